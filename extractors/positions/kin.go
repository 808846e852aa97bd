package positions

import (
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/internal/wordclass"
)

// wordClasses are how many of the levels of wordclass are features, from the narrowest.
const wordClasses = 3

// classesOf returns the classes of a word as hashes, from wide to narrow, that are 0 for a
// word in none: what is learned of "scold" serves "chide", which the training texts may lack.
func classesOf(lower string) (out [wordClasses]uint32) {
	c := wordclass.Of(lower)
	for k := range out {
		if n := c[len(c)-wordClasses+k]; n != 0 {
			out[k] = linear.Join(hashClass, uint32(k), uint32(n))
		}
	}
	return out
}

// kin is what the lexicon knows of the words of a class: the act that most of their lines
// share, as its number, and how many lines there are, in steps.
type kin struct{ act, strength uint32 }

// kinOf tells for each class, by its hash, which cue lines have a word of it: a word that
// the lexicon lacks is likely to be a cue, and of that act, where its neighbours are.
var kinOf = sync.OnceValue(func() map[uint32]kin {
	lines := map[uint32][]uint32{} // the acts of the lines of a class
	lex := cues()
	for form, ids := range lex.byForm {
		for _, id := range ids {
			line := &lex.lines[id]
			if len(line.words) != 1 || line.class == phrase {
				continue
			}
			for _, class := range classesOf(form) {
				if class != 0 {
					lines[class] = append(lines[class], actNumber(line.act))
				}
			}
		}
	}
	m := make(map[uint32]kin, len(lines))
	for class, acts := range lines {
		m[class] = kinFrom(acts)
	}
	return m
})

// kinFrom sums up the acts of the lines of a class.
func kinFrom(acts []uint32) (k kin) {
	var counts [16]int
	for _, a := range acts {
		counts[a]++
	}
	for a, n := range counts {
		if n > counts[k.act] {
			k.act = uint32(a)
		}
	}
	for _, limit := range [...]int{1, 3, 6, 12} {
		if len(acts) >= limit {
			k.strength++
		}
	}
	if 2*counts[k.act] < len(acts) {
		k.act = uint32(len(corpus.Acts) + 1) // of many acts
	}
	return k
}

// kinship returns what the lexicon knows of a class; both are 0 for a class without any line.
func kinship(class uint32) (act, strength uint32) {
	k := kinOf()[class]
	return k.act, k.strength
}
