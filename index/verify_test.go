package index

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	zap "github.com/blevesearch/zapx/v17"

	"github.com/sayso-nlp/sayso/corpus"
)

func verify(t *testing.T, dir string) Verification {
	t.Helper()
	last := int64(-1)
	v, err := Verify(t.Context(), dir, func(done, total int64) {
		if done <= last || done > total {
			t.Errorf("%d bytes of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// faults are the lines of what is not sound.
func faults(v Verification) (lines []string) {
	for _, f := range v.Files {
		if f.Fault != "" {
			lines = append(lines, f.Name+" "+f.Fault)
		}
	}
	return lines
}

// contents reads all files below dir, with their times.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b.WriteString(name + info.ModTime().String() + info.Mode().String())
		if !d.IsDir() {
			content, err := os.ReadFile(name)
			b.Write(content)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func flip(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}

// endless sets the highest bit of the number of documents that the footer of a segment has; the
// places of them, eight bytes each, are computed without it.
func endless(b []byte) []byte {
	b = bytes.Clone(b)
	b[len(b)-36] ^= 0x80
	return b
}

// TestVerify does damage that opening an index does not always find, and looks for it.
func TestVerify(t *testing.T) {
	whole := t.TempDir()
	w := mustWriter(t, whole, Options{Own: map[string]string{"actors": "own.csv"}})
	done(t, w, ruritania(t)...)
	if err := errors.Join(w.Reject(&corpus.RecordError{File: "a.html", Err: errors.New("empty")}), w.Log(Run{Read: 5})); err != nil {
		t.Fatal(err)
	}
	w.Begin("/briefs/a.html", "/briefs", "1")
	w.End(false)
	mustClose(t, w)
	if v := verify(t, whole); len(v.Files) != 8 || v.Faults() != 0 || v.Advice != "" {
		t.Fatalf("a sound index: %+v", v)
	}
	const (
		rebuild = "sayso index --rebuild makes it anew of the stored texts"
		partly  = rebuild + " that can be read, and sayso index PATH then reads the others from their files"
	)
	middle := func(b []byte) []byte { return flip(b, len(b)/2) }
	words := func(b []byte) []byte { return flip(b, len(b)*4/5) }
	for _, c := range []struct {
		file   string // pattern
		damage func([]byte) []byte
		fault  string
		advice string
	}{
		{"store/*.zap", words, ".zap is damaged (its CRC-32 is ", rebuild},
		{"store/*.zap", func(b []byte) []byte { return flip(b, len(b)-1) }, "; all 5 texts stored in it can be read)", rebuild},
		{"store/*.zap", func(b []byte) []byte { return flip(b, 40) }, "; 4 texts stored in it can be read, others not: 1 documents: ", partly},
		{"store/*.zap", endless, "; 5 texts stored in it can be read, others not: it says to hold 9", partly},
		{"store/*.zap", func(b []byte) []byte { return b[:len(b)/2] }, "; 0 texts stored in it can be read, others not: ", "--fresh PATH"},
		{"store/*.zap", func([]byte) []byte { return []byte("cut") }, "3 bytes are too few for a checksum", "--fresh PATH"},
		{"store/root.bolt", func([]byte) []byte { return []byte("not what it was") }, "store/root.bolt is damaged (", rebuild},
		{"store/root.bolt", func(b []byte) []byte { return b[:16<<10] }, "store/root.bolt is damaged (", rebuild},
		{"index_meta.json", middle, "index_meta.json is damaged (", rebuild},
		{tableName, middle, "table.bin is damaged (its CRC-32 is ", "the next command that opens the index"},
		{tableName, func(b []byte) []byte { return b[:2] }, "table.bin is damaged (2 bytes are too few", "the next command that opens the index"},
		{ledgerName, func(b []byte) []byte { return flip(b, len(b)-1) }, "files.zst is damaged (", rebuild},
		{asideName, func(b []byte) []byte { return b[:len(b)-1] }, "aside.json is damaged (unexpected end", rebuild},
		{runsName, func(b []byte) []byte { return b[1:] }, "runs.json is damaged (", rebuild},
		{ownName, func(b []byte) []byte { return b[1:] }, "own.json is damaged (", rebuild},
	} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		damage(t, filepath.Join(dir, "gen-*", filepath.FromSlash(c.file)), c.damage)
		before := contents(t, dir)
		v := verify(t, dir)
		if lines := faults(v); len(lines) != 1 || !strings.HasPrefix(lines[0], "gen-000001/") || !strings.Contains(lines[0], c.fault) || !strings.Contains(v.Advice, c.advice) || (c.advice == rebuild) != (v.Advice == rebuild) {
			t.Errorf("%s: got %q, advice %q; want %q, advice %q", c.file, lines, v.Advice, c.fault, c.advice)
		}
		if contents(t, dir) != before {
			t.Errorf("%s: looking through the index changed it", c.file)
		}
	}
}

// TestVerifyAnyByte: whatever byte of a segment is another, it is found, and looking for
// what is left of the stored texts ends.
func TestVerifyAnyByte(t *testing.T) {
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)[:1]...)
	mustClose(t, w)
	paths, _ := filepath.Glob(filepath.Join(dir, "gen-*", "store", "*.zap"))
	b, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	for at := range b {
		if at%7 != 0 && at < len(b)-zap.FooterSize {
			continue // enough of what is alike
		}
		if err := os.WriteFile(paths[0], flip(b, at), 0o644); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, dir); v.Faults() != 1 {
			t.Errorf("byte %d: %+v", at, v)
		}
	}
}

// TestVerifyBesideAWriter: the state that is shown is looked through while a writer is at work,
// and the one that takes its place meanwhile.
func TestVerifyBesideAWriter(t *testing.T) {
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)[:2]...)
	mustClose(t, w)
	w = mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)[2:]...)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, dir); v.Faults() != 0 {
		t.Errorf("beside a writer: %+v", v)
	}
	closed := false
	v, err := Verify(t.Context(), dir, func(int64, int64) {
		if !closed {
			closed = true
			mustClose(t, w)
		}
	})
	if err != nil || v.Faults() != 0 || !strings.HasPrefix(v.Files[0].Name, "gen-000002/") {
		t.Errorf("replaced meanwhile: %+v, %v", v, err)
	}
}

func TestVerifyNothing(t *testing.T) {
	if _, err := Verify(t.Context(), t.TempDir(), nil); !errors.Is(err, ErrNone) {
		t.Errorf("no index: %v", err)
	}
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)...)
	mustClose(t, w)
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := Verify(ctx, dir, func(int64, int64) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}
