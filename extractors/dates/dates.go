// Package dates finds temporal expressions and gives them values after TimeML TIMEX3:
// “on Tuesday” becomes 2025-12-02, “over the weekend” 2025-W48-WE, “since 2014” 2014.
//
// It promises that the same text and publication date give the same result whatever the
// clock says; that it takes time linear in the text and never panics, whatever the text;
// and that a relative date in a text without a publication date stays unresolved.
//
// A sentence is cut into items, which tables in data/ class; productions turn runs of items
// into terms, which know nothing of the calendar; a resolver with state turns the terms of
// a text into values. Start reading at [Find], then the list of productions.
package dates

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Find returns the temporal expressions of t in text order, without overlap. Relative ones
// resolve against published, or a date line of the text's own within a week of it, or, where
// the text tells of another time, against what it last mentioned; where published is zero they keep what is known of them (XXXX-WXX-2) or an
// empty value, and Found.Inputs says so. Tags are not looked at, nor are the tokens beyond
// the sentences they make up.
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

// inputs says what the value of t went by.
func (r *resolver) inputs(t *term) string {
	if r.note != "" {
		return r.note
	}
	if t.form == fixed || t.explicit() && t.cue == "" {
		return ""
	}
	by := anchored[t.dir]
	if r.anchor == fromPublished && r.dated {
		by = r.keep("anchor=dateline at=", (&value{}).date(r.published).String(), directions[t.dir])
	}
	if r.anchor == fromMention {
		var at value
		by = r.keep("anchor=mention at=", at.unit(r.at, r.atUnit).String(), directions[t.dir])
	}
	switch {
	case t.dir != dirNone: // “last”, “this” and “next” leave nothing to a cue
	case t.cued > 0:
		return r.keep(by, " dir=future cue=", t.cue)
	case t.cued < 0:
		return r.keep(by, " dir=past cue=", t.cue)
	}
	return by
}

// keep joins strings in a chunk of memory that many share: a text may have thousands.
func (r *resolver) keep(parts ...string) string {
	n := 0
	for _, s := range parts {
		n += len(s)
	}
	if r.kept.Cap()-r.kept.Len() < n {
		r.kept = strings.Builder{}
		r.kept.Grow(max(n, 1024))
	}
	start := r.kept.Len()
	for _, s := range parts {
		r.kept.WriteString(s)
	}
	return r.kept.String()[start:]
}

// anchored holds the inputs of what is counted from publication, without a cue, made once.
var anchored = [...]string{"anchor=published", "anchor=published dir=last", "anchor=published dir=this", "anchor=published dir=next"}

var directions = [...]string{"", " dir=last", " dir=this", " dir=next"}

// dateline returns the day that a text itself says it was written on: one that stands at its
// head, on a line of its own, within a week of publication. “Yesterday” goes by it: a story
// of Tuesday may be published on Monday evening, or a letter on Thursday.
func dateline(terms []term, source string, published corpus.Date) (corpus.Date, bool) {
	for i := range min(2, len(terms)) {
		t := &terms[i]
		if !t.explicit() || t.bc || t.grain != dayGrain || t.nth != 0 || t.shift != 0 || t.span.Start > dateHead {
			continue
		}
		before := source[strings.LastIndexByte(source[:t.span.Start], '\n')+1 : t.span.Start]
		after, _, _ := strings.Cut(source[t.span.End:], "\n")
		d := corpus.Date{Year: t.year, Month: monthOf(t.month), Day: t.day}
		if strings.TrimSpace(before+after) == "" && published.AddDays(-7).Compare(d) <= 0 && d.Compare(published.AddDays(7)) <= 0 {
			return d, true
		}
	}
	return corpus.Date{}, false
}

// dateHead is how far from the head of a text, in bytes, its date line may stand.
const dateHead = 300

// tellsHistory reports whether a text tells of a time other than that of its publication:
// it names years that lie two or more back far more often than it speaks of today, last
// week or Tuesday.
func tellsHistory(terms []term, published corpus.Date) bool {
	far, near := 0, 0
	for i := range terms {
		t := &terms[i]
		switch {
		case t.explicit() && (published.IsZero() || t.bc || t.year < published.Year-1):
			far++
		case t.explicit():
		case t.form == shifted && t.anchor != fromMention, t.weekday != 0 && t.day == 0 && t.form == calendar,
			t.dir != dirNone && t.anchor == fromPublished:
			near++
		}
	}
	return far >= 5 && far > 2*near
}
