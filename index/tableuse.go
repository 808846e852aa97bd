package index

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sayso-nlp/sayso/index/internal/words"
)

// rowsByID finds the living row of each document.
func (t *table) rowsByID() map[string]int {
	m := make(map[string]int, len(t.id))
	for row, id := range t.id {
		if !t.dead[row] {
			m[id] = row
		}
	}
	return m
}

// rowsByDate orders the rows: newest first, undated last, those of a day by id.
func (t *table) rowsByDate() []uint32 {
	rows := make([]uint32, len(t.id))
	for i := range rows {
		rows[i] = uint32(i)
	}
	slices.SortFunc(rows, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(t.published[b], t.published[a]), cmp.Compare(t.id[a], t.id[b]))
	})
	return rows
}

func inverse(order []uint32) []uint32 {
	rank := make([]uint32, len(order))
	for i, row := range order {
		rank[row] = uint32(i)
	}
	return rank
}

// aliasesOf lists for each folded wording the actors that it stands for somewhere, the most
// frequent first. "the Kremlin" and "Moscow" lead to Russia. What is the name of an actor
// needs no alias: names come first.
func (x *Index) aliasesOf() map[string][]uint32 {
	t, folded := x.table, x.folded(&x.table.wordings)
	names := make(map[string]bool, len(t.actorNames.words))
	for _, name := range x.folded(&t.actorNames) {
		names[name] = true
	}
	own := make([]bool, len(folded))
	for id, w := range folded {
		own[id] = names[w]
	}
	counts := map[[2]uint32]uint32{}
	for m := t.mentions.val; len(m) > 0; m = m[3:] {
		if !own[m[0]] {
			counts[[2]uint32{m[0], m[1]}] += m[2]
		}
	}
	byWording := map[string][]uint32{}
	often := map[aliased]uint32{}
	for pair, n := range counts {
		a := aliased{folded[pair[0]], pair[1]}
		if often[a] == 0 {
			byWording[a.wording] = append(byWording[a.wording], a.actor)
		}
		often[a] += n
	}
	for w, actors := range byWording {
		slices.SortFunc(actors, func(a, b uint32) int {
			return cmp.Or(cmp.Compare(often[aliased{w, b}], often[aliased{w, a}]), cmp.Compare(t.actorNames.words[a], t.actorNames.words[b]))
		})
	}
	for _, f := range x.formerly() { // before all that texts say
		name := words.Fold(f.name)
		if !names[name] {
			others := slices.DeleteFunc(byWording[name], func(id uint32) bool { return id == f.actor })
			byWording[name] = slices.Insert(others, 0, f.actor)
		}
	}
	return byWording
}

// former is the name that an actor had before it was merged into another.
type former struct {
	name  string
	actor uint32 // what it counts as
}

// formerly lists the other spellings of actors, and then the merged ones in the order of the
// corrections, but for those that are hidden now.
func (x *Index) formerly() (all []former) {
	for _, name := range slices.Sorted(maps.Keys(x.corrected.same)) {
		all = append(all, former{name: name})
	}
	for _, k := range x.corrected.all {
		if k.Verb == Merge {
			all = append(all, former{name: k.Name})
		}
	}
	if len(all) == 0 {
		return nil
	}
	var now []string // what each counts as
	ids := map[string]uint32{}
	for _, f := range all {
		name, _ := x.corrected.means(sense{actor: f.name})
		now = append(now, name)
		ids[name] = 0
	}
	for id, name := range x.table.actorNames.words {
		if _, ok := ids[name]; ok && name != "" {
			ids[name] = uint32(id)
		}
	}
	for i := range all {
		all[i].actor = ids[now[i]]
	}
	return slices.DeleteFunc(all, func(f former) bool { return f.actor == 0 })
}

// aliased is an actor under a wording.
type aliased struct {
	wording string
	actor   uint32
}
