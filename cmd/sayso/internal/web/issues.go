package web

import "github.com/sayso-nlp/sayso/index"

// issuesBody lists what the positions are about.
type issuesBody struct {
	Q        question
	Contains string
	Total    int
	Issues   []issueEntry
	Pager    pager
	Notes    []string
}

type issueEntry struct {
	index.IssueEntry
	Sides sides
}

func issues(r *request) (*page, error) {
	q, s, err := questionOf(r)
	if err != nil {
		return nil, err
	}
	q.per, s.Limit = listPage, listPage
	res, err := r.x.Issues(r.Context(), index.IssueSearch{Search: s, Contains: q.Contains})
	if err != nil {
		return nil, err
	}
	b := &issuesBody{Q: q, Contains: q.Contains, Total: res.Total, Notes: res.Notes, Pager: q.pager(res.Total)}
	for _, e := range res.Issues {
		b.Issues = append(b.Issues, issueEntry{e, sides{e.Favor, e.Against, e.None}})
	}
	return &page{Title: "Issues", Query: q.Q, Nav: "/issues", Body: b}, nil
}
