package index

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestFirsts compares with sorting everything.
func TestFirsts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		all := make([]int, rnd.IntN(400))
		for i := range all {
			all[i] = rnd.IntN(200)
		}
		n := rnd.IntN(60) - 1
		f := firsts[int]{n: n, compare: cmp.Compare[int]}
		for _, v := range all {
			f.add(v)
		}
		want := slices.Sorted(slices.Values(all))
		if n >= 0 {
			want = want[:min(n, len(want))]
		}
		if got := f.sorted(); !slices.Equal(got, want) {
			t.Fatalf("the first %d of %d: %v, want %v", n, len(all), got, want)
		}
	}
}

// TestCursorsCoverLists leafs through the lists of actors, issues and expectations by cursor:
// page by page they are what a single page holds.
func TestCursorsCoverLists(t *testing.T) {
	docs := append(ruritania(t), bridge(t)...)
	for i := range docs {
		docs[i].ID = fmt.Sprintf("%s-%d", docs[i].ID, i)
	}
	x := stored(t, docs)
	ctx := context.Background()
	lists := map[string]func(Search) (names []string, next string, total int, err error){
		"actors": func(s Search) (names []string, next string, total int, err error) {
			r, err := x.Actors(ctx, ActorSearch{Search: s})
			for _, a := range r.Actors {
				names = append(names, a.Actor)
			}
			return names, r.Next, r.Total, err
		},
		"issues": func(s Search) (names []string, next string, total int, err error) {
			r, err := x.Issues(ctx, IssueSearch{Search: s})
			for _, i := range r.Issues {
				names = append(names, i.Issue)
			}
			return names, r.Next, r.Total, err
		},
		"expectations": func(s Search) (names []string, next string, total int, err error) {
			r, err := x.Calendar(ctx, CalendarSearch{Search: s, Passed: true})
			for _, h := range r.Hits {
				names = append(names, fmt.Sprint(h.First, h.ID, h.Index))
			}
			return names, r.Next, r.Total, err
		},
	}
	for name, list := range lists {
		want, _, total, err := list(Search{Limit: MaxLimit})
		if err != nil || len(want) != total || total < 2 {
			t.Fatalf("%s: %d of %d, %v", name, len(want), total, err)
		}
		var got []string
		for s := (Search{Limit: 2}); ; {
			page, next, _, err := list(s)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, page...)
			if s.Cursor = next; next == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s by cursor: %q, want %q", name, got, want)
		}
	}
}

// TestRepeatedExpectation: a sentence that two texts share is listed once in a dossier.
func TestRepeatedExpectation(t *testing.T) {
	var docs []*corpus.Annotated
	for _, id := range []string{"one", "two"} {
		docs = append(docs, newBrief(t, id, "2025-10-01", "The bridge "+id, "Graustark opens the bridge on 1 March 2026. This is text "+id+".").
			entity("Graustark", corpus.GPE, "Graustark").date("1 March 2026", "2026-03-01").done())
	}
	d, err := stored(t, docs).Dossier(context.Background(), "Graustark", DossierOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Upcoming) != 1 {
		t.Errorf("%d expectations are listed, want the one: %+v", len(d.Upcoming), d.Upcoming)
	}
}

// TestCountsOfTabs: the three kinds of answers to one query tell the same numbers.
func TestCountsOfTabs(t *testing.T) {
	x := stored(t, ruritania(t))
	ctx := context.Background()
	for _, q := range []string{"", "Ruritania", "has:judgment", "act:reject", "band:likely", "nothing-at-all"} {
		s := Search{Query: q}
		r, err := x.Search(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		p, err := x.Positions(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		j, err := x.Judgments(ctx, JudgmentSearch{Search: s})
		if err != nil {
			t.Fatal(err)
		}
		documents, positions, err := x.Count(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		want := [3]int{r.Total, r.Positions, r.Judgments}
		for name, got := range map[string][3]int{
			"positions": {r.Total, p.Total, p.Judgments}, "judgments": {j.Found, j.Positions, j.Total}, "count": {documents, positions, j.Total},
		} {
			if got != want {
				t.Errorf("%q: %s tell %v, a search %v", q, name, got, want)
			}
		}
	}
}
