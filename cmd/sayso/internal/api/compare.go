package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// Cell is what one holder said on one issue.
type Cell struct {
	Actor   string    `json:"actor"`
	Issue   string    `json:"issue"`
	Count   int       `json:"count" doc:"Positions; 0: nobody quotes the actor on the issue"`
	Favor   int       `json:"favor"`
	Against int       `json:"against"`
	First   string    `json:"first,omitempty" format:"date"`
	Last    string    `json:"last,omitempty" format:"date"`
	Latest  *Position `json:"latest,omitempty" doc:"The newest position that takes a side, else the newest"`
}

var cellSheet = &sheet[Cell]{
	[]string{"actor", "issue", "positions", "favor", "against", "first", "last", "latest_act", "latest_stance", "latest_sentence"},
	func(c Cell) []string {
		row := []string{c.Actor, c.Issue, strconv.Itoa(c.Count), strconv.Itoa(c.Favor), strconv.Itoa(c.Against), c.First, c.Last, "", "", ""}
		if c.Latest != nil {
			row[7], row[8], row[9] = c.Latest.Act, c.Latest.Stance, c.Latest.Sentence.Text
		}
		return row
	},
}

type matrixInput struct {
	Actors []string `query:"actor,explode" required:"true" minItems:"1" maxItems:"20" doc:"Whose positions, one parameter each"`
	Issues []string `query:"issue,explode" maxItems:"20" doc:"Words of the issues; without any, the most frequent of the actors'"`
	QueryParams
	LevelParam
	PageParams
	FormParam
}

// MatrixResult is actors against issues, a cell an item, row by row.
type MatrixResult struct {
	Page[Cell]
	Actors     []string `json:"actors"`
	Issues     []string `json:"issues"`
	BlindSpots int      `json:"blind_spots" doc:"Cells without a position"`
}

func (s *service) matrixRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "matrix", Method: http.MethodGet, Path: prefix + "/matrix", Summary: "What some actors said on some issues, and where they are silent",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Cells", MatrixResult{}, Cell{}, listForms...),
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
		b := &builder{x: c.x, state: in.state()}
		var cells []Cell
		for _, row := range m.Cells {
			for _, cell := range row {
				cells = append(cells, b.cell(cell))
			}
		}
		if b.err != nil {
			return nil, s.refused(ctx, b.err)
		}
		out := &MatrixResult{Actors: m.Actors, Issues: m.Issues, BlindSpots: len(m.BlindSpots)}
		if out.Page, err = cut(cells, &in.PageParams); err != nil {
			return nil, err
		}
		return listed(c, out, cellSheet.of(out.Items)), nil
	})
}

type compareInput struct {
	Actors []string `query:"actor,explode" required:"true" minItems:"2" maxItems:"5" doc:"Who is compared, one parameter each"`
	QueryParams
	Limit int `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"Entries of each list"`
}

// Comparison sets some actors side by side.
type Comparison struct {
	Actors  []string        `json:"actors"`
	Issues  []ComparedIssue `json:"issues" doc:"On which at least two of them speak, those of opposite sides first"`
	Only    [][]string      `json:"only" doc:"For each actor, issues on which it alone speaks"`
	Ledgers [][]Position    `json:"ledgers" doc:"For each actor, its newest positions"`
}

// ComparedIssue is an issue and what each actor said on it.
type ComparedIssue struct {
	Issue   string `json:"issue"`
	Opposed bool   `json:"opposed" doc:"The newest sides that two of them take are opposite"`
	Cells   []Cell `json:"cells" doc:"One for each actor"`
}

func (s *service) compareRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "compare", Method: http.MethodGet, Path: prefix + "/compare", Summary: "Some actors side by side",
		Responses: s.responses("The comparison", Comparison{}, nil, asJSON),
	}, func(ctx context.Context, in *compareInput) (*answer, error) {
		x := callOf(ctx).x
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		r, err := x.Compare(ctx, in.Actors, q, in.Limit)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		b := &builder{x: x}
		out := Comparison{Actors: r.Actors, Issues: []ComparedIssue{}, Only: [][]string{}, Ledgers: [][]Position{}}
		for _, only := range r.Only {
			out.Only = append(out.Only, append([]string{}, only...))
		}
		for _, ledger := range r.Ledgers {
			out.Ledgers = append(out.Ledgers, b.positions(ledger))
		}
		for _, i := range r.Issues {
			issue := ComparedIssue{Issue: i.Issue, Opposed: i.Opposed, Cells: []Cell{}}
			for _, cell := range i.Cells {
				issue.Cells = append(issue.Cells, b.cell(cell))
			}
			out.Issues = append(out.Issues, issue)
		}
		if b.err != nil {
			return nil, s.refused(ctx, b.err)
		}
		return whole(out), nil
	})
}
