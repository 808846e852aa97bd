package mcp

import (
	"context"
	"fmt"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/index"
)

func (s *service) records() {
	add(s, tool[statusInput, answers.Status]{
		name: "status", title: "What the archive holds", ask: s.status, tell: (*text).status,
		about: "How many documents, positions, judgments, dates and actors there are, and from when.",
	})
	add(s, tool[actorInput, *dossier]{
		name: "actor", title: "Dossier of an actor", ask: askActor, tell: (*text).actor,
		about: "All about one actor: names, roles, positions by issue, changes of side, what others say of it, dates ahead, judgments.",
	})
	add(s, tool[issueInput, *issue]{
		name: "issue", title: "Record of an issue", ask: askIssue, tell: (*text).issue,
		about: "Who is for an issue, against it, neither or silent, since when and in what words; who changed sides.",
	})
	add(s, tool[compareInput, *comparison]{
		name: "compare", title: "Actors side by side", ask: askCompare, tell: (*text).comparison,
		about: "What two to five actors said on the same issues, those on which they are opposed first, and on what only one of them speaks.",
	})
}

type statusInput struct{}

func (s *service) status(_ context.Context, x *index.Index, _ statusInput) (answers.Status, error) {
	return answers.StatusOf(x, s.opt.Version), nil
}

type actorInput struct {
	Name string `json:"name" jsonschema:"The actor, in any wording of the texts"`
	period
	Level level `json:"level,omitempty"`
	Limit few   `json:"limit,omitempty"`
}

func askActor(ctx context.Context, x *index.Index, in actorInput) (*dossier, error) {
	o := index.DossierOptions{Limit: int(in.Limit), State: in.Level.state()}
	if err := questions.Range(questions.Day{Name: "from", Value: string(in.From), To: &o.From}, questions.Day{Name: "to", Value: string(in.To), To: &o.To}); err != nil {
		return nil, err
	}
	d, err := x.Dossier(ctx, in.Name, o)
	if err != nil {
		return nil, err
	}
	out := new(dossier)
	if out.Actor, err = spelled(x, o.State).Actor(d); err != nil {
		return nil, err
	}
	out.Aliases = first(&out.leftOut, "aliases", maxNames, out.Aliases)
	out.Roles = first(&out.leftOut, "roles", maxNames, out.Roles)
	out.Months = newest(&out.leftOut, "months", out.Months)
	return out, nil
}

type issueInput struct {
	Name  string `json:"name" jsonschema:"The issue, in any of its wordings"`
	Query within `json:"query,omitempty"`
	period
	Level level `json:"level,omitempty"`
	Unit  unit  `json:"unit,omitempty" jsonschema:"Of the timeline"`
	Limit few   `json:"limit,omitempty"`
}

func askIssue(ctx context.Context, x *index.Index, in issueInput) (*issue, error) {
	q, err := in.search(string(in.Query))
	if err != nil {
		return nil, err
	}
	q.Limit = int(in.Limit)
	i, err := x.Issue(ctx, in.Name, index.IssueOptions{Search: q, Unit: questions.Units[string(in.Unit)], State: in.Level.state()})
	if err != nil {
		return nil, err
	}
	out := &issue{Issue: spelled(x, in.Level.state()).Issue(i)}
	out.Wordings = first(&out.leftOut, "wordings", maxNames, out.Wordings)
	out.Timeline = newest(&out.leftOut, "timeline", out.Timeline)
	return out, nil
}

type compareInput struct {
	Actors []string `json:"actors" jsonschema:"Two to five actors, in any wording of the texts"`
	Query  within   `json:"query,omitempty"`
	Level  level    `json:"level,omitempty"`
	period
	Limit few `json:"limit,omitempty"`
}

func askCompare(ctx context.Context, x *index.Index, in compareInput) (*comparison, error) {
	if n := len(in.Actors); n < 2 || n > 5 {
		return nil, &questions.Mistake{Name: "actors", Message: "want two to five"}
	}
	q, err := in.search(string(in.Query))
	if err != nil {
		return nil, err
	}
	c, err := x.Compare(ctx, in.Actors, q, int(in.Limit), in.Level.state())
	if err != nil {
		return nil, err
	}
	out := &comparison{Comparison: spelled(x, in.Level.state()).Comparison(c)}
	for i, only := range out.Only {
		out.Only[i] = first(&out.leftOut, "issues on which only "+out.Actors[i]+" speaks", int(in.Limit), only)
	}
	return out, nil
}

// The records are those of the API, without the ends of lists that grow with the archive.
type (
	dossier struct {
		*answers.Actor
		leftOut
	}
	issue struct {
		*answers.Issue
		leftOut
	}
	comparison struct {
		*answers.Comparison
		leftOut
	}
	leftOut struct {
		LeftOut []string `json:"left_out,omitempty"`
	}
)

// The lists of a record that its limit does not bound.
const (
	maxStretches = 12 // a year of months, the newest
	maxNames     = 12 // "United States" has eighty, most of them once
)

// first returns the beginning of a list, and says what it leaves out.
func first[T any](l *leftOut, what string, most int, all []T) []T {
	n := len(all) - most
	if n <= 0 {
		return all
	}
	l.LeftOut = append(l.LeftOut, fmt.Sprintf("%s: %d more", what, n))
	return all[:most]
}

// newest returns the end of a list in time, and says what it leaves out.
func newest[T any](l *leftOut, what string, all []T) []T {
	n := len(all) - maxStretches
	if n <= 0 {
		return all
	}
	l.LeftOut = append(l.LeftOut, fmt.Sprintf("%s: %d earlier (the timeline tool has them)", what, n))
	return all[n:]
}
