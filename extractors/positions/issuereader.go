package positions

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// issueReader reads the phrase of a target from left to right.
type issueReader struct {
	units  []unit
	at     int
	clause bool // the phrase may be a whole one: "Uganda must stop the dredging"

	verb      string
	pointer   string   // the noun that led to what is meant, see isPointer
	words     []string // modifiers and head, the head last
	names     []string
	possessor []string // names that end in ’s, or whose membership it is
	lead      int      // how many of words are adjectives that stand in front
	first     int      // the token behind its verb
	doers     bool     // the phrase began with those who are to do it
	object    bool     // there is more than a head and whose it is: "a ban on Huawei", "the drilling ban"
}

func (r *issueReader) read() {
	r.start()
	if (r.verb == "" || isUrging.of(r.verb)) && len(r.words) == 0 && len(r.names) > 0 {
		if at := r.predicate(); at >= 0 {
			possessor := append(r.possessor, r.names...) // "Uganda | stop the dredging", "Poland | to lift"
			if r.peek().tag == text.CC || r.peek().tag == text.Comma {
				possessor = nil // what several are to do is nobody's
			}
			*r = issueReader{units: r.units, at: at, possessor: possessor, doers: true}
			r.start()
		}
	}
	for r.at < len(r.units) {
		if _, undoing := undoingNoun(r.head()); undoing && governs(r.peek().word) {
			r.undo()
			return
		}
		switch r.peek().word {
		case "of":
			r.at++
			first := r.peek().token
			var inner, names []string
			r.phrase(&inner, &names)
			if isMeasure(r.head()) && len(inner)+len(names) > 0 {
				r.words, r.first = nil, first
			}
			r.govern(inner, names)
		case "on", "against", "for", "to", "with", "in", "between", "over", "from", "into", "by", "about":
			if r.follow() {
				continue
			}
			if !r.complement() {
				return
			}
		default:
			return
		}
	}
}

// start reads the verb and the noun phrase that a phrase begins with.
func (r *issueReader) start() {
	r.first = r.peek().token
	r.skip()
	if r.verbNext() {
		r.deed()
		r.first = r.peek().token
	}
	r.lead = r.phrase(&r.words, &r.names)
	r.object = r.object || r.verb != "" && len(r.words)+len(r.names) > 0
}

// predicate returns where the verb of a demand stands, if it comes next or behind further names; -1
// if none does. A clause may have a finite one, but for "is", which tells what somebody is.
func (r *issueReader) predicate() int {
	at := r.at
	for at+1 < len(r.units) && (r.units[at].tag == text.CC || r.units[at].tag == text.Comma) && r.units[at+1].name {
		at += 2
	}
	if at < len(r.units) && (r.units[at].tag == text.TO || r.clause && r.units[at].tag == text.MD) {
		at++
	}
	if at >= len(r.units) {
		return -1
	}
	switch u := r.units[at]; u.tag {
	case text.VB:
		return at
	case text.VBZ, text.VBP, text.VBD:
		if r.clause && !slices.Contains(beForms, u.word) {
			return at
		}
	}
	return -1
}

// complement reads what stands behind a preposition. It reports whether the phrase goes on.
func (r *issueReader) complement() bool {
	prep := r.peek().word
	r.at++
	r.skip()
	if !r.peek().name {
		if (prep == "on" || prep == "over" || prep == "against") && len(r.words) == 1 {
			var inner, names []string
			r.phrase(&inner, &names)
			r.govern(inner, names)
		}
		return false
	}
	names := []string{}
	r.phrase(&[]string{}, &names)
	for prep == "between" && r.peek().word == "and" && r.at+1 < len(r.units) {
		r.at++
		r.phrase(&[]string{}, &names)
	}
	r.attach(names)
	return true
}

// govern takes what stands behind a noun as what the noun is about: "the law on foreign agents" is
// "foreign agents law", "a peaceful transfer of power" is "peaceful power transfer".
func (r *issueReader) govern(words, names []string) {
	lead := min(r.lead, max(len(r.words)-1, 0))
	r.words = slices.Concat(r.words[:lead], words, r.words[lead:])
	if len(r.names) == 0 {
		r.names = names
	}
}

// undo reads what is undone behind a noun and a preposition, up to the end: "an end to the ban on
// dredging".
func (r *issueReader) undo() {
	of := issueReader{units: r.units, at: r.at + 1}
	of.read()
	r.at = of.at
	if !slices.ContainsFunc(r.modifiers(), isLasting) { // "an immediate end to"
		r.words = r.words[len(r.words)-1:]
	}
	thing := of.words
	if label := verbNoun(of.verb); label != "" {
		thing = append(thing, label)
	}
	r.govern(thing, of.names)
	r.object = len(thing)+len(of.names) > 0
	r.possessor = append(r.possessor, of.possessor...)
}

// deed reads a verb that the phrase begins with.
func (r *issueReader) deed() {
	r.verb = r.peek().word
	r.at++
	if p := r.peek(); p.tag == text.IN || p.tag == text.RP { // "to abide by the numbers"
		if full := r.verb + " " + p.word; verbNoun(full) != "" {
			r.verb = full
		}
		r.at++
	}
}

// verbNext reports whether a verb comes next; a gerund that undoes something is one, whatever its
// tag, with its object behind it: "opposes lifting sanctions".
func (r *issueReader) verbNext() bool {
	u := r.peek()
	if u.name {
		return false
	}
	next := r.next()
	if u.tag.IsVerb() {
		return u.tag != text.VBN && !isActivity(u, next)
	}
	if undoings().verbs[u.word] == "" || !strings.HasSuffix(u.word, "ing") {
		return false
	}
	return next.name || next.tag == text.DT || next.tag == text.PRPS || next.tag == text.JJ || next.tag == text.NNS
}

// verbNoun returns the word of the label for a verb; "" if it has none.
func verbNoun(verb string) string {
	if label := undoings().verbs[verb]; label != "" {
		return label
	}
	label, _ := issueWord(verb)
	return label
}

// follow goes on from a noun that points to what stands behind the preposition that is next: a
// deed or a thing, but no name, which tells whose the plan is. It reports whether there is any.
func (r *issueReader) follow() bool {
	switch r.peek().word {
	case "on", "against", "for", "to", "over", "about":
	case "in":
		if r.head() != "progress" {
			return false
		}
	default:
		return false
	}
	if !isPointer(r.head()) || slices.ContainsFunc(r.modifiers(), isTelling) {
		return false
	}
	to := issueReader{units: r.units, at: r.at + 1, pointer: r.head()}
	to.skip()
	named := to.peek().name
	to.start()
	if named && (len(to.words) == 0 || r.head() != "commitment" && r.head() != "progress" && r.head() != "support") {
		return false // "the plan for Gaza", but "the commitment to Chad’s sovereignty"
	}
	if to.verb != "" && len(to.words)+len(to.names) == 0 {
		return false // "the right to leave"
	}
	if verbNoun(to.verb) == "" && !to.units[to.at-1].tag.IsNoun() {
		return false // "efforts to be fair"
	}
	if len(to.words) == 1 && kindOf(canonicalNoun(to.head())) == ofState {
		to.possessor = append(to.possessor, r.possessor...) // "Libya’s plan to hold elections"
	}
	*r = to
	return true
}

// attach takes the names behind a preposition. Behind "the accession of Ukraine" the name
// of what is acceded to is the one that counts.
func (r *issueReader) attach(names []string) {
	if label, _ := issueWord(r.head()); label == "membership" && len(r.names) > 0 {
		r.possessor, r.names = append(r.possessor, r.names...), names
		return
	}
	if len(r.names) == 0 {
		r.names = names
	}
}

func (r *issueReader) head() string {
	if len(r.words) == 0 {
		return ""
	}
	return r.words[len(r.words)-1]
}

func (r *issueReader) peek() unit {
	if r.at < len(r.units) {
		return r.units[r.at]
	}
	return unit{}
}

// next returns the unit behind the one that peek returns.
func (r *issueReader) next() unit {
	if r.at+1 < len(r.units) {
		return r.units[r.at+1]
	}
	return unit{}
}

// isActivity reports whether a gerund is a thing, having no object: "a ban on dredging".
func isActivity(u, next unit) bool {
	return u.tag == text.VBG && (next == unit{} || next.word == "in")
}

// skip passes over what a phrase may begin with and no issue consists of.
func (r *issueReader) skip() {
	for r.at < len(r.units) {
		switch u := r.units[r.at]; {
		case u.tag == text.DT, u.tag == text.PDT, u.tag == text.PRPS, u.tag == text.TO, u.tag == text.RB, u.tag.IsPunct(),
			u.word == "any", u.word == "no", u.word == "all", u.word == "such":
			r.at++
		default:
			return
		}
	}
}

// phrase reads a noun phrase. It returns how many of the words are adjectives that stand in front.
func (r *issueReader) phrase(words, names *[]string) (lead int) {
	r.skip()
	noun, the, start := false, r.at > 0 && r.units[r.at-1].word == "the", len(*words)
loop:
	for ; r.at < len(r.units); r.at++ {
		u := r.units[r.at]
		next := r.next()
		adjective := isAdjective(u.tag) && issueNoun(u.word) == ""
		switch {
		case u.tag == text.POS:
			r.possessor, *names = append(r.possessor, *names...), nil
		case r.titleOf():
		case u.name:
			if n := len(*names); n == 0 || (*names)[n-1] != u.word { // "the International Energy Agency (IEA)"
				*names = append(*names, u.word)
			}
		case adjective && noun && !isAdjective(next.tag) && !next.tag.IsNoun():
			break loop // "anything | political", "an inquiry | independent of the state"
		case u.tag.IsNoun(), adjective, u.tag == text.CD,
			(u.tag == text.VBG || u.tag == text.VBN) && next.tag.IsNoun(), isActivity(u, next):
			r.object = r.object || noun // a compound
			noun = noun || !adjective
			if adjective {
				r.at += r.adjectiveJoint()
			}
			if !adjective || !isEvaluation(u.word) {
				*words = append(*words, u.word)
			}
			if !noun {
				lead = len(*words) - start
			}
		case u.tag == text.SYM && next.name: // "the Chad–Niger pact"
		case u.tag.IsPunct() && u.tag != text.Comma && u.tag != text.Stop && u.tag != text.Colon:
		default:
			break loop
		}
	}
	if !noun && (len(*names) > 0 || !r.standsAlone((*words)[start:], the)) {
		*words, lead = (*words)[:start], 0 // adjectives whose noun the target leaves out
	}
	return lead
}

// standsAlone reports whether an adjective may stand for a thing: "the disabled", or a noun that the
// tagger does not know. "Stay neutral", "regional, …" and "the educational and …" do not.
func (r *issueReader) standsAlone(words []string, the bool) bool {
	if len(words) != 1 || !isTelling(words[0]) {
		return false
	}
	if the {
		return r.peek().tag != text.Comma && r.peek().tag != text.CC
	}
	return r.verb == "" && r.at == len(r.units)
}

func isAdjective(tag text.Tag) bool { return tag == text.JJ || tag == text.JJR || tag == text.JJS }

// adjectiveJoint returns how many units stand between the adjective that is next and another, where
// they are a comma, a conjunction or both: "a secure, | prosperous, and | open strait"; else 0.
func (r *issueReader) adjectiveJoint() int {
	i := r.at + 1
	for i < len(r.units) && i <= r.at+2 && (r.units[i].tag == text.Comma || r.units[i].tag == text.CC) {
		i++
	}
	if i == len(r.units) || !isAdjective(r.units[i].tag) {
		return 0
	}
	return i - r.at - 1
}

// titleOf reports whether the unit that is next is one of the titles before a person's name: "Vice
// Foreign Minister Roe".
func (r *issueReader) titleOf() bool {
	for i := r.at; i+1 < len(r.units) && isTitle(r.units[i].word); i++ {
		if r.units[i+1].name {
			return true
		}
	}
	return false
}

// issueNoun returns the word of the label for a noun that has one of its own, whatever the tagger
// takes it for; "" for others.
func issueNoun(w string) string {
	if label, ok := issueWord(w); ok {
		return label
	}
	label, _ := undoingNoun(w)
	return label
}

// about puts the parts together.
func (r *issueReader) about() about {
	words := r.words
	var a about
	if label, ok := undoings().verbs[r.verb]; ok {
		a.undoing = label
	} else if label, ok := issueWord(r.verb); ok && (label != "membership" || r.joinable()) { // "to join NATO"
		words = append(canonical(words), label)
	} else if label, ok := undoingNoun(r.head()); ok && r.object {
		words, a.undoing = words[:len(words)-1], label
	}
	words = canonical(words)
	names := r.names
	if n := len(words); n > 0 && words[n-1] == "bid" && len(names) > 0 {
		words[n-1] = "membership"
	}
	if isUrging.of(r.verb) && len(words) == 0 {
		return about{} // "to press Uganda" is not for Uganda
	}
	if len(names) == 0 && len(words) < 2 && (len(words) > 0 || !r.doers) { // "Uganda | to leave" is not for Uganda
		names = r.possessor
	}
	if len(words) > maxIssue {
		words = words[len(words)-maxIssue:]
	}
	parts := append(append([]string{}, names[:min(len(names), 2)]...), words...)
	a.thing = strings.Join(parts, " ") // "" for a pronoun, or a verb without an object
	return a
}

// joinable reports whether one can be a member of what the phrase names: NATO or a union, and not
// "the talks" or "the effort".
func (r *issueReader) joinable() bool {
	head := singular(r.head())
	return (head == "" || hasMembers.of(head)) && len(r.words)+len(r.names) > 0
}

// canonical brings the longest ending that issues.tsv knows to its label.
func canonical(words []string) []string {
	for i := range words {
		if label, ok := issueWord(strings.Join(words[i:], " ")); ok {
			return append(words[:i:i], label)
		}
	}
	return words
}
