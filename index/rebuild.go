package index

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// Salvage is what can be read of the documents that a folder holds, whatever became of the
// index around them.
type Salvage struct {
	found []storedAt
	// Lost tells, one line each, what could not be read. Its documents come back when their
	// files are read again.
	Lost []string
	// Broken tells, one line each, of which states it cannot be told what belongs to them.
	// Documents that had been removed from them may be among those found.
	Broken []string
}

// Stored is a document as it was stored, and what annotated it.
type Stored struct {
	*corpus.Annotated
	Version string
}

// storedAt tells where a document is: the segment that holds it, and from which byte on.
type storedAt struct {
	id    string
	state uint64
	file  string
	place int64
}

// OpenRebuild is OpenWriter for making an index anew of the documents that are stored in it,
// which the Salvage yields; they must be passed to Done. Until Close readers keep what they
// have. What is known of files and set aside is kept where it can be read.
func OpenRebuild(dir string, o Options) (*Writer, *Salvage, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, nil, fmt.Errorf("index %s: %w", dir, ErrNone)
	}
	// What a killed run has left is a state like the others, and must outlive the new work.
	l, err := lockFolder(dir, lockWait)
	if err != nil {
		return nil, nil, fmt.Errorf("index %s: %w", dir, err)
	}
	if work := filepath.Join(dir, workName); exists(work) && !exists(filepath.Join(work, rebuildName)) {
		err = os.Rename(work, filepath.Join(dir, after(generations(dir))))
	}
	gens := generations(dir)
	if err = errors.Join(err, l.Close()); err != nil {
		return nil, nil, fmt.Errorf("index %s: %w", dir, err)
	}
	s := new(Salvage)
	for _, g := range gens {
		s.search(filepath.Join(dir, g))
	}
	s.choose()
	if len(s.found) == 0 {
		return nil, nil, fmt.Errorf("index %s: no stored document can be read (%s): make it anew with sayso index --fresh PATH",
			dir, cmp.Or(strings.Join(slices.Concat(s.Broken, s.Lost), "; "), "there is none"))
	}
	o.Fresh = true
	w, err := OpenWriter(dir, o)
	if err != nil {
		return nil, nil, err
	}
	if err := os.WriteFile(filepath.Join(w.path(), rebuildName), nil, 0o644); err != nil {
		return nil, nil, errors.Join(err, w.engine.close(), w.lock.Close())
	}
	if err := w.adopt(dir, gens); err != nil {
		return nil, nil, errors.Join(err, w.Abandon())
	}
	return w, s, nil
}

// adopt takes what is known of files and what is set aside from the newest state that has it,
// and so the log of runs.
func (w *Writer) adopt(dir string, gens []string) error {
	for _, g := range slices.Backward(gens) {
		l, err := readLedger(filepath.Join(dir, g))
		a, aerr := readAside(filepath.Join(dir, g))
		if err == nil && aerr == nil {
			w.ledger, w.aside = l, newAside(a)
			w.ledger.changed, w.aside.changed = true, true
			break
		}
	}
	for _, g := range slices.Backward(gens) {
		if runs, err := readRuns(filepath.Join(dir, g)); err == nil && len(runs) > 0 {
			return writeRuns(w.path(), runs)
		}
	}
	return nil
}

// search lists the documents of one state: those that belong to it where that can be told,
// else all that lie in its files, replaced and removed ones among them.
func (s *Salvage) search(path string) {
	belongs, err := living(path)
	if err != nil {
		s.Broken = append(s.Broken, err.Error())
	}
	for _, file := range segmentFiles(path) {
		err := eachStored(file, func(place int64, d storedDocument) {
			if belongs(d) {
				s.found = append(s.found, storedAt{d.Doc.ID, d.State, file, place})
			}
		})
		if err != nil {
			s.Lost = append(s.Lost, fmt.Sprintf("%s: %v", file, err))
		}
	}
}

func segmentFiles(path string) []string {
	files, _ := filepath.Glob(filepath.Join(path, "store", "*.zap")) // the pattern is well formed
	return files
}

// living tells which stored documents belong to a state. Bleve knows it; but it is not asked
// where a segment is damaged, as it may panic over that in goroutines of its own. Then the table
// does, but for what came behind it. With an error all documents are said to belong to the state.
func living(path string) (belongs func(storedDocument) bool, err error) {
	if err = sumSegments(path); err == nil {
		if belongs, err = inEngine(path); err == nil {
			return belongs, nil
		}
	}
	if t, state, err := readAnyTable(filepath.Join(path, tableName)); err == nil {
		rows := t.rowsByID()
		return func(d storedDocument) bool {
			_, ok := rows[d.Doc.ID]
			return ok || d.State > state
		}, nil
	}
	return func(storedDocument) bool { return true }, err
}

// sumSegments returns which segment is not what was written.
func sumSegments(path string) error {
	for _, file := range segmentFiles(path) {
		if err := checkSum(context.Background(), file, binary.BigEndian, nil); err != nil {
			return damaged(file, err)
		}
	}
	return nil
}

// inEngine is living as Bleve knows it: each document as it was stored last.
func inEngine(path string) (func(storedDocument) bool, error) {
	e, _, err := openAny(path)
	if err != nil {
		return nil, err
	}
	states := map[string]uint64{}
	err = e.all(func(d storedDocument) { states[d.Doc.ID] = d.State })
	if err = errors.Join(err, e.close()); err != nil {
		return nil, err
	}
	return func(d storedDocument) bool { return states[d.Doc.ID] == d.State }, nil
}

// choose keeps of each document the latest, in the order of the ids.
func (s *Salvage) choose() {
	slices.SortFunc(s.found, func(a, b storedAt) int {
		return cmp.Or(strings.Compare(a.id, b.id), cmp.Compare(b.state, a.state), strings.Compare(b.file, a.file), cmp.Compare(a.place, b.place))
	})
	s.found = slices.CompactFunc(s.found, func(a, b storedAt) bool { return a.id == b.id })
}

// Len returns how many documents were found.
func (s *Salvage) Len() int { return len(s.found) }

// All yields the documents, in the order of their ids.
func (s *Salvage) All() iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		open := map[string]*segmentFile{}
		defer func() {
			for _, seg := range open {
				seg.close()
			}
		}()
		for _, at := range s.found {
			if open[at.file] == nil {
				seg, err := openSegment(at.file)
				if err != nil {
					yield(Stored{}, err)
					return
				}
				open[at.file] = seg
			}
			d, _, err := open[at.file].read(at.place)
			if !yield(Stored{d.Doc, d.Version}, err) || err != nil {
				return
			}
		}
	}
}

// guarded turns a panic into an error: Bleve trusts what lies in its files. So does bolt, which
// maps root.bolt into memory by the size that it has inside: where the file is shorter, reading
// is a fault, which would end the process.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = panicError{p}
		}
	}()
	return f()
}

// panicError is a panic that guarded has caught.
type panicError struct{ value any }

func (e panicError) Error() string { return fmt.Sprintf("its content makes no sense: %v", e.value) }

// Abandon gives up what was written since the last Close, and the writer with it.
func (w *Writer) Abandon() error {
	err := w.engine.close()
	if w.dir != "" {
		err = errors.Join(err, os.RemoveAll(w.path()), w.lock.Close())
	}
	return err
}
