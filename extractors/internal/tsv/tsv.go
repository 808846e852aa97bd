// Package tsv reads the language data of the extractors: tab-separated tables with a header
// of comments, embedded beside the code that uses them.
//
// A file begins with lines that start with "#": its source, its licence and its columns.
// Then follows one entry a line, sorted, every line with the same number of columns.
package tsv

import (
	"fmt"
	"strings"
)

// Row is one line of a table.
type Row struct {
	Line int // 1-based
	Cols []string
}

// Parse returns the rows of a table. Name is the file's name for messages, columns the
// number of columns that every row must have. An error reads
// "actors.tsv:17: want 4 columns, have 3".
func Parse(name, data string, columns int) ([]Row, error) {
	rows := make([]Row, 0, strings.Count(data, "\n"))
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != columns {
			return nil, fmt.Errorf("%s:%d: want %d columns, have %d", name, n, columns, len(cols))
		}
		rows = append(rows, Row{n, cols})
	}
	return rows, nil
}

// MustParse is Parse for embedded tables, which the tests of their package have read.
func MustParse(name, data string, columns int) []Row {
	rows, err := Parse(name, data, columns)
	if err != nil {
		panic(err)
	}
	return rows
}

// Example splits an example whose match stands in [brackets] into the plain sentence and
// the matches' byte ranges in it: "Moscow [ruled out] talks" has one.
func Example(s string) (sentence string, matches [][2]int, err error) {
	var b strings.Builder
	open := -1
	for _, r := range s {
		switch {
		case r == '[' && open < 0:
			open = b.Len()
		case r == ']' && open >= 0:
			matches = append(matches, [2]int{open, b.Len()})
			open = -1
		case r == '[' || r == ']':
			return "", nil, fmt.Errorf("brackets do not pair in %q", s)
		default:
			b.WriteRune(r)
		}
	}
	if open >= 0 || len(matches) == 0 {
		return "", nil, fmt.Errorf("no [match] in %q", s)
	}
	return b.String(), matches, nil
}
