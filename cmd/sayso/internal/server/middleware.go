package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/gate"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/problem"
)

// The limits of a request.
const (
	requestTimeout = 30 * time.Second // of the work; a search has its own, shorter limit
	patience       = 10 * time.Second // for a place among the requests in work
	maxBody        = 8 << 20
)

// handler puts everything around the pages and the API, the outermost first.
func handler(a *archive.Archive, h Handlers, o Options) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/", h.API)
	mux.Handle("/assets/", h.Web) // from memory
	mux.Handle("/", timed(h.Web, o.Work))
	mux.HandleFunc("GET /healthz", health(a))
	g := newGuard(o)
	mux.HandleFunc("GET /login", g.form)
	mux.HandleFunc("POST /login", g.login)
	var out http.Handler = mux
	out = g.authenticated(out)
	out = g.host(out)
	out = ours(out)
	out = recovered(out, o) // within gzip, which would finish the answer during a panic
	out = gzhttp.GzipHandler(out)
	out = bounded(out, o.limits.write)
	return safe(out)
}

// health answers whether the server can answer, for those who watch over it.
// It tells nothing of the archive, as it asks for no token.
func health(a *archive.Archive) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, done := a.Use()
		defer done()
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		fmt.Fprintln(w, `{"status":"ok"}`)
	}
}

// recovered turns a panic into an answer that names nothing of this machine; the log has
// the place.
func recovered(next http.Handler, o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		watched := &watch{ResponseWriter: w}
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) || r.Context().Err() != nil {
				panic(http.ErrAbortHandler) // on purpose, or the client is gone
			}
			o.Log.Error("the program failed on a request (please report it)", "path", r.URL.Path, "panic", v, "stack", string(debug.Stack()))
			if watched.begun {
				panic(http.ErrAbortHandler) // the client must not take a piece for the whole
			}
			problem.Write(w, r, http.StatusInternalServerError, "the program failed on this request (please report it)")
		}()
		next.ServeHTTP(watched, r)
	})
}

// watch knows whether an answer has begun.
type watch struct {
	http.ResponseWriter
	begun bool
}

func (w *watch) WriteHeader(status int) {
	w.begun = true
	w.ResponseWriter.WriteHeader(status)
}

func (w *watch) Write(b []byte) (int, error) {
	w.begun = true
	return w.ResponseWriter.Write(b)
}

func (w *watch) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// csp allows nothing that is not ours: no inline script or style, no other origin.
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// safe sets the headers that keep browsers from doing harm with an answer.
func safe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", csp)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// bounded limits the size and the time of a request.
func bounded(next http.Handler, write time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).SetWriteDeadline(time.Now().Add(write))
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// timed limits the work for a page. The API has limits of its own, as an export may take as
// long as its client reads.
func timed(next http.Handler, work gate.Gate) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), requestTimeout)
		defer cancel()
		leave, ok := work.Enter(ctx, patience)
		if !ok {
			w.Header().Set("Retry-After", "2")
			problem.Write(w, r, http.StatusServiceUnavailable, "too many requests are in work: try again")
			return
		}
		defer leave()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// ours refuses what a page elsewhere makes a browser ask for: it cannot read the answer, but
// could make the archive work without end, and tell by the time an answer takes what is in it.
// Following a link to a page is no such thing. Browsers say where a request comes from (Fetch
// Metadata), scripts say nothing.
func ours(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch site := r.Header.Get("Sec-Fetch-Site"); {
		case site == "", site == "same-origin", site == "none":
		case r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document":
		default:
			problem.Write(w, r, http.StatusForbidden, "this server answers its own pages and scripts, and no page of another site: open the address in the browser")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// host refuses names that a page elsewhere may have pointed at this machine (DNS
// rebinding): a browser that loaded such a page would read the archive for it.
func (g *guard) host(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.knows(r.Host) {
			problem.Write(w, r, http.StatusMisdirectedRequest, "this server does not answer for the host of the request: use the address that 'sayso serve' printed, or name the host with --host")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g *guard) knows(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	// With a token a rebound name gets nowhere: its browser has no cookie of ours.
	return loopback(host) || slices.Contains(g.hosts, host) || g.token != "" && net.ParseIP(host) != nil
}
