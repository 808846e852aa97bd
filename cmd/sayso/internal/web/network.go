package web

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"

	"github.com/dustin/go-humanize"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
	graph "github.com/sayso-nlp/sayso/index/network"
)

// networkBody lists the ties between actors, the strongest first.
type networkBody struct {
	Q       question
	Kinds   []choice
	Asked   string // the name in the address, where the actor has another
	Among   int    // actors between whom ties were looked for
	Total   int
	Ties    []tie
	Matrix  *matrix
	Exports []link
	Pager   pager
	AllDays string // address without days
	Anybody string // address without the actor
	Hidden  []field
}

// tie is what joins two actors.
type tie struct {
	Who, Whom string
	How       string // "named with"
	Stance    corpus.Stance
	Count     int
	Behind    string // what was counted: "3 documents"
	URL       string // of that, on the page of the list that is shown
}

// matrix sets the actors with the strongest ties against each other.
type matrix struct {
	Actors []string
	Rows   [][]matrixCell // of each actor
}

// matrixCell is what joins the actor of a row to that of a column.
type matrixCell struct {
	Text, Class string // Text is empty where nothing does
	Label, URL  string
}

// The limits of the page.
const (
	networkNodes  = 100  // the most frequent actors, as in an export
	networkAround = 1000 // of one actor: it has fewer ties than all have between them
	matrixActors  = 20
	matrixShades  = 4 // classes w1 to w4
)

func network(r *request) (*page, error) {
	q, s, err := questionOf(r)
	if err != nil {
		return nil, err
	}
	q.Agreement, q.per = r.URL.Query().Get("agreement") == "true", listPage
	o := index.GraphOptions{Agreement: q.Agreement, Actor: q.Actor, Nodes: networkNodes}
	if q.Actor != "" {
		o.Nodes = networkAround
	}
	g, err := r.x.Graph(r.Context(), s, o)
	if err != nil {
		return nil, err
	}
	b := &networkBody{Q: q, Kinds: q.kinds(), Among: len(g.Nodes), Exports: q.exports("graph", export.Formats.Graphs)}
	title := "Network"
	if q.Actor != "" {
		if b.Q.Actor = g.Nodes[0].Label; b.Q.Actor != q.Actor {
			b.Asked = q.Actor
		}
		title = "Network of " + b.Q.Actor
	} else {
		b.Matrix = b.Q.matrix(g)
	}
	b.AllDays, b.Hidden = b.Q.dated("", "").URL(), b.Q.hidden("actor", "from", "to")
	anybody := b.Q.at(1)
	anybody.Actor = ""
	b.Anybody = anybody.URL()
	ties := b.Q.ties(g)
	b.Total, b.Pager = len(ties), b.Q.pager(len(ties))
	from := min((q.Page-1)*listPage, len(ties))
	b.Ties = ties[from:min(from+listPage, len(ties))]
	for i, t := range b.Ties {
		b.Ties[i].URL = b.Q.behind(t.Who, t.Whom)
	}
	return &page{Title: title, Query: q.Q, Nav: "/network", Action: "/network", Hidden: b.Q.hidden("q"), Body: b}, nil
}

// kinds switch between what joins two actors.
func (q question) kinds() []choice {
	named, agree := q.at(1), q.at(1)
	named.Agreement, agree.Agreement = false, true
	return []choice{{"named together", named.URL(), !q.Agreement}, {"agree or disagree", agree.URL(), q.Agreement}}
}

// ties lists the edges of a graph, the heaviest first, without addresses: there are thousands. Two
// who agree on one issue and disagree on another have two.
func (q question) ties(g *graph.Graph) (out []tie) {
	for _, e := range g.Edges {
		t := tie{Who: g.Nodes[e.Source].Label, Whom: g.Nodes[e.Target].Label}
		add := func(how string, stance corpus.Stance, n int, what string) {
			if n > 0 {
				t.How, t.Stance, t.Count, t.Behind = how, stance, n, wording.Plural(n, what)
				out = append(out, t)
			}
		}
		if q.Agreement {
			add("agrees with", corpus.Favor, e.Agree, "issue")
			add("disagrees with", corpus.Against, e.Disagree, "issue")
		} else {
			add("named with", corpus.NoStance, e.Weight, "document")
		}
	}
	slices.SortStableFunc(out, func(a, b tie) int { return cmp.Compare(b.Count, a.Count) })
	return out
}

// behind is the address of what joins two actors: the documents that mention both, or what both
// hold side by side. A comparison takes no query: with one, it is the ledger of both.
func (q question) behind(who, whom string) string {
	to := question{Date: q.Date, AsOf: q.AsOf}.dated(q.From, q.To)
	switch {
	case !q.Agreement:
		to.Path, to.Q = "/search", narrow(narrow(q.Q, clauseFor("actor", who)), clauseFor("actor", whom))
	case q.Q != "" || q.Date != "":
		to.Path, to.Q = "/positions", narrow(q.Q, clauseFor("holder", who)+" OR "+clauseFor("holder", whom))
	default:
		v := url.Values{"actor": {who, whom}}
		for name, day := range map[string]string{"from": q.From, "to": q.To} {
			if day != "" {
				v.Set(name, day)
			}
		}
		return "/compare?" + v.Encode()
	}
	return to.URL()
}

// matrix draws the actors whose ties are the heaviest in sum; nil for fewer than three, of whom
// the list says as much.
func (q question) matrix(g *graph.Graph) *matrix {
	weight := make([]int, len(g.Nodes))
	for _, e := range g.Edges {
		weight[e.Source] += e.Weight
		weight[e.Target] += e.Weight
	}
	var order []int
	for i := range weight {
		if weight[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
	order = order[:min(len(order), matrixActors)]
	if len(order) < 3 {
		return nil
	}
	m := &matrix{}
	at := map[int]int{}
	for i, n := range order {
		at[n] = i
		m.Actors = append(m.Actors, g.Nodes[n].Label)
		m.Rows = append(m.Rows, make([]matrixCell, len(order)))
	}
	most := 0
	for _, e := range g.Edges {
		if _, _, ok := both(at, e); ok {
			most = max(most, e.Weight)
		}
	}
	for _, e := range g.Edges {
		if a, b, ok := both(at, e); ok {
			c := q.cell(m.Actors[a], m.Actors[b], e, most)
			m.Rows[a][b], m.Rows[b][a] = c, c
		}
	}
	return m
}

// both returns the places of the ends of an edge, if both have one.
func both(at map[int]int, e graph.Edge) (int, int, bool) {
	a, okA := at[e.Source]
	b, okB := at[e.Target]
	return a, b, okA && okB
}

// cell shows an edge: a darker square is a heavier one, by the root of its weight, as few ties are
// much stronger than the rest. Of those who agree on some issues and
// disagree on others, the sign is that of most.
func (q question) cell(who, whom string, e graph.Edge, most int) matrixCell {
	c := matrixCell{URL: q.behind(who, whom)}
	shade := fmt.Sprintf(" w%d", int(math.Ceil(matrixShades*math.Sqrt(float64(e.Weight)/float64(most)))))
	if !q.Agreement {
		c.Text, c.Class = humanize.Comma(int64(e.Weight)), "together"+shade
		c.Label = who + " and " + whom + ": " + wording.Plural(e.Weight, "document")
		return c
	}
	stance := corpus.NoStance
	switch {
	case e.Agree > e.Disagree:
		stance = corpus.Favor
	case e.Agree < e.Disagree:
		stance = corpus.Against
	}
	c.Text, c.Class = sign(stance)+humanize.Comma(int64(max(e.Agree, e.Disagree))), string(stance)+shade
	c.Label = who + " and " + whom + ": agree on " + wording.Plural(e.Agree, "issue") + ", disagree on " + humanize.Comma(int64(e.Disagree))
	return c
}
