package perceptron

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Example is a training example of a classifier.
type Example struct {
	Features []uint32
	Label    int
	Weight   float64 // of its loss; 0 counts as 1
}

// LogisticOptions are those of [Logistic].
type LogisticOptions struct {
	Seed   uint64
	Epochs int
	Rate   float64 // of learning, before AdaGrad divides it
	Decay  float64 // L2 penalty per example
	// MinSeen is how many examples must have a feature before it counts.
	MinSeen int
}

// logisticScale is the number of steps of a quantised weight per unit of log odds.
const logisticScale = 2048

// Logistic learns a classifier by multinomial logistic regression: stochastic gradients with
// rates of their own for each weight (AdaGrad; Duchi, Hazan and Singer 2011). Where labels
// are uncertain, as what "said" amounts to is, it is surer than a perceptron, which moves at
// every example that it gets wrong. The same examples and seed give the same model.
func Logistic(h Header, labels []string, examples []Example, o LogisticOptions) *Model {
	h.Labels = slices.Clone(labels)
	h.Seed, h.Epochs = o.Seed, o.Epochs
	rows, keys := numbered(examples, o.MinSeen)
	n := len(labels)
	weights, squares := make([]float64, len(keys)*n), make([]float64, len(keys)*n)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	p := make([]float64, n)
	for range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			clear(p)
			for _, r := range rows[i] {
				for y, w := range weights[int(r)*n:][:n] {
					p[y] += w
				}
			}
			softmax(p)
			p[examples[i].Label]--
			weigh := examples[i].Weight
			if weigh == 0 {
				weigh = 1
			}
			for _, r := range rows[i] {
				w, s := weights[int(r)*n:][:n], squares[int(r)*n:][:n]
				for y, g := range p {
					// The conversions forbid the processor to fuse, which would round otherwise.
					g = float64(g*weigh) + float64(o.Decay*w[y])
					s[y] += float64(g * g)
					w[y] -= float64(o.Rate * g / math.Sqrt(s[y]+1e-8))
				}
			}
		}
	}
	return quantised(h, keys, weights)
}

// numbered gives each feature that is seen often enough a row, in the order of its first
// appearance, and returns the rows of each example.
func numbered(examples []Example, minSeen int) (rows [][]uint32, keys []uint32) {
	seen := map[uint32]int{}
	for _, x := range examples {
		for _, f := range x.Features {
			seen[f]++
		}
	}
	row := map[uint32]uint32{}
	rows = make([][]uint32, len(examples))
	for i, x := range examples {
		for _, f := range x.Features {
			if seen[f] < minSeen {
				continue
			}
			r, ok := row[f]
			if !ok {
				r = uint32(len(keys))
				row[f] = r
				keys = append(keys, f)
			}
			rows[i] = append(rows[i], r)
		}
	}
	return rows, keys
}

// softmax turns scores into probabilities.
func softmax(p []float64) {
	top, sum := slices.Max(p), 0.0
	for i, s := range p {
		p[i] = math.Exp(s - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

func quantised(h Header, keys []uint32, weights []float64) *Model {
	n := len(h.Labels)
	m := &Model{Header: h, trans: make([]int32, (n+1)*n)}
	var kept []slot
	var all []int16
	for r, key := range keys {
		row := make([]int16, n)
		empty := true
		for y, w := range weights[r*n:][:n] {
			row[y] = int16(max(math.MinInt16, min(math.MaxInt16, math.Round(w*logisticScale))))
			if row[y] > -4 && row[y] < 4 {
				row[y] = 0
			}
			empty = empty && row[y] == 0
		}
		if !empty {
			kept = append(kept, slot{key, uint32(len(kept))})
			all = append(all, row...)
		}
	}
	m.rows = newTable(n, kept, all)
	return m
}
