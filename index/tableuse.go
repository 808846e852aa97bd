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

// aliases lists for each folded wording the actors that it stands for somewhere, the most
// frequent first. "the Kremlin" and "Moscow" lead to Russia.
func (t *table) aliases() map[string][]uint32 {
	counts := map[[2]uint32]uint32{}
	for m := range slices.Chunk(t.mentions.val, 3) {
		counts[[2]uint32{m[0], m[1]}] += m[2]
	}
	byWording := map[string]map[uint32]uint32{}
	for k, n := range counts {
		w := words.Fold(t.wordings.words[k[0]])
		if byWording[w] == nil {
			byWording[w] = map[uint32]uint32{}
		}
		byWording[w][k[1]] += n
	}
	out := make(map[string][]uint32, len(byWording))
	for w, actors := range byWording {
		out[w] = slices.SortedFunc(maps.Keys(actors), func(a, b uint32) int {
			return cmp.Or(cmp.Compare(actors[b], actors[a]), cmp.Compare(t.actorNames.words[a], t.actorNames.words[b]))
		})
	}
	return out
}
