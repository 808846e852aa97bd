package positions

import (
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// cue is one found cue: the run of tokens that stage one marked, and what the features of
// stage two and the rules of meaning ask of it.
type cue struct {
	first, last int // tokens
	head        int // the token that carries the sense: the verb, noun or adjective
	line        *cueLine
	passive     bool
	negation    int // the token that negates it; -1 if none
	modal       int // the modal verb in it or before it; -1 if none
}

// reach is how far from its cue a source or a content may be, in tokens, so that a sentence
// of five thousand words with a thousand cues takes no longer than a thousand sentences.
const reach = 90

// argScope is the surroundings of a cue, in which its source and content are to be found.
type argScope struct {
	*reading
	cue      *cue
	lo, hi   int
	isCue    []bool // of the whole text
	near     []path // for each token of the window
	sentence text.Sentence
	key      [5]uint32 // of the cue: head's stem, line, class and voice and fit, act, tag
}

// path tells what stands between a token and the cue.
type path struct {
	commas, verbs, cues, chunks, ends uint8
	nearCue, nearToken                uint32 // the subordinating words next to the cue and next to the token
	quotes                            uint8  // quotation borders crossed
	// Finite verbs behind the cue that no opener of a clause comes before: "Russia’s threat to
	// raise the price shows …" is over there.
	finite uint8
	joint  uint8 // the joints crossed that begin a predicate or a clause, and whether in the tense of the cue
}

func (r *reading) argScope(c *cue, isCue []bool) *argScope {
	n := r.sentenceOf(c.first)
	s := &argScope{reading: r, cue: c, isCue: isCue, sentence: r.t.Sentences[n]}
	s.lo, s.hi = s.sentence.First, s.sentence.Last
	for k := n + 1; k < len(r.t.Sentences) && s.hi-c.last < reach && r.runsOn(k); k++ {
		s.hi = r.t.Sentences[k].Last
	}
	for k := n; k > 0 && c.first-s.lo < reach && r.runsOn(k); k-- {
		s.lo = r.t.Sentences[k-1].First
	}
	s.lo, s.hi = max(s.lo, c.first-reach), min(s.hi, c.last+reach)
	s.near = make([]path, s.hi-s.lo)
	s.walk(c.first-1, s.lo-1, -1)
	s.walk(c.last, s.hi, 1)
	s.key = s.cueKey()
	return s
}

// runsOn reports whether sentence k begins within the quotation in which the one before it
// ended: a speaker's second sentence belongs to the same content.
func (r *reading) runsOn(k int) bool {
	a, b := r.toks[r.t.Sentences[k].First-1].quote, r.toks[r.t.Sentences[k].First].quote
	return a != 0 && a == b
}

func (s *argScope) cueKey() (k [5]uint32) {
	c := s.cue
	head := &s.toks[c.head]
	k[0] = head.stem
	kind := uint32(0)
	if c.line != nil {
		k[1] = c.line.hash
		kind = uint32(c.line.class)
		k[3] = actNumber(c.line.act)
		for _, f := range [...]string{"that", "to", "q", "np", "np-to", "np-of", "np-as", "np-that", "np-for", "np-np"} {
			k[2] <<= 1
			if c.line.has(f) {
				k[2]++
			}
		}
	}
	k[4] = kind<<8 | uint32(head.tag)<<1
	if c.passive {
		k[4]++
	}
	return k
}

// dateState tells whether token i is part of an expression of time, stands before or behind
// one, and whether the expression ends its clause; 0 far from any.
func (s *argScope) dateState(i int) (state uint32) {
	for k, j := range [...]int{i, i - 1, i + 1} {
		if s.at(j).date {
			state |= 1 << k
		}
	}
	if state == 0 {
		return 0
	}
	for j := i; j < i+8; j++ {
		if t := s.at(j); !t.date && j > i {
			if t.tag.IsPunct() {
				state |= 8
			}
			break
		}
	}
	return state
}

// opens reports whether a token opens a clause with a verb of its own: "which", "that", a
// question word.
func opens(t *token, word string) bool {
	return t.tag == text.WDT || t.tag == text.WP || t.tag == text.WRB || word == "that" || word == "whether" || word == "if" || word == "because" || word == "as"
}

// walk fills the paths of the tokens from the cue outwards.
func (s *argScope) walk(from, to, step int) {
	var p path
	chunk, quote, open := int32(0), s.toks[s.cue.first].quote, 0
	for i := from; i != to; i += step {
		t := &s.toks[i]
		if t.chunk != 0 && t.chunk != chunk {
			p.chunks = min(p.chunks+1, 4)
		}
		chunk = t.chunk
		if t.quote != quote {
			p.quotes, quote = min(p.quotes+1, 3), t.quote
		}
		s.near[i-s.lo] = p
		if t.joins == joinsPredicate || t.joins == joinsClause {
			same := uint8(0)
			if t.joinsTag == s.toks[s.cue.head].tag {
				same = 1
			}
			p.joint |= 1 << (2*uint8(t.joins-joinsPredicate) + same)
		}
		switch {
		case t.tag == text.Comma:
			p.commas = min(p.commas+1, 3)
		case t.tag == text.Stop:
			p.ends = min(p.ends+1, 2)
		case t.tag.IsVerb() || t.tag == text.MD:
			p.verbs = min(p.verbs+1, 3)
		case t.tag == text.IN || t.tag == text.WDT || t.tag == text.WP || t.tag == text.WRB || t.tag == text.CC || t.tag == text.Colon || t.tag == text.TO:
			if p.nearToken = t.word; p.nearCue == 0 {
				p.nearCue = t.word
			}
		}
		switch finite := t.tag == text.VBZ || t.tag == text.VBP || t.tag == text.VBD || t.tag == text.MD; {
		case opens(t, s.words[i]):
			open = min(open+1, 2)
		case finite && open > 0 && s.at(i-1).tag != text.MD:
			open--
		case finite:
			p.finite = min(p.finite+1, 2)
		}
		if s.isCue[i] {
			p.cues = min(p.cues+1, 3)
		}
	}
}

func (s *argScope) at(i int) *token {
	if i < s.lo || i >= s.hi {
		return &outside
	}
	return &s.toks[i]
}

// side returns 1 before the cue, 2 in it, 3 behind it, and the distance in classes.
func (s *argScope) side(i int) (side, distance uint32) {
	switch {
	case i < s.cue.first:
		return 1, distanceClass(s.cue.first - 1 - i)
	case i >= s.cue.last:
		return 3, distanceClass(i - s.cue.last)
	}
	return 2, 0
}

func distanceClass(n int) uint32 {
	for k, limit := range [...]int{1, 2, 3, 4, 6, 9, 14, 21, 35} {
		if n < limit {
			return uint32(k)
		}
	}
	return 9
}

// features of token i of the window for the question what it is to the cue.
func (s *argScope) features(e *emitter, i int) {
	e.begin(baseArg)
	t, l1, r1 := s.at(i), s.at(i-1), s.at(i+1)
	p := &s.near[i-s.lo]
	side, distance := s.side(i)
	tag, lt, rt := uint32(t.tag), uint32(l1.tag), uint32(r1.tag)
	e.add(side, distance)
	e.add(side, t.word)
	e.add(side, t.stem)
	e.add(side<<8|tag, lt<<8|rt)
	e.add(side<<8|tag, lt<<8|uint32(s.at(i-2).tag))
	e.add(side<<8|tag, rt<<8|uint32(s.at(i+2).tag))
	e.add(side<<8|tag, l1.word)
	e.add(side<<8|tag, r1.word)
	e.add(t.word+side, r1.word)
	e.add(side<<8|distance, tag)
	e.add(side<<8|distance, t.word)
	e.add(side<<8|uint32(t.shape), uint32(l1.shape)<<8|uint32(r1.shape))
	for _, class := range t.class {
		e.when(class != 0, side, class)
	}
	s.pathFeatures(e, i, side, tag, p)
	s.cueFeatures(e, i, side, distance, p)
	s.placeFeatures(e, i, side, p)
}

func (s *argScope) pathFeatures(e *emitter, i int, side, tag uint32, p *path) {
	chunks, commas, verbs, others := uint32(p.chunks), uint32(p.commas), uint32(p.verbs), uint32(p.cues)
	e.add(side<<8|chunks, tag)
	e.add(side<<8|commas, tag)
	e.add(side<<8|verbs, tag)
	e.add(side<<8|others, tag)
	e.add(side<<8|uint32(p.ends), tag)
	e.add(side<<8|commas<<4|verbs, chunks<<8|others)
	e.add(side<<8|commas<<4|verbs, chunks<<16|others<<8|uint32(s.at(i-1).tag))
	joint := side<<16 | uint32(p.joint)<<8 | uint32(s.at(i).joins)
	if when := s.dateState(i); when != 0 {
		e.add(side<<8|when, tag)
		e.add(side<<8|when, s.key[4])
		e.add(side<<8|when, uint32(s.at(i-1).tag))
		e.add(side<<8|when, uint32(p.commas)<<8|uint32(p.chunks))
	} else {
		e.skip(4)
	}
	finite := side<<8 | uint32(p.finite)
	e.add(finite, tag)
	e.add(finite, s.key[4])
	e.add(finite, s.key[2])
	e.add(finite, s.key[1])
	e.add(finite, linear.Join(1, uint32(s.at(s.cue.last).tag), tag))
	e.add(joint, tag)
	e.add(joint, s.key[4])
	e.add(joint, s.key[2])
	e.add(joint, uint32(p.quotes)<<8|verbs)
	e.add(joint, uint32(s.at(i+1).joins)<<8|uint32(s.at(i-1).tag))
	e.add(side<<8|commas, p.nearCue)
	e.add(side<<8|commas, p.nearToken)
	e.add(side<<8|verbs, p.nearCue)
	e.add(side<<8|chunks, p.nearToken)
	e.add(side<<8|tag, p.nearCue)
	e.add(side<<8|tag, p.nearToken)
}

// cueFeatures join what the cue is with where the token is.
func (s *argScope) cueFeatures(e *emitter, i int, side, distance uint32, p *path) {
	t := s.at(i)
	tag := uint32(t.tag)
	where := side<<16 | uint32(p.chunks)<<8 | tag
	clause := side<<16 | uint32(p.verbs)<<8 | uint32(p.commas)
	for k, key := range s.key {
		e.add(key, where)
		e.add(key, clause<<8|uint32(k))
	}
	// Those of a stem or of a line by itself are too rare to tell of the surroundings of a token.
	for _, key := range s.key[2:] {
		e.add(key, side<<16|distance<<8|uint32(s.at(i-1).tag))
	}
	e.add(s.key[4], side<<24|tag<<16|uint32(s.at(i-1).tag)<<8|uint32(s.at(i+1).tag))
	e.add(s.key[4], t.word+side)
	e.add(s.key[2], t.word+side)
	e.add(s.key[2]<<8|s.key[4], where)
	e.add(s.key[2]<<8|s.key[4], side<<16|distance<<8|tag)
	after := s.at(s.cue.last)
	e.add(after.word, where)
	e.add(after.word, clause)
	e.add(uint32(after.tag)<<8|uint32(s.at(s.cue.first-1).tag), where)
	e.add(uint32(after.tag)<<8|uint32(s.at(s.cue.first-1).tag), clause)
	e.add(s.at(s.cue.first-1).word, clause)
}

// placeFeatures tell of names, quotations, noun phrases and other cues at the token.
func (s *argScope) placeFeatures(e *emitter, i int, side uint32, p *path) {
	t, l1, r1 := s.at(i), s.at(i-1), s.at(i+1)
	entity := uint32(t.entity) << 1
	if t.entityStart {
		entity++
	}
	chunks := uint32(p.chunks)
	e.add(side<<8|chunks, entity)
	e.add(side<<8|uint32(p.verbs), entity)
	e.add(s.key[4], side<<16|chunks<<8|entity)
	e.add(side<<8|entity, uint32(l1.entity)<<8|uint32(r1.entity))
	edge := uint32(0)
	if t.chunk != l1.chunk {
		edge = 1
	}
	if t.chunk != r1.chunk {
		edge |= 2
	}
	e.add(side<<8|edge, chunks<<8|uint32(t.tag))
	e.add(s.key[4], side<<16|chunks<<8|edge)
	quote := s.quoteState(i)
	e.add(side<<8|quote, uint32(p.quotes))
	e.add(side<<8|quote, uint32(t.tag)<<8|uint32(l1.tag))
	e.add(side<<8|quote, s.key[4])
	e.add(side<<8|quote, s.key[2]<<8|uint32(p.quotes))
	start := uint32(min(i-s.sentence.First+1, 4))
	if i < s.sentence.First {
		start = 5
	} else if i >= s.sentence.Last {
		start = 6
	}
	e.add(side<<8|start, uint32(t.tag))
	e.add(side<<8|start, chunks<<8|uint32(p.commas))
	e.when(s.isCue[i], side, chunks<<8|uint32(t.tag))
	e.when(t.mark != 0, side<<8|s.markAct(t), uint32(t.tag))
	e.when(t.bracket, side, chunks)
	e.when(i >= s.sentence.Last-1, side, uint32(t.tag))
}

func (s *argScope) markAct(t *token) uint32 {
	if t.mark == 0 {
		return 0
	}
	return actNumber(s.marks[t.mark-1].line.act)
}

// quoteState is 0 outside quotations, 1 in the one of the cue, 2 in another; plus 4 where
// one begins, plus 8 where one ends.
func (s *argScope) quoteState(i int) uint32 {
	t := s.at(i)
	var q uint32
	switch {
	case t.quote == 0:
	case t.quote == s.toks[s.cue.first].quote:
		q = 1
	default:
		q = 2
	}
	if s.at(i-1).quote != t.quote {
		q |= 4
	}
	if s.at(i+1).quote != t.quote {
		q |= 8
	}
	return q
}
