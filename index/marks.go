package index

import (
	"context"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/query"
)

// Marks returns the words of a document's text that a query looks for, ascending, whether or
// not the query finds the document: what is marked when a hit is opened. Words of about: are
// marked within the contents of positions only. The errors are those of [Index.Document] and
// [Index.Search].
func (x *Index) Marks(ctx context.Context, id string, s Search) ([]corpus.Span, error) {
	a, err := x.Document(id)
	if err != nil {
		return nil, err
	}
	m, err := x.find(ctx, s, false)
	if err != nil {
		return nil, err
	}
	marks := spansOf(a.Text, m.marks, query.Text)
	for i := range a.Positions {
		marks = append(marks, aboutSpans(a, i, m.marks)...)
	}
	return merge(marks), nil
}
