package positions

import (
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// meaning is what a relation says, apart from who says it.
type meaning struct {
	act      corpus.Act
	stance   corpus.Stance
	modality corpus.Modality
}

// actFeatures are those of the question which act a relation is.
func (r *reading) actFeatures(e *emitter, rel *relation) {
	e.begin(baseAct)
	c := &rel.cue
	head := &r.toks[c.head]
	neg := uint32(0)
	if c.negation >= 0 {
		neg = 1
	}
	e.add(head.stem, neg)
	e.add(head.word, neg)
	e.add(head.prefix, neg)
	for _, class := range head.class {
		e.add(class, neg)
	}
	e.add(head.kin>>4, neg)
	e.add(uint32(head.tag), neg)
	r.lineFeatures(e, c, neg)
	r.contentFeatures(e, rel, neg)
	r.aroundFeatures(e, c, neg)
	for i := c.first; i < c.last; i++ {
		e.emit(featCueStem, r.toks[i].stem, neg)
		e.emit(featCueWord, r.toks[i].word, 0)
		if i+1 < c.last {
			e.emit(featCuePair, r.toks[i].stem, r.toks[i+1].stem)
		}
		if line := r.line(i); line != nil {
			e.emit(featCueLine, actNumber(line.act), neg)
		}
		for _, class := range r.toks[i].class {
			if class != 0 {
				e.emit(featCueClass, class, neg)
			}
		}
	}
	for _, part := range rel.parts {
		for i := part[0]; i < part[1]; i++ {
			e.emit(featPartStem, r.toks[i].stem, 0)
		}
	}
	r.pairFeatures(e, rel)
}

// pairFeatures tell which words stand side by side in the content, or around a third, which
// stand there for what the cue does ("called it a gift", "asked for a gift"), how long it is
// and how much of it is quoted: a bare quotation of few words is a verdict more often than a
// report.
func (r *reading) pairFeatures(e *emitter, rel *relation) {
	act := uint32(0)
	cue := r.toks[rel.cue.head].stem
	if line := rel.cue.line; line != nil {
		act = actNumber(line.act)
		cue = act
	}
	seen := 0
	for _, x := range rel.content {
		before, beyond := uint32(0), uint32(0)
		for i := x[0]; i < x[1] && seen < toneReach; i++ {
			t := &r.toks[i]
			e.emit(featStemCue, t.stem, cue)
			if seen < bagOf {
				e.emit(featPair, before, t.stem)
				e.emit(featAroundThird, beyond, t.stem)
			}
			before, beyond = t.stem, before
			if !t.tag.IsPunct() {
				seen++
			}
		}
	}
	for _, x := range rel.sources {
		for i := x[0]; i < min(x[1], x[0]+bagOf); i++ {
			e.emit(featSourceStem, r.toks[i].stem, 0)
		}
	}
	words, quoted := r.quoted(rel)
	length, inside := uint32(min(words/3, 6)), uint32(1)
	switch quoted {
	case 0:
		inside = 0
	case words:
		inside = 2
	}
	e.emit(featLengthAct, length, act)
	e.emit(featLength, length, 0)
	e.emit(featQuoted, length<<2|inside, act)
}

func (r *reading) lineFeatures(e *emitter, c *cue, neg uint32) {
	if c.line == nil {
		e.skip(5)
		e.add(neg, 0)
		return
	}
	act, stance := c.line.act, c.line.stance
	if neg != 0 {
		act, stance = c.line.negatedAct, c.line.negatedStance
	}
	e.add(actNumber(act), 0)
	e.add(actNumber(act), neg)
	e.add(actNumber(act)<<4|stanceNumber(stance), neg)
	e.add(c.line.hash, neg)
	e.add(uint32(c.line.class)<<8|actNumber(act), neg)
	e.skip(1)
}

func stanceNumber(s corpus.Stance) uint32 {
	switch s {
	case corpus.Favor:
		return 1
	case corpus.Against:
		return 2
	}
	return 0
}

// bagOf is how many tokens of a content are looked at for its meaning.
const bagOf = 12

// contentFeatures look at how the content begins and at what it holds: who "urges Serbia to
// stop" is against what he names, who "said it would pay" promises.
func (r *reading) contentFeatures(e *emitter, rel *relation, neg uint32) {
	head := r.toks[rel.cue.head].stem
	next := token{}
	if rel.cue.last < len(r.toks) {
		next = r.toks[rel.cue.last]
	}
	e.add(next.word, head)
	e.add(next.word, neg)
	e.add(uint32(next.tag), head)
	if len(rel.content) == 0 {
		return
	}
	first, last := rel.content[0][0], min(rel.content[0][1], rel.content[0][0]+bagOf)
	e.add(r.toks[first].word, head)
	e.add(r.toks[first].word, neg)
	e.add(uint32(r.toks[first].tag), head)
	e.add(uint32(r.toks[first].tag), 0)
	r.toneFeatures(e, rel, neg)
	for i := first; i < last; i++ {
		t := &r.toks[i]
		e.emit(featStem, t.stem, 0)
		for k, class := range t.class {
			if class != 0 && t.entity == 0 {
				e.emit(featWideClass+uint32(k), class, 0)
			}
		}
		if t.tag == text.MD || isNegation(r.words[i]) || r.isAux(i) {
			e.emit(featAux, t.word, head)
		}
	}
}

// toneReach is how many tokens of a content are looked at for its tone.
const toneReach = 30

// toneFeatures tell the tones of the content, apart for its beginning and the rest, joined
// with what the cue does: an assertion takes its sense from what is asserted.
func (r *reading) toneFeatures(e *emitter, rel *relation, neg uint32) {
	act, class, head := uint32(0), uint32(0), r.toks[rel.cue.head].stem
	if line := rel.cue.line; line != nil {
		act, class = actNumber(line.act), uint32(line.class)
	}
	var near, all tone
	n := 0
	for _, x := range rel.content {
		for i := x[0]; i < x[1] && n < toneReach; i++ {
			set := tones().of(r.words[i])
			all |= set
			if n < 8 {
				near |= set
			}
			n++
		}
	}
	for bit := tone(1); bit <= toneNegation; bit <<= 1 {
		if all&bit == 0 {
			continue
		}
		where := uint32(bit) << 1
		if near&bit != 0 {
			where++
		}
		e.emit(featToneAct, where, act<<1|neg)
		e.emit(featToneAnyAct, uint32(bit), act<<1|neg)
		e.emit(featToneHead, where, head)
		e.emit(featTone, where, 0)
	}
	e.emit(featTonesAct, uint32(all), act<<1|neg)
	e.emit(featVerdict, uint32(all&3|all&toneNegation), act<<9|class<<1|neg)
	r.clauseFeatures(e, rel, act, head)
	form := r.contentForm(rel)
	e.emit(featFormAct, form, act<<1|neg)
	e.emit(featFormHead, form, head)
	e.emit(featFormTones, form<<16|uint32(all), act<<1|neg)
	if line := rel.cue.line; line != nil {
		e.emit(featFormLine, form, line.hash)
	}
	var cue tone
	for i := rel.cue.first; i < rel.cue.last; i++ {
		cue |= tones().of(r.words[i])
	}
	e.emit(featCueTones, uint32(cue), act<<1|neg)
}

// contentForm tells how a content is built: 1 a noun phrase, 2 an infinitive, 3 a clause,
// 4 one in the subjunctive ("that the weapons be handed over"), 5 one about the future ("it
// would pay"); plus 8 where it speaks of the speaker ("we", "it").
func (r *reading) contentForm(rel *relation) uint32 {
	x := rel.content[0]
	form := uint32(1)
	if r.toks[x[0]].tag == text.TO {
		form = 2
	}
	if r.asks(x[0]) {
		form = 6
	}
scan:
	for i := x[0]; i < min(x[1], x[0]+toneReach) && form == 1; i++ {
		switch w, tag := r.words[i], r.toks[i].tag; {
		case w == "will" || w == "would" || w == "shall" || w == "’ll" || w == "wo":
			form = 5
		case w == "be" && i > x[0] && r.toks[i-1].tag != text.TO && r.toks[i-1].tag != text.MD && r.toks[i-1].tag != text.RB:
			form = 4
		case tag == text.VBZ || tag == text.VBP || tag == text.VBD || tag == text.MD:
			form = 3
		case tag == text.WDT || tag == text.WP:
			break scan
		}
	}
	for i := x[0]; i < min(x[1], x[0]+2); i++ {
		switch r.words[i] {
		case "we", "i", "it", "he", "she", "they", "his", "its", "their", "her", "our", "my":
			return form + 8
		}
	}
	return form
}

// asks reports whether a content that begins with token i is a question: "asked what a state
// has to fear", "asked whether it would hold".
func (r *reading) asks(i int) bool {
	switch r.toks[i].tag {
	case text.WP, text.WRB:
		return true
	}
	return i > 0 && (r.words[i-1] == "whether" || r.words[i-1] == "if") || r.words[i] == "whether" || r.words[i] == "if"
}

// stanceFeatures are those of the question which stance a relation of a known act takes.
func (r *reading) stanceFeatures(e *emitter, rel *relation, act corpus.Act) {
	r.actFeatures(e, rel)
	n := len(e.out)
	number := actNumber(act)
	for _, f := range e.out[:n] {
		e.emit(featWithAct, f, number)
	}
	e.emit(featAct, number, 0)
	if c := &rel.cue; c.line != nil {
		stance := c.line.stance
		if c.negation >= 0 {
			stance = c.line.negatedStance
		}
		e.emit(featLineStance, number, stanceNumber(stance))
	}
}

// meaning decides act and stance by the models, modality by rule. A cue of the lexicon that
// is negated has the meaning of its line: "does not oppose" concedes.
func (g *tagger) meaning(rel *relation) meaning {
	rel = g.said(rel)
	var scores [32]int32
	g.actFeatures(&g.emit, rel)
	act := corpus.Acts[g.m.acts.Best(g.emit.out, scores[:len(corpus.Acts)])]
	if c := &rel.cue; c.line != nil && c.negation >= 0 && c.line.act != corpus.Assert {
		act, stance := c.line.negatedAct, c.line.negatedStance
		switch g.words[c.negation] {
		case "neither", "nor":
			if c.first <= c.negation && c.negation < c.last { // "neither accepted nor rejected"
				act, stance = corpus.Assert, corpus.NoStance
			}
		}
		return meaning{act, stance, g.modality(rel)}
	}
	for _, certain := range [...]func(*relation) (corpus.Act, corpus.Stance, bool){g.vote, g.commitment, g.liking} {
		if act, stance, ok := certain(rel); ok {
			return meaning{act, stance, g.modality(rel)}
		}
	}
	g.stanceFeatures(&g.emit, rel, act)
	stance := corpus.Stances[g.m.stances.Best(g.emit.out, scores[:len(corpus.Stances)])]
	return meaning{act, stance, g.modality(rel)}
}

// vote returns what a vote amounts to whose result stands between the verb and its side, where no
// line of the lexicon matches: "voted | 421 to 180 | against".
func (g *tagger) vote(rel *relation) (act corpus.Act, stance corpus.Stance, ok bool) {
	if c := &rel.cue; c.line != nil || c.negation >= 0 || len(rel.parts) == 0 || !slices.Contains(voteForms, g.words[c.head]) {
		return "", "", false
	}
	switch g.words[rel.parts[len(rel.parts)-1][1]-1] {
	case "for":
		return corpus.Support, corpus.Favor, true
	case "against":
		return corpus.Reject, corpus.Against, true
	}
	return "", "", false
}

var voteForms = verbForms("vote")

// modality: "did not rule out" is negated; "reportedly said", "would accept" and "seemed to
// agree" are hedged; "would accept if …" is conditional.
func (r *reading) modality(rel *relation) corpus.Modality {
	c := &rel.cue
	sentence := r.t.Sentences[r.sentenceOf(c.first)]
	for i := max(sentence.First, c.first-reach); i < min(sentence.Last, c.last+reach); i++ {
		if w := r.words[i]; (w == "if" || w == "unless" || w == "provided") && !rel.covers(i) && c.modal >= 0 {
			return corpus.Conditional
		}
	}
	for i := max(sentence.First, c.first-3); i < min(sentence.Last, c.last+1); i++ {
		if hedges.of(r.words[i]) {
			return corpus.Hedged
		}
	}
	if c.negation >= 0 {
		return corpus.Negated
	}
	if c.modal >= 0 {
		switch r.words[c.modal] {
		case "would", "could", "may", "might":
			return corpus.Hedged
		}
	}
	return corpus.Plain
}

// covers reports whether token i is part of the content.
func (rel *relation) covers(i int) bool {
	for _, x := range rel.content {
		if x[0] <= i && i < x[1] {
			return true
		}
	}
	return false
}
