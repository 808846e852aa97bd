package answers

import (
	"strconv"

	"github.com/sayso-nlp/sayso/index"
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

// MatrixResult is actors against issues, a cell an item, row by row.
type MatrixResult struct {
	Page[Cell]
	Actors     []string `json:"actors"`
	Issues     []string `json:"issues"`
	BlindSpots int      `json:"blind_spots" doc:"Cells without a position"`
	Unknown    []string `json:"unknown,omitempty" doc:"Of the issues, those on which nobody at all speaks: they may be mistyped"`
}

// Comparison sets some actors side by side.
type Comparison struct {
	Actors  []string        `json:"actors"`
	Issues  []ComparedIssue `json:"issues" doc:"On which at least two of them speak, those of opposite sides first"`
	Only    [][]string      `json:"only" doc:"For each actor, issues on which it alone speaks"`
	Held    []int           `json:"held" doc:"For each actor, how many positions it holds"`
	Ledgers [][]Position    `json:"ledgers" doc:"For each actor, the newest of them"`
}

// ComparedIssue is an issue and what each actor said on it.
type ComparedIssue struct {
	Issue   string `json:"issue"`
	Opposed bool   `json:"opposed" doc:"The newest sides that two of them take are opposite"`
	Cells   []Cell `json:"cells" doc:"One for each actor"`
}

// Matrix spells out all cells of a matrix.
func (f From) Matrix(m *index.Matrix) *MatrixResult {
	out := &MatrixResult{Actors: m.Actors, Issues: m.Issues, BlindSpots: len(m.BlindSpots), Unknown: m.Unknown}
	out.Items = []Cell{}
	for _, row := range m.Cells {
		out.Items = append(out.Items, f.cells(row)...)
	}
	out.Total = len(out.Items)
	return out
}

// Comparison spells out a comparison.
func (f From) Comparison(c *index.Comparison) *Comparison {
	out := &Comparison{Actors: c.Actors, Issues: []ComparedIssue{}, Only: [][]string{}, Held: c.Held, Ledgers: [][]Position{}}
	for _, i := range c.Issues {
		out.Issues = append(out.Issues, ComparedIssue{i.Issue, i.Opposed, f.cells(i.Cells)})
	}
	for _, only := range c.Only {
		out.Only = append(out.Only, append([]string{}, only...))
	}
	for _, ledger := range c.Ledgers {
		out.Ledgers = append(out.Ledgers, f.positions(ledger))
	}
	return out
}

// AllCells lists the cells of all issues, issue by issue.
func (c *Comparison) AllCells() []Cell {
	var out []Cell
	for _, i := range c.Issues {
		out = append(out, i.Cells...)
	}
	return out
}

func (f From) cells(in []index.Cell) []Cell {
	out := make([]Cell, len(in))
	for i, c := range in {
		out[i] = Cell{Actor: c.Actor, Issue: c.Issue, Count: c.Count, Favor: c.Favor, Against: c.Against, First: c.First.String(), Last: c.Last.String()}
		if c.Latest != nil {
			p := f.position(*c.Latest)
			out[i].Latest = &p
		}
	}
	return out
}

// CellSheet is the table of a matrix or a comparison.
var CellSheet = &Sheet[Cell]{
	[]string{"actor", "issue", "positions", "favor", "against", "first", "last", "latest_act", "latest_stance", "latest_sentence"},
	func(c Cell) []string {
		row := []string{c.Actor, c.Issue, strconv.Itoa(c.Count), strconv.Itoa(c.Favor), strconv.Itoa(c.Against), c.First, c.Last, "", "", ""}
		if c.Latest != nil {
			row[7], row[8], row[9] = c.Latest.Act, c.Latest.Stance, c.Latest.Sentence.Text
		}
		return row
	},
}
