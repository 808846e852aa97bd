package index

import (
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
)

// upcoming lists the dates after AsOf that stand in a sentence with the actor, the nearest
// first, of the newest documents first. It reads documents until the list is full, but no
// more than maxRead.
func (d *dossier) upcoming() error {
	t, asOf := d.table, day(d.opt.AsOf)
	if d.opt.AsOf.IsZero() {
		return nil
	}
	var ahead []expected
	d.docs.each(func(doc int) {
		nth := -1
		for p := range slices.Chunk(t.dates.of(doc), 2) {
			if nth++; int32(p[0]) > asOf {
				ahead = append(ahead, expected{int32(p[0]), int32(p[1]), uint32(doc), nth})
			}
		}
	})
	slices.SortFunc(ahead, d.compareExpected)
	read := map[uint32]*corpus.Annotated{}
	for _, e := range ahead {
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
