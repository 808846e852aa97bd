package pipeline

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
			var n near
			for i := range 500 { // many others in between
				s, _ := signatureOf(strings.Join(someWords(uint64(100+i), 200), " "))
				n.add(&s, fmt.Sprint("other", i))
			}
			s, ok := signatureOf(strings.Join(first, " "))
			if !ok {
				t.Fatal("300 words are too short for a signature")
			}
			n.add(&s, "first")
			s, _ = signatureOf(tt.text)
			if got := n.find(&s); (got == "first") != tt.want || got != "" && got != "first" {
				t.Errorf("near-duplicate of %q, want %v", got, tt.want)
			}
		})
	}
}

func TestShortTextsHaveNoSignature(t *testing.T) {
	if _, ok := signatureOf("Ruritania agreed. Graustark did not."); ok {
		t.Error("a text of five words has a signature: two short notes would fold")
	}
}
