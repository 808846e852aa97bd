package index

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/internal/words"
)

// The fields in Bleve. Each holds the words of one part of a document; everything else is
// in the table.
const (
	fieldTitle = "title" // stems, with places
	fieldText  = "text"  // stems, with places; an element for each segment
	fieldAbout = "about" // stems, with places; an element for each position: its content, target and issue
	fieldForms = "forms" // unstemmed words of the text, for * and ~
	fieldHeads = "heads" // unstemmed words of the title
	fieldStore = "doc"   // the document
)

// engineFormat changes with the fields, the words and the stored form.
const engineFormat = "sayso index 1"

// The keys under which Bleve keeps what is true of a whole state.
var (
	keyFormat = []byte("sayso format")
	keyState  = []byte("sayso state")
)

// engine is Bleve: the inverted index of words, and the store of documents.
type engine struct {
	bleve  bleve.Index
	reader api.IndexReader // of the state at opening; nil in a writer
	shared bool            // bleve belongs to a writer, which closes it

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

// lockWait is how long to wait for a writer that is just closing.
const lockWait = "300ms"

// openEngine opens a generation. The error wraps errBusy if another process writes it (or,
// for a writer, reads it).
func openEngine(path string, readOnly bool) (*engine, error) {
	config := map[string]any{"bolt_timeout": lockWait}
	if readOnly {
		config["read_only"] = true
	}
	x, err := bleve.OpenUsing(path, config)
	switch {
	case err != nil && strings.Contains(err.Error(), "timeout"):
		return nil, errBusy
	case err != nil:
		return nil, fmt.Errorf("index %s is damaged (%w): make it anew with sayso index --fresh", path, firstLine(err))
	}
	e := &engine{bleve: x}
	if readOnly {
		err = e.snapshot()
	}
	if err == nil {
		err = e.checkFormat(path)
	}
	if err != nil {
		return nil, errors.Join(err, e.close())
	}
	return e, nil
}

// firstLine drops what Bleve adds to its messages, such as whole mappings.
func firstLine(err error) error {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(line)
}

func (e *engine) checkFormat(path string) error {
	format, err := e.bleve.GetInternal(keyFormat)
	if err == nil && string(format) != engineFormat {
		err = fmt.Errorf("index %s was written by another version of sayso (%q, want %q): make it anew with sayso index --fresh", path, format, engineFormat)
	}
	return err
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

// english makes Bleve's tokens of our words. Elements of a field are told apart by their
// array position, so no phrase crosses from one to the next.
type english struct{ forms bool }

func (e english) Analyze(input []byte) analysis.TokenStream {
	s := string(input)
	var out analysis.TokenStream
	if e.forms {
		for w := range words.Folded(s) {
			out = append(out, &analysis.Token{Term: []byte(w), Position: 1})
		}
		return out
	}
	for w := range words.All(s) {
		out = append(out, &analysis.Token{Term: []byte(w.Term), Start: w.Start, End: w.End, Position: w.Pos})
	}
	return out
}

// fieldsOf makes the document that Bleve indexes.
func fieldsOf(a *corpus.Annotated, stored []byte) *document.Document {
	const places = api.IndexField | api.IncludeTermVectors
	d := document.NewDocument(a.ID)
	add := func(name string, element int, value string, options api.FieldIndexingOptions, how analysis.Analyzer) {
		d.AddField(document.NewTextFieldCustom(name, []uint64{uint64(element)}, []byte(value), options, how))
	}
	add(fieldTitle, 0, a.Title, places, english{})
	add(fieldHeads, 0, a.Title, api.IndexField|api.SkipFreqNorm, english{forms: true})
	for i, s := range segments(a) {
		add(fieldText, i, s.In(a.Text), places, english{})
	}
	add(fieldForms, 0, a.Text, api.IndexField|api.SkipFreqNorm, english{forms: true})
	for i := range a.Positions {
		add(fieldAbout, i, aboutOf(a, &a.Positions[i]), places, english{})
	}
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

// storedDocument is what the store holds: the document to the byte, and what it was made by.
type storedDocument struct {
	Print   [16]byte
	Version string
	Doc     *corpus.Annotated
}

// packer compresses documents, one after the other.
type packer struct {
	buf bytes.Buffer
	w   *flate.Writer
}

func (p *packer) pack(d storedDocument) ([]byte, error) {
	p.buf.Reset()
	if p.w == nil {
		p.w, _ = flate.NewWriter(&p.buf, flate.DefaultCompression) // fails for unknown levels only
	}
	p.w.Reset(&p.buf)
	if err := errors.Join(json.NewEncoder(p.w).Encode(d), p.w.Close()); err != nil {
		return nil, err
	}
	return bytes.Clone(p.buf.Bytes()), nil
}

// inflaters are reused: each holds 40 kB of tables.
var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

func unpack(b []byte) (d storedDocument, err error) {
	r := inflaters.Get().(io.Reader)
	defer inflaters.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(b), nil); err != nil {
		return d, err
	}
	err = json.NewDecoder(r).Decode(&d)
	if err == nil && d.Doc == nil {
		err = errors.New("stored document is empty")
	}
	return d, err
}

// document returns a stored document.
func (e *engine) document(id string) (*corpus.Annotated, error) {
	d, err := e.stored(id)
	return d.Doc, err
}

func (e *engine) stored(id string) (storedDocument, error) {
	found, err := e.reader.Document(id)
	if err != nil {
		return storedDocument{}, err
	}
	if found == nil {
		return storedDocument{}, ErrNoDocument
	}
	var packed []byte
	found.VisitFields(func(f api.Field) {
		if f.Name() == fieldStore {
			packed = f.Value()
		}
	})
	return unpack(packed)
}

// all calls f with every stored document, in the order of their ids.
func (e *engine) all(f func(a *corpus.Annotated, print [16]byte, version string)) error {
	ids, err := e.ids()
	if err != nil {
		return err
	}
	slices.Sort(ids)
	for _, id := range ids {
		d, err := e.stored(id)
		if err != nil {
			return fmt.Errorf("document %q: %w", id, err)
		}
		f(d.Doc, d.Print, d.Version)
	}
	return nil
}

func (e *engine) ids() (ids []string, err error) {
	err = e.numbers(func(_ uint64, id string) { ids = append(ids, id) })
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
				missing = fmt.Errorf("document %q is not in the table: make the index anew with sayso index --fresh", id)
				return
			}
			e.rowIn[number] = int32(row)
		})
		e.rowErr = errors.Join(err, missing)
	})
	return e.rowIn, e.rowErr
}
