package actors

import (
	"slices"
	"strings"

	_ "embed"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/places.tsv
var placesTSV string

const placeColumns = 4

// cueTable holds the lines of places.tsv: side and word → whether the city is a mere place.
var cueTable = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, row := range tsv.MustParse("places.tsv", placesTSV, placeColumns) {
		m[row.Cols[0]+" "+row.Cols[1]] = row.Cols[2] == "place"
	}
	return m
})

// capitals tells capitals that act ("Moscow rejects the plan") from those that are mere
// places ("a court in Moscow"). A city in a list shares the lot of the first one.
func (r *reading) capitals() {
	place := false // the lot of the last capital
	prev := -1
	for i := range r.ents {
		if r.done[i] || r.ents[i].Type == corpus.Person || r.ents[i].Type == corpus.Norp {
			continue
		}
		senses := r.c.lookup(r.name(i))
		if len(senses) == 0 || senses[0].how != byCapital {
			continue
		}
		if prev >= 0 && prev == i-1 && r.listed(prev, i) {
			// "Berlin and Paris", "to Kyiv and thirty to Moscow"
		} else {
			place = r.isPlace(i)
		}
		prev = i
		if place {
			r.set(i, "", "actor=capital as a place")
			continue
		}
		state := r.c.actors[senses[0].actor].name
		r.set(i, state, ruleOf[byCapital])
		r.spot(i, state)
	}
	slices.SortStableFunc(r.spots, func(a, b spot) int { return a.ent - b.ent })
}

// listed reports whether nothing but a comma or a conjunction stands between two mentions.
func (r *reading) listed(i, j int) bool {
	gap := r.last[i]
	if r.first[j]-gap > 2 || r.first[j] == gap {
		return false
	}
	for ; gap < r.first[j]; gap++ {
		switch r.word(gap) {
		case "and", "or", ",", "nor", "/":
		default:
			return false
		}
	}
	return true
}

// possessive reports whether mention i has a possessive: "Moscow’s offer".
func (r *reading) possessive(i int) bool { return isPossessive(r.word(r.last[i])) }

func isPossessive(w string) bool {
	switch w {
	case "’s", "'s", "’", "'":
		return true
	}
	return false
}

// isPlace decides by the words around a capital; the cues are those of places.tsv.
func (r *reading) isPlace(i int) bool {
	before := r.lower(r.first[i] - 1)
	after := r.lower(r.last[i])
	if r.possessive(i) {
		return r.ownsPlace(i, before)
	}
	cues := cueTable()
	if place, ok := cues["after "+after]; ok {
		return place
	}
	if strings.HasPrefix(after, "-based") || strings.HasSuffix(r.lower(r.last[i]-1), "-based") {
		return true
	}
	if r.inCountry(i) || r.isCapitalOf(i) || r.dateline(i) {
		return true
	}
	if turned, ok := r.governed(i); ok {
		return turned
	}
	return cues["before "+before]
}

// governed looks for the word that governs the preposition before the mention: "travelled
// to Moscow" is a journey, "a concession to Moscow" is none.
func (r *reading) governed(i int) (place, ok bool) {
	prep := r.first[i] - 1
	side := r.lower(prep) + " "
	cues := cueTable()
	for tok := prep - 1; tok >= 0 && tok > prep-6; tok-- {
		w := r.lower(tok)
		switch w {
		case ".", ";", ":", "!", "?", "(", ")", ",", "that", "which", "who":
			return false, false
		}
		if place, ok := cues[side+w]; ok {
			return place, true
		}
	}
	return false, false
}

// ownsPlace decides for a possessive: "Kyiv’s suburbs" and "in London’s Hyde Park" are
// places, "Kyiv’s offer" and "in Beijing’s reading" are none.
func (r *reading) ownsPlace(i int, before string) bool {
	cues := cueTable()
	for tok := r.last[i] + 1; tok < r.last[i]+3; tok++ {
		if place, ok := cues["owns "+r.lower(tok)]; ok {
			return place
		}
	}
	return before == "in" || before == "at" || before == "near" || before == "outside"
}

// inCountry reports whether the country follows: "Vienna, Austria", "Niamey, Niger’s
// capital".
func (r *reading) inCountry(i int) bool {
	if i+1 >= len(r.ents) || r.word(r.last[i]) != "," || r.first[i+1] != r.last[i]+1 {
		return false
	}
	senses := r.c.lookup(r.name(i + 1))
	own := r.c.lookup(r.name(i))[0].actor
	return len(senses) > 0 && senses[0].actor == own && senses[0].how == byName
}

// isCapitalOf reports whether the word "capital" introduces the city: "the capital, Tunis,".
func (r *reading) isCapitalOf(i int) bool {
	tok := r.first[i] - 1
	if r.word(tok) == "," {
		tok--
	}
	w := r.word(tok)
	if w == "of" { // "the capital city of Washington"
		tok--
		w = r.word(tok)
		if w == "city" {
			w = r.word(tok - 1)
		}
	}
	return w == "capital"
}

// dateline reports whether the mention opens its paragraph as the place of the report:
// "MOSCOW — ", "Moscow, 5 May".
func (r *reading) dateline(i int) bool {
	first, _ := r.sentence(r.first[i])
	if first != r.first[i] {
		return false
	}
	switch r.word(r.last[i]) {
	case "—", "–", "-", "--", "(":
		return true
	case ",":
		w := r.word(r.last[i] + 1)
		return w != "" && '0' <= w[0] && w[0] <= '9'
	}
	return false
}
