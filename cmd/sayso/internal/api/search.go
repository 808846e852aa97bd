package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

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

// Hit is a document that a query finds.
type Hit struct {
	DocumentRef
	Score     float64   `json:"score,omitempty" doc:"Comparable within one answer; absent when sorted by date"`
	Positions int       `json:"positions" doc:"Positions of the document that match, or all"`
	Passages  []Passage `json:"passages"`
}

// SearchResult is a list of documents.
type SearchResult struct {
	Page[Hit]
	Positions int     `json:"positions" doc:"Positions that the query names, or all of the documents"`
	Facets    []Facet `json:"facets,omitempty"`
	Published []Bar   `json:"histogram_published,omitempty"`
	Mentioned []Bar   `json:"histogram_mentioned,omitempty"`
	About
}

var hitSheet = &sheet[Hit]{
	[]string{"id", "published", "title", "source", "positions", "passages"},
	func(h Hit) []string {
		var text []string
		for _, p := range h.Passages {
			text = append(text, p.Text)
		}
		return []string{h.ID, h.Published, h.Title, h.Source, strconv.Itoa(h.Positions), strings.Join(text, " … ")}
	},
}

func (s *service) searchRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "search", Method: http.MethodGet, Path: prefix + "/search", Summary: "Documents that a query finds, with the passages that show why",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Documents", SearchResult{}, Hit{}, listForms...),
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
		if unit, ok := units[in.Histogram]; ok {
			q.Histograms = []index.Histogram{{Unit: unit}, {By: index.ByMentioned, Unit: unit}}
		}
		r, err := c.x.Search(ctx, q)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		b := &builder{x: c.x}
		out := b.searchResult(r)
		if b.err != nil {
			return nil, s.refused(ctx, b.err)
		}
		return listed(c, out, hitSheet.of(out.Items)), nil
	})
}

func (b *builder) searchResult(r *index.Result) *SearchResult {
	out := &SearchResult{Positions: r.Positions, Facets: facets(r.Facets), About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
	out.Total, out.Next = r.Total, r.Next
	for _, h := range r.Hits {
		out.Items = append(out.Items, b.hit(h))
	}
	if len(r.Bars) == 2 {
		out.Published, out.Mentioned = bars(r.Bars[0]), bars(r.Bars[1])
	}
	return out
}

var units = map[string]index.Unit{"day": index.Day, "month": index.Month, "year": index.Year}

type facetInput struct {
	Field string `path:"field" doc:"One of actor type band source month year holder state via act stance issue modality speech section"`
	QueryParams
	Contains string `query:"contains" maxLength:"200" doc:"Only values with this in them, whatever case and diacritics"`
	PageParams
	FormParam
}

// FacetResult is a list of the values of a field.
type FacetResult struct {
	Page[Value]
	Field  string `json:"field"`
	Counts string `json:"counts" doc:"What the numbers count: documents or positions"`
	None   int    `json:"none" doc:"Hits without a value"`
}

func (s *service) facetRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "facet", Method: http.MethodGet, Path: prefix + "/facets/{field}", Summary: "The values of a field among the hits of a query, the most frequent first",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Values", FacetResult{}, Value{}, listForms...),
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
		if out.Page, err = cut(values(f.Values), &in.PageParams); err != nil {
			return nil, err
		}
		return listed(c, out, valueSheet.of(out.Items)), nil
	})
}

// cut takes a page of a list that is short enough to be made whole. Its cursor is the
// number of items before the page.
func cut[T any](all []T, p *PageParams) (Page[T], error) {
	from := (max(p.Page, 1) - 1) * p.Limit
	if p.Cursor != "" {
		n, err := strconv.Atoi(p.Cursor)
		if err != nil || n < 0 {
			return Page[T]{}, badParameter("cursor", p.Cursor, index.ErrCursor.Error())
		}
		from = n
	}
	out := Page[T]{Total: len(all), Items: all[min(from, len(all)):]}
	if len(out.Items) > p.Limit {
		out.Items, out.Next = out.Items[:p.Limit], strconv.Itoa(from+p.Limit)
	}
	return out, nil
}
