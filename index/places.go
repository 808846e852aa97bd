package index

import (
	"cmp"
	"slices"

	"github.com/sayso-nlp/sayso/index/internal/words"
	"github.com/sayso-nlp/sayso/index/query"
)

// place is where a word stands: the element of the field and the number of the word in it.
type place struct{ element, pos int }

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.element, q.element), cmp.Compare(p.pos, q.pos))
}

// pattern is a value of the query as the index sees it: terms and how they must stand.
// A word is a pattern of one term; "re-election" is a phrase of two.
type pattern struct {
	terms []string // stems
	exact bool     // they are words as they stand instead, for wildcards and fuzzy words
	pos   []int    // of each term, relative to the first
	near  int      // at most so many words between them, in any order; 0: exactly at pos
}

func patternOf(v query.Value) pattern {
	var p pattern
	for w := range words.All(v.Text) {
		if len(p.terms) == 0 || v.Form != query.Near || !slices.Contains(p.terms, w.Term) {
			p.terms = append(p.terms, w.Term)
			p.pos = append(p.pos, w.Pos)
		}
	}
	for i := range p.pos {
		p.pos[len(p.pos)-1-i] -= p.pos[0]
	}
	if v.Form == query.Near {
		p.near = v.N
	}
	return p
}

// run is a match of a pattern: its first and its last word.
type run struct{ from, to place }

// match finds the pattern among the places of its terms, each list in ascending order.
func (p *pattern) match(at [][]place) []run {
	if p.near > 0 && len(p.terms) > 1 {
		return p.matchNear(at)
	}
	var out []run
	last := len(at) - 1
	for _, first := range at[0] {
		found := true
		for i := 1; i <= last && found; i++ {
			_, found = slices.BinarySearchFunc(at[i], place{first.element, first.pos + p.pos[i]}, place.compare)
		}
		if found {
			out = append(out, run{first, place{first.element, first.pos + p.pos[last]}})
		}
	}
	return out
}

// matchNear moves a window over all places: it is a match when each term is in it and no
// more than near words stand between them.
func (p *pattern) matchNear(at [][]place) []run {
	next := make([]int, len(at))
	var out []run
	for {
		low, high := 0, 0
		for i := range at {
			if next[i] == len(at[i]) {
				return out
			}
			if at[i][next[i]].compare(at[low][next[low]]) < 0 {
				low = i
			}
			if at[i][next[i]].compare(at[high][next[high]]) > 0 {
				high = i
			}
		}
		from, to := at[low][next[low]], at[high][next[high]]
		if from.element == to.element && to.pos-from.pos-1 <= p.near+len(at)-2 {
			out = append(out, run{from, to})
		}
		next[low]++
	}
}
