package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/corpus"
)

// The limits of an extraction beside that of the text, which is ten times as long as a long
// brief and is annotated within a second.
const (
	maxExtractBody = 2 << 20 // bytes of the request
	extractWait    = 5 * time.Second
)

type extractInput struct {
	Body struct {
		ID        string `json:"id,omitempty" maxLength:"500" doc:"Comes back in the answer"`
		Title     string `json:"title,omitempty" maxLength:"2000"`
		Text      string `json:"text" minLength:"1" maxLength:"500000"`
		Published string `json:"published,omitempty" format:"date" doc:"What relative dates go by"`
		Source    string `json:"source,omitempty" maxLength:"2000"`
	}
}

func (s *service) extractRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "extract", Method: http.MethodPost, Path: prefix + "/extract", Summary: "Annotate a text; nothing is stored",
		MaxBodyBytes: maxExtractBody, BodyReadTimeout: 20 * time.Second,
		Responses: s.responses("The text with what was found in it", answers.Document{}, nil, asJSON),
		// A place among the extractions, not among the searches: extracting keeps a core busy.
		Metadata: map[string]any{metaStream: true},
	}, func(ctx context.Context, in *extractInput) (*answer, error) {
		leave, ok := s.extractions.Enter(ctx, extractWait)
		if !ok {
			return nil, newProblem(http.StatusServiceUnavailable, "too many texts are being annotated: try again")
		}
		defer leave()
		doc := &corpus.Document{ID: in.Body.ID, Title: in.Body.Title, Text: in.Body.Text, Source: in.Body.Source}
		if in.Body.Published != "" {
			var err error
			if doc.Published, err = corpus.ParseDate(in.Body.Published); err != nil {
				return nil, newProblem(http.StatusUnprocessableEntity, "published: "+err.Error())
			}
		}
		a, err := s.opt.Extract(ctx, doc)
		if e, ok := errors.AsType[*corpus.RecordError](err); ok {
			return nil, newProblem(http.StatusUnprocessableEntity, "the text cannot be annotated: "+e.Err.Error())
		}
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		return whole(spelled(nil, false).Document(a, s.opt.Extractors)), nil
	})
}
