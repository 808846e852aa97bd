package api

import (
	"context"
	"io"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

// Position is one attributed statement: a row of the ledger.
type Position struct {
	DocumentRef
	Number      int             `json:"position" doc:"In the document, from 1"`
	Holder      string          `json:"holder,omitempty" doc:"Whose position it is; absent if nobody is named"`
	Via         string          `json:"via,omitempty" doc:"Who relays it"`
	State       string          `json:"state,omitempty" doc:"The state or organisation that the holder belongs to"`
	Act         string          `json:"act,omitempty"`
	Stance      string          `json:"stance,omitempty"`
	Modality    string          `json:"modality,omitempty"`
	Speech      string          `json:"speech,omitempty"`
	Issue       string          `json:"issue,omitempty" doc:"What it is about, as a topic"`
	Section     string          `json:"section,omitempty"`
	SourceSpans []Quote         `json:"source" doc:"The words for the holder"`
	Cue         []Quote         `json:"cue" doc:"The words that attribute"`
	Content     []Quote         `json:"content" doc:"What is claimed, demanded, rejected"`
	Target      []Quote         `json:"target" doc:"What it is about, within the content"`
	Sentence    Quote           `json:"sentence"`
	Marks       []Quote         `json:"marks,omitempty" doc:"What the query looks for"`
	Quote       *quote.Selector `json:"quote,omitempty" doc:"A TextQuoteSelector of the Web Annotation model: it finds the content again in another copy of the text"`
	FoundBy     FoundBy         `json:"found_by"`
}

// newPosition spells a position out; with state, it is that of the holder's state.
func newPosition(q func(corpus.Span) Quote, p *corpus.Position, number int, state bool, version string) Position {
	holder, via := p.Actor, p.Via
	if state && p.State != "" && p.State != p.Actor {
		holder, via = p.State, p.Actor
	}
	return Position{
		Number: number, Holder: holder, Via: via, State: p.State, Issue: p.Issue,
		Act: string(p.Act), Stance: string(p.Stance), Modality: string(p.Modality), Speech: string(p.Speech),
		SourceSpans: all(q, p.Source), Cue: all(q, p.Cue), Content: all(q, p.Content), Target: all(q, p.Target),
		FoundBy: FoundBy{p.Found.Rule, p.Found.Inputs, version},
	}
}

type positionsInput struct {
	QueryParams
	PositionParams
	SortParam
	PageParams
	FacetParams
	FormParam
}

// PositionResult is a list of positions.
type PositionResult struct {
	Page[Position]
	Documents int     `json:"documents" doc:"In which they stand"`
	Facets    []Facet `json:"facets,omitempty"`
	About
}

func (s *service) positionsRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "positions", Method: http.MethodGet, Path: prefix + "/positions", Summary: "Who holds what, on what, in whose words",
		Description: "The positions that the query names, or all in the documents that it finds.",
		Metadata:    map[string]any{metaForms: listForms},
		Responses:   s.responses("Positions", PositionResult{}, Position{}, listForms...),
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
		out := &PositionResult{Documents: r.Documents, Facets: facets(r.Facets), About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
		out.Total, out.Next = r.Total, r.Next
		b := &builder{x: c.x, state: in.state()}
		if out.Items = b.positions(r.Hits); b.err != nil {
			return nil, s.refused(ctx, b.err)
		}
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

// Stretch counts the positions of the documents published in some days.
type Stretch struct {
	First   string `json:"first" format:"date"`
	Last    string `json:"last" format:"date"`
	Count   int    `json:"count" doc:"Positions"`
	Favor   int    `json:"favor"`
	Against int    `json:"against"`
	None    int    `json:"none" doc:"That take no side"`
}

var stretchSheet = &sheet[Stretch]{
	[]string{"first", "last", "count", "favor", "against", "none"},
	func(s Stretch) []string {
		return []string{s.First, s.Last, strconv.Itoa(s.Count), strconv.Itoa(s.Favor), strconv.Itoa(s.Against), strconv.Itoa(s.None)}
	},
}

func stretches(in []index.Stretch) []Stretch {
	out := make([]Stretch, len(in))
	for i, t := range in {
		out[i] = Stretch{t.First.String(), t.Last.String(), t.Count, t.Favor, t.Against, t.None}
	}
	return out
}

func (s *service) timelineRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "timeline", Method: http.MethodGet, Path: prefix + "/timeline", Summary: "Positions over time: how many for, against and neither",
		Description: "Stretches without a position are left out, and so are undated documents.",
		Metadata:    map[string]any{metaForms: listForms},
		Responses:   s.responses("Stretches, the oldest first", &Page[Stretch]{}, Stretch{}, listForms...),
	}, func(ctx context.Context, in *timelineInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err == nil {
			err = in.narrow(&q)
		}
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		r, err := c.x.Timeline(ctx, q, units[in.Unit])
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		p, err := cut(stretches(r), &in.PageParams)
		if err != nil {
			return nil, err
		}
		return listed(c, &p, stretchSheet.of(p.Items)), nil
	})
}
