// Package userlist reads the lists that users write for themselves, their own actors and
// their own issues: tables (CSV, TSV) whose first line names the columns, or YAML sequences
// of mappings with the same keys.
//
// It promises that every error names file, line and column, both from 1, and what to write
// instead: "actors.csv:3:2: the name is empty; every actor needs one". Of a mistake in the
// syntax of YAML it names the line from which to look on. Start reading at [Shape].
package userlist

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Shape is what the entries of a list are made of.
type Shape struct {
	Entry   string   // what an entry is: "actor"
	Columns []string // the first is the name, which every entry needs; the second holds further names
	Further string   // what one of the second column is: "alias"
}

// Row is one entry: the values of each column that it has; only the second has several.
type Row struct {
	Values map[string][]string
	Line   int

	file string
	at   place // of the name, where there is one
	item place // of the whole entry
}

// place is a line and a column, from 1; the column of a table is counted in bytes.
type place struct{ line, column int }

// Name returns the name of the entry.
func (r *Row) Name(s Shape) string { return r.Value(s.Columns[0]) }

// Value returns the value of a column, "" where the entry has none.
func (r *Row) Value(column string) string {
	if v := r.Values[column]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Fault returns an error about the entry.
func (r *Row) Fault(err error) error {
	return fmt.Errorf("%s:%d:%d: %w", r.file, r.item.line, r.item.column, err)
}

// separator stands between the values of a table's cell: "NHF; the Fund". Names hold commas
// more often than semicolons.
const separator = ";"

// CSV reads a table. Comma separates its columns; file is its name for messages.
func CSV(file string, r io.Reader, comma rune, s Shape) ([]Row, error) {
	cr := csv.NewReader(r)
	cr.Comma = comma
	cr.TrimLeadingSpace = comma != '\t'
	cr.Comment = '#'
	header, err := cr.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1:1: the file is empty; begin it with the line %s", file, strings.Join(s.Columns, string(comma)))
	}
	if err != nil {
		return nil, csvError(file, err)
	}
	if err := utf8Only(file, cr, header); err != nil {
		return nil, err
	}
	columns, err := s.header(file, cr, header)
	if err != nil {
		return nil, err
	}
	var out []Row
	for {
		cells, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, csvError(file, err)
		}
		if err := utf8Only(file, cr, cells); err != nil {
			return nil, err
		}
		row := s.row(file, cr, columns, cells)
		if err := s.check(&row); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
}

// utf8Only refuses what a spreadsheet saves as Windows-1252 or UTF-16: "Müller" of such a list
// would be found in no text.
func utf8Only(file string, cr *csv.Reader, cells []string) error {
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			line, col := cr.FieldPos(i)
			return fmt.Errorf("%s:%d:%d: %q is not UTF-8; save the file as that", file, line, col, cell)
		}
	}
	return nil
}

// header maps the cells of the first line to columns.
func (s Shape) header(file string, cr *csv.Reader, header []string) ([]string, error) {
	columns := make([]string, len(header))
	for i, h := range header {
		columns[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))
		line, col := cr.FieldPos(i)
		if !slices.Contains(s.Columns, columns[i]) {
			return nil, fmt.Errorf("%s:%d:%d: unknown column %q, want some of %s", file, line, col, h, strings.Join(s.Columns, ", "))
		}
		if slices.Contains(columns[:i], columns[i]) {
			return nil, fmt.Errorf("%s:%d:%d: column %q comes twice; drop one", file, line, col, h)
		}
	}
	if !slices.Contains(columns, s.Columns[0]) {
		return nil, fmt.Errorf("%s:1:1: no column %s; begin the file with the line %s", file, s.Columns[0], strings.Join(s.Columns, string(cr.Comma)))
	}
	return columns, nil
}

func (s Shape) row(file string, cr *csv.Reader, columns, cells []string) Row {
	row := Row{Values: map[string][]string{}, file: file}
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch columns[i] {
		case s.Columns[0]:
			row.Line, row.at.column = cr.FieldPos(i)
			row.at.line, row.item = row.Line, place{row.Line, row.at.column}
			row.Values[columns[i]] = []string{cell}
		case s.Columns[1]:
			for value := range strings.SplitSeq(cell, separator) {
				if value = strings.TrimSpace(value); value != "" {
					row.Values[columns[i]] = append(row.Values[columns[i]], value)
				}
			}
		default:
			row.Values[columns[i]] = []string{cell}
		}
	}
	return row
}

// csvError gives an error of encoding/csv the form of all the others.
func csvError(file string, err error) error {
	pe, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return fmt.Errorf("%s: %w", file, err)
	}
	advice := "put a cell with a quotation mark in it into quotation marks, and double those within"
	if errors.Is(pe, csv.ErrFieldCount) {
		advice = "give each line as many cells as the first has"
	}
	return fmt.Errorf("%s:%d:%d: %w; %s", file, pe.Line, pe.Column, pe.Err, advice)
}

// YAML reads a sequence of mappings whose keys are the columns; the second may be a sequence
// or one value.
func YAML(file string, r io.Reader, s Shape) ([]Row, error) {
	begin := fmt.Sprintf("%q", "- "+s.Columns[0]+": …")
	var doc, second yaml.Node
	decoder := yaml.NewDecoder(r)
	if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1:1: the file is empty; begin it with %s", file, begin)
	} else if err != nil {
		return nil, yamlError(file, err)
	}
	at := func(n *yaml.Node, format string, args ...any) error {
		return fmt.Errorf("%s:%d:%d: %w", file, n.Line, n.Column, fmt.Errorf(format, args...))
	}
	if err := decoder.Decode(&second); err == nil {
		return nil, at(&second, "a second document begins here; make one list of both")
	} else if !errors.Is(err, io.EOF) {
		return nil, yamlError(file, err)
	}
	if len(doc.Content) == 0 {
		return nil, at(&doc, "the file holds no list; begin it with %s", begin)
	}
	list := doc.Content[0]
	if list.Kind != yaml.SequenceNode {
		return nil, at(list, "want a list of %ss; begin each with %s", s.Entry, begin)
	}
	var out []Row
	for _, item := range list.Content {
		row, bad, err := s.mapping(file, item)
		if err != nil {
			return nil, at(bad, "%w", err)
		}
		if err := s.check(&row); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// yamlError gives a syntax error, "yaml: line 3: …", the form of all the others. The library
// tells no column, and often the line on which the list or the value began that is wrong, or the
// one before it.
func yamlError(file string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if n, scanErr := fmt.Sscanf(text, "line %d:", &line); n == 1 && scanErr == nil {
		_, text, _ = strings.Cut(text, ": ")
	}
	return fmt.Errorf("%s:%d:1: %s, here or below", file, line, text)
}

// mapping makes a row of a mapping; bad is the node that an error is about.
func (s Shape) mapping(file string, item *yaml.Node) (row Row, bad *yaml.Node, err error) {
	if item.Kind != yaml.MappingNode {
		return row, item, fmt.Errorf("want %s with the keys %s", withArticle(s.Entry), strings.Join(s.Columns, ", "))
	}
	row = Row{Values: map[string][]string{}, Line: item.Line, file: file, at: place{item.Line, item.Column}, item: place{item.Line, item.Column}}
	for i := 0; i+1 < len(item.Content); i += 2 {
		k, v := item.Content[i], item.Content[i+1]
		_, twice := row.Values[k.Value]
		switch {
		case !slices.Contains(s.Columns, k.Value):
			return row, k, fmt.Errorf("unknown key %q, want some of %s", k.Value, strings.Join(s.Columns, ", "))
		case twice:
			return row, k, fmt.Errorf("the key %s comes twice; drop one, or begin another %s with \"- \"", k.Value, s.Entry)
		case k.Value == s.Columns[1]:
			if row.Values[k.Value], bad, err = s.sequence(v); err != nil {
				return row, bad, err
			}
		case v.Kind != yaml.ScalarNode:
			return row, v, fmt.Errorf("%s wants one value", k.Value)
		default:
			if k.Value == s.Columns[0] {
				row.at = place{v.Line, v.Column}
			}
			row.Values[k.Value] = []string{strings.TrimSpace(v.Value)}
		}
	}
	return row, nil, nil
}

func (s Shape) sequence(v *yaml.Node) (values []string, bad *yaml.Node, err error) {
	list := v.Content
	if v.Kind == yaml.ScalarNode {
		list = []*yaml.Node{v}
	} else if v.Kind != yaml.SequenceNode {
		return nil, v, fmt.Errorf("%s wants a list of names", s.Columns[1])
	}
	for _, a := range list {
		if a.Kind != yaml.ScalarNode {
			return nil, a, fmt.Errorf("%s is one name", withArticle(s.Further))
		}
		if value := strings.TrimSpace(a.Value); value != "" {
			values = append(values, value)
		}
	}
	return values, nil, nil
}

func withArticle(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// check wants a name that a text can hold.
func (s Shape) check(r *Row) error {
	name := r.Name(s)
	fault := func(format string, args ...any) error {
		return fmt.Errorf("%s:%d:%d: %w", r.file, r.at.line, r.at.column, fmt.Errorf(format, args...))
	}
	if name == "" {
		return fault("the %s is empty; every %s needs one", s.Columns[0], s.Entry)
	}
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return fault("the %s %q has no letter", s.Columns[0], name)
	}
	return nil
}
