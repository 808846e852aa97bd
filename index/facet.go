package index

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/internal/words"
)

// FacetRequest asks for the values of a field among the hits.
type FacetRequest struct {
	Field    string // one of FacetFields
	Limit    int    // values: 0 means 10, below 0 all
	Contains string // only values with this in them, whatever case and diacritics
}

// FacetFields lists the fields that have facets.
var FacetFields = []string{"actor", "type", "band", "source", "month", "year",
	"holder", "state", "via", "act", "stance", "issue", "modality", "speech", "section"}

// Counts says what the numbers of a facet are.
type Counts string

// What facets count.
const (
	Documents Counts = "documents"
	Positions Counts = "positions"
	Judgments Counts = "judgments"
)

// Facet is the values of a field among the hits, the most frequent first, equally frequent
// ones by name. The counts are exact and cover all hits, whatever page is shown.
type Facet struct {
	Field  string
	Counts Counts
	Values []FacetValue
	More   int // further values beyond Limit
	None   int // documents or positions without a value
}

// FacetValue is a value and how many documents or positions have it.
type FacetValue struct {
	Value string
	Count int
}

// facet counts a field over documents, or over positions.
func (x *Index) facet(docs, rows set, r FacetRequest) (Facet, error) {
	f := Facet{Field: r.Field, Counts: Documents}
	values, ok := x.documentFacet(docs, r.Field)
	if !ok {
		f.Counts = Positions
		values, ok = x.positionFacet(rows, r.Field)
	}
	if !ok {
		return f, fmt.Errorf("there is no facet %q: it is one of %s", r.Field, strings.Join(FacetFields, " "))
	}
	f.fill(values, r)
	return f, nil
}

func (x *Index) documentFacet(docs set, field string) (iter.Seq[FacetValue], bool) {
	t := x.table
	switch field {
	case "actor":
		return named(&t.actorNames, func(counts []uint32) {
			docs.each(func(doc int) {
				ids := t.actors.of(doc)
				if len(ids) == 0 {
					counts[0]++
				}
				for _, id := range ids {
					counts[id]++
				}
			})
		}), true
	case "source":
		return column(&t.hosts, docs, t.host), true
	case "type":
		return flags(append(corpus.EntityTypes[:len(corpus.EntityTypes):len(corpus.EntityTypes)], corpus.Misc), docs, t.types), true
	case "band":
		return flags(corpus.Bands, docs, t.bands), true
	case "month":
		return x.calendar(docs, len("2025-12")), true
	case "year":
		return x.calendar(docs, len("2025")), true
	}
	return nil, false
}

func (x *Index) positionFacet(rows set, field string) (iter.Seq[FacetValue], bool) {
	t := x.table
	switch field {
	case "holder":
		return column(&t.actorNames, rows, t.holder), true
	case "via":
		return column(&t.actorNames, rows, t.via), true
	case "issue":
		return column(&t.issues, rows, t.issue), true
	case "section":
		of := x.sections()
		return named(&t.sectionOf, func(counts []uint32) {
			rows.each(func(row int) { counts[of[t.section[row]]]++ })
		}), true
	case "state":
		return named(&t.actorNames, func(counts []uint32) {
			rows.each(func(row int) { counts[cmp.Or(t.state[row], t.holder[row])]++ })
		}), true
	case "act":
		return codes(corpus.Acts, rows, t.act), true
	case "stance":
		return codes(corpus.Stances, rows, t.stance), true
	case "modality":
		return codes(corpus.Modalities, rows, t.modality), true
	case "speech":
		return codes(corpus.Speeches, rows, t.speech), true
	}
	return nil, false
}

// commonSections returns for each name of a section the commonest of those that in: takes for the
// same: "Begin text" where there is "Begin Text", too.
func (x *Index) commonSections() []uint32 {
	names := x.table.sectionOf.words
	counts := make([]int, max(len(names), 1))
	for _, id := range x.table.section {
		counts[id]++
	}
	common := map[string]uint32{} // by the folded name
	folded := x.folded(&x.table.sectionOf)
	for id, name := range folded {
		if best := common[name]; id > 0 && (best == 0 || cmp.Or(cmp.Compare(counts[id], counts[best]), cmp.Compare(names[best], names[id])) > 0) {
			common[name] = uint32(id)
		}
	}
	of := make([]uint32, len(counts))
	for id, name := range folded {
		if id > 0 {
			of[id] = common[name]
		}
	}
	return of
}

// column counts the words of a dictionary that a column has in some rows.
func column(d *dict, rows set, ids []uint32) iter.Seq[FacetValue] {
	return named(d, func(counts []uint32) {
		rows.each(func(row int) { counts[ids[row]]++ })
	})
}

// counters are arrays to count in: one for each word of a dictionary is megabytes in a large
// archive, and a page counts in several.
var counters = sync.Pool{New: func() any { return new([]uint32) }}

// named yields how often the words of a dictionary occur; count counts them by their numbers.
func named(d *dict, count func(counts []uint32)) iter.Seq[FacetValue] {
	return func(yield func(FacetValue) bool) {
		held := counters.Get().(*[]uint32)
		defer counters.Put(held)
		n := len(d.words) + 1
		*held = slices.Grow((*held)[:0], n)[:n]
		counts := *held
		clear(counts)
		count(counts)
		if counts[0] > 0 && !yield(FacetValue{"", int(counts[0])}) {
			return
		}
		for id, word := range d.words {
			if id > 0 && counts[id] > 0 && !yield(FacetValue{word, int(counts[id])}) {
				return
			}
		}
	}
}

// codes counts an enum that is stored as its number from 1.
func codes[T ~string](all []T, rows set, column []uint8) iter.Seq[FacetValue] {
	var counts [256]int
	rows.each(func(row int) { counts[column[row]]++ })
	out := []FacetValue{{"", counts[0]}}
	for i, v := range all {
		out = append(out, FacetValue{string(v), counts[i+1]})
	}
	return slices.Values(out)
}

// flags counts an enum of which each row has a set of bits.
func flags[T ~string, B uint8 | uint16](all []T, rows set, column []B) iter.Seq[FacetValue] {
	counts := make([]int, len(all)+1)
	rows.each(func(row int) {
		if column[row] == 0 {
			counts[len(all)]++
		}
		for i := range all {
			counts[i] += int(column[row] >> i & 1)
		}
	})
	out := []FacetValue{{"", counts[len(all)]}}
	for i, v := range all {
		out = append(out, FacetValue{string(v), counts[i]})
	}
	return slices.Values(out)
}

// calendar counts publication days by the first n characters of their ISO form.
func (x *Index) calendar(docs set, n int) iter.Seq[FacetValue] {
	return func(yield func(FacetValue) bool) {
		var v FacetValue
		for d, count := range x.perDay(docs) {
			s := dateOf(d).String()
			if s = s[:min(n, len(s))]; s != v.Value {
				if v.Count > 0 && !yield(v) {
					return
				}
				v = FacetValue{Value: s}
			}
			v.Count += count
		}
		if v.Count > 0 {
			yield(v)
		}
	}
}

// fill keeps the first of the values, as requested.
func (f *Facet) fill(values iter.Seq[FacetValue], r FacetRequest) {
	part := words.Fold(r.Contains)
	limit := cmp.Or(r.Limit, 10)
	kept := firsts[FacetValue]{n: limit, compare: func(a, b FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	}}
	n := 0
	for v := range values {
		switch {
		case v.Value == "":
			f.None += v.Count
		case v.Count > 0 && (part == "" || strings.Contains(words.Fold(v.Value), part)):
			n++
			kept.add(v)
		}
	}
	f.Values = kept.sorted()
	f.More = n - len(f.Values)
}

// top returns the first of some values by count and name, all for a negative limit.
func top(values []FacetValue, limit int) []FacetValue {
	var f Facet
	f.fill(slices.Values(values), FacetRequest{Limit: limit})
	return f.Values
}
