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
	Limit  int    // hits a page: 0 or less means 10, at most MaxLimit
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
	Judgments  int         // in the documents: of the bands that the query names, or all
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
	Quotable
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
	r.Positions, r.Judgments = counted.count(), x.judgmentsIn(m)
	r.First, r.Last = x.period(m.docs)
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
	r.Bars = x.histograms(m.docs, s)
	if r.Total == 0 {
		r.DidYouMean = x.didYouMean(ctx, m.query, s)
	}
	return r, ctx.Err()
}

// Count returns how many documents s finds, and how many positions the query names, or all
// of the documents.
func (x *Index) Count(ctx context.Context, s Search) (documents, positions int, err error) {
	m, err := x.find(ctx, s, false)
	if err != nil {
		return 0, 0, err
	}
	return m.docs.count(), x.counted(m).count(), ctx.Err()
}

func (x *Index) histograms(docs set, s Search) (all [][]Bar) {
	for _, h := range s.Histograms {
		all = append(all, x.histogram(docs, h))
	}
	return all
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
	return x.rowsIn(m.docs)
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

// asked returns how many of something a caller asks for: with 0 or less as many as usual.
func asked(n, usual int) int {
	if n <= 0 {
		return usual
	}
	return n
}

// limit returns the hits of a page.
func (s *Search) limit() int { return min(asked(s.Limit, 10), MaxLimit) }

// skip returns how many hits come before the page: no more than can be counted on from, which
// are more than any archive has.
func (s *Search) skip() int {
	const most = 1 << 30
	return min(max(s.Page, 1)-1, most/s.limit()) * s.limit()
}

// page returns the rows of a page, in order, and the cursor of the next.
func (x *Index) page(m *matches, s Search, limit int) (rows []uint32, next string, err error) {
	skip := s.skip()
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

// newest lists the first n documents of a set behind the cursor: the newest first, the
// undated last.
func (x *Index) newest(docs set, after *cursor, n int) (rows []uint32) {
	for row := range x.byAge(docs) {
		if len(rows) == n {
			break
		}
		if after == nil || x.compareRow(row, after) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// oldest lists them with the oldest first, the undated last as ever.
func (x *Index) oldest(docs set, after *cursor, n int) (rows []uint32) {
	all := slices.Collect(x.byAge(docs))
	undated, _ := slices.BinarySearchFunc(all, noDay, func(row uint32, d int32) int { return cmp.Compare(d, x.table.published[row]) })
	slices.Reverse(all[:undated])
	if after != nil {
		all = slices.DeleteFunc(all, func(row uint32) bool { return x.compareOldest(row, after) <= 0 })
	}
	return all[:min(n, len(all))]
}

// dated lists all documents of a set by date: the oldest first, or else the newest.
func (x *Index) dated(docs set, by Sort) []uint32 {
	if by == Oldest {
		return x.oldest(docs, nil, len(x.table.id))
	}
	return x.newest(docs, nil, len(x.table.id))
}

// byAge yields the documents of a set, newest first: few of them by sorting, many by going
// through all.
func (x *Index) byAge(docs set) iter.Seq[uint32] {
	all := x.byDate()
	if n := docs.count(); n < len(all)/16 {
		rank := x.rank()
		rows := make([]uint32, 0, n)
		docs.each(func(row int) { rows = append(rows, uint32(row)) })
		slices.SortFunc(rows, func(a, b uint32) int { return cmp.Compare(rank[a], rank[b]) })
		return slices.Values(rows)
	}
	return func(yield func(uint32) bool) {
		for _, row := range all {
			if docs.has(int(row)) && !yield(row) {
				return
			}
		}
	}
}

// best returns the n rows of the highest scores behind the cursor, in order.
func (x *Index) best(m *matches, after *cursor, n int) []uint32 {
	rank := x.rank()
	order := func(a, b uint32) int {
		return cmp.Or(cmp.Compare(m.score[b], m.score[a]), cmp.Compare(rank[a], rank[b]))
	}
	f := firsts[uint32]{n: n, compare: order}
	m.docs.each(func(i int) {
		row := uint32(i)
		if after == nil || cmp.Or(cmp.Compare(after.Score, m.score[row]), x.compareRow(row, after)) > 0 {
			f.add(row)
		}
	})
	return f.sorted()
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
