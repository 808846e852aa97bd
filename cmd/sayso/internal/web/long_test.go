package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// dense is a long document in which every sentence holds two names, a date, a position and a
// judgment.
func dense(id string, sentences int) *corpus.Annotated {
	a := &corpus.Annotated{}
	a.ID, a.Title, a.Published = id, "Long "+id, corpus.Date{Year: 2025, Month: 12, Day: 2}
	a.Entities, a.Dates, a.Hedges = []corpus.Entity{}, []corpus.Timex{}, []corpus.Judgment{}
	var b strings.Builder
	for i := range sentences {
		at := b.Len()
		span := func(words string, in string) corpus.Span {
			j := at + strings.Index(in, words)
			return corpus.Span{Start: j, End: j + len(words)}
		}
		s := fmt.Sprintf("Graustark rejected on Thursday the plan of Ruritania number %d, which will probably fail in the end.", i)
		found := corpus.Found{Rule: "cues.tsv:reject", Inputs: "model"}
		a.Entities = append(a.Entities,
			corpus.Entity{Span: span("Graustark", s), Type: corpus.GPE, Actor: "Graustark", Found: found},
			corpus.Entity{Span: span("Ruritania", s), Type: corpus.GPE, Actor: "Ruritania", Found: found})
		a.Dates = append(a.Dates, corpus.Timex{Span: span("Thursday", s), Type: corpus.TimexDate, Value: "2025-12-04", Found: found})
		a.Positions = append(a.Positions, corpus.Position{
			Source: []corpus.Span{span("Graustark", s)}, Cue: []corpus.Span{span("rejected", s)}, Content: []corpus.Span{span("the plan of Ruritania", s)},
			Actor: "Graustark", Issue: fmt.Sprintf("plan %d", i%500), Act: corpus.Reject, Stance: corpus.Against, Found: found,
		})
		a.Judgments = append(a.Judgments, corpus.Judgment{Span: span("which will probably fail", s), Term: span("probably", s), Band: corpus.Likely, Found: found})
		b.WriteString(s)
		b.WriteString([]string{" ", " ", " ", "\n\n"}[i%4])
	}
	a.Text = b.String()
	return a
}

// TestLongDocuments leafs through a text of 1,500 sentences: no part is over the limit (get
// checks that), together they are the whole text, and a datum opens the part that it is in.
func TestLongDocuments(t *testing.T) {
	id := strings.Repeat("folder/", 20) + "long.html"
	a := dense(id, 1500)
	r := reading(t, func(w *index.Writer) {
		if err := w.Done(a); err != nil {
			t.Fatal(err)
		}
	})
	got := ""
	parts := 0
	for next := documentURL(id); next != ""; parts++ {
		page := r.ok(next)
		for p := range page.all("div", "text")[0].ChildNodes() {
			if p.Data == "p" {
				got += unnumbered(p) + "\n"
			}
		}
		next = ""
		for _, n := range page.all("a", "") {
			if content(n) == fmt.Sprint(parts+2) && strings.Contains(attr(n, "href"), "part=") {
				next = documentURL(id) + attr(n, "href")
			}
		}
	}
	if parts < 8 || line(got) != line(a.Text) {
		t.Errorf("%d parts hold %d bytes of %d", parts, len(line(got)), len(line(a.Text)))
	}
	for _, span := range []string{"p1", "p1499", "e2900", "d1000", "j1500"} {
		page := r.ok(documentURL(id) + "?span=" + span)
		if len(page.all("aside", "card")) != 1 {
			t.Errorf("%s: no card", span)
		}
	}
	if beyond := r.ok(documentURL(id) + "?part=4999"); len(beyond.all("p", "")) == 0 {
		t.Error("a part behind the last shows nothing")
	}
}

// TestOneLine: a text without a single line break is cut as well.
func TestOneLine(t *testing.T) {
	a := &corpus.Annotated{}
	a.ID, a.Text = "line", strings.Repeat("wörter ohne Ende ", 20_000)+strings.Repeat("ß", 20_000)
	for _, p := range paragraphs(a.Text) {
		if p.Len() > paragraphBytes || !p.Valid(a.Text) {
			t.Fatalf("a paragraph of %d bytes", p.Len())
		}
	}
	r := reading(t, func(w *index.Writer) {
		if err := w.Done(a); err != nil {
			t.Fatal(err)
		}
	})
	r.ok("/documents/line?part=3")
	r.ok("/search?q=ohne")
}

// TestLongLists fills every list of an archive.
func TestLongLists(t *testing.T) {
	r := reading(t, func(w *index.Writer) {
		for i := range 60 {
			a := dense(fmt.Sprintf("%s-%d", strings.Repeat("x", 180), i), 40)
			a.Title = strings.Repeat("A long title ", 20)
			for j := range a.Entities {
				a.Entities[j].Actor += fmt.Sprintf(" of the %d. province beyond the mountains", (i*7+j)%900)
				a.Entities[j].Role = fmt.Sprintf("minister for matters of the number %d", j)
			}
			if err := w.Done(a); err != nil {
				t.Fatal(err)
			}
			for k := range 9 {
				w.Duplicate(&corpus.Document{ID: fmt.Sprintf("copy-%d-%d", i, k)}, a.ID, true)
				w.Reject(&corpus.RecordError{File: fmt.Sprintf("/data/%d/%d.html", i, k), Err: fmt.Errorf("%s", strings.Repeat("a long reason ", 20))})
			}
		}
	})
	for _, url := range []string{
		"/", "/search", "/search?q=plan", "/search?page=3", "/search?facet=actor", "/search?facet=issue&contains=plan", "/positions", "/positions?page=100", "/judgments", "/actors",
		"/actors?page=9", "/actors/Graustark", "/issues", "/issues?page=5", "/issues/plan%201", "/compare?actor=Graustark&actor=Ruritania%20of%20the%201.%20province%20beyond%20the%20mountains",
		"/calendar?passed=true", "/forecasts", "/runs", "/runs?page=6", "/runs?copies=6", "/search?page=4000",
	} {
		r.get(url)
	}
	// Of a long ledger a comparison shows the newest, says of how many, and leads to all.
	page := r.get("/compare?actor=Graustark&actor=Ruritania%20of%20the%201.%20province%20beyond%20the%20mountains")
	if to := page.all("a", ""); !slices.ContainsFunc(to, func(n *html.Node) bool {
		return content(n) == "all 2,400 positions of Graustark" && attr(n, "href") == "/positions?q=holder%3AGraustark"
	}) {
		t.Errorf("the comparison does not lead to all positions of Graustark: status %d, %.600s", page.status, page.text("main"))
	}
}

// unnumbered is the text of a paragraph without the numbers of its positions.
func unnumbered(p *html.Node) string {
	var b strings.Builder
	for n := range p.Descendants() {
		if n.Type == html.TextNode && !strings.Contains(attr(n.Parent, "class"), "num") {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}
