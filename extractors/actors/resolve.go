package actors

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Resolve returns the mentions with their Actor and Role filled in, by the rules of
// docs/actors.md. Ents are those of entities.Find; they are not altered.
func (c *Catalogue) Resolve(t *text.Text, doc *corpus.Document, ents []corpus.Entity) []corpus.Entity {
	out := make([]corpus.Entity, len(ents))
	copy(out, ents)
	for i := range out {
		switch out[i].Type {
		case corpus.Loc, corpus.Law, corpus.Event, corpus.Facility, corpus.Product, corpus.WorkOfArt:
			continue
		}
		name := out[i].In(t.Source)
		if senses := c.lookup(name); len(senses) > 0 {
			out[i].Actor = c.actors[senses[0].actor].name
		} else if out[i].Type == corpus.Person || out[i].Type == corpus.Org {
			out[i].Actor = bare(name)
		}
	}
	return out
}
