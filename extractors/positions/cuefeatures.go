package positions

import "github.com/sayso-nlp/sayso/extractors/text"

// outside stands for the tokens before a sentence and behind it.
var outside token

// cueScope is the sentence whose cue tokens are to be found.
type cueScope struct {
	*reading
	first, last int
	left        []leftContext
}

// leftContext is what stands to the left of a token in its sentence.
type leftContext struct {
	entity  uint8  // type of the last mention
	chunk   uint32 // stem of the head of the last noun phrase, a hash
	aux     uint32 // the last auxiliary or modal within four tokens, a hash
	negated bool   // a negation within four tokens
	verbs   uint8  // verbs since the last comma
	// The last cue line that stands there: its act, class and the tag of its first word, as one
	// number. Who "rejects the plan and accuses" goes on in the same tense.
	mark    uint32
	markTag text.Tag
}

func (r *reading) cueScope(s text.Sentence) *cueScope {
	c := &cueScope{reading: r, first: s.First, last: s.Last, left: make([]leftContext, s.Last-s.First)}
	var l leftContext
	auxAt, negAt := -9, -9
	for i := s.First; i < s.Last; i++ {
		if i-auxAt > 4 {
			l.aux = 0
		}
		l.negated = i-negAt <= 4
		c.left[i-s.First] = l
		tok := &r.toks[i]
		if tok.mark != 0 {
			line := r.marks[tok.mark-1].line
			l.mark, l.markTag = uint32(line.class)<<8|actNumber(line.act), tok.tag
		}
		if tok.entity != 0 {
			l.entity = tok.entity
		}
		if tok.tag.IsNoun() || tok.tag == text.PRP || tok.tag == text.WP || tok.tag == text.WDT {
			l.chunk = tok.stem
		}
		switch {
		case tok.tag == text.MD || r.isAux(i):
			l.aux, auxAt = tok.word, i
		case isNegation(r.words[i]):
			negAt = i
		case tok.tag == text.Comma:
			l.verbs = 0
		case tok.tag.IsVerb():
			l.verbs = min(l.verbs+1, 2)
		}
	}
	return c
}

func (c *cueScope) at(i int) *token {
	if i < c.first || i >= c.last {
		return &outside
	}
	return &c.toks[i]
}

// features of token i of the sentence for the question whether it is part of a cue.
func (c *cueScope) features(e *emitter, i int) {
	if c.seldom(i) {
		c.fewFeatures(e, i)
		return
	}
	e.begin(baseCue)
	t, l1, l2, r1, r2 := c.at(i), c.at(i-1), c.at(i-2), c.at(i+1), c.at(i+2)
	tag, lt, rt := uint32(t.tag), uint32(l1.tag), uint32(r1.tag)
	e.add(t.word, 0)
	e.add(t.stem, 0)
	e.add(t.stem, tag)
	e.add(t.suffix, tag)
	e.add(t.prefix, 0)
	e.add(l1.word, 0)
	e.add(l2.word, 0)
	e.add(r1.word, 0)
	e.add(r2.word, 0)
	e.add(l1.word, t.word)
	e.add(t.word, r1.word)
	e.add(l1.stem, tag)
	e.add(tag, r1.stem)
	e.add(t.stem, r1.word)
	e.add(l2.word, l1.word)
	e.add(r1.word, r2.word)
	e.add(lt<<8|tag, rt)
	e.add(uint32(l2.tag)<<16|lt<<8|tag, rt)
	e.add(lt<<8|tag, rt<<8|uint32(r2.tag))
	e.add(uint32(t.shape), uint32(t.entity))
	e.add(uint32(l1.entity)<<8|uint32(r1.entity), tag)
	c.classFeatures(e, i)
	c.markFeatures(e, i)
	c.contextFeatures(e, i)
}

// seldom reports whether token i is of a kind of which hardly any is part of a cue: a mark, a name, a
// number, an article, a pronoun, unless the lexicon knows it as part of one ("gave the nod to").
// That is every second token.
func (c *cueScope) seldom(i int) bool {
	t := &c.toks[i]
	if t.mark != 0 || t.inMark != 0 || isNegation(c.words[i]) {
		return false
	}
	switch t.tag {
	case text.NNP, text.NNPS, text.CD, text.DT, text.PDT, text.CC, text.PRP, text.PRPS, text.POS, text.WP, text.WPS, text.WDT, text.WRB, text.EX:
		return true
	}
	return t.tag.IsPunct()
}

// fewFeatures are those of the tokens that are seldom part of a cue: what stands beside them tells
// whether one goes on. All the others, asked of them too, found no more (docs/models.md).
func (c *cueScope) fewFeatures(e *emitter, i int) {
	e.begin(baseFew)
	t, l1, r1 := c.at(i), c.at(i-1), c.at(i+1)
	tag, lt, rt := uint32(t.tag), uint32(l1.tag), uint32(r1.tag)
	e.add(t.word, 0)
	e.add(t.word, rt)
	e.add(l1.word, tag)
	e.add(r1.word, tag)
	e.add(l1.word, t.word)
	e.add(lt<<8|tag, rt)
	e.add(c.leftOf(i).mark, tag)
	e.add(c.markKind(i-1), c.markKind(i+1)<<8|tag)
}

func (c *cueScope) classFeatures(e *emitter, i int) {
	t, l1, r1 := c.at(i), c.at(i-1), c.at(i+1)
	tag := uint32(t.tag)
	for k := range t.class {
		e.when(t.class[k] != 0, t.class[k], uint32(t.tag))
		e.when(l1.class[k] != 0, l1.class[k], uint32(t.tag))
		e.when(r1.class[k] != 0, r1.class[k], uint32(t.tag))
		e.when(t.class[k] != 0 && r1.class[k] != 0, t.class[k], r1.class[k])
	}
	e.when(t.class[1] != 0, t.class[1], r1.word)
	e.when(t.class[2] != 0, t.class[2], r1.word)
	known := uint32(0)
	if t.mark != 0 || t.inMark != 0 {
		known = 1
	}
	e.add(t.kin<<1|known, tag)
	e.add(t.kin<<1|known, r1.word)
	e.add(t.kin<<1|known, uint32(r1.tag)<<8|uint32(l1.tag))
	e.add(t.kin<<1|known, uint32(c.leftOf(i).entity)<<8|tag)
}

// markFeatures tell what the lexicon knows of the token and of the words around it.
func (c *cueScope) markFeatures(e *emitter, i int) {
	t := c.at(i)
	line, within := c.line(i), uint32(0)
	if line == nil && t.inMark != 0 {
		line, within = c.marks[t.inMark-1].line, 1
	}
	if line == nil {
		e.skip(8)
		e.add(uint32(t.tag), 1)
	} else {
		kind := uint32(line.class)<<8 | within
		act := actNumber(line.act)
		e.add(line.hash, within)
		e.add(kind, uint32(t.tag))
		e.add(kind, uint32(len(line.words)))
		e.add(kind<<8|act, uint32(t.tag))
		e.add(kind<<8|act, c.at(i+1).word)
		e.add(kind<<8|uint32(fit(c, i, line)), uint32(t.tag))
		e.add(kind<<8|uint32(fit(c, i, line)), line.hash)
		e.add(kind<<8|act, uint32(c.leftOf(i).entity))
		e.skip(1)
	}
	for _, j := range [...]int{i - 1, i + 1} {
		near := c.at(j)
		e.when(near.mark != 0 || near.inMark != 0, uint32(t.tag), c.markKind(j))
	}
}

func (c *cueScope) markKind(j int) uint32 {
	t := c.at(j)
	switch {
	case t.mark != 0:
		return uint32(c.marks[t.mark-1].line.class)
	case t.inMark != 0:
		return 1
	}
	return 0
}

// fit tells how well what follows the cue line fits its frame: 1 a clause with "that", 2 an
// infinitive, 3 a quotation, 4 a noun phrase, 5 a question, 6 a gerund, each plus 8 where
// the frame has it.
func fit(c *cueScope, i int, line *cueLine) uint8 {
	end := i + 1
	if m := c.toks[i].mark; m != 0 {
		toks := c.marks[m-1].tokens
		end = toks[len(toks)-1] + 1
	}
	next := c.at(end)
	var kind uint8
	var name string
	switch {
	case end >= c.last:
		return 0
	case c.words[end] == "that":
		kind, name = 1, "that"
	case next.tag == text.TO:
		kind, name = 2, "to"
	case next.quote != 0 && next.quote != c.toks[i].quote, next.tag == text.Comma:
		kind, name = 3, "q"
	case next.chunk != 0:
		kind, name = 4, "np"
	case next.tag == text.WP || next.tag == text.WRB || c.words[end] == "whether" || c.words[end] == "if":
		kind, name = 5, "wh"
	case next.tag == text.VBG:
		kind, name = 6, "ing"
	}
	if kind != 0 && line.has(name) {
		kind += 8
	}
	return kind
}

func (c *cueScope) leftOf(i int) leftContext { return c.left[i-c.first] }

func (c *cueScope) contextFeatures(e *emitter, i int) {
	t, l, r1 := c.at(i), c.leftOf(i), c.at(i+1)
	tag := uint32(t.tag)
	quoted := uint32(0)
	if t.quote != 0 {
		quoted = 1
	}
	near := uint32(0) // a quotation begins or ends beside the token
	if before := c.at(i - 1); before.quote != t.quote || c.at(i-2).quote != t.quote {
		near = 1
	}
	if r1.quote != t.quote || c.at(i+2).quote != t.quote {
		near |= 2
	}
	e.add(quoted, tag)
	e.add(quoted, t.stem)
	e.add(near, tag)
	e.add(near, t.stem)
	e.add(uint32(l.entity), tag)
	e.add(uint32(l.entity), t.stem)
	e.add(l.chunk, tag)
	e.when(l.aux != 0, l.aux, tag)
	e.when(l.aux != 0, l.aux, t.stem)
	e.when(l.negated, tag, t.stem)
	e.add(uint32(l.verbs), tag)
	e.add(t.section, tag)
	e.add(t.section, t.stem)
	e.add(t.section, l.aux)
	e.add(min(uint32(i-c.first), 4), tag)
	e.when(t.bracket, tag, 0)
	c.frameFeatures(e, i)
}

// frameFeatures tell what a token would take if it were a cue, and whether it goes on where
// another one stood.
func (c *cueScope) frameFeatures(e *emitter, i int) {
	t, l, l1 := c.at(i), c.leftOf(i), c.at(i-1)
	tag := uint32(t.tag)
	same := uint32(0)
	if l.markTag == t.tag {
		same = 1
	}
	joins := uint32(l1.joins)
	if joins == 0 {
		joins = uint32(c.at(i-2).joins) << 2
	}
	e.add(joins, tag<<1|same)
	e.add(joins<<1|same, l.mark)
	e.add(joins<<1|same, t.stem)
	e.add(l.mark, tag<<1|same)
	if !t.tag.IsVerb() && !t.tag.IsNoun() && t.tag != text.JJ {
		return
	}
	takes := uint32(c.complement(i + 1))
	known := uint32(0)
	if t.mark != 0 {
		line := c.marks[t.mark-1].line
		known = uint32(line.class)<<8 | actNumber(line.act)
	}
	e.add(takes, tag)
	e.add(takes, t.stem)
	e.add(takes, known)
	e.add(takes, t.kin)
	e.add(takes, t.class[0])
	e.add(takes, t.class[1])
	e.add(takes<<8|uint32(l.entity), tag)
	e.add(takes<<8|uint32(l.entity), known)
	e.add(takes<<8|uint32(l1.tag), tag)
}

// complement tells what begins with token i: 1 a quotation, 2 "that" and a clause, 3 a clause
// without "that", 4 an infinitive, 5 a noun phrase, 6 one and an infinitive ("urged them to"),
// 7 one and "as" or "of", "for", 8 a question, 9 a gerund, 10 a preposition, 11 the end.
func (c *cueScope) complement(i int) uint8 {
	if i >= c.last {
		return 11
	}
	switch t, w := c.at(i), c.words[i]; {
	case t.quote != 0 && t.quote != c.at(i-1).quote:
		return 1
	case w == "that" && t.tag != text.DT:
		return 2
	case t.tag == text.TO:
		return 4
	case t.tag == text.WP || t.tag == text.WRB || t.tag == text.WDT || w == "whether" || w == "if":
		return 8
	case t.tag == text.VBG:
		return 9
	case t.tag == text.IN || t.tag == text.RP:
		return 10
	case t.tag == text.Stop:
		return 11
	case !nominal(t.tag):
		return 0
	}
	return c.behindPhrase(i)
}

// behindPhrase is complement where a noun phrase begins with token i.
func (c *cueScope) behindPhrase(i int) uint8 {
	for end := min(c.last, i+jointReach); i < end; i++ {
		switch tag, w := c.at(i).tag, c.words[i]; {
		case nominal(tag), w == "of", tag == text.RB:
		case tag == text.VBZ || tag == text.VBP || tag == text.VBD || tag == text.MD:
			return 3
		case tag == text.TO:
			return 6
		case w == "as" || w == "for":
			return 7
		default:
			return 5
		}
	}
	return 5
}
