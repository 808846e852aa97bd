// Package questions makes the index's questions from what a client sends: days as they are
// written, and shorthands for the fields of positions. The API and the MCP server share it, so
// that both refuse the same slips in the same words. Start reading at [Days].
package questions

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// Mistake is a parameter that cannot be used.
type Mistake struct {
	Name, Value string
	Message     string // what is wrong, and what to write instead
}

func (m *Mistake) Error() string { return m.Name + ": " + m.Message }

// Days say which days a question is limited to, as a client writes them: 2025-12-02. An empty
// one is no limit.
type Days struct {
	From, To string // both included
	Date     string // which dates these mean: "mentioned", or else those of publication
	AsOf     string // the day that "last month" goes by
}

// Limit puts the days into a question. The error is a [*Mistake].
func (d Days) Limit(s *index.Search) error {
	if d.Date == "mentioned" {
		s.By = index.ByMentioned
	}
	if err := Range(Day{"from", d.From, &s.From}, Day{"to", d.To, &s.To}); err != nil {
		return err
	}
	return Day{"as_of", d.AsOf, &s.AsOf}.Parse()
}

// Day is a parameter that names a day, and where that goes.
type Day struct {
	Name, Value string
	To          *corpus.Date
}

// Parse leaves the date alone where nothing was written. The error is a [*Mistake].
func (d Day) Parse() error {
	if d.Value == "" {
		return nil
	}
	date, err := corpus.ParseDate(d.Value)
	if err != nil {
		return &Mistake{d.Name, d.Value, err.Error()}
	}
	*d.To = date
	return nil
}

// Range parses the two ends of a range. One that ends before it begins is a mistake, as it is
// in a query: finding nothing would not tell.
func Range(first, last Day) error {
	if err := first.Parse(); err != nil {
		return err
	}
	if err := last.Parse(); err != nil {
		return err
	}
	if first.Value != "" && last.Value != "" && first.To.Compare(*last.To) > 0 {
		return &Mistake{first.Name, first.Value, "lies after " + last.Name + ": swap them"}
	}
	return nil
}

// Position holds shorthands for the fields of positions in a query, each for any of its values.
type Position struct {
	Holder, Via, About, Act, Stance, Modality []string
	State                                     bool // Holder means the state that a holder belongs to
}

// Narrow adds the shorthands to the query of s. A mistake in the query, a [*query.Error], is
// told before, while its column is right.
func (p *Position) Narrow(s *index.Search) error {
	q, err := query.Parse(s.Query)
	if err != nil {
		return err
	}
	if q.Root != nil && q.Root.Op == query.Or {
		s.Query = "(" + s.Query + ")"
	}
	holder := query.Holder
	if p.State {
		holder = query.State
	}
	for _, f := range []struct {
		field  query.Field
		values []string
	}{{holder, p.Holder}, {query.Via, p.Via}, {query.About, p.About}, {query.Act, p.Act}, {query.Stance, p.Stance}, {query.Modality, p.Modality}} {
		if len(f.values) > 0 {
			s.Query = strings.TrimSpace(s.Query + " " + anyOf(f.field, f.values))
		}
	}
	return nil
}

// anyOf writes a clause for a field that holds one of some values.
func anyOf(f query.Field, values []string) string {
	clauses := make([]string, len(values))
	for i, v := range values {
		clauses[i] = query.Quote(f, v)
	}
	if len(clauses) == 1 {
		return clauses[0]
	}
	return "(" + strings.Join(clauses, " OR ") + ")"
}

// Units are the widths of the stretches of a timeline and of the bars of a histogram.
var Units = map[string]index.Unit{"day": index.Day, "month": index.Month, "year": index.Year}
