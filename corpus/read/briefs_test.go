package read

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestSharedBriefs measures the reading of the project's development pages against their
// gold. They live beside the repository; without them the test has nothing to measure.
func TestSharedBriefs(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "gold", "briefs")
	file, err := os.ReadFile(filepath.Join(dir, "dev.jsonl"))
	if err != nil {
		t.Skip("no shared briefs beside the repository")
	}
	gold := map[string]corpus.Annotated{}
	for a, err := range corpus.NewDecoder(bytes.NewReader(file), "dev.jsonl").All() {
		if err != nil {
			t.Fatal(err)
		}
		gold[strings.TrimPrefix(a.ID, "dev-")] = a
	}
	n, titles, published, exact, same, got, want := 0, 0, 0, 0, 0, 0, 0
	for it := range Walk(context.Background(), []string{filepath.Join(dir, "dev-raw")}, nil, Options{}) {
		doc, err := it.Document()
		if err != nil {
			t.Error(err)
			continue
		}
		g := gold[strings.TrimSuffix(path.Base(doc.ID), ".txt")]
		n++
		titles += count(t, doc.ID, "title", doc.Title, g.Title)
		published += count(t, doc.ID, "published", doc.Published.String(), g.Published.String())
		exact += count(t, doc.ID, "text", strings.Join(strings.Fields(doc.Text), " "), strings.Join(strings.Fields(g.Text), " "))
		if strings.Count(doc.Text, "\n\n") != strings.Count(g.Text, "\n\n") {
			t.Errorf("%s: %d paragraphs, want %d", doc.ID, strings.Count(doc.Text, "\n\n")+1, strings.Count(g.Text, "\n\n")+1)
		}
		a, b := strings.Fields(doc.Text), strings.Fields(g.Text)
		same, got, want = same+common(a, b), got+len(a), want+len(b)
		t.Logf("%s %s modified=%s notes=%q\n%s", doc.ID, doc.Published, doc.Modified, doc.Notes, dropped(doc.Dropped))
	}
	t.Logf("pages %d, title %d, published %d, text %d; words: precision %.2f, recall %.2f", n, titles, published, exact,
		100*float64(same)/float64(got), 100*float64(same)/float64(want))
}

func count(t *testing.T, id, what, got, want string) int {
	if got == want {
		return 1
	}
	t.Errorf("%s: %s\n got %q\nwant %q", id, what, got, want)
	return 0
}

// common counts the words that two texts share, each as often as it occurs in both.
func common(a, b []string) int {
	left := map[string]int{}
	for _, w := range a {
		left[w]++
	}
	n := 0
	for _, w := range b {
		if left[w] > 0 {
			left[w]--
			n++
		}
	}
	return n
}

func dropped(all []corpus.Dropped) string {
	var b strings.Builder
	for _, d := range all {
		fmt.Fprintf(&b, "\t%-8s %s\n", d.Reason, d.Text)
	}
	return b.String()
}
