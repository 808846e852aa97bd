package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
)

type matrixInput struct {
	Actors []string `query:"actor,explode" required:"true" minItems:"1" maxItems:"20" doc:"Whose positions, one parameter each"`
	Issues []string `query:"issue,explode" maxItems:"20" doc:"Words of the issues; without any, the most frequent of the actors'"`
	QueryParams
	LevelParam
	PageParams
	FormParam
}

func (s *service) matrixRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "matrix", Method: http.MethodGet, Path: prefix + "/matrix", Summary: "What some actors said on some issues, and where they are silent",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Cells", answers.MatrixResult{}, answers.Cell{}, listForms...),
	}, func(ctx context.Context, in *matrixInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		m, err := c.x.Matrix(ctx, in.Actors, in.Issues, q, in.state())
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out := spelled(c.x, in.state()).Matrix(m)
		if out.Page, err = cut(out.Items, &in.PageParams); err != nil {
			return nil, err
		}
		return listed(c, out, sheet(answers.CellSheet, out.Items)), nil
	})
}

type compareInput struct {
	Actors []string `query:"actor,explode" required:"true" minItems:"2" maxItems:"5" doc:"Who is compared, one parameter each"`
	QueryParams
	Limit int `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"Entries of each list"`
	LevelParam
}

func (s *service) compareRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "compare", Method: http.MethodGet, Path: prefix + "/compare", Summary: "Some actors side by side",
		Responses: s.responses("The comparison", answers.Comparison{}, nil, asJSON),
	}, func(ctx context.Context, in *compareInput) (*answer, error) {
		x := callOf(ctx).x
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		r, err := x.Compare(ctx, in.Actors, q, in.Limit, in.state())
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		return whole(spelled(x, in.state()).Comparison(r)), nil
	})
}
