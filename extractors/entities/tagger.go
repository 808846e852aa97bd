package entities

import (
	_ "embed"
	"iter"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
)

//go:generate sh train.sh

//go:embed model.bin
var modelFile []byte

// model returns the embedded model for texts of a register, decoded when it is first needed.
func model(register uint32) *linear.Model { return models[register]() }

var models = func() (of [len(registers)]func() *linear.Model) {
	for r := range of {
		of[r] = sync.OnceValue(func() *linear.Model {
			return must(linear.LoadDomain(modelFile, featureVersion, domain(uint32(r))))
		})
	}
	return of
}()

// domain returns the number by which the model knows a register.
func domain(register uint32) int { return int(register) + 1 }

// must returns an embedded model, which the tests have loaded.
func must(m *linear.Model, err error) *linear.Model {
	if err != nil {
		panic(err)
	}
	return m
}

// tagger labels a page with a model.
type tagger struct {
	model   *linear.Model
	decoder *linear.Decoder
	f       features
}

func newTagger(m *linear.Model) *tagger {
	return &tagger{model: m, decoder: linear.NewDecoder(m), f: features{make([]uint32, 0, 128)}}
}

// label returns a label for each unit of p.
func (t *tagger) label(p *page) []uint8 {
	scores := t.score(p)
	labels := t.first(p, scores)
	t.second(p, labels, scores)
	return labels
}

// score makes the scores of the first pass for every active unit, one after the other.
func (t *tagger) score(p *page) []int32 {
	active := 0
	for i := range p.units {
		if p.units[i].active {
			active++
		}
	}
	n := numLabels
	scores := make([]int32, active*n)
	at := 0
	for k := range p.sentences {
		s := &p.sentences[k]
		for i := s.first; i < s.last; i++ {
			if p.units[i].active {
				t.model.Score(t.f.of(p, s, i), scores[at:at+n])
				at += n
			}
		}
	}
	return scores
}

// first finds the best labels by the scores of the active units, one stretch after the other.
func (t *tagger) first(p *page, scores []int32) []uint8 {
	labels := make([]uint8, len(p.units))
	for _, st := range p.stretches() {
		scores = t.begin(st, scores)
		copy(labels[st.first:st.last], t.decoder.Labels())
	}
	return labels
}

// second finds the labels again where the document tells more of a word than its place does.
func (t *tagger) second(p *page, labels []uint8, scores []int32) {
	m := remember(p, labels)
	for s, st := range p.stretches() {
		scores = t.begin(st, scores)
		known := false
		for i := st.first; i < st.last; i++ {
			if f := t.f.memories(p, m, s, i); len(f) > 0 {
				t.decoder.Add(i-st.first, f)
				known = true
			}
		}
		if known {
			copy(labels[st.first:st.last], t.decoder.Labels())
		}
	}
}

// begin gives the decoder the first of the scores, those of a stretch, and returns the rest.
func (t *tagger) begin(st stretch, scores []int32) []int32 {
	t.decoder.Begin(st.last - st.first)
	for i := range st.last - st.first {
		scores = scores[copy(t.decoder.Scores(i), scores):]
	}
	return scores
}

// stretch is a row of active units within a sentence. All others are outside, so it is
// decoded by itself.
type stretch struct{ first, last int }

func (p *page) stretches() iter.Seq2[*sentence, stretch] {
	return func(yield func(*sentence, stretch) bool) {
		for k := range p.sentences {
			s := &p.sentences[k]
			for i := s.first; i < s.last; {
				j := i
				for j < s.last && p.units[j].active {
					j++
				}
				if j > i && !yield(s, stretch{i, j}) {
					return
				}
				i = max(j, i+1)
			}
		}
	}
}
