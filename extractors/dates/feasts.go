package dates

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/holidays.tsv
var holidaysTSV string

// A feast tells on which days of a year, counted astronomically, a holiday falls. Lunar ones
// may fall twice: Eid al-Adha on 10 January and 31 December 2006. There are none in years of
// which nothing is known.
type feast func(year int) []corpus.Date

// monthDay is how a rule in data/phrases.tsv gives a day that is the same every year.
const monthDay = "01-02"

// computed are the feasts that arithmetic tells, by the names that their rules begin with.
var computed = map[string]func(year int) corpus.Date{
	"easter": easter, "orthodox": orthodoxEaster, "pesach": pesach, "hanukkah": hanukkah, "nowruz": nowruz,
}

// newFeast reads a rule of data/phrases.tsv: 12-24, easter+39, nth 5 1 -1, or the name of a
// lunar feast.
func newFeast(rule string, lunar map[string][]corpus.Date) (feast, error) {
	if day, err := time.Parse(monthDay, rule); err == nil {
		return func(year int) []corpus.Date { return []corpus.Date{{Year: year, Month: day.Month(), Day: day.Day()}} }, nil
	}
	if numbers, ok := strings.CutPrefix(rule, "nth "); ok {
		var month, weekday, n int
		_, err := fmt.Sscanf(numbers, "%d %d %d", &month, &weekday, &n)
		return func(year int) []corpus.Date { return []corpus.Date{nthWeekday(year, time.Month(month), weekday, n)} }, err
	}
	if days, ok := lunar[rule]; ok {
		return func(year int) []corpus.Date { return daysIn(days, year) }, nil
	}
	name, offset := rule, 0
	if i := strings.IndexAny(rule, "+-"); i >= 0 {
		n, err := strconv.Atoi(rule[i:])
		if err != nil {
			return nil, err
		}
		name, offset = rule[:i], n
	}
	day, ok := computed[name]
	if !ok {
		return nil, fmt.Errorf("no holiday is called %q", name)
	}
	return func(year int) []corpus.Date {
		if year < 1 { // before Christ the rules do not hold
			return nil
		}
		return []corpus.Date{day(year).AddDays(offset)}
	}, nil
}

// lunarFeasts returns the days in data/holidays.tsv by the name of the feast.
func lunarFeasts() map[string][]corpus.Date {
	feasts := map[string][]corpus.Date{}
	for _, row := range tsv.MustParse("holidays.tsv", holidaysTSV, 2) {
		d, err := corpus.ParseDate(row.Cols[0])
		if err != nil {
			panic(fmt.Errorf("holidays.tsv:%d: %w", row.Line, err))
		}
		feasts[row.Cols[1]] = append(feasts[row.Cols[1]], d)
	}
	return feasts
}

// daysIn returns those days that lie in a year.
func daysIn(days []corpus.Date, year int) []corpus.Date {
	var in []corpus.Date
	for _, d := range days {
		if d.Year == year {
			in = append(in, d)
		}
	}
	return in
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
