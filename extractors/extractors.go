// Package extractors finds in a document's text who is named, which dates are meant, who
// claims what, and what the analyst judges.
//
// It promises pure functions: the same document gives the same annotations, whatever the
// clock, the machine and the documents before it, and an [Annotator] may serve any number
// of goroutines. Start reading at [Annotator.Annotate], which is the whole flow on one page.
package extractors

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/dates"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/judgments"
	"github.com/sayso-nlp/sayso/extractors/positions"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Version changes whenever a document may be annotated differently than before; an index
// made by another version is made anew.
const Version = "10"

// Annotator holds the parts of the flow that a user may choose. Make one with [New],
// [ProseTags] or [Prose].
type Annotator struct {
	read   func(string) *text.Text
	names  func(*text.Text) []corpus.Entity
	actors *actors.Catalogue
	issues *positions.Issues
}

// New returns the annotator that sayso is: its own tagger and recogniser of names.
func New(catalogue *actors.Catalogue) *Annotator {
	return &Annotator{read: text.Fast, names: entities.Find, actors: catalogue}
}

// ProseTags returns New with the tokens and tags of prose, which are slower and not better;
// docs/scores.md compares them.
func ProseTags(catalogue *actors.Catalogue) *Annotator {
	return &Annotator{read: text.Prose, names: entities.Find, actors: catalogue}
}

// Prose returns an annotator with the tokens, tags and names of prose: the baseline.
func Prose(catalogue *actors.Catalogue) *Annotator {
	return &Annotator{read: text.Prose, names: text.ProseEntities, actors: catalogue}
}

// WithIssues returns a with the user's own names of issues, which may be nil.
func (a *Annotator) WithIssues(own *positions.Issues) *Annotator {
	with := *a
	with.issues = own
	return &with
}

// Annotate finds everything in the text of d. The spans it returns lie within the text and
// between its runes; no layer is nil.
func (a *Annotator) Annotate(d *corpus.Document) corpus.Annotations {
	t := a.read(d.Text)
	names := a.actors.Resolve(t, d, a.names(t))
	when := dates.Find(t, d.Published)
	claims := positions.Find(t, d, names, when, a.actors, a.issues)
	estimates, hedges := judgments.Find(t, d, claims, when)
	return corpus.Annotations{
		Entities:  found(names),
		Dates:     found(when),
		Positions: found(claims),
		Judgments: found(estimates),
		Hedges:    found(hedges),
	}
}

// found turns nil, which would mean "not annotated", into "none found".
func found[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
