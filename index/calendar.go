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
	m, err := x.find(ctx, s.Search, false)
	if err != nil {
		return nil, err
	}
	r := &CalendarResult{Page: max(s.Page, 1), AsOf: m.asOf, Notes: m.notes}
	docs := newSet(len(x.table.id))
	all := func(yield func(expected) bool) {
		for e := range x.expected(m, s) {
			r.Total++
			docs.add(int(e.doc))
			r.addMonth(e)
			if !yield(e) {
				return
			}
		}
	}
	page, more, err := pageOf(all, &s.Search, x.expectedAt, x.compareExpected())
	if err != nil {
		return nil, err
	}
	r.Documents = docs.count()
	if more {
		last := page[len(page)-1]
		r.Next = cursor{Day: last.first, Last: last.last, ID: x.table.id[last.doc], Index: last.nth}.String()
	}
	for _, e := range page {
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

// addMonth counts an expectation that begins no earlier than those before it.
func (r *CalendarResult) addMonth(e expected) {
	n := len(r.Months)
	if n == 0 || e.first > day(r.Months[n-1].Last) {
		first := Month.start(dateOf(e.first))
		r.Months = append(r.Months, Bar{First: first, Last: Month.end(first)})
		n++
	}
	r.Months[n-1].Count++
}

// AllDates yields every expectation that [Index.Calendar] would list. An error ends the
// sequence.
func (x *Index) AllDates(ctx context.Context, s CalendarSearch) iter.Seq2[DateHit, error] {
	return func(yield func(DateHit, error) bool) {
		m, err := x.find(ctx, s.Search, false)
		if err != nil {
			yield(DateHit{}, err)
			return
		}
		for e := range x.expected(m, s) {
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

// dates lists the dates that the documents name and that lay ahead when they were published,
// in the order of [Index.Calendar]; all of those in undated documents.
func (x *Index) dates() (all []expected) {
	t := x.table
	for doc, since := range t.published {
		nth := 0
		for d := t.dates.of(doc); len(d) > 0; d = d[2:] {
			if first, last := int32(d[0]), int32(d[1]); first > since {
				all = append(all, expected{first, last, uint32(doc), nth})
			}
			nth++
		}
	}
	slices.SortFunc(all, x.compareExpected())
	return all
}

// expected yields the expectations of the documents that were found, in order.
func (x *Index) expected(m *matches, s CalendarSearch) iter.Seq[expected] {
	t := x.table
	asOf := day(m.asOf)
	from, to := ends(s.First, s.Last)
	return func(yield func(expected) bool) {
		for _, e := range x.ahead() {
			switch {
			case !m.docs.has(int(e.doc)), e.first > to, e.last < from, !s.Passed && e.last <= asOf:
			case t.published[e.doc] == noDay && e.first <= asOf:
			case !yield(e):
				return
			}
		}
	}
}

// compareExpected returns the order of expectations.
func (x *Index) compareExpected() func(a, b expected) int {
	rank := x.rank()
	return func(a, b expected) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last),
			cmp.Compare(rank[a.doc], rank[b.doc]), cmp.Compare(a.nth, b.nth))
	}
}

// expectedAt returns the expectation that a cursor names.
func (x *Index) expectedAt(c cursor) (expected, error) {
	doc, ok := x.rowOf()[c.ID]
	if !ok {
		return expected{}, ErrCursor
	}
	return expected{c.Day, c.Last, uint32(doc), c.Index}, nil
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
