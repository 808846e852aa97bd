package positions

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// reading is a text with all that the features ask of its tokens, worked out once.
type reading struct {
	t     *text.Text
	ents  []corpus.Entity
	words []string // folded
	toks  []token
	marks []match // cue lines where they stand, in the order of their first token
}

// token is what the features know of a token. The words are hashes.
type token struct {
	word, stem, suffix, prefix uint32
	class                      [wordClasses]uint32 // word classes, from wide to narrow; 0 for an unknown word
	kin                        uint32              // act and strength of the cue lines of its class; 0 for none
	tag                        text.Tag
	shape                      uint8
	entity                     uint8 // 1 + index into corpus.EntityTypes of the mention that it is part of
	entityStart                bool
	quote                      int32 // number of the quotation that it stands in; 0 outside; marks belong to it
	bracket                    bool
	date                       bool  // part of an expression of time
	joins                      joint // what a conjunction or comma joins to what stands before it
	joinsTag                   text.Tag
	chunk                      int32 // number of the noun phrase that it is part of; 0 for none
	mark                       int32 // 1 + index into marks of the one that begins here
	inMark                     int32 // the same of one that it is part of but does not begin
	section                    uint32
}

// Templates of the hashes of a token; those of the features begin at firstTemplate.
const (
	hashWord = iota + 1
	hashStem
	hashSuffix
	hashPrefix
	hashSection
	hashClass
	hashLine
	firstTemplate = 20
)

func read(t *text.Text, doc *corpus.Document, ents []corpus.Entity, when []corpus.Timex) *reading {
	r := &reading{t: t, ents: ents, words: folded(t), toks: make([]token, len(t.Tokens))}
	for i, w := range r.words {
		tok := &r.toks[i]
		tok.tag = t.Tokens[i].Tag
		tok.word = linear.Hash(hashWord, w)
		tok.stem = linear.Hash(hashStem, stem(w))
		tok.suffix = linear.Hash(hashSuffix, w[max(0, len(w)-3):])
		tok.prefix = linear.Hash(hashPrefix, w[:min(5, len(w))])
		tok.shape = shape(t.Word(i))
		tok.class = classesOf(strings.ToLower(t.Word(i)))
		act, strength := kinship(tok.class[wordClasses-1])
		tok.kin = act<<4 | strength
	}
	r.entities()
	r.dates(when)
	r.quotes()
	r.chunks()
	r.joints()
	r.lexicon()
	r.sections(doc)
	return r
}

// shape tells the kind of a token: 1 lower case, 2 capitalised, 3 capitals, 4 digits, 5 other.
func shape(w string) uint8 {
	first, n := utf8.DecodeRuneInString(w)
	second, _ := utf8.DecodeRuneInString(w[n:])
	switch {
	case unicode.IsLower(first):
		return 1
	case unicode.IsUpper(first) && (n == len(w) || unicode.IsUpper(second)):
		return 3
	case unicode.IsUpper(first):
		return 2
	case unicode.IsDigit(first):
		return 4
	}
	return 5
}

func (r *reading) entities() {
	i := 0
	for _, e := range r.ents {
		for i < len(r.toks) && r.t.Tokens[i].End <= e.Start {
			i++
		}
		for first := true; i < len(r.toks) && r.t.Tokens[i].Start < e.End; i++ {
			r.toks[i].entity = entityNumber(e.Type)
			r.toks[i].entityStart = first
			first = false
		}
	}
}

// dates marks the expressions of time: "rejected on 15 September the tribunal’s line".
func (r *reading) dates(when []corpus.Timex) {
	i := 0
	for _, d := range when {
		for i < len(r.toks) && r.t.Tokens[i].End <= d.Start {
			i++
		}
		for ; i < len(r.toks) && r.t.Tokens[i].Start < d.End; i++ {
			r.toks[i].date = true
		}
	}
}

func entityNumber(t corpus.EntityType) uint8 {
	for i, u := range corpus.EntityTypes {
		if t == u {
			return uint8(i + 1)
		}
	}
	return uint8(len(corpus.EntityTypes) + 1)
}

// quotes numbers the quotations. A quotation that nothing closes ends with its paragraph, so
// that one forgotten mark costs a paragraph and not the rest of the text.
func (r *reading) quotes() {
	open, number := "", int32(0)
	paragraph := 0
	for _, s := range r.t.Sentences {
		if s.Paragraph != paragraph {
			paragraph, open = s.Paragraph, ""
		}
		for i := s.First; i < s.Last; i++ {
			w := r.t.Word(i)
			switch {
			case open == "" && (w == "“" || w == "\"" || w == "‘" || w == "''" || w == "``" || w == "«"):
				open = closing(w)
				number++
				r.toks[i].quote = number
			case open != "":
				r.toks[i].quote = number
				if w == open {
					open = ""
				}
			}
		}
	}
}

// sentenceOf returns the number of the sentence of token i.
func (r *reading) sentenceOf(i int) int {
	return sort.Search(len(r.t.Sentences)-1, func(k int) bool { return r.t.Sentences[k].Last > i })
}

// tokenFrom returns the first token that ends behind the byte at.
func (r *reading) tokenFrom(at int) int {
	return sort.Search(len(r.toks), func(i int) bool { return r.t.Tokens[i].End > at })
}

// mentionFrom returns the first mention that ends behind the byte at.
func (r *reading) mentionFrom(at int) int {
	return sort.Search(len(r.ents), func(i int) bool { return r.ents[i].End > at })
}

func closing(w string) string {
	switch w {
	case "“":
		return "”"
	case "‘":
		return "’"
	case "«":
		return "»"
	case "``":
		return "''"
	}
	return w
}

// chunks numbers the noun phrases: runs of determiners, adjectives, numbers, nouns and
// possessive endings; a pronoun is one by itself. It also marks what brackets enclose.
func (r *reading) chunks() {
	number, inside, bracket := int32(0), false, 0
	for i := range r.toks {
		tok := &r.toks[i]
		switch tok.tag {
		case text.Open:
			bracket = 60 // tokens; an open bracket that nothing closes ends there
		case text.Close:
			bracket = 0
		default:
			bracket = max(0, bracket-1)
		}
		tok.bracket = bracket > 0
		in := nominal(tok.tag)
		if in && (!inside || tok.tag == text.DT || tok.tag == text.PRP || tok.tag == text.PRPS) {
			number++
		}
		if in {
			tok.chunk = number
		}
		inside = in && tok.tag != text.PRP
	}
}

func nominal(t text.Tag) bool {
	switch t {
	case text.DT, text.PRP, text.PRPS, text.JJ, text.JJR, text.JJS, text.CD, text.POS, text.PDT, text.NN, text.NNS, text.NNP, text.NNPS:
		return true
	}
	return false
}

// lexicon marks where cue lines stand, from left to right, the longest first; a line may
// not begin within another.
func (r *reading) lexicon() {
	lex := cues()
	for _, s := range r.t.Sentences {
		for i := s.First; i < s.Last; i++ {
			if r.toks[i].inMark != 0 {
				continue
			}
			m, ok := lex.at(r.words, i, s.Last)
			if !ok {
				continue
			}
			r.marks = append(r.marks, m)
			r.toks[i].mark = int32(len(r.marks))
			for _, k := range m.tokens[1:] {
				r.toks[k].inMark = int32(len(r.marks))
			}
		}
	}
}

// line returns the cue line that begins with token i, nil if none does.
func (r *reading) line(i int) *cueLine {
	if m := r.toks[i].mark; m != 0 {
		return r.marks[m-1].line
	}
	return nil
}

// briefParagraphs is how many paragraphs a brief without labels has at most. A longer text is
// a report, an interview, a paper: where its second paragraph stands says nothing of it.
const briefParagraphs = 3

// running is the part of a text that is no brief.
const running = 3

// sections tells each token which part of the brief it stands in: what happened, or what the
// analyst makes of it, by the label of the section, or by the label that the paragraph begins
// with; without either, by the number of the paragraph.
func (r *reading) sections(doc *corpus.Document) {
	long := len(doc.Sections) == 0 && len(r.t.Sentences) > 0 && r.t.Sentences[len(r.t.Sentences)-1].Paragraph >= briefParagraphs
	at, paragraph, part := 0, -1, uint32(0)
	for _, s := range r.t.Sentences {
		for at < len(doc.Sections) && doc.Sections[at].End <= s.Start {
			at++
		}
		if s.Paragraph != paragraph {
			other := uint32(min(s.Paragraph, 2))
			if long {
				other = running
			}
			paragraph, part = s.Paragraph, r.labelled(s, other)
		}
		here := part
		if at < len(doc.Sections) && doc.Sections[at].Start < s.End {
			here = partOf(strings.ToLower(doc.Sections[at].Name), part)
		}
		h := sectionHash(here)
		for i := s.First; i < s.Last; i++ {
			r.toks[i].section = h
		}
	}
}

func sectionHash(part uint32) uint32 { return linear.Join(hashSection, part, 0) }

// inRunning reports whether token i stands in a text that is no brief.
func (r *reading) inRunning(i int) bool { return r.toks[i].section == sectionHash(running) }

// labelled returns the part that the label tells with which a paragraph begins ("Impact: …"),
// other if it begins with none.
func (r *reading) labelled(s text.Sentence, other uint32) uint32 {
	for n := 1; n <= 3 && s.First+n < s.Last; n++ {
		if r.toks[s.First+n].tag == text.Colon {
			return partOf(strings.Join(r.words[s.First:s.First+n], " "), other)
		}
	}
	return other
}

// partOf returns 0 for the label of a section that tells what happened, 1 for one that
// assesses it, other for all others.
func partOf(label string, other uint32) uint32 {
	switch class := traits()[label]; {
	case class&situation != 0:
		return 0
	case class&assessment != 0:
		return 1
	}
	return other
}
