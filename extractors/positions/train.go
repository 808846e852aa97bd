package positions

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
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
	// copies is how often it counts in training.
	copies int
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
	// Running texts, such as interviews and court opinions, teach where positions are, with half
	// the weight of the others: what briefs hardly hold, such as what a speaker says that he
	// thinks. Most of theirs assert what somebody thinks or knows; the acts of briefs, learned
	// from them too, came out worse (docs/models.md).
	Running []train.File
	// Sentences are no texts: they teach what a position amounts to, but not how often one is
	// to be expected and how sentences hang together.
	Sentences []train.File
}

// Train learns the model from annotated files; read makes their tokens. Entities and dates are
// taken as annotated.
func Train(c *Corpus, read func(string) *text.Text, o train.Options) (*Trained, error) {
	texts, running, sentences := examples(c.Texts, 2, read), examples(c.Running, 1, read), examples(c.Sentences, 2, read)
	if len(texts) == 0 {
		return nil, errors.New("no texts to train on")
	}
	h := linear.Header{Features: featureVersion, Seed: o.Seed}
	for _, f := range slices.Concat(c.Texts, c.Running, c.Sentences) {
		h.Sources = append(h.Sources, linear.Source{Name: f.Name, SHA256: f.SHA256, Copies: f.Copies})
	}
	m := &model{}
	all := slices.Concat(texts, running)
	var err error
	if m.cues, err = sequences(cueLabels, cueSequences(all), h, o); err != nil {
		return nil, err
	}
	if m.args, err = sequences(argLabels, argSequences(all), h, o); err != nil {
		return nil, err
	}
	if m.targets, err = sequences(targetLabels, targetSequences(all), h, o); err != nil {
		return nil, err
	}
	m.acts, m.stances = meanings(slices.Concat(texts, sentences), h)
	return &Trained{m}, nil
}

// examples reads the texts of files, each of which counts so often.
func examples(files []train.File, copies int, read func(string) *text.Text) (out []example) {
	for _, f := range files {
		for i := range f.Docs {
			ex := newExample(&f.Docs[i], read)
			ex.copies = copies * max(1, f.Copies)
			out = append(out, ex)
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

func cueSequences(examples []example) (out []linear.Sequence) {
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
			seq := linear.Sequence{Labels: labels[s.First:s.Last], Copies: ex.copies}
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

func argSequences(examples []example) (out []linear.Sequence) {
	var e emitter
	for _, ex := range examples {
		isCue := make([]bool, len(ex.toks))
		for _, rel := range ex.rels {
			for i := rel.cue.first; i < rel.cue.last; i++ {
				isCue[i] = true
			}
		}
		for k := range ex.rels {
			seq := ex.argSequence(&e, &ex.rels[k].relation, isCue)
			seq.Copies = ex.copies
			out = append(out, seq)
		}
	}
	return out
}

// targetSequences are the contents whose target is annotated.
func targetSequences(examples []example) (out []linear.Sequence) {
	var e emitter
	for _, ex := range examples {
		for _, rel := range ex.rels {
			if len(rel.position.Target) == 0 {
				continue
			}
			target := ex.ranges(rel.position.Target)
			for _, x := range rel.content {
				seq := linear.Sequence{Labels: make([]uint8, x[1]-x[0]), Copies: ex.copies}
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

func (r *reading) argSequence(e *emitter, rel *relation, isCue []bool) (seq linear.Sequence) {
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
	orders        = 4 // of the examples, whose perceptrons are averaged
	defaultEpochs = 4
	tagMargin     = 4    // of the taggers, in updates
	prune         = 0.05 // in updates
	// faint is the magnitude, in 32nds of an update, that one weight at least of a feature of the
	// taggers must have: 12 leaves out four in nine features and changes no held-out score by more than
	// 0.2 (docs/models.md).
	faint = 12
)

// tagOptions are those of the taggers, meaningOptions those of act and stance.
var (
	tagOptions     = linear.CRFOptions{Iterations: 40, Decay: 500, Rarity: 1, MinSeen: 2, Prune: 0.01}
	meaningOptions = linear.CRFOptions{Iterations: 50, Decay: 2000, Rarity: 2, MinSeen: 2, Prune: 0.002}
)

// sequences learns one model: the mean of a field and of perceptrons that differ in the order of
// their examples. The field does better on texts unlike those that it has seen, the perceptrons
// on those like them (docs/models.md).
func sequences(labels []string, examples []linear.Sequence, h linear.Header, o train.Options) (*linear.Model, error) {
	h.Epochs = cmp.Or(o.Epochs, defaultEpochs)
	models, errs := make([]*linear.Model, cmp.Or(o.Orders, orders)), make([]error, cmp.Or(o.Orders, orders))
	var all sync.WaitGroup
	for k := range models {
		all.Go(func() {
			l, err := linear.NewLearner(labels)
			if err != nil {
				errs[k] = err
				return
			}
			l.Train(examples, linear.Options{Seed: o.Seed + uint64(k), Epochs: h.Epochs, Margin: tagMargin})
			models[k] = l.Model(h, prune)
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	field := linear.CRF(h, labels, examples, tagOptions)
	o.Logf("%d examples, labels %v", len(examples), labels)
	return linear.Average([]*linear.Model{linear.Average(models), field}).Pruned(faint), nil
}

// meanings learns act and stance.
func meanings(examples []example, h linear.Header) (acts, stances *linear.Model) {
	var e emitter
	var ofAct, ofStance []linear.Sequence
	for _, ex := range examples {
		for k := range ex.rels {
			rel := &ex.rels[k]
			if rel.position.Act == "" {
				continue
			}
			ex.actFeatures(&e, &rel.relation)
			ofAct = append(ofAct, ex.single(&e, slices.Index(corpus.Acts, rel.position.Act)))
			ex.stanceFeatures(&e, &rel.relation, rel.position.Act)
			ofStance = append(ofStance, ex.single(&e, slices.Index(corpus.Stances, rel.position.Stance)))
		}
	}
	return linear.CRF(h, names(corpus.Acts), ofAct, meaningOptions), linear.CRF(h, names(corpus.Stances), ofStance, meaningOptions)
}

// single makes a sequence of one token of the features at hand.
func (ex *example) single(e *emitter, label int) linear.Sequence {
	return linear.Sequence{Features: [][]uint32{slices.Clone(e.out)}, Labels: []uint8{uint8(label)}, Copies: ex.copies}
}

func names[T ~string](all []T) (out []string) {
	for _, s := range all {
		out = append(out, string(s))
	}
	return out
}
