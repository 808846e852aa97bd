package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

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

func (s *service) judgmentsRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "judgments", Method: http.MethodGet, Path: prefix + "/judgments", Summary: "What the analysts judge likely or not",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Judgments", answers.JudgmentResult{}, answers.Judgment{}, listForms...),
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
		out, err := spelled(c.x, false).Judgments(r)
		if err != nil {
			return nil, s.refused(ctx, err)
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
