package index

import (
	"cmp"
	"context"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/internal/words"
)

// ActorSearch asks who is mentioned, or holds a position, in the documents that Search
// finds.
type ActorSearch struct {
	Search
	Name string // only actors with a word that begins with it, in their name or in a wording that stands for them
}

// ActorEntry is an actor and how often it occurs in the documents of the search.
type ActorEntry struct {
	Actor     string // canonical
	Documents int    // that mention it
	Mentions  int
	Positions int         // that it holds
	First     corpus.Date // publication of the first of its documents
	Last      corpus.Date
	Wording   string // the most frequent wording by which Name found it; empty where its own name did
}

// ActorResult is the answer to [Index.Actors].
type ActorResult struct {
	Total  int // actors
	Actors []ActorEntry
	Next   string // cursor of the next page; empty on the last
	Page   int
	AsOf   corpus.Date
	Notes  []string

	DidYouMean []string // a name that is like the one that nobody has
}

// Actors lists actors, those of the most documents first, then by positions and name.
func (x *Index) Actors(ctx context.Context, s ActorSearch) (*ActorResult, error) {
	m, err := x.find(ctx, s.Search, false)
	if err != nil {
		return nil, err
	}
	r := &ActorResult{Page: max(s.Page, 1), AsOf: m.asOf, Notes: m.notes}
	wording := map[uint32]string{}
	if s.Name != "" {
		wording = x.begins(s.Name)
	}
	sums := x.actorSums(m)
	all := func(yield func(countedActor) bool) {
		for id := range sums {
			if id == 0 || sums[id].documents+sums[id].positions == 0 {
				continue
			}
			if _, meant := wording[uint32(id)]; s.Name != "" && !meant {
				continue
			}
			if r.Total++; !yield(countedActor{x.table.actorNames.words[id], uint32(id), &sums[id]}) {
				return
			}
		}
	}
	at := func(c cursor) (countedActor, error) {
		return countedActor{name: c.ID, actorSum: &actorSum{documents: uint32(c.Day), positions: uint32(c.Index)}}, nil
	}
	page, more, err := pageOf(all, &s.Search, at, countedActor.compare)
	if err != nil {
		return nil, err
	}
	if r.Total == 0 && s.Name != "" {
		if near := x.nearest(&x.table.actorNames, s.Name); near != "" {
			r.DidYouMean = []string{near}
		}
	}
	for _, e := range page {
		r.Actors = append(r.Actors, e.entry(wording[e.id]))
	}
	if more {
		last := r.Actors[len(r.Actors)-1]
		r.Next = cursor{Day: int32(last.Documents), Index: last.Positions, ID: last.Actor}.String()
	}
	return r, ctx.Err()
}

// actorSum is what an [ActorEntry] says in numbers.
type actorSum struct {
	documents, mentions, positions uint32
	period
}

// countedActor is an actor and its sum.
type countedActor struct {
	name string
	id   uint32
	*actorSum
}

func (a countedActor) compare(b countedActor) int {
	return cmp.Or(cmp.Compare(b.documents, a.documents), cmp.Compare(b.positions, a.positions), cmp.Compare(a.name, b.name))
}

func (a countedActor) entry(wording string) ActorEntry {
	first, last := a.dates()
	return ActorEntry{
		Actor: a.name, Documents: int(a.documents), Mentions: int(a.mentions), Positions: int(a.positions),
		First: first, Last: last, Wording: wording,
	}
}

// actorSums counts every actor in what a query finds.
func (x *Index) actorSums(m *matches) []actorSum {
	if m.all {
		return x.everybody()
	}
	return x.sumActors(m.docs, x.counted(m))
}

// sumActors counts every actor in some documents and positions, by its number.
func (x *Index) sumActors(docs, rows set) []actorSum {
	t := x.table
	sums := make([]actorSum, max(len(t.actorNames.words), 1))
	docs.each(func(doc int) {
		day := t.published[doc]
		for _, id := range t.actors.of(doc) {
			sums[id].documents++
			sums[id].add(day)
		}
		for w := t.mentions.of(doc); len(w) > 0; w = w[3:] {
			sums[w[1]].mentions += w[2]
		}
	})
	rows.each(func(row int) {
		e := &sums[t.holder[row]]
		e.positions++
		e.add(t.published[t.posDoc[row]])
	})
	return sums
}

// begins returns the actors with a word that begins with a name, and the most frequent
// wording that has it where the actor's own name has not.
func (x *Index) begins(name string) map[uint32]string {
	wanted := words.Fold(strings.Join(strings.Fields(name), " "))
	within := " " + wanted
	fits := func(folded string) bool {
		return strings.HasPrefix(folded, wanted) || strings.Contains(folded, within)
	}
	t := x.table
	out := map[uint32]string{}
	for id, folded := range x.folded(&t.actorNames) {
		if id > 0 && fits(folded) {
			out[uint32(id)] = ""
		}
	}
	for _, f := range x.formerly() {
		if _, ok := out[f.actor]; !ok && fits(words.Fold(f.name)) {
			out[f.actor] = f.name
		}
	}
	folded := x.folded(&t.wordings)
	fit := make([]bool, len(folded))
	for id, w := range folded {
		fit[id] = id > 0 && fits(w)
	}
	counts := map[[2]uint32]uint32{}
	for m := t.mentions.val; len(m) > 0; m = m[3:] {
		if fit[m[0]] {
			counts[[2]uint32{m[1], m[0]}] += m[2]
		}
	}
	most := map[uint32]uint32{}
	for pair, n := range counts {
		actor, wording := pair[0], t.wordings.words[pair[1]]
		if w, ok := out[actor]; ok && (w == "" || n < most[actor] || n == most[actor] && wording > w) {
			continue
		}
		out[actor], most[actor] = wording, n
	}
	return out
}
