// Package index keeps annotated documents and answers questions about them: full text,
// fields, positions, facets, histograms, all hits of a query.
//
// [OpenWriter] returns a [Writer] for what a pipeline delivers; [Open] an [Index] to ask. Front
// ends pass a query as the user wrote it ([Search].Query; the language is in package query)
// and get plain structs with spans into the stored text; they never see Bleve. The error of a
// question is a [*query.Error] where the query has a mistake, [ErrCursor] where the cursor is
// none, and wraps [context.DeadlineExceeded] where it took longer than [Timeout].
//
// The questions: [Index.Search] for documents, [Index.Positions], [Index.Judgments],
// [Index.Calendar] (dated expectations), [Index.Actors] and [Index.Issues] for lists with
// facets and cursors; [Index.All], [Index.AllPositions], [Index.AllJudgments] and
// [Index.AllDates] for every hit; [Index.Dossier] and [Index.Issue] for one actor and one
// issue; [Index.Compare], [Index.Matrix], [Index.Timeline] and [Index.Graph] across them.
// Package index/export writes what these return.
//
// [MergeActors], [AliasActor], [SplitActor] and [HideActor] note what a person puts right about who
// is meant, [UndoCorrection] takes it back. An Index shows the corrections of when it was opened;
// what extraction stored stays as it is.
//
// [Verify] looks through the files for damage that opening them does not show.
//
// What it promises: the same index and query give the same answer; counts are exact and do
// not depend on the page; a query can be slow but not unbounded, as clauses, wildcard
// expansions and time are limited; a user's query never panics. A [Writer] loses no document
// that it acknowledged with a flush, also when it is killed. Readers go on with the last
// finished state while a writer works, and a second writer is refused at once.
//
// How it works: Bleve finds words; a table of columns, in memory and derived from the stored
// documents, filters and counts (see table). Everything becomes a set of documents or of
// positions, so that position fields bind to one position by intersecting two sets.
package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// Options of a writer; the zero value works.
type Options struct {
	// Version names what annotated the documents; a stored document of another version
	// counts as changed.
	Version string
	// Print returns the fingerprint of a document as it was read. Without it every document
	// counts as changed.
	Print func(*corpus.Document) [16]byte
	// Fresh starts from nothing; readers keep the old state until Close.
	Fresh bool
	// Made names everything else that decides what comes of a file, such as the language that
	// is asked for: a file that was read under another name is read again.
	Made string
	// Own names the files of the user's own, such as lists of actors, that decide how documents
	// are annotated, each under what it is: a later writer can ask for them, see [Own].
	Own map[string]string
	// BatchBytes is how much text is written at once; 0 means 4 MB, about a thousand
	// briefs.
	BatchBytes int
}

// Timeout bounds a search: a hundred times what a slow one takes on 70,000 documents.
const Timeout = 10 * time.Second

// ErrNone says that there is no index where one was asked for.
var ErrNone = errors.New("there is no index here yet: sayso index PATH makes one")

// Index answers questions about a finished state of an archive. Its methods may be called
// at the same time.
type Index struct {
	dir        string
	gen        string // "" in memory
	stamp      string // see Generation
	made       time.Time
	engine     *engine
	table      *table // settled
	corrected  *corrections
	aside      asideFile
	writing    bool // a writer was at work when the index was opened
	unfinished bool // a writer was killed
	runs       []Run

	recent    func() *recent             // documents that were unpacked lately
	rowOf     func() map[string]int      // document id → row
	byDate    func() []uint32            // rows, newest first, undated last, then by id
	rank      func() []uint32            // row → its place in byDate
	groups    func() issueGroups         // issues that count as one
	aliases   func() map[string][]uint32 // folded wording → actors that it stands for, most frequent first
	folds     map[*dict]func() []string  // see folded
	sections  func() []uint32            // see commonSections
	ahead     func() []expected          // see dates
	everybody func() []actorSum          // of each actor: all documents and positions
	status    func() Status              // see Status
}

// Open opens the newest finished state of the index in dir. The error wraps [ErrNone] if
// there is none.
func Open(dir string) (*Index, error) {
	for {
		gens := generations(dir)
		if len(gens) == 0 {
			return nil, fmt.Errorf("index %s: %w", dir, unready(dir))
		}
		x, err := openGeneration(dir, gens[len(gens)-1])
		if err != nil && !slices.Equal(gens, generations(dir)) {
			continue // a writer has just replaced it
		}
		return x, advised(err)
	}
}

// unready says why there is no finished state.
func unready(dir string) error {
	if _, err := os.ReadDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // permission denied
	}
	switch _, err := os.Stat(filepath.Join(dir, workName)); {
	case written(dir):
		return busy(dir)
	case err == nil:
		return errors.New("the run that should make it was interrupted: run the same 'sayso index' again, it goes on where that one ended")
	}
	return ErrNone
}

func openGeneration(dir, gen string) (*Index, error) {
	path := filepath.Join(dir, gen)
	e, err := openEngine(path, true)
	if err != nil {
		return nil, err
	}
	t, err := loadTable(path, e)
	var a asideFile
	if err == nil {
		a, err = readAside(path)
	}
	var x *Index
	if err == nil {
		x, err = newIndex(dir, e, t, a)
	}
	if err != nil {
		return nil, errors.Join(err, e.close())
	}
	x.gen, x.runs, x.writing = gen, newestRuns(path), written(dir)
	x.stamp, x.made = stamp(path, gen, x.corrected)
	x.unfinished = !x.writing && exists(filepath.Join(dir, workName))
	return x, nil
}

// loadTable reads the table, or makes it anew from the stored documents where the writer
// was killed before it could store it.
func loadTable(path string, e *engine) (*table, error) {
	name := filepath.Join(path, tableName)
	state, err := e.state()
	if err != nil {
		return nil, err
	}
	if t, err := readTable(name, state); err == nil {
		return t, nil
	}
	t := new(table)
	err = e.all(func(d storedDocument) {
		t.add(recordOf(d.Doc, [16]byte(d.Print), d.Version))
	})
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", path, err)
	}
	// Only to save the next reader the work; a folder without permission is no reason to fail.
	_ = t.write(name, state)
	return t, nil
}

// newIndex asks e and t, which it settles.
func newIndex(dir string, e *engine, t *table, a asideFile) (*Index, error) {
	c, err := readCorrections(dir)
	if err != nil {
		return nil, err
	}
	c.same = t.spellings(c)
	t.settle(c)
	x := &Index{dir: dir, engine: e, table: t, aside: a, corrected: c}
	x.recent = sync.OnceValue(newRecent)
	x.rowOf = sync.OnceValue(t.rowsByID)
	x.byDate = sync.OnceValue(t.rowsByDate)
	x.rank = sync.OnceValue(func() []uint32 { return inverse(x.byDate()) })
	x.groups = sync.OnceValue(t.issueGroups)
	x.aliases = sync.OnceValue(x.aliasesOf)
	x.folds = folds(t)
	x.sections = sync.OnceValue(x.commonSections)
	x.ahead = sync.OnceValue(x.dates)
	x.status = sync.OnceValue(x.countStatus)
	x.everybody = sync.OnceValue(func() []actorSum { return x.sumActors(fullSet(len(t.id)), fullSet(len(t.act))) })
	return x, nil
}

// Warm builds what the first questions of each kind build otherwise: a second for
// 70,000 documents, which nobody should wait for.
func (x *Index) Warm() {
	x.rowOf()
	x.rank()
	x.aliases()
	x.groups()
	x.ahead()
	x.everybody()
	x.status()
	for _, fold := range x.folds {
		fold()
	}
	// An error comes again with the first question.
	x.Count(context.Background(), Search{Query: "warm"})
}

// Close releases the files.
func (x *Index) Close() error { return x.engine.close() }

// ErrNoDocument says that no document has the id.
var ErrNoDocument = errors.New("no such document: sayso search --ids lists the ids")

// Document returns a document as it was written, with the corrections of who is meant. Others may
// hold it too: it must not be changed.
func (x *Index) Document(id string) (*corpus.Annotated, error) {
	if a, ok := x.recent().GetIfPresent(id); ok {
		return a, nil
	}
	a, err := x.engine.document(id)
	if err != nil {
		return nil, fmt.Errorf("document %q: %w", id, err)
	}
	x.corrected.apply(a)
	x.recent().Set(id, a)
	return a, nil
}

// leaf returns a document, maybe without its layers.
func (x *Index) leaf(id string) (*corpus.Annotated, error) {
	if a, ok := x.recent().GetIfPresent(id); ok {
		return a, nil
	}
	a, err := x.engine.leaf(id)
	if err != nil {
		return nil, fmt.Errorf("document %q: %w", id, err)
	}
	return a, nil
}

// All yields every document that a query finds, however many there are: newest first unless
// s.Sort is Oldest, as nothing is scored. An error ends the sequence. The search options that
// say which page is meant are ignored.
func (x *Index) All(ctx context.Context, s Search) iter.Seq2[*corpus.Annotated, error] {
	return func(yield func(*corpus.Annotated, error) bool) {
		m, err := x.find(ctx, s, false)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, row := range x.dated(m.docs, s.Sort) {
			a, err := x.Document(x.table.id[row])
			if err == nil {
				err = ctx.Err()
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}

// Newest returns the publication day of the newest document: the day that relative periods
// go by unless a search names another. Zero if no document has one.
func (x *Index) Newest() corpus.Date {
	for _, row := range x.byDate() {
		return dateOf(x.table.published[row])
	}
	return corpus.Date{}
}

// size returns the bytes that the files of a folder take.
func size(dir string) (n int64) {
	filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}
