package mcp

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// The lengths of texts, in code points.
const (
	normalPart   = 6_000   // most briefs are shorter
	maxPart      = 20_000  // some 5,000 tokens
	maxExtracted = 10_000  // what is found in it is four times as long
	maxResource  = 200_000 // a client, not the model, asks for resources
)

// layers are what is found in a document.
var layers = []layer{"positions", "judgments", "hedges", "dates", "entities"}

type documentInput struct {
	ID     string  `json:"id" jsonschema:"As the other tools give it"`
	Start  int     `json:"start,omitempty" jsonschema:"Where to begin, in code points of the text, from 0"`
	Length length  `json:"length,omitempty"`
	Layers []layer `json:"layers,omitempty" jsonschema:"What was found in this part, with its spans. For positions alone, the positions tool with the query id:\"ID\" is shorter"`
}

type extractInput struct {
	Text      string  `json:"text" jsonschema:"At most 10,000 characters"`
	Title     string  `json:"title,omitempty"`
	Published day     `json:"published,omitempty" jsonschema:"What relative dates (next week) go by"`
	Layers    []layer `json:"layers,omitempty" jsonschema:"What to find; default: positions, judgments, dates"`
}

// Part is a document, or as much of it as was asked for. Its lists hold only the layers that were
// asked for, and of these what touches the part; spans count in the whole text.
type Part struct {
	answers.Document
	Start  int           `json:"start"`
	End    int           `json:"end"`
	Length int           `json:"text_length" doc:"Of the whole text"`
	Next   int           `json:"next_start,omitempty" doc:"Where the next part begins; absent on the last"`
	Found  map[layer]int `json:"found" doc:"In the whole document"`
	shown  []layer
}

func (s *service) documents() {
	add(s, tool[documentInput, *Part]{
		name: "document", title: "Read a document", ask: askDocument, tell: (*text).document,
		about: "The text of a document by its id, a long one in parts, and if you like what was found in it.",
	})
	if s.opt.Extract != nil {
		add(s, tool[extractInput, *Part]{
			name: "extract", title: "Annotate a text", ask: s.extract, tell: (*text).extracted,
			about: "Find positions, judgments and dates in a text that you have, such as a page that is not in the archive. Nothing is stored; the text is not repeated, spans count its code points.",
		})
	}
	s.server.AddResourceTemplate(&sdk.ResourceTemplate{
		Name: "document", Title: "A document of the archive", URITemplate: resourcePrefix + "{+id}", MIMEType: "text/plain",
		Description: "The text of a document by its id, below its title and date.",
	}, s.resource)
}

func askDocument(_ context.Context, x *index.Index, in documentInput) (*Part, error) {
	a, err := x.Document(in.ID)
	if err != nil {
		return nil, err
	}
	return partOf(spelled(x, false).Document(a, x.Version(in.ID)), in.Start, int(in.Length), in.Layers)
}

func (s *service) extract(ctx context.Context, _ *index.Index, in extractInput) (*Part, error) {
	if n := len([]rune(in.Text)); n > maxExtracted {
		return nil, &questions.Mistake{Name: "text", Message: fmt.Sprintf("has %d characters, at most %d are taken at once", n, maxExtracted)}
	}
	doc := &corpus.Document{Title: in.Title, Text: in.Text}
	if err := (questions.Day{Name: "published", Value: string(in.Published), To: &doc.Published}).Parse(); err != nil {
		return nil, err
	}
	a, err := s.opt.Extract(ctx, doc)
	if err != nil {
		return nil, err
	}
	if in.Layers == nil {
		in.Layers = []layer{"positions", "judgments", "dates"}
	}
	p, err := partOf(spelled(nil, false).Document(a, s.opt.Extractors), 0, maxExtracted, in.Layers)
	if err == nil {
		p.Text = ""
	}
	return p, err
}

// partOf cuts a document.
func partOf(d *answers.Document, start, length int, shown []layer) (*Part, error) {
	runes := []rune(d.Text)
	if start < 0 || start > len(runes) || start == len(runes) && start > 0 {
		return nil, &questions.Mistake{Name: "start", Message: fmt.Sprintf("is not within the text, which has %d code points", len(runes))}
	}
	end := endOf(runes, start, length)
	p := &Part{Document: *d, Start: start, End: end, Length: len(runes), shown: shown, Found: map[layer]int{
		"positions": len(d.Positions), "judgments": len(d.Judgments), "hedges": len(d.Hedges), "dates": len(d.Dates), "entities": len(d.Entities),
	}}
	if end < len(runes) {
		p.Next = end
	}
	p.Text, p.Dropped = string(runes[start:end]), nil // what is no part of the text
	p.Positions = touching(p, "positions", d.Positions, func(p answers.Position) answers.Quote { return p.Sentence })
	p.Judgments = touching(p, "judgments", d.Judgments, func(j answers.Judgment) answers.Quote { return j.Statement })
	p.Hedges = touching(p, "hedges", d.Hedges, func(j answers.Judgment) answers.Quote { return j.Statement })
	p.Dates = touching(p, "dates", d.Dates, func(t answers.Date) answers.Quote { return t.Quote })
	p.Entities = touching(p, "entities", d.Entities, func(e answers.Entity) answers.Quote { return e.Quote })
	p.Sections = slices.DeleteFunc(slices.Clone(d.Sections), func(s answers.Section) bool { return s.End <= start || s.Start >= end })
	return p, nil
}

// endOf returns where a part ends: at a space if there is one in its last tenth, so that no word is
// cut.
func endOf(runes []rune, start, length int) int {
	end := start + length
	if end >= len(runes) {
		return len(runes)
	}
	for i := end; i > end-length/10; i-- {
		if unicode.IsSpace(runes[i-1]) {
			return i
		}
	}
	return end
}

// touching returns what a part shows of a layer.
func touching[T any](p *Part, of layer, all []T, at func(T) answers.Quote) []T {
	out := []T{}
	if !slices.Contains(p.shown, of) {
		return out
	}
	for _, x := range all {
		if q := at(x); q.End > p.Start && q.Start < p.End {
			out = append(out, x)
		}
	}
	return out
}

// resourcePrefix is what the address of a document begins with; its id follows, with slashes.
const resourcePrefix = "sayso://documents/"

// resource answers who asks for a document by its address.
func (s *service) resource(_ context.Context, req *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
	x, done := s.archive.Use()
	defer done()
	id, err := url.PathUnescape(strings.TrimPrefix(req.Params.URI, resourcePrefix))
	if err != nil {
		return nil, sdk.ResourceNotFoundError(req.Params.URI)
	}
	a, err := x.Document(id)
	if errors.Is(err, index.ErrNoDocument) {
		return nil, sdk.ResourceNotFoundError(req.Params.URI)
	}
	if err != nil {
		return nil, s.refused("resource", err)
	}
	p, err := partOf(spelled(x, false).Document(a, x.Version(id)), 0, maxResource, nil)
	if err != nil {
		return nil, err
	}
	var told text
	told.document(p)
	return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: req.Params.URI, MIMEType: "text/plain", Text: told.String()}}}, nil
}
