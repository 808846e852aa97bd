package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// watchBody lists the queries of which only what is new is told. The page only reads: it says
// the commands that change something.
type watchBody struct {
	Watches []watchView
	Command string // that adds a watch
}

// watchView is a watch and the newest of what is new to it.
type watchView struct {
	Name    string
	Query   string
	LastRun string // empty: never
	URL     string // of all that the query finds
	New     string // "2 positions, 1 document"; empty: nothing
	Problem string // why it could not be asked
	Rows    []row
	Hits    []hitView
	More    int
}

// The limits of the page.
const (
	watchNews    = 3                // of positions, and of documents
	watchTimeout = 10 * time.Second // for all watches; those that come too late are listed without a number
)

func watch(r *request) (*page, error) {
	q := strings.TrimSpace(r.URL.Query().Get("q"))
	b := &watchBody{Command: addCommand(cmp.Or(q, "QUERY"))}
	all, err := index.Watches(r.x.Dir())
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), watchTimeout)
	defer cancel()
	for _, w := range all {
		v, err := watchOf(ctx, r, w)
		if err == nil {
			err = r.Context().Err()
		}
		if err != nil {
			return nil, err
		}
		b.Watches = append(b.Watches, v)
	}
	return &page{Title: "Watches", Query: q, Nav: "/watch", Body: b}, nil
}

// watchOf shows a watch. Counting its news reads every document that its query finds, so that it
// is done once for each state of the archive and each run.
func watchOf(ctx context.Context, r *request, w index.Watch) (watchView, error) {
	key := fmt.Sprintf("%q %q %v %d", w.Name, w.Query, w.Ran, len(w.Told))
	r.m.mu.Lock()
	v, ok := r.m.watches[key]
	r.m.mu.Unlock()
	if ok {
		return v, nil
	}
	v = watchView{Name: w.Name, Query: w.Query, URL: askURL("/search", w.Query)}
	if !w.Ran.IsZero() {
		v.LastRun = w.Ran.UTC().Format("2 Jan 2006, 15:04 UTC")
	}
	n, err := r.x.News(ctx, w, watchNews)
	if errors.Is(err, context.DeadlineExceeded) {
		v.Problem = "Counting what is new takes too long for a page; on the command line it has the time."
		return v, nil
	}
	if e, ok := errors.AsType[*query.Error](err); ok {
		v.Problem = sentence(e.Message)
	} else if err != nil {
		return v, err
	} else {
		v.show(n)
	}
	r.m.mu.Lock()
	r.m.watches[key] = v
	r.m.mu.Unlock()
	return v, nil
}

func (v *watchView) show(n *index.News) {
	var parts []string
	if n.NewPositions > 0 {
		parts = append(parts, wording.Plural(n.NewPositions, "position"))
		v.URL = askURL("/positions", v.Query)
	}
	if n.NewDocuments > 0 {
		parts = append(parts, wording.Plural(n.NewDocuments, "document"))
		v.URL = askURL("/search", v.Query)
	}
	v.New = strings.Join(parts, ", ")
	q := question{Path: "/search", Q: v.Query}
	for _, h := range n.Positions {
		v.Rows = append(v.Rows, rowOf(q, h))
	}
	for _, h := range n.Documents {
		v.Hits = append(v.Hits, hitOf(q, h, nil))
	}
	v.More = n.Total() - len(v.Rows) - len(v.Hits)
}

// addCommand is the command line that adds a watch, with the query quoted for a shell.
func addCommand(q string) string {
	return "sayso watch add NAME '" + strings.ReplaceAll(q, "'", `'\''`) + "'"
}

// Feed is the address of what is new to the watch.
func (v watchView) Feed() string {
	return "/api/v1/watches/news?" + url.Values{"watch": {v.Name}, "format": {"atom"}}.Encode()
}
