package actors

import (
	"cmp"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// pronoun resolves a phrase of one pronoun to whom it means of those named before it. Where there is
// none, nobody is meant by name: "he" is no actor. "I" and "we" outside quotation marks are those in
// whose words the text is (firstPerson); "we" within them is the state of who is quoted, else the one
// that the text is about.
func (p *phrase) pronoun(w string) (Holder, bool) {
	switch w {
	case "we", "our", "us", "ours":
		if !p.quoted() {
			return p.firstPerson(true), true
		}
		return Holder{Actor: cmp.Or(p.speaker(), p.main())}, true
	case "i", "me", "my", "mine", "myself":
		if !p.quoted() {
			return p.firstPerson(false), true
		}
		fallthrough // within them it is a person named before, as "he" is
	case "he", "she", "him", "his", "her", "hers":
		if p.person = p.personBefore(); p.person >= 0 {
			return p.named(), true
		}
	case "they", "their", "them":
		if group := p.groupBefore(); len(group) > 0 {
			return group[0], true
		}
	case "it", "its":
		if body := p.subject(); body != "" {
			return Holder{Actor: body}, true
		}
	case "you", "your", "yours", "one", "who":
	default:
		return Holder{}, false
	}
	return Holder{}, true
}

// quoteReach is how many bytes before a pronoun quotation marks are looked for, more than a paragraph
// of prose has: a bound on the work for each.
const quoteReach = 8 << 10

// quoted reports whether the phrase stands in quotation marks that open in its paragraph.
func (p *phrase) quoted() bool { return p.quotedAt(p.first) }

func (p *phrase) quotedAt(tok int) bool {
	start, end := p.t.Sentences[p.paragraph(p.t.SentenceAt(tok))].Start, p.t.Tokens[tok].Start
	before := p.t.Source[max(start, end-quoteReach):end]
	return strings.LastIndex(before, "“") > strings.LastIndex(before, "”") || strings.Count(before, "\"")%2 == 1
}

// speaker returns for whom the last person of the paragraph speaks, who says "we": a state, else himself.
func (p *phrase) speaker() string {
	for i := p.from - 1; i >= max(0, p.from-6); i-- {
		e := &p.ents[i]
		if e.Type != corpus.Person || e.Actor == "" {
			continue
		}
		return cmp.Or(p.c.State(e.Actor, p.on), p.stateOf(i), e.Actor)
	}
	return ""
}
