package actors

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// unlisted finds the states that the catalogue does not know, as those of novels, war games and
// scenarios: a place is one if the text gives it what no town or province has, a foreign minister
// or an embassy. All mentions of it are then the state's, and "Ruritanian" means it as well.
func (r *reading) unlisted() {
	var states map[string]string // by the folded name, as first written
	for i := range r.ents {
		if r.ents[i].Type != corpus.GPE || r.done[i] || len(r.c.lookup(r.name(i))) > 0 {
			continue
		}
		name := bare(r.name(i))
		if k := fold(name); states[k] == "" && r.sovereign(i) {
			if states == nil {
				states = map[string]string{}
			}
			states[k] = name
		}
	}
	if states == nil {
		return
	}
	for i := range r.ents {
		t := r.ents[i].Type
		if r.done[i] || t == corpus.Person || len(r.c.lookup(r.name(i))) > 0 {
			continue
		}
		k := fold(bare(r.name(i)))
		name := states[k]
		if name == "" && t != corpus.GPE {
			for stem, state := range states {
				if isPeople(k, stem) {
					name = state
				}
			}
		}
		if name != "" {
			r.set(i, name, "actor=state that only the text knows")
			r.spot(i, name)
		}
	}
}

// sovereign reports whether the words around a mention give it what only states have:
// "Ruritania’s foreign minister", "the Republic of Ruritania", "an ambassador to Ruritania".
func (r *reading) sovereign(i int) bool {
	tok := r.last[i]
	if r.possessive(i) {
		tok++
	}
	switch strings.ToLower(r.word(tok)) {
	case "foreign":
		switch strings.ToLower(r.word(tok + 1)) {
		case "minister", "ministry", "secretary", "policy":
			return true
		}
	case "ambassador", "ambassadors", "embassy":
		return true
	}
	before := strings.ToLower(r.word(r.first[i] - 2))
	switch r.word(r.first[i] - 1) {
	case "of":
		return before == "republic" || before == "kingdom" || before == "embassy"
	case "to":
		return before == "ambassador"
	}
	return false
}

// isPeople reports whether a folded word is made of the name of a place: Ruritanian of
// Ruritania, Norlandic and Norlanders of Norland.
func isPeople(word, place string) bool {
	word = strings.TrimSuffix(word, "s")
	stem := strings.TrimRight(place, "aeiouy")
	if len(stem) < 4 {
		return false
	}
	rest, ok := strings.CutPrefix(word, stem)
	if !ok {
		return false
	}
	switch rest {
	case "an", "ian", "ean", "n", "ese", "i", "ic", "er", "ish", "ite", "nian":
		return word != place
	}
	return false
}
