// Package web is the pages of `sayso serve`: what a person sees of an archive in a browser.
//
// They are rendered here, from templates, and work without JavaScript and offline. The
// package only translates between HTTP and package index. Start reading at [New].
package web

import (
	"html/template"
	"net/http"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/problem"
	"github.com/sayso-nlp/sayso/index"
)

// pages answers the requests of browsers.
type pages struct{ archive *archive.Archive }

// New returns the handler of all pages.
func New(a *archive.Archive) http.Handler {
	p := &pages{a}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.home)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		problem.Write(w, r, http.StatusNotFound, "there is no such page")
	})
	return mux
}

var home = template.Must(template.New("home").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>sayso</title></head>
<body><main><h1>sayso</h1>
<p>{{.Documents}} documents · {{.Positions}} positions · {{.Judgments}} judgments · {{.Actors}} actors{{with .Last}}, up to {{.}}{{end}}</p>
<p>For scripts: <a href="/api/v1/openapi.json">the API</a>.</p>
</main></body></html>
`))

func (p *pages) home(w http.ResponseWriter, r *http.Request) {
	x, done := p.archive.Use()
	defer done()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	home.Execute(w, struct{ index.Status }{x.Status()})
}
