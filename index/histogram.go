package index

import (
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
	counts := map[corpus.Date]int{}
	byDay := map[int32]int{} // a calendar day is made of its number once, not for each document
	docs.each(func(doc int) {
		if h.By != ByMentioned {
			byDay[x.table.published[doc]]++
			return
		}
		var own []corpus.Date
		for d := range slices.Chunk(x.table.dates.of(doc), 2) {
			first, last := dateOf(int32(d[0])), dateOf(int32(d[1]))
			if s := h.Unit.start(first); s == h.Unit.start(last) && !slices.Contains(own, s) {
				own = append(own, s)
				counts[s]++
			}
		}
	})
	for d, n := range byDay {
		if d != noDay {
			counts[h.Unit.start(dateOf(d))] += n
		}
	}
	bars := make([]Bar, 0, len(counts))
	for first, n := range counts {
		bars = append(bars, Bar{first, h.Unit.end(first), n})
	}
	slices.SortFunc(bars, func(a, b Bar) int { return a.First.Compare(b.First) })
	if len(bars) > maxBars {
		bars = bars[len(bars)-maxBars:]
	}
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
