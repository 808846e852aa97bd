package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/corpus"
)

type documentInput struct {
	ID     string `path:"id" doc:"As lists give it; slashes may stay as they are"`
	Format string `query:"format" enum:"json,ndjson" doc:"ndjson: a line in the annotation format, as 'sayso export' writes it"`
}

func (s *service) documentRoute() {
	forms := []form{asJSON, asNDJSON}
	huma.Register(s.api, huma.Operation{
		OperationID: "document", Method: http.MethodGet, Path: prefix + "/documents/{id}", Summary: "A document with everything that was found in it",
		Metadata:  map[string]any{metaForms: forms},
		Responses: s.responses("The document", answers.Document{}, answers.Document{}, forms...),
	}, func(ctx context.Context, in *documentInput) (*answer, error) {
		c := callOf(ctx)
		a, err := c.x.Document(in.ID)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		if c.form == asNDJSON {
			return annotationLine(a), nil
		}
		return whole(spelled(c.x, false).Document(a, c.x.Version(in.ID))), nil
	})
}

// annotationLine writes a document as docs/format.md has it, without the place on this
// machine that it was read from.
func annotationLine(a *corpus.Annotated) *answer {
	return &answer{Body: func(ctx huma.Context) {
		_, w := humago.Unwrap(ctx)
		w.Header().Set("Content-Type", mediaTypes[asNDJSON])
		corpus.NewEncoder(w).Encode(publicDocument(a))
	}}
}

type statusInput struct{}

// Health says that the archive can be asked.
type Health struct {
	Status string `json:"status" doc:"ok"`
}

func (s *service) healthRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "healthz", Method: http.MethodGet, Path: prefix + "/healthz", Summary: "Whether the server answers; /healthz says so without a token",
		Responses: s.responses("It does", Health{}, nil, asJSON),
	}, func(context.Context, *statusInput) (*answer, error) { return whole(Health{"ok"}), nil })
}

func (s *service) statusRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "status", Method: http.MethodGet, Path: prefix + "/status", Summary: "What the archive holds",
		Responses: s.responses("Totals", answers.Status{}, nil, asJSON),
	}, func(ctx context.Context, _ *statusInput) (*answer, error) {
		return whole(answers.StatusOf(callOf(ctx).x, s.opt.Version)), nil
	})
}
