package dates

import (
	_ "embed"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/uses.tsv
var usesTSV string

// use is a set of the uses of data/uses.tsv, one bit each, in the order of useNames. The words are not
// in the vocabulary, for a determiner before a word that it lacks begins no expression.
type use uint16

const (
	contract use = 1 << iota
	degree
	distance
	festive
	lasting
	result
	taking
)

var useNames = []string{"contract", "degree", "distance", "festive", "lasting", "result", "taking"}

var uses = sync.OnceValue(func() map[string]use { return tsv.MustClasses[use]("uses.tsv", usesTSV, useNames) })

// longestUse is longer than every word of data/uses.tsv.
const longestUse = 16

// used reports whether item i is a word of data/uses.tsv with the use, in lower case or not.
func (p *parser) used(i int, u use) bool {
	if uint(i) >= uint(len(p.items)) {
		return false
	}
	word := p.source[p.items[i].start:p.items[i].end]
	if len(word) > longestUse {
		return false
	}
	var lower [longestUse]byte
	for k := range len(word) {
		lower[k] = lowered[word[k]]
	}
	return uses()[string(lower[:len(word)])]&u != 0
}
