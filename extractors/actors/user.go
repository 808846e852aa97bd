package actors

import (
	"fmt"
	"io"

	"github.com/sayso-nlp/sayso/extractors/internal/userlist"
)

// shape is a list of one's own actors; only the name is required.
var shape = userlist.Shape{Entry: "actor", Columns: []string{"name", "aliases", "type", "id"}, Further: "alias"}

// ParseCSV reads a list of actors from a table whose first line names its columns: name,
// and in any order aliases (separated by semicolons), type and id. Name is the file's name
// for messages; an error names line and column, both from 1, the column in bytes:
// "actors.csv:3:1: the name is empty; every actor needs one".
func ParseCSV(name string, r io.Reader) ([]Entry, error) {
	rows, err := userlist.CSV(name, r, ',', shape)
	return entries(rows, err)
}

// ParseYAML reads a list of actors from YAML: a sequence of mappings with the keys name,
// aliases (a sequence, or one name), type and id. Name and errors are as in [ParseCSV].
func ParseYAML(name string, r io.Reader) ([]Entry, error) {
	rows, err := userlist.YAML(name, r, shape)
	return entries(rows, err)
}

func entries(rows []userlist.Row, err error) ([]Entry, error) {
	if err != nil {
		return nil, err
	}
	var out []Entry
	seen := names{}
	for i := range rows {
		row := &rows[i]
		e := Entry{Name: row.Name(shape), Aliases: row.Values["aliases"], Kind: Kind(row.Value("type")), ID: row.Value("id")}
		if err := seen.add(e, row.Line); err != nil {
			return nil, row.Fault(err)
		}
		out = append(out, e)
	}
	return out, nil
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
