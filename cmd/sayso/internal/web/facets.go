package web

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// facetTitles are the headings of the facets, and what a value is called by.
var facetTitles = map[string]string{
	"actor": "Named", "holder": "Who speaks", "state": "For which state", "via": "Via whom", "issue": "On what",
	"act": "Act", "stance": "Stance", "modality": "How firmly", "speech": "Quotation", "band": "Judged", "type": "Kind of name",
	"year": "Year", "month": "Month", "source": "Source", "section": "Section",
}

// facetsOf are the facets of each tab, as shown.
var facetsOf = map[string][]string{
	"/search":    {"holder", "issue", "stance", "act", "actor", "band", "year", "section", "type", "source"},
	"/positions": {"holder", "issue", "stance", "act", "state", "via", "modality", "speech", "section", "year", "source"},
	"/judgments": {"band", "actor", "year", "source"},
}

// The numbers of values of a facet: beside the others, and shown in full.
const (
	fewValues  = 6
	manyValues = 60
)

func facetRequests(fields []string, limit int) []index.FacetRequest {
	var out []index.FacetRequest
	for _, f := range fields {
		out = append(out, index.FacetRequest{Field: f, Limit: limit})
	}
	return out
}

// facetView is a facet at the left of the results.
type facetView struct {
	Field, Title string
	Values       []facetValue
	More         int
	Counts       index.Counts
	Full         bool   // shown in full, with a box to search within
	Contains     string // what was searched
	MoreURL      string
	LessURL      string
}

type facetValue struct {
	Text       string
	Count      int
	Share      int // of the greatest count, in per cent
	On         bool
	URL        string // adds the value to the query, or removes it
	ExcludeURL string
}

// requests are the facets of the page, the one shown in full with more of its values.
func (q question) requests() []index.FacetRequest {
	out := facetRequests(facetsOf[q.Path], fewValues)
	for i := range out {
		if out[i].Field == "band" {
			out[i].Limit = len(corpus.Bands) // a scale is shown whole
		}
		if out[i].Field == q.Facet {
			out[i].Limit, out[i].Contains = manyValues, q.Contains
		}
	}
	return out
}

// facets shows what the index counted, those without a value left out.
func (q question) facets(all []index.Facet) []facetView {
	var out []facetView
	asked := query.Parts(q.Q)
	for _, f := range all {
		v := facetView{Field: f.Field, Title: facetTitles[f.Field], More: f.More, Counts: f.Counts, Full: f.Field == q.Facet}
		if v.Full {
			v.Contains = q.Contains
			v.LessURL = q.expanded("").URL() + "#facet-" + f.Field
		} else if f.More > 0 {
			v.MoreURL = q.expanded(f.Field).URL() + "#facet-" + f.Field
		}
		values := f.Values
		if f.Field == "band" {
			values = slices.Clone(values)
			slices.SortFunc(values, func(a, b index.FacetValue) int {
				return slices.Index(corpus.Bands, corpus.Band(b.Value)) - slices.Index(corpus.Bands, corpus.Band(a.Value))
			})
		}
		most := 1
		for _, x := range values {
			most = max(most, x.Count)
		}
		for _, x := range values {
			v.Values = append(v.Values, q.facetValue(f.Field, x, most, asked))
		}
		if len(v.Values) > 0 || v.Full {
			out = append(out, v)
		}
	}
	return out
}

// facetValue shows a value; asked are the parts of the query.
func (q question) facetValue(field string, x index.FacetValue, most int, asked []query.Part) facetValue {
	clause := clauseFor(field, x.Value)
	at := place(asked, clause)
	v := facetValue{Text: valueText(field, x.Value), Count: x.Count, Share: max(1, x.Count*100/most), On: at >= 0}
	if q.Path == "/judgments" && field == "actor" { // a clause would find the documents that mention it
		return q.judgedActor(v, x.Value)
	}
	if v.On {
		v.URL = q.asking(query.Without(asked, at)).URL()
	} else {
		v.URL = q.asking(narrow(q.Q, clause)).URL()
		v.ExcludeURL = q.asking(narrow(q.Q, "-"+clause)).URL()
	}
	return v
}

// valueText is a value as people read it.
func valueText(field, value string) string {
	switch field {
	case "band":
		return bandName(corpus.Band(value))
	case "type":
		if name, ok := kinds[corpus.EntityType(value)]; ok {
			return name
		}
		return strings.ToLower(strings.ReplaceAll(value, "_", " "))
	case "stance":
		if value == "favor" {
			return "in favour"
		}
		if value == "none" {
			return "neither"
		}
	}
	return value
}

// expanded returns the state with a facet shown in full.
func (q question) expanded(field string) question {
	q.Facet, q.Contains = field, ""
	return q
}

// judgedActor limits judgments to those whose own words mention an actor.
func (q question) judgedActor(v facetValue, name string) facetValue {
	v.On = q.Actor == name
	if v.On {
		name = ""
	}
	q.Actor, q.Page = name, 1
	v.URL = q.URL()
	return v
}

// kinds are the types of names in words (the types are those of OntoNotes 5).
var kinds = map[corpus.EntityType]string{
	corpus.Person: "person", corpus.Org: "organisation", corpus.GPE: "state or town", corpus.Loc: "region", corpus.Norp: "people or group",
	corpus.Facility: "building or site", corpus.Event: "event", corpus.Law: "law or treaty", corpus.Product: "product", corpus.WorkOfArt: "work of art",
}
