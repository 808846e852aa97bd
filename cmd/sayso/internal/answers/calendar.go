package answers

import (
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
)

// Expectation is a day, week, month or year that lay ahead when a text named it.
type Expectation struct {
	DocumentRef
	Number   string          `json:"date" doc:"In the document: d1"`
	First    string          `json:"first" format:"date" doc:"The days that it covers"`
	Last     string          `json:"last" format:"date"`
	Value    string          `json:"value" doc:"TIMEX3"`
	Words    Quote           `json:"words" doc:"As written"`
	Sentence Quote           `json:"sentence"`
	Section  string          `json:"section,omitempty"`
	Actors   []string        `json:"actors,omitempty" doc:"Mentioned in the sentence"`
	Quote    *quote.Selector `json:"quote,omitempty" doc:"A TextQuoteSelector of the words"`
	FoundBy  FoundBy         `json:"found_by"`
}

// CalendarResult is a list of dated expectations.
type CalendarResult struct {
	Page[Expectation]
	Documents int   `json:"documents" doc:"That name them"`
	Months    []Bar `json:"months" doc:"Expectations by the month in which they begin"`
	About
}

// Calendar spells out a page of expectations.
func (f From) Calendar(r *index.CalendarResult) (*CalendarResult, error) {
	m := &maker{From: f}
	out := &CalendarResult{Documents: r.Documents, Months: bars(r.Months), About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
	out.Page = Page[Expectation]{r.Total, r.Next, m.expectations(r.Hits)}
	return out, m.err
}

func (m *maker) expectations(hits []index.DateHit) []Expectation {
	out := make([]Expectation, len(hits))
	for i, h := range hits {
		out[i] = m.expectation(h)
	}
	return out
}

func (m *maker) expectation(h index.DateHit) Expectation {
	a, q := m.read(h.ID)
	if h.Index >= len(a.Dates) {
		return Expectation{} // read failed and says so
	}
	t := a.Dates[h.Index]
	return Expectation{
		DocumentRef: m.ref(h.ID, h.Title, h.Published, h.Source), Number: h.Number(), First: h.First.String(), Last: h.Last.String(),
		Value: h.Value, Words: q(t.Span), Sentence: q(h.Passage.Span), Section: h.Passage.Section, Actors: h.Actors, Quote: m.selector(h.Quote),
		FoundBy: m.found(t.Found, m.Index.Version(h.ID)),
	}
}
