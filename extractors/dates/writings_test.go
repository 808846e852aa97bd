package dates_test

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extractors/dates"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Ways of writing that other tests leave out. All are read on Wednesday, 3 December 2025.
const wednesday = "2025-12-03"

func TestNumerals(t *testing.T) {
	check(t, []example{
		{wednesday, "Signed 2025.03.09, 3-Mar-25, 03-MAR-2025 and 2025/03/09.",
			[]string{"2025.03.09=2025-03-09", "3-Mar-25=2025-03-03", "03-MAR-2025=2025-03-03", "2025/03/09=2025-03-09"}},
		{wednesday, "Signed on5 May 2024, 6May2024 and 7 May2024.", []string{"5 May 2024=2024-05-05", "6May2024=2024-05-06", "7 May2024=2024-05-07"}},
		{wednesday, "Signed 5\u00a0May\u00a02024, 6\u2009May\u202f2024, 7\u2011May\u20112024 and 8–9\u00a0May\u00a02024.",
			[]string{"5\u00a0May\u00a02024=2024-05-05", "6\u2009May\u202f2024=2024-05-06", "7\u2011May\u20112024=2024-05-07", "8=2024-05-08", "9\u00a0May\u00a02024=2024-05-09"}},
		{wednesday, "In March, April and May 2020, on 3 May, 5 June and 7 July 2021, from December to February 2020.",
			[]string{"March=2020-03", "April=2020-04", "May 2020=2020-05", "3 May=2021-05-03", "5 June=2021-06-05", "7 July 2021=2021-07-07", "December=2019-12", "February 2020=2020-02"}},
		{wednesday, "Held 14-15 May, May 20 to 22 and in 2023/24.",
			[]string{"14=2025-05-14", "15 May=2025-05-15", "May 20=2025-05-20", "22=2025-05-22", "2023=2023", "24=2024"}},
		{wednesday, "Polls close at 15h30, at 1800 hours and at 0600 GMT; 1800 hours of work were lost.",
			[]string{"15h30=2025-12-03T15:30", "1800 hours=2025-12-03T18:00", "0600 GMT=2025-12-03T06:00", "1800 hours=PT1800H"}},
	})
}

func TestNumberedDaysAndWeeks(t *testing.T) {
	check(t, []example{
		{wednesday, "He arrived on the 14th. She will go on the 2nd. They meet from the 4th to the 6th.",
			[]string{"the 14th=2025-11-14", "the 2nd=2026-01-02", "the 4th=2025-12-04", "the 6th=2025-12-06"}},
		{wednesday, "He lives on the 14th floor, by the 38th Parallel, and won on the 5th ballot.", []string{}},
		{"", "He arrived on the 14th and it closes in week 49.", []string{"the 14th=XXXX-XX-14", "week 49=XXXX-W49"}},
		{wednesday, "It closes in week 49, in the 50th week of the year, in week 3 of 2026 and in 2026-W05.",
			[]string{"week 49=2025-W49", "the 50th week of the year=2025-W50", "week 3 of 2026=2026-W03", "2026-W05=2026-W05"}},
		{"2026-01-05", "The port closed in week 52 and will open in week 9.", []string{"week 52=2025-W52", "week 9=2026-W09"}},
		{wednesday, "It closes on the last Friday of November and opens on the first Monday in May 2026.",
			[]string{"the last Friday of November=2025-11-28", "the first Monday in May 2026=2026-05-04"}},
		{wednesday, "It closes on the first of the month, the last day of February 2024 and the last day of next year.",
			[]string{"the first of the month=2025-12-01", "the last day of February 2024=2024-02-29", "the last day of next year=2026-12-31"}},
		{wednesday, "It closed in the week beginning 17 November and the week ending 28 November.",
			[]string{"the week beginning 17 November=2025-W47", "the week ending 28 November=2025-W48"}},
	})
}

func TestDaysBeforeNouns(t *testing.T) {
	check(t, []example{
		{wednesday, "The bombs of November 7 killed 224 people; in November 30 people died.", []string{"November 7=2025-11-07", "November=2025-11"}},
	})
}

func TestNeighbours(t *testing.T) {
	check(t, []example{
		{wednesday, "He left the day before yesterday, they met the week before last, and it ends the year after next.",
			[]string{"the day before yesterday=2025-12-01", "the week before last=2025-W47", "the year after next=2027"}},
		{wednesday, "They meet Tuesday week, met Tuesday last and will meet a week from Friday.",
			[]string{"Tuesday week=2025-12-16", "Tuesday last=2025-12-02", "a week from Friday=2025-12-12"}},
		{wednesday, "They leave the Sunday after next, met the Monday before last and meet a week on Tuesday.",
			[]string{"the Sunday after next=2025-12-14", "the Monday before last=2025-11-24", "a week on Tuesday=2025-12-16"}},
		{wednesday, "On Sunday week the polls open. They spent a week on Monday’s reform.",
			[]string{"Sunday week=2025-12-14", "a week=P1W", "Monday=2025-12-01"}},
		{wednesday, "They will meet next Tuesday week, not this Sat. as planned.", []string{"next Tuesday week=2025-12-16", "this Sat.=2025-12-06"}},
		{"2026-01-07", "In the new year the ports reopened.", []string{"the new year=2026"}},
		{wednesday, "In the new year the ports will reopen, after the New Year.", []string{"the new year=2026", "New Year=2026-01-01"}},
		{wednesday, "THE ENVOYS MEET HERE TOMORROW NIGHT, USA Today writes.", []string{"TOMORROW NIGHT=2025-12-04TNI"}},
	})
}

func TestHalvesAndQuarters(t *testing.T) {
	check(t, []example{
		{wednesday, "The siege went on for a half hour, half an hour, half a century, a half century, a quarter of an hour and a quarter century.",
			[]string{"a half hour=PT30M", "half an hour=PT30M", "half a century=P50Y", "a half century=P50Y", "a quarter of an hour=PT15M", "a quarter century=P25Y"}},
		{wednesday, "It began a quarter-century ago, in the quarter century of war, and for the next half century the port was shut.",
			[]string{"a quarter-century ago=2000", "the quarter century=P25Y", "the next half century=P50Y"}},
		{wednesday, "It began a year-and-a-half ago: the two-and-half year war, a three-and-one-half hour talk, and five and one half years of peace.",
			[]string{"a year-and-a-half ago=2024-06", "two-and-half year=P2.5Y", "three-and-one-half hour=PT210M", "five and one half years=P5.5Y"}},
		{wednesday, "It took two and a half months, a year and a half, an hour and a half and two and a half minutes.",
			[]string{"two and a half months=P2.5M", "a year and a half=P18M", "an hour and a half=PT90M", "two and a half minutes=PT150S"}},
		{wednesday, "Sales fell in the first half of 2020 and rose in the second quarter, by half a million and a quarter of a million.",
			[]string{"the first half of 2020=2020-H1", "the second quarter=2025-Q2"}},
	})
}

func TestEarlierAndLater(t *testing.T) {
	check(t, []example{
		{wednesday, "Earlier Tuesday the port closed; it will open later Wednesday. Hours earlier Monday two men had fled.",
			[]string{"Earlier Tuesday=2025-12-02", "later Wednesday=2025-12-03", "Hours=PTXH", "Monday=2025-12-01"}},
		{wednesday, "Later tonight they meet.", []string{"Later tonight=2025-12-03TNI"}},
		{wednesday, "Earlier on Tuesday the port closed, a day later than May.", []string{"Tuesday=2025-12-02", "a day=P1D", "May=2025-05"}},
	})
}

func TestMonthsBesideNouns(t *testing.T) {
	check(t, []example{
		{wednesday, "Sales fell in the March quarter, the September quarter and the June quarter of 2020.",
			[]string{"March quarter=2026-Q1", "September quarter=2025-Q3", "June quarter of 2020=2020-Q2"}},
		{wednesday, "The June and November 2020 protests and the May-August heat are over; it opens next month (April).",
			[]string{"June=2020-06", "November 2020=2020-11", "May=2020-05", "August=2020-08", "next month=2026-01", "April=2026-04"}},
		{wednesday, "The March on the capital began, as did the annual March of the Veterans.", []string{}},
	})
}

func TestBareUnits(t *testing.T) {
	check(t, []example{
		{wednesday, "The count could take days, they wait hours and the ship left hours earlier.",
			[]string{"days=PXD", "hours=PTXH", "hours=PTXH"}},
		{wednesday, "In curfew and off hours and on holy days the port was shut.", []string{}},
		{wednesday, "Pirates in the past have sunk ships, and prospects in the near future are grim, but the past elections were fair.",
			[]string{"the past=PAST_REF", "the near future=FUTURE_REF"}},
	})
}

func TestNoDeterminers(t *testing.T) {
	check(t, []example{
		{wednesday, "The port closed following Tuesday’s vote, following weeks of talks and following two days of rain.",
			[]string{"Tuesday=2025-12-02", "weeks=PXW", "two days=P2D"}},
		{wednesday, "They met on the following Monday and in following weeks.", []string{"the following Monday=2025-12-08", "following weeks=FUTURE_REF"}},
		{wednesday, "The siege could last several months, the truce may last another six weeks, and talks are to last four days.",
			[]string{"several months=PXM", "another six weeks=P6W", "four days=P4D"}},
		{wednesday, "The envoy says that last month’s vote was fair; that same month the port closed.", []string{"last month=2025-11", "that same month=2025-11"}},
		{wednesday, "The port was shut for a second straight day and the envoys met for a second time.", []string{}},
	})
}

func TestPeriods(t *testing.T) {
	check(t, []example{
		{wednesday, "Sales in 1Q25, 2024Q3, Q2/2025, Q4’24, 2H25 and in H1 rose.",
			[]string{"1Q25=2025-Q1", "2024Q3=2024-Q3", "Q2/2025=2025-Q2", "Q4’24=2024-Q4", "2H25=2025-H2", "H1=2026-H1"}},
		{wednesday, "It is due by end-2026, at end-March, by mid-year or by year’s end.",
			[]string{"end-2026=2026", "end-March=2026-03", "mid-year=2025", "year’s end=2025"}},
		{wednesday, "In the early-to-mid 2020s, unlike the 1930’s, the 1700s, the mid- to late ’80s and the class of ’71.",
			[]string{"the early-to-mid 2020s=202", "the 1930’s=193", "the 1700s=17", "the mid- to late ’80s=198", "’71=1971"}},
		{wednesday, "Forts of the 15th to the 17th century.", []string{"the 15th=14", "the 17th century=16"}},
		{wednesday, "Exports fell from the corresponding month of last year and the same period last year.",
			[]string{"the corresponding month of last year=2024-12", "the same period last year=2024"}},
		{wednesday, "In the year to March the two-and-a-half-year plan ended.", []string{"the year=P1Y", "March=2026-03", "two-and-a-half-year=P2.5Y"}},
	})
}

func TestQuartersAndAges(t *testing.T) {
	check(t, []example{
		{wednesday, "Exports fell last quarter, in the last quarter and in the last quarter of 2024.",
			[]string{"last quarter=2025-Q3", "the last quarter=2025-Q3", "the last quarter of 2024=2024-Q4"}},
		{wednesday, "In the first quarter of the 21st century; in the first half of the decade.",
			[]string{"the first quarter of the 21st century=20", "the first half of the decade=202"}},
		{wednesday, "It rose in 11/2025, by paragraph 3/2024 of the law, from 1994 to present.",
			[]string{"11/2025=2025-11", "2024=2024", "1994=1994", "present=PRESENT_REF"}},
	})
}

func TestAnniversaries(t *testing.T) {
	check(t, []example{
		{wednesday, "Three years ago today the bridge fell. Ten years ago this month it was built, and a year ago this week repaired.",
			[]string{"Three years ago today=2022-12-03", "Ten years ago this month=2015-12", "a year ago this week=2024-W49"}},
		{"2024-02-29", "Four years ago tomorrow the bridge fell, and a year ago today it opened.",
			[]string{"Four years ago tomorrow=2020-03-01", "a year ago today=2023-03-01"}},
		{"", "Three years ago today the bridge fell.", []string{"Three years ago today="}},
		{wednesday, "They meet on Tuesday next.", []string{"Tuesday next=2025-12-09"}},
		{wednesday, "They met on December 1, 2 and 3; then they left.", []string{"December 1=2025-12-01", "2=2025-12-02", "3=2025-12-03"}},
	})
}

func TestRepetitions(t *testing.T) {
	check(t, []example{
		{wednesday, "They meet every Monday and Thursday, on Saturday mornings and quarterly.",
			[]string{"every Monday=XXXX-WXX-1", "Thursday=XXXX-WXX-4", "Saturday mornings=XXXX-WXX-6TMO", "quarterly=P1Q"}},
		{wednesday, "They meet on the first Tuesday of every month, every other Wednesday and the last Friday of each month.",
			[]string{"the first Tuesday of every month=XXXX-WXX-2", "every other Wednesday=XXXX-WXX-3", "the last Friday of each month=XXXX-WXX-5"}},
		{wednesday, "The storm had winds of 90 kilometres per hour, gusts of 80 miles an hour and a 70-mile-per-hour core; 90 men per hour fled, at 40 euros an hour.",
			[]string{"per hour=PT1H", "an hour=PT1H"}},
		{wednesday, "The office is open Monday to Friday; the archive Tue–Thu, the library never.",
			[]string{"Monday=XXXX-WXX-1", "Friday=XXXX-WXX-5", "Tue=XXXX-WXX-2", "Thu=XXXX-WXX-4"}},
	})
}

// Years that only their surroundings tell from other numbers.
func TestOldYears(t *testing.T) {
	check(t, []example{
		{wednesday, "The saint (c. 347 – 30 September 420) came to Belz in AD 360. Around 373, he left. About 300 monks stayed.",
			[]string{"347=0347", "30 September 420=0420-09-30", "AD 360=0360", "373=0373"}},
		{wednesday, "In his 1796 essay and the khan’s 1829 decree, and in his last phase (1892 – 94).", []string{"1796=1796", "1829=1829", "1892=1892", "94=1894"}},
		{wednesday, "1596, under the khan, the bridge was built.", []string{"1596=1596"}},
		{wednesday, "A flood in 1999 killed 90 people, the 1982 deaths of the miners were no accident, but in the war 1,999 were killed and 1999 killed.",
			[]string{"1999=1999", "1982=1982"}},
		{wednesday, "He fled in 2000 amid riots that burned in 2000 homes. From 1607 onward and in the 1975-to-1990 war the port was shut.",
			[]string{"2000=2000", "1607=1607", "1975=1975", "1990=1990"}},
		{wednesday, "The poet (c.1240 – c. 1300) came no earlier than 1251; his heir, born 1828, was born 1900 miles away.",
			[]string{"1240=1240", "1300=1300", "1251=1251", "1828=1828"}},
		{wednesday, "In 1999–2001, ’98 to ’99 and 1850, ’72.", []string{"1999=1999", "2001=2001", "’98=1998", "’99=1999", "1850=1850", "’72=1872"}},
		{wednesday, "Below 1990 levels by 2100, at 2100 metres, in room 2071.", []string{"1990=1990", "2100=2100"}},
	})
}

// Clauses that look ahead or back without a verb in the future or the past.
func TestClauses(t *testing.T) {
	check(t, []example{
		{"2025-05-14", "The stance plays well at home before the referendum in November.", []string{"November=2025-11"}},
		{"2025-05-14", "The pact needs a vote ahead of the summit in March.", []string{"March=2026-03"}},
		{"2025-05-14", "The prices rise ahead of March, ahead of Christmas and ahead of Monday.",
			[]string{"March=2026-03", "Christmas=2025-12-25", "Monday=2025-05-19"}},
		{"2025-04-08", "After the loss of the air bridge in January it could be worse.", []string{"January=2025-01"}},
		{"2025-07-02", "A return to the deal of December is in the interest of both.", []string{"December=2024-12"}},
		{"2025-05-14", "The vote is to be held on 20 November; the envoys are to meet on Friday.", []string{"20 November=2025-11-20", "Friday=2025-05-16"}},
		{"2025-05-14", "She stayed with us until January; he lived in Bonn until 3 June.", []string{"January=2025-01", "3 June=2024-06-03"}},
		{"2025-10-14", "The trial was put off until January.", []string{"January=2026-01"}},
		{"2025-10-14", "It was not until January that they were found.", []string{"January=2025-01"}},
		{"2025-10-14", "Belz was the power in the land until April, when it withdrew its troops.", []string{"April=2025-04"}},
		{"2025-10-14", "The polls will not be held until January.", []string{"January=2026-01"}},
		{"2025-05-14", "The minister was arrested on 3 June.", []string{"3 June=2024-06-03"}},
		{"2025-05-14", "The hearing was put off to 3 June.", []string{"3 June=2025-06-03"}},
		{"2025-05-14", "The fleet must sail not a day later than April 2026.", []string{"a day=P1D", "April 2026=2026-04"}},
		{wednesday, "From Monday to Friday they talked. From Monday to Friday they will rest.",
			[]string{"Monday=2025-11-24", "Friday=2025-11-28", "Monday=2025-12-08", "Friday=2025-12-12"}},
	})
}

func TestLengths(t *testing.T) {
	check(t, []example{
		{wednesday, "It lasted 2 1/2 years, a year or so, a month or two, two years and three months, and 1 hour 30 minutes.",
			[]string{"2 1/2 years=P2.5Y", "a year or so=P1Y", "a month or two=PXM", "two years and three months=P2Y3M", "1 hour 30 minutes=PT1H30M"}},
		{wednesday, "It lasted two days and three nights, and five years and 40 ships were lost.", []string{"two days=P2D", "five years=P5Y"}},
		{wednesday, "A year or so ago, at 4 in the afternoon, it began; at 5 o’clock in the morning it ended.",
			[]string{"A year or so ago=2024", "4 in the afternoon=2025-12-03T16:00", "5 o’clock in the morning=2025-12-03T05:00"}},
	})
}

// Seasons are counted as years are; “springs” are seasons only where a word tells when.
func TestCountedSeasons(t *testing.T) {
	check(t, []example{
		{wednesday, "The port froze in the last three winters and the past two summers.", []string{"the last three winters=P3WI", "the past two summers=P2SU"}},
		{wednesday, "They sowed in each of the last two springs; the next few autumns will be wet.", []string{"the last two springs=P2SP", "the next few autumns=PXFA"}},
		{wednesday, "In recent winters the ice held, over two difficult winters even the quay.", []string{"recent winters=PXWI", "two difficult winters=P2WI"}},
		{wednesday, "Last winter was mild; two winters ago the pipe burst.", []string{"Last winter=2024-WI", "two winters ago=2023-WI"}},
		{wednesday, "More than half a dozen summers passed.", []string{"More than half a dozen summers=P6SU"}},
		{wednesday, "Three springs feed the river at Sulphur Springs. Two Winters, father and son, bathe there.", []string{}},
	})
}

// Plans lie ahead, whatever the tense they were made in.
func TestPlans(t *testing.T) {
	check(t, []example{
		{wednesday, "The team planned to leave on Thursday.", []string{"Thursday=2025-12-04"}},
		{wednesday, "The sitting was planned for Tuesday.", []string{"Tuesday=2025-12-09"}},
		{wednesday, "They had agreed to meet on Friday.", []string{"Friday=2025-12-05"}},
		{wednesday, "The call was moved to Thursday, the vote put off to Friday; the court adjourned until Tuesday.",
			[]string{"Thursday=2025-12-04", "Friday=2025-12-05", "Tuesday=2025-12-09"}},
		{wednesday, "The envoys may meet on Friday; some may have met on Tuesday.", []string{"Friday=2025-12-05", "Tuesday=2025-12-02"}},
		{wednesday, "No later than noon on Friday, the envoys must answer.", []string{"noon=2025-12-05T12:00", "Friday=2025-12-05"}},
		{wednesday, "They failed to agree on Tuesday.", []string{"Tuesday=2025-12-02"}},
		{wednesday, "They offered talks on Tuesday.", []string{"Tuesday=2025-12-02"}},
		{wednesday, "A deal could come as early as Tuesday.", []string{"Tuesday=2025-12-09"}},
		{wednesday, "She quit just before midnight on Tuesday.", []string{"midnight=2025-12-02T24:00", "Tuesday=2025-12-02"}},
		{wednesday, "A file may slip until after the elections of the spring.", []string{"the spring=2026-SP"}},
	})
}

// Results are told of the quarter that has ended, and compared with the one a year before.
func TestQuarters(t *testing.T) {
	check(t, []example{
		{"2025-10-20", "The bank expects to report third-quarter earnings on Friday.", []string{"third-quarter=2025-Q3", "Friday=2025-10-24"}},
		{"2025-10-20", "In the third quarter profit rose 5 percent from a year earlier.", []string{"the third quarter=2025-Q3", "a year earlier=2024-Q3"}},
		{"2025-10-20", "In the third quarter profit rose. For all of 2024 it had fallen from a year earlier.",
			[]string{"the third quarter=2025-Q3", "2024=2024", "a year earlier=2023"}},
		{"2025-03-05", "The chances of a slump in the second half of the year are even.", []string{"the second half of the year=2025-H2"}},
		{"2025-03-05", "The quarter around the port has two mosques.", []string{}},
		{"2025-03-05", "In the quarter profit fell to $3 million.", []string{"the quarter=2025-Q1"}},
	})
}

// Of two dates side by side that mean the same, the one that is written out tells.
func TestApposition(t *testing.T) {
	check(t, []example{
		{"2019-07-20", "A few days later, on 2 July, the port was closed.", []string{"A few days later=2019-07-02", "2 July=2019-07-02"}},
		{"2019-07-20", "She died in 1726. About 170 years later, in 1896, the map was found.",
			[]string{"1726=1726", "About 170 years later=1896", "1896=1896"}},
	})
	got := dates.Find(text.Split("The next day, 3 May, they left."), day("2019-07-20"))
	if len(got) != 2 || got[0].Value != "2019-05-03" || got[0].Found.Inputs != "anchor=apposition" {
		t.Errorf("got %+v", got)
	}
}

// “Today” may be the day of publication, these days, or the day on which someone speaks.
func TestToday(t *testing.T) {
	check(t, []example{
		{wednesday, "They met on Sunday. “We will be back tomorrow,” one said Monday. “Today we rest.”", []string{"Sunday=2025-11-30", "tomorrow=2025-12-02", "Monday=2025-12-01", "Today=2025-12-01"}},
		{wednesday, "The council met today.", []string{"today=2025-12-03"}},
		{wednesday, "The rule is still in force today.", []string{"today=PRESENT_REF"}},
		{wednesday, "On Monday the mayor rejoiced. “Today the bridge is ours,” she cried.", []string{"Monday=2025-12-01", "Today=2025-12-01"}},
		{wednesday, "“The bridge is ours,” she cried on Monday. It was blown up today.", []string{"Monday=2025-12-01", "today=2025-12-03"}},
		{wednesday, "“The bridge is ours today,” she cried.", []string{"today=2025-12-03"}},
	})
	guide := "The old port lies east of the river. It was founded in 1612, burned in 1790 and was rebuilt in 1803. " + strings.Repeat("Its narrow lanes lead up to the fort and its gardens. ", 30)
	check(t, []example{
		{wednesday, guide + "Today the quarter has two museums.", []string{"1612=1612", "1790=1790", "1803=1803", "Today=PRESENT_REF"}},
		{wednesday, guide + "Today the quarter was flooded.", []string{"1612=1612", "1790=1790", "1803=1803", "Today=2025-12-03"}},
		{wednesday, guide + "In July it is hot, and it usually snows from December to March.", []string{"1612=1612", "1790=1790", "1803=1803", "July=XXXX-07", "December=XXXX-12", "March=XXXX-03"}},
		{wednesday, guide + "In July it was hot.", []string{"1612=1612", "1790=1790", "1803=1803", "July=2025-07"}},
		{wednesday, guide + "Today, the port authority is announcing a tax.", []string{"1612=1612", "1790=1790", "1803=1803", "Today=2025-12-03"}},
		{wednesday, guide + "Those targeted in today’s action are guilty.", []string{"1612=1612", "1790=1790", "1803=1803", "today=2025-12-03"}},
		{wednesday, "In July it is hot.", []string{"July=2025-07"}},
		{wednesday, guide + "It burned on Tuesday. Today the quarter has two museums.", []string{"1612=1612", "1790=1790", "1803=1803", "Tuesday=2025-12-02", "Today=2025-12-03"}},
	})
}
