package actors

import (
	"sort"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Holder says who holds what a noun phrase is the source of.
type Holder struct {
	Actor string // canonical name, or the phrase as a label ("analysts") for an unnamed group
	Via   string // the named person who speaks for Actor; may be empty
	State string // the state or organisation that Actor belongs to; may be empty
}

// Holder resolves the source of a position: a noun phrase of t with the resolved mentions
// ents. Persons who hold office speak for themselves ("the Indian foreign minister" is the
// person where the text names one, else India); spokespersons, ministries, embassies and
// anonymous officials speak for their state or body ("the Kremlin spokesman" is Russia), a
// named spokesperson is Via. A pronoun is the last mention that fits it. Unnamed groups get
// their noun phrase as a label. It takes time linear in the words before the phrase.
func (c *Catalogue) Holder(t *text.Text, doc *corpus.Document, ents []corpus.Entity, np corpus.Span) Holder {
	p := newPhrase(c, t, doc, ents, np)
	if p.first == p.last {
		return Holder{}
	}
	h := p.holder()
	if h.State == "" {
		h.State = c.State(h.Actor, doc.Published)
	}
	if h.State == "" && h.Via != "" {
		h.State = h.Actor
	}
	if h.State == "" && p.person >= 0 {
		h.State = p.stateOf(p.person)
	}
	return h
}

// phrase is a noun phrase under resolution.
type phrase struct {
	c           *Catalogue
	t           *text.Text
	on          corpus.Date
	ents        []corpus.Entity
	np          corpus.Span
	first, last int // its tokens
	head        int // the token of its head noun
	from, to    int // the mentions within it
	person      int // the named person who is the head, -1 if none
	body        int // the first mention with an actor that is no person, -1 if none
}

func newPhrase(c *Catalogue, t *text.Text, doc *corpus.Document, ents []corpus.Entity, np corpus.Span) *phrase {
	p := &phrase{c: c, t: t, on: doc.Published, ents: ents, np: np, person: -1, body: -1}
	p.first = sort.Search(len(t.Tokens), func(i int) bool { return t.Tokens[i].End > np.Start })
	p.last = sort.Search(len(t.Tokens), func(i int) bool { return t.Tokens[i].Start >= np.End })
	p.from = sort.Search(len(ents), func(i int) bool { return ents[i].End > np.Start })
	p.to = sort.Search(len(ents), func(i int) bool { return ents[i].Start >= np.End })
	for i := p.from; i < p.to; i++ {
		owner := p.possessed(i)
		switch {
		case ents[i].Type == corpus.Person && p.person < 0 && !owner:
			p.person = i
		case ents[i].Type != corpus.Person && p.body < 0 && ents[i].Actor != "":
			p.body = i
		}
	}
	p.head = p.headToken()
	return p
}

// possessed reports whether mention i only owns what the phrase is about: "Ms Roe’s office".
func (p *phrase) possessed(i int) bool {
	if p.ents[i].End > p.np.End {
		return false
	}
	rest := p.t.Source[p.ents[i].End:p.np.End]
	return strings.HasPrefix(rest, "’s ") || strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’ ") || strings.HasPrefix(rest, "' ")
}

func (p *phrase) word(tok int) string {
	if tok < 0 || tok >= len(p.t.Tokens) {
		return ""
	}
	return p.t.Word(tok)
}

// headToken returns the last token before the first preposition, comma or relative pronoun.
func (p *phrase) headToken() int {
	for tok := p.first + 1; tok < p.last; tok++ {
		switch strings.ToLower(p.word(tok)) {
		case "of", "for", "in", "at", "from", "to", "on", "with", "by", "near", "among", ",", "who", "which", "(", "speaking", "that", "under", "within", "inside":
			return tok - 1
		}
	}
	return p.last - 1
}

func (p *phrase) holder() Holder {
	if p.first+1 == p.last || strings.EqualFold(p.word(p.first), "he") {
		if h, ok := p.pronoun(strings.ToLower(p.word(p.first))); ok {
			return h
		}
	}
	if p.person >= 0 {
		return p.named()
	}
	return p.unnamed()
}

// named resolves a phrase that names a person.
func (p *phrase) named() Holder {
	actor := p.ents[p.person].Actor
	if !p.speaksForOthers(p.person) {
		return Holder{Actor: actor}
	}
	if body := p.spokenFor(); body != "" && body != actor {
		return Holder{Actor: body, Via: actor}
	}
	return Holder{Actor: actor}
}

// speaksForOthers reports whether a person is a spokesperson: by the words of the phrase, by
// the role said anywhere in the text, or by the catalogue.
func (p *phrase) speaksForOthers(i int) bool {
	for tok := p.first; tok < p.last; tok++ {
		if roleAt(p.word, tok) == spokes {
			return true
		}
	}
	words := p.np.In(p.t.Source)
	if strings.Contains(words, "speaking for") || strings.Contains(words, "on behalf of") || strings.Contains(words, "speaks for") {
		return true
	}
	if role := p.roleOf(p.ents[i].Actor); role != "" {
		return isSpokes(role)
	}
	at, ok := p.c.offer[p.ents[i].Actor]
	if !ok {
		return false
	}
	t := p.c.actors[at].term(p.on)
	return t != nil && t.office == "spokesperson"
}

func isSpokes(role string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(role)) {
		if roleNouns()[word] == spokes {
			return true
		}
	}
	return strings.Contains(strings.ToLower(role), "press secretary")
}

// roleOf returns the first role that the text says of a person.
func (p *phrase) roleOf(actor string) string {
	for i := range p.ents {
		if p.ents[i].Actor == actor && p.ents[i].Role != "" {
			return p.ents[i].Role
		}
	}
	return ""
}

// spokenFor returns whom the spokesperson of the phrase speaks for.
func (p *phrase) spokenFor() string {
	if p.body >= 0 {
		return p.ents[p.body].Actor
	}
	for i := p.from; i < p.to; i++ { // "Ms Roe’s spokesman"
		if i != p.person && p.ents[i].Type == corpus.Person {
			return p.ents[i].Actor
		}
	}
	actor := p.ents[p.person].Actor
	if s := p.c.State(actor, p.on); s != "" {
		return s
	}
	if s := p.stateOf(p.person); s != "" {
		return s
	}
	return p.lastBody(p.from)
}

// stateOf returns the state or body in the role that the text says of a person: mentions
// within the words of the role.
func (p *phrase) stateOf(person int) string {
	actor := p.ents[person].Actor
	for i := range p.ents {
		if p.ents[i].Actor != actor || p.ents[i].Role == "" {
			continue
		}
		role := p.ents[i].Role
		for j := max(0, i-3); j < min(len(p.ents), i+4); j++ {
			if e := &p.ents[j]; e.Type != corpus.Person && e.Actor != "" && strings.Contains(role, e.In(p.t.Source)) {
				return e.Actor
			}
		}
	}
	return ""
}

// lastBody returns the last state or organisation named before mention from.
func (p *phrase) lastBody(from int) string {
	for i := from - 1; i >= 0; i-- {
		if e := &p.ents[i]; e.Type != corpus.Person && e.Actor != "" {
			return e.Actor
		}
	}
	return ""
}
