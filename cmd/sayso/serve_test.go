package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/server"
)

// servedFrom runs `sayso serve` over an index and returns its address. The end of the test
// stops it, and demands that it ends in order.
func servedFrom(t testing.TB, dir string, o server.Options) (base string) {
	t.Helper()
	pr, pw := io.Pipe()
	a := &app{out: io.Discard, err: pw, indexDir: dir}
	o.Addr = "127.0.0.1:0"
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		err := a.serve(ctx, o)
		pw.CloseWithError(io.EOF)
		ended <- err
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	said := make([]byte, 4096)
	n, _ := pr.Read(said)
	go io.Copy(io.Discard, pr)
	base = regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(string(said[:n]))
	if base == "" {
		t.Fatalf("serve says %q, and no address", said[:n])
	}
	return base
}

// demoIndex indexes the bundled briefs.
func demoIndex(t testing.TB) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "ix")
	archive := filepath.Join(t.TempDir(), "briefs.jsonl")
	if err := os.WriteFile(archive, demoBriefs, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone {
		t.Fatalf("index: exit %d, %s", code, errOut)
	}
	return dir
}

func fetch(url string, headers ...string) (status int, contentType, body string, err error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return 0, "", "", err
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	r, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", "", err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	return r.StatusCode, r.Header.Get("Content-Type"), string(b), err
}

// TestIndexingBesideAServer writes one generation after the other while clients ask: every
// answer is whole and right for one of the states, and the last state is shown in the end.
func TestIndexingBesideAServer(t *testing.T) {
	dir := demoIndex(t)
	base := servedFrom(t, dir, server.Options{Poll: 5 * time.Millisecond})
	stop := make(chan bool)
	var clients sync.WaitGroup
	for i := range 6 {
		clients.Go(func() {
			targets := []string{"/api/v1/search?q=freshnews", "/api/v1/positions?limit=5", "/api/v1/export?of=documents", "/", "/api/v1/actors/Russia", "/search?q=sanctions"}
			for n := i; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				target := targets[n%len(targets)]
				status, _, body, err := fetch(base + target)
				if err != nil || status != http.StatusOK {
					t.Errorf("%s: %d, %v, %.200s", target, status, err, body)
					return
				}
				if lines := strings.Count(body, "\n"); strings.HasPrefix(target, "/api/v1/export") && lines < 44 {
					t.Errorf("an export has %d documents, want 44 or more", lines)
				}
			}
		})
	}
	const rounds = 8
	for i := range rounds {
		doc := fmt.Sprintf(`{"id":"new-%d","published":"2026-03-01","text":"Freshnews %d: Ruritania rejects the plan."}`, i, i)
		if code, _, errOut := sayso(strings.NewReader(doc+"\n"), "--index", dir, "index", "-"); code != exitDone {
			t.Errorf("index beside the server: exit %d, %s", code, errOut)
		}
	}
	for total := 0; total != rounds; { // as long as it takes; the test's own limit ends it
		_, _, body, err := fetch(base + "/api/v1/search?q=freshnews")
		if err != nil {
			t.Fatal(err)
		}
		var r struct{ Total int }
		if err := json.Unmarshal([]byte(body), &r); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		total = r.Total
	}
	close(stop)
	clients.Wait()
	if gens, _ := filepath.Glob(filepath.Join(dir, "gen-*")); len(gens) != 1 {
		t.Errorf("generations %v are left, want the last", gens)
	}
}

// TestCorrectingBesideAServer: a server takes up a correction and its being taken back; then it
// answers to the byte what it did before.
func TestCorrectingBesideAServer(t *testing.T) {
	dir := demoIndex(t)
	base := servedFrom(t, dir, server.Options{Poll: 5 * time.Millisecond})
	ask := func() (out string) {
		for _, target := range []string{"/api/v1/search?q=sanctions&facet=actor&facet=holder", "/api/v1/positions?limit=100", "/api/v1/actors/China", "/api/v1/export?of=documents", "/actors/China"} {
			status, _, body, err := fetch(base + target)
			if err != nil || status != http.StatusOK {
				t.Fatalf("%s: %d, %v, %.200s", target, status, err, body)
			}
			out += body
		}
		return out
	}
	correct := func(args ...string) {
		if code, _, errOut := sayso(nil, append([]string{"--index", dir, "actors"}, args...)...); code != exitDone {
			t.Fatalf("%s: exit %d, %s", args, code, errOut)
		}
	}
	until := func(ok func() bool) {
		for !ok() { // as long as it takes; the test's own limit ends it
			time.Sleep(5 * time.Millisecond)
		}
	}
	before := ask()
	correct("merge", "Russia", "China")
	until(func() bool {
		_, _, body, _ := fetch(base + "/api/v1/actors/China")
		return strings.Contains(body, `"actor":"Russia"`) || strings.Contains(body, `"actor": "Russia"`)
	})
	if during := ask(); during == before || strings.Contains(during, `"actor":"China"`) {
		t.Error("some answers do not know the correction")
	}
	correct("log", "--undo", "1")
	until(func() bool { return ask() == before })
}

var link = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)

// TestNoAnswerNamesThisMachine follows the links from the start page over an archive that was
// read from files, with one that cannot be read, and reads every answer.
func TestNoAnswerNamesThisMachine(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "keeper")
	files := map[string]string{
		"one.html": `<html><head><title>Transit: <b>Two</b> Voices</title></head><body><article><p>December 1, 2025</p><p>Description: Ruritania rejects the transit plan. Russia supports it, its spokesman said on Friday. Talks resume on 12 December 2025.</p><p>Impact: A deal is unlikely.</p></article></body></html>`,
		"two.txt":  "Title of Two\n\nBy December 3, 2025\n\nDescription: &lt;script&gt; <script>alert(1)</script> says no to the transit plan. Russia demands a toll.",
		"bad.html": "", "bad.pdf": "%PDF-1.4 nothing",
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dir := filepath.Join(t.TempDir(), "ix")
	if code, _, errOut := sayso(nil, "--index", dir, "index", folder); code != exitSetAside {
		t.Fatalf("index: exit %d, %s; want some documents set aside", code, errOut)
	}
	base := servedFrom(t, dir, server.Options{})
	seen := map[string]bool{"/": true, "/runs": true, "/nowhere": true, "/api/v1/openapi.json": true, "/api/v1/documents/x": true, "/search?q=%28": true}
	for queue := slices.Sorted(maps.Keys(seen)); len(queue) > 0 && len(seen) < 600; queue = queue[1:] {
		status, contentType, body, err := fetch(base+queue[0], "Accept", "text/html,*/*;q=0.5")
		if err != nil || status >= 500 {
			t.Errorf("%s: %d, %v, %.200s", queue[0], status, err, body)
		}
		for _, secret := range []string{filepath.Dir(folder), dir, "/tmp/", "goroutine "} {
			if strings.Contains(body, secret) {
				t.Errorf("%s names %q", queue[0], secret)
			}
		}
		if !strings.HasPrefix(contentType, "text/html") {
			continue
		}
		for _, bad := range inline.FindAllString(body, -1) {
			t.Errorf("%s has %q, which the policy forbids", queue[0], bad)
		}
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			target, _, _ := strings.Cut(strings.ReplaceAll(m[1], "&amp;", "&"), "#")
			if strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "//") && !seen[target] {
				seen[target] = true
				queue = append(queue, target)
			}
		}
	}
	t.Logf("%d answers read", len(seen))
	if len(seen) < 50 {
		t.Errorf("only %d pages were found", len(seen))
	}
}

// inline finds what the Content-Security-Policy forbids: scripts and styles within a page.
var inline = regexp.MustCompile(`(?i)<script>|<script\b[^>]*[^>]>[^<]|<style\b|<[a-z][^<>]*\s(?:style|on[a-z]+)=|(?:href|src|action)="?javascript:`)

// TestJSONIsThatOfTheAPI: a script reads the same from a command as from the server.
func TestJSONIsThatOfTheAPI(t *testing.T) {
	dir := demoIndex(t)
	base := servedFrom(t, dir, server.Options{})
	for _, c := range []struct {
		target string
		args   []string
	}{
		{"search?q=ceasefire&limit=3&facet=actor", []string{"search", "--limit", "3", "--facet", "actor", "ceasefire"}},
		{"search?q=xylophone", []string{"search", "xylophone"}},
		{"positions?q=act:reject&limit=3&level=state", []string{"positions", "--limit", "3", "--level", "state", "act:reject"}},
		{"judgments?limit=3", []string{"judgments", "--limit", "3"}},
		{"calendar?passed=true&limit=3", []string{"calendar", "--passed", "--limit", "3"}},
		{"actors?limit=3", []string{"actors", "list", "--limit", "3"}},
		{"actors/Russia?limit=3&level=state", []string{"actor", "--limit", "3", "--level", "state", "Russia"}},
		{"issues?limit=3", []string{"issues", "--limit", "3"}},
		{"issues/sanctions?limit=3", []string{"issue", "--limit", "3", "sanctions"}},
		{"compare?actor=Russia&actor=Ukraine&limit=3", []string{"compare", "--limit", "3", "Russia", "Ukraine"}},
		{"matrix?actor=Russia&actor=Ukraine&limit=1000", []string{"matrix", "--actors", "Russia,Ukraine"}},
	} {
		status, _, body, err := fetch(base + "/api/v1/" + c.target)
		if err != nil || status != http.StatusOK {
			t.Fatalf("%s: %d, %v, %.200s", c.target, status, err, body)
		}
		code, out, errOut := sayso(nil, slices.Concat([]string{"--index", dir}, c.args, []string{"--json"})...)
		if code != exitDone {
			t.Fatalf("%v: exit %d, %s", c.args, code, errOut)
		}
		var want, got any
		if err := errors.Join(json.Unmarshal([]byte(body), &want), json.Unmarshal([]byte(out), &got)); err != nil {
			t.Fatalf("%v: %v", c.args, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-API +command):\n%s", c.args, diff)
		}
	}
}
