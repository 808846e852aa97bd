package entities

import (
	"bytes"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
	"github.com/sayso-nlp/sayso/extractors/train"
)

// lessons is a training file of two short texts.
func lessons() []train.File {
	doc := func(s string, names map[string]corpus.EntityType) corpus.Annotated {
		d := corpus.Annotated{Document: corpus.Document{Text: s}}
		for _, tok := range text.Split(s).Tokens {
			if kind, ok := names[tok.In(s)]; ok {
				d.Entities = append(d.Entities, corpus.Entity{Span: tok.Span, Type: kind})
			}
		}
		return d
	}
	names := map[string]corpus.EntityType{"Norland": corpus.GPE, "Vesna": corpus.Person, "Omnicorp": corpus.Org}
	return []train.File{{Name: "lessons.jsonl", SHA256: strings.Repeat("0", 64), Copies: 2, Docs: []corpus.Annotated{
		doc("Norland rejected the plan. A firm, Omnicorp, paid Vesna.", names),
		doc("The envoy Vesna said that Norland would sue Omnicorp.", names),
	}}}
}

func TestTrainingIsReproducible(t *testing.T) {
	o := train.Options{Seed: 5, Epochs: 10}
	first, err := Train(lessons(), nil, o)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Train(lessons(), nil, o)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("the same files and seed gave two models")
	}
	m, err := linear.LoadDomain(first, featureVersion, domain(brief))
	if err != nil {
		t.Fatal(err)
	}
	if f1 := measure(m, lessons()[0].Docs); f1 < 100 {
		t.Errorf("F1 of the lessons is %.0f after they were learned", f1)
	}
}

func TestTrainRefusesUnannotatedFiles(t *testing.T) {
	files := []train.File{{Name: "plain.jsonl", Docs: []corpus.Annotated{{Document: corpus.Document{Text: "Norland."}}}}}
	if _, err := Train(files, nil, train.Options{}); err == nil {
		t.Error("a file without entities was taken")
	}
}

func TestListsAreSound(t *testing.T) {
	if _, err := newGazetteer(wordsTSV, namesTSV); err != nil {
		t.Error(err)
	}
	for want, table := range map[string][2]string{
		"words.tsv:1": {"nonsense\tword\n", ""},
		"names.tsv:1": {"", "nonsense\tname\n"},
	} {
		if _, err := newGazetteer(table[0], table[1]); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, want one that begins with %s", err, want)
		}
	}
}

func TestNoNamesAreSorted(t *testing.T) {
	last := ""
	for _, row := range tsv.MustParse("nonames.tsv", noNamesTSV, 2) {
		if row.Cols[0] <= last {
			t.Errorf("nonames.tsv:%d: %q stands behind %q", row.Line, row.Cols[0], last)
		}
		last = row.Cols[0]
	}
	if !greeting.of("Hello") || pronoun.of("US") {
		t.Error("a word of the table is not of its class, or one of another case is")
	}
}
