package linear

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Sequence is a training example of a label for each of a row of tokens.
type Sequence struct {
	Features [][]uint32 // for each token
	Labels   []uint8    // indexes into the labels
	Copies   int        // how often it is seen in an epoch; 0 counts as 1
}

// Options of [Learner.Train].
type Options struct {
	Seed   uint64
	Epochs int
	// Margin is added to the score of every wrong label during training, so that the right
	// labels must win by that much for each label that differs (in updates).
	Margin int
	// Dropout is the share of the features of a token, chosen anew each time that it is seen, that
	// are left out of a step of training, so that the weights of a few strong features do not keep
	// the others from being learned (Wager, Wang and Liang 2013). 0 leaves out none.
	Dropout float64
	// Progress, if not nil, is told the share of wrong labels after each epoch.
	Progress func(epoch int, wrong float64)
}

// Train learns weights and transitions from sequences, in an order shuffled by the seed.
func (l *Learner) Train(sequences []Sequence, o Options) {
	var order []int
	for i, s := range sequences {
		for range max(1, s.Copies) {
			order = append(order, i)
		}
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	var d lattice
	var kept []uint32
	var step Sequence
	for epoch := 1; epoch <= o.Epochs; epoch++ {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, all := 0, 0
		for _, i := range order {
			s := &sequences[i]
			if o.Dropout > 0 {
				s, kept = drop(&step, s, kept[:0], rng, o.Dropout)
			}
			wrong += l.learnSequence(s, &d, int32(o.Margin))
			all += len(sequences[i].Labels)
		}
		if o.Progress != nil {
			o.Progress(epoch, float64(wrong)/float64(max(1, all)))
		}
	}
}

// drop puts into step what is left of s, in the room of kept.
func drop(step, s *Sequence, kept []uint32, rng *rand.Rand, share float64) (*Sequence, []uint32) {
	limit := uint32(share * (1 << 32))
	step.Labels, step.Features = s.Labels, step.Features[:0]
	for _, features := range s.Features {
		kept = slices.Grow(kept, len(features))
		at := len(kept)
		for _, f := range features {
			if rng.Uint32() >= limit {
				kept = append(kept, f)
			}
		}
		step.Features = append(step.Features, kept[at:])
	}
	return step, kept
}

// learnSequence is one step of training. It returns the number of wrong labels.
func (l *Learner) learnSequence(s *Sequence, d *lattice, margin int32) (wrong int) {
	n := len(l.labels)
	l.step++
	scores := d.reset(len(s.Labels), n)
	for i, features := range s.Features {
		row := scores[i*n:][:n]
		l.Score(features, row)
		if margin > 0 {
			row[s.Labels[i]] -= margin
		}
	}
	d.follow(l.labels, l.trans)
	guess := d.decode()
	before, guessBefore := n, n
	for i, truth := range s.Labels {
		g := guess[i]
		if g != truth {
			wrong++
			l.update(s.Features[i], int(truth), int(g))
		}
		if g != truth || guessBefore != before {
			at, wrongAt := before*n+int(truth), guessBefore*n+int(g)
			l.move(&l.trans[at], &l.transSums[at], 1)
			l.move(&l.trans[wrongAt], &l.transSums[wrongAt], -1)
		}
		before, guessBefore = int(truth), int(g)
	}
	return wrong
}

// Decoder finds the best labels of sequences. It holds scratch that is used again, so each
// goroutine needs its own.
type Decoder struct {
	m *Model
	d lattice
}

// NewDecoder returns a decoder for m.
func NewDecoder(m *Model) *Decoder {
	d := &Decoder{m: m}
	d.d.follow(m.Labels, m.trans)
	return d
}

// Begin starts a sequence of the given length, with all scores 0.
func (d *Decoder) Begin(length int) { d.d.reset(length, len(d.m.Labels)) }

// Scores returns the scores of token i, one for each label, to be added to.
func (d *Decoder) Scores(i int) []int32 {
	n := len(d.m.Labels)
	return d.d.scores[i*n:][:n:n]
}

// Add adds the weights of the features of token i to its scores.
func (d *Decoder) Add(i int, features []uint32) { d.m.Score(features, d.Scores(i)) }

// Labels returns the best labels of the sequence under the learned transitions; the slice
// is valid until the next Begin.
func (d *Decoder) Labels() []uint8 { return d.d.decode() }

// lattice is the scratch of Viterbi's algorithm (Viterbi 1967): time and space linear in
// the length, quadratic in the number of labels.
type lattice struct {
	length, n int
	scores    []int32 // length × n
	back      []uint8
	out       []uint8

	before [][]uint8 // for each label, those that it may follow; nil: all
	start  []int32   // from the start to each label; impossible for one inside
	into   []int64   // n × n, to each label from each, placed as ends are
	ends   []int64   // the best paths so far, by the label that they end with; see pack
}

// follow sets the labels and the transitions that decode follows, as a Model has them.
func (d *lattice) follow(labels []string, trans []int32) {
	n := len(labels)
	if len(d.into) != n*n {
		d.before = predecessors(labels)
		d.start, d.into, d.ends = make([]int32, n), make([]int64, n*n), make([]int64, n)
	}
	for y := range n {
		d.start[y] = trans[n*n+y]
		if strings.HasPrefix(labels[y], insidePrefix) {
			d.start[y] = impossible
		}
		for x := range n {
			d.into[y*n+x] = int64(trans[x*n+y]) << packBits
		}
	}
}

func (d *lattice) reset(length, n int) []int32 {
	if d.n = n; cap(d.scores) < length*n {
		d.scores = make([]int32, length*n*2)
		d.back = make([]uint8, length*n*2)
		d.out = make([]uint8, length*2)
	}
	d.length = length
	d.scores, d.back, d.out = d.scores[:length*n], d.back[:length*n], d.out[:length]
	clear(d.scores)
	return d.scores
}

// impossible is far below every score: a path through a barred transition never wins, since
// one without any always exists (O, or B-X, may follow everything).
const impossible = -1 << 28

// packBits are those of a path's end below its score.
const packBits = 6

// pack puts a score above the label with it, so that the greater of two is that of the higher
// score, and of equals the first label's: the best of many is found without a branch.
func pack(score int32, label int) int64 {
	return int64(score)<<packBits | int64(maxLabels-1-label)
}

func unpack(end int64) (score int32, label uint8) {
	return int32(end >> packBits), uint8(maxLabels - 1 - end&(maxLabels-1))
}

func (d *lattice) decode() []uint8 {
	if d.length == 0 {
		return d.out
	}
	for y, s := range d.start {
		d.ends[y] = pack(max(d.scores[y]+s, impossible), y)
	}
	for i := 1; i < d.length; i++ {
		d.advance(i)
	}
	_, best := unpack(slices.Max(d.ends))
	for i := d.length - 1; i >= 0; i-- {
		d.out[i] = best
		best = d.back[i*d.n+int(best)]
	}
	return d.out
}

// advance extends the best paths to token i.
func (d *lattice) advance(i int) {
	n := d.n
	here, back := d.scores[i*n:][:n], d.back[i*n:][:n]
	for y := range here {
		into := d.into[y*n:][:n]
		best := int64(math.MinInt64)
		if d.before[y] == nil {
			for x, end := range d.ends {
				best = max(best, end+into[x])
			}
		} else {
			for _, x := range d.before[y] {
				best = max(best, d.ends[x]+into[x])
			}
		}
		score, from := unpack(best)
		here[y], back[y] = max(here[y]+score, impossible), from
	}
	for y, s := range here {
		d.ends[y] = pack(s, y)
	}
}

const insidePrefix = "I-"

// predecessors returns for each label those that the BIO scheme lets it follow: I-X follows
// B-X and I-X, all others may follow any (nil).
func predecessors(labels []string) [][]uint8 {
	out := make([][]uint8, len(labels))
	for y, name := range labels {
		kind, inside := strings.CutPrefix(name, insidePrefix)
		if !inside {
			continue
		}
		out[y] = []uint8{}
		begin := "B-" + kind
		for x, other := range labels {
			if other == name || other == begin {
				out[y] = append(out[y], uint8(x))
			}
		}
	}
	return out
}
