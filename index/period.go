package index

import "github.com/sayso-nlp/sayso/corpus"

// period is the first and the last of some publication days; the zero value is of none.
type period struct {
	first, last int32
	any         bool
}

// add widens the period; undated documents do not.
func (p *period) add(day int32) {
	switch {
	case day == noDay:
	case !p.any:
		*p = period{day, day, true}
	default:
		p.first, p.last = min(p.first, day), max(p.last, day)
	}
}

// dates returns the ends; both are zero if there is none.
func (p *period) dates() (first, last corpus.Date) {
	if !p.any {
		return corpus.Date{}, corpus.Date{}
	}
	return dateOf(p.first), dateOf(p.last)
}

// period returns the publication days of the first and the last of some documents.
func (x *Index) period(docs set) (first, last corpus.Date) {
	var p period
	docs.each(func(doc int) { p.add(x.table.published[doc]) })
	return p.dates()
}
