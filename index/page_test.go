package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/query"
)

// numbered is an archive of n documents with two positions each; every seventh is undated,
// and many share a day and a score.
func numbered(t testing.TB, n int) []*corpus.Annotated {
	var docs []*corpus.Annotated
	for i := range n {
		published := fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%3)
		if i%7 == 0 {
			published = ""
		}
		b := newBrief(t, fmt.Sprintf("doc-%03d", i*37%n), published, "", "Ruritania wants peace."+strings.Repeat(" Peace.", i%4)+" Graustark says no.")
		b.position("Ruritania | wants | peace | peace", "Ruritania", corpus.Demand, corpus.Favor)
		b.position("Graustark | says | no |", "Graustark", corpus.Reject, corpus.Against)
		docs = append(docs, b.done())
	}
	return docs
}

func TestPaging(t *testing.T) {
	x := stored(t, numbered(t, 60))
	for _, by := range []Sort{ByRelevance, Newest, Oldest} {
		whole, err := x.Search(context.Background(), Search{Query: "peace", Sort: by, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		want := ids(whole.Hits)
		if len(want) != 60 || whole.Next != "" {
			t.Fatalf("%q: %d hits, next %q", by, len(want), whole.Next)
		}
		var cursors, pages []string
		s := Search{Query: "peace", Sort: by, Limit: 7}
		for n := 1; ; n++ {
			r, err := x.Search(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			cursors = append(cursors, ids(r.Hits)...)
			p, err := x.Search(context.Background(), Search{Query: "peace", Sort: by, Limit: 7, Page: n})
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, ids(p.Hits)...)
			if s.Cursor = r.Next; s.Cursor == "" {
				break
			}
		}
		if diff := cmp.Diff(want, cursors); diff != "" {
			t.Errorf("%q by cursor (-want +got):\n%s", by, diff)
		}
		if diff := cmp.Diff(want, pages); diff != "" {
			t.Errorf("%q by number (-want +got):\n%s", by, diff)
		}
	}
	if _, err := x.Search(context.Background(), Search{Cursor: "not ours"}); !errors.Is(err, ErrCursor) {
		t.Errorf("a foreign cursor: %v", err)
	}
}

func ids(hits []Hit) (out []string) {
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

func TestOrder(t *testing.T) {
	x := stored(t, ruritania(t))
	for by, want := range map[Sort][]string{
		Newest: {"umlaut", "sections", "real", "decoy", "undated"},
		Oldest: {"decoy", "real", "sections", "umlaut", "undated"},
	} {
		r, err := x.Search(context.Background(), Search{Sort: by})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, ids(r.Hits)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", by, diff)
		}
		var all []string
		for a, err := range x.All(context.Background(), Search{Sort: by}) {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, a.ID)
		}
		if diff := cmp.Diff(want, all); diff != "" {
			t.Errorf("all, %s (-want +got):\n%s", by, diff)
		}
	}
}

func TestLedgerPaging(t *testing.T) {
	x := stored(t, numbered(t, 30))
	for _, by := range []Sort{Newest, Oldest} {
		for q, n := range map[string]int{"peace": 60, "holder:Graustark": 30} {
			var want, got []string
			name := func(h PositionHit) string { return fmt.Sprintf("%s/%d", h.ID, h.Index) }
			for h, err := range x.AllPositions(context.Background(), Search{Query: q, Sort: by}) {
				if err != nil {
					t.Fatal(err)
				}
				want = append(want, name(h))
			}
			s := Search{Query: q, Sort: by, Limit: 7}
			for {
				r, err := x.Positions(context.Background(), s)
				if err != nil {
					t.Fatal(err)
				}
				if r.Total != n || r.Documents != 30 {
					t.Errorf("%s: %d positions in %d documents, want %d in 30", q, r.Total, r.Documents, n)
				}
				for _, h := range r.Hits {
					got = append(got, name(h))
				}
				if s.Cursor = r.Next; s.Cursor == "" {
					break
				}
			}
			if diff := cmp.Diff(want, got); diff != "" || len(want) != n {
				t.Errorf("%s %s, %d positions (-want +got):\n%s", q, by, len(want), diff)
			}
		}
	}
}

// marked writes a text with its marks in brackets.
func marked(text string, from int, marks []corpus.Span) string {
	for _, m := range slices.Backward(marks) {
		text = text[:m.End-from] + "]" + text[m.End-from:]
		text = text[:m.Start-from] + "[" + text[m.Start-from:]
	}
	return text
}

func TestPassages(t *testing.T) {
	x := stored(t, ruritania(t))
	for _, c := range []struct{ query, id, want string }{
		{"plan", "decoy", "Ruritania rejects the [plan]."},
		{"muller negotiation", "umlaut", "Jörg [Müller] of the Zürich bank warned that [negotiations] could fail."},
		{`"rule out sanctions"`, "umlaut", "“We shall not [rule out sanctions],” he told Graustark’s envoy."},
		{"graustark -plan -palace envoy", "umlaut", "“We shall not rule out sanctions,” he told [Graustark’s] [envoy]."},
		{"har*r", "sections", "Impact: Talks are very likely to fail, as Graustark threatens to close the [harbour]."},
		{"king's party", "sections", "A re-election of the [king’s] [party] is unlikely."},
		{`about:"NATO membership" holder:Graustark`, "real", "Graustark rejects [NATO membership] for Ruritania."},
		{`holder:Graustark about:membership`, "decoy", "Graustark spoke of NATO [membership]."},
		{"published:2026", "umlaut", "Jörg Müller of the Zürich bank warned that negotiations could fail."},
		{"ceasefyre~1 -talks", "undated", "It mentions the year 2025, sanctions and a [ceasefire]."},
	} {
		r, err := x.Search(context.Background(), Search{Query: c.query})
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		i := slices.IndexFunc(r.Hits, func(h Hit) bool { return h.ID == c.id })
		if i < 0 || len(r.Hits[i].Passages) == 0 {
			t.Errorf("%s: no passage of %s in %v", c.query, c.id, ids(r.Hits))
			continue
		}
		p := r.Hits[i].Passages[0]
		if got := marked(p.Text, p.Start, p.Marks); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.query, got, c.want)
		}
	}
}

func TestSuggestions(t *testing.T) {
	x := stored(t, ruritania(t))
	for q, want := range map[string][]string{
		"holder:Graustrak act:reject": {"holder:Graustark act:reject"},
		"actor:Rassendil":             {"actor:Rassendyll"},
		`actor:"Rudolf Rasendyll"`:    {`actor:"Rudolf Rassendyll"`},
		"holder:Xyzzy":                nil,
		"nothinglikethis":             nil,
	} {
		r, err := x.Search(context.Background(), Search{Query: q})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, r.DidYouMean); diff != "" {
			t.Errorf("%s (-want +got):\n%s", q, diff)
		}
	}
}

func TestAsOf(t *testing.T) {
	x := stored(t, ruritania(t))
	for asOf, want := range map[corpus.Date]int{{}: 1, {Year: 2025, Month: 12, Day: 24}: 2} {
		r, err := x.Search(context.Background(), Search{Query: `published:"last month"`, AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		if r.Total != want {
			t.Errorf("as of %q: %d documents, want %d", asOf, r.Total, want)
		}
	}
	if got := x.Newest(); got != (corpus.Date{Year: 2026, Month: 1, Day: 5}) {
		t.Errorf("newest %s", got)
	}
}

func TestMistakesAndLimits(t *testing.T) {
	x := stored(t, ruritania(t))
	_, err := x.Search(context.Background(), Search{Query: "peace hodler:x"})
	var mistake *query.Error
	if !errors.As(err, &mistake) || mistake.Column != 7 {
		t.Errorf("a mistake: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, Search{Query: "peace"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	r, err := x.Search(context.Background(), Search{Query: "the"})
	if err != nil || len(r.Notes) != 1 {
		t.Errorf("a word that is everywhere: %v, notes %q", err, r.Notes)
	}
}

// TestOddNumbers asks for fewer than none and for more than there can be.
func TestOddNumbers(t *testing.T) {
	x, ctx := stored(t, append(numbered(t, 30), bridge(t)...)), context.Background()
	ask := func(n int) map[string]int {
		got := map[string]int{}
		note := func(what string, n int, err error) {
			if err != nil {
				t.Errorf("%s: %v", what, err)
			}
			got[what] = n
		}
		s := Search{Limit: n}
		r, err := x.Search(ctx, s)
		note("search", len(r.Hits), err)
		p, err := x.Positions(ctx, s)
		note("positions", len(p.Hits), err)
		a, err := x.Actors(ctx, ActorSearch{Search: s})
		note("actors", len(a.Actors), err)
		d, err := x.Dossier(ctx, "Ruritania", DossierOptions{Limit: n})
		note("dossier", len(d.Latest)+len(d.Issues)+len(d.Shifts), err)
		i, err := x.Issue(ctx, "new bridge", IssueOptions{Search: s, Lanes: n})
		note("issue", len(i.Latest)+len(i.Shifts)+len(i.For.Cells), err)
		c, err := x.Compare(ctx, []string{"Ruritania", "Graustark"}, Search{}, n, false)
		note("compare", len(c.Issues)+len(c.Ledgers[0]), err)
		g, err := x.Graph(ctx, Search{}, GraphOptions{Nodes: n})
		note("graph", len(g.Nodes), err)
		return got
	}
	usual := ask(0)
	for _, n := range []int{-1, math.MinInt} {
		if diff := cmp.Diff(usual, ask(n)); diff != "" {
			t.Errorf("%d (-usual +got):\n%s", n, diff)
		}
	}
	ask(math.MaxInt)
	for _, n := range []int{math.MaxInt/2 + 2, math.MaxInt} {
		s := Search{Page: n}
		r, err := x.Search(ctx, s)
		p, perr := x.Positions(ctx, s)
		j, jerr := x.Judgments(ctx, JudgmentSearch{Search: s})
		a, aerr := x.Actors(ctx, ActorSearch{Search: s})
		if err := errors.Join(err, perr, jerr, aerr); err != nil || len(r.Hits)+len(p.Hits)+len(j.Hits)+len(a.Actors) > 0 {
			t.Errorf("page %d: %v, or a hit", n, err)
		}
	}
}

// TestFormsAreOfTheVocabulary: what is kept of the words that people ask for does not grow with
// words that no document has.
func TestFormsAreOfTheVocabulary(t *testing.T) {
	x := stored(t, ruritania(t))
	for i := range 100 {
		total(t, x, fmt.Sprintf("talks xylophone%d", i))
	}
	kept := map[any]bool{}
	x.engine.inflections.Range(func(key, _ any) bool { kept[key] = true; return true })
	if len(kept) == 0 || len(kept) > 2 { // "talk" in the title and in the text
		t.Errorf("kept: %v", kept)
	}
}

// FuzzSearch asks whatever comes.
func FuzzSearch(f *testing.F) {
	x := stored(f, ruritania(f))
	for _, s := range []string{"peace", `"a b"~3 -c* d~2`, `in:impact {holder:graustark "x y"}`, `on:2025 when:.. source:*`, "act:(reject OR -deny) OR has:date", "\xff", "“”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, q string) {
		r, err := x.Search(context.Background(), Search{Query: q, Facets: []FacetRequest{{Field: "actor"}, {Field: "act"}}})
		if err != nil {
			return
		}
		n := 0
		for _, err := range x.All(context.Background(), Search{Query: q}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != r.Total {
			t.Fatalf("%q: total %d, exported %d", q, r.Total, n)
		}
	})
}

// TestHeadingIsNoPassage: a hit without words that match is shown by its first sentence. A line
// that is all there is, or belongs to its sentence, is shown.
func TestHeadingIsNoPassage(t *testing.T) {
	for text, want := range map[string]string{
		"Summary\n\nRuritania waits. So does Graustark.": "Ruritania waits.",
		"The Ferry\nSummary:\n\n“Ruritania waits.”":      "“Ruritania waits.”",
		"Summary: Ruritania waits.":                      "Summary: Ruritania waits.",
		"Summary:":                                       "Summary:",
		"\nRuritania waits.":                             "Ruritania waits.",
	} {
		a := &corpus.Annotated{Document: corpus.Document{Text: text}}
		if got := textPassages(a, nil); len(got) != 1 || got[0].Text != want {
			t.Errorf("%q: %+v, want %q", text, got, want)
		}
	}
}
