package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// everyPage are the screens in their states.
var everyPage = []string{
	"/", "/search", "/search?q=ceasefire", "/search?q=ceasefire&date=mentioned", "/search?q=ceasefire+xylophone", "/search?page=2",
	"/search?q=actor:Russia&facet=actor&contains=u", "/search?from=2022-01-01&to=2023-12-31&as_of=2024-01-01", "/search?sort=oldest",
	"/positions", "/positions?q=act:reject", "/positions?q=holder:Russia&page=2", "/judgments", "/judgments?actor=Russia", "/judgments?hedges=true",
	"/documents/demo-2-21", "/documents/demo-2-21?span=p3", "/documents/demo-2-21?span=e2", "/documents/demo-2-21?span=d1", "/documents/demo-2-21?span=j1",
	"/documents/demo-2-21?layers=", "/documents/demo-2-21?layers=names,dates&q=warheads",
	"/actors", "/actors?name=uni&q=sanctions", "/actors/Russia", "/actors/Kremlin?level=state&from=2020-01-01", "/issues", "/issues?contains=cease&q=act:reject", "/issues/ceasefire",
	"/compare", "/compare?actor=Russia&actor=Ukraine", "/compare?actor=Russia&actor=Ukraine&level=state", "/compare?actor=Russia&actor=Ukraine&actor=China&about=sanctions",
	"/network", "/network?q=act:reject&from=2020-01-01&page=2", "/network?agreement=true", "/network?actor=Kremlin&agreement=true", "/network?actor=Russia&to=1999-01-01",
	"/calendar", "/calendar?passed=true&page=2", "/calendar?passed=true&first=2025-01-01&last=2025-12-31", "/forecasts", "/forecasts?q=actor:Russia", "/watch", "/runs", "/help",
}

func TestEveryPageIsSound(t *testing.T) {
	r := demo(t)
	for _, url := range everyPage {
		a := r.ok(url)
		if title := a.text("title"); !strings.HasSuffix(title, " – sayso") || len(title) < 12 {
			t.Errorf("%s: title %q", url, title)
		}
	}
}

// TestLinksLeadSomewhere follows links of every page: of the some thousand, every seventh.
func TestLinksLeadSomewhere(t *testing.T) {
	r := demo(t)
	seen := map[string]bool{}
	const every = 7
	for _, url := range everyPage {
		base := "http://x" + url
		for _, n := range r.get(url).all("a", "") {
			to := resolve(t, base, attr(n, "href"))
			if to == "" || seen[to] || strings.HasPrefix(to, "/api/") {
				continue
			}
			seen[to] = true
			if len(seen)%every != 0 {
				continue
			}
			if status := r.status(to); status != http.StatusOK {
				t.Errorf("%s → %s: status %d", url, to, status)
			}
		}
	}
	if len(seen) < 500 {
		t.Errorf("only %d links were found", len(seen))
	}
}

func TestMistakes(t *testing.T) {
	r := demo(t)
	for _, c := range []struct {
		url    string
		status int
		says   string
	}{
		{"/search?q=hodler:Russia", 400, "did you mean holder:?"},
		{"/search?q=act:maybe", 400, "it is one of assert"},
		{"/search?q=(peace", 400, "This query has a mistake"},
		{"/positions?page=0", 400, "page=0 is no page"},
		{"/search?from=yesterday", 400, "want a day such as 2025-12-01"},
		{"/search?from=2025-02-01&to=2025-01-01", 400, "swap them"},
		{"/calendar?first=2025-02-01&last=2025-01-01", 400, "swap them"},
		{"/search?date=read", 400, "neither published nor mentioned"},
		{"/search?sort=best", 400, "none of relevance, newest, oldest"},
		{"/documents/nix", 404, "There is no such document"},
		{"/compare?actor=Russia&actor=Moscow", 400, "These are one actor"},
		{"/actors/Nobody", 404, "Nobody of this name"},
		{"/issues/xylophones", 404, "Nobody speaks on this"},
		{"/compare?actor=Russia&actor=Nobody", 404, "Nobody of this name"},
		{"/network?actor=Nobody", 404, "Nobody of this name"},
		{"/actors?name=Rusia", 200, "Did you mean Russia?"},
		{"/nix", 404, "There is no such page"},
	} {
		a := r.get(c.url)
		if a.status != c.status {
			t.Errorf("%s: status %d, want %d", c.url, a.status, c.status)
		}
		a.says(c.says)
	}
}

// TestInternalErrorsAreLogged: the page of an error says that the log has the reason.
func TestInternalErrorsAreLogged(t *testing.T) {
	var log strings.Builder
	s := &site{log: slog.New(slog.NewTextHandler(&log, nil))}
	for _, c := range []struct {
		err    error
		status int
		logged bool
	}{
		{errors.New("read gen-7/store: input/output error"), 500, true},
		{index.ErrNoActor, 404, false},
		{context.Canceled, 503, false},
	} {
		log.Reset()
		p := s.mistake(httptest.NewRequest("GET", "/actors/Graustark", nil), c.err)
		if p.Status != c.status {
			t.Errorf("%v: status %d, want %d", c.err, p.Status, c.status)
		}
		if logged := strings.Contains(log.String(), c.err.Error()) && strings.Contains(log.String(), "/actors/Graustark"); logged != c.logged {
			t.Errorf("%v: the log says %q", c.err, log.String())
		}
		if detail := p.Body.(*errorBody).Detail; c.logged && strings.Contains(detail, "gen-7") {
			t.Errorf("the page says %q", detail)
		}
	}
}

// TestCaret shows a mistake in a query below the query, at its column.
func TestCaret(t *testing.T) {
	a := demo(t).get("/search?q=peace+hodler:Russia")
	lines := strings.Split(content(a.all("pre", "caret")[0]), "\n")
	if len(lines) < 2 || lines[0] != "peace hodler:Russia" || lines[1] != "      ^" {
		t.Errorf("got %q", lines)
	}
	if got := attr(a.all("input", "")[0], "value"); got != "peace hodler:Russia" {
		t.Errorf("the box holds %q", got)
	}
}

// TestFacetsEditTheQuery follows a value of a facet, which adds its clause to the query, and
// then takes it away again.
func TestFacetsEditTheQuery(t *testing.T) {
	r := demo(t)
	a := r.ok("/search?q=ceasefire+OR+sanctions")
	first := a.all("a", "add")[0]
	b := r.ok(attr(first, "href"))
	if got, want := attr(b.all("input", "")[0], "value"), "(ceasefire OR sanctions) holder:"; !strings.HasPrefix(got, want) {
		t.Fatalf("the query is %q, want %q…", got, want)
	}
	on := b.all("li", "on")
	if len(on) != 1 {
		t.Fatalf("%d values are marked", len(on))
	}
	var remove string
	for n := range on[0].Descendants() {
		if attr(n, "class") == "add" {
			remove = attr(n, "href")
		}
	}
	c := r.ok(remove)
	if got := attr(c.all("input", "")[0], "value"); got != "ceasefire OR sanctions" {
		t.Errorf("without the clause the query is %q", got)
	}
	exclude := attr(a.all("a", "not")[0], "href")
	if got := attr(r.ok(exclude).all("input", "")[0], "value"); !strings.HasPrefix(got, "(ceasefire OR sanctions) -holder:") {
		t.Errorf("excluding gives %q", got)
	}
}

// TestCalendarHeadings: what is expected in a year is not expected in its January.
func TestCalendarHeadings(t *testing.T) {
	seen := 0
	for _, month := range demo(t).ok("/calendar?passed=true").all("section", "month") {
		under := answer{root: month}
		for _, when := range under.all("p", "when") {
			if whole := content(when); len(whole) == len("2025") {
				seen++
				if heading := content(under.all("h2", "")[0]); heading != whole {
					t.Errorf("%s stands under %s", whole, heading)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no year is expected")
	}
}

// TestAllDays: what takes the limits of days away leaves the rest of the state.
func TestAllDays(t *testing.T) {
	r := demo(t)
	for url, want := range map[string]string{
		"/calendar?q=sanctions&passed=true&first=2020-01-01":          "/calendar?passed=true&q=sanctions",
		"/actors/Russia?level=state&as_of=2025-01-01&from=2020-01-01": "/actors/Russia?as_of=2025-01-01&level=state",
		"/issues/ceasefire?level=state&q=-xylophone&to=2029-12-31":    "/issues/ceasefire?level=state&q=-xylophone",
		"/issues/ceasefire?to=2029-12-31":                             "/issues/ceasefire",
	} {
		a, got := r.ok(url), ""
		for _, n := range a.all("a", "") {
			if content(n) == "all days" {
				got = attr(n, "href")
			}
		}
		if got != want {
			t.Errorf("%s: all days are at %q, want %q", url, got, want)
		}
		sent := map[string]string{}
		for _, n := range a.all("form", "range") {
			for field := range n.Descendants() {
				if attr(field, "type") == "hidden" {
					sent[attr(field, "name")] = attr(field, "value")
				}
			}
		}
		if len(sent) != strings.Count(want, "=") {
			t.Errorf("%s: the form of days takes %v along, want what %s has", url, sent, want)
		}
	}
}

// TestNetworkCounts: what is behind a tie is what it counts, and the network of an actor is of that
// actor under each of its names.
func TestNetworkCounts(t *testing.T) {
	r := demo(t)
	for _, url := range []string{"/network", "/network?q=ceasefire+OR+sanctions&from=2015-01-01", "/network?actor=Kremlin"} {
		a, found := r.ok(url), 0
		for _, n := range a.all("a", "open") {
			if found++; found <= 5 {
				r.ok(attr(n, "href")).says(content(n) + ",")
			}
		}
		if found < 5 {
			t.Errorf("%s has %d ties", url, found)
		}
	}
	r.ok("/network?actor=Kremlin").says("“Kremlin” stands for Russia here.")
	for _, n := range r.ok("/network?actor=Kremlin&agreement=true").all("a", "open") {
		if to := attr(n, "href"); !strings.HasPrefix(to, "/compare?actor=Russia&actor=") {
			t.Errorf("a tie of Russia leads to %s", to)
		}
	}
}

// TestIssueKeepsTheQuery: the positions that an issue links to are those that it counts.
func TestIssueKeepsTheQuery(t *testing.T) {
	r := demo(t)
	a := r.ok("/issues/talks?q=Cuba+OR+Cyprus&to=2020-12-31")
	for _, n := range a.all("p", "sum") {
		for link := range n.Descendants() {
			if link.Data != "a" || !strings.HasPrefix(attr(link, "href"), "/positions") {
				continue
			}
			r.ok(attr(link, "href")).says(content(link) + " in ")
			return
		}
	}
	t.Error("the page links to no positions")
}

// TestWhoSaysWhat looks at a position in its text: source, cue and content are marked apart,
// belong together by their number, and the card names the holder.
func TestWhoSaysWhat(t *testing.T) {
	r := demo(t)
	const path, cue = "/documents/demo-2-21", "poured cold water on"
	number := ""
	for _, n := range r.ok(path).all("", "cue") {
		if content(n) == cue {
			number = attr(n, "data-p")
		}
	}
	a := r.ok(path + "?span=p" + number)
	for class, want := range map[string]string{"src": "Beijing", "cue": cue, "con": "the idea"} {
		got := ""
		for _, n := range a.all("", class) {
			if attr(n, "data-p") == number {
				got = content(n)
			}
		}
		if got != want {
			t.Errorf("%s of position %s is %q, want %q", class, number, got, want)
		}
	}
	card := a.all("aside", "card")
	if len(card) != 1 {
		t.Fatalf("%d cards", len(card))
	}
	if got := line(content(card[0])); !strings.Contains(got, "China") || !strings.Contains(got, "rejects") || !strings.Contains(got, "cues.tsv") {
		t.Errorf("the card says %q", got)
	}
	if n := len(a.all("ol", "says")); n != 1 {
		t.Errorf("%d lists of positions", n)
	}
}

// TestCorrections: pages show who is meant by the corrections, which the server takes up, and the
// command that makes one or takes it back.
func TestCorrections(t *testing.T) {
	text := "O'Brien rejects the toll in Old Pier. Brandt of NHF supports it."
	at := func(s string) corpus.Span {
		i := strings.Index(text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	r := reading(t, func(w *index.Writer) {
		a := &corpus.Annotated{Document: corpus.Document{ID: "a", Title: "Tolls", Text: text}}
		a.Entities = []corpus.Entity{
			{Span: at("O'Brien"), Type: corpus.Person, Actor: "O'Brien"}, {Span: at("Old Pier"), Type: corpus.Facility},
			{Span: at("Brandt"), Type: corpus.Person, Actor: "Odd Brandt"},
		}
		a.Positions = []corpus.Position{{Source: []corpus.Span{at("O'Brien")}, Cue: []corpus.Span{at("rejects")}, Content: []corpus.Span{at("the toll")}, Actor: "O'Brien"}}
		if err := w.Done(a); err != nil {
			t.Fatal(err)
		}
	})
	says := func(url, want string) {
		t.Helper()
		if got := r.ok(url).text("main"); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q:\n%s", url, want, got)
		}
	}
	says("/documents/a?span=e1", `sayso actors merge ACTOR 'O'\''Brien'`)
	says("/documents/a?span=e2", "sayso actors alias 'Old Pier' ACTOR")
	says("/documents/a?span=e3", "sayso actors split 'Brandt' 'Odd Brandt'")
	says("/actors/Brandt", "sayso actors merge 'Odd Brandt' NAME")
	if _, err := index.MergeActors(r.dir, time.Now(), "Odd Brandt", "O'Brien"); err != nil {
		t.Fatal(err)
	}
	if changed, err := r.a.Refresh(); !changed || err != nil {
		t.Fatalf("the correction is not taken up: %v", err)
	}
	says("/documents/a?span=e1", "sayso actors log --undo 1")
	says("/documents/a?span=p1", "Odd Brandt")
	says("/actors/O'Brien", "“O'Brien” stands for Odd Brandt here.")
	says("/documents/a", "merge: O'Brien counts as Odd Brandt")
	says("/actors/Odd%20Brandt", "merge: O'Brien counts as Odd Brandt take back: sayso actors log --undo 1")
	says("/search?facet=actor", "Odd Brandt")
}

func TestLayers(t *testing.T) {
	r := demo(t)
	all := r.ok("/documents/demo-2-21")
	none := r.ok("/documents/demo-2-21?layers=")
	dates := r.ok("/documents/demo-2-21?layers=dates")
	for _, class := range []string{"name", "cue", "date", "term"} {
		in := func(a answer) bool { return len(a.all("a", class)) > 0 }
		if !in(all) || in(none) || in(dates) != (class == "date") {
			t.Errorf("%s: all %v, none %v, dates %v", class, in(all), in(none), in(dates))
		}
	}
	text := func(a answer) string { return line(content(a.all("div", "text")[0])) }
	if a, b := text(none), text(dates); a != b {
		t.Errorf("the text changes with its layers:\n%s\n%s", a, b)
	}
}

// TestConditional: a browser that has a page is told so.
func TestConditional(t *testing.T) {
	r := demo(t)
	w := httptest.NewRecorder()
	r.h.ServeHTTP(w, httptest.NewRequest("GET", "/search?q=peace", nil))
	again := httptest.NewRequest("GET", "/search?q=peace", nil)
	again.Header.Set("If-None-Match", w.Header().Get("ETag"))
	w = httptest.NewRecorder()
	r.h.ServeHTTP(w, again)
	if w.Code != http.StatusNotModified {
		t.Errorf("status %d", w.Code)
	}
	page := r.ok("/")
	sheet := attr(page.all("link", "")[1], "href")
	w = httptest.NewRecorder()
	r.h.ServeHTTP(w, httptest.NewRequest("GET", sheet, nil))
	if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("%s: status %d, %v", sheet, w.Code, w.Header())
	}
}

// TestHelpKnowsTheLanguage: help explains every field, and its examples are queries.
func TestHelpKnowsTheLanguage(t *testing.T) {
	for _, f := range query.Fields {
		m := meanings[f]
		if m[0] == "" || !strings.HasPrefix(m[1], string(f)+":") {
			t.Errorf("%s: is explained as %q", f, m)
		}
		if _, err := query.Parse(m[1]); err != nil {
			t.Errorf("%s: %v", m[1], err)
		}
	}
	for _, f := range []query.Field{query.Is, query.Has} {
		for value := range strings.SplitSeq(meanings[f][0], ", ") {
			if _, err := query.Parse(string(f) + ":" + value); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestDossierCounts: each list of a dossier that is cut short leads to as many as it says.
func TestDossierCounts(t *testing.T) {
	r := demo(t)
	for _, url := range []string{"/actors/Russia", "/actors/Russia?level=state", "/actors/Russia?from=2022-01-01"} {
		found := 0
		for _, n := range r.ok(url).all("p", "all") {
			if all, ok := strings.CutPrefix(content(n), "All "); ok {
				found++
				r.ok(attr(n.FirstChild, "href")).says(all)
			}
		}
		if found < 2 {
			t.Errorf("%s leads to %d whole lists, want issues and positions", url, found)
		}
	}
}

// TestIssueCounts: the page of an issue and the list that it leads to say the same, also for
// words that are no issue of their own.
func TestIssueCounts(t *testing.T) {
	r := demo(t)
	for _, name := range []string{"elections", "sanctions", "European", "ceasefire"} {
		a := r.ok(issueURL(name))
		var link *html.Node
		for n := range a.all("p", "sum")[0].Descendants() {
			if n.Data == "a" && strings.Contains(content(n), "position") {
				link = n
			}
		}
		if link == nil {
			t.Fatalf("%s: no link to its positions", name)
		}
		r.ok(attr(link, "href")).says(content(link))
	}
}

// TestVagueIssue: words that several issues hold are no issue; its page offers those.
func TestVagueIssue(t *testing.T) {
	a := demo(t).ok("/issues/membership")
	a.says("Which issue is meant?")
	if camps := a.all("section", "camp"); len(camps) > 0 {
		t.Errorf("%d sides", len(camps))
	}
	for _, name := range []string{"army membership", "new membership"} {
		if !slices.ContainsFunc(a.all("a", ""), func(n *html.Node) bool { return content(n) == name && attr(n, "href") == issueURL(name) }) {
			t.Errorf("no link to %s", name)
		}
	}
}

// TestTabs: a tab has the number of what it leads to, on each of the tabs, also where some
// documents hold no position, and of hedges.
func TestTabs(t *testing.T) {
	all, err := briefs()
	if err != nil {
		t.Fatal(err)
	}
	r := reading(t, func(w *index.Writer) {
		rain := &corpus.Annotated{Document: corpus.Document{ID: "rain", Title: "Rain", Text: "Rain fell on the quay."}}
		for _, a := range append([]*corpus.Annotated{rain}, all[:3]...) {
			if err := w.Done(a); err != nil {
				t.Fatal(err)
			}
		}
	})
	for _, url := range []string{"/search", "/positions", "/judgments", "/judgments?hedges=true", "/positions?q=in:description"} {
		for n := range r.ok(url).all("nav", "tabs")[0].FirstChild.ChildNodes() {
			tab := n.FirstChild
			for m := range r.ok(attr(tab, "href")).all("nav", "tabs")[0].FirstChild.ChildNodes() {
				if attr(m.FirstChild, "aria-current") != "" && content(m) != content(tab) {
					t.Errorf("%s: the tab %q leads to %q", url, content(tab), content(m))
				}
			}
		}
	}
}
