package extractors

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
)

// hostile are texts that made some program somewhere crawl or die.
func hostile() map[string]string {
	return map[string]string{
		"empty":            "",
		"blank":            " \n\t\n ",
		"no space":         strings.Repeat("a", 200_000),
		"quotes":           strings.Repeat("“", 10_000),
		"straight quotes":  strings.Repeat(`"`, 10_001),
		"brackets":         strings.Repeat("([", 5_000),
		"full stops":       strings.Repeat(".", 20_000),
		"capitals":         strings.Repeat("RURITANIA REJECTS THE PLAN. ", 500),
		"one sentence":     strings.Repeat("the envoy said that ", 2_000),
		"commas":           strings.Repeat("Belz, ", 5_000),
		"invalid UTF-8":    "Ruritania\xff’s \xc3 minister said\x80 no.",
		"odd lower case":   "ȺȺȺ's envoy and İzmir's mayor said no.",
		"NUL":              "The\x00 envoy\x00 said no.",
		"bidi and joiners": "The \u202eenvoy\u202c said\u200b \u200dno\ufeff.",
		"emoji":            strings.Repeat("👩‍👩‍👧‍👦 said no. ", 300),
		"mixed scripts":    "Министр said 外交部 rejects وزير’s plan.",
		"table":            strings.Repeat("2024\t12.5\tBelz\tyes\n", 2_000),
		"unclosed quote":   "“We reject it, the envoy said. " + strings.Repeat("He left. ", 2_000),
	}
}

func TestSpansLieInTheText(t *testing.T) {
	a := New(actors.Default())
	docs, _ := briefs(t)
	for name, text := range hostile() {
		docs = append(docs, corpus.Annotated{Document: corpus.Document{ID: name, Text: text, Published: corpus.Date{Year: 2025, Month: 12, Day: 3}}})
	}
	for _, d := range docs {
		t.Run(d.ID, func(t *testing.T) {
			got := a.Annotate(&d.Document)
			for _, err := range problems(d.Text, got) {
				t.Error(err)
			}
		})
	}
}

func problems(text string, a corpus.Annotations) (out []error) {
	check := func(what string, spans ...corpus.Span) {
		for _, s := range spans {
			switch {
			case s.Start < 0 || s.Start >= s.End || s.End > len(text) || utf8.ValidString(text) && !s.Valid(text):
				out = append(out, fmt.Errorf("%s: span %v is not a range of whole runes in %d bytes", what, s, len(text)))
			case strings.TrimSpace(s.In(text)) != s.In(text):
				out = append(out, fmt.Errorf("%s: %q begins or ends with a space", what, s.In(text)))
			}
		}
	}
	end := 0
	for _, e := range a.Entities {
		check("entity", e.Span)
		if e.Start < end {
			out = append(out, fmt.Errorf("entity %q overlaps the one before", e.In(text)))
		}
		end = e.End
	}
	for _, d := range a.Dates {
		check("date", d.Span)
	}
	for _, p := range a.Positions {
		check("source", p.Source...)
		check("cue", p.Cue...)
		check("content", p.Content...)
		check("target", p.Target...)
		if len(p.Cue) == 0 || len(p.Content) == 0 {
			out = append(out, fmt.Errorf("position without cue or content: %+v", p))
		}
	}
	for _, j := range append(a.Judgments, a.Hedges...) {
		check("judgment", j.Span, j.Term)
	}
	return out
}

// TestSameDocumentSameAnnotations runs each brief twice, in another order: nothing may be
// carried from one document to the next.
func TestSameDocumentSameAnnotations(t *testing.T) {
	docs, _ := briefs(t)
	a := New(actors.Default())
	first := make([]corpus.Annotations, len(docs))
	for i := range docs {
		first[i] = a.Annotate(&docs[i].Document)
	}
	b := New(actors.Default())
	for i := len(docs) - 1; i >= 0; i-- {
		if diff := cmp.Diff(first[i], b.Annotate(&docs[i].Document)); diff != "" {
			t.Fatalf("%s differs in the second run (-first +second):\n%s", docs[i].ID, diff)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, text := range hostile() {
		if len(text) < 2_000 {
			f.Add(text)
		}
	}
	f.Add("Description: Arno Belz, the envoy of Ruritania, said on Tuesday that “the plan is dead”.\n\nImpact: Talks are unlikely.")
	a := New(actors.Default())
	f.Fuzz(func(t *testing.T, text string) {
		d := corpus.Document{ID: "fuzz", Text: text, Published: corpus.Date{Year: 2025, Month: 12, Day: 3}}
		for _, err := range problems(text, a.Annotate(&d)) {
			t.Error(err)
		}
	})
}
