package answers

import (
	"strconv"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
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

// Document spells out a document that was annotated by a version of the extractors.
func (f From) Document(a *corpus.Annotated, version string) *Document {
	q := quoter(a.Text)
	d := &Document{
		DocumentRef: f.ref(a.ID, a.Title, a.Published, a.Source), Modified: a.Modified.String(), Evidence: a.PublishedFrom,
		Version: version, Text: a.Text, Notes: a.Notes, Dropped: a.Dropped,
		Sections: []Section{}, Entities: []Entity{}, Dates: []Date{}, Positions: []Position{}, Judgments: []Judgment{}, Hedges: []Judgment{},
	}
	for _, s := range a.Sections {
		at := q(s.Span)
		d.Sections = append(d.Sections, Section{s.Name, at.Start, at.End})
	}
	for _, e := range a.Entities {
		d.Entities = append(d.Entities, Entity{q(e.Span), string(e.Type), e.Actor, e.Role, f.found(e.Found, version)})
	}
	for _, t := range a.Dates {
		x := Date{Quote: q(t.Span), Type: string(t.Type), Value: t.Value, FoundBy: f.found(t.Found, version)}
		if first, last, ok := t.Interval(); ok {
			x.First, x.Last = first.String(), last.String()
		}
		d.Dates = append(d.Dates, x)
	}
	for i := range a.Positions {
		p := f.spell(q, &a.Positions[i], i+1, version)
		p.DocumentRef = d.DocumentRef
		p.Sentence = q(index.SentenceOf(a.Text, &a.Positions[i]))
		d.Positions = append(d.Positions, p)
	}
	for i, j := range a.Judgments {
		d.Judgments = append(d.Judgments, f.judgment(d.DocumentRef, q, j, "j"+strconv.Itoa(i+1), version))
	}
	for i, j := range a.Hedges {
		d.Hedges = append(d.Hedges, f.judgment(d.DocumentRef, q, j, "h"+strconv.Itoa(i+1), version))
	}
	return d
}
