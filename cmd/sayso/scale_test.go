package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestScale measures the whole program on the sample archive, enlarged: read alone, read and
// extract, and index, for one worker and two; how large the index is; and how long a second
// run over the unchanged archive takes. It prints a table for docs/speed.md. SAYSO_SCALE lists
// the numbers of documents ("10000,30000,70000"), SAYSO_SCALE_DIR a folder for the archives.
func TestScale(t *testing.T) {
	sizes := os.Getenv("SAYSO_SCALE")
	if sizes == "" {
		t.Skip("SAYSO_SCALE is not set: this takes minutes to an hour")
	}
	dir := os.Getenv("SAYSO_SCALE_DIR")
	if dir == "" {
		dir = t.TempDir()
	}
	bin := program(t)
	fmt.Println("| documents | workers | step | wall | CPU | documents/s | MB/s | words/s | peak memory |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|")
	for field := range strings.SplitSeq(sizes, ",") {
		var n int
		if _, err := fmt.Sscan(field, &n); err != nil {
			t.Fatalf("SAYSO_SCALE: %q: %v", field, err)
		}
		archive := enlargedFile(t, dir, n)
		text, words := volume(t, archive)
		ix := filepath.Join(t.TempDir(), "ix")
		measure := func(jobs int, step string, args ...string) time.Duration {
			wall, cpu, peak := timed(t, bin, args...)
			s := wall.Seconds()
			fmt.Printf("| %d | %d | %s | %.1f s | %.1f s | %.0f | %.2f | %.0f | %d MB |\n",
				n, jobs, step, s, cpu.Seconds(), float64(n)/s, float64(text)/1e6/s, float64(words)/s, peak>>20)
			return wall
		}
		for _, jobs := range []int{1, 2} {
			j := fmt.Sprint(jobs)
			measure(jobs, "read", "index", "--dry-run", "--jobs", j, archive)
			measure(jobs, "read and extract", "extract", "--jobs", j, archive)
			first := measure(jobs, "index", "--index", ix, "index", "--fresh", "--jobs", j, archive)
			again := measure(jobs, "index, again", "--index", ix, "index", "--jobs", j, archive)
			bytes := bytesIn(t, ix)
			t.Logf("%d documents: the index has %d bytes, %.2f × the text of %d; the second run is %.0f times as fast",
				n, bytes, float64(bytes)/float64(text), text, first.Seconds()/again.Seconds())
			if float64(bytes) > 2.2*float64(text) {
				t.Errorf("the index is more than 2.2 × the text")
			}
		}
	}
}

// timed runs the program and returns the time by the clock, of the processors, and the
// largest memory in bytes.
func timed(t *testing.T, bin string, args ...string) (wall, cpu time.Duration, peak int64) {
	t.Helper()
	cmd := exec.Command(bin, args...)
	start := time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	state := cmd.ProcessState
	return time.Since(start), state.UserTime() + state.SystemTime(), peakMemory(state)
}

// volume counts the bytes and the words of the texts of an archive.
func volume(t *testing.T, archive string) (bytes, words int) {
	t.Helper()
	for _, d := range documentsOf(t, archive) {
		bytes += len(d.Text)
		words += len(strings.Fields(d.Text))
	}
	return bytes, words
}

func bytesIn(t *testing.T, dir string) (n int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
