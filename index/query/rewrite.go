package query

import (
	"iter"
	"strings"
)

// Names lists the clauses of a query that name an actor, a source or a section, in order.
func Names(q *Query) []*Node {
	var out []*Node
	var walk func(n *Node)
	walk = func(n *Node) {
		if n == nil {
			return
		}
		switch n.Field {
		case Actor, Holder, State, Via, Issue, Source, In:
			if n.Op == Match && n.Value.Form != Wild {
				out = append(out, n)
			}
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(q.Root)
	return out
}

// Replace returns the query with the value of one of its clauses replaced.
func Replace(q *Query, n *Node, value string) string {
	runes := []rune(q.Text)
	from := n.Column - 1
	rest := string(runes[from:])
	i := strings.Index(rest, n.Value.Text)
	if i < 0 {
		return q.Text
	}
	head, tail := string(runes[:from])+rest[:i], rest[i+len(n.Value.Text):]
	if strings.Contains(value, " ") && n.Value.Form != Phrase && n.Value.Form != Near {
		value = `"` + value + `"`
	}
	return head + value + tail
}

// Quote returns a clause that finds exactly a value: what a front end appends to a query
// when a facet is clicked.
func Quote(f Field, value string) string {
	value = strings.Map(func(r rune) rune {
		if quote(r) {
			return ' '
		}
		return r
	}, value)
	return string(f) + `:"` + value + `"`
}

// Part is one of the things that a query says must all be so.
type Part struct {
	Node *Node
	Text string // as written
}

// Parts takes a query apart. One that is a choice ("talks OR act:reject") is a single part,
// and one that cannot be read has none.
func Parts(text string) (out []Part) {
	q, err := Parse(text)
	if err != nil || q.Root == nil {
		return nil
	}
	root := q.Root
	if root.Op != And || root.Kids[0].To == 0 { // act:(reject deny) cannot be taken apart
		return []Part{{root, text}}
	}
	runes := []rune(text)
	for _, k := range root.Kids {
		out = append(out, Part{k, string(runes[k.From:k.To])})
	}
	return out
}

// Without returns the query of all parts but one.
func Without(parts []Part, i int) string {
	var rest []string
	for j, p := range parts {
		if j != i {
			rest = append(rest, p.Text)
		}
	}
	if len(rest) == 1 && strings.HasPrefix(rest[0], "(") { // they were for the sake of the others
		return rest[0][1 : len(rest[0])-1]
	}
	return strings.Join(rest, " ")
}

// maxFewer bounds the searches that a query without a hit is worth.
const maxFewer = 8

// Fewer yields each part of a query, as written, and the query of all others: for what to try where
// the whole finds nothing. A query of one part, or of very many, has none.
func Fewer(text string) iter.Seq2[string, string] {
	return func(yield func(part, others string) bool) {
		parts := Parts(text)
		if len(parts) < 2 || len(parts) > maxFewer {
			return
		}
		for i, p := range parts {
			if !yield(p.Text, Without(parts, i)) {
				return
			}
		}
	}
}
