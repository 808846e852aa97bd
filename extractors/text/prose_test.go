package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// tagged returns the tokens of t as word/TAG.
func tagged(t *text.Text) string {
	w := make([]string, len(t.Tokens))
	for i := range w {
		w[i] = t.Word(i) + "/" + t.Tokens[i].Tag.String()
	}
	return strings.Join(w, " ")
}

// Each of these breaks prose when it is called directly.
func TestProseFaultsAreClosed(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"curly quotes keep their offsets", "“It’s late,” Doe said.", "“/'' It/PRP ’s/VBZ late/JJ ,/, ”/'' Doe/NNP said/VBD ./."},
		{"entity references shift nothing", "Doe&rsquo;s plan failed.", ""},
		{"invalid UTF-8", "Erdo\xf0an\xe9's plan failed.", ""},
		{"lower case of another length", "ȺȺȺ's envoy left İzmir's port.", "ȺȺȺ/NN 's/POS envoy/NN left/VBD İzmir/NNP 's/POS port/NN ./."},
		{"a tail that prose loses", "Ma'mun met the don'tknows.", "Ma'mun/NNP met/VBD the/DT don'tknows/NNS ./."},
		{"em dash", "NATO—and Doe—said no.", "NATO/NNP —/: and/CC Doe/NNP —/: said/VBD no/DT ./."},
		{"a word that recurs", "They claim that the claim is old.", "They/PRP claim/VBP that/IN the/DT claim/NN is/VBZ old/JJ ./."},
		{"a word that recurs at once", "A plan to plan plans.", "A/DT plan/NN to/TO plan/VB plans/NNS ./."},
		{"emoticons and marks", ":-) 8-) @Doe -LRB- *x* 0", ""},
		{"white space of all kinds", "a\u00a0b\u2009c\td\u200be", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := text.Prose(tt.in)
			check(t, got)
			if diff := cmp.Diff(words(text.Split(tt.in)), words(got)); diff != "" {
				t.Errorf("tokens differ from Split (-want +got):\n%s", diff)
			}
			for i, k := range got.Tokens {
				if k.Tag == text.None {
					t.Errorf("%q has no tag", got.Word(i))
				}
			}
			if diff := cmp.Diff(tt.want, tagged(got)); tt.want != "" && diff != "" {
				t.Errorf("Prose(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

// Sizes at which prose takes minutes: the test is that it ends.
func TestLongRunsEnd(t *testing.T) {
	for _, tt := range []struct{ name, in string }{
		{"quotes", strings.Repeat("\"", 20000)},
		{"curly quotes", strings.Repeat("”", 20000)},
		{"brackets", strings.Repeat("(", 20000)},
		{"stops", strings.Repeat(".", 20000)},
		{"stops apart", strings.Repeat(". ", 20000)},
		{"apostrophes", strings.Repeat("a's", 7000)},
		{"one word", strings.Repeat("word", 5000)},
		{"one word, hyphens", strings.Repeat("A-a-", 5000)},
		{"one word, stops", strings.Repeat("a.B.-", 5000)},
		{"the same word", strings.Repeat("claim ", 5000)},
		{"addresses", strings.Repeat("http://)", 5000)},
		{"lines", strings.Repeat("Aa\n", 5000)},
		{"lines that go on", strings.Repeat("aa,\n", 5000)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check(t, text.Prose(tt.in))
			big := strings.Repeat(tt.in, 1+1<<20/len(tt.in))
			check(t, text.Split(big))
			check(t, text.Fast(big))
		})
	}
}

func TestProseEntities(t *testing.T) {
	in := "Angela Merkel met the envoy in Germany. Then he flew to France"
	var got []string
	for _, e := range text.ProseEntities(text.Prose(in)) {
		got = append(got, e.In(in)+" "+string(e.Type))
	}
	want := []string{
		"Angela Merkel " + string(corpus.Person),
		"Germany " + string(corpus.GPE), "France " + string(corpus.GPE), // ends the text: prose's own list lacks it
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ProseEntities(%q) (-want +got):\n%s", in, diff)
	}
}
