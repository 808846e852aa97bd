package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

type positionsInput struct {
	QueryParams
	PositionParams
	SortParam
	PageParams
	FacetParams
	FormParam
}

func (s *service) positionsRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "positions", Method: http.MethodGet, Path: prefix + "/positions", Summary: "Who holds what, on what, in whose words",
		Description: "The positions that the query names, or all in the documents that it finds.",
		Metadata:    map[string]any{metaForms: listForms},
		Responses:   s.responses("Positions", answers.PositionResult{}, answers.Position{}, listForms...),
	}, func(ctx context.Context, in *positionsInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err == nil {
			err = in.narrow(&q)
		}
		if err == nil {
			q.Facets, err = in.requests(index.FacetFields)
		}
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		in.order(&q)
		in.limit(&q)
		r, err := c.x.Positions(ctx, q)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out := spelled(c.x, in.state()).Positions(r)
		return listed(c, out, func(w io.Writer) error {
			return export.Positions(w, export.CSV, in.level(), publicPositions(each(r.Hits)))
		}), nil
	})
}

type timelineInput struct {
	QueryParams
	PositionParams
	PageParams
	FormParam
	Unit string `query:"unit" enum:"day,month,year" doc:"The width of a stretch; default: month"`
}

func (s *service) timelineRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "timeline", Method: http.MethodGet, Path: prefix + "/timeline", Summary: "Positions over time: how many for, against and neither",
		Description: "Stretches without a position are left out, and so are undated documents.",
		Metadata:    map[string]any{metaForms: listForms},
		Responses:   s.responses("Stretches, the oldest first", &answers.Page[answers.Stretch]{}, answers.Stretch{}, listForms...),
	}, func(ctx context.Context, in *timelineInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err == nil {
			err = in.narrow(&q)
		}
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		r, err := c.x.Timeline(ctx, q, questions.Units[in.Unit])
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		p, err := cut(answers.Stretches(r), &in.PageParams)
		if err != nil {
			return nil, err
		}
		return listed(c, &p, sheet(answers.StretchSheet, p.Items)), nil
	})
}
