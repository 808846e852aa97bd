package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sayso-nlp/sayso/corpus"
)

// Document is a document with everything that was found in it.
type Document struct {
	DocumentRef
	Modified  string           `json:"modified,omitempty" format:"date"`
	Evidence  string           `json:"published_from,omitempty" doc:"The words that the publication date was read from"`
	Version   string           `json:"version,omitempty" doc:"Of the extractors that annotated it"`
	Text      string           `json:"text"`
	Notes     []string         `json:"notes,omitempty" doc:"What one should know about the reading"`
	Sections  []Section        `json:"sections"`
	Dropped   []corpus.Dropped `json:"dropped,omitempty" doc:"Lines of the page that are no part of the text"`
	Entities  []Entity         `json:"entities"`
	Dates     []Date           `json:"dates"`
	Positions []Position       `json:"positions"`
	Judgments []Judgment       `json:"judgments"`
	Hedges    []Judgment       `json:"hedges" doc:"Estimates that name no probability"`
}

// Section is a labelled part of a text.
type Section struct {
	Name  string `json:"name"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Entity is one mention of a named thing.
type Entity struct {
	Quote
	Type    string  `json:"type" doc:"OntoNotes 5: PERSON, ORG, GPE …"`
	Actor   string  `json:"actor,omitempty" doc:"Canonical name of who is meant"`
	Role    string  `json:"role,omitempty"`
	FoundBy FoundBy `json:"found_by"`
}

// Date is one temporal expression.
type Date struct {
	Quote
	Type    string  `json:"type" doc:"DATE, TIME, DURATION or SET"`
	Value   string  `json:"value" doc:"TIMEX3"`
	First   string  `json:"first,omitempty" format:"date" doc:"The days that it covers, where it has a place in the calendar"`
	Last    string  `json:"last,omitempty" format:"date"`
	FoundBy FoundBy `json:"found_by"`
}

// documentOf makes the answer for a document that was annotated by a version.
func documentOf(a *corpus.Annotated, version string) *Document {
	q := quoter(a.Text)
	found := func(f corpus.Found) FoundBy { return FoundBy{f.Rule, f.Inputs, version} }
	d := &Document{
		DocumentRef: refOf(a.ID, a.Title, a.Published, a.Source), Modified: a.Modified.String(), Evidence: a.PublishedFrom,
		Version: version, Text: a.Text, Notes: a.Notes, Dropped: a.Dropped,
		Sections: []Section{}, Entities: []Entity{}, Dates: []Date{}, Positions: []Position{}, Judgments: []Judgment{}, Hedges: []Judgment{},
	}
	for _, s := range a.Sections {
		at := q(s.Span)
		d.Sections = append(d.Sections, Section{s.Name, at.Start, at.End})
	}
	for _, e := range a.Entities {
		d.Entities = append(d.Entities, Entity{q(e.Span), string(e.Type), e.Actor, e.Role, found(e.Found)})
	}
	for _, t := range a.Dates {
		x := Date{Quote: q(t.Span), Type: string(t.Type), Value: t.Value, FoundBy: found(t.Found)}
		if first, last, ok := t.Interval(); ok {
			x.First, x.Last = first.String(), last.String()
		}
		d.Dates = append(d.Dates, x)
	}
	for i := range a.Positions {
		p := newPosition(q, &a.Positions[i], i+1, false, version)
		p.DocumentRef = d.DocumentRef
		p.Sentence = q(corpus.Cover(spansOf(&a.Positions[i])))
		d.Positions = append(d.Positions, p)
	}
	for i, j := range a.Judgments {
		d.Judgments = append(d.Judgments, judgmentOf(d.DocumentRef, q, j, "j"+strconv.Itoa(i+1), version))
	}
	for i, j := range a.Hedges {
		d.Hedges = append(d.Hedges, judgmentOf(d.DocumentRef, q, j, "h"+strconv.Itoa(i+1), version))
	}
	return d
}

// spansOf returns all words of a position.
func spansOf(p *corpus.Position) (out []corpus.Span) {
	for _, part := range [][]corpus.Span{p.Source, p.Cue, p.Content} {
		out = append(out, part...)
	}
	return out
}

type documentInput struct {
	ID     string `path:"id" doc:"As lists give it; slashes may stay as they are"`
	Format string `query:"format" enum:"json,ndjson" doc:"ndjson: a line in the annotation format, as 'sayso export' writes it"`
}

func (s *service) documentRoute() {
	forms := []form{asJSON, asNDJSON}
	huma.Register(s.api, huma.Operation{
		OperationID: "document", Method: http.MethodGet, Path: prefix + "/documents/{id}", Summary: "A document with everything that was found in it",
		Metadata:  map[string]any{metaForms: forms},
		Responses: s.responses("The document", Document{}, Document{}, forms...),
	}, func(ctx context.Context, in *documentInput) (*answer, error) {
		c := callOf(ctx)
		a, err := c.x.Document(in.ID)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		if c.form == asNDJSON {
			return annotationLine(a), nil
		}
		return whole(documentOf(a, c.x.Version(in.ID))), nil
	})
}

// annotationLine writes a document as docs/format.md has it, without the place on this
// machine that it was read from.
func annotationLine(a *corpus.Annotated) *answer {
	return &answer{Body: func(ctx huma.Context) {
		_, w := humago.Unwrap(ctx)
		w.Header().Set("Content-Type", mediaTypes[asNDJSON])
		corpus.NewEncoder(w).Encode(publicDocument(a))
	}}
}

type statusInput struct{}

// Status is what the archive holds.
type Status struct {
	Generation string `json:"generation" doc:"The state that is shown; it changes when the archive does"`
	Version    string `json:"version" doc:"Of the program"`
	Documents  int    `json:"documents"`
	Undated    int    `json:"undated"`
	Positions  int    `json:"positions"`
	Judgments  int    `json:"judgments"`
	Dates      int    `json:"dates"`
	Actors     int    `json:"actors"`
	First      string `json:"first,omitempty" format:"date" doc:"Publication of the oldest document"`
	Last       string `json:"last,omitempty" format:"date"`
	SetAside   int    `json:"set_aside" doc:"Records that could not be read: sayso status --problems lists them"`
	Duplicates int    `json:"duplicates"`
}

// Health says that the archive can be asked.
type Health struct {
	Status string `json:"status" doc:"ok"`
}

func (s *service) healthRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "healthz", Method: http.MethodGet, Path: prefix + "/healthz", Summary: "Whether the server answers; /healthz says so without a token",
		Responses: s.responses("It does", Health{}, nil, asJSON),
	}, func(context.Context, *statusInput) (*answer, error) { return whole(Health{"ok"}), nil })
}

func (s *service) statusRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "status", Method: http.MethodGet, Path: prefix + "/status", Summary: "What the archive holds",
		Responses: s.responses("Totals", Status{}, nil, asJSON),
	}, func(ctx context.Context, _ *statusInput) (*answer, error) {
		x := callOf(ctx).x
		st := x.Status()
		return whole(Status{
			Generation: x.Generation(), Version: s.opt.Version, Documents: st.Documents, Undated: st.Undated, Positions: st.Positions,
			Judgments: st.Judgments, Dates: st.Dates, Actors: st.Actors, First: st.First.String(), Last: st.Last.String(),
			SetAside: len(st.Problems), Duplicates: len(st.Duplicates),
		}), nil
	})
}
