package index

import (
	"github.com/maypok86/otter/v2"

	"github.com/sayso-nlp/sayso/corpus"
)

// recentBytes bounds the documents that an index keeps unpacked: the hits of some hundred
// pages. Unpacking was half of what a page of results cost (50 clients, 73,799 documents),
// and people and their scripts go back to the same documents. A run over the whole archive
// does not displace what is asked for often (W-TinyLFU).
const recentBytes = 64 << 20

// recent keeps documents that were unpacked lately.
type recent = otter.Cache[string, *corpus.Annotated]

func newRecent() *recent {
	return otter.Must(&otter.Options[string, *corpus.Annotated]{
		MaximumWeight: recentBytes,
		Weigher:       func(_ string, a *corpus.Annotated) uint32 { return weight(a) },
		Executor:      func(f func()) { f() }, // no goroutines of its own
	})
}

// weight estimates the memory of a document, in bytes: its strings, and for each datum the
// struct with its spans and the words of its rule.
func weight(a *corpus.Annotated) uint32 {
	const entity, date, position, judgment = 200, 200, 700, 350
	n := 500 + len(a.Text) + entity*len(a.Entities) + date*len(a.Dates) + position*len(a.Positions) + judgment*(len(a.Judgments)+len(a.Hedges))
	for _, d := range a.Dropped {
		n += 40 + len(d.Text)
	}
	return uint32(n)
}
