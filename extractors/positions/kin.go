package positions

import (
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/perceptron"
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
			out[k] = perceptron.Join(hashClass, uint32(k), uint32(n))
		}
	}
	return out
}

// kin is what the lexicon knows of the words of a class.
type kin struct {
	acts [16]uint8 // lines of each act whose word is in the class, by actNumber
	all  uint8
}

// kinOf tells for each class, by its hash, which cue lines have a word of it: a word that
// the lexicon lacks is likely to be a cue, and of that act, where its neighbours are.
var kinOf = sync.OnceValue(func() map[uint32]*kin {
	m := map[uint32]*kin{}
	lex := cues()
	for form, ids := range lex.byForm {
		for _, id := range ids {
			line := &lex.lines[id]
			if len(line.words) != 1 || line.class == phrase {
				continue
			}
			for _, class := range classesOf(form) {
				if class == 0 {
					continue
				}
				k := m[class]
				if k == nil {
					k = &kin{}
					m[class] = k
				}
				if k.all < 250 {
					k.acts[actNumber(line.act)]++
					k.all++
				}
			}
		}
	}
	return m
})

// kinship returns the act that most cue lines of a class share, as its number, and how many
// lines the class has, in steps; 0 for a class without any.
func kinship(class uint32) (act, strength uint32) {
	k := kinOf()[class]
	if k == nil {
		return 0, 0
	}
	for a, n := range k.acts {
		if n > k.acts[act] {
			act = uint32(a)
		}
	}
	for _, limit := range [...]uint8{1, 3, 6, 12} {
		if k.all >= limit {
			strength++
		}
	}
	if 2*k.acts[act] < k.all {
		act = uint32(len(corpus.Acts) + 1) // of many acts
	}
	return act, strength
}
