package main

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/sayso-nlp/sayso"

// room says what a package, and those below it, may import beside the standard library.
// The longest path wins. docs/design.md gives the reasons.
type room struct {
	path    string
	own     []string // packages of this module, each with those below it
	foreign []string // other modules
	never   []string // packages of the standard library
}

var pure = []string{"os", "net", "net/http", "context", "log", "log/slog", "sync/atomic"}

var rooms = []room{
	{path: "corpus", never: []string{"log", "log/slog", "net/http"}},
	{path: "corpus/spelling", never: pure},
	{path: "corpus/sound", never: pure},
	{path: "corpus/score", own: []string{"corpus"}, foreign: []string{"golang.org/x/text"}},
	{path: "corpus/read", own: []string{"corpus"}, foreign: []string{"*"}, never: []string{"log", "log/slog"}},
	{path: "extractors/internal", own: []string{"extractors/internal"}},
	{path: "extractors/internal/userlist", foreign: []string{"go.yaml.in/yaml/v3"}, never: pure},
	{path: "extractors/train", own: []string{"corpus"}, never: pure},
	{path: "extractors/text", own: []string{"corpus", "extractors/train", "extractors/internal"}, foreign: []string{"github.com/jdkato/prose/v2"}, never: pure},
	{path: "extractors/actors", own: []string{"corpus", "extractors/text", "extractors/internal"}, foreign: []string{"golang.org/x/text"}, never: pure},
	{path: "extractors/entities", own: []string{"corpus", "extractors/train", "extractors/text", "extractors/internal"}, never: pure},
	{path: "extractors/dates", own: []string{"corpus", "extractors/text", "extractors/internal"}, never: pure},
	{path: "extractors/positions", own: []string{"corpus", "extractors/train", "extractors/text", "extractors/actors", "extractors/internal"}, never: pure},
	{path: "extractors/judgments", own: []string{"corpus", "extractors/text", "extractors/internal"}, never: pure},
	{path: "extractors", own: []string{"corpus", "extractors"}, never: pure},
	{path: "pipeline", own: []string{"corpus"}, foreign: []string{"github.com/sourcegraph/conc"}},
	{path: "index", own: []string{"corpus", "index"}, foreign: []string{"github.com/blevesearch/bleve/v2", "github.com/blevesearch/bleve_index_api", "github.com/blevesearch/go-porterstemmer", "github.com/go-json-experiment/json", "github.com/gofrs/flock", "github.com/klauspost/compress", "github.com/maypok86/otter/v2", "github.com/blevesearch/zapx/v17"}},
	{path: "cmd/sayso/internal/archive", own: []string{"index"}, never: []string{"net/http"}},
	{path: "cmd/sayso/internal/answers", own: []string{"corpus", "index"}, never: []string{"net/http"}},
	{path: "cmd/sayso/internal/questions", own: []string{"corpus", "index"}, never: []string{"net/http"}},
	{path: "cmd/sayso/internal/problem"},
	{path: "cmd/sayso/internal/gate"},
	{path: "cmd/sayso/internal/server", own: []string{"cmd/sayso/internal/archive", "cmd/sayso/internal/gate", "cmd/sayso/internal/problem"}, foreign: []string{"github.com/klauspost/compress"}},
	{path: "cmd/sayso/internal/api", own: []string{"corpus", "index", "cmd/sayso/internal/answers", "cmd/sayso/internal/archive", "cmd/sayso/internal/gate", "cmd/sayso/internal/problem", "cmd/sayso/internal/questions"}, foreign: []string{"github.com/danielgtaylor/huma/v2"}},
	{path: "cmd/sayso/internal/mcp", own: []string{"corpus", "index", "cmd/sayso/internal/answers", "cmd/sayso/internal/archive", "cmd/sayso/internal/questions", "cmd/sayso/internal/wording"}, foreign: []string{"github.com/modelcontextprotocol/go-sdk", "github.com/google/jsonschema-go"}, never: []string{"os", "net/http"}},
	{path: "cmd/sayso/internal/wording", own: []string{"corpus"}, foreign: []string{"github.com/dustin/go-humanize"}, never: pure},
	{path: "cmd/sayso/internal/web", own: []string{"corpus", "index", "cmd/sayso/internal/archive", "cmd/sayso/internal/wording"}, foreign: []string{"github.com/dustin/go-humanize"}},
	{path: "index/export", own: []string{"corpus", "index"}, foreign: []string{"github.com/parquet-go/parquet-go", "github.com/arran4/golang-ical"}},
	{path: "cmd", own: []string{"corpus", "extractors", "pipeline", "index", "cmd"}, foreign: []string{"*"}},
}

type goPackage struct {
	ImportPath string
	Doc        string
	Imports    []string
	Standard   bool
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Doc,Imports", module+"/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// TestRooms keeps the table of who may import whom true. What nobody makes use of must not
// stand in it: a row that allows all cannot fail.
func TestRooms(t *testing.T) {
	idle := map[string]bool{} // "room: import"
	for _, r := range rooms {
		for _, allowed := range slices.Concat(r.own, r.foreign) {
			idle[r.path+": "+allowed] = allowed != "*"
		}
	}
	for _, p := range listPackages(t) {
		rel := strings.TrimPrefix(p.ImportPath, module+"/")
		r, ok := roomOf(rel)
		if !ok {
			t.Errorf("%s belongs to no room: add it to the table and to docs/design.md", rel)
			continue
		}
		for _, imp := range p.Imports {
			if why := r.forbids(imp); why != "" {
				t.Errorf("%s imports %s: %s", rel, imp, why)
			}
			for _, allowed := range slices.Concat(r.own, r.foreign) {
				if below(strings.TrimPrefix(imp, module+"/"), allowed) {
					idle[r.path+": "+allowed] = false
				}
			}
		}
	}
	for _, row := range slices.Sorted(maps.Keys(idle)) {
		if idle[row] {
			t.Errorf("%s may be imported and is not: take it out of the table and of docs/design.md", row)
		}
	}
}

// TestPackageDocs demands a comment that says what a package is for.
func TestPackageDocs(t *testing.T) {
	for _, p := range listPackages(t) {
		if len(p.Doc) < 40 {
			t.Errorf("%s has no package comment worth the name: %q", p.ImportPath, p.Doc)
		}
	}
}

func roomOf(rel string) (best room, ok bool) {
	for _, r := range rooms {
		if below(rel, r.path) && len(r.path) >= len(best.path) {
			best, ok = r, true
		}
	}
	return best, ok
}

func (r room) forbids(imp string) string {
	if strings.HasSuffix(imp, "/readtest") {
		return "only for tests"
	}
	if own, ok := strings.CutPrefix(imp, module+"/"); ok {
		if below(own, r.path) || slices.ContainsFunc(r.own, func(p string) bool { return below(own, p) }) {
			return ""
		}
		return "not among the rooms it may import"
	}
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		if slices.Contains(r.never, imp) {
			return "forbidden in this room"
		}
		return ""
	}
	if slices.ContainsFunc(r.foreign, func(p string) bool { return p == "*" || below(imp, p) }) {
		return ""
	}
	return "not among the modules it may import"
}

func below(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }
