package actors

import (
	"cmp"
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
// named spokesperson is Via. A pronoun is the subject before it, or the last mention that fits it; of
// several whom "they" means it is the first ([Catalogue.Holders]). Unnamed groups get
// their noun phrase as a label. It looks no further than a few hundred mentions around.
func (c *Catalogue) Holder(t *text.Text, doc *corpus.Document, ents []corpus.Entity, np corpus.Span) Holder {
	return c.Holders(t, doc, ents, np)[0]
}

// Holders says who holds what a noun phrase is the source of: those whom "they" means, one each, and
// in any other case whom [Catalogue.Holder] tells. There is always one at least, which may be empty.
func (c *Catalogue) Holders(t *text.Text, doc *corpus.Document, ents []corpus.Entity, np corpus.Span) []Holder {
	p := newPhrase(c, t, doc, ents, np)
	if p.first == p.last {
		return []Holder{{}}
	}
	var holders []Holder
	if p.first+1 == p.last && isThey(p.word(p.first)) {
		holders = p.groupBefore()
	} else {
		holders = append(holders, p.holder())
	}
	if len(holders) == 0 {
		return []Holder{{}}
	}
	for i := range holders {
		p.belongs(&holders[i])
	}
	return holders
}

// belongs fills in the state or organisation of a holder.
func (p *phrase) belongs(h *Holder) {
	if h.State == "" {
		h.State = p.c.State(h.Actor, p.on)
	}
	if h.State == "" && h.Via != "" {
		h.State = h.Actor
	}
	if h.State == "" && p.person >= 0 {
		h.State = p.stateOf(p.person)
	}
}

// phrase is a noun phrase under resolution.
type phrase struct {
	c           *Catalogue
	t           *text.Text
	doc         *corpus.Document
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
	p := &phrase{c: c, t: t, doc: doc, on: doc.Published, ents: ents, np: np, person: -1, body: -1}
	p.first, p.last = t.TokenAt(np.Start), t.TokenAt(np.End)
	p.from = sort.Search(len(ents), func(i int) bool { return ents[i].End > np.Start })
	p.to = sort.Search(len(ents), func(i int) bool { return ents[i].Start >= np.End })
	for i := p.from; i < p.to; i++ {
		owner := p.possessed(i) || p.modifies(i)
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

// modifies reports whether mention i stands before a plain noun that is the head: "the Roe
// administration", "Roe supporters".
func (p *phrase) modifies(i int) bool {
	tok := p.t.TokenAt(p.ents[i].End)
	if tok >= p.last || tok > p.first+8 {
		return false
	}
	if tag := p.t.Tokens[tok].Tag; tag == text.NN || tag == text.NNS {
		return true
	}
	return roleAt(p.word, tok) != "" || roleAt(p.word, tok+1) == organ
}

func (p *phrase) word(tok int) string {
	if tok < 0 || tok >= len(p.t.Tokens) {
		return ""
	}
	return p.t.Word(tok)
}

// lower returns a token in small letters.
func (p *phrase) lower(tok int) string { return strings.ToLower(p.word(tok)) }

// headToken returns the last token before the first preposition, comma or relative pronoun.
func (p *phrase) headToken() int {
	for tok := p.first + 1; tok < p.last; tok++ {
		switch p.lower(tok) {
		case "of", "for", "in", "at", "from", "to", "on", "with", "by", "near", "among", ",", "who", "which", "(", "speaking", "that", "under", "within", "inside":
			return tok - 1
		}
	}
	return p.last - 1
}

func (p *phrase) holder() Holder {
	if p.first+1 == p.last || strings.EqualFold(p.word(p.first), "he") {
		if h, ok := p.pronoun(p.lower(p.first)); ok {
			return h
		}
	}
	if p.person >= 0 {
		return p.named()
	}
	if p.from == p.to && p.isNobody() {
		return Holder{}
	}
	return p.unnamed()
}

// isNobody reports whether a phrase without a mention has no noun that could tell who is meant: "that",
// "please", and "humanitarian" in "humanitarian support for Chad". "The accused" are somebody, and so
// are "some" and "many of them".
func (p *phrase) isNobody() bool {
	switch p.lower(p.first) {
	case "few", "many", "most", "several", "some":
		return false
	}
	for tok := p.first; tok < p.last; tok++ {
		if tag := p.t.Tokens[tok].Tag; tag.IsNoun() || tag == 0 || isAcronym(p.word(tok)) {
			return false
		}
	}
	if p.last-p.first == 1 {
		return !p.unheard(p.first)
	}
	next := p.last < len(p.t.Tokens) && p.t.Tokens[p.last].Tag.IsNoun()
	return next || p.t.Tokens[p.first].Tag != text.DT || isOrdinal(p.word(p.last-1))
}

func isOrdinal(w string) bool {
	switch strings.ToLower(w) {
	case "first", "second", "third", "last", "former", "latter":
		return true
	}
	return false
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
		if roleAt(p.word, tok) == spokes || speaksFor(p.word, tok) {
			return true
		}
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
	words := strings.Fields(strings.ToLower(role))
	word := func(i int) string {
		if i < 0 || i >= len(words) {
			return ""
		}
		return words[i]
	}
	for i := range words {
		if roleAt(word, i) == spokes || speaksFor(word, i) {
			return true
		}
	}
	return false
}

// roleOf returns the first role that the text says of a person.
func (p *phrase) roleOf(actor string) string {
	for i := p.near(-1); i < p.near(1); i++ {
		if p.ents[i].Actor == actor && p.ents[i].Role != "" {
			return p.ents[i].Role
		}
	}
	return ""
}

// spokenFor returns whom the spokesperson of the phrase speaks for: the body named in the
// phrase, the antecedent of "its", a ministry of the state that the text is about, the body
// of the role said elsewhere, or what the catalogue knows.
func (p *phrase) spokenFor() string {
	if s := cmp.Or(p.institution(), p.spokenInstitution()); s != "" {
		return s
	}
	if p.body >= 0 {
		return p.ents[p.body].Actor
	}
	for i := p.from; i < p.to; i++ { // "Ms Roe’s spokesman"
		if i != p.person && p.ents[i].Type == corpus.Person {
			return p.ents[i].Actor
		}
	}
	if strings.EqualFold(p.word(p.first), "its") || strings.EqualFold(p.word(p.first), "their") {
		return p.subject()
	}
	if s := p.capital(); s != "" {
		return s
	}
	for tok := p.first; tok < p.last; tok++ {
		if c := roleAt(p.word, tok); c == organ || c == land {
			return p.lastState()
		}
	}
	actor := p.ents[p.person].Actor
	if s := p.stateOf(p.person); s != "" {
		return s
	}
	if s := p.c.State(actor, p.on); s != "" {
		return s
	}
	if role := p.roleOf(actor); role != "" {
		for word := range strings.FieldsSeq(strings.ToLower(role)) {
			if c := roleNouns()[word]; c == organ || c == land {
				return p.lastState()
			}
		}
	}
	return p.lastBody(p.from)
}

// stateOf returns the state or body in the role that the text says of a person: mentions
// within the words of the role.
func (p *phrase) stateOf(person int) string {
	actor := p.ents[person].Actor
	for i := p.near(-1); i < p.near(1); i++ {
		if p.ents[i].Actor != actor || p.ents[i].Role == "" {
			continue
		}
		role := p.ents[i].Role
		if outside.ofAny(role) { // "an opposition deputy of Norway" does not speak for Norway
			return ""
		}
		for j := max(0, i-3); j < min(len(p.ents), i+4); j++ {
			if e := &p.ents[j]; e.Type != corpus.Person && e.Actor != "" && strings.Contains(role, e.In(p.t.Source)) {
				return e.Actor
			}
		}
	}
	return ""
}

// window bounds how far from the phrase its persons and bodies are looked for, in mentions,
// so that a text of a megabyte takes no quadratic time. A brief has fewer.
const window = 400

// near returns the first (-1) and the last (1) mention within the window, the latter
// exclusive.
func (p *phrase) near(side int) int {
	return min(max(0, p.from+side*window), len(p.ents))
}

// lastBody returns the last state or organisation named before mention from.
func (p *phrase) lastBody(from int) string {
	for i := from - 1; i >= p.near(-1); i-- {
		if e := &p.ents[i]; e.Type != corpus.Person && e.Actor != "" {
			return e.Actor
		}
	}
	return ""
}

// subject returns what "it" and "its" most likely mean: the first body of the sentence, else
// the first one of the sentence before, since subjects come first.
func (p *phrase) subject() string {
	s := p.t.SentenceAt(p.first)
	for k := s; k >= 0 && k > s-3 && k < len(p.t.Sentences); k-- {
		sent := p.spoken(k).Span
		i := sort.Search(len(p.ents), func(i int) bool { return p.ents[i].Start >= sent.Start })
		for ; i < p.from && p.ents[i].Start < sent.End; i++ {
			if e := &p.ents[i]; e.Type != corpus.Person && e.Actor != "" {
				return e.Actor
			}
		}
	}
	return p.lastBody(p.from)
}
