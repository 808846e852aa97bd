package dates

import "github.com/sayso-nlp/sayso/corpus"

// anEdge reads the end of the year, the beginning of May, the rest of the week, end of 2020.
func (p *parser) anEdge(i int, t *term) int {
	j := p.skip(i, cThe)
	if n := p.endOf(j, t); n != 0 {
		return n
	}
	if p.class(j) == cEarly { // the very end, the late summer
		j++
	}
	if p.class(j) != cEdge || p.class(j+1) != cOf {
		return 0
	}
	n := p.match(j+2, t)
	switch {
	case n == 0, t.typ == corpus.TimexSet, t.form == fixed && t.typ != corpus.TimexDuration:
		return 0
	case t.grain == dayGrain && t.ctx == dayGrain && t.anchor == fromMention: // “the end of the day”
		return 0
	case t.typ == corpus.TimexDuration && p.is(j+2, cArticle, cNumber, cNumeral, cUnits): // “the end of two years”
		return 0
	}
	t.rule = ""
	return n
}

// endOf reads end-2025, end-March, and the “end March” of “by end March”.
func (p *parser) endOf(i int, t *term) int {
	if p.class(i) != cEdge || !p.word(i, "end") && !p.word(i, "start") && !p.word(i, "beginning") {
		return 0
	}
	j := i + 1
	if p.class(j) == cDash && p.has(j, glued) {
		j++
	} else if !p.is(i-1, cBy, cAt, cUntil, cBefore, cSince, cFrom) {
		return 0
	}
	if p.monthAt(j) == 0 && !(p.digitsLen(j) == 4 && p.val(j) > 1900 && p.val(j) < 2200) {
		return 0
	}
	if p.digitsLen(j) == 4 {
		t.date(yearGrain)
		t.year = p.val(j)
		return j + 1
	}
	n := p.match(j, t)
	if n == 0 || t.grain != monthGrain || t.form != calendar {
		return 0
	}
	t.rule = ""
	return n
}

// modified reads early May, mid-December, late last July, earlier this month, later Friday,
// about 10 March.
func (p *parser) modified(i int, t *term) int {
	j := i
	if p.class(j) == cThe {
		if j++; p.class(j) != cEarly {
			return 0
		}
	}
	c := p.class(j)
	j++
	for p.is(j, cDash, cEarly, cTo) && j < i+5 && (p.class(j) != cTo || p.is(j+1, cEarly)) {
		j++
	}
	if g := p.grainAt(j); g >= weekGrain && g != fortnightGrain && p.class(j-1) == cDash && p.has(j-1, glued) && !p.has(j, capital) && p.class(j+1) != cDash { // mid-year
		t.unit(g, 0, fromText)
		return p.yearNamed(j+1, t)
	}
	n := p.match(j, t)
	if n == 0 || t.form == fixed || t.typ == corpus.TimexSet || t.typ == corpus.TimexDuration {
		return 0
	}
	switch {
	case c == cApprox && (t.grain >= yearGrain && !p.is(j, cThe) || t.form == shifted):
		return 0
	case (c == cEarlier || c == cLater) && p.class(j) == cWeekday && !p.is(i-1, cUnit, cUnits):
	case (c == cEarlier || c == cLater) && (!p.is(j, cThis, cDeictic, cPartRef, cLast, cNext, cThat, cSame, cPart) || t.form != shifted && t.dir == dirNone && p.class(j) != cPartRef):
		return 0
	}
	t.rule = ""
	return n
}

// earlierIn reads “earlier in the month”.
func (p *parser) earlierIn(i int, t *term) int {
	if p.class(i+1) != cIn || p.class(i+2) != cThe {
		return 0
	}
	n := p.theUnit(i+2, t)
	if n == 0 || t.grain < weekGrain {
		return 0
	}
	return n
}

// unitOf reads the week of October 21, the month of May, the first week of May, the weekend
// of 5 May, the first day of the year.
func (p *parser) unitOf(i int, t *term) int {
	nth := 0
	j := p.nth(i, &nth)
	if j == 0 {
		j = p.skip(i, cThe)
	}
	g := p.grainAt(j)
	if g != weekGrain && g != monthGrain && g != weekendGrain && g != dayGrain {
		return 0
	}
	begins := (g == weekGrain || g == weekendGrain) && p.oneOf(j+1, "beginning", "starting", "commencing", "ending")
	nthIn := nth != 0 && g != monthGrain && p.class(j+1) == cIn // the last week in May
	if p.class(j+1) != cOf && !begins && !nthIn {
		return 0
	}
	if begins && p.class(j+2) == cOn {
		j++
	}
	n := p.match(j+2, t)
	if n == 0 || t.form == fixed || t.typ != corpus.TimexDate {
		return 0
	}
	t.rule = ""
	switch {
	case g == monthGrain && nth == 0 && t.grain == monthGrain:
	case nth == 0 && t.grain == dayGrain && g != dayGrain && t.form == calendar:
		t.grain, t.weekend = weekGrain, g == weekendGrain
	case nth != 0 && nth <= 5 && (g == weekGrain || g == weekendGrain) && t.grain == monthGrain && !t.steps:
		t.date(weekGrain)
		t.week, t.weekend = nth, g == weekendGrain
	case nth != 0 && g == dayGrain && t.grain == monthGrain && !t.steps && nth <= 31:
		t.onDay(nth, nth)
	case nth != 0 && nth <= 1 && g == dayGrain && t.grain == yearGrain && !t.steps && t.decade == 0:
		if t.form == shifted {
			t.date(dayGrain)
		}
		if t.grain, t.month, t.day = dayGrain, 1, 1; nth < 0 {
			t.month, t.day = 12, 31
		}
	default:
		return 0
	}
	return n
}
