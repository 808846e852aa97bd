package judgments

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

//go:embed data/terms.tsv
var termsTSV string

//go:embed data/hedges.tsv
var hedgesTSV string

// term is a sequence of words to look for.
type term struct {
	before string      // a word that must precede, without being part of the term; may be empty
	words  []string    // lower case, as text.Split cuts them
	band   corpus.Band // "" for a hedge
	rule   string      // "terms.tsv:very/highly likely"
}

// lexicon finds terms by their first word, the longest first.
type lexicon map[string][]term

var terms = sync.OnceValue(func() lexicon { return parse("terms.tsv", termsTSV) })

var hedges = sync.OnceValue(func() lexicon { return parse("hedges.tsv", hedgesTSV) })

func parse(name, data string) lexicon {
	lex := lexicon{}
	for _, row := range tsv.MustParse(name, data, 3) {
		for _, words := range expand(strings.Fields(row.Cols[1])) {
			t := term{rule: name + ":" + row.Cols[1]}
			if row.Cols[0] != "-" {
				t.band = corpus.Band(row.Cols[0])
			}
			if before, ok := strings.CutPrefix(words[0], "="); ok {
				t.before, words = before, words[1:]
			}
			// As a text is cut, so that "fifty-fifty" is as many words here as there.
			t.words = lower(text.Split(strings.Join(words, " ")))
			lex[t.words[0]] = append(lex[t.words[0]], t)
		}
	}
	return lex
}

// expand writes out the choices of a pattern: "very/all_but likely" is "very likely" and
// "all but likely".
func expand(slots []string) [][]string {
	all := [][]string{nil}
	for _, slot := range slots {
		slot, mark := strings.CutPrefix(slot, "=")
		var next [][]string
		for choice := range strings.SplitSeq(slot, "/") {
			words := strings.Split(choice, "_")
			if mark {
				words[0] = "=" + words[0]
			}
			for _, head := range all {
				next = append(next, append(head[:len(head):len(head)], words...))
			}
		}
		all = next
	}
	return all
}

// match returns the longest term that begins with words[i], nil if there is none.
func (lex lexicon) match(words []string, i int) *term {
	var best *term
	candidates := lex[words[i]]
	for k := range candidates {
		c := &candidates[k]
		if best != nil && len(c.words) <= len(best.words) || i+len(c.words) > len(words) {
			continue
		}
		if c.before != "" && (i == 0 || words[i-1] != c.before) {
			continue
		}
		if slices.Equal(c.words, words[i:i+len(c.words)]) {
			best = c
		}
	}
	return best
}
