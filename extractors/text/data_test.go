package text

import (
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

func example(t *testing.T, file string, row tsv.Row) (sentence, match string) {
	t.Helper()
	sentence, matches, err := tsv.Example(row.Cols[len(row.Cols)-1])
	if err != nil {
		t.Fatalf("%s:%d: %v", file, row.Line, err)
	}
	return sentence, sentence[matches[0][0]:matches[0][1]]
}

func hasToken(x *Text, word string) bool {
	for i := range x.Tokens {
		if x.Word(i) == word {
			return true
		}
	}
	return false
}

func TestAbbreviationExamples(t *testing.T) {
	for _, row := range tsv.MustParse("abbreviations.tsv", abbreviationsTSV, 3) {
		if !slices.Contains([]string{"name", "mid", "number", "firm"}, row.Cols[1]) {
			t.Errorf("abbreviations.tsv:%d: no such kind: %s", row.Line, row.Cols[1])
		}
		sentence, match := example(t, "abbreviations.tsv", row)
		if x := Split(sentence); !hasToken(x, match) || len(x.Sentences) != 1 {
			t.Errorf("abbreviations.tsv:%d: %q is no token of one sentence: %d sentences", row.Line, match, len(x.Sentences))
		}
	}
}

func TestCompoundExamples(t *testing.T) {
	for _, row := range tsv.MustParse("compounds.tsv", compoundsTSV, 3) {
		if sentence, match := example(t, "compounds.tsv", row); !hasToken(Split(sentence), match) {
			t.Errorf("compounds.tsv:%d: %q is no token of %q", row.Line, match, sentence)
		}
	}
}

func TestListsAreSorted(t *testing.T) {
	for name, data := range map[string]string{"places.tsv": placesTSV, "starters.tsv": startersTSV} {
		var words []string
		for _, row := range tsv.MustParse(name, data, 1) {
			words = append(words, row.Cols[0])
		}
		if !slices.IsSorted(words) {
			t.Errorf("%s is not sorted", name)
		}
	}
}
