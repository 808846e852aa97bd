package index

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/internal/words"
	"github.com/sayso-nlp/sayso/index/query"
)

// By says which dates of a document are meant.
type By string

// The dates of a document.
const (
	ByPublished By = ""          // when it was published
	ByMentioned By = "mentioned" // days that its text names
)

// match returns the documents that a clause finds.
func (f *finder) match(n *query.Node, sc scope) (set, error) {
	t := f.table
	switch n.Field {
	case query.Words, query.Title, query.Text:
		return f.text(n, sc)
	case query.In:
		ids := f.named(&t.sectionOf, n.Value)
		f.take(f.where(func(row int) bool { return ids[t.section[row]] })) // of "in:impact actor:X", not all of the documents
		return f.docsWhere(func(doc int) bool {
			return slices.ContainsFunc(t.sections.of(doc), func(id uint32) bool { return ids[id] })
		}), nil
	case query.Source:
		hosts, sources := f.named(&t.hosts, n.Value), f.named(&t.sources, n.Value)
		return f.docsWhere(func(doc int) bool { return hosts[t.host[doc]] || sources[t.source[doc]] }), nil
	case query.ID:
		wanted := words.Fold(n.Value.Text)
		return f.docsWhere(func(doc int) bool { return glob(wanted, words.Fold(t.id[doc])) }), nil
	case query.Actor:
		ids := f.named(&t.actorNames, n.Value)
		return f.docsWhere(func(doc int) bool {
			return slices.ContainsFunc(t.actors.of(doc), func(id uint32) bool { return ids[id] })
		}), nil
	case query.Type:
		bit := uint16(1) << typeBit(corpus.EntityType(strings.ToUpper(n.Value.Text)))
		return f.docsWhere(func(doc int) bool { return t.types[doc]&bit != 0 }), nil
	case query.Band:
		bit := uint8(1) << bandBit(corpus.Band(n.Value.Text))
		return f.docsWhere(func(doc int) bool { return t.bands[doc]&bit != 0 }), nil
	case query.Is, query.Has:
		return f.docsWhere(f.quality(n.Field, n.Value.Text)), nil
	}
	return f.days(n)
}

// docsWhere returns the documents for which ok holds.
func (x *Index) docsWhere(ok func(doc int) bool) set {
	out := newSet(len(x.table.id))
	for doc := range x.table.id {
		if ok(doc) {
			out.add(doc)
		}
	}
	return out
}

// quality returns the test for is: and has:.
func (f *finder) quality(field query.Field, value string) func(doc int) bool {
	t := f.table
	flag := func(bit uint8) func(int) bool { return func(doc int) bool { return t.flags[doc]&bit != 0 } }
	switch string(field) + ":" + value {
	case "is:undated":
		return func(doc int) bool { return t.published[doc] == noDay }
	case "is:dated":
		return func(doc int) bool { return t.published[doc] != noDay }
	case "has:position":
		return func(doc int) bool { from, to := t.rows(doc); return from < to }
	case "has:judgment":
		return flag(hasJudgments)
	case "has:date":
		return flag(hasDates)
	case "has:actor":
		return func(doc int) bool { return len(t.actors.of(doc)) > 0 }
	case "has:title":
		return flag(hasTitle)
	case "has:section":
		return func(doc int) bool {
			return slices.ContainsFunc(t.sections.of(doc), func(id uint32) bool { return id != 0 })
		}
	}
	return func(int) bool { return false }
}

// days returns the documents of published:, on: and when:.
func (f *finder) days(n *query.Node) (set, error) {
	first, last, ok := n.Value.Period.Resolve(f.asOf)
	if !ok {
		f.note("no document has a date, so that " + n.Value.Text + " means nothing")
		return newSet(len(f.table.id)), nil
	}
	switch n.Field {
	case query.Published:
		return f.within(ByPublished, first, last), nil
	case query.When:
		return f.within(ByMentioned, first, last), nil
	}
	from, to := ends(first, last)
	return f.docsWhere(func(doc int) bool {
		for d := range slices.Chunk(f.table.dates.of(doc), 2) {
			if from <= int32(d[0]) && int32(d[1]) <= to {
				return true
			}
		}
		return false
	}), nil
}

// ends turns days into numbers; an open end lies before or behind everything but noDay.
func ends(first, last corpus.Date) (from, to int32) {
	from, to = noDay+1, int32(1<<31-1)
	if !first.IsZero() {
		from = day(first)
	}
	if !last.IsZero() {
		to = day(last)
	}
	return from, to
}

// within returns the documents published within some days, or those that mention a date
// whose days touch them.
func (f *finder) within(by By, first, last corpus.Date) set {
	from, to := ends(first, last)
	t := f.table
	if by != ByMentioned {
		return f.docsWhere(func(doc int) bool { return from <= t.published[doc] && t.published[doc] <= to })
	}
	return f.docsWhere(func(doc int) bool {
		for d := range slices.Chunk(t.dates.of(doc), 2) {
			if int32(d[0]) <= to && from <= int32(d[1]) {
				return true
			}
		}
		return false
	})
}

func (f *finder) note(s string) {
	if !slices.Contains(f.out.notes, s) {
		f.out.notes = append(f.out.notes, s)
	}
}
