package index

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestJournal flushes again and again while one file is read, twice in a row: the journal
// tells the same as the ledger in memory, and grows with the file, not with its square.
func TestJournal(t *testing.T) {
	const flushes, perFlush = 100, 50
	dir := t.TempDir()
	l := ledger{files: map[string]*File{}}
	for range 2 {
		f := &File{Path: "/a.jsonl"}
		for i := range flushes {
			for j := range perFlush {
				f.IDs = append(f.IDs, fmt.Sprintf("document-%d-%d", i, j))
			}
			f.Of = append(f.Of, fmt.Sprint("other-", i))
			f.Records = len(f.IDs) + len(f.Of)
			soFar := *f
			if err := l.flush(dir, &soFar); err != nil {
				t.Fatal(err)
			}
			if got := readBack(t, dir); i%9 == 0 {
				if diff := cmp.Diff(l.files, got, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("flush %d (-memory +journal):\n%s", i, diff)
				}
			}
		}
		f.Print = "read"
		l.put(f)
	}
	if err := l.flush(dir, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(l.files, readBack(t, dir), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("in the end (-memory +journal):\n%s", diff)
	}
	info, err := os.Stat(filepath.Join(dir, journalName))
	if err != nil {
		t.Fatal(err)
	}
	if most := int64(flushes * perFlush * len("document-99-49") * 8); info.Size() > most {
		t.Errorf("the journal has %d bytes, want at most %d", info.Size(), most)
	}
}

func readBack(t *testing.T, dir string) map[string]*File {
	t.Helper()
	l, err := readLedger(dir)
	if err != nil {
		t.Fatal(err)
	}
	return l.files
}

func TestEntries(t *testing.T) {
	a := newAside(asideFile{Problems: []Problem{{File: "old", Path: "/old", Reason: "x"}}})
	a.begin()
	a.problem(Problem{File: "b", Line: 1, Path: "/b", Reason: "first"})
	a.problem(Problem{File: "b", Line: 2, ID: "two", Path: "/b", Reason: "second"})
	a.problem(Problem{File: "b", Line: 1, Path: "/b", Reason: "first, again"})
	a.duplicate(Duplicate{ID: "copy", Path: "/b", Of: "real"})
	a.end("/b")
	a.begin()
	a.problem(Problem{File: "b", Line: 1, Path: "/b", Reason: "still"})
	a.end("/b") // the others did not come up again
	want := asideFile{Problems: []Problem{{File: "old", Path: "/old", Reason: "x"}, {File: "b", Line: 1, Path: "/b", Reason: "still"}}}
	if diff := cmp.Diff(want, a.list()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	a.resolve("b:1", "other")
	a.resolve("old", "")
	if got := a.list(); len(got.Problems)+len(got.Duplicates) > 0 {
		t.Errorf("left after all is resolved: %v", got)
	}
	a.problem(Problem{File: "b", Line: 1, Path: "/b", Reason: "anew"})
	if got := a.list(); len(got.Problems) != 1 {
		t.Errorf("after it came up anew: %v", got)
	}
}
