package api

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
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

// search turns the parameters into the index's question.
func (p *QueryParams) search() (index.Search, error) {
	s := index.Search{Query: p.Query}
	err := questions.Days{From: p.From, To: p.To, Date: p.Date, AsOf: p.AsOf}.Limit(&s)
	return s, unusable(err)
}

func (p *PageParams) limit(s *index.Search) {
	s.Limit, s.Page, s.Cursor = p.Limit, p.Page, p.Cursor
}

func (p *SortParam) order(s *index.Search) {
	if p.Sort != "relevance" {
		s.Sort = index.Sort(p.Sort)
	}
}

// narrow adds the shorthands to the query.
func (p *PositionParams) narrow(s *index.Search) error {
	q := questions.Position{Holder: p.Holder, Via: p.Via, About: p.About, Act: p.Act, Stance: p.Stance, Modality: p.Modality, State: p.state()}
	return q.Narrow(s)
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
