package index

import (
	"iter"
	"slices"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// Histogram asks for the number of documents over time.
type Histogram struct {
	By   By
	Unit Unit
}

// Unit is the width of a bar.
type Unit string

// The units.
const (
	Month Unit = "" // the default
	Day   Unit = "day"
	Year  Unit = "year"
)

// Bar is one bar of a histogram. By publication it counts the documents published in it; by
// mention those that name a date which lies within it ("2025" is in no month, but in a year).
type Bar struct {
	First, Last corpus.Date
	Count       int // documents
}

// maxBars bounds a histogram: texts name days of antiquity and of science fiction.
const maxBars = 4000

// histogram counts documents; bars without any are left out.
func (x *Index) histogram(docs set, h Histogram) []Bar {
	count := x.published
	if h.By == ByMentioned {
		count = x.mentioned
	}
	bars := count(docs, h.Unit)
	return bars[max(0, len(bars)-maxBars):]
}

// published counts documents by publication.
func (x *Index) published(docs set, unit Unit) []Bar {
	bars := []Bar{}
	for d, n := range x.perDay(docs) { // the newest first
		if d == noDay {
			continue
		}
		first := unit.start(dateOf(d))
		if len(bars) == 0 || bars[len(bars)-1].First != first {
			bars = append(bars, Bar{First: first, Last: unit.end(first)})
		}
		bars[len(bars)-1].Count += n
	}
	slices.Reverse(bars)
	return bars
}

// perDay counts documents by the day of publication, the newest first; those without one
// come last, as noDay.
func (x *Index) perDay(docs set) iter.Seq2[int32, int] {
	return func(yield func(int32, int) bool) {
		day, n := noDay, 0
		for row := range x.byAge(docs) {
			if d := x.table.published[row]; d != day {
				if n > 0 && !yield(day, n) {
					return
				}
				day, n = d, 0
			}
			n++
		}
		if n > 0 {
			yield(day, n)
		}
	}
}

// mentioned counts documents by the days that they name.
func (x *Index) mentioned(docs set, unit Unit) []Bar {
	counts := map[corpus.Date]int{}
	docs.each(func(doc int) {
		var own []corpus.Date
		for d := range slices.Chunk(x.table.dates.of(doc), 2) {
			first, last := dateOf(int32(d[0])), dateOf(int32(d[1]))
			if s := unit.start(first); s == unit.start(last) && !slices.Contains(own, s) {
				own = append(own, s)
				counts[s]++
			}
		}
	})
	bars := make([]Bar, 0, len(counts))
	for first, n := range counts {
		bars = append(bars, Bar{first, unit.end(first), n})
	}
	slices.SortFunc(bars, func(a, b Bar) int { return a.First.Compare(b.First) })
	return bars
}

// start returns the first day of the unit in which d lies.
func (u Unit) start(d corpus.Date) corpus.Date {
	switch u {
	case Day:
		return d
	case Year:
		return corpus.Date{Year: d.Year, Month: time.January, Day: 1}
	}
	return corpus.Date{Year: d.Year, Month: d.Month, Day: 1}
}

// end returns the last day of the unit that begins on d.
func (u Unit) end(d corpus.Date) corpus.Date {
	switch u {
	case Day:
		return d
	case Year:
		return corpus.Date{Year: d.Year, Month: time.December, Day: 31}
	}
	return corpus.DateOf(d.Time().AddDate(0, 1, -1))
}
