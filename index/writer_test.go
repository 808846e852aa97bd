package index

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

func TestStoredExactly(t *testing.T) {
	dir := t.TempDir()
	docs := ruritania(t)
	docs[0].Dropped = []corpus.Dropped{{Text: "Home > News", Reason: corpus.DropNav}}
	docs[0].Hedges = nil
	docs[1].Positions[0].Found = corpus.Found{Rule: "cues.tsv:reject", Inputs: "x"}
	w := mustWriter(t, dir, Options{})
	done(t, w, docs...)
	mustClose(t, w)
	x := mustOpen(t, dir)
	defer mustClose(t, x)
	for _, want := range docs {
		got, err := x.Document(want.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-written +read):\n%s", want.ID, diff)
		}
	}
	if _, err := x.Document("nobody"); !errors.Is(err, ErrNoDocument) {
		t.Errorf("unknown id: %v", err)
	}
}

func TestChangedAndUnchanged(t *testing.T) {
	dir := t.TempDir()
	docs := ruritania(t)
	w := mustWriter(t, dir, Options{Version: "1"})
	done(t, w, docs...)
	mustClose(t, w)

	w = mustWriter(t, dir, Options{Version: "1"})
	for _, d := range docs {
		if !w.Unchanged(d.ID, printOf(&d.Document)) {
			t.Errorf("%s counts as changed", d.ID)
		}
	}
	changed := newBrief(t, "decoy", "2025-11-03", "Ruritania and the plan", "Strelsau is quiet.").done()
	if w.Unchanged("decoy", printOf(&changed.Document)) {
		t.Error("a changed document counts as unchanged")
	}
	done(t, w, changed)
	mustClose(t, w)

	x := mustOpen(t, dir)
	defer mustClose(t, x)
	if got := total(t, x, ""); got != len(docs) {
		t.Errorf("%d documents, want %d", got, len(docs))
	}
	if got := total(t, x, "text:quiet"); got != 1 {
		t.Errorf("the new text is found %d times", got)
	}
	if got := total(t, x, `holder:Ruritania act:reject`); got != 0 {
		t.Errorf("the old position is found %d times", got)
	}

	w = mustWriter(t, dir, Options{Version: "2"})
	defer mustClose(t, w)
	if w.Unchanged("real", printOf(&docs[1].Document)) {
		t.Error("a document of another version counts as unchanged")
	}
}

func TestReadersAndWriters(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir); !errors.Is(err, ErrNone) {
		t.Errorf("open without an index: %v", err)
	}
	docs := ruritania(t)
	w := mustWriter(t, dir, Options{})
	done(t, w, docs[:2]...)
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "is being written by another process (pid") {
		t.Errorf("open during the first run: %v", err)
	}
	if _, err := OpenWriter(dir, Options{}); err == nil || !strings.Contains(err.Error(), "is being written by another process (pid") {
		t.Errorf("second writer: %v", err)
	}
	mustClose(t, w)

	old := mustOpen(t, dir)
	w = mustWriter(t, dir, Options{}) // a reader does not block a writer
	done(t, w, docs[2:]...)
	during := mustOpen(t, dir) // and a writer no reader
	if !during.Status().Writing {
		t.Error("status does not say that a writer is at work")
	}
	mustClose(t, w)
	after := mustOpen(t, dir)
	for name, c := range map[string]struct {
		x    *Index
		want int
	}{"old": {old, 2}, "during": {during, 2}, "after": {after, 5}} {
		if got := total(t, c.x, ""); got != c.want {
			t.Errorf("%s: %d documents, want %d", name, got, c.want)
		}
		mustClose(t, c.x)
	}
	if gens := generations(dir); len(gens) != 1 {
		t.Errorf("left behind: %v", gens)
	}
}

// TestKilled leaves a writer without closing it, as kill -9 does.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	docs := ruritania(t)
	w := mustWriter(t, dir, Options{})
	done(t, w, docs[:3]...)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	done(t, w, docs[3]) // never flushed
	kill(t, w)
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "was interrupted: run the same") {
		t.Errorf("open after the kill: %v", err)
	}
	w = mustWriter(t, dir, Options{})
	for i, want := range []bool{true, true, true, false} {
		if got := w.Unchanged(docs[i].ID, printOf(&docs[i].Document)); got != want {
			t.Errorf("%s: unchanged %t, want %t", docs[i].ID, got, want)
		}
	}
	done(t, w, docs[3:]...)
	mustClose(t, w)
	x := mustOpen(t, dir)
	defer mustClose(t, x)
	if got := total(t, x, ""); got != 5 {
		t.Errorf("%d documents in the end, want 5", got)
	}
}

// kill leaves a writer as the end of its process does.
func kill(t *testing.T, w *Writer) {
	t.Helper()
	if err := errors.Join(w.engine.close(), w.lock.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestDamaged: what is damaged is told, with the way out. Bleve must not go back to a snapshot
// from before, here the empty one, which it keeps as long as it has a reader.
func TestDamaged(t *testing.T) {
	for _, c := range []struct{ name, content string }{
		{"index_meta.json", "not what it was"},
		{"store/root.bolt", "not what it was"},
		{"store/*.zap", "not what it was"},
		{"store/*.zap", "cut"}, // in the middle of what Bleve looks at without asking
		{tableName, "not what it was"},
	} {
		name := c.name
		dir := t.TempDir()
		w := mustWriter(t, dir, Options{})
		before := &engine{bleve: w.engine.bleve, shared: true}
		if err := before.snapshot(); err != nil {
			t.Fatal(err)
		}
		done(t, w, ruritania(t)...)
		mustClose(t, w)
		if err := before.close(); err != nil {
			t.Fatal(err)
		}
		paths, _ := filepath.Glob(filepath.Join(dir, generations(dir)[0], filepath.FromSlash(name)))
		if len(paths) != 1 {
			t.Fatalf("%s: %d files", name, len(paths))
		}
		if err := os.WriteFile(paths[0], []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		x, err := Open(dir)
		if name == tableName { // made anew from the documents
			if err != nil || total(t, x, "has:position") != 4 {
				t.Errorf("%s: %v", name, err)
			}
			mustClose(t, x)
			continue
		}
		_, werr := OpenWriter(dir, Options{})
		for _, err := range []error{err, werr} {
			if err == nil || !strings.Contains(err.Error(), "is damaged") || !strings.Contains(err.Error(), "--rebuild") {
				t.Errorf("%s, %s: %v", name, c.content, err)
			}
		}
		w = mustWriter(t, dir, Options{Fresh: true})
		mustClose(t, w)
		mustClose(t, mustOpen(t, dir))
	}
}

// TestOtherVersion: the advice is a command that works, and nothing is told to be lost.
func TestOtherVersion(t *testing.T) {
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)...)
	mustClose(t, w)
	e, err := openEngine(filepath.Join(dir, generations(dir)[0]), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.bleve.SetInternal(keyFormat, []byte("sayso index 0")); err != nil {
		t.Fatal(err)
	}
	mustClose(t, e.bleve)
	_, err = Open(dir)
	if want := `another version of sayso ("sayso index 0", want "` + engineFormat + `"): sayso index --rebuild makes`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
	w, salvage, err := OpenRebuild(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if salvage.Len() != 5 || len(salvage.Lost)+len(salvage.Broken) > 0 {
		t.Errorf("%d documents, lost %q, broken %q", salvage.Len(), salvage.Lost, salvage.Broken)
	}
	if err := w.Abandon(); err != nil {
		t.Error(err)
	}
}

// TestNothingToRebuild: no advice that was just followed.
func TestNothingToRebuild(t *testing.T) {
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)...)
	mustClose(t, w)
	files, _ := filepath.Glob(filepath.Join(dir, "gen-*", "store", "*"))
	for _, file := range files {
		if err := os.WriteFile(file, []byte("not what it was"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := OpenRebuild(dir, Options{}); err == nil || strings.Contains(err.Error(), "--rebuild") || !strings.Contains(err.Error(), "--fresh PATH") {
		t.Error(err)
	}
}

func damage(t *testing.T, pattern string, do func([]byte) []byte) {
	t.Helper()
	paths, _ := filepath.Glob(pattern)
	if len(paths) != 1 {
		t.Fatalf("%s: %d files", pattern, len(paths))
	}
	b, err := os.ReadFile(paths[0])
	if err == nil {
		err = os.WriteFile(paths[0], do(b), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestShortened: bolt maps more than there is left of its file. Reading that must not end the
// process.
func TestShortened(t *testing.T) {
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)...)
	mustClose(t, w)
	damage(t, filepath.Join(dir, "gen-*", "store", "root.bolt"), func(b []byte) []byte { return b[:16<<10] })
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "is damaged") {
		t.Error(err)
	}
	for broken := range 2 { // without the table nothing tells what had been removed
		w, salvage, err := OpenRebuild(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if salvage.Len() != 5 || len(salvage.Broken) != broken {
			t.Errorf("%d documents, broken %q, want %d", salvage.Len(), salvage.Broken, broken)
		}
		if err := w.Abandon(); err != nil {
			t.Error(err)
		}
		damage(t, filepath.Join(dir, "gen-*", tableName), func(b []byte) []byte { return b[1:] })
	}
}

// TestDamagedFiles: what is known of files is not needed for answers, but for the next run.
func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)...)
	mustClose(t, w)
	if err := os.WriteFile(filepath.Join(dir, generations(dir)[0], ledgerName), []byte("not what it was"), 0o644); err != nil {
		t.Fatal(err)
	}
	x := mustOpen(t, dir)
	s := x.Status()
	mustClose(t, x)
	if s.Documents != 5 || !strings.Contains(s.Damaged, "is damaged (files.zst: ") || !strings.Contains(s.Damaged, "--rebuild") {
		t.Errorf("%d documents, damaged: %q", s.Documents, s.Damaged)
	}
	w, salvage, err := OpenRebuild(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	finish(t, w, salvage)
	x = mustOpen(t, dir)
	defer mustClose(t, x)
	if s := x.Status(); s.Documents != 5 || s.Damaged != "" {
		t.Errorf("made anew: %d documents, damaged: %q", s.Documents, s.Damaged)
	}
}

func TestAside(t *testing.T) {
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	reject := func(file string, line int, id, reason string) {
		if err := w.Reject(&corpus.RecordError{File: file, Line: line, ID: id, Err: errors.New(reason)}); err != nil {
			t.Fatal(err)
		}
	}
	reject("a.txt", 0, "", "invalid UTF-8")
	reject("b.jsonl", 3, "", "no valid JSON")
	reject("b.jsonl", 3, "", "no valid JSON, still")
	if err := w.Duplicate(&corpus.Document{ID: "twin", File: "twin.txt"}, "real", true); err != nil {
		t.Fatal(err)
	}
	bad := newBrief(t, "bad", "", "", "short").done()
	bad.Entities = []corpus.Entity{{Span: corpus.Span{Start: 2, End: 99}}}
	unsound, ok := errors.AsType[*corpus.RecordError](w.Done(bad))
	if !ok {
		t.Fatal("a span outside the text is no error of the record")
	}
	if err := w.Reject(unsound); err != nil {
		t.Fatal(err)
	}
	mustClose(t, w)

	w = mustWriter(t, dir, Options{})
	good := newBrief(t, "a", "", "", "now it is readable").done()
	good.File = "a.txt"
	done(t, w, good)
	mustClose(t, w)
	x := mustOpen(t, dir)
	defer mustClose(t, x)
	s := x.Status()
	want := []Problem{
		{File: "b.jsonl", Line: 3, Reason: "no valid JSON, still"},
		{File: "bad.txt", ID: "bad", Reason: "entity 0: span 2–99 does not fit the text"},
	}
	if diff := cmp.Diff(want, s.Problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Duplicate{{ID: "twin", File: "twin.txt", Of: "real", Near: true}}, s.Duplicates); diff != "" {
		t.Errorf("duplicates (-want +got):\n%s", diff)
	}
}

// TestUnsound sets aside what could not be shown: each span of a layer stands outside the text.
func TestUnsound(t *testing.T) {
	in, out := corpus.Span{Start: 0, End: 5}, corpus.Span{Start: 2, End: 99}
	for want, damage := range map[string]func(*corpus.Annotated){
		"section 0":  func(a *corpus.Annotated) { a.Sections = []corpus.Section{{Name: "x", Span: out}} },
		"entity 0":   func(a *corpus.Annotated) { a.Entities = []corpus.Entity{{Span: out}} },
		"date 0":     func(a *corpus.Annotated) { a.Dates = []corpus.Timex{{Span: out}} },
		"position 1": func(a *corpus.Annotated) { a.Positions = []corpus.Position{{}, {Target: []corpus.Span{in, out}}} },
		"judgment 0": func(a *corpus.Annotated) { a.Judgments = []corpus.Judgment{{Span: in, Term: out}} },
		"hedge 0":    func(a *corpus.Annotated) { a.Hedges = []corpus.Judgment{{Span: out, Term: in}} },
		"hedge 1": func(a *corpus.Annotated) {
			a.Hedges = []corpus.Judgment{{Span: in, Term: in}, {Span: in, Term: out}}
		},
	} {
		a := newBrief(t, "bad", "", "", "short").done()
		damage(a)
		if err := wellFormed(a); err == nil || err.Error() != want+": span 2–99 does not fit the text" {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// TestSuspend: a run that began from nothing and came to no end takes nothing from readers, and
// the next writer goes on with what it has done. Where there was nothing they get what there is.
func TestSuspend(t *testing.T) {
	docs := ruritania(t)
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{Fresh: true})
	done(t, w, docs[:3]...)
	if err := w.Suspend(); err != nil {
		t.Fatal(err)
	}
	w = mustWriter(t, dir, Options{Fresh: true})
	done(t, w, docs[4])
	if err := w.Suspend(); err != nil {
		t.Fatal(err)
	}
	x := mustOpen(t, dir)
	if s := x.Status(); s.Documents != 3 || !s.Unfinished || s.Writing {
		t.Errorf("%d documents, unfinished %v, writing %v; want the three of before, and that a run was cut off", s.Documents, s.Unfinished, s.Writing)
	}
	mustClose(t, x)
	w = mustWriter(t, dir, Options{})
	done(t, w, docs[3])
	mustClose(t, w)
	x = mustOpen(t, dir)
	defer mustClose(t, x)
	if s := x.Status(); s.Documents != 2 || s.Unfinished {
		t.Errorf("%d documents, unfinished %v; want the two of the runs since", s.Documents, s.Unfinished)
	}
}

// TestUnfinished looks at an index whose last writer was killed.
func TestUnfinished(t *testing.T) {
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, newBrief(t, "a", "", "", "the first").done())
	mustClose(t, w)
	if err := clone(filepath.Join(dir, workName), filepath.Join(dir, "gen-000001")); err != nil { // as a killed writer leaves it
		t.Fatal(err)
	}
	x := mustOpen(t, dir)
	defer mustClose(t, x)
	if s := x.Status(); !s.Unfinished || s.Writing || s.Documents != 1 {
		t.Errorf("unfinished %v, writing %v, %d documents; want that a run was cut off", s.Unfinished, s.Writing, s.Documents)
	}
}
