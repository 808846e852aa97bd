package api

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
)

// form is how an answer is written.
type form string

// The forms of a list.
const (
	asJSON   form = "json"
	asNDJSON form = "ndjson"
	asCSV    form = "csv"
	asAtom   form = "atom" // of news only
)

var listForms = []form{asJSON, asNDJSON, asCSV}

var mediaTypes = map[form]string{
	asJSON:   "application/json",
	asNDJSON: "application/x-ndjson",
	asCSV:    "text/csv",
	asAtom:   "application/atom+xml",
}

// FormParam lets a link ask for a form that a script asks for by Accept.
type FormParam struct {
	Form string `query:"format" enum:"json,ndjson,csv" doc:"The form of the answer; without it the Accept header decides (application/json, application/x-ndjson, text/csv)"`
}

// negotiate picks the form that the client likes best.
func negotiate(op *huma.Operation, r *http.Request) (form, *Problem) {
	offered, ok := op.Metadata[metaForms].([]form)
	switch {
	case ok:
	case op.Metadata[metaStream] != nil && op.Method == http.MethodGet:
		return "", nil // an export knows its own
	default:
		offered = []form{asJSON}
	}
	if f := form(r.URL.Query().Get("format")); f != "" {
		if !slices.Contains(offered, f) {
			return "", badParameter("format", string(f), fmt.Sprintf("there is no such form, it is one of %v", offered))
		}
		return f, nil
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return offered[0], nil
	}
	best, bestQ := form(""), 0.0
	for _, f := range offered {
		if q := quality(accept, mediaTypes[f]); q > bestQ {
			best, bestQ = f, q
		}
	}
	if best == "" {
		var types []string
		for _, f := range offered {
			types = append(types, mediaTypes[f])
		}
		return "", newProblem(http.StatusNotAcceptable, "this route answers in "+strings.Join(types, ", ")+": change the Accept header")
	}
	return best, nil
}

// quality returns the weight that an Accept header gives to a media type, by its most
// specific range (RFC 9110, 12.5.1).
func quality(accept, mediaType string) float64 {
	major, _, _ := strings.Cut(mediaType, "/")
	q, specific := 0.0, 0
	for part := range strings.SplitSeq(accept, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		rank := 0
		switch name {
		case mediaType:
			rank = 3
		case major + "/*":
			rank = 2
		case "*/*":
			rank = 1
		}
		if rank <= specific {
			continue
		}
		q, specific = 1, rank
		if s, ok := params["q"]; ok {
			q, _ = strconv.ParseFloat(s, 64)
		}
	}
	return q
}

// sheet writes a page as CSV.
func sheet[T any](s *answers.Sheet[T], items []T) func(io.Writer) error {
	return func(w io.Writer) error { return s.Write(w, items) }
}

// answer is an answer that writes itself.
type answer = huma.StreamResponse

// whole is an answer that is one JSON object.
func whole(v any) *answer {
	return &answer{Body: func(ctx huma.Context) {
		_, w := humago.Unwrap(ctx)
		w.Header().Set("Content-Type", mediaTypes[asJSON])
		writeJSON(w, v)
	}}
}

// paged is what is made of a list: an object with Page in it.
type paged[T any] interface{ List() *answers.Page[T] }

// listed is an answer in the form that the client asked for. In those that have no place for
// them, the cursor and the total stand in the header.
func listed[T any](c *call, v paged[T], table func(io.Writer) error) *answer {
	p := v.List()
	return &answer{Body: func(ctx huma.Context) {
		r, w := humago.Unwrap(ctx)
		h := w.Header()
		h.Set("Content-Type", mediaTypes[c.form])
		h.Set("X-Total-Count", strconv.Itoa(p.Total))
		if p.Next != "" {
			q := r.URL.Query()
			q.Set("cursor", p.Next)
			q.Del("page")
			h.Set("Link", fmt.Sprintf(`<%s?%s>; rel="next"`, r.URL.EscapedPath(), q.Encode()))
		}
		switch c.form {
		case asNDJSON:
			enc := newEncoder(w)
			for _, item := range p.Items {
				if enc.Encode(item) != nil {
					return
				}
			}
		case asCSV:
			h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
			table(w) // an error is the client's, who is gone
		default:
			writeJSON(w, v)
		}
	}}
}

func newEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(true) // who pastes an answer into a page is no worse off
	return enc
}

// writeJSON writes v; an error is the client's, who is gone.
func writeJSON(w io.Writer, v any) { newEncoder(w).Encode(v) }

// responses documents the forms of an answer, and that errors are problems. Item is what a
// line of JSON lines holds; nil: the answer is no list.
func (s *service) responses(description string, answer, item any, forms ...form) map[string]*huma.Response {
	registry := s.api.OpenAPI().Components.Schemas
	schema := func(v any) *huma.MediaType {
		return &huma.MediaType{Schema: registry.Schema(reflect.TypeOf(v), true, "")}
	}
	content := map[string]*huma.MediaType{}
	for _, f := range forms {
		switch f {
		case asJSON:
			content[mediaTypes[f]] = schema(answer)
		case asNDJSON:
			content[mediaTypes[f]] = schema(item)
		case asCSV:
			content[mediaTypes[f]] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Description: "a header line, and a row for each item"}}
		case asAtom:
			content[mediaTypes[f]] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Description: "a feed (RFC 4287)"}}
		}
	}
	problems := map[string]*huma.MediaType{"application/problem+json": schema(Problem{})}
	return map[string]*huma.Response{
		"200": {Description: description, Content: content},
		"304": {Description: "The answer has not changed since the one that If-None-Match names."},
		"4XX": {Description: "What is wrong with the request", Content: problems},
		"5XX": {Description: "What went wrong here", Content: problems},
	}
}
