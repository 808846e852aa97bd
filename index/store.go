package index

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	api "github.com/blevesearch/bleve_index_api"
	"github.com/klauspost/compress/zstd"

	"github.com/sayso-nlp/sayso/corpus"
)

// storedDocument is what the store holds: the document to the byte, and what it was made by.
type storedDocument struct {
	Print   []byte
	Version string
	Doc     *corpus.Annotated
}

// storedDict is what stored documents are compressed against: some that are typical in
// words and annotations, as storedDocument writes them. It is part of engineFormat.
//
//go:embed stored.dict
var storedDict []byte

// storedDictID marks what was compressed against storedDict.
const storedDictID = 1

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

func newCodec(eo []zstd.EOption, do []zstd.DOption) (c codec) {
	var err error
	if c.Encoder, err = zstd.NewWriter(nil, append(eo, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))...); err == nil {
		c.Decoder, err = zstd.NewReader(nil, append(do, zstd.WithDecoderConcurrency(0))...)
	}
	if err != nil { // only for options that are wrong
		panic(err)
	}
	return c
}

func pack(d storedDocument) ([]byte, error) {
	b, err := json.Marshal(d)
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
