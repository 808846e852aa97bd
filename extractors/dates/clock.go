package dates

import "github.com/sayso-nlp/sayso/corpus"

// aTime reads 14:30, 5 p.m., 8:30 p.m. BST, 2100 UTC, 10 o'clock, and the day directly
// behind: 10 p.m. Wednesday.
func (p *parser) aTime(i int, t *term) int {
	j, seconds := i+1, -1
	zoned := false
	switch n := p.digitsLen(i); {
	case p.class(i) == clock:
		seconds = p.val(i)
	case p.has(i, frac) && p.class(j) == ampm && p.items[i].end-p.items[i].start <= 5:
		s := p.source[p.items[i].start:p.items[i].end]
		dot := len(s) - 3
		if dot < 1 || s[dot] != '.' {
			return 0
		}
		seconds = p.val(i)*3600 + int(atoi(s[dot+1:]))*60
	case n > 0 && n <= 2 && p.val(i) <= 12 && p.class(j) == ampm:
		seconds = p.val(i) * 3600
	case n > 0 && n <= 2 && p.val(i) <= 24 && p.word(j, "o") && p.class(j+1) == apostrophe && p.class(j+2) == oclock:
		seconds = p.val(i) * 3600
		j += 3
	case n == 4 && p.val(i) <= 2400 && p.val(i)%100 < 60 && (p.class(j) == zone || p.class(j) == local && p.class(j+1) == timeWord || p.military(i)):
		seconds, zoned = p.val(i)/100*3600+p.val(i)%100*60, true
		j += step(p.military(i))
	}
	if n := p.digitsLen(i); seconds < 0 && n > 0 && n <= 2 && p.val(i) >= 1 && p.val(i) <= 12 && p.class(i-1) == at && p.inThePart(j) != 0 {
		seconds = p.val(i) * 3600 // at 4 in the afternoon
	}
	if seconds < 0 || p.is(i-1, money) {
		return 0
	}
	if k := p.inThePart(j); k != 0 && seconds <= 12*3600 && !zoned {
		if p.val(k) == 2 || p.val(k) == 3 {
			seconds = seconds%(12*3600) + 12*3600
		}
		j = k + 1
	}
	if p.class(j) == ampm && !zoned {
		if h := seconds / 3600; h <= 12 {
			seconds = seconds%3600 + (h%12+p.val(j))*3600
		}
		j++
	}
	t.unit(dayGrain, 0, fromMention)
	t.typ, t.seconds, t.form = corpus.TimexTime, seconds+1, calendar
	t.ctx = noGrain
	t.grain = dayGrain
	return p.timeTail(p.zoneTail(j), t)
}

// inThePart returns the item of the morning, afternoon or evening in “in the afternoon”.
func (p *parser) inThePart(i int) int {
	if p.class(i) == in && p.class(i+1) == the && p.class(i+2) == part && p.val(i+2) <= 3 {
		return i + 2
	}
	return 0
}

// military reports whether the number at i is a time of the clock: at 1800 hours.
func (p *parser) military(i int) bool {
	return p.digitsLen(i) == 4 && p.val(i) <= 2400 && p.val(i)%100 < 60 && p.class(i+1) == units && p.val(i+1) == int(hourGrain) &&
		p.is(i-1, at, by, from, until, before, after, between, approx)
}

// zoneTail reads UTC, local time, US East Coast time, (GMT).
func (p *parser) zoneTail(i int) int {
	if p.class(i) == zone && p.has(i, upper) {
		return i + 1
	}
	if p.class(i) == local && p.class(i+1) == timeWord {
		return i + 2
	}
	for j := i; j < i+5 && (p.has(i, capital) && p.is(j, other, zone) || p.class(j) == timeWord); j++ {
		if p.class(j) == timeWord && j > i {
			return j + 1
		}
	}
	return i
}

// timeTail reads a day directly behind a clock time.
func (p *parser) timeTail(i int, t *term) int {
	if !p.is(i, weekday, deictic, this, partRef, month, monthName, monthAbbr) {
		return i
	}
	var day term
	n := p.match(i, &day)
	if n == 0 || day.grain != dayGrain || day.form == fixed || day.seconds != 0 {
		return i
	}
	seconds := t.seconds
	*t = day
	if seconds > 24*3600 && t.part != 0 {
		return n // midnight Wednesday night
	}
	t.seconds, t.part, t.typ, t.rule = seconds, 0, corpus.TimexTime, ""
	return n
}

// aNoon reads noon, midday, midnight.
func (p *parser) aNoon(i int, t *term) int {
	t.typ, t.seconds, t.form, t.grain = corpus.TimexTime, p.val(i)*60+1, calendar, dayGrain
	return p.timeTail(i+1, t)
}
