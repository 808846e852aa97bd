package positions

import (
	"slices"
	"strings"
	"testing"
)

func TestWholePhrase(t *testing.T) {
	for _, tt := range []struct{ text, want string }{ // the phrase is cut at the bar
		{"Chad supports the immediate| and unconditional release of the divers.", "and unconditional release of the divers"},
		{"Chad condemned the unprovoked|, unjust and barbaric raid on the port.", ", unjust and barbaric raid"},
		{"Chad backs the borders|, the ports and the flag of Peru in the talks.", ", the ports and the flag of Peru"},
		{"Chad defends the ports| and a firm commitment to peace and the talks.", "and a firm commitment to peace and the talks"},
		{"Chad demands an inquiry into| the raid on the port.", "the raid"},
		{"Chad wants a secure|, stable and open strait.", ", stable and open strait"},
		{"Chad supports a peaceful|, secure, inclusive, and connected region in the north.", ", secure, inclusive, and connected region"},
		{"Chad rejects the quota| and Peru also said so.", ""},
		{"Chad called the quota unfair| and the ship left.", ""},
		{"Chad rejects the quota|, a bad one.", ""},
		{"Chad rejects the quota|.", ""},
	} {
		wantGoesOn(t, tt.text, tt.want, (*reading).wholePhrase)
	}
}

func TestWholeNoun(t *testing.T) {
	for _, tt := range []struct{ text, want string }{ // the target is cut at the bar
		{"Chad wants a peaceful|, stable, and prosperous Mali.", ", stable, and prosperous Mali"},
		{"Chad supports this| new pact.", "new pact"},
		{"Chad called this| a theft.", ""},
		{"Chad backs the borders|, the ports and the flag of Peru.", ""},
	} {
		wantGoesOn(t, tt.text, tt.want, (*reading).wholeNoun)
	}
}

// wantGoesOn demands that the phrase which a bar cuts in a text goes on with what is wanted.
func wantGoesOn(t *testing.T, text, want string, whole func(r *reading, end int) int) {
	t.Helper()
	before, after, _ := strings.Cut(text, "|")
	r := readingOf(before + after)
	end := r.tokenFrom(len(before))
	got := ""
	if last := whole(r, end); last > end {
		got = r.t.Source[r.t.Tokens[end].Start:r.t.Tokens[last-1].End]
	}
	if got != want {
		t.Errorf("%q goes on with %q, want %q", text, got, want)
	}
}

func TestContentsHaveNoHoles(t *testing.T) {
	r := readingOf("Chad supports a secure, stable and open strait, said Ada Roe, and a fair toll.")
	g := newTagger(r, embedded())
	strait, said, toll := slices.Index(r.words, "strait"), slices.Index(r.words, "said"), slices.Index(r.words, "toll")
	taken := make([]bool, len(r.toks))
	taken[said] = true
	got := g.gapless([][2]int{{2, 4}, {strait - 1, strait + 1}, {toll - 2, toll + 1}}, taken)
	if want := [][2]int{{2, strait + 1}, {toll - 2, toll + 1}}; !slices.Equal(got, want) {
		t.Errorf("parts %v, want %v", got, want)
	}
}

func TestCueBeginsBehindPossessive(t *testing.T) {
	r := readingOf("Ada Roe praised the United States’ firm support for Chad.")
	run := [2]int{slices.Index(r.words, "’"), slices.Index(r.words, "for") + 1}
	if got := r.behindPossessive(run); r.words[got[0]] != "firm" || got[1] != run[1] {
		t.Errorf("the cue begins with %q", r.words[got[0]])
	}
}

func TestWishToSay(t *testing.T) {
	r := readingOf("We would like to thank Chad. We would like to eat. We do not want to thank Chad.")
	for _, tt := range []struct {
		first, last int
		want        string
	}{{1, 5, "thank"}, {8, 11, "like"}, {15, 18, "want"}} {
		rel := &relation{cue: r.cue(tt.first, tt.last)}
		if got := r.words[r.said(rel).cue.head]; !strings.HasPrefix(got, tt.want) {
			t.Errorf("the head of %q is %q, want %q", r.words[tt.first:tt.last], got, tt.want)
		}
	}
}

func TestVerbsTakeNoWordsFromTheirClause(t *testing.T) {
	for sentence, want := range map[string]string{
		"Ada told the pilots to wait.":                     "tell … to",
		"Ada told them that the ship would have to leave.": "tell",
	} {
		r := readingOf(sentence)
		if line := r.line(slices.Index(r.words, "told")); line == nil || line.cue != want {
			t.Errorf("%q matches %v, want %q", sentence, line, want)
		}
	}
}

func TestCloseCooperationClosesNothing(t *testing.T) {
	for sentence, want := range map[string]bool{
		"Norway is committed to close naval cooperation.": false,
		"Norway refused to close the port.":               true,
	} {
		r := readingOf(sentence)
		if got := r.undoingBefore(slices.Index(r.words, "close")) >= 0; got != want {
			t.Errorf("%q: an undoing: %t, want %t", sentence, got, want)
		}
	}
}
