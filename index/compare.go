package index

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/query"
)

// Cell is what one holder said on one issue.
type Cell struct {
	Actor, Issue   string
	Count          int // positions; 0 is a blind spot: nobody quotes the actor on the issue
	Favor, Against int
	First, Last    corpus.Date
	Latest         *PositionHit // the newest position that takes a side, else the newest; nil for a blind spot
}

// Matrix is holders against issues.
type Matrix struct {
	Actors, Issues []string
	Cells          [][]Cell // a row for each actor, a column for each issue
	BlindSpots     []Cell   // the cells without a position
}

// Matrix gathers what some actors said on some issues, each given in words that its
// positions hold, as for about:. Without issues it takes the most frequent of the actors'.
// The positions may be limited by s; with state, those of all who belong to an actor count.
func (x *Index) Matrix(ctx context.Context, actors, issues []string, s Search, state bool) (*Matrix, error) {
	m := &Matrix{Issues: issues}
	var held []set
	field := query.Holder
	if state {
		field = query.State
	}
	for _, name := range actors {
		id, _, err := x.actor(name)
		if err != nil {
			return nil, err
		}
		canonical := x.table.actorNames.words[id]
		rows, err := x.rowsFor(ctx, s, query.Quote(field, canonical))
		if err != nil {
			return nil, err
		}
		m.Actors, held = append(m.Actors, canonical), append(held, rows)
	}
	if len(m.Issues) == 0 {
		m.Issues = x.commonIssues(held)
	}
	for range m.Actors {
		m.Cells = append(m.Cells, make([]Cell, len(m.Issues)))
	}
	for j, issue := range m.Issues {
		about, err := x.rowsFor(ctx, s, query.Quote(query.About, issue))
		if err != nil {
			return nil, err
		}
		for i := range m.Actors {
			if m.Cells[i][j], err = x.cell(m.Actors[i], issue, held[i], about); err != nil {
				return nil, err
			}
			if m.Cells[i][j].Count == 0 {
				m.BlindSpots = append(m.BlindSpots, m.Cells[i][j])
			}
		}
	}
	return m, nil
}

// rowsFor returns the positions of a search that a further clause finds.
func (x *Index) rowsFor(ctx context.Context, s Search, clause string) (set, error) {
	if strings.TrimSpace(s.Query) != "" {
		s.Query = "(" + s.Query + ") "
	}
	s.Query += clause
	m, err := x.find(ctx, s, false)
	if err != nil {
		return nil, err
	}
	return x.counted(m), nil
}

// maxIssues is how many issues a matrix shows if none are named.
const maxIssues = 12

// commonIssues lists the issues of some holders: those of most of them first, then the most
// frequent.
func (x *Index) commonIssues(held []set) []string {
	type issue struct {
		holders, count int
		name           string
	}
	all := map[string]*issue{}
	for _, rows := range held {
		for key, group := range x.byIssue(rows) {
			if all[key] == nil {
				all[key] = &issue{name: x.table.issues.words[x.table.issue[group[0]]]}
			}
			all[key].holders++
			all[key].count += len(group)
		}
	}
	keys := slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		return cmp.Or(cmp.Compare(all[b].holders, all[a].holders), cmp.Compare(all[b].count, all[a].count), strings.Compare(a, b))
	})
	var out []string
	for _, k := range keys[:min(len(keys), maxIssues)] {
		out = append(out, all[k].name)
	}
	return out
}

// cell sums up the positions that are in both sets.
func (x *Index) cell(actor, issue string, held, about set) (Cell, error) {
	t := x.table
	c := Cell{Actor: actor, Issue: issue}
	both := slices.Clone(held)
	both.and(about)
	latest, sided := -1, false
	for _, doc := range x.ordered(both, Oldest) {
		for from, to := t.rows(int(doc)); from < to; from++ {
			if !both.has(from) {
				continue
			}
			c.Count++
			side := t.stance[from] == code(corpus.Favor, corpus.Stances) || t.stance[from] == code(corpus.Against, corpus.Stances)
			if t.stance[from] == code(corpus.Favor, corpus.Stances) {
				c.Favor++
			} else if side {
				c.Against++
			}
			if d := dateOf(t.published[doc]); !d.IsZero() {
				c.First, c.Last = cmp.Or(c.First, d), d
			}
			dated := t.published[doc] != noDay || latest < 0
			if dated && (side || !sided) {
				latest, sided = from, side
			}
		}
	}
	if latest < 0 {
		return c, nil
	}
	h, err := x.spell(latest)
	c.Latest = &h
	return c, err
}

// Comparison sets some actors side by side.
type Comparison struct {
	Actors  []string
	Issues  []ComparedIssue // on which at least two of them speak, those of opposite sides first
	Only    [][]string      // for each actor, issues on which it alone speaks
	Ledgers [][]PositionHit // the newest positions of each actor
}

// ComparedIssue is an issue and what each actor said on it.
type ComparedIssue struct {
	Issue   string
	Opposed bool   // the newest sides that two of them take are opposite
	Cells   []Cell // one for each actor
}

// Compare sets actors side by side, on the positions of s ("about:…" narrows it).
func (x *Index) Compare(ctx context.Context, actors []string, s Search, limit int) (*Comparison, error) {
	limit = cmp.Or(limit, 10)
	c := &Comparison{}
	var groups []map[string][]int
	for _, name := range actors {
		id, _, err := x.actor(name)
		if err != nil {
			return nil, err
		}
		canonical := x.table.actorNames.words[id]
		rows, err := x.rowsFor(ctx, s, query.Quote(query.Holder, canonical))
		if err != nil {
			return nil, err
		}
		ledger, err := x.latest(ctx, rows, limit)
		if err != nil {
			return nil, err
		}
		c.Actors, c.Ledgers = append(c.Actors, canonical), append(c.Ledgers, ledger)
		groups = append(groups, x.byIssue(rows))
	}
	return c, x.compareIssues(c, groups, limit)
}

func (x *Index) compareIssues(c *Comparison, groups []map[string][]int, limit int) error {
	speakers := map[string]int{}
	for _, g := range groups {
		for key := range g {
			speakers[key]++
		}
	}
	c.Only = make([][]string, len(groups))
	shared := 0
	for _, key := range byWeight(speakers, groups) {
		if speakers[key] == 1 {
			for i, g := range groups {
				if rows := g[key]; rows != nil {
					c.Only[i] = append(c.Only[i], x.table.issues.words[x.table.issue[rows[0]]])
				}
			}
			continue
		}
		if shared++; shared > 4*limit { // the opposed ones come first, among the most spoken of
			continue
		}
		issue, err := x.comparedIssue(c.Actors, groups, key)
		if err != nil {
			return err
		}
		c.Issues = append(c.Issues, issue)
	}
	slices.SortStableFunc(c.Issues, func(a, b ComparedIssue) int {
		if a.Opposed != b.Opposed {
			if a.Opposed {
				return -1
			}
			return 1
		}
		return cmp.Compare(spoken(b.Cells), spoken(a.Cells))
	})
	c.Issues = c.Issues[:min(limit, len(c.Issues))]
	return nil
}

// byWeight lists the issues, those with the most positions first.
func byWeight(speakers map[string]int, groups []map[string][]int) []string {
	weight := map[string]int{}
	for _, g := range groups {
		for key, rows := range g {
			weight[key] += len(rows)
		}
	}
	return slices.SortedFunc(maps.Keys(speakers), func(a, b string) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), strings.Compare(a, b))
	})
}

func spoken(cells []Cell) (n int) {
	for _, c := range cells {
		n += c.Count
	}
	return n
}

func (x *Index) comparedIssue(actors []string, groups []map[string][]int, key string) (out ComparedIssue, err error) {
	sides := map[corpus.Stance]bool{}
	for i, g := range groups {
		rows := newSet(len(x.table.act))
		for _, row := range g[key] {
			rows.add(row)
			out.Issue = x.table.issues.words[x.table.issue[row]]
		}
		cell, err := x.cell(actors[i], out.Issue, rows, rows)
		if err != nil {
			return out, err
		}
		if cell.Latest != nil {
			sides[cell.Latest.Stance] = true
		}
		out.Cells = append(out.Cells, cell)
	}
	out.Opposed = sides[corpus.Favor] && sides[corpus.Against]
	return out, nil
}

// Stretch is a stretch of a timeline: the positions of the documents published in it.
type Stretch struct {
	First, Last          corpus.Date
	Count                int
	Favor, Against, None int
}

// Timeline counts the positions that s finds, by the publication of their documents;
// stretches without any are left out, and so are undated documents.
func (x *Index) Timeline(ctx context.Context, s Search, unit Unit) ([]Stretch, error) {
	m, err := x.find(ctx, s, false)
	if err != nil {
		return nil, err
	}
	return x.stretches(x.counted(m), unit), nil
}

func (x *Index) stretches(rows set, unit Unit) (out []Stretch) {
	t := x.table
	at := map[corpus.Date]*Stretch{}
	rows.each(func(row int) {
		d := t.published[t.posDoc[row]]
		if d == noDay {
			return
		}
		first := unit.start(dateOf(d))
		if at[first] == nil {
			at[first] = &Stretch{First: first, Last: unit.end(first)}
		}
		at[first].Count++
		switch t.stance[row] {
		case code(corpus.Favor, corpus.Stances):
			at[first].Favor++
		case code(corpus.Against, corpus.Stances):
			at[first].Against++
		default:
			at[first].None++
		}
	})
	for _, first := range slices.SortedFunc(maps.Keys(at), corpus.Date.Compare) {
		out = append(out, *at[first])
	}
	return out
}
