package score

import "github.com/sayso-nlp/sayso/corpus"

// Judgments scores estimative judgments, paired by their estimative words.
type Judgments struct {
	Term PRF // the words overlap
	Band PRF // and the band is equal: the headline number
	Span PRF // and the judged statements have a character Jaccard of at least 0.5
}

func (s *Judgments) document(g, p *corpus.Annotated) {
	term, band, span := 0, 0, 0
	for _, m := range pairs(g.Text, terms(g.Judgments), terms(p.Judgments), nil) {
		a, b := g.Judgments[m.gold], p.Judgments[m.pred]
		term++
		if a.Band == b.Band {
			band++
		}
		both := 0
		if start, end := max(a.Start, b.Start), min(a.End, b.End); start < end {
			both = runes(g.Text, start, end)
		}
		if 2*both >= runes(g.Text, min(a.Start, b.Start), max(a.End, b.End)) {
			span++
		}
	}
	s.Term.add(term, len(p.Judgments), len(g.Judgments))
	s.Band.add(band, len(p.Judgments), len(g.Judgments))
	s.Span.add(span, len(p.Judgments), len(g.Judgments))
}

func terms(in []corpus.Judgment) []corpus.Span {
	out := make([]corpus.Span, len(in))
	for i, j := range in {
		out[i] = j.Term
	}
	return out
}
