package positions

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extractors/text"
	"github.com/sayso-nlp/sayso/extractors/train"
)

// The sizes of the clustering: words that are seen less often than minSeen say too little
// about their surroundings; the context words are the commonest.
const (
	minSeen      = 6
	maxVocab     = 16000
	contextWords = 800
	dimensions   = 64
	coarseGroups = 96
	fineGroups   = 700
	rounds       = 12
)

// Groups clusters the words of unannotated texts by their neighbours and returns groups.tsv:
// positive pointwise mutual information with the two words before and behind, reduced by a
// truncated singular value decomposition (Bullinaria and Levy 2012), then spherical k-means.
// The same texts and seed give the same bytes.
func Groups(files []train.File, seed uint64) []byte {
	sentences := plainSentences(files)
	v := newVocabulary(sentences)
	vectors := v.vectors(v.ppmi(sentences), rand.New(rand.NewPCG(seed, 0)))
	coarse := kmeans(vectors, coarseGroups, rand.New(rand.NewPCG(seed, 1)))
	fine := kmeans(vectors, fineGroups, rand.New(rand.NewPCG(seed, 2)))
	lists := map[[2]int][]string{}
	var keys [][2]int
	for i, w := range v.words {
		k := [2]int{coarse[i], fine[i]}
		if lists[k] == nil {
			keys = append(keys, k)
		}
		lists[k] = append(lists[k], w)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	var b bytes.Buffer
	b.WriteString("# Clusters of words that stand in like surroundings; made by sayso-train groups from")
	for _, f := range files {
		b.WriteString(" " + f.Name)
	}
	b.WriteString(".\n# Licence: as the program; the texts are credited in docs/models.md. Columns: coarse group; fine group; words.\n")
	for _, k := range keys {
		slices.Sort(lists[k])
		fmt.Fprintf(&b, "%d\t%d\t%s\n", k[0], k[1], strings.Join(lists[k], " "))
	}
	return b.Bytes()
}

// plainSentences returns the folded words of all sentences.
func plainSentences(files []train.File) (out [][]string) {
	for _, f := range files {
		for _, d := range f.Docs {
			t := text.Split(d.Text)
			words := folded(t)
			for _, s := range t.Sentences {
				out = append(out, words[s.First:s.Last])
			}
		}
	}
	return out
}

// vocabulary is the words that are clustered, the commonest first.
type vocabulary struct {
	words []string
	id    map[string]int
}

func newVocabulary(sentences [][]string) vocabulary {
	count := map[string]int{}
	for _, s := range sentences {
		for _, w := range s {
			count[w]++
		}
	}
	v := vocabulary{id: map[string]int{}}
	for w, n := range count {
		if n >= minSeen && !strings.ContainsAny(w, "\t 0123456789") {
			v.words = append(v.words, w)
		}
	}
	slices.SortFunc(v.words, func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	v.words = v.words[:min(len(v.words), maxVocab)]
	for i, w := range v.words {
		v.id[w] = i
	}
	return v
}

// cell is an element of a sparse row.
type cell struct {
	column int
	value  float64
}

// ppmi returns, for each word, its mutual information with each context word at each of four
// places.
func (v vocabulary) ppmi(sentences [][]string) [][]cell {
	counts := make([]map[int]float64, len(v.words))
	rows, columns, all := make([]float64, len(v.words)), make([]float64, 4*contextWords), 0.0
	for _, s := range sentences {
		for i, w := range s {
			id, ok := v.id[w]
			if !ok {
				continue
			}
			if counts[id] == nil {
				counts[id] = map[int]float64{}
			}
			for place, offset := range [...]int{-2, -1, 1, 2} {
				if j := i + offset; j >= 0 && j < len(s) {
					if c, ok := v.id[s[j]]; ok && c < contextWords {
						column := place*contextWords + c
						counts[id][column]++
						rows[id]++
						columns[column]++
						all++
					}
				}
			}
		}
	}
	out := make([][]cell, len(v.words))
	for id, row := range counts {
		for column, n := range row {
			if pmi := math.Log(n * all / (rows[id] * columns[column])); pmi > 0 {
				out[id] = append(out[id], cell{column, pmi})
			}
		}
		slices.SortFunc(out[id], func(a, b cell) int { return a.column - b.column })
	}
	return out
}

// vectors reduces the rows to their first dimensions by subspace iteration (Halko,
// Martinsson and Tropp 2011), each of length one.
func (v vocabulary) vectors(rows [][]cell, rng *rand.Rand) [][]float64 {
	basis := make([][]float64, 4*contextWords)
	for i := range basis {
		basis[i] = make([]float64, dimensions)
		for k := range basis[i] {
			basis[i][k] = rng.NormFloat64()
		}
	}
	out := make([][]float64, len(rows))
	for range 5 {
		orthonormalise(basis)
		for i, row := range rows {
			out[i] = make([]float64, dimensions)
			for _, c := range row {
				for k, b := range basis[c.column] {
					out[i][k] += c.value * b
				}
			}
		}
		for i := range basis {
			clear(basis[i])
		}
		for i, row := range rows {
			for _, c := range row {
				for k, x := range out[i] {
					basis[c.column][k] += c.value * x
				}
			}
		}
	}
	for _, x := range out {
		normalise(x)
	}
	return out
}

// orthonormalise makes the columns of m orthonormal (modified Gram and Schmidt).
func orthonormalise(m [][]float64) {
	for k := range dimensions {
		for j := range k {
			dot := 0.0
			for i := range m {
				dot += m[i][k] * m[i][j]
			}
			for i := range m {
				m[i][k] -= dot * m[i][j]
			}
		}
		norm := 0.0
		for i := range m {
			norm += m[i][k] * m[i][k]
		}
		norm = math.Sqrt(norm) + 1e-12
		for i := range m {
			m[i][k] /= norm
		}
	}
}

func normalise(x []float64) {
	norm := 0.0
	for _, f := range x {
		norm += f * f
	}
	norm = math.Sqrt(norm) + 1e-12
	for i := range x {
		x[i] /= norm
	}
}

// kmeans puts the vectors into n groups by cosine.
func kmeans(vectors [][]float64, n int, rng *rand.Rand) []int {
	n = min(n, len(vectors))
	centres := make([][]float64, n)
	for k, i := range rng.Perm(len(vectors))[:n] {
		centres[k] = slices.Clone(vectors[i])
	}
	group := make([]int, len(vectors))
	for range rounds {
		for i, x := range vectors {
			group[i] = nearest(x, centres)
		}
		for k := range centres {
			clear(centres[k])
		}
		for i, x := range vectors {
			for d, f := range x {
				centres[group[i]][d] += f
			}
		}
		for k := range centres {
			normalise(centres[k])
		}
	}
	return group
}

func nearest(x []float64, centres [][]float64) int {
	best, at := math.Inf(-1), 0
	for k, c := range centres {
		dot := 0.0
		for d, f := range x {
			dot += f * c[d]
		}
		if dot > best {
			best, at = dot, k
		}
	}
	return at
}
