package index

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestRuns: each run adds its account, readers see those of the state that they opened, and a
// damaged log costs nothing but the log.
func TestRuns(t *testing.T) {
	dir := t.TempDir()
	began := time.Date(2025, 12, 1, 8, 0, 0, 0, time.UTC)
	write := func(log ...Run) *Index {
		t.Helper()
		w, err := OpenWriter(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range log {
			if err := w.Log(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		x, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	first := write(Run{Started: began, Read: 3, Done: 2, SetAside: 1, Problems: []Problem{{File: "a.html", Reason: "empty"}}})
	if r := first.Runs(); len(r) != 1 || r[0].SetAside != 1 || r[0].Problems[0].Reason != "empty" || !r[0].Started.Equal(began) {
		t.Errorf("got %+v", r)
	}
	first.Close()
	second := write(Run{Started: began.AddDate(0, 0, 1), Read: 3, Skipped: 3})
	if r := second.Runs(); len(r) != 2 || r[0].Skipped != 3 || r[1].Done != 2 {
		t.Errorf("got %+v, want the newest first", r)
	}
	second.Close()
	many := make([]Run, maxRuns+5)
	third := write(many...)
	if n := len(third.Runs()); n != maxRuns {
		t.Errorf("%d runs are kept, want %d", n, maxRuns)
	}
	log := filepath.Join(dir, third.gen, runsName)
	third.Close()
	if err := os.WriteFile(log, []byte("[{"), 0o644); err != nil {
		t.Fatal(err)
	}
	last := write(Run{Read: 1, Done: 1})
	defer last.Close()
	if r := last.Runs(); len(r) != 1 || r[0].Done != 1 {
		t.Errorf("after damage got %+v", r)
	}
}
