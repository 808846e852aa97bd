package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sayso runs the program in this process.
func sayso(in io.Reader, args ...string) (code int, out, errOut string) {
	var o, e bytes.Buffer
	code = run(args, in, &o, &e)
	return code, o.String(), e.String()
}

// briefsFile writes n briefs of some length.
func briefsFile(t *testing.T, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "briefs.jsonl")
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"b%d","published":"2025-12-01","text":"Brief %d. `, i, i)
		for j := range 60 {
			fmt.Fprintf(&b, "Envoy number%dx%d of Graustark rejected clause w%dq%d. ", i, j, j, i*31+j)
		}
		b.WriteString("\"}\n")
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSecondWriterIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ix")
	pr, pw := io.Pipe()
	first := make(chan int)
	go func() {
		code, _, _ := sayso(pr, "--index", dir, "index", "-")
		first <- code
	}()
	// The first writer has the lock once it reads.
	if _, err := io.WriteString(pw, `{"id":"a","text":"Ruritania agreed."}`+"\n"); err != nil {
		t.Fatal(err)
	}
	code, _, errOut := sayso(nil, "--index", dir, "index", briefsFile(t, 1))
	if code != exitFailed || !strings.Contains(errOut, "another process") && !strings.Contains(errOut, "being written") {
		t.Errorf("second writer: exit %d, %q; want 1 and who holds the index", code, errOut)
	}
	pw.Close()
	if code := <-first; code != exitDone {
		t.Errorf("first writer: exit %d, want 0", code)
	}
	if _, out, _ := sayso(nil, "--index", dir, "search", "--ids", "agreed"); out != "a\n" {
		t.Errorf("after the refusal the index has %q, want the first writer's document", out)
	}
}

func TestFullStandardOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full on this system")
	}
	defer full.Close()
	var errOut bytes.Buffer
	code := run([]string{"extract", briefsFile(t, 40)}, nil, full, &errOut)
	if code != exitFailed || !strings.Contains(errOut.String(), "no space left") {
		t.Errorf("exit %d, %q; want 1 and the reason", code, errOut.String())
	}
}

// TestFullDisk fills a small file system under the index; with room again the next run
// finishes the work.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("a small file system cannot be mounted here: %s", bytes.TrimSpace(out))
	}
	t.Cleanup(func() { exec.Command("umount", disk).Run() })
	const n = 200
	archive, dir := briefsFile(t, n), filepath.Join(disk, "ix")
	code, _, errOut := sayso(nil, "--index", dir, "index", archive)
	if code != exitFailed || !strings.Contains(errOut, "no space left") {
		t.Fatalf("full disk: exit %d, %q; want 1 and the reason", code, errOut)
	}
	if out, err := exec.Command("mount", "-o", "remount,size=256m", disk).CombinedOutput(); err != nil {
		t.Skipf("the small file system cannot be enlarged: %s", out)
	}
	if code, _, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone {
		t.Fatalf("with room again: exit %d, %q", code, errOut)
	}
	_, out, _ := sayso(nil, "--index", dir, "search", "--ids", "envoy")
	if got := strings.Count(out, "\n"); got != 0 && got != n {
		t.Errorf("%d documents after the second run, want %d", got, n)
	}
	if _, out, _ := sayso(nil, "--index", dir, "status", "--json"); !strings.Contains(out, fmt.Sprintf(`"documents": %d`, n)) {
		t.Errorf("status after the second run: %s, want %d documents", out, n)
	}
}

// TestInterrupt stops a run in the middle, as Ctrl-C does: exit 130, what was done is kept,
// and the same command goes on.
func TestInterrupt(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "sayso")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const n = 300
	dir, archive := filepath.Join(t.TempDir(), "ix"), briefsFile(t, n)
	var errOut bytes.Buffer
	cmd := exec.Command(bin, "--index", dir, "index", "--jsonl", archive)
	cmd.Stderr = &errOut
	lines, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 1)
	if _, err := lines.Read(first); err != nil { // the first document is done
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, lines)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(errOut.String(), "run the same command again") {
		t.Fatalf("exit %d, %q; want 130 and the next step", code, errOut.String())
	}
	code, out, rest := sayso(nil, "--index", dir, "index", archive)
	if code != exitDone || !strings.Contains(out, "unchanged") {
		t.Errorf("second run: exit %d, %q %q; want it to skip what the first has done", code, out, rest)
	}
	if _, out, _ := sayso(nil, "--index", dir, "status", "--json"); !strings.Contains(out, fmt.Sprintf(`"documents": %d`, n)) {
		t.Errorf("status after the second run: %s, want %d documents", out, n)
	}
}
