package positions

import "github.com/sayso-nlp/sayso/extractors/text"

// joint is what a conjunction, comma, semicolon or dash joins to what stands before it. It
// tells where a content ends: "France supports the proposals and | offered a summit", "Berlin
// welcomed it and | Washington urged both sides on", but "rejects the plan and the map".
type joint uint8

const (
	joinsNothing   joint = iota
	joinsPhrase          // "the plan and the map"
	joinsPredicate       // "supports the plan and offered …"
	joinsClause          // "…, and Washington urged …"
)

// jointReach is how many tokens behind a joint are read.
const jointReach = 14

// joints finds the joints of the text.
func (r *reading) joints() {
	for _, s := range r.t.Sentences {
		for i := s.First; i < s.Last; i++ {
			switch r.toks[i].tag {
			case text.CC, text.Comma, text.Colon:
				r.toks[i].joins, r.toks[i].joinsTag = r.joint(i+1, min(s.Last, i+1+jointReach))
			}
		}
	}
}

// joint reads what begins with token i.
func (r *reading) joint(i, end int) (kind joint, verb text.Tag) {
	for i < end && (r.toks[i].tag == text.RB || r.toks[i].tag == text.CC) {
		i++
	}
	subject := false
	for ; i < end; i++ {
		switch tag := r.toks[i].tag; {
		case tag == text.VBZ || tag == text.VBP || tag == text.VBD || tag == text.MD:
			if subject {
				return joinsClause, tag
			}
			return joinsPredicate, tag
		case tag == text.IN && r.words[i] == "of", nominal(tag), tag == text.Open, tag == text.Close:
			subject = true
		case tag == text.RB && subject:
		default:
			return joinsPhrase, 0
		}
	}
	return joinsPhrase, 0
}
