package peerbench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/index"
)

// archive is what all benchmarks of a run share.
type archive struct {
	questions
	own    own
	sqlite sqlite
	bleve  plainBleve
}

func open(b *testing.B) *archive {
	b.Helper()
	n := 2000
	fmt.Sscan(os.Getenv("SAYSO_SCALE"), &n)
	dir := os.Getenv("SAYSO_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	d, err := newDocuments(n, os.Getenv("SAYSO_SAMPLE"))
	must(b, err)
	dir = filepath.Join(dir, fmt.Sprint(n))
	a := &archive{questions: d.questions()}
	a.own, err = openOwn(filepath.Join(dir, "own"), d)
	must(b, err)
	a.sqlite, err = openSQLite(filepath.Join(dir, "fts.db"), d)
	must(b, err)
	a.bleve, err = openBleve(filepath.Join(dir, "bleve"), d)
	must(b, err)
	b.Cleanup(func() { a.own.Close(); a.sqlite.Close(); a.bleve.Close() })
	return a
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// timings are how long the answers of one peer took.
type timings struct {
	name string
	ask  func(i int) error
	took []time.Duration
}

// run asks all in turn, each once without the clock, and reports medians and 95th
// percentiles in milliseconds.
func run(b *testing.B, all ...*timings) {
	for _, t := range all {
		t.took = nil
		for i := range 3 {
			must(b, t.ask(i))
		}
	}
	n := 0
	for b.Loop() {
		for _, t := range all {
			start := time.Now()
			must(b, t.ask(n))
			t.took = append(t.took, time.Since(start))
		}
		n++
	}
	for _, t := range all {
		slices.Sort(t.took)
		ms := func(share float64) float64 {
			return float64(t.took[int(share*float64(len(t.took)-1))].Microseconds()) / 1000
		}
		b.ReportMetric(ms(0.50), t.name+"-p50-ms")
		b.ReportMetric(ms(0.95), t.name+"-p95-ms")
	}
	b.ReportMetric(0, "ns/op") // of all peers together: no number to look at
}

// asking turns questions into the timings of a peer.
func asking(name string, p peer, question func(i int) question) *timings {
	return &timings{name: name, ask: func(i int) error { _, err := p.ask(question(i)); return err }}
}

func BenchmarkPeers(b *testing.B) {
	a := open(b)
	word := func(list []string, i int) string { return list[i%len(list)] }
	for _, c := range []struct {
		name     string
		question func(i int) question
		bleve    bool
	}{
		{"term", func(i int) question { return question{words: word(a.terms, i)} }, true},
		{"term-snippets", func(i int) question { return question{words: word(a.terms, i), snippets: true} }, false},
		{"phrase", func(i int) question { return question{words: word(a.phrases, i), phrase: true} }, true},
		{"and-dates-facets", func(i int) question {
			return question{words: word(a.pairs, i), from: "2020-06-01", to: "2023-12-31", facets: true}
		}, true},
		{"all-facets", func(int) question { return question{facets: true} }, true},
		{"term-by-date", func(i int) question { return question{words: word(a.terms, i), byDate: true} }, true},
		{"all-by-date", func(int) question { return question{byDate: true} }, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			all := []*timings{asking("sayso", a.own, c.question), asking("sqlite", a.sqlite, c.question)}
			if c.bleve {
				all = append(all, asking("bleve", a.bleve, c.question))
			}
			run(b, all...)
		})
	}
	b.Run("dossier", func(b *testing.B) {
		r, err := a.own.Actors(context.Background(), index.ActorSearch{Search: index.Search{Limit: 1}})
		must(b, err)
		name := r.Actors[0].Actor
		run(b, &timings{name: "sayso", ask: func(int) error {
			_, err := a.own.Dossier(context.Background(), name, index.DossierOptions{})
			return err
		}})
	})
	for name, s := range map[string]index.Search{"pages-by-date": {Sort: index.Newest}, "pages-by-relevance": {Query: word(a.terms, asked-1)}} {
		b.Run(name, func(b *testing.B) {
			page := func(s index.Search) func(int) error {
				return func(int) error { _, err := a.own.Search(context.Background(), s); return err }
			}
			s.Limit = 10
			before := s
			before.Page = 999
			r, err := a.own.Search(context.Background(), before)
			must(b, err)
			far := s
			far.Cursor = r.Next
			run(b, &timings{name: "first", ask: page(s)}, &timings{name: "thousandth", ask: page(far)})
		})
	}
}

// TestPeersAgree: on words without a stem of their own all find the same, so that the peers
// are asked the same.
func TestPeersAgree(t *testing.T) {
	d, err := newDocuments(1000, "")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	x, err := openOwn(filepath.Join(dir, "own"), d)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	db, err := openSQLite(filepath.Join(dir, "fts.db"), d)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	bl, err := openBleve(filepath.Join(dir, "bleve"), d)
	if err != nil {
		t.Fatal(err)
	}
	defer bl.Close()
	words := d.questions()
	for _, q := range []question{
		{words: words.terms[30]}, {words: words.pairs[0]}, {words: words.phrases[len(words.phrases)-1], phrase: true},
		{words: words.pairs[1], from: "2020-02-01", to: "2021-09-30", facets: true}, {facets: true}, {byDate: true},
	} {
		var got []int
		for _, p := range []peer{x, db, bl} {
			n, err := p.ask(q)
			if err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			got = append(got, n)
		}
		if got[0] == 0 || got[0] != got[1] || got[0] != got[2] {
			t.Errorf("%+v: %v hits", q, got)
		}
	}
}
