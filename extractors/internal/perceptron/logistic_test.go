package perceptron

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

// TestMinimise goes down a long narrow valley, in which plain steepest descent swings from
// side to side.
func TestMinimise(t *testing.T) {
	scale := []float64{1, 30, 1000, 7, 300}
	valley := func(x, g []float64) (sum float64) {
		for i, s := range scale {
			d := x[i] - float64(i)
			sum += s * d * d / 2
			g[i] = s * d
		}
		return sum
	}
	got := minimise(valley, make([]float64, len(scale)), 60)
	for i, x := range got {
		if math.Abs(x-float64(i)) > 1e-4 {
			t.Errorf("coordinate %d is %v, not %d", i, x, i)
		}
	}
}

// toss makes examples whose label the features tell in part.
func toss(n int) (out []Example) {
	rng := rand.New(rand.NewPCG(7, 7))
	for range n {
		label := rng.IntN(3)
		x := Example{Label: label, Features: []uint32{1, uint32(100 + rng.IntN(9))}}
		if rng.IntN(4) > 0 {
			x.Features = append(x.Features, uint32(10+label))
		}
		out = append(out, x)
	}
	return out
}

// TestGradient compares the gradient of the loss with the slope measured.
func TestGradient(t *testing.T) {
	examples := toss(40)
	rows, keys, _ := numbered(examples, 1)
	l := &loss{n: 3, rows: rows, examples: examples, decay: 0.7, value: make([]float64, len(keys))}
	rng := rand.New(rand.NewPCG(1, 2))
	w := make([]float64, 3*len(keys))
	for i := range w {
		w[i] = rng.Float64() - 0.5
	}
	for i := range l.value {
		l.value[i] = 0.5 + rng.Float64()
	}
	g, unused := make([]float64, len(w)), make([]float64, len(w))
	l.at(w, g)
	const h = 1e-5
	for i := range w {
		old := w[i]
		w[i] = old + h
		above := l.at(w, unused)
		w[i] = old - h
		below := l.at(w, unused)
		w[i] = old
		if slope := (above - below) / (2 * h); math.Abs(slope-g[i]) > 1e-5*(1+math.Abs(slope)) {
			t.Fatalf("gradient %d is %v; the slope is %v", i, g[i], slope)
		}
	}
}

func TestLogistic(t *testing.T) {
	train := func() *Model {
		return Logistic(Header{}, []string{"a", "b", "c"}, toss(600), LogisticOptions{Iterations: 30, Decay: 1, Rarity: 1, MinSeen: 2})
	}
	m := train()
	scores := make([]int32, 3)
	for label := range 3 {
		if got := m.Best([]uint32{1, 104, uint32(10 + label)}, scores); got != label {
			t.Errorf("the feature of label %d gives %d", label, got)
		}
	}
	if !bytes.Equal(m.Encode(), train().Encode()) {
		t.Error("the same examples give different models")
	}
}

// TestRarityFreesRareFeatures: where two features always come together, the rarer one has the
// greater part of the weight.
func TestRarityFreesRareFeatures(t *testing.T) {
	var examples []Example
	for i := range 400 {
		x := Example{Label: i % 2, Features: []uint32{uint32(1 + i%2)}}
		if i%2 == 1 && i < 40 {
			x.Features = append(x.Features, 9)
		}
		if i%8 == 0 { // the frequent feature errs at times
			x.Features[0] = 2
		}
		examples = append(examples, x)
	}
	weight := func(rarity float64) float64 {
		m := Logistic(Header{}, []string{"a", "b"}, examples, LogisticOptions{Iterations: 50, Decay: 20, Rarity: rarity, MinSeen: 2})
		rare, frequent := make([]int32, 2), make([]int32, 2)
		m.Score([]uint32{9}, rare)
		m.Score([]uint32{2}, frequent)
		return float64(rare[1]-rare[0]) / float64(frequent[1]-frequent[0])
	}
	if plain, freed := weight(0), weight(2); freed < 2*plain {
		t.Errorf("the rare feature has %.2f of the weight of the frequent one without rarity, %.2f with it", plain, freed)
	}
}
