package dates_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/dates"
	"github.com/sayso-nlp/sayso/extractors/text"
)

func day(s string) corpus.Date {
	d, err := corpus.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// find returns "words=value" for each expression.
func find(s, published string) []string {
	var on corpus.Date
	if published != "" {
		on = day(published)
	}
	got := []string{}
	for _, x := range dates.Find(text.Split(s), on) {
		got = append(got, x.In(s)+"="+x.Value)
	}
	return got
}

type example struct {
	published, text string
	want            []string
}

func check(t *testing.T, examples []example) {
	t.Helper()
	for _, e := range examples {
		if diff := cmp.Diff(e.want, find(e.text, e.published)); diff != "" {
			t.Errorf("%s: %s (-want +got)\n%s", e.published, e.text, diff)
		}
	}
}

func TestWeekdays(t *testing.T) {
	check(t, []example{
		{"2025-12-04", "The envoys met on Tuesday.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "The envoys met on Thursday.", []string{"Thursday=2025-12-04"}},
		{"2025-12-04", "The envoys will meet on Tuesday.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "The talks are set for Tuesday in Oslo.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "The envoys gathered for Tuesday prayers. The count for Tuesday was low.", []string{"Tuesday=2025-12-02", "Tuesday=2025-12-02"}},
		{"2025-12-04", "She’s leaving for Rome on Tuesday.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "She was seen leaving the house on Tuesday.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-02", "This Sunday a flyer crossed the Channel. The vote this Sunday has been called off.", []string{"This Sunday=2025-11-30", "this Sunday=2025-12-07"}},
		{"2025-12-04", "They meet this Saturday and Sunday.", []string{"this Saturday=2025-12-06", "Sunday=2025-12-07"}},
		{"2025-12-04", "The vote takes place on Tuesday.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "They spoke of the match to be played in Oslo on Tuesday.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "The final is on Tuesday.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "My exams start on Tuesday.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "Voters go to the polls Tuesday.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "The rebels let him go on Tuesday.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "They failed to begin work on Tuesday.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "The chairman announced plans on Tuesday for a new mine.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "The envoy saw the president-elect on Tuesday.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "Tuesday’s announcement says that prices will rise.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "Swiss experts will look into Tuesday’s car bombing.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "Oslo has not responded to Tuesday’s vote.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "A letter sent out on Tuesday by the bank says it will close.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "The paper quotes him as saying Tuesday he will resign.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "He says Tuesday’s vote will go ahead.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "The paper says on Tuesday that rates will rise.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "They agreed to a truce on Tuesday.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "They will die unless the miners are freed by Tuesday.", []string{"Tuesday=2025-12-09"}},
		{"2025-12-04", "By Tuesday all had left for home.", []string{"Tuesday=2025-12-02"}},
		{"2025-12-04", "The envoys met last Thursday.", []string{"last Thursday=2025-11-27"}},
		{"2025-12-04", "The envoys meet next Monday.", []string{"next Monday=2025-12-08"}},
		{"2025-12-04", "The envoys met on Monday and Tuesday night.", []string{"Monday=2025-12-01", "Tuesday night=2025-12-02TNI"}},
		{"2025-12-04", "The envoys meet every Monday.", []string{"every Monday=XXXX-WXX-1"}},
		{"2025-12-04", "Voters queued on Super Tuesday.", []string{}},
		{"2021-01-02", "The bridge fell on Monday.", []string{"Monday=2020-12-28"}},
	})
}

func TestWeeksAcrossYearEnds(t *testing.T) {
	check(t, []example{
		{"2020-12-30", "Talks resume next week.", []string{"next week=2021-W01"}},
		{"2021-01-03", "Talks ended this week.", []string{"this week=2020-W53"}},
		{"2021-01-06", "Talks ended last week.", []string{"last week=2020-W53"}},
		{"2024-12-30", "Talks end this week.", []string{"this week=2025-W01"}},
		{"2025-12-02", "It rained over the weekend.", []string{"the weekend=2025-W48-WE"}},
		{"2025-12-06", "The ministers meet this weekend.", []string{"this weekend=2025-W49-WE"}},
		{"2025-12-03", "The ministers meet this coming weekend.", []string{"this coming weekend=2025-W49-WE"}},
		{"2025-12-06", "The ministers meet in the coming weekend.", []string{"the coming weekend=2025-W50-WE"}},
	})
}

func TestMonthsAndSeasons(t *testing.T) {
	check(t, []example{
		{"2025-10-10", "The pact was signed in January.", []string{"January=2025-01"}},
		{"2025-03-10", "The pact was signed in January.", []string{"January=2025-01"}},
		{"2025-10-10", "The pact will expire in January.", []string{"January=2026-01"}},
		{"2025-12-03", "Exports fell in January. In January exports fell.", []string{"January=2025-01", "January=2025-01"}},
		{"2025-12-03", "Between January and September exports fell.", []string{"January=2025-01", "September=2025-09"}},
		{"2025-12-03", "From August to March it will be dark.", []string{"August=2025-08", "March=2026-03"}},
		{"2025-12-03", "Her term was to end in January.", []string{"January=2026-01"}},
		{"2025-12-20", "A truce before 3 January is unlikely.", []string{"3 January=2026-01-03"}},
		{"2026-01-05", "He resigned on 28 December.", []string{"28 December=2025-12-28"}},
		{"2026-02-10", "The pipes burst this winter.", []string{"this winter=2025-WI"}},
		{"2025-05-10", "The pipes burst last summer.", []string{"last summer=2024-SU"}},
		{"2025-11-10", "A treaty by the spring is unlikely.", []string{"the spring=2026-SP"}},
		{"2025-11-10", "Theresa May may march in mid-December.", []string{"mid-December=2025-12"}},
		{"2025-11-10", "Elections follow in May next year.", []string{"May next year=2026-05"}},
		{"2025-11-10", "Rates rose in the second half of last year.", []string{"the second half of last year=2024-H2"}},
		{"2025-11-10", "Output fell from 9–11 March and from 3 to 5 May 2024.",
			[]string{"9=2025-03-09", "11 March=2025-03-11", "3=2024-05-03", "5 May 2024=2024-05-05"}},
	})
}

func TestAbsolute(t *testing.T) {
	check(t, []example{
		{"2025-11-10", "It stood from 2011–2014, since the 1990s, the nineteenth century and 44 BC.",
			[]string{"2011=2011", "2014=2014", "the 1990s=199", "the nineteenth century=18", "44 BC=BC0044"}},
		{"2025-11-10", "Signed 2025-03-09T14:30, 31/12/2024 and 05.06.2023.",
			[]string{"2025-03-09T14:30=2025-03-09T14:30", "31/12/2024=2024-12-31", "05.06.2023=2023-06-05"}},
		{"2025-11-10", "About 2000 soldiers, $2015, Resolution 1929 and flight 1850.", []string{}},
		{"2025-11-10", "The budget for fiscal year 2026 grew in Q3.", []string{"fiscal year 2026=2026", "Q3=2025-Q3"}},
		{"2025-11-10", "Polls close at 8:30 p.m. on Friday and open at noon.",
			[]string{"8:30 p.m.=2025-11-07T20:30", "Friday=2025-11-07", "noon=2025-11-07T12:00"}},
	})
}

func TestCounted(t *testing.T) {
	check(t, []example{
		{"2025-11-10", "She left two years ago and returned three weeks later.", []string{"two years ago=2023", "three weeks later=XXXX-WXX"}},
		{"2025-11-10", "He was held in 1914. He came back some 20 months later.", []string{"1914=1914", "some 20 months later=XXXX-XX"}},
		{"2025-11-10", "The bridge fell on Thursday. Three days earlier it had been checked.", []string{"Thursday=2025-11-06", "Three days earlier=2025-11-03"}},
		{"2025-11-10", "A decade ago the port was busy.", []string{"A decade ago=2015"}},
		{"2025-12-04", "On Monday the polls closed at 22:30, and the last vote was cast at 2:30 the next day.", []string{"Monday=2025-12-01", "22:30=2025-12-01T22:30", "2:30=2025-12-02T02:30", "the next day=2025-12-02"}},
		{"2025-11-10", "They met on Monday and again the next day.", []string{"Monday=2025-11-10", "the next day=2025-11-11"}},
		{"2025-11-10", "They met in 1994. Two years later the war began.", []string{"1994=1994", "Two years later=1996"}},
		{"2025-11-10", "A 10-day truce, two-year terms, an hour and a half, half a year, decades of war.",
			[]string{"10-day=P10D", "two-year=P2Y", "an hour and a half=PT90M", "half a year=P6M", "decades=PXDE"}},
		{"2025-11-10", "Ships carry 20 million tonnes a year.", []string{"a year=P1Y"}},
		{"2025-11-10", "Two or three years, the past decade, the coming weeks.",
			[]string{"Two or three years=PXY", "the past decade=P1DE", "the coming weeks=FUTURE_REF"}},
		{"2025-11-10", "The three-year-old boy and his father, 40 years old, live there now.", []string{"now=PRESENT_REF"}},
	})
}

// A text about another time goes by the dates it mentions, not by its publication.
func TestHistory(t *testing.T) {
	check(t, []example{{
		"2020-05-01",
		"The revolt began in 1843. In April the garrison fell. The governor fled in 1844 and died on 3 May 1845. " +
			"The next day his son surrendered. In August 1846 the last fort was razed. In December the treaty was signed, " +
			"and in February the exiles came home. By 1850 the valley was at peace.",
		[]string{
			"1843=1843", "April=1843-04", "1844=1844", "3 May 1845=1845-05-03", "The next day=1845-05-04",
			"August 1846=1846-08", "December=1846-12", "February=1847-02", "1850=1850",
		},
	}})
}

// Years before Christ stay such wherever dates are counted from them.
func TestBeforeChrist(t *testing.T) {
	const chronicle = "Sarvo was founded in 753 BC, burned in 390 BC, rebuilt in 380 BC, taken in 264 BC and again in 146 BC. "
	years := []string{"753 BC=BC0753", "390 BC=BC0390", "380 BC=BC0380", "264 BC=BC0264", "146 BC=BC0146"}
	for _, e := range []example{
		{"2025-11-10", "The king died in March 44 BC. The following month they fled; the following quarter was calm, the following decade was not.",
			[]string{"March 44 BC=BC0044-03", "The following month=BC0044-04", "the following quarter=BC0044-Q3", "the following decade=BC003"}},
		{"2025-11-10", "The king died on 15 March 44 BC. On the 17th they met, and in May they fled.",
			[]string{"15 March 44 BC=BC0044-03-15", "the 17th=BC0044-03-17", "May=BC0044-05"}},
		{"2025-11-10", "It was cold in the last week of March 44 BC and on New Year’s Day 44 BC, and on New Year’s Eve it rained.",
			[]string{"the last week of March 44 BC=BC0044-W13", "New Year’s Day 44 BC=BC0044-01-01", "New Year’s Eve=BC0044-12-31"}},
		{"2025-11-10", "Plagues came in the 40s BC, in the 270s BC and in the 260s.", []string{"the 40s BC=BC004", "the 270s BC=BC027", "the 260s=BC026"}},
		{"2025-11-10", "They left in 1 BC and came back a year later.", []string{"1 BC=BC0001", "a year later=0001"}},
	} {
		check(t, []example{{e.published, chronicle + e.text, slices.Concat(years, e.want)}})
	}
	check(t, []example{
		{"2025-11-10", "Plagues came in the 40s AD; the 340s fly again.", []string{"the 40s AD=004"}},
		{"2025-11-10", "A million years ago today; in 1990, and 900,000 billion millennia later.", []string{"A million years ago=PAST_REF", "today=2025-11-10", "1990=1990", "900,000 billion millennia later=XXXX"}},
	})
}

func TestHolidays(t *testing.T) {
	check(t, []example{
		{"2025-02-10", "The truce holds until Easter.", []string{"Easter=2025-04-20"}},
		{"2025-02-10", "The truce ended before Christmas 2024.", []string{"Christmas 2024=2024-12-25"}},
		{"2025-02-10", "The shops will close for Orthodox Easter.", []string{"Orthodox Easter=2025-04-20"}},
		{"2025-02-10", "Talks will pause during Ramadan.", []string{"Ramadan=2025-03"}},
		{"2025-02-10", "Talks will resume after Eid al-Fitr.", []string{"Eid al-Fitr=2025-03-30"}},
		{"2024-02-10", "The president will speak on Nowruz.", []string{"Nowruz=2024-03-20"}},
		{"2025-02-10", "The ports closed for the Lunar New Year.", []string{"Lunar New Year=2025-01-29"}},
		{"2025-09-10", "The strike was called off on Labor Day.", []string{"Labor Day=2025-09-01"}},
		{"2025-12-10", "The senate left last Thanksgiving.", []string{"last Thanksgiving=2025-11-27"}},
		{"2025-12-10", "The senate will sit on New Year’s Eve.", []string{"New Year’s Eve=2025-12-31"}},
		{"2025-12-10", "It was signed on All Saints’ Day, on All Saints' Day, on All Saint’s Day and on All Saints Day.",
			[]string{"All Saints’ Day=2025-11-01", "All Saints' Day=2025-11-01", "All Saint’s Day=2025-11-01", "All Saints Day=2025-11-01"}},
		{"2025-06-10", "It was signed on St. Patrick’s Day, on Saint Patrick's Day, on St Patricks Day, on Eid-al-Adha and on Eid al Adha.",
			[]string{"St. Patrick’s Day=2025-03-17", "Saint Patrick's Day=2025-03-17", "St Patricks Day=2025-03-17", "Eid-al-Adha=2025-06-06", "Eid al Adha=2025-06-06"}},
		{"2025-06-10", "They went to Christmas Eve celebrations, Victory Day parades and the Eid al-Adha religious festival; Christmas trees and D-Day landings came later.",
			[]string{"Christmas Eve=2024-12-24", "Victory Day=2025-05-09", "Eid al-Adha=2025-06-06"}},
		// Lunar feasts fall twice in some years.
		{"2006-01-12", "The shops closed for Eid al-Adha.", []string{"Eid al-Adha=2006-01-10"}},
		{"2006-11-12", "The shops will close for Eid al-Adha.", []string{"Eid al-Adha=2006-12-31"}},
		{"2000-02-10", "The shops closed for Eid al-Fitr.", []string{"Eid al-Fitr=2000-01-08"}},
		{"2001-02-10", "The truce ended on Eid al-Fitr 2000.", []string{"Eid al-Fitr 2000=2000-12-27"}},
		{"2000-02-10", "The shops will close for Eid al-Fitr this year.", []string{"Eid al-Fitr this year=2000-12-27"}},
		{"1950-02-10", "The shops will close for Eid al-Fitr.", []string{"Eid al-Fitr="}},
	})
}

// Without a date of publication nothing relative is guessed. If the clock were looked at,
// "today" would have a value.
func TestUnpublished(t *testing.T) {
	check(t, []example{
		{"", "Today, yesterday and last week they met; on Tuesday they will go.", []string{"Today=", "yesterday=", "last week=", "Tuesday=XXXX-WXX-2"}},
		{"", "They met on 5 May, in June and in the spring.", []string{"5 May=XXXX-05-05", "June=XXXX-06", "the spring=XXXX-SP"}},
		{"", "They met on Christmas Eve and at Easter.", []string{"Christmas Eve=XXXX-12-24", "Easter="}},
		{"", "They met on 5 May 2019, and the next day they left.", []string{"5 May 2019=2019-05-05", "the next day=2019-05-06"}},
		{"", "They rowed for two days in the 1990s.", []string{"two days=P2D", "the 1990s=199"}},
	})
	for _, x := range dates.Find(text.Split("They met today."), corpus.Date{}) {
		if x.Found.Inputs != "unresolved: no publication date" {
			t.Errorf("inputs = %q", x.Found.Inputs)
		}
		if x.Value == corpus.DateOf(time.Now()).String() {
			t.Error("the clock decided")
		}
	}
}

// In the year 2031 the same text and date of publication give the same dates.
func TestClockDoesNotMatter(t *testing.T) {
	const s = plain + " Today, this year, last week, in May, on the 14th, in week 9, next Christmas, in the third quarter and at noon."
	tx := text.Split(s)
	for _, on := range []string{"", "2025-12-02", "2031-06-01"} {
		var published corpus.Date
		if on != "" {
			published = day(on)
		}
		want := dates.Find(tx, published)
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(time.Date(2031, 6, 1, 12, 0, 0, 0, time.UTC)))
			if now := time.Now().Year(); now != 2031 {
				t.Fatalf("the clock shows %d", now)
			}
			if diff := cmp.Diff(want, dates.Find(tx, published)); diff != "" {
				t.Errorf("published %q (-now +2031):\n%s", on, diff)
			}
		})
	}
}

func TestWhy(t *testing.T) {
	const s = "The envoys will meet on Friday. In the third quarter profit rose from a year earlier. They met last Monday. " +
		"On 5 May 2019 they left; the next day war broke out."
	var got []corpus.Found
	for _, x := range dates.Find(text.Split(s), day("2025-12-02")) {
		got = append(got, x.Found)
	}
	want := []corpus.Found{
		{Rule: "dates/weekday", Inputs: "anchor=published dir=future cue=will"},
		{Rule: "dates/quarter", Inputs: "anchor=published dir=past cue=rose"},
		{Rule: "dates/length", Inputs: "anchor=mention at=2025-Q3"},
		{Rule: "dates/named", Inputs: "anchor=published dir=last"},
		{Rule: "dates/day-month"},
		{Rule: "dates/unit", Inputs: "anchor=mention at=2019-05-05"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

const plain = `Delegates of the two republics met in Sarvo on Tuesday for the third round of talks this year. The dispute
flared up on 14 March, when a patrol boat seized four trawlers. “We will not wait,” the minister said on Monday evening.
Her counterpart had called it piracy two days earlier. They will meet again on Friday.`

// A week later every weekday is a week later.
func TestSevenDaysShiftWeekdays(t *testing.T) {
	tx := text.Split(plain)
	for on := day("2025-04-07"); on.Compare(day("2026-01-20")) < 0; on = on.AddDays(1) {
		now, then := dates.Find(tx, on), dates.Find(tx, on.AddDays(7))
		for i, x := range now {
			if x.Found.Rule != "dates/weekday" {
				continue
			}
			a, _, _ := x.Interval()
			b, _, _ := then[i].Interval()
			if a.AddDays(7) != b {
				t.Fatalf("%v: %s is %v, a week later %v", on, x.In(plain), a, b)
			}
		}
	}
}

func TestPrefixShiftsSpans(t *testing.T) {
	const prefix = "Nobody in the harbour office would comment on any of this.\n\n"
	a := dates.Find(text.Split(plain), day("2025-12-02"))
	b := dates.Find(text.Split(prefix+plain), day("2025-12-02"))
	for i := range b {
		b[i].Start -= len(prefix)
		b[i].End -= len(prefix)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}

// The tokeniser may or may not cut compounds at their hyphens.
func TestTokensDoNotMatter(t *testing.T) {
	tx := text.Split("A two-year pact of mid-May 2024 ended on 9–11 June.")
	whole := *tx
	whole.Tokens = []text.Token{{Span: corpus.Span{Start: 0, End: len(tx.Source)}}}
	if diff := cmp.Diff(dates.Find(tx, day("2025-01-01")), dates.Find(&whole, day("2025-01-01"))); diff != "" {
		t.Error(diff)
	}
}

func TestHostile(t *testing.T) {
	for _, s := range []string{
		"", "\x00", "\xff\xfe 5 May \x80", strings.Repeat("the end of ", 5000) + "May",
		strings.Repeat("1", 100_000), strings.Repeat("2,000", 20_000), strings.Repeat("5 May ", 20_000),
		strings.Repeat("\"", 10_000), strings.Repeat("the ", 20_000) + "year", strings.Repeat("late ", 200_000) + "May",
		"“" + strings.Repeat("today ", 20_000), strings.Repeat("the same period of ", 10_000), strings.Repeat("on the 14th and ", 10_000),
		strings.Repeat("Monday to ", 10_000), strings.Repeat("the last Friday of ", 5_000), strings.Repeat("1 hour 30 minutes ", 5_000),
		"99 99/99 years", "9 1/2", "the 14th to the 31st of February", "week 53", "2025-W99", "5May99999", "Q9/25", "the last day of the last day of",
		strings.Repeat("10:00 (", 50_000) + "on Monday", "0 " + strings.Repeat("hundred ", 100_000) + "years",
		"99999999999999999999 years ago", "1000000000 years ago", "999999999 decades ago", "9999 years later in BC 9999",
		"December 99, 9999", "31 June 2024", "0 May 0000", "AD 0", "25:99", "the 0th century", "year 0",
	} {
		tx := text.Split(s)
		for _, on := range []corpus.Date{{}, day("2025-01-01"), day("0001-01-01"), day("9999-12-31")} {
			valid(t, tx, dates.Find(tx, on))
		}
	}
}

// valid checks what holds of any text.
func valid(t *testing.T, tx *text.Text, found []corpus.Timex) {
	t.Helper()
	end, wellFormed := 0, utf8.ValidString(tx.Source)
	for _, x := range found {
		switch {
		case x.Start < end:
			t.Fatalf("%v overlaps or is out of order", x)
		case x.End > len(tx.Source) || wellFormed && !x.Valid(tx.Source):
			t.Fatalf("%v is no span of %d bytes", x, len(tx.Source))
		case x.Type == "" || x.Found.Rule == "":
			t.Fatalf("%+v lacks a type or rule", x)
		case strings.TrimSpace(x.In(tx.Source)) != x.In(tx.Source):
			t.Fatalf("%q has space at its edge", x.In(tx.Source))
		}
		end = x.End
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		plain, "the end of the 2nd week of May ’24", "9–11 March 44 BC", "10 p.m. EST Nov. 9", "two and a half years ago",
		"Q3 2024, H1 2025, FY21, the ’90s", "2025-03-09T14:30:00Z", "every other Monday a.m.", "\xe2\x80 5\u00a0May",
	} {
		f.Add(s, uint16(9000))
	}
	f.Fuzz(func(t *testing.T, s string, offset uint16) {
		on := corpus.Date{Year: 2000, Month: 1, Day: 1}.AddDays(int(offset))
		if offset == 0 {
			on = corpus.Date{}
		}
		tx := text.Split(s)
		valid(t, tx, dates.Find(tx, on))
	})
}
