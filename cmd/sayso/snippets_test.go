package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/server"
)

// TestNightlyScript runs the script of docs/search.md on three nights: it tells each position
// once, also one that was published long before those that it told.
func TestNightlyScript(t *testing.T) {
	doc, err := os.ReadFile("../../docs/search.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```sh\n(.*?)```").FindSubmatch(doc)
	if m == nil {
		t.Fatal("docs/search.md has no script")
	}
	dir, briefs := filepath.Join(t.TempDir(), "index"), t.TempDir()
	path := filepath.Dir(program(t)) + string(filepath.ListSeparator) + os.Getenv("PATH")
	if err := os.WriteFile(filepath.Join(briefs, "2025.txt"), []byte("By December 1, 2025\n\nTolls\n\nRuritania rejects the bridge toll.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"index", briefs}, {"watch", "add", "--all", "sides", "act:(reject OR support)"}} {
		if code, _, errOut := sayso(nil, append([]string{"--index", dir}, args...)...); code != exitDone {
			t.Fatal(errOut)
		}
	}
	for _, night := range []struct{ text, tells string }{
		{"", "rejects the bridge toll"},
		{"By May 6, 2019\n\nFerries\n\nGraustark supports the ferry line.\n", "supports the ferry line"},
		{"", ""},
	} {
		if night.text != "" {
			if err := os.WriteFile(filepath.Join(briefs, "2019.txt"), []byte(night.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("sh", "-c", string(m[1]), "nightly.sh", briefs)
		cmd.Dir, cmd.Env = t.TempDir(), append(os.Environ(), "PATH="+path, "SAYSO_INDEX="+dir)
		out, err := cmd.CombinedOutput()
		if n := strings.Count(string(out), "\n> "); err != nil || !strings.Contains(string(out), night.tells) || n != min(1, len(night.tells)) {
			t.Errorf("%v, %d positions are told, want %q\n%s", err, n, night.tells, out)
		}
	}
}

// TestSnippetsOfTheDocs runs the scripts of docs/api.md as they stand there, over the demo.
// Without the interpreter, or for R its packages, there is nothing to run.
func TestSnippetsOfTheDocs(t *testing.T) {
	doc, err := os.ReadFile("../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	base := servedFrom(t, demoIndex(t), server.Options{})
	for _, c := range []struct {
		language, want string
		command, check []string
	}{
		{"python", `(?m)^ +\d+  Russia: reject$`, []string{"python3"}, []string{"python3", "-c", "import sys; sys.exit(sys.version_info < (3, 10))"}},
		{"r", `(favor +against|against +favor) +none`, []string{"Rscript"}, []string{"Rscript", "-e", "library(httr); library(jsonlite)"}},
	} {
		t.Run(c.language, func(t *testing.T) {
			if err := exec.Command(c.check[0], c.check[1:]...).Run(); err != nil {
				t.Skipf("%s: %v", c.check, err)
			}
			m := regexp.MustCompile("(?s)```" + c.language + "\n(.*?)```").FindSubmatch(doc)
			if m == nil {
				t.Fatalf("docs/api.md has no script in %s", c.language)
			}
			script := filepath.Join(t.TempDir(), "script")
			if err := os.WriteFile(script, m[1], 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(c.command[0], append(c.command[1:], script)...)
			cmd.Env = append(os.Environ(), "SAYSO_URL="+base)
			out, err := cmd.CombinedOutput()
			if err != nil || !regexp.MustCompile(c.want).Match(out) {
				t.Errorf("the script in %s: %v\n%s", c.language, err, out)
			}
		})
	}
}
