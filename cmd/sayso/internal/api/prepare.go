package api

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// The limits of a request.
const (
	workTimeout = 15 * time.Second // of one answer; a search has a limit of its own
	patience    = 10 * time.Second // for a place among those in work
	retryAfter  = "2"              // seconds, for who found none
)

// call is what a request needs besides its parameters.
type call struct {
	x       *index.Index
	form    form
	watches []index.Watch // of those operations only that say so
}

type callKey struct{}

func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

// spelled makes the answers of the API from an index.
func spelled(x *index.Index, state bool) answers.From {
	return answers.From{Index: x, State: state, Public: true}
}

// The keys of an operation's metadata.
const (
	metaForms   = "forms"   // []form that it can answer in; JSON only if absent
	metaStream  = "stream"  // true: the answer may take as long as the client reads
	metaWatches = "watches" // true: the answer is also of the list of watches
)

// prepare is what every request goes through: it refuses parameters and forms that do not
// exist, takes hold of one state of the archive, answers 304 to who has it already, and waits
// for a place to work.
func (s *service) prepare(ctx huma.Context, next func(huma.Context)) {
	op := ctx.Operation()
	r, w := humago.Unwrap(ctx)
	if p := unknownParameter(op, r.URL.Query()); p != nil {
		s.write(ctx, p)
		return
	}
	f, p := negotiate(op, r)
	if p != nil {
		s.write(ctx, p)
		return
	}
	x, done := s.archive.Use()
	defer done()
	c := &call{x: x, form: f}
	state := x.Generation()
	if op.Metadata[metaWatches] != nil {
		var err error
		if c.watches, err = index.Watches(x.Dir()); err != nil {
			p, _ := errors.AsType[*Problem](s.refused(ctx.Context(), err))
			s.write(ctx, p)
			return
		}
		state += stateOf(c.watches)
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		tag := s.tag(state, r.URL, cmp.Or(string(f), r.Header.Get("Accept")))
		h := w.Header()
		h.Set("ETag", tag)
		h.Set("Cache-Control", "private, no-cache") // keep it, and ask whether it is still true
		h.Add("Vary", "Accept")
		if matches(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if r.Method == http.MethodPost {
		w.Header().Set("Cache-Control", "no-store")
	}
	inner := ctx.Context()
	if op.Metadata[metaStream] == nil {
		var cancel context.CancelFunc
		inner, cancel = context.WithTimeout(inner, workTimeout+patience)
		defer cancel()
		leave, ok := s.opt.Work.Enter(inner, patience)
		if !ok {
			s.write(ctx, newProblem(http.StatusServiceUnavailable, "too many requests are in work: try again"))
			return
		}
		defer leave()
	}
	next(huma.WithContext(ctx, context.WithValue(inner, callKey{}, c)))
}

// write answers with a problem.
func (s *service) write(ctx huma.Context, p *Problem) {
	if p.Status == http.StatusServiceUnavailable {
		ctx.SetHeader("Retry-After", retryAfter)
	}
	_, w := humago.Unwrap(ctx)
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	writeJSON(w, p)
}

// unknownParameter refuses a misspelt parameter, which would otherwise be an answer to
// another question.
func unknownParameter(op *huma.Operation, q url.Values) *Problem {
	var known []string
	for _, p := range op.Parameters {
		if p.In == "query" {
			known = append(known, p.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(q)) {
		if slices.Contains(known, name) {
			continue
		}
		message := "there is no such parameter, it is one of " + strings.Join(known, " ")
		if near := query.Nearest(name, known); near != "" {
			message = "there is no such parameter, did you mean " + near + "?"
		}
		return badParameter(name, q.Get(name), message)
	}
	return nil
}

// stateOf tells a list of watches from what it was before a change.
func stateOf(watches []index.Watch) string {
	var out strings.Builder
	for _, w := range watches {
		fmt.Fprintf(&out, "%q %q %v %d\n", w.Name, w.Query, w.Ran, len(w.Told))
	}
	return out.String()
}

// tag names an answer: the same question to the same state by the same program has the same.
// It is weak, as the bytes may be compressed.
func (s *service) tag(state string, u *url.URL, form string) string {
	h := sha256.New()
	for _, part := range []string{s.opt.Version, state, u.EscapedPath(), u.Query().Encode(), form} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return `W/"` + hex.EncodeToString(h.Sum(nil)[:12]) + `"`
}

func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || part == tag || "W/"+part == tag {
			return true
		}
	}
	return false
}
