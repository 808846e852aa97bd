package entities

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/wholes.tsv
var wholesTSV string

// wholeNames are the places whose name has an "and" in it.
var wholeNames = sync.OnceValue(func() *gazetteer {
	l := &gazetteer{names: map[uint32]uint8{}, begins: map[uint32]bool{}}
	for _, row := range tsv.MustParse("wholes.tsv", wholesTSV, 1) {
		for name := range strings.SplitSeq(row.Cols[0], "; ") {
			l.add(name, 1)
		}
	}
	return l
})

// wholes joins what the model took for the two places of an "and": "Bosnia and Herzegovina" is
// one, "Serbia and Montenegro" are two.
func (p *page) wholes(names []span) []span {
	out := names[:0]
	for k := 0; k < len(names); {
		n, next := names[k], k+1
		end := p.wholeEnd(n)
		for next < len(names) && names[next].last <= end {
			next++
		}
		if end > n.last && (next == len(names) || names[next].first >= end) {
			n.last = end
			if n.kind != corpus.Org {
				n.kind = corpus.GPE
			}
		} else {
			next = k + 1
		}
		out = append(out, n)
		k = next
	}
	return out
}

// wholeEnd returns where the listed place ends that begins within a name, 0 if none does.
func (p *page) wholeEnd(n span) (end int) {
	s := p.sentenceOf(n.first)
	for i := n.first; i < n.last; i++ {
		if length, _ := wholeNames().at(p, s, i); length > 0 {
			return i + length
		}
	}
	return 0
}
