package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"

	"github.com/sayso-nlp/sayso/corpus"
)

// The fields in Bleve. Each holds the words of one part of a document, with their places;
// everything else is in the table.
const (
	fieldTitle = "title"
	fieldText  = "text"  // an element for each segment
	fieldAbout = "about" // an element for each position: its content, target and issue
	fieldStore = "doc"   // the document, see store.go
)

// engineFormat changes with the fields, the words and the stored form.
const engineFormat = "sayso index 2"

// The keys under which Bleve keeps what is true of a whole state.
var (
	keyFormat = []byte("sayso format")
	keyState  = []byte("sayso state")
)

// engine is Bleve: the inverted index of words, and the store of documents.
type engine struct {
	bleve  bleve.Index
	path   string          // of the generation; empty in a writer and in memory
	reader api.IndexReader // of the state at opening; nil in a writer
	shared bool            // bleve belongs to a writer, which closes it

	inflections sync.Map // field and stem → the words with that stem, see forms

	once   sync.Once
	rowIn  []int32 // Bleve's number of a document → its row in the table
	rowErr error
}

// newMapping says that Bleve is to index nothing by itself: the fields are made by fieldsOf.
func newMapping() *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	m.ScoringModel = api.BM25Scoring
	return m
}

// createEngine makes an empty one in a folder that does not exist yet; in memory if path is
// empty, which only memoryEngine may ask for.
func createEngine(path string) error {
	x, err := bleve.NewUsing(path, newMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return err
	}
	return errors.Join(x.SetInternal(keyFormat, []byte(engineFormat)), x.Close())
}

// memoryEngine makes one that lives in memory. Never bleve.NewMemOnly: that is the old
// engine, which knows less.
func memoryEngine() (*engine, error) {
	x, err := bleve.NewUsing("", newMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	return &engine{bleve: x}, x.SetInternal(keyFormat, []byte(engineFormat))
}

// openEngine opens a generation. Bleve locks it against other writers, too, but who gets here
// holds the lock of the folder.
func openEngine(path string, readOnly bool) (*engine, error) {
	e, format, err := openAny(path)
	if err == nil && format != engineFormat {
		err = errors.Join(unusableError{path, fmt.Errorf("was written by another version of sayso (%q, want %q)", format, engineFormat)}, e.close())
	}
	if err != nil {
		return nil, err
	}
	if readOnly {
		return e, nil
	}
	// Only now that all of it can be read: Bleve removes the files of what it could not open.
	if err := e.close(); err != nil {
		return nil, err
	}
	x, err := bleve.OpenUsing(path, map[string]any{"bolt_timeout": lockWait.String()})
	if err != nil {
		return nil, damaged(path, firstLine(err))
	}
	return &engine{bleve: x}, nil
}

// openAny opens a generation of whatever format for reading, and returns that.
func openAny(path string) (_ *engine, format string, err error) {
	for _, file := range segmentFiles(path) {
		if err := countFits(file); err != nil {
			return nil, "", damaged(path, err)
		}
	}
	var x bleve.Index
	err = guarded(func() (err error) {
		x, err = bleve.OpenUsing(path, map[string]any{"bolt_timeout": lockWait.String(), "read_only": true})
		return err
	})
	if err != nil {
		if denied := denied(path); denied != nil {
			return nil, "", denied
		}
		return nil, "", damaged(path, firstLine(err))
	}
	e := &engine{bleve: x, path: path}
	if err = e.newest(); err != nil {
		err = damaged(path, firstLine(err))
	}
	var b []byte
	if err == nil {
		b, err = x.GetInternal(keyFormat)
	}
	if err == nil && len(b) == 0 { // Bleve begins anew where it can read nothing
		err = damaged(path, errors.New("no state in it can be read"))
	}
	if err == nil {
		err = e.snapshot()
	}
	if err != nil {
		return nil, "", errors.Join(err, e.close())
	}
	return e, string(b), nil
}

// newest returns why the newest snapshot cannot be read. Bleve keeps an older one for a while,
// and goes back to that without a word: an archive would have lost its last documents.
func (e *engine) newest() error {
	s, err := e.scorch()
	if s == nil || err != nil {
		return err
	}
	epochs, err := s.RootBoltSnapshotEpochs() // the latest first
	if err != nil || len(epochs) == 0 {
		return err
	}
	snapshot, err := s.LoadSnapshot(epochs[0])
	if err != nil {
		return err
	}
	return snapshot.Close()
}

// scorch returns Bleve's index, nil if it is of an older kind.
func (e *engine) scorch() (*scorch.Scorch, error) {
	inner, err := e.bleve.Advanced()
	s, _ := inner.(*scorch.Scorch)
	return s, err
}

// denied returns what keeps the account from reading a generation, which Bleve calls missing.
func denied(path string) error {
	return filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var f *os.File
			if f, err = os.Open(name); err == nil {
				f.Close()
			}
		}
		if errors.Is(err, fs.ErrPermission) {
			return err
		}
		return nil
	})
}

// unusableError says that a state cannot be opened as it stands. The texts in it may be well.
type unusableError struct {
	path string
	err  error
}

func (e unusableError) Error() string { return fmt.Sprintf("index %s %v", e.path, e.err) }
func (e unusableError) Unwrap() error { return e.err }

// reading calls f, which reads what opening did not look through. Over damage there Bleve panics.
func (e *engine) reading(f func() error) error {
	err := guarded(f)
	if _, ok := errors.AsType[panicError](err); ok {
		return fmt.Errorf("index %s: %w: sayso status --check tells which file is damaged", e.path, err)
	}
	return err
}

func damaged(path string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return err
	}
	return unusableError{path, fmt.Errorf("is damaged (%w)", err)}
}

// advised adds to an error what to do about a state that cannot be opened. Rebuild, which is
// what to do, needs the bare one.
func advised(err error) error {
	if _, ok := errors.AsType[unusableError](err); ok {
		return fmt.Errorf("%w: %s", err, rebuildAdvice)
	}
	return err
}

const rebuildAdvice = "sayso index --rebuild makes it anew of the stored texts"

// firstLine drops what Bleve adds to its messages, such as whole mappings.
func firstLine(err error) error {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(line)
}

// snapshot takes a reader of the present state.
func (e *engine) snapshot() error {
	inner, err := e.bleve.Advanced()
	if err != nil {
		return err
	}
	e.reader, err = inner.Reader()
	return err
}

// merge makes one segment of all, which takes less room and is faster to search, and waits
// until Bleve has removed the files of the old ones.
func (e *engine) merge(path string) error {
	s, err := e.scorch()
	if s == nil || err != nil {
		return err
	}
	if err := s.ForceMerge(context.Background(), nil); err != nil {
		return err
	}
	for deadline := time.Now().Add(removal); time.Now().Before(deadline); time.Sleep(removal / 1000) {
		if segments, err := filepath.Glob(filepath.Join(path, "store", "*.zap")); err != nil || len(segments) <= 1 {
			return err
		}
	}
	return nil // they stay until the next writer opens the index
}

// removal bounds the wait for Bleve's cleaning, which comes within milliseconds unless the
// machine is very busy. Nothing depends on it but the size.
const removal = 10 * time.Second

func (e *engine) close() error {
	var err error
	if e.reader != nil {
		err = e.reader.Close()
	}
	if e.shared {
		return err
	}
	return errors.Join(err, e.bleve.Close())
}

// state returns the number of the last batch that was stored.
func (e *engine) state() (uint64, error) {
	b, err := e.bleve.GetInternal(keyState)
	if err != nil || len(b) != 8 {
		return 0, err
	}
	return binary.LittleEndian.Uint64(b), nil
}

func setState(b *bleve.Batch, n uint64) {
	b.SetInternal(keyState, binary.LittleEndian.AppendUint64(nil, n))
}

// fieldsOf makes the document that Bleve indexes.
func fieldsOf(a *corpus.Annotated, stored []byte) *document.Document {
	var text, about []string
	for _, s := range segments(a) {
		text = append(text, s.In(a.Text))
	}
	for i := range a.Positions {
		about = append(about, aboutOf(a, &a.Positions[i]))
	}
	d := document.NewDocument(a.ID)
	d.AddField(&wordsField{name: fieldTitle, elements: []string{a.Title}, unit: 1})
	d.AddField(&wordsField{name: fieldText, elements: text, unit: textUnit})
	d.AddField(&wordsField{name: fieldAbout, elements: about, unit: textUnit})
	d.AddField(document.NewTextFieldCustom(fieldStore, nil, stored, api.StoreField, nil))
	d.AddIDField()
	return d
}

// aboutOf returns the words by which about: finds a position: what it says, and the issue,
// which may be worded otherwise.
func aboutOf(a *corpus.Annotated, p *corpus.Position) string {
	var b strings.Builder
	for _, s := range p.Content {
		b.WriteString(s.In(a.Text) + " … ")
	}
	for _, t := range p.Target {
		if !slices.ContainsFunc(p.Content, func(c corpus.Span) bool { return c.Contains(t) }) {
			b.WriteString(t.In(a.Text) + " … ")
		}
	}
	b.WriteString(p.Issue)
	return b.String()
}

func (e *engine) ids() (ids []string, err error) {
	err = e.reading(func() error {
		return e.numbers(func(_ uint64, id string) { ids = append(ids, id) })
	})
	return ids, err
}

// numbers calls f with Bleve's own number of each document, which holds for this reader
// only, and its id.
func (e *engine) numbers(f func(number uint64, id string)) error {
	all, err := e.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	for {
		internal, err := all.Next()
		if err != nil || internal == nil {
			return errors.Join(err, all.Close())
		}
		id, err := e.reader.ExternalID(internal)
		if err != nil {
			return errors.Join(err, all.Close())
		}
		f(internal.Value(), id)
	}
}

// rows returns, for Bleve's number of each document, its row in the table.
func (e *engine) rows(rowOf func() map[string]int) ([]int32, error) {
	e.once.Do(func() {
		byID := rowOf()
		var missing error
		err := e.numbers(func(number uint64, id string) {
			for uint64(len(e.rowIn)) <= number {
				e.rowIn = append(e.rowIn, -1)
			}
			row, ok := byID[id]
			if !ok {
				missing = fmt.Errorf("document %q is not in the table: %s", id, rebuildAdvice)
				return
			}
			e.rowIn[number] = int32(row)
		})
		e.rowErr = errors.Join(err, missing)
	})
	return e.rowIn, e.rowErr
}
