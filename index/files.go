package index

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// File is what the index knows of a file that was read: enough to tell, without opening it,
// that reading it again would change nothing.
type File struct {
	Path  string `json:"path"`            // absolute
	Root  string `json:"root,omitempty"`  // the path given for the run, absolute
	Print string `json:"print,omitempty"` // of its size and time; empty as long as it was not read to its end
	Made  string `json:"made,omitempty"`  // Options.Made of the run that read it

	Records int      `json:"records"`         // all that was found in it
	Aside   int      `json:"aside,omitempty"` // of these, those set aside
	IDs     []string `json:"ids,omitempty"`   // the stored documents that come from it
	Of      []string `json:"of,omitempty"`    // the documents that its duplicates repeat

	Gone    []string `json:"gone,omitempty"`    // stored documents that are no longer in it
	Missing bool     `json:"missing,omitempty"` // it was not there when its folder was last read
	Dropped bool     `json:"dropped,omitempty"` // in the journal: forget it
	More    bool     `json:"more,omitempty"`    // in the journal: IDs and Of come behind those told before
}

// ledger is what is known of all files. It is kept as lines of JSON: those of the last finished
// state compressed, and behind them a journal to which each flush appends. A line that a
// killed writer did not finish is dropped; what it told is found out again.
type ledger struct {
	files   map[string]*File
	pending []*File
	told    told
	changed bool
}

// told is what the journal has of the file that is being read: with each flush it gets what
// came since. All of it anew would make the journal of a file grow as the square of its size.
type told struct {
	path    string
	ids, of int
}

const (
	ledgerName  = "files.zst"
	journalName = "files.log"
)

func readLedger(dir string) (l ledger, err error) {
	l.files = map[string]*File{}
	packed, err := os.ReadFile(filepath.Join(dir, ledgerName))
	if err == nil {
		var lines []byte
		if lines, err = plainCodec().DecodeAll(packed, nil); err == nil {
			l.take(lines)
		}
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		var journal []byte
		if journal, err = os.ReadFile(filepath.Join(dir, journalName)); err == nil {
			l.take(journal)
			l.changed = true
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil {
		err = damaged(dir, fmt.Errorf("%s: %w", ledgerName, err))
	}
	return l, err
}

func (l *ledger) take(lines []byte) {
	for line := range bytes.Lines(lines) {
		f := new(File)
		if json.Unmarshal(line, f) == nil && f.Path != "" {
			l.set(f)
		}
	}
}

func (l *ledger) set(f *File) {
	switch before := l.files[f.Path]; {
	case f.Dropped:
		delete(l.files, f.Path)
	case f.More && before != nil:
		f.IDs, f.Of, f.More = append(before.IDs, f.IDs...), append(before.Of, f.Of...), false
		l.files[f.Path] = f
	default:
		l.files[f.Path] = f
	}
}

// put notes what is to be written with the next flush: all that is known of a file.
func (l *ledger) put(f *File) {
	l.set(f)
	l.told = told{}
	l.pending = append(l.pending, f)
	l.changed = true
}

// flush appends what is pending, and of a file that is being read what is known so far.
func (l *ledger) flush(dir string, reading *File) error {
	if reading != nil {
		l.set(reading)
		l.pending = append(l.pending, l.since(reading))
		l.changed = true
	}
	if len(l.pending) == 0 {
		return nil
	}
	b, err := lines(slices.Values(l.pending))
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, journalName), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	if _, err = f.Write(b); err == nil {
		err = f.Sync()
	}
	l.pending = nil
	return errors.Join(err, f.Close())
}

// since returns what the journal does not have yet of the file that is being read.
func (l *ledger) since(f *File) *File {
	if l.told.path != f.Path {
		l.told = told{path: f.Path}
	}
	more := *f
	more.More = l.told.ids+l.told.of > 0
	more.IDs, more.Of = f.IDs[l.told.ids:], f.Of[l.told.of:]
	l.told.ids, l.told.of = len(f.IDs), len(f.Of)
	return &more
}

// finish writes everything into one file.
func (l *ledger) finish(dir string) error {
	if !l.changed {
		return nil
	}
	b, err := lines(func(yield func(*File) bool) {
		for _, path := range slices.Sorted(maps.Keys(l.files)) {
			if !yield(l.files[path]) {
				return
			}
		}
	})
	if err == nil {
		err = replaceFile(filepath.Join(dir, ledgerName), plainCodec().EncodeAll(b, nil))
	}
	if err == nil {
		err = os.Remove(filepath.Join(dir, journalName))
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return err
}

func lines(files func(func(*File) bool)) ([]byte, error) {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	w.WriteByte('\n') // behind a line that was cut off
	enc := json.NewEncoder(w)
	for f := range files {
		if err := enc.Encode(f); err != nil {
			return nil, err
		}
	}
	err := w.Flush()
	return b.Bytes(), err
}

// roots returns the paths that were given for the files, absolute.
func (l *ledger) roots() []string {
	roots := map[string]bool{}
	for _, f := range l.files {
		if f.Root != "" {
			roots[f.Root] = true
		}
	}
	return slices.Sorted(maps.Keys(roots))
}

// Roots returns the paths that were given to the runs that made the index, absolute; none where
// the list of its files is not there or damaged, which [Verify] tells.
func (x *Index) Roots() []string {
	l, err := readLedger(filepath.Join(x.dir, x.gen))
	if err != nil {
		return nil
	}
	return l.roots()
}
