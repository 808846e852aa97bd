package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus/read/readtest"
)

// TestKill kills the program at random moments of a run, lets it go on and kills it again, and
// compares what is there in the end with what a run leaves that nobody disturbed. SAYSO_KILLS
// says how often; with many the archive is so large that a run writes several batches.
func TestKill(t *testing.T) {
	kills := 2
	fmt.Sscan(os.Getenv("SAYSO_KILLS"), &kills)
	bin, archive, tmp := program(t), killArchive(t, 20*min(kills, 50)), t.TempDir()
	whole, dir := filepath.Join(tmp, "whole"), filepath.Join(tmp, "killed")
	// One run without a disturbance tells how long a run takes, and what it leaves.
	start := time.Now()
	if runAndKill(t, bin, archive, whole, time.Hour) {
		t.Fatal("killed after an hour")
	}
	took := time.Since(start)
	want := leftBy(t, whole)
	rnd := rand.New(rand.NewPCG(3, 4))
	killed, row, longest := 0, 0, 0 // in all; since the last run that came to its end; the most of these
	for tries := 0; killed < kills && tries < 5*kills; tries++ {
		// After ten in a row the run may end, so that ends are compared, too.
		after := time.Duration(rnd.Int64N(int64(took)))
		if row >= 10 {
			after = time.Hour
		}
		if runAndKill(t, bin, archive, dir, after) {
			killed++
			row++
			longest = max(longest, row)
			continue
		}
		if diff := cmp.Diff(want, leftBy(t, dir)); diff != "" {
			t.Fatalf("after %d kills (-undisturbed +killed):\n%s", row, diff)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		row = 0
	}
	runAndKill(t, bin, archive, dir, time.Hour)
	if diff := cmp.Diff(want, leftBy(t, dir)); diff != "" {
		t.Fatalf("after %d kills (-undisturbed +killed):\n%s", row, diff)
	}
	t.Logf("%d runs of %v were killed, up to %d in a row", killed, took, longest)
}

// killArchive is a folder with what a run meets: a file of n briefs, an archive with a page
// and a copy of one, and a file that ends in the middle. The briefs are 12 kB each, most of it
// long words, so that they fill batches without taking long to annotate.
func killArchive(t *testing.T, n int) string {
	t.Helper()
	rnd := rand.New(rand.NewPCG(5, 6))
	page, dir := goodPage(rnd, 1), filepath.Join(t.TempDir(), "archive")
	var briefs bytes.Buffer
	for i := range n {
		text := goodPage(rnd, i)
		for range 90 {
			text += fmt.Sprintf(" %0128x", rnd.Uint64())
		}
		if err := json.NewEncoder(&briefs).Encode(map[string]string{"id": fmt.Sprint("b", i), "text": text}); err != nil {
			t.Fatal(err)
		}
	}
	err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "briefs.jsonl"), briefs.Bytes(), 0o600),
		os.WriteFile(filepath.Join(dir, "a.zip"), readtest.Zip("page.txt", page, "copy.txt", page), 0o600),
		os.WriteFile(filepath.Join(dir, "z.gz"), readtest.Gzip([]byte(page))[:60], 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// runAndKill indexes the archive, and kills the program after a while unless it was faster.
func runAndKill(t *testing.T, bin, archive, dir string, after time.Duration) (killed bool) {
	t.Helper()
	cmd := exec.Command(bin, "--index", dir, "index", "--quiet", archive)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	err := cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); err != nil && code != -1 && code != exitSetAside {
		t.Fatalf("%v", err)
	}
	return cmd.ProcessState.ExitCode() == -1
}

// leftBy is all that can be seen of an index, save for the accounts of its runs.
func leftBy(t *testing.T, dir string) map[string]string {
	t.Helper()
	left := map[string]string{}
	for _, args := range [][]string{{"export"}, {"status", "--problems"}, {"status", "--duplicates"}, {"search", "--ids", "envoy"}} {
		code, out, errOut := sayso(nil, append([]string{"--index", dir}, args...)...)
		if code != exitDone || out == "" {
			t.Fatalf("%v: exit %d, %q", args, code, errOut)
		}
		left[fmt.Sprint(args)] = out
	}
	for _, entry := range []string{"work", "tmp-*"} {
		if found, _ := filepath.Glob(filepath.Join(dir, entry)); len(found) > 0 {
			t.Errorf("left behind: %v", found)
		}
	}
	return left
}
