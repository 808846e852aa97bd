package api

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

type exportInput struct {
	Of string `query:"of" enum:"documents,positions,judgments,dates,graph" default:"documents" doc:"What is exported: dates are the expected dates of /calendar, the graph joins actors"`
	QueryParams
	PositionParams
	SortParam
	Format    string   `query:"format" enum:"csv,jsonl,ndjson,parquet,dna,ris,bibtex,csl-json,ics,graphml,gexf" doc:"documents: jsonl (the annotation format), csv, parquet, ris, bibtex, csl-json; positions: csv, jsonl, parquet, dna, ris, bibtex, csl-json; judgments: csv, jsonl, parquet, ris, bibtex, csl-json; dates: csv, jsonl, parquet, ics; graph: graphml, gexf, csv (of its edges). Without it the Accept header decides, or the first named"`
	Bands     []string `query:"band,explode" maxItems:"7" enum:"almost-no-chance,very-unlikely,unlikely,roughly-even,likely,very-likely,almost-certain" doc:"Of judgments: only these bands"`
	Actor     string   `query:"actor" maxLength:"200" doc:"Of judgments: only those whose words mention this actor. Of the graph: only the edges of this actor"`
	Hedges    bool     `query:"hedges" doc:"Of judgments: the estimates that name no probability instead"`
	First     string   `query:"first" format:"date" doc:"Of dates: those expected on this day or later"`
	Last      string   `query:"last" format:"date" doc:"Of dates: up to this day"`
	Passed    bool     `query:"passed" doc:"Of dates: also what is over on as_of"`
	Agreement bool     `query:"agreement" doc:"Of the graph: join holders by the issues on which both take a side, instead of actors by documents"`
	Nodes     int      `query:"nodes" minimum:"1" maximum:"5000" default:"100" doc:"Of the graph: the most frequent actors"`
	accept    string
}

// Resolve keeps the header by which the format may be chosen.
func (in *exportInput) Resolve(ctx huma.Context) []error {
	in.accept = ctx.Header("Accept")
	return nil
}

var exportFormats = map[string][]export.Format{
	"documents": export.Formats.Documents, "positions": export.Formats.Positions, "judgments": export.Formats.Judgments,
	"dates": export.Formats.Dates, "graph": export.Formats.Graphs,
}

// format picks the format that was asked for.
func (in *exportInput) format() (export.Format, error) {
	all := exportFormats[in.Of]
	if f := export.Format(in.Format); f != "" {
		if f == "ndjson" {
			f = export.JSONL
		}
		if err := export.Check(f, all); err != nil {
			return "", badParameter("format", in.Format, err.Error())
		}
		return f, nil
	}
	if strings.TrimSpace(in.accept) == "" {
		return all[0], nil
	}
	best, bestQ := export.Format(""), 0.0
	var types []string
	for _, f := range all {
		mediaType, _, _ := strings.Cut(f.MediaType(), ";")
		types = append(types, mediaType)
		if q := quality(in.accept, mediaType); q > bestQ {
			best, bestQ = f, q
		}
	}
	if best == "" {
		return "", newProblem(http.StatusNotAcceptable, in.Of+" can be had as "+strings.Join(slices.Compact(types), ", ")+": change the Accept header, or use format=")
	}
	return best, nil
}

// writer makes the function that writes the rows, and checks the parameters before.
func (in *exportInput) writer(ctx context.Context, x *index.Index, f export.Format) (func(io.Writer) error, error) {
	s, err := in.search()
	if err == nil {
		err = in.narrow(&s)
	}
	if err != nil {
		return nil, err
	}
	switch {
	case in.Sort == "":
	case in.Of == "dates":
		return nil, badParameter("sort", in.Sort, "dates come by the day that is expected: leave it out")
	case in.Of == "graph":
		return nil, badParameter("sort", in.Sort, "a graph has no order: leave it out")
	}
	in.order(&s)
	switch in.Of {
	case "positions":
		return func(w io.Writer) error {
			return export.Positions(w, f, in.level(), publicPositions(x.AllPositions(ctx, s)))
		}, nil
	case "judgments":
		return in.judgments(ctx, x, f, s), nil
	case "dates":
		return in.dates(ctx, x, f, s)
	case "graph":
		return func(w io.Writer) error {
			g, err := x.Graph(ctx, s, index.GraphOptions{Agreement: in.Agreement, Actor: in.Actor, Nodes: in.Nodes})
			if err != nil {
				return err
			}
			return export.Graph(w, f, g)
		}, nil
	}
	return func(w io.Writer) error {
		return export.Documents(w, f, mapped(x.All(ctx, s), publicDocument))
	}, nil
}

func (in *exportInput) judgments(ctx context.Context, x *index.Index, f export.Format, s index.Search) func(io.Writer) error {
	q := index.JudgmentSearch{Search: s, Actor: in.Actor, Hedges: in.Hedges, Bands: bandsOf(in.Bands)}
	return func(w io.Writer) error { return export.Judgments(w, f, publicJudgments(x.AllJudgments(ctx, q))) }
}

func (in *exportInput) dates(ctx context.Context, x *index.Index, f export.Format, s index.Search) (func(io.Writer) error, error) {
	q := index.CalendarSearch{Search: s, Passed: in.Passed}
	if err := questions.Range(questions.Day{Name: "first", Value: in.First, To: &q.First}, questions.Day{Name: "last", Value: in.Last, To: &q.Last}); err != nil {
		return nil, unusable(err)
	}
	return func(w io.Writer) error { return export.Dates(w, f, publicDates(x.AllDates(ctx, q))) }, nil
}

func (s *service) exportRoute() {
	content := map[string]*huma.MediaType{}
	for _, of := range exportFormats {
		for _, f := range of {
			mediaType, _, _ := strings.Cut(f.MediaType(), ";")
			content[mediaType] = &huma.MediaType{Schema: &huma.Schema{Type: "string"}}
		}
	}
	responses := s.responses("All of it, however much it is", nil, nil)
	responses["200"].Content = content
	huma.Register(s.api, huma.Operation{
		OperationID: "export", Method: http.MethodGet, Path: prefix + "/export", Summary: "All hits of a query as a file",
		Description: "A connection that ends before its last chunk means that the export is not whole.",
		Metadata:    map[string]any{metaStream: true},
		Responses:   responses,
	}, func(ctx context.Context, in *exportInput) (*answer, error) {
		f, err := in.format()
		if err != nil {
			return nil, err
		}
		write, err := in.writer(ctx, callOf(ctx).x, f)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		return &answer{Body: func(ctx huma.Context) { s.stream(ctx, f, in.Of, write) }}, nil
	})
}

// stream writes an export for as long as the client goes on reading.
func (s *service) stream(ctx huma.Context, f export.Format, of string, write func(io.Writer) error) {
	r, w := humago.Unwrap(ctx)
	leave, ok := s.exports.Enter(r.Context(), patience)
	if !ok {
		s.write(ctx, newProblem(http.StatusServiceUnavailable, "too many exports are under way: try again"))
		return
	}
	defer leave()
	h := w.Header()
	h.Set("Content-Type", f.MediaType())
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "sayso-"+of+f.Extension()))
	if r.Method == http.MethodHead {
		return
	}
	out := &steady{w: w, deadline: http.NewResponseController(w)}
	err := write(out)
	switch {
	case err == nil:
	case !out.begun:
		h.Del("Content-Disposition")
		if p, ok := s.refused(r.Context(), err).(*Problem); ok {
			s.write(ctx, p)
		}
	default:
		if r.Context().Err() == nil {
			s.opt.Log.ErrorContext(r.Context(), "an export was cut short", "err", err)
		}
		panic(http.ErrAbortHandler) // the client must not take it for the whole
	}
}

// stall is how long a client may take to read what is written at once.
const stall = 30 * time.Second

// steady gives every write its own time: an export may last, a client that stops reading
// may not.
type steady struct {
	w        io.Writer
	deadline *http.ResponseController
	begun    bool
}

func (s *steady) Write(b []byte) (int, error) {
	s.begun = true
	s.deadline.SetWriteDeadline(time.Now().Add(stall)) // an error comes back from the write
	return s.w.Write(b)
}

func mapped[T any](rows iter.Seq2[T, error], f func(T) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			if err == nil {
				row = f(row)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// The rows of an export as the world may see them.

func publicDocument(a *corpus.Annotated) *corpus.Annotated {
	clean := *a
	clean.File, clean.Source = "", answers.Public(a.Source)
	return &clean
}

func publicPositions(rows iter.Seq2[index.PositionHit, error]) iter.Seq2[index.PositionHit, error] {
	return mapped(rows, func(h index.PositionHit) index.PositionHit { h.Source = answers.Public(h.Source); return h })
}

func publicJudgments(rows iter.Seq2[index.JudgmentHit, error]) iter.Seq2[index.JudgmentHit, error] {
	return mapped(rows, func(h index.JudgmentHit) index.JudgmentHit { h.Source = answers.Public(h.Source); return h })
}

func publicDates(rows iter.Seq2[index.DateHit, error]) iter.Seq2[index.DateHit, error] {
	return mapped(rows, func(h index.DateHit) index.DateHit { h.Source = answers.Public(h.Source); return h })
}

// each yields the rows of a page.
func each[T any](rows []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}
