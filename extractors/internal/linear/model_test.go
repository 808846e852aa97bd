package linear

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// letters are two toy sequences: capitals are names, "of" between them belongs to the name.
func letters() []Sequence {
	words := [][]string{{"x", "A", "B", "y"}, {"A", "of", "B"}, {"x", "of", "y"}, {"A", "x", "A"}}
	labels := [][]uint8{{0, 1, 2, 0}, {1, 2, 2}, {0, 0, 0}, {1, 0, 1}}
	var out []Sequence
	for i, sentence := range words {
		s := Sequence{Labels: labels[i]}
		for _, w := range sentence {
			s.Features = append(s.Features, features(w))
		}
		out = append(out, s)
	}
	return out
}

func features(w string) []uint32 {
	shape := "small"
	if strings.ToUpper(w) == w {
		shape = "capital"
	}
	return []uint32{Hash(1, w), Hash(2, shape), Join(3, Hash(1, w), Hash(2, shape))}
}

func trained(t *testing.T, seed uint64) *Model {
	t.Helper()
	l, err := NewLearner([]string{"O", "B-NAME", "I-NAME"})
	if err != nil {
		t.Fatal(err)
	}
	l.Train(letters(), Options{Seed: seed, Epochs: 20, Margin: 2})
	return l.Model(Header{Features: "letters 1", Seed: seed, Epochs: 20,
		Sources: []Source{{Name: "letters.jsonl", SHA256: strings.Repeat("0", 64), Copies: 1}}, Dev: "F1 100"}, 0)
}

func decode(m *Model, words ...string) []uint8 {
	d := NewDecoder(m)
	d.Begin(len(words))
	for i, w := range words {
		d.Add(i, features(w))
	}
	return d.Labels()
}

func TestSequencesAreLearned(t *testing.T) {
	m := trained(t, 1)
	for _, c := range []struct {
		words []string
		want  []uint8
	}{
		{[]string{"x", "A", "B", "y"}, []uint8{0, 1, 2, 0}},
		{[]string{"A", "of", "B"}, []uint8{1, 2, 2}},
		{[]string{"x", "of", "y"}, []uint8{0, 0, 0}},
	} {
		if diff := cmp.Diff(c.want, decode(m, c.words...)); diff != "" {
			t.Errorf("%v: %s", c.words, diff)
		}
	}
}

func TestInsideFollowsItsOwnKind(t *testing.T) {
	l, err := NewLearner([]string{"O", "B-A", "I-A", "B-B", "I-B"})
	if err != nil {
		t.Fatal(err)
	}
	m := l.Model(Header{Features: "none"}, 0)
	d := NewDecoder(m)
	d.Begin(3)
	d.Scores(0)[2] = 100 // I-A cannot begin a sequence
	d.Scores(1)[1] = 10
	d.Scores(2)[4] = 5 // I-B cannot follow B-A
	if diff := cmp.Diff([]uint8{0, 1, 0}, d.Labels()); diff != "" {
		t.Error(diff)
	}
}

func TestTrainingIsReproducible(t *testing.T) {
	if !bytes.Equal(trained(t, 7).Encode(), trained(t, 7).Encode()) {
		t.Error("the same seed gave two models")
	}
}

func TestLoadReturnsWhatWasEncoded(t *testing.T) {
	m := trained(t, 1)
	file := m.Encode()
	got, err := Load(file, "letters 1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m.Header, got.Header); diff != "" {
		t.Error(diff)
	}
	if !bytes.Equal(file, got.Encode()) {
		t.Error("a second Encode differs")
	}
	if diff := cmp.Diff(decode(m, "A", "of", "A"), decode(got, "A", "of", "A")); diff != "" {
		t.Error(diff)
	}
}

func TestLoadRefuses(t *testing.T) {
	file := trained(t, 1).Encode()
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"stale features": {bytes.Replace(file, []byte("letters 1"), []byte("letters 0"), 1), "run go generate"},
		"other format":   {bytes.Replace(file, []byte("model 1"), []byte("model 0"), 1), "run go generate"},
		"empty":          {nil, "truncated"},
		"truncated":      {file[:len(file)-1], "truncated"},
		"tail":           {append(bytes.Clone(file), 0), "tail"},
		"header line":    {bytes.Replace(file, []byte("seed: 1"), []byte("seed: x"), 1), "seed: x"},
	} {
		_, err := Load(c.data, "letters 1")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

func TestClassification(t *testing.T) {
	l, err := NewLearner([]string{"low", "high"})
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]int32, 2)
	for range 10 {
		for _, w := range []string{"a", "B", "c", "D"} {
			truth := 0
			if strings.ToUpper(w) == w {
				truth = 1
			}
			l.Learn(features(w), truth, scores)
		}
	}
	m := l.Model(Header{Features: "case"}, 0)
	if got := m.Best(features("E"), scores); got != 1 {
		t.Errorf("E is %s", m.Labels[got])
	}
	if got := m.Best(features("e"), scores); got != 0 {
		t.Errorf("e is %s", m.Labels[got])
	}
}

func TestRareFeaturesAreLeftOut(t *testing.T) {
	l, err := NewLearner([]string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	l.MinUpdates = 2
	scores := make([]int32, 2)
	l.Learn([]uint32{1, 2}, 1, scores)
	l.Learn([]uint32{2, 3}, 1, scores)
	m := l.Model(Header{Features: "rare"}, 0)
	if got := m.Best([]uint32{1, 3}, scores); got != 0 || scores[1] != 0 {
		t.Errorf("scores %v of features seen once, want none", scores)
	}
	if m.Best([]uint32{2}, scores) != 1 {
		t.Errorf("scores %v of a feature seen twice", scores)
	}
}

// A feature that always stands beside a stronger one is learned only where that is left out at
// times.
func TestDropoutTrainsWeakFeatures(t *testing.T) {
	learned := func(dropout float64) int {
		l, err := NewLearner([]string{"a", "b"})
		if err != nil {
			t.Fatal(err)
		}
		examples := []Sequence{
			{Features: [][]uint32{{1}}, Labels: []uint8{1}, Copies: 20},
			{Features: [][]uint32{{1, 2}}, Labels: []uint8{1}},
			{Features: [][]uint32{{3}}, Labels: []uint8{0}, Copies: 5},
		}
		l.Train(examples, Options{Seed: 3, Epochs: 30, Dropout: dropout})
		if diff := cmp.Diff([][]uint32{{1, 2}}, examples[1].Features); diff != "" {
			t.Errorf("training changed an example: %s", diff)
		}
		return l.Model(Header{Features: "dropout"}, 0).Best([]uint32{2}, make([]int32, 2))
	}
	if got := learned(0); got != 0 {
		t.Errorf("without dropout the weak feature means %d already: the test shows nothing", got)
	}
	if got := learned(0.5); got != 1 {
		t.Errorf("with dropout the weak feature means %d, want 1", got)
	}
}

func TestNewLearnerRefusesLabels(t *testing.T) {
	for _, n := range []int{0, 1, 65} {
		if _, err := NewLearner(make([]string, n)); err == nil {
			t.Errorf("%d labels were taken", n)
		}
	}
}

func FuzzLoad(f *testing.F) {
	l, err := NewLearner([]string{"O", "B-A"})
	if err != nil {
		f.Fatal(err)
	}
	l.Learn([]uint32{1, 70000}, 1, make([]int32, 2))
	f.Add(l.Model(Header{Features: "fuzz"}, 0).Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Load(data, "fuzz")
		if err == nil {
			m.Best([]uint32{1, 70000, 3}, make([]int32, len(m.Labels)))
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	l, _ := NewLearner([]string{"O", "B-NAME", "I-NAME"})
	l.Train(letters(), Options{Seed: 1, Epochs: 20})
	m := l.Model(Header{Features: "letters 1"}, 0)
	d := NewDecoder(m)
	f := features("A")
	b.ReportAllocs()
	for b.Loop() {
		d.Begin(20)
		for i := range 20 {
			d.Add(i, f)
		}
		d.Labels()
	}
}

func TestAverage(t *testing.T) {
	a, b := trained(t, 1), trained(t, 2)
	m := Average([]*Model{a, b})
	x, y, z := make([]int32, 3), make([]int32, 3), make([]int32, 3)
	f := features("A")[:1]
	a.Score(f, x)
	b.Score(f, y)
	m.Score(f, z)
	for i := range z {
		if want := divide(x[i]+y[i], 2); z[i] != want {
			t.Errorf("label %d: %d, want %d", i, z[i], want)
		}
	}
	if !bytes.Equal(Average([]*Model{a}).Encode(), a.Encode()) {
		t.Error("the mean of one model is another")
	}
}

func TestPruned(t *testing.T) {
	m := trained(t, 1)
	if !bytes.Equal(m.Pruned(1).Encode(), m.Encode()) {
		t.Error("a model lost features that have a weight")
	}
	rows, weights := m.rows.all()
	n := len(m.Labels)
	top := slices.Max(weights)
	p := m.Pruned(top)
	if p.Len() == 0 || p.Len() == m.Len() {
		t.Fatalf("%d of %d features are left", p.Len(), m.Len())
	}
	for i, s := range rows {
		want := make([]int32, n)
		if row := weights[i*n:][:n]; slices.Max(row) >= top || slices.Min(row) <= -top {
			m.Score([]uint32{s.key}, want)
		}
		got := make([]int32, n)
		if p.Score([]uint32{s.key}, got); !slices.Equal(got, want) {
			t.Errorf("feature %d: %v, want %v", s.key, got, want)
		}
	}
}
