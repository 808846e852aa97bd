package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// sayso runs the program in this process.
func sayso(in io.Reader, args ...string) (code int, out, errOut string) {
	var o, e bytes.Buffer
	code = run(args, in, &o, &e)
	return code, o.String(), e.String()
}

// program builds sayso, for tests that end or measure its process.
func program(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "sayso")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return bin
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
	dir := filepath.Join(t.TempDir(), "ix")
	if code, _, errOut := sayso(nil, "--index", dir, "index", briefsFile(t, 2)); code != exitDone {
		t.Fatal(errOut)
	}
	for _, args := range [][]string{
		{"extract", briefsFile(t, 40)}, {"search", "--ids", "envoy"}, {"search", "envoy"}, {"positions"}, {"status"}, {"show", "b0"}, {"search", "--exit-code", "nobody"},
	} {
		var errOut bytes.Buffer
		code := run(append([]string{"--index", dir}, args...), nil, full, &errOut)
		if code != exitFailed || !strings.Contains(errOut.String(), "no space left") {
			t.Errorf("%v: exit %d, %q; want 1 and the reason", args, code, errOut.String())
		}
	}
}

// TestNewsThatDidNotArrive: where the disk is full, the pipe is closed or the run is interrupted,
// the next run tells all of it.
func TestNewsThatDidNotArrive(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full on this system")
	}
	defer full.Close()
	dir := filepath.Join(t.TempDir(), "ix")
	for _, args := range [][]string{{"index", briefsFile(t, 2)}, {"watch", "add", "--all", "envoys", "envoy"}} {
		if code, _, errOut := sayso(nil, append([]string{"--index", dir}, args...)...); code != exitDone {
			t.Fatal(errOut)
		}
	}
	for _, format := range newsFormats {
		args := []string{"--index", dir, "watch", "run", "--format", format}
		var errOut bytes.Buffer
		if code := run(args, nil, full, &errOut); code != exitFailed || !strings.Contains(errOut.String(), "no space left") {
			t.Errorf("full, %s: exit %d, %q; want 1 and the reason", format, code, errOut.String())
		}
		pr, pw, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		pr.Close()
		if code := run(args, nil, pw, &errOut); code != exitFailed {
			t.Errorf("closed, %s: exit %d, want 1", format, code)
		}
		pw.Close()
		if code := run(args, nil, &interrupting{}, &errOut); code != exitInterrupted {
			t.Errorf("interrupted, %s: exit %d, want 130", format, code)
		}
	}
	if code, out, errOut := sayso(nil, "--index", dir, "watch", "run"); code != exitNews || !strings.HasPrefix(out, "# envoys: 2 documents") {
		t.Errorf("then: exit %d, %q, %q; want 10 and the news", code, out, errOut)
	}
	if code, out, errOut := sayso(nil, "--index", dir, "watch", "run"); code != exitDone || out != "" {
		t.Errorf("once more: exit %d, %q, %q; want 0 and nothing", code, out, errOut)
	}
}

// interrupting is an output during which Ctrl-C is pressed, once.
type interrupting struct{ pressed bool }

func (i *interrupting) Write(p []byte) (int, error) {
	if i.pressed {
		return len(p), nil
	}
	i.pressed = true
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = self.Signal(os.Interrupt)
	}
	time.Sleep(300 * time.Millisecond) // until it has arrived
	return len(p), err
}

// TestBatchEncoding: a list that is not UTF-8 is refused, as its words would be found nowhere.
func TestBatchEncoding(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ix")
	if code, _, errOut := sayso(nil, "--index", dir, "index", briefsFile(t, 1)); code != exitDone {
		t.Fatal(errOut)
	}
	code, out, errOut := sayso(strings.NewReader("query\nM\xfcller\n"), "--index", dir, "batch", "-")
	if code != exitFailed || out != "" || !strings.Contains(errOut, `-:2:1: "M\xfcller" is not UTF-8: save the file as that`) {
		t.Errorf("exit %d, %q, %q; want 1 and the place", code, out, errOut)
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
	code, out, errOut := sayso(nil, "--index", dir, "index", archive)
	if code != exitFailed || !strings.Contains(errOut, "no space left") || !strings.Contains(errOut, "the same command goes on") || out != "" {
		t.Fatalf("full disk: exit %d, %q, %q; want 1 and the reason, and no summary", code, out, errOut)
	}
	if out, err := exec.Command("mount", "-o", "remount,size=256m", disk).CombinedOutput(); err != nil {
		t.Skipf("the small file system cannot be enlarged: %s", out)
	}
	if code, _, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone {
		t.Fatalf("with room again: exit %d, %q", code, errOut)
	}
	_, out, _ = sayso(nil, "--index", dir, "search", "--ids", "envoy")
	if got := strings.Count(out, "\n"); got != 0 && got != n {
		t.Errorf("%d documents after the second run, want %d", got, n)
	}
	if _, out, _ := sayso(nil, "--index", dir, "status", "--json"); !strings.Contains(out, fmt.Sprintf(`"documents": %d`, n)) {
		t.Errorf("status after the second run: %s, want %d documents", out, n)
	}
}

// interrupted starts a run over an archive and stops it in the middle, as Ctrl-C does. It returns
// the exit code and what went to stderr.
func interrupted(t *testing.T, bin string, args ...string) (code int, errOut string) {
	t.Helper()
	var b bytes.Buffer
	cmd := exec.Command(bin, append(args, "--jsonl")...)
	cmd.Stderr = &b
	lines, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := lines.Read(make([]byte, 1)); err != nil { // the first document is done
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, lines)
	cmd.Wait()
	return cmd.ProcessState.ExitCode(), b.String()
}

// TestInterrupt stops a run in the middle: exit 130, what was done is kept, and the same
// command goes on; one with --fresh would begin again.
func TestInterrupt(t *testing.T) {
	bin := program(t)
	const n = 300
	dir, archive := filepath.Join(t.TempDir(), "ix"), briefsFile(t, n)
	again, without := "run the same command again to go on", "the same command without --fresh goes on"
	code, errOut := interrupted(t, bin, "--index", dir, "index", archive)
	if code != exitInterrupted || !strings.Contains(errOut, again) || strings.Contains(errOut, without) {
		t.Fatalf("exit %d, %q; want 130 and the next step", code, errOut)
	}
	code, errOut = interrupted(t, bin, "--index", dir, "index", "--fresh", archive)
	if code != exitInterrupted || !strings.Contains(errOut, without) || strings.Contains(errOut, again) {
		t.Fatalf("--fresh: exit %d, %q; want 130 and the next step", code, errOut)
	}
	code, out, rest := sayso(nil, "--index", dir, "index", archive)
	if code != exitDone || !strings.Contains(out, "unchanged") {
		t.Errorf("next run: exit %d, %q %q; want it to skip what the one before has done", code, out, rest)
	}
	if _, out, _ := sayso(nil, "--index", dir, "status", "--json"); !strings.Contains(out, fmt.Sprintf(`"documents": %d`, n)) {
		t.Errorf("status after the next run: %s, want %d documents", out, n)
	}
}

// TestInterruptedTwice sends the second signal at once: the program ends, and the next run
// begins where the folder was left.
func TestInterruptedTwice(t *testing.T) {
	bin, archive, dir := program(t), briefsFile(t, 100), filepath.Join(t.TempDir(), "ix")
	cmd := exec.Command(bin, "--index", dir, "index", "--jsonl", archive)
	lines, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := lines.Read(make([]byte, 1)); err != nil { // the first document is done
		t.Fatal(err)
	}
	for range 2 {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
	}
	io.Copy(io.Discard, lines)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit %d, want 130", code)
	}
	if code, _, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone {
		t.Errorf("the run after it: exit %d, %q", code, errOut)
	}
	if _, out, _ := sayso(nil, "--index", dir, "status", "--json"); !strings.Contains(out, `"documents": 100`) {
		t.Errorf("status after it: %s", out)
	}
}

// TestClockJumps changes a file and sets its time to the past and to the future: any other
// time is a change, as clocks may go wrong.
func TestClockJumps(t *testing.T) {
	archive, dir := briefsFile(t, 3), filepath.Join(t.TempDir(), "ix")
	for i, at := range []time.Time{time.Now(), time.Unix(0, 0), time.Now().AddDate(50, 0, 0), time.Now().AddDate(-1, 0, 0)} {
		text := fmt.Sprintf(`{"id":"b0","text":"Graustark rejected clause w%d."}`+"\n", i)
		if err := errors.Join(os.WriteFile(archive, []byte(text), 0o600), os.Chtimes(archive, at, at)); err != nil {
			t.Fatal(err)
		}
		if code, out, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone || !strings.Contains(out, "1 document") {
			t.Errorf("at %v: exit %d, %q %q", at, code, out, errOut)
		}
		if _, out, _ := sayso(nil, "--index", dir, "search", "--ids", fmt.Sprintf("w%d", i)); out != "b0\n" {
			t.Errorf("at %v the new text is not found: %q", at, out)
		}
		if _, out, _ := sayso(nil, "--index", dir, "index", archive); !strings.Contains(out, "→ 0 documents") {
			t.Errorf("at %v, once more: %q", at, out)
		}
	}
}

// TestRoundTrip exports an index, indexes that, and exports it again: nothing is lost.
func TestRoundTrip(t *testing.T) {
	tmp := t.TempDir()
	briefs, exported := filepath.Join(tmp, "briefs.jsonl"), filepath.Join(tmp, "exported.jsonl")
	if err := os.WriteFile(briefs, demoBriefs, 0o600); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, archive := range []string{briefs, exported} {
		dir := filepath.Join(tmp, filepath.Base(archive)+".ix")
		if code, _, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone {
			t.Fatalf("index %s: exit %d, %s", archive, code, errOut)
		}
		_, out[archive], _ = sayso(nil, "--index", dir, "export")
		if err := os.WriteFile(exported, []byte(out[archive]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// Where a document was read is no part of it.
	file := regexp.MustCompile(`"file":"[^"]*",?`)
	if file.ReplaceAllString(out[briefs], "") != file.ReplaceAllString(out[exported], "") || len(out[briefs]) < len(demoBriefs) {
		t.Errorf("exports of %d and %d bytes differ", len(out[briefs]), len(out[exported]))
	}
}

// TestDamaged destroys one part of the index after the other. The message names the way out,
// and that leads back to the same export.
func TestDamaged(t *testing.T) {
	archive := briefsFile(t, 12)
	whole := filepath.Join(t.TempDir(), "ix")
	sayso(nil, "--index", whole, "index", archive)
	_, want, _ := sayso(nil, "--index", whole, "export")
	for _, name := range []string{"index_meta.json", "store/root.bolt", "aside.json", "files.zst", "table.bin"} {
		dir := filepath.Join(t.TempDir(), "ix")
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "gen-000001", filepath.FromSlash(name))
		if err := os.WriteFile(path, []byte("not what it was"), 0o644); err != nil {
			t.Fatal(err)
		}
		if code, out, errOut := sayso(nil, "--index", dir, "status", "--check"); code != exitFailed || !strings.Contains(out, "gen-000001/"+name+" is damaged (") || !strings.Contains(errOut, " files not sound: ") {
			t.Errorf("%s: check: exit %d, %q %q", name, code, out, errOut)
		}
		code, _, errOut := sayso(nil, "--index", dir, "search", "envoy")
		if healthy := name == "table.bin" || name == "files.zst"; healthy != (code == exitDone) || !healthy && !strings.Contains(errOut, "sayso index --rebuild") {
			t.Errorf("%s: search: exit %d, %q", name, code, errOut)
		}
		if code, _, errOut := sayso(nil, "--index", dir, "index", "--rebuild"); code != exitDone {
			t.Errorf("%s: rebuild: exit %d, %q", name, code, errOut)
		}
		if _, got, _ := sayso(nil, "--index", dir, "export"); got != want {
			t.Errorf("%s: after the rebuild the export is another one", name)
		}
	}
}

// TestFlippedByte changes one byte among the words of a segment, which nothing but the check
// finds, and one of a stored text. The advice of the check leads back to the same export.
func TestFlippedByte(t *testing.T) {
	archive := briefsFile(t, 12)
	whole := filepath.Join(t.TempDir(), "ix")
	sayso(nil, "--index", whole, "index", archive)
	_, want, _ := sayso(nil, "--index", whole, "export")
	if code, out, errOut := sayso(nil, "--index", whole, "status", "--check"); code != exitDone || errOut != "" || strings.Count(out, " is sound\n") != strings.Count(out, "\n") || !strings.Contains(out, "/table.bin is sound\n") {
		t.Errorf("a sound index: exit %d, %q %q", code, out, errOut)
	}
	for at, advice := range map[int]string{
		100:    "makes it anew of the stored texts that can be read, and sayso index PATH then reads the others from their files\n",
		-40000: "1 of 5 files not sound: sayso index --rebuild makes it anew of the stored texts\n",
	} {
		dir := filepath.Join(t.TempDir(), "ix")
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		paths, _ := filepath.Glob(filepath.Join(dir, "gen-000001", "store", "*.zap"))
		b, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		b[(at+len(b))%len(b)] ^= 1
		if err := os.WriteFile(paths[0], b, 0o644); err != nil {
			t.Fatal(err)
		}
		code, out, errOut := sayso(nil, "--index", dir, "status", "--check", "--json")
		var found struct {
			Sound  bool
			Files  []struct{ File, Fault string }
			Advice string
		}
		if err := json.Unmarshal([]byte(out), &found); err != nil || found.Sound || len(found.Files) != 5 || found.Advice == "" {
			t.Errorf("byte %d: %v, %s", at, err, out)
		}
		if code != exitFailed || !strings.HasSuffix(errOut, advice) {
			t.Errorf("byte %d: exit %d, %q", at, code, errOut)
		}
		for _, args := range [][]string{{"--rebuild"}, {archive}} {
			if code, _, errOut := sayso(nil, append([]string{"--index", dir, "index"}, args...)...); code != exitDone {
				t.Errorf("byte %d: index %q: exit %d, %q", at, args, code, errOut)
			}
		}
		if code, out, _ := sayso(nil, "--index", dir, "status", "--check"); code != exitDone {
			t.Errorf("byte %d: after the rebuild: exit %d, %s", at, code, out)
		}
		if _, got, _ := sayso(nil, "--index", dir, "export"); got != want {
			t.Errorf("byte %d: after the rebuild the export is another one", at)
		}
	}
}
