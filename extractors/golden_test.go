package extractors

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
)

// TestBriefs annotates briefs of our own and compares all that was found, mistakes included:
// what a change of an extractor does to whole texts shows in the diff of the golden files.
func TestBriefs(t *testing.T) {
	files, err := filepath.Glob("testdata/briefs/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no briefs (%v)", err)
	}
	annotator := New(actors.Default())
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := brief(t, string(ar.Files[0].Data))
			got := outline(d.Text, annotator.Annotate(d))
			if *update {
				ar.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(ar.Files[1].Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// brief reads a title, a date of publication, a blank line and the text.
func brief(t *testing.T, s string) *corpus.Document {
	head, text, _ := strings.Cut(s, "\n\n")
	title, day, _ := strings.Cut(head, "\n")
	published, err := corpus.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	text = strings.TrimSpace(text)
	return &corpus.Document{Title: title, Text: text, Published: published, Sections: corpus.FindSections(text)}
}

// outline writes annotations for a person to read, a line each.
func outline(text string, a corpus.Annotations) string {
	var b strings.Builder
	words := func(spans ...corpus.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, s.In(text))
		}
		return strings.Join(out, " … ")
	}
	for _, e := range a.Entities {
		fmt.Fprintf(&b, "%-7s %s → %s\n", e.Type, e.In(text), e.Actor)
	}
	for _, d := range a.Dates {
		fmt.Fprintf(&b, "%-7s %s → %s\n", d.Type, d.In(text), d.Value)
	}
	for _, p := range a.Positions {
		fmt.Fprintf(&b, "position %s", p.Actor)
		if p.Via != "" {
			fmt.Fprintf(&b, " via %s", p.Via)
		}
		fmt.Fprintf(&b, ": %s %s %s %s\n  %s | %s | %s\n", p.Act, p.Stance, p.Speech, p.Modality, words(p.Source...), words(p.Cue...), words(p.Content...))
		if p.Issue != "" {
			fmt.Fprintf(&b, "  on %s\n", p.Issue)
		}
	}
	for _, j := range a.Judgments {
		fmt.Fprintf(&b, "judgment %s: %s | %s\n", j.Band, words(j.Term), j.In(text))
	}
	for _, h := range a.Hedges {
		fmt.Fprintf(&b, "hedge %s | %s\n", words(h.Term), h.In(text))
	}
	return b.String()
}
