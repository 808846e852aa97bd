package positions

import (
	"math/bits"
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/spelling"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// TestCues runs the example of every line of cues.tsv: the line matches the words in
// brackets.
func TestCues(t *testing.T) {
	lex := cues()
	rows := tsv.MustParse("cues.tsv", cuesTSV, cueColumns)
	for n, row := range rows {
		c := &lex.lines[n]
		sentence, want, err := tsv.Example(row.Cols[6])
		if err != nil {
			t.Errorf("cues.tsv:%d: %v", row.Line, err)
			continue
		}
		if !slices.Contains(corpus.Acts, c.act) || !slices.Contains(corpus.Stances, c.stance) {
			t.Errorf("cues.tsv:%d: act %q, stance %q", row.Line, c.act, c.stance)
		}
		if got := spansOf(c, sentence); !slices.Equal(got, want) {
			t.Errorf("cues.tsv:%d: %q in %q at %v, want %v", row.Line, c.cue, sentence, got, want)
		}
		if n > 0 && row.Cols[0] < rows[n-1].Cols[0] {
			t.Errorf("cues.tsv:%d: %q is not in order", row.Line, c.cue)
		}
	}
}

// TestWordTables checks that the tables of words are in order and name each word once.
func TestWordTables(t *testing.T) {
	for name, data := range map[string]string{"labelwords.tsv": labelWordsTSV, "tone.tsv": toneTSV, "words.tsv": wordsTSV} {
		last := ""
		for _, row := range tsv.MustParse(name, data, 2) {
			if row.Cols[0] <= last {
				t.Errorf("%s:%d: %q stands behind %q", name, row.Line, row.Cols[0], last)
			}
			if british := spelling.British(row.Cols[0]); name == "tone.tsv" && british != row.Cols[0] {
				t.Errorf("%s:%d: %q is written %q", name, row.Line, row.Cols[0], british)
			}
			last = row.Cols[0]
		}
	}
}

// TestLabelWords checks that a noun is no issue for one reason at most.
func TestLabelWords(t *testing.T) {
	for w, roles := range labelWords() {
		if reasons := bits.OnesCount16(uint16(roles & noIssue)); reasons > 1 {
			t.Errorf("labelwords.tsv: %q is no issue for %d reasons", w, reasons)
		}
	}
}

// spansOf returns where c stands in the sentence: its first match, whose neighbours are one
// span.
func spansOf(c *cueLine, sentence string) (spans [][2]int) {
	tx := text.Split(sentence)
	words := folded(tx)
	for i := range words {
		if !slices.Contains(cues().byForm[words[i]], int32(c.id-1)) {
			continue
		}
		toks, ok := c.match(nil, words, i, len(words))
		if !ok {
			continue
		}
		for k, tok := range toks {
			if k > 0 && toks[k-1] == tok-1 {
				spans[len(spans)-1][1] = tx.Tokens[tok].End
			} else {
				spans = append(spans, [2]int{tx.Tokens[tok].Start, tx.Tokens[tok].End})
			}
		}
		return spans
	}
	return nil
}
