package text_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/sayso-nlp/sayso/extractors/text"
)

//go:embed testdata/bench.txt
var benchText string

// report adds words/s, where a word is a token of Split, to what the benchmark prints.
func report(b *testing.B, s string) {
	b.SetBytes(int64(len(s)))
	n := len(text.Split(s).Tokens)
	b.ReportAllocs()
	b.Cleanup(func() { b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s") })
}

func BenchmarkSplit(b *testing.B) {
	report(b, benchText)
	for b.Loop() {
		text.Split(benchText)
	}
}

func BenchmarkFast(b *testing.B) {
	text.Fast("load")
	report(b, benchText)
	for b.Loop() {
		text.Fast(benchText)
	}
}

func BenchmarkProse(b *testing.B) {
	text.Prose("load")
	report(b, benchText)
	for b.Loop() {
		text.Prose(benchText)
	}
}

// BenchmarkNewDocument is prose as its users call it for tags, sentence by sentence and with
// a shared model: segmentation and names are off.
func BenchmarkNewDocument(b *testing.B) {
	model := prose.ModelFromData("bench")
	paragraphs := strings.Split(benchText, "\n\n")
	report(b, benchText)
	for b.Loop() {
		for _, p := range paragraphs {
			if _, err := prose.NewDocument(p, prose.UsingModel(model), prose.WithSegmentation(false), prose.WithExtraction(false)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
