package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
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

// endless sets the highest bit of the number of documents that the footer of a segment has. Bleve
// would panic over it in a goroutine of its own.
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
		{"store/*.zap", func(b []byte) []byte { return flip(b, 40) }, "; 4 texts stored in it can be read, others not: from byte 0: ", partly},
		{"store/*.zap", endless, "; all 5 texts stored in it can be read)", rebuild},
		{"store/*.zap", func(b []byte) []byte { return b[:len(b)/2] }, "; all 5 texts stored in it can be read)", rebuild},
		{"store/*.zap", func(b []byte) []byte { return b[:700] }, " texts stored in it can be read, others not: from byte ", partly},
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

// TestAnyDamage changes bytes of every file of an index, and cuts it short. Nothing may panic
// over it, and what --rebuild saves is all but the texts that were hit.
func TestAnyDamage(t *testing.T) {
	if testing.Short() {
		t.Skip("ten seconds")
	}
	whole := t.TempDir()
	w := mustWriter(t, whole, Options{})
	done(t, w, ruritania(t)...)
	mustClose(t, w)
	rng := rand.New(rand.NewPCG(1, 2))
	for _, pattern := range []string{"store/*.zap", "store/root.bolt", "index_meta.json", tableName} {
		paths, _ := filepath.Glob(filepath.Join(whole, "gen-*", filepath.FromSlash(pattern)))
		sound, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		segment := pattern == "store/*.zap"
		texts := 0 // where they end
		if segment {
			texts = textsEnd(t, paths[0])
		}
		try := func(what string, b []byte, least int) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			damage(t, filepath.Join(dir, "gen-*", filepath.FromSlash(pattern)), func([]byte) []byte { return b })
			if x, err := Open(dir); err == nil {
				x.Search(t.Context(), Search{Query: "envoy OR about:accord"})
				mustClose(t, x)
			}
			verify(t, dir)
			if got := len(rebuilt(t, dir)); got < least {
				t.Errorf("%s, %s: %d documents after --rebuild, want %d", pattern, what, got, least)
			}
		}
		// The last bytes of a segment say where all the rest is.
		var at []int
		for range 12 {
			at = append(at, rng.IntN(len(sound)))
		}
		for i := 0; segment && i < zap.FooterSize; i += 2 {
			at = append(at, len(sound)-1-i)
		}
		for _, at := range at {
			b := bytes.Clone(sound)
			b[at] ^= 1 << rng.IntN(8)
			least := 5
			if at < texts {
				least = 4
			}
			try(fmt.Sprintf("byte %d is %#x, was %#x", at, b[at], sound[at]), b, least)
		}
		for range 4 {
			n := texts + rng.IntN(len(sound)-texts)
			try(fmt.Sprintf("the first %d bytes", n), sound[:n], 5)
		}
	}
}

// textsEnd is where the records of a segment end.
func textsEnd(t *testing.T, name string) int {
	t.Helper()
	s, err := openSegment(name)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	end := int64(0)
	for {
		_, next, err := s.read(end)
		if err != nil {
			return int(end)
		}
		end = next
	}
}

// rebuilt is what --rebuild makes: the ids of the documents.
func rebuilt(t *testing.T, dir string) (ids []string) {
	t.Helper()
	w, salvage, err := OpenRebuild(dir, Options{})
	if err != nil {
		return nil // and fewer documents than wanted
	}
	ids = finish(t, w, salvage)
	if v := verify(t, dir); v.Faults() != 0 {
		t.Errorf("after --rebuild: %+v", v)
	}
	return ids
}

// TestRebuildWithoutTheRemoved: where a segment is damaged, the table tells which documents had
// been removed or replaced.
func TestRebuildWithoutTheRemoved(t *testing.T) {
	dir := t.TempDir()
	docs := ruritania(t)
	w := mustWriter(t, dir, Options{})
	done(t, w, docs...)
	mustClose(t, w)
	w = mustWriter(t, dir, Options{})
	w.Delete(docs[0].ID)
	mustClose(t, w)
	for _, file := range segmentFiles(filepath.Join(dir, generations(dir)[0])) {
		stored := 0
		if err := eachStored(file, func(int64, storedDocument) { stored++ }); err != nil || stored != len(docs) {
			t.Fatalf("%d documents in the segment, %v; want the removed one still there", stored, err)
		}
	}
	damage(t, filepath.Join(dir, "gen-*", "store", "*.zap"), endless)
	if got := rebuilt(t, dir); len(got) != len(docs)-1 || slices.Contains(got, docs[0].ID) {
		t.Errorf("%d of %d documents, %q; want all but %s", len(got), len(docs), got, docs[0].ID)
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
