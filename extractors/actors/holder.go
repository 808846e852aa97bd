package actors

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Holder says who holds what a noun phrase is the source of.
type Holder struct {
	Actor string // canonical name, or the phrase as a label ("analysts") for an unnamed group
	Via   string // the named person who speaks for Actor; may be empty
	State string // the state or organisation that Actor belongs to; may be empty
}

// Holder resolves the source of a position: a noun phrase of t with the resolved mentions
// ents. Persons who hold office speak for themselves ("the Indian foreign minister" is the
// person where the text names one, else India); spokespersons, ministries, embassies and
// anonymous officials speak for their state or body ("the Kremlin spokesman" is Russia), a
// named spokesperson is Via. A pronoun is the last mention that fits it.
func (c *Catalogue) Holder(t *text.Text, doc *corpus.Document, ents []corpus.Entity, np corpus.Span) Holder {
	for _, e := range ents {
		if np.Contains(e.Span) && e.Actor != "" {
			return Holder{Actor: e.Actor, State: c.State(e.Actor, doc.Published)}
		}
	}
	return Holder{Actor: np.In(t.Source)}
}
