package web

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

const evil = `<script>alert(1)</script>`

// hostile is a brief that carries markup wherever a brief carries words.
func hostile() *corpus.Annotated {
	a := &corpus.Annotated{}
	a.ID, a.Title, a.Source, a.File = `x/<script>/"id".html`, `Title `+evil+`" onmouseover="x`, `javascript:alert(1)`, "/home/somebody/secret/x.html"
	a.Published, a.PublishedFrom = corpus.Date{Year: 2025, Month: 12, Day: 2}, `By `+evil
	a.Modified, a.ModifiedFrom = corpus.Date{Year: 2025, Month: 12, Day: 3}, evil
	a.Notes = []string{"note " + evil}
	a.Dropped = []corpus.Dropped{{Text: evil, Reason: corpus.DropNav}}
	a.Text = "Impact: Minister " + evil + " rejects the <b>plan</b> on Thursday. It will likely fail."
	find := func(words string) corpus.Span {
		i := strings.Index(a.Text, words)
		return corpus.Span{Start: i, End: i + len(words)}
	}
	a.Sections = []corpus.Section{{Name: "Impact", Span: corpus.Span{End: len(a.Text)}}}
	found := corpus.Found{Rule: "rule:" + evil, Inputs: `a="` + evil + `"`}
	a.Entities = []corpus.Entity{{Span: find(evil), Type: corpus.Person, Actor: evil, Role: evil, Found: found}}
	a.Dates = []corpus.Timex{{Span: find("Thursday"), Type: corpus.TimexDate, Value: "2025-12-04", Found: found}}
	a.Positions = []corpus.Position{{
		Source: []corpus.Span{find("Minister " + evil)}, Cue: []corpus.Span{find("rejects")}, Content: []corpus.Span{find("the <b>plan</b>")},
		Target: []corpus.Span{find("<b>plan</b>")}, Actor: evil, Via: "Via " + evil, State: "State " + evil, Issue: `issue ` + evil,
		Act: corpus.Reject, Stance: corpus.Against, Speech: corpus.Indirect, Modality: corpus.Negated, Found: found,
	}}
	a.Judgments = []corpus.Judgment{{Span: find("It will likely fail"), Term: find("likely"), Band: corpus.Likely, Horizon: "2025-12-31", Found: found}}
	a.Hedges = []corpus.Judgment{}
	return a
}

// TestTextsAreData shows a brief with markup in its title, body, names, issue and addresses
// on every page: none of it may become markup, a script or an address that runs one, and no
// page names a folder of the machine.
func TestTextsAreData(t *testing.T) {
	a := hostile()
	r := reading(t, func(w *index.Writer) {
		if err := w.Done(a); err != nil {
			t.Fatal(err)
		}
		w.Duplicate(&corpus.Document{ID: "copy " + evil, File: "/home/somebody/secret/copy.html"}, a.ID, false)
		w.Reject(&corpus.RecordError{File: "/home/somebody/secret/b<script>.html", Line: 3, ID: evil,
			Err: fmt.Errorf("open /home/somebody/secret/b<script>.html: %w", errors.New("no "+evil))})
	})
	doc, name, q := documentURL(a.ID), url.PathEscape(evil), url.QueryEscape(`"`+evil+`"`)
	for _, page := range []string{
		"/", "/search", "/search?q=" + q, "/search?q=script", "/search?facet=actor&contains=" + q, "/positions", "/judgments", "/judgments?actor=" + name,
		doc, doc + "?span=p1", doc + "?span=e1", doc + "?span=d1", doc + "?span=j1", doc + "?q=" + q, doc + "?span=" + name, doc + "?layers=" + name,
		"/actors", "/actors?name=" + name, "/actors/" + name, "/issues", "/issues?contains=" + name, "/issues/" + url.PathEscape("issue "+evil), "/issues/" + name,
		"/compare?actor=" + name + "&actor=" + name + "x&about=" + name, "/compare?actor=" + name + "&actor=Via", "/network", "/network?actor=" + name, "/network?agreement=true&q=" + q, "/calendar?passed=true", "/calendar?first=" + name,
		"/forecasts", "/forecasts?q=" + q, "/runs", "/nix/" + name, "/search?q=" + url.QueryEscape(`title:`+evil+` (`), "/search?from=" + name, "/documents/" + name,
	} {
		got := r.get(page)
		for _, n := range got.all("script", "") {
			if content(n) != "" {
				t.Errorf("%s: a script with %q", page, content(n))
			}
		}
		for _, n := range got.all("a", "") {
			if href := strings.ToLower(attr(n, "href")); strings.HasPrefix(href, "javascript:") || strings.HasPrefix(href, "data:") {
				t.Errorf("%s: a link to %s", page, href)
			}
		}
		if len(got.all("b", "")) > 0 && strings.Contains(got.body, "<b>plan</b>") {
			t.Errorf("%s: markup of the text is markup of the page", page)
		}
		if strings.Contains(got.body, "somebody") || strings.Contains(got.body, "secret/") {
			t.Errorf("%s names a folder of the machine", page)
		}
	}
	got := r.ok(doc)
	got.says("Title "+evil, "the <b>plan</b>", "read from “By "+evil+"”", "note "+evil)
	r.ok("/runs").says("b<script>.html:3", "no "+evil, "copy "+evil)
	r.ok("/actors/"+name).says(evil, "State "+evil)
}
