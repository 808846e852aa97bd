package dates

import "github.com/sayso-nlp/sayso/corpus"

// date makes t a calendar date of the grain.
func (t *term) date(g grain) { t.typ, t.form, t.grain = corpus.TimexDate, calendar, g }

// iso reads 2025-12-02, with T14:30 behind it or not, and 2025-12.
func (p *parser) iso(i int, t *term) int {
	if p.class(i-1) == cSlash && p.has(i, glued) { // of an address
		return 0
	}
	if p.digitsLen(i) != 4 || !p.is(i+1, cDash, cSlash) || !p.has(i+1, glued) || p.digitsLen(i+2) != 2 || !p.has(i+2, glued) ||
		p.val(i+2) < 1 || p.val(i+2) > 12 {
		return 0
	}
	t.year, t.month = p.val(i), p.val(i+2)
	if p.class(i+3) != p.class(i+1) || p.digitsLen(i+4) != 2 || !p.has(i+4, glued) || p.val(i+4) < 1 || p.val(i+4) > 31 {
		// 2011-12 is more often two years than a month.
		if p.class(i+1) == cSlash || p.val(i+2) > p.val(i)%100 || p.val(i)%100 >= 10 && p.val(i+2) == p.val(i)%100+1 {
			return 0
		}
		t.date(monthGrain)
		return i + 3
	}
	t.day = p.val(i + 4)
	t.date(dayGrain)
	return p.isoTime(i+5, t)
}

// isoTime reads the T14:30:00Z behind an ISO date, which the lexer cuts otherwise.
func (p *parser) isoTime(i int, t *term) int {
	at := p.items[i-1].end
	s := p.source[at:min(len(p.source), at+9)]
	if len(s) < 6 || s[0] != 'T' || s[3] != ':' || !allDigits(s[1:3]) || !allDigits(s[4:6]) {
		return i
	}
	t.seconds = int(atoi(s[1:3]))*3600 + int(atoi(s[4:6]))*60 + 1
	t.typ = corpus.TimexTime
	end := at + 6
	for i < len(p.items) && (p.items[i].start < end || p.has(i, glued) && p.is(i, cOther, cColon, cNumber)) {
		i++
	}
	return i
}

// numeric reads 12/31/2025, 31/12/2025, 31.12.2025, and 9/11, which is a name by now. Where both orders are
// possible the month comes first, as in the United States.
func (p *parser) numeric(i int, t *term) int {
	t.date(dayGrain)
	if p.word(i, "9") && p.class(i+1) == cSlash && p.word(i+2, "11") && p.has(i+1, glued) && p.has(i+2, glued) && p.class(i+3) != cSlash {
		t.year, t.month, t.day = 2001, 9, 11
		return i + 3
	}
	if p.class(i) == cDotted {
		v := p.val(i)
		t.year, t.month, t.day = v/10000, v/100%100, v%100
		return i + 1
	}
	if p.monthSlashYear(i) {
		t.date(monthGrain)
		t.month, t.year = p.val(i), p.val(i+2)
		return i + 3
	}
	if p.class(i+1) != cSlash && p.class(i+1) != cDash || p.class(i+3) != p.class(i+1) || p.digitsLen(i) == 0 || p.digitsLen(i) > 2 ||
		p.digitsLen(i+2) == 0 || p.digitsLen(i+2) > 2 || p.digitsLen(i+4) != 4 && (p.digitsLen(i+4) != 2 || p.class(i+1) == cDash) {
		return 0
	}
	for j := i + 1; j < i+5; j++ {
		if !p.has(j, glued) {
			return 0
		}
	}
	t.month, t.day, t.year = p.val(i), p.val(i+2), p.val(i+4)
	if t.month > 12 {
		t.month, t.day = t.day, t.month
	}
	if t.month < 1 || t.month > 12 || t.day < 1 || t.day > 31 {
		return 0
	}
	if t.year < 100 {
		t.year = fullYear(t.year)
	}
	return i + 5
}

// monthSlashYear reports whether a month and its year stand at i as numbers: “in 11/2025”.
func (p *parser) monthSlashYear(i int) bool {
	if n := p.digitsLen(i); n == 0 || n > 2 || p.val(i) < 1 || p.val(i) > 12 {
		return false
	}
	if p.digitsLen(i+2) != 4 || p.val(i+2) <= 1900 || p.val(i+2) >= 2100 {
		return false
	}
	return p.class(i+1) == cSlash && p.has(i+1, glued) && p.has(i+2, glued) && p.class(i+3) != cSlash &&
		p.is(i-1, cIn, cSince, cUntil, cBy, cFrom)
}

// fullYear completes a year of two digits: up to 39 in this century.
func fullYear(y int) int {
	if y < 40 {
		return 2000 + y
	}
	return 1900 + y
}

// monthAt returns the month that item i names, 0 if it names none.
func (p *parser) monthAt(i int) int {
	switch p.class(i) {
	case cMonth:
		return p.val(i)
	case cMonthName:
		if p.has(i, capital) {
			return p.val(i)
		}
	case cMonthAbbr:
		if p.has(i, capital) && (p.class(i+1) == cNumber || p.class(i+1) == cOrdinal || p.class(i-1) == cNumber || p.has(i, abbr) ||
			p.class(i+1) == cDash || p.class(i+1) == cApostrophe || p.class(i-1) == cIn || p.class(i-1) == cSince) {
			return p.val(i)
		}
	}
	return 0
}

// dayAt returns the day of the month that item i may be, 0 if it may be none.
func (p *parser) dayAt(i int) int {
	v := p.val(i)
	if v < 1 || v > 31 {
		return 0
	}
	if n := p.digitsLen(i); n == 1 || n == 2 || p.class(i) == cOrdinal {
		return v
	}
	return 0
}

// monthFirst reads May 5, May 5th, 2025, May 2025, May of last year, May, and the September
// quarter.
func (p *parser) monthFirst(i int, t *term) int {
	if t.month = p.monthAt(i); t.month == 0 {
		return 0
	}
	j := i + 1
	for _, skip := range [...]class{cThe, cDash} {
		if p.class(j) == skip && p.dayAt(j+1) != 0 && p.class(j+1) == cOrdinal {
			j++
		}
	}
	if d := p.dayAt(j); d != 0 && !p.is(j+1, cUnit, cUnits, cPercent, cMonth, cScale) && !p.countsUnits(j) && (p.class(j+1) != cMeasure || p.is(i-1, cOn, cOf)) {
		t.day = d
		t.date(dayGrain)
		return p.yearTail(j+1, t)
	}
	t.date(monthGrain)
	n := p.yearTail(i+1, t)
	if n == i+1 && !p.monthAlone(i) {
		return 0
	}
	if t.month%3 == 0 && p.class(n) == cQuarterWord && !p.has(n, big) { // the September quarter
		t.quarter, t.month = t.month/3, 0
		t.date(quarterGrain)
		return p.yearTail(n+1, t)
	}
	return n
}

// countsUnits reports whether the number at j counts a hyphenated unit: “May 30-day”.
func (p *parser) countsUnits(j int) bool {
	return p.class(j+1) == cDash && p.has(j+1, glued) && p.is(j+2, cUnit, cUnits)
}

// monthAlone keeps “Theresa May”, “April Smith”, “May I” and “March on the capital” from
// being months.
func (p *parser) monthAlone(i int) bool {
	if p.class(i) == cMonth || p.has(i, abbr) {
		return true
	}
	if p.class(i+1) == cPossessive && p.val(i) == 5 && !p.is(i-1, cLast, cThis, cNext, cEarly) {
		return false
	}
	switch p.class(i - 1) {
	case cIn, cSince, cBy, cUntil, cEarly, cLast, cThis, cNext, cBefore, cAfter, cBetween, cFrom, cOf, cEdge, cPrevious, cComing, cFollowing, cAt:
		return true
	case cTitle:
		return false
	case cThe:
		return p.lowercase(i+1) || p.is(i+1, cNumber, cQuarterWord, cMeasure) || p.class(i+1) == cFuture && !p.has(i+1, capital) || p.joinsMonth(i+1)
	case cOther:
		if p.has(i-1, capital) && i > 1 && p.has(i, upper) == p.has(i-1, upper) {
			return false
		}
	case cNone, cQuote, cOpener:
		return p.joinsMonth(i+1) || p.calledMonth(i+1) || p.class(i+1) == cCloser && p.val(i) != 5 // next month (April)
	}
	return !(p.is(i+1, cOther, cUnit) && p.has(i+1, capital)) && !p.is(i+1, cOn, cOf)
}

// joinsMonth reports whether the mark or word at i leads from one month to another.
func (p *parser) joinsMonth(i int) bool {
	return p.is(i, cAnd, cOr, cDash, cTo, cComma, cThrough) && p.monthAt(i+1) != 0
}

// dayFirst reads 5 May, the 5th of May 2025, 5-May.
func (p *parser) dayFirst(i int, t *term) int {
	j := p.skip(i, cThe)
	if t.day = p.dayAt(j); t.day == 0 || p.class(i) == cThe && p.class(j) != cOrdinal || p.class(i-1) == cMoney {
		return 0
	}
	j++
	for p.is(j, cOf, cDash) && j < i+5 {
		j++
	}
	if t.month = p.monthAt(j); t.month == 0 {
		return p.monthRelative(i, j, t)
	}
	t.date(dayGrain)
	return p.yearTail(j+1, t)
}

// monthRelative reads the rest of “the 5th of next month”.
func (p *parser) monthRelative(i, j int, t *term) int {
	if p.class(i) != cThe || p.class(j-1) != cOf {
		return 0
	}
	day := t.day
	if n := p.match(j, t); n != 0 && t.ctx == monthGrain && t.form == shifted && !t.steps {
		t.date(dayGrain)
		t.day, t.rule = day, ""
		return n
	}
	return 0
}

// maxListed bounds lists of days: “3, 4 and 5 May”.
const maxListed = 6

// dayOfRange reads the first day of “9–11 March”, “9 and 11 March”, and the last one of
// “March 9–11”.
func (p *parser) dayOfRange(i int, t *term) int {
	if t.day = p.dayAt(i); t.day == 0 || p.class(i-1) == cMoney {
		return 0
	}
	var whole term
	end := i
	for end < i+2*maxListed && p.is(end+1, cDash, cTo, cAnd, cOr, cComma, cSlash) && p.dayAt(end+2) > p.val(end) {
		end += 2
	}
	if end > i {
		if n := p.dayFirst(end, &whole); n != 0 && whole.ctx == noGrain {
			t.month, t.year, t.bc = whole.month, whole.year, whole.bc
			t.date(dayGrain)
			t.linked = true
			return i + 1
		}
	}
	if !p.is(i-1, cDash, cAnd, cTo, cComma, cThrough, cOr) {
		return 0
	}
	before := p.termBefore(i - 1)
	if before.form != calendar || before.day == 0 || before.day >= t.day || before.ctx != noGrain || before.seconds != 0 ||
		p.is(i+1, cUnit, cUnits, cMeasure, cPercent, cScale, cMonthName, cMonth, cMonthAbbr) || p.word(i+1, ":") || p.lowercase(i+1) && p.class(i-1) != cDash {
		return 0
	}
	t.month, t.year, t.bc = before.month, before.year, before.bc
	t.date(dayGrain)
	t.linked = true
	return p.yearTail(i+1, t)
}

// yearTail reads the year behind a month, season or quarter: 2025; , 2025; of 2025; of last
// year; , this year; ’25. It returns the item behind it, i itself if there is none.
func (p *parser) yearTail(i int, t *term) int {
	j := i
	switch p.class(j) {
	case cComma, cOf, cIn:
		j++
	case cDash: // Mar-2019, 3-Mar-19
		if p.has(j, glued) && p.digitsLen(j+1) == 4 && p.has(j+1, glued) && p.class(i-1) != cNumber {
			j++
		}
		if p.has(j, glued) && p.class(i-2) == cDash && p.dayAt(i-3) != 0 && p.twoDigits(j+1, t) {
			return j + 2
		}
	}
	if p.class(j) == cApostrophe && p.twoDigits(j+1, t) { // the summer of ’69
		return j + 2
	}
	if n := p.figuresOfYear(i, j, t); n != 0 {
		return n
	}
	if p.class(i) == cIn {
		return i
	}
	if (p.word(i, "last") || p.word(i, "next")) && t.month != 0 && p.endsPhrase(i+1) { // the 28th of October last
		t.dir, t.anchor = dirLast, fromText
		if p.word(i, "next") {
			t.dir = dirNext
		}
		return i + 1
	}
	var y term
	if p.class(j) == cNumeral {
		if n := p.spokenYear(j, &y); n != 0 {
			t.year = y.year
			return n
		}
	}
	if n := p.whole(j, &y); n != 0 && y.ctx == yearGrain {
		t.ctx, t.shift, t.anchor = y.ctx, y.shift, y.anchor
		return n
	}
	return i
}

// endsPhrase reports whether nothing at i goes with the word before it.
func (p *parser) endsPhrase(i int) bool {
	return p.is(i, cNone, cComma, cStop, cColon, cCloser, cQuote)
}

// twoDigits reads the year of two digits that is joined to the mark before item i.
func (p *parser) twoDigits(i int, t *term) bool {
	if p.digitsLen(i) != 2 || !p.has(i, glued) {
		return false
	}
	t.year = fullYear(p.val(i))
	return true
}

// figuresOfYear reads a year in figures at j, which a comma, “of” or “in” at i may stand
// before. It returns the item behind it, 0 if there is none.
func (p *parser) figuresOfYear(i, j int, t *term) int {
	n, y := p.digitsLen(j), p.val(j)
	if n >= 1 && n <= 4 && p.class(j+1) == cEra {
		t.year = y
		return p.eraTail(j+1, t)
	}
	early := n == 3 && (p.class(i) == cOf || t.day != 0 && p.is(j+1, cCloser, cNone) && p.class(i-1) != cNumber) // (30 September 420)
	switch {
	case n != 4 && !early || y < 100 || y > 2999:
		return 0
	case j > i && p.is(j+1, cMeasure, cPercent, cUnits), p.class(i) == cIn && p.lowercase(j+1):
		return 0
	}
	t.year = y
	return j + 1
}

// eraTail reads BC or AD behind a year.
func (p *parser) eraTail(i int, t *term) int {
	if p.class(i) != cEra || !p.has(i, upper|abbr) {
		return i
	}
	t.bc = p.val(i) < 0
	return i + 1
}
