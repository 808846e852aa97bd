package dates

import "github.com/sayso-nlp/sayso/corpus"

// grainAt returns the unit that item i names in the singular.
func (p *parser) grainAt(i int) grain {
	switch {
	case p.class(i) == unit:
		return grain(p.val(i))
	case p.class(i) == quarterWord && !p.has(i, big):
		return quarterGrain
	}
	return noGrain
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
	j, definite := i, p.class(i) == the
	if definite {
		j++
	}
	if p.is(i, this, that) && p.is(j+1, same, last, coming) {
		j++
	}
	det := p.class(j)
	k := j + 1
	if det == same && p.class(k) == same || det == this && p.class(k) == adjective {
		k++
	}
	k = p.skip(k, fiscal)
	g := p.grainAt(k)
	if p.class(k) == units && p.val(k) == int(yearGrain) && !definite && k == j+1 && p.is(j, this, last, next) && p.lowercase(k+1) {
		g = yearGrain // “this years harvest”, where the apostrophe was lost
	}
	if definite && p.word(j, "latest") {
		return p.theLatest(k, t)
	}
	if g < dayGrain || g == fortnightGrain || p.class(k+1) == dash && p.has(k+1, glued) && p.lowercase(k+2) && det == this {
		return 0
	}
	shift, a, ok := wholeShift(det, g, definite)
	if !ok || det == this && j > 0 && p.has(j, capital) && p.has(k, capital) { // the programme “This Week”
		return 0
	}
	t.unit(g, shift, a)
	t.pointing = det == that
	switch {
	case det == this && g == dayGrain && p.class(i-1) == to:
		t.constant(corpus.TimexDate, "PRESENT_REF")
	case det == this && g == dayGrain && k == j+1 && p.class(i-1) != on:
		return 0
	case det == coming && g == weekGrain:
		t.vague = true // the week that most of the next seven days lie in
	}
	return k + 1
}

// theLatest reads the unit of the latest quarter, the latest period, the latest week.
func (p *parser) theLatest(i int, t *term) int {
	switch g := p.grainAt(i); {
	case g == quarterGrain || p.word(i, "period"):
		t.unit(quarterGrain, 0, fromMention)
		t.dir = dirLast
	case (g == weekGrain || g == monthGrain) && p.word(i-1, "latest"), g == yearGrain && p.class(i-1) == fiscal: // the latest fiscal year
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
	case this:
		return 0, fromPublished, true
	case current:
		return 0, fromPublished, definite && g != dayGrain
	case same, that:
		return 0, fromMention, true
	case last:
		return -1, fromPublished, !definite && g != dayGrain
	case next:
		if g == dayGrain {
			return 1, fromMention, true
		}
		return 1, fromPublished, !definite
	case coming:
		return 1, fromPublished, true
	case following:
		return 1, fromMention, true
	case previous:
		return -1, fromMention, true
	}
	return 0, 0, false
}

// theUnit reads the year, the week, the month, the quarter, the weekend, the day.
func (p *parser) theUnit(i int, t *term) int {
	if p.word(i+1, "new") && p.class(i+2) == unit && p.grainAt(i+2) == yearGrain && !p.has(i+2, capital) {
		t.unit(yearGrain, 1, fromPublished)
		t.dir, t.rule = dirNext, newYear
		return i + 3
	}
	if p.oneOf(i+1, "full", "whole", "entire") && p.grainAt(i+2) > dayGrain && p.grainAt(i+2) <= yearGrain && p.class(i+3) != dash && !p.lowercase(i+3) {
		t.unit(p.grainAt(i+2), 0, fromText)
		return i + 3
	}
	g := p.grainAt(i + 1)
	switch {
	case g < dayGrain || g == fortnightGrain || g > decadeGrain:
		return 0
	case g == decadeGrain && !p.is(i-2, edge, half, quarterWord): // the end of the decade
		return 0
	case p.has(i+1, capital) || p.is(i+2, number, ordinal) || p.class(i+2) == dash && p.has(i+2, glued):
		return 0
	case g == dayGrain:
		return p.theDay(i, t)
	case g == quarterGrain && !p.reportsFigures(i):
		return 0 // of a town
	case p.lowercase(i+2) && p.class(i+2) == other && p.plainNoun(i+2):
		return 0
	}
	t.unit(g, 0, fromText)
	if p.class(i+2) == possessive && p.word(i+3, "end") && !p.nounFollows(i+4) { // by the month’s end
		return i + 4
	}
	if g == quarterGrain {
		t.anchor = fromMention
		if p.yearBack(i + 2) { // the quarter a year ago
			t.shift, t.dir = -4, dirLast
			return i + 5
		}
	}
	if p.is(i+2, before, after) {
		if p.is(i+3, last, next) && !p.nounFollows(i+4) { // the week before last
			t.anchor, t.shift = fromPublished, p.val(i+2)+p.val(i+3)
			return i + 4
		}
		if n := p.beforeThat(i + 2); n != 0 {
			t.anchor, t.shift = fromMention, p.val(i+2)
			return n
		}
	}
	if g == yearGrain && p.runsTo(i+2) {
		t.constant(corpus.TimexDuration, "P1Y")
	}
	return i + 2
}

// beforeThat returns the item behind the “before” or “before that” at i, which is counted
// from what the text is at, 0 if something else follows.
func (p *parser) beforeThat(i int) int {
	switch {
	case !p.is(i, before, after):
	case !p.nounFollows(i + 1):
		return i + 1
	case p.class(i+1) == that && (!p.nounFollows(i+2) || p.verbLike(i+2)):
		return i + 2
	}
	return 0
}

// runsTo reports whether a year before item i ends in the month behind it: “for the year
// ended March 31”.
func (p *parser) runsTo(i int) bool {
	return (p.class(i) == to || p.word(i, "ended") || p.word(i, "ending")) && p.monthAt(i+1) != 0
}

// newYear names the reading of “the new year”, which in January has begun.
const newYear = "dates/new-year"

// reportsFigures reports whether “the quarter” at i may be one of a year: the text has named
// one, or figures stand nearby.
func (p *parser) reportsFigures(i int) bool {
	if p.quarterly || p.oneOf(i+2, "ended", "ending") {
		return true
	}
	for j := max(0, i-2*reach); j < min(len(p.items), i+2*reach); j++ {
		if p.is(j, money, percent, scale) || p.word(j, "percent") {
			return true
		}
	}
	return false
}

// theDay reads “the day”, but not “the end of the day”, “the day on which”, “the day when”.
func (p *parser) theDay(i int, t *term) int {
	t.unit(dayGrain, 0, fromMention)
	if p.is(i+2, before, after) && p.class(i+3) == deictic { // the day before yesterday
		t.shift, t.anchor = p.val(i+2)+p.val(i+3), fromPublished
		return i + 4
	}
	if n := p.beforeThat(i + 2); n != 0 {
		t.shift = p.val(i + 2)
		return n
	}
	if p.is(i+2, before, after) { // the day after Christmas
		if n := p.fromDate(i+3, p.val(i+2), &amount{n: 1}, dayGrain, t); n != 0 {
			return n
		}
		t.unit(dayGrain, 0, fromMention)
	}
	if p.is(i+2, on, breaker, in) || p.lowercase(i+2) || !p.is(i-1, on, in, later, earlier, by) || p.word(i-1, "during") || p.word(i-2, "back") {
		return 0
	}
	return i + 2
}

// nounFollows reports whether something follows at i that a preposition before it governs.
func (p *parser) nounFollows(i int) bool {
	switch p.class(i) {
	case none, comma, stop, colon, closer, and, dash, in, on, cuePast, breaker, quote:
		return false
	}
	return true
}

// theEve reads “the eve”: the day before the one the text is at.
func (p *parser) theEve(i int, t *term) int {
	j := p.skip(i, the)
	if p.class(j) != eve || p.has(j, capital) {
		return 0
	}
	t.unit(dayGrain, -1, fromMention)
	var inner term
	if p.class(j+1) == of {
		if n := p.match(j+2, &inner); n != 0 && inner.form != fixed && inner.grain == dayGrain && inner.part == 0 {
			*t = inner
			t.form, t.shift, t.rule = inner.form, inner.shift-1, ""
			if inner.form == shifted {
				return n
			}
			*t = term{}
			t.unit(dayGrain, -1, fromMention)
		}
	}
	p.eveOf(j+2, t)
	return j + 1
}

// eveOf looks for the day of what the eve is of: “on the eve of the council of 1 February”.
func (p *parser) eveOf(i int, t *term) {
	for j := i; j < min(i+reach, len(p.items)) && !p.is(j, comma, colon, stop, breaker); j++ {
		var day term
		if p.dayFirst(j, &day) != 0 || p.monthFirst(j, &day) != 0 && day.day != 0 {
			*t = day
			t.shift = -1
			return
		}
	}
}

// named reads last Friday, next May, this summer, this morning, the following Monday.
func (p *parser) named(i int, t *term) int {
	j := p.skip(i, the)
	det := p.class(j)
	if det == this && (p.class(j+1) == last || p.class(j+1) == coming || p.class(j+1) == same) || det == that && p.class(j+1) == same {
		j++
	}
	dir, a := namedDir(p.class(j))
	if dir == dirNone && p.class(j) != same {
		return 0
	}
	if j++; p.class(j) == early {
		j++
	}
	t.dir, t.anchor, t.just = dir, a, det == this && dir == dirLast
	n := p.name(j, t)
	if n != 0 && det == that {
		t.anchor = fromMention
	}
	return n
}

func namedDir(det class) (int8, anchor) {
	switch det {
	case last:
		return dirLast, fromPublished
	case previous:
		return dirLast, fromMention
	case this, that, current:
		return dirThis, fromPublished
	case next, coming:
		return dirNext, fromPublished
	case following:
		return dirNext, fromMention
	}
	return dirNone, fromMention
}

// name reads the weekday, month, season or part of the day that a determiner goes with.
func (p *parser) name(j int, t *term) int {
	switch {
	case p.class(j) == weekday || p.class(j) == weekdayAbbr && p.has(j, capital) && p.has(j, abbr):
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
	case p.is(j, season, fall):
		t.season = p.val(j)
		t.date(seasonGrain)
		return j + 1
	case p.class(j) == part:
		return p.partOf(j, t)
	}
	return 0
}
