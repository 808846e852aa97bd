package linear

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

// toss makes sequences of a number of tokens whose labels the features tell in part. With
// names of labels after the BIO scheme, what is inside follows what begins.
func toss(n, length int) (out []Sequence) {
	rng := rand.New(rand.NewPCG(7, 7))
	for range n {
		var s Sequence
		for range length {
			label := uint8(rng.IntN(3))
			if label == 2 && (len(s.Labels) == 0 || s.Labels[len(s.Labels)-1] == 0) && length > 1 {
				label = 1
			}
			x := []uint32{1, uint32(100 + rng.IntN(9))}
			if rng.IntN(4) > 0 {
				x = append(x, uint32(10+label))
			}
			s.Labels, s.Features = append(s.Labels, label), append(s.Features, x)
		}
		out = append(out, s)
	}
	return out
}

// TestGradient compares the gradient of the loss with the slope measured.
func TestGradient(t *testing.T) {
	for _, labels := range [][]string{{"a", "b", "c"}, {"O", "B-X", "I-X"}} {
		sequences := toss(40, 4)
		sequences[3].Copies = 3
		c, keys := newField(labels, sequences, CRFOptions{Decay: 0.7, MinSeen: 1})
		rng := rand.New(rand.NewPCG(1, 2))
		w := make([]float64, 3*len(keys)+9)
		for i := range w {
			w[i] = rng.Float64() - 0.5
		}
		for i := range c.value {
			c.value[i] = 0.5 + rng.Float64()
		}
		g, unused := make([]float64, len(w)), make([]float64, len(w))
		c.at(w, g)
		const h = 1e-2 // the scores are no more exact than float32
		for i := range w {
			old := w[i]
			w[i] = old + h
			above := c.at(w, unused)
			w[i] = old - h
			below := c.at(w, unused)
			w[i] = old
			if slope := (above - below) / (2 * h); math.Abs(slope-g[i]) > 1e-2*(1+math.Abs(slope)) {
				t.Fatalf("%v: gradient %d is %v; the slope is %v", labels, i, g[i], slope)
			}
		}
	}
}

// TestLossIsOfAllPaths compares the loss with what all labellings of a sequence, one by one,
// amount to.
func TestLossIsOfAllPaths(t *testing.T) {
	labels := []string{"O", "B-X", "I-X"}
	sequences := toss(1, 3)
	c, keys := newField(labels, sequences, CRFOptions{MinSeen: 1})
	rng := rand.New(rand.NewPCG(3, 4))
	w := make([]float64, 3*len(keys)+9)
	for i := range w {
		w[i] = rng.Float64() - 0.5
	}
	for i := range c.value {
		c.value[i] = 1
	}
	weights, trans := c.parts(w)
	score := func(path []uint8) (sum float64) {
		for i, y := range path {
			for _, r := range c.sequences[0].Features[i] {
				sum += weights[3*int(r)+int(y)]
			}
			if i > 0 {
				sum += trans[3*int(path[i-1])+int(y)]
			}
		}
		return sum
	}
	all := 0.0
	for k := range 27 {
		path := []uint8{uint8(k % 3), uint8(k / 3 % 3), uint8(k / 9)}
		if path[0] != 2 && (path[1] != 2 || path[0] != 0) && (path[2] != 2 || path[1] != 0) {
			all += math.Exp(score(path))
		}
	}
	want := math.Log(all) - score(sequences[0].Labels)
	if got := c.at(w, make([]float64, len(w))); math.Abs(got-want) > 1e-5 {
		t.Errorf("loss %v, want %v", got, want)
	}
}

func TestCRF(t *testing.T) {
	labels := []string{"O", "B-X", "I-X"}
	train := func() *Model {
		return CRF(Header{}, labels, toss(400, 4), CRFOptions{Iterations: 30, Decay: 1, Rarity: 1, MinSeen: 2})
	}
	m := train()
	d := NewDecoder(m)
	want := []uint8{0, 1, 2, 0}
	d.Begin(len(want))
	for i, y := range want {
		d.Add(i, []uint32{1, 104, uint32(10 + y)})
	}
	if got := d.Labels(); !bytes.Equal(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
	if !bytes.Equal(m.Encode(), train().Encode()) {
		t.Error("the same sequences give different models")
	}
}

// TestCRFOfSingleTokens: a sequence of one token is an example of a classifier.
func TestCRFOfSingleTokens(t *testing.T) {
	m := CRF(Header{}, []string{"a", "b", "c"}, toss(600, 1), CRFOptions{Iterations: 30, Decay: 1, Rarity: 1, MinSeen: 2})
	scores := make([]int32, 3)
	for label := range 3 {
		if got := m.Best([]uint32{1, 104, uint32(10 + label)}, scores); got != label {
			t.Errorf("the feature of label %d gives %d", label, got)
		}
	}
}

// TestRarityFreesRareFeatures: where two features always come together, the rarer one has the
// greater part of the weight.
func TestRarityFreesRareFeatures(t *testing.T) {
	var examples []Sequence
	for i := range 400 {
		x := []uint32{uint32(1 + i%2)}
		if i%2 == 1 && i < 40 {
			x = append(x, 9)
		}
		if i%8 == 0 { // the frequent feature errs at times
			x[0] = 2
		}
		examples = append(examples, Sequence{Labels: []uint8{uint8(i % 2)}, Features: [][]uint32{x}})
	}
	weight := func(rarity float64) float64 {
		m := CRF(Header{}, []string{"a", "b"}, examples, CRFOptions{Iterations: 50, Decay: 20, Rarity: rarity, MinSeen: 2})
		rare, frequent := make([]int32, 2), make([]int32, 2)
		m.Score([]uint32{9}, rare)
		m.Score([]uint32{2}, frequent)
		return float64(rare[1]-rare[0]) / float64(frequent[1]-frequent[0])
	}
	if plain, freed := weight(0), weight(2); freed < 2*plain {
		t.Errorf("the rare feature has %.2f of the weight of the frequent one without rarity, %.2f with it", plain, freed)
	}
}
