package web

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/index"
)

// TestWatches: the page shows what is new, leads to it, and tells nothing; what was told since is
// gone from it.
func TestWatches(t *testing.T) {
	r := demo(t)
	r.ok("/watch").says("No query is watched")
	r.ok("/watch?q=holder:'Russia'").says(`sayso watch add NAME 'holder:'\''Russia'\'''`)
	if err := errors.Join(index.AddWatch(r.dir, "rejected", "act:reject", nil), index.AddWatch(r.dir, "truce", "ceasefire", nil),
		index.AddWatch(r.dir, "old", "holdr:Russia", nil)); err != nil {
		t.Fatal(err)
	}
	for range 2 { // counted, and remembered
		a := r.ok("/watch")
		a.says("positions new", "documents new", "never told yet", "more that are new", "did you mean holder")
		if rows, hits := len(a.all("article", "row")), len(a.all("article", "hit")); rows != watchNews || hits != watchNews {
			t.Errorf("%d positions and %d documents are shown, want %d each", rows, hits, watchNews)
		}
		for _, n := range a.all("a", "open")[:1] {
			r.ok(attr(n, "href")).says("positions in")
		}
	}
	all, err := index.Watches(r.dir)
	if err != nil || !all[0].Ran.IsZero() {
		t.Fatalf("%v, %v; want that nothing was told", all, err)
	}
	if err := index.Tell(r.dir, []*index.News{{Watch: all[2]}}, time.Date(2026, 1, 2, 3, 4, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	r.ok("/watch").says("last told 2 Jan 2026, 03:04 UTC")
	if err := os.WriteFile(filepath.Join(r.dir, "watch", "list.json"), []byte("["), 0o600); err != nil {
		t.Fatal(err)
	}
	if a := r.get("/watch"); a.status != 500 || strings.Contains(a.body, r.dir) {
		t.Errorf("a damaged list: status %d, %s", a.status, a.text("main"))
	}
}
