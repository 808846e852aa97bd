package dates_test

import "testing"

// Ways of speaking of time that agencies and business papers have.

// Markets and results look back on periods that have just ended.
func TestMarkets(t *testing.T) {
	const thursday = "1989-11-02"
	check(t, []example{
		{thursday, "Belz Bank lost $3 million in the quarter, against a profit of $1 million in the comparable 1988 quarter.",
			[]string{"the quarter=1989-Q3", "the comparable 1988 quarter=1988-Q3"}},
		{"1989-12-02", "Belz Bank lost $3 million in the quarter.", []string{"the quarter=1989-Q4"}},
		{thursday, "In the third quarter sales rose 4% from the like period of 1988.", []string{"the third quarter=1989-Q3", "the like period of 1988=1988-Q3"}},
		{thursday, "The mill had a loss for the third quarter in a row.", []string{}},
		{thursday, "In the third quarter it earned $3 million, from $2 million in 1987. For the nine months it earned $8 million, from $6 million a year earlier.",
			[]string{"the third quarter=1989-Q3", "1987=1987", "the nine months=P9M", "a year earlier=1988"}},
		{thursday, "First-half profit rose. In the second half it will earn $3 million. In the second half both teams tired.",
			[]string{"First-half=1989-H1", "the second half=1989-H2"}},
		{thursday, "The index stood at 5% in October, up from 4% the month before and 3% a year earlier.",
			[]string{"October=1989-10", "the month before=1989-09", "a year earlier=1988-10"}},
		{thursday, "Traffic rose 8% in October. The line flew 3 million miles in the month, against 2 million a year ago.",
			[]string{"October=1989-10", "the month=1989-10", "a year ago=1988-10"}},
		{thursday, "Prices rose 3% in the year through September and 1% in the week ended Friday.",
			[]string{"the year=P1Y", "September=1989-09", "the week=1989-W43", "Friday=1989-10-27"}},
	})
}

// What news says of days to come needs no year.
func TestDaysToCome(t *testing.T) {
	const wednesday = "1998-03-11"
	check(t, []example{
		{wednesday, "She will be sworn in on Jan. 20. The bridge will open on Feb. 3.", []string{"Jan. 20=1999-01-20", "Feb. 3=1999-02-03"}},
		{wednesday, "She will be sworn in on March 9.", []string{"March 9=1998-03-09"}},
		{wednesday, "The court will hear the case of the fire on Feb. 3.", []string{"Feb. 3=1998-02-03"}},
		{wednesday, "The tax takes effect Jan. 1 and the ban goes into effect on Jan. 15. The pact took effect Jan. 1.",
			[]string{"Jan. 1=1999-01-01", "Jan. 15=1999-01-15", "Jan. 1=1998-01-01"}},
		{wednesday, "The hearing is set for 10 a.m. Tuesday, the vote for Friday morning.", []string{"10 a.m. Tuesday=1998-03-17T10:00", "Friday morning=1998-03-13TMO"}},
		{wednesday, "Oil for January delivery rose; the February contract fell.", []string{"January=1999-01", "February=1999-02"}},
		{wednesday, "The truce may be signed on the eve of Sunday’s vote.", []string{"the eve=1998-03-14", "Sunday=1998-03-15"}},
	})
}

// Days and nights counted back from that of the story.
func TestDaysGone(t *testing.T) {
	const thursday = "1996-05-02"
	check(t, []example{
		{thursday, "She left a week ago Monday; two weeks ago Thursday she had been seen.", []string{"a week ago Monday=1996-04-22", "two weeks ago Thursday=1996-04-18"}},
		{thursday, "He came back the night before last. The mine was flooded the summer before last.",
			[]string{"the night before last=1996-04-30TNI", "the summer before last=1994-SU"}},
		{thursday, "Shells fell overnight Tuesday and overnight.", []string{"overnight Tuesday=1996-04-30TNI", "overnight=1996-04-30TNI"}},
		{thursday, "On Monday the planes came at dawn and left by nightfall, as they do by night.",
			[]string{"Monday=1996-04-29", "dawn=1996-04-29TMO", "nightfall=1996-04-29TEV"}},
		{thursday, "He called the other day.", []string{"the other day=PAST_REF"}},
		{"1996-11-02", "It was cold last spring and dry last summer.", []string{"last spring=1996-SP", "last summer=1996-SU"}},
		{"1996-09-20", "It was dry last summer.", []string{"last summer=1995-SU"}},
	})
}

func TestNewsLengths(t *testing.T) {
	const thursday = "1996-05-02"
	check(t, []example{
		{thursday, "It was the third blast in as many weeks, days ahead of the vote and months ahead of schedule.", []string{"days=PXD", "months=PXM"}},
		{thursday, "In the past hour two shells fell, in the past day six. In the last hour of trading shares fell. They left on the last day of talks.",
			[]string{"the past hour=PT1H", "the past day=P1D", "the last hour=PT1H"}},
		{thursday, "It will take between three and four years.", []string{"three and four years=PXY"}},
		{thursday, "A three-quarter majority left the board.", []string{}},
		{thursday, "The firm was fined $2 million a day from March 5.", []string{"a day=P1D", "March 5=1996-03-05"}},
		{thursday, "They meet biweekly, bimonthly or semiannually, and play five nights a week.", []string{"biweekly=P2W", "bimonthly=P2M", "semiannually=P6M", "a week=P1W"}},
		{thursday, "By the end of the century it will be gone; for most of the decade it grew. At the turn of the century it was new.",
			[]string{"the end of the century=19", "the decade=199"}},
		{thursday, "Highs will be in the 60s, and temperatures rose into the 90s on Monday. He sang in the 60s.", []string{"Monday=1996-04-29", "the 60s=196"}},
	})
}
