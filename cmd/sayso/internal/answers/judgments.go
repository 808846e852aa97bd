package answers

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
)

// Judgment is an analyst's own estimate.
type Judgment struct {
	DocumentRef
	Number    string          `json:"judgment" doc:"In the document: j1, or h1 for a hedge"`
	Band      string          `json:"band,omitempty" doc:"ICD 203: almost-no-chance … almost-certain; absent for a hedge"`
	Horizon   string          `json:"horizon,omitempty" doc:"TIMEX3: by when"`
	Section   string          `json:"section,omitempty"`
	Actors    []string        `json:"actors,omitempty" doc:"Mentioned in the statement"`
	Term      Quote           `json:"term" doc:"The estimative words"`
	Statement Quote           `json:"statement" doc:"What is judged"`
	Quote     *quote.Selector `json:"quote,omitempty" doc:"A TextQuoteSelector of the statement"`
	FoundBy   FoundBy         `json:"found_by"`
}

// JudgmentResult is a list of judgments.
type JudgmentResult struct {
	Page[Judgment]
	Documents int     `json:"documents" doc:"In which they stand"`
	Facets    []Facet `json:"facets,omitempty"`
	About
}

// Judgments spells out a page of judgments.
func (f From) Judgments(r *index.JudgmentResult) (*JudgmentResult, error) {
	m := &maker{From: f}
	out := &JudgmentResult{Documents: r.Documents, Facets: facets(r.Facets), About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
	out.Page = Page[Judgment]{r.Total, r.Next, m.judgments(r.Hits)}
	return out, m.err
}

func (m *maker) judgments(hits []index.JudgmentHit) []Judgment {
	out := make([]Judgment, len(hits))
	for i, h := range hits {
		_, q := m.read(h.ID)
		j := m.judgment(m.ref(h.ID, h.Title, h.Published, h.Source), q, h.Judgment, h.Number(), m.Index.Version(h.ID))
		j.Section, j.Actors, j.Quote = h.Section, h.Actors, m.selector(h.Quote)
		out[i] = j
	}
	return out
}

func (f From) judgment(ref DocumentRef, q func(corpus.Span) Quote, j corpus.Judgment, number, version string) Judgment {
	return Judgment{
		DocumentRef: ref, Number: number, Band: string(j.Band), Horizon: j.Horizon,
		Term: q(j.Term), Statement: q(j.Span), FoundBy: f.found(j.Found, version),
	}
}
