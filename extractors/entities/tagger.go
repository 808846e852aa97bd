package entities

import (
	_ "embed"
	"iter"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/perceptron"
)

//go:generate sh train.sh

//go:embed model.bin
var modelFile []byte

// model decodes the embedded model once, when it is first needed.
var model = sync.OnceValue(func() *perceptron.Model {
	return mustLoad(modelFile)
})

// mustLoad decodes an embedded model, which the tests have loaded.
func mustLoad(file []byte) *perceptron.Model {
	m, err := perceptron.Load(file, FeatureVersion)
	if err != nil {
		panic(err)
	}
	return m
}

// tagger labels a page with a model.
type tagger struct {
	model   *perceptron.Model
	decoder *perceptron.Decoder
	f       features
}

func newTagger(m *perceptron.Model) *tagger {
	return &tagger{model: m, decoder: perceptron.NewDecoder(m), f: features{make([]uint32, 0, 128)}}
}

// label returns a label for each unit of p.
func (t *tagger) label(p *page) []uint8 {
	labels := make([]uint8, len(p.units))
	scores := t.score(p)
	t.decode(p, labels, scores, nil)
	t.decode(p, labels, scores, remember(p, labels))
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

// decode finds the best labels, one stretch of active units after the other. Scores are
// those of the first pass; if m is not nil, its features are added.
func (t *tagger) decode(p *page, labels []uint8, scores []int32, m *memory) {
	at := 0
	for s, st := range p.stretches() {
		t.decoder.Begin(st.last - st.first)
		for i := st.first; i < st.last; i++ {
			row := t.decoder.Scores(i - st.first)
			at += copy(row, scores[at:at+numLabels])
			if m != nil {
				t.model.Score(t.f.memories(p, m, s, i), row)
			}
		}
		copy(labels[st.first:st.last], t.decoder.Labels())
	}
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
