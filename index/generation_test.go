package index

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
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
