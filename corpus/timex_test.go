package corpus_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

func TestInterval(t *testing.T) {
	for _, test := range []struct{ value, first, last string }{
		// Days, and what covers its day.
		{"2025-12-02", "2025-12-02", "2025-12-02"},
		{"2024-02-29", "2024-02-29", "2024-02-29"},
		{"2000-02-29", "2000-02-29", "2000-02-29"},
		{"2025-12-02T14:30", "2025-12-02", "2025-12-02"},
		{"2025-12-02T14:30:05Z", "2025-12-02", "2025-12-02"},
		{"2025-07-28T24:00", "2025-07-28", "2025-07-28"},
		{"2025-12-02TNI", "2025-12-02", "2025-12-02"},
		{"2025-W49-2", "2025-12-02", "2025-12-02"},
		{"2025-W49-2TMO", "2025-12-02", "2025-12-02"},
		// Months, with and without a leap day.
		{"2025-12", "2025-12-01", "2025-12-31"},
		{"2025-02", "2025-02-01", "2025-02-28"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"1900-02", "1900-02-01", "1900-02-28"},
		{"2000-02", "2000-02-01", "2000-02-29"},
		// Weeks, across year ends.
		{"2025-W49", "2025-12-01", "2025-12-07"},
		{"2025-W01", "2024-12-30", "2025-01-05"},
		{"2025-W1", "2024-12-30", "2025-01-05"},
		{"2020-W53", "2020-12-28", "2021-01-03"},
		{"2021-W01", "2021-01-04", "2021-01-10"},
		{"2026-W53", "2026-12-28", "2027-01-03"},
		{"2015-W53-7", "2016-01-03", "2016-01-03"},
		{"2025-W48-WE", "2025-11-29", "2025-11-30"},
		{"2020-W53-WE", "2021-01-02", "2021-01-03"},
		// Quarters, halves, seasons.
		{"2025-Q1", "2025-01-01", "2025-03-31"},
		{"2025-Q2", "2025-04-01", "2025-06-30"},
		{"2025-Q3", "2025-07-01", "2025-09-30"},
		{"2025-Q4", "2025-10-01", "2025-12-31"},
		{"2025-H1", "2025-01-01", "2025-06-30"},
		{"2025-H2", "2025-07-01", "2025-12-31"},
		{"2025-SP", "2025-03-01", "2025-05-31"},
		{"2025-SU", "2025-06-01", "2025-08-31"},
		{"2025-FA", "2025-09-01", "2025-11-30"},
		{"2025-AU", "2025-09-01", "2025-11-30"},
		{"2025-WI", "2025-12-01", "2026-02-28"},
		{"2023-WI", "2023-12-01", "2024-02-29"},
		// Years and more.
		{"2025", "2025-01-01", "2025-12-31"},
		{"0079", "0079-01-01", "0079-12-31"},
		{"199", "1990-01-01", "1999-12-31"},
		{"18", "1800-01-01", "1899-12-31"},
		{"2", "2000-01-01", "2999-12-31"},
		{"00", "0001-01-01", "0099-12-31"},
		// Before Christ: astronomical years, 0 is 1 B.C.
		{"BC0001", "0000-01-01", "0000-12-31"},
		{"BC0044", "-0043-01-01", "-0043-12-31"},
		{"BC0044-03-15", "-0043-03-15", "-0043-03-15"},
		{"BC0005-02-29", "-0004-02-29", "-0004-02-29"},
		{"BC0479-SP", "-0478-03-01", "-0478-05-31"},
		{"BC0001-WI", "0000-12-01", "0001-02-28"},
		{"BC049", "-0498-01-01", "-0489-12-31"},
		{"BC04", "-0498-01-01", "-0399-12-31"},
		{"BC00", "-0098-01-01", "0000-12-31"},
	} {
		first, last, ok := corpus.Interval(test.value)
		if got := fmt.Sprint(first, " ", last); !ok || got != test.first+" "+test.last {
			t.Errorf("Interval(%q) = %s, %v, want %s %s", test.value, got, ok, test.first, test.last)
		}
	}
}

func TestIntervalNone(t *testing.T) {
	for _, value := range []string{
		"", "P3D", "PT12H", "PXM", "P1DE", "PRESENT_REF", "PAST_REF", "FUTURE_REF",
		"XXXX-12", "XXXX-WXX-1", "XXXX-12-25", "2004-XX-XX", "XXXX-W49", "XXXX-XX-14", "XXXX-Q3", "XXXX-05-XX", "XXXX-WXX-6TMO",
		"P2Y3M", "PT1H30M", "P2.5Y", "P1Q", "2025-WXX", "2025-QX", "XXXX-SU", "19XX", "XX",
		"FY2025", "T21:00", "TNI", "2025T", "2025T10:00", "2025-12T10:00", "2025-W49TMO", "2025-12-02T",
		"2025-02-29", "1900-02-29", "2025-04-31", "2025-13", "2025-00", "2025-12-00", "2025-12-32",
		"2025-W00", "2025-W54", "2025-W53", "2021-W53", "2025-W49-0", "2025-W49-8", "2025-W49-", "2025-W", "2025-W1-WEE",
		"2025-Q0", "2025-Q5", "2025-H3", "2025-SP-1", "2025-12-02-1", "2025-1", "2025-12-1", "2025-", "-2025",
		"0000", "BC0000", "BC", "20251", "199-12", "18-SU", "+202", "２０２５", "2025-xx", "nonsense",
	} {
		if first, last, ok := corpus.Interval(value); ok {
			t.Errorf("Interval(%q) = %v %v, want none", value, first, last)
		}
	}
}

// Every day of four centuries and a bit lies in exactly its own month, quarter, half, year,
// decade, century and ISO week, and none of them is off at its edges.
func TestIntervalEveryDay(t *testing.T) {
	for d := (corpus.Date{Year: 1795, Month: 1, Day: 1}); d.Year < 2205; d = d.AddDays(1) {
		year, week := d.Time().ISOWeek()
		for _, c := range []struct {
			value string
			days  [2]int
		}{
			{d.String(), [2]int{1, 1}},
			{d.String()[:7], [2]int{28, 31}},
			{fmt.Sprintf("%04d-Q%d", d.Year, (d.Month+2)/3), [2]int{90, 92}},
			{fmt.Sprintf("%04d-H%d", d.Year, (d.Month+5)/6), [2]int{181, 184}},
			{season(d), [2]int{90, 92}},
			{d.String()[:4], [2]int{365, 366}},
			{d.String()[:3], [2]int{3652, 3653}},
			{d.String()[:2], [2]int{36524, 36525}},
			{fmt.Sprintf("%04d-W%02d", year, week), [2]int{7, 7}},
			{fmt.Sprintf("%04d-W%02d-%d", year, week, (int(d.Weekday())+6)%7+1), [2]int{1, 1}},
		} {
			first, last, ok := corpus.Interval(c.value)
			n := int(last.Time().Sub(first.Time())/(24*time.Hour)) + 1
			if !ok || first.Compare(d) > 0 || last.Compare(d) < 0 || n < c.days[0] || n > c.days[1] {
				t.Fatalf("Interval(%q) = %v %v %v, want to hold %v in %v days", c.value, first, last, ok, d, c.days)
			}
		}
	}
}

func season(d corpus.Date) string {
	if d.Month < time.March {
		return fmt.Sprintf("%04d-WI", d.Year-1)
	}
	return fmt.Sprintf("%04d-%s", d.Year, []string{"SP", "SU", "FA", "WI"}[d.Month/3-1])
}

func FuzzInterval(f *testing.F) {
	for _, s := range []string{"2025-W53-WE", "BC0044-03-15T12:00", "19", "2025-WI", "PXDE"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, value string) {
		first, last, ok := corpus.Interval(value)
		if ok && last.Compare(first) < 0 {
			t.Errorf("Interval(%q) ends on %v before it begins on %v", value, last, first)
		}
	})
}
