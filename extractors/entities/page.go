package entities

import (
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// page is a text as the recogniser sees it: every distinct word looked at once, and what each
// token is to its sentence and to the document.
type page struct {
	text       *text.Text
	units      []unit // one for each of its tokens
	words      []word
	sentences  []sentence // one for each of its sentences
	links      []link     // acronyms and their long forms
	register   uint32     // index into registers
	paragraphs int
	small      map[uint32]struct{} // the words that stand in lower case somewhere
}

// unit is a token in its place.
type unit struct {
	corpus.Span
	word   int32 // index into page.words
	listed uint8 // place in the longest listed name here: 4 × list + place; 0: none
	head   int32 // last unit of the run of capitalised words that this one is in; -1: none
	first  int32 // its first
	active bool  // may be part of a name
	quoted bool
}

// sentence is a range of units.
type sentence struct {
	first, last int
	caseless    caseless
}

// caseless tells whether the case of a sentence says nothing about its words.
type caseless uint8

const (
	cased        caseless = iota
	capitals              // set in capitals throughout, as some headlines are
	lowerLetters          // without a capital, as mail and forums are written
)

func newPage(t *text.Text, l *gazetteer) *page {
	n := len(t.Tokens)
	p := &page{text: t, units: make([]unit, 0, n), words: make([]word, 0, n/2), small: make(map[uint32]struct{}, n/4)}
	known := make(map[string]int32, n/2)
	for _, s := range t.Sentences {
		first := len(p.units)
		for _, tok := range t.Tokens[s.First:s.Last] {
			p.units = append(p.units, unit{Span: tok.Span, word: p.intern(tok.In(t.Source), known, l)})
		}
		p.sentences = append(p.sentences, sentence{first: first, last: len(p.units)})
	}
	for i := range p.sentences {
		p.look(&p.sentences[i], l)
	}
	if n := len(t.Sentences); n > 0 {
		p.paragraphs = t.Sentences[n-1].Paragraph + 1
	}
	p.links = p.acronyms()
	return p
}

// longest is the number of bytes of a word that the recogniser looks at.
const longest = 64

func (p *page) intern(w string, known map[string]int32, l *gazetteer) int32 {
	w = w[:min(len(w), longest)]
	if i, ok := known[w]; ok {
		return i
	}
	i := int32(len(p.words))
	known[w] = i
	p.words = append(p.words, newWord(w, l))
	return i
}

func (p *page) word(i int) *word { return &p.words[p.units[i].word] }

// look notes what the words of a sentence are to each other: capitals throughout, quotation
// marks, runs of capitalised words, listed names, and which may be part of a name.
func (p *page) look(s *sentence, l *gazetteer) {
	s.caseless = p.caseless(s)
	quoted := false
	for i := s.first; i < s.last; i++ {
		u, w := &p.units[i], p.word(i)
		u.head, u.first = -1, -1
		switch w.text {
		case "“", "‘", "”":
			quoted = w.text != "”"
		case "\"", "''", "``":
			quoted = !quoted
		}
		u.quoted = quoted
		if i > s.first && w.capital() {
			w.midCapital++
		}
		if w.flags&lowerCase != 0 {
			p.small[w.lower] = struct{}{}
		}
	}
	p.runs(s)
	l.match(p, s)
	for i := s.first; i < s.last; i++ {
		p.units[i].active = !p.word(i).unicase && (s.caseless != cased || p.mayBeName(s, i))
	}
}

// mayBeName reports whether unit i is worth a look: it has a capital or a digit, or stands
// closely behind one that has ("1934 Australian federal election"), or is a particle before
// one ("al Qaida"), or is listed.
func (p *page) mayBeName(s *sentence, i int) bool {
	if p.word(i).capital() || p.units[i].listed != 0 {
		return true
	}
	for j := i - 1; j >= max(s.first, i-2); j-- {
		if p.word(j).capital() {
			return true
		}
	}
	return i+1 < s.last && p.word(i).class&particle != 0 && p.word(i+1).capital()
}

// caseless looks at the letters of a sentence. One of capitals has three words at least, so
// that "UN: NO" is not taken for a headline; one of small letters begins with one, so that
// neither the rest of a sentence that was split wrongly at a bracket nor a row of signs is.
func (p *page) caseless(s *sentence) caseless {
	upper, small := 0, 0
	for i := s.first; i < s.last; i++ {
		switch w := p.word(i); {
		case w.unicase:
		case w.flags&lowerCase != 0:
			small++
		case w.flags&mixedCase != 0:
			return cased
		case w.flags&titleCase != 0 && utf8.RuneCountInString(w.text) > 1:
			return cased
		case w.flags&allCaps != 0 && len(w.text) > 1:
			upper++
		}
	}
	switch {
	case small == 0 && upper >= 3:
		return capitals
	case upper == 0 && small >= 3 && p.word(s.first).flags&lowerCase != 0:
		return lowerLetters
	}
	return cased
}

// runs finds the longest runs of capitalised words: "Human Rights Council" has the head
// "Council", which tells more of "Human" than "Human" does.
func (p *page) runs(s *sentence) {
	for i := s.first; i < s.last; {
		j := i
		for j < s.last && p.word(j).flags&(titleCase|allCaps|mixedCase) != 0 {
			j++
		}
		for k := i; k < j; k++ {
			p.units[k].first, p.units[k].head = int32(i), int32(j-1)
		}
		i = max(j, i+1)
	}
}
