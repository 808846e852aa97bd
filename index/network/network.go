// Package network writes graphs of actors in the formats that graph programs open: GraphML
// (graphml.graphdrawing.org, 2002) and GEXF 1.2draft (gexf.net), which NetworkX
// reads as well as Gephi; it does not know 1.3.
//
// A [Graph] is a plain struct; package index makes them. The files are deterministic, valid
// against the formats' schemas, and carry every attribute of nodes and edges under its name.
// Start reading at [Graph].
package network

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Graph is an undirected, weighted graph of actors.
type Graph struct {
	Title string
	Nodes []Node
	Edges []Edge
}

// Node is an actor; its place in Nodes is its number.
type Node struct {
	Label     string
	Documents int // that mention the actor
	Positions int // that it holds
}

// Edge joins two actors, given by their places in Nodes.
type Edge struct {
	Source, Target int
	Weight         int // documents in common, or positions that are compared
	Agree          int // issues on which both take the same side
	Disagree       int // issues on which they take opposite sides
}

type attribute struct{ id, class, name, kind string }

// The values of nodes and edges stand in the order of their attributes.
func nodeValues(n Node) []int { return []int{n.Documents, n.Positions} }
func edgeValues(e Edge) []int { return []int{e.Weight, e.Agree, e.Disagree} }

func nodeAttributes() []attribute {
	return []attribute{{"documents", "node", "documents", "int"}, {"positions", "node", "positions", "int"}}
}

func edgeAttributes() []attribute {
	return []attribute{{"weight", "edge", "weight", "int"}, {"agree", "edge", "agree", "int"}, {"disagree", "edge", "disagree", "int"}}
}

// writer keeps the first error of many small writes, as bufio does, until Flush.
type writer struct{ *bufio.Writer }

func (w writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// text escapes s for XML; characters that XML does not allow become U+FFFD.
func text(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

// GraphML writes g as GraphML.
func GraphML(out io.Writer, g *Graph) error {
	w := writer{bufio.NewWriter(out)}
	w.line(`<?xml version="1.0" encoding="UTF-8"?>`)
	w.line(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
		` xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`)
	w.line(`  <key id="label" for="node" attr.name="label" attr.type="string"/>`)
	for _, a := range append(nodeAttributes(), edgeAttributes()...) {
		w.line(`  <key id="%s" for="%s" attr.name="%s" attr.type="%s"/>`, a.id, a.class, a.name, a.kind)
	}
	w.line(`  <graph id="%s" edgedefault="undirected">`, "actors")
	for i, n := range g.Nodes {
		w.line(`    <node id="n%d">`, i)
		w.line(`      <data key="label">%s</data>`, text(n.Label))
		w.data(nodeAttributes(), nodeValues(n))
		w.line(`    </node>`)
	}
	for i, e := range g.Edges {
		w.line(`    <edge id="e%d" source="n%d" target="n%d">`, i, e.Source, e.Target)
		w.data(edgeAttributes(), edgeValues(e))
		w.line(`    </edge>`)
	}
	w.line(`  </graph>`)
	w.line(`</graphml>`)
	return w.Flush()
}

func (w writer) data(names []attribute, values []int) {
	for i, v := range values {
		w.line(`      <data key="%s">%d</data>`, names[i].id, v)
	}
}

// GEXF writes g as GEXF 1.2draft.
func GEXF(out io.Writer, g *Graph) error {
	w := writer{bufio.NewWriter(out)}
	w.line(`<?xml version="1.0" encoding="UTF-8"?>`)
	w.line(`<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
		` xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">`)
	w.line(`  <meta>`)
	w.line(`    <creator>sayso</creator>`)
	w.line(`    <description>%s</description>`, text(g.Title))
	w.line(`  </meta>`)
	w.line(`  <graph defaultedgetype="undirected" mode="static">`)
	w.declare("node", nodeAttributes())
	w.declare("edge", edgeAttributes()[1:]) // GEXF has a weight of its own
	w.line(`    <nodes>`)
	for i, n := range g.Nodes {
		w.line(`      <node id="n%d" label="%s">`, i, text(n.Label))
		w.values(nodeAttributes(), nodeValues(n))
		w.line(`      </node>`)
	}
	w.line(`    </nodes>`)
	w.line(`    <edges>`)
	for i, e := range g.Edges {
		w.line(`      <edge id="e%d" source="n%d" target="n%d" weight="%s">`, i, e.Source, e.Target, strconv.Itoa(e.Weight))
		w.values(edgeAttributes()[1:], edgeValues(e)[1:])
		w.line(`      </edge>`)
	}
	w.line(`    </edges>`)
	w.line(`  </graph>`)
	w.line(`</gexf>`)
	return w.Flush()
}

func (w writer) declare(class string, names []attribute) {
	w.line(`    <attributes class="%s">`, class)
	for _, a := range names {
		w.line(`      <attribute id="%s" title="%s" type="integer"/>`, a.id, a.name)
	}
	w.line(`    </attributes>`)
}

func (w writer) values(names []attribute, values []int) {
	w.line(`        <attvalues>`)
	for i, v := range values {
		w.line(`          <attvalue for="%s" value="%d"/>`, names[i].id, v)
	}
	w.line(`        </attvalues>`)
}
