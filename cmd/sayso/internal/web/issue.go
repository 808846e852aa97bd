package web

import (
	"strings"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/web/chart"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// issueBody says who is for it, who against, who silent, and how that changed.
type issueBody struct {
	*index.Issue
	Path      string
	From, To  string
	AllDays   string // address without them
	Levels    []choice
	Camps     []camp
	Chart     chart.Columns
	Lanes     chart.Lanes
	Shifts    []shiftView
	Latest    []row
	All       string // address of all positions on it
	Documents string
	Hidden    []field
}

// camp is the holders on one side.
type camp struct {
	Name    string
	Class   corpus.Stance
	Holders int
	Cells   []campCell
	None    string // what is said where there is nobody
}

type campCell struct {
	index.Cell
	Row row
}

// maxLanes is how many holders the chart of sides has.
const maxLanes = 12

func issue(r *request) (*page, error) {
	q, s, err := limitsOf(r)
	if err != nil {
		return nil, err
	}
	s.Limit, s.Page = 12, 1
	v, err := r.x.Issue(r.Context(), r.PathValue("name"), index.IssueOptions{Search: s, Lanes: maxLanes, State: q.Level == "state"})
	if err != nil {
		return nil, err
	}
	q.Path = issueURL(v.Issue)
	b := &issueBody{
		Issue: v, Path: q.Path, From: q.From, To: q.To, AllDays: q.dated("", "").URL(), Hidden: q.hidden("from", "to"),
		Levels: q.levels("holders as named", "by state"),
	}
	about := narrow(q.Q, clauseOf(v))
	b.All = question{Path: "/positions", Q: about}.dated(q.From, q.To).URL()
	b.camps()
	b.overTime(about)
	b.lanes()
	for _, h := range v.Shifts {
		b.Shifts = append(b.Shifts, shiftView{h.Holder, h.Issue, h.Days, ledgerRow(h.Before), ledgerRow(h.After)})
	}
	b.Latest = rowsOf(v.Latest)
	return &page{Title: v.Issue, Nav: "/issues", Body: b}, nil
}

// clauseOf is what finds the positions of the page: those of the issue in all its wordings, or
// where the name is that of none, those about its words.
func clauseOf(v *index.Issue) string {
	if !v.Exact {
		return query.Quote(query.About, v.Issue)
	}
	clauses := make([]string, len(v.Wordings))
	for i, w := range v.Wordings {
		clauses[i] = clauseFor("issue", w.Value)
	}
	return strings.Join(clauses, " OR ")
}

func (b *issueBody) camps() {
	for _, c := range []struct {
		camp
		side index.Side
	}{
		{camp{Name: "For", Class: corpus.Favor, None: "Nobody is quoted in favour."}, b.For},
		{camp{Name: "Against", Class: corpus.Against, None: "Nobody is quoted against it."}, b.Against},
		{camp{Name: "Take no side", Class: corpus.NoStance, None: "Nobody speaks of it without taking a side."}, b.Neither},
	} {
		c.Holders = c.side.Holders
		for _, cell := range c.side.Cells {
			cc := campCell{Cell: cell}
			if cell.Latest != nil {
				cc.Row = ledgerRow(*cell.Latest)
			}
			c.Cells = append(c.Cells, cc)
		}
		b.Camps = append(b.Camps, c.camp)
	}
}

// overTime draws positions for, against and neither.
func (b *issueBody) overTime(about string) {
	months := b.Timeline
	if len(months) == 0 {
		return
	}
	unit := chart.Month
	span := (months[len(months)-1].First.Year-months[0].First.Year)*12 + int(months[len(months)-1].First.Month) - int(months[0].First.Month)
	if span > maxColumns {
		unit, months = chart.Year, stretchesByYear(months)
	}
	var values []chart.Value
	for _, m := range months {
		values = append(values, chart.Value{First: m.First, Last: m.Last, Count: m.Count,
			Parts: []chart.Part{{Class: "against", Count: m.Against}, {Class: "none", Count: m.None}, {Class: "favor", Count: m.Favor}},
			URL:   question{Path: "/positions", Q: about}.dated(m.First.String(), m.Last.String()).URL()})
	}
	b.Chart = chart.OverTime(values, unit, 48, "position")
}

func stretchesByYear(months []index.Stretch) (out []index.Stretch) {
	for _, m := range months {
		if n := len(out); n > 0 && out[n-1].First.Year == m.First.Year {
			y := &out[n-1]
			y.Count, y.Favor, y.Against, y.None = y.Count+m.Count, y.Favor+m.Favor, y.Against+m.Against, y.None+m.None
			continue
		}
		m.First, m.Last = corpus.Date{Year: m.First.Year, Month: 1, Day: 1}, corpus.Date{Year: m.First.Year, Month: 12, Day: 31}
		out = append(out, m)
	}
	return out
}

// lanes draws a lane for each of the holders with the most positions.
func (b *issueBody) lanes() {
	var lanes []chart.Lane
	for _, l := range b.Issue.Lanes {
		lane := chart.Lane{Name: l.Holder}
		for _, p := range l.Points {
			lane.Points = append(lane.Points, lanePoint(l.Holder, p))
		}
		lanes = append(lanes, lane)
	}
	b.Lanes = chart.OverLanes(lanes)
}

// lanePoint places a position in the lane of its holder.
func lanePoint(holder string, p index.LanePoint) chart.Point {
	return chart.Point{
		Day: p.Published, Class: string(p.Stance), Label: holder + " " + verbs[p.Act] + ", " + wording.Day(p.Published),
		URL: spanURL(documentURL(p.ID), "p", p.Index),
	}
}
