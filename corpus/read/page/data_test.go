package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestFurniture runs the example of every line of furniture.tsv.
func TestFurniture(t *testing.T) {
	p, err := parsePhrases("furniture.tsv", furnitureTSV)
	if err != nil {
		t.Fatal(err)
	}
	for _, ph := range p.all {
		if !slices.Contains(corpus.DropReasons, ph.reason) {
			t.Errorf("furniture.tsv:%d: unknown reason %q", ph.line, ph.reason)
		}
		eg := strings.NewReplacer("[", "", "]", "").Replace(ph.eg)
		marked := ph.eg[strings.Index(ph.eg, "[")+1 : strings.Index(ph.eg, "]")]
		switch ph.use {
		case "class":
			if ClassReason(marked) != ph.reason {
				t.Errorf("furniture.tsv:%d: class %q is no %s", ph.line, marked, ph.reason)
			}
		case "end":
			if got := p.ends(words(eg, days(eg), maxEnd)); got != ph.reason {
				t.Errorf("furniture.tsv:%d: %q: reason %q, want %q", ph.line, eg, got, ph.reason)
			}
		case "in":
			if got := p.contains(words(eg, days(eg), maxIn)); got != ph.reason {
				t.Errorf("furniture.tsv:%d: %q: reason %q, want %q", ph.line, eg, got, ph.reason)
			}
			if want := words(marked, nil, maxIn); match(ph.words, want) != len(want) {
				t.Errorf("furniture.tsv:%d: %q does not match %q", ph.line, ph.words, want)
			}
		default:
			ws := words(marked, days(marked), maxCover)
			if n := match(ph.words, ws); n != len(ws) {
				t.Errorf("furniture.tsv:%d: %q takes %d words of %q", ph.line, ph.words, n, ws)
			}
			if reason, _ := p.covered(ws); reason == "" {
				t.Errorf("furniture.tsv:%d: %q is not covered", ph.line, marked)
			}
		}
	}
	var lines []string
	for line := range strings.Lines(furnitureTSV) {
		if line[0] != '#' {
			lines = append(lines, line)
		}
	}
	if !slices.IsSorted(lines) {
		t.Error("furniture.tsv is not sorted")
	}
}

// TestNoFurniture holds headlines and sentences that the phrases must leave alone.
func TestNoFurniture(t *testing.T) {
	for _, s := range []string{
		"Back to the Table: Veldonia Returns",
		"By Any Other Name: The New Dam",
		"Next Steps for the Tarn Islands",
		"Elections in Belovia, 26 January 2025",
		"Share of the Harvest: Who Feeds Orrin?",
		"The ministry said that it would not comment on the cookies of its web site.",
		"Opposition Rejects All Amendments",
		"Related: three ministers resigned on the same day, and a fourth said that he would follow.",
	} {
		if p := classify(Line{Text: s}); p.reason != "" {
			t.Errorf("%q is dropped as %s", s, p.reason)
		}
	}
}
