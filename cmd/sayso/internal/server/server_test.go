package server

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

func testArchive(t *testing.T) *archive.Archive {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ix")
	w, err := index.OpenWriter(dir, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Done(&corpus.Annotated{Document: corpus.Document{ID: "a", Text: "Ruritania agreed."}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// fake answers everything with a word, or does what a test wants.
func fake(f http.HandlerFunc) Handlers {
	hello := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") })
	if f == nil {
		return Handlers{API: hello, Web: hello}
	}
	return Handlers{API: f, Web: hello}
}

func testHandler(t *testing.T, h Handlers, o Options) http.Handler {
	return handler(testArchive(t), h, o.withDefaults())
}

// do sends a request to the handler; headers come in pairs, Host among them.
func do(h http.Handler, r *http.Request, headers ...string) *httptest.ResponseRecorder {
	r.Host = "localhost:7345"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func request(method, target string) *http.Request { return httptest.NewRequest(method, target, nil) }

func TestOtherMachinesNeedAToken(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "archive.example:0"} {
		if l, err := Listen(Options{Addr: addr}); err == nil || !strings.Contains(err.Error(), "--token-file") {
			t.Errorf("Listen(%q) = %v, %v; want the advice to give a token", addr, l, err)
		}
	}
	first, err := Listen(Options{Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if _, err := Listen(Options{Addr: first.Addr().String()}); err == nil || !strings.Contains(err.Error(), "give another --addr") {
		t.Errorf("an address in use: %v; want the advice to give another", err)
	}
	for _, addr := range []string{"7345", "127.0.0.1"} {
		if _, err := Listen(Options{Addr: addr}); err == nil || !strings.Contains(err.Error(), "host:port") {
			t.Errorf("Listen(%q): %v; want how to write it", addr, err)
		}
	}
	l, err := Listen(Options{Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := Listen(Options{Addr: l.Addr().String()}); err == nil {
		t.Error("two servers listen on one port")
	}
}

func TestHostsOfOthersAreRefused(t *testing.T) {
	open := testHandler(t, fake(nil), Options{Hosts: []string{"Archive.example"}})
	guarded := testHandler(t, fake(nil), Options{Token: "0123456789abcdef"})
	for _, c := range []struct {
		h    http.Handler
		host string
		want int
	}{
		{open, "localhost:7345", 200}, {open, "127.0.0.1:7345", 200}, {open, "[::1]:7345", 200}, {open, "LOCALHOST", 200},
		{open, "archive.example:7345", 200}, {open, "evil.example", 421}, {open, "localhost.evil.example:7345", 421},
		{open, "192.0.2.7:7345", 421}, {open, "", 421}, {open, "127.0.0.1.evil.example", 421},
		{guarded, "192.0.2.7:7345", 200}, {guarded, "evil.example", 421},
	} {
		if w := do(c.h, request("GET", "/"), "Host", c.host, "Authorization", "Bearer 0123456789abcdef"); w.Code != c.want {
			t.Errorf("host %q: %d, want %d", c.host, w.Code, c.want)
		}
	}
}

func TestToken(t *testing.T) {
	const token = "0123456789abcdef"
	h := testHandler(t, fake(nil), Options{Token: token})
	for _, c := range []struct {
		target string
		want   int
		header []string
	}{
		{"/api/v1/search", 401, nil},
		{"/api/v1/search", 401, []string{"Authorization", "Bearer 0123456789abcdeg"}},
		{"/api/v1/search", 401, []string{"Authorization", "Bearer"}},
		{"/api/v1/search", 401, []string{"Authorization", "Basic " + token}},
		{"/api/v1/search", 401, []string{"Cookie", cookieName + "=" + token}},
		{"/api/v1/search", 200, []string{"Authorization", "bearer " + token}},
		{"/", 401, nil},
		{"/", 200, []string{"Authorization", "Bearer " + token}},
		{"/search?q=a", 303, []string{"Accept", "text/html"}},
		{"/healthz", 200, nil},
		{"/login", 200, nil},
	} {
		if w := do(h, request("GET", c.target), c.header...); w.Code != c.want {
			t.Errorf("%s %q: %d, want %d", c.target, c.header, w.Code, c.want)
		}
	}
	login := func(token, next string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "/login", strings.NewReader(url.Values{"token": {token}, "next": {next}}.Encode()))
		return do(h, r, "Content-Type", "application/x-www-form-urlencoded")
	}
	if w := login("wrong", "/"); w.Code != 401 || w.Header().Get("Set-Cookie") != "" {
		t.Errorf("a wrong token: %d %v", w.Code, w.Header())
	}
	for next, want := range map[string]string{
		"/search?q=a": "/search?q=a", "//evil.example/": "/", "https://evil.example/": "/", `/\evil.example`: "/", "": "/", "javascript:alert(1)": "/",
	} {
		w := login(token, next)
		if w.Code != 303 || w.Header().Get("Location") != want {
			t.Errorf("login then %q: %d to %q, want %q", next, w.Code, w.Header().Get("Location"), want)
		}
		c := w.Result().Cookies()
		if len(c) != 1 || !c[0].HttpOnly || c[0].SameSite != http.SameSiteStrictMode || strings.Contains(c[0].Value, token) {
			t.Fatalf("cookies %v; want one for this server only that does not hold the token", c)
		}
		if w := do(h, request("GET", "/"), "Cookie", c[0].Name+"="+c[0].Value); w.Code != 200 {
			t.Errorf("with the cookie: %d", w.Code)
		}
	}
	if w := do(h, request("GET", "/login?next=%22%3E%3Cscript%3E")); strings.Contains(w.Body.String(), "<script") {
		t.Errorf("the login page runs what its address holds: %s", w.Body)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	h := testHandler(t, fake(func(http.ResponseWriter, *http.Request) { panic("at /home/keeper/secret.go") }), Options{Token: "0123456789abcdef"})
	for target, header := range map[string][]string{
		"/": {"Authorization", "Bearer 0123456789abcdef"}, "/login": nil, "/healthz": nil, "/api/v1/x": {"Authorization", "Bearer 0123456789abcdef"},
		"/api/": nil, "/other": {"Host", "evil.example"},
	} {
		w := do(h, request("GET", target), header...)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
			"Content-Security-Policy": csp, "Access-Control-Allow-Origin": "",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s: %q, want %q", target, name, got, want)
			}
		}
	}
}

func TestPanicCostsOneRequest(t *testing.T) {
	h := testHandler(t, fake(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/late" {
			w.Header().Set("Content-Encoding", "identity")
			io.WriteString(w, strings.Repeat("x", 1<<16))
		}
		panic("at /home/keeper/secret.go")
	}), Options{})
	s := httptest.NewServer(h)
	defer s.Close()
	r, err := http.Get(s.URL + "/api/now")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, _ := io.ReadAll(r.Body)
	if r.StatusCode != 500 || r.Header.Get("Content-Type") != "application/problem+json" || strings.Contains(string(b), "keeper") {
		t.Errorf("a panic: %d %s %s; want a problem that names no path", r.StatusCode, r.Header.Get("Content-Type"), b)
	}
	if r, err = http.Get(s.URL + "/api/late"); err == nil {
		defer r.Body.Close()
		if _, err = io.ReadAll(r.Body); err == nil {
			t.Error("an answer that broke off looks whole")
		}
	}
	if r, err = http.Get(s.URL + "/"); err != nil || r.StatusCode != 200 {
		t.Errorf("after the panic: %v %v", r, err)
	}
}

// running starts a server and returns its address and what ends it.
func running(t *testing.T, h Handlers, o Options) (addr string, stop func() error) {
	t.Helper()
	o.Addr = "127.0.0.1:0"
	l, err := Listen(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	a := testArchive(t)
	go func() { ended <- Run(ctx, l, a, h, o) }()
	return l.Addr().String(), func() error { cancel(); return <-ended }
}

func TestRequestsUnderWayFinish(t *testing.T) {
	begun, goOn := make(chan bool), make(chan bool)
	addr, stop := running(t, fake(func(w http.ResponseWriter, _ *http.Request) {
		begun <- true
		<-goOn
		fmt.Fprint(w, "whole")
	}), Options{})
	got := make(chan string)
	go func() {
		r, err := http.Get("http://" + addr + "/api/slow")
		if err != nil {
			got <- err.Error()
			return
		}
		defer r.Body.Close()
		b, _ := io.ReadAll(r.Body)
		got <- string(b)
	}()
	<-begun
	ended := make(chan error)
	go func() { ended <- stop() }()
	for { // the listener is closed before the requests are waited for
		c, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		c.Close()
	}
	close(goOn)
	if s := <-got; s != "whole" {
		t.Errorf("the request under way got %q", s)
	}
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestRequestsThatHangAreCut(t *testing.T) {
	hang := make(chan bool)
	defer close(hang)
	begun := make(chan bool)
	addr, stop := running(t, fake(func(http.ResponseWriter, *http.Request) { begun <- true; <-hang }),
		Options{limits: limits{write: time.Minute, shutdown: time.Millisecond}})
	go http.Get("http://" + addr + "/api/hang")
	<-begun
	if err := stop(); err == nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Run: %v; want that a request was cut", err)
	}
}

// TestSlowClientsAreLetGo: one sends half a request, one does not read its answer. The server
// ends both; the test waits as long as that takes.
func TestSlowClientsAreLetGo(t *testing.T) {
	wrote := make(chan error, 1)
	addr, stop := running(t, fake(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "identity") // else it shrinks to nothing
		for {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				wrote <- err
				return
			}
		}
	}), Options{limits: limits{header: 50 * time.Millisecond, read: time.Minute, write: 50 * time.Millisecond, shutdown: time.Second}})
	defer stop()
	half, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer half.Close()
	io.WriteString(half, "GET / HTTP/1.1\r\nHost: localhost\r\n")
	if b, err := io.ReadAll(bufio.NewReader(half)); err != nil || strings.Contains(string(b), "200 OK") {
		t.Errorf("half a request got %q, %v", b, err)
	}
	deaf, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer deaf.Close()
	io.WriteString(deaf, "GET /api/endless HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if err := <-wrote; err == nil {
		t.Error("no error for a client that does not read")
	}
}

func TestLargeRequestsAreRefused(t *testing.T) {
	addr, stop := running(t, fake(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		}
	}), Options{})
	defer stop()
	r, err := http.Post("http://"+addr+"/api/x", "text/plain", strings.NewReader(strings.Repeat("x", maxBody+1)))
	if err != nil || r.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a body over the limit: %v, %v", r, err)
	}
	req, _ := http.NewRequest("GET", "http://"+addr+"/", nil)
	req.Header.Set("X-Long", strings.Repeat("x", 2*maxHeaderBytes))
	if r, err = http.DefaultClient.Do(req); err != nil || r.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a header over the limit: %v, %v", r, err)
	}
}

// TestPagesElsewhere: what a page of another site has a browser ask for is refused, a link to a
// page is not, and neither is a script, which does not say where it comes from.
func TestPagesElsewhere(t *testing.T) {
	h := testHandler(t, fake(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "the archive") }), Options{})
	for _, tt := range []struct {
		method, site, mode, dest string
		want                     int
	}{
		{"GET", "", "", "", 200},
		{"POST", "", "", "", 200},
		{"GET", "none", "navigate", "document", 200}, // typed
		{"GET", "same-origin", "cors", "empty", 200},
		{"POST", "same-origin", "cors", "empty", 200},
		{"GET", "cross-site", "navigate", "document", 200}, // a link
		{"GET", "cross-site", "navigate", "iframe", 403},
		{"GET", "cross-site", "no-cors", "image", 403},
		{"GET", "cross-site", "cors", "empty", 403},
		{"GET", "same-site", "no-cors", "script", 403}, // another port of this machine
		{"POST", "cross-site", "navigate", "document", 403},
		{"POST", "cross-site", "no-cors", "empty", 403},
	} {
		r := request(tt.method, "/api/v1/search")
		for name, value := range map[string]string{"Sec-Fetch-Site": tt.site, "Sec-Fetch-Mode": tt.mode, "Sec-Fetch-Dest": tt.dest} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		if w := do(h, r); w.Code != tt.want {
			t.Errorf("%+v: %d %s", tt, w.Code, w.Body)
		}
	}
}
