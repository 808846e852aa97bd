// Package answers spells out what the index finds: the objects that the API answers with, and
// that the commands write with --json. There is one of each, so that a script reads both.
//
// The names of the fields are those of the API, which changes only by addition; their tags
// make its OpenAPI document. Spans count Unicode code points, lists are never null. Start
// reading at [From].
package answers

import (
	"strconv"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// From says what answers are made from, and how.
type From struct {
	Index  *index.Index
	State  bool // holders are rolled up to the states that they belong to
	Public bool // of sources that are files only the names are told, see [Public]
	Brief  bool // without what only programs go by: selectors, and what a rule went by
}

// Page is what all lists have.
type Page[T any] struct {
	Total int    `json:"total" doc:"All items, whatever page is shown"`
	Next  string `json:"next,omitempty" doc:"The cursor of the next page; absent on the last"`
	Items []T    `json:"items"`
}

// List returns the page of a result that holds one.
func (p *Page[T]) List() *Page[T] { return p }

// Cut takes a page, numbered from 1, of a list that is short enough to be made whole. The cursor, if
// there is one, goes before the number of the page: it is how many items stand before. The error
// is [index.ErrCursor].
func Cut[T any](all []T, page, limit int, cursor string) (Page[T], error) {
	from := (max(page, 1) - 1) * limit
	if cursor != "" {
		n, err := strconv.Atoi(cursor)
		if err != nil || n < 0 {
			return Page[T]{}, index.ErrCursor
		}
		from = n
	}
	out := Page[T]{Total: len(all), Items: all[min(from, len(all)):]}
	if len(out.Items) > limit {
		out.Items, out.Next = out.Items[:limit], strconv.Itoa(from+limit)
	}
	return out, nil
}

// maker makes the parts of one answer. It keeps the first error, and the last document, as
// items of one document stand beside each other.
type maker struct {
	From
	err   error
	doc   *corpus.Annotated
	quote func(corpus.Span) Quote
}

// read returns a document and its quoter; both are of an empty one after an error.
func (m *maker) read(id string) (*corpus.Annotated, func(corpus.Span) Quote) {
	if m.doc == nil || m.doc.ID != id {
		doc, err := m.Index.Document(id)
		if err != nil {
			if m.err == nil {
				m.err = err
			}
			return &corpus.Annotated{}, func(corpus.Span) Quote { return Quote{} }
		}
		m.doc, m.quote = doc, quoter(doc.Text)
	}
	return m.doc, m.quote
}
