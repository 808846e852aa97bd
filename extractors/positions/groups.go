package positions

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/perceptron"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed groups.tsv
var groupsTSV string

const groupColumns = 3

// groups holds the clusters of words that stand in like surroundings ([Groups] makes them):
// what is learned of "scold" serves "chide", which the training texts may lack.
var groups = sync.OnceValue(func() map[string][2]uint32 {
	m := map[string][2]uint32{}
	for _, row := range tsv.MustParse("groups.tsv", groupsTSV, groupColumns) {
		var g [2]uint32
		for i := range g {
			n, _ := strconv.Atoi(row.Cols[i])
			g[i] = perceptron.Join(hashGroup, uint32(i), uint32(n))
		}
		for w := range strings.FieldsSeq(row.Cols[2]) {
			m[w] = g
		}
	}
	return m
})

// groupOf returns the word clusters of a folded word, coarse and fine, as hashes that are 0
// for a word of none.
func groupOf(w string) [2]uint32 { return groups()[w] }
