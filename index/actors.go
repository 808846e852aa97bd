package index

import (
	"cmp"
	"context"
	"slices"
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
}

// Actors lists actors, those of the most documents first, then by positions and name.
func (x *Index) Actors(ctx context.Context, s ActorSearch) (*ActorResult, error) {
	m, err := x.find(ctx, s.Search, false)
	if err != nil {
		return nil, err
	}
	all := x.actorEntries(m)
	if s.Name != "" {
		wording := x.begins(s.Name)
		all = slices.DeleteFunc(all, func(e ActorEntry) bool { _, ok := wording[e.Actor]; return !ok })
		for i := range all {
			all[i].Wording = wording[all[i].Actor]
		}
	}
	slices.SortFunc(all, compareActors)
	r := &ActorResult{Total: len(all), Page: max(s.Page, 1), AsOf: m.asOf, Notes: m.notes}
	at := func(c cursor) (ActorEntry, error) {
		return ActorEntry{Actor: c.ID, Documents: int(c.Day), Positions: c.Index}, nil
	}
	var more bool
	if r.Actors, more, err = cut(all, &s.Search, at, compareActors); err != nil {
		return nil, err
	}
	if more {
		last := r.Actors[len(r.Actors)-1]
		r.Next = cursor{Day: int32(last.Documents), Index: last.Positions, ID: last.Actor}.String()
	}
	return r, ctx.Err()
}

func compareActors(a, b ActorEntry) int {
	return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(b.Positions, a.Positions), cmp.Compare(a.Actor, b.Actor))
}

// actorEntries counts every actor that occurs.
func (x *Index) actorEntries(m *matches) (out []ActorEntry) {
	t := x.table
	entries := make([]ActorEntry, max(len(t.actorNames.words), 1))
	seen := func(id uint32, doc int) {
		e := &entries[id]
		if d := dateOf(t.published[doc]); !d.IsZero() {
			if e.First.IsZero() || d.Compare(e.First) < 0 {
				e.First = d
			}
			if d.Compare(e.Last) > 0 {
				e.Last = d
			}
		}
	}
	m.docs.each(func(doc int) {
		for _, id := range t.actors.of(doc) {
			entries[id].Documents++
			seen(id, doc)
		}
		for w := range slices.Chunk(t.mentions.of(doc), 3) {
			entries[w[1]].Mentions += int(w[2])
		}
	})
	x.counted(m).each(func(row int) {
		entries[t.holder[row]].Positions++
		seen(t.holder[row], int(t.posDoc[row]))
	})
	for id, e := range entries {
		if id > 0 && (e.Documents > 0 || e.Positions > 0) {
			e.Actor = t.actorNames.words[id]
			out = append(out, e)
		}
	}
	return out
}

// begins returns the actors with a word that begins with a name, and the wording that has
// it where the actor's own name has not.
func (x *Index) begins(name string) map[string]string {
	wanted := words.Fold(strings.Join(strings.Fields(name), " "))
	fits := func(s string) bool {
		folded := words.Fold(s)
		return strings.HasPrefix(folded, wanted) || strings.Contains(folded, " "+wanted)
	}
	t := x.table
	out := map[string]string{}
	for id, actor := range t.actorNames.words {
		if id > 0 && fits(actor) {
			out[actor] = ""
		}
	}
	fit := make([]bool, len(t.wordings.words))
	for id, w := range t.wordings.words {
		fit[id] = id > 0 && fits(w)
	}
	counts := map[[2]uint32]int{}
	for m := range slices.Chunk(t.mentions.val, 3) {
		if fit[m[0]] {
			counts[[2]uint32{m[1], m[0]}] += int(m[2])
		}
	}
	most := map[string]int{}
	for pair, n := range counts {
		actor, wording := t.actorNames.words[pair[0]], t.wordings.words[pair[1]]
		if w, ok := out[actor]; ok && (w == "" || n < most[actor] || n == most[actor] && wording > w) {
			continue
		}
		out[actor], most[actor] = wording, n
	}
	return out
}
