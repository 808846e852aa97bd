package index

import (
	"cmp"
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
)

// maxRead bounds the stored documents that are read for the dates beside an actor.
const maxRead = 60

// upcoming lists the dates after AsOf that stand in a sentence with the actor, the nearest
// first, of the newest documents first. It reads documents until the list is full, but no
// more than maxRead.
func (d *dossier) upcoming() error {
	t, asOf := d.table, day(d.opt.AsOf)
	if d.opt.AsOf.IsZero() {
		return nil
	}
	after, _ := slices.BinarySearchFunc(d.ahead(), asOf+1, func(e expected, day int32) int { return cmp.Compare(e.first, day) })
	read := map[uint32]*corpus.Annotated{}
	for _, e := range d.ahead()[after:] {
		if !d.docs.has(int(e.doc)) {
			continue
		}
		if len(d.out.Upcoming) == d.opt.Limit {
			break
		}
		a := read[e.doc]
		if a == nil {
			if len(read) == maxRead {
				break
			}
			var err error
			if a, err = d.Document(t.id[e.doc]); err != nil {
				return err
			}
			read[e.doc] = a
		}
		if h := dateHit(a, dateAt(a, e.nth)); slices.Contains(h.Actors, d.out.Actor) {
			d.out.Upcoming = append(d.out.Upcoming, h)
		}
	}
	return nil
}

// judgments lists the analyst's estimates that mention the actor, the newest first.
func (d *dossier) judgments() error {
	t := d.table
	docs := newSet(len(t.id))
	for row := range t.band {
		if doc := int(t.judgeDoc[row]); d.docs.has(doc) && slices.Contains(t.judged.of(row), d.actor) {
			docs.add(doc)
			d.out.JudgedIn++
		}
	}
	for _, row := range d.newest(docs, nil, d.opt.Limit) {
		a, err := d.Document(t.id[row])
		if err != nil {
			return err
		}
		for i, j := range a.Judgments {
			if len(d.out.Judgments) < d.opt.Limit && slices.Contains(actorsIn(a, j.Span), d.out.Actor) {
				d.out.Judgments = append(d.out.Judgments, judgmentHit(a, i, false))
			}
		}
	}
	return nil
}
