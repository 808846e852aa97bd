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

type calendarInput struct {
	QueryParams
	First  string `query:"first" format:"date" doc:"Expectations from this day on"`
	Last   string `query:"last" format:"date" doc:"Up to this day"`
	Passed bool   `query:"passed" doc:"List also what is over on as_of"`
	PageParams
	FormParam
}

func (s *service) calendarRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "calendar", Method: http.MethodGet, Path: prefix + "/calendar", Summary: "What the texts expect, by the day for which they expect it",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Expectations", answers.CalendarResult{}, answers.Expectation{}, listForms...),
	}, func(ctx context.Context, in *calendarInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.calendarSearch()
		if err != nil {
			return nil, err
		}
		r, err := c.x.Calendar(ctx, q)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out, err := spelled(c.x, false).Calendar(r)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		return listed(c, out, func(w io.Writer) error { return export.Dates(w, export.CSV, publicDates(each(r.Hits))) }), nil
	})
}

func (in *calendarInput) calendarSearch() (s index.CalendarSearch, err error) {
	if s.Search, err = in.search(); err != nil {
		return s, err
	}
	in.limit(&s.Search)
	s.Passed = in.Passed
	return s, unusable(questions.Range(questions.Day{Name: "first", Value: in.First, To: &s.First}, questions.Day{Name: "last", Value: in.Last, To: &s.Last}))
}
