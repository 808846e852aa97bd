package index

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestPermissions: who may read the folder of an index may read the index, and nobody else.
func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are none")
	}
	for _, mode := range []fs.FileMode{0o755, 0o700, 0o770} {
		dir := filepath.Join(t.TempDir(), "index")
		if err := errors.Join(os.Mkdir(dir, mode), os.Chmod(dir, mode)); err != nil {
			t.Fatal(err)
		}
		for _, docs := range [][]*corpus.Annotated{ruritania(t)[:2], ruritania(t)[2:]} {
			w := mustWriter(t, dir, Options{})
			done(t, w, docs...)
			mustClose(t, w)
		}
		filepath.WalkDir(filepath.Join(dir, generations(dir)[0]), func(name string, d fs.DirEntry, err error) error {
			want := mode
			if err == nil && !d.IsDir() {
				want &= 0o666
			}
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s in a folder of %v: %v (%v), want %v", name, mode, info.Mode().Perm(), err, want)
			}
			return err
		})
	}
}

// TestMadeAnew: a server that goes on takes up also what was made in place of a folder that was
// deleted, whose generations have the same names again.
func TestMadeAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	docs := ruritania(t)
	for range 2 { // the newest is gen-000002
		w := mustWriter(t, dir, Options{})
		done(t, w, docs[0])
		w.Delete(docs[1].ID)
		mustClose(t, w)
	}
	x := mustOpen(t, dir)
	defer mustClose(t, x)
	if y, err := x.Newer(); y != nil || err != nil {
		t.Fatalf("nothing has changed: %v, %v", y, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	w := mustWriter(t, dir, Options{})
	done(t, w, docs...)
	mustClose(t, w)
	y, err := x.Newer()
	if y == nil || err != nil {
		t.Fatalf("made anew: %v, %v", y, err)
	}
	defer mustClose(t, y)
	if n := y.Status().Documents; n != len(docs) {
		t.Errorf("%d documents, want %d", n, len(docs))
	}
}

// TestDenied: what may not be read is not damaged.
func TestDenied(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("may read everything")
	}
	dir := t.TempDir()
	w := mustWriter(t, dir, Options{})
	done(t, w, ruritania(t)...)
	mustClose(t, w)
	gen := filepath.Join(dir, generations(dir)[0])
	for _, path := range []string{filepath.Join(gen, "store", "root.bolt"), filepath.Join(gen, "store"), gen, dir} {
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
		if err := os.Chmod(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCheck: an index is known by what it is made of, not by its name.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	if err := Check(dir); !errors.Is(err, ErrNone) {
		t.Errorf("an empty folder: %v", err)
	}
	if err := Check(filepath.Join(dir, "nowhere")); !errors.Is(err, ErrNone) {
		t.Errorf("no folder: %v", err)
	}
	w := mustWriter(t, dir, Options{})
	if err := Check(dir); err != nil {
		t.Errorf("in the making: %v", err)
	}
	mustClose(t, w)
	if err := Check(dir); err != nil {
		t.Error(err)
	}
}
