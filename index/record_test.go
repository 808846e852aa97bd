package index

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestMentioned: mentions may be in any order, as in the records of other tools, and within
// each other: "the Ruritanian Navy" names two.
func TestMentioned(t *testing.T) {
	const text = "Syldavia fears the Ruritanian Navy, Borduria less."
	a := &corpus.Annotated{Document: corpus.Document{Text: text}}
	for _, words := range []string{"Borduria", "Ruritanian", "Ruritanian Navy", "Syldavia", "fears"} {
		e := corpus.Entity{Span: spanOf(text, words)}
		if words != "fears" {
			e.Actor = words
		}
		a.Entities = append(a.Entities, e)
	}
	for words, want := range map[string][]string{
		text:                  {"Borduria", "Ruritanian", "Ruritanian Navy", "Syldavia"},
		"Ruritanian Navy":     {"Ruritanian", "Ruritanian Navy"},
		"the Ruritanian":      {"Ruritanian"},
		"Navy, Borduria less": {"Borduria"},
		"fears":               nil,
	} {
		s := spanOf(text, words)
		var got []string
		for _, sense := range newMentioned(a).in(s) {
			if sense.actor != "" {
				got = append(got, sense.actor)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("in %q (-want +got):\n%s", words, diff)
		}
		if diff := cmp.Diff(want, actorsIn(a, s)); diff != "" {
			t.Errorf("actorsIn %q (-want +got):\n%s", words, diff)
		}
	}
}

// TestSegments: an inner section is told after the one around it.
func TestSegments(t *testing.T) {
	const text = "Title. Summary: one. Aside. More. Outlook: two."
	a := &corpus.Annotated{Document: corpus.Document{Text: text, Sections: []corpus.Section{
		{Name: "Summary", Span: spanOf(text, "Summary: one. Aside. More. ")},
		{Name: "Aside", Span: spanOf(text, "Aside. ")},
		{Name: "Outlook", Span: spanOf(text, "Outlook: two.")},
	}}}
	var got []string
	segs := segments(a)
	for _, s := range segs {
		got = append(got, s.Name+"|"+s.In(text))
	}
	want := []string{"|Title. ", "Summary|Summary: one. ", "Aside|Aside. ", "Summary|More. ", "Outlook|Outlook: two."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for words, want := range map[string]string{"Title": "", "one": "Summary", "Aside": "Aside", "More": "Summary", "two": "Outlook"} {
		if got := sectionAt(segs, strings.Index(text, words)); got != want {
			t.Errorf("%q stands in section %q, want %q", words, got, want)
		}
	}
}

func spanOf(text, words string) corpus.Span {
	i := strings.Index(text, words)
	return corpus.Span{Start: i, End: i + len(words)}
}

// BenchmarkLongDocument stores one text of many positions: the time for each must not grow
// with their number.
func BenchmarkLongDocument(b *testing.B) {
	for _, n := range []int{1000, 4000, 16000} {
		a := longDocument(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				w, err := OpenWriter("", Options{})
				if err != nil {
					b.Fatal(err)
				}
				if err := w.Done(a); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/position")
		})
	}
}

// longDocument has n sections of one sentence, in which all layers find something.
func longDocument(n int) *corpus.Annotated {
	const sentence = "Ruritania may reject the toll of Syldavia.\n\n"
	a := &corpus.Annotated{Document: corpus.Document{ID: "long", Text: strings.Repeat(sentence, n)}}
	for i := range n {
		at := func(words string) corpus.Span {
			s := spanOf(sentence, words)
			return corpus.Span{Start: s.Start + i*len(sentence), End: s.End + i*len(sentence)}
		}
		a.Sections = append(a.Sections, corpus.Section{Name: fmt.Sprint("part ", i), Span: at(sentence)})
		a.Entities = append(a.Entities,
			corpus.Entity{Span: at("Ruritania"), Actor: "Ruritania", Role: fmt.Sprint("role ", i)},
			corpus.Entity{Span: at("Syldavia"), Actor: "Syldavia"})
		a.Positions = append(a.Positions, corpus.Position{
			Actor: "Ruritania", Cue: []corpus.Span{at("reject")}, Content: []corpus.Span{at("the toll of Syldavia")}, Target: []corpus.Span{at("the toll")},
		})
		a.Judgments = append(a.Judgments, corpus.Judgment{Span: at("Ruritania may reject the toll"), Term: at("may")})
	}
	return a
}
