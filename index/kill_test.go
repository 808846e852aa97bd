package index

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// killDir is set in the process that is to be killed.
const killDir = "SAYSO_TEST_KILL_DIR"

// TestKilledAtAnyMoment kills a writer over and over, each time at another moment of its
// work, and lets the last one finish: then everything is there exactly once and equal to what
// a run makes that nobody disturbed. SAYSO_KILLS says how often.
func TestKilledAtAnyMoment(t *testing.T) {
	if dir := os.Getenv(killDir); dir != "" {
		if err := fillWorld(dir); err != nil {
			t.Fatal(err)
		}
		return
	}
	kills := 6
	fmt.Sscan(os.Getenv("SAYSO_KILLS"), &kills)
	dir, whole := filepath.Join(t.TempDir(), "killed"), filepath.Join(t.TempDir(), "whole")
	start := time.Now()
	runWorld(t, whole, 0)
	took := time.Since(start)
	rnd := rand.New(rand.NewPCG(1, uint64(kills)))
	want := stateOf(t, whole)
	check := func(after int) {
		if diff := cmp.Diff(want, stateOf(t, dir)); diff != "" {
			t.Fatalf("after %d kills (-undisturbed +killed):\n%s", after, diff)
		}
	}
	killed, row := 0, 0 // in all, and since the last run that came to its end
	for tries := 0; killed < kills && tries < 5*kills; tries++ {
		if runWorld(t, dir, time.Duration(1+rnd.Int64N(int64(took)))) {
			killed++
			row++
			continue
		}
		check(row)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		row = 0
	}
	runWorld(t, dir, 0)
	check(row)
	t.Logf("%d runs were killed before their end", killed)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 { // the lock and one generation
		t.Errorf("left behind: %v", entries)
	}
}

// runWorld runs fillWorld in a process of its own, and kills it after a while unless that is
// 0. It reports whether it was killed.
func runWorld(t *testing.T, dir string, after time.Duration) bool {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestKilledAtAnyMoment$")
	cmd.Env = append(os.Environ(), killDir+"="+dir)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
		defer timer.Stop()
	}
	err := cmd.Wait()
	if err == nil {
		return false
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == -1 && after > 0 {
		return true
	}
	t.Fatalf("%v: %s", err, out.String())
	return false
}

// fillWorld writes an archive of 40 files with ten records each in small batches: documents,
// copies of others, and records that cannot be read. What is stored already it skips, by file
// and by document, as a run of sayso index does.
func fillWorld(dir string) error {
	w, err := OpenWriter(dir, Options{Version: "1", Made: "test", Print: printOf, BatchBytes: 2000})
	if err != nil {
		return err
	}
	found := Found{Roots: []string{"/world"}, Files: map[string]string{}}
	for i := range 40 {
		found.Files[fmt.Sprintf("/world/%02d.jsonl", i)] = "same"
	}
	plan := w.Plan(found, false, false)
	w.Settle(plan, false)
	for i := range 40 {
		path := fmt.Sprintf("/world/%02d.jsonl", i)
		if plan.Unchanged[path] != nil {
			continue
		}
		w.Begin(path, "/world", "same")
		for j := range 10 {
			if err := outcome(w, path, i, j); err != nil {
				return errors.Join(err, w.Abandon())
			}
		}
		w.End(false)
	}
	return w.Close()
}

func outcome(w *Writer, path string, i, j int) error {
	id, file := fmt.Sprintf("doc-%02d-%d", i, j), fmt.Sprintf("%s:%d", path, j+1)
	switch {
	case j == 7:
		return w.Reject(&corpus.RecordError{File: path, Line: j + 1, Err: errors.New("no valid JSON")})
	case j == 8 && i > 0:
		return w.Duplicate(&corpus.Document{ID: id, File: file}, fmt.Sprintf("doc-%02d-3", i-1), false)
	}
	text := fmt.Sprintf("In brief %d of file %d Graustark rejects plan number %d. %s", j, i, i*j, strings.Repeat(fmt.Sprintf("Word%d stands. ", i+j), 9))
	a := &corpus.Annotated{Document: corpus.Document{ID: id, File: file, Text: text, Published: corpus.Date{Year: 2025, Month: time.Month(1 + i%12), Day: 1 + j}}}
	a.Entities = []corpus.Entity{{Span: corpus.Span{Start: strings.Index(text, "Graustark"), End: strings.Index(text, "Graustark") + 9}, Type: corpus.GPE, Actor: "Graustark"}}
	if w.Unchanged(id, printOf(&a.Document)) {
		return w.Skip(id)
	}
	return w.Done(a)
}

// stateOf spells out everything that an index holds.
func stateOf(t *testing.T, dir string) string {
	t.Helper()
	x := mustOpen(t, dir)
	defer mustClose(t, x)
	var b strings.Builder
	enc := json.NewEncoder(&b)
	for a, err := range x.All(context.Background(), Search{}) {
		if err != nil {
			t.Fatal(err)
		}
		if err := enc.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
	s := x.Status()
	s.Bytes = 0
	for _, v := range []any{s, total(t, x, "plan"), total(t, x, "actor:Graustark"), total(t, x, "word17")} {
		if err := enc.Encode(v); err != nil {
			t.Fatal(err)
		}
	}
	l, err := readLedger(filepath.Join(dir, generations(dir)[0]))
	if err != nil {
		t.Fatal(err)
	}
	b.WriteString(strconv.Itoa(len(l.files)))
	for i := range 40 {
		if err := enc.Encode(l.files[fmt.Sprintf("/world/%02d.jsonl", i)]); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
