package index

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus/spelling"
	"github.com/sayso-nlp/sayso/index/internal/words"
)

// facts are what the texts tell of a person whose name may be a romanisation of another's.
type facts struct {
	offices map[string]*office // by their words, see officeOf
	states  map[uint32]uint32  // states and bodies that the person belongs to → the first document that tells
	calls   map[*person]uint32 // others by whose name a text calls the person → the first such document
	beside  map[*person]bool   // others whom a text tells apart from the person
}

// office is what a person is by the texts: "deputy energy minister".
type office struct {
	role        string // as the first document has it
	doc         uint32 // that document
	first, last int32  // days
	named       bool   // it names its state or body, which is no actor
	company     map[uint32]bool
}

// strength is how much it proves that two facts agree; 0 is nothing.
type strength uint8

const (
	sameState  strength = iota + 1 // they belong to one state or body
	sameOffice                     // they bear an office that few bear, and their texts name the same others
	sameRole                       // they bear one office of one state or body
	oneText                        // a text has both names for one
)

// learn fills in the facts of the persons in groups.
func (t *table) learn(groups [][]*person, same map[uint32]uint32) {
	l := learner{table: t, of: map[uint32]*person{}, called: map[string][]*person{}, known: map[uint32][]*person{}, same: same}
	for _, group := range groups {
		for _, p := range group {
			p.facts = facts{map[string]*office{}, map[uint32]uint32{}, map[*person]uint32{}, map[*person]bool{}}
			l.of[p.id] = p
			l.called[p.key] = append(l.called[p.key], p)
		}
	}
	l.any = make([]bool, len(t.actorNames.words))
	for id := range l.any {
		_, l.any[id] = l.of[l.usual(uint32(id))]
	}
	for doc := range t.id {
		l.read(doc)
	}
}

// learner reads the facts off the documents.
type learner struct {
	*table
	same   map[uint32]uint32    // as spellings has it
	any    []bool               // of each name: whether it is one of a person
	of     map[uint32]*person   // by the number of the name
	called map[string][]*person // by the key of the name
	known  map[uint32][]*person // of each wording: who is called so, once that was asked
}

// usual returns the number of the commonest among the names that are but written otherwise.
func (l *learner) usual(id uint32) uint32 {
	if of, ok := l.same[id]; ok {
		return of
	}
	return id
}

func (l *learner) person(id uint32) *person {
	if !l.any[id] {
		return nil
	}
	return l.of[l.usual(id)]
}

// read learns from a document.
func (l *learner) read(doc int) {
	var here []*person
	mentions := l.mentions.of(doc)
	for m := range slices.Chunk(mentions, 3) {
		if p := l.person(m[1]); p != nil {
			here = append(here, p)
			for _, other := range l.calledSo(m[0]) {
				if other != p {
					note(l.table, p.calls, other, doc)
				}
			}
		}
	}
	from, to := l.rows(doc)
	for row := from; row < to; row++ {
		for _, id := range [...]uint32{l.holder[row], l.via[row]} {
			p := l.person(id)
			if p == nil {
				continue
			}
			here = append(here, p)
			if state := l.usual(l.state[row]); state != 0 && state != p.id {
				note(l.table, p.states, state, doc)
			}
		}
	}
	if len(here) == 0 {
		return
	}
	slices.SortFunc(here, func(a, b *person) int { return cmp.Compare(a.id, b.id) })
	here = slices.Compact(here)
	for _, p := range here {
		for _, other := range here {
			if other != p && other.Key == p.Key {
				p.beside[other] = true
			}
		}
	}
	l.readRoles(doc)
}

// note keeps the first document that tells something.
func note[K comparable](t *table, m map[K]uint32, k K, doc int) {
	if was, ok := m[k]; !ok || t.before(uint32(doc), was) {
		m[k] = uint32(doc)
	}
}

// before orders documents by day, those of a day by id.
func (t *table) before(a, b uint32) bool {
	return cmp.Or(cmp.Compare(t.published[a], t.published[b]), strings.Compare(t.id[a], t.id[b])) < 0
}

// calledSo returns those whose name a wording is.
func (l *learner) calledSo(wording uint32) []*person {
	all, ok := l.known[wording]
	if !ok {
		if key := nameKey(l.wordings.words[wording]); key != "" {
			all = l.called[key]
		}
		l.known[wording] = all
	}
	return all
}

// readRoles learns the offices that a document gives to persons.
func (l *learner) readRoles(doc int) {
	var named map[string]uint32 // what the wordings of the document stand for, 0 for no actor
	var company map[uint32]bool
	for r := range slices.Chunk(l.roles.of(doc), 3) {
		p := l.person(r[0])
		if p == nil {
			continue
		}
		if named == nil {
			named, company = map[string]uint32{}, map[uint32]bool{}
			for m := range slices.Chunk(l.mentions.of(doc), 3) {
				named[foldWording(l.wordings.words[m[0]])] = l.usual(m[1])
				if m[1] != 0 {
					company[l.usual(m[1])] = true
				}
			}
		}
		l.bears(p, l.roleNames.words[r[2]], doc, named, company)
	}
}

// bears notes an office.
func (l *learner) bears(p *person, role string, doc int, named map[string]uint32, company map[uint32]bool) {
	key, states, unknown := l.officeOf(role, named)
	for _, s := range states {
		if s != p.id {
			note(l.table, p.states, s, doc)
		}
	}
	if key == "" {
		return
	}
	day := l.published[doc]
	o := p.offices[key]
	if o == nil {
		o = &office{role: role, doc: uint32(doc), first: day, last: day, company: map[uint32]bool{}}
		p.offices[key] = o
	}
	if l.before(uint32(doc), o.doc) || uint32(doc) == o.doc && role < o.role {
		o.role, o.doc = role, uint32(doc)
	}
	o.named = o.named || unknown
	o.first, o.last = min(o.first, day), max(o.last, day)
	for id := range company {
		if l.of[id] == nil {
			o.company[id] = true
		}
	}
}

// officeOf returns the words of an office in a role, sorted, and the states and bodies that it is one of:
// "Karvia’s former minister for energy" and "Karvian energy minister" are one of Karvia's. Karvia's envoy to
// Ruritania is not one of Ruritania, but another than its envoy to others. Unknown says that the words hold the
// name of what is no actor: "governor of Karvia", of which the texts tell no more.
func (l *learner) officeOf(role string, named map[string]uint32) (key string, states []uint32, unknown bool) {
	all := strings.FieldsFunc(words.Fold(plainGenitive.Replace(role)), func(r rune) bool { return strings.ContainsRune(" ,;:()“”\"", r) })
	var kept []string
next:
	for i := 0; i < len(all); i++ {
		for n := min(6, len(all)-i); n > 0; n-- {
			name := foldWording(strings.Join(all[i:i+n], " "))
			id, ok := named[name]
			switch {
			case !ok:
				continue
			case id == 0:
				kept, unknown = append(kept, name), true
			case i > 0 && sentTo(all[:i]):
				kept = append(kept, words.Fold(l.actorNames.words[id]))
			default:
				states = append(states, id)
			}
			i += n - 1
			continue next
		}
		if w := spelling.British(all[i]); !filler(w) {
			kept = append(kept, w)
		}
	}
	slices.Sort(kept)
	return strings.Join(slices.Compact(kept), " "), states, unknown
}

// sentTo reports whether whom the words of a role end before is not whom it serves: "envoy to", "special
// envoy for the".
func sentTo(all []string) bool {
	last := len(all) - 1
	if all[last] == "the" && last > 0 {
		last--
	}
	switch all[last] {
	case "to", "on", "with", "against":
		return true
	case "for":
		return last > 0 && (all[last-1] == "envoy" || all[last-1] == "representative" || all[last-1] == "negotiator" || all[last-1] == "coordinator")
	}
	return false
}

var plainGenitive = strings.NewReplacer("’s", "", "'s", "")

// filler reports whether a word of a role makes no other office of it.
func filler(w string) bool {
	switch w {
	case "of", "for", "the", "in", "at", "a", "an", "to", "on", "with", "and", "by", "former", "then", "current", "outgoing", "new", "his", "her", "its", "their", "affairs":
		return true
	}
	return false
}

// few reports whether an office is one that few bear at a time: an energy minister, not a minister or a
// deputy minister.
func few(key string) bool {
	n := 0
	for w := range strings.FieldsSeq(key) {
		switch w {
		case "deputy", "vice", "first", "senior", "chief", "special", "assistant", "acting", "interim", "lead", "under", "leading":
		default:
			n++
		}
	}
	return n > 1
}

// evidence returns the strongest that two persons are one.
func (p *person) evidence(o *person) strength {
	switch {
	case p == o || !p.Like(o.Name):
		return 0
	case len(p.calls) > 0 && has(p.calls, o), len(o.calls) > 0 && has(o.calls, p):
		return oneText
	case p.commonRole(o) != "":
		return sameRole
	case p.commonOffice(o) != "":
		return sameOffice
	case !p.Common && overlap(p.states, o.states):
		return sameState
	}
	return 0
}

func has[K comparable, V any](m map[K]V, k K) bool {
	_, ok := m[k]
	return ok
}

func overlap[V, W any](a map[uint32]V, b map[uint32]W) bool {
	for k := range a {
		if has(b, k) {
			return true
		}
	}
	return false
}

// commonRole returns an office of one state or body that both bear.
func (p *person) commonRole(o *person) string {
	one := overlap(p.states, o.states)
	for _, key := range slices.Sorted(maps.Keys(p.offices)) {
		if b := o.offices[key]; b != nil && (one || p.offices[key].named && b.named) {
			return key
		}
	}
	return ""
}

// commonOffice returns an office that few bear and that both do, in texts that name another actor in
// common: a state that one of them belongs to, if any is known.
func (p *person) commonOffice(o *person) string {
	for _, key := range slices.Sorted(maps.Keys(p.offices)) {
		a, b := p.offices[key], o.offices[key]
		if b == nil || !few(key) {
			continue
		}
		switch {
		case len(p.states) > 0 && !overlap(p.states, b.company):
		case len(o.states) > 0 && !overlap(o.states, a.company):
		case overlap(a.company, b.company):
			return key
		}
	}
	return ""
}

// apart is how far offices must lie apart, in days, so that one person may have borne both.
const apart = 365

// contradicts reports whether something that the texts tell speaks against two persons being one: a text has both, they
// have other initials, belong to other states, or bear other offices at one time.
func (p *person) contradicts(o *person) bool {
	switch a, b := initials(p.name), initials(o.name); {
	case p.beside[o] || a != "" && b != "" && a != b:
		return true
	case len(p.states) > 0 && len(o.states) > 0 && !overlap(p.states, o.states):
		return true
	}
	for k := range p.offices {
		if has(o.offices, k) {
			return false
		}
	}
	for k, a := range p.offices {
		for l, b := range o.offices {
			near := a.first == noDay || b.first == noDay || a.first-b.last < apart && b.first-a.last < apart
			if near && !within(k, l) && !within(l, k) {
				return true
			}
		}
	}
	return false
}

// within reports whether all words of one office are among those of another: a minister may be the energy
// minister.
func within(part, whole string) bool {
	all := strings.Fields(whole)
	for w := range strings.FieldsSeq(part) {
		if !slices.Contains(all, w) {
			return false
		}
	}
	return true
}

// why tells what the texts have in common of p and of o.
func (t *table) why(p, o *person, s strength) string {
	switch s {
	case oneText:
		if doc, ok := p.calls[o]; ok {
			return fmt.Sprintf("%s is called %s in %s", p.name, o.name, t.id[doc])
		}
		return fmt.Sprintf("%s is called %s in %s", o.name, p.name, t.id[o.calls[p]])
	case sameRole, sameOffice:
		key := p.commonRole(o)
		if s == sameOffice {
			key = p.commonOffice(o)
		}
		a, b := p.offices[key], o.offices[key]
		return fmt.Sprintf("“%s” in %s, as %s is “%s” in %s", a.role, t.id[a.doc], o.name, b.role, t.id[b.doc])
	}
	state := uint32(0)
	for id := range p.states {
		if has(o.states, id) && (state == 0 || t.actorNames.words[id] < t.actorNames.words[state]) {
			state = id
		}
	}
	return fmt.Sprintf("belongs to %s in %s, as %s does in %s", t.actorNames.words[state], t.id[p.states[state]], o.name, t.id[o.states[state]])
}
