package actors

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/wordclass"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// isThing reports whether the head of a phrase is a thing that cannot hold a position, or a word
// that only addresses the reader: "Please support the fund".
func (p *phrase) isThing() bool {
	head := p.head
	for tok := p.first + 1; tok < head; tok++ {
		if p.t.Tokens[tok].Tag == text.VBG && p.t.Tokens[tok-1].Tag.IsNoun() {
			head = tok - 1 // "legislators | supporting the law"
		}
	}
	switch w := p.lower(head); w {
	case "please", "let", "thanks":
		return p.first == head
	default:
		return isInanimate(w)
	}
}

// unnamed resolves a phrase without a named person by its head noun.
func (p *phrase) unnamed() Holder {
	for i := p.from; i < p.to; i++ {
		// The head is a name: "the African Union", "France, the host".
		if e := &p.ents[i]; e.Actor != "" && p.covers(e) && e.Type != corpus.Norp {
			return Holder{Actor: e.Actor}
		}
		if e := &p.ents[i]; e.Type == corpus.Facility && p.covers(e) { // "the Chilean Embassy in Lima"
			if state, _ := p.c.splitState(e.In(p.t.Source)); state != "" {
				return Holder{Actor: state}
			}
		}
	}
	if actor := p.apposed(); actor != "" {
		return Holder{Actor: actor}
	}
	if s := p.oneOfSeveral(); s != "" {
		return Holder{Actor: s}
	}
	switch p.class() {
	case spokes, organ:
		if p.anonymous() {
			return Holder{Actor: p.label()}
		}
		return Holder{Actor: cmp.Or(p.spokenInstitution(), p.owner())}
	case office:
		return p.officer()
	case land:
		return Holder{Actor: p.country()}
	case thing:
		if actor := p.institution(); actor != "" {
			return Holder{Actor: actor}
		}
		return Holder{Actor: p.thing()}
	}
	if p.body >= 0 && p.ents[p.body].Type == corpus.Norp && p.covers(&p.ents[p.body]) {
		return Holder{Actor: p.ents[p.body].Actor} // "the Russians"
	}
	if actor := p.institution(); actor != "" {
		return Holder{Actor: actor}
	}
	if p.isThing() {
		return Holder{}
	}
	return Holder{Actor: p.label()}
}

// oneOfSeveral returns the first state of those whose bodies are holders each, or another of them:
// "the governments of Chad | and Libya", "the governments in Vienna | and Budapest".
func (p *phrase) oneOfSeveral() string {
	for i := p.from; i < p.to; i++ {
		if p.covers(&p.ents[i]) {
			return p.capitalOf(i)
		}
	}
	switch p.lower(p.head) {
	case "embassies", "governments", "ministries", "presidents":
	case "leaders": // those of business and of parties speak for themselves
		if p.head > p.first+1 || p.head == p.first+1 && !isDefinite(p.word(p.first)) {
			return ""
		}
	default:
		return ""
	}
	if p.body >= 0 && p.c.isNation(p.ents[p.body].Actor) {
		return p.ents[p.body].Actor
	}
	return p.capital()
}

// anonymous reports whether nothing ties the speakers to a state: "news sources", "Western
// diplomats", "officials on both sides", as against "the authorities".
func (p *phrase) anonymous() bool {
	if p.body >= 0 || p.capital() != "" || p.holdsIts() {
		return false
	}
	if p.from < p.to && p.ents[p.from].Type != corpus.Person && p.ents[p.from].Start < p.t.Tokens[p.head].Start {
		return true
	}
	if isDefinite(p.word(p.first)) && p.from < p.to {
		return false
	}
	head := p.lower(p.head)
	if delegate.of(head) { // those of several states, who have met
		return true
	}
	switch head {
	case "sources", "statement", "communiqué", "media":
		return p.from == p.to
	}
	return p.from == p.to && !isDefinite(p.word(p.first)) && p.last-p.first > 2
}

// holdsIts reports whether the phrase tells with a pronoun whose the speakers are: "its foreign
// ministry", "a statement by its foreign ministry".
func (p *phrase) holdsIts() bool {
	for tok := p.first; tok <= p.head+3 && tok < p.last; tok++ {
		if strings.EqualFold(p.word(tok), "its") {
			return true
		}
	}
	return false
}

// covers reports whether a mention is the head of the phrase.
func (p *phrase) covers(e *corpus.Entity) bool {
	head := p.t.Tokens[p.head].Span
	return e.Span.Contains(head) || head.Contains(e.Span) && !strings.Contains(p.word(p.head), "-")
}

func (p *phrase) class() class { return roleAt(p.word, p.head) }

// owner returns whose body or spokesman the phrase is: the state or organisation in it, the
// antecedent of "its", else the last one named.
func (p *phrase) owner() string {
	if p.body >= 0 {
		return p.ents[p.body].Actor
	}
	for i := p.from; i < p.to; i++ { // "Ms Roe’s office", "the Roe administration"
		if e := &p.ents[i]; e.Type == corpus.Person && e.Actor != "" {
			if s := p.c.State(e.Actor, p.on); s != "" {
				return s
			}
			if s := p.stateOf(i); s != "" {
				return s
			}
			return e.Actor
		}
	}
	if s := p.capital(); s != "" {
		return s
	}
	if p.holdsIts() {
		return p.subject()
	}
	if s := p.lastState(); s != "" {
		return s
	}
	return p.label()
}

// capital returns the state of a capital in the phrase that is a mere place: "officials in
// Warsaw" are Polish ones. An embassy there is not.
func (p *phrase) capital() string {
	if mission.of(p.lower(p.head)) {
		return ""
	}
	for i := p.from; i < p.to; i++ {
		if s := p.capitalOf(i); s != "" {
			return s
		}
	}
	return ""
}

// capitalOf returns the state whose capital mention i is.
func (p *phrase) capitalOf(i int) string {
	if p.ents[i].Type != corpus.GPE {
		return ""
	}
	if s := p.c.lookup(p.ents[i].In(p.t.Source)); len(s) > 0 && s[0].how == byCapital {
		return p.c.actors[s[0].actor].name
	}
	return ""
}

// country resolves "the kingdom", "his government", "the Roe administration": the state in
// the phrase, else the one that the text is about.
func (p *phrase) country() string {
	if p.from < p.to {
		return p.owner()
	}
	if s := p.main(); s != "" {
		return s
	}
	return p.label()
}

// thing resolves "the party", "the Mud Club’s board": the organisation in the phrase, else
// the last one whose name holds the noun, else the last one at all for "the company".
func (p *phrase) thing() string {
	if p.body >= 0 && p.ents[p.body].Type == corpus.Org {
		return p.ents[p.body].Actor
	}
	if p.from < p.to || !isDefinite(p.word(p.first)) {
		return p.label()
	}
	noun := p.lower(p.head)
	for i := p.from - 1; i >= p.near(-1); i-- {
		if e := &p.ents[i]; e.Type == corpus.Org && e.Actor != "" &&
			(strings.Contains(strings.ToLower(e.Actor), noun) || strings.Contains(strings.ToLower(e.In(p.t.Source)), noun)) {
			return e.Actor
		}
	}
	want := kindOf(noun)
	for i := p.from - 1; i >= p.near(-1); i-- {
		e := &p.ents[i]
		if e.Type != corpus.Org || e.Actor == "" || want == "" {
			continue
		}
		at, known := p.c.offer[e.Actor]
		if known && p.c.actors[at].kind == want || !known && want == Company {
			return e.Actor
		}
	}
	return p.label()
}

// apposed returns the organisation in apposition at the end of the phrase: "the main
// opposition party, the Mud Club".
func (p *phrase) apposed() string {
	if p.to == p.from {
		return ""
	}
	e := &p.ents[p.to-1]
	before := strings.TrimSuffix(strings.TrimRight(p.t.Source[p.np.Start:max(p.np.Start, e.Start)], " "), " the")
	if e.Type == corpus.Org && e.End >= p.np.End-1 && strings.HasSuffix(before, ",") {
		return e.Actor
	}
	return ""
}

// main returns the state that the text names most before the phrase, by its own name or that
// of one of its bodies; one that is named first behind it where none is before. In "The
// Constitutional Court of Zambia struck down the law. The government … The US embassy, the
// US envoy …" the government is Zambia's.
func (p *phrase) main() string {
	if s := p.mostNamed(p.near(-1), p.from); s != "" {
		return s
	}
	return p.mostNamed(p.from, p.near(1))
}

func (p *phrase) mostNamed(from, to int) string {
	count := map[string]int{}
	best := ""
	for i := from; i < to; i++ {
		s := p.ents[i].Actor
		at, ok := p.c.offer[s]
		if ok && p.c.actors[at].kind == Body {
			s = p.c.actors[at].state
			at, ok = p.c.offer[s]
		}
		if !ok || !p.c.actors[at].nation() {
			continue
		}
		count[s]++
		if count[s] > count[best] {
			best = s
		}
	}
	return best
}

// officer resolves "the Indian foreign minister" and "the president": to the person of the
// text who bears the role, else to the state or organisation.
func (p *phrase) officer() Holder {
	state := ""
	if p.body >= 0 {
		state = p.ents[p.body].Actor
	}
	title := p.title()
	for i := p.from - 1; i >= p.near(-1) && !isIndefinite(p.word(p.first)); i-- {
		if p.bears(i, title, state) {
			p.person = i
			return p.named()
		}
	}
	for i := p.to; i < p.near(1) && !isIndefinite(p.word(p.first)); i++ {
		if p.bears(i, title, state) {
			p.person = i
			return p.named()
		}
	}
	if state == "" && (!isDefinite(p.word(p.first)) || !governing.ofAny(title)) {
		return Holder{Actor: p.label()}
	}
	if state == "" {
		state = p.owner()
	}
	return Holder{Actor: state, State: state}
}

// title returns the words of the head noun with what belongs to it: "foreign minister".
func (p *phrase) title() string {
	w := p.lower(p.head)
	if before := p.lower(p.head - 1); department.of(before) {
		return before + " " + w
	}
	return w
}

// bears reports whether mention i is a person who bears a title, of the state if that is
// given: as the text says, or as the catalogue knows.
func (p *phrase) bears(i int, title, state string) bool {
	e := &p.ents[i]
	if e.Type != corpus.Person || e.Actor == "" {
		return false
	}
	if e.Role != "" && hasTitle(strings.ToLower(e.Role), title) {
		return state == "" || p.stateOf(i) == state || p.stateOf(i) == ""
	}
	at, ok := p.c.offer[e.Actor]
	if !ok {
		return false
	}
	t := p.c.actors[at].term(p.on)
	return t != nil && hasTitle(t.office, title) && (state == "" || t.state == state)
}

// hasTitle reports whether a role is the title: "foreign minister" is a minister, a "deputy
// minister" is no minister, unless that is what is asked for. A "minister of transport" is a
// transport minister.
func hasTitle(role, title string) bool {
	if of, office, ok := strings.Cut(title, " "); ok && (strings.Contains(role, office+" of "+of) || strings.Contains(role, office+" for "+of)) {
		return true
	}
	before, _, ok := strings.Cut(role, title)
	if !ok {
		return false
	}
	for _, other := range [...]string{"prime ", "deputy ", "vice-", "vice "} {
		if strings.HasSuffix(before, other) {
			return strings.HasPrefix(title, "deputy") || strings.HasPrefix(title, "vice") || strings.HasPrefix(title, "prime")
		}
	}
	return true
}

// isIndefinite reports whether a phrase that begins with a word means nobody whom the text names: "a
// minister" is another one than "the minister, Ada Roe".
func isIndefinite(w string) bool {
	switch strings.ToLower(w) {
	case "a", "an", "another", "any", "each", "every", "no", "one":
		return true
	}
	return false
}

func isDefinite(w string) bool {
	switch strings.ToLower(w) {
	case "the", "its", "his", "her", "their", "this", "that":
		return true
	}
	return false
}

// institution resolves "the Thai army", "its parliament", "the central bank": an institution
// in lower case, by its state.
func (p *phrase) institution() string { return p.institutionIn(p.first, p.head) }

// spokenInstitution resolves "the Thai army spokesman": the institution in lower case, of a state,
// that stands before the noun for a spokesperson.
func (p *phrase) spokenInstitution() string {
	if p.body >= 0 && !p.c.isNation(p.ents[p.body].Actor) {
		return ""
	}
	for tok := p.first; tok < min(p.last, p.first+maxRole); tok++ {
		if roleAt(p.word, tok) != spokes {
			continue
		}
		first := tok
		for first > p.first && !isCapital(p.word(first-1)) {
			first-- // up to the name: the White House spokesman is no spokesman of a house
		}
		return p.institutionIn(first, tok-1)
	}
	return ""
}

// institutionIn resolves an institution that begins with one of the tokens from first to head, its head
// noun.
func (p *phrase) institutionIn(first, head int) string {
	state := p.lastState()
	if p.body >= 0 {
		state = p.ents[p.body].Actor
	}
	if state == "" {
		return ""
	}
	for ; first <= head; first++ {
		core := fold(p.t.Source[p.t.Tokens[first].Start:p.t.Tokens[head].End])
		v := bodies().find(core)
		if v == "" || strings.Contains(core, " s ") {
			continue
		}
		if s, ok := p.c.ofState(core, state); ok {
			return s
		}
		if v == forState {
			return state
		}
		name := strings.ToUpper(core[:1]) + core[1:]
		return p.c.titled(core, name, state)
	}
	return ""
}

func (p *phrase) lastState() string {
	for i := p.from - 1; i >= p.near(-1); i-- {
		if at, ok := p.c.offer[p.ents[i].Actor]; ok && p.c.actors[at].nation() {
			return p.ents[i].Actor
		}
	}
	return p.main()
}

// label returns the phrase without its article and with a small letter, as the name of an
// unnamed group: "analysts", "some member states". A name that the recogniser missed, as it may at
// the very start of a text, keeps its letters.
func (p *phrase) label() string {
	s := p.np.In(p.t.Source)
	if isAcronym(s) { // one that the recogniser missed: "MBS"
		if senses := p.c.lookup(s); len(senses) == 1 && !senses[0].common {
			return p.c.actors[senses[0].actor].name
		}
	}
	if state := p.main(); state != "" && strings.EqualFold(s, "the opposition") {
		return p.c.titled("opposition", "opposition", state)
	}
	for _, article := range [...]string{"The ", "the ", "A ", "a ", "An ", "an "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			s = rest
			break
		}
	}
	for i := p.from; i < p.to; i++ {
		if strings.HasPrefix(s, p.ents[i].In(p.t.Source)) {
			return s
		}
	}
	if s == "" || isAcronym(p.word(p.first)) || p.unheard(p.first) {
		return s
	}
	return lowerFirst(s)
}

func lowerFirst(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:first]) + s[first:]
}

// unheard reports whether a token is no word that is known, and thus a name: "Graustark rejected
// the plan", as against "Parliament rejected the plan".
func (p *phrase) unheard(tok int) bool {
	w := p.word(tok)
	return !strings.Contains(w, "-") && wordclass.Of(strings.ToLower(w)) == wordclass.Class{}
}
