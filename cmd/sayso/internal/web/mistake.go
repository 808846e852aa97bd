package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

var errNoPage = errors.New("there is no such page")

// badRequest is a mistake in the address of a page.
type badRequest struct{ message string }

func (e badRequest) Error() string { return e.message }

// errorBody is the page of an error: what is wrong, and what to do next.
type errorBody struct {
	Heading string
	Detail  string
	Query   string // with a mistake in it
	Before  string // the query before the column of the mistake
	At      string // the character there
	After   string
	Indent  string // as wide as Before
	Next    []link
}

// link is a way to go on.
type link struct{ Text, URL string }

// mistake makes the page of an error. What a reader can do nothing about goes to the log.
func (s *site) mistake(r *http.Request, err error) *page {
	b := &errorBody{Detail: sentence(err.Error()), Next: []link{{"Start", "/"}, {"How to ask", "/help"}}}
	p := &page{Status: http.StatusInternalServerError, Query: r.FormValue("q"), Body: b}
	bad, isBad := errors.AsType[badRequest](err)
	q, isQuery := errors.AsType[*query.Error](err)
	switch {
	case isQuery:
		p.Status, b.Heading, b.Detail = http.StatusBadRequest, "This query has a mistake", sentence(q.Message)
		b.caret(q)
		b.Next = []link{{"How to ask", "/help#language"}, {"Start", "/"}}
	case isBad:
		p.Status, b.Heading, b.Detail = http.StatusBadRequest, "This address cannot be read", sentence(bad.message)
	case errors.Is(err, index.ErrNoDocument):
		p.Status, b.Heading = http.StatusNotFound, "There is no such document"
		b.Detail = "The archive has none of this id. It may have been removed, or its id changed with the name of its file."
		b.Next = []link{{"All documents", "/search"}, {"Runs", "/runs"}}
	case errors.Is(err, index.ErrNoActor):
		p.Status, b.Heading = http.StatusNotFound, "Nobody of this name"
		b.Next = []link{{"All actors", "/actors"}, {"Start", "/"}}
		if e, ok := errors.AsType[*index.UnknownActor](err); ok {
			b.Next = append([]link{{e.Near, instead(r, e.Name, e.Near)}}, b.Next...)
		}
	case errors.Is(err, index.ErrSameActor):
		p.Status, b.Heading = http.StatusBadRequest, "These are one actor"
		b.Next = []link{{"Compare others", "/compare"}, {"All actors", "/actors"}}
	case errors.Is(err, index.ErrNoIssue):
		p.Status, b.Heading = http.StatusNotFound, "Nobody speaks on this"
		b.Next = []link{{"All issues", "/issues"}, {"Start", "/"}}
	case errors.Is(err, errNoPage):
		p.Status, b.Heading, b.Detail = http.StatusNotFound, "There is no such page", "The address may be mistyped, or come from another version."
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		p.Status, b.Heading = http.StatusServiceUnavailable, "That took too long"
		b.Detail = "The search was stopped. Name a year or an actor, or write more letters before the *, and ask again."
	default:
		s.log.ErrorContext(r.Context(), "a page failed", "path", r.URL.Path, "err", err)
		b.Heading = "This went wrong"
		b.Detail = "The archive could not answer; the log of the server says why. Try again, or ask for something else."
	}
	p.Title = b.Heading
	return p
}

// instead is the address of a page for another name than was asked for.
func instead(r *http.Request, name, near string) string {
	path, v := r.URL.EscapedPath(), r.URL.Query()
	if r.PathValue("name") == name {
		path = actorURL(near)
	}
	for _, values := range v {
		for i := range values {
			if strings.TrimSpace(values[i]) == name {
				values[i] = near
			}
		}
	}
	if len(v) > 0 {
		path += "?" + v.Encode()
	}
	return path
}

// caret cuts the query at the column of the mistake.
func (b *errorBody) caret(e *query.Error) {
	runes := []rune(e.Query)
	at := min(max(e.Column-1, 0), len(runes))
	b.Query, b.Before, b.At = e.Query, string(runes[:at]), " "
	b.Indent = strings.Repeat(" ", at)
	if at < len(runes) {
		b.At, b.After = string(runes[at]), string(runes[at+1:])
	}
}

// sentence makes a message of the program one for a page: "there is no …" → "There is no ….".
func sentence(s string) string {
	if s == "" {
		return s
	}
	if first, _, _ := strings.Cut(s, " "); !strings.Contains(first, "=") { // a parameter stays as it is written
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	if !strings.ContainsAny(s[len(s)-1:], ".?!") {
		s += "."
	}
	return s
}

func badf(format string, args ...any) error { return badRequest{fmt.Sprintf(format, args...)} }
