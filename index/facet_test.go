package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// readAll counts the values of a field by reading documents: no Bleve, no table.
func readAll(docs []*corpus.Annotated, field string) map[string]int {
	counts := map[string]int{}
	for _, d := range docs {
		var own []string // of the document, each counted once
		for _, e := range d.Entities {
			switch field {
			case "actor":
				own = append(own, e.Actor)
			case "type":
				own = append(own, string(e.Type))
			}
		}
		for _, j := range d.Judgments {
			if field == "band" {
				own = append(own, string(j.Band))
			}
		}
		switch field {
		case "month":
			own = append(own, d.Published.String()[:min(7, len(d.Published.String()))])
		case "year":
			own = append(own, d.Published.String()[:min(4, len(d.Published.String()))])
		case "source":
			own = append(own, hostOf(d.Source))
		}
		slices.Sort(own)
		for _, v := range slices.Compact(own) {
			counts[v]++
		}
		for _, p := range d.Positions {
			v, ok := map[string]string{
				"holder": p.Actor, "via": p.Via, "issue": IssueOf(d, &p), "act": string(p.Act), "stance": string(p.Stance),
				"modality": string(p.Modality), "speech": string(p.Speech), "state": p.State,
			}[field]
			if field == "state" && v == "" {
				v = p.Actor
			}
			if ok {
				counts[v]++
			}
		}
	}
	delete(counts, "")
	return counts
}

func counted(f Facet) map[string]int {
	m := map[string]int{}
	for _, v := range f.Values {
		m[v.Value] = v.Count
	}
	return m
}

// TestFacetsAgainstReading compares every facet of every query with a count over the
// exported documents, on the test archive and, where it is present, on the gold briefs.
func TestFacetsAgainstReading(t *testing.T) {
	docs := ruritania(t)
	queries := []string{"", "graustark", "-graustark", "published:2025", "ceasefire OR sanctions", "has:position -type:PERSON"}
	t.Run("own", func(t *testing.T) { compareFacets(t, docs, queries) })
	files, _ := filepath.Glob("../../shared/gold/train/*.jsonl")
	if len(files) == 0 {
		t.Skip("../../shared/gold is absent")
	}
	t.Run("gold", func(t *testing.T) {
		compareFacets(t, readGold(t, files), []string{"", "ceasefire", "talks OR agreement"})
	})
}

func readGold(t testing.TB, files []string) (docs []*corpus.Annotated) {
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for a, err := range corpus.NewDecoder(f, file).All() {
			if err != nil {
				t.Fatal(err)
			}
			docs = append(docs, &a)
		}
	}
	return docs
}

func compareFacets(t *testing.T, docs []*corpus.Annotated, queries []string) {
	x := stored(t, docs)
	for _, q := range queries {
		hits := documents(t, x, Search{Query: q})
		s := Search{Query: q, Limit: 1}
		for _, f := range FacetFields {
			s.Facets = append(s.Facets, FacetRequest{Field: f, Limit: -1})
		}
		for page := 1; page <= 2; page++ {
			s.Page = page
			r, err := x.Search(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			if r.Total != len(hits) {
				t.Errorf("%q: total %d, exported %d", q, r.Total, len(hits))
			}
			for _, f := range r.Facets {
				if f.Field == "section" {
					continue // depends on where positions stand; see TestFacets
				}
				if diff := cmp.Diff(readAll(hits, f.Field), counted(f)); diff != "" {
					t.Errorf("%q, page %d, facet %s (-read +counted):\n%s", q, page, f.Field, diff)
				}
			}
		}
	}
}

func TestFacets(t *testing.T) {
	x := stored(t, ruritania(t))
	r, err := x.Search(context.Background(), Search{Query: "holder:Graustark", Facets: []FacetRequest{
		{Field: "act"}, {Field: "actor", Limit: 2}, {Field: "actor", Contains: "RUDÓ"}, {Field: "section"}, {Field: "month"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := []Facet{
		{Field: "act", Counts: Positions, Values: []FacetValue{{"assert", 1}, {"reject", 1}, {"threaten", 1}}},
		{Field: "actor", Counts: Documents, Values: []FacetValue{{"Graustark", 3}, {"Ruritania", 3}}, More: 3},
		{Field: "actor", Counts: Documents, Values: []FacetValue{{"Rudolf Rassendyll", 1}}},
		{Field: "section", Counts: Positions, Values: []FacetValue{{"Impact", 1}}, None: 2},
		{Field: "month", Counts: Documents, Values: []FacetValue{{"2025-11", 2}, {"2025-12", 1}}},
	}
	if diff := cmp.Diff(want, r.Facets); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := x.Search(context.Background(), Search{Facets: []FacetRequest{{Field: "colour"}}}); err == nil || !strings.Contains(err.Error(), "it is one of actor") {
		t.Errorf("unknown facet: %v", err)
	}
}

// TestSectionFacet: the values are what in: tells apart, whatever the spelling of a heading.
func TestSectionFacet(t *testing.T) {
	var docs []*corpus.Annotated
	for i, heading := range []string{"Sea Lanes", "SEA LANES", "Sea lanes", "Sea lanes", "Sea lanes north", "", ""} {
		text := "Graustark rejects the plan."
		b := newBrief(t, fmt.Sprint(i), "2025-11-03", "", text).position("Graustark | rejects | the plan |", "Graustark", corpus.Reject, corpus.Against)
		if heading != "" {
			b.Sections = []corpus.Section{{Name: heading, Span: corpus.Span{End: len(text)}}}
		}
		docs = append(docs, b.done())
	}
	x := stored(t, docs)
	for query, want := range map[string]Facet{
		"":                       {Values: []FacetValue{{"Sea lanes", 4}, {"Sea lanes north", 1}}, None: 2},
		`in:"sea lanes"`:         {Values: []FacetValue{{"Sea lanes", 4}}},
		"has:position -in:lanes": {None: 2},
	} {
		r, err := x.Search(context.Background(), Search{Query: query, Facets: []FacetRequest{{Field: "section"}}})
		if err != nil {
			t.Fatal(err)
		}
		want.Field, want.Counts = "section", Positions
		if diff := cmp.Diff(want, r.Facets[0]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

func TestHistograms(t *testing.T) {
	x := stored(t, ruritania(t))
	r, err := x.Search(context.Background(), Search{Histograms: []Histogram{{}, {By: ByMentioned}, {By: ByMentioned, Unit: Year}, {Unit: Day}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, bars := range r.Bars {
		line := ""
		for _, b := range bars {
			line += fmt.Sprintf("%s–%s %d; ", b.First, b.Last, b.Count)
		}
		got = append(got, line)
	}
	want := []string{
		"2025-11-01–2025-11-30 2; 2025-12-01–2025-12-31 1; 2026-01-01–2026-01-31 1; ",
		"2025-11-01–2025-11-30 1; 2025-12-01–2025-12-31 1; ",
		"2025-01-01–2025-12-31 2; ",
		"2025-11-03–2025-11-03 1; 2025-11-20–2025-11-20 1; 2025-12-01–2025-12-01 1; 2026-01-05–2026-01-05 1; ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
