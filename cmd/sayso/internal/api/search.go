package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/index"
)

type searchInput struct {
	QueryParams
	SortParam
	PageParams
	FacetParams
	FormParam
	Histogram string `query:"histogram" enum:"day,month,year" doc:"Count the hits over time, by publication and by mentioned dates"`
}

func (s *service) searchRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "search", Method: http.MethodGet, Path: prefix + "/search", Summary: "Documents that a query finds, with the passages that show why",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Documents", answers.SearchResult{}, answers.Hit{}, listForms...),
	}, func(ctx context.Context, in *searchInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		in.order(&q)
		in.limit(&q)
		if q.Facets, err = in.requests(index.FacetFields); err != nil {
			return nil, err
		}
		if unit, ok := questions.Units[in.Histogram]; ok {
			q.Histograms = []index.Histogram{{Unit: unit}, {By: index.ByMentioned, Unit: unit}}
		}
		r, err := c.x.Search(ctx, q)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out := spelled(c.x, false).Search(r)
		return listed(c, out, sheet(answers.HitSheet, out.Items)), nil
	})
}

type facetInput struct {
	Field string `path:"field" doc:"One of actor type band source month year holder state via act stance issue modality speech section"`
	QueryParams
	Contains string `query:"contains" maxLength:"200" doc:"Only values with this in them, whatever case and diacritics"`
	PageParams
	FormParam
}

// FacetResult is a list of the values of a field.
type FacetResult struct {
	answers.Page[answers.Value]
	Field  string `json:"field"`
	Counts string `json:"counts" doc:"What the numbers count: documents or positions"`
	None   int    `json:"none" doc:"Hits without a value"`
}

func (s *service) facetRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "facet", Method: http.MethodGet, Path: prefix + "/facets/{field}", Summary: "The values of a field among the hits of a query, the most frequent first",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Values", FacetResult{}, answers.Value{}, listForms...),
	}, func(ctx context.Context, in *facetInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		fields := FacetParams{Facets: []string{in.Field}}
		if q.Facets, err = fields.requests(index.FacetFields); err != nil {
			return nil, newProblem(http.StatusNotFound, strings.TrimPrefix(err.Error(), "facet: "))
		}
		q.Facets[0].Contains, q.Facets[0].Limit, q.Sort, q.Limit = in.Contains, -1, index.Newest, 1
		r, err := c.x.Search(ctx, q)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		f := r.Facets[0]
		out := &FacetResult{Field: f.Field, Counts: string(f.Counts), None: f.None}
		if out.Page, err = cut(answers.Values(f.Values), &in.PageParams); err != nil {
			return nil, err
		}
		return listed(c, out, sheet(answers.ValueSheet, out.Items)), nil
	})
}

// cut takes a page of a list that was made whole.
func cut[T any](all []T, p *PageParams) (answers.Page[T], error) {
	out, err := answers.Cut(all, p.Page, p.Limit, p.Cursor)
	if err != nil {
		return out, badParameter("cursor", p.Cursor, err.Error())
	}
	return out, nil
}
