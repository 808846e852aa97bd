package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/server"
)

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
