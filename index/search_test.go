package index

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestScripts runs the queries of testdata/search: each line a query, an arrow, and the ids
// that it finds, in any order.
func TestScripts(t *testing.T) {
	x := stored(t, ruritania(t))
	files, err := filepath.Glob("testdata/search/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(b), "\n") {
			q, ids, ok := strings.Cut(line, "→")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			want := strings.Fields(ids)
			slices.Sort(want)
			got := []string{}
			r, err := x.Search(context.Background(), Search{Query: strings.TrimSpace(q), Limit: MaxLimit})
			if err != nil {
				t.Errorf("%s:%d: %s: %v", file, i+1, q, err)
				continue
			}
			for _, h := range r.Hits {
				got = append(got, h.ID)
			}
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s:%d: %s (-want +got):\n%s", file, i+1, q, diff)
			}
			if r.Total != len(got) {
				t.Errorf("%s:%d: total %d, %d hits", file, i+1, r.Total, len(got))
			}
		}
	}
}

// TestPositionsInSections: a section beside other fields means the positions that stand in it,
// as many as its facet counts; and a document with none of the positions is shown by its words.
func TestPositionsInSections(t *testing.T) {
	a := newBrief(t, "a", "2025-10-01", "The toll", "Graustark rejects the toll.\n\nRuritania demands the toll.").
		entity("Ruritania", corpus.GPE, "Ruritania").
		position("Graustark | rejects | the toll | the toll", "Graustark", corpus.Reject, corpus.Against).
		position("Ruritania | demands | the toll | the toll", "Ruritania", corpus.Demand, corpus.Favor).done()
	a.Sections = []corpus.Section{{Name: "Impact", Span: corpus.Span{Start: strings.Index(a.Text, "Ruritania"), End: len(a.Text)}}}
	b := newBrief(t, "b", "2025-10-02", "The quay", "Rain fell on the quay.").done()
	b.Sections = []corpus.Section{{Name: "Impact", Span: corpus.Span{End: len(b.Text)}}}
	x := stored(t, []*corpus.Annotated{a, b})
	for q, want := range map[string]int{"in:impact": 1, "in:impact actor:Ruritania": 1, "-in:impact": 0, "in:impact holder:Graustark": 0, "toll": 2,
		"in:impact -quay": 1, "in:impact -holder:Graustark": 1, "in:impact -holder:Ruritania": 0, "in:nowhere -quay": 0, "holder:Graustark OR quay": 1} {
		r, err := x.Positions(context.Background(), Search{Query: q})
		if err != nil || r.Total != want {
			t.Errorf("%s: %d positions, %v; want %d", q, r.Total, err, want)
		}
	}
	for _, q := range []string{"in:impact", "holder:Graustark OR quay"} {
		r, err := x.Search(context.Background(), Search{Query: q, Sort: Newest})
		if err != nil || len(r.Hits) != 2 || len(r.Hits[0].Passages) != 1 || len(r.Hits[1].Passages) != 1 {
			t.Errorf("%s: %+v, %v; want two documents with a passage each", q, r.Hits, err)
		}
	}
}
