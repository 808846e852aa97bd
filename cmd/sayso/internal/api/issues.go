package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/index"
)

type issuesInput struct {
	QueryParams
	PositionParams
	Contains string `query:"contains" maxLength:"200" doc:"Only issues with this in their wording, whatever case and diacritics"`
	PageParams
	FormParam
}

func (s *service) issuesRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "issues", Method: http.MethodGet, Path: prefix + "/issues", Summary: "What positions are about",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Issues, those with the most positions first", answers.IssueResult{}, answers.IssueEntry{}, listForms...),
	}, func(ctx context.Context, in *issuesInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err == nil {
			err = in.narrow(&q)
		}
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		in.limit(&q)
		r, err := c.x.Issues(ctx, index.IssueSearch{Search: q, Contains: in.Contains})
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out := answers.Issues(r)
		return listed(c, out, sheet(answers.IssueSheet, out.Items)), nil
	})
}

type issueInput struct {
	Name string `path:"name" doc:"An issue, in any of its wordings"`
	QueryParams
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"Entries of each list"`
	Unit  string `query:"unit" enum:"day,month,year" doc:"Of the timeline; default: month"`
	LevelParam
}

func (s *service) issueRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "issue", Method: http.MethodGet, Path: prefix + "/issues/{name}", Summary: "Who is for an issue, who against, who is silent",
		Responses: s.responses("The issue", answers.Issue{}, nil, asJSON),
	}, func(ctx context.Context, in *issueInput) (*answer, error) {
		x := callOf(ctx).x
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		q.Limit = in.Limit
		i, err := x.Issue(ctx, in.Name, index.IssueOptions{Search: q, Unit: questions.Units[in.Unit], State: in.state()})
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		return whole(spelled(x, in.state()).Issue(i)), nil
	})
}
