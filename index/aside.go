package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Problem is a record that could not be read or annotated.
type Problem struct {
	File   string `json:"file,omitempty"`
	Path   string `json:"path,omitempty"` // of the file on disk, absolute
	Line   int    `json:"line,omitempty"`
	ID     string `json:"id,omitempty"`
	Reason string `json:"reason"`
}

// Where is the place as documents name theirs: path, path!/member or path:line.
func (p Problem) Where() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return p.File
}

// Duplicate is a document that is not stored, as its text is that of another.
type Duplicate struct {
	ID   string `json:"id"`
	File string `json:"file,omitempty"`
	Path string `json:"path,omitempty"` // of the file on disk, absolute
	Of   string `json:"of"`             // id of the stored document
	Near bool   `json:"near,omitempty"` // the text is not the same, but nearly so
}

// aside is the list of what was read and is not in the index. An entry goes when its file or
// document is read without trouble later. An archive may have hundreds of thousands, so that
// nothing here looks at all of them for one record.
type aside struct {
	problems   entries[Problem]
	duplicates entries[Duplicate]
	changed    bool

	reported map[string]bool // keys of the file that is being read, see begin
}

// The first key of an entry is its own, the others find it by what it belongs to.
func problemKeys(p Problem) []string {
	keys := []string{fmt.Sprintf("at %s\x00%d\x00%s", p.File, p.Line, p.ID), "path " + p.Path}
	if p.ID != "" {
		return append(keys, "id "+p.ID)
	}
	return append(keys, "file "+p.Where())
}

func duplicateKeys(d Duplicate) []string { return []string{"id " + d.ID, "path " + d.Path} }

func newAside(l asideFile) aside {
	a := aside{problems: entries[Problem]{keys: problemKeys}, duplicates: entries[Duplicate]{keys: duplicateKeys}}
	for _, p := range l.Problems {
		a.problems.put(p)
	}
	for _, d := range l.Duplicates {
		a.duplicates.put(d)
	}
	return a
}

// asideFile is the list as it is stored and shown.
type asideFile struct {
	Problems   []Problem   `json:"problems"`
	Duplicates []Duplicate `json:"duplicates"`
}

func (a *aside) list() asideFile { return asideFile{a.problems.list(), a.duplicates.list()} }

// begin and end stand around what is read of a file: entries of it that do not come up again
// go.
func (a *aside) begin() { a.reported = map[string]bool{} }

func (a *aside) end(path string) {
	again := func(keys []string) bool { return a.reported[keys[0]] }
	a.note(a.problems.drop("path "+path, again))
	a.note(a.duplicates.drop("path "+path, again))
	a.reported = nil
}

// note remembers that something has changed.
func (a *aside) note(changed bool) { a.changed = a.changed || changed }

func (a *aside) problem(p Problem) { a.report(a.problems.put(p)) }

func (a *aside) duplicate(d Duplicate) { a.report(a.duplicates.put(d)) }

func (a *aside) report(key string) {
	if a.reported != nil {
		a.reported[key] = true
	}
	a.changed = true
}

// resolve takes the entries of a record from the list: those of its id, and those without
// one of its file.
func (a *aside) resolve(file, id string) {
	if id != "" {
		a.note(a.problems.drop("id "+id, nil))
		a.note(a.duplicates.drop("id "+id, nil))
	}
	if file != "" {
		a.note(a.problems.drop("file "+file, nil))
	}
}

func (a *aside) write(dir string) error {
	if !a.changed {
		return nil
	}
	b, err := json.Marshal(a.list())
	if err == nil {
		err = replaceFile(filepath.Join(dir, asideName), b)
	}
	if err != nil {
		return fmt.Errorf("index %s: %w", dir, err)
	}
	a.changed = false
	return nil
}

func readAside(dir string) (l asideFile, err error) {
	b, err := os.ReadFile(filepath.Join(dir, asideName))
	if err == nil {
		err = json.Unmarshal(b, &l)
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil {
		err = damaged(dir, fmt.Errorf("%s: %w", asideName, err))
	}
	return l, err
}
