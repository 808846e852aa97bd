package api

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
	"github.com/sayso-nlp/sayso/index/query"
)

// QueryParams say which documents are meant. They are those of the pages.
type QueryParams struct {
	Query string `query:"q" maxLength:"4096" doc:"What to look for, in the query language of 'sayso help search'; empty: everything" example:"holder:Russia act:reject"`
	From  string `query:"from" format:"date" doc:"From this day on"`
	To    string `query:"to" format:"date" doc:"Up to this day"`
	Date  string `query:"date" enum:"published,mentioned" doc:"Which dates from and to mean: those of publication, or days that the text names"`
	AsOf  string `query:"as_of" format:"date" doc:"The day that relative periods of the query go by; default: publication of the newest document"`
}

// PageParams say which part of a list is meant.
type PageParams struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"20" doc:"Items a page"`
	Page   int    `query:"page" minimum:"1" maximum:"1000000" doc:"Which page, from 1; cursor is better, as it stays in place"`
	Cursor string `query:"cursor" maxLength:"4096" doc:"The next of the page before"`
}

// SortParam orders hits.
type SortParam struct {
	Sort string `query:"sort" enum:"relevance,newest,oldest" doc:"The order; positions, judgments and exports have no relevance and come newest first"`
}

// PositionParams are shorthands for the fields of positions in the query.
type PositionParams struct {
	Holder   []string `query:"holder,explode" maxItems:"20" doc:"Whose positions"`
	Via      []string `query:"via,explode" maxItems:"20" doc:"Relayed by"`
	About    []string `query:"about,explode" maxItems:"20" doc:"Words of what the position is about"`
	Act      []string `query:"act,explode" maxItems:"20" enum:"assert,deny,support,reject,demand,propose,promise,threaten,accuse,concede,expect,question" doc:"What is done by saying it"`
	Stance   []string `query:"stance,explode" maxItems:"20" enum:"favor,against,none" doc:"Toward what the position is about"`
	Modality []string `query:"modality,explode" maxItems:"20" enum:"plain,negated,hedged,conditional"`
	LevelParam
}

// LevelParam rolls holders up.
type LevelParam struct {
	Level string `query:"level" enum:"said,state" doc:"said: the holder as named; state: persons and bodies count as their state"`
}

func (p LevelParam) state() bool { return p.Level == "state" }

func (p LevelParam) level() export.Level { return export.Level(cmp.Or(p.Level, "said")) }

// FacetParams ask for counts.
type FacetParams struct {
	Facets   []string `query:"facet,explode" maxItems:"20" doc:"Count the values of a field over all hits: FIELD, or FIELD=PART for values with PART in them"`
	Contains string   `query:"contains" maxLength:"200" doc:"Only values of the facets with this in them"`
}

// day is a parameter that names one, and where it goes.
type day struct {
	name, value string
	to          *corpus.Date
}

func parseDays(days ...day) (err error) {
	for _, d := range days {
		if d.value == "" {
			continue
		}
		if *d.to, err = corpus.ParseDate(d.value); err != nil {
			return badParameter(d.name, d.value, err.Error())
		}
	}
	return nil
}

// parseRange refuses a range that ends before it begins, as a query does: finding nothing
// would not tell.
func parseRange(first, last day) error {
	if err := parseDays(first, last); err != nil {
		return err
	}
	if first.value != "" && last.value != "" && first.to.Compare(*last.to) > 0 {
		return badParameter(first.name, first.value, "lies after "+last.name+": swap them")
	}
	return nil
}

// search turns the parameters into the index's question.
func (p *QueryParams) search() (s index.Search, err error) {
	s.Query = p.Query
	if p.Date == "mentioned" {
		s.By = index.ByMentioned
	}
	if err := parseRange(day{"from", p.From, &s.From}, day{"to", p.To, &s.To}); err != nil {
		return s, err
	}
	return s, parseDays(day{"as_of", p.AsOf, &s.AsOf})
}

func (p *PageParams) limit(s *index.Search) {
	s.Limit, s.Page, s.Cursor = p.Limit, p.Page, p.Cursor
}

func (p *SortParam) order(s *index.Search) {
	if p.Sort != "relevance" {
		s.Sort = index.Sort(p.Sort)
	}
}

// narrow adds the shorthands to the query. A mistake in the query is told before, while its
// column is right.
func (p *PositionParams) narrow(s *index.Search) error {
	q, err := query.Parse(s.Query)
	if err != nil {
		return err
	}
	if q.Root != nil && q.Root.Op == query.Or {
		s.Query = "(" + s.Query + ")"
	}
	holder := query.Holder
	if p.state() {
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

// requests turns the parameters into the index's.
func (p *FacetParams) requests(fields []string) (out []index.FacetRequest, err error) {
	for _, f := range p.Facets {
		field, part, _ := strings.Cut(f, "=")
		if !slices.Contains(fields, field) {
			return nil, badParameter("facet", f, fmt.Sprintf("there is no facet %q, it is one of %s", field, strings.Join(fields, " ")))
		}
		out = append(out, index.FacetRequest{Field: field, Contains: cmp.Or(part, p.Contains)})
	}
	return out, nil
}
