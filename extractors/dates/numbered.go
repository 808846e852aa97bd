package dates

import "github.com/sayso-nlp/sayso/corpus"

// theNth reads “the 14th” where a preposition says that it is a day: on the 14th, from the
// 14th to the 16th; and “the 14th inst.” of old letters. “The 14th floor” is none.
func (p *parser) theNth(i int, t *term) int {
	j := i + 1
	if p.class(j) != cOrdinal || p.dayAt(j) == 0 || kinds[p.source[p.items[j].start]] != digit {
		return 0
	}
	for k, names := range [...][2]string{{"ult", "ultimo"}, {"inst", "instant"}, {"prox", "proximo"}} { // the 12th inst.
		if p.oneOf(j+1, names[:]...) {
			t.unit(monthGrain, k-1, fromText)
			t.date(dayGrain)
			t.day = p.val(j)
			return j + 2
		}
	}
	again := p.termBefore(i-1).day != 0
	ofPart := p.class(i-1) == cOf && p.class(i-2) == cPart // the morning of the 8th
	if !p.is(i-1, cOn, cBy, cUntil, cSince, cBefore, cAfter, cBetween) && !ofPart && !(again && p.is(i-1, cAnd, cOr, cTo, cThrough)) &&
		!(p.class(i-1) == cFrom && p.is(i+2, cTo, cUntil, cThrough)) {
		return 0
	}
	if p.numbersNoun(j + 1) {
		return 0
	}
	t.date(dayGrain)
	t.day = p.val(j)
	return j + 1
}

// numbersNoun reports whether what stands at i shows that the ordinal before it is no day:
// the 14th floor, the 14th and the 15th week.
func (p *parser) numbersNoun(i int) bool {
	switch p.class(i) {
	case cOther:
		return kinds[p.source[p.items[i].start]] == letter && !p.verbLike(i)
	case cUnit, cDash, cQuarterWord, cHalf, cMeasure, cOrdinal, cNumber:
		return true
	case cAnd, cTo, cOr:
		j := p.skip(i+1, cThe)
		return p.class(j) == cOrdinal && p.is(j+1, cUnit, cUnits)
	}
	return false
}

// verbLike reports whether the unknown word at i may be a pronoun that begins a clause: “on
// the 14th he left”.
func (p *parser) verbLike(i int) bool {
	return p.oneOf(i, "he", "she", "it", "they", "we", "i")
}

// nthWeekdayOf reads the last Friday of November, the first Monday in May 2025, the first
// Monday of every month.
func (p *parser) nthWeekdayOf(i int, t *term) int {
	n := 0
	j := p.nth(i, &n)
	if j == 0 || n == 0 || n > 5 || p.class(j) != cWeekday || !p.is(j+1, cOf, cIn) {
		return 0
	}
	if p.class(j+2) == cEach && p.grainAt(j+3) == monthGrain {
		t.constant(corpus.TimexSet, weekdayCode(p.val(j)))
		return j + 4
	}
	k := p.match(j+2, t)
	if k == 0 || t.grain != monthGrain || t.form == fixed || t.typ != corpus.TimexDate || t.steps {
		return 0
	}
	t.rule = ""
	t.onDay(n, 7*n-3)
	t.weekday = p.val(j)
	return k
}

// onDay makes t, a month, its n-th day or weekday: the last one for -1. The day is about
// where that is.
func (t *term) onDay(n, day int) {
	if t.form == shifted {
		t.date(dayGrain)
	}
	t.grain, t.nth, t.day = dayGrain, n, day
	if n < 0 {
		t.day = 28
	}
}

// weekNumber reads week 49, the 49th week of the year, week 3 of 2026.
func (p *parser) weekNumber(i int, t *term) int {
	n, j := 0, i
	if p.class(i) == cUnit && p.val(i) == int(weekGrain) {
		if n = p.val(i + 1); p.digitsLen(i+1) == 0 || p.digitsLen(i+1) > 2 {
			return 0
		}
		j = i + 2
	} else {
		j = p.nth(i, &n)
		if j == 0 || p.class(j) != cUnit || p.val(j) != int(weekGrain) || p.class(j+1) != cOf || n < 6 { // the first week of May
			return 0
		}
		j++
	}
	if n < 1 || n > 53 {
		return 0
	}
	t.date(weekGrain)
	t.isoWeek = n
	if k := p.ofYear(j, t); k > j {
		return k
	}
	if p.class(i) != cUnit || p.has(i, capital) || !p.is(i-1, cIn, cBy, cFrom, cUntil, cSince, cBefore, cAfter, cOf) || p.class(j) == cOf {
		return 0
	}
	return j
}

// isoWeekAt reads 2025-W49.
func (p *parser) isoWeekAt(i int, t *term) int {
	if p.digitsLen(i) != 4 || p.class(i+1) != cDash || !p.has(i+1, glued) || p.class(i+2) != cOther || !p.has(i+2, glued) {
		return 0
	}
	w := p.source[p.items[i+2].start:p.items[i+2].end]
	if len(w) != 3 || w[0] != 'W' || !allDigits(w[1:]) {
		return 0
	}
	t.date(weekGrain)
	t.year, t.isoWeek = p.val(i), int(atoi(w[1:]))
	return i + 3
}
