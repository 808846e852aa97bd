package dates

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// aWeekday reads Friday, Friday night, Friday, 5 May, Monday of next week, the Monday after
// next.
func (p *parser) aWeekday(i int, t *term) int {
	if p.class(i) == cThe {
		return p.weekdayAfterNext(i+1, t)
	}
	if p.class(i-1) == cTitle { // Super Tuesday
		return 0
	}
	if p.repeats(i) {
		return p.everyWeekday(i, t)
	}
	if p.val(i) == 5 && p.class(i+1) == cThe && p.val(i+2) == 13 && p.class(i+2) == cOrdinal && !p.is(i+3, cOf, cMonth, cMonthName) { // a film, or bad luck
		return 0
	}
	abbreviated := p.class(i) == cWeekdayAbbr
	if abbreviated && (!p.has(i, capital) || !p.has(i, abbr) && p.class(i+1) != cComma && p.class(i+1) != cNumber && p.monthAt(i+1) == 0) {
		return 0
	}
	t.weekday = p.val(i)
	t.date(dayGrain)
	j := p.skip(i+1, cComma)
	if n := p.weekdayDate(j, t); n != 0 {
		return n
	}
	if abbreviated && !p.has(i, abbr) {
		return 0
	}
	if (p.class(i-1) == cArticle || p.word(i-1, "any")) && !p.is(i+1, cThis, cLast, cPart) && !p.lowercase(i+1) {
		t.constant(corpus.TimexDate, weekdayCode(t.weekday))
		return i + 1
	}
	if n := p.weekTail(i+1, t); n > i+1 {
		return n
	}
	if p.class(i+1) == cParts { // on Saturday mornings
		t.constant(corpus.TimexSet, weekdayCode(t.weekday)+"T"+partCodes[p.val(i+1)])
		return i + 2
	}
	return p.partTail(i+1, t)
}

// weekdayAfterNext reads the rest of “the Sunday after next”, “the Monday before last”.
func (p *parser) weekdayAfterNext(i int, t *term) int {
	after, next := p.class(i+1) == cAfter, p.class(i+2) == cNext
	if !after && p.class(i+1) != cBefore || !next && p.class(i+2) != cLast || after != next || p.nounFollows(i+3) {
		return 0
	}
	t.weekday = p.val(i)
	t.date(dayGrain)
	if t.dir, t.shift = dirLast, -7; next {
		t.dir, t.shift = dirNext, 7
	}
	return i + 3
}

// everyWeekday makes t the weekday at i, or a part of it, as one that comes every week.
func (p *parser) everyWeekday(i int, t *term) int {
	var day term
	n := p.partTail(i+1, &day)
	t.constant(corpus.TimexSet, (&value{}).add(weekdayCode(p.val(i))).clock(&day).String())
	return n
}

// repeats reports whether the weekday at i is one of those that something happens on again
// and again: every Monday and Thursday, open Monday to Friday, Monday to Friday 9–5, Mon–Fri, once a
// week on Monday.
func (p *parser) repeats(i int) bool {
	if before := p.termBefore(i - 1); before.typ == corpus.TimexSet &&
		(strings.HasPrefix(before.value, "XXXX-WXX-") && p.is(i-1, cAnd, cOr, cSlash, cComma, cDash, cTo, cThrough) || before.value == "P1W" && p.class(i-1) == cOn) {
		return p.weekdayDate(p.skip(i+1, cComma), &term{}) == 0 && !p.is(i+1, cThis, cLast, cNext)
	}
	if !p.is(i+1, cDash, cTo, cThrough) || !p.is(i+2, cWeekday, cWeekdayAbbr) {
		return false
	}
	if p.hoursAt(i+3) || p.termBefore(i).bareTime() || p.class(i-1) == cComma && p.termBefore(i-1).bareTime() { // “Monday to Friday 9 a.m. to 5 p.m.”
		return true
	}
	short := p.class(i) == cWeekdayAbbr && p.class(i+2) == cWeekdayAbbr && p.has(i, capital) && p.has(i+2, capital) && p.class(i+1) == cDash
	return short || p.word(i-1, "open") || p.word(i-1, "daily")
}

// hoursAt reports whether a time of the clock stands at i, behind a comma, a colon or “from”.
func (p *parser) hoursAt(i int) bool {
	if p.is(i, cComma, cColon, cFrom, cOpener) {
		i++
	}
	return p.class(i) == cClock || p.class(i) == cNumber && p.class(i+1) == cAMPM
}

// weekdayDate reads the 5 May or May 5 behind a weekday.
func (p *parser) weekdayDate(i int, t *term) int {
	var day term
	n := p.monthFirst(i, &day)
	if n == 0 || day.day == 0 {
		day = term{}
		if n = p.dayFirst(i, &day); n == 0 || day.day == 0 {
			return 0
		}
	}
	day.weekday = t.weekday
	*t = day
	return n
}

// weekTail reads “last week” or “of next week” behind a weekday.
func (p *parser) weekTail(i int, t *term) int {
	switch {
	case p.weekLater(i): // Tuesday week
		t.dir, t.shift = dirNext, 7
		return i + 1
	case p.class(i) == cLast && !p.nounFollows(i+1): // Tuesday last
		t.dir = dirLast
		return i + 1
	case p.class(i) == cNext && !p.nounFollows(i+1): // Tuesday next
		t.dir = dirNext
		return i + 1
	}
	j := p.skip(i, cOf)
	var w term
	if n := p.whole(j, &w); n != 0 && w.ctx == weekGrain && !w.weekend {
		t.ctx, t.shift, t.anchor = weekGrain, w.shift, w.anchor
		return n
	}
	return i
}

// weekLater reports whether the word at i is the week of “Tuesday week”.
func (p *parser) weekLater(i int) bool {
	if p.class(i) != cUnit || p.val(i) != int(weekGrain) || p.has(i, capital) || p.class(i+1) == cDash {
		return false
	}
	return !p.nounFollows(i+1) || p.is(i+1, cThe, cArticle) || p.verbLike(i+1) // not “the Tuesday week plan”
}
