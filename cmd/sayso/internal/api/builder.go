package api

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// builder spells out what an answer is made of. It keeps the first error, and the last
// document, as items of one document stand beside each other.
type builder struct {
	x     *index.Index
	state bool // holders are rolled up to their states
	err   error
	doc   *corpus.Annotated
	quote func(corpus.Span) Quote
}

// read returns a document and its quoter; both are of an empty one after an error.
func (b *builder) read(id string) (*corpus.Annotated, func(corpus.Span) Quote) {
	if b.doc == nil || b.doc.ID != id {
		doc, err := b.x.Document(id)
		if err != nil {
			b.fail(err)
			return &corpus.Annotated{}, func(corpus.Span) Quote { return Quote{} }
		}
		b.doc, b.quote = doc, quoter(doc.Text)
	}
	return b.doc, b.quote
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// position spells out a row of the ledger.
func (b *builder) position(h index.PositionHit) Position {
	q := quoterOf(&h.Quotable)
	p := newPosition(q, &h.Position, h.Index+1, b.state, b.x.Version(h.ID))
	p.DocumentRef = refOf(h.ID, h.Title, h.Published, h.Source)
	p.Section, p.Sentence, p.Marks, p.Quote = h.Section, q(h.Passage.Span), all(q, h.Passage.Marks), &h.Quote
	return p
}

func (b *builder) positions(hits []index.PositionHit) []Position {
	out := make([]Position, len(hits))
	for i, h := range hits {
		out[i] = b.position(h)
	}
	return out
}

func (b *builder) shift(s index.Shift) Shift {
	return Shift{s.Issue, s.Days, b.position(s.Before), b.position(s.After)}
}

func (b *builder) judgment(j index.JudgmentHit) Judgment {
	_, q := b.read(j.ID)
	out := judgmentOf(refOf(j.ID, j.Title, j.Published, j.Source), q, j.Judgment, j.Number(), b.x.Version(j.ID))
	out.Section, out.Actors, out.Quote = j.Section, j.Actors, &j.Quote
	return out
}

func (b *builder) expectation(d index.DateHit) Expectation {
	a, q := b.read(d.ID)
	if d.Index >= len(a.Dates) {
		return Expectation{} // read failed and says so
	}
	t := a.Dates[d.Index]
	return Expectation{
		DocumentRef: refOf(d.ID, d.Title, d.Published, d.Source), Number: d.Number(), First: d.First.String(), Last: d.Last.String(),
		Value: d.Value, Words: q(t.Span), Sentence: q(d.Passage.Span), Section: d.Passage.Section, Actors: d.Actors, Quote: &d.Quote,
		FoundBy: FoundBy{t.Found.Rule, t.Found.Inputs, b.x.Version(d.ID)},
	}
}

func (b *builder) side(s index.Side) Side {
	out := Side{Holders: s.Holders, Cells: []Cell{}}
	for _, c := range s.Cells {
		out.Cells = append(out.Cells, b.cell(c))
	}
	return out
}

func (b *builder) cell(c index.Cell) Cell {
	out := Cell{Actor: c.Actor, Issue: c.Issue, Count: c.Count, Favor: c.Favor, Against: c.Against, First: c.First.String(), Last: c.Last.String()}
	if c.Latest != nil {
		p := b.position(*c.Latest)
		out.Latest = &p
	}
	return out
}

// hit spells out a document that a search finds.
func (b *builder) hit(h index.Hit) Hit {
	q := quoterOf(&h.Quotable)
	out := Hit{DocumentRef: refOf(h.ID, h.Title, h.Published, h.Source), Score: h.Score, Positions: h.Positions, Passages: []Passage{}}
	for _, p := range h.Passages {
		out.Passages = append(out.Passages, passageOf(q, p))
	}
	return out
}
