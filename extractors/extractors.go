// Package extractors finds in a document's text who is named, which dates are meant, who
// claims what, and what the analyst judges.
//
// It promises pure functions: the same document gives the same annotations, whatever the
// clock, the machine and the documents before it, and an [Annotator] may serve any number
// of goroutines. Start reading at [Annotator.Annotate], which is the whole flow on one page.
package extractors

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Version changes whenever a document may be annotated differently than before; an index
// made by another version is made anew.
const Version = "1"

// Annotator holds the parts of the flow that a user may choose. Make one with New or Prose.
type Annotator struct {
	read     func(string) *text.Text
	entities func(*text.Text) []corpus.Entity
}
