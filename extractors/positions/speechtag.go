package positions

import (
	"slices"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// phraseBehindQuote is the most tokens of who speaks behind a quotation.
const phraseBehindQuote = 12

// behindQuote adds the relations of verbs that a question or a call in quotation marks parts from
// what is said, as its mark ends a sentence: “Who will pay?” Ada Roe | asked.
func (g *tagger) behindQuote(rels []relation) []relation {
	known := make([]bool, len(g.toks))
	for i := range rels {
		for k := rels[i].cue.first; k < rels[i].cue.last; k++ {
			known[k] = true
		}
	}
	for i, w := range g.words {
		if known[i] {
			continue
		}
		switch w {
		case "asked", "asks", "said", "says", "wondered", "wonders":
			if rel, ok := g.speechTag(i); ok {
				rels = append(rels, rel)
			}
		}
	}
	slices.SortStableFunc(rels, func(a, b relation) int { return a.cue.first - b.cue.first })
	return rels
}

// speechTag returns the relation of the verb at token i, where no more than its subject stands between
// it and a quotation that ends with a question or an exclamation mark.
func (g *tagger) speechTag(i int) (relation, bool) {
	first := i
	for first > max(0, i-phraseBehindQuote) && g.toks[first-1].quote == 0 && (nominal(g.toks[first-1].tag) || g.toks[first-1].entity != 0) {
		first--
	}
	end := first
	if end > 0 && g.toks[end-1].tag == text.Comma {
		end--
	}
	if first == i || end < 2 || !g.closes(end-1) || g.words[end-2] != "?" && g.words[end-2] != "!" {
		return relation{}, false
	}
	if g.t.Sentences[g.sentenceOf(i)].Paragraph != g.t.Sentences[g.sentenceOf(end-1)].Paragraph {
		return relation{}, false
	}
	start := end - 1
	for start > 0 && g.toks[start-1].quote == g.toks[end-1].quote {
		start--
	}
	return relation{cue: g.cue(i, i+1), sources: [][2]int{{first, i}}, content: [][2]int{{start, end}}}, true
}
