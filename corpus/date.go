package corpus

import (
	"fmt"
	"time"
)

// Date is a day of the proleptic Gregorian calendar, without clock and zone. The zero Date
// is no day and means unknown.
type Date struct {
	Year  int // -9998–9999, astronomical as in ISO 8601: 0 is 1 B.C., -43 is 44 B.C.
	Month time.Month
	Day   int
}

// ParseDate reads an ISO 8601 calendar date, 2025-12-01, optionally followed by a time of
// day ("T…"), which is ignored. A day that does not exist is an error.
func ParseDate(s string) (Date, error) {
	day := s
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		day = s[:10]
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("%q is no date, want YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

// DateOf returns the day of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero reports whether d is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// String returns d as 2025-12-01, 44 B.C. as -0043-12-01, and "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Time returns midnight UTC of d.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays returns the day n days after d, or before it for a negative n.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Compare orders days by time; the zero Date comes first.
func (d Date) Compare(e Date) int {
	if d.Year != e.Year {
		return d.Year - e.Year
	}
	if d.Month != e.Month {
		return int(d.Month - e.Month)
	}
	return d.Day - e.Day
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }
