package index

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"github.com/sayso-nlp/sayso/corpus"
)

// Salvage is what can be read of the documents that a folder holds, whatever became of the
// index around them.
type Salvage struct {
	found []storedAt
	// Lost tells, one line each, what could not be read. Its documents come back when their
	// files are read again.
	Lost []string
	// Broken tells, one line each, which states could not be opened. Documents that had been
	// removed from them may be among those found.
	Broken []string
}

// Stored is a document as it was stored, and what annotated it.
type Stored struct {
	*corpus.Annotated
	Version string
}

// storedAt tells where a document is: the file of Bleve that holds it, and its number there.
type storedAt struct {
	id     string
	state  uint64
	file   string
	number uint64
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

// search lists the documents of one state: those that Bleve knows of where it can be opened,
// else all that lie in its files, replaced and removed ones among them.
func (s *Salvage) search(path string) {
	known, err := living(path)
	if err != nil {
		s.Broken = append(s.Broken, err.Error())
	}
	files, _ := filepath.Glob(filepath.Join(path, "store", "*.zap"))
	for _, file := range files {
		var found []storedAt
		err := eachStored(file, func(number uint64, d storedDocument) {
			if known == nil || known[d.Doc.ID] == d.State {
				found = append(found, storedAt{d.Doc.ID, d.State, file, number})
			}
		})
		if err != nil {
			s.Lost = append(s.Lost, fmt.Sprintf("%s: %v", file, err))
		}
		s.found = append(s.found, found...)
	}
}

// living returns the documents of a state, each with the state that it was stored in.
func living(path string) (map[string]uint64, error) {
	e, _, err := openAny(path)
	if err != nil {
		return nil, err
	}
	out := map[string]uint64{}
	err = guarded(func() error {
		return e.all(func(d storedDocument) { out[d.Doc.ID] = d.State })
	})
	if err = errors.Join(err, e.close()); err != nil {
		return nil, err
	}
	return out, nil
}

// choose keeps of each document the latest, in the order of the ids.
func (s *Salvage) choose() {
	slices.SortFunc(s.found, func(a, b storedAt) int {
		return cmp.Or(strings.Compare(a.id, b.id), cmp.Compare(b.state, a.state), strings.Compare(b.file, a.file), cmp.Compare(a.number, b.number))
	})
	s.found = slices.CompactFunc(s.found, func(a, b storedAt) bool { return a.id == b.id })
}

// Len returns how many documents were found.
func (s *Salvage) Len() int { return len(s.found) }

// All yields the documents, in the order of their ids.
func (s *Salvage) All() iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		open := map[string]segment.Segment{}
		defer func() {
			for _, seg := range open {
				seg.Close()
			}
		}()
		for _, at := range s.found {
			if open[at.file] == nil {
				seg, err := new(zap.ZapPlugin).Open(at.file)
				if err != nil {
					yield(Stored{}, err)
					return
				}
				open[at.file] = seg
			}
			d, err := readStored(open[at.file], at.number)
			if !yield(Stored{d.Doc, d.Version}, err) || err != nil {
				return
			}
		}
	}
}

// eachStored reads the documents of a file of Bleve one by one; those that are damaged are
// left out and told.
func eachStored(file string, f func(number uint64, d storedDocument)) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	var first error
	bad := 0
	err = guarded(func() error {
		seg, err := new(zap.ZapPlugin).Open(file)
		if err != nil {
			return err
		}
		defer seg.Close()
		// The place of each takes eight bytes. A damaged count may be any number, and reading
		// that many would not end.
		room := uint64(info.Size() / 8)
		for n := range min(seg.Count(), room) {
			if d, err := readStored(seg, n); err != nil {
				first = cmp.Or(first, err)
				bad++
			} else {
				f(n, d)
			}
		}
		if seg.Count() > room {
			return fmt.Errorf("it says to hold %d documents, which do not fit", seg.Count())
		}
		return nil
	})
	if err == nil && bad > 0 {
		err = fmt.Errorf("%d documents: %w", bad, first)
	}
	return err
}

func readStored(seg segment.Segment, number uint64) (d storedDocument, err error) {
	var packed []byte
	err = guarded(func() error {
		return seg.VisitStoredFields(number, func(field string, _ byte, value []byte, _ []uint64) bool {
			if field == fieldStore {
				packed = slices.Clone(value)
			}
			return true
		})
	})
	if err == nil {
		d, err = unpack(packed)
	}
	return d, err
}

// guarded turns a panic into an error: Bleve trusts what lies in its files. So does bolt, which
// maps root.bolt into memory by the size that it has inside: where the file is shorter, reading
// is a fault, which would end the process.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("its content makes no sense: %v", p)
		}
	}()
	return f()
}

// Abandon gives up what was written since the last Close, and the writer with it.
func (w *Writer) Abandon() error {
	err := w.engine.close()
	if w.dir != "" {
		err = errors.Join(err, os.RemoveAll(w.path()), w.lock.Close())
	}
	return err
}
