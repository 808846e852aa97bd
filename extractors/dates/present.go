package dates

import (
	_ "embed"
	"fmt"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/present.tsv
var presentTSV string

// Where a word of data/present.tsv stands that makes “today” mean these days.
const (
	beforeToday = 1 << iota // directly before it: “known today as”
	ownedByIt               // “today’s society”
	nearToday               // before it in the clause: “is still in use today”
	// What it says of a date without a year in its clause.
	everyYear // that it comes every year: “her feast day is 5 May”
	asARule   // so of a month or season: “it usually snows in January”
	asAState  // that it may: “the season begins in June”, though elsewhere the word looks ahead
)

var placeNames = map[string]uint8{"before": beforeToday, "owned": ownedByIt, "near": nearToday, "yearly": everyYear, "rule": asARule, "state": asAState}

func (v *vocabulary) addPresent() {
	for _, row := range tsv.MustParse("present.tsv", presentTSV, 3) {
		place, ok := placeNames[row.Cols[1]]
		if !ok {
			panic(fmt.Errorf("present.tsv:%d: no place is called %q", row.Line, row.Cols[1]))
		}
		v.add(row.Cols[0], cOther, 0)
		v.entries[v.find(row.Cols[0], hash(row.Cols[0]))].places |= place
	}
}

// nearby is how many items before “today” the words of the clause may stand.
const nearby = 8

// theseDays reports whether the “today” at i means these days: today’s society, still in use
// today.
func (p *parser) theseDays(i int) bool {
	if p.at(i-1, beforeToday) || p.class(i+1) == cPossessive && p.at(i+2, ownedByIt) {
		return true
	}
	for j := i - 1; j >= max(0, i-nearby) && !p.is(j, cStop, cColon, cQuote, cThat); j-- {
		if p.at(j, nearToday) {
			return true
		}
	}
	return false
}

// at reports whether item i is a word of data/present.tsv for the place.
func (p *parser) at(i int, place uint8) bool {
	return uint(i) < uint(len(p.items)) && p.words.entries[p.items[i].id].places&place != 0
}

// saysToday reports whether the day t is said to be that of the text: it’s May 7th, today is
// Wednesday, it’s now 2 a.m. on Wednesday.
func (p *parser) saysToday(t *term) bool {
	if t.form != calendar || t.grain != dayGrain || !t.bareWeekday() && (t.month == 0 || t.day == 0) {
		return false
	}
	i := t.from - 1
	if p.class(i) == cOn {
		clock := p.termBefore(i)
		if !clock.bareTime() {
			return false
		}
		i = clock.from - 1
	}
	if p.oneOf(i, "now", "currently", "already") {
		i--
	}
	return (p.word(i, "is") || p.class(i) == cPossessive) && (p.word(i-1, "it") || p.class(i-1) == cDeictic && p.val(i-1) == 0)
}

// timelessly reports whether the clause of the “today” at i tells how things are: no verb
// in the past or about the future, and nobody who says I or we.
func (p *parser) timelessly(i int) bool {
	if p.class(i+1) == cPossessive { // today’s decision
		return false
	}
	for j := i - 1; j >= max(0, i-reach) && !p.is(j, cStop, cColon); j-- {
		switch {
		case p.eventVerb(j):
			return false
		case p.being(j):
			return p.class(i+1) != cOf && !p.doing(j+1)
		}
	}
	for j := i + 1; j < min(len(p.items), i+reach) && !p.is(j, cStop, cColon); j++ {
		switch {
		case p.eventVerb(j):
			return false
		case p.being(j):
			return !(j+1 < len(p.items) && p.doing(j+1))
		}
	}
	return p.class(i+1) != cOf
}

// eventVerb reports whether item j shows that something happened or will, or who speaks.
func (p *parser) eventVerb(j int) bool {
	switch p.class(j) {
	case cFuture, cWill, cSpeech:
		return true
	case cOn: // “Today, on Victory Day”
		return p.class(j-1) == cComma
	case cPast:
		return !p.being(j - 1)
	case cOther:
		if p.being(j-1) && p.doing(j) { // “is announcing”
			return true
		}
		return p.oneOf(j, "i", "we", "us", "our", "my", "me", "you", "your")
	}
	return false
}

// doing reports whether item j ends as a present participle does.
func (p *parser) doing(j int) bool {
	w := p.source[p.items[j].start:p.items[j].end]
	return len(w) > 5 && w[len(w)-3:] == "ing"
}

// being reports whether item j is a form of be in the present.
func (p *parser) being(j int) bool {
	return p.oneOf(j, "is", "are", "be")
}

// habitual reports whether a month, season or day without a year stands in a clause that tells
// what is so, and of no event; and sure whether its words say that it is so every year: “the
// pass is closed from December to March”, “in January it usually snows”.
func (p *parser) habitual(t *term) (maybe, sure bool) {
	if t.form != calendar || t.grain < dayGrain || t.weekday != 0 || t.month == 0 && t.season == 0 || t.year != 0 || t.ctx != noGrain || t.dir != dirNone {
		return false, false
	}
	from, to := p.clause(t)
	for j := from; j < to; j++ {
		switch {
		case j == t.from:
			j = t.to - 1
		case p.happens(j):
			return false, false
		case p.at(j, everyYear), p.class(j) == cEach && p.grainAt(j+1) == yearGrain:
			maybe, sure = true, true
		case p.at(j, asARule):
			maybe, sure = true, sure || t.grain > dayGrain
		case p.being(j), p.class(j) == cVerb, p.at(j, asAState):
			maybe = true
		}
	}
	return maybe, sure || maybe && p.isAMonth(t)
}

// clause returns the items around t that stand in its clause, as far as marks and conjunctions
// tell.
func (p *parser) clause(t *term) (from, to int) {
	from, to = t.from, t.to
	for from > max(0, t.from-reach) && !p.is(from-1, cStop, cColon, cBreaker) {
		from--
	}
	for to < min(len(p.items), t.to+reach) && !p.is(to, cStop, cColon, cBreaker) {
		to++
	}
	return from, to
}

// happens reports whether item j is a verb that tells of an event, past or to come.
func (p *parser) happens(j int) bool {
	switch p.class(j) {
	case cWill, cSpeech:
		return true
	case cFuture:
		return !p.at(j, asAState)
	case cPast: // but “is closed”, “can be severely limited”
		return !p.being(j-1) && !p.being(j-2)
	}
	return p.being(j) && j+1 < len(p.items) && p.doing(j+1)
}

// isAMonth reports whether the clause calls t a month of some kind: “April is the hottest
// month”, “the best months are May and June”.
func (p *parser) isAMonth(t *term) bool {
	return t.grain == monthGrain && (p.calledMonth(t.to) || p.being(t.from-1) && p.grainOf(t.from-2) == monthGrain)
}

// calledMonth reports whether “is the hottest month” stands at i; but not the third one, nor
// the hottest since May or in years.
func (p *parser) calledMonth(i int) bool {
	if !p.being(i) {
		return false
	}
	for j := i + 1; j < i+6 && !p.is(j, cNone, cStop, cColon, cComma, cOrdinal); j++ {
		if p.grainOf(j) == monthGrain {
			return p.class(j+1) != cSince && !(p.class(j+1) == cIn && p.is(j+2, cArticle, cUnits, cNumber, cNumeral, cTens, cVague, cMore, cApprox))
		}
	}
	return false
}

const deicticRule = "dates/deictic"
