package mcp

import (
	"context"
	"fmt"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/questions"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

func (s *service) lists() {
	add(s, tool[searchInput, *answers.SearchResult]{
		name: "search", title: "Search documents", ask: askSearch, tell: (*text).search,
		about: "Find documents by words and fields, with the passages that show why. For what somebody said use positions.",
	})
	add(s, tool[positionsInput, *answers.PositionResult]{
		name: "positions", title: "Who said what", ask: askPositions, tell: (*text).positions,
		about: "Who holds what, on what, in whose words: the positions that a query names, or all in the documents that it finds, newest first.",
	})
	add(s, tool[judgmentsInput, *answers.JudgmentResult]{
		name: "judgments", title: "What analysts judge likely", ask: askJudgments, tell: (*text).judgments,
		about: "The analysts' own estimates, with their words of probability, the ICD 203 band and the horizon, newest first.",
	})
	add(s, tool[actorsInput, *answers.ActorResult]{
		name: "actors", title: "Find actors", ask: askActors, tell: (*text).actors,
		about: "Who is mentioned or holds positions, those of the most documents first. Finds the name that the other tools take.",
	})
	add(s, tool[issuesInput, *answers.IssueResult]{
		name: "issues", title: "Find issues", ask: askIssues, tell: (*text).issues,
		about: "What positions are about, the issues with the most positions first: how many are for and against.",
	})
	add(s, tool[calendarInput, *answers.CalendarResult]{
		name: "calendar", title: "What is expected when", ask: askCalendar, tell: (*text).calendar,
		about: "Days, weeks, months and years that lay ahead when a text named them, by the day that is expected.",
	})
	add(s, tool[timelineInput, *answers.Page[answers.Stretch]]{
		name: "timeline", title: "Positions over time", ask: askTimeline, tell: (*text).timeline,
		about: "How many positions for, against and neither, by when they were published; stretches without any are left out.",
	})
}

type searchInput struct {
	Query asked `json:"query,omitempty"`
	period
	Sort   ranked  `json:"sort,omitempty"`
	Facets []field `json:"facets,omitempty" jsonschema:"Count the most frequent values of these fields over all hits"`
	page
}

func askSearch(ctx context.Context, x *index.Index, in searchInput) (*answers.SearchResult, error) {
	q, err := in.search(string(in.Query))
	if err != nil {
		return nil, err
	}
	q.Limit, q.Cursor, q.Facets = int(in.Limit), in.Cursor, facets(in.Facets)
	if in.Sort != "relevance" {
		q.Sort = index.Sort(in.Sort)
	}
	r, err := x.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	out := spelled(x, false).Search(r)
	if r.Total == 0 {
		out.Notes = append(out.Notes, fewer(q, func(q index.Search) (int, error) {
			n, _, err := x.Count(ctx, q)
			return n, err
		})...)
	}
	return out, nil
}

type positionsInput struct {
	Query asked `json:"query,omitempty"`
	holders
	period
	Sort   order   `json:"sort,omitempty"`
	Facets []field `json:"facets,omitempty" jsonschema:"Count the most frequent values of these fields over all positions, such as holder, act, stance, issue, month"`
	page
}

func askPositions(ctx context.Context, x *index.Index, in positionsInput) (*answers.PositionResult, error) {
	q, err := in.search(string(in.Query))
	if err == nil {
		err = in.narrow(&q)
	}
	if err != nil {
		return nil, err
	}
	q.Limit, q.Cursor, q.Sort, q.Facets = int(in.Limit), in.Cursor, index.Sort(in.Sort), facets(in.Facets)
	r, err := x.Positions(ctx, q)
	if err != nil {
		return nil, err
	}
	out := spelled(x, in.Level.state()).Positions(r)
	if r.Total == 0 {
		out.Notes = append(out.Notes, fewer(q, func(q index.Search) (int, error) {
			_, n, err := x.Count(ctx, q)
			return n, err
		})...)
	}
	return out, nil
}

type judgmentsInput struct {
	Query  asked         `json:"query,omitempty"`
	Bands  []corpus.Band `json:"bands,omitempty" jsonschema:"Only these bands of ICD 203"`
	Actor  string        `json:"actor,omitempty" jsonschema:"Only judgments whose words mention this actor"`
	Hedges bool          `json:"hedges,omitempty" jsonschema:"Instead of judgments the estimates that name no probability (may, cannot be ruled out)"`
	period
	Sort order `json:"sort,omitempty"`
	page
}

func askJudgments(ctx context.Context, x *index.Index, in judgmentsInput) (*answers.JudgmentResult, error) {
	q, err := in.search(string(in.Query))
	if err != nil {
		return nil, err
	}
	q.Limit, q.Cursor, q.Sort = int(in.Limit), in.Cursor, index.Sort(in.Sort)
	r, err := x.Judgments(ctx, index.JudgmentSearch{Search: q, Bands: in.Bands, Actor: in.Actor, Hedges: in.Hedges})
	if err != nil {
		return nil, err
	}
	return spelled(x, false).Judgments(r)
}

type actorsInput struct {
	Name  string `json:"name,omitempty" jsonschema:"The beginning of a word in a name, or in a wording that stands for it"`
	Query within `json:"query,omitempty"`
	period
	rows
}

func askActors(ctx context.Context, x *index.Index, in actorsInput) (*answers.ActorResult, error) {
	q, err := in.search(string(in.Query))
	if err != nil {
		return nil, err
	}
	q.Limit, q.Cursor = int(in.Limit), in.Cursor
	r, err := x.Actors(ctx, index.ActorSearch{Search: q, Name: in.Name})
	if err != nil {
		return nil, err
	}
	return answers.Actors(r), nil
}

type issuesInput struct {
	Contains string `json:"contains,omitempty" jsonschema:"Only issues with this in their wording"`
	Query    within `json:"query,omitempty"`
	period
	rows
}

func askIssues(ctx context.Context, x *index.Index, in issuesInput) (*answers.IssueResult, error) {
	q, err := in.search(string(in.Query))
	if err != nil {
		return nil, err
	}
	q.Limit, q.Cursor = int(in.Limit), in.Cursor
	r, err := x.Issues(ctx, index.IssueSearch{Search: q, Contains: in.Contains})
	if err != nil {
		return nil, err
	}
	return answers.Issues(r), nil
}

type calendarInput struct {
	First  day    `json:"first,omitempty" jsonschema:"Expected on this day or later"`
	Last   day    `json:"last,omitempty" jsonschema:"Expected on this day or before"`
	AsOf   day    `json:"as_of,omitempty" jsonschema:"Only what is not over on this day; default: publication of the newest document"`
	Passed bool   `json:"passed,omitempty" jsonschema:"Also what is over"`
	Query  within `json:"query,omitempty"`
	page
}

func askCalendar(ctx context.Context, x *index.Index, in calendarInput) (*answers.CalendarResult, error) {
	q := index.CalendarSearch{Search: index.Search{Query: string(in.Query), Limit: int(in.Limit), Cursor: in.Cursor}, Passed: in.Passed}
	err := questions.Days{AsOf: string(in.AsOf)}.Limit(&q.Search)
	if err == nil {
		err = questions.Range(questions.Day{Name: "first", Value: string(in.First), To: &q.First}, questions.Day{Name: "last", Value: string(in.Last), To: &q.Last})
	}
	if err != nil {
		return nil, err
	}
	r, err := x.Calendar(ctx, q)
	if err != nil {
		return nil, err
	}
	return spelled(x, false).Calendar(r)
}

type timelineInput struct {
	Query within `json:"query,omitempty"`
	period
	Unit unit `json:"unit,omitempty" jsonschema:"The width of a stretch"`
	rows
}

func askTimeline(ctx context.Context, x *index.Index, in timelineInput) (*answers.Page[answers.Stretch], error) {
	q, err := in.search(string(in.Query))
	if err != nil {
		return nil, err
	}
	r, err := x.Timeline(ctx, q, questions.Units[string(in.Unit)])
	if err != nil {
		return nil, err
	}
	p, err := answers.Cut(answers.Stretches(r), 1, int(in.Limit), in.Cursor)
	return &p, err
}

// fewer tries a query that finds nothing without each of its parts, and says where something is.
func fewer(q index.Search, count func(index.Search) (int, error)) (notes []string) {
	for part, others := range query.Fewer(q.Query) {
		less := q
		less.Query = others
		if n, err := count(less); err == nil && n > 0 {
			notes = append(notes, fmt.Sprintf("without %s there are %d, with the query: %s", part, n, others))
		}
	}
	return notes
}
