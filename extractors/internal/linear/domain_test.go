package linear

import (
	"strings"
	"testing"
)

// ofDomains is a model of two domains that agree on "plain" and not on "torn".
func ofDomains(t *testing.T) *Model {
	t.Helper()
	l, err := NewLearner([]string{"no", "yes"})
	if err != nil {
		t.Fatal(err)
	}
	var lessons []Sequence
	for domain := 1; domain <= 2; domain++ {
		for word, label := range map[string]uint8{"plain": 1, "torn": uint8(domain - 1)} {
			x := Hash(1, word)
			lessons = append(lessons, Sequence{Features: [][]uint32{{General(x), InDomain(x, domain)}}, Labels: []uint8{label}})
		}
	}
	l.Train(lessons, Options{Seed: 1, Epochs: 20})
	return l.Model(Header{Features: "domains 1", Domains: 2}, 0)
}

func TestDomainsDiffer(t *testing.T) {
	whole := ofDomains(t)
	for domain := 1; domain <= whole.Domains; domain++ {
		m, err := LoadDomain(whole.Encode(), "domains 1", domain)
		if err != nil {
			t.Fatal(err)
		}
		for word, want := range map[string]int{"plain": 1, "torn": domain - 1} {
			x, scores, sums := Hash(1, word), make([]int32, 2), make([]int32, 2)
			if got := m.Best([]uint32{General(x)}, scores); got != want {
				t.Errorf("domain %d: %s is %d, want %d", domain, word, got, want)
			}
			if whole.Score([]uint32{General(x), InDomain(x, domain)}, sums); scores[0] != sums[0] || scores[1] != sums[1] {
				t.Errorf("domain %d: scores %v, want the sums %v", domain, scores, sums)
			}
		}
	}
}

func TestLoadRefusesTheWrongDomain(t *testing.T) {
	file := ofDomains(t).Encode()
	for _, c := range []struct {
		domain int
		data   []byte
		want   string
	}{
		{0, file, "want 1 to 2"},
		{3, file, "want 1 to 2"},
		{1, trained(t, 1).Encode(), "trained on features"},
		{1, file[:len(file)-1], "truncated"},
		{1, append(file[:len(file):len(file)], 0), "tail"},
		{1, []byte(strings.Replace(string(file), "domains: 2", "domains: 9", 1)), "at most 6"},
	} {
		if _, err := LoadDomain(c.data, "domains 1", c.domain); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("domain %d: error %v, want one that tells %q", c.domain, err, c.want)
		}
	}
	if _, err := Load(file, "domains 1"); err == nil || !strings.Contains(err.Error(), "of 2 domains") {
		t.Errorf("Load: error %v, want one that tells of the domains", err)
	}
}

func FuzzLoadDomain(f *testing.F) {
	l, err := NewLearner([]string{"O", "B-X", "I-X"})
	if err != nil {
		f.Fatal(err)
	}
	l.Train(letters(), Options{Epochs: 3})
	f.Add(l.Model(Header{Features: "fuzz", Domains: 6}, 0).Encode(), 3)
	f.Fuzz(func(t *testing.T, data []byte, domain int) {
		m, err := LoadDomain(data, "fuzz", domain)
		if err == nil {
			m.Best([]uint32{General(7), General(99)}, make([]int32, len(m.Labels)))
		}
	})
}
