package text_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extractors/text"
)

func TestFast(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "The envoy rejected the plan.", "The/DT envoy/NN rejected/VBD the/DT plan/NN ./."},
		{"verb and noun", "They claim that the claim is old.", "They/PRP claim/VBP that/IN the/DT claim/NN is/VBZ old/JJ ./."},
		{"US is not us", "The US told us to wait.", "The/DT US/NNP told/VBD us/PRP to/TO wait/VB ./."},
		{"possessive and is", "Norway’s envoy says it’s late.", "Norway/NNP ’s/POS envoy/NN says/VBZ it/PRP ’s/VBZ late/JJ ./."},
		{"possessive plural", "the states' rights", "the/DT states/NNS '/POS rights/NNS"},
		{"quotation with apostrophes", "'It ends,' he said.", "'/'' It/PRP ends/VBZ ,/, '/'' he/PRP said/VBD ./."},
		{"compounds", "Iran-backed and pro-Russian groups", "Iran/NNP -backed/JJ and/CC pro-/JJ Russian/JJ groups/NNS"},
		{"pairs", "EU–China talks – again", "EU/NNP –/SYM China/NNP talks/NNS –/: again/RB"},
		{"figures", "It rose 3.5% to 1,200 on 26/11.", "It/PRP rose/VBD 3.5/CD %/NN to/TO 1,200/CD on/IN 26/11/CD ./."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tagged(text.Fast(tt.in))); diff != "" {
				t.Errorf("Fast(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

// Tags depend on the sentence alone: not on what stands around it, nor on the run.
func TestFastTagsBySentence(t *testing.T) {
	want := tagged(text.Fast(benchText))
	both := text.Fast(benchText + "\n\n" + benchText)
	if got := tagged(both); got != want+" "+want {
		t.Errorf("tags of a text change when it follows itself:\n%s", cmp.Diff(want+" "+want, got))
	}
}

func TestFastAgreesWithProse(t *testing.T) {
	fast, prose := text.Fast(benchText), text.Prose(benchText)
	same := 0
	for i := range fast.Tokens {
		if fast.Tokens[i].Tag == prose.Tokens[i].Tag {
			same++
		} else {
			t.Logf("%q: %v, prose %v", fast.Word(i), fast.Tokens[i].Tag, prose.Tokens[i].Tag)
		}
	}
	if share := float64(same) / float64(len(fast.Tokens)); share < 0.95 {
		t.Errorf("Fast and Prose agree on %.1f %% of the tags, want 95 at least", 100*share)
	}
}

func FuzzFast(f *testing.F) {
	for _, s := range []string{"", "\x00", "’s", "-", "\xff\xfe", "A\u0301’S", "x\u00ad"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := text.Fast(s)
		check(t, x)
		for i, k := range x.Tokens {
			if k.Tag == text.None || int(k.Tag) >= text.NumTags {
				t.Fatalf("%q has tag %d", x.Word(i), k.Tag)
			}
		}
	})
}
