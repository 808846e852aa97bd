// Package dates finds temporal expressions and gives them values after TimeML TIMEX3:
// “on Tuesday” becomes 2025-12-02, “over the weekend” 2025-W48-WE, “since 2014” 2014.
//
// It promises that the same text and publication date give the same result whatever the
// clock says; that it takes time linear in the text and never panics, whatever the text;
// and that a relative date in a text without a publication date stays unresolved.
//
// A sentence is cut into items, which tables in data/ class; productions turn runs of items
// into terms, which know nothing of the calendar; a resolver with state turns the terms of
// a text into values. Start reading at [Find], then the list of productions. The files:
//
//	dates.go                          the flow
//	lex, digits, words                text → items, with their classes
//	parse, productions                items → terms: the list of productions and the longest match
//	calendar, numbered, weekdays      explicit dates, the 14th, Friday
//	years, periods, holiday, feasts   years to centuries, quarters and halves, holidays
//	relative, edges, dayparts, clock  last week, the end of May, this morning, 5 p.m.
//	durations, amounts, sets          two years, every week
//	link, cues, present               what a term takes from its neighbours and its clause
//	register                          what kind of text it is
//	resolve, partial, results, value  terms → values
//	why                               how a value came about
package dates

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Find returns the temporal expressions of t in text order, without overlap. Relative ones
// resolve against published, or a date line of the text's own within a week of it, or, where
// the text tells of another time, against what it last mentioned; where published is zero
// they keep what is known of them (XXXX-WXX-2) or an empty value, and Found.Inputs says so.
// Tags are not looked at, nor are the tokens beyond the sentences they make up.
func Find(t *text.Text, published corpus.Date) []corpus.Timex {
	p := parse(t)
	if len(p.terms) == 0 {
		return []corpus.Timex{}
	}
	r := resolver{published: published}
	if d, ok := dateline(p.terms, t.Source, published); ok {
		r.published, r.dated = d, d != published
	}
	r.history = tellsHistory(p.terms, published)
	r.yearly, r.timeless = describesPresent(p.terms, published.Year, len(t.Source))
	found := make([]corpus.Timex, 0, len(p.terms))
	for i := range p.terms {
		x := &p.terms[i]
		found = append(found, corpus.Timex{
			Span: x.span, Type: x.typ, Value: r.valueAt(p.terms, i),
			Found: corpus.Found{Rule: x.rule, Inputs: r.inputs(x)},
		})
	}
	return found
}
