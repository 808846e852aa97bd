package actors

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// term is a time in office.
type term struct {
	office string
	state  string
	from   string // 2019, 2019-05 or 2019-05-20; may be empty
	until  string // the same; empty: until now, as far as the catalogue knows
}

// holds reports whether the term covers a day. A year or month at either end counts as
// within the term.
func (t *term) holds(on corpus.Date) bool {
	day := on.String()
	return t.from <= day && (t.until == "" || day <= t.until || strings.HasPrefix(day, t.until))
}

// term returns the term of office on a day: the one that covers it, else the last one begun
// before it, else the first. A zero day asks for the last one.
func (a *actor) term(on corpus.Date) *term {
	if len(a.terms) == 0 {
		return nil
	}
	if on.IsZero() {
		return &a.terms[len(a.terms)-1]
	}
	best := 0
	day := on.String()
	for i := range a.terms {
		if a.terms[i].holds(on) {
			return &a.terms[i]
		}
		if a.terms[i].from <= day {
			best = i
		}
	}
	return &a.terms[best]
}

// loadTerm enters one line of persons.tsv: a person's first line makes the person.
func (c *Catalogue) loadTerm(cols []string) {
	name, state, office := cols[0], filled(cols[1]), filled(cols[2])
	at, known := c.offer[name]
	if !known {
		at = c.add(actor{name: name, kind: Person, state: state})
		c.person(at, filled(cols[5]), strings.Split(filled(cols[6]), "|"))
	}
	if office == "" {
		return
	}
	c.actors[at].terms = append(c.actors[at].terms, term{office, state, filled(cols[3]), filled(cols[4])})
}

// noShort marks a person who is never meant by a part of the name.
const noShort = "none"

// person enters the short names of a person ("" for the last word of the name) and the
// sound of all full ones.
func (c *Catalogue) person(at int32, short string, aliases []string) {
	name := c.actors[at].name
	if short == "" {
		short = name[strings.LastIndexByte(name, ' ')+1:]
	}
	if short != noShort {
		for s := range strings.SplitSeq(short, "|") {
			k := surnameKey(s)
			c.people[k] = append(c.people[k], at)
		}
	}
	c.hear(name, at)
	for _, alias := range aliases {
		if alias == "" {
			continue
		}
		c.mean(alias, sense{actor: at, how: byName})
		c.hear(alias, at)
	}
}
