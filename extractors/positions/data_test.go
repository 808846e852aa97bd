package positions

import (
	"math/bits"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
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

// TestLabelWords checks the order and the roles of labelwords.tsv.
func TestLabelWords(t *testing.T) {
	rows := tsv.MustParse("labelwords.tsv", labelWordsTSV, labelWordColumns)
	for n, row := range rows {
		if n > 0 && row.Cols[0] <= rows[n-1].Cols[0] {
			t.Errorf("labelwords.tsv:%d: %q is not in order", row.Line, row.Cols[0])
		}
		for name := range strings.SplitSeq(row.Cols[1], ",") {
			if !slices.Contains(labelRoles[:], name) {
				t.Errorf("labelwords.tsv:%d: there is no role %q", row.Line, name)
			}
		}
		if kinds := bits.OnesCount16(uint16(labelWords()[row.Cols[0]] & noIssue)); kinds > 1 {
			t.Errorf("labelwords.tsv:%d: %q is no issue for %d reasons", row.Line, row.Cols[0], kinds)
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
