package dates

import (
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// parser finds the terms of a text, sentence by sentence.
type parser struct {
	lexer
	grammar *grammar
	text    *text.Text
	terms   []term
	// Whether a quotation is open, up to which item that is known, and the paragraph.
	quoting    bool
	quotesRead int
	para       int
	steps      int // items looked at, which the tests hold to be linear in the text
	// A quarter of a year has been named.
	quarterly bool
	// The first term of the sentence, and how deep "the end of the start of …" has gone.
	first, depth int
	tries        [maxDepth]term // one for each depth, so that none goes to the heap
}

// maxDepth bounds how far expressions nest, so that parsing stays linear.
const maxDepth = 3

// parse finds the terms of t.
func parse(t *text.Text) *parser {
	p := &parser{lexer: lexer{words: words(), source: t.Source}, grammar: theGrammar(), text: t}
	for i := range t.Sentences {
		p.sentenceTerms(i)
	}
	return p
}

// sentenceTerms appends the terms of the i-th sentence.
func (p *parser) sentenceTerms(i int) {
	s := &p.text.Sentences[i]
	p.sentence(s.Start, s.End)
	if s.Paragraph != p.para {
		p.para, p.quoting = s.Paragraph, false
	}
	p.quotesRead = 0
	if p.hot {
		p.scan(i, s.Paragraph)
	}
	p.quotedAt(len(p.items))
}

// scan appends the terms of the sentence that has been cut into items.
func (p *parser) scan(sentence, paragraph int) {
	p.first = len(p.terms)
	for j := 0; j < len(p.items); {
		tries := p.candidates(j)
		if len(tries) == 0 {
			j++
			continue
		}
		var t term
		n := p.longest(tries, j, &t)
		if n == 0 {
			j++
			continue
		}
		t.from, t.to = j, n
		t.span = corpus.Span{Start: p.items[j].start, End: p.items[n-1].end}
		t.sentence, t.para = sentence, paragraph
		t.quoted = t.form == shifted && t.ctx == dayGrain && t.anchor == fromPublished && p.quotedAt(j)
		p.quarterly = p.quarterly || t.grain == quarterGrain
		t.present = p.saysToday(&t)
		if lastYear := t.dir == dirNone && t.ctx == yearGrain && t.form == shifted && t.shift == -1 && t.anchor == fromPublished && p.class(j) == cLast; lastYear {
			t.compared = p.compares(j)
		} else if t.steps && t.ctx == yearGrain {
			t.quarterly, t.compared, t.figures = p.quarterly, t.compared || p.compares(j), p.figureIn(j-2*reach, j+2*reach)
		}
		p.point(&t)
		if maybe, sure := p.habitual(&t); maybe {
			t.loose, t.yearly = true, sure
		}
		p.link(&t)
		p.terms = append(p.terms, t)
		j = n
	}
}

// quotedAt reports whether a quotation is open before item i. It reads on from the item of
// the last call.
func (p *parser) quotedAt(i int) bool {
	if p.quotes == 0 {
		return p.quoting
	}
	for ; p.quotesRead < min(i, len(p.items)); p.quotesRead++ {
		x := &p.items[p.quotesRead]
		if x.class != cQuote {
			continue
		}
		switch mark := p.source[x.start:x.end]; mark {
		case "“", "„", "«":
			p.quoting = true
		case "”", "»":
			p.quoting = false
		default:
			p.quoting = !p.quoting
		}
	}
	return p.quoting
}

// match fills t with the longest match at item i and returns the item behind it, 0 if there
// is none.
func (p *parser) match(i int, t *term) int {
	if i >= len(p.items) {
		return 0
	}
	return p.longest(p.candidates(i), i, t)
}

// longest fills t with the longest match of the productions at item i, the first listed
// among equals.
func (p *parser) longest(tries []*production, i int, t *term) int {
	best := 0
	if p.depth >= maxDepth {
		return 0
	}
	try := &p.tries[p.depth]
	p.depth++
	for _, prod := range tries {
		*try = term{}
		if n := prod.parse(p, i, try); n > best {
			best = n
			if try.rule == "" {
				try.rule = prod.name
			}
			*t = *try
		}
	}
	p.depth--
	return best
}

// candidates returns the productions that may begin at item i: none at a word that no
// phrase begins with, at a determiner before a word that the vocabulary lacks, or at one
// that determines nothing.
func (p *parser) candidates(i int) []*production {
	x := &p.items[i]
	switch {
	case x.class == cOther && len(p.words.entries[x.id].phrases) == 0:
		return nil
	case determines[x.class] && i+1 < len(p.items) && p.items[i+1].id == 0 && p.is(i+1, cOther, cPast):
		return nil
	case x.class == cThe:
		return p.grammar.the[p.class(i+1)]
	case x.class == cFollowing && p.governsDate(i) || x.class == cLast && p.lasts(i):
		return nil
	}
	return p.grammar.starts[x.class]
}

// governsDate reports whether the word at i is a preposition: “following Tuesday’s vote”.
func (p *parser) governsDate(i int) bool {
	return p.word(i, "following") && !p.is(i-1, cIn, cOn, cPreposition, cOf, cPossessive)
}

// lasts reports whether the word at i is a verb: “the talks could last two days”.
func (p *parser) lasts(i int) bool {
	return p.is(i-1, cTo, cFuture, cWill, cNot, cMonthName) && p.word(i, "last") &&
		p.is(i+1, cNumber, cNumeral, cTens, cScale, cVague, cCouple, cArticle, cAnother, cApprox, cMore)
}

// determines marks the classes with which an expression begins but never ends.
var determines = classSet(cThe, cArticle, cThis, cThat, cSame, cLast, cPrevious, cNext, cComing, cFollowing, cCurrent, cEach, cPer, cThese, cRecent, cMore, cAt)

// termBefore returns the term of the sentence that ends before item i, an empty one if none
// does.
func (p *parser) termBefore(i int) *term {
	if n := len(p.terms); n > p.first && p.terms[n-1].to == i {
		return &p.terms[n-1]
	}
	return &noTerm
}

var noTerm term // never written to

// class returns the class of item i, none beyond the sentence.
func (p *parser) class(i int) class {
	p.steps++
	if uint(i) < uint(len(p.items)) {
		return p.items[i].class
	}
	return cNone
}

// val returns the value of item i, 0 beyond the sentence.
func (p *parser) val(i int) int {
	if uint(i) < uint(len(p.items)) {
		return int(p.items[i].val)
	}
	return 0
}

// step counts a condition: 1 if it holds, else 0.
func step(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// skip returns the item behind i if i is of the class, else i.
func (p *parser) skip(i int, c class) int { return i + step(p.class(i) == c) }

// has reports whether item i exists and has the flag.
func (p *parser) has(i int, f flags) bool {
	return uint(i) < uint(len(p.items)) && p.items[i].has(f)
}

// is reports whether item i is of one of the classes.
func (p *parser) is(i int, classes ...class) bool { return slices.Contains(classes, p.class(i)) }

// word reports whether item i is this word, in lower case or not.
func (p *parser) word(i int, lower string) bool {
	return uint(i) < uint(len(p.items)) && equalFold(p.source[p.items[i].start:p.items[i].end], lower)
}

// oneOf reports whether item i is one of the words, in lower case or not.
func (p *parser) oneOf(i int, lower ...string) bool {
	return slices.ContainsFunc(lower, func(w string) bool { return p.word(i, w) })
}

// digitsLen returns how many digits item i is, 0 if it is no plain number.
func (p *parser) digitsLen(i int) int {
	if p.class(i) != cNumber || p.has(i, big|frac) {
		return 0
	}
	return p.items[i].end - p.items[i].start
}

// lowercase reports whether item i is a word of no class, in lower case: most often a noun
// or an adjective.
func (p *parser) lowercase(i int) bool {
	return p.class(i) == cOther && !p.has(i, capital) && kinds[p.source[p.items[i].start]] == letter
}

// classSet returns a table of the classes given.
func classSet(classes ...class) (set [numClasses]bool) {
	for _, c := range classes {
		set[c] = true
	}
	return set
}

// hot marks the classes without which a sentence holds no expression. Numbers count too.
var hot = classSet(
	cMonth, cMonthName, cMonthAbbr, cWeekday, cWeekdays, cWeekdayAbbr, cUnit, cUnits, cQuarterWord, cHalf, cPart, cParts,
	cPartRef, cNoon, cSeason, cFall, cSeasons, cDecadeName, cDeictic, cRef, cOften, cEra, cAMPM, cEve, cFiscal, cFY, cClock,
	cCurrent, cLast, cTens,
)
