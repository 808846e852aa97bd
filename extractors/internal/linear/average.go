package linear

import (
	"maps"
	"slices"
)

// Average returns the model whose weights are the means of those of models, which must have
// the same labels; a weight that a model lacks counts as 0. Training runs that differ by
// their seed differ in their mistakes, and the mean makes fewer (McDonald, Hall and Mann
// 2010). The header is that of the first.
func Average(models []*Model) *Model {
	first := models[0]
	n := len(first.Labels)
	sums := map[uint32][]int32{}
	trans := make([]int32, len(first.trans))
	for _, m := range models {
		for i, w := range m.trans {
			trans[i] += w
		}
		rows, weights := m.rows.all()
		for _, s := range rows {
			sum := sums[s.key]
			if sum == nil {
				sum = make([]int32, n)
				sums[s.key] = sum
			}
			for i, w := range weights[int(s.row)*n:][:n] {
				sum[i] += int32(w)
			}
		}
	}
	out := &Model{Header: first.Header, trans: trans}
	for i := range trans {
		trans[i] = divide(trans[i], len(models))
	}
	var rows []slot
	var weights []int16
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		rows = append(rows, slot{key, uint32(len(rows))})
		for _, w := range sums[key] {
			weights = append(weights, int16(divide(w, len(models))))
		}
	}
	out.rows = newTable(n, rows, weights)
	return out
}

// Pruned returns the model without the features whose weights all have a magnitude below least, in
// steps of quantisation: they seldom decide between labels, and are many.
func (m *Model) Pruned(least int16) *Model {
	rows, weights := m.rows.all()
	n := len(m.Labels)
	var kept []slot
	var left []int16
	for i, s := range rows {
		row := weights[i*n:][:n]
		if slices.Max(row) >= least || slices.Min(row) <= -least {
			kept = append(kept, slot{s.key, uint32(len(kept))})
			left = append(left, row...)
		}
	}
	return &Model{Header: m.Header, trans: m.trans, rows: newTable(n, kept, left)}
}

// divide rounds to the nearest, halves away from 0.
func divide(sum int32, n int) int32 {
	half := int32(n / 2)
	if sum < 0 {
		half = -half
	}
	return (sum + half) / int32(n)
}
