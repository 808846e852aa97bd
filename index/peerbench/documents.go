// Package peerbench sets the index beside SQLite FTS5 and beside Bleve's own facets, in the
// same run over the same documents. It is a module of its own, so that the peers stay out of
// the program's go.mod. Run it with
//
//	sayso extract ARCHIVE… > sample.jsonl
//	SAYSO_SAMPLE=sample.jsonl SAYSO_SCALE=70000 SAYSO_DIR=some/folder go test -bench . -benchtime 200x
//
// The documents of the sample are fed again and again under new ids, their dates shifted,
// until there are SAYSO_SCALE of them (2,000). Without a sample they are made up. SAYSO_DIR
// keeps what was built for the next run. Every question is asked of all peers in turn, so
// that whatever else the machine does slows all of them: compare the numbers of one run only.
package peerbench

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// documents makes an archive of n documents, each on demand.
type documents struct {
	n      int
	sample []*corpus.Annotated // nil: made up
}

func newDocuments(n int, sample string) (*documents, error) {
	d := &documents{n: n}
	if sample == "" {
		for i := range 500 {
			d.sample = append(d.sample, made(i))
		}
		return d, nil
	}
	f, err := os.Open(sample)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for a, err := range corpus.NewDecoder(f, sample).All() {
		if err != nil {
			return nil, err
		}
		d.sample = append(d.sample, &a)
	}
	return d, nil
}

// shiftDays is by how much the dates of each further copy of the sample lie later.
const shiftDays = 11

// at returns the document numbered i.
func (d *documents) at(i int) *corpus.Annotated {
	copies := i / len(d.sample)
	a := *d.sample[i%len(d.sample)]
	a.ID = fmt.Sprintf("%04d/%s", copies, a.ID)
	if !a.Published.IsZero() {
		a.Published = a.Published.AddDays(copies * shiftDays)
	}
	a.Dates = slices.Clone(a.Dates)
	for k, x := range a.Dates {
		if day, err := corpus.ParseDate(x.Value); err == nil && len(x.Value) == len("2025-12-01") {
			a.Dates[k].Value = day.AddDays(copies * shiftDays).String()
		}
	}
	return &a
}

// made is a made-up brief: words and actors drawn with Zipf-like frequencies, so that common
// words stand in a third of the documents and rare ones in a few.
func made(i int) *corpus.Annotated {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	words := rand.NewZipf(r, 1.1, 8, 20000)
	names := rand.NewZipf(r, 1.2, 3, 4000)
	var b strings.Builder
	a := &corpus.Annotated{}
	a.ID = fmt.Sprintf("doc-%06d", i)
	a.Title = fmt.Sprintf("w%dq", words.Uint64())
	a.Published = corpus.Date{Year: 2020, Month: 1, Day: 1}.AddDays(i % 2000)
	for n := range 220 {
		if n%18 != 17 {
			fmt.Fprintf(&b, "w%dq ", words.Uint64())
			continue
		}
		name := fmt.Sprintf("Actor%d", names.Uint64())
		span := corpus.Span{Start: b.Len(), End: b.Len() + len(name)}
		b.WriteString(name + " ")
		a.Entities = append(a.Entities, corpus.Entity{Span: span, Type: corpus.GPE, Actor: name})
		a.Positions = append(a.Positions, corpus.Position{Source: []corpus.Span{span}, Actor: name, Act: corpus.Assert, Stance: corpus.NoStance})
	}
	a.Text = b.String()
	return a
}

func actors(a *corpus.Annotated) (out []string) {
	for _, e := range a.Entities {
		if e.Actor != "" && !slices.Contains(out, e.Actor) {
			out = append(out, e.Actor)
		}
	}
	return out
}

// questions are words, phrases and pairs of words of the sample, from rare to frequent.
type questions struct{ terms, phrases, pairs []string }

// asked is how many of each kind there are.
const asked = 60

func (d *documents) questions() (q questions) {
	df, bigrams := map[string]int{}, map[string]int{}
	texts := make([]map[string]bool, len(d.sample))
	for i, a := range d.sample {
		texts[i] = map[string]bool{}
		pairs := map[string]bool{}
		before := ""
		for w := range strings.FieldsSeq(strings.ToLower(a.Text)) {
			if len(w) < 4 || strings.ContainsFunc(w, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
				before = ""
				continue
			}
			texts[i][w] = true
			if before != "" {
				pairs[before+" "+w] = true
			}
			before = w
		}
		for w := range texts[i] {
			df[w]++
		}
		for p := range pairs {
			bigrams[p]++
		}
	}
	q.terms, q.phrases = spread(df, 2), spread(bigrams, 3)
	frequent := spread(df, 20)
	r := rand.New(rand.NewPCG(2, 2))
	for range 100 * asked {
		a, b := frequent[r.IntN(len(frequent))], frequent[r.IntN(len(frequent))]
		if a != b && slices.ContainsFunc(texts, func(t map[string]bool) bool { return t[a] && t[b] }) {
			if q.pairs = append(q.pairs, a+" "+b); len(q.pairs) == asked {
				break
			}
		}
	}
	return q
}

// spread picks from those that occur at least so often, evenly over their frequencies.
func spread(counts map[string]int, least int) (out []string) {
	var all []string
	for w, n := range counts {
		if n >= least {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[a] - counts[b]
		}
		return strings.Compare(a, b)
	})
	for i := range min(asked, len(all)) {
		out = append(out, all[i*(len(all)-1)/max(asked-1, 1)])
	}
	return out
}
