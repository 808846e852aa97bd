package main

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// assistant starts `sayso mcp` over an index, as a client of the protocol does. The end of the
// test closes its input, and demands that it ends with 0 and has said nothing.
func assistant(t *testing.T, dir string) *mcp.ClientSession {
	t.Helper()
	var errOut strings.Builder
	cmd := exec.Command("sayso", "--quiet", "--index", dir, "mcp") // of TestMain
	cmd.Stderr = &errOut
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &mcp.CommandTransport{Command: cmd, TerminateDuration: time.Minute}, nil)
	if err != nil {
		t.Fatalf("%v, %s", err, errOut.String())
	}
	t.Cleanup(func() {
		err := session.Close()
		if code := cmd.ProcessState.ExitCode(); err != nil || code != exitDone || errOut.Len() > 0 {
			t.Errorf("mcp ends with %d, %v, %q", code, err, errOut.String())
		}
	})
	return session
}

// call returns both forms of an answer; a call that is refused has a text only.
func call(t *testing.T, s *mcp.ClientSession, tool string, arguments any) (text string, object map[string]any, refused bool) {
	t.Helper()
	r, err := s.CallTool(context.WithoutCancel(t.Context()), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatalf("%s %v: %v", tool, arguments, err)
	}
	object, _ = r.StructuredContent.(map[string]any)
	return r.Content[0].(*mcp.TextContent).Text, object, r.IsError
}

type args map[string]any

// TestMCPTools calls every tool that is listed, and looks at what a model reads.
func TestMCPTools(t *testing.T) {
	s := assistant(t, demoIndex(t))
	called := map[string]bool{}
	for _, c := range []struct {
		tool string
		args args
		want string
	}{
		{"status", nil, `^44 documents, 2018-02-12 to 2026-02-25 \(0 undated\)\n\d{3} positions`},
		{"search", args{"query": "ceasefire", "facets": []string{"actor"}}, `^3 documents(?s:.*)actor \(documents\) · (?s:.*)\n> Its representative .*\n\[demo-1-02 @320-423\]`},
		{"search", args{"query": nil, "limit": nil, "facets": nil}, `^44 documents(?s:.*)10 of 44 shown`},
		{"search", args{"query": "xylophone act:reject"}, `^0 documents(?s:.*)\nnote: without xylophone there are 43, with the query: act:reject`},
		{"positions", args{"act": []string{"reject"}, "holder": []string{"Mehmet Kırsal"}}, `\n2026-02-25 Mehmet Kırsal \[Cyprus\]: reject · against · Crans-Montana talks\n> The Turkish .*\n\[demo-1-10#p3 @\d+-\d+\] Cyprus: Coffee in the Buffer Zone\n`},
		{"positions", args{"query": "act:reject xylophone"}, `^0 positions in 0 documents\nnote: without xylophone there are 116, with the query: act:reject`},
		{"positions", args{"holder": []string{"Russia"}, "level": "state", "from": "2025-12-01", "to": "2025-12-31", "sort": "oldest", "limit": 1}, `\n2025-12-\d\d Russia.*\n> .*\n\[`},
		{"judgments", args{"bands": []string{"very-unlikely"}, "limit": 1}, `\n\d{4}-\d\d-\d\d very-unlikely · .*\n> .*\n\[demo-.*#j\d+ @.*\n(?s:.*)1 of \d+ shown`},
		{"judgments", args{"hedges": true, "limit": 1}, `\n\d{4}-\d\d-\d\d hedge · “.*”\n> `},
		{"actors", args{"name": "krem"}, `^1 actor\nRussia \(called Kremlin\): 17 documents`},
		{"actor", args{"name": "Kremlin", "limit": 2}, `^Russia: 17 documents(?s:.*)# Issues \(2 of 19\)(?s:.*)# Latest positions \(2 of 26\)(?s:.*)# What others say of it`},
		{"issues", args{"contains": "sanction"}, `^3 issues\nsanctions: 1 position of 1 holder, 2021-12-14 · 1 for, 0 against`},
		{"issue", args{"name": "sanctions"}, `^sanctions: 1 position in 1 document(?s:.*)# For\nEmina Suljkanovic`},
		{"issue", args{"name": "relief"}, `No issue has just these words(?s:.*)related issues: sanctions relief 1`},
		{"compare", args{"actors": []string{"Moscow", "Kyiv"}, "limit": 2}, `^Russia: 26 positions\nonly Russia speaks of: (?s:.*)left out: issues on which only Russia speaks: 17 more`},
		{"calendar", args{"limit": 1}, `^6 expected dates in 4 documents, as of 2026-02-25\n\n.*, named on .*\n> .*\n\[demo-.*#d\d+ @`},
		{"timeline", args{"query": "holder:Russia", "unit": "year"}, `^\d+ stretches of time with positions\n2018-01-01 to 2018-12-31: `},
		{"document", args{"id": "demo-1-10"}, `^Cyprus: Coffee in the Buffer Zone\n\[demo-1-10\] published 2026-02-25, source: sayso demo(?s:.*)\nfound in the whole text: positions 11, judgments 4, hedges 0`},
		{"document", args{"id": "demo-1-10", "layers": []string{"positions", "judgments", "hedges", "dates", "entities"}}, `\n#p3 @442-559 Mehmet Kırsal \[Cyprus\]: reject .* > The Turkish(?s:.*)\n#j1 @.* > .*(?s:.*)\n@\d+-\d+ GPE · Turkey > Ankara`},
		{"extract", args{"text": "Ruritania rejects the toll. A deal by spring is unlikely.", "published": "2025-12-01"}, `^#p1 @0-27 Ruritania: reject · against · toll > Ruritania … rejects … the toll\n#j1 .*unlikely`},
	} {
		called[c.tool] = true
		text, object, refused := call(t, s, c.tool, c.args)
		if refused || object == nil || !regexp.MustCompile(c.want).MatchString(text) {
			t.Errorf("%s %v: refused %v, object %v\n%s\nwant %s", c.tool, c.args, refused, object != nil, text, c.want)
		}
	}
	r, err := s.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range r.Tools {
		if !called[tool.Name] || !tool.Annotations.ReadOnlyHint || tool.Description == "" || tool.Title == "" {
			t.Errorf("tool %q: called %v, %+v", tool.Name, called[tool.Name], tool)
		}
		delete(called, tool.Name)
	}
	if len(called) > 0 {
		t.Errorf("%v are called and not listed", slices.Sorted(maps.Keys(called)))
	}
	if listed, _ := json.Marshal(r); len(listed) > 16_000 {
		t.Errorf("the list of tools takes %d bytes of every session, want 16,000 at most", len(listed))
	}
}

// TestMCPRefusals: what is wrong is told to the model, with the next step.
func TestMCPRefusals(t *testing.T) {
	s := assistant(t, demoIndex(t))
	for _, c := range []struct {
		tool string
		args args
		want string
	}{
		{"positions", args{"query": "act:reject holdr:Russia"}, "query, column 12: there is no field \"holdr\", did you mean holder:?\n  act:reject holdr:Russia\n             ^"},
		{"search", args{"query": `"frozen`}, "query, column 1: "},
		{"issues", args{"query": "act:rejct"}, "did you mean reject?"},
		{"positions", args{"act": []string{"rejct"}}, "rejct does not equal any of"},
		{"positions", args{"holdr": []string{"Russia"}}, "unexpected additional properties"},
		{"search", args{"limit": 1000}, "maximum"},
		{"search", args{"cursor": "zz"}, "the cursor is not one that a search returned: start again without it"},
		{"search", args{"from": "2025-13-01"}, "from: "},
		{"search", args{"from": "2025-02-01", "to": "2024-01-01"}, "from: lies after to: swap them"},
		{"calendar", args{"first": "2025-02-01", "last": "2024-01-01"}, "first: lies after last: swap them"},
		{"timeline", args{"cursor": "zz"}, "the cursor is not one"},
		{"document", args{"id": "nope"}, "no such document: take the id as the other tools give it"},
		{"document", args{"id": "demo-1-10", "start": 99_999}, "start: is not within the text"},
		{"actor", args{"name": "Nobody Known"}, "(the actors tool finds names)"},
		{"actor", nil, "name"},
		{"issue", args{"name": "xylophones"}, "(the issues tool finds issues)"},
		{"compare", args{"actors": []string{"Russia"}}, "actors: want two to five"},
		{"extract", args{"text": strings.Repeat("a ", 20_000)}, "text: has 40000 characters, at most 10000"},
	} {
		text, object, refused := call(t, s, c.tool, c.args)
		if !refused || object != nil || !strings.Contains(text, c.want) {
			t.Errorf("%s %.80v: refused %v, %q, want %q", c.tool, c.args, refused, text, c.want)
		}
	}
	if _, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: "forget"}); err == nil {
		t.Error("a tool that does not exist answers")
	}
}

// TestMCPPages reads a list and a text to their ends, and finds the quoted words where they are
// said to stand.
func TestMCPPages(t *testing.T) {
	s := assistant(t, demoIndex(t))
	seen, total := map[string]bool{}, 0.0
	for next, page := any(nil), 0; page == 0 || next != nil; page++ {
		a := args{"limit": 50}
		if next != nil {
			a["cursor"] = next
		}
		_, object, _ := call(t, s, "positions", a)
		next, total = object["next"], object["total"].(float64)
		for _, item := range object["items"].([]any) {
			p := item.(map[string]any)
			key, _ := json.Marshal([]any{p["id"], p["position"]})
			seen[string(key)] = true
			if len(seen) > 3 {
				continue
			}
			said := p["sentence"].(map[string]any)
			_, around, _ := call(t, s, "document", args{"id": p["id"], "start": said["start"], "length": said["end"].(float64) - said["start"].(float64) + 30})
			if text := around["text"].(string); p["title"] == "" || p["published"] == "" || !strings.HasPrefix(text, said["text"].(string)) {
				t.Errorf("%v is said to stand where %q stands", p, text)
			}
		}
	}
	if total < 400 || float64(len(seen)) != total {
		t.Errorf("%d different positions of %v, of which the demo has hundreds", len(seen), total)
	}
	_, whole, _ := call(t, s, "document", args{"id": "demo-1-10"})
	var parts strings.Builder
	for start := any(0); start != nil; {
		var part map[string]any
		_, part, _ = call(t, s, "document", args{"id": "demo-1-10", "start": start, "length": 400})
		parts.WriteString(part["text"].(string))
		start = part["next_start"]
	}
	if diff := cmp.Diff(whole["text"], parts.String()); diff != "" {
		t.Errorf("the parts of a text (-whole +parts):\n%s", diff)
	}
}

// TestMCPObjectsAreThoseOfTheCommands: but for what only programs go by, and the ends of lists.
func TestMCPObjectsAreThoseOfTheCommands(t *testing.T) {
	dir := demoIndex(t)
	s := assistant(t, dir)
	for _, c := range []struct {
		tool string
		args args
		line []string
	}{
		{"search", args{"query": "ceasefire", "limit": 3, "facets": []string{"actor"}}, []string{"search", "--limit", "3", "--facet", "actor", "ceasefire"}},
		{"positions", args{"act": []string{"reject"}, "level": "state", "limit": 3}, []string{"positions", "--limit", "3", "--level", "state", "--act", "reject"}},
		{"judgments", args{"limit": 3}, []string{"judgments", "--limit", "3"}},
		{"calendar", args{"passed": true, "limit": 3}, []string{"calendar", "--passed", "--limit", "3"}},
		{"actors", args{"limit": 3}, []string{"actors", "list", "--limit", "3"}},
		{"actor", args{"name": "Iran", "limit": 3}, []string{"actor", "--limit", "3", "Iran"}},
		{"issues", args{"limit": 3}, []string{"issues", "--limit", "3"}},
		{"issue", args{"name": "sanctions", "limit": 3}, []string{"issue", "--limit", "3", "sanctions"}},
	} {
		_, got, _ := call(t, s, c.tool, c.args)
		code, out, errOut := sayso(nil, slices.Concat([]string{"--index", dir}, c.line, []string{"--json"})...)
		if code != exitDone {
			t.Fatalf("%v: exit %d, %s", c.line, code, errOut)
		}
		var want map[string]any
		if err := json.Unmarshal([]byte(out), &want); err != nil {
			t.Fatal(err)
		}
		brief(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-command +tool):\n%s", c.tool, diff)
		}
	}
}

// brief takes out of an object what the tools leave out.
func brief(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			brief(x)
		}
	case map[string]any:
		delete(v, "quote")
		if found, ok := v["found_by"].(map[string]any); ok {
			delete(found, "inputs")
			delete(found, "version")
		}
		for _, x := range v {
			brief(x)
		}
	}
}

// TestMCPOfTheDocs runs the script of docs/mcp.md, which shows what it answers.
func TestMCPOfTheDocs(t *testing.T) {
	doc, err := os.ReadFile("../../docs/mcp.md")
	if err != nil {
		t.Fatal(err)
	}
	script := regexp.MustCompile("(?s)```sh\n(.*?)```").FindSubmatch(doc)
	shown := regexp.MustCompile("(?s)```\n(\\d+ positions.*?)```").FindSubmatch(doc)
	if script == nil || shown == nil {
		t.Fatal("docs/mcp.md has no script, or does not show an answer")
	}
	patient := strings.Replace(string(script[1]), "sleep 1", "sleep 5", 1) // other tests run beside
	cmd := exec.Command("sh", "-c", patient)
	cmd.Env = append(os.Environ(), "SAYSO_INDEX="+demoIndex(t))
	out, err := cmd.Output()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	var answer struct{ Result mcp.CallToolResult }
	if err := errors.Join(err, json.Unmarshal([]byte(lines[len(lines)-1]), &answer)); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if diff := cmp.Diff(string(shown[1]), answer.Result.Content[0].(*mcp.TextContent).Text); diff != "" {
		t.Errorf("the answer of docs/mcp.md (-shown +got):\n%s", diff)
	}
}

// TestMCPOverFiles reads an archive of files: documents are resources, whatever their ids hold; no
// answer names a path of this machine; what is indexed beside the server is found.
func TestMCPOverFiles(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "keeper")
	files := map[string]string{
		"a b/one #1?.txt": "Transit: Two Voices\n\nBy December 1, 2025\n\nRuritania rejects the transit plan. Talks resume on 12 December 2025. A deal is unlikely.",
		"bad.pdf":         "%PDF-1.4 nothing",
	}
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	dir := filepath.Join(t.TempDir(), "ix")
	if code, _, errOut := sayso(nil, "--index", dir, "index", folder); code != exitSetAside {
		t.Fatalf("index: exit %d, %s; want some documents set aside", code, errOut)
	}
	s := assistant(t, dir)
	_, found, _ := call(t, s, "search", args{"query": "transit"})
	id := found["items"].([]any)[0].(map[string]any)["id"].(string)
	for _, c := range []struct {
		tool string
		args args
	}{{"status", nil}, {"search", nil}, {"positions", nil}, {"judgments", nil}, {"calendar", nil}, {"actor", args{"name": "Ruritania"}}, {"document", args{"id": id}}, {"document", args{"id": "none"}}} {
		text, object, _ := call(t, s, c.tool, c.args)
		spelled, _ := json.Marshal(object)
		if strings.Contains(text+string(spelled), filepath.Dir(folder)) {
			t.Errorf("%s names a path of this machine:\n%s\n%s", c.tool, text, spelled)
		}
	}
	uri := "sayso://documents/" + strings.NewReplacer(" ", "%20", "#", "%23", "?", "%3F").Replace(id)
	r, err := s.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: uri})
	if err != nil || !strings.Contains(r.Contents[0].Text, "Ruritania rejects the transit plan.") {
		t.Errorf("%s: %+v, %v", uri, r, err)
	}
	if _, err := s.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "sayso://documents/none"}); err == nil {
		t.Error("a document that does not exist is read")
	}
	if code, _, errOut := sayso(strings.NewReader(`{"id":"new","text":"Freshnews: Graustark demands a toll."}`+"\n"), "--index", dir, "index", "-"); code != exitDone {
		t.Fatalf("index beside the server: exit %d, %s", code, errOut)
	}
	for found := false; !found; time.Sleep(100 * time.Millisecond) { // the test's own limit ends it
		_, object, _ := call(t, s, "search", args{"query": "freshnews"})
		found = object["total"] == 1.0
	}
}
