package index

import (
	api "github.com/blevesearch/bleve_index_api"

	"github.com/sayso-nlp/sayso/index/internal/words"
)

// wordsField is a field as Bleve indexes it. Its terms are the folded words as they stand,
// not their stems: one dictionary serves words, phrases, wildcards and fuzzy words alike,
// and the words with a stem are looked up when a query asks for them (engine.forms).
//
// Bleve spends some ten bytes on each place of a word. Ours are packed into the frequency
// (packPlaces), of which Bleve only asks that it is a number, so that most words take two or
// three; what does not fit goes into one location instead of one for each place.
type wordsField struct {
	name     string
	elements []string // no phrase crosses from one to the next
	unit     int      // the words that count as one in the field's length

	length int
	terms  api.TokenFrequencies
}

// textUnit keeps the lengths of most texts in one byte; they are only compared.
const textUnit = 8

// Analyze finds the words. Bleve calls it, for many documents at once.
func (f *wordsField) Analyze() {
	at := map[string][]place{}
	n := 0
	for i, s := range f.elements {
		for w := range words.Forms(s) {
			at[w.Term] = append(at[w.Term], place{i, w.Pos})
			n++
		}
	}
	f.length = (n + f.unit - 1) / f.unit
	f.terms = make(api.TokenFrequencies, len(at))
	for term, places := range at {
		t := &api.TokenFreq{Term: []byte(term)}
		freq, rest := packPlaces(places)
		t.SetFrequency(freq)
		if rest != nil {
			t.Locations = []*api.TokenLocation{{ArrayPositions: rest}}
		}
		f.terms[term] = t
	}
}

func (f *wordsField) Name() string             { return f.name }
func (f *wordsField) Value() []byte            { return nil }
func (f *wordsField) ArrayPositions() []uint64 { return nil }
func (f *wordsField) EncodedFieldType() byte   { return 't' }
func (f *wordsField) Options() api.FieldIndexingOptions {
	return api.IndexField | api.IncludeTermVectors
}
func (f *wordsField) AnalyzedLength() int                            { return f.length }
func (f *wordsField) AnalyzedTokenFrequencies() api.TokenFrequencies { return f.terms }

// Size is what Bleve reckons the field to take in memory.
func (f *wordsField) Size() int { return int(f.NumPlainTextBytes()) + f.terms.Size() }

// NumPlainTextBytes counts the bytes of the words.
func (f *wordsField) NumPlainTextBytes() (n uint64) {
	for _, s := range f.elements {
		n += uint64(len(s))
	}
	return n
}

// A frequency holds in its low bits how often the word stands in the field, up to maxCount,
// and above them the places as groups of seven bits, as many as fit into an int64 that Bleve
// shifts by one. Each place is the distance from the one before; a set low bit means a new
// element instead.
const (
	countBits = 6
	maxCount  = 1<<countBits - 1
	groupBits = 7
	maxGroups = 8
)

// packPlaces returns the frequency that stands for some places in ascending order, and, if
// they do not fit into it, their distances.
func packPlaces(places []place) (freq int, rest []uint64) {
	freq = min(len(places), maxCount)
	rest = distances(places)
	packed, groups := 0, 0
	for _, v := range rest {
		for more := true; more; groups++ {
			g := v & (1<<(groupBits-1) - 1)
			v >>= groupBits - 1
			if more = v > 0; more {
				g |= 1 << (groupBits - 1)
			}
			if groups == maxGroups {
				return freq, rest
			}
			packed |= int(g) << (groups * groupBits)
		}
	}
	if len(places) > maxCount {
		return freq, rest
	}
	return freq | packed<<countBits, nil
}

func distances(places []place) (out []uint64) {
	at := place{}
	for _, p := range places {
		if p.element != at.element {
			out = append(out, uint64(p.element-at.element-1)<<1|1)
			at = place{p.element, 0}
		}
		out = append(out, uint64(p.pos-at.pos)<<1)
		at = p
	}
	return out
}

// countOf returns how often a word stands in the field, at most maxCount.
func countOf(freq uint64) int { return int(freq & maxCount) }

// unpackPlaces appends the places that packPlaces was given.
func unpackPlaces(to []place, freq uint64, rest []uint64) []place {
	at := place{}
	if rest != nil {
		for _, d := range rest {
			to, at = advance(to, at, d)
		}
		return to
	}
	packed := freq >> countBits
	for end := len(to) + countOf(freq); len(to) < end && packed > 0; {
		d := uint64(0)
		for shift := 0; ; shift += groupBits - 1 {
			g := packed & (1<<groupBits - 1)
			packed >>= groupBits
			d |= g & (1<<(groupBits-1) - 1) << shift
			if g>>(groupBits-1) == 0 {
				break
			}
		}
		to, at = advance(to, at, d)
	}
	return to
}

func advance(to []place, at place, distance uint64) ([]place, place) {
	if distance&1 == 1 {
		return to, place{at.element + int(distance>>1) + 1, 0}
	}
	at.pos += int(distance >> 1)
	return append(to, at), at
}
