// Package problem writes errors as RFC 9457 problem details, or as a plain page to a browser
// that asks for one. The server, the API and the pages share it, so that an error looks the
// same wherever it arises.
package problem

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strings"
)

// ContentType is the media type of problem details.
const ContentType = "application/problem+json"

// Problem is what went wrong with a request.
type Problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
}

// Write answers with a problem. The detail is meant for the person who sent the request and
// says what to do next; it must not name anything of this machine.
func Write(w http.ResponseWriter, r *http.Request, status int, detail string) {
	h := w.Header()
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	if page(r) {
		h.Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		fmt.Fprintf(w, "<!doctype html><html lang=en><title>%[1]d %[2]s</title><h1>%[2]s</h1><p>%[3]s</p><p><a href=\"/\">Back to the start</a></p></html>\n",
			status, http.StatusText(status), html.EscapeString(detail))
		return
	}
	h.Set("Content-Type", ContentType)
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(Problem{http.StatusText(status), status, detail})
}

// page reports whether the request comes from somebody who looks at pages.
func page(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}
