package judgments

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// TestExamples runs the example of every line: exactly the words in brackets must be found,
// with the band of the line.
func TestExamples(t *testing.T) {
	for name, data := range map[string]string{"terms.tsv": termsTSV, "hedges.tsv": hedgesTSV} {
		rows, err := tsv.Parse(name, data, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			band := corpus.Band(row.Cols[0])
			if band == "-" {
				band = ""
			} else if !slices.Contains(corpus.Bands, band) {
				t.Errorf("%s:%d: %q is no ICD 203 band", name, row.Line, band)
			}
			sentence, want, err := tsv.Example(row.Cols[2])
			if err != nil {
				t.Errorf("%s:%d: %v", name, row.Line, err)
				continue
			}
			judged, hedged := Find(text.Fast(sentence), &corpus.Document{Text: sentence}, nil, nil)
			got := judged
			if band == "" {
				got = hedged
			}
			if len(judged)+len(hedged) != 1 || len(got) != 1 {
				t.Errorf("%s:%d: found %d judgments and %d hedges in %q, want one", name, row.Line, len(judged), len(hedged), sentence)
				continue
			}
			if term := got[0].Term; term.Start != want[0][0] || term.End != want[0][1] || got[0].Band != band {
				t.Errorf("%s:%d: found %q as %q in %q, want %q as %q", name, row.Line, term.In(sentence), got[0].Band, sentence, sentence[want[0][0]:want[0][1]], band)
			}
			if rule := name + ":" + row.Cols[1]; got[0].Found.Rule != rule {
				t.Errorf("%s:%d: found by %q, so another line shadows this one", name, row.Line, got[0].Found.Rule)
			}
		}
	}
}

func TestTablesAreSorted(t *testing.T) {
	for name, data := range map[string]string{"terms.tsv": termsTSV, "hedges.tsv": hedgesTSV, "words.tsv": wordsTSV} {
		last := ""
		for line := range strings.Lines(data) {
			if line[0] == '#' {
				continue
			}
			if line < last {
				t.Errorf("%s: %q stands behind %q", name, strings.TrimSpace(line), strings.TrimSpace(last))
			}
			last = line
		}
	}
}
