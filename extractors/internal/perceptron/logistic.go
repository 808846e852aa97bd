package perceptron

import (
	"math"
	"slices"
)

// Example is a training example of a classifier.
type Example struct {
	Features []uint32
	Label    int
}

// LogisticOptions are those of [Logistic].
type LogisticOptions struct {
	Iterations int     // of the minimiser, at most
	Decay      float64 // weight of the L2 penalty beside the summed loss of all examples
	// Rarity is the power of the inverse document frequency by which a feature counts.
	Rarity float64
	// MinSeen is how many examples must have a feature before it counts.
	MinSeen int
}

// logisticScale is the number of steps of a quantised weight per unit of log odds.
const logisticScale = 2048

// Logistic learns a classifier by multinomial logistic regression. Where labels are uncertain,
// as what "said" amounts to is, it is surer than a perceptron, which moves at every example
// that it gets wrong. A feature counts by the power Rarity of log(N/n), n of the N examples
// having it (inverse document frequency; Spärck Jones 1972): the penalty then binds the
// weights of what is everywhere, such as the tag of the cue, and leaves those of the telling
// words free. The weights hold that factor; scoring knows nothing of it. The same examples
// give the same model.
func Logistic(h Header, labels []string, examples []Example, o LogisticOptions) *Model {
	h.Labels = slices.Clone(labels)
	h.Epochs = o.Iterations
	rows, keys, seen := numbered(examples, o.MinSeen)
	l := &loss{n: len(labels), rows: rows, examples: examples, decay: o.Decay, value: make([]float64, len(keys))}
	for r, key := range keys {
		l.value[r] = math.Pow(math.Log(float64(len(examples))/float64(seen[key])), o.Rarity)
	}
	weights := minimise(l.at, make([]float64, len(keys)*l.n), o.Iterations)
	for i := range weights {
		weights[i] *= l.value[i/l.n]
	}
	return quantised(h, keys, weights)
}

// loss is what Logistic minimises.
type loss struct {
	n        int // labels
	rows     [][]uint32
	examples []Example
	value    []float64 // of a feature, by row
	decay    float64
}

// at returns the loss with weights w, and puts its gradient into g. The conversions forbid
// the processor to fuse operations, which would round otherwise on another one.
func (l *loss) at(w, g []float64) float64 {
	sum := 0.0
	for i, x := range w {
		g[i] = l.decay * x
		sum += float64(l.decay / 2 * float64(x*x))
	}
	p := make([]float64, l.n)
	for i, features := range l.rows {
		clear(p)
		for _, r := range features {
			v := l.value[r]
			for y, x := range w[int(r)*l.n:][:l.n] {
				p[y] += float64(x * v)
			}
		}
		softmax(p)
		label := l.examples[i].Label
		sum -= math.Log(max(p[label], math.SmallestNonzeroFloat64))
		p[label]--
		for _, r := range features {
			v := l.value[r]
			row := g[int(r)*l.n:][:l.n]
			for y, d := range p {
				row[y] += float64(d * v)
			}
		}
	}
	return sum
}

// numbered gives each feature that is seen often enough a row, in the order of its first
// appearance, and returns the rows of each example, each once, and how many examples have a
// feature.
func numbered(examples []Example, minSeen int) (rows [][]uint32, keys []uint32, seen map[uint32]int) {
	seen = map[uint32]int{}
	sets := make([][]uint32, len(examples))
	for i, x := range examples {
		sets[i] = slices.Compact(slices.Sorted(slices.Values(x.Features)))
		for _, f := range sets[i] {
			seen[f]++
		}
	}
	row := map[uint32]uint32{}
	rows = make([][]uint32, len(examples))
	for i, set := range sets {
		for _, f := range set {
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
	return rows, keys, seen
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
