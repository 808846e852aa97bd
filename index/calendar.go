package index

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
)

// CalendarSearch asks for dated expectations in the documents that Search finds: days,
// weeks, months or years that a text names and that lay ahead when it was published. From
// and To of the Search limit the publication; First and Last the days that are expected.
type CalendarSearch struct {
	Search
	First, Last corpus.Date // both included; a zero one is open
	Passed      bool        // list also what is over on AsOf
}

// DateHit is a mentioned date in its sentence.
type DateHit struct {
	ID, Title   string // of the document
	Published   corpus.Date
	Source      string
	Index       int         // of the date in the document, from 0
	First, Last corpus.Date // the days that it covers
	Value       string      // TIMEX3
	Words       string      // as written
	Actors      []string    // mentioned in the sentence
	Passage     Passage     // the sentence, with the date marked
	Quote       quote.Selector
}

// Number names the date in its document, as `sayso why ID#d1` takes it.
func (h *DateHit) Number() string { return "d" + strconv.Itoa(h.Index+1) }

// CalendarResult is the answer to [Index.Calendar].
type CalendarResult struct {
	Total      int   // expectations
	Documents  int   // that name them
	Months     []Bar // expectations by the month in which they begin
	Hits       []DateHit
	Next       string // cursor of the next page; empty on the last
	Page       int
	AsOf       corpus.Date
	Notes      []string
	DidYouMean []string
}

// expected is a date of a document, by its number among those with a place in the calendar.
type expected struct {
	first, last int32
	doc         uint32
	nth         int
}

// Calendar lists expectations by the day on which they begin, the shorter first, then the
// newest document first. An undated document expects what lies after AsOf.
func (x *Index) Calendar(ctx context.Context, s CalendarSearch) (*CalendarResult, error) {
	m, all, err := x.expected(ctx, s)
	if err != nil {
		return nil, err
	}
	r := &CalendarResult{Total: len(all), Page: max(s.Page, 1), AsOf: m.asOf, Notes: m.notes, Months: expectedMonths(all)}
	docs := newSet(len(x.table.id))
	for _, e := range all {
		docs.add(int(e.doc))
	}
	r.Documents = docs.count()
	all, more, err := cut(all, &s.Search, x.expectedAt, x.compareExpected)
	if err != nil {
		return nil, err
	}
	if more {
		last := all[len(all)-1]
		r.Next = cursor{Day: last.first, Last: last.last, ID: x.table.id[last.doc], Index: last.nth}.String()
	}
	for _, e := range all {
		h, err := x.spellDate(e)
		if err != nil {
			return nil, err
		}
		r.Hits = append(r.Hits, h)
	}
	if r.Total == 0 {
		r.DidYouMean = x.didYouMean(ctx, m.query, s.Search)
	}
	return r, ctx.Err()
}

// AllDates yields every expectation that [Index.Calendar] would list. An error ends the
// sequence.
func (x *Index) AllDates(ctx context.Context, s CalendarSearch) iter.Seq2[DateHit, error] {
	return func(yield func(DateHit, error) bool) {
		_, all, err := x.expected(ctx, s)
		if err != nil {
			yield(DateHit{}, err)
			return
		}
		for _, e := range all {
			h, err := x.spellDate(e)
			if err == nil {
				err = ctx.Err()
			}
			if !yield(h, err) || err != nil {
				return
			}
		}
	}
}

// expected finds the expectations, in order.
func (x *Index) expected(ctx context.Context, s CalendarSearch) (*matches, []expected, error) {
	m, err := x.find(ctx, s.Search, false)
	if err != nil {
		return nil, nil, err
	}
	t := x.table
	asOf := day(m.asOf)
	from, to := ends(s.First, s.Last)
	var all []expected
	m.docs.each(func(doc int) {
		since := t.published[doc]
		if since == noDay {
			since = asOf
		}
		nth := -1
		for d := range slices.Chunk(t.dates.of(doc), 2) {
			nth++
			first, last := int32(d[0]), int32(d[1])
			if first > since && first <= to && last >= from && (s.Passed || last > asOf) {
				all = append(all, expected{first, last, uint32(doc), nth})
			}
		}
	})
	slices.SortFunc(all, x.compareExpected)
	return m, all, nil
}

func (x *Index) compareExpected(a, b expected) int {
	rank := x.rank()
	return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last),
		cmp.Compare(rank[a.doc], rank[b.doc]), cmp.Compare(a.nth, b.nth))
}

// expectedAt returns the expectation that a cursor names.
func (x *Index) expectedAt(c cursor) (expected, error) {
	doc, ok := x.rowOf()[c.ID]
	if !ok {
		return expected{}, ErrCursor
	}
	return expected{c.Day, c.Last, uint32(doc), c.Index}, nil
}

func expectedMonths(all []expected) (bars []Bar) {
	for _, e := range all {
		first := Month.start(dateOf(e.first))
		if n := len(bars); n == 0 || bars[n-1].First != first {
			bars = append(bars, Bar{First: first, Last: Month.end(first)})
		}
		bars[len(bars)-1].Count++
	}
	return bars
}

func (x *Index) spellDate(e expected) (DateHit, error) {
	a, err := x.Document(x.table.id[e.doc])
	if err != nil {
		return DateHit{}, err
	}
	return dateHit(a, dateAt(a, e.nth)), nil
}

// dateAt returns the place among all dates of the one with that number among those that
// have a place in the calendar.
func dateAt(a *corpus.Annotated, nth int) int {
	at := -1
	return slices.IndexFunc(a.Dates, func(d corpus.Timex) bool {
		if _, _, ok := d.Interval(); ok {
			at++
		}
		return at == nth
	})
}

func dateHit(a *corpus.Annotated, i int) DateHit {
	d := a.Dates[i]
	first, last, _ := d.Interval()
	p := passageAround(a, d.Span)
	p.Marks = []corpus.Span{d.Span}
	return DateHit{
		ID: a.ID, Title: a.Title, Published: a.Published, Source: a.Source, Index: i, First: first, Last: last, Value: d.Value,
		Words: strings.Join(strings.Fields(d.In(a.Text)), " "), Actors: actorsIn(a, p.Span), Passage: p, Quote: quote.Of(a.Text, d.Span),
	}
}
