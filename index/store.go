package index

import (
	"bytes"
	_ "embed"
	v1 "encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	api "github.com/blevesearch/bleve_index_api"
	"github.com/go-json-experiment/json"
	"github.com/klauspost/compress/zstd"

	"github.com/sayso-nlp/sayso/corpus"
)

// storedDocument is what the store holds: the document to the byte, and what it was made by.
type storedDocument struct {
	Print   []byte
	Version string
	State   uint64 // of the index that it belongs to first: of two with one id the later is good
	Doc     *corpus.Annotated
}

// storedDict is what stored documents are compressed against: some that are typical in
// words and annotations, as storedDocument writes them. It is part of engineFormat.
//
//go:embed stored.dict
var storedDict []byte

// storedDictID marks what was compressed against storedDict.
const storedDictID = 1

// Documents are stored as encoding/json writes them, and read by the decoder of its second
// version, which takes a third of the time: half of what a page of the server costs is
// reading documents.

// codec is zstd both ways. It may be used by many goroutines.
type codec struct {
	*zstd.Encoder
	*zstd.Decoder
}

// storedCodec compresses stored documents, plainCodec what stands for itself.
var (
	storedCodec = sync.OnceValue(func() codec {
		return newCodec([]zstd.EOption{zstd.WithEncoderDictRaw(storedDictID, storedDict), zstd.WithEncoderLevel(zstd.SpeedBetterCompression)},
			[]zstd.DOption{zstd.WithDecoderDictRaw(storedDictID, storedDict)})
	})
	plainCodec = sync.OnceValue(func() codec { return newCodec(nil, nil) })
)

// plainOptions are those of all encoders: one goroutine each, as documents come one by one,
// and little memory.
var plainOptions = []zstd.EOption{zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true)}

func newCodec(eo []zstd.EOption, do []zstd.DOption) (c codec) {
	var err error
	if c.Encoder, err = zstd.NewWriter(nil, append(eo, plainOptions...)...); err == nil {
		c.Decoder, err = zstd.NewReader(nil, append(do, zstd.WithDecoderConcurrency(0))...)
	}
	if err != nil { // only for options that are wrong
		panic(err)
	}
	return c
}

func pack(d storedDocument) ([]byte, error) {
	b, err := v1.Marshal(d)
	if err != nil {
		return nil, err
	}
	return storedCodec().EncodeAll(b, nil), nil
}

func unpack(b []byte) (d storedDocument, err error) {
	if b, err = storedCodec().DecodeAll(b, nil); err == nil {
		err = json.Unmarshal(b, &d)
	}
	if err == nil && d.Doc == nil {
		err = errEmpty
	}
	return d, err
}

var errEmpty = errors.New("stored document is empty")

// leaf returns a stored document without its layers: what a hit of words shows. It takes a
// quarter of the time of the whole, and a page of hits takes little else.
func (e *engine) leaf(id string) (*corpus.Annotated, error) {
	b, err := e.packed(id)
	if err != nil {
		return nil, err
	}
	if b, err = storedCodec().DecodeAll(b, nil); err != nil {
		return nil, err
	}
	// The layers stand last. Within a string the quotation marks of these words would be escaped.
	if i := bytes.Index(b, []byte(`,"Entities":`)); i > 0 {
		b = append(b[:i], "}}"...)
	}
	var d struct {
		Doc *struct {
			ID, Title, Source, Text string
			Published               corpus.Date
			Sections                []corpus.Section
		}
	}
	if err := json.Unmarshal(b, &d); err != nil {
		return nil, err
	}
	if d.Doc == nil {
		return nil, errEmpty
	}
	return &corpus.Annotated{Document: corpus.Document{
		ID: d.Doc.ID, Title: d.Doc.Title, Source: d.Doc.Source, Published: d.Doc.Published, Text: d.Doc.Text, Sections: d.Doc.Sections,
	}}, nil
}

// document returns a stored document.
func (e *engine) document(id string) (*corpus.Annotated, error) {
	d, err := e.stored(id)
	return d.Doc, err
}

func (e *engine) stored(id string) (storedDocument, error) {
	b, err := e.packed(id)
	if err != nil {
		return storedDocument{}, err
	}
	return unpack(b)
}

func (e *engine) packed(id string) (packed []byte, err error) {
	err = e.reading(func() error {
		found, err := e.reader.Document(id)
		if err != nil {
			return err
		}
		if found == nil {
			return ErrNoDocument
		}
		found.VisitFields(func(f api.Field) {
			if f.Name() == fieldStore {
				packed = f.Value()
			}
		})
		return nil
	})
	return packed, err
}

// all calls f with every stored document, in the order of their ids.
func (e *engine) all(f func(storedDocument)) error {
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
		f(d)
	}
	return nil
}
