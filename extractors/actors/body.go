package actors

import (
	"cmp"
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/bodies.tsv
var bodiesTSV string

const bodyColumns = 3

// bodyTable holds the lines of bodies.tsv: the words of an institution without its state, "*"
// for any words at one end, and what it stands for.
type bodyTable struct {
	whole, head, tail map[string]verdict
}

// verdict tells what the name of an institution stands for.
type verdict string

const (
	forState verdict = "state" // a ministry: its state
	ownName  verdict = "own"   // a supreme court: itself
	someOnly verdict = "some"  // a congress: itself, in states that have one
)

var bodies = sync.OnceValue(func() bodyTable {
	b := bodyTable{map[string]verdict{}, map[string]verdict{}, map[string]verdict{}}
	for _, row := range tsv.MustParse("bodies.tsv", bodiesTSV, bodyColumns) {
		words, v := row.Cols[0], verdict(row.Cols[1])
		if w, ok := strings.CutSuffix(words, " *"); ok {
			b.head[w] = v
		} else if w, ok := strings.CutPrefix(words, "* "); ok {
			b.tail[w] = v
		} else {
			b.whole[words] = v
		}
	}
	return b
})

// find looks up the folded words of an institution; it returns "" for words that are none.
func (b bodyTable) find(core string) verdict {
	if v, ok := b.whole[core]; ok {
		return v
	}
	for n := len(core); n > 0; n = strings.LastIndexByte(core[:n], ' ') {
		if v, ok := b.head[core[:n]]; ok && n < len(core) {
			return v
		}
	}
	for _, rest, ok := strings.Cut(core, " "); ok; _, rest, ok = strings.Cut(rest, " ") {
		if v, found := b.tail[rest]; found {
			return v
		}
	}
	return ""
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
		if actor := cmp.Or(r.misread(i), r.parted(i)); actor != "" {
			r.set(i, actor, "actor=name of another kind")
			continue
		}
		r.set(i, r.likely(i), "actor=as written")
	}
}

// misread resolves what the recogniser took for an organisation or a place: a surname ("the
// Roe regime"), or a known one with a word too many ("NATO Allies", "G7 Ministers").
func (r *reading) misread(i int) string {
	name := bare(r.name(i))
	first, rest, ok := strings.Cut(name, " ")
	if !ok {
		if m := r.member(name); m != nil {
			return m.name
		}
		if at, score := r.surname(name, i); score >= 3 && isSurname(name) {
			return r.c.actors[at].name
		}
		return ""
	}
	switch rest {
	case "Allies", "Alliance", "Ally", "Foreign Ministers", "Leaders", "Member States", "Ministers", "Summit":
		if s, ok := r.sense(first, i); ok && r.c.actors[s.actor].kind == Organisation {
			return r.c.actors[s.actor].name
		}
	}
	return ""
}

// parted returns the actor whose name the recogniser took apart, "Georgian" and "Dream", or of which
// it missed the first or the last word.
func (r *reading) parted(i int) string {
	before, behind := r.first[i]-1, r.last[i]
	for _, tok := range [...]int{before, behind} {
		if !isCapital(r.word(tok)) {
			continue
		}
		t := r.t.Tokens
		name := r.t.Source[min(t[tok].Start, r.ents[i].Start):max(t[tok].End, r.ents[i].End)]
		senses := r.c.lookup(name)
		if key(name) != key(r.name(i)) && len(senses) == 1 && !senses[0].common && senses[0].how == byName {
			return r.c.actors[senses[0].actor].name
		}
	}
	return ""
}

// member returns the first of the persons of the text who bears a surname, nil if none does. It looks at
// a few only, so that a list of ten thousand takes no quadratic time.
func (r *reading) member(surname string) *member {
	surname = fold(surname)
	for k := range r.cast[:min(len(r.cast), 50)] {
		if m := &r.cast[k]; m.merged < 0 && m.words[len(m.words)-1] == surname {
			return m
		}
	}
	return nil
}

// isSurname reports whether a name is written as surnames are, and no acronym is: Roe, al-Roe,
// Roe-Vidal.
func isSurname(name string) bool {
	for part := range strings.SplitSeq(name, "-") {
		for k, c := range part {
			if k > 0 && !unicode.IsLower(c) {
				return false
			}
		}
	}
	return true
}

// body resolves the name of an institution, with its state in it or near mention i. It
// returns "" for other names.
func (r *reading) body(name string, i int) string {
	state, core := r.c.splitState(name)
	v := bodies().find(core)
	if v == "" {
		if state == "" {
			return ""
		}
		s, _ := r.c.ofState(core, state)
		return s
	}
	named := state != ""
	if !named {
		state = r.stateFor(core, i)
	}
	if state == "" {
		return ""
	}
	if s, ok := r.c.ofState(core, state); ok {
		return s
	}
	if v == forState {
		return state
	}
	if v == someOnly && !named && state != r.main() {
		return "" // a Congress in a text about three kingdoms
	}
	return r.c.titled(core, bare(name), state)
}

// stateFor returns the state of an institution that does not name it. American ministries
// are called departments, and few others are; a surname before "Administration" is that of
// its president.
func (r *reading) stateFor(core string, i int) string {
	first, _, _ := strings.Cut(core, " ")
	switch {
	case strings.HasSuffix(core, " administration"):
		if at, ok := r.bySurname(first, i); ok {
			return r.c.State(r.c.actors[at].name, r.on)
		}
		return r.near(i, "")
	case first == "department" || first == "bureau" || core == "administration":
		if r.seen["United States"] > 0 {
			return "United States"
		}
	case strings.Contains(core, "ministry"):
		return r.near(i, "United States")
	}
	return r.near(i, "")
}

// ofState returns the institution of a state that the catalogue lists under a shared name:
// the Parliament of Israel is the Knesset.
func (c *Catalogue) ofState(core, state string) (string, bool) {
	for _, k := range [...]string{core, strings.ToUpper(core)} {
		for _, s := range c.senses[k] {
			if a := &c.actors[s.actor]; a.kind != Person && (a.state == state || a.name == state && s.how == bySeat) {
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
func (c *Catalogue) titled(core, name, state string) string {
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
	if at, ok := c.offer[state]; ok && c.actors[at].article {
		article = "the "
	}
	return strings.Join(words, " ") + " of " + article + state
}

// likely returns the best name for a mention that nothing explains: another mention of the
// text that holds it as its head ("Agency" after "Tidal Energy Agency"), else itself.
func (r *reading) likely(i int) string {
	name := bare(r.name(i))
	if strings.ContainsAny(name, " -") || isAcronym(name) {
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
