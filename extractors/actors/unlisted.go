package actors

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// unlisted finds the states that the catalogue does not know, as those of novels, war games and
// scenarios: a place is one if the text gives it, or its people, what no town or province has, a
// foreign minister or an embassy. All mentions of it are then the state's, and "Ruritanian" means
// it as well.
func (r *reading) unlisted() {
	r.familyNames()
	states := r.sovereigns(r.strangePlaces())
	for i := range r.ents {
		if len(states) == 0 || !r.strange(i) {
			continue
		}
		name := r.name(i)
		at := slices.IndexFunc(states, func(state string) bool {
			return fold(bare(name)) == fold(state) || r.ents[i].Type != corpus.GPE && isPeople(name, state)
		})
		if at >= 0 {
			r.set(i, states[at], "actor=state that only the text knows")
			r.spot(i, states[at])
		}
	}
}

// familyNames counts the mentions of persons by the last word.
func (r *reading) familyNames() {
	r.family = map[string]int{}
	for i := range r.ents {
		if name := bare(r.name(i)); r.ents[i].Type == corpus.Person {
			r.family[surnameKey(name[strings.LastIndexByte(name, ' ')+1:])]++
		}
	}
}

// strangePlaces returns the first places of the text that the catalogue does not know, a few only, so
// that a gazetteer takes no quadratic time.
func (r *reading) strangePlaces() (places []string) {
	for i := range r.ents {
		if len(places) == 4*bucket {
			break
		}
		if r.ents[i].Type != corpus.GPE || !r.strange(i) {
			continue
		}
		if name := bare(r.name(i)); !slices.Contains(places, name) {
			places = append(places, name)
		}
	}
	return places
}

// sovereigns returns those of places that are states by what the text says of them or of their
// people.
func (r *reading) sovereigns(places []string) (states []string) {
	for i := range r.ents {
		if len(states) == len(places) {
			break
		}
		if !r.strange(i) || !r.sovereign(i) {
			continue
		}
		name := r.name(i)
		for _, place := range places {
			if (bare(name) == place || r.ents[i].Type != corpus.GPE && isPeople(name, place)) && !slices.Contains(states, place) {
				states = append(states, place)
			}
		}
	}
	return states
}

// strange reports whether mention i, which is no person's, means nothing to the catalogue. A
// surname that the recogniser took for a place is none: "Roe’s foreign minister".
func (r *reading) strange(i int) bool {
	return !r.done[i] && r.ents[i].Type != corpus.Person && len(r.c.lookup(r.name(i))) == 0 &&
		r.family[surnameKey(r.name(i))] == 0 && len(r.c.people[surnameKey(r.name(i))]) == 0
}

// sovereign reports whether the words around a mention give it what only states have:
// "Ruritania’s foreign minister", "the Republic of Ruritania", "an ambassador to Ruritania".
func (r *reading) sovereign(i int) bool {
	tok := r.last[i]
	owns := r.possessive(i)
	if owns {
		tok++
	}
	behind := r.lower(tok)
	if ofState.of(behind) {
		return owns
	}
	switch behind {
	case "ambassador", "ambassadors", "embassy":
		return true
	case "foreign", "prime", "defence", "defense":
		switch r.lower(tok + 1) {
		case "minister", "ministers", "ministry", "secretary", "policy":
			return true
		}
	}
	before := r.lower(r.first[i] - 2)
	switch r.word(r.first[i] - 1) {
	case "of":
		return before == "republic" || before == "kingdom" || before == "embassy"
	case "to":
		return before == "ambassador"
	}
	return false
}

// isPeople reports whether a name is made of that of a place: Ruritanian of Ruritania, Norlandic
// and Norlanders of Norland.
func isPeople(name, place string) bool {
	name, place = fold(bare(name)), fold(place)
	stem := strings.TrimRight(place, "aeiouy")
	rest, ok := strings.CutPrefix(strings.TrimSuffix(name, "s"), stem)
	if !ok || len(stem) < 4 || name == place {
		return false
	}
	switch rest {
	case "an", "ian", "ean", "n", "ese", "i", "ic", "er", "ish", "ite", "nian":
		return true
	}
	return false
}
