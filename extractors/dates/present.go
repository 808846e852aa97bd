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
)

var placeNames = map[string]uint8{"before": beforeToday, "owned": ownedByIt, "near": nearToday}

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

// saysToday reports whether the date t is said to be that of the day: it’s May 7th, today is
// 7 May.
func (p *parser) saysToday(t *term) bool {
	i := t.from - 1
	return t.form == calendar && t.grain == dayGrain && t.month != 0 && t.day != 0 && (p.word(i, "is") || p.class(i) == cPossessive) &&
		(p.word(i-1, "it") || p.class(i-1) == cDeictic && p.val(i-1) == 0)
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

// habit reports whether item j says that something is often so.
func (p *parser) habit(j int) bool {
	return p.oneOf(j, "usually", "often", "generally", "typically", "regularly", "normally", "always", "occurs", "occur")
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

// habitual reports whether a month without a year stands in a clause that tells what is so
// every year: “in July it is hot”, “the river freezes from December to March”.
func (p *parser) habitual(t *term) bool {
	if t.form != calendar || t.grain != monthGrain || t.year != 0 || t.ctx != noGrain || t.dir != dirNone || t.cued < 0 {
		return false
	}
	for j := max(0, t.from-reach); j < min(len(p.items), t.to+reach); j++ {
		if p.being(j) || p.habit(j) {
			return p.timelessly(t.from)
		}
	}
	return false
}

const deicticRule = "dates/deictic"
