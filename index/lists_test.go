package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

func holders(s Side) (out []string) {
	for _, c := range s.Cells {
		out = append(out, c.Actor)
	}
	return out
}

func TestIssue(t *testing.T) {
	docs := append(bridge(t), newBrief(t, "b4", "2025-11-01", "Bridges", "Strelsau Bank spoke of the new bridges. Hentzau spoke of rain.").
		entity("Hentzau", corpus.Person, "Hentzau").
		position("Strelsau Bank | spoke of | the new bridges | the new bridges", "Strelsau Bank", corpus.Assert, corpus.NoStance).
		position("Hentzau | spoke of | rain | rain", "Hentzau", corpus.Assert, corpus.NoStance).done())
	x := stored(t, docs)
	v, err := x.Issue(context.Background(), "New Bridges", IssueOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		want, got any
	}{
		{"name", "new bridge", v.Issue},
		{"wordings", []FacetValue{{"new bridge", 4}, {"new bridges", 1}}, v.Wordings},
		{"sizes", "5 positions, 4 documents, 2025-10-01 to 2025-11-01", fmt.Sprintf("%d positions, %d documents, %s to %s", v.Positions, v.Documents, v.First, v.Last)},
		{"for", []string{"Ruritania", "Evallonia", "Graustark"}, holders(v.For)},
		{"against", []string(nil), holders(v.Against)},
		{"neither", []string{"Strelsau Bank"}, holders(v.Neither)},
		{"silent", []FacetValue{{"Hentzau", 1}, {"Rudolf V", 1}}, v.Silent},
		{"shift", "Ruritania b1 b3 9", fmt.Sprintf("%s %s %s %d", v.Shifts[0].Holder, v.Shifts[0].Before.ID, v.Shifts[0].After.ID, v.Shifts[0].Days)},
		{"months", "2025-10-01 4, 2025-11-01 1", fmt.Sprintf("%s %d, %s %d", v.Timeline[0].First, v.Timeline[0].Count, v.Timeline[1].First, v.Timeline[1].Count)},
		{"newest", "b4", v.Latest[0].ID},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
	}
	before, err := x.Issue(context.Background(), "new bridge", IssueOptions{Search: Search{To: corpus.Date{Year: 2025, Month: 10, Day: 9}}})
	if err != nil || !slices.Equal(holders(before.Against), []string{"Ruritania"}) {
		t.Errorf("before the turn: %v, against %v", err, holders(before.Against))
	}
	state, err := x.Issue(context.Background(), "bridge toll", IssueOptions{State: true})
	if err != nil || !slices.Equal(holders(state.Against), []string{"Ruritania"}) {
		t.Errorf("rolled up to the state: %v, %v", err, holders(state.Against))
	}
	for _, name := range []string{"bridge tol", "the", ""} {
		if _, err := x.Issue(context.Background(), name, IssueOptions{}); !errors.Is(err, ErrNoIssue) {
			t.Errorf("%q: %v", name, err)
		} else if name == "bridge tol" && !strings.Contains(err.Error(), "did you mean bridge toll?") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestVagueIssue: who is for sanctions relief is not on the side of who is for sanctions. Words
// that several issues share sort nobody.
func TestVagueIssue(t *testing.T) {
	x := stored(t, []*corpus.Annotated{newBrief(t, "a", "2025-10-01", "Sanctions",
		"Ruritania supports sanctions relief. Graustark supports strict sanctions. Evallonia opposes the lifting of sanctions.").
		position("Ruritania | supports | sanctions relief | sanctions relief", "Ruritania", corpus.Support, corpus.Favor).
		position("Graustark | supports | strict sanctions | strict sanctions", "Graustark", corpus.Support, corpus.Favor).
		position("Evallonia | opposes | the lifting of sanctions | lifting of sanctions", "Evallonia", corpus.Reject, corpus.Against).done()})
	v, err := x.Issue(context.Background(), "sanctions", IssueOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if v.Exact || v.Issue != "sanctions" || v.Positions != 3 || len(v.Latest) != 3 {
		t.Errorf("exact %v, %q, %d positions, %d shown", v.Exact, v.Issue, v.Positions, len(v.Latest))
	}
	if diff := cmp.Diff([]FacetValue{{"lifting of sanctions", 1}, {"sanctions relief", 1}, {"strict sanctions", 1}}, v.Related); diff != "" {
		t.Errorf("to choose from (-want +got):\n%s", diff)
	}
	if n := v.For.Holders + v.Against.Holders + v.Neither.Holders + len(v.Silent) + len(v.Elsewhere) + len(v.Timeline); n > 0 {
		t.Errorf("sorted: %+v", v)
	}
	one, err := x.Issue(context.Background(), "relief", IssueOptions{})
	if err != nil || one.Exact || !slices.Equal(one.Related, []FacetValue{{"sanctions relief", 1}}) {
		t.Errorf("a word of one issue: %v %+v", err, one)
	}
	_, err = x.Matrix(context.Background(), []string{"Ruritania"}, []string{"sanctions"}, Search{}, false)
	if !errors.Is(err, ErrVague) || !strings.Contains(err.Error(), `such as "lifting of sanctions", "sanctions relief"`) {
		t.Errorf("matrix: %v", err)
	}
}

// TestIssueSpellings: the labels of issues are British, those who ask for them need not be.
func TestIssueSpellings(t *testing.T) {
	x := stored(t, []*corpus.Annotated{
		newBrief(t, "d1", "2025-11-01", "Budgets", "Hentzau spoke of the defence budget.").
			position("Hentzau | spoke of | the defence budget | defence budget", "Hentzau", corpus.Assert, corpus.NoStance).done(),
		newBrief(t, "d2", "2025-11-02", "Budgets", "Hentzau spoke of the defense budget.").
			position("Hentzau | spoke of | the defense budget | defense budget", "Hentzau", corpus.Assert, corpus.NoStance).done(),
	})
	for _, name := range []string{"defence budget", "defense budget"} {
		v, err := x.Issue(context.Background(), name, IssueOptions{})
		if err != nil || v.Positions != 2 {
			t.Errorf("issue %s: %v, %+v", name, err, v)
		}
		found, err := x.Search(context.Background(), Search{Query: `issue:"` + name + `"`})
		if err != nil || found.Total != 2 {
			t.Errorf("documents on %s: %v, %+v", name, err, found)
		}
		r, err := x.Issues(context.Background(), IssueSearch{Contains: name})
		if err != nil || r.Total != 1 {
			t.Errorf("issues that hold %s: %v, %+v", name, err, r)
		}
	}
}

func TestIssues(t *testing.T) {
	x := stored(t, bridge(t))
	var got []string
	s := IssueSearch{Search: Search{Limit: 1}}
	for {
		r, err := x.Issues(context.Background(), s)
		if err != nil || r.Total != 3 {
			t.Fatalf("%v, total %d", err, r.Total)
		}
		for _, e := range r.Issues {
			got = append(got, fmt.Sprintf("%s: %d by %d, %d/%d/%d, %s to %s", e.Issue, e.Positions, e.Holders, e.Favor, e.Against, e.None, e.First, e.Last))
		}
		if s.Cursor = r.Next; s.Cursor == "" {
			break
		}
	}
	if diff := cmp.Diff([]string{
		"new bridge: 4 by 3, 3/1/0, 2025-10-01 to 2025-10-10",
		"Strelsau’s rulers: 1 by 1, 0/1/0, 2025-10-09 to 2025-10-09",
		"bridge toll: 1 by 1, 0/1/0, 2025-10-01 to 2025-10-01",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	r, err := x.Issues(context.Background(), IssueSearch{Contains: "TOLL"})
	if err != nil || r.Total != 1 || r.Issues[0].Issue != "bridge toll" {
		t.Errorf("that hold a word: %v, %+v", err, r)
	}
}

func TestJudgments(t *testing.T) {
	docs := append(ruritania(t), newBrief(t, "late", "2026-01-09", "", "Graustark is unlikely to yield. Ruritania could give way. Rain could fall.").
		entity("Graustark", corpus.GPE, "Graustark").
		judgment("Graustark is unlikely to yield", "unlikely", corpus.Unlikely).
		hedge("Ruritania could give way", "could").hedge("Rain could fall", "could").done())
	x := stored(t, docs)
	names := func(s JudgmentSearch) (out []string) {
		t.Helper()
		for {
			r, err := x.Judgments(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range r.Hits {
				out = append(out, fmt.Sprintf("%s %d %s", h.ID, h.Index, h.Band))
			}
			if s.Cursor = r.Next; s.Cursor == "" {
				if len(out) != r.Total {
					t.Errorf("total %d, listed %d", r.Total, len(out))
				}
				return out
			}
		}
	}
	all := []string{"late 0 unlikely", "sections 0 very-likely", "sections 1 unlikely"}
	for _, c := range []struct {
		search JudgmentSearch
		want   []string
	}{
		{JudgmentSearch{}, all},
		{JudgmentSearch{Search: Search{Limit: 1}}, all},
		{JudgmentSearch{Search: Search{Limit: 1, Sort: Oldest}}, []string{"sections 0 very-likely", "sections 1 unlikely", "late 0 unlikely"}},
		{JudgmentSearch{Bands: []corpus.Band{corpus.VeryLikely}}, all[1:2]},
		{JudgmentSearch{Search: Search{Query: "band:unlikely"}}, []string{all[0], all[2]}},
		{JudgmentSearch{Search: Search{Query: "-band:very-likely"}}, all[:1]},
		{JudgmentSearch{Search: Search{Query: "published:2025"}}, all[1:]},
		{JudgmentSearch{Actor: "graustark"}, all[:2]},
		{JudgmentSearch{Hedges: true, Search: Search{Limit: 1}}, []string{"late 0 ", "late 1 "}},
	} {
		if diff := cmp.Diff(c.want, names(c.search)); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c.search, diff)
		}
		n := 0
		for _, err := range x.AllJudgments(context.Background(), c.search) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != len(c.want) {
			t.Errorf("%+v: %d exported, want %d", c.search, n, len(c.want))
		}
	}
	r, err := x.Judgments(context.Background(), JudgmentSearch{Search: Search{Limit: 1, Facets: []FacetRequest{{Field: "band"}, {Field: "actor"}, {Field: "year"}}}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Facet{
		{Field: "band", Counts: Judgments, Values: []FacetValue{{"unlikely", 2}, {"very-likely", 1}}},
		{Field: "actor", Counts: Judgments, Values: []FacetValue{{"Graustark", 2}}, None: 1},
		{Field: "year", Counts: Judgments, Values: []FacetValue{{"2025", 2}, {"2026", 1}}},
	}, r.Facets); diff != "" {
		t.Errorf("facets (-want +got):\n%s", diff)
	}
	if h := r.Hits[0]; h.Statement != "Graustark is unlikely to yield" || h.TermWords != "unlikely" || h.Quote.Exact != h.Statement {
		t.Errorf("%+v", h)
	}
	if _, err := x.Judgments(context.Background(), JudgmentSearch{Search: Search{Facets: []FacetRequest{{Field: "act"}}}}); err == nil {
		t.Error("a facet that judgments have not was counted")
	}
}

func TestCalendar(t *testing.T) {
	docs := []*corpus.Annotated{
		newBrief(t, "a", "2025-11-03", "", "Ruritania votes on 10 November. The treaty of 1999 ends in 2026. Graustark pays by 1 December.").
			entity("Ruritania", corpus.GPE, "Ruritania").entity("Graustark", corpus.GPE, "Graustark").
			date("10 November", "2025-11-10").date("1999", "1999").date("2026", "2026").date("1 December", "2025-12-01").done(),
		newBrief(t, "b", "2025-11-20", "", "The harbour opens in December. Talks last three days. They meet on 1 December.").
			date("December", "2025-12").date("three days", "P3D").date("1 December", "2025-12-01").done(),
		newBrief(t, "c", "", "", "A fair is held on 2 November and on 5 December.").
			date("2 November", "2025-11-02").date("5 December", "2025-12-05").done(),
	}
	x := stored(t, docs)
	names := func(s CalendarSearch) (out []string) {
		t.Helper()
		for {
			r, err := x.Calendar(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range r.Hits {
				out = append(out, h.ID+" "+h.Value)
			}
			if s.Cursor = r.Next; s.Cursor == "" {
				if len(out) != r.Total {
					t.Errorf("total %d, listed %d", r.Total, len(out))
				}
				return out
			}
		}
	}
	ahead := []string{"b 2025-12-01", "a 2025-12-01", "b 2025-12", "c 2025-12-05", "a 2026"}
	day := func(y int, d int) corpus.Date { return corpus.Date{Year: y, Month: 12, Day: d} }
	for _, c := range []struct {
		search CalendarSearch
		want   []string
	}{
		{CalendarSearch{}, ahead},
		{CalendarSearch{Search: Search{Limit: 2}}, ahead},
		{CalendarSearch{Passed: true}, append([]string{"a 2025-11-10"}, ahead...)},
		{CalendarSearch{Search: Search{AsOf: day(2025, 2)}}, ahead[2:]},
		{CalendarSearch{First: day(2025, 2), Last: day(2025, 31)}, ahead[2:4]},
		{CalendarSearch{Search: Search{Query: "actor:Graustark"}}, []string{"a 2025-12-01", "a 2026"}},
	} {
		if diff := cmp.Diff(c.want, names(c.search)); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c.search, diff)
		}
	}
	r, err := x.Calendar(context.Background(), CalendarSearch{Passed: true})
	if err != nil {
		t.Fatal(err)
	}
	if h := r.Hits[0]; h.Words != "10 November" || !slices.Equal(h.Actors, []string{"Ruritania"}) || h.Passage.Text != "Ruritania votes on 10 November." || h.Index != 0 {
		t.Errorf("%+v", h)
	}
	if got := fmt.Sprint(r.Months[0].Count, r.Months[1].Count, r.Months[2].Count, r.Documents); got != "1 4 1 3" {
		t.Errorf("months and documents %s", got)
	}
}

func TestActors(t *testing.T) {
	x := stored(t, bridge(t))
	names := func(s ActorSearch) (out []string) {
		t.Helper()
		for {
			r, err := x.Actors(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range r.Actors {
				out = append(out, fmt.Sprintf("%s %d/%d/%d %s", a.Actor, a.Documents, a.Mentions, a.Positions, a.Wording))
			}
			if s.Cursor = r.Next; s.Cursor == "" {
				return out
			}
		}
	}
	for _, c := range []struct {
		search ActorSearch
		want   []string
	}{
		{ActorSearch{Search: Search{Limit: 2}}, []string{"Ruritania 3/4/2 ", "Evallonia 1/1/2 ", "Graustark 1/1/1 ", "Rudolf V 1/1/1 "}},
		{ActorSearch{Name: "RUDO"}, []string{"Rudolf V 1/1/1 "}},
		{ActorSearch{Name: "strel"}, []string{"Ruritania 3/4/2 Strelsau"}},
		{ActorSearch{Name: "king  ru"}, []string{"Rudolf V 1/1/1 King Rudolf"}},
		{ActorSearch{Name: "ritania"}, nil},
		{ActorSearch{Search: Search{Query: "toll"}, Name: "r"}, []string{"Rudolf V 1/1/1 ", "Ruritania 1/1/1 "}},
	} {
		if diff := cmp.Diff(c.want, names(c.search)); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c.search, diff)
		}
	}
}
