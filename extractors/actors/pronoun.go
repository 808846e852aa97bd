package actors

import (
	"sort"
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/corpus"
)

// pronoun resolves a phrase of one pronoun to the last mention before it that fits. Where
// none does, nobody is meant by name: "he" is no actor. "I" outside quotation marks is who has the
// word in a transcript. "We" without a speaker is the state that the text is about in quotation
// marks alone; outside them it is whoever wrote the text.
func (p *phrase) pronoun(w string) (Holder, bool) {
	switch w {
	case "i", "me", "my", "mine", "myself":
		if !p.quoted() {
			return Holder{Actor: p.turn()}, true
		}
	}
	switch w {
	case "he", "she", "him", "his", "her", "i", "me", "my", "mine", "myself", "hers":
		for i := p.from - 1; i >= p.near(-1); i-- {
			if p.ents[i].Type == corpus.Person && p.ents[i].Actor != "" {
				p.person = i
				return p.named(), true
			}
		}
	case "it", "its", "they", "their", "them":
		if body := p.subject(); body != "" {
			return Holder{Actor: body}, true
		}
	case "we", "our", "us", "ours":
		if state := p.speaker(); state != "" {
			return Holder{Actor: state}, true
		}
		if p.quoted() {
			return Holder{Actor: p.main()}, true
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
func (p *phrase) quoted() bool {
	start, end := p.t.Sentences[p.paragraph(p.t.SentenceAt(p.first))].Start, p.t.Tokens[p.first].Start
	before := p.t.Source[max(start, end-quoteReach):end]
	return strings.LastIndex(before, "“") > strings.LastIndex(before, "”") || strings.Count(before, "\"")%2 == 1
}

// paragraph returns the first sentence of the paragraph that sentence k stands in.
func (p *phrase) paragraph(k int) int {
	number := p.t.Sentences[k].Paragraph
	return sort.Search(k, func(i int) bool { return p.t.Sentences[i].Paragraph >= number })
}

// turnReach is how many paragraphs before a pronoun the label of its speaker is looked for: a bound
// on the work for each.
const turnReach = 40

// turn returns who speaks in a transcript, whose paragraphs begin with the speakers: "ADA ROE: I think",
// "((Ada Roe)) I think". Those whom the speaker names or speaks to are not "I". The actor is "" for a
// speaker without a name, such as "QUESTION", and where a text has no such labels: then "I" is whoever
// wrote it.
func (p *phrase) turn() string {
	k := p.t.SentenceAt(p.first)
	for n := 0; n < turnReach && k >= 0; n++ {
		k = p.paragraph(k)
		start := p.t.Sentences[k].Start
		if label := speakerLabel(p.t.Source[start:]); label != "" {
			i := sort.Search(len(p.ents), func(i int) bool { return p.ents[i].End > start })
			for ; i < len(p.ents) && p.ents[i].Start < start+len(label); i++ {
				if p.ents[i].Type == corpus.Person {
					return p.ents[i].Actor
				}
			}
			return ""
		}
		k--
	}
	return ""
}

// maxLabel is the longest label of a speaker, in bytes.
const maxLabel = 60

// speakerLabel returns the label of a speaker that a paragraph begins with, "" if it begins with none:
// what stands before a colon, in capitals, or in two parentheses.
func speakerLabel(paragraph string) string {
	line := paragraph[:min(len(paragraph), maxLabel)]
	if name, ok := strings.CutPrefix(line, "(("); ok {
		if end := strings.Index(name, "))"); end > 0 {
			return line[:end+4]
		}
	}
	label, _, ok := strings.Cut(line, ":")
	if !ok || strings.ToUpper(label) != label || !strings.ContainsFunc(label, unicode.IsLetter) {
		return ""
	}
	return label
}

// speaker returns for whom the last person of the paragraph speaks, who says "we".
func (p *phrase) speaker() string {
	for i := p.from - 1; i >= max(0, p.from-6); i-- {
		e := &p.ents[i]
		if e.Type != corpus.Person || e.Actor == "" {
			continue
		}
		if s := p.c.State(e.Actor, p.on); s != "" {
			return s
		}
		return p.stateOf(i)
	}
	return ""
}
