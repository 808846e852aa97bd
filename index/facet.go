package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
	t := x.table
	f := Facet{Field: r.Field, Counts: Documents}
	var values []FacetValue
	switch r.Field {
	case "actor":
		values = named(&t.actorNames, docs, func(doc int, add func(uint32)) {
			ids := t.actors.of(doc)
			if len(ids) == 0 {
				add(0)
			}
			for _, id := range ids {
				add(id)
			}
		})
	case "source":
		values = named(&t.hosts, docs, func(doc int, add func(uint32)) { add(t.host[doc]) })
	case "type":
		values = flags(append(corpus.EntityTypes[:len(corpus.EntityTypes):len(corpus.EntityTypes)], corpus.Misc), docs, t.types)
	case "band":
		values = flags(corpus.Bands, docs, t.bands)
	case "month":
		values = x.calendar(docs, len("2025-12"))
	case "year":
		values = x.calendar(docs, len("2025"))
	default:
		f.Counts = Positions
		var ok bool
		if values, ok = x.positionFacet(rows, r.Field); !ok {
			return f, fmt.Errorf("there is no facet %q: it is one of %s", r.Field, strings.Join(FacetFields, " "))
		}
	}
	f.fill(values, r)
	return f, nil
}

func (x *Index) positionFacet(rows set, field string) ([]FacetValue, bool) {
	t := x.table
	column := func(d *dict, ids []uint32) ([]FacetValue, bool) {
		return named(d, rows, func(row int, add func(uint32)) { add(ids[row]) }), true
	}
	switch field {
	case "holder":
		return column(&t.actorNames, t.holder)
	case "via":
		return column(&t.actorNames, t.via)
	case "issue":
		return column(&t.issues, t.issue)
	case "section":
		return column(&t.sectionOf, t.section)
	case "state":
		return named(&t.actorNames, rows, func(row int, add func(uint32)) { add(cmp.Or(t.state[row], t.holder[row])) }), true
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

// named counts the numbers of a dictionary that ids adds for each row.
func named(d *dict, rows set, ids func(row int, add func(uint32))) []FacetValue {
	counts := make([]int, len(d.words)+1)
	add := func(id uint32) { counts[id]++ }
	rows.each(func(row int) { ids(row, add) })
	var out []FacetValue
	for id, n := range counts {
		if n > 0 {
			value := ""
			if id > 0 {
				value = d.words[id]
			}
			out = append(out, FacetValue{value, n})
		}
	}
	return out
}

// codes counts an enum that is stored as its number from 1.
func codes[T ~string](all []T, rows set, column []uint8) []FacetValue {
	counts := make([]int, 256)
	rows.each(func(row int) { counts[column[row]]++ })
	out := []FacetValue{{"", counts[0]}}
	for i, v := range all {
		out = append(out, FacetValue{string(v), counts[i+1]})
	}
	return out
}

// flags counts an enum of which each row has a set of bits.
func flags[T ~string, B uint8 | uint16](all []T, rows set, column []B) []FacetValue {
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
	return out
}

// calendar counts publication days by the first n characters of their ISO form.
func (x *Index) calendar(docs set, n int) []FacetValue {
	byDay := map[int32]int{}
	docs.each(func(doc int) { byDay[x.table.published[doc]]++ })
	counts := map[string]int{}
	for d, c := range byDay {
		s := dateOf(d).String()
		counts[s[:min(n, len(s))]] += c
	}
	var out []FacetValue
	for v, c := range counts {
		out = append(out, FacetValue{v, c})
	}
	return out
}

// fill sorts and cuts the values as requested.
func (f *Facet) fill(values []FacetValue, r FacetRequest) {
	part := words.Fold(r.Contains)
	values = slices.DeleteFunc(values, func(v FacetValue) bool {
		if v.Value == "" {
			f.None += v.Count
		}
		return v.Value == "" || v.Count == 0 || part != "" && !strings.Contains(words.Fold(v.Value), part)
	})
	slices.SortFunc(values, func(a, b FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	limit := cmp.Or(r.Limit, 10)
	if limit > 0 && len(values) > limit {
		f.More = len(values) - limit
		values = values[:limit]
	}
	f.Values = values
}
