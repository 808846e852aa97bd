package dates

import "github.com/sayso-nlp/sayso/corpus"

// aLength reads two years, 10-day, a few quiet months, and what makes a date of it: two
// years ago, a day later, two weeks before Christmas.
func (p *parser) aLength(i int, t *term) int {
	var a amount
	j, g := p.length(i, &a)
	if j == 0 || p.noLength(i, j, g) {
		return 0
	}
	rate := p.class(i) == cArticle && p.rate(i)
	if n := p.from(j, &a, g, t); n != 0 && !(p.class(i-1) == cIn && p.class(n-1) != cAgo) && !(rate && p.class(j) == cFrom) { // “fined a million a day from 5 May”
		return n
	}
	*t = term{}
	if rate {
		if g <= hourGrain && p.speed(i) {
			return 0
		}
		t.constant(corpus.TimexSet, period(&a, g))
		t.rule = "dates/rate"
		return j
	}
	if p.class(j) == cDash && p.has(j, glued) && p.class(j+1) == cLengthy {
		if p.class(i) == cArticle {
			return 0
		}
		j += 2
	}
	t.constant(corpus.TimexDuration, period(&a, g))
	return p.andMore(j, &a, g, t)
}

// noLength reports whether the amount of units from i to j is none of time spent: an age, a
// time of the clock, a quarter of a pie or a town, “one day it will be over”, “a day labourers
// will remember”, “three springs feed the river”, “the second blast in as many days”.
func (p *parser) noLength(i, j int, g grain) bool {
	if p.asMany(i) {
		return true
	}
	switch g {
	case hourGrain:
		if p.military(i) || p.pointedClock(i).end != 0 {
			return true
		}
	case dayGrain:
		if p.someDay(i, j) || p.class(i) == cArticle && p.class(i-1) != cPer && p.lowercase(j) && p.plainNoun(j) {
			return true
		}
	case quarterGrain:
		if p.class(i) == cArticle || p.class(j) == cOf || p.val(i) > 1000 || p.class(j-2) == cDash && (p.val(i) == 1 || p.val(i) == 3) { // the two 1988 quarters, a three-quarter majority
			return true
		}
	case seasonGrain:
		if p.word(j-1, "springs") {
			return true
		}
	}
	return p.isAge(j, g) || p.class(i-1) == cAge
}

// asMany reports whether the number at i is one told before: “in as many weeks”.
func (p *parser) asMany(i int) bool { return p.class(i) == cVague && p.word(i-1, "as") }

// someDay reports whether the “one day” at i, before j, is none that is known: “one day it
// will be over”.
func (p *parser) someDay(i, j int) bool {
	return j == i+2 && p.word(i, "one") && p.is(i-1, cFuture, cNone, cQuote, cBreaker) &&
		!p.is(j, cOf, cDash, cBefore, cAfter, cLater, cEarlier, cAgo, cPossessive)
}

// andMore reads the smaller unit of “two years and three months”.
func (p *parser) andMore(j int, a *amount, g grain, t *term) int {
	k := j
	if p.is(k, cAnd, cComma) {
		k++
	}
	if a.vague || a.halfs || a.text != "" || g < minuteGrain || g > yearGrain || !p.is(k, cNumber, cNumeral, cTens) {
		return j
	}
	var b amount
	n, smaller := p.length(k, &b)
	switch {
	case n == 0, smaller >= g, b.vague, b.halfs:
		return j
	case smaller <= hourGrain && g > dayGrain: // “two weeks, three hours”
		return j
	case p.isAge(n, smaller), p.is(n, cAgo, cEarlier, cLater, cBefore, cAfter): // “for two years, three weeks ago”
		return j
	}
	second := period(&b, smaller)[1:]
	if g <= hourGrain {
		second = second[1:] // PT2H30M
	}
	t.value += second
	return n
}

// isAge reports whether what follows a number of years makes it an age.
func (p *parser) isAge(j int, g grain) bool {
	if p.class(j) == cDash && p.class(j+1) == cOld || p.class(j) == cOld {
		return true
	}
	return g == yearGrain && p.class(j) == cOf && p.class(j+1) == cAge
}

// from reads what turns an amount of units into a date: ago, earlier, later, from now,
// before yesterday, after 5 May, a week on Tuesday, a week ago Tuesday.
func (p *parser) from(j int, a *amount, g grain, t *term) int {
	if g == seasonGrain {
		return p.seasonsAgo(j, a, t)
	}
	sign := 0
	switch p.class(j) {
	case cAgo, cEarlier, cBefore:
		sign = -1
	case cLater, cAfter, cHence, cFrom:
		sign = 1
	case cOn: // a week on Tuesday
		sign = step(g == weekGrain && p.class(j+1) == cWeekday && !p.lowercase(j+2) && p.class(j+2) != cPossessive)
	case cDash:
		if p.is(j+1, cAgo, cEarlier) && p.has(j+1, glued) {
			j, sign = j+1, -1
		}
	}
	c := p.class(j)
	if sign == 0 || g <= hourGrain && c != cAgo {
		return 0
	}
	if c == cEarlier && (p.class(j+1) == cThan || p.lowercase(j+1) && !p.verbLike(j+1)) && p.class(j-1) != cDash || c == cLater && p.class(j+1) == cThan {
		return 0 // not a day later than April
	}
	if a.beyond(g) {
		a = &amount{vague: true}
	}
	if c == cBefore || c == cAfter || c == cFrom || c == cOn {
		return p.fromDate(j+1, sign, a, g, t)
	}
	if c == cAgo && g == weekGrain && p.class(j+1) == cWeekday && !a.vague { // a week ago Tuesday
		t.weekday, t.shift = p.val(j+1), -7*a.n
		t.date(dayGrain)
		return p.partTail(j+2, t)
	}
	t.unit(g, sign*a.n, fromMention)
	t.vague, t.steps = a.vague, true
	if c == cAgo || c == cHence {
		t.anchor = fromPublished
	}
	if a.halfs && g == yearGrain {
		t.unit(monthGrain, sign*(12*a.n+6), t.anchor)
	}
	if t.anchor == fromPublished && a.vague {
		t.constant(corpus.TimexDate, [...]string{"PAST_REF", "", "FUTURE_REF"}[sign+1])
		return j + 1
	}
	return p.toTheDay(j+1, t)
}

// seasonsAgo reads the end of “two winters ago”, the last winter but one.
func (p *parser) seasonsAgo(j int, a *amount, t *term) int {
	if p.class(j) != cAgo || a.n > ages {
		return 0
	}
	if a.vague {
		t.constant(corpus.TimexDate, "PAST_REF")
		return j + 1
	}
	t.date(seasonGrain)
	t.season, t.dir, t.less = a.season, dirLast, a.n-1
	return j + 1
}

// ages is a number of years that no calendar counts.
const ages = 12_000

// beyond reports whether no calendar counts so many units: 4.5 billion years ago.
func (a *amount) beyond(g grain) bool { return a.n > ages && (g >= yearGrain || a.n > 366*ages) }

// toTheDay reads the end of “three years ago today”, “ten years ago this month”.
func (p *parser) toTheDay(i int, t *term) int {
	if t.form != shifted || t.ctx != yearGrain || t.anchor != fromPublished {
		return i
	}
	if p.class(i) == cDeictic {
		t.grain, t.fine, t.days = dayGrain, dayGrain, p.val(i)
		return i + 1
	}
	if g := p.grainAt(i + 1); p.class(i) == cThis && (g == dayGrain || g == weekGrain || g == monthGrain) {
		t.grain, t.fine = g, g
		return i + 2
	}
	return i
}

// fromDate reads the date behind “two weeks before”; at the end of a clause the text's own
// is meant: “the ship had left two days before.”
func (p *parser) fromDate(j, sign int, a *amount, g grain, t *term) int {
	c := p.class(j - 1)
	if p.class(j) == cRef && p.word(j, "now") || p.class(j) == cDeictic && p.val(j) == 0 && c == cFrom {
		t.unit(g, sign*a.n, fromPublished)
		if t.vague = a.vague; a.vague {
			t.constant(corpus.TimexDate, "FUTURE_REF")
		}
		return j + 1
	}
	if c == cBefore && !p.nounFollows(j) && !a.vague && !p.is(j, cIn, cOn) {
		t.unit(g, sign*a.n, fromMention)
		return j
	}
	if a.vague || g != dayGrain && g != weekGrain {
		return 0
	}
	n := p.match(j, t)
	if (c == cFrom || c == cOn) && n == j+1 && t.form == calendar && t.weekday != 0 && t.day == 0 { // a week from Friday
		t.dir, t.rule, t.shift = dirNext, "", a.n*(1+6*step(g == weekGrain))
		return n
	}
	if n == 0 || t.form == fixed || t.grain != dayGrain || t.part != 0 || t.form == calendar && t.weekday != 0 && t.day == 0 && t.dir == dirNone {
		*t = term{}
		return 0
	}
	t.shift += sign * a.n * (1 + 6*step(g == weekGrain))
	t.rule = ""
	return n
}

// rate reports whether the article at i says "per": 90 metres a day, once a year. A number
// stands before it, with a noun or two between, and no preposition directly before it.
func (p *parser) rate(i int) bool {
	switch p.class(i - 1) {
	case cOther, cMeasure, cUnits, cParts, cNumber, cScale, cScales, cMoney, cPercent, cTimeWord, cZone:
	default:
		return false
	}
	if p.word(i-1, "once") || p.word(i-1, "twice") || p.word(i-1, "times") {
		return true
	}
	if p.class(i-1) == cOther && p.has(i-1, capital) {
		return false
	}
	for j := i - 1; j >= max(0, i-6); j-- {
		switch p.class(j) {
		case cNumber, cNumeral, cTens, cScale, cScales, cMoney, cVague, cHalf, cMore:
			return j < i-1 || p.class(j) != cNumeral && p.class(j) != cMore
		case cComma, cColon, cBreaker, cStop:
			return false
		}
	}
	return false
}

// spanOf reads the last three years, the next 72 hours, the past decade, the first two
// hours, these early years, the sixteen weeks, recent months, the coming days.
func (p *parser) spanOf(i int, t *term) int {
	j := i
	if p.is(j, cThe, cThese, cThis) {
		j++
	}
	det, dj := p.class(j), j
	switch det {
	case cLast, cNext, cComing, cFollowing, cPrevious, cRecent, cOrdinal, cEarly, cAdjective, cSame:
		j++
		if p.is(j, cEarly, cAdjective) {
			j++
		}
	case cNumber, cNumeral, cTens, cVague, cCouple, cScale, cScales, cHalf, cQuarterWord:
		if i == j {
			return 0
		}
	default:
		return 0
	}
	if det == cComing && dj == i && p.class(j) == cUnit {
		return 0
	}
	var a amount
	k, g := p.length(j, &a)
	switch {
	case k != 0 && p.isAge(k, g):
		return 0
	case k != 0 && (p.class(k) == cDash && p.has(k, glued) || p.class(k-2) == cDash && p.has(k-1, glued) && p.class(j) != cTens):
		return 0
	case k != 0 && a.halfs && p.class(k-1) == cUnit && dj == j: // the two-and-a-half year war
		return 0
	case k != 0:
		if det == cOrdinal && p.val(dj) > 1 {
			return 0
		}
		t.constant(corpus.TimexDuration, period(&a, g))
		return k
	case p.class(j) == cUnits, p.class(j) == cSeasons && !p.has(j, capital) && !p.word(j, "springs"):
		return p.vagueSpan(j, det, t)
	}
	return p.singleSpan(i, j, det, t)
}

// vagueSpan reads the plural unit of recent months, the coming days, the early weeks.
func (p *parser) vagueSpan(j int, det class, t *term) int {
	switch det {
	case cLast, cPrevious:
		t.constant(corpus.TimexDate, "PAST_REF")
	case cNext, cComing, cFollowing:
		t.constant(corpus.TimexDate, "FUTURE_REF")
	case cOrdinal, cSame:
		return 0
	default: // recent years, these early weeks, recent winters
		a, g := amount{vague: true}, grain(p.val(j))
		if p.class(j) == cSeasons {
			a.season, g = p.val(j), seasonGrain
		}
		t.constant(corpus.TimexDuration, period(&a, g))
	}
	return j + 1
}

// singleSpan reads the past decade, the last week, the next month: durations of one unit.
func (p *parser) singleSpan(i, j int, det class, t *term) int {
	g := p.grainAt(j)
	switch {
	case g == noGrain, j != i+2, !p.is(i, cThe, cThis), det != cLast && det != cNext:
		return 0
	case det == cNext && g == dayGrain: // “the next day” is a date
		return 0
	case p.class(i) == cThis: // “this past week”
		t.unit(g, 0, fromPublished)
		return j + 1
	case det == cLast && g <= dayGrain && !p.word(i+1, "past") && !(g == hourGrain && p.class(i-1) == cIn): // “the last day”, but “in the last hour”
		return 0
	case g == weekendGrain, g == quarterGrain && p.class(j+1) == cOf: // “the last quarter of the year”
		return 0
	}
	one := amount{n: 1}
	if p.class(j+1) == cAnd && p.class(j+2) == cArticle && p.class(j+3) == cHalf { // the past year and a half
		one.halfs = true
		j += 3
	}
	t.constant(corpus.TimexDuration, period(&one, g))
	return j + 1
}

// bareUnits reads years, weeks, hours: for an unknown number of them.
func (p *parser) bareUnits(i int, t *term) int {
	if p.class(i-1) == cNumber || p.class(i) != cUnits || p.has(i, capital) && i > 0 {
		return 0
	}
	g := grain(p.val(i))
	switch {
	case g == secondGrain, g == weekendGrain, g == quarterGrain, g == halfGrain:
		return 0
	case p.class(p.skip(i+1, cDash)) == cOld, p.is(i-1, cDash, cOld): // “years old”, “years-old”
		return 0
	case (g == dayGrain || g == hourGrain) && p.lowercase(i-1) && !p.is(i+1, cAfter, cBefore, cLater, cEarlier) && !p.used(i-1, taking): // “working days”
		return 0
	case p.class(i-1) == cTitle:
		return 0
	case p.being(i+1) && p.monthAt(i+2) != 0, p.asMany(i - 1): // “the best months are May and June”, “in as many months”
		return 0
	}
	var a amount
	a.vague = true
	if n := p.from(i+1, &a, g, t); n != 0 {
		return n
	}
	switch {
	case p.digitsLen(i+1) == 4, p.is(i+1, cBetween, cFrom) && p.digitsLen(i+2) == 4: // “the years 1914 to 1918”, “years between 1914 and 1918”
		return 0
	case p.class(i-1) == cThe && p.class(i+1) == cOf: // “the years of the war”
		return 0
	}
	t.constant(corpus.TimexDuration, period(&a, g))
	if p.class(i+1) == cDash && p.class(i+2) == cLengthy {
		return i + 3
	}
	return i + 1
}

// single reads week-long, year-long, year-ago.
func (p *parser) single(i int, t *term) int {
	g := p.grainAt(i)
	if g >= monthGrain && p.word(i+1+step(p.class(i+1) == cPossessive), "end") && p.is(i-1, cBy, cAt, cIn, cBefore, cUntil, cSince, cThrough, cAfter, cFrom, cApprox) {
		t.unit(g, 0, fromText)
		return p.yearNamed(i+2+step(p.class(i+1) == cPossessive), t)
	}
	if g == noGrain || p.class(i+1) != cDash || !p.has(i+1, glued) {
		return 0
	}
	a := amount{n: 1}
	switch p.class(i + 2) {
	case cLengthy:
		t.constant(corpus.TimexDuration, period(&a, g))
		return i + 3
	case cEdge: // year-end
		if p.val(i+2) == 2 && g >= monthGrain {
			t.unit(g, 0, fromText)
			return p.yearNamed(i+3, t)
		}
	}
	return 0
}

// yearNamed reads the year of “year-end 1990” and “mid-year 1990”.
func (p *parser) yearNamed(i int, t *term) int {
	if t.ctx != yearGrain || p.digitsLen(i) != 4 || p.val(i) < 1900 || p.val(i) > farAhead {
		return i
	}
	*t = term{year: p.val(i)}
	t.date(yearGrain)
	return i + 1
}

// roughly reads about two years, more than a day, at least 23 hours, some hours.
func (p *parser) roughly(i int, t *term) int {
	j := i + 1
	switch p.class(i) {
	case cMore:
		if p.class(j) != cThan || p.yearBack(j+1) && p.compares(i) { // “2% more than a year ago”
			return 0
		}
		j++
	case cAt:
		if p.class(j) != cLeast {
			return 0
		}
		j++
	}
	j = p.skip(j, cApprox)
	n := p.match(j, t)
	if n == 0 || p.class(n) == cOf && p.units(n-1, quarterGrain) {
		return 0
	}
	t.rule = ""
	switch {
	case t.typ == corpus.TimexDuration: // “more than a day”
		return n
	case p.class(i) == cApprox && p.class(j) == cOften: // “almost daily”
		return n
	case p.class(i) == cApprox && t.form == calendar && t.seconds != 0 && p.is(j, cClock, cNumber, cNoon): // “around 5 p.m.”
		return n
	}
	return p.roughDate(i, j, n, t)
}

// roughDate allows “almost a year ago”, “some months later”, “around 10 March”.
func (p *parser) roughDate(i, j, n int, t *term) int {
	if p.class(i) == cApprox && t.form == calendar && t.grain == dayGrain && t.day != 0 {
		return n
	}
	if p.is(j, cArticle, cNumber, cNumeral, cTens, cVague, cUnits) && (t.form == shifted || t.value == "PAST_REF") {
		return n
	}
	return 0
}

// units reports whether item i is the plural of a unit.
func (p *parser) units(i int, g grain) bool { return p.class(i) == cUnits && p.val(i) == int(g) }

// yearAgo reads year-ago, year-earlier, prior-year and the quarter or period that goes with it.
func (p *parser) yearAgo(i int, t *term) int {
	j := p.skip(i, cThe)
	g := p.grainAt(j)
	if p.class(j) == cPrevious && p.grainAt(j+2) == yearGrain {
		g = yearGrain
	} else if !p.is(j+2, cAgo, cEarlier) {
		return 0
	}
	if g < monthGrain || p.class(j+1) != cDash || !p.has(j+1, glued) {
		return 0
	}
	t.unit(g, -1, fromPublished)
	t.steps, t.compared = true, true
	var a amount
	if k, of := p.length(j+3, &a); k != 0 && of == monthGrain && g == yearGrain { // the year-earlier nine months
		t.constant(corpus.TimexDuration, period(&a, of))
		return k
	}
	if n := p.nth(j+3, &t.quarter); n != 0 && g == yearGrain && t.quarter >= 1 && t.quarter <= 4 && p.class(n) == cQuarterWord && !p.has(n, big) {
		quarter := t.quarter // the year-earlier third quarter
		*t = term{quarter: quarter, less: 1}
		t.date(quarterGrain)
		return n + 1
	}
	t.quarter = 0
	switch {
	case p.grainAt(j+3) == quarterGrain && g == yearGrain:
		t.unit(quarterGrain, -4, fromMention)
		t.dir = dirLast
	case p.word(j+3, "period") && j > i:
	case j > i:
		return 0
	default:
		return j + 3
	}
	return j + 4
}
