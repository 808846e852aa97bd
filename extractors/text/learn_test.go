package text_test

import (
	"bytes"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
	"github.com/sayso-nlp/sayso/extractors/train"
)

func TestTrainingIsReproducible(t *testing.T) {
	file := train.File{Name: "bench.jsonl", Docs: []corpus.Annotated{{Document: corpus.Document{Text: benchText}}}}
	var models [2][]byte
	for i := range models {
		var err error
		if models[i], err = text.Train([]train.File{file}, train.Options{Seed: 7, Epochs: 2}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(models[0], models[1]) {
		t.Error("the same seed gave two models")
	}
}
