package read

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/sayso-nlp/sayso/corpus"
)

var update = flag.Bool("update", false, "rewrite what the golden files want")

// TestPages reads pages of our own, each in another style of publishing, and compares all
// that was made of them.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d pages, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(Read(name, ar.Files[0].Data, Options{}))
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

// describe writes a document for a person to read.
func describe(docs []corpus.Annotated, errs []error) string {
	var b strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&b, "title: %s\n", d.Title)
		fmt.Fprintf(&b, "published: %s from %q\n", d.Published, d.PublishedFrom)
		if !d.Modified.IsZero() {
			fmt.Fprintf(&b, "modified: %s from %q\n", d.Modified, d.ModifiedFrom)
		}
		if d.Source != "" {
			fmt.Fprintf(&b, "source: %s\n", d.Source)
		}
		for _, s := range d.Sections {
			fmt.Fprintf(&b, "section: %s, %d bytes\n", s.Name, s.Len())
		}
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "note: %s\n", n)
		}
		for _, x := range d.Dropped {
			fmt.Fprintf(&b, "%s: %s\n", x.Reason, x.Text)
		}
		fmt.Fprintf(&b, "\n%s\n", d.Text)
	}
	for _, err := range errs {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}
