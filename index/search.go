package index

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"iter"
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/query"
)

// Sort is an order of hits.
type Sort string

// The orders. Hits of equal relevance, and those of one day, stand in a fixed order: newest
// first, then by id.
const (
	ByRelevance Sort = ""
	Newest      Sort = "newest" // undated last
	Oldest      Sort = "oldest" // undated last
)

// Search is a question; the zero value finds every document.
type Search struct {
	Query    string      // as the user wrote it; see package query
	From, To corpus.Date // limits, both included; a zero one is open
	By       By          // which dates From and To mean
	AsOf     corpus.Date // the day that "last month" goes by; zero: [Index.Newest]

	Sort   Sort   // a query without words is sorted by date anyway
	Limit  int    // hits a page: 0 means 10, at most MaxLimit
	Page   int    // from 1; ignored with a Cursor
	Cursor string // [Result].Next of the page before

	Facets     []FacetRequest
	Histograms []Histogram
}

// MaxLimit bounds one page; [Index.All] is for more.
const MaxLimit = 1000

// Result is the answer to a search.
type Result struct {
	Total      int         // documents
	Positions  int         // positions: those that the query names, or all of the documents
	First      corpus.Date // publication of the first of the documents; zero if all are undated
	Last       corpus.Date
	Hits       []Hit
	Next       string // cursor of the next page; empty on the last
	Page       int
	Facets     []Facet // as requested
	Bars       [][]Bar // for each requested histogram
	AsOf       corpus.Date
	Notes      []string // what the user should know about the query
	DidYouMean []string // queries that find something, where this one finds nothing
}

// Hit is a document that a query finds.
type Hit struct {
	ID         string
	Title      string
	TitleMarks []corpus.Span // into Title
	Published  corpus.Date
	Source     string
	Score      float64 // comparable within one query; 0 when sorted by date
	Positions  int     // positions of the document that match
	Passages   []Passage
}

// ErrCursor says that a cursor is none that a search returned.
var ErrCursor = errors.New("the cursor is not one that a search returned: start again without it")

// Search answers s. The error is a [*query.Error] if the query has a mistake.
func (x *Index) Search(ctx context.Context, s Search) (*Result, error) {
	m, err := x.find(ctx, s, s.Sort == ByRelevance)
	if err != nil {
		return nil, err
	}
	limit := s.limit()
	rows, next, err := x.page(m, s, limit)
	if err != nil {
		return nil, err
	}
	r := &Result{Total: m.docs.count(), Next: next, Page: max(s.Page, 1), AsOf: m.asOf, Notes: m.notes}
	counted := x.counted(m)
	r.Positions = counted.count()
	r.First, r.Last = x.span(m.docs)
	for _, row := range rows {
		h, err := x.hit(m, int(row))
		if err != nil {
			return nil, err
		}
		r.Hits = append(r.Hits, h)
	}
	for _, f := range s.Facets {
		facet, err := x.facet(m.docs, counted, f)
		if err != nil {
			return nil, err
		}
		r.Facets = append(r.Facets, facet)
	}
	for _, h := range s.Histograms {
		r.Bars = append(r.Bars, x.histogram(m.docs, h))
	}
	if r.Total == 0 {
		r.DidYouMean = x.didYouMean(ctx, m.query, s)
	}
	return r, ctx.Err()
}

// AllHits yields every hit that [Index.Search] would list, page after page. An error ends
// the sequence.
func (x *Index) AllHits(ctx context.Context, s Search) iter.Seq2[Hit, error] {
	return func(yield func(Hit, error) bool) {
		m, err := x.find(ctx, s, s.Sort == ByRelevance)
		if err != nil {
			yield(Hit{}, err)
			return
		}
		s.Page, s.Cursor = 1, ""
		rows, _, err := x.page(m, s, len(x.table.id))
		for _, row := range rows {
			var h Hit
			if h, err = x.hit(m, int(row)); err == nil {
				err = ctx.Err()
			}
			if !yield(h, err) || err != nil {
				return
			}
		}
		if err != nil {
			yield(Hit{}, err)
		}
	}
}

// counted returns the positions that a result speaks of.
func (x *Index) counted(m *matches) set {
	if m.rows != nil {
		return m.rows
	}
	return (&finder{Index: x}).rowsIn(m.docs)
}

// cursor is the last hit of a page: the next page begins behind it, wherever it is.
type cursor struct {
	Score float32 `json:"s,omitempty"`
	Day   int32   `json:"d"`
	ID    string  `json:"i"`
	Last  int32   `json:"l,omitempty"` // of an expectation
	Index int     `json:"p,omitempty"` // of a position, a judgment or a date
}

func (c cursor) String() string {
	b, _ := json.Marshal(c) // cannot fail
	return base64.RawURLEncoding.EncodeToString(b)
}

func parseCursor(s string) (c cursor, err error) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		return c, ErrCursor
	}
	return c, nil
}

// limit returns the hits of a page.
func (s *Search) limit() int { return cmp.Or(min(max(s.Limit, 0), MaxLimit), 10) }

// cut returns the page that s asks for of a whole list in order, and whether there are
// more. at returns the entry that a cursor names.
func cut[T any](all []T, s *Search, at func(cursor) (T, error), compare func(a, b T) int) (page []T, more bool, err error) {
	skip := (max(s.Page, 1) - 1) * s.limit()
	if s.Cursor != "" {
		c, err := parseCursor(s.Cursor)
		if err != nil {
			return nil, false, err
		}
		last, err := at(c)
		if err != nil {
			return nil, false, err
		}
		var found bool
		if skip, found = slices.BinarySearchFunc(all, last, compare); found {
			skip++
		}
	}
	page = all[min(skip, len(all)):]
	if more = len(page) > s.limit(); more {
		page = page[:s.limit()]
	}
	return page, more, nil
}

// page returns the rows of a page, in order, and the cursor of the next.
func (x *Index) page(m *matches, s Search, limit int) (rows []uint32, next string, err error) {
	skip := (max(s.Page, 1) - 1) * limit
	var after *cursor
	if s.Cursor != "" {
		c, err := parseCursor(s.Cursor)
		if err != nil {
			return nil, "", err
		}
		after, skip = &c, 0
	}
	relevance := s.Sort == ByRelevance && slices.ContainsFunc(m.score, func(v float32) bool { return v > 0 })
	switch {
	case relevance:
		rows = x.best(m, after, skip+limit+1)
	case s.Sort == Oldest:
		rows = x.oldest(m.docs, after, skip+limit+1)
	default:
		rows = x.newest(m.docs, after, skip+limit+1)
	}
	rows = rows[min(skip, len(rows)):]
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		c := cursor{Day: x.table.published[last], ID: x.table.id[last]}
		if relevance {
			c.Score = m.score[last]
		}
		next = c.String()
	}
	return rows, next, nil
}

// compareRow orders a row against a cursor as byDate does.
func (x *Index) compareRow(row uint32, c *cursor) int {
	return cmp.Or(cmp.Compare(c.Day, x.table.published[row]), cmp.Compare(x.table.id[row], c.ID))
}

// compareOldest orders a row against a cursor as oldest does: the dated turned round, the
// undated last as ever.
func (x *Index) compareOldest(row uint32, c *cursor) int {
	order := x.compareRow(row, c)
	if x.table.published[row] != noDay && c.Day != noDay {
		return -order
	}
	return order
}

func (x *Index) newest(docs set, after *cursor, n int) (rows []uint32) {
	order := x.byDate()
	from := 0
	if after != nil {
		i, found := slices.BinarySearchFunc(order, after, func(row uint32, c *cursor) int { return x.compareRow(row, c) })
		from = i
		if found {
			from++
		}
	}
	for _, row := range order[from:] {
		if len(rows) == n {
			break
		}
		if docs.has(int(row)) {
			rows = append(rows, row)
		}
	}
	return rows
}

// oldest walks backwards over the dated rows, then forwards over the undated.
func (x *Index) oldest(docs set, after *cursor, n int) (rows []uint32) {
	order := x.byDate()
	undated, _ := slices.BinarySearchFunc(order, noDay, func(row uint32, d int32) int { return cmp.Compare(d, x.table.published[row]) })
	seq := slices.Clone(order[:undated])
	slices.Reverse(seq)
	seq = append(seq, order[undated:]...)
	for _, row := range seq {
		if len(rows) == n {
			break
		}
		if docs.has(int(row)) && (after == nil || x.compareOldest(row, after) > 0) {
			rows = append(rows, row)
		}
	}
	return rows
}

// best returns the n rows of the highest scores behind the cursor, in order.
func (x *Index) best(m *matches, after *cursor, n int) []uint32 {
	rank := x.rank()
	order := func(a, b uint32) int {
		return cmp.Or(cmp.Compare(m.score[b], m.score[a]), cmp.Compare(rank[a], rank[b]))
	}
	var rows []uint32
	worst := int64(-1) // a row that n others come before; -1 until there are as many
	m.docs.each(func(i int) {
		row := uint32(i)
		if worst >= 0 && order(row, uint32(worst)) > 0 {
			return
		}
		if after != nil {
			if cmp.Or(cmp.Compare(after.Score, m.score[row]), x.compareRow(row, after)) <= 0 {
				return
			}
		}
		// Sorting twice the page now and then is as cheap as a heap, and simpler.
		if rows = append(rows, row); len(rows) >= 2*n+64 {
			slices.SortFunc(rows, order)
			rows = rows[:n]
			worst = int64(rows[n-1])
		}
	})
	slices.SortFunc(rows, order)
	return rows[:min(n, len(rows))]
}

// didYouMean proposes queries in place of one that finds nothing: names that no document
// has are replaced by the nearest that some do.
func (x *Index) didYouMean(ctx context.Context, q *query.Query, s Search) []string {
	var out []string
	for _, n := range query.Names(q) {
		d := x.dictOf(n.Field)
		if d == nil || slices.Contains(x.named(d, n.Value), true) {
			continue
		}
		if name := x.nearest(d, n.Value.Text); name != "" {
			better := s
			better.Query = query.Replace(q, n, name)
			if m, err := x.find(ctx, better, false); err == nil && m.docs.count() > 0 {
				out = append(out, better.Query)
			}
		}
	}
	return out
}

func (x *Index) dictOf(f query.Field) *dict {
	switch f {
	case query.Actor, query.Holder, query.Via, query.State:
		return &x.table.actorNames
	case query.Issue:
		return &x.table.issues
	case query.Source:
		return &x.table.hosts
	case query.In:
		return &x.table.sectionOf
	}
	return nil
}
