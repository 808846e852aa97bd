package index

import (
	"cmp"
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
)

// upcoming lists the dates after AsOf that stand in a sentence with the actor, the nearest
// first. The newest documents that name such a day are read, as many as maxRead.
func (d *dossier) upcoming() error {
	t, asOf := d.table, day(d.opt.AsOf)
	if d.opt.AsOf.IsZero() {
		return nil
	}
	docs := (&finder{Index: d.Index}).docsWhere(func(doc int) bool {
		if !d.docs.has(doc) {
			return false
		}
		for p := range slices.Chunk(t.dates.of(doc), 2) {
			if int32(p[0]) > asOf {
				return true
			}
		}
		return false
	})
	for _, row := range d.newest(docs, nil, maxRead) {
		a, err := d.Document(t.id[row])
		if err != nil {
			return err
		}
		d.datesOf(a)
	}
	slices.SortStableFunc(d.out.Upcoming, func(a, b DateHit) int {
		return cmp.Or(a.First.Compare(b.First), a.Last.Compare(b.Last))
	})
	d.out.Upcoming = d.out.Upcoming[:min(len(d.out.Upcoming), d.opt.Limit)]
	return nil
}

func (d *dossier) datesOf(a *corpus.Annotated) {
	for i, x := range a.Dates {
		first, _, ok := x.Interval()
		if !ok || first.Compare(d.opt.AsOf) <= 0 {
			continue
		}
		if h := dateHit(a, i); slices.Contains(h.Actors, d.out.Actor) {
			d.out.Upcoming = append(d.out.Upcoming, h)
		}
	}
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
