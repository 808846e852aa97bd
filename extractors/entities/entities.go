// Package entities finds the names in a text: who and what is mentioned, where, and of which
// of the ten types of docs/format.md.
//
// It is a trained recogniser: a linear model over features of words, their neighbours, lists
// of known names (data/*.tsv) and of the document as a whole, decoded in two passes, the
// second of which knows what the first called the same words elsewhere in the document. It
// promises spans in text order that never overlap, begin or end in white space, take along an
// article or a possessive, and the same spans for the same text always, in time linear in its
// length.
//
// Who is meant is not decided here but in extractors/actors. Start reading at [Find].
package entities

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// rule is the name by which entities say how they were found.
const rule = "entities/model"

// Find returns the names in t. Their Actor is empty.
func Find(t *text.Text) []corpus.Entity {
	p := newPage(t, lists())
	p.register = guessRegister(p, registerModel())
	labels := newTagger(model(p.register)).label(p)
	return p.entities(labels)
}

// entities turns labels into spans.
func (p *page) entities(labels []uint8) []corpus.Entity {
	found := []corpus.Entity{}
	names := p.names(labels)
	for _, mend := range mends {
		names = mend(p, names)
	}
	for _, n := range names {
		if e, ok := p.entity(n.first, n.last, n.kind); ok {
			found = append(found, e)
		}
	}
	return found
}

// names turns labels into names, in units.
func (p *page) names(labels []uint8) (names []span) {
	for i := 0; i < len(labels); {
		if labels[i] == outside {
			i++
			continue
		}
		kind := kinds[kindOf(labels[i])]
		j := i + 1
		for j < len(labels) && labels[j] == inside(labels[i]) && !p.parts(i, j, kind) {
			j++
		}
		if j < len(labels) && j-i > 1 && labels[j] == inside(labels[i]) && possessive(p.word(j-1).text) {
			kind = p.ownerKind(j-2, kind)
		}
		names = append(names, span{i, j, kind})
		i = j
	}
	return names
}

// parts reports whether a name that begins with unit first cannot go on with unit i, whatever the
// model says: behind a semicolon, that of a person behind a dash with spaces around it ("Ada Roe – Ada,
// are you here?"), and behind the possessive of a state, a town or an acronym ("Mozambique’s Frelimo",
// "the WHO’s Ada Roe"), unlike that of others ("the People’s Bank").
func (p *page) parts(first, i int, kind corpus.EntityType) bool {
	switch w := p.word(i - 1).text; {
	case w == ";":
		return true
	case i-2 < first:
		return false
	case w == "–" || w == "—":
		return kind == corpus.Person && p.spaced(i-1)
	case possessive(w):
		owner := p.word(i - 2)
		return owner.class&(country|demonym|city) != 0 || i-2 == first && owner.flags&allCaps != 0 && len(owner.text) > 1
	}
	return false
}

// spaced reports whether unit i, which is neither the first nor the last, stands alone between spaces.
func (p *page) spaced(i int) bool {
	return p.units[i-1].End < p.units[i].Start && p.units[i].End < p.units[i+1].Start
}

// ownerKind returns what the owner is whose possessive parts a name of the given kind.
func (p *page) ownerKind(owner int, kind corpus.EntityType) corpus.EntityType {
	switch w := p.word(owner); {
	case w.class&(country|city) != 0:
		return corpus.GPE
	case w.class&demonym != 0:
		return corpus.Norp
	case w.flags&allCaps != 0 && kind == corpus.Person:
		return corpus.Org
	}
	return kind
}

// entity makes the entity of units first to last, without what is no part of a name at its
// edges: articles, quotation marks, possessives.
func (p *page) entity(first, last int, kind corpus.EntityType) (e corpus.Entity, ok bool) {
	for first < last && (p.edge(first) || p.affix(first) || last-first > 1 && p.addressed(first, kind)) {
		first++
	}
	for first < last && (p.edge(last-1) || p.affix(last-1)) {
		last--
	}
	if first == last || kind == corpus.Misc || last-first == 1 && p.isNoName(first, kind) {
		return e, false
	}
	return corpus.Entity{
		Span:  corpus.Span{Start: p.units[first].Start, End: p.units[last-1].End},
		Type:  kind,
		Found: corpus.Found{Rule: rule},
	}, true
}

// The labels of the model: outside, then the beginning and the inside of each kind.
var kinds = [...]corpus.EntityType{
	corpus.Person, corpus.Org, corpus.GPE, corpus.Loc, corpus.Norp, corpus.Facility,
	corpus.Event, corpus.Law, corpus.Product, corpus.WorkOfArt, corpus.Misc,
}

const (
	outside   = uint8(0)
	numLabels = 1 + 2*len(kinds)
)

func begin(kind int) uint8     { return uint8(1 + 2*kind) }
func inside(label uint8) uint8 { return (label - 1) | 1 + 1 }
func kindOf(label uint8) int   { return int(label-1) / 2 }
func labelNames() (names []string) {
	names = []string{"O"}
	for _, k := range kinds {
		names = append(names, "B-"+string(k), "I-"+string(k))
	}
	return names
}
