package api

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// testArchive stores testdata/archive.jsonl: four documents of our own, one of them hostile,
// read from /home/keeper.
func testArchive(t testing.TB) (a *archive.Archive, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "ix")
	store(t, dir, "testdata/archive.jsonl")
	if err := errors.Join(index.AddWatch(dir, "rejected", "act:reject", nil), index.AddWatch(dir, "transit", "transit", nil)); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a, dir
}

func store(t testing.TB, dir, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := index.OpenWriter(dir, index.Options{Version: "test 7"})
	if err != nil {
		t.Fatal(err)
	}
	for doc, err := range corpus.NewDecoder(f, file).All() {
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Done(&doc); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Reject(&corpus.RecordError{File: "/home/keeper/bad.html", Err: errors.New("/home/keeper/bad.html is empty")}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func testAPI(t testing.TB) http.Handler {
	a, _ := testArchive(t)
	return New(a, Options{Version: "test", Extractors: "test 7", Extract: func(_ context.Context, d *corpus.Document) (*corpus.Annotated, error) {
		if strings.Contains(d.Text, "bad") {
			return nil, &corpus.RecordError{File: "/home/keeper", Err: errors.New("it is bad")}
		}
		return &corpus.Annotated{Document: *d}, nil
	}})
}

// ask sends a request; headers come in pairs.
func ask(h http.Handler, method, target string, body io.Reader, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, body)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(t testing.TB, h http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	w := ask(h, http.MethodGet, prefix+target, nil, headers...)
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: %d %s", target, w.Code, w.Body)
	}
	return w
}

func decode[T any](t testing.TB, b []byte) (v T) {
	t.Helper()
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return v
}

// lists are requests for every list.
var lists = []string{
	"/search?q=transit&histogram=month&facet=actor", "/positions?facet=act", "/judgments?facet=band", "/judgments?hedges=true", "/timeline",
	"/actors", "/issues", "/calendar?passed=true", "/facets/actor", "/facets/holder?q=transit",
	"/matrix?actor=Ruritania&actor=Graustark", "/watches",
}

// singles are requests for every other answer of JSON.
var singles = []string{
	"/status", "/healthz", "/actors/Ruritania", "/issues/transit%20plan", "/compare?actor=Ruritania&actor=Graustark",
	"/watches/news", "/watches/news?watch=transit&limit=1",
	"/documents/briefs/first.html", "/documents/" + hostile, "/documents/later",
}

var hostile = url.PathEscape("briefs/hostile & odd/=x%2F..#1?.html")

var exported = []string{
	"documents&format=jsonl", "documents&format=csv", "documents&format=ris", "documents&format=bibtex", "documents&format=csl-json",
	"positions&format=csv", "positions&format=jsonl", "positions&format=parquet", "positions&format=dna",
	"judgments&format=csv", "dates&passed=true&format=ics", "dates&passed=true&format=csv", "graph&format=graphml", "graph&format=gexf&agreement=true", "graph&format=csv",
}

func TestSpansHoldTheirWords(t *testing.T) {
	h := testAPI(t)
	texts := map[string][]rune{}
	for _, id := range []string{"briefs/first.html", hostile, "later"} {
		d := decode[answers.Document](t, get(t, h, "/documents/"+id).Body.Bytes())
		texts[d.ID] = []rune(d.Text)
	}
	n := 0
	for _, target := range append(append([]string{}, lists...), singles...) {
		n += checkSpans(t, target, decode[any](t, get(t, h, target).Body.Bytes()), "", texts)
	}
	if n < 100 {
		t.Errorf("only %d spans were seen", n)
	}
}

// checkSpans looks through an answer for objects with start, end and text.
func checkSpans(t *testing.T, target string, v any, id string, texts map[string][]rune) (n int) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			n += checkSpans(t, target, e, id, texts)
		}
	case map[string]any:
		if own, ok := v["id"].(string); ok {
			id = own
		}
		start, isSpan := v["start"].(float64)
		if words, ok := v["text"].(string); ok && isSpan {
			n++
			if got := string(texts[id][int(start):int(v["end"].(float64))]); got != words {
				t.Errorf("%s: the span %v has the words %q, its text says %q", target, v["start"], words, got)
			}
		}
		for _, e := range v {
			n += checkSpans(t, target, e, id, texts)
		}
	}
	return n
}

func TestFormsSayTheSame(t *testing.T) {
	h := testAPI(t)
	for _, target := range lists {
		whole := get(t, h, target)
		page := decode[answers.Page[json.RawMessage]](t, whole.Body.Bytes())
		if len(page.Items) == 0 || page.Total != len(page.Items) {
			t.Errorf("%s: %d of %d items", target, len(page.Items), page.Total)
		}
		lines := get(t, h, target, "Accept", "application/x-ndjson, application/json;q=0.1")
		if ct := lines.Header().Get("Content-Type"); ct != "application/x-ndjson" {
			t.Errorf("%s: JSON lines come as %q", target, ct)
		}
		var items []json.RawMessage
		for line := range strings.Lines(lines.Body.String()) {
			items = append(items, json.RawMessage(strings.TrimSpace(line)))
		}
		if diff := cmp.Diff(page.Items, items); diff != "" {
			t.Errorf("%s (-JSON +lines):\n%s", target, diff)
		}
		sep := "?"
		if strings.Contains(target, "?") {
			sep = "&"
		}
		table := get(t, h, target+sep+"format=csv")
		rows, err := csv.NewReader(table.Body).ReadAll()
		if err != nil || len(rows) != len(items)+1 {
			t.Errorf("%s: %d rows and a header for %d items, %v", target, len(rows)-1, len(items), err)
		}
		if got := table.Header().Get("X-Total-Count"); got != fmt.Sprint(page.Total) {
			t.Errorf("%s: X-Total-Count %q, want %d", target, got, page.Total)
		}
	}
}

func TestCursorLeadsThroughAll(t *testing.T) {
	h := testAPI(t)
	for _, target := range append(lists, "/search?sort=oldest", "/positions?sort=oldest&q=transit", "/judgments?sort=oldest") {
		u, _ := url.Parse(target)
		q := u.Query()
		whole := decode[answers.Page[json.RawMessage]](t, get(t, h, target).Body.Bytes())
		q.Set("limit", "1")
		var items []json.RawMessage
		for {
			w := get(t, h, u.Path+"?"+q.Encode())
			p := decode[answers.Page[json.RawMessage]](t, w.Body.Bytes())
			items = append(items, p.Items...)
			if link := w.Header().Get("Link"); (link == "") != (p.Next == "") {
				t.Errorf("%s: Link %q beside the cursor %q", target, link, p.Next)
			}
			if p.Next == "" || len(items) > 50 {
				break
			}
			q.Set("cursor", p.Next)
		}
		if diff := cmp.Diff(whole.Items, items); diff != "" {
			t.Errorf("%s (-at once +page by page):\n%s", target, diff)
		}
	}
}

func TestConditionalRequests(t *testing.T) {
	a, dir := testArchive(t)
	h := New(a, Options{})
	for _, target := range append(append([]string{"/export?of=positions"}, lists...), singles...) {
		tag := get(t, h, target).Header().Get("ETag")
		if w := ask(h, http.MethodGet, prefix+target, nil, "If-None-Match", `"x", `+tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s: %d for the tag that it has, want 304 without a body", target, w.Code)
		}
		if w := get(t, h, target, "Accept", "*/*", "If-None-Match", `W/"other"`); w.Body.Len() == 0 {
			t.Errorf("%s: nothing for a tag of another answer", target)
		}
	}
	tag := get(t, h, "/search").Header().Get("ETag")
	for other, headers := range map[string][]string{"/search?q=transit": nil, "/search": {"Accept", "text/csv"}} {
		if got := get(t, h, other, headers...).Header().Get("ETag"); got == tag {
			t.Errorf("%s %v has the tag of /search", other, headers)
		}
	}
	w, err := index.OpenWriter(dir, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w.Delete("later")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if changed, err := a.Refresh(); !changed || err != nil {
		t.Fatalf("Refresh: %v, %v; want the newer state", changed, err)
	}
	if got := get(t, h, "/search", "If-None-Match", tag).Header().Get("ETag"); got == tag {
		t.Error("the tag is the same for another state of the archive")
	}
}

func TestProblems(t *testing.T) {
	h := testAPI(t)
	for _, c := range []struct {
		method, target string
		status         int
		detail         string
	}{
		{"GET", "/api/", 404, "openapi.json lists them"},
		{"GET", prefix, 404, "no such route"},
		{"GET", prefix + "/serach", 404, "no such route"},
		{"DELETE", prefix + "/search", 405, "takes GET, HEAD only"},
		{"GET", prefix + "/extract", 405, "takes POST only"},
		{"GET", prefix + "/documents/nowhere", 404, "no such document"},
		{"GET", prefix + "/documents/", 404, "no such"},
		{"GET", prefix + "/documents/../../etc/passwd", 404, "no such document"},
		{"GET", prefix + "/actors/Ruritanai", 404, "did you mean Ruritania?"},
		{"GET", prefix + "/issues/xyzzy", 404, "no position is about it"},
		{"GET", prefix + "/matrix?actor=Ruritania&issue=transit", 404, "no issue has just these words"},
		{"GET", prefix + "/facets/colour", 404, "it is one of actor"},
		{"GET", prefix + "/search?limt=3", 422, "did you mean limit?"},
		{"GET", prefix + "/search?limit=0", 422, "limit:"},
		{"GET", prefix + "/search?limit=many", 422, "limit:"},
		{"GET", prefix + "/search?from=2025-02-30", 422, "from:"},
		{"GET", prefix + "/search?from=2025-02-03&to=2025-02-02", 422, "from: lies after to: swap them"},
		{"GET", prefix + "/actors/Ruritania?from=2025-02-03&to=2025-02-02", 422, "from: lies after to"},
		{"GET", prefix + "/calendar?first=2025-02-03&last=2025-02-02", 422, "first: lies after last"},
		{"GET", prefix + "/export?of=dates&first=2025-02-03&last=2025-02-02", 422, "first: lies after last"},
		{"GET", prefix + "/search?q=colour:red", 422, "there is no field"},
		{"GET", prefix + "/search?cursor=x", 422, "start again without it"},
		{"GET", prefix + "/actors?cursor=!", 422, "start again without it"},
		{"GET", prefix + "/timeline?cursor=-1", 422, "start again without it"},
		{"GET", prefix + "/search?facet=colour", 422, "it is one of actor"},
		{"GET", prefix + "/search?format=xml", 422, "it is one of [json ndjson csv]"},
		{"GET", prefix + "/positions?act=shout", 422, "act"},
		{"GET", prefix + "/matrix", 422, "actor: required"},
		{"GET", prefix + "/compare?actor=Ruritania", 422, "length >= 2"},
		{"GET", prefix + "/export?of=dates&format=ris", 422, "csv, jsonl, parquet, ics"},
		{"GET", prefix + "/export?of=dates&sort=oldest", 422, "sort: dates come by the day"},
		{"GET", prefix + "/export?of=graph&sort=newest", 422, "sort: a graph has no order"},
		{"GET", prefix + "/export?of=positions&q=(a", 422, "never closed"},
		{"GET", prefix + "/export?of=judgments&actor=Nobody", 404, "no such actor"},
		{"GET", prefix + "/search?q=" + strings.Repeat("x", 5000), 422, "q:"},
	} {
		w := ask(h, c.method, c.target, nil)
		p := decode[Problem](t, w.Body.Bytes())
		if w.Code != c.status || p.Status != c.status || !strings.Contains(p.Detail, c.detail) || p.Title == "" {
			t.Errorf("%s %.80s: %d %.300s; want %d and %q", c.method, c.target, w.Code, w.Body, c.status, c.detail)
		}
		if ct := w.Header().Get("Content-Type"); ct != "application/problem+json" {
			t.Errorf("%s %.80s: the problem comes as %q", c.method, c.target, ct)
		}
		if w.Header().Get("ETag") != "" {
			t.Errorf("%s %.80s: a problem has an ETag", c.method, c.target)
		}
	}
	if p := decode[Problem](t, ask(h, "GET", prefix+"/search?q=transit+colour:red", nil).Body.Bytes()); p.Column != 9 {
		t.Errorf("column %d, want 9", p.Column)
	}
	for _, target := range []string{"/search", "/status", "/export"} {
		if w := ask(h, "GET", prefix+target, nil, "Accept", "image/png"); w.Code != http.StatusNotAcceptable {
			t.Errorf("%s as image/png: %d %s, want 406", target, w.Code, w.Body)
		}
	}
}

// TestNothingLeaks reads every answer in every form: no path of the machine that the archive
// was read on, nothing that a browser or a spreadsheet would run.
func TestNothingLeaks(t *testing.T) {
	a, dir := testArchive(t)
	h := New(a, Options{})
	var targets []string
	for _, target := range lists {
		sep := "?"
		if strings.Contains(target, "?") {
			sep = "&"
		}
		targets = append(targets, target, target+sep+"format=ndjson", target+sep+"format=csv")
	}
	for _, of := range exported {
		targets = append(targets, "/export?of="+of)
	}
	targets = append(append(targets, singles...), "/documents/"+hostile+"?format=ndjson", "/openapi.json", "/actors/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
	for _, target := range targets {
		w := get(t, h, target)
		body := w.Body.String()
		for _, secret := range []string{"/home/", "keeper", dir} {
			if strings.Contains(body, secret) {
				t.Errorf("%s names %q", target, secret)
			}
		}
		switch ct := w.Header().Get("Content-Type"); {
		case strings.Contains(ct, "html"):
			t.Errorf("%s comes as %q, which a browser runs", target, ct)
		case ct == "application/json" && strings.Contains(body, "<script"), strings.Contains(ct, "xml") && strings.Contains(body, "<script"):
			t.Errorf("%s has a script in its %s", target, ct)
		case strings.HasPrefix(ct, "text/csv"):
			noFormulas(t, target, body)
		}
	}
}

func noFormulas(t *testing.T, target, body string) {
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Errorf("%s: %v", target, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("%s: a spreadsheet would run %q", target, cell)
			}
		}
	}
}

func TestExtract(t *testing.T) {
	h := testAPI(t)
	post := func(body string) *httptest.ResponseRecorder {
		return ask(h, http.MethodPost, prefix+"/extract", strings.NewReader(body), "Content-Type", "application/json")
	}
	w := post(`{"id":"x","text":"Ruritania said no.","published":"2025-12-01"}`)
	if d := decode[answers.Document](t, w.Body.Bytes()); w.Code != http.StatusOK || d.Text != "Ruritania said no." || d.Published != "2025-12-01" || d.Version != "test 7" {
		t.Errorf("extract: %d %s", w.Code, w.Body)
	}
	for body, status := range map[string]int{
		`{"text":"it is bad"}`: 422, `{"text":""}`: 422, `{}`: 422, `{"text":"x","titel":"y"}`: 422, `{"text":"x","published":"soon"}`: 422,
		`not json`: 400, ``: 400,
		`{"text":"` + strings.Repeat("x", 500_001) + `"}`: 422, `{"text":"` + strings.Repeat("x", maxExtractBody) + `"}`: 413,
	} {
		w := post(body)
		if p := decode[Problem](t, w.Body.Bytes()); w.Code != status || p.Detail == "" || strings.Contains(w.Body.String(), "keeper") || w.Body.Len() > 5000 {
			t.Errorf("extract %.50s: %d %.500s; want a short problem %d", body, w.Code, w.Body, status)
		}
	}
}

// TestSentences: the sentence of a position is the same whole one on every route.
func TestSentences(t *testing.T) {
	h := testAPI(t)
	list := decode[answers.PositionResult](t, ask(h, http.MethodGet, prefix+"/positions?limit=100", nil).Body.Bytes())
	if len(list.Items) == 0 {
		t.Fatal("no positions")
	}
	for _, p := range list.Items {
		d := decode[answers.Document](t, ask(h, http.MethodGet, prefix+"/documents/"+url.PathEscape(p.ID), nil).Body.Bytes())
		if got := d.Positions[p.Number-1].Sentence; got != p.Sentence {
			t.Errorf("%s, position %d: %+v in the document, %+v in the list", p.ID, p.Number, got, p.Sentence)
		}
	}
}
