// Package tsv reads the language data of the extractors: tab-separated tables with a header
// of comments, embedded beside the code that uses them.
//
// A file begins with lines that start with "#": its source, its licence and its columns.
// Then follows one entry a line, sorted, every line with the same number of columns.
package tsv

import (
	"fmt"
	"slices"
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

// MustClasses reads an embedded table of words and the classes of each, with commas between them:
// "ferry<tab>ship,vehicle". The bit of a class is its place in names. Words may stand on several lines.
func MustClasses[C ~uint16 | ~uint32](name, data string, names []string) map[string]C {
	const columns = 2
	rows := MustParse(name, data, columns)
	classes := make(map[string]C, len(rows))
	for _, row := range rows {
		for class := range strings.SplitSeq(row.Cols[1], ",") {
			bit := slices.Index(names, class)
			if bit < 0 {
				panic(fmt.Errorf("%s:%d: class %q is not known", name, row.Line, class))
			}
			classes[row.Cols[0]] |= 1 << bit
		}
	}
	return classes
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
