package index

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/sayso-nlp/sayso/index/network"
)

// GraphOptions say what becomes a graph.
type GraphOptions struct {
	Agreement bool   // join holders who speak on the same issue, instead of actors of one document
	Actor     string // only the edges of this actor, by any of its names, which is the first node then; "": all
	Nodes     int    // keep the most frequent actors: 0 or less means 100
	MinWeight int    // leave out lighter edges: 0 means 1
}

// pair is two nodes, the lower number first.
type pair [2]int

// Graph makes a network of the actors in the documents or positions that s finds. Without
// Agreement, two actors are joined by the documents that mention both. With it, two holders
// are joined by the issues on which both take a side: Agree counts those on which their
// newest sides are the same, Disagree the others, Weight all. The error wraps [ErrNoActor] where
// nobody is called as Actor is.
func (x *Index) Graph(ctx context.Context, s Search, o GraphOptions) (*network.Graph, error) {
	m, err := x.find(ctx, s, false)
	if err != nil {
		return nil, err
	}
	rows := x.counted(m)
	inDocs, inRows := x.frequency(m.docs, rows)
	often := inDocs
	if o.Agreement {
		often = inRows
	}
	ids := x.mostFrequent(often, asked(o.Nodes, 100))
	if o.Actor != "" {
		id, _, err := x.actor(o.Actor)
		if err != nil {
			return nil, err
		}
		ids = leading(ids, id)
	}
	g := &network.Graph{Title: fmt.Sprintf("%d actors", len(ids))}
	number := map[uint32]int{}
	for i, id := range ids {
		number[id] = i
		g.Nodes = append(g.Nodes, network.Node{Label: x.table.actorNames.words[id], Documents: inDocs[id], Positions: inRows[id]})
	}
	var edges map[pair]*network.Edge
	if o.Agreement {
		edges = x.agreement(rows, number, o)
	} else {
		edges = x.together(m.docs, number, o)
	}
	for _, p := range slices.SortedFunc(maps.Keys(edges), func(a, b pair) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	}) {
		if e := edges[p]; e.Weight >= o.MinWeight {
			e.Source, e.Target = p[0], p[1]
			g.Edges = append(g.Edges, *e)
		}
	}
	return g, ctx.Err()
}

// frequency counts for each actor the documents and the positions of some sets.
func (x *Index) frequency(docs, rows set) (inDocs, inRows []int) {
	n := max(len(x.table.actorNames.words), 1)
	inDocs, inRows = make([]int, n), make([]int, n)
	docs.each(func(doc int) {
		for _, id := range x.table.actors.of(doc) {
			inDocs[id]++
		}
	})
	rows.each(func(row int) { inRows[x.table.holder[row]]++ })
	inRows[0] = 0
	return inDocs, inRows
}

// mostFrequent picks the n actors with the highest counts.
func (x *Index) mostFrequent(count []int, n int) []uint32 {
	var ids []uint32
	for id, often := range count {
		if often > 0 {
			ids = append(ids, uint32(id))
		}
	}
	names := x.table.actorNames.words
	slices.SortFunc(ids, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(names[a], names[b]))
	})
	return ids[:min(len(ids), n)]
}

// leading puts an actor before the others, in the place of the last where it was not among them.
func leading(ids []uint32, id uint32) []uint32 {
	at := slices.Index(ids, id)
	if at < 0 {
		at = max(len(ids)-1, 0)
	}
	return slices.Concat([]uint32{id}, ids[:at], ids[min(at+1, len(ids)):])
}

// starts are those of some nodes, in ascending order, whose edges to later ones are wanted: all,
// or the first node of the graph alone.
func (o GraphOptions) starts(nodes []int) []int {
	switch {
	case o.Actor == "":
		return nodes
	case len(nodes) > 0 && nodes[0] == 0:
		return nodes[:1]
	}
	return nil
}

// together joins the actors of each document.
func (x *Index) together(docs set, number map[uint32]int, o GraphOptions) map[pair]*network.Edge {
	edges := map[pair]*network.Edge{}
	docs.each(func(doc int) {
		var here []int
		for _, id := range x.table.actors.of(doc) {
			if n, ok := number[id]; ok {
				here = append(here, n)
			}
		}
		slices.Sort(here)
		for i, a := range o.starts(here) {
			for _, b := range here[i+1:] {
				edge(edges, a, b).Weight++
			}
		}
	})
	return edges
}

func edge(edges map[pair]*network.Edge, a, b int) *network.Edge {
	p := pair{min(a, b), max(a, b)}
	if edges[p] == nil {
		edges[p] = &network.Edge{}
	}
	return edges[p]
}

// agreement joins the holders who take a side on the same issue.
func (x *Index) agreement(rows set, number map[uint32]int, o GraphOptions) map[pair]*network.Edge {
	t := x.table
	edges := map[pair]*network.Edge{}
	for _, group := range x.byIssue(rows) {
		said := map[int][]int{} // by each holder, from old to new
		for _, row := range group {
			if n, ok := number[t.holder[row]]; ok {
				said[n] = append(said[n], row)
			}
		}
		side := map[int]uint8{} // of each holder that takes one
		for n, rows := range said {
			if row := x.telling(rows); t.sided(row) {
				side[n] = t.stance[row]
			}
		}
		holders := slices.Sorted(maps.Keys(side))
		for i, a := range o.starts(holders) {
			for _, b := range holders[i+1:] {
				e := edge(edges, a, b)
				e.Weight++
				if side[a] == side[b] {
					e.Agree++
				} else {
					e.Disagree++
				}
			}
		}
	}
	return edges
}
