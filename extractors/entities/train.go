package entities

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/text"
	"github.com/sayso-nlp/sayso/extractors/train"
)

// The numbers of a training run. They were chosen on held-out parts of the training files, where
// six epochs did as well as eight and ten, the mean of three runs 0.4 better than one, and a quarter
// of dropout 0.3 (news) to 1.5 (GUM) better than none. Margins of 8 and 12, and dropout of 0.3, were
// better for a single run (Crossner, GUM: by 1), and no better for the mean of several.
const (
	epochs     = 6
	margin     = 4
	minUpdates = 4
	prune      = 0.05
	runs       = 8   // whose mean is the model
	dropout    = 0.2 // the share of the features of a word that a step of training leaves out

	registerEpochs = 10
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
	h := linear.Header{Features: featureVersion, Seed: o.Seed, Epochs: o.Epochs, Domains: len(registers)}
	for _, f := range files {
		h.Sources = append(h.Sources, linear.Source{Name: f.Name, SHA256: f.SHA256, Copies: f.Copies})
	}
	lessons := sequences(examples, nil)
	var models [runs]*linear.Model
	var all sync.WaitGroup
	for run := range models {
		all.Go(func() {
			models[run] = learn(lessons, train.Options{Seed: o.Seed + uint64(run), Epochs: o.Epochs, Log: o.Log}, h)
		})
	}
	all.Wait()
	m := linear.Average(models[:])
	briefs := inRegister(m, brief)
	for _, f := range dev {
		line := fmt.Sprintf("%s %.1f", f.Name, measure(briefs, f.Docs))
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
			e := newExample(d.Text, &d, registerOf(f.Name))
			e.copies, e.fold = f.Copies, len(examples)%2
			examples = append(examples, e)
			switch {
			case e.page.register == brief && len(examples)%3 == 0, e.page.register == wire && len(examples)%12 == 0:
				e = newExample(recased(e.page, unicode.ToUpper), &d, e.page.register)
			case e.page.register == mixed || e.page.register == web:
				e = newExample(recased(e.page, unicode.ToLower), &d, e.page.register)
			default:
				continue
			}
			e.copies, e.fold = 1, len(examples)%2
			examples = append(examples, e)
		}
	}
	return examples
}

func newExample(s string, d *corpus.Annotated, register uint32) example {
	p := newPage(text.Split(s), lists())
	p.register = register
	return example{page: p, labels: p.gold(d.Entities)}
}

// recased returns the text of p with every other sentence in capitals, or in small letters,
// letter for letter, so that all spans stay where they are: the model must meet names without
// case.
func recased(p *page, to func(rune) rune) string {
	out := []byte(p.text.Source)
	for i := 0; i < len(p.sentences); i += 2 {
		s := p.sentences[i]
		for at := p.units[s.first].Start; at < p.units[s.last-1].End; {
			r, n := utf8.DecodeRune(out[at:])
			if other := to(r); utf8.RuneLen(other) == n {
				utf8.EncodeRune(out[at:], other)
			}
			at += n
		}
	}
	return string(out)
}

// gold returns the labels of annotated entities: of all active units that an entity touches.
// The others are outside whatever the gold says, and a name goes on behind one as a new name.
func (p *page) gold(entities []corpus.Entity) []uint8 {
	labels := make([]uint8, len(p.units))
	i := 0
	for _, e := range entities {
		for i < len(p.units) && p.units[i].End <= e.Start {
			i++
		}
		first := begin(slices.Index(kinds[:], e.Type))
		label := first
		for ; i < len(p.units) && p.units[i].Start < e.End; i++ {
			if !p.units[i].active {
				label = first
				continue
			}
			labels[i] = label
			label = inside(label)
		}
	}
	return labels
}

// guessMemories gives every document the memory of a first pass by a model that has not
// seen the document: what a model says of its own training texts is too good to trust. Both
// models are learned before the first document has its memory, since a first pass has none.
func guessMemories(examples []example, o train.Options) {
	o.Epochs = 3
	h := linear.Header{Features: featureVersion, Domains: len(registers)}
	var taggers [2][len(registers)]*tagger
	for fold := range taggers {
		m := learn(sequences(examples, func(e *example) bool { return e.fold != fold }), o, h)
		for r := range registers {
			taggers[fold][r] = newTagger(inRegister(m, uint32(r)))
		}
	}
	for i := range examples {
		e := &examples[i]
		t := taggers[e.fold][e.page.register]
		e.memory = remember(e.page, t.first(e.page, t.score(e.page)))
	}
}

// inRegister returns m as it is for texts of a register.
func inRegister(m *linear.Model, register uint32) *linear.Model {
	return must(linear.LoadDomain(m.Encode(), featureVersion, domain(register)))
}

// learn trains on sequences, which it only reads.
func learn(sequences []linear.Sequence, o train.Options, h linear.Header) *linear.Model {
	l, err := linear.NewLearner(labelNames())
	if err != nil {
		panic(err) // the number of kinds is fixed
	}
	l.MinUpdates = minUpdates
	l.Train(sequences, linear.Options{Seed: o.Seed, Epochs: o.Epochs, Margin: margin, Dropout: dropout,
		Progress: progress(o, "entities")})
	return l.Model(h, prune)
}

// sequences returns those of the examples that use picks (nil: all).
func sequences(examples []example, use func(*example) bool) []linear.Sequence {
	var out []linear.Sequence
	for i := range examples {
		if e := &examples[i]; use == nil || use(e) {
			out = append(out, e.sequences()...)
		}
	}
	return out
}

// sequences returns the features and labels of each stretch, with those of the second pass
// if there is a memory.
func (e *example) sequences() []linear.Sequence {
	var out []linear.Sequence
	var f features
	for s, st := range e.page.stretches() {
		q := linear.Sequence{Labels: e.labels[st.first:st.last], Copies: e.copies}
		for i := st.first; i < st.last; i++ {
			all := slices.Clone(f.of(e.page, s, i))
			for _, x := range all { // as linear.LoadDomain expects it
				all = append(all, linear.InDomain(x, domain(e.page.register)))
			}
			if e.memory != nil {
				all = append(all, f.memories(e.page, e.memory, s, i)...)
			}
			q.Features = append(q.Features, all)
		}
		out = append(out, q)
	}
	return out
}

// measure returns the F1 of exact spans with their types, in per cent, of a model for briefs.
func measure(m *linear.Model, docs []corpus.Annotated) float64 {
	t := newTagger(m)
	right, all := 0, 0
	for _, d := range docs {
		gold := map[corpus.Span]corpus.EntityType{}
		for _, e := range d.Entities {
			gold[e.Span] = e.Type
		}
		p := newPage(text.Split(d.Text), lists())
		p.register = brief
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

// registerOf returns the register of a training file.
func registerOf(file string) uint32 {
	for i, prefix := range registerFiles {
		if prefix != "" && strings.HasPrefix(file, prefix) {
			return uint32(i)
		}
	}
	return brief
}

// registerFiles are the beginnings of the names of the files of each register; those of
// briefs have many names.
var registerFiles = [...]string{"", "gmb", "wikigold", "gum", "crossner", "web"}

// registerTexts returns what the register is learned from: the text, and of a brief also every
// paragraph by itself, since nothing but its wording tells a short brief from a dispatch.
func registerTexts(s string, register uint32) []string {
	texts := []string{s}
	if register != brief {
		return texts
	}
	for paragraph := range strings.SplitSeq(s, "\n") {
		if paragraph = strings.TrimSpace(paragraph); len(paragraph) > 100 && len(paragraph) < len(s) {
			texts = append(texts, paragraph)
		}
	}
	return texts
}

// TrainRegister makes the classifier of registers.
func TrainRegister(files []train.File, o train.Options) ([]byte, error) {
	l, err := linear.NewLearner(registers[:])
	if err != nil {
		return nil, err
	}
	var docs []linear.Sequence
	h := linear.Header{Features: featureVersion, Seed: o.Seed, Epochs: registerEpochs}
	for _, f := range files {
		h.Sources = append(h.Sources, linear.Source{Name: f.Name, SHA256: f.SHA256, Copies: f.Copies})
		register := registerOf(f.Name)
		for _, d := range f.Docs {
			copies := f.Copies
			for _, s := range registerTexts(d.Text, register) {
				p := newPage(text.Split(s), lists())
				docs = append(docs, linear.Sequence{
					Features: [][]uint32{p.registerFeatures()}, Labels: []uint8{uint8(register)}, Copies: copies,
				})
				copies = 1 // of a paragraph
			}
		}
	}
	l.MinUpdates = 2
	l.Train(docs, linear.Options{Seed: o.Seed, Epochs: registerEpochs, Margin: 20, Progress: progress(o, "register")})
	return l.Model(h, prune).Encode(), nil
}

// progress reports each epoch.
func progress(o train.Options, what string) func(int, float64) {
	return func(epoch int, wrong float64) {
		o.Logf("%s: epoch %d: %.2f %% of the labels wrong", what, epoch, 100*wrong)
	}
}
