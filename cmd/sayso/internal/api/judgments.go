package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
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

func judgmentOf(ref DocumentRef, q func(corpus.Span) Quote, j corpus.Judgment, number, version string) Judgment {
	return Judgment{
		DocumentRef: ref, Number: number, Band: string(j.Band), Horizon: j.Horizon,
		Term: q(j.Term), Statement: q(j.Span), FoundBy: FoundBy{j.Found.Rule, j.Found.Inputs, version},
	}
}

type judgmentsInput struct {
	QueryParams
	Bands  []string `query:"band,explode" maxItems:"7" enum:"almost-no-chance,very-unlikely,unlikely,roughly-even,likely,very-likely,almost-certain" doc:"Only these bands"`
	Actor  string   `query:"actor" maxLength:"200" doc:"Only judgments whose words mention this actor"`
	Hedges bool     `query:"hedges" doc:"The estimates that name no probability, instead of the judgments"`
	SortParam
	PageParams
	FacetParams
	FormParam
}

// JudgmentResult is a list of judgments.
type JudgmentResult struct {
	Page[Judgment]
	Documents int     `json:"documents" doc:"In which they stand"`
	Facets    []Facet `json:"facets,omitempty"`
	About
}

func (s *service) judgmentsRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "judgments", Method: http.MethodGet, Path: prefix + "/judgments", Summary: "What the analysts judge likely or not",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Judgments", JudgmentResult{}, Judgment{}, listForms...),
	}, func(ctx context.Context, in *judgmentsInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.judgmentSearch()
		if err != nil {
			return nil, err
		}
		r, err := c.x.Judgments(ctx, q)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		b := &builder{x: c.x}
		out := &JudgmentResult{Documents: r.Documents, Facets: facets(r.Facets), About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
		out.Total, out.Next = r.Total, r.Next
		for _, j := range r.Hits {
			out.Items = append(out.Items, b.judgment(j))
		}
		if b.err != nil {
			return nil, s.refused(ctx, b.err)
		}
		return listed(c, out, func(w io.Writer) error { return export.Judgments(w, export.CSV, publicJudgments(each(r.Hits))) }), nil
	})
}

func bandsOf(names []string) (out []corpus.Band) {
	for _, n := range names {
		out = append(out, corpus.Band(n))
	}
	return out
}

func (in *judgmentsInput) judgmentSearch() (s index.JudgmentSearch, err error) {
	if s.Search, err = in.search(); err != nil {
		return s, err
	}
	if s.Facets, err = in.requests(index.JudgmentFacetFields); err != nil {
		return s, err
	}
	in.order(&s.Search)
	in.limit(&s.Search)
	s.Bands, s.Actor, s.Hedges = bandsOf(in.Bands), in.Actor, in.Hedges
	return s, nil
}
