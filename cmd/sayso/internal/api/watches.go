package api

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

type watchesInput struct {
	PageParams
	FormParam
}

func (s *service) watchesRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "watches", Method: http.MethodGet, Path: prefix + "/watches", Summary: "The queries of which only what is new is told",
		Description: "They are added and removed with 'sayso watch'.",
		Metadata:    map[string]any{metaForms: listForms, metaWatches: true},
		Responses:   s.responses("Watches, in the order in which they were added", answers.WatchResult{}, answers.Watch{}, listForms...),
	}, func(ctx context.Context, in *watchesInput) (*answer, error) {
		c := callOf(ctx)
		out := answers.Watches(c.watches)
		var err error
		if out.Page, err = cut(out.Items, &in.PageParams); err != nil {
			return nil, err
		}
		return listed(c, out, sheet(answers.WatchSheet, out.Items)), nil
	})
}

type newsInput struct {
	Names []string `query:"watch,explode" maxItems:"100" doc:"Only these watches, one parameter each; without any, all"`
	Limit int      `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many positions and how many documents are told of each watch, the newest; all are counted"`
	Form  string   `query:"format" enum:"json,atom" doc:"The form of the answer; without it the Accept header decides (application/json, application/atom+xml)"`
}

func (s *service) newsRoute() {
	forms := []form{asJSON, asAtom}
	huma.Register(s.api, huma.Operation{
		OperationID: "news", Method: http.MethodGet, Path: prefix + "/watches/news", Summary: "What is new to the watches since 'sayso watch run' last told it",
		Description: "Nothing is noted as told: the same is answered until 'sayso watch run' tells it. A watch that cannot be asked has a problem, and costs itself only.",
		Metadata:    map[string]any{metaForms: forms, metaWatches: true},
		Responses:   s.responses("What is new, by watch", answers.NewsResult{}, nil, forms...),
	}, func(ctx context.Context, in *newsInput) (*answer, error) {
		c := callOf(ctx)
		chosen, err := index.ChooseWatches(c.watches, in.Names)
		if err != nil {
			return nil, newProblem(http.StatusNotFound, fmt.Sprintf("%v, as does GET %s/watches", err, prefix))
		}
		var news []*index.News
		out := &answers.NewsResult{Watches: []answers.News{}}
		for _, w := range chosen {
			n, err := c.x.News(ctx, w, in.Limit)
			if err != nil {
				out.Watches = append(out.Watches, answers.NoNews(w, s.refused(ctx, err)))
				continue
			}
			news = append(news, n)
			one := spelled(c.x, false).News([]*index.News{n})
			out.New += one.New
			out.Watches = append(out.Watches, one.Watches...)
		}
		if c.form == asJSON {
			return whole(out), nil
		}
		return feed(c.x, in.Names, news)
	})
}

// feed answers with a feed that is of the time at which the state of the archive was made: a
// reader who asks again gets the same.
func feed(x *index.Index, names []string, news []*index.News) (*answer, error) {
	dir, err := filepath.Abs(x.Dir()) // as 'sayso watch run' names it, in the hash of an id only
	if err != nil {
		return nil, err
	}
	return &answer{Body: func(ctx huma.Context) {
		_, w := humago.Unwrap(ctx)
		w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
		export.Atom(w, append([]string{dir}, names...), x.Made(), news) // an error is the client's, who is gone
	}}, nil
}
