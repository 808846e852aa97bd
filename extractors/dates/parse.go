package dates

import (
	"slices"
	"sync"

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

// production is one way to say a time. Parse tries it at item i; it fills t and returns the
// item behind the match, or 0.
type production struct {
	name    string
	starts  []class // classes of its first item
	the     []class // of its second one, behind “the”
	example string  // with the match in [brackets]; the tests run it
	parse   func(p *parser, i int, t *term) int
}

// grammar lists the productions to try, by the class that an expression begins with; where
// that is “the”, by the class behind it.
type grammar struct {
	starts, the [numClasses][]*production
}

var theGrammar = sync.OnceValue(func() *grammar {
	g := &grammar{}
	all := productions()
	for i := range all {
		for _, c := range all[i].starts {
			g.starts[c] = append(g.starts[c], &all[i])
		}
		for _, c := range all[i].the {
			g.the[c] = append(g.the[c], &all[i])
		}
	}
	return g
})

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
		p.point(&t)
		t.loose = t.loose || p.habitual(&t)
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
		if x.class != quote {
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
// phrase begins with, or at a determiner before a word that the vocabulary lacks.
func (p *parser) candidates(i int) []*production {
	x := &p.items[i]
	switch {
	case x.class == other && len(p.words.entries[x.id].phrases) == 0:
		return nil
	case determines[x.class] && i+1 < len(p.items) && p.items[i+1].id == 0 && p.is(i+1, other, cuePast):
		return nil
	case x.class == the:
		return p.grammar.the[p.class(i+1)]
	}
	return p.grammar.starts[x.class]
}

// determines marks the classes with which an expression begins but never ends.
var determines = classSet(the, article, this, that, same, last, previous, next, coming, following, current, each, per, these, recent, more, at)

// link gives the date before t what it shares with t: “9–11 March 2020”, “March and April
// 2020”, “from May to July 1944”.
func (p *parser) link(t *term) {
	if len(p.terms) > p.first && t.grain == dayGrain && t.form != fixed && t.seconds == 0 {
		p.dayBehind(t)
	}
	if len(p.terms) > p.first {
		p.toldBy(t)
		p.weekdayRange(t)
	}
	if len(p.terms) == p.first || t.form != calendar || t.year == 0 && t.ctx == noGrain {
		return
	}
	before := &p.terms[len(p.terms)-1]
	if (before.bareSeason() && t.season != 0 || before.bareQuarter() && t.quarter > before.quarter) && p.joined(before.to, t.from) && t.from-before.to <= 2 {
		before.year, before.bc, before.ctx, before.shift, before.anchor = t.year, t.bc, t.ctx, t.shift, t.anchor
		return
	}
	if t.linked && before.day != 0 && before.month != t.month {
		return
	}
	if before.form != calendar || before.year != 0 || before.ctx != noGrain || before.month == 0 || t.month == 0 ||
		before.dir != dirNone || (before.day == 0) != (t.day == 0) || t.from-before.to > 2 || !p.joined(before.to, t.from) {
		return
	}
	before.year, before.bc, before.ctx, before.shift, before.anchor = t.year, t.bc, t.ctx, t.shift, t.anchor
	if before.month > t.month && t.year != 0 {
		before.year--
	}
}

// toldBy marks the date before t if t says which it is: “two years later, in 1896”, “the
// next day, 3 May, …”.
func (p *parser) toldBy(t *term) {
	before := &p.terms[len(p.terms)-1]
	if before.form != shifted || before.part != 0 || !before.steps && before.ctx != weekGrain && (before.ctx != dayGrain || before.anchor != fromMention) ||
		t.form != calendar || t.ctx != noGrain || t.seconds != 0 || t.part != 0 || t.month == 0 && t.year == 0 || t.grain > yearGrain {
		return
	}
	if before.ctx == weekGrain && t.day != 0 && p.word(before.to, "ended") && t.from == before.to+1 {
		before.told = true
		return
	}
	if i := before.to; p.class(i) == comma && (before.steps || before.ctx == dayGrain) && (t.from == i+1 || t.from == i+2 && p.is(i+1, in, on)) && (before.ctx == yearGrain || t.grain < yearGrain) {
		before.told = true
	}
}

// weekdayRange makes the end of “from Monday to Friday” follow its beginning.
func (p *parser) weekdayRange(t *term) {
	before := &p.terms[len(p.terms)-1]
	if t.from != before.to+1 || !p.is(before.to, to, through, until, dash) || !before.bareWeekday() || !t.bareWeekday() || before.weekday == t.weekday {
		return
	}
	before.lasts = (t.weekday - before.weekday + 7) % 7
	t.unit(dayGrain, before.lasts, fromMention)
}

// dayBehind marks the clock times whose day is t: “at 8:30 p.m. (1930 UTC) on 27 August”.
func (p *parser) dayBehind(t *term) {
	to := t.from
	for i := len(p.terms) - 1; i >= max(p.first, len(p.terms)-3) && p.terms[i].bareTime(); i-- {
		for to > p.terms[i].to && p.between(to-1) {
			to--
		}
		if to != p.terms[i].to {
			return
		}
		p.terms[i].before = true
		to = p.terms[i].from
	}
}

// between reports whether item i may stand between clock times, or between one and its day.
func (p *parser) between(i int) bool {
	return p.is(i, on, comma, opener, closer, and, to, dash)
}

// joined reports whether the items from i to j only join what stands on both sides.
func (p *parser) joined(i, j int) bool {
	if i == j {
		return false
	}
	for ; i < j; i++ {
		switch p.class(i) {
		case dash, and, or, to, through, until, comma, slash, from, on, by:
		default:
			return false
		}
	}
	return true
}

// class returns the class of item i, none beyond the sentence.
func (p *parser) class(i int) class {
	p.steps++
	if uint(i) < uint(len(p.items)) {
		return p.items[i].class
	}
	return none
}

// val returns the value of item i, 0 beyond the sentence.
func (p *parser) val(i int) int {
	if uint(i) < uint(len(p.items)) {
		return int(p.items[i].val)
	}
	return 0
}

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

// digitsLen returns how many digits item i is, 0 if it is no plain number.
func (p *parser) digitsLen(i int) int {
	if p.class(i) != number || p.has(i, big|frac) {
		return 0
	}
	return p.items[i].end - p.items[i].start
}

// lowercase reports whether item i is a word of no class, in lower case: most often a noun
// or an adjective.
func (p *parser) lowercase(i int) bool {
	return p.class(i) == other && !p.has(i, capital) && kinds[p.source[p.items[i].start]] == letter
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
	month, monthName, monthAbbr, weekday, weekdays, weekdayAbbr, unit, units, quarterWord, half, part, parts,
	partRef, noon, season, fall, seasons, decadeName, deictic, ref, often, era, ampm, eve, fiscal, fy, clock,
	current, last, tens,
)
