package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

// Expectation is a day, week, month or year that lay ahead when a text named it.
type Expectation struct {
	DocumentRef
	Number   string          `json:"date" doc:"In the document: d1"`
	First    string          `json:"first" format:"date" doc:"The days that it covers"`
	Last     string          `json:"last" format:"date"`
	Value    string          `json:"value" doc:"TIMEX3"`
	Words    Quote           `json:"words" doc:"As written"`
	Sentence Quote           `json:"sentence"`
	Section  string          `json:"section,omitempty"`
	Actors   []string        `json:"actors,omitempty" doc:"Mentioned in the sentence"`
	Quote    *quote.Selector `json:"quote,omitempty" doc:"A TextQuoteSelector of the words"`
	FoundBy  FoundBy         `json:"found_by"`
}

type calendarInput struct {
	QueryParams
	First  string `query:"first" format:"date" doc:"Expectations from this day on"`
	Last   string `query:"last" format:"date" doc:"Up to this day"`
	Passed bool   `query:"passed" doc:"List also what is over on as_of"`
	PageParams
	FormParam
}

// CalendarResult is a list of dated expectations.
type CalendarResult struct {
	Page[Expectation]
	Documents int   `json:"documents" doc:"That name them"`
	Months    []Bar `json:"months" doc:"Expectations by the month in which they begin"`
	About
}

func (s *service) calendarRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "calendar", Method: http.MethodGet, Path: prefix + "/calendar", Summary: "What the texts expect, by the day for which they expect it",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Expectations", CalendarResult{}, Expectation{}, listForms...),
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
		b := &builder{x: c.x}
		out := &CalendarResult{Documents: r.Documents, Months: bars(r.Months), About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
		out.Total, out.Next = r.Total, r.Next
		for _, d := range r.Hits {
			out.Items = append(out.Items, b.expectation(d))
		}
		if b.err != nil {
			return nil, s.refused(ctx, b.err)
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
	return s, parseDays(day{"first", in.First, &s.First}, day{"last", in.Last, &s.Last})
}
