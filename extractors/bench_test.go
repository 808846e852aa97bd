package extractors

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
)

const briefsPath = "../cmd/sayso/demo/briefs.jsonl"

// briefs returns the demo's texts: 44 briefs, some 11,000 words.
func briefs(tb testing.TB) (docs []corpus.Annotated, words int) {
	tb.Helper()
	docs = readGold(tb, briefsPath)
	for _, d := range docs {
		words += len(strings.Fields(d.Text))
	}
	return docs, words
}

// BenchmarkAnnotate is the whole extraction on one core; peer_test.go has others beside it.
func BenchmarkAnnotate(b *testing.B) {
	docs, words := briefs(b)
	a := New(actors.Default())
	a.Annotate(&docs[0].Document) // loads the models
	b.ReportAllocs()
	for b.Loop() {
		for i := range docs {
			a.Annotate(&docs[i].Document)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
