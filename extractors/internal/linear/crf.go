package linear

import (
	"math"
	"slices"
	"sync"
)

// CRFOptions are those of [CRF].
type CRFOptions struct {
	Iterations int     // of the minimiser, at most
	Decay      float64 // weight of the L2 penalty beside the summed loss of all sequences
	// Rarity is the power of the inverse document frequency by which a feature counts.
	Rarity float64
	// MinSeen is how many tokens must have a feature before it counts.
	MinSeen int
	// Prune is the magnitude, in log odds, below which a weight is left out of the model.
	Prune float64
}

// crfScale is the number of steps of a quantised weight per unit of log odds. Weights of a
// CRF are then about as large as those of a perceptron, and the mean of the two heeds both.
const crfScale = 2048

// CRF learns a conditional random field (Lafferty, McCallum and Pereira 2001): the labels of a
// sequence whose probability it maximises, with transitions as the BIO scheme allows them.
// Where labels are uncertain, as what "said" amounts to is, it is surer than a perceptron,
// which moves at every example that it gets wrong. Sequences of one token make it a
// multinomial logistic regression.
//
// A feature counts by the power Rarity of log(N/n), n of the N tokens having it (inverse
// document frequency; Spärck Jones 1972): the penalty then binds the weights of what is
// everywhere, such as the tag of the cue, and leaves those of the telling words free. The
// weights hold that factor; scoring knows nothing of it. The same sequences give the same
// model.
func CRF(h Header, labels []string, sequences []Sequence, o CRFOptions) *Model {
	h.Labels = slices.Clone(labels)
	h.Epochs = o.Iterations
	c, keys := newField(labels, sequences, o)
	w := minimise(c.at, make([]float64, len(c.value)*c.n+c.n*c.n), o.Iterations)
	weights, trans := c.parts(w)
	m := &Model{Header: h, trans: make([]int32, (c.n+1)*c.n)}
	for i, w := range trans {
		m.trans[i] = int32(math.Round(w * crfScale))
	}
	m.rows = quantised(keys, c.n, crfScale, o.Prune, func(k, label int) float64 {
		return weights[k*c.n+label] * c.value[k]
	})
	return m
}

// field is what CRF minimises the loss of: n labels, sequences whose features are rows of
// weights.
type field struct {
	n         int
	sequences []Sequence
	value     []float64 // of a feature, by row
	decay     float64
	inside    []bool // labels that no sequence begins with
	barred    []bool // transitions, n × n
	shards    [numShards]shard
	scaled    []float32 // weights with the value of their features, of the moment
}

// numShards is the number of parts of the sequences that are gone through at the same time. It
// is fixed, whatever the processors, as the order of sums decides their last bits.
const numShards = 2

func newField(labels []string, sequences []Sequence, o CRFOptions) (c *field, keys []uint32) {
	n := len(labels)
	c = &field{n: n, decay: o.Decay, inside: make([]bool, n), barred: make([]bool, n*n)}
	for y, before := range predecessors(labels) {
		c.inside[y] = before != nil
		for x := range n {
			c.barred[x*n+y] = before != nil && !slices.Contains(before, uint8(x))
		}
	}
	tokens, seen := frequencies(sequences)
	row := map[uint32]uint32{}
	for _, s := range sequences {
		s.Features = slices.Clone(s.Features)
		for i, features := range s.Features {
			rows := make([]uint32, 0, len(features))
			for _, f := range features {
				if seen[f] < o.MinSeen {
					continue
				}
				r, ok := row[f]
				if !ok {
					r = uint32(len(keys))
					row[f] = r
					keys = append(keys, f)
					c.value = append(c.value, math.Pow(math.Log(float64(tokens)/float64(seen[f])), o.Rarity))
				}
				rows = append(rows, r)
			}
			s.Features[i] = rows
		}
		c.sequences = append(c.sequences, s)
	}
	size := len(keys)*n + n*n
	c.scaled = make([]float32, len(keys)*n)
	for k := range c.shards {
		c.shards[k] = shard{field: c, gradient: make([]float64, size), row: make([]float64, n), odds: make([]float64, n*n)}
	}
	return c, keys
}

// frequencies returns the number of tokens, and of those that have a feature.
func frequencies(sequences []Sequence) (tokens int, seen map[uint32]int) {
	seen = map[uint32]int{}
	var set []uint32
	for _, s := range sequences {
		for _, features := range s.Features {
			set = append(set[:0], features...)
			slices.Sort(set)
			for _, f := range slices.Compact(set) {
				seen[f]++
			}
			tokens++
		}
	}
	return tokens, seen
}

// parts splits a vector into the weights of features and those of transitions.
func (c *field) parts(w []float64) (weights, trans []float64) {
	size := len(c.value) * c.n
	return w[:size], w[size:]
}

// at returns the loss with weights w, and puts its gradient into g. The conversions of
// products forbid the compiler to fuse them with a sum, which would round otherwise on
// another kind of processor.
func (c *field) at(w, g []float64) float64 {
	weights, trans := c.parts(w)
	for i, x := range weights {
		c.scaled[i] = float32(x * c.value[i/c.n])
	}
	var all sync.WaitGroup
	for k := range c.shards {
		all.Go(func() { c.shards[k].pass(k, trans) })
	}
	all.Wait()
	sum := 0.0
	for k := range c.shards {
		sum += c.shards[k].loss
	}
	for i, x := range w {
		d := 0.0
		for k := range c.shards {
			d += c.shards[k].gradient[i]
		}
		if i < len(weights) {
			d *= c.value[i/c.n]
		}
		g[i] = d + float64(c.decay*x)
		sum += float64(c.decay / 2 * float64(x*x))
	}
	return sum
}

// shard is every second of the sequences, and the scratch for going through them.
type shard struct {
	*field
	loss     float64
	gradient []float64 // by what is yet to be multiplied with the value of the feature
	trans    []float64
	odds     []float64 // of transitions: their exponentials, 0 where barred

	// The rest is of one sequence, for each token a row of labels: its own scores as
	// exponentials, the share of all paths that end so, and the weight of those that go on so,
	// scaled by the factor of each token.
	local, ahead, behind []float64
	scale                []float64
	row                  []float64
}

// pass puts the loss of the sequences of shard k, and its gradient, into s.
func (s *shard) pass(k int, trans []float64) {
	s.loss, s.trans = 0, trans
	clear(s.gradient)
	for i, t := range trans {
		if !s.barred[i] {
			s.odds[i] = math.Exp(t)
		}
	}
	for ; k < len(s.sequences); k += numShards {
		if q := &s.sequences[k]; len(q.Labels) > 0 {
			copies := float64(max(1, q.Copies))
			s.loss += float64(copies * s.forward(q))
			s.backward(q, copies)
		}
	}
}

// forward goes through a sequence from its start and returns the logarithm of one by the
// probability of its labels.
func (s *shard) forward(q *Sequence) (loss float64) {
	n, length := s.n, len(q.Labels)
	if cap(s.scale) < length {
		s.local, s.ahead, s.behind = make([]float64, 2*length*n), make([]float64, 2*length*n), make([]float64, 2*length*n)
		s.scale = make([]float64, 2*length)
	}
	for i, features := range q.Features {
		clear(s.row)
		for _, r := range features {
			for y, w := range s.scaled[int(r)*n:][:n] {
				s.row[y] += float64(w)
			}
		}
		truth := int(q.Labels[i])
		top := slices.Max(s.row)
		loss += top - s.row[truth]
		local, here := s.local[i*n:][:n], s.ahead[i*n:][:n]
		for y, x := range s.row {
			local[y] = math.Exp(x - top)
		}
		if i == 0 {
			s.start(local, here)
		} else {
			loss -= s.trans[int(q.Labels[i-1])*n+truth]
			s.step(s.ahead[(i-1)*n:][:n], local, here)
		}
		sum := 0.0
		for _, x := range here {
			sum += x
		}
		for y := range here {
			here[y] /= sum
		}
		s.scale[i] = sum
		loss += math.Log(sum)
	}
	return loss
}

// start puts the ways to begin into here: all labels but those that must follow another.
func (s *shard) start(local, here []float64) {
	for y, x := range local {
		if here[y] = x; s.inside[y] {
			here[y] = 0
		}
	}
}

// step puts the sum of the ways from the labels before to each label into here.
func (s *shard) step(before, local, here []float64) {
	n := s.n
	clear(here)
	for x, p := range before {
		for y, odds := range s.odds[x*n:][:n] {
			here[y] += float64(p * odds)
		}
	}
	for y := range here {
		here[y] *= local[y]
	}
}

// backward goes through a sequence from its end and adds what its labels are expected to be,
// less what they are, to the gradient.
func (s *shard) backward(q *Sequence, copies float64) {
	n := s.n
	weights, trans := s.parts(s.gradient)
	for i := len(q.Labels) - 1; i >= 0; i-- {
		ahead, behind := s.ahead[i*n:][:n], s.behind[i*n:][:n]
		if i == len(q.Labels)-1 {
			for y := range behind {
				behind[y] = 1
			}
		} else {
			s.stepBack(i, behind)
		}
		truth, wrong := int(q.Labels[i]), 0.0
		for y, p := range ahead {
			s.row[y] = float64(p * behind[y])
			if y == truth {
				s.row[y]--
			}
			wrong = max(wrong, math.Abs(s.row[y]))
			s.row[y] *= copies
		}
		if i > 0 {
			s.between(trans, q, i, copies)
		}
		if wrong < negligible {
			continue
		}
		for _, r := range q.Features[i] {
			for y, d := range s.row {
				weights[int(r)*n+y] += d
			}
		}
	}
}

// negligible is the error of a token's label below which it teaches nothing; most tokens are
// soon so sure, and the others take half of the time.
const negligible = 1e-5

// stepBack puts the weight of the ways on from each label of token i into behind.
func (s *shard) stepBack(i int, behind []float64) {
	n := s.n
	local, next := s.local[(i+1)*n:][:n], s.behind[(i+1)*n:][:n]
	for x := range behind {
		sum := 0.0
		for y, odds := range s.odds[x*n:][:n] {
			sum += float64(odds * local[y] * next[y])
		}
		behind[x] = sum / s.scale[i+1]
	}
}

// between adds the expected transitions to token i, less that which it has, to the gradient.
func (s *shard) between(trans []float64, q *Sequence, i int, copies float64) {
	n := s.n
	before, local, behind := s.ahead[(i-1)*n:][:n], s.local[i*n:][:n], s.behind[i*n:][:n]
	for x, p := range before {
		for y, odds := range s.odds[x*n:][:n] {
			trans[x*n+y] += float64(copies * p * odds * local[y] * behind[y] / s.scale[i])
		}
	}
	trans[int(q.Labels[i-1])*n+int(q.Labels[i])] -= copies
}
