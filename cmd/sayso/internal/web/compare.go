package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/web/chart"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// compareBody sets two or three actors side by side.
type compareBody struct {
	Asked     [3]string // the names in the boxes
	About     string
	From, To  string
	Level     string // "state": all who belong to an actor count
	Levels    []choice
	Suggested []string // names for the boxes
	Pairs     []link   // to begin with

	*index.Comparison
	Issues []comparedView
	Days   []dayRow
	Lanes  chart.Lanes
	Only   []onlyView
	All    []link // to the positions of an actor, where not all are shown
}

type comparedView struct {
	Issue   string
	Opposed bool
	Cells   []campCell
}

// dayRow is what the actors said in the documents of one day.
type dayRow struct {
	Day   corpus.Date
	Cells [][]row // of each actor
}

type onlyView struct {
	Actor  string
	Issues []string
	More   int
}

// The lengths of the lists of a comparison.
const (
	compareIssues = 10
	compareQuotes = 40 // of each actor
	compareOnly   = 12
)

func compare(r *request) (*page, error) {
	q, s, err := limitsOf(r)
	if err != nil {
		return nil, err
	}
	v := r.URL.Query()
	b := &compareBody{About: strings.TrimSpace(v.Get("about")), From: q.From, To: q.To, Level: q.Level}
	var names []string
	for _, name := range v["actor"] {
		if name = strings.TrimSpace(name); name != "" && len(names) < len(b.Asked) && !slices.Contains(names, name) {
			b.Asked[len(names)] = name
			names = append(names, name)
		}
	}
	p := &page{Title: "Compare", Nav: "/compare", Body: b}
	if err := b.suggest(r); err != nil {
		return nil, err
	}
	if len(names) < 2 {
		return p, nil
	}
	if b.About != "" {
		s.Query = query.Quote(query.About, b.About)
	}
	b.Comparison, err = r.x.Compare(r.Context(), names, s, compareQuotes, b.Level == "state")
	if err != nil {
		return nil, err
	}
	p.Title = strings.Join(b.Actors, " and ")
	b.show()
	b.levels(v)
	b.all()
	return p, nil
}

// suggest offers the holders of the most positions.
func (b *compareBody) suggest(r *request) error {
	res, err := r.x.Positions(r.Context(), index.Search{Limit: 1, Facets: facetRequests([]string{"holder"}, 40)})
	if err != nil {
		return err
	}
	for _, v := range res.Facets[0].Values {
		b.Suggested = append(b.Suggested, v.Value)
	}
	for i := 1; i < min(5, len(b.Suggested)); i++ {
		pair := []string{b.Suggested[0], b.Suggested[i]}
		b.Pairs = append(b.Pairs, link{strings.Join(pair, " and "), "/compare?" + url.Values{"actor": pair}.Encode()})
	}
	return nil
}

func (b *compareBody) show() {
	for _, i := range b.Comparison.Issues[:min(compareIssues, len(b.Comparison.Issues))] {
		v := comparedView{Issue: i.Issue, Opposed: i.Opposed}
		for _, c := range i.Cells {
			cc := campCell{Cell: c}
			if c.Latest != nil {
				cc.Row = ledgerRow(*c.Latest)
			}
			v.Cells = append(v.Cells, cc)
		}
		b.Issues = append(b.Issues, v)
	}
	for i, issues := range b.Comparison.Only {
		n := min(len(issues), compareOnly)
		b.Only = append(b.Only, onlyView{b.Actors[i], issues[:n], len(issues) - n})
	}
	b.Days = b.byDay()
	b.lanes()
}

// levels switch between what the actors say and what is said for them.
func (b *compareBody) levels(v url.Values) {
	for _, c := range []struct{ level, text string }{{"", "the actors themselves"}, {"state", "all who belong to them"}} {
		v.Set("level", c.level)
		if c.level == "" {
			v.Del("level")
		}
		b.Levels = append(b.Levels, choice{c.text, "/compare?" + v.Encode(), c.level == b.Level})
	}
}

// all links to the ledger of each actor of whom only the newest positions are shown.
func (b *compareBody) all() {
	field := "holder"
	if b.Level == "state" {
		field = "state"
	}
	for i, n := range b.Held {
		if n == len(b.Ledgers[i]) {
			continue
		}
		clause := clauseFor(field, b.Actors[i])
		if b.About != "" {
			clause += " " + query.Quote(query.About, b.About)
		}
		to := question{Path: "/positions", Q: clause}.dated(b.From, b.To)
		b.All = append(b.All, link{"all " + wording.Plural(n, "position") + " of " + b.Actors[i], to.URL()})
	}
}

// lanes draws a lane for each actor.
func (b *compareBody) lanes() {
	var lanes []chart.Lane
	for i, ledger := range b.Ledgers {
		lane := chart.Lane{Name: b.Actors[i]}
		for _, h := range ledger {
			if !h.Published.IsZero() {
				lane.Points = append(lane.Points, lanePoint(b.Actors[i], index.LanePoint{ID: h.ID, Index: h.Index, Published: h.Published, Act: h.Act, Stance: h.Stance}))
			}
		}
		if len(lane.Points) > 0 {
			lanes = append(lanes, lane)
		}
	}
	b.Lanes = chart.OverLanes(lanes)
}

// byDay aligns what the actors said by the day on which it was published, the newest first.
func (b *compareBody) byDay() (out []dayRow) {
	at := map[corpus.Date]int{}
	for i, ledger := range b.Ledgers {
		for _, h := range ledger {
			n, ok := at[h.Published]
			if !ok {
				n = len(out)
				at[h.Published] = n
				out = append(out, dayRow{h.Published, make([][]row, len(b.Ledgers))})
			}
			out[n].Cells[i] = append(out[n].Cells[i], ledgerRow(h))
		}
	}
	slices.SortFunc(out, func(x, y dayRow) int { return y.Day.Compare(x.Day) })
	return out
}
