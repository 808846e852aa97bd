package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/query"
)

// said is a document in which Ruritania rejects what stands behind "rejects" in each of some
// sentences, as far as the words of found reach.
func said(t *testing.T, id, published string, sentences ...string) *corpus.Annotated {
	b := newBrief(t, id, published, "", strings.Join(sentences, " "))
	for _, s := range sentences {
		if what, ok := strings.CutPrefix(s, "Ruritania rejects "); ok {
			what = strings.TrimSuffix(what, ".")
			at := b.span(s)
			source, cue := corpus.Span{Start: at.Start, End: at.Start + 9}, corpus.Span{Start: at.Start + 10, End: at.Start + 17}
			content := corpus.Span{Start: cue.End + 1, End: cue.End + 1 + len(what)}
			b.a.Positions = append(b.a.Positions, corpus.Position{
				Source: []corpus.Span{source}, Cue: []corpus.Span{cue}, Content: []corpus.Span{content},
				Actor: "Ruritania", Act: corpus.Reject, Stance: corpus.Against, Speech: corpus.Indirect, Modality: corpus.Plain,
			})
		}
	}
	return b.done()
}

// shorter is a document as other extractors would annotate it: each content ends a word earlier,
// and there is another position before the others.
func shorter(d *corpus.Annotated) *corpus.Annotated {
	for i := range d.Positions {
		c := &d.Positions[i].Content[0]
		c.End = c.Start + strings.LastIndexByte(c.In(d.Text), ' ')
	}
	first := d.Positions[0]
	first.Content = first.Cue
	d.Positions = append([]corpus.Position{first}, d.Positions...)
	return d
}

// TestNews goes through the nights of an archive. What is told each night are the last words of
// what is new, sorted as the archive sorts.
func TestNews(t *testing.T) {
	const toll, ferry, lock = "Ruritania rejects the old bridge toll.", "Ruritania rejects a new ferry.", "Ruritania rejects every big lock."
	for _, c := range []struct {
		name, query string
		nights      [][]*corpus.Annotated // what is written; nil in place of a document removes "a"
		want        [][]string
	}{
		{
			"a text that arrives late, with an old date", "holder:Ruritania",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", toll)}, {}, {said(t, "b", "2019-05-06", toll)}},
			[][]string{{"a: " + toll}, nil, {"b: " + toll}},
		},
		{
			"a text that changed", "holder:Ruritania",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", toll)}, {said(t, "a", "2025-12-02", "It rains.", ferry, toll)}},
			[][]string{{"a: " + toll}, {"a: " + ferry}},
		},
		{
			"a sentence that goes and comes back", "act:reject",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", toll, ferry)}, {said(t, "a", "2025-12-01", ferry)}, {said(t, "a", "2025-12-01", ferry, toll)}},
			[][]string{{"a: " + toll, "a: " + ferry}, nil, nil},
		},
		{
			"other extractors", "holder:Ruritania",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", toll, ferry)}, {shorter(said(t, "a", "2025-12-01", toll, ferry))}},
			[][]string{{"a: " + toll, "a: " + ferry}, nil},
		},
		{
			"other extractors, and another sentence", "holder:Ruritania",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", toll)}, {shorter(said(t, "a", "2025-12-01", toll, lock))}},
			[][]string{{"a: " + toll}, {"a: " + lock}},
		},
		{
			"removed and returned", "holder:Ruritania",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", toll)}, {nil}, {said(t, "a", "2025-12-03", toll)}},
			[][]string{{"a: " + toll}, nil, nil},
		},
		{
			"words: the sentences with them", "rain",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", "It will rain.", toll)}, {said(t, "a", "2025-12-01", "Rain again.", "It will rain.", ferry)}, {said(t, "a", "2025-12-01", lock, "It  will rain.")}},
			[][]string{{"a: It will rain."}, {"a: Rain again."}, nil},
		},
		{
			"no words: the text", "published:2025",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", toll)}, {shorter(said(t, "a", "2025-12-02", toll))}, {said(t, "a", "2025-12-02", toll, ferry)}},
			[][]string{{"a: " + toll}, nil, {"a: " + toll}},
		},
		{
			"positions, or else words", "act:reject OR rain",
			[][]*corpus.Annotated{{said(t, "a", "2025-12-01", toll), said(t, "b", "2025-11-01", "Rain again.")}, {}},
			[][]string{{"a: " + toll, "b: Rain again."}, nil},
		},
		{
			"more matches than a hit shows", "rain",
			[][]*corpus.Annotated{
				{said(t, "a", "2025-12-01", "Rain one.", "Rain two.", "Rain three.", "Rain four.")},
				{said(t, "a", "2025-12-01", "Rain one.", "Rain two.", "Rain three.", "Rain four.", "Rain five.")},
			},
			[][]string{{"a: Rain one. Rain two. Rain three."}, {"a: Rain five."}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := AddWatch(dir, "w", c.query, nil); err != nil {
				t.Fatal(err)
			}
			for i, night := range c.nights {
				w := mustWriter(t, dir, Options{Version: fmt.Sprint(i)})
				for _, d := range night {
					if d == nil {
						w.Delete("a")
						continue
					}
					done(t, w, d)
				}
				mustClose(t, w)
				if diff := cmp.Diff(c.want[i], toldNow(t, dir)); diff != "" {
					t.Errorf("night %d (-want +got):\n%s", i+1, diff)
				}
			}
		})
	}
}

// toldNow runs the first watch, and notes its news as told.
func toldNow(t *testing.T, dir string) (out []string) {
	t.Helper()
	x := mustOpen(t, dir)
	defer mustClose(t, x)
	all, err := Watches(dir)
	if err != nil {
		t.Fatal(err)
	}
	n, err := x.News(context.Background(), all[0], math.MaxInt)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range n.Positions {
		out = append(out, h.ID+": "+h.Passage.Text)
	}
	for _, h := range n.Documents {
		words := h.ID + ":"
		for _, p := range h.Passages {
			words += " " + p.Text
		}
		out = append(out, words)
	}
	if err := Tell(dir, []*News{n}, time.Now()); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestWatches: what is known when a watch is added is no news; names; a query with a mistake; an
// index that is made afresh.
func TestWatches(t *testing.T) {
	dir := t.TempDir()
	for _, fresh := range []bool{false, true} {
		w := mustWriter(t, dir, Options{Fresh: fresh})
		done(t, w, ruritania(t)...)
		mustClose(t, w)
		if !fresh {
			x := mustOpen(t, dir)
			n, err := x.News(context.Background(), Watch{Query: "holder:Graustark"}, math.MaxInt)
			if err != nil || n.Total() != 3 || !n.Found() {
				t.Fatalf("%v, %v; want 3 positions", n, err)
			}
			if err := AddWatch(dir, "grau", "holder:Graustark", n); err != nil {
				t.Fatal(err)
			}
			_, err = x.News(context.Background(), Watch{Query: "holdr:Graustark"}, math.MaxInt)
			if _, ok := errors.AsType[*query.Error](err); !ok {
				t.Errorf("a mistake in the query: %v", err)
			}
			mustClose(t, x)
		}
		if got := toldNow(t, dir); got != nil {
			t.Errorf("fresh=%v: %q are told, which were known", fresh, got)
		}
	}
	if err := AddWatch(dir, "grau", "ferry", nil); !errors.Is(err, ErrWatched) {
		t.Errorf("a name for the second time: %v", err)
	}
	for _, name := range []string{"", "-x", "a b", "a/b", "..", "a\nb", strings.Repeat("a", 65)} {
		if err := AddWatch(dir, name, "ferry", nil); !errors.Is(err, ErrWatchName) {
			t.Errorf("%q: %v, want %v", name, err, ErrWatchName)
		}
	}
	if err := errors.Join(AddWatch(dir, "Zürich-2.b", "ferry", nil), RemoveWatch(dir, "grau")); err != nil {
		t.Error(err)
	}
	if err := RemoveWatch(dir, "grau"); !errors.Is(err, ErrNoWatch) {
		t.Errorf("removed twice: %v", err)
	}
	if all, err := Watches(dir); err != nil || len(all) != 1 || all[0].Name != "Zürich-2.b" {
		t.Errorf("%v, %v; want the one that is left", all, err)
	}
}

// TestTellTogether: runs that end at the same time lose nothing of each other, and what they
// told of a watch that was removed or asks something else by now is dropped.
func TestTellTogether(t *testing.T) {
	dir := t.TempDir()
	const runs = 8
	var wg sync.WaitGroup
	for i := range runs {
		name := fmt.Sprint("w", i)
		if err := AddWatch(dir, name, "a", nil); err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			n := func(w string, hash int) *News {
				return &News{Watch: Watch{Name: w, Query: "a"}, found: heard{uint64(hash): true}}
			}
			if err := Tell(dir, []*News{n(name, 100), n("w0", i), n("gone", 1)}, time.Now()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	all, err := Watches(dir)
	if err != nil || len(all) != runs {
		t.Fatalf("%d watches, %v; want %d", len(all), err, runs)
	}
	for i, w := range all {
		if want := map[bool]int{true: runs + 1, false: 1}[i == 0]; len(w.Told) != want || w.Ran.IsZero() {
			t.Errorf("%s: %d are told, want %d", w.Name, len(w.Told), want)
		}
	}
	n := &News{Watch: Watch{Name: "w1", Query: "b"}, found: heard{7: true}}
	if err := Tell(dir, []*News{n}, time.Now()); err != nil {
		t.Fatal(err)
	}
	if all, _ := Watches(dir); all[1].Told[7] {
		t.Error("news of another query count as told")
	}
}

func TestDamagedWatches(t *testing.T) {
	dir := t.TempDir()
	if err := AddWatch(dir, "w", "a", &News{found: heard{1: true, 2: true}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, watchFolder, watchName)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range []string{"", string(whole[:len(whole)/2]), strings.Replace(string(whole), "AAAAAAAAAAE", "AAAA", 1), strings.Replace(string(whole), "AAAAAAAAAAE", "?", 1)} {
		if err := os.WriteFile(path, []byte(b), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Watches(dir)
		for _, err := range []error{err, AddWatch(dir, "v", "b", nil), RemoveWatch(dir, "w"), Tell(dir, nil, time.Now())} {
			if err == nil || !strings.Contains(err.Error(), "is damaged") || !strings.Contains(err.Error(), "add the watches again") || !strings.Contains(err.Error(), path) {
				t.Errorf("%q: %v; want the file and the next step", b, err)
			}
		}
		if got, _ := os.ReadFile(path); string(got) != b {
			t.Errorf("%q was written over", b)
		}
	}
}
