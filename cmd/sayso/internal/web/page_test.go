package web

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors"
	actorlist "github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/index"
)

// room is a handler over an archive, for tests.
type room struct {
	t   *testing.T
	h   http.Handler
	dir string // of the index
	a   *archive.Archive
}

// reading returns the pages over some documents.
func reading(t *testing.T, fill func(w *index.Writer)) room {
	t.Helper()
	dir := t.TempDir()
	w, err := index.OpenWriter(dir, index.Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	fill(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return room{t, New(a, nil), dir, a}
}

// briefs are the bundled ones, annotated; that takes a second, so once for all tests.
var briefs = sync.OnceValues(func() ([]*corpus.Annotated, error) {
	f, err := os.Open("../../demo/briefs.jsonl")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	annotator := extractors.New(actorlist.Default())
	var out []*corpus.Annotated
	for a, err := range corpus.NewDecoder(f, "briefs.jsonl").All() {
		if err != nil {
			return nil, err
		}
		a.Sections = corpus.FindSections(a.Text)
		a.Annotations = annotator.Annotate(&a.Document)
		out = append(out, &a)
	}
	return out, nil
})

// demo returns the pages over the bundled briefs.
func demo(t *testing.T) room {
	t.Helper()
	all, err := briefs()
	if err != nil {
		t.Fatal(err)
	}
	return reading(t, func(w *index.Writer) {
		for _, a := range all {
			if err := w.Done(a); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// answer is a page as a browser gets it.
type answer struct {
	t      *testing.T
	url    string
	status int
	body   string
	root   *html.Node
}

// get asks for a page, which must be sound HTML.
func (r room) get(url string) answer {
	r.t.Helper()
	w := httptest.NewRecorder()
	r.h.ServeHTTP(w, httptest.NewRequest("GET", url, nil))
	a := answer{t: r.t, url: url, status: w.Code, body: w.Body.String()}
	root, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		r.t.Fatalf("%s: %v", url, err)
	}
	a.root = root
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		a.sound()
	}
	return a
}

// ok asks for a page that must be there.
func (r room) ok(url string) answer {
	r.t.Helper()
	a := r.get(url)
	if a.status != http.StatusOK {
		r.t.Fatalf("%s: status %d\n%s", url, a.status, a.text("main"))
	}
	return a
}

// sound checks what every page promises: well-formed, ids once, labels that lead somewhere,
// names for links and fields, one heading of the first order, nothing inline, and its size.
func (a answer) sound() {
	a.t.Helper()
	for _, problem := range slices.Concat(unbalanced(a.body), a.flaws()) {
		a.t.Errorf("%s: %s", a.url, problem)
	}
	if len(a.body) > 200_000 {
		a.t.Errorf("%s has %d bytes", a.url, len(a.body))
	}
	if strings.Contains(a.body, "ZgotmplZ") {
		a.t.Errorf("%s: a value was refused by the template", a.url)
	}
}

// unbalanced reports elements that do not end where they should, and links within links.
func unbalanced(body string) (problems []string) {
	void := "area base br col embed hr img input link meta source track wbr"
	z := html.NewTokenizer(strings.NewReader(body))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				problems = append(problems, z.Err().Error())
			}
			if len(open) > 0 {
				problems = append(problems, fmt.Sprintf("left open: %v", open))
			}
			return problems
		case html.StartTagToken:
			name, _ := z.TagName()
			tag := string(name)
			if slices.Contains(strings.Fields(void), tag) {
				continue
			}
			if tag == "a" && slices.Contains(open, "a") {
				problems = append(problems, "a link within a link")
			}
			open = append(open, tag)
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return append(problems, fmt.Sprintf("</%s> closes %v", name, open))
			}
			open = open[:len(open)-1]
		}
	}
}

// flaws lists breaches of the rules in the tree.
func (a answer) flaws() (problems []string) {
	ids, headings := map[string]int{}, 0
	for n := range a.root.Descendants() {
		if id := attr(n, "id"); id != "" {
			ids[id]++
		}
	}
	for id, n := range ids {
		if n > 1 {
			problems = append(problems, fmt.Sprintf("id %q occurs %d times", id, n))
		}
	}
	for n := range a.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, x := range n.Attr {
			if x.Key == "style" || strings.HasPrefix(x.Key, "on") {
				problems = append(problems, fmt.Sprintf("inline %s on <%s>", x.Key, n.Data))
			}
			if (x.Key == "for" || x.Key == "aria-labelledby" || x.Key == "list") && ids[x.Val] == 0 {
				problems = append(problems, fmt.Sprintf("%s=%q leads nowhere", x.Key, x.Val))
			}
		}
		switch n.Data {
		case "style":
			problems = append(problems, "a style element")
		case "script":
			if attr(n, "src") == "" {
				problems = append(problems, "an inline script")
			}
		case "h1":
			headings++
		case "a":
			if strings.TrimSpace(content(n)) == "" && attr(n, "aria-label") == "" {
				problems = append(problems, "a link without a name: "+attr(n, "href"))
			}
			if href := attr(n, "href"); strings.HasPrefix(href, "#") && ids[href[1:]] == 0 {
				problems = append(problems, "a link to nowhere: "+href)
			}
		case "input", "select":
			if t := attr(n, "type"); t != "hidden" && !a.labelled(attr(n, "id")) {
				problems = append(problems, fmt.Sprintf("field %q without a label", attr(n, "name")))
			}
		}
	}
	if headings != 1 {
		problems = append(problems, fmt.Sprintf("%d headings of the first order", headings))
	}
	return problems
}

func (a answer) labelled(id string) bool {
	for n := range a.root.Descendants() {
		if n.Data == "label" && attr(n, "for") == id && id != "" && strings.TrimSpace(content(n)) != "" {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// content is the text of an element.
func content(n *html.Node) string {
	var b bytes.Buffer
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// all returns the elements of a tag and a class; "" is any.
func (a answer) all(tag, class string) (out []*html.Node) {
	for n := range a.root.Descendants() {
		if n.Type == html.ElementNode && (tag == "" || n.Data == tag) && (class == "" || slices.Contains(strings.Fields(attr(n, "class")), class)) {
			out = append(out, n)
		}
	}
	return out
}

// text is the text of the first element of a tag, on one line.
func (a answer) text(tag string) string {
	for _, n := range a.all(tag, "") {
		return line(content(n))
	}
	return ""
}

// says fails unless the page holds some words.
func (a answer) says(words ...string) {
	a.t.Helper()
	text := a.text("body")
	for _, w := range words {
		if !strings.Contains(text, w) {
			a.t.Errorf("%s does not say %q:\n%s", a.url, w, text)
		}
	}
}

// status asks for a page and looks at nothing but its status.
func (r room) status(url string) int {
	w := httptest.NewRecorder()
	r.h.ServeHTTP(w, httptest.NewRequest("GET", url, nil))
	return w.Code
}

// resolve returns the path and query that a link leads to, "" if it leaves the site.
func resolve(t *testing.T, base, href string) string {
	t.Helper()
	from, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	to, err := from.Parse(href)
	if err != nil {
		t.Fatalf("%s: %v", base, err)
	}
	if to.Host != from.Host {
		return ""
	}
	return to.RequestURI()
}
