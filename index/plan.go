package index

import (
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus/alike"
)

// Found is what lies below the paths of a run.
type Found struct {
	Roots      []string          // absolute
	Files      map[string]string // absolute path → fingerprint
	Unreadable []string          // what could not be listed: nothing below it counts as missing
}

// Plan says what a run has to read.
type Plan struct {
	Unchanged map[string]*File // need not be opened, by path
	Missing   []*File          // were read once and are there no more
	Copies    map[string]*File // lie outside the paths, and are to be read all the same, by path
	doubtful  map[string]bool  // files with what repeats a document that may change or go
	found     Found
	stale     map[string]bool // stored documents that may change or go
}

// Plan compares what lies below the paths with what is stored. With retry, files with
// documents that were set aside are read again; prune tells that the missing ones will go.
func (w *Writer) Plan(found Found, retry, prune bool) *Plan {
	p := &Plan{Unchanged: map[string]*File{}, Copies: map[string]*File{}, doubtful: map[string]bool{}, found: found, stale: map[string]bool{}}
	for path, f := range w.ledger.files {
		print, there := found.Files[path]
		switch {
		case there && print == f.Print && w.holds(f) && !(retry && f.Aside > 0):
			p.Unchanged[path] = f
			if prune {
				p.outdate(f.Gone)
			}
		case there:
			p.outdate(f.IDs, f.Gone)
		case found.covers(path):
			p.Missing = append(p.Missing, f)
			if prune {
				p.outdate(f.IDs, f.Gone)
			}
		}
	}
	slices.SortFunc(p.Missing, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	for w.doubt(p) {
	}
	return p
}

// doubt finds files whose duplicates are no longer sure to be some, as what they repeat may change
// or go: they are to be read, also where they lie outside the paths of the run. After an edit of
// A/a.txt, B/b.txt is the only one to hold the text of before. It reports whether it found any, as
// others may repeat what these hold.
func (w *Writer) doubt(p *Plan) (more bool) {
	for path, f := range w.ledger.files {
		if p.doubtful[path] || !slices.ContainsFunc(f.Of, func(id string) bool { return p.stale[id] }) {
			continue
		}
		_, listed := p.found.Files[path]
		switch {
		case p.Unchanged[path] != nil:
			delete(p.Unchanged, path)
		case listed || p.found.covers(path): // it is read anyway, or is there no more
			continue
		case f.readable():
			p.Copies[path] = f
		default: // its disk may be mounted when it is read the next time
			p.doubtful[path] = true
			continue
		}
		p.doubtful[path] = true
		p.outdate(f.IDs, f.Gone)
		more = true
	}
	return more
}

// readable reports whether the file is there, and known to lie below a path that was given.
func (f *File) readable() bool {
	_, err := os.Stat(f.Path)
	return err == nil && f.Root != ""
}

func (p *Plan) outdate(lists ...[]string) {
	for _, ids := range lists {
		for _, id := range ids {
			p.stale[id] = true
		}
	}
}

// holds reports whether the documents of the file are all stored, made as this run would.
func (w *Writer) holds(f *File) bool {
	if f.Print == "" || f.Made != w.opt.Made {
		return false
	}
	for _, id := range f.IDs {
		row, ok := w.rowOf[id]
		if !ok || w.table.versions.words[w.table.version[row]] != w.opt.Version {
			return false
		}
	}
	for _, id := range f.Of {
		if _, ok := w.rowOf[id]; !ok {
			return false
		}
	}
	return true
}

func (f *Found) covers(path string) bool {
	below := func(dir string) bool {
		return path == dir || strings.HasPrefix(path, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
	}
	return slices.ContainsFunc(f.Roots, below) && !slices.ContainsFunc(f.Unreadable, below)
}

// Known is a stored document that those of a run may repeat.
type Known struct {
	ID     string
	Path   string // set if its file is part of the run, and unchanged
	Sketch alike.Sketch
}

// Known yields the stored documents that the run will not touch, in the order in which they
// were stored. It must be used up before the run begins.
func (w *Writer) Known(p *Plan) iter.Seq[Known] {
	of := map[string]string{}
	for _, path := range slices.Sorted(maps.Keys(p.Unchanged)) {
		for _, id := range p.Unchanged[path].IDs {
			of[id] = path
		}
	}
	return func(yield func(Known) bool) {
		for row, id := range w.table.id {
			if w.table.dead[row] || p.stale[id] {
				continue
			}
			if !yield(Known{id, of[id], w.table.sketch(row)}) {
				return
			}
		}
	}
}

// Taken returns the file that the stored document of an id belongs to, if it is none of those
// that the run reads: the other "briefs/01.txt" of two folders with the name briefs. It returns
// "" for an id that is free: nothing is stored, or the file has lost it, is gone, or is the one
// that is being read under another name.
func (w *Writer) Taken(p *Plan, id string) string {
	if _, stored := w.rowOf[id]; !stored || p.stale[id] || w.reading == nil {
		return ""
	}
	owner := w.ownerOf(id)
	f := w.ledger.files[owner]
	if f == nil || owner == w.reading.Path || slices.Contains(f.Gone, id) {
		return ""
	}
	there, err := os.Stat(owner)
	if err != nil {
		return ""
	}
	if here, err := os.Stat(w.reading.Path); err == nil && os.SameFile(here, there) {
		return ""
	}
	return owner
}

// Roots returns the paths that were given to earlier runs.
func (w *Writer) Roots() []string { return w.ledger.roots() }

// Knows reports whether something was read at an absolute path, or below it.
func (w *Writer) Knows(path string) bool {
	found := Found{Roots: []string{path}}
	for file := range w.ledger.files {
		if found.covers(file) {
			return true
		}
	}
	return false
}

// Begin tells that what follows was read from a file, until End. An index in which files are
// begun and ended knows them again.
//
// root is the path that was given for the run, and below which the file lies.
func (w *Writer) Begin(path, root, print string) {
	w.reading, w.before, w.print = &File{Path: path, Root: root, Made: w.opt.Made}, w.ledger.files[path], print
	w.aside.begin()
}

// End tells that the file was read to its end. Documents that it held before and holds no
// more are removed with prune, and noted otherwise.
func (w *Writer) End(prune bool) {
	f := w.reading
	if f == nil {
		return
	}
	f.Print = w.print
	w.aside.end(f.Path)
	w.leave(f, w.gone(), prune)
	w.reading = nil
	w.put(f)
}

// gone lists the stored documents that the file held before and has not had so far.
func (w *Writer) gone() (ids []string) {
	if w.before == nil {
		return nil
	}
	has := map[string]bool{}
	for _, id := range w.reading.IDs {
		has[id] = true
	}
	for _, id := range w.owned(w.reading, w.before.IDs, w.before.Gone) {
		if !has[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// soFar is what a killed writer should leave of the file that it was reading.
func (w *Writer) soFar() *File {
	if w.reading == nil {
		return nil
	}
	f := *w.reading
	f.Gone = w.gone()
	return &f
}

// leave removes documents that their file holds no more, or notes them.
func (w *Writer) leave(f *File, gone []string, prune bool) {
	if !prune {
		f.Gone = gone
		w.Left += len(gone)
		return
	}
	for _, id := range gone {
		w.Delete(id)
	}
	w.Pruned += len(gone)
}

// Settle notes which files are missing and, with prune, removes the documents that no file
// holds any more. A missing file is off the set-aside list in any case, as nothing can be
// read there again, and so is a folder that can be listed now. What may be no duplicate any more
// counts as unread until it is read, by this run or, where that is killed, by a later one.
func (w *Writer) Settle(p *Plan, prune bool) {
	w.unlisted = p.found.Unreadable
	for _, path := range slices.Sorted(maps.Keys(p.doubtful)) {
		c := *w.ledger.files[path]
		c.Print = ""
		w.put(&c)
	}
	for _, problem := range w.aside.problems.list() {
		if w.ledger.files[problem.Path] == nil && p.found.covers(problem.Path) {
			w.aside.note(w.aside.problems.drop("path "+problem.Path, nil))
		}
	}
	for _, f := range p.Missing {
		w.aside.begin()
		w.aside.end(f.Path)
		own := w.owned(f, f.IDs, f.Gone)
		switch {
		case prune:
			w.leave(&File{}, own, true)
			w.put(&File{Path: f.Path, Dropped: true})
		case !f.Missing:
			c := *f
			c.Missing = true
			w.put(&c)
			fallthrough
		default:
			w.Left += len(own)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(p.Unchanged)) {
		f := *p.Unchanged[path]
		gone := w.owned(&f, f.Gone)
		switch {
		case len(f.Gone) == 0 && !f.Missing:
			continue
		case prune || f.Missing:
			w.leave(&f, gone, prune)
			f.Missing = false
			if prune {
				f.Gone = nil
			}
			w.put(&f)
		default:
			w.Left += len(gone)
		}
	}
}

// owned lists those of some documents that are stored and come from the file.
func (w *Writer) owned(f *File, lists ...[]string) (own []string) {
	for _, ids := range lists {
		for _, id := range ids {
			if _, stored := w.rowOf[id]; stored && w.ownerOf(id) == f.Path {
				own = append(own, id)
			}
		}
	}
	return own
}

// ownerOf returns the file that a document comes from: the last one that delivered it.
func (w *Writer) ownerOf(id string) string {
	if w.owner == nil {
		w.owner = map[string]string{}
		files := slices.SortedFunc(maps.Values(w.ledger.files), func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
		for _, f := range files {
			w.own(f, f.Gone)
		}
		for _, missing := range []bool{true, false} { // what is there has the last word
			for _, f := range files {
				if f.Missing == missing {
					w.own(f, f.IDs)
				}
			}
		}
	}
	return w.owner[id]
}

func (w *Writer) own(f *File, ids []string) {
	for _, id := range ids {
		w.owner[id] = f.Path
	}
}

func (w *Writer) put(f *File) {
	w.ledger.put(f)
	if w.owner != nil {
		w.own(f, f.IDs)
	}
}

// Outdated counts the stored documents that another version annotated.
func (w *Writer) Outdated() (n int) {
	for row, v := range w.table.version {
		if !w.table.dead[row] && w.table.versions.words[v] != w.opt.Version {
			n++
		}
	}
	return n
}
