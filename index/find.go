package index

import (
	"context"
	"errors"
	"fmt"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/query"
)

// matches is what a query finds.
type matches struct {
	all   bool // nothing limits the search
	docs  set
	rows  set       // the positions that match; nil if the query names none
	score []float32 // of each document; nil without scoring
	marks []mark    // what to highlight
	notes []string  // what the user should know
	query *query.Query
	asOf  corpus.Date
}

// finder evaluates one query. Every node becomes a set of documents or, where it speaks of
// positions, of positions.
type finder struct {
	*Index
	ctx  context.Context
	asOf corpus.Date
	out  matches
	mute int // above 0 below a Not: nothing is marked, counted or scored
}

// scope restricts words and positions to sections: sections[i] tells whether the section
// numbered i is meant. nil: no restriction.
type scope []bool

// find evaluates a search: the query and the days that it is limited to.
func (x *Index) find(ctx context.Context, s Search, scoring bool) (*matches, error) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	q, err := query.Parse(s.Query)
	if err != nil {
		return nil, err
	}
	f := &finder{Index: x, ctx: ctx, asOf: s.AsOf}
	if f.asOf.IsZero() {
		f.asOf = x.Newest()
	}
	if scoring {
		f.out.score = make([]float32, len(x.table.id))
	}
	docs := fullSet(len(x.table.id))
	if q.Root != nil {
		err = x.engine.reading(func() (err error) {
			docs, err = f.docs(q.Root, nil)
			return err
		})
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, x.plain(err)
	}
	if !s.From.IsZero() || !s.To.IsZero() {
		docs.and(f.within(s.By, s.From, s.To))
	}
	f.out.all = q.Root == nil && s.From.IsZero() && s.To.IsZero()
	f.out.docs, f.out.query, f.out.asOf = docs, q, f.asOf
	if f.out.rows != nil {
		f.out.rows.and(f.rowsIn(docs))
	}
	return &f.out, nil
}

// plain rewords what a person cannot act on.
func (x *Index) plain(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("the search took longer than %v: ask for less at once: %w", Timeout, err)
	}
	return err
}

// docs returns the documents that a node finds.
func (f *finder) docs(n *query.Node, sc scope) (set, error) {
	if n.Op == query.Same || n.Positional() && !n.Negative() {
		return f.group([]*query.Node{n}, sc)
	}
	switch n.Op {
	case query.And:
		return f.and(n, sc)
	case query.Or:
		return f.or(n, sc)
	case query.Not:
		f.mute++
		out, err := f.docs(n.Kids[0], sc)
		f.mute--
		if err != nil {
			return nil, err
		}
		all := fullSet(len(f.table.id))
		all.andNot(out)
		return all, nil
	}
	return f.match(n, sc)
}

func (f *finder) or(n *query.Node, sc scope) (set, error) {
	out := newSet(len(f.table.id))
	for _, k := range n.Kids {
		s, err := f.docs(k, sc)
		if err != nil {
			return nil, err
		}
		out.or(s)
	}
	return out, nil
}

// and sorts the kids: those that speak of positions bind to one position, unless all of
// them only exclude; sections restrict the words and positions beside them.
func (f *finder) and(n *query.Node, sc scope) (set, error) {
	var bound, rest, in []*query.Node
	for _, k := range n.Kids {
		switch {
		case k.Op == query.Match && k.Field == query.In:
			in = append(in, k)
		case k.Positional():
			bound = append(bound, k)
		default:
			rest = append(rest, k)
		}
	}
	for _, k := range in {
		sc = f.sections(k, sc)
	}
	if !standing(bound, rest) { // "in:impact -draft" wants the section, and no draft in it
		rest = append(rest, in...)
	}
	out := fullSet(len(f.table.id))
	if positive(bound) {
		s, err := f.group(bound, sc)
		if err != nil {
			return nil, err
		}
		out.and(s)
	} else {
		rest = append(rest, bound...)
	}
	for _, k := range rest {
		s, err := f.docs(k, sc)
		if err != nil {
			return nil, err
		}
		out.and(s)
	}
	return out, nil
}

// standing reports whether the neighbours of in: ask for anything that stands in sections, which
// then has to stand in these.
func standing(lists ...[]*query.Node) bool {
	for _, list := range lists {
		for _, n := range list {
			if n.Negative() {
				continue
			}
			if n.Op == query.Match && (n.Field.Positional() || n.Field == query.Words || n.Field == query.Text) || standing(n.Kids) {
				return true
			}
		}
	}
	return false
}

func positive(nodes []*query.Node) bool {
	for _, n := range nodes {
		if !n.Negative() {
			return true
		}
	}
	return false
}

// sections narrows a scope to the sections that in: names.
func (f *finder) sections(n *query.Node, sc scope) scope {
	ids := f.named(&f.table.sectionOf, n.Value)
	if sc != nil {
		for i := range ids {
			ids[i] = ids[i] && sc[i]
		}
	}
	return ids
}

// group returns the documents with a position that all nodes find.
func (f *finder) group(nodes []*query.Node, sc scope) (set, error) {
	rows := fullSet(len(f.table.act))
	for _, n := range nodes {
		r, err := f.rows(n)
		if err != nil {
			return nil, err
		}
		rows.and(r)
	}
	if sc != nil {
		rows.and(f.where(func(row int) bool { return sc[f.table.section[row]] }))
	}
	f.take(rows)
	docs := newSet(len(f.table.id))
	rows.each(func(row int) { docs.add(int(f.table.posDoc[row])) })
	return docs, nil
}

// take adds positions to those that the query names, unless it is said what they are not.
func (f *finder) take(rows set) {
	if f.mute > 0 {
		return
	}
	if f.out.rows == nil {
		f.out.rows = newSet(len(f.table.act))
	}
	f.out.rows.or(rows)
}

// rows returns the positions that a node finds.
func (f *finder) rows(n *query.Node) (set, error) {
	switch n.Op {
	case query.Match:
		return f.position(n)
	case query.Same:
		return f.rows(n.Kids[0])
	case query.Not:
		f.mute++
		defer func() { f.mute-- }()
	}
	out := fullSet(len(f.table.act))
	if n.Op == query.Or {
		out = newSet(len(f.table.act))
	}
	for _, k := range n.Kids {
		r, err := f.rows(k)
		if err != nil {
			return nil, err
		}
		switch n.Op {
		case query.And:
			out.and(r)
		case query.Or:
			out.or(r)
		case query.Not:
			out.andNot(r)
		}
	}
	return out, nil
}

// where returns the positions for which ok holds.
func (x *Index) where(ok func(row int) bool) set {
	out := newSet(len(x.table.act))
	for row := range x.table.act {
		if ok(row) {
			out.add(row)
		}
	}
	return out
}

// rowsIn returns all positions of some documents.
func (x *Index) rowsIn(docs set) set {
	out := newSet(len(x.table.act))
	docs.each(func(doc int) {
		for from, to := x.table.rows(doc); from < to; from++ {
			out.add(from)
		}
	})
	return out
}

// position returns the positions that a clause finds.
func (f *finder) position(n *query.Node) (set, error) {
	t := f.table
	name := func(column []uint32, d *dict) (set, error) {
		ids := f.named(d, n.Value)
		return f.where(func(row int) bool { return ids[column[row]] }), nil
	}
	enum := func(column []uint8, code uint8) (set, error) {
		return f.where(func(row int) bool { return column[row] == code }), nil
	}
	switch n.Field {
	case query.Holder:
		return name(t.holder, &t.actorNames)
	case query.Via:
		return name(t.via, &t.actorNames)
	case query.Issue:
		return name(t.issue, &t.issues)
	case query.In:
		return name(t.section, &t.sectionOf)
	case query.State:
		ids := f.named(&t.actorNames, n.Value)
		return f.where(func(row int) bool { return ids[t.state[row]] || ids[t.holder[row]] }), nil
	case query.Act:
		return enum(t.act, code(corpus.Act(n.Value.Text), corpus.Acts))
	case query.Stance:
		return enum(t.stance, code(corpus.Stance(n.Value.Text), corpus.Stances))
	case query.Modality:
		return enum(t.modality, code(corpus.Modality(n.Value.Text), corpus.Modalities))
	case query.Speech:
		return enum(t.speech, code(corpus.Speech(n.Value.Text), corpus.Speeches))
	}
	return f.about(n.Value)
}
