package web

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/query"
)

// helpBody explains how to ask, what is marked, and the keys.
type helpBody struct {
	Fields []fieldHelp
	Bands  []bandView
}

// fieldHelp is a field of the query language.
type fieldHelp struct {
	Name, Means string
	Example     string
	URL         string
	OfPositions bool
}

// meanings say what each field looks at, with an example.
var meanings = map[query.Field][2]string{
	query.Title:     {"words of the title", "title:ceasefire"},
	query.Text:      {"words of the text, without the title", "text:corridor"},
	query.In:        {"a section, as the text labels it", "in:impact"},
	query.Source:    {"where the document comes from", "source:example.org"},
	query.ID:        {"one document", `id:"page.html"`},
	query.Actor:     {"who or what is named, under any of its names", "actor:Kremlin"},
	query.Type:      {"the kind of a name", "type:law"},
	query.Band:      {"what the analyst judges, by likelihood", "band:very-likely"},
	query.On:        {"days that the text names and that lie within", "on:2025-12"},
	query.When:      {"days that the text names and that touch", "when:2025-W49"},
	query.Published: {"when it was published", `published:"last month"`},
	query.Is:        {"undated, dated", "is:undated"},
	query.Has:       {"position, judgment, date, actor, title, section", "has:judgment"},
	query.Holder:    {"whose position it is", "holder:Russia"},
	query.State:     {"the holder, or what it belongs to", "state:Russia"},
	query.Via:       {"who relays it", "via:spokesman"},
	query.Act:       {"what the holder does by it: " + list(corpus.Acts), "act:(reject OR deny)"},
	query.Stance:    {"the side it takes: " + list(corpus.Stances), "stance:against"},
	query.About:     {"what it is about", `about:"peace plan"`},
	query.Issue:     {"the issue, as the facet names it", `issue:"peace plan"`},
	query.Modality:  {"how firmly: " + list(corpus.Modalities), "modality:hedged"},
	query.Speech:    {"in quotation marks or not: " + list(corpus.Speeches), "speech:direct"},
}

func list[T ~string](all []T) string {
	var out []string
	for _, v := range all {
		out = append(out, string(v))
	}
	return strings.Join(out, ", ")
}

func help(*request) (*page, error) {
	b := &helpBody{}
	for _, f := range query.Fields {
		m := meanings[f]
		path := "/search"
		if f.Positional() {
			path = "/positions"
		}
		b.Fields = append(b.Fields, fieldHelp{string(f) + ":", m[0], m[1], askURL(path, m[1]), f.Positional()})
	}
	for _, band := range slices.Backward(corpus.Bands) {
		b.Bands = append(b.Bands, bandView{Band: band, Percent: percents[band]})
	}
	return &page{Title: "Help", Nav: "/help", Body: b}, nil
}
