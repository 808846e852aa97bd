package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/problem"
)

// guard decides who may ask.
type guard struct {
	token string
	hosts []string
}

func newGuard(o Options) *guard {
	g := &guard{token: o.Token}
	for _, h := range o.Hosts {
		g.hosts = append(g.hosts, strings.ToLower(h))
	}
	return g
}

const cookieName = "sayso_session"

// session is what the cookie holds: it proves the token and does not reveal it.
func (g *guard) session() string {
	mac := hmac.New(sha256.New, []byte(g.token))
	mac.Write([]byte("sayso session 1"))
	return hex.EncodeToString(mac.Sum(nil))
}

// same compares in a time that tells nothing, not even the length.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// authenticated lets those through who show the token: scripts in a header, browsers by the
// cookie that they got for it.
func (g *guard) authenticated(next http.Handler) http.Handler {
	if g.token == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case g.admits(r), r.URL.Path == "/login", r.URL.Path == "/healthz":
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet && !strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(r.Header.Get("Accept"), "text/html"):
			http.Redirect(w, r, "/login?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		default:
			w.Header().Set("WWW-Authenticate", `Bearer realm="sayso"`)
			problem.Write(w, r, http.StatusUnauthorized, "this server needs the token of its --token-file: send it as 'Authorization: Bearer TOKEN', or open /login in a browser")
		}
	})
}

func (g *guard) admits(r *http.Request) bool {
	if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "bearer") {
		return same(strings.TrimSpace(token), g.token)
	}
	c, err := r.Cookie(cookieName)
	return err == nil && same(c.Value, g.session())
}

// loginPage is plain on purpose: whoever sees it knows nothing of the archive yet.
const loginPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>sayso: token</title></head>
<body><main><h1>sayso</h1><form method="post" action="/login">
<p><label for="token">Token</label> <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<input type="hidden" name="next" value="%s"> <button>Open</button></p>
<p>It stands in the file that the server was started with (--token-file).</p>%s
</form></main></body></html>
`

func (g *guard) form(w http.ResponseWriter, r *http.Request) {
	if g.token == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	g.show(w, r.URL.Query().Get("next"), http.StatusOK, "")
}

func (g *guard) show(w http.ResponseWriter, next string, status int, message string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprintf(w, loginPage, url.PathEscape(local(next)), message)
}

// local keeps a redirect on this server: "//elsewhere" and "https://elsewhere" become "/".
func local(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
		return "/"
	}
	return next
}

func (g *guard) login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 8<<10)
	next, _ := url.PathUnescape(r.PostFormValue("next"))
	if g.token == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	if !same(strings.TrimSpace(r.PostFormValue("token")), g.token) {
		g.show(w, next, http.StatusUnauthorized, "<p role=\"alert\">This is not the token.</p>")
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: g.session(), Path: "/", HttpOnly: true,
		SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil, MaxAge: 30 * 24 * 3600})
	http.Redirect(w, r, local(next), http.StatusSeeOther)
}
