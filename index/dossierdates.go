package index

import (
	"cmp"
	"slices"
)

// maxRead bounds the stored documents that are read for the dates beside an actor.
const maxRead = 40

// upcoming lists the dates after AsOf that stand in a sentence with the actor, the nearest
// first, of the newest documents first. A sentence that several documents repeat stands there
// once. It reads documents until the list is full, but no more than maxRead.
func (d *dossier) upcoming() error {
	asOf := day(d.opt.AsOf)
	if d.opt.AsOf.IsZero() {
		return nil
	}
	after, _ := slices.BinarySearchFunc(d.ahead(), asOf+1, func(e expected, day int32) int { return cmp.Compare(e.first, day) })
	read, listed := map[uint32]bool{}, map[string]bool{}
	for _, e := range d.ahead()[after:] {
		if !d.docs.has(int(e.doc)) {
			continue
		}
		if read[e.doc] = true; len(read) > maxRead || len(d.out.Upcoming) == d.opt.Limit {
			break
		}
		h, err := d.spellDate(e)
		if err != nil {
			return err
		}
		if key := h.First.String() + h.Passage.Text; slices.Contains(h.Actors, d.out.Actor) && !listed[key] {
			listed[key] = true
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
