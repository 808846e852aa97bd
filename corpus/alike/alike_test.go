package alike

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// prose of n words, the same for the same seed.
func someWords(seed uint64, n int) []string {
	rnd := rand.New(rand.NewPCG(seed, 0))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("word%d", rnd.IntN(2000))
	}
	return words
}

func TestNearDuplicates(t *testing.T) {
	first := someWords(1, 300)
	edited := func(every int) string {
		words := append([]string(nil), first...)
		for i := every / 2; i < len(words); i += every {
			words[i] = "changed"
		}
		return strings.Join(words, " ")
	}
	tests := []struct {
		name, text string
		want       bool
	}{
		{"the same with other punctuation", strings.Join(first, ", ") + ".", true},
		{"navigation before and a rights line behind", "Home About Contact " + strings.Join(first, " ") + " All rights reserved", true},
		{"a typo corrected", edited(200), true},
		{"a paragraph added", strings.Join(append(append([]string(nil), first...), someWords(2, 30)...), " "), true},
		{"one word in ten is another", edited(10), false},
		{"half of it quoted in another text", strings.Join(append(append([]string(nil), first[:150]...), someWords(3, 150)...), " "), false},
		{"another text", strings.Join(someWords(4, 300), " "), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var n Set
			for i := range 500 { // many others in between
				s := Of(strings.Join(someWords(uint64(100+i), 200), " "))
				n.Add(&s, fmt.Sprint("other", i))
			}
			s := Of(strings.Join(first, " "))
			n.Add(&s, "first")
			s = Of(tt.text)
			if got, _ := n.Find(&s); (got == "first") != tt.want || got != "" && got != "first" {
				t.Errorf("near-duplicate of %q, want %v", got, tt.want)
			}
		})
	}
}

// TestFewShingles compares texts most of whose bins are empty.
func TestFewShingles(t *testing.T) {
	brief := someWords(1, 45)
	for _, tt := range []struct {
		name, first, second string
		want                bool
	}{
		{"one word each", strings.Repeat("yes ", 60), strings.Repeat("no ", 60), false},
		{"one word, more often", strings.Repeat("yes ", 60), strings.Repeat("yes ", 90), true},
		{"two notes", strings.Join(brief, " "), strings.Join(someWords(2, 45), " "), false},
		{"half a note", strings.Join(brief, " "), strings.Join(append(someWords(2, 20), brief[:25]...), " "), false},
		{"a note and a rights line", strings.Join(brief, " "), strings.Join(brief, " ") + " All rights reserved", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var n Set
			first, second := Of(tt.first), Of(tt.second)
			n.Add(&first, "first")
			if id, _ := n.Find(&second); (id == "first") != tt.want {
				t.Errorf("near-duplicate of %q, want %v", id, tt.want)
			}
		})
	}
}

func TestShortTextsAreComparedExactly(t *testing.T) {
	var n Set
	s := Of("Ruritania agreed. Graustark did not.")
	n.Add(&s, "short")
	if s.Signature != (Signature{}) {
		t.Error("a text of five words has a signature: two short notes would fold")
	}
	again, other := Of("Ruritania  agreed.\nGraustark did not."), Of("Ruritania agreed. Graustark did, too.")
	same, near := n.Find(&again)
	if none, _ := n.Find(&other); same != "short" || near || none != "" {
		t.Errorf("finds %q (near: %v) for the same words and %q for others", same, near, none)
	}
}

// TestStable pins a sketch, since sketches are stored.
func TestStable(t *testing.T) {
	s := Of(strings.Join(someWords(1, 300), " ") + " Größe – 和平")
	if got := fmt.Sprintf("%x %x", s.Text[:4], s.Signature[:8]); got != "aad1b25d 2748d9878588d148" {
		t.Errorf("the sketch is %s: stored ones must be made anew, change the format of the table", got)
	}
}

func BenchmarkOf(b *testing.B) {
	text := strings.Join(someWords(1, 500), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Of(text)
	}
}
