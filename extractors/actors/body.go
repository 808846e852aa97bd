package actors

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/bodies.tsv
var bodiesTSV string

const bodyColumns = 3

// bodyTable holds the lines of bodies.tsv: the words of an institution without its state, "*"
// for any words at one end, and whether it stands for its state.
type bodyTable struct {
	whole, head, tail map[string]bool
}

var bodies = sync.OnceValue(func() bodyTable {
	b := bodyTable{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, row := range tsv.MustParse("bodies.tsv", bodiesTSV, bodyColumns) {
		words, state := row.Cols[0], row.Cols[1] == "state"
		if w, ok := strings.CutSuffix(words, " *"); ok {
			b.head[w] = state
		} else if w, ok := strings.CutPrefix(words, "* "); ok {
			b.tail[w] = state
		} else {
			b.whole[words] = state
		}
	}
	return b
})

// find looks up the folded words of an institution. state tells that it stands for its
// state, as ministries do; known is false for words that are no institution of a state.
func (b bodyTable) find(core string) (state, known bool) {
	if state, known = b.whole[core]; known {
		return state, true
	}
	for n := len(core); n > 0; n = strings.LastIndexByte(core[:n], ' ') {
		if state, known = b.head[core[:n]]; known {
			return state, true
		}
	}
	for rest := core; ; {
		if state, known = b.tail[rest]; known {
			return state, true
		}
		_, after, ok := strings.Cut(rest, " ")
		if !ok {
			return false, false
		}
		rest = after
	}
}

// bodies resolves what is left: institutions by their state ("Foreign Ministry" is the
// state, "Supreme Court" the Supreme Court of the state), everything else by its own name.
func (r *reading) bodies() {
	for i := range r.ents {
		e := &r.ents[i]
		if r.done[i] {
			continue
		}
		if e.Type == corpus.Norp {
			r.set(i, "", "actor=no state or party")
			continue
		}
		if name := r.body(r.name(i), i); name != "" {
			r.set(i, name, "actor=institution")
			continue
		}
		r.set(i, r.likely(i), "actor=as written")
	}
}

// body resolves the name of an institution, with its state in it or near mention i. It
// returns "" for other names.
func (r *reading) body(name string, i int) string {
	state, core := r.c.splitState(name)
	stands, known := bodies().find(core)
	if !known {
		if state == "" {
			return ""
		}
		if s, ok := r.c.ofState(core, state); ok {
			return s
		}
		return ""
	}
	if state == "" {
		state = r.near(i)
	}
	if state == "" {
		return ""
	}
	if stands {
		return state
	}
	if s, ok := r.c.ofState(core, state); ok {
		return s
	}
	return titled(core, bare(name), state)
}

// ofState returns the institution of a state that the catalogue lists under a shared name:
// the Parliament of Israel is the Knesset.
func (c *Catalogue) ofState(core, state string) (string, bool) {
	for _, k := range [...]string{core, strings.ToUpper(core)} {
		for _, s := range c.senses[k] {
			if a := &c.actors[s.actor]; a.state == state && a.kind != Person {
				return a.name, true
			}
		}
	}
	return "", false
}

// splitState divides the name of an institution into the state that it names and the folded
// rest: "Russian Foreign Ministry", "Central Bank of Iraq", "Ministry of Trade of Peru".
func (c *Catalogue) splitState(name string) (state, core string) {
	name = bare(name)
	words := strings.Fields(name)
	for n := min(4, len(words)-1); n > 0; n-- {
		if s := c.stateNamed(strings.Join(words[:n], " ")); s != "" {
			return s, fold(strings.Join(words[n:], " "))
		}
	}
	if at := strings.LastIndex(name, " of "); at > 0 {
		if s := c.stateNamed(name[at+4:]); s != "" {
			core = fold(name[:at])
			return s, strings.TrimSuffix(core, " of the republic")
		}
	}
	return "", fold(name)
}

// stateNamed returns the state that a name or an adjective means, "" for anything else.
func (c *Catalogue) stateNamed(name string) string {
	for _, s := range c.lookup(name) {
		a := &c.actors[s.actor]
		if (s.how == byName || s.how == byAdjective) && (a.nation() || a.name == "European Union") {
			return a.name
		}
	}
	return ""
}

// titled returns "Supreme Court of the Maldives" for the core words of an institution, in
// the spelling of the mention.
func titled(core, name, state string) string {
	words := strings.Fields(name)
	n := len(strings.Fields(core))
	if n < len(words) {
		if fold(strings.Join(words[len(words)-n:], " ")) == core {
			words = words[len(words)-n:]
		} else {
			words = words[:n]
		}
	}
	article := ""
	switch state {
	case "United States", "United Kingdom", "United Arab Emirates", "Netherlands", "Philippines", "Maldives", "Bahamas",
		"Democratic Republic of the Congo", "Republic of the Congo", "Marshall Islands", "Solomon Islands", "Central African Republic",
		"Dominican Republic", "Gambia", "Cook Islands", "Faroe Islands", "European Union", "Soviet Union":
		article = "the "
	}
	return strings.Join(words, " ") + " of " + article + state
}

// likely returns the best name for a mention that nothing explains: another mention of the
// text that holds it as its head ("Agency" after "Tidal Energy Agency"), else itself.
func (r *reading) likely(i int) string {
	name := bare(r.name(i))
	if strings.ContainsAny(name, " -") {
		return name
	}
	for j := i - 1; j >= 0 && j > i-60; j-- {
		if r.ents[j].Type != corpus.Org || r.ents[j].Actor == "" {
			continue
		}
		long := bare(r.name(j))
		if len(long) > len(name) && (strings.HasPrefix(long, name+" ") || strings.HasSuffix(long, " "+name)) {
			return r.ents[j].Actor
		}
	}
	return name
}
