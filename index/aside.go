package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
}

// aside is the list of what was read and is not in the index. An entry goes when its file or
// document is read without trouble later.
type aside struct {
	Problems   []Problem   `json:"problems"`
	Duplicates []Duplicate `json:"duplicates"`
	changed    bool
	listed     map[string]bool // the ids and files that may be on the lists

	path     string          // that is being read, see begin
	reported map[string]bool // of it
}

func (a *aside) clone() aside {
	return aside{Problems: slices.Clone(a.Problems), Duplicates: slices.Clone(a.Duplicates)}
}

// note remembers that the record may be listed, so that resolve need not look for others.
func (a *aside) note(path, file, id string) {
	if a.listed == nil {
		a.listed = map[string]bool{}
		for _, p := range a.Problems {
			a.listed["file "+p.Where()], a.listed["id "+p.ID], a.listed["path "+p.Path] = true, true, true
		}
		for _, d := range a.Duplicates {
			a.listed["id "+d.ID], a.listed["path "+d.Path] = true, true
		}
	}
	a.listed["file "+file], a.listed["id "+id], a.listed["path "+path] = true, true, true
}

// begin and end stand around what is read of a file: entries of it that do not come up again
// go.
func (a *aside) begin(path string) { a.path, a.reported = path, map[string]bool{} }

func (a *aside) end(path string) {
	if !a.listedFile(path) {
		return
	}
	n := len(a.Problems) + len(a.Duplicates)
	a.Problems = slices.DeleteFunc(a.Problems, func(p Problem) bool {
		return p.Path == path && !a.reported["problem "+p.Where()+" "+p.ID]
	})
	a.Duplicates = slices.DeleteFunc(a.Duplicates, func(d Duplicate) bool { return d.Path == path && !a.reported["duplicate "+d.ID] })
	a.changed = a.changed || len(a.Problems)+len(a.Duplicates) != n
}

// listedFile reports whether entries of a file on disk may be on the lists.
func (a *aside) listedFile(path string) bool {
	if a.listed == nil {
		a.note("", "", "")
	}
	return a.listed["path "+path]
}

func (a *aside) problem(p Problem) {
	if a.reported != nil {
		a.reported["problem "+p.Where()+" "+p.ID] = true
	}
	a.changed = true
	a.note(p.Path, p.Where(), p.ID)
	for i, q := range a.Problems {
		if q.File == p.File && q.Line == p.Line && q.ID == p.ID {
			a.Problems[i] = p
			return
		}
	}
	a.Problems = append(a.Problems, p)
}

func (a *aside) duplicate(d Duplicate) {
	if a.reported != nil {
		a.reported["duplicate "+d.ID] = true
	}
	a.changed = true
	a.note(d.Path, d.File, d.ID)
	for i, e := range a.Duplicates {
		if e.ID == d.ID {
			a.Duplicates[i] = d
			return
		}
	}
	a.Duplicates = append(a.Duplicates, d)
}

// resolve takes the entries of a record from the list: those of its id, and those without
// one of its file.
func (a *aside) resolve(file, id string) {
	if a.listed == nil {
		a.note("", "", "")
	}
	if !a.listed["file "+file] && !a.listed["id "+id] {
		return
	}
	n := len(a.Problems) + len(a.Duplicates)
	a.Problems = slices.DeleteFunc(a.Problems, func(p Problem) bool {
		return p.ID != "" && p.ID == id || p.ID == "" && file != "" && p.Where() == file
	})
	a.Duplicates = slices.DeleteFunc(a.Duplicates, func(d Duplicate) bool { return d.ID == id })
	a.changed = a.changed || len(a.Problems)+len(a.Duplicates) != n
}

func (a *aside) write(dir string) error {
	if !a.changed {
		return nil
	}
	b, err := json.Marshal(a)
	if err == nil {
		err = replaceFile(filepath.Join(dir, asideName), b)
	}
	if err != nil {
		return fmt.Errorf("index %s: %w", dir, err)
	}
	a.changed = false
	return nil
}

func readAside(dir string) (a aside, err error) {
	b, err := os.ReadFile(filepath.Join(dir, asideName))
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &a)
	}
	if err != nil {
		err = fmt.Errorf("index %s is damaged (%s: %w): sayso index --rebuild makes it anew of the stored texts", dir, asideName, err)
	}
	return a, err
}
