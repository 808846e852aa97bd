package positions_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/positions"
	"github.com/sayso-nlp/sayso/extractors/text"
)

func findIn(s string) []corpus.Position {
	doc := &corpus.Document{Text: s}
	t, cat := text.Fast(s), actors.Default()
	return positions.Find(t, doc, cat.Resolve(t, doc, entities.Find(t)), nil, cat, nil)
}

// TestAnyTextHasAnAnswer: so have unclosed quotations, long sentences and lists.
func TestAnyTextHasAnAnswer(t *testing.T) {
	for _, s := range []string{
		"", "“", "Norway said “", "\x00\xff", strings.Repeat("x", 20000),
		strings.Repeat("“Norway said ", 1000), strings.Repeat("Norway said that ", 1500), strings.Repeat("\" ", 3000),
	} {
		check(t, s)
	}
}

func check(t *testing.T, s string) {
	t.Helper()
	for _, p := range findIn(s) {
		for _, spans := range [][]corpus.Span{p.Source, p.Cue, p.Content, p.Target} {
			for _, x := range spans {
				// In invalid UTF-8 there are no runes to lie between.
				if x.Start < 0 || x.Start >= x.End || x.End > len(s) || utf8.ValidString(s) && !x.Valid(s) {
					t.Fatalf("span %v of %q", x, s)
				}
			}
		}
		if len(p.Cue) == 0 || len(p.Content) == 0 || p.Found.Rule == "" {
			t.Fatalf("incomplete: %+v", p)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Norway rejects the quota. “We”, it said, “will not pay.”")
	f.Add("According to Reuters, “Iran")
	f.Fuzz(func(t *testing.T, s string) { check(t, s) })
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("Norway rejects the fishing quota, but its minister, Kari Lunde, said that “talks are open”. "+
		"The boats came home on Friday with a poor catch and a torn net.\n\n", 40)
	doc := &corpus.Document{Text: s}
	t, cat := text.Fast(s), actors.Default()
	ents := cat.Resolve(t, doc, entities.Find(t))
	positions.Find(t, doc, ents, nil, cat, nil) // loads the models
	for b.Loop() {
		positions.Find(t, doc, ents, nil, cat, nil)
	}
	b.ReportMetric(float64(len(t.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
