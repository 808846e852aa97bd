package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/gofrs/flock"

	"github.com/sayso-nlp/sayso/corpus"
)

// defaultBatchBytes is measured: batches of about a thousand briefs index twice as fast as
// batches of a hundred, and more take memory without being faster.
const defaultBatchBytes = 4 << 20

// mergeShare is the part of the documents, one in so many, that a run must have written for
// all to be merged at its end. Merging costs about a tenth of what writing them all does.
const mergeShare = 5

// Writer stores what became of the records of a run: Done, Duplicate, Reject and Skip take
// what a sink of package pipeline is told. Its methods must be called one at a time, save for
// Unchanged, which is safe at any time.
type Writer struct {
	dir     string // empty in memory
	opt     Options
	engine  *engine
	aside   aside
	state   uint64
	batch   *bleve.Batch
	bytes   int // of text in batch
	written int // documents of this run

	ledger  ledger
	reading *File             // between Begin and End
	before  *File             // what was known of it
	print   string            // of reading
	owner   map[string]string // document → file, see ownerOf
	lock    *flock.Flock
	dirty   bool // there is something that the newest finished state has not
	logged  bool // and be it only the account of the run

	unlisted []string // places of this run that are no files, and could not be looked into

	Pruned int // documents that were removed as their files hold them no more
	Left   int // documents that were left though their files hold them no more

	mu    sync.RWMutex // guards table and rowOf
	table *table
	rowOf map[string]int
}

// OpenWriter opens the index in dir for writing, and makes it if there is none. Nobody else
// can write it until Close; the refusal comes within a second. With an empty dir the index
// lives in memory, and [Writer.Snapshot] is the way to ask it.
func OpenWriter(dir string, o Options) (*Writer, error) {
	if o.BatchBytes <= 0 {
		o.BatchBytes = defaultBatchBytes
	}
	w := &Writer{dir: dir, opt: o, table: new(table), rowOf: map[string]int{}, ledger: ledger{files: map[string]*File{}}, aside: newAside(asideFile{})}
	if dir == "" {
		var err error
		if w.engine, err = memoryEngine(); err != nil {
			return nil, err
		}
		w.batch = w.engine.bleve.NewBatch()
		return w, nil
	}
	if err := w.open(); err != nil {
		return nil, fmt.Errorf("index %s: %w", dir, advised(err))
	}
	return w, nil
}

func (w *Writer) open() (err error) {
	if w.lock, err = lockFolder(w.dir, lockWait); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			if w.engine != nil {
				w.engine.close()
			}
			w.lock.Close()
		}
	}()
	path := w.path()
	leftover := exists(path)
	if err = prepareWork(w.dir, w.opt.Fresh); err != nil {
		return err
	}
	w.dirty = w.opt.Fresh || leftover || len(generations(w.dir)) == 0
	if err = writeOwn(path, w.opt.Own); err != nil {
		return err
	}
	if w.engine, err = openEngine(path, false); err != nil {
		return err
	}
	if w.state, err = w.engine.state(); err != nil {
		return err
	}
	if err = w.engine.snapshot(); err != nil {
		return err
	}
	if w.table, err = loadTable(path, w.engine); err != nil {
		return err
	}
	list, err := readAside(path)
	if err != nil {
		return err
	}
	w.aside = newAside(list)
	if w.ledger, err = readLedger(path); err != nil {
		return err
	}
	err = w.engine.reader.Close()
	w.engine.reader = nil
	w.rowOf = w.table.rowsByID()
	w.batch = w.engine.bleve.NewBatch()
	return err
}

// path is the folder that the writer works in.
func (w *Writer) path() string { return filepath.Join(w.dir, workName) }

// Unchanged reports whether the document of that id is stored with that fingerprint,
// annotated by the same version.
func (w *Writer) Unchanged(id string, print [16]byte) bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	row, ok := w.rowOf[id]
	return ok && w.opt.Print != nil && w.table.print[row] == print && w.table.versions.words[w.table.version[row]] == w.opt.Version
}

// Done stores an annotated document in place of an older one of its id. It is sure to be
// kept after the next flush. One that cannot be stored is a *corpus.RecordError; the writer is
// as good as before.
func (w *Writer) Done(a *corpus.Annotated) error {
	if err := wellFormed(a); err != nil {
		return &corpus.RecordError{File: a.File, ID: a.ID, Err: err}
	}
	var print [16]byte
	if w.opt.Print != nil {
		print = w.opt.Print(&a.Document)
	}
	packed, err := pack(storedDocument{print[:], w.opt.Version, w.state + 1, a})
	if err != nil {
		return &corpus.RecordError{File: a.File, ID: a.ID, Err: err}
	}
	if err := w.batch.IndexAdvanced(fieldsOf(a, packed)); err != nil {
		return fmt.Errorf("index %s: document %q: %w", w.dir, a.ID, err)
	}
	w.store(recordOf(a, print, w.opt.Version))
	w.aside.resolve(a.File, a.ID)
	if w.reading != nil {
		w.reading.Records++
		w.reading.IDs = append(w.reading.IDs, a.ID)
	}
	w.bytes += len(a.Text)
	w.written++
	if w.bytes < w.opt.BatchBytes {
		return nil
	}
	return w.Flush()
}

func (w *Writer) store(r *record) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if row, ok := w.rowOf[r.id]; ok {
		w.table.kill(row)
	}
	w.rowOf[r.id] = w.table.add(r)
}

// Delete removes a document; it is no error if there is none.
func (w *Writer) Delete(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if row, ok := w.rowOf[id]; ok {
		w.table.kill(row)
		delete(w.rowOf, id)
		w.batch.Delete(id)
	}
}

// Duplicate notes that a document was not stored because its text is, or nearly is, that of
// another. If it was stored before, it goes.
func (w *Writer) Duplicate(doc *corpus.Document, of string, near bool) error {
	w.aside.resolve(doc.File, doc.ID)
	w.Delete(doc.ID)
	d := Duplicate{ID: doc.ID, File: doc.File, Of: of, Near: near}
	if w.reading != nil {
		w.reading.Records++
		w.reading.Of = append(w.reading.Of, of)
		d.Path = w.reading.Path
	}
	w.aside.duplicate(d)
	return nil
}

// Reject puts a record on the set-aside list.
func (w *Writer) Reject(e *corpus.RecordError) error {
	p := Problem{File: e.File, Line: e.Line, ID: e.ID}
	if e.Err != nil {
		p.Reason = e.Err.Error()
	}
	if w.reading != nil {
		w.reading.Records++
		w.reading.Aside++
		p.Path = w.reading.Path
	} else if path, err := filepath.Abs(p.File); err == nil && slices.Contains(w.unlisted, path) {
		p.Path = path
	}
	w.aside.problem(p)
	return nil
}

// Skip notes that the stored document of the id is up to date.
func (w *Writer) Skip(id string) error {
	w.aside.resolve("", id)
	if w.reading != nil {
		w.reading.Records++
		w.reading.IDs = append(w.reading.IDs, id)
	}
	return nil
}

// Repeat notes that a document came once more, which a file of before in the run holds, too.
func (w *Writer) Repeat(id string) {
	if w.reading == nil {
		return
	}
	w.reading.Records++
	if _, stored := w.rowOf[id]; stored { // else the first was a duplicate
		w.reading.IDs = append(w.reading.IDs, id)
	}
}

// Pass notes that a part of the file was passed over on purpose.
func (w *Writer) Pass() {
	if w.reading != nil {
		w.reading.Records++
	}
}

// Flush stores what is pending. What was passed to Done before is kept from here on, even
// if the process is killed.
func (w *Writer) Flush() error {
	if w.batch.Size() > 0 {
		w.dirty = true
		w.state++
		setState(w.batch, w.state)
		if err := w.engine.bleve.Batch(w.batch); err != nil {
			return fmt.Errorf("index %s: %w", w.dir, err)
		}
		w.batch.Reset()
		w.bytes = 0
	}
	if w.dir == "" {
		return nil
	}
	// Each of these claims only what is stored already.
	w.dirty = w.dirty || w.aside.changed || len(w.ledger.pending) > 0
	if err := w.aside.write(w.path()); err != nil {
		return err
	}
	if err := w.ledger.flush(w.path(), w.soFar()); err != nil {
		return fmt.Errorf("index %s: %w", w.dir, err)
	}
	return nil
}

// Close stores what is pending and makes it the state that readers see. The writer cannot be
// used afterwards, also after an error: then what is stored is where the next one goes on.
func (w *Writer) Close() error {
	err := w.finish()
	if cerr := w.engine.close(); err == nil {
		err = cerr
	}
	if w.dir == "" {
		return err
	}
	switch {
	case err == nil && (w.dirty || w.logged):
		err = publish(w.dir)
	case err == nil:
		err = os.RemoveAll(w.path()) // the newest state is as good
	}
	return errors.Join(err, w.lock.Close())
}

// Suspend is Close for a run with [Options].Fresh that came to no end: readers keep the state
// that they have, if there is one, and what is stored is where a writer without Fresh goes on.
func (w *Writer) Suspend() error {
	if w.dir == "" || len(generations(w.dir)) == 0 {
		return w.Close()
	}
	return errors.Join(w.Flush(), w.engine.close(), w.lock.Close())
}

func (w *Writer) finish() error {
	if err := w.Flush(); err != nil || w.dir == "" || !w.dirty {
		return err
	}
	if w.table.deadCount > 0 {
		w.table = w.table.compact()
	}
	err := w.table.write(filepath.Join(w.path(), tableName), w.state)
	if err == nil {
		err = w.ledger.finish(w.path())
	}
	if err == nil && w.written*mergeShare >= len(w.table.id) {
		w.release()
		err = w.engine.merge(w.path())
	}
	if err != nil {
		return fmt.Errorf("index %s: %w", w.dir, err)
	}
	return nil
}

// release gives back what the run needed. Merging maps all files of the index into memory, and
// the two together would make the peak of a run.
func (w *Writer) release() {
	w.mu.Lock()
	w.table, w.rowOf, w.batch = nil, nil, nil
	w.mu.Unlock()
	w.owner, w.ledger = nil, ledger{}
	debug.FreeOSMemory()
}

// Snapshot flushes and returns an index over what is stored so far. It lives as long as the
// writer, which goes on; closing it does not close the writer.
func (w *Writer) Snapshot() (*Index, error) {
	if err := w.Flush(); err != nil {
		return nil, err
	}
	e := &engine{bleve: w.engine.bleve, shared: true}
	if err := e.snapshot(); err != nil {
		return nil, err
	}
	x, err := newIndex(w.dir, e, w.table.compact(), w.aside.list())
	if err != nil {
		return nil, errors.Join(err, e.close())
	}
	return x, nil
}

// wellFormed reports what would make a document unusable in the index: everything that is shown
// or searched later relies on spans that fit the text.
func wellFormed(a *corpus.Annotated) error {
	if a.ID == "" {
		return fmt.Errorf("the document has no id")
	}
	check := func(what string, i int, spans ...corpus.Span) error {
		for _, s := range spans {
			if !s.Valid(a.Text) {
				return fmt.Errorf("%s %d: span %d–%d does not fit the text", what, i, s.Start, s.End)
			}
		}
		return nil
	}
	for i, s := range a.Sections {
		if err := check("section", i, s.Span); err != nil {
			return err
		}
	}
	for i, e := range a.Entities {
		if err := check("entity", i, e.Span); err != nil {
			return err
		}
	}
	for i, d := range a.Dates {
		if err := check("date", i, d.Span); err != nil {
			return err
		}
	}
	for i, p := range a.Positions {
		if err := check("position", i, slices.Concat(p.Source, p.Cue, p.Content, p.Target)...); err != nil {
			return err
		}
	}
	for i, j := range a.Judgments {
		if err := check("judgment", i, j.Span, j.Term); err != nil {
			return err
		}
	}
	for i, j := range a.Hedges {
		if err := check("hedge", i, j.Span, j.Term); err != nil {
			return err
		}
	}
	return nil
}
