package index

import (
	"context"
	"hash/fnv"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// printOf is a fingerprint that is good enough for tests.
func printOf(d *corpus.Document) (p [16]byte) {
	h := fnv.New128a()
	h.Write([]byte(d.Title + d.Text))
	copy(p[:], h.Sum(nil))
	return p
}

func mustWriter(t *testing.T, dir string, o Options) *Writer {
	t.Helper()
	o.Print = printOf
	w, err := OpenWriter(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func done(t *testing.T, w *Writer, docs ...*corpus.Annotated) {
	t.Helper()
	for _, d := range docs {
		if err := w.Done(d); err != nil {
			t.Fatal(err)
		}
	}
}

// finish stores what a rebuild has found and returns the ids.
func finish(t *testing.T, w *Writer, s *Salvage) (ids []string) {
	t.Helper()
	for d, err := range s.All() {
		if err != nil {
			t.Fatal(err)
		}
		done(t, w, d.Annotated)
		ids = append(ids, d.ID)
	}
	mustClose(t, w)
	return ids
}

func mustClose(t *testing.T, c interface{ Close() error }) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t *testing.T, dir string) *Index {
	t.Helper()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// documents are those that a search finds.
func documents(t *testing.T, x *Index, s Search) (docs []*corpus.Annotated) {
	t.Helper()
	for a, err := range x.All(context.Background(), s) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, a)
	}
	return docs
}

func total(t *testing.T, x *Index, q string) int {
	t.Helper()
	r, err := x.Search(context.Background(), Search{Query: q})
	if err != nil {
		t.Fatal(err)
	}
	return r.Total
}
