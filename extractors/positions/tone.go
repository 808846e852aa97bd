package positions

import (
	_ "embed"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed tone.tsv
var toneTSV string

// tone is a set of the tones of tone.tsv, one bit each.
type tone uint16

// toneNames are the tones, in the order of their bits.
var toneNames = [...]string{"bad", "good", "wrong", "harm", "stop", "need", "plan", "doubt", "guess", "claim"}

// toneNegation is the bit of words that negate; they are no lines of the table.
const toneNegation tone = 1 << len(toneNames)

// toneTable holds the tones of words, and of their stems where the word itself is unknown.
type toneTable struct{ words, stems map[string]tone }

var tones = sync.OnceValue(func() toneTable {
	t := toneTable{words: tsv.MustClasses[tone]("tone.tsv", toneTSV, toneNames[:]), stems: map[string]tone{}}
	for w, set := range t.words {
		if len(w) > 4 {
			t.stems[stem(w)] |= set
		}
	}
	return t
})

// of returns the tones of a folded word.
func (t toneTable) of(w string) tone {
	switch w {
	case "nowhere":
		return toneNegation
	}
	if isNegation(w) || isNobody(w) {
		return toneNegation
	}
	if set, ok := t.words[w]; ok {
		return set
	}
	if len(w) > 4 {
		return t.stems[stem(w)]
	}
	return 0
}
