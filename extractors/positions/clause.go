package positions

import (
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// clause is how the first clause of a content is built: who "said it would pay" promises,
// who "said they had shelled the town" accuses, who "said no town was shelled" denies.
type clause struct {
	subject  uint32 // kind of the subject, see subjectKind
	modal    uint32 // hash of the first modal verb
	tense    text.Tag
	negated  bool
	verb     int // the main verb; -1 if none
	complete int // the adjective or noun that a form of "be" ascribes; -1 if none
}

// clauseReach is how many tokens of a content are searched for its clause.
const clauseReach = 24

// firstClause reads the clause that the content x begins with.
func (r *reading) firstClause(x [2]int) clause {
	c := clause{verb: -1, complete: -1}
	end := min(x[1], x[0]+clauseReach)
	i := x[0]
	for ; i < end; i++ {
		tag := r.toks[i].tag
		if tag == text.VBZ || tag == text.VBP || tag == text.VBD || tag == text.MD {
			break
		}
		c.negated = c.negated || isNobody(r.words[i])
	}
	c.subject = r.subjectKind(x[0], i)
	if i == end {
		return c
	}
	c.tense = r.toks[i].tag
	be := false
	for ; i < end; i++ {
		switch tok := &r.toks[i]; {
		case isNegation(r.words[i]):
			c.negated = true
		case tok.tag == text.MD:
			if c.modal == 0 {
				c.modal = tok.word
			}
		case r.isAux(i):
			be = r.isBe(i)
			if c.verb < 0 {
				c.verb = i
			}
		case tok.tag.IsVerb():
			c.verb = i
			return c
		case tok.tag == text.RB || tok.tag == text.DT || tok.tag == text.Open || tok.quote != 0 && tok.tag.IsPunct():
		case be && (tok.tag == text.JJ || tok.tag == text.JJR || tok.tag == text.JJS || tok.tag.IsNoun()):
			c.complete = i
			return c
		default:
			return c
		}
	}
	return c
}

// isNobody reports whether a word of the subject negates the clause.
func isNobody(w string) bool {
	switch w {
	case "no", "nobody", "nothing", "none", "neither":
		return true
	}
	return false
}

// subjectKind tells what stands between two tokens: 1 nothing, 2 the first person, 3 a
// pronoun of the third, 4 "his", "its" and what is theirs, 5 "nobody", 6 "there", from 8 on
// the type of the first name; 7 anything else.
func (r *reading) subjectKind(first, last int) uint32 {
	if first == last {
		return 1
	}
	kind := uint32(7)
	for i := first; i < min(last, first+6); i++ {
		switch r.words[i] {
		case "we", "i", "our", "my", "us":
			return 2
		case "it", "he", "she", "they":
			if i < first+2 {
				return 3
			}
		case "its", "his", "her", "their":
			if i < first+2 {
				return 4
			}
		case "there":
			return 6
		}
		if isNobody(r.words[i]) {
			return 5
		}
		if e := r.toks[i].entity; e != 0 && kind == 7 {
			kind = 8 + uint32(e)
		}
	}
	return kind
}

// clauseFeatures join how the content's clause is built with what the cue does.
func (r *reading) clauseFeatures(e *emitter, rel *relation, act, head uint32) {
	c := r.firstClause(rel.content[0])
	neg := uint32(0)
	if c.negated {
		neg = 1
	}
	tense := uint32(c.tense)
	e.emit(featSubjectAct, c.subject<<1|neg, act)
	e.emit(featSubjectModal, c.subject, linear.Join(1, c.modal, neg))
	e.emit(featTenseAct, c.subject<<9|tense<<1|neg, act)
	e.emit(featModalAct, linear.Join(1, c.modal, neg), act)
	e.emit(featModalHead, linear.Join(1, c.modal, c.subject), head)
	said := rel.cue.last-rel.cue.first == 1 && act == actNumber("assert")
	for _, part := range [...]struct {
		at    int
		shift uint32 // of the templates
	}{{c.verb, 0}, {c.complete, featAscribed - featVerbStem}} {
		if part.at < 0 {
			continue
		}
		t, shades := &r.toks[part.at], uint32(tones().of(r.words[part.at]))
		e.emit(featVerbStem+part.shift, t.stem, neg)
		e.emit(featVerbSubject+part.shift, t.stem, linear.Join(1, c.modal, c.subject))
		e.emit(featVerbTones+part.shift, shades, c.subject<<1|neg)
		e.emit(featVerbTonesModal+part.shift, shades, linear.Join(1, c.modal, neg))
		e.emit(featVerbWideClass+part.shift, t.class[0], c.subject<<1|neg)
		e.emit(featVerbClass+part.shift, t.class[1], neg)
		if said {
			e.emit(featVerbSaid+part.shift, t.stem, neg)
		}
	}
}

// aroundFeatures look at the words beside the cue, which colour it: "spoke bitterly of".
func (r *reading) aroundFeatures(e *emitter, c *cue, neg uint32) {
	for i := max(0, c.first-2); i < min(len(r.toks), c.last+2); i++ {
		if i >= c.first && i < c.last {
			continue
		}
		t := &r.toks[i]
		if t.tag == text.RB || t.tag == text.JJ || t.tag.IsNoun() && t.entity == 0 {
			e.emit(featAroundStem, t.stem, neg)
			e.emit(featAroundTones, uint32(tones().of(r.words[i])), neg)
		}
	}
	e.emit(featSection, r.toks[c.head].section, 0)
}
