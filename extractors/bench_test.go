package extractors

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
)

// briefs returns the demo's texts: 44 briefs, some 11,000 words.
func briefs(tb testing.TB) (docs []corpus.Annotated, words int) {
	tb.Helper()
	const path = "../cmd/sayso/demo/briefs.jsonl"
	docs = readGold(tb, path)
	for _, d := range docs {
		words += len(strings.Fields(d.Text))
	}
	return docs, words
}

// The two benchmarks do the same texts on one core; compare their words/s in one run:
//
//	go test -run '^$' -bench 'Annotate|Prose' -cpu 1 ./extractors
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

// BenchmarkProse is the peer: prose's whole document with a shared model.
func BenchmarkProse(b *testing.B) {
	docs, words := briefs(b)
	model := prose.ModelFromData("peer")
	b.ReportAllocs()
	for b.Loop() {
		for i := range docs {
			if _, err := prose.NewDocument(docs[i].Text, prose.UsingModel(model)); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
