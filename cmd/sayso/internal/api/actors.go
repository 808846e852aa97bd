package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/index"
)

type actorInput struct {
	Name  string `path:"name" doc:"The actor's name, or any wording that the texts use for it"`
	From  string `query:"from" format:"date" doc:"Documents published from this day on"`
	To    string `query:"to" format:"date" doc:"Up to this day"`
	AsOf  string `query:"as_of" format:"date" doc:"What upcoming dates count from; default: publication of the newest document"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"Entries of each list"`
	LevelParam
}

type actorsInput struct {
	QueryParams
	Name string `query:"name" maxLength:"200" doc:"Only actors with a word that begins with it, in their name or in a wording that stands for them"`
	PageParams
	FormParam
}

func (s *service) actorsRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "actors", Method: http.MethodGet, Path: prefix + "/actors", Summary: "Who is mentioned, or holds a position, in the documents that a query finds",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Actors, those of the most documents first", answers.ActorResult{}, answers.ActorEntry{}, listForms...),
	}, func(ctx context.Context, in *actorsInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		in.limit(&q)
		r, err := c.x.Actors(ctx, index.ActorSearch{Search: q, Name: in.Name})
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out := answers.Actors(r)
		return listed(c, out, sheet(answers.ActorSheet, out.Items)), nil
	})
}

func (s *service) actorRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "actor", Method: http.MethodGet, Path: prefix + "/actors/{name}", Summary: "Everything about one actor",
		Responses: s.responses("The dossier", answers.Actor{}, nil, asJSON),
	}, func(ctx context.Context, in *actorInput) (*answer, error) {
		x := callOf(ctx).x
		o := index.DossierOptions{Limit: in.Limit, State: in.state()}
		if err := questions.Range(questions.Day{Name: "from", Value: in.From, To: &o.From}, questions.Day{Name: "to", Value: in.To, To: &o.To}); err != nil {
			return nil, unusable(err)
		}
		if err := (questions.Day{Name: "as_of", Value: in.AsOf, To: &o.AsOf}).Parse(); err != nil {
			return nil, unusable(err)
		}
		d, err := x.Dossier(ctx, in.Name, o)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out, err := spelled(x, o.State).Actor(d)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		return whole(out), nil
	})
}
