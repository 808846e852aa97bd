package dates

import "github.com/sayso-nlp/sayso/corpus"

// aDeictic reads today, yesterday, tomorrow, yesterday afternoon, tonight, overnight.
func (p *parser) aDeictic(i int, t *term) int {
	if p.class(i) == cPartRef {
		if p.class(i+1) == cWeekday { // overnight Tuesday
			if n := p.partOn(i+1, p.val(i), t); n != 0 {
				return n
			}
		}
		t.unit(dayGrain, 0, fromPublished)
		t.typ, t.part = corpus.TimexTime, p.val(i)
		if p.word(i, "overnight") {
			t.anchor = fromMention
		}
		return i + 1
	}
	if p.has(i, capital) && !p.has(i, upper) && p.class(i-1) == cOther && p.has(i-1, capital) { // a newspaper
		return 0
	}
	if p.val(i) == 0 && p.theseDays(i) {
		t.constant(corpus.TimexDate, "PRESENT_REF")
		return i + 1
	}
	t.unit(dayGrain, p.val(i), fromPublished)
	t.loose = p.val(i) == 0 && p.timelessly(i)
	return p.partTail(i+1, t)
}

// partOf places a part of the day: last night, this morning, the next evening, that night.
func (p *parser) partOf(j int, t *term) int {
	dir, a := t.dir, t.anchor
	t.unit(dayGrain, 0, a)
	t.typ, t.part, t.dir = corpus.TimexTime, p.val(j), dirNone
	switch {
	case dir == dirLast:
		t.shift = -1
	case dir == dirNext:
		t.shift, t.anchor = 1, fromMention
	case dir == dirNone:
		t.anchor = fromMention
	}
	return j + 1
}

// partTail reads the part of the day behind a day.
func (p *parser) partTail(i int, t *term) int {
	j := p.skip(i, cEarly)
	if p.class(j) == cPart {
		t.part, t.typ = p.val(j), corpus.TimexTime
		return j + 1
	}
	if p.class(i) == cNoon {
		t.seconds, t.typ = p.val(i)*60+1, corpus.TimexTime
		return i + 1
	}
	return i
}

// partOfDay reads the evening, the morning of 5 May, dawn Sunday, the small hours; and the
// night, where a text is at a day.
func (p *parser) partOfDay(i int, t *term) int {
	j := p.skip(i, cThe)
	hours := false
	for j < i+5 && (p.is(j, cEarly) || p.class(j) == cDash && p.class(j-1) == cEarly && j > i) || p.oneOf(j, "small", "wee") && p.class(j+1) == cUnits {
		j++
		hours = p.units(j, hourGrain) && p.class(i) == cThe
	}
	if hours {
		return p.smallHours(j, t)
	}
	if p.class(j) != cPart || p.has(j, capital) && j > 0 && p.class(j-1) != cThe {
		return 0
	}
	behind := j + 1 + step(p.units(j+1, hourGrain)) // the morning hours of 5 May
	onIt := p.is(j+1, cWeekday, cDeictic) && (j > i || p.is(i-1, cAt, cBy, cIn, cBefore, cSince, cUntil, cApprox))
	if p.is(behind, cOf, cOn) || onIt {
		if n := p.partOn(behind+step(!onIt), p.val(j), t); n != 0 {
			return n
		}
	}
	if j == i && !p.bounds(i) || p.lowercase(j+1) || p.class(behind) == cOf && behind == j+1 && !p.is(j+2, cThe) {
		return 0
	}
	t.partAt(p.val(j))
	if p.beforeLast(j + 1) {
		t.shift, t.anchor = -2, fromPublished
		return j + 3
	}
	if p.is(behind, cBefore, cAfter) && behind == j+1 && p.class(i) == cThe && !p.nounFollows(j+2) { // the night before
		t.shift = p.val(j + 1)
		return j + 2
	}
	return behind
}

// bounds reports whether the part of the day at i, which has no article, is a point in time:
// at dawn, by nightfall, but not “by night”.
func (p *parser) bounds(i int) bool {
	return p.is(i-1, cAt, cBy, cBefore, cUntil) && p.val(i) != night
}

// smallHours reads “the early hours of Sunday”, and “the early hours” of the day the text
// is at.
func (p *parser) smallHours(j int, t *term) int {
	if p.is(j+1, cOf, cOn) {
		return p.partOn(j+2, morning, t)
	}
	t.partAt(morning)
	return j + 1
}

// partOn reads the day at i that a part of it stands before.
func (p *parser) partOn(i, piece int, t *term) int {
	n := p.match(i, t)
	if n == 0 || t.form == fixed || t.grain != dayGrain || t.seconds != 0 {
		*t = term{}
		return 0
	}
	t.typ, t.part, t.rule = corpus.TimexTime, piece, ""
	return n
}

// partAt makes t a part of the day that the text is at.
func (t *term) partAt(piece int) {
	t.unit(dayGrain, 0, fromMention)
	t.typ, t.part = corpus.TimexTime, piece
}
