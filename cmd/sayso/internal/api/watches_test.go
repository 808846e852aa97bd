package api

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/corpus/read"
	"github.com/sayso-nlp/sayso/index"
)

// TestNewsAreOnlyRead: asking notes nothing as told; once they are told elsewhere there are none,
// and the tag that a reader keeps is that of another answer.
func TestNewsAreOnlyRead(t *testing.T) {
	a, dir := testArchive(t)
	h := New(a, Options{})
	const target = "/watches/news?watch=transit"
	first := get(t, h, target)
	tag := first.Header().Get("ETag")
	if w := ask(h, http.MethodGet, prefix+target, nil, "If-None-Match", tag); w.Code != http.StatusNotModified {
		t.Errorf("asked again: %d, want 304", w.Code)
	}
	r := decode[answers.NewsResult](t, first.Body.Bytes())
	short := decode[answers.NewsResult](t, get(t, h, target+"&limit=1").Body.Bytes())
	if r.New != 3 || len(r.Watches) != 1 || len(r.Watches[0].Documents) != 3 {
		t.Fatalf("%+v; want three documents", r)
	}
	if short.New != 3 || len(short.Watches[0].Documents) != 1 || short.Watches[0].Documents[0].ID != r.Watches[0].Documents[0].ID {
		t.Errorf("%+v; want the newest of three", short)
	}
	all, err := index.Watches(dir)
	if err != nil {
		t.Fatal(err)
	}
	x, done := a.Use()
	defer done()
	for _, w := range all {
		if !w.Ran.IsZero() {
			t.Errorf("%s was told at %v", w.Name, w.Ran)
		}
		n, err := x.News(t.Context(), w, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := index.Tell(dir, []*index.News{n}, time.Unix(1e9, 0)); err != nil {
			t.Fatal(err)
		}
	}
	if r := decode[answers.NewsResult](t, get(t, h, target, "If-None-Match", tag).Body.Bytes()); r.New != 0 {
		t.Errorf("%+v; want nothing new", r)
	}
	list := decode[answers.WatchResult](t, get(t, h, "/watches").Body.Bytes())
	if list.Total != 2 || list.Items[0].LastRun != "2001-09-09T01:46:40Z" || list.Items[0].LastNew == 0 {
		t.Errorf("%+v; want the last run", list)
	}
}

// TestWatchThatFails costs itself only; what may name a folder of the machine is not told.
func TestWatchThatFails(t *testing.T) {
	a, dir := testArchive(t)
	h := New(a, Options{})
	if err := index.AddWatch(dir, "old", "holdr:Graustark", nil); err != nil {
		t.Fatal(err)
	}
	r := decode[answers.NewsResult](t, get(t, h, "/watches/news").Body.Bytes())
	if n := len(r.Watches); n != 3 || !strings.Contains(r.Watches[2].Problem, "did you mean holder") || r.New == 0 {
		t.Errorf("%d watches: %+v; want a problem with the last only", n, r.Watches)
	}
	if n := len(feedOf(t, get(t, h, "/watches/news?format=atom").Body.Bytes()).Entries); n != r.New {
		t.Errorf("%d entries, want %d", n, r.New)
	}
	w := ask(h, http.MethodGet, prefix+"/watches/news?watch=nope", nil)
	if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "there is no such watch") {
		t.Errorf("a watch that does not exist: %d %s", w.Code, w.Body)
	}
	if err := os.WriteFile(filepath.Join(dir, "watch", "list.json"), []byte("["), 0o600); err != nil {
		t.Fatal(err)
	}
	w = ask(h, http.MethodGet, prefix+"/watches", nil)
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), dir) {
		t.Errorf("a damaged list: %d %s", w.Code, w.Body)
	}
	get(t, h, "/search")
}

// atom is what RFC 4287 demands of a feed, with all that one may have more than once as a list.
type atom struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	ID      []string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated []string   `xml:"http://www.w3.org/2005/Atom updated"`
	Authors []string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []atomLink `xml:"http://www.w3.org/2005/Atom link"`
	Entries []struct {
		ID        []string   `xml:"http://www.w3.org/2005/Atom id"`
		Title     []string   `xml:"http://www.w3.org/2005/Atom title"`
		Updated   []string   `xml:"http://www.w3.org/2005/Atom updated"`
		Published []string   `xml:"http://www.w3.org/2005/Atom published"`
		Links     []atomLink `xml:"http://www.w3.org/2005/Atom link"`
		Content   []struct {
			Type string `xml:"type,attr"`
		} `xml:"http://www.w3.org/2005/Atom content"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
}

func feedOf(t *testing.T, b []byte) *atom {
	t.Helper()
	f := new(atom)
	if err := xml.Unmarshal(b, f); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return f
}

// TestFeed holds the feed against RFC 4287, and has it read by our own reader of feeds.
func TestFeed(t *testing.T) {
	a, _ := testArchive(t)
	h := New(a, Options{})
	answer := get(t, h, "/watches/news", "Accept", "application/atom+xml")
	if ct := answer.Header().Get("Content-Type"); ct != "application/atom+xml; charset=utf-8" {
		t.Errorf("it comes as %q", ct)
	}
	b := answer.Body.Bytes()
	f := feedOf(t, b)
	ids := map[string]bool{}
	once := func(what string, values []string, check func(string) error) {
		t.Helper()
		if len(values) != 1 || values[0] == "" {
			t.Errorf("%s: %q, want one", what, values)
		} else if err := check(values[0]); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	absolute := func(s string) error {
		u, err := url.Parse(s)
		if err == nil && !u.IsAbs() {
			t.Errorf("%q is not absolute", s)
		}
		return err
	}
	text := func(string) error { return nil }
	instant := func(s string) error { _, err := time.Parse(time.RFC3339, s); return err }
	links := func(all []atomLink) {
		t.Helper()
		if len(all) > 1 {
			t.Errorf("links %v, want one alternate at most", all)
		}
		for _, l := range all {
			if err := absolute(l.Href); err != nil {
				t.Error(err)
			}
		}
	}
	once("id", f.ID, absolute)
	once("title", f.Title, text)
	once("updated", f.Updated, instant)
	once("author", f.Authors, text)
	links(f.Links)
	for _, e := range f.Entries {
		once("id of an entry", e.ID, absolute)
		once("title of an entry", e.Title, text)
		once("updated of an entry", e.Updated, instant)
		if len(e.Published) > 0 {
			once("published", e.Published, instant)
		}
		links(e.Links)
		if len(e.Content) != 1 || e.Content[0].Type != "html" {
			t.Errorf("content %+v, want one of HTML", e.Content)
		}
		if ids[e.ID[0]] {
			t.Errorf("two entries are %s", e.ID[0])
		}
		ids[e.ID[0]] = true
	}
	if r := decode[answers.NewsResult](t, get(t, h, "/watches/news").Body.Bytes()); len(ids) != r.New || r.New < 5 {
		t.Errorf("%d entries for %d news", len(ids), r.New)
	}
	docs, errs := read.Read("news.xml", b, read.Options{AnyLanguage: true})
	if len(docs) != len(f.Entries) || len(errs) > 0 {
		t.Errorf("%d documents of %d entries, %v", len(docs), len(f.Entries), errs)
	}
	if again := get(t, h, "/watches/news?format=atom").Body.String(); again != string(b) {
		t.Errorf("asked again (-first +again):\n%s", cmp.Diff(string(b), again))
	}
	one, other := feedOf(t, get(t, h, "/watches/news?format=atom&watch=transit").Body.Bytes()), feedOf(t, get(t, h, "/watches/news?format=atom&watch=rejected").Body.Bytes())
	if one.ID[0] == f.ID[0] || one.ID[0] == other.ID[0] {
		t.Errorf("feeds of other watches have the same id: %s, %s, %s", f.ID, one.ID, other.ID)
	}
}
