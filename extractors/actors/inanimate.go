package actors

import (
	"strings"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// inanimate are nouns, in the singular, for what neither speaks nor is written: "these acts make
// clear" is nobody's position. Reports, polls, courts and summits do tell something.
var inanimate = wordSet(`act action activity agenda amount anniversary approach area attack balance budget change commitment condition
	cost crisis data deal decision designation destruction development difference disinformation drought economy effort
	emergency event existence expo failure frequency future goal heart idea illness impact increase information initiative
	invasion invention investment issue lack launch law legacy legislation limit magnitude matter measure mechanism moment
	month morning move need number objective opportunity outcome pace package partnership path pattern place pledge policy
	power presence price principle priority problem process progress proportion purpose reality reason relationship
	response review revocation role sanction scaffolding season situation size skull solution step strategy strike success
	support system task tension terminal test thing threat time total tragedy transition treatment trip vaccine value violence
	virus visit war way weapon weather week work year`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// isInanimate reports whether the head of a phrase is a thing that cannot hold a position, or a word
// that only addresses the reader: "Please support the fund".
func (p *phrase) isInanimate() bool {
	head := p.head
	for tok := p.first + 1; tok < head; tok++ {
		if p.t.Tokens[tok].Tag == text.VBG && p.t.Tokens[tok-1].Tag.IsNoun() {
			head = tok - 1 // "legislators | supporting the law"
		}
	}
	w := strings.ToLower(p.word(head))
	switch w {
	case "please", "let", "thanks":
		return p.first == head
	case "crises":
		return true
	}
	return inanimate[w] || inanimate[strings.TrimSuffix(w, "s")] || inanimate[strings.TrimSuffix(w, "ies")+"y"]
}
