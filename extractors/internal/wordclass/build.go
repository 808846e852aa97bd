package wordclass

import (
	"cmp"
	"io"
	"math"
	"math/rand/v2"
	"slices"
)

// The numbers of the clustering. Centres are learned from the commonest words, whose vectors
// are the surest; all others are given to the nearest centre.
const (
	mostWords    = 220_000
	centredWords = 60_000
	rounds       = 8
)

// Build clusters the word vectors that it reads (see readVectors for their form) by spherical
// k-means (Dhillon and Modha 2001), then the clusters in turn, level by level, and returns the
// file to be embedded. Source stands in its header. The same vectors and seed give the same
// bytes. Log is told of progress.
func Build(r io.Reader, source string, seed uint64, log func(format string, a ...any)) ([]byte, error) {
	v, err := readVectors(r, mostWords)
	if err != nil {
		return nil, err
	}
	log("classes: %d words", len(v.words))
	rng := rand.New(rand.NewPCG(seed, 0))
	var groups [levels][]int // at each level, of the members: words at the last, else groups of the level behind
	members := v.rows
	for level := levels - 1; level >= 0; level-- {
		centres, sums := kmeans(members[:min(len(members), centredWords)], sizes[level], rng)
		groups[level] = make([]int, len(members))
		for i, x := range members {
			groups[level][i] = nearest(x, centres)
		}
		log("classes: %d groups of %d", len(centres), len(members))
		members = sums
	}
	return newIndex(v.words, groups).encode(source, seed), nil
}

// newIndex makes the table. Of two words with one hash the commoner is kept.
func newIndex(words []string, groups [levels][]int) *index {
	x := &index{wider: make([]Class, 1, sizes[levels-1]+1)}
	narrow := groups[levels-1]
	for group := range slices.Max(narrow) + 1 {
		var c Class
		for level := levels - 1; level >= 0; level-- {
			c[level] = uint16(group + 1)
			if level > 0 {
				group = groups[level-1][group]
			}
		}
		x.wider = append(x.wider, c)
	}
	type entry struct {
		key   uint32
		class uint16
	}
	var entries []entry
	for i, w := range words {
		entries = append(entries, entry{hash(w), uint16(narrow[i] + 1)})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	for i, e := range entries {
		if i == 0 || e.key != entries[i-1].key {
			x.keys, x.classes = append(x.keys, e.key), append(x.classes, e.class)
		}
	}
	return x
}

// kmeans returns the centres of at most n groups of rows, and the sums of the groups, which
// are as long as the group is large and uniform: as rows of the next level, groups of many
// common words weigh more there than a few odd ones.
func kmeans(rows [][]float32, n int, rng *rand.Rand) (centres, sums [][]float32) {
	n = min(n, len(rows))
	centres, sums = make([][]float32, n), make([][]float32, n)
	for k, i := range rng.Perm(len(rows))[:n] {
		centres[k] = slices.Clone(rows[i])
		sums[k] = make([]float32, len(rows[i]))
		normalise(centres[k])
	}
	for range rounds {
		counts := make([]int, n)
		for k := range sums {
			clear(sums[k])
		}
		for _, x := range rows {
			group := nearest(x, centres)
			counts[group]++
			add(sums[group], x)
		}
		for k, sum := range sums {
			if counts[k] == 0 { // start again from somewhere else
				copy(sum, rows[rng.IntN(len(rows))])
			}
			copy(centres[k], sum)
			normalise(centres[k])
		}
	}
	return centres, sums
}

func add(sum, x []float32) {
	for k, f := range x {
		sum[k] += f
	}
}

// nearest returns the centre with the greatest cosine, the first of equals.
func nearest(x []float32, centres [][]float32) int {
	best, at := float32(math.Inf(-1)), 0
	for k, c := range centres {
		if d := dot(x, c); d > best {
			best, at = d, k
		}
	}
	return at
}

// dot is written out in fours, which is where clustering spends its time. The conversions
// forbid a fused multiplication and addition, so that every processor gives the same bytes.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	for len(a) >= 4 && len(b) >= 4 {
		p, q := (*[4]float32)(a), (*[4]float32)(b)
		s0 += float32(p[0] * q[0])
		s1 += float32(p[1] * q[1])
		s2 += float32(p[2] * q[2])
		s3 += float32(p[3] * q[3])
		a, b = a[4:], b[4:]
	}
	b = b[:len(a)]
	for k, f := range a {
		s0 += float32(f * b[k])
	}
	return s0 + s1 + s2 + s3
}
