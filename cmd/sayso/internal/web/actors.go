package web

import "github.com/sayso-nlp/sayso/index"

// listPage is how many lines a page of a plain list has.
const listPage = 100

// actorsBody lists who is in the archive.
type actorsBody struct {
	Q      question
	Name   string
	Total  int
	Actors []index.ActorEntry
	Most   int
	Pager  pager
	Notes  []string

	DidYouMean []link
}

func actors(r *request) (*page, error) {
	q, s, err := questionOf(r)
	if err != nil {
		return nil, err
	}
	q.per = listPage
	s.Limit = listPage
	name := r.URL.Query().Get("name")
	q.Name = name
	res, err := r.x.Actors(r.Context(), index.ActorSearch{Search: s, Name: name})
	if err != nil {
		return nil, err
	}
	b := &actorsBody{Q: q, Name: name, Total: res.Total, Actors: res.Actors, Notes: res.Notes, Pager: q.pager(res.Total), Most: 1}
	for _, near := range res.DidYouMean {
		b.DidYouMean = append(b.DidYouMean, link{near, actorURL(near)})
	}
	for _, a := range res.Actors {
		b.Most = max(b.Most, a.Documents)
	}
	return &page{Title: "Actors", Query: q.Q, Nav: "/actors", Body: b}, nil
}
