package linear

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTableScoresAsPlainSums compares tables with a map of rows: of none, of few and of many
// rows, with keys that share a place, and with weights so large that one row fills the lanes.
func TestTableScoresAsPlainSums(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for _, c := range []struct{ labels, rows, most int }{
		{2, 0, 1}, {3, 1, 5}, {3, 60_000, 700}, {7, 60_000, 4000}, {23, 5000, math.MaxInt16}, {64, 300, 90},
	} {
		plain := map[uint32][]int16{}
		var rows []slot
		var weights []int16
		for len(rows) < c.rows {
			key := rng.Uint32()
			if n := len(rows); n > 0 && n%3 == 0 {
				key = rows[n-1].key ^ 1 // of the same place
			}
			if key == 0 || plain[key] != nil {
				continue
			}
			row := make([]int16, c.labels)
			for i := range row {
				row[i] = int16(rng.IntN(2*c.most+1) - c.most)
			}
			if len(rows) == 0 && c.most == math.MaxInt16 {
				row[0] = math.MinInt16
			}
			plain[key] = row
			rows = append(rows, slot{key, uint32(len(rows))})
			weights = append(weights, row...)
		}
		features := []uint32{1, 2, math.MaxUint32}
		for _, s := range rows[:min(len(rows), 2000)] {
			features = append(features, s.key, s.key^2, rng.Uint32())
		}
		got, want := make([]int32, c.labels), make([]int32, c.labels)
		for _, f := range features {
			for i, w := range plain[f] {
				want[i] += int32(w)
			}
		}
		table := newTable(c.labels, rows, weights)
		table.score(features, got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d labels, %d rows: %s", c.labels, c.rows, diff)
		}
		back, all := table.all()
		if len(back) != len(plain) || !slices.IsSortedFunc(back, byKey) {
			t.Fatalf("%d labels: %d rows came back, want %d in the order of their keys", c.labels, len(back), len(plain))
		}
		for _, s := range back {
			if !slices.Equal(all[int(s.row)*c.labels:][:c.labels], plain[s.key]) {
				t.Fatalf("%d labels: row %d came back changed", c.labels, s.key)
			}
		}
	}
}
