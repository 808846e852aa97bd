package positions

import (
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// The labels of stage one and of stage two: source, content, and a further part of a
// discontinuous cue ("threat of … made by").
var (
	cueLabels = []string{"O", "B-CUE", "I-CUE"}
	argLabels = []string{"O", "B-SRC", "I-SRC", "B-CON", "I-CON", "B-CUE", "I-CUE"}
)

const (
	labelO = iota
	beginSource
	insideSource
	beginContent
	insideContent
	beginPart
	insidePart
)

// relation is what the tagger finds, in tokens: one cue with its sources and its content.
type relation struct {
	cue     cue
	parts   [][2]int // further parts of the cue
	sources [][2]int
	content [][2]int
	via     string    // the medium that relays it, where a rule says so
	teller  *relation // the one that tells it, likewise: nil for what the holder says himself
}

// cueBias is added to the score of a token to be no part of a cue. It trades recall for
// precision; chosen by cross-validation, where the F1 of whole positions is level from −600 to
// −900, and running texts gain recall.
const cueBias = -750

// tagger holds the scratch of one text.
type tagger struct {
	*reading
	m                   *model
	doc                 *corpus.Document
	cat                 *actors.Catalogue // who the holders are
	own                 *Issues           // how the user calls issues; may be nil
	emit                emitter
	cues, args, targets *linear.Decoder
	isCue               []bool
	main                *mainState // the state that the text is about, once somebody asked
	elections           *bool      // whether its votes are elections, likewise
}

func newTagger(r *reading, m *model) *tagger {
	return &tagger{
		reading: r, m: m, isCue: make([]bool, len(r.toks)),
		cues: linear.NewDecoder(m.cues), args: linear.NewDecoder(m.args), targets: linear.NewDecoder(m.targets),
	}
}

func (g *tagger) relations() []relation {
	var found []cue
	for _, s := range g.t.Sentences {
		found = g.findCues(found, s)
	}
	out := make([]relation, 0, len(found))
	for i := range found {
		rel := g.arguments(found[i])
		if len(rel.content) == 0 && len(out) > 0 {
			g.shareSubject(&rel, &out[len(out)-1])
		}
		g.edged(&rel)
		g.holders(&rel)
		if len(rel.content) > 0 && !g.bare(&rel) {
			out = append(out, rel)
		}
	}
	out = g.behindQuote(g.certain(g.undenied(out)))
	g.wholePhrases(out)
	return out
}

// findCues appends the cues of a sentence.
func (g *tagger) findCues(found []cue, s text.Sentence) []cue {
	scope := g.cueScope(s)
	g.cues.Begin(s.Last - s.First)
	for i := s.First; i < s.Last; i++ {
		scope.features(&g.emit, i)
		g.cues.Add(i-s.First, g.emit.out)
		g.cues.Scores(i - s.First)[labelO] += cueBias
	}
	for _, run := range runs(g.cues.Labels(), s.First, 1) {
		run = g.behindPossessive(run)
		found = append(found, g.cue(run[0], run[1]))
		for i := run[0]; i < run[1]; i++ {
			g.isCue[i] = true
		}
	}
	return found
}

// arguments finds what belongs to a cue.
func (g *tagger) arguments(c cue) relation {
	s := g.argScope(&c, g.isCue)
	g.args.Begin(s.hi - s.lo)
	for i := s.lo; i < s.hi; i++ {
		s.features(&g.emit, i)
		g.args.Add(i-s.lo, g.emit.out)
	}
	labels := g.args.Labels()
	return relation{
		cue:     c,
		sources: runs(labels, s.lo, beginSource),
		content: runs(labels, s.lo, beginContent),
		parts:   runs(labels, s.lo, beginPart),
	}
}

// runs returns the token ranges labelled begin, begin+1, begin+1 …
func runs(labels []uint8, first int, begin uint8) (out [][2]int) {
	for i := 0; i < len(labels); i++ {
		if labels[i] != begin {
			continue
		}
		j := i + 1
		for j < len(labels) && labels[j] == begin+1 {
			j++
		}
		out = append(out, [2]int{first + i, first + j})
		i = j - 1
	}
	return out
}

// cue works out what a run of cue tokens is.
func (r *reading) cue(first, last int) cue {
	c := cue{first: first, last: last, head: -1, negation: -1, modal: -1}
	be, participle := false, false
	var mark []int // the tokens of the line
	for i := first; i < last; i++ {
		tok := &r.toks[i]
		if line := r.line(i); line != nil && (c.line == nil || len(line.words) > len(c.line.words) || isWishToSay(c.line) && r.says(i)) {
			tokens := r.marks[tok.mark-1].tokens
			if head := r.content(tokens); head >= 0 {
				c.line, c.head, mark = line, head, tokens
			}
		}
		switch {
		case isNegation(r.words[i]):
			c.negation = i
		case tok.tag == text.MD:
			c.modal = i
		}
		be = be || r.isBe(i)
		participle = be && (tok.tag == text.VBN || tok.tag == text.VBD && !r.isAux(i))
		c.passive = c.passive || participle
	}
	if c.head < 0 {
		c.head = r.headToken(first, last)
	} else if c.negation >= 0 && slices.Contains(mark, c.negation) {
		c.negation = -1 // "has no intention of" is a line as it stands
	}
	if c.line != nil && c.line.class != verb {
		c.passive = false
	}
	return c
}

// content returns the first of the tokens that is no auxiliary: "was [full] of praise for"; -1
// if there is none.
func (r *reading) content(tokens []int) int {
	for _, i := range tokens {
		if !r.isAux(i) {
			return i
		}
	}
	return -1
}

// headToken returns the last verb, noun or adjective that is no auxiliary, else the first token.
func (r *reading) headToken(first, last int) int {
	for i := last - 1; i >= first; i-- {
		t := r.toks[i].tag
		if (t.IsVerb() || t.IsNoun() || t == text.JJ) && !r.isAux(i) {
			return i
		}
	}
	return first
}

// spans turns token ranges into byte spans, without the marks at their edges that a span of
// words does not begin or end with.
func (r *reading) spans(ranges [][2]int) []corpus.Span {
	var out []corpus.Span
	for _, x := range ranges {
		for x[0] < x[1] && (r.loose(x[0]) || r.closes(x[0])) {
			x[0]++
		}
		for x[0] < x[1] && (r.loose(x[1]-1) || r.opens(x[1]-1)) {
			x[1]--
		}
		if r.hasWord(x) {
			out = append(out, corpus.Span{Start: r.t.Tokens[x[0]].Start, End: r.t.Tokens[x[1]-1].End})
		}
	}
	slices.SortFunc(out, corpus.Span.Compare)
	return out
}

// closes reports whether token i is the mark that ends a quotation: nothing begins with it.
func (r *reading) closes(i int) bool {
	q := r.toks[i].quote
	return q != 0 && r.toks[i].tag.IsPunct() && (i+1 == len(r.toks) || r.toks[i+1].quote != q) && i > 0 && r.toks[i-1].quote == q
}

// opens reports whether token i is the mark that begins a quotation: nothing ends with it.
func (r *reading) opens(i int) bool {
	q := r.toks[i].quote
	return q != 0 && r.toks[i].tag.IsPunct() && (i == 0 || r.toks[i-1].quote != q) && i+1 < len(r.toks) && r.toks[i+1].quote == q
}

// hasWord reports whether the tokens x are more than marks.
func (r *reading) hasWord(x [2]int) bool {
	for i := x[0]; i < x[1]; i++ {
		if !r.toks[i].tag.IsPunct() {
			return true
		}
	}
	return false
}

// loose reports whether no span begins or ends with token i.
func (r *reading) loose(i int) bool {
	switch r.toks[i].tag {
	case text.Comma, text.Stop, text.Colon:
		return true
	}
	return false
}

func actNumber(a corpus.Act) uint32 { return uint32(slices.Index(corpus.Acts, a) + 1) }
