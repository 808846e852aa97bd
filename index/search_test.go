package index

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
