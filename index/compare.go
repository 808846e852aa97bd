package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
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
	Latest         *PositionHit // the newest position that takes a side, else the newest, an undated one only for want of others; nil for a blind spot
}

// Matrix is holders against issues.
type Matrix struct {
	Actors, Issues []string
	Cells          [][]Cell // a row for each actor, a column for each issue
	BlindSpots     []Cell   // the cells without a position
	Unknown        []string // of the issues, those on which nobody at all speaks: they may be mistyped
}

// ErrSameActor says that two names of a comparison are those of one actor, as Moscow and Russia.
var ErrSameActor = errors.New("which was named before: name another actor")

// Matrix gathers what some actors said on some issues, each given in any of its wordings.
// Without issues it takes the most frequent of the actors'. The positions may be limited by s;
// with state, those of all who belong to an actor count. The error wraps [ErrNoActor], [ErrSameActor], or
// [ErrVague] where a name is that of no issue, though issues hold its words.
func (x *Index) Matrix(ctx context.Context, actors, issues []string, s Search, state bool) (*Matrix, error) {
	m := &Matrix{Issues: issues}
	var held []set
	for _, name := range actors {
		canonical, rows, err := x.heldByAnother(ctx, m.Actors, name, s, state)
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
		on, ok := x.onIssue(issue)
		if !ok {
			about, err := x.rowsFor(ctx, s, query.Quote(query.About, issue))
			if err != nil {
				return nil, err
			}
			if choice := x.issuesAmong(about, maxChoice); len(choice) > 0 {
				return nil, vague(issue, choice)
			}
			on, m.Unknown = newSet(len(x.table.act)), append(m.Unknown, issue)
		}
		for i := range m.Actors {
			both := slices.Clone(held[i])
			both.and(on)
			rows := x.inOrder(both)
			cell := x.cell(m.Actors[i], issue, rows)
			if err := x.spellCell(&cell, rows); err != nil {
				return nil, err
			}
			if m.Cells[i][j] = cell; cell.Count == 0 {
				m.BlindSpots = append(m.BlindSpots, cell)
			}
		}
	}
	return m, nil
}

// maxChoice is how many issues an error names.
const maxChoice = 5

func vague(name string, choice []FacetValue) error {
	names := make([]string, len(choice))
	for i, c := range choice {
		names[i] = strconv.Quote(c.Value)
	}
	return fmt.Errorf("%q: %w: say which one is meant, such as %s", name, ErrVague, strings.Join(names, ", "))
}

// heldBy returns the name of an actor, which may be given in any wording, and its positions
// within s; with state, those of all who belong to it.
func (x *Index) heldBy(ctx context.Context, name string, s Search, state bool) (canonical string, rows set, err error) {
	id, _, err := x.actor(name)
	if err != nil {
		return "", nil, err
	}
	field := query.Holder
	if state {
		field = query.State
	}
	canonical = x.table.actorNames.words[id]
	rows, err = x.rowsFor(ctx, s, query.Quote(field, canonical))
	return canonical, rows, err
}

// heldByAnother is heldBy for an actor that is none of those named before.
func (x *Index) heldByAnother(ctx context.Context, before []string, name string, s Search, state bool) (string, set, error) {
	canonical, rows, err := x.heldBy(ctx, name, s, state)
	if err == nil && slices.Contains(before, canonical) {
		err = fmt.Errorf("%q is %s, %w", name, canonical, ErrSameActor)
	}
	return canonical, rows, err
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
func (x *Index) commonIssues(held []set) (names []string) {
	var groups []map[uint32][]int
	for _, rows := range held {
		groups = append(groups, x.byIssue(rows))
	}
	common := x.speakers(groups)
	slices.SortStableFunc(common, func(a, b spokenOf) int { return cmp.Compare(b.holders, a.holders) })
	for _, s := range common[:min(len(common), maxIssues)] {
		names = append(names, x.issueOf(s.first))
	}
	return names
}

// issueOf is the wording of the issue that a position is about.
func (x *Index) issueOf(row int) string { return x.table.issues.words[x.table.issue[row]] }

// cell sums up positions that run from old to new.
func (x *Index) cell(actor, issue string, rows []int) Cell {
	t := x.table
	c := Cell{Actor: actor, Issue: issue, Count: len(rows)}
	var when period
	for _, row := range rows {
		switch t.stance[row] {
		case favor:
			c.Favor++
		case against:
			c.Against++
		}
		when.add(t.published[t.posDoc[row]])
	}
	c.First, c.Last = when.dates()
	return c
}

// spellCell adds to a cell the newest of its positions that takes a side.
func (x *Index) spellCell(c *Cell, rows []int) error {
	if len(rows) == 0 {
		return nil
	}
	h, err := x.spell(x.telling(rows))
	c.Latest = &h
	return err
}

// Comparison sets some actors side by side.
type Comparison struct {
	Actors  []string
	Issues  []ComparedIssue // on which at least two of them speak, those of opposite sides first
	Only    [][]string      // for each actor, issues on which it alone speaks
	Held    []int           // positions of each actor
	Ledgers [][]PositionHit // the newest of them
}

// ComparedIssue is an issue and what each actor said on it.
type ComparedIssue struct {
	Issue   string
	Opposed bool   // the newest sides that two of them take are opposite
	Cells   []Cell // one for each actor
}

// Compare sets actors side by side, on the positions of s ("about:…" narrows it); with state,
// those of all who belong to an actor count. Each list has limit entries: 0 or less means 10. The
// error wraps [ErrNoActor] or [ErrSameActor].
func (x *Index) Compare(ctx context.Context, actors []string, s Search, limit int, state bool) (*Comparison, error) {
	limit = asked(limit, 10)
	c := &Comparison{}
	var groups []map[uint32][]int
	for _, name := range actors {
		canonical, rows, err := x.heldByAnother(ctx, c.Actors, name, s, state)
		if err != nil {
			return nil, err
		}
		ledger, err := x.latest(ctx, rows, limit)
		if err != nil {
			return nil, err
		}
		c.Actors, c.Held, c.Ledgers = append(c.Actors, canonical), append(c.Held, rows.count()), append(c.Ledgers, ledger)
		groups = append(groups, x.byIssue(rows))
	}
	return c, x.compareIssues(c, groups, limit)
}

// compareIssues picks the issues on which several speak, those of opposite sides first, from
// among the most spoken of.
func (x *Index) compareIssues(c *Comparison, groups []map[uint32][]int, limit int) error {
	c.Only = make([][]string, len(groups))
	var shared []spokenOf
	for _, s := range x.speakers(groups) {
		if s.holders > 1 {
			shared = append(shared, s)
			continue
		}
		for i, g := range groups {
			if len(g[s.group]) > 0 {
				c.Only[i] = append(c.Only[i], x.issueOf(s.first))
			}
		}
	}
	shared = shared[:min(len(shared), 4*min(len(shared), limit))]
	slices.SortStableFunc(shared, func(a, b spokenOf) int {
		switch {
		case a.opposed == b.opposed:
			return cmp.Compare(b.count, a.count)
		case a.opposed:
			return -1
		}
		return 1
	})
	for _, s := range shared[:min(len(shared), limit)] {
		issue := ComparedIssue{Issue: x.issueOf(s.last), Opposed: s.opposed}
		for i, g := range groups {
			cell := x.cell(c.Actors[i], issue.Issue, g[s.group])
			if err := x.spellCell(&cell, g[s.group]); err != nil {
				return err
			}
			issue.Cells = append(issue.Cells, cell)
		}
		c.Issues = append(c.Issues, issue)
	}
	return nil
}

// spokenOf is an issue on which some holders speak.
type spokenOf struct {
	group       uint32
	holders     int
	count       int // positions
	opposed     bool
	first, last int // positions that tell its wording
}

// speakers lists the issues of some holders, whose positions are grouped by issue: those with
// the most positions first.
func (x *Index) speakers(groups []map[uint32][]int) (out []spokenOf) {
	at := map[uint32]*spokenOf{}
	sides := map[uint32]uint8{} // of each issue: a bit for each stance
	for _, g := range groups {
		for group, rows := range g {
			s := at[group]
			if s == nil {
				s = &spokenOf{group: group, first: rows[0]}
				at[group] = s
			}
			s.holders++
			s.count += len(rows)
			s.last = rows[len(rows)-1]
			sides[group] |= 1 << x.table.stance[x.telling(rows)]
		}
	}
	for group, s := range at {
		both := uint8(1<<favor | 1<<against)
		s.opposed = sides[group]&both == both
		out = append(out, *s)
	}
	keys := x.groups().keys
	slices.SortFunc(out, func(a, b spokenOf) int {
		return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(keys[a.group], keys[b.group]))
	})
	return out
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
		case favor:
			at[first].Favor++
		case against:
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
