package index

import (
	"context"
	"iter"
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
)

// PositionHit is one position that a query finds: a row of the ledger.
type PositionHit struct {
	ID        string // of the document
	Title     string
	Published corpus.Date
	Source    string
	Index     int // of the position in the document, from 0
	Section   string
	corpus.Position
	Passage Passage        // the sentence, with what the query looks for marked
	Quote   quote.Selector // of Quoted
	Quotable

	SourceWords, CueWords, ContentWords, TargetWords string // spans joined by " … "
}

// Quoted returns the words that a citation repeats: the content, or the cue where there is
// none.
func (h *PositionHit) Quoted() corpus.Span {
	if len(h.Content) > 0 {
		return corpus.Cover(h.Content)
	}
	return anchor(&h.Position)
}

// PositionResult is the answer to [Index.Positions].
type PositionResult struct {
	Total      int // positions
	Documents  int // documents that they stand in
	Found      int // documents that the query finds
	Judgments  int // as in [Result]
	Hits       []PositionHit
	Next       string // cursor of the next page; empty on the last
	Page       int
	Facets     []Facet
	Bars       [][]Bar // for each requested histogram, of the documents that the query finds
	AsOf       corpus.Date
	Notes      []string
	DidYouMean []string
}

// Positions answers s with positions instead of documents: those that the query names, or
// all of the documents that it finds. They come by date, newest first unless s.Sort is
// Oldest, and in text order within a document.
func (x *Index) Positions(ctx context.Context, s Search) (*PositionResult, error) {
	m, err := x.find(ctx, s, false)
	if err != nil {
		return nil, err
	}
	rows := x.counted(m)
	r := &PositionResult{Total: rows.count(), Page: max(s.Page, 1), AsOf: m.asOf, Notes: m.notes}
	limit := s.limit()
	skip := s.skip()
	if s.Cursor != "" {
		if skip, err = x.behind(rows, s); err != nil {
			return nil, err
		}
	}
	n := 0
	for h, err := range x.ledger(ctx, m, rows, s.Sort, skip) {
		if err != nil {
			return nil, err
		}
		if n++; n > limit {
			r.Next = cursor{Day: day(r.Hits[limit-1].Published), ID: r.Hits[limit-1].ID, Index: r.Hits[limit-1].Index}.String()
			break
		}
		r.Hits = append(r.Hits, h)
	}
	docs := x.docsOf(rows)
	r.Documents, r.Found, r.Judgments = docs.count(), m.docs.count(), x.judgmentsIn(m)
	for _, f := range s.Facets {
		facet, err := x.facet(docs, rows, f)
		if err != nil {
			return nil, err
		}
		r.Facets = append(r.Facets, facet)
	}
	r.Bars = x.histograms(m.docs, s)
	if r.Total == 0 {
		r.DidYouMean = x.didYouMean(ctx, m.query, s)
	}
	return r, nil
}

// AllPositions yields every position that [Index.Positions] would list, page after page. An
// error ends the sequence.
func (x *Index) AllPositions(ctx context.Context, s Search) iter.Seq2[PositionHit, error] {
	return func(yield func(PositionHit, error) bool) {
		m, err := x.find(ctx, s, false)
		if err != nil {
			yield(PositionHit{}, err)
			return
		}
		x.ledger(ctx, m, x.counted(m), s.Sort, 0)(yield)
	}
}

func (x *Index) docsOf(rows set) set {
	docs := newSet(len(x.table.id))
	rows.each(func(row int) { docs.add(int(x.table.posDoc[row])) })
	return docs
}

// ordered returns the documents of some positions by date.
func (x *Index) ordered(rows set, by Sort) []uint32 {
	return x.dated(x.docsOf(rows), by)
}

// inOrder lists positions from old to new, those of undated documents last.
func (x *Index) inOrder(rows set) (out []int) {
	for _, doc := range x.ordered(rows, Oldest) {
		out = append(out, x.rowsOf(int(doc), rows)...)
	}
	return out
}

// rowsOf lists those of some positions that stand in a document.
func (x *Index) rowsOf(doc int, rows set) (out []int) {
	for from, to := x.table.rows(doc); from < to; from++ {
		if rows.has(from) {
			out = append(out, from)
		}
	}
	return out
}

// ledger yields the positions in order, after skipping some.
func (x *Index) ledger(ctx context.Context, m *matches, rows set, by Sort, skip int) iter.Seq2[PositionHit, error] {
	return func(yield func(PositionHit, error) bool) {
		for _, doc := range x.ordered(rows, by) {
			mine := x.rowsOf(int(doc), rows)
			if skip >= len(mine) {
				skip -= len(mine)
				continue
			}
			hits, err := x.positionHits(m, int(doc), mine[skip:])
			skip = 0
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(PositionHit{}, err)
				return
			}
			for _, h := range hits {
				if !yield(h, nil) {
					return
				}
			}
		}
	}
}

// behind counts the positions up to and with the one that the cursor names.
func (x *Index) behind(rows set, s Search) (int, error) {
	c, err := parseCursor(s.Cursor)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, doc := range x.ordered(rows, s.Sort) {
		order := x.compareRow(doc, &c)
		if s.Sort == Oldest {
			order = x.compareOldest(doc, &c)
		}
		if order > 0 {
			break
		}
		for from, to := x.table.rows(int(doc)); from < to; from++ {
			if rows.has(from) && (order < 0 || from-int(x.table.positions[doc]) <= c.Index) {
				n++
			}
		}
	}
	return n, nil
}

// positionHits spells out some positions of one document.
func (x *Index) positionHits(m *matches, doc int, rows []int) ([]PositionHit, error) {
	a, err := x.Document(x.table.id[doc])
	if err != nil {
		return nil, err
	}
	first, _ := x.table.rows(doc)
	text := quotable(a.Text)
	var out []PositionHit
	for _, row := range rows {
		i := row - first
		p := a.Positions[i]
		out = append(out, PositionHit{
			ID: a.ID, Title: a.Title, Published: a.Published, Source: a.Source,
			Index: i, Section: x.table.sectionOf.words[x.table.section[row]], Position: p,
			Passage: positionPassage(a, i, m.marks), Quotable: text,
			SourceWords: wordsOf(a.Text, p.Source), CueWords: wordsOf(a.Text, p.Cue),
			ContentWords: wordsOf(a.Text, p.Content), TargetWords: wordsOf(a.Text, p.Target),
		})
		h := &out[len(out)-1]
		h.Quote = quote.Of(a.Text, h.Quoted())
	}
	return out, nil
}

// wordsOf joins the words of some spans.
func wordsOf(text string, spans []corpus.Span) string {
	out := ""
	for i, s := range slices.SortedFunc(slices.Values(spans), corpus.Span.Compare) {
		if i > 0 {
			out += " … "
		}
		out += s.In(text)
	}
	return out
}
