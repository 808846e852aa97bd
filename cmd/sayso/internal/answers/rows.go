package answers

import (
	"strconv"

	"net/url"
	"path"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
)

// DocumentRef says which document an item is from.
type DocumentRef struct {
	ID        string `json:"id" doc:"Of the document: /documents/{id} has all of it"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty" format:"date"`
	Source    string `json:"source_name,omitempty" doc:"Where the text comes from: an address, a publisher"`
}

func (f From) ref(id, title string, published corpus.Date, source string) DocumentRef {
	if f.Public {
		source = Public(source)
	}
	return DocumentRef{id, title, published.String(), source}
}

// Public keeps paths of the machine that read an archive out of the answers: of a file only
// the name is told.
func Public(source string) string {
	s := source
	if u, err := url.Parse(s); err == nil && u.Scheme == "file" {
		s = u.Path
	}
	s = strings.ReplaceAll(s, `\`, "/")
	drive := len(s) > 2 && s[1] == ':' && s[2] == '/'
	if strings.HasPrefix(s, "/") || strings.HasPrefix(s, "~/") || drive {
		return path.Base(s)
	}
	return source
}

// Quote is a span of a document's text, with its words.
type Quote struct {
	Start int    `json:"start" doc:"In code points of the document's text"`
	End   int    `json:"end" doc:"Behind the last code point"`
	Text  string `json:"text" doc:"The words"`
}

// quoter makes quotes from the spans of one text.
func quoter(text string) func(corpus.Span) Quote {
	points := corpus.Points(text)
	return func(s corpus.Span) Quote {
		start, end := points(s)
		return Quote{start, end, s.In(text)}
	}
}

// quoterOf makes quotes from the spans of a hit's document.
func quoterOf(h *index.Quotable) func(corpus.Span) Quote {
	return func(s corpus.Span) Quote {
		start, end := h.Points(s)
		return Quote{start, end, h.Words(s)}
	}
}

func all(q func(corpus.Span) Quote, spans []corpus.Span) []Quote {
	out := make([]Quote, len(spans))
	for i, s := range spans {
		out[i] = q(s)
	}
	return out
}

// FoundBy tells how a datum was found.
type FoundBy struct {
	Rule    string `json:"rule" doc:"The production, cue line or model"`
	Inputs  string `json:"inputs,omitempty" doc:"What it went by"`
	Version string `json:"version,omitempty" doc:"Of the extractors that annotated the document"`
}

// found tells how a datum of a document was found; version is that of the extractors.
func (f From) found(by corpus.Found, version string) FoundBy {
	if f.Brief {
		return FoundBy{Rule: by.Rule}
	}
	return FoundBy{by.Rule, by.Inputs, version}
}

// selector is the quote of an item, which is absent where answers are brief.
func (f From) selector(q quote.Selector) *quote.Selector {
	if f.Brief {
		return nil
	}
	return &q
}

// Passage is a sentence or two that show why a document is a hit.
type Passage struct {
	Quote
	Section  string  `json:"section,omitempty"`
	Position int     `json:"position,omitempty" doc:"The number of the position shown, from 1"`
	Marks    []Quote `json:"marks" doc:"The words that match"`
}

func passageOf(q func(corpus.Span) Quote, p index.Passage) Passage {
	return Passage{q(p.Span), p.Section, p.Position + 1, all(q, p.Marks)}
}

// Value is a value of a field and how often it occurs.
type Value struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Values spells out the values of a field.
func Values(in []index.FacetValue) []Value {
	out := make([]Value, len(in))
	for i, v := range in {
		out[i] = Value{v.Value, v.Count}
	}
	return out
}

// Facet is the values of a field among all hits, the most frequent first.
type Facet struct {
	Field  string  `json:"field"`
	Counts string  `json:"counts" doc:"What the numbers count: documents, positions or judgments"`
	Values []Value `json:"values"`
	More   int     `json:"more,omitempty" doc:"Further values"`
	None   int     `json:"none,omitempty" doc:"Hits without a value"`
}

func facets(in []index.Facet) []Facet {
	var out []Facet
	for _, f := range in {
		out = append(out, Facet{f.Field, string(f.Counts), Values(f.Values), f.More, f.None})
	}
	return out
}

// Bar is a bar of a histogram.
type Bar struct {
	First string `json:"first" format:"date"`
	Last  string `json:"last" format:"date"`
	Count int    `json:"count" doc:"Documents"`
}

func bars(in []index.Bar) []Bar {
	out := make([]Bar, len(in))
	for i, b := range in {
		out[i] = Bar{b.First.String(), b.Last.String(), b.Count}
	}
	return out
}

// About is what an answer says of itself.
type About struct {
	AsOf       string   `json:"as_of,omitempty" format:"date" doc:"The day that relative periods went by"`
	Notes      []string `json:"notes,omitempty" doc:"What one should know about the query"`
	DidYouMean []string `json:"did_you_mean,omitempty" doc:"Queries, or for a list of actors names, that find something, where this one finds nothing"`
}

// ValueSheet is the table of the values of a field.
var ValueSheet = &Sheet[Value]{[]string{"value", "count"}, func(v Value) []string { return []string{v.Value, strconv.Itoa(v.Count)} }}
