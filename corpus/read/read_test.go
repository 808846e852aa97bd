package read

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// list walks dir and describes every item on one line.
func list(t *testing.T, opt Options, paths ...string) []string {
	t.Helper()
	var out []string
	for it := range Walk(context.Background(), paths, strings.NewReader("A page from a pipe.\n"), opt) {
		line := it.Name
		if i := strings.Index(it.Name, "testroot"); i >= 0 {
			line = it.Name[i:]
		}
		doc, err := it.Document()
		switch {
		case it.Skipped != "":
			line += " skipped: " + it.Skipped
		case err != nil:
			msg := err.Error()
			line += " error" + strings.TrimPrefix(msg, it.Name)
		default:
			line += " id=" + doc.ID
		}
		out = append(out, line)
	}
	return out
}

func TestWalkFolder(t *testing.T) {
	root := filepath.Join(t.TempDir(), "testroot")
	files := map[string]string{
		"b.txt":         "The minister spoke.\n",
		"a/z.txt":       "The envoy left.\n",
		".hidden":       "x",
		"README.md":     "# What is here\n",
		"empty.txt":     "",
		"blob.txt":      "\x00\x01\x02",
		"rec.jsonl":     "{\"id\":\"r1\",\"text\":\"One.\"}\n{\"text\":\n{\"text\":\"Two.\"}\n",
		"u\u0308ber.md": "Plain words.\n",
	}
	for name, text := range files {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("..", filepath.Join(root, "a", "loop")); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"testroot/.hidden skipped: hidden file",
		"testroot/README.md skipped: describes the folder",
		"testroot/a/loop skipped: symbolic link to a folder",
		"testroot/a/z.txt id=testroot/a/z.txt",
		"testroot/b.txt id=testroot/b.txt",
		"testroot/blob.txt error: binary file (application/octet-stream), no text",
		"testroot/empty.txt error: empty file",
		"testroot/rec.jsonl:1 id=r1",
		"testroot/rec.jsonl:2 error: JSON ends in the middle, at byte 8 of the line: the line may be broken in two, or the file truncated",
		"testroot/rec.jsonl:3 id=testroot/rec.jsonl#3",
		"testroot/u\u0308ber.md id=testroot/\u00fcber.md",
	}
	if diff := cmp.Diff(want, list(t, Options{}, root)); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

// TestSymbolicLinks reads what a link leads to within the folder, by whatever way that was
// given, and nothing outside it.
func TestSymbolicLinks(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "testroot")
	for _, err := range []error{
		os.MkdirAll(filepath.Join(root, "store", "below"), 0o755),
		os.Mkdir(filepath.Join(dir, "testroot-other"), 0o755),
		os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("The key is under the mat.\n"), 0o644),
		os.WriteFile(filepath.Join(root, "store", "a.txt"), []byte("The envoy left.\n"), 0o644),
		os.Symlink(root, filepath.Join(dir, "way")),
		os.Symlink("store/a.txt", filepath.Join(root, "inside")),
		os.Symlink(filepath.Join(root, "store", "a.txt"), filepath.Join(root, "inside-absolute")),
		os.Symlink("nowhere", filepath.Join(root, "nowhere-to")),
		os.Symlink("../secret.txt", filepath.Join(root, "out-near")),
		os.Symlink("/", filepath.Join(root, "out-all")),
		os.Symlink("../testroot-other", filepath.Join(root, "out-sibling")),
		os.Symlink("out-near", filepath.Join(root, "out-twice")),
		os.Symlink("itself", filepath.Join(root, "itself")),
		os.Symlink("../..", filepath.Join(root, "store", "below", "up")),
		os.Symlink("below", filepath.Join(root, "store", "down")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	const out = " error: symbolic link that leads out of the folder: give what it leads to as a path of its own"
	want := []string{
		"testroot/inside id=testroot/inside", "testroot/inside-absolute id=testroot/inside-absolute",
		"testroot/itself error: stat: too many levels of symbolic links",
		"testroot/nowhere-to error: stat: no such file or directory",
		"testroot/out-all" + out, "testroot/out-near" + out, "testroot/out-sibling" + out, "testroot/out-twice" + out,
		"testroot/store/a.txt id=testroot/store/a.txt",
		"testroot/store/below/up skipped: symbolic link to a folder",
		"testroot/store/down skipped: symbolic link to a folder",
	}
	t.Chdir(dir)
	for given, want := range map[string][]string{
		root:                            want,
		"testroot":                      want,
		filepath.Join(dir, "way"):       nil,
		filepath.Join(root, "out-near"): {"testroot/out-near id=out-near"}, // a file that is given by name
	} {
		got := list(t, Options{}, given)
		if want == nil {
			if len(got) != 11 {
				t.Errorf("by way of a link: %q", got)
			}
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", given, diff)
		}
	}
}

func TestPassOver(t *testing.T) {
	root := filepath.Join(t.TempDir(), "testroot")
	for _, name := range []string{"a.txt", "store/b.txt", "c/store/d.txt"} {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("The envoy left.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	opt := Options{PassOver: func(dir string) string {
		if filepath.Base(dir) == "store" {
			return "a store"
		}
		return ""
	}}
	want := []string{
		"testroot/a.txt id=testroot/a.txt",
		"testroot/c/store skipped: a store",
		"testroot/store skipped: a store",
		"testroot/c/store skipped: a store",
	}
	if diff := cmp.Diff(want, list(t, opt, root, filepath.Join(root, "c", "store"))); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}
