package dates_test

import "testing"

// Ways of speaking of time that agencies and business papers have.

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
