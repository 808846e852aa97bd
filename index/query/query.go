// Package query is the language in which sayso is asked: a parser and the tree that it
// makes.
//
//	words "a phrase" "near words"~5 wildc* fuzzy~1 -not NOT this OR that ( )
//	title: text: in: source: id: actor: type: band: on: when: published: is: has:
//	holder: state: via: act: stance: about: issue: modality: speech:     { one position }
//
// Words and fields beside each other must all match. A field takes a word, a "phrase" or a
// list in parentheses: act:(reject OR deny). The fields of the last line speak of positions;
// those that stand beside each other bind to one and the same position, and braces draw the
// line elsewhere: {holder:A act:reject} {holder:B act:support} finds the documents in which
// both occur. Within braces, bare words are looked for in what the position says.
//
// [Parse] accepts any string without panicking, in time linear in its length; every mistake
// is an [*Error] that knows its column. Nothing here reads a clock: relative periods
// (published:"last month") are resolved by [Period.Resolve] against the day that the caller
// names. Start reading at [Parse] and [Node].
package query

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The limits of one query. They are far above what a person writes, and low enough that no
// query can exhaust the machine.
const (
	MaxLength  = 4096 // code points
	MaxClauses = 256  // words and fields
	maxDepth   = 40   // parentheses and braces within each other
	maxNear    = 100  // words between the words of "…"~n
	maxEdits   = 2    // letters that may differ in fuzzy~n
	minPrefix  = 2    // letters before the first * of a word
	minFuzzy   = 3    // letters of a fuzzy word
	maxFuzzy   = 64   // more than any word has; what finds the words like one grows with its length
)

// Query is a parsed query.
type Query struct {
	Text string // as written
	Root *Node  // nil: every document
}

// Op says what a node does.
type Op uint8

// The operations of a node.
const (
	Match Op = iota // the field holds the value
	And             // all kids
	Or              // at least one kid
	Not             // not its only kid
	Same            // its only kid, for one and the same position: { }
)

// Node is a node of the tree.
type Node struct {
	Op     Op
	Kids   []*Node // of And, Or, Not, Same
	Field  Field   // of Match; Words for a word without a field
	Value  Value   // of Match
	Column int     // where it begins in the query, in code points from 1

	// From and To are where a kid of And, or a node alone, is written, with its sign and
	// brackets: code points of the text from 0, half-open. Both are 0 in the list of a field,
	// act:(reject deny), whose kids are nothing without it, and for an Or without brackets.
	From, To int
}

// Form is how the words of a value are meant.
type Form uint8

// The forms of a value.
const (
	Plain  Form = iota // a word
	Phrase             // "in this order"
	Near               // "in any order"~N, at most N words between them
	Wild               // with at least one *
	Fuzzy              // word~N, at most N letters different
)

// Value is what a field is compared with.
type Value struct {
	Text   string // without quotation marks and ~N
	Form   Form
	N      int    // of Near and Fuzzy
	Period Period // of on:, when: and published:
}

// Error is a mistake in a query.
type Error struct {
	Query   string
	Column  int    // in code points, from 1
	Message string // what is wrong, and what to write instead
}

func (e *Error) Error() string { return fmt.Sprintf("query, column %d: %s", e.Column, e.Message) }

// Caret returns the query and, below it, a caret under the column.
func (e *Error) Caret() string {
	line := strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError {
			return ' '
		}
		return r
	}, e.Query)
	return line + "\n" + strings.Repeat(" ", e.Column-1) + "^"
}

// Positional reports whether n speaks of one position only, so that it binds to the same
// position as its neighbours.
func (n *Node) Positional() bool {
	switch n.Op {
	case Match:
		return n.Field.Positional()
	case Same:
		return false
	}
	for _, k := range n.Kids {
		if !k.Positional() {
			return false
		}
	}
	return len(n.Kids) > 0
}

// Negative reports whether n only excludes: a Not, or an And of nothing else.
func (n *Node) Negative() bool {
	switch n.Op {
	case Not:
		return true
	case And:
		for _, k := range n.Kids {
			if !k.Negative() {
				return false
			}
		}
		return true
	}
	return false
}
