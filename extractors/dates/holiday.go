package dates

import (
	"math"
	"slices"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// ramadan is a month of a lunar calendar, which goes by the month of ours that holds most of
// it.
const ramadan = "ramadan"

// holiday returns the day of a holiday in the year named, or the one that the clause means:
// without a cue the nearest.
func (r *resolver) holiday(t *term) string {
	var d corpus.Date
	shift, ok := t.shift, true
	switch {
	case t.ctx == yearGrain: // Christmas last year
		var from corpus.Date
		from, ok = r.base(t)
		d, shift = r.holidayIn(from.Year+t.shift, t), 0
	case t.year != 0:
		d = r.holidayIn(t.astronomicalYear(), t)
	default:
		d, ok = r.pickHoliday(t)
	}
	switch {
	case !ok:
		return r.unresolvedHoliday(t)
	case d.IsZero():
		return ""
	case t.value == ramadan:
		r.sawMonth(d)
		return (&value{}).month(d).String()
	}
	d = d.AddDays(shift)
	r.sawDay(d, t)
	return (&value{}).date(d).clock(t).String()
}

// unresolvedHoliday keeps the day of the year where it is always the same.
func (r *resolver) unresolvedHoliday(t *term) string {
	r.note = "unresolved: no publication date"
	if _, err := time.Parse(monthDay, t.value); err == nil {
		return "XXXX-" + t.value
	}
	return ""
}

// pickHoliday returns the day of a holiday without a year, zero if it is not known; ok is
// false where nothing tells of which years the text speaks.
func (r *resolver) pickHoliday(t *term) (d corpus.Date, ok bool) {
	if t.dir == dirNone && !r.year.IsZero() && (r.history || r.published.IsZero() || r.narrated(t)) {
		return r.holidayIn(r.mention(r.year, yearGrain).Year, t), true
	}
	if r.published.IsZero() {
		return corpus.Date{}, false
	}
	y := r.published.Year
	if t.dir == dirThis {
		return r.holidayIn(y, t), true
	}
	days := words().feasts[t.value]
	return r.nearestDay(slices.Concat(days(y-1), days(y), days(y+1)), t), true
}

// holidayIn returns the day of a holiday in a year, zero if it is not known. Of two it is the
// one that the clause means, else the nearest.
func (r *resolver) holidayIn(year int, t *term) corpus.Date {
	days := words().feasts[t.value](year)
	if len(days) == 1 {
		return days[0]
	}
	if d := r.nearestDay(days, t); !d.IsZero() {
		return d
	}
	return r.nearestDay(days, &noTerm)
}

// nearestDay returns the day nearest to publication on the side that the clause of t looks
// to, zero if there is none. Without a date of publication it is the first one.
func (r *resolver) nearestDay(days []corpus.Date, t *term) corpus.Date {
	var best corpus.Date
	least := math.MaxInt
	for _, d := range days {
		gap := int(d.Time().Sub(r.published.Time()) / (24 * time.Hour))
		switch ahead := t.ahead(); {
		case ahead < 0 && (gap > 0 || gap == 0 && t.dir == dirLast), ahead > 0 && (gap < 0 || gap == 0 && t.dir == dirNext):
			continue
		}
		if gap = max(gap, -gap); gap < least {
			best, least = d, gap
		}
	}
	return best
}
