package web

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/index/query"
)

// fieldOf is the field of the query that a facet is asked by.
var fieldOf = map[string]query.Field{
	"actor": query.Actor, "type": query.Type, "band": query.Band, "source": query.Source,
	"year": query.Published, "month": query.Published, "holder": query.Holder, "state": query.State,
	"via": query.Via, "act": query.Act, "stance": query.Stance, "issue": query.Issue,
	"modality": query.Modality, "speech": query.Speech, "section": query.In,
}

// clauseFor returns the clause that a value of a facet stands for, in the form that a person
// would type: act:reject, but holder:"European Union".
func clauseFor(facet, value string) string {
	f := fieldOf[facet]
	if strings.IndexFunc(value, notPlain) < 0 && value != "" {
		return string(f) + ":" + value
	}
	return query.Quote(f, value)
}

// notPlain reports whether a value with r in it needs quotation marks.
func notPlain(r rune) bool {
	return !(r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}

// narrow adds a clause to a query. A query with alternatives is put in parentheses first, as
// "a OR b c" would mean a OR (b c).
func narrow(q, clause string) string {
	q = strings.TrimSpace(q)
	if q == "" {
		return clause
	}
	return group(q) + " " + group(clause)
}

// group puts a query that is one of several things between parentheses.
func group(q string) string {
	if parsed, err := query.Parse(q); err == nil && parsed.Root != nil && parsed.Root.Op == query.Or {
		return "(" + q + ")"
	}
	return q
}

// place returns which of the parts is the clause, -1 if none is.
func place(parts []query.Part, clause string) int {
	want, err := query.Parse(clause)
	if err != nil || want.Root == nil {
		return -1
	}
	return slices.IndexFunc(parts, func(p query.Part) bool {
		return p.Node.Op == query.Match && p.Node.Field == want.Root.Field && p.Node.Value == want.Root.Value
	})
}
