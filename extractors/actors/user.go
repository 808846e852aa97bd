package actors

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// fields are the columns of a list of one's own actors; only the name is required.
var fields = []string{"name", "aliases", "type", "id"}

// aliasSeparator stands between the aliases in a CSV cell: "NHF; the Fund". Names hold
// commas more often than semicolons.
const aliasSeparator = ";"

// ParseCSV reads a list of actors from a table whose first line names its columns: name,
// and in any order aliases (separated by semicolons), type and id. Name is the file's name
// for messages; an error names line and column, both from 1, the column in bytes:
// "actors.csv:3:2: the name is empty".
func ParseCSV(name string, r io.Reader) ([]Entry, error) {
	cr := csv.NewReader(r)
	cr.TrimLeadingSpace = true
	cr.Comment = '#'
	header, err := cr.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1:1: the file is empty; begin it with the line name,aliases,type,id", name)
	}
	if err != nil {
		return nil, csvError(name, err)
	}
	columns, err := csvColumns(name, cr, header)
	if err != nil {
		return nil, err
	}
	var out []Entry
	seen := names{}
	for {
		cells, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, csvError(name, err)
		}
		e, at, err := csvEntry(columns, cells)
		line, col := cr.FieldPos(at)
		if err == nil {
			err = seen.add(e, line)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d:%d: %w", name, line, col, err)
		}
		out = append(out, e)
	}
}

// csvColumns maps the columns of a table to fields.
func csvColumns(name string, cr *csv.Reader, header []string) ([]string, error) {
	columns := make([]string, len(header))
	for i, h := range header {
		columns[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))
		line, col := cr.FieldPos(i)
		if !slices.Contains(fields, columns[i]) {
			return nil, fmt.Errorf("%s:%d:%d: unknown column %q, want some of %s", name, line, col, h, strings.Join(fields, ", "))
		}
		if slices.Contains(columns[:i], columns[i]) {
			return nil, fmt.Errorf("%s:%d:%d: column %q comes twice; drop one", name, line, col, h)
		}
	}
	if !slices.Contains(columns, "name") {
		return nil, fmt.Errorf("%s:1:1: no column name; begin the file with the line name,aliases,type,id", name)
	}
	return columns, nil
}

// csvEntry makes an entry of a row; at is the column that an error is about.
func csvEntry(columns, cells []string) (e Entry, at int, err error) {
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch columns[i] {
		case "name":
			at = i
			e.Name = cell
		case "aliases":
			for alias := range strings.SplitSeq(cell, aliasSeparator) {
				if alias = strings.TrimSpace(alias); alias != "" {
					e.Aliases = append(e.Aliases, alias)
				}
			}
		case "type":
			e.Kind = Kind(cell)
		case "id":
			e.ID = cell
		}
	}
	return e, at, checkName(e.Name)
}

// csvError gives an error of encoding/csv the form of all the others.
func csvError(name string, err error) error {
	if pe, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%s:%d:%d: %w", name, pe.Line, pe.Column, pe.Err)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// ParseYAML reads a list of actors from YAML: a sequence of mappings with the keys name,
// aliases (a sequence, or one name), type and id. Name and errors are as in [ParseCSV].
func ParseYAML(name string, r io.Reader) ([]Entry, error) {
	var doc yaml.Node
	if err := yaml.NewDecoder(r).Decode(&doc); errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1:1: the file is empty; begin it with \"- name: …\"", name)
	} else if err != nil {
		return nil, yamlError(name, err)
	}
	at := func(n *yaml.Node, format string, args ...any) error {
		return fmt.Errorf("%s:%d:%d: %w", name, n.Line, n.Column, fmt.Errorf(format, args...))
	}
	if len(doc.Content) == 0 {
		return nil, at(&doc, "the file holds no list; begin it with \"- name: …\"")
	}
	list := doc.Content[0]
	if list.Kind != yaml.SequenceNode {
		return nil, at(list, "want a list of actors; begin each with \"- name: …\"")
	}
	var out []Entry
	seen := names{}
	for _, item := range list.Content {
		e, bad, err := yamlEntry(item)
		if err == nil {
			bad, err = item, seen.add(e, item.Line)
		}
		if err != nil {
			return nil, at(bad, "%w", err)
		}
		out = append(out, e)
	}
	return out, nil
}

// yamlError gives a syntax error, "yaml: line 3: …", the form of all the others; the library
// tells no column.
func yamlError(name string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if n, scanErr := fmt.Sscanf(text, "line %d:", &line); n == 1 && scanErr == nil {
		_, text, _ = strings.Cut(text, ": ")
	}
	return fmt.Errorf("%s:%d:1: %s", name, line, text)
}

// yamlEntry makes an entry of a mapping; bad is the node that an error is about.
func yamlEntry(item *yaml.Node) (e Entry, bad *yaml.Node, err error) {
	if item.Kind != yaml.MappingNode {
		return e, item, errors.New("want an actor with the keys name, aliases, type, id")
	}
	where := item
	for i := 0; i+1 < len(item.Content); i += 2 {
		k, v := item.Content[i], item.Content[i+1]
		if k.Value != "aliases" && v.Kind != yaml.ScalarNode {
			return e, v, fmt.Errorf("%s wants one value", k.Value)
		}
		value := strings.TrimSpace(v.Value)
		switch k.Value {
		case "name":
			where = v
			e.Name = value
		case "type":
			e.Kind = Kind(value)
		case "id":
			e.ID = value
		case "aliases":
			if e.Aliases, bad, err = yamlAliases(v); err != nil {
				return e, bad, err
			}
		default:
			return e, k, fmt.Errorf("unknown key %q, want some of %s", k.Value, strings.Join(fields, ", "))
		}
	}
	return e, where, checkName(e.Name)
}

func yamlAliases(v *yaml.Node) (aliases []string, bad *yaml.Node, err error) {
	list := v.Content
	if v.Kind == yaml.ScalarNode {
		list = []*yaml.Node{v}
	} else if v.Kind != yaml.SequenceNode {
		return nil, v, errors.New("aliases wants a list of names")
	}
	for _, a := range list {
		if a.Kind != yaml.ScalarNode {
			return nil, a, errors.New("an alias is one name")
		}
		if value := strings.TrimSpace(a.Value); value != "" {
			aliases = append(aliases, value)
		}
	}
	return aliases, nil, nil
}

// checkName wants a name that a text can hold.
func checkName(name string) error {
	if name == "" {
		return errors.New("the name is empty; every actor needs one")
	}
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return fmt.Errorf("the name %q has no letter", name)
	}
	return nil
}

// names remembers which line gave a name or alias to which actor.
type names map[string]struct {
	actor string
	line  int
}

// add refuses a name that an earlier line gave to another actor, since only one can be
// meant.
func (n names) add(e Entry, line int) error {
	for _, s := range append([]string{e.Name}, e.Aliases...) {
		k := key(s)
		if before, ok := n[k]; ok && before.actor != e.Name {
			return fmt.Errorf("%q means %s on line %d already; drop one", s, before.actor, before.line)
		}
		n[k] = struct {
			actor string
			line  int
		}{e.Name, line}
	}
	return nil
}
