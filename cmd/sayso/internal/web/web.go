// Package web is the reading room: the pages of `sayso serve`.
//
// It turns a request into questions to package index and the answers into HTML: a file of Go
// and a template for each screen, named alike. The URL is the whole state of a page, every
// page works without JavaScript, and nothing is loaded from elsewhere. What the script
// (assets/sayso.js) adds is comfort: keys, dragging over a histogram, and following a link
// within a page without losing the place.
//
// It promises that texts are data: html/template escapes them for the place where they stand,
// a template.HTML is made nowhere, and addresses of sources become links only if they are
// http or https. A page stays under 200 kB: long lists and long documents have pages. Nothing
// that it shows names a path of this machine. Start reading at [New].
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/index"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed assets
var assetFiles embed.FS

// site is what the pages share.
type site struct {
	archive *archive.Archive
	log     *slog.Logger
	pages   map[string]*template.Template
	assets  assets

	mu     sync.Mutex
	memory *memory
}

// request is one request and the state of the archive that answers it.
type request struct {
	*http.Request
	x *index.Index
	m *memory
}

// New returns the handler of the pages. Errors that a page does not tell go to log; nil: nowhere.
func New(a *archive.Archive, log *slog.Logger) http.Handler {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &site{archive: a, log: log, assets: newAssets(), pages: map[string]*template.Template{}}
	mux := http.NewServeMux()
	for _, screen := range []struct {
		pattern, name string
		build         func(*request) (*page, error)
	}{
		{"GET /{$}", "home", home},
		{"GET /search", "results", results},
		{"GET /positions", "results", results},
		{"GET /judgments", "results", results},
		{"GET /documents/{id}", "document", document},
		{"GET /actors", "actors", actors},
		{"GET /actors/{name}", "actor", actor},
		{"GET /issues", "issues", issues},
		{"GET /issues/{name}", "issue", issue},
		{"GET /compare", "compare", compare},
		{"GET /network", "network", network},
		{"GET /calendar", "calendar", calendar},
		{"GET /forecasts", "forecasts", forecasts},
		{"GET /watch", "watch", watch},
		{"GET /runs", "runs", runs},
		{"GET /help", "help", help},
	} {
		s.parse(screen.name)
		mux.HandleFunc(screen.pattern, s.screen(screen.name, screen.build))
	}
	s.parse("error")
	mux.HandleFunc("GET /assets/{name}", s.assets.serve)
	mux.HandleFunc("/", s.screen("error", func(r *request) (*page, error) { return nil, errNoPage }))
	return mux
}

// parse reads the template of a screen together with the frame and the parts that screens
// share.
func (s *site) parse(name string) {
	if s.pages[name] == nil {
		s.pages[name] = template.Must(template.New("frame.html").Funcs(functions).
			ParseFS(templateFiles, "templates/frame.html", "templates/parts.html", "templates/"+name+".html"))
	}
}

// page is what a screen puts into the frame.
type page struct {
	Title  string
	Query  string // what the search box holds
	Nav    string // path of the entry of the menu that is current
	Status int    // 0: 200
	Body   any    // what the screen's template shows

	Action string  // where the search box leads; "": /search
	Hidden []field // what it takes along

	CSS, JS, Icon string
	Menu          []choice
}

// menu are the screens that every page leads to.
var menu = []choice{
	{"Search", "/search", false}, {"Actors", "/actors", false}, {"Issues", "/issues", false}, {"Compare", "/compare", false},
	{"Network", "/network", false}, {"Calendar", "/calendar", false}, {"Judgments", "/forecasts", false}, {"Watches", "/watch", false}, {"Runs", "/runs", false}, {"Help", "/help", false},
}

// screen answers with a page, or with the page of an error.
func (s *site) screen(name string, build func(*request) (*page, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		x, done := s.archive.Use()
		defer done()
		p, err := build(&request{r, x, s.memoryOf(x)})
		template := name
		if err != nil {
			p, template = s.mistake(r, err), "error"
		}
		s.write(w, r, template, p)
	}
}

// write renders a page. It is rendered as a whole before the first byte is sent, so that a
// page is never half of one.
func (s *site) write(w http.ResponseWriter, r *http.Request, name string, p *page) {
	p.CSS, p.JS, p.Icon = s.assets.url("sayso.css"), s.assets.url("sayso.js"), s.assets.url("icon.svg")
	for _, m := range menu {
		m.Current = m.URL == p.Nav
		p.Menu = append(p.Menu, m)
	}
	if p.Action == "" {
		p.Action = "/search"
	}
	var b bytes.Buffer
	if err := s.pages[name].Execute(&b, p); err != nil {
		panic(fmt.Errorf("template %s: %w", name, err)) // a mistake in a template: the server answers for it
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	if p.Status != 0 && p.Status != http.StatusOK {
		w.WriteHeader(p.Status)
		w.Write(b.Bytes())
		return
	}
	h.Set("ETag", `"`+digest(b.Bytes())+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b.Bytes()))
}

// assets are the files beside the pages, by a name that changes with their content, so that
// browsers may keep them for ever.
type assets struct {
	urls  map[string]string // "sayso.css" → "/assets/sayso.1f2e….css"
	files map[string][]byte // "sayso.1f2e….css" → content
}

func newAssets() assets {
	a := assets{map[string]string{}, map[string][]byte{}}
	entries, _ := assetFiles.ReadDir("assets") // embedded: it is there
	for _, e := range entries {
		b, _ := assetFiles.ReadFile("assets/" + e.Name())
		ext := path.Ext(e.Name())
		name := strings.TrimSuffix(e.Name(), ext) + "." + digest(b) + ext
		a.urls[e.Name()], a.files[name] = "/assets/"+name, b
	}
	return a
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

func (a assets) url(name string) string { return a.urls[name] }

func (a assets) serve(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	b, ok := a.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}
