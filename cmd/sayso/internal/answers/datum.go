package answers

import (
	"fmt"
	"strconv"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// Datum is one thing that was found in a document: "p3" is its third position.
type Datum struct {
	Document    DocumentRef  `json:"document"`
	Number      string       `json:"number" doc:"e1 is the first name, d1 the first date, p1 the first position, j1 the first judgment, h1 the first hedge"`
	Layer       string       `json:"layer" doc:"The list of the document that it is in: entities, dates, positions, judgments or hedges"`
	Datum       any          `json:"datum" doc:"As it stands in that list"`
	Corrections []Correction `json:"corrections" doc:"That changed an actor of it"`
}

// Datum spells out the datum of a number in a document that was annotated by a version of the
// extractors; ok is false if there is none.
func (f From) Datum(a *corpus.Annotated, version, number string) (out *Datum, ok bool) {
	n, err := strconv.Atoi(number[min(1, len(number)):])
	if err != nil || n < 1 {
		return nil, false
	}
	d := f.Document(a, version)
	out = &Datum{Document: d.DocumentRef, Number: fmt.Sprintf("%c%d", number[0], n)}
	var by corpus.Found
	switch {
	case number[0] == 'e' && n <= len(a.Entities):
		out.Layer, out.Datum, by = "entities", d.Entities[n-1], a.Entities[n-1].Found
	case number[0] == 'd' && n <= len(a.Dates):
		out.Layer, out.Datum, by = "dates", d.Dates[n-1], a.Dates[n-1].Found
	case number[0] == 'p' && n <= len(a.Positions):
		out.Layer, out.Datum, by = "positions", d.Positions[n-1], a.Positions[n-1].Found
	case number[0] == 'j' && n <= len(a.Judgments):
		out.Layer, out.Datum, by = "judgments", d.Judgments[n-1], a.Judgments[n-1].Found
	case number[0] == 'h' && n <= len(a.Hedges):
		out.Layer, out.Datum, by = "hedges", d.Hedges[n-1], a.Hedges[n-1].Found
	default:
		return nil, false
	}
	out.Corrections = f.numbered(index.CorrectedBy(by))
	return out, true
}
