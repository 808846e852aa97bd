package dates_test

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extractors/dates"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Ways of speaking of time that belong to kinds of text: results of companies, schedules,
// chronicles. All are read on Wednesday, 25 October 2023, unless said otherwise.
const october = "2023-10-25"

// Results are told by quarters and years that have ended.
func TestResults(t *testing.T) {
	check(t, []example{
		{"2024-01-20", "The yard lost money in the year ended Dec. 31.", []string{"the year=P1Y", "Dec. 31=2023-12-31"}},
		{october, "In the fiscal year ended March 31 the yard made money.", []string{"the fiscal year=P1Y", "March 31=2023-03-31"}},
		{october, "In the year-earlier quarter the yard made money.", []string{"the year-earlier quarter=2022-Q3"}},
		{october, "In the prior-year quarter the yard made money, as in the prior-year second quarter.",
			[]string{"the prior-year quarter=2022-Q3", "the prior-year second quarter=2022-Q2"}},
		{october, "Sales rose from the third quarter a year earlier.", []string{"the third quarter a year earlier=2022-Q3"}},
		{october, "Sales rose from the year-earlier third quarter.", []string{"the year-earlier third quarter=2022-Q3"}},
		{october, "Sales fell in its third fiscal quarter and in Q1 FY2022.", []string{"third fiscal quarter=2023-Q3", "Q1 FY2022=2022-Q1"}},
		{october, "Sales rose in the second and third quarters of 2021.", []string{"the second=2021-Q2", "third quarters of 2021=2021-Q3"}},
		{october, "The yard will close by year-end 2024 or at mid-year 2025.", []string{"year-end 2024=2024", "mid-year 2025=2025"}},
		{october, "Output fell in the latest week and in the week ended Oct. 14.",
			[]string{"the latest week=2023-W42", "the week=2023-W41", "Oct. 14=2023-10-14"}},
		{october, "The loan matures on Friday, and the fee is payable Dec. 15.", []string{"Friday=2023-10-27", "Dec. 15=2023-12-15"}},
	})
}

// A figure of a year ago belongs to the quarter, month or day of that year which answers to
// the one that is told of.
func TestFiguresOfAYearAgo(t *testing.T) {
	check(t, []example{
		{october, "The yard earned $3 million in the third quarter, up from $2 million a year ago.",
			[]string{"the third quarter=2023-Q3", "a year ago=2022-Q3"}},
		{october, "In the quarter ended Sept. 30 it earned $3 million, against $2 million a year earlier.",
			[]string{"the quarter=2023-Q3", "Sept. 30=2023-09-30", "a year earlier=2022-Q3"}},
		{october, "In the first quarter ended Sept. 30 it lost money. In the quarter, ended Sept. 30, sales fell.",
			[]string{"the first quarter=2023-Q1", "Sept. 30=2023-09-30", "the quarter=2023-Q1", "Sept. 30=2023-09-30"}},
		{october, "In the three months ended June 30 it earned $3 million, against $2 million a year earlier.",
			[]string{"the three months=P3M", "June 30=2023-06-30", "a year earlier=2022-Q2"}},
		{october, "Deposits at Sept. 30 were $3 billion, from $2 billion a year earlier.", []string{"Sept. 30=2023-09-30", "a year earlier=2022-09-30"}},
		{october, "In September 5% were out of work, 1% more than a year ago.", []string{"September=2023-09", "a year ago=2022-09"}},
		{october, "The yard had a quarterly loss of $3 million, against a profit of $1 million a year ago.", []string{"a year ago=2022-Q3"}},
		{october, "It earned $3 million in the third quarter.\n\nIt expects a fourth-quarter loss.\n\nSales in the quarter fell from $9 million a year ago.",
			[]string{"the third quarter=2023-Q3", "fourth-quarter=2023-Q4", "the quarter=2023-Q3", "a year ago=2022-Q3"}},
		{october, "It earned $3 million in the third quarter, and $2 million in the quarter a year ago. Sales fell from last year’s quarter.",
			[]string{"the third quarter=2023-Q3", "the quarter a year ago=2022-Q3", "last year’s quarter=2022-Q3"}},
		{october, "In the nine months it earned $3 million, from $2 million in the 2022 period, and in the year-earlier nine months it lost money.",
			[]string{"the nine months=P9M", "the 2022 period=2022", "the year-earlier nine months=P9M"}},
		{october, "It earned $3 million in the third quarter, up from $2 million last year. Last year it lost money.",
			[]string{"the third quarter=2023-Q3", "last year=2022-Q3", "Last year=2022"}},
		{october, "The latest period included a gain.", []string{"The latest period=2023-Q3"}},
		{october, "In the third quarter the yard was sold. Its owner had taken it over in May. He had come to Sarvo a year ago.",
			[]string{"the third quarter=2023-Q3", "May=2023-05", "a year ago=2022"}},
		{october, "She became its head in May and left a year later.", []string{"May=2023-05", "a year later=2024"}},
	})
}

// Years, months and days as speakers and writers of letters name them.
func TestSpokenDates(t *testing.T) {
	check(t, []example{
		{october, "He came in two thousand eight. She left in nineteen oh six, he in twenty oh five or in two thousand and six.",
			[]string{"two thousand eight=2008", "nineteen oh six=1906", "twenty oh five=2005", "two thousand and six=2006"}},
		{october, "I have your letter of the 12th inst. and wrote on the 30th ult. and on the 3rd ultimo.",
			[]string{"the 12th inst=2023-10-12", "the 30th ult=2023-09-30", "the 3rd ultimo=2023-09-03"}},
		{october, "He met two thousand people, and in two thousand years none will know.", []string{"two thousand years=P2000Y"}},
		{october, "I wrote on the 28th of January last, and will write on the 1st day of February next.",
			[]string{"the 28th of January last=2023-01-28", "the 1st day of February next=2024-02-01"}},
		{october, "Last week he rested; the week before that he ran. They met on 3 May. The day before that they had quarrelled.",
			[]string{"Last week=2023-W42", "the week before that=2023-W41", "3 May=2023-05-03", "The day before that=2023-05-02"}},
		{october, "They met mid-afternoon yesterday, mid-week and the day before last Friday, for a minute and a half.",
			[]string{"mid-afternoon yesterday=2023-10-24TAF", "mid-week=2023-W43", "the day before last Friday=2023-10-19", "a minute and a half=PT90S"}},
		{october, "It will be paid by the month’s end, for the full year, after the latest fiscal year.",
			[]string{"the month’s end=2023-10", "the full year=2023", "the latest fiscal year=2022"}},
	})
}

// Lists of years shorten them.
func TestShortenedYears(t *testing.T) {
	check(t, []example{
		{october, "In the late 1920s and early ’30s, in the 1870s and ’80s; in the ’30s, the ’90s and the ’20s.",
			[]string{"the late 1920s=192", "early ’30s=193", "the 1870s=187", "’80s=188", "the ’30s=193", "the ’90s=199", "the ’20s=202"}},
		{october, "He ruled in 1850, ’72 and 1880, and from 1891 to 93, in the years 1870 and 1871.",
			[]string{"1850=1850", "’72=1872", "1880=1880", "1891=1891", "93=1893", "1870=1870", "1871=1871"}},
	})
}

// A day of a month on a weekday on which it did not fall this year is of the year before or
// the next, unless it is so near that the weekday must be wrong.
func TestWeekdayTellsTheYear(t *testing.T) {
	check(t, []example{
		{october, "They met on Tuesday, 3 May, and on Wednesday, 3 May.", []string{"Tuesday, 3 May=2022-05-03", "Wednesday, 3 May=2023-05-03"}},
		{october, "They met on Monday, 3 October.", []string{"Monday, 3 October=2023-10-03"}},
	})
}

// A guide to a place names months that come every year.
func TestMonthsOfAGuide(t *testing.T) {
	const climate = "The island is dry, and in January it is about 24 degrees. In June it is about 35. "
	guide := strings.Repeat("Boats leave from the old pier. ", 60)
	check(t, []example{
		{october, climate, []string{"January=2024-01", "June=2023-06"}},
		{october, climate + guide, []string{"January=XXXX-01", "June=XXXX-06"}},
		{october, climate + "The pass is closed from October to April, and in the summer the road can be dusty. " + guide,
			[]string{"January=XXXX-01", "June=XXXX-06", "October=XXXX-10", "April=XXXX-04", "the summer=XXXX-SU"}},
		{october, climate + "The town was founded on 3 May 1642, burned in July 1827 and was rebuilt by 1835. In August it is crowded, and the 4th of July fireworks are loud. " + guide,
			[]string{"January=XXXX-01", "June=XXXX-06", "3 May 1642=1642-05-03", "July 1827=1827-07", "1835=1835", "August=XXXX-08", "the 4th of July=XXXX-07-04"}},
		{october, climate + "The pass was closed in April. " + guide, []string{"January=XXXX-01", "June=XXXX-06", "April=2023-04"}},
		{october, climate + "Boats leave twice per week on Monday evening and Friday morning. " + guide,
			[]string{"January=XXXX-01", "June=XXXX-06", "per week=P1W", "Monday evening=XXXX-WXX-1TEV", "Friday morning=XXXX-WXX-5TMO"}},
	})
}

// Words may say of a month, wherever it stands, that it comes every year.
func TestMonthsOfEveryYear(t *testing.T) {
	check(t, []example{
		{october, "July is the driest month. April is the best month for climbers, and the wettest months are May and June.",
			[]string{"July=XXXX-07", "April=XXXX-04", "May=XXXX-05", "June=XXXX-06"}},
		{october, "It usually snows in January. The fair is held every year in May, the fast annually from June to July.",
			[]string{"January=XXXX-01", "every year=P1Y", "May=XXXX-05", "annually=P1Y", "June=XXXX-06", "July=XXXX-07"}},
		{october, "Her feast day is 30 September.", []string{"30 September=XXXX-09-30"}},
		{october, "July was the driest month. September is the third month of losses, and August is the worst month in years.",
			[]string{"July=2023-07", "September=2023-09", "August=2023-08", "years=PXY"}},
		{october, "It usually snows in January, and will snow in February. It often met in March.",
			[]string{"January=2024-01", "February=2024-02", "March=2023-03"}},
	})
}

func TestClockTimes(t *testing.T) {
	check(t, []example{
		{october, "The ship sank at 915 UTC on Monday with 700 tons and 250 men.", []string{"915 UTC=2023-10-23T09:15", "Monday=2023-10-23"}},
		{october, "On Monday a man shot at guests. He will be heard on 5 November. Police searched his home. The shots fell at 13:40. He was caught later that day.", []string{"Monday=2023-10-23", "5 November=2023-11-05", "13:40=2023-10-23T13:40", "later that day=2023-10-23"}},
		{october, "Open from 2 to 5 p.m., between 8 and 10 p.m. on Monday, and 11 to 2 p.m. on Tuesday.",
			[]string{"2=2023-10-25T14:00", "5 p.m.=2023-10-25T17:00", "8=2023-10-23T20:00", "10 p.m.=2023-10-23T22:00", "Monday=2023-10-23",
				"11=2023-10-24T11:00", "2 p.m.=2023-10-24T14:00", "Tuesday=2023-10-24"}},
		{october, "It began at half past three, at quarter to five, at five o’clock and at six in the evening.",
			[]string{"half past three=2023-10-25T03:30", "quarter to five=2023-10-25T04:45", "five o’clock=2023-10-25T05:00", "six in the evening=2023-10-25T18:00"}},
		{october, "They met at 3 o’clock on Friday afternoon.", []string{"3 o’clock=2023-10-20T15:00", "Friday afternoon=2023-10-20TAF"}},
		{october, "The strike ended at midnight Friday night, the truce at midnight Saturday morning.",
			[]string{"midnight Friday night=2023-10-20T24:00", "midnight Saturday morning=2023-10-21T00:00"}},
		{october, "They left at 0300. They met at 1500 on 3 March, at 2100 metres.", []string{"0300=2023-10-25T03:00", "1500=2023-03-03T15:00", "3 March=2023-03-03"}},
		{october, "They met at 10.30 on Friday, at 22.30 hours, at 1400Z and at 14:30Z; the share closed at 10.30.",
			[]string{"10.30=2023-10-20T10:30", "Friday=2023-10-20", "22.30 hours=2023-10-20T22:30", "1400Z=2023-10-20T14:00", "14:30Z=2023-10-20T14:30"}},
		{october, "From 5 to 7 October 40 to 50 ships left.", []string{"5=2023-10-05", "7 October=2023-10-07"}},
	})
}

func TestPartsOfDays(t *testing.T) {
	check(t, []example{
		{october, "They met on Easter Monday morning and will meet on Christmas Eve night.",
			[]string{"Easter Monday morning=2023-04-10TMO", "Christmas Eve night=2023-12-24TNI"}},
		{october, "They left at dawn Sunday and late afternoon yesterday.", []string{"dawn Sunday=2023-10-22TMO", "late afternoon yesterday=2023-10-24TAF"}},
		{october, "In the early morning hours of Oct. 20 and in the wee hours of Saturday.",
			[]string{"the early morning hours of Oct. 20=2023-10-20TMO", "the wee hours of Saturday=2023-10-21TMO"}},
		{october, "On Oct. 7 they left, and on the morning of the 8th they were back.", []string{"Oct. 7=2023-10-07", "the morning of the 8th=2023-10-08TMO"}},
	})
}

func TestChronicles(t *testing.T) {
	check(t, []example{
		{october, "On 3, 4 and 5 May 1944; in the autumn and winter of 1942.",
			[]string{"3=1944-05-03", "4=1944-05-04", "5 May 1944=1944-05-05", "the autumn=1942-FA", "winter of 1942=1942-WI"}},
		{october, "Printed in Sarvo, 1859. Begun in AD842, by ca. 1000 masons, in the years between 1840 and 1850.",
			[]string{"1859=1859", "AD842=0842", "1840=1840", "1850=1850"}},
		{october, "They left the day after Christmas 1944 and the day before Easter.", []string{"the day after Christmas 1944=1944-12-26", "the day before Easter=2023-04-08"}},
		{october, "In the month since the vote little changed. On the eve of Easter they had met.",
			[]string{"the month=P1M", "the eve=2023-04-08", "Easter=2023-04-09"}},
		{october, "They met in the first week of this month and the last weekend of last month.",
			[]string{"the first week of this month=2023-W40", "the last weekend of last month=2023-W39-WE"}},
		{october, "Sales fell in the week to 30 September and in the past year and a half.",
			[]string{"the week=2023-W39", "30 September=2023-09-30", "the past year and a half=P18M"}},
		{october, "It rained this past summer, and in the last week in May.", []string{"this past summer=2023-SU", "the last week in May=2023-W22"}},
		{"2023-02-20", "It rained this past summer.", []string{"this past summer=2022-SU"}},
		{october, "By ’46 it was over. It had begun in around 1660.", []string{"’46=1946", "1660=1660"}},
		{october, "Into the twenty-first century; on the twenty-fifth of May; in the fifties and sixties.",
			[]string{"the twenty-first century=20", "the twenty-fifth of May=2023-05-25", "the fifties=195", "sixties=196"}},
		{october, "They left on 3 May; the night before, they had met, as on New Year’s Eve 1999. Those days are gone.",
			[]string{"3 May=2023-05-03", "the night before=2023-05-02TNI", "New Year’s Eve 1999=1999-12-31", "Those days=PAST_REF"}},
	})
}

// What looks like a date, and is none.
// Few years are enough where nothing points to the day of publication.
func TestStories(t *testing.T) {
	check(t, []example{
		{"2018-05-10", "On 30 July 1896 the ferry sank. The inquest opened on 4 August 1896. Its verdict came on 7 August.", []string{"30 July 1896=1896-07-30", "4 August 1896=1896-08-04", "7 August=1896-08-07"}},
		{"2018-05-10", "The pact was signed on 14 July 2015 and amended in May 2016. On 3 March the envoys met in Oslo; next week they meet again.", []string{"14 July 2015=2015-07-14", "May 2016=2016-05", "3 March=2018-03-03", "next week=2018-W20"}},
		{"2020-10-29", "The senator, born in 1951, was elected in 1976, 1982, 1996 and 2002, and lost in 2008. He spoke in August.", []string{"1951=1951", "1976=1976", "1982=1982", "1996=1996", "2002=2002", "2008=2008", "August=2020-08"}},
		{"2010-03-02", "She left in July 1919. From 1919 to 1923 she studied in Prague. That summer she met Emil, whom she married on 8 September. The following year they moved; in May 1928 they parted. In June 1930 she died.",
			[]string{"July 1919=1919-07", "1919=1919", "1923=1923", "That summer=1923-SU", "8 September=1923-09-08", "The following year=1924", "May 1928=1928-05", "June 1930=1930-06"}},
		{"2010-03-02", "In June 1917 she moved to Rome. The following year she met Emil, in May. In 1920, 1921 and 1925 she was in Lyon. In 2001 I moved there. The next spring I left.",
			[]string{"June 1917=1917-06", "The following year=1918", "May=1918-05", "1920=1920", "1921=1921", "1925=1925", "2001=2001", "The next spring=2002-SP"}},
		{"2018-05-10", "On 3 March 1923 she moved to Lyon. The next day she met the painter.", []string{"3 March 1923=1923-03-03", "The next day=1923-03-04"}},
		{"2018-05-10", "On 3 March 1923 she moved to Lyon. Two days later they married.", []string{"3 March 1923=1923-03-03", "Two days later=1923-03-05"}},
		{"2018-05-10", "In March 1923 she moved to Lyon. The following month she met the painter.", []string{"March 1923=1923-03", "The following month=1923-04"}},
		{"2018-05-10", "In October 1968 the games opened. It was on the 12th that he won.", []string{"October 1968=1968-10", "the 12th=1968-10-12"}},
		{"2018-05-10", "In 1923 she moved to Lyon. That autumn she met the painter.", []string{"1923=1923", "That autumn=1923-FA"}},
		{"2018-05-10", "In 1923 she moved to Lyon. The following spring she met the painter.", []string{"1923=1923", "The following spring=1924-SP"}},
		{"2018-05-10", "In 1923 she moved to Lyon. A year earlier she had met the painter.", []string{"1923=1923", "A year earlier=1922"}},
		{"2018-05-10", "In 1923 she moved to Lyon. The next year she met the painter.", []string{"1923=1923", "The next year=1924"}},
		{"2018-05-10", "He was freed in 2001 and went to Lyon the next year.", []string{"2001=2001", "the next year=2002"}},
		{"2018-05-10", "They will spend the next year in Lyon. Over the next year rents will rise.", []string{"the next year=P1Y", "the next year=P1Y"}},
		{"2018-05-10", "The custom dates from 3 March 1923 and lives on to this very day.", []string{"3 March 1923=1923-03-03", "this very day=PRESENT_REF"}},
	})
}

func TestNoDates(t *testing.T) {
	check(t, []example{
		{october, "She played in Friday the 13th, under a Christmas tree, as told at example.org/2017/04/16/port.", []string{"2017=2017"}},
		{october, "The trams run during the day, a girl aged 12 months on board. One day they will stop, as back in the day.", []string{}},
		{october, "He is in his early 30s, she in her mid-20s, both in their late thirties; the others are in their fifties and sixties or in their 50s and 60s.", []string{}},
		{october, "He made his 1970s and ’80s films before the early thirties.", []string{"1970s=197", "’80s=198", "the early thirties=193"}},
		{october, "The annual meeting of the port and the third annual fair were called off.", []string{}},
		{october, "The fall in prices came in the fall in 2019 and in the fall.", []string{"the fall in 2019=2019-FA", "the fall=2023-FA"}},
		{october, "The rock is 4.5 billion years old; 4.5 billion years ago it was dust. Bake for 1½ hours until 7 o’clock tonight.",
			[]string{"4.5 billion years ago=PAST_REF", "1½ hours=PT1.5H", "7 o’clock tonight=2023-10-25T19:00"}},
	})
}

// “That day” is one that has been named; where none has, it is not the one of publication.
func TestThatDay(t *testing.T) {
	check(t, []example{
		{october, "Think of what you must do that day, and of that week.", []string{"that day=XXXX-XX-XX", "that week=XXXX-WXX"}},
		{october, "They met on 3 May and left that day.", []string{"3 May=2023-05-03", "that day=2023-05-03"}},
		{october, "More of it will be seen in years to come, every third Tuesday, at 90 roubles per annum.",
			[]string{"years to come=FUTURE_REF", "every third Tuesday=XXXX-WXX-2", "per annum=P1Y"}},
	})
}

// First days as the rabbinical calendars of these years have them.
func TestJewishFeasts(t *testing.T) {
	for _, e := range [][5]string{ // Passover, Rosh Hashanah, Yom Kippur, Hanukkah
		{"2013", "2013-03-26", "2013-09-05", "2013-09-14", "2013-11-28"},
		{"2020", "2020-04-09", "2020-09-19", "2020-09-28", "2020-12-11"},
		{"2022", "2022-04-16", "2022-09-26", "2022-10-05", "2022-12-19"},
		{"2023", "2023-04-06", "2023-09-16", "2023-09-25", "2023-12-08"},
		{"2024", "2024-04-23", "2024-10-03", "2024-10-12", "2024-12-26"},
		{"2025", "2025-04-13", "2025-09-23", "2025-10-02", "2025-12-15"},
	} {
		y := e[0]
		check(t, []example{{october, "Passover " + y + ", Rosh Hashanah " + y + ", Yom Kippur " + y + ", Hanukkah " + y + ".",
			[]string{"Passover " + y + "=" + e[1], "Rosh Hashanah " + y + "=" + e[2], "Yom Kippur " + y + "=" + e[3], "Hanukkah " + y + "=" + e[4]}}})
	}
}

// A diary goes on from day to day.
func TestDiary(t *testing.T) {
	check(t, []example{
		{october, "It’s May 7th, and the port is full. It will be empty tomorrow.", []string{"May 7th=2023-05-07", "tomorrow=2023-10-26"}},
		{october, "It’s now 2:25 a.m. on Monday. I’ll do it tomorrow.", []string{"now=PRESENT_REF", "2:25 a.m.=2023-10-23T02:25", "Monday=2023-10-23", "tomorrow=2023-10-24"}},
		{october, "Today is Monday. Yesterday I slept.", []string{"Today=2023-10-23", "Monday=2023-10-23", "Yesterday=2023-10-22"}},
		{october, "It is Monday, October 2. I am tired. Today’s Wednesday, and on Tuesday I slept.", []string{"Monday, October 2=2023-10-02", "Today=2023-10-04", "Wednesday=2023-10-04", "Tuesday=2023-10-03"}},
		{october, "I’ll be in Oslo next week, and on Tuesday I was in Bergen.", []string{"next week=2023-W44", "Tuesday=2023-10-24"}},
		{october, "Tomorrow I rest and then on Friday I fly home.", []string{"Tomorrow=2023-10-26", "Friday=2023-10-27"}},
		{october, "Mum’s leaving Friday. I’d be there Friday.", []string{"Friday=2023-10-27", "Friday=2023-10-27"}},
		{october, "Please call before Friday.", []string{"Friday=2023-10-27"}},
		{october, "Open Monday to Friday, 9 a.m. to 5 p.m. Buses leave at 08:00, Monday to Friday.", []string{"Monday=XXXX-WXX-1", "Friday=XXXX-WXX-5", "9 a.m.=2023-10-25T09:00", "5 p.m.=2023-10-25T17:00", "08:00=2023-10-25T08:00", "Monday=XXXX-WXX-1", "Friday=XXXX-WXX-5"}},
		{october, "See you on Friday! Let’s meet Friday. I have a test on Friday. I’ve got a test on Friday.", []string{"Friday=2023-10-27", "Friday=2023-10-27", "Friday=2023-10-27", "Friday=2023-10-27"}},
		{october, "She gave me a book as a present Friday.", []string{"Friday=2023-10-20"}},
		{october, "It is October 7, and the port is full. It will be empty tomorrow.", []string{"October 7=2023-10-07", "tomorrow=2023-10-08"}},
	})
}

// A text may say itself when it was written.
func TestDateLine(t *testing.T) {
	head := "Port closed after fire\n\nTuesday, 24 October 2023\n\n"
	check(t, []example{
		{october, head + "The port was closed yesterday.", []string{"Tuesday, 24 October 2023=2023-10-24", "yesterday=2023-10-23"}},
		{"2023-12-01", head + "The port was closed yesterday.", []string{"Tuesday, 24 October 2023=2023-10-24", "yesterday=2023-11-30"}},
		{october, "On 24 October 2023 fire broke out.\nThe port was closed yesterday.", []string{"24 October 2023=2023-10-24", "yesterday=2023-10-24"}},
		{"", head + "The port was closed yesterday.", []string{"Tuesday, 24 October 2023=2023-10-24", "yesterday="}},
	})
	got := dates.Find(text.Split(head+"The port was closed yesterday."), day(october))
	if len(got) != 2 || got[1].Found.Inputs != "anchor=dateline at=2023-10-24" {
		t.Errorf("got %+v", got)
	}
}
