package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// Period is a stretch of days as it was asked for: fixed, open at one end, or relative to a
// day that is only known when the query runs.
type Period struct {
	from, to bound
}

// bound is one end of a period, itself a stretch: a fixed one, or n units away from today.
type bound struct {
	open        bool
	first, last corpus.Date // fixed
	unit        string      // "day", "week", "month", "quarter", "year"; empty: fixed
	shift, n    int         // n units, the first of them shift units from the one that holds today
}

// parsePeriod reads 2025, 2025-12, 2025-12-02, 2025-W49, 2025-Q4, 2025-H2, a range
// 2025-11..2025-12 that may be open at one end, or relative words: today, yesterday,
// tomorrow, this week, last month, next year, last 30 days.
func parsePeriod(s string) (Period, error) {
	s = strings.TrimSpace(s)
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		b, err := parseBound(s)
		return Period{b, b}, err
	}
	if from == "" && to == "" {
		return Period{}, fmt.Errorf("a range needs at least one end, such as 2025-11.. or 2025-11..2025-12")
	}
	var p Period
	var err error
	if p.from, err = parseEnd(from); err != nil {
		return Period{}, err
	}
	if p.to, err = parseEnd(to); err != nil {
		return Period{}, err
	}
	if f, t := p.from, p.to; f.unit == "" && t.unit == "" && !f.open && !t.open && f.first.Compare(t.last) > 0 {
		return Period{}, fmt.Errorf("the range %s ends before it begins", s)
	}
	return p, nil
}

func parseEnd(s string) (bound, error) {
	if s == "" {
		return bound{open: true}, nil
	}
	return parseBound(s)
}

func parseBound(s string) (bound, error) {
	if b, ok := relative(strings.Fields(strings.ToLower(strings.ReplaceAll(s, "_", " ")))); ok {
		return b, nil
	}
	if first, last, ok := corpus.Interval(strings.ToUpper(s)); ok {
		return bound{first: first, last: last}, nil
	}
	return bound{}, fmt.Errorf("%q is no date: write 2025, 2025-12, 2025-12-02, 2025-W49, 2025-Q4, a range 2025-11..2025-12, or words such as \"last month\"", s)
}

// maxUnits keeps "last 99999999 years" within the calendar.
const maxUnits = 1000

func relative(w []string) (bound, bool) {
	if len(w) == 1 {
		shift, ok := map[string]int{"today": 0, "yesterday": -1, "tomorrow": 1}[w[0]]
		return bound{unit: "day", shift: shift, n: 1}, ok
	}
	if len(w) != 2 && len(w) != 3 {
		return bound{}, false
	}
	unit := strings.TrimSuffix(w[len(w)-1], "s")
	switch unit {
	case "day", "week", "month", "quarter", "year":
	default:
		return bound{}, false
	}
	n := 1
	if len(w) == 3 {
		v, err := strconv.Atoi(w[1])
		if err != nil || v < 1 || v > maxUnits {
			return bound{}, false
		}
		n = v
	}
	switch {
	case w[0] == "this" && n == 1:
		return bound{unit: unit, n: 1}, true
	case (w[0] == "last" || w[0] == "past") && len(w) == 3:
		return bound{unit: unit, shift: 1 - n, n: n}, true // "last 30 days" end today
	case w[0] == "last":
		return bound{unit: unit, shift: -1, n: 1}, true
	case w[0] == "next":
		return bound{unit: unit, shift: 1, n: n}, true
	}
	return bound{}, false
}

// relative reports whether the period depends on the day on which it is asked.
func (p Period) relative() bool { return p.from.unit != "" || p.to.unit != "" }

// Resolve returns the first and the last day of p as of a day; a zero Date stands for an
// open end. Only relative periods look at asOf; one without it has no days: ok is false.
func (p Period) Resolve(asOf corpus.Date) (first, last corpus.Date, ok bool) {
	if p.relative() && asOf.IsZero() {
		return first, last, false
	}
	first, _ = p.from.days(asOf)
	_, last = p.to.days(asOf)
	return first, last, true
}

func (b bound) days(asOf corpus.Date) (first, last corpus.Date) {
	switch {
	case b.open:
		return
	case b.unit == "":
		return b.first, b.last
	}
	t := asOf.Time()
	var next time.Time
	switch b.unit {
	case "day":
		t = t.AddDate(0, 0, b.shift)
		next = t.AddDate(0, 0, b.n)
	case "week": // ISO weeks begin on Monday
		t = t.AddDate(0, 0, -(int(t.Weekday())+6)%7+7*b.shift)
		next = t.AddDate(0, 0, 7*b.n)
	case "month":
		t = time.Date(t.Year(), t.Month()+time.Month(b.shift), 1, 0, 0, 0, 0, time.UTC)
		next = t.AddDate(0, b.n, 0)
	case "quarter":
		q := (int(t.Month())-1)/3*3 + 3*b.shift
		t = time.Date(t.Year(), time.Month(1+q), 1, 0, 0, 0, 0, time.UTC)
		next = t.AddDate(0, 3*b.n, 0)
	default:
		t = time.Date(t.Year()+b.shift, 1, 1, 0, 0, 0, 0, time.UTC)
		next = t.AddDate(b.n, 0, 0)
	}
	return corpus.DateOf(t), corpus.DateOf(next.AddDate(0, 0, -1))
}
