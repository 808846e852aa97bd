package actors

import (
	"sort"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Resolve returns the mentions with their Actor and Role filled in, by the rules of
// docs/actors.md, and notes in Found.Inputs which rule it was. Ents are those of
// entities.Find; they are not altered.
func (c *Catalogue) Resolve(t *text.Text, doc *corpus.Document, ents []corpus.Entity) []corpus.Entity {
	r := newReading(c, t, doc, ents)
	r.define()
	r.states()
	r.unlisted()
	r.persons()
	r.shared()
	r.capitals()
	r.names()
	r.link()
	r.bodies()
	r.roles()
	return r.ents
}

// reading is the state of resolving one text.
type reading struct {
	c     *Catalogue
	t     *text.Text
	on    corpus.Date
	ents  []corpus.Entity
	first []int  // the first token of each mention
	last  []int  // the token behind its last one
	done  []bool // resolved, be it to no actor

	alias  map[string]string // what the text itself defines: acronyms by key, and back
	seen   map[string]int    // states by number of mentions
	tied   map[string]int    // states by number of mentions of their organisations
	spots  []spot            // mentions of states, in order
	family map[string]int    // mentions of persons by surname
	cast   []member          // the persons of the text
	full   map[string]int    // members by full name
	part   map[string][]int  // members by a part of the name
}

// spot is a mention that stands for a state.
type spot struct {
	ent   int
	state string
}

func newReading(c *Catalogue, t *text.Text, doc *corpus.Document, ents []corpus.Entity) *reading {
	r := &reading{
		c: c, t: t, on: doc.Published,
		ents:  make([]corpus.Entity, len(ents)),
		first: make([]int, len(ents)), last: make([]int, len(ents)), done: make([]bool, len(ents)),
		alias: map[string]string{}, seen: map[string]int{}, tied: map[string]int{},
	}
	copy(r.ents, ents)
	tok := 0
	for i := range r.ents {
		e := &r.ents[i]
		for tok < len(t.Tokens) && t.Tokens[tok].End <= e.Start {
			tok++
		}
		r.first[i] = tok
		end := tok
		for end < len(t.Tokens) && t.Tokens[end].Start < e.End {
			end++
		}
		r.last[i] = end
		r.done[i] = actorless(e.Type)
	}
	return r
}

// actorless reports whether mentions of a type stand for no actor by the rules.
func actorless(t corpus.EntityType) bool {
	switch t {
	case corpus.Loc, corpus.Law, corpus.Event, corpus.Facility, corpus.Product, corpus.WorkOfArt:
		return true
	}
	return false
}

func (r *reading) name(i int) string { return r.ents[i].In(r.t.Source) }

// set resolves a mention to an actor, "" for none; rule says why.
func (r *reading) set(i int, actor, rule string) {
	e := &r.ents[i]
	e.Actor = actor
	r.done[i] = true
	if e.Found.Inputs == "" {
		e.Found.Inputs = rule
	}
}

// word returns a token as written, "" outside the text.
func (r *reading) word(tok int) string {
	if tok < 0 || tok >= len(r.t.Tokens) {
		return ""
	}
	return r.t.Word(tok)
}

// lower returns a token in small letters.
func (r *reading) lower(tok int) string { return strings.ToLower(r.word(tok)) }

// sentence returns the tokens [first, last) of the sentence that a token stands in.
func (r *reading) sentence(tok int) (first, last int) {
	i := r.t.SentenceAt(tok)
	if i == len(r.t.Sentences) {
		return tok, tok
	}
	return r.t.Sentences[i].First, r.t.Sentences[i].Last
}

// states resolves the mentions that name a state or its people in a way that is not shared,
// and all that a user lists. Every such mention is evidence for what else the text means.
func (r *reading) states() {
	for i := range r.ents {
		senses := r.c.lookup(r.name(i))
		if len(senses) == 0 {
			continue
		}
		s := senses[0]
		a := &r.c.actors[s.actor]
		e := &r.ents[i]
		switch {
		case a.own:
			r.set(i, a.name, "actor=own list")
		case !a.nation() && a.kind != Person && !s.common && s.how == byName && !r.done[i]:
			r.seen[a.name]++ // names resolves it
			r.tied[a.state]++
			continue
		case e.Type == corpus.Facility && s.how == bySeat && r.seatActs(i):
			r.set(i, a.name, ruleOf[s.how])
		case r.done[i] || s.common || meanings()[key(r.name(i))] != nil || !a.nation() || e.Type == corpus.Person || s.how == byCapital:
			continue
		default:
			r.set(i, a.name, ruleOf[s.how])
		}
		r.spot(i, a.name)
	}
	r.inner()
}

// seatActs reports whether a seat of power that the recogniser took for a building does what
// only people do: "Downing Street denied it", but "crowds in Downing Street" and "Downing Street
// was closed".
func (r *reading) seatActs(i int) bool {
	before := r.first[i] - 1
	if strings.EqualFold(r.word(before), "the") {
		before--
	}
	switch r.lower(before) {
	case "", ".", ",", ";", "“", "and", "but", "that", "while", "as", "when":
	default:
		return false
	}
	if after := r.lower(r.last[i]); after == "was" || after == "is" {
		return false
	}
	return i+1 == len(r.ents) || !r.listed(i, i+1) // "Downing Street and Whitehall were closed"
}

// inner counts the states inside longer names ("Chinese Foreign Ministry") and capitals as
// evidence: whether Tbilisi is a place or an actor, the text is about that Georgia.
func (r *reading) inner() {
	for i := range r.ents {
		if r.done[i] {
			continue
		}
		if senses := r.c.lookup(r.name(i)); len(senses) == 1 && senses[0].how == byCapital {
			r.seen[r.c.actors[senses[0].actor].name]++
		} else if r.ents[i].Type == corpus.Org {
			if state, _ := r.c.splitState(r.name(i)); state != "" {
				r.seen[state]++
			}
		}
	}
}

var ruleOf = [...]string{
	byName: "actor=name", byAdjective: "actor=adjective", byCapital: "actor=capital that acts", bySeat: "actor=seat of power",
}

func (r *reading) spot(i int, state string) {
	r.spots = append(r.spots, spot{i, state})
	r.seen[state]++
}

// nation reports whether an actor is a state or speaks like one.
func (a *actor) nation() bool {
	return a.kind == State || a.kind == Territory || a.kind == Former
}

// names resolves organisations by the catalogue and by what the text defines.
func (r *reading) names() {
	for i := range r.ents {
		e := &r.ents[i]
		if r.done[i] || e.Type == corpus.Person {
			continue
		}
		name := r.name(i)
		if e.Type == corpus.Org && r.channel(i) {
			r.set(i, "", "actor=platform, not its owner")
			continue
		}
		if def, ok := r.alias[key(name)]; ok {
			r.explain(i, def)
		} else if s, ok := r.sense(name, i); ok {
			r.set(i, r.c.actors[s.actor].name, ruleOf[s.how])
		} else if actor := r.misnamed(i); actor != "" {
			r.set(i, actor, "actor=name of another kind")
		} else if e.Type == corpus.GPE {
			r.place(i)
		}
	}
}

// misnamed returns the person whose full name or alias the recogniser took for an organisation
// or a place: "AMLO".
func (r *reading) misnamed(i int) string {
	name := bare(r.name(i))
	if at, ok := r.knownPerson(name, strings.Fields(fold(name))); ok {
		return r.c.actors[at].name
	}
	return ""
}

// place resolves the name of a place that the catalogue does not know: to nobody, unless the
// recogniser took a leader’s surname or a newspaper for one.
func (r *reading) place(i int) {
	if leader := r.misplaced(i); leader != "" {
		r.set(i, leader, "actor=name of another kind")
		return
	}
	if r.introduced(i) {
		r.set(i, bare(r.name(i)), "actor=as written")
		return
	}
	r.set(i, "", "actor=mere place")
}

// introduced reports whether the word before says that a name is no place: "the daily Przegląd".
func (r *reading) introduced(i int) bool {
	return introduction.of(r.lower(r.first[i] - 1))
}

// misplaced returns the leader whose surname the recogniser took for a place: there is no
// town Putin in a text about Russia. Where the mention is no place by its preposition, somebody
// who once led that state will do, and anybody whom the text names in full.
func (r *reading) misplaced(i int) string {
	name := bare(r.name(i))
	enough := 4
	if before := r.lower(r.first[i] - 1); !cueTable()["before "+before] {
		if governed, _ := r.governed(i); !governed {
			if m := r.member(name); m != nil && r.surely(m, name) {
				return m.name
			}
		}
		enough = 3
	}
	if at, score := r.surname(name, i); score >= enough && isSurname(name) {
		return r.c.actors[at].name
	}
	return ""
}

// surely reports whether a member of the cast is a person: the text says a role, or the surname is
// taken for one more than once. "Leaving Valdora" makes no person of Valdora.
func (r *reading) surely(m *member, surname string) bool {
	if r.family[surnameKey(surname)] > 1 {
		return true
	}
	_, before := r.roleBefore(m.ent)
	_, behind := r.roleBehind(m.ent)
	return before || behind
}

// sense picks the sense of an organisation's name: if several share it ("Congress"), the one
// of the nearest state, else of the state that the text names most. Without such evidence
// it has none.
func (r *reading) sense(name string, i int) (sense, bool) {
	senses := r.c.lookup(name)
	if len(senses) == 0 && name != "" && name[0] >= '0' && name[0] <= '9' { // the 116th Congress
		_, rest, _ := strings.Cut(name, " ")
		senses = r.c.lookup(rest)
	}
	if len(senses) == 0 {
		return sense{}, false
	}
	generic := bodies().find(fold(bare(name))) == ownName
	near, best, most := "", -1, 0
	for k, s := range senses {
		a := &r.c.actors[s.actor]
		if a.kind == Person || s.how == byCapital {
			continue
		}
		if !s.common && r.plausible(name, a) {
			return s, true
		}
		if near == "" {
			near = r.near(i, "")
		}
		if a.state != "" && a.state == near {
			return s, true
		}
		owner := a.state
		if owner == "" {
			owner = a.name
		}
		if n := r.seen[owner]; n > most && (!generic || a.state == "European Union") {
			best, most = k, n
		}
	}
	if best < 0 {
		return sense{}, false
	}
	return senses[best], true
}

// plausible reports whether a short acronym can mean an institution of its state: ICT is the
// tribunal of Bangladesh only where the text names Bangladesh. Those of the United States,
// newspapers and companies are known without.
func (r *reading) plausible(name string, a *actor) bool {
	if len(name) > 3 || !isAcronym(name) || a.kind == Media || a.kind == Company || !r.c.isNation(a.state) {
		return true
	}
	return a.state == "United States" || r.seen[a.state] > 0
}

// near returns the state that the words around a mention are about: the last one named
// before it in its sentence, else the next one in it, else the last one named before, else
// the one named most.
// The state skip is left out.
func (r *reading) near(i int, skip string) string {
	if state := r.seat(i); state != "" {
		return state
	}
	first, last := r.sentence(r.first[i])
	at := sort.Search(len(r.spots), func(k int) bool { return r.spots[k].ent >= i })
	before := ""
	for k := at - 1; k >= 0 && k > at-10; k-- {
		if r.spots[k].state == skip {
			continue
		}
		before = r.spots[k].state
		if r.first[r.spots[k].ent] >= first {
			return before
		}
		break
	}
	for k := at; k < len(r.spots) && k < at+4; k++ {
		if s := r.spots[k]; s.ent > i && s.state != skip && r.first[s.ent] < last {
			return s.state
		}
	}
	if before != "" {
		return before
	}
	return r.main()
}

// seat returns the state in whose capital an institution sits: "the High Court in London".
func (r *reading) seat(i int) string {
	if i+1 >= len(r.ents) || r.word(r.last[i]) != "in" || r.first[i+1] != r.last[i]+1 {
		return ""
	}
	if s := r.c.lookup(r.name(i + 1)); len(s) > 0 && s[0].how == byCapital {
		return r.c.actors[s[0].actor].name
	}
	return ""
}

// main returns the state that the whole text names most, the first of them if there are several,
// by what is resolved so far and what is evidence for more: a leader, a capital as a place.
// (phrase.main, for what is said at one place of a resolved text, looks at what stands before.)
func (r *reading) main() string {
	best, most := "", 0
	for _, s := range r.spots {
		if n := r.seen[s.state]; n > most {
			best, most = s.state, n
		}
	}
	return best
}

// channel reports whether a platform is only the place where something was said: "wrote on
// Twitter", "in a Telegram post".
func (r *reading) channel(i int) bool {
	senses := r.c.lookup(r.name(i))
	if len(senses) == 0 || r.c.actors[senses[0].actor].kind != Platform {
		return false
	}
	switch r.lower(r.first[i] - 1) {
	case "on", "via", "over", "through", "to", "using":
		return true
	}
	return post.of(r.lower(r.last[i]))
}
