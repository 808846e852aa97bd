package query

import "strings"

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
