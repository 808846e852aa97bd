package mcp

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// The types of arguments that take some values only, see schemas.
type (
	asked  string // a query, with the language
	within string // a query that limits a list or a record
	day    string // 2025-12-02
	order  string // newest or oldest
	ranked string // these, or relevance
	level  string // said or state
	unit   string // day, month or year
	field  string // that has facets
	layer  string // of a document
	items  int    // of a list of quotations
	lines  int    // of a list of names and numbers
	few    int    // entries of each list of a record
	length int    // of a part of a text, in code points
)

// The limits of an answer. A position takes some 300 tokens in both its forms, a client may give up
// on answers of some 25,000.
const (
	manyItems, maxItems = 10, 50
	manyLines, maxLines = 30, 200
	manyFew, maxFew     = 5, 10
)

const language = `Words and fields, which must all match; empty: everything.
frozen assets · "frozen assets" · sanct* · zelenski~1 · -draft · a OR b · ( )
Fields of documents: title: text: source: id: in:impact (a section) · actor:Russia (who is mentioned) · published:2025-11..2025-12 (or 2025, 2025-W49, "last month") · on:2025-12 (days that the text names) · band:very-likely · has:position · is:undated
Fields of positions: holder: state: via: about: issue: act: stance: modality: speech: — those beside each other mean one and the same position; {…} groups another.
Quotation marks around values of several words, parentheses around several values: holder:"European Commission" act:(reject OR deny)`

// schemas say what the types take.
var schemas = map[reflect.Type]*jsonschema.Schema{
	reflect.TypeFor[asked]():         {Type: "string", MaxLength: jsonschema.Ptr(4096), Description: language},
	reflect.TypeFor[within]():        {Type: "string", MaxLength: jsonschema.Ptr(4096), Description: `Only in what this query finds, such as sanctions, or holder:Russia act:(reject OR deny) about:"peace plan" published:2025; the language is that of search and positions`},
	reflect.TypeFor[day]():           {Type: "string", Format: "date"},
	reflect.TypeFor[order]():         {Type: "string", Enum: []any{"newest", "oldest"}},
	reflect.TypeFor[ranked]():        {Type: "string", Enum: []any{"relevance", "newest", "oldest"}},
	reflect.TypeFor[level]():         {Type: "string", Enum: []any{"said", "state"}, Description: "said: holders as named (the default); state: persons and bodies count as their state"},
	reflect.TypeFor[unit]():          {Type: "string", Enum: []any{"day", "month", "year"}, Default: json.RawMessage(`"month"`)},
	reflect.TypeFor[field]():         {Type: "string", Enum: values(index.FacetFields)},
	reflect.TypeFor[layer]():         {Type: "string", Enum: values(layers)},
	reflect.TypeFor[items]():         number(manyItems, maxItems, "Items of the page"),
	reflect.TypeFor[lines]():         number(manyLines, maxLines, "Items of the page"),
	reflect.TypeFor[few]():           number(manyFew, maxFew, "Entries of each list"),
	reflect.TypeFor[length]():        number(normalPart, maxPart, "Code points of the text"),
	reflect.TypeFor[corpus.Act]():    {Type: "string", Enum: values(corpus.Acts)},
	reflect.TypeFor[corpus.Stance](): {Type: "string", Enum: values(corpus.Stances)},
	reflect.TypeFor[corpus.Band]():   {Type: "string", Enum: values(corpus.Bands)},
}

func values[T any](all []T) []any {
	out := make([]any, len(all))
	for i, v := range all {
		out[i] = v
	}
	return out
}

func number(normal, most int, about string) *jsonschema.Schema {
	return &jsonschema.Schema{
		Type: "integer", Minimum: jsonschema.Ptr(1.0), Maximum: jsonschema.Ptr(float64(most)),
		Default: json.RawMessage(fmt.Sprint(normal)), Description: about,
	}
}

// schemaOf describes arguments. It panics where they cannot be described, as every start shows.
func schemaOf[In any]() *jsonschema.Schema {
	s, err := jsonschema.For[In](&jsonschema.ForOptions{TypeSchemas: schemas})
	if err != nil {
		panic(err)
	}
	for _, p := range s.Properties {
		if p.Items != nil { // some clients cannot read a choice of types
			p.Type, p.Types = "array", nil
		}
	}
	return s
}

// period limits a question to days of publication.
type period struct {
	From day `json:"from,omitempty" jsonschema:"Published on this day or later"`
	To   day `json:"to,omitempty" jsonschema:"Published on this day or before"`
}

func (p period) search(query string) (index.Search, error) {
	s := index.Search{Query: query}
	err := questions.Days{From: string(p.From), To: string(p.To)}.Limit(&s)
	return s, err
}

// page is a part of a list of quotations, rows of one of names and numbers.
type (
	page struct {
		Limit  items  `json:"limit,omitempty"`
		Cursor string `json:"cursor,omitempty" jsonschema:"The next of the page before"`
	}
	rows struct {
		Limit  lines  `json:"limit,omitempty"`
		Cursor string `json:"cursor,omitempty" jsonschema:"The next of the page before"`
	}
)

// holders are shorthands for the fields of positions.
type holders struct {
	Holder []string        `json:"holder,omitempty" jsonschema:"Whose positions, any of these"`
	About  []string        `json:"about,omitempty" jsonschema:"Words of what the positions are about, any of these"`
	Act    []corpus.Act    `json:"act,omitempty" jsonschema:"What is done by saying it, any of these"`
	Stance []corpus.Stance `json:"stance,omitempty" jsonschema:"Toward what it is about, any of these"`
	Level  level           `json:"level,omitempty"`
}

func (h holders) narrow(s *index.Search) error {
	p := questions.Position{Holder: h.Holder, About: h.About, Act: texts(h.Act), Stance: texts(h.Stance), State: h.Level.state()}
	return p.Narrow(s)
}

func (l level) state() bool { return l == "state" }

func texts[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}

// facets asks for the most frequent values of fields.
func facets(fields []field) []index.FacetRequest {
	out := make([]index.FacetRequest, len(fields))
	for i, f := range fields {
		out[i] = index.FacetRequest{Field: string(f)}
	}
	return out
}
