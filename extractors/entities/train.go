package entities

import (
	"errors"
	"fmt"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/perceptron"
	"github.com/sayso-nlp/sayso/extractors/text"
	"github.com/sayso-nlp/sayso/extractors/train"
)

// The numbers of a training run, chosen by cross-validation on the training files.
const (
	epochs     = 8
	margin     = 4
	minUpdates = 4
	prune      = 0.05
)

// Train makes a model from annotated files and returns the file to be embedded. Dev files
// are only measured; their scores stand in its header.
func Train(files, dev []train.File, o train.Options) ([]byte, error) {
	if o.Epochs == 0 {
		o.Epochs = epochs
	}
	examples := read(files)
	if len(examples) == 0 {
		return nil, errors.New("no document with entities to train on")
	}
	guessMemories(examples, o)
	h := perceptron.Header{Features: FeatureVersion, Seed: o.Seed, Epochs: o.Epochs}
	for _, f := range files {
		h.Sources = append(h.Sources, perceptron.Source{Name: f.Name, SHA256: f.SHA256, Copies: f.Copies})
	}
	m := learn(examples, nil, o, h)
	for _, f := range dev {
		line := fmt.Sprintf("%s %.1f", f.Name, measure(m, f.Docs))
		o.Logf("entities: dev: F1 of %s", line)
		m.Dev += line + "; "
	}
	return m.Encode(), nil
}

// example is a document to learn from.
type example struct {
	page   *page
	labels []uint8
	copies int
	memory *memory
	fold   int
}

func read(files []train.File) []example {
	var examples []example
	for _, f := range files {
		for _, d := range f.Docs {
			if d.Entities == nil {
				continue
			}
			p := newPage(text.Split(d.Text), lists())
			examples = append(examples, example{
				page: p, labels: p.gold(d.Entities), copies: f.Copies, fold: len(examples) % 2,
			})
		}
	}
	return examples
}

// gold returns the labels of annotated entities: of all units that an entity touches.
func (p *page) gold(entities []corpus.Entity) []uint8 {
	labels := make([]uint8, len(p.units))
	i := 0
	for _, e := range entities {
		for i < len(p.units) && p.units[i].End <= e.Start {
			i++
		}
		label := begin(index(kinds[:], e.Type))
		for ; i < len(p.units) && p.units[i].Start < e.End; i++ {
			if labels[i] == outside {
				labels[i] = label
				label = inside(label)
			}
		}
	}
	return labels
}

// guessMemories gives every document the memory of a first pass by a model that has not
// seen the document: what a model says of its own training texts is too good to trust.
func guessMemories(examples []example, o train.Options) {
	o.Epochs = 3
	for fold := range 2 {
		m := learn(examples, func(e *example) bool { return e.fold != fold }, o, perceptron.Header{})
		t := newTagger(m)
		for i := range examples {
			if e := &examples[i]; e.fold == fold {
				labels := make([]uint8, len(e.page.units))
				t.decode(e.page, labels, t.score(e.page), nil)
				e.memory = remember(e.page, labels)
			}
		}
	}
}

// learn trains on the examples that use picks (nil: all).
func learn(examples []example, use func(*example) bool, o train.Options, h perceptron.Header) *perceptron.Model {
	l, err := perceptron.NewLearner(labelNames())
	if err != nil {
		panic(err) // the number of kinds is fixed
	}
	l.MinUpdates = minUpdates
	var sequences []perceptron.Sequence
	for i := range examples {
		if e := &examples[i]; use == nil || use(e) {
			sequences = append(sequences, e.sequences()...)
		}
	}
	l.Train(sequences, perceptron.Options{Seed: o.Seed, Epochs: o.Epochs, Margin: margin,
		Progress: func(epoch int, wrong float64) {
			o.Logf("entities: epoch %d: %.2f %% of the labels wrong", epoch, 100*wrong)
		}})
	return l.Model(h, prune)
}

// sequences returns the features and labels of each stretch, with those of the second pass
// if there is a memory.
func (e *example) sequences() []perceptron.Sequence {
	var out []perceptron.Sequence
	var f features
	for s, st := range e.page.stretches() {
		q := perceptron.Sequence{Labels: e.labels[st.first:st.last], Copies: e.copies}
		for i := st.first; i < st.last; i++ {
			all := append([]uint32(nil), f.of(e.page, s, i)...)
			if e.memory != nil {
				all = append(all, f.memories(e.page, e.memory, s, i)...)
			}
			q.Features = append(q.Features, all)
		}
		out = append(out, q)
	}
	return out
}

// measure returns the F1 of exact spans with their types, in per cent.
func measure(m *perceptron.Model, docs []corpus.Annotated) float64 {
	t := newTagger(m)
	right, all := 0, 0
	for _, d := range docs {
		gold := map[corpus.Span]corpus.EntityType{}
		for _, e := range d.Entities {
			gold[e.Span] = e.Type
		}
		p := newPage(text.Split(d.Text), lists())
		found := p.entities(t.label(p))
		for _, e := range found {
			if gold[e.Span] == e.Type {
				right++
			}
		}
		all += len(gold) + len(found)
	}
	return 200 * float64(right) / float64(max(1, all))
}
