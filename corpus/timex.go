package corpus

import (
	"strings"
	"time"
)

// Interval returns the first and the last day that the expression covers; see [Interval].
func (t Timex) Interval() (first, last Date, ok bool) { return Interval(t.Value) }

// Interval returns the first and the last day that a TIMEX3 value covers: 2025-12 is 1 to 31
// December, 2025-W49 Monday to Sunday, 2025-Q4 October to December, 199 the nineteen
// nineties, 18 the nineteenth century, BC0044 the year 44 B.C. (Year -43 in a [Date]).
//
// A time or a part of the day (2025-12-02T14:30, 2025-12-02TNI) covers its day. The seasons
// are the meteorological ones of the northern hemisphere, three whole months each; winter
// begins in its year, so 2025-WI ends with February 2026. Weeks are ISO weeks, and a
// weekend (-WE) their Saturday and Sunday.
//
// ok is false for what has no place in the calendar: durations and sets (P3D), PAST_REF and
// its like, values with X masks (XXXX-12), fiscal years (FY2025, each state has its own),
// days that do not exist, and anything else that is no TIMEX3 value. A vague date never
// comes out as its first day.
func Interval(value string) (first, last Date, ok bool) {
	day, clock, timed := strings.Cut(value, "T")
	if timed && clock == "" {
		return Date{}, Date{}, false
	}
	digits, bc := strings.CutPrefix(day, "BC")
	head, tail, parted := strings.Cut(digits, "-")
	from, to, ok := years(head, bc)
	switch {
	case !ok:
		return Date{}, Date{}, false
	case !parted:
		return Date{from, time.January, 1}, Date{to, time.December, 31}, !timed
	case from != to:
		return Date{}, Date{}, false
	}
	first, last, ok = inYear(from, tail)
	if !ok || timed && first != last {
		return Date{}, Date{}, false
	}
	return first, last, true
}

// years reads the digits of a year (four), decade (three), century (two) or millennium
// (one). Years B.C. come out astronomically: BC0001 is 0, and BC04 runs from BC0499, which
// is -498, to BC0400.
func years(s string, bc bool) (from, to int, ok bool) {
	n, ok := number(s, 1, 4)
	if !ok || n == 0 && len(s) == 4 {
		return 0, 0, false
	}
	from, to = n, n
	for i := len(s); i < 4; i++ {
		from, to = 10*from, 10*to+9
	}
	if bc {
		return 1 - to, 1 - max(from, 1), true
	}
	return max(from, 1), to, true
}

// inYear reads what stands behind the year: 12, 12-02, W49, W49-2, W49-WE, Q4, H2, WI.
func inYear(year int, s string) (first, last Date, ok bool) {
	head, tail, parted := strings.Cut(s, "-")
	if week, isWeek := strings.CutPrefix(head, "W"); isWeek && head != "WI" {
		return inWeek(year, week, tail, parted)
	}
	if m, isMonth := number(head, 2, 2); isMonth && m >= 1 && m <= 12 {
		if !parted {
			return months(year, time.Month(m), 1)
		}
		d, ok := number(tail, 2, 2)
		day := Date{year, time.Month(m), d}
		return day, day, ok && d > 0 && DateOf(day.Time()) == day
	}
	if parted {
		return Date{}, Date{}, false
	}
	switch s {
	case "Q1", "Q2", "Q3", "Q4":
		return months(year, time.Month(3*(s[1]-'1')+1), 3)
	case "H1", "H2":
		return months(year, time.Month(6*(s[1]-'1')+1), 6)
	case "SP":
		return months(year, time.March, 3)
	case "SU":
		return months(year, time.June, 3)
	case "FA", "AU":
		return months(year, time.September, 3)
	case "WI":
		return months(year, time.December, 3)
	}
	return Date{}, Date{}, false
}

// inWeek reads an ISO week and what may follow it: a day of the week, 1 to 7, or WE. The
// fourth of January always lies in week 1, so a year has a week 53 only where that week
// still holds its 28 December or a later Thursday.
func inWeek(year int, week, tail string, parted bool) (first, last Date, ok bool) {
	n, ok := number(week, 1, 2)
	if !ok || n < 1 || n > 53 {
		return Date{}, Date{}, false
	}
	fourth := Date{year, time.January, 4}
	monday := fourth.AddDays(7*(n-1) - (int(fourth.Weekday())+6)%7)
	if monday.AddDays(3).Year != year {
		return Date{}, Date{}, false
	}
	switch {
	case !parted:
		return monday, monday.AddDays(6), true
	case tail == "WE":
		return monday.AddDays(5), monday.AddDays(6), true
	}
	d, ok := number(tail, 1, 1)
	day := monday.AddDays(d - 1)
	return day, day, ok && d >= 1 && d <= 7
}

// months returns the first and the last day of n months.
func months(year int, m time.Month, n int) (first, last Date, ok bool) {
	first = Date{year, m, 1}
	return first, DateOf(first.Time().AddDate(0, n, -1)), true
}

// number reads a decimal number of least to most digits without a sign.
func number(s string, least, most int) (n int, ok bool) {
	if len(s) < least || len(s) > most {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}
