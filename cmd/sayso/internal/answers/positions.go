package answers

import (
	"strconv"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
)

// Position is one attributed statement: a row of the ledger.
type Position struct {
	DocumentRef
	Number      int             `json:"position" doc:"In the document, from 1"`
	Holder      string          `json:"holder,omitempty" doc:"Whose position it is; absent if nobody is named"`
	Via         string          `json:"via,omitempty" doc:"Who relays it"`
	State       string          `json:"state,omitempty" doc:"The state or organisation that the holder belongs to"`
	Act         string          `json:"act,omitempty"`
	Stance      string          `json:"stance,omitempty"`
	Modality    string          `json:"modality,omitempty"`
	Speech      string          `json:"speech,omitempty"`
	Issue       string          `json:"issue,omitempty" doc:"What it is about, as a topic"`
	Section     string          `json:"section,omitempty"`
	SourceSpans []Quote         `json:"source" doc:"The words for the holder"`
	Cue         []Quote         `json:"cue" doc:"The words that attribute"`
	Content     []Quote         `json:"content" doc:"What is claimed, demanded, rejected"`
	Target      []Quote         `json:"target" doc:"What it is about, within the content"`
	Sentence    Quote           `json:"sentence"`
	Marks       []Quote         `json:"marks,omitempty" doc:"What the query looks for"`
	Quote       *quote.Selector `json:"quote,omitempty" doc:"A TextQuoteSelector of the Web Annotation model: it finds the content again in another copy of the text"`
	FoundBy     FoundBy         `json:"found_by"`
}

// spell spells a position out.
func (f From) spell(q func(corpus.Span) Quote, p *corpus.Position, number int, version string) Position {
	holder, via := p.Actor, p.Via
	if f.State && p.State != "" && p.State != p.Actor {
		holder, via = p.State, p.Actor
	}
	return Position{
		Number: number, Holder: holder, Via: via, State: p.State, Issue: p.Issue,
		Act: string(p.Act), Stance: string(p.Stance), Modality: string(p.Modality), Speech: string(p.Speech),
		SourceSpans: all(q, p.Source), Cue: all(q, p.Cue), Content: all(q, p.Content), Target: all(q, p.Target),
		FoundBy: f.found(p.Found, version),
	}
}

// PositionResult is a list of positions.
type PositionResult struct {
	Page[Position]
	Documents int     `json:"documents" doc:"In which they stand"`
	Facets    []Facet `json:"facets,omitempty"`
	About
}

// Stretch counts the positions of the documents published in some days.
type Stretch struct {
	First   string `json:"first" format:"date"`
	Last    string `json:"last" format:"date"`
	Count   int    `json:"count" doc:"Positions"`
	Favor   int    `json:"favor"`
	Against int    `json:"against"`
	None    int    `json:"none" doc:"That take no side"`
}

// Stretches spells out a timeline.
func Stretches(in []index.Stretch) []Stretch {
	out := make([]Stretch, len(in))
	for i, t := range in {
		out[i] = Stretch{t.First.String(), t.Last.String(), t.Count, t.Favor, t.Against, t.None}
	}
	return out
}

// Positions spells out a page of positions.
func (f From) Positions(r *index.PositionResult) *PositionResult {
	out := &PositionResult{Documents: r.Documents, Facets: facets(r.Facets), About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
	out.Page = Page[Position]{r.Total, r.Next, f.positions(r.Hits)}
	return out
}

// position spells out a row of the ledger.
func (f From) position(h index.PositionHit) Position {
	q := quoterOf(&h.Quotable)
	p := f.spell(q, &h.Position, h.Index+1, f.Index.Version(h.ID))
	p.DocumentRef = f.ref(h.ID, h.Title, h.Published, h.Source)
	p.Section, p.Sentence, p.Marks, p.Quote = h.Section, q(h.Passage.Span), all(q, h.Passage.Marks), f.selector(h.Quote)
	return p
}

func (f From) positions(hits []index.PositionHit) []Position {
	out := make([]Position, len(hits))
	for i, h := range hits {
		out[i] = f.position(h)
	}
	return out
}

// StretchSheet is the table of a timeline.
var StretchSheet = &Sheet[Stretch]{
	[]string{"first", "last", "count", "favor", "against", "none"},
	func(s Stretch) []string {
		return []string{s.First, s.Last, strconv.Itoa(s.Count), strconv.Itoa(s.Favor), strconv.Itoa(s.Against), strconv.Itoa(s.None)}
	},
}
