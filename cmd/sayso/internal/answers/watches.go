package answers

import (
	"strconv"
	"time"

	"github.com/sayso-nlp/sayso/index"
)

// Watch is a query of which only what is new is told.
type Watch struct {
	Watch   string `json:"watch" doc:"Its name"`
	Query   string `json:"query"`
	LastRun string `json:"last_run,omitempty" format:"date-time" doc:"When 'sayso watch run' last told what was new; absent: never"`
	LastNew int    `json:"last_new" doc:"How much was new then: positions and documents"`
}

// WatchResult is the list of watches, in the order in which they were added.
type WatchResult struct {
	Page[Watch]
}

// Watches spells out all watches.
func Watches(all []index.Watch) *WatchResult {
	out := &WatchResult{Page[Watch]{Total: len(all), Items: []Watch{}}}
	for _, w := range all {
		one := Watch{Watch: w.Name, Query: w.Query, LastNew: w.New}
		if !w.Ran.IsZero() {
			one.LastRun = w.Ran.UTC().Format(time.RFC3339)
		}
		out.Items = append(out.Items, one)
	}
	return out
}

// News is what is new to one watch.
type News struct {
	Watch     string     `json:"watch" doc:"Its name"`
	Query     string     `json:"query"`
	New       int        `json:"new" doc:"Positions and documents, all of them"`
	Positions []Position `json:"positions" doc:"That the query names, the newest first"`
	Documents []Hit      `json:"documents" doc:"That it finds otherwise, with the passages that are new"`
	Problem   string     `json:"problem,omitempty" doc:"Why this watch could not be asked"`
}

// NoNews spells out that a watch could not be asked.
func NoNews(w index.Watch, err error) News {
	return News{Watch: w.Name, Query: w.Query, Positions: []Position{}, Documents: []Hit{}, Problem: err.Error()}
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

// WatchSheet is the table of watches.
var WatchSheet = &Sheet[Watch]{
	[]string{"watch", "query", "last_run", "last_new"},
	func(w Watch) []string { return []string{w.Watch, w.Query, w.LastRun, strconv.Itoa(w.LastNew)} },
}
