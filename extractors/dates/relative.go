package dates

import "github.com/sayso-nlp/sayso/corpus"

// grainAt returns the unit that item i names in the singular.
func (p *parser) grainAt(i int) grain {
	switch {
	case p.class(i) == cUnit:
		return grain(p.val(i))
	case p.class(i) == cQuarterWord && !p.has(i, big):
		return quarterGrain
	}
	return noGrain
}

// grainOf returns the unit that item i names, in the singular or plural.
func (p *parser) grainOf(i int) grain {
	if p.class(i) == cUnits {
		return grain(p.val(i))
	}
	return p.grainAt(i)
}

// unit makes t the unit that lies shift units from the anchor.
func (t *term) unit(g grain, shift int, a anchor) {
	t.typ, t.form, t.grain = corpus.TimexDate, shifted, g
	t.ctx, t.shift, t.anchor = g, shift, a
	if g == weekendGrain {
		t.ctx, t.weekend = weekGrain, true
	}
}

// whole reads a unit counted from the date of publication or the last date mentioned: last
// week, this year, the same month, the following day, the previous year, the coming week.
func (p *parser) whole(i int, t *term) int {
	j, definite := i, p.class(i) == cThe
	if definite {
		j++
	}
	if p.class(i) == cThis && p.is(j+1, cSame, cLast, cComing) || p.class(i) == cThat && p.class(j+1) == cSame {
		j++
	}
	det := p.class(j)
	k := j + 1
	if det == cSame && p.class(k) == cSame || det == cThis && p.class(k) == cAdjective {
		k++
	}
	k = p.skip(k, cFiscal)
	g := p.grainAt(k)
	if p.class(k) == cUnits && p.val(k) == int(yearGrain) && !definite && k == j+1 && p.is(j, cThis, cLast, cNext) && p.lowercase(k+1) {
		g = yearGrain // “this years harvest”, where the apostrophe was lost
	}
	if definite && p.word(j, "latest") {
		return p.theLatest(k, t)
	}
	if g < dayGrain || g == fortnightGrain || p.class(k+1) == cDash && p.has(k+1, glued) && p.lowercase(k+2) && det == cThis {
		return 0
	}
	if definite && det == cNext && g > dayGrain && g <= yearGrain && p.nextInStory(i, k+1) {
		t.unit(g, 1, fromMention)
		return k + 1
	}
	shift, a, ok := wholeShift(det, g, definite)
	if !ok || det == cThis && j > 0 && p.has(j, capital) && p.has(k, capital) { // the programme “This Week”
		return 0
	}
	t.unit(g, shift, a)
	t.pointing = det == cThat
	switch {
	case p.class(i) == cThis && g == dayGrain && p.class(i-1) == cTo: // to this day, to this very day
		t.constant(corpus.TimexDate, "PRESENT_REF")
	case det == cThis && g == dayGrain && k == j+1 && p.class(i-1) != cOn:
		return 0
	case det == cComing && (g == weekGrain || g == weekendGrain):
		t.vague = true // the week that most of the next seven days lie in, the next weekend to begin
	}
	return k + 1
}

// nextInStory reports whether “the next year” from item i to j says when something came to
// pass, and not how long: “The next year he moved to Lyon”, “he won again the next year”.
func (p *parser) nextInStory(i, j int) bool {
	if p.is(i-1, cNone, cAnd, cQuote) {
		return p.class(j) == cComma || p.class(j) == cThe || p.verbLike(j)
	}
	return p.is(i-1, cOther, cPast, cNumber) && !p.nounFollows(j) && !p.oneOf(i-1, "spent", "spend")
}

// theLatest reads the unit of the latest quarter, the latest period, the latest week.
func (p *parser) theLatest(i int, t *term) int {
	switch g := p.grainAt(i); {
	case g == quarterGrain || p.word(i, "period"):
		t.unit(quarterGrain, 0, fromMention)
		t.dir = dirLast
	case (g == weekGrain || g == monthGrain) && p.word(i-1, "latest"), g == yearGrain && p.class(i-1) == cFiscal: // the latest fiscal year
		t.unit(g, -1, fromPublished)
	default:
		return 0
	}
	return i + 1
}

// wholeShift tells where a determiner puts a unit. “The last week” and “the next year” are
// durations, “last week” and “next year” are not; “the next day” is counted from the day
// the text is at.
func wholeShift(det class, g grain, definite bool) (shift int, a anchor, ok bool) {
	switch det {
	case cThis:
		return 0, fromPublished, true
	case cCurrent:
		return 0, fromPublished, definite && g != dayGrain
	case cSame, cThat:
		return 0, fromMention, true
	case cLast:
		return -1, fromPublished, !definite && g != dayGrain
	case cNext:
		if g == dayGrain {
			return 1, fromMention, true
		}
		return 1, fromPublished, !definite
	case cComing:
		return 1, fromPublished, true
	case cFollowing:
		return 1, fromMention, true
	case cPrevious:
		return -1, fromMention, true
	}
	return 0, 0, false
}

// theUnit reads the year, the week, the month, the quarter, the weekend, the day.
func (p *parser) theUnit(i int, t *term) int {
	if p.word(i+1, "new") && p.class(i+2) == cUnit && p.grainAt(i+2) == yearGrain && !p.has(i+2, capital) {
		t.unit(yearGrain, 1, fromPublished)
		t.dir, t.rule = dirNext, newYear
		return i + 3
	}
	if p.oneOf(i+1, "full", "whole", "entire") && p.grainAt(i+2) > dayGrain && p.grainAt(i+2) <= yearGrain && p.class(i+3) != cDash && !p.lowercase(i+3) {
		t.unit(p.grainAt(i+2), 0, fromText)
		return i + 3
	}
	g := p.grainAt(i + 1)
	switch {
	case g < dayGrain || g == fortnightGrain || g > centuryGrain:
		return 0
	case g >= decadeGrain && (!p.is(i-2, cEdge, cHalf, cQuarterWord, cLeast) || p.word(i-2, "turn")): // but the end of the decade, most of the century
		return 0
	case p.has(i+1, capital) || p.is(i+2, cNumber, cOrdinal) || p.class(i+2) == cDash && p.has(i+2, glued):
		return 0
	case g == dayGrain:
		return p.theDay(i, t)
	case g == quarterGrain && !p.reportsFigures(i):
		return 0 // of a town
	case p.lowercase(i+2) && p.class(i+2) == cOther && p.plainNoun(i+2):
		return 0
	}
	t.unit(g, 0, fromText)
	if p.class(i+2) == cPossessive && p.word(i+3, "end") && !p.nounFollows(i+4) { // by the month’s end
		return i + 4
	}
	if g == quarterGrain {
		t.anchor = fromMention
		if p.yearBack(i + 2) { // the quarter a year ago
			t.shift, t.dir = -4, dirLast
			return i + 5
		}
	}
	if p.is(i+2, cBefore, cAfter) {
		if p.is(i+3, cLast, cNext) && !p.nounFollows(i+4) { // the week before last
			t.anchor, t.shift = fromPublished, p.val(i+2)+p.val(i+3)
			return i + 4
		}
		if n := p.beforeThat(i + 2); n != 0 {
			t.anchor, t.shift = fromMention, p.val(i+2)
			return n
		}
	}
	if g == yearGrain && p.runsTo(i+2) || p.class(i+2) == cSince && p.is(i-1, cIn) { // in the month since the vote
		t.constant(corpus.TimexDuration, period(&amount{n: 1}, g))
	}
	return i + 2
}

// beforeThat returns the item behind the “before” or “before that” at i, which is counted
// from what the text is at, 0 if something else follows.
func (p *parser) beforeThat(i int) int {
	switch {
	case !p.is(i, cBefore, cAfter):
	case !p.nounFollows(i + 1):
		return i + 1
	case p.class(i+1) == cThat && (!p.nounFollows(i+2) || p.verbLike(i+2)):
		return i + 2
	}
	return 0
}

// beforeLast reports whether the “before last” of “the summer before last” stands at i.
func (p *parser) beforeLast(i int) bool {
	return p.class(i) == cBefore && p.class(i+1) == cLast && (!p.nounFollows(i+2) || p.verbLike(i+2))
}

// runsTo reports whether a year before item i ends in the month behind it: “for the year
// ended March 31”.
func (p *parser) runsTo(i int) bool {
	return (p.is(i, cTo, cThrough) || p.word(i, "ended") || p.word(i, "ending")) && p.monthAt(i+1) != 0
}

// theUnitRule names the reading of “the quarter” and “the month”, with nothing that says which.
const theUnitRule = "dates/the-unit"

// newYear names the reading of “the new year”, which in January has begun.
const newYear = "dates/new-year"

// reportsFigures reports whether “the quarter” at i may be one of a year: the text has named
// one, or figures stand nearby.
func (p *parser) reportsFigures(i int) bool {
	if p.quarterly || p.oneOf(i+2, "ended", "ending") {
		return true
	}
	for j := max(0, i-2*reach); j < min(len(p.items), i+2*reach); j++ {
		if p.is(j, cMoney, cPercent, cScale) || p.word(j, "percent") {
			return true
		}
	}
	return false
}

// theDay reads “the day”, but not “the end of the day”, “the day on which”, “the day when”.
func (p *parser) theDay(i int, t *term) int {
	t.unit(dayGrain, 0, fromMention)
	if p.is(i+2, cBefore, cAfter) && p.class(i+3) == cDeictic { // the day before yesterday
		t.shift, t.anchor = p.val(i+2)+p.val(i+3), fromPublished
		return i + 4
	}
	if n := p.beforeThat(i + 2); n != 0 {
		t.shift = p.val(i + 2)
		return n
	}
	if p.is(i+2, cBefore, cAfter) { // the day after Christmas
		if n := p.fromDate(i+3, p.val(i+2), &amount{n: 1}, dayGrain, t); n != 0 {
			return n
		}
		t.unit(dayGrain, 0, fromMention)
	}
	if p.is(i+2, cOn, cBreaker, cIn) || p.lowercase(i+2) || !p.is(i-1, cOn, cIn, cLater, cEarlier, cBy) || p.word(i-1, "during") || p.word(i-2, "back") {
		return 0
	}
	return i + 2
}

// nounFollows reports whether something follows at i that a preposition before it governs.
func (p *parser) nounFollows(i int) bool {
	switch p.class(i) {
	case cNone, cComma, cStop, cColon, cCloser, cAnd, cDash, cIn, cOn, cPast, cBreaker, cQuote:
		return false
	}
	return true
}

// theEve reads “the eve”: the day before the one the text is at; and “the eve of that day”.
func (p *parser) theEve(i int, t *term) int {
	j := p.skip(i, cThe)
	if p.class(j) != cEve || p.has(j, capital) {
		return 0
	}
	if p.class(j+1) == cOf {
		if n := p.match(j+2, t); n != 0 && t.form == shifted && t.grain == dayGrain && t.part == 0 {
			t.shift--
			t.rule = ""
			return n
		}
		*t = term{}
	}
	t.unit(dayGrain, -1, fromMention)
	p.eveOf(j+2, t)
	return j + 1
}

// eveOf looks for the day of what the eve is of: “on the eve of the council of 1 February”,
// “on the eve of Easter”, “on the eve of Sunday’s vote”.
func (p *parser) eveOf(i int, t *term) {
	for j := i; j < min(i+reach, len(p.items)) && !p.is(j, cComma, cColon, cStop, cBreaker); j++ {
		var day term
		if p.namesDay(j, &day) {
			*t = day
			t.shift = -1
			return
		}
	}
}

// namesDay reads 1 February, February 1, Easter, and the Sunday of “Sunday’s vote”.
func (p *parser) namesDay(i int, t *term) bool {
	return p.class(i) == cWeekday && p.class(i+1) == cPossessive && p.name(i, t) != 0 ||
		p.dayFirst(i, t) != 0 || p.monthFirst(i, t) != 0 && t.day != 0 || p.phrases(i, t) != 0 && t.form == event
}

// named reads last Friday, next May, this summer, this morning, the following Monday.
func (p *parser) named(i int, t *term) int {
	j := p.skip(i, cThe)
	det := p.class(j)
	if det == cThis && (p.class(j+1) == cLast || p.class(j+1) == cComing || p.class(j+1) == cSame) || det == cThat && p.class(j+1) == cSame {
		j++
	}
	dir, a := namedDir(p.class(j))
	if dir == dirNone && p.class(j) != cSame || p.class(j) == cCurrent && p.class(j+1) == cWeekday { // “gave a book as a present Friday”
		return 0
	}
	if j++; p.class(j) == cEarly {
		j++
	}
	t.dir, t.anchor, t.just = dir, a, det == cThis && dir == dirLast
	n := p.name(j, t)
	if n != 0 && (det == cThat || det == cNext && p.class(i) == cThe && t.grain == seasonGrain) { // that Monday, the next spring
		t.anchor = fromMention
	}
	return n
}

func namedDir(det class) (direction, anchor) {
	switch det {
	case cLast:
		return dirLast, fromPublished
	case cPrevious:
		return dirLast, fromMention
	case cThis, cThat, cCurrent:
		return dirThis, fromPublished
	case cNext, cComing:
		return dirNext, fromPublished
	case cFollowing:
		return dirNext, fromMention
	}
	return dirNone, fromMention
}

// name reads the weekday, month, season or part of the day that a determiner goes with.
func (p *parser) name(j int, t *term) int {
	switch {
	case p.class(j) == cWeekday || p.class(j) == cWeekdayAbbr && p.has(j, capital) && p.has(j, abbr):
		t.weekday = p.val(j)
		t.date(dayGrain)
		if t.dir == dirNext && p.weekLater(j+1) {
			t.shift = 7
			return j + 2
		}
		return p.partTail(j+1, t)
	case p.monthAt(j) != 0:
		if p.yearTail(j+1, t) != j+1 {
			return 0
		}
		t.month = p.val(j)
		if t.day = p.dayAt(j + 1); t.day != 0 {
			t.date(dayGrain)
			return j + 2
		}
		t.date(monthGrain)
		return j + 1
	case p.is(j, cSeason, cFall):
		t.season = p.val(j)
		t.date(seasonGrain)
		return j + 1
	case p.class(j) == cPart:
		return p.partOf(j, t)
	}
	return 0
}
