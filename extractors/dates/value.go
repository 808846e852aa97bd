package dates

import (
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

var (
	seasonCodes = [...]string{1: "SP", 2: "SU", 3: "FA", 4: "WI"}
	partCodes   = [...]string{morning: "MO", afternoon: "AF", evening: "EV", night: "NI", daytime: "DT", midday: "MI"}
)

// Parts of the day, numbered as in data/words.tsv.
const (
	morning = iota + 1
	afternoon
	evening
	night
	daytime
	midday
)

// value is a TIMEX3 value in the making.
type value struct {
	buf [32]byte
	n   int
}

func (v *value) String() string { return string(v.buf[:v.n]) }

func (v *value) add(s string) *value {
	v.n += copy(v.buf[v.n:], s)
	return v
}

// num adds n with at least width digits.
func (v *value) num(n, width int) *value {
	var d [12]byte
	i := len(d)
	for n > 0 || len(d)-i < width {
		i--
		d[i] = byte('0' + n%10)
		n /= 10
	}
	v.n += copy(v.buf[v.n:], d[i:])
	return v
}

// year adds four digits, with BC before them for years before Christ. Years are astronomical
// here and in all dates: 44 B.C. is -43.
func (v *value) year(y int) *value { return v.years(y, 1, 4) }

// years adds the year, decade, century or millennium of y by its first digits: 198 for the
// 1980s, of ten years each.
func (v *value) years(y, each, digits int) *value {
	if y < 1 {
		v.add("BC")
		y = 1 - y
	}
	return v.num(y/each, digits)
}

// month adds the month of d.
func (v *value) month(d corpus.Date) *value { return v.year(d.Year).add("-").num(int(d.Month), 2) }

// date adds a day.
func (v *value) date(d corpus.Date) *value { return v.month(d).add("-").num(d.Day, 2) }

// unit adds the day, month, quarter, half or year that d lies in.
func (v *value) unit(d corpus.Date, g grain) *value {
	switch g {
	case dayGrain:
		return v.date(d)
	case monthGrain:
		return v.month(d)
	}
	v.year(d.Year)
	switch g {
	case quarterGrain:
		v.add("-Q").num((int(d.Month)+2)/3, 1)
	case halfGrain:
		v.add("-H").num((int(d.Month)+5)/6, 1)
	}
	return v
}

// week adds the ISO week of d.
func (v *value) week(d corpus.Date, weekend bool) *value {
	y, w := d.Time().ISOWeek()
	v.year(y).add("-W").num(w, 2)
	if weekend {
		v.add("-WE")
	}
	return v
}

// clock adds the time of day or the part of it that t names.
func (v *value) clock(t *term) *value {
	switch {
	case t.seconds != 0:
		s := t.seconds - 1
		v.add("T").num(s/3600, 2).add(":").num(s/60%60, 2)
		if s%60 != 0 {
			v.add(":").num(s%60, 2)
		}
	case t.part != 0:
		v.add("T").add(partCodes[t.part])
	}
	return v
}

// weekdayCode returns the value of any weekday of that number.
func weekdayCode(n int) string { return (&value{}).add("XXXX-WXX-").num(n, 1).String() }

func pad2(n int) string { return (&value{}).num(n, 2).String() }

// weekdayOf counts from Monday, 1.
func weekdayOf(d corpus.Date) int { return (int(d.Weekday())+6)%7 + 1 }

// withinDays reports whether two days lie no more than so many days apart.
func withinDays(a, b corpus.Date, days int) bool {
	return b.AddDays(-days).Compare(a) <= 0 && a.Compare(b.AddDays(days)) <= 0
}

// addMonths moves the first of d's month.
func addMonths(d corpus.Date, n int) corpus.Date {
	return corpus.DateOf(time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
}
