package answers

import (
	"github.com/sayso-nlp/sayso/index"
)

// News is what is new to one watch.
type News struct {
	Watch     string     `json:"watch" doc:"Its name"`
	Query     string     `json:"query"`
	New       int        `json:"new" doc:"Positions and documents"`
	Positions []Position `json:"positions" doc:"That the query names"`
	Documents []Hit      `json:"documents" doc:"That it finds otherwise, with the passages that are new"`
}

// NewsResult is what is new to some watches.
type NewsResult struct {
	New     int    `json:"new" doc:"Positions and documents, to all of them"`
	Watches []News `json:"watches"`
}

// News spells out what is new.
func (f From) News(all []*index.News) *NewsResult {
	out := &NewsResult{Watches: []News{}}
	for _, n := range all {
		one := News{Watch: n.Watch.Name, Query: n.Watch.Query, New: n.Total(), Positions: f.positions(n.Positions), Documents: []Hit{}}
		for _, h := range n.Documents {
			one.Documents = append(one.Documents, f.hit(h))
		}
		out.New += one.New
		out.Watches = append(out.Watches, one)
	}
	return out
}
