package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// Problem is an error as RFC 9457 has it.
type Problem struct {
	Title  string `json:"title" doc:"What kind of problem it is"`
	Status int    `json:"status" doc:"The status of the answer"`
	Detail string `json:"detail,omitempty" doc:"What is wrong with this request, and what to do"`
	Column int    `json:"column,omitempty" doc:"Where in the query, in code points from 1"`
	// Errors lists the parameters that are wrong.
	Errors []*huma.ErrorDetail `json:"errors,omitempty" doc:"The parameters that are wrong"`
}

func (p *Problem) Error() string             { return p.Detail }
func (p *Problem) GetStatus() int            { return p.Status }
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func newProblem(status int, detail string) *Problem {
	return &Problem{Title: http.StatusText(status), Status: status, Detail: detail}
}

// badParameter answers a parameter that cannot be used.
func badParameter(name, value, message string) *Problem {
	p := newProblem(http.StatusUnprocessableEntity, name+": "+message)
	p.Errors = []*huma.ErrorDetail{{Message: message, Location: "query." + name, Value: value[:min(len(value), maxEcho)]}}
	return p
}

// unusable answers a parameter that cannot be used; another error stays as it is.
func unusable(err error) error {
	if m, ok := errors.AsType[*questions.Mistake](err); ok {
		return badParameter(m.Name, m.Value, m.Message)
	}
	return err
}

// maxEcho bounds what a problem repeats of a request, in bytes.
const maxEcho = 200

// plainProblem gives the problems that huma makes our form, with the reasons in the detail.
func plainProblem(ctx huma.Context, _ string, v any) (any, error) {
	_, w := humago.Unwrap(ctx)
	w.Header().Del("ETag") // that of the answer, which there is none of
	w.Header().Set("Cache-Control", "no-store")
	m, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	p := newProblem(m.Status, m.Detail)
	p.Errors = m.Errors
	var reasons []string
	for _, e := range m.Errors {
		if len(fmt.Sprint(e.Value)) > maxEcho {
			e.Value = nil
		}
		where := e.Location[strings.LastIndexByte(e.Location, '.')+1:]
		reasons = append(reasons, strings.TrimPrefix(where+": "+e.Message, ": "))
	}
	if len(reasons) > 0 {
		p.Detail = strings.Join(reasons, "; ")
	}
	return p, nil
}

// refused turns an error of the index into what the client is told. What may name something
// of this machine goes to the log only.
func (s *service) refused(ctx context.Context, err error) error {
	if _, ok := errors.AsType[*Problem](err); ok {
		return err
	}
	if e, ok := errors.AsType[*query.Error](err); ok {
		p := badParameter("q", e.Query, e.Message)
		p.Column = e.Column
		return p
	}
	switch {
	case errors.Is(err, index.ErrNoDocument), errors.Is(err, index.ErrNoActor), errors.Is(err, index.ErrNoIssue),
		errors.Is(err, index.ErrVague):
		return newProblem(http.StatusNotFound, err.Error())
	case errors.Is(err, index.ErrSameActor):
		return badParameter("actor", "", err.Error())
	case errors.Is(err, index.ErrCursor):
		return badParameter("cursor", "", err.Error())
	case errors.Is(err, context.DeadlineExceeded):
		return newProblem(http.StatusServiceUnavailable, "the search took too long: ask for less at once")
	case errors.Is(err, context.Canceled):
		return newProblem(http.StatusServiceUnavailable, "the request was given up")
	}
	s.opt.Log.ErrorContext(ctx, "a request failed", "err", err)
	return newProblem(http.StatusInternalServerError, "the archive could not be read: the server's log has the reason")
}
