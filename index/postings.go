package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

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

// scan reads the postings of a term. With places, visit gets them in ascending order; the
// slice is only good during the call. only, if not nil, lists in ascending order the
// numbers to look at.
func (e *engine) scan(ctx context.Context, field, term string, places bool, only []uint64, visit func(posting, []place)) error {
	r, err := e.reader.TermFieldReader(ctx, []byte(term), field, true, true, places)
	if err != nil {
		return err
	}
	var doc api.TermFieldDoc
	var at []place
	var id api.IndexInternalID
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return errors.Join(ctx.Err(), r.Close())
		}
		var d *api.TermFieldDoc
		if only == nil {
			d, err = r.Next(doc.Reset())
		} else {
			if len(only) == 0 {
				return r.Close()
			}
			id = api.NewIndexInternalID(id, only[0])
			d, err = r.Advance(id, doc.Reset())
		}
		if err != nil || d == nil {
			return errors.Join(err, r.Close())
		}
		number := d.ID.Value()
		if only != nil {
			i, found := slices.BinarySearch(only, number)
			only = only[i:]
			if !found {
				continue
			}
			only = only[1:]
		}
		at = at[:0]
		for _, v := range d.Vectors {
			at = append(at, place{int(v.ArrayPositions[0]), int(v.Pos)})
		}
		slices.SortFunc(at, place.compare)
		visit(posting{number, float64(d.Freq), 1 / (d.Norm * d.Norm)}, at)
	}
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
	for i, t := range p.terms {
		order[i] = i
		if counts[i], err = e.count(ctx, field, t); err != nil {
			return 0, err
		}
		weight += idf(total, counts[i])
	}
	if len(p.terms) == 1 {
		return weight, e.scan(ctx, field, p.terms[0], places, nil, func(d posting, at []place) {
			f := found{number: d.number, freq: int(d.freq), length: d.length}
			for _, pl := range at {
				f.runs = append(f.runs, run{pl, pl})
			}
			visit(f)
		})
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(counts[a]) - int(counts[b]) })
	return weight, e.findPhrase(ctx, field, p, order, visit)
}

// findPhrase reads the rarest term first and the others only where all before them are.
func (e *engine) findPhrase(ctx context.Context, field string, p *pattern, order []int, visit func(found)) error {
	var only []uint64
	length := map[uint64]float64{}
	at := make([]map[uint64][]place, len(p.terms))
	for k, i := range order {
		at[i] = map[uint64][]place{}
		var here []uint64
		err := e.scan(ctx, field, p.terms[i], true, only, func(d posting, places []place) {
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

func (e *engine) count(ctx context.Context, field, term string) (uint64, error) {
	r, err := e.reader.TermFieldReader(ctx, []byte(term), field, false, false, false)
	if err != nil {
		return 0, err
	}
	return r.Count(), r.Close()
}

func idf(total, n uint64) float64 {
	return math.Log(1 + (float64(total)-float64(n)+0.5)/(float64(n)+0.5))
}

// bm25 weighs a frequency in a field of some length against the average.
func bm25(freq, length, average float64) float64 {
	return freq * (bm25K1 + 1) / (freq + bm25K1*(1-bm25B+bm25B*length/average))
}

// average returns the mean length of a field in words.
func (e *engine) average(field string) float64 {
	n, err := e.reader.DocCount()
	r, ok := e.reader.(api.BM25Reader)
	if err != nil || !ok || n == 0 {
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
		d, err := fuzzy.FieldDictFuzzy(field, folded, v.N, "")
		return d, func(string) bool { return true }, err
	}
	prefix, _, _ := strings.Cut(folded, "*")
	d, err := e.reader.FieldDictPrefix(field, []byte(prefix))
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
