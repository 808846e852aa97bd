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

// nodeNumbers are the nodes of actors, from 1; 0 for those that are none.
type nodeNumbers []int

func (n nodeNumbers) of(actor uint32) (node int, ok bool) { return n[actor] - 1, n[actor] > 0 }

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
	number := make(nodeNumbers, len(often))
	for i, id := range ids {
		number[id] = i + 1
		g.Nodes = append(g.Nodes, network.Node{Label: x.table.actorNames.words[id], Documents: inDocs[id], Positions: inRows[id]})
	}
	var edges []network.Edge
	if o.Agreement {
		edges = x.agreement(rows, number, o.Actor != "")
	} else {
		edges = x.together(m.docs, number, len(ids), o.Actor != "")
	}
	for _, e := range edges {
		if e.Weight >= o.MinWeight {
			g.Edges = append(g.Edges, e)
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

// together joins the actors of each of some documents. It counts the edges of one node after the
// other, in one row of counts: a map of all pairs takes a hundred times as long. With alone, only
// those of the first node are wanted.
func (x *Index) together(docs set, number nodeNumbers, nodes int, alone bool) (edges []network.Edge) {
	var named list             // the nodes of each document, ascending
	in := make([][]int, nodes) // the documents of each node, by their places in named
	var here []uint32
	place := 0
	docs.each(func(doc int) {
		here = here[:0]
		for _, id := range x.table.actors.of(doc) {
			if n, ok := number.of(id); ok {
				here = append(here, uint32(n))
			}
		}
		slices.Sort(here)
		for _, a := range here {
			in[a] = append(in[a], place)
		}
		named.add(here...)
		place++
	})
	if alone {
		in = in[:1]
	}
	count := make([]int, nodes)
	var others []uint32 // that have a count
	for a, places := range in {
		for _, place := range places {
			for _, b := range named.of(place) {
				if int(b) <= a {
					continue
				}
				if count[b] == 0 {
					others = append(others, b)
				}
				count[b]++
			}
		}
		slices.Sort(others)
		for _, b := range others {
			edges = append(edges, network.Edge{Source: a, Target: int(b), Weight: count[b]})
			count[b] = 0
		}
		others = others[:0]
	}
	return edges
}

// agreement joins the holders who take a side on the same issue, with alone only the first node to
// others.
func (x *Index) agreement(rows set, number nodeNumbers, alone bool) (sorted []network.Edge) {
	t := x.table
	edges := map[pair]*network.Edge{}
	for _, group := range x.byIssue(rows) {
		said := map[int][]int{} // by each holder, from old to new
		for _, row := range group {
			if n, ok := number.of(t.holder[row]); ok {
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
		for i, a := range holders {
			if alone && a > 0 {
				break
			}
			for _, b := range holders[i+1:] {
				e := edges[pair{a, b}]
				if e == nil {
					e = new(network.Edge)
					edges[pair{a, b}] = e
				}
				e.Weight++
				if side[a] == side[b] {
					e.Agree++
				} else {
					e.Disagree++
				}
			}
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(edges), func(a, b pair) int { return slices.Compare(a[:], b[:]) }) {
		e := *edges[p]
		e.Source, e.Target = p[0], p[1]
		sorted = append(sorted, e)
	}
	return sorted
}
