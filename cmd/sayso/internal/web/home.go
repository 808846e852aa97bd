package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// homeBody is the first screen.
type homeBody struct {
	Status     index.Status
	Examples   []example
	Duplicates int
	Problems   int
	Last       *runView // nil if the archive tells of none
}

// example is a query that finds something in this archive.
type example struct {
	Says  string // what it asks
	Query string
	URL   string
	Count int
	Unit  string
}

func home(r *request) (*page, error) {
	st := r.x.Status()
	b := &homeBody{Status: st, Examples: r.m.examples(), Duplicates: len(st.Duplicates), Problems: len(st.Problems)}
	if runs := r.x.Runs(); len(runs) > 0 {
		last := runOf(runs[0])
		b.Last = &last
	}
	return &page{Title: "Start", Nav: "/", Body: b}, nil
}

// examplesOf makes example queries of what the archive is about: its most frequent holder,
// issue and actors. Each is asked before it is shown.
func examplesOf(x *index.Index) []example {
	ctx := context.Background()
	all, err := x.Positions(ctx, index.Search{Limit: 1, Facets: facetRequests([]string{"holder", "actor", "band", "year"}, 2)})
	if err != nil {
		return nil // the page does without
	}
	top := map[string][]string{}
	for _, f := range all.Facets {
		for _, v := range f.Values {
			top[f.Field] = append(top[f.Field], clauseFor(f.Field, v.Value))
		}
	}
	first := func(field string, n int) string {
		if len(top[field]) > n {
			return top[field][n]
		}
		return ""
	}
	m := maker{ctx: ctx, x: x}
	if h := first("holder", 0); h != "" {
		act := m.commonest(h, "act")
		m.positions("what "+m.name(h)+" "+verbs[corpus.Act(m.name(act))], h, act)
	}
	if i := disputed(ctx, x); i != "" {
		m.positions("who is against it, in whose words", i, "stance:against")
		m.positions("who speaks on it", i)
	}
	if a, b := first("actor", 0), first("actor", 1); a != "" && b != "" {
		m.documents("both in one document", a, b)
	}
	if b, y := first("band", 0), first("year", 0); b != "" && y != "" {
		m.judgments("what the analysts judged", b, y)
	}
	if h := first("holder", 1); h != "" {
		m.positions("direct quotations only", h, "speech:direct")
	}
	return m.out
}

// disputed returns the clause of the issue on which the most take sides against each other.
func disputed(ctx context.Context, x *index.Index) string {
	r, err := x.Issues(ctx, index.IssueSearch{Search: index.Search{Limit: 200}})
	if err != nil || len(r.Issues) == 0 {
		return ""
	}
	best := slices.MaxFunc(r.Issues, func(a, b index.IssueEntry) int {
		return cmp.Or(cmp.Compare(min(a.Favor, a.Against), min(b.Favor, b.Against)), cmp.Compare(len(strings.Fields(a.Issue)), len(strings.Fields(b.Issue))),
			cmp.Compare(a.Holders, b.Holders), strings.Compare(b.Issue, a.Issue))
	})
	return clauseFor("issue", best.Issue)
}

// maker collects examples that find something.
type maker struct {
	ctx context.Context
	x   *index.Index
	out []example
}

func join(clauses []string) (q string) {
	for _, c := range clauses {
		if c != "" {
			q = narrow(q, c)
		}
	}
	return q
}

func (m *maker) positions(says string, clauses ...string) {
	q := join(clauses)
	if _, n, err := m.x.Count(m.ctx, index.Search{Query: q}); err == nil && n > 0 {
		m.out = append(m.out, example{says, q, askURL("/positions", q), n, "position"})
	}
}

func (m *maker) documents(says string, clauses ...string) {
	q := join(clauses)
	if n, _, err := m.x.Count(m.ctx, index.Search{Query: q}); err == nil && n > 0 {
		m.out = append(m.out, example{says, q, askURL("/search", q), n, "document"})
	}
}

func (m *maker) judgments(says string, clauses ...string) {
	q := join(clauses)
	r, err := m.x.Judgments(m.ctx, index.JudgmentSearch{Search: index.Search{Query: q, Limit: 1}})
	if err == nil && r.Total > 0 {
		m.out = append(m.out, example{says, q, askURL("/judgments", q), r.Total, "judgment"})
	}
}

// commonest returns the clause of the most frequent value of a facet among the positions
// that a query finds.
func (m *maker) commonest(q, facet string) string {
	r, err := m.x.Positions(m.ctx, index.Search{Query: q, Limit: 1, Facets: facetRequests([]string{facet}, 3)})
	if err != nil || len(r.Facets[0].Values) == 0 {
		return ""
	}
	values := r.Facets[0].Values
	v := values[0].Value
	if v == "assert" && len(values) > 1 { // says little
		v = values[1].Value
	}
	return clauseFor(facet, v)
}

// name is the value of a clause.
func (m *maker) name(clause string) string {
	if q, err := query.Parse(clause); err == nil && q.Root != nil {
		return q.Root.Value.Text
	}
	return clause
}
