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
		"testroot/a/loop skipped: symbolic link to a folder above it",
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
