// Package actors knows who is meant: states with their adjectives, capitals and seats of
// power, organisations, parties, armed groups, and the people who hold office, each under
// one canonical name whatever the wording or the spelling.
//
// A [Catalogue] holds what is known before any text is read. [Default] is the one that
// comes with sayso (data/*.tsv), [Catalogue.With] adds or overrides a user's own actors,
// which [ParseCSV] and [ParseYAML] read. [Catalogue.Resolve] says who each mention of a text
// means, [Catalogue.Holder] who speaks in a noun phrase such as "the Kremlin spokesman".
//
// The package promises that a catalogue is immutable and safe for concurrent use, and that
// the same text gives the same actors, in time linear in its length. The rules are those of
// docs/actors.md. Start reading at [Catalogue.Resolve]. The files:
//
//	actors, load, office, user        the catalogue: its tables, terms of office, a user's own actors
//	key, sound, words                 when two spellings are one name; what single words tell
//	resolve                           mentions → actors: the flow, states and organisations
//	define, unlisted, shared, place   what the text explains or makes up, shared names, capitals
//	person, cast, role                surnames, spellings of one person, roles that the text says
//	body                              institutions by their state
//	holder, unnamed, media            noun phrase → holder: by name, by its head noun, the press
//	pronoun, subject, voice           whom "he" and "they" mean, who says "I" and "we"
package actors

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
)

// Kind is the kind of an actor.
type Kind string

// The kinds of the built-in catalogue. A user's own entries may bear any other word.
const (
	State        Kind = "state"
	Territory    Kind = "territory" // dependent, autonomous or unrecognised; speaks for itself
	Former       Kind = "former"    // a state that is no more
	Organisation Kind = "organisation"
	Body         Kind = "body" // parliament, court, central bank, agency, armed force
	Party        Kind = "party"
	Group        Kind = "group" // armed groups and movements
	Company      Kind = "company"
	Media        Kind = "media"
	Platform     Kind = "platform" // where things are posted
	NGO          Kind = "ngo"
	Person       Kind = "person"
)

// Entry is an actor as a user lists it.
type Entry struct {
	Name    string // canonical
	Aliases []string
	Kind    Kind   // of an actor that the catalogue lacks; may be empty
	ID      string // a Wikidata id or the user's own; may be empty
}

// Catalogue is a set of known actors. It is immutable.
type Catalogue struct {
	actors []actor
	senses map[string][]sense // by key
	people map[string][]int32 // persons by the key of the short name, "putin"
	sounds map[string][]int32 // persons by the sound of the full name, and by its romanisations
	offer  map[string]int32   // actors by canonical name
}

// actor is one entry of a catalogue.
type actor struct {
	name    string
	kind    Kind
	id      string
	state   string // the state or organisation that it belongs to; may be empty
	article bool   // "the" stands before the name: the Netherlands
	terms   []term // of a person
	own     bool   // a user's own
}

// sense is one meaning of a name.
type sense struct {
	actor  int32
	how    how
	common bool // several actors share the name: the context decides
}

// how tells in which way a name stands for its actor.
type how uint8

const (
	byName      how = iota
	byAdjective     // Russian, Russians
	byCapital       // Moscow: the state if it acts, a mere place otherwise
	bySeat          // the Kremlin
)

// Default returns the catalogue that comes with sayso.
var Default = sync.OnceValue(load)

// With returns a catalogue in which the own entries come before all that c knows: a name or
// alias listed there means that entry and nothing else. An entry with the name of an actor
// of c adds its aliases to that actor and replaces its ID. The actor keeps its kind, since much
// follows from that: a state that a user calls a rival goes on to speak for itself.
func (c *Catalogue) With(own []Entry) *Catalogue {
	b := c.clone()
	for _, e := range own {
		at, ok := b.offer[e.Name]
		if !ok {
			at = b.add(actor{name: e.Name})
		}
		a := &b.actors[at]
		a.own = true
		if e.ID != "" {
			a.id = e.ID
		}
		for _, alias := range append([]string{e.Name}, e.Aliases...) {
			if k := key(alias); k != "" {
				b.senses[k] = []sense{{actor: at, how: byName}}
			}
		}
		if a.kind == "" { // none of the built-in ones
			a.kind = e.Kind
			if a.kind == Person {
				b.person(at, "", nil)
			}
		}
	}
	return b
}

// clone returns a copy that shares nothing which With alters: entering a name marks the senses
// that it had before as common.
func (c *Catalogue) clone() *Catalogue {
	return &Catalogue{
		actors: slices.Clone(c.actors),
		senses: cloneLists(c.senses),
		people: cloneLists(c.people),
		sounds: cloneLists(c.sounds),
		offer:  maps.Clone(c.offer),
	}
}

func cloneLists[T any](m map[string][]T) map[string][]T {
	out := make(map[string][]T, len(m))
	for k, list := range m {
		out[k] = slices.Clone(list)
	}
	return out
}

// Lookup returns the actor that a name means when it stands alone: canonical names, aliases,
// adjectives, capitals and seats ("the Kremlin" is Russia). A name that several actors
// share, and one that is unknown, is not ok.
func (c *Catalogue) Lookup(name string) (canonical string, kind Kind, ok bool) {
	senses := c.lookup(name)
	if len(senses) == 0 || senses[0].common {
		return "", "", false
	}
	a := &c.actors[senses[0].actor]
	return a.name, a.kind, true
}

// ID returns the identifier of a canonical actor, a Wikidata id or the user's own, and ""
// for an unknown one.
func (c *Catalogue) ID(canonical string) string {
	if at, ok := c.offer[canonical]; ok {
		return c.actors[at].id
	}
	return ""
}

// State returns the state or organisation for which a canonical actor speaks: itself for a
// state, an international organisation or an armed group, the state of a parliament, that of
// a person's office on the day (the last one known, if the day is zero or between offices).
// It is "" for an actor that is unknown or speaks for itself only: a party, a company, a
// newspaper, an opposition leader.
func (c *Catalogue) State(canonical string, on corpus.Date) string {
	at, ok := c.offer[canonical]
	if !ok {
		return ""
	}
	a := &c.actors[at]
	switch a.kind {
	case Person:
		if t := a.term(on); t != nil && t.office != "opposition leader" && t.office != "candidate" {
			return t.state
		}
	case State, Territory, Former, Group:
		return a.name
	case Organisation:
		if a.state == "" {
			return a.name
		}
		return a.state
	case Body:
		return a.state
	}
	return ""
}

// lookup returns the senses of a name, and none for an unknown one.
func (c *Catalogue) lookup(name string) []sense {
	k := key(name)
	if s := c.senses[k]; s != nil {
		return s
	}
	if lower := strings.ToLower(k); lower != k { // RUSSIA, in a headline
		return c.senses[lower]
	}
	// Nato and Unesco, as British papers write them.
	if 3 < len(k) && len(k) < 8 && k[0]|' ' != bare(name)[0] {
		return c.senses[strings.ToUpper(k)]
	}
	return nil
}
