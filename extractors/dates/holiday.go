package dates

import (
	"strconv"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// holiday returns the day of a holiday in the year named, or of the one that the clause
// means: without a cue the nearest.
func (r *resolver) holiday(t *term) string {
	shift := t.shift
	if t.ctx == yearGrain {
		d, ok := r.base(t)
		if !ok {
			return r.unresolvedHoliday(t)
		}
		t.setYear(d.Year + t.shift)
		shift = 0
	}
	year := t.astronomicalYear()
	if t.year == 0 {
		y, ok := r.holidayYear(t)
		if !ok {
			return r.unresolvedHoliday(t)
		}
		year = y
	}
	h, ok := holidayIn(t.value, year)
	if !ok {
		return ""
	}
	if h.month {
		r.sawMonth(h.day)
		return (&value{}).unit(h.day, monthGrain).String()
	}
	d := h.day.AddDays(shift)
	r.sawDay(d, t)
	return (&value{}).date(d).clock(t).String()
}

// unresolvedHoliday keeps the day of the year where it is always the same.
func (r *resolver) unresolvedHoliday(t *term) string {
	r.note = "unresolved: no publication date"
	if len(t.value) == 5 && t.value[2] == '-' {
		return "XXXX-" + t.value
	}
	return ""
}

func (r *resolver) holidayYear(t *term) (int, bool) {
	if t.dir == dirNone && !r.year.IsZero() && (r.history || r.published.IsZero() || r.narrated(t)) {
		return r.mention(r.year, yearGrain).Year, true
	}
	d := r.published
	if d.IsZero() {
		return 0, false
	}
	if t.dir == dirThis {
		return d.Year, true
	}
	best, bestGap := 0, 1<<30
	for y := d.Year - 1; y <= d.Year+1; y++ {
		h, ok := holidayIn(t.value, y)
		if !ok {
			continue
		}
		gap := int(h.day.Time().Sub(d.Time()) / (24 * time.Hour))
		switch ahead := t.ahead(); {
		case ahead < 0 && (gap > 0 || gap == 0 && t.dir == dirLast), ahead > 0 && (gap < 0 || gap == 0 && t.dir == dirNext):
			continue
		}
		if gap = max(gap, -gap); gap < bestGap {
			best, bestGap = y, gap
		}
	}
	return best, best != 0
}

// feast is a day, or a month of a lunar calendar, which goes by the month of ours that
// holds most of it.
type feast struct {
	day   corpus.Date
	month bool
}

// holidayIn returns a holiday by its rule in data/phrases.tsv.
func holidayIn(rule string, year int) (feast, bool) {
	if len(rule) == 5 && rule[2] == '-' {
		d, err := time.Parse("01-02", rule)
		return feast{day: corpus.Date{Year: year, Month: d.Month(), Day: d.Day()}}, err == nil
	}
	if year < 1 { // the rules below do not hold before Christ
		return feast{}, false
	}
	if days, ok := strings.CutPrefix(rule, "easter"); ok {
		n, _ := strconv.Atoi(days)
		return feast{day: easter(year).AddDays(n)}, true
	}
	if days, ok := strings.CutPrefix(rule, "orthodox"); ok {
		n, _ := strconv.Atoi(days)
		return feast{day: orthodoxEaster(year).AddDays(n)}, true
	}
	if days, ok := strings.CutPrefix(rule, "pesach"); ok {
		n, _ := strconv.Atoi(days)
		return feast{day: pesach(year).AddDays(n)}, true
	}
	if rule == "hanukkah" {
		return feast{day: hanukkah(year)}, true
	}
	if nth, ok := strings.CutPrefix(rule, "nth "); ok {
		f := strings.Fields(nth)
		m, _ := strconv.Atoi(f[0])
		wd, _ := strconv.Atoi(f[1])
		n, _ := strconv.Atoi(f[2])
		return feast{day: nthWeekday(year, time.Month(m), wd, n)}, true
	}
	if rule == "nowruz" {
		return feast{day: nowruz(year)}, true
	}
	d, ok := moons()[moon{rule, year}]
	return feast{day: d, month: rule == "ramadan"}, ok
}

// nthWeekday returns the n-th such weekday of a month, the last one for -1.
func nthWeekday(year int, m time.Month, weekday, n int) corpus.Date {
	d := corpus.Date{Year: year, Month: m, Day: 1}
	if n < 0 {
		d = addMonths(d, 1)
	} else {
		n--
	}
	return d.AddDays((weekday-weekdayOf(d)+7)%7 + 7*n)
}

// easter returns the Gregorian Easter Sunday (Meeus, Astronomical Algorithms, ch. 8).
func easter(year int) corpus.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return corpus.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}

// orthodoxEaster returns the Julian Easter Sunday as a Gregorian date (Meeus, ch. 8).
func orthodoxEaster(year int) corpus.Date {
	d := (19*(year%19) + 15) % 30
	e := (2*(year%4) + 4*(year%7) - d + 34) % 7
	n := d + e + 114
	return corpus.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}.AddDays(year/100 - year/400 - 2)
}

// nowruz returns 1 Farvardin of the Persian year that begins in year, by the 33-year cycle
// of leap years, which agrees with the equinox from 1800 to 2090.
func nowruz(year int) corpus.Date {
	persian := year - 621
	return corpus.Date{Year: 622, Month: time.March, Day: 21}.AddDays(365*(persian-1) + (8*persian+21)/33)
}

// pesach returns the first day of Passover, 15 Nisan, as a Gregorian date, by the rule that
// Gauss gave in 1802. The feast begins on the evening before.
func pesach(year int) corpus.Date {
	y := year + 3760
	a, b := (12*y+17)%19, y%4
	m := 32.044093161144 + 1.5542417966212*float64(a) + 0.25*float64(b) - 0.0031777940220923*float64(y)
	day := int(m)
	part := m - float64(day)
	switch c := (day + 3*y + 5*b + 5) % 7; {
	case c == 2 || c == 4 || c == 6: // neither a Monday, a Wednesday nor a Friday
		day++
	case c == 1 && a > 6 && part >= 0.63287037:
		day += 2
	case c == 0 && a > 11 && part >= 0.897723765:
		day++
	}
	return corpus.Date{Year: year, Month: time.March, Day: 1}.AddDays(day - 1 + year/100 - year/400 - 2)
}

// hanukkah returns 25 Kislev: the month before it has 30 days in years of 355 and 385.
func hanukkah(year int) corpus.Date {
	first, next := pesach(year).AddDays(163), pesach(year+1).AddDays(163)
	long := int(next.Time().Sub(first.Time())/(24*time.Hour))%10 == 5
	return first.AddDays(83 + step(long))
}
