package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"

	"github.com/sayso-nlp/sayso/index/internal/words"
	"github.com/sayso-nlp/sayso/index/query"
)

// maxExpansions bounds the words that one wildcard or fuzzy word stands for.
const maxExpansions = 1000

// BM25 (Robertson, Zaragoza 2009) with the usual constants.
const (
	bm25K1 = 1.2
	bm25B  = 0.75
)

// titleBoost: a word in the title says more of what a brief is about than one in its text.
const titleBoost = 2

// posting is a document that holds a term.
type posting struct {
	number uint64 // Bleve's
	freq   float64
	length float64 // of the field, in words
}

// scan reads the postings of some words as if they were one. With places, visit gets them in
// ascending order; the slice is only good during the call. only, if not nil, lists in
// ascending order the numbers to look at.
func (e *engine) scan(ctx context.Context, field string, words []string, places bool, only []uint64, visit func(posting, []place)) (err error) {
	heads := make([]head, 0, len(words))
	defer func() {
		for _, h := range heads {
			err = errors.Join(err, h.r.Close())
		}
	}()
	for _, w := range words {
		r, err := e.reader.TermFieldReader(ctx, []byte(w), field, true, true, places)
		if err != nil {
			return err
		}
		heads = append(heads, head{r: r, doc: new(api.TermFieldDoc)})
		if err := heads[len(heads)-1].next(only); err != nil {
			return err
		}
	}
	var at []place
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		number := none
		for i := range heads {
			number = min(number, heads[i].number)
		}
		if number == none {
			return nil
		}
		i, wanted := slices.BinarySearch(only, number)
		if only = only[i:]; wanted {
			only = only[1:]
		}
		p := posting{number: number}
		at = at[:0]
		for i := range heads {
			h := &heads[i]
			if h.number != number {
				continue
			}
			p.freq += float64(countOf(h.doc.Freq))
			p.length = 1 / (h.doc.Norm * h.doc.Norm)
			if places {
				at = h.places(at)
			}
			if err := h.next(only); err != nil {
				return err
			}
		}
		if only == nil || wanted {
			if len(heads) > 1 {
				slices.SortFunc(at, place.compare)
			}
			visit(p, at)
		}
	}
}

// none is the number of a document behind the last.
const none uint64 = math.MaxUint64

// head reads the postings of one word.
type head struct {
	r      api.TermFieldReader
	doc    *api.TermFieldDoc
	id     api.IndexInternalID
	number uint64
}

// next goes to the next posting, and if only some are wanted not before the first of them.
func (h *head) next(only []uint64) error {
	var d *api.TermFieldDoc
	var err error
	switch {
	case only == nil:
		d, err = h.r.Next(h.doc.Reset())
	case len(only) > 0:
		h.id = api.NewIndexInternalID(h.id, only[0])
		d, err = h.r.Advance(h.id, h.doc.Reset())
	}
	h.number = none
	if d != nil {
		h.doc, h.number = d, d.ID.Value()
	}
	return err
}

func (h *head) places(to []place) []place {
	var rest []uint64
	if len(h.doc.Vectors) > 0 {
		rest = h.doc.Vectors[0].ArrayPositions
	}
	return unpackPlaces(to, h.doc.Freq, rest)
}

// forms lists the words of a field that have a stem. What is found is kept; that a stem has no
// words is not, as people ask for more words than any archive has.
func (e *engine) forms(field, stem string) ([]string, error) {
	key := field + " " + stem
	if known, ok := e.inflections.Load(key); ok {
		return known.([]string), nil
	}
	var out []string
	for _, prefix := range words.Prefixes(stem) {
		dict, err := e.withPrefix(field, prefix)
		if err != nil {
			return nil, err
		}
		for {
			entry, err := dict.Next()
			if err != nil || entry == nil {
				if err := errors.Join(err, dict.Close()); err != nil {
					return nil, err
				}
				break
			}
			if words.Stem(entry.Term) == stem {
				out = append(out, entry.Term)
			}
		}
	}
	if len(out) > 0 {
		e.inflections.Store(key, out)
	}
	return out, nil
}

// withPrefix lists the words of a field that begin alike.
func (e *engine) withPrefix(field, prefix string) (api.FieldDict, error) {
	if err := e.touch(field, prefix); err != nil {
		return nil, err
	}
	return e.reader.FieldDictPrefix(field, []byte(prefix))
}

// touch goes to where the words with a prefix begin, as Bleve will do in goroutines of its own: a
// panic there, over damage, could not be caught.
func (e *engine) touch(field, prefix string) error {
	s, ok := e.reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil
	}
	for _, seg := range s.Segments() {
		dict, err := seg.Segment().Dictionary(field)
		if err != nil {
			return err
		}
		dict.AutomatonIterator(nil, []byte(prefix), nil)
	}
	return nil
}

// found is a document that holds a pattern, with its matches.
type found struct {
	number uint64
	freq   int
	length float64
	runs   []run // empty unless asked for by the pattern having places
}

// findPattern calls visit with every document whose field holds the pattern, in ascending
// order of numbers, and returns the sum of the terms' weights (idf).
func (e *engine) findPattern(ctx context.Context, field string, p *pattern, places bool, visit func(found)) (weight float64, err error) {
	total, err := e.reader.DocCount()
	if err != nil {
		return 0, err
	}
	order := make([]int, len(p.terms))
	counts := make([]uint64, len(p.terms))
	words := make([][]string, len(p.terms))
	for i, t := range p.terms {
		order[i] = i
		if words[i] = []string{t}; !p.exact {
			if words[i], err = e.forms(field, t); err != nil {
				return 0, err
			}
		}
		if counts[i], err = e.count(ctx, field, words[i]); err != nil {
			return 0, err
		}
		weight += idf(total, min(total, counts[i]))
	}
	if len(p.terms) == 1 {
		return weight, e.scan(ctx, field, words[0], places, nil, func(d posting, at []place) {
			f := found{number: d.number, freq: int(d.freq), length: d.length}
			for _, pl := range at {
				f.runs = append(f.runs, run{pl, pl})
			}
			visit(f)
		})
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(counts[a], counts[b]) })
	return weight, e.findPhrase(ctx, field, p, words, order, visit)
}

// findPhrase reads the rarest term first and the others only where all before them are.
func (e *engine) findPhrase(ctx context.Context, field string, p *pattern, words [][]string, order []int, visit func(found)) error {
	var only []uint64
	length := map[uint64]float64{}
	at := make([]map[uint64][]place, len(p.terms))
	for k, i := range order {
		at[i] = map[uint64][]place{}
		here := []uint64{}
		err := e.scan(ctx, field, words[i], true, only, func(d posting, places []place) {
			here = append(here, d.number)
			at[i][d.number] = slices.Clone(places)
			if k == 0 {
				length[d.number] = d.length
			}
		})
		if err != nil {
			return err
		}
		if only = here; len(only) == 0 {
			return nil
		}
	}
	lists := make([][]place, len(p.terms))
	for _, number := range only {
		for i := range lists {
			lists[i] = at[i][number]
		}
		if runs := p.match(lists); len(runs) > 0 {
			visit(found{number, len(runs), length[number], runs})
		}
	}
	return nil
}

// count adds up how many documents hold each of some words: at least as many as hold any.
func (e *engine) count(ctx context.Context, field string, words []string) (n uint64, err error) {
	for _, w := range words {
		r, err := e.reader.TermFieldReader(ctx, []byte(w), field, false, false, false)
		if err != nil {
			return 0, err
		}
		n += r.Count()
		if err := r.Close(); err != nil {
			return 0, err
		}
	}
	return n, nil
}

func idf(total, n uint64) float64 {
	return math.Log(1 + (float64(total)-float64(n)+0.5)/(float64(n)+0.5))
}

// bm25 weighs a frequency in a field of some length against the average.
func bm25(freq, length, average float64) float64 {
	return freq * (bm25K1 + 1) / (freq + bm25K1*(1-bm25B+bm25B*length/average))
}

// average returns the mean length of a field, in its unit.
func (e *engine) average(field string) float64 {
	n, err := e.reader.DocCount()
	r, ok := e.reader.(api.BM25Reader)
	if err != nil || !ok || n == 0 {
		return 1
	}
	if err := e.touch(field, ""); err != nil {
		return 1
	}
	words, err := r.FieldCardinality(field)
	if err != nil || words == 0 {
		return 1
	}
	return float64(words) / float64(n)
}

// errWide says that a wildcard stands for too many words.
var errWide = fmt.Errorf("stands for more than %d words: add letters", maxExpansions)

// expand lists the words of the field that a wildcard or a fuzzy word stands for.
func (e *engine) expand(field string, v query.Value) ([]string, error) {
	dict, matches, err := e.dictionary(field, v)
	if err != nil {
		return nil, err
	}
	var out []string
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return out, errors.Join(err, dict.Close())
		}
		if !matches(entry.Term) {
			continue
		}
		if len(out) == maxExpansions {
			return nil, errors.Join(errWide, dict.Close())
		}
		out = append(out, entry.Term)
	}
}

// dictionary returns the words of the field from which those of v come, and the test that
// they must pass.
func (e *engine) dictionary(field string, v query.Value) (api.FieldDict, func(string) bool, error) {
	folded := words.Fold(v.Text)
	if v.Form == query.Fuzzy {
		fuzzy, ok := e.reader.(api.IndexReaderFuzzy)
		if !ok {
			return nil, nil, errors.New("this index has no fuzzy search")
		}
		if err := e.touch(field, ""); err != nil {
			return nil, nil, err
		}
		d, err := fuzzy.FieldDictFuzzy(field, folded, v.N, "")
		return d, func(string) bool { return true }, err
	}
	prefix, _, _ := strings.Cut(folded, "*")
	d, err := e.withPrefix(field, prefix)
	return d, func(w string) bool { return glob(folded, w) }, err
}

// glob reports whether s matches a pattern in which * stands for anything. Each piece is
// taken where it first fits, so the work is linear for each of at most a few pieces.
func glob(pattern, s string) bool {
	pieces := strings.Split(pattern, "*")
	last := len(pieces) - 1
	if last == 0 {
		return pattern == s
	}
	if !strings.HasPrefix(s, pieces[0]) {
		return false
	}
	s = s[len(pieces[0]):]
	for _, p := range pieces[1:last] {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return strings.HasSuffix(s, pieces[last])
}
