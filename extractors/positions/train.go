package positions

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/internal/perceptron"
	"github.com/sayso-nlp/sayso/extractors/text"
	"github.com/sayso-nlp/sayso/extractors/train"
)

// Trained is a model under evaluation.
type Trained struct{ m *model }

// Encode returns the model as a file.
func (x *Trained) Encode() []byte { return x.m.encode() }

// Find is [Find] by this model instead of the program's own.
func (x *Trained) Find(t *text.Text, doc *corpus.Document, ents []corpus.Entity, when []corpus.Timex, cat *actors.Catalogue) []corpus.Position {
	return find(x.m, t, doc, ents, when, cat, nil)
}

// example is a training text with its gold relations.
type example struct {
	*reading
	rels []goldRelation
	// clausal tells that only positions with a clause for content are annotated, without act:
	// a sentence without any may hold others, and teaches nothing about cues.
	clausal bool
}

type goldRelation struct {
	relation
	position *corpus.Position
}

// Corpus is what the model is learned from.
type Corpus struct {
	// Texts teach all: where positions are and what they amount to.
	Texts []train.File
	// Running texts, such as interviews and court opinions, teach where positions are. Most of
	// theirs assert what somebody thinks or knows; the acts of briefs, learned from them too,
	// came out worse (docs/models.md).
	Running []train.File
	// Sentences are no texts: they teach what a position amounts to, but not how often one is
	// to be expected and how sentences hang together.
	Sentences []train.File
}

// Train learns the model from annotated files; read makes their tokens. Entities and dates are
// taken as annotated.
func Train(c *Corpus, read func(string) *text.Text, o train.Options) (*Trained, error) {
	texts, running, sentences := examples(c.Texts, read), examples(c.Running, read), examples(c.Sentences, read)
	if len(texts) == 0 {
		return nil, errors.New("no texts to train on")
	}
	h := perceptron.Header{Features: featureVersion, Seed: o.Seed}
	for _, f := range slices.Concat(c.Texts, c.Running, c.Sentences) {
		h.Sources = append(h.Sources, perceptron.Source{Name: f.Name, SHA256: f.SHA256, Copies: 1})
	}
	m := &model{}
	// Every second order leaves the running texts out: they teach what briefs hardly hold, such
	// as what a speaker says that he thinks, and half of the voices are enough for that.
	inTurn := [2][]example{slices.Concat(texts, running), texts}
	var err error
	if m.cues, err = sequences(cueLabels, cueSequences, inTurn, h, o); err != nil {
		return nil, err
	}
	if m.args, err = sequences(argLabels, argSequences, inTurn, h, o); err != nil {
		return nil, err
	}
	if m.targets, err = sequences(targetLabels, targetSequences, inTurn, h, o); err != nil {
		return nil, err
	}
	m.acts, m.stances = meanings(slices.Concat(texts, sentences), h)
	return &Trained{m}, nil
}

func examples(files []train.File, read func(string) *text.Text) (out []example) {
	for _, f := range files {
		for i := range f.Docs {
			out = append(out, newExample(&f.Docs[i], read))
		}
	}
	return out
}

func newExample(d *corpus.Annotated, reader func(string) *text.Text) example {
	t := reader(d.Text)
	ex := example{reading: read(t, &d.Document, d.Entities, d.Dates)}
	ex.clausal = len(d.Positions) > 0 && d.Positions[0].Act == ""
	byCue := map[string]int{}
	for i := range d.Positions {
		p := &d.Positions[i]
		rel, ok := ex.relation(p)
		if !ok {
			continue
		}
		if ex.clausal {
			rel.content = ex.withoutThat(rel.content)
		}
		key := fmt.Sprint(p.Cue)
		if at, seen := byCue[key]; seen { // a further holder of the same position
			ex.rels[at].sources = append(ex.rels[at].sources, rel.sources...)
			continue
		}
		byCue[key] = len(ex.rels)
		ex.rels = append(ex.rels, goldRelation{rel, p})
	}
	return ex
}

// withoutThat takes the "that" off the contents with which GUM's begin and ours do not.
func (r *reading) withoutThat(content [][2]int) (out [][2]int) {
	for _, x := range content {
		if w := r.words[x[0]]; (w == "that" || w == "whether") && x[1]-x[0] > 1 {
			x[0]++
		}
		out = append(out, x)
	}
	return out
}

// relation puts a gold position into tokens. The part of its cue that says most becomes the
// cue of stage one, the others are parts.
func (r *reading) relation(p *corpus.Position) (rel relation, ok bool) {
	segments := r.ranges(p.Cue)
	if len(segments) == 0 {
		return rel, false
	}
	best, most := 0, -1
	for k, s := range segments {
		n := 0
		for i := s[0]; i < s[1]; i++ {
			tag := r.toks[i].tag
			if (tag.IsVerb() || tag.IsNoun() || tag == text.JJ) && !r.isAux(i) || r.toks[i].mark != 0 {
				n++
			}
		}
		if r.words[s[0]] == "according" {
			n = 0 // "According to Reuters, Iran has offered talks": what Iran did is the cue
		}
		if n > most {
			best, most = k, n
		}
	}
	rel.cue = r.cue(segments[best][0], segments[best][1])
	rel.parts = slices.Delete(segments, best, best+1)
	rel.sources, rel.content = r.ranges(p.Source), r.ranges(p.Content)
	return rel, true
}

// ranges returns the tokens that the spans touch.
func (r *reading) ranges(spans []corpus.Span) (out [][2]int) {
	for _, s := range spans {
		first := r.tokenFrom(s.Start)
		last := first
		for last < len(r.toks) && r.t.Tokens[last].Start < s.End {
			last++
		}
		if first < last {
			out = append(out, [2]int{first, last})
		}
	}
	return out
}

func cueSequences(examples []example) (out []perceptron.Sequence) {
	var e emitter
	for _, ex := range examples {
		labels := make([]uint8, len(ex.toks))
		for _, rel := range ex.rels {
			paint(labels, 0, rel.cue.first, rel.cue.last, 1)
		}
		for _, s := range ex.t.Sentences {
			if ex.clausal && !slices.Contains(labels[s.First:s.Last], 1) {
				continue
			}
			scope := ex.cueScope(s)
			seq := perceptron.Sequence{Labels: labels[s.First:s.Last]}
			for i := s.First; i < s.Last; i++ {
				scope.features(&e, i)
				seq.Features = append(seq.Features, slices.Clone(e.out))
			}
			out = append(out, seq)
		}
	}
	return out
}

// paint labels the tokens first to last, which are counted from base.
func paint(labels []uint8, base, first, last int, begin uint8) {
	first, last = max(first-base, 0), min(last-base, len(labels))
	for i := first; i < last; i++ {
		labels[i] = begin + 1
		if i == first {
			labels[i] = begin
		}
	}
}

func argSequences(examples []example) (out []perceptron.Sequence) {
	var e emitter
	for _, ex := range examples {
		isCue := make([]bool, len(ex.toks))
		for _, rel := range ex.rels {
			for i := rel.cue.first; i < rel.cue.last; i++ {
				isCue[i] = true
			}
		}
		for k := range ex.rels {
			out = append(out, ex.argSequence(&e, &ex.rels[k].relation, isCue))
		}
	}
	return out
}

// targetSequences are the contents whose target is annotated.
func targetSequences(examples []example) (out []perceptron.Sequence) {
	var e emitter
	for _, ex := range examples {
		for _, rel := range ex.rels {
			if len(rel.position.Target) == 0 {
				continue
			}
			target := ex.ranges(rel.position.Target)
			for _, x := range rel.content {
				seq := perceptron.Sequence{Labels: make([]uint8, x[1]-x[0])}
				for _, y := range target {
					paint(seq.Labels, x[0], y[0], y[1], 1)
				}
				for i := x[0]; i < x[1]; i++ {
					ex.targetFeatures(&e, &rel.relation, x, i)
					seq.Features = append(seq.Features, slices.Clone(e.out))
				}
				repair(seq.Labels)
				out = append(out, seq)
			}
		}
	}
	return out
}

func (r *reading) argSequence(e *emitter, rel *relation, isCue []bool) (seq perceptron.Sequence) {
	s := r.argScope(&rel.cue, isCue)
	seq.Labels = make([]uint8, s.hi-s.lo)
	for _, x := range rel.content {
		paint(seq.Labels, s.lo, x[0], x[1], beginContent)
	}
	for _, x := range rel.parts {
		paint(seq.Labels, s.lo, x[0], x[1], beginPart)
	}
	for _, x := range rel.sources {
		paint(seq.Labels, s.lo, x[0], x[1], beginSource)
	}
	repair(seq.Labels)
	for i := s.lo; i < s.hi; i++ {
		s.features(e, i)
		seq.Features = append(seq.Features, slices.Clone(e.out))
	}
	return seq
}

// repair makes a label sequence valid where one span was painted over another.
func repair(labels []uint8) {
	for i, l := range labels {
		if l == labelO || l%2 == 1 {
			continue
		}
		if i == 0 || labels[i-1] != l && labels[i-1] != l-1 {
			labels[i] = l - 1
		}
	}
}

// How the models are trained; chosen by cross-validation over gold/train.
const (
	orders    = 12   // of the examples, whose models are averaged
	tagMargin = 4    // of the taggers, in updates
	prune     = 0.05 // in updates
)

// meaningOptions are those of act and stance.
var meaningOptions = perceptron.LogisticOptions{Iterations: 50, Decay: 1000, Rarity: 2, MinSeen: 2}

const defaultEpochs = 8

// sequences learns one model: the average over several orders of the examples, which take
// turns in what they are.
func sequences(labels []string, of func([]example) []perceptron.Sequence, inTurn [2][]example, h perceptron.Header, o train.Options) (*perceptron.Model, error) {
	h.Epochs = o.Epochs
	if h.Epochs == 0 {
		h.Epochs = defaultEpochs
	}
	seqs := [...][]perceptron.Sequence{of(inTurn[0]), of(inTurn[1])}
	runs := o.Orders
	if runs == 0 {
		runs = orders
	}
	models, errs := make([]*perceptron.Model, runs), make([]error, runs)
	var all sync.WaitGroup
	for k := range runs {
		all.Go(func() {
			l, err := perceptron.NewLearner(labels)
			if err != nil {
				errs[k] = err
				return
			}
			l.Train(seqs[k%len(seqs)], perceptron.Options{Seed: o.Seed + uint64(k), Epochs: h.Epochs, Margin: tagMargin})
			models[k] = l.Model(h, prune)
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	m := perceptron.Average(models)
	o.Logf("%d examples, labels %v", len(seqs[0]), labels)
	return m, nil
}

// meanings learns act and stance.
func meanings(examples []example, h perceptron.Header) (acts, stances *perceptron.Model) {
	var e emitter
	var ofAct, ofStance []perceptron.Example
	for _, ex := range examples {
		for k := range ex.rels {
			rel := &ex.rels[k]
			if rel.position.Act == "" {
				continue
			}
			ex.actFeatures(&e, &rel.relation)
			ofAct = append(ofAct, perceptron.Example{Features: slices.Clone(e.out), Label: slices.Index(corpus.Acts, rel.position.Act)})
			ex.stanceFeatures(&e, &rel.relation, rel.position.Act)
			ofStance = append(ofStance, perceptron.Example{Features: slices.Clone(e.out), Label: slices.Index(corpus.Stances, rel.position.Stance)})
		}
	}
	return perceptron.Logistic(h, names(corpus.Acts), ofAct, meaningOptions), perceptron.Logistic(h, names(corpus.Stances), ofStance, meaningOptions)
}

func names[T ~string](all []T) (out []string) {
	for _, s := range all {
		out = append(out, string(s))
	}
	return out
}
