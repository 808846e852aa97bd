package actors

import (
	"iter"
	"slices"
	"sort"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// This file finds whom "he", "she" and "they" mean: the subject of the sentence, or of the one before,
// goes before whoever is named last. "Ada Roe met Amos Reed’s envoy. She …" is Ada Roe.

// subjectReach is how many sentences before that of a pronoun are looked at.
const subjectReach = 3

// personBefore returns the mention of the person whom a pronoun means, -1 if there is none. In a quotation
// it is whoever is named last: not he whose words they are.
func (p *phrase) personBefore() int {
	if p.quoted() {
		return p.lastPerson(p.from-1, 0)
	}
	for s := range p.sentencesBack() {
		if subject := p.subjectOf(s); subject != nil {
			if i := subject.personIn(); i >= 0 {
				return i
			}
			if subject.first == p.first || isHeOrShe(subject.word(subject.first)) {
				continue
			}
		}
		if i := p.lastPerson(p.mentionsBefore(min(s.End, p.np.Start)), s.Start); i >= 0 {
			return i
		}
	}
	return p.lastPerson(p.from-1, 0)
}

// sentencesBack yields the sentence of a pronoun and those before it, the last one first. One in
// quotation marks is left out: those whom it names do not say it.
func (p *phrase) sentencesBack() iter.Seq[text.Sentence] {
	return func(yield func(text.Sentence) bool) {
		own := p.t.SentenceAt(p.first)
		for k := own; k >= max(0, own-subjectReach); k-- {
			s := p.spoken(k)
			if s.First == s.Last || k < own && p.quotedAt(s.First) {
				continue
			}
			if !yield(s) {
				return
			}
		}
	}
}

// lastPerson returns the last mention of a person from mention i down to byte from, -1 if there is none
// within the window.
func (p *phrase) lastPerson(i, from int) int {
	for ; i >= p.near(-1) && p.ents[i].Start >= from; i-- {
		if p.ents[i].Type == corpus.Person && p.ents[i].Actor != "" {
			return i
		}
	}
	return -1
}

// spoken returns sentence k without the label of its speaker, who is "I" and not "he": "MINISTER ROE: |
// He is late."
func (p *phrase) spoken(k int) text.Sentence {
	s := p.t.Sentences[k]
	if p.paragraph(k) == k {
		if label := speakerLabel(p.t.Source[s.Start:s.End]); label != "" {
			s.First = min(p.t.TokenAt(s.Start+len(label)), s.Last)
			s.Start = min(s.Start+len(label), s.End)
		}
	}
	return s
}

// mentionsBefore returns the last mention that begins before a byte of the text, -1 if none does.
func (p *phrase) mentionsBefore(at int) int {
	return sort.Search(len(p.ents), func(i int) bool { return p.ents[i].Start >= at }) - 1
}

func isHeOrShe(w string) bool { return strings.EqualFold(w, "he") || strings.EqualFold(w, "she") }

func isThey(w string) bool {
	switch strings.ToLower(w) {
	case "they", "them", "their":
		return true
	}
	return false
}

// personIn returns the mention of the person whom a noun phrase names or means by a title, -1 if it
// does neither.
func (p *phrase) personIn() int {
	if p.first == p.last {
		return -1
	}
	if p.person < 0 && p.class() == office && isDefinite(p.word(p.first)) {
		p.officer()
	}
	if p.person >= 0 && p.ents[p.person].Actor == "" {
		return -1
	}
	return p.person
}

// groupBefore returns those whom "they" means: all who are joined in the subject of the sentence, or of
// one before, the plural or the organisation that is the subject. A state is "it".
func (p *phrase) groupBefore() []Holder {
	for s := range p.sentencesBack() {
		subject := p.subjectOf(s)
		if subject == nil || subject.first == subject.last || strings.EqualFold(subject.word(subject.first), "they") {
			continue
		}
		if subject.joins() {
			return subject.joined()
		}
		if tag := p.t.Tokens[subject.head].Tag; (tag == text.NNS || tag == text.NNPS) && arePeople(subject.lower(subject.head)) {
			return []Holder{subject.core().holder()}
		}
		for i := subject.from; i < subject.to; i++ {
			if e := &p.ents[i]; e.Type == corpus.Org && (subject.covers(e) || subject.possessed(i)) {
				return []Holder{{Actor: e.Actor}}
			}
		}
	}
	return nil
}

// joins reports whether a conjunction stands in a noun phrase before its first preposition.
func (p *phrase) joins() bool {
	for tok := p.first; tok < p.last; tok++ {
		switch p.t.Tokens[tok].Tag {
		case text.CC:
			return true
		case text.IN:
			return false
		}
	}
	return false
}

// joined returns the persons that a noun phrase names, or the bodies where it names none: "Minister Ada
// Roe and the Peruvian envoy, Amos Reed", "Norway and Peru".
func (p *phrase) joined() (out []Holder) {
	for _, persons := range [...]bool{true, false} {
		for i := p.from; i < p.to; i++ {
			e := &p.ents[i]
			if (e.Type == corpus.Person) != persons || e.Actor == "" || p.possessed(i) || p.modifies(i) {
				continue
			}
			if !slices.ContainsFunc(out, func(h Holder) bool { return h.Actor == e.Actor }) {
				out = append(out, Holder{Actor: e.Actor})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// core returns the phrase without what stands before its noun phrase, or behind a comma: "once | the
// envoys | , late as ever".
func (p *phrase) core() *phrase {
	first, last := p.head, p.last
	for first > p.first && isNominal(p.t.Tokens[first-1].Tag) {
		first--
	}
	if p.head+1 < last && p.t.Tokens[p.head+1].Tag == text.Comma {
		last = p.head + 1
	}
	return newPhrase(p.c, p.t, p.doc, p.ents, corpus.Span{Start: p.t.Tokens[first].Start, End: p.t.Tokens[last-1].End})
}

func isNominal(t text.Tag) bool {
	switch t {
	case text.DT, text.PRPS, text.JJ, text.JJR, text.JJS, text.CD, text.POS:
		return true
	}
	return t.IsNoun()
}

// The longest subject, with what stands before it, and the longest quotation before one, in tokens:
// bounds on the work for each pronoun.
const (
	maxSubject   = 40
	maxQuotation = 200
)

// subjectOf returns the noun phrase before the first finite verb of a sentence, without an adverbial or
// a quotation before it, as far as it stands before the phrase: "On Sunday, | the minister of trade, Ada
// Roe, | said". It has no token where the phrase itself is the subject, or the subject stands behind the verb; it is nil
// where no verb is found.
func (p *phrase) subjectOf(s text.Sentence) *phrase {
	tokens := p.t.Tokens
	first := s.First
	if w := p.word(first); w == "“" || w == "\"" {
		long := min(s.Last, first+maxQuotation)
		for first++; first < long && p.word(first) != "”" && p.word(first) != "\""; first++ {
		}
		first = min(first+1, s.Last)
	}
	end := min(s.Last, first+maxSubject)
	verb := first
	for verb < end && !isFinite(tokens[verb].Tag) {
		verb++
	}
	if verb == end {
		return nil
	}
	switch tokens[first].Tag {
	case text.IN, text.TO, text.RB, text.VBG, text.VBN, text.WRB:
		if comma := slices.IndexFunc(tokens[first:verb], func(t text.Token) bool { return t.Tag == text.Comma }); comma >= 0 {
			first += comma + 1
		}
	}
	if k := verb - 1; k-1 > first && tokens[k-1].Tag == text.Comma && (tokens[k].Tag == text.PRP || strings.EqualFold(p.word(k), "that")) {
		first = k // "Ada, | that | is good"
	}
	last := max(first, min(verb, p.first))
	for last > first && tokens[last-1].Tag == text.Comma {
		last--
	}
	q := newPhrase(p.c, p.t, p.doc, p.ents, corpus.Span{Start: tokens[first].Start, End: tokens[max(first, last-1)].End})
	if first == last {
		q.last = q.first
	}
	return q
}

func isFinite(t text.Tag) bool {
	switch t {
	case text.VBD, text.VBP, text.VBZ, text.MD:
		return true
	}
	return false
}
