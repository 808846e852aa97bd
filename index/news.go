package index

import (
	"context"
	"math"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/query"
)

// News is what a watch finds and has not told before.
//
// What was told is known by its sentences, each with the id of its document. A number or an
// offset would change with any word before it, the words of a position with the next version
// of the extractors; the sentence is what its reader has read. So a text that arrives late is
// news, however old it is, of a text that was changed the sentences that were not in it before,
// and of one that was annotated anew only what was found in sentences that were not told.
type News struct {
	Watch        Watch
	NewPositions int           // that the query names
	NewDocuments int           // that it finds otherwise
	Positions    []PositionHit // the newest of the positions
	Documents    []Hit         // the newest of the documents, with the passages that are new
	Notes        []string      // what the user should know about the query
	DidYouMean   []string      // queries that find something, where this one finds nothing

	most  int   // how many of each are spelled out
	found heard // everything, whether it was told or not
}

// Total returns how many positions and documents are new.
func (n *News) Total() int { return n.NewPositions + n.NewDocuments }

// Found reports whether the query finds anything, be it new or not.
func (n *News) Found() bool { return len(n.found) > 0 }

// News returns what is new to a watch; nothing is noted ([Tell] does that). All of it is counted,
// and of positions and documents as many as most are spelled out each, which are in memory with
// the texts of their documents. The error is a [*query.Error] if the query has a mistake.
func (x *Index) News(ctx context.Context, w Watch, most int) (*News, error) {
	m, err := x.find(ctx, Search{Query: w.Query}, false)
	if err != nil {
		return nil, err
	}
	n := &News{Watch: w, Notes: m.notes, most: most, found: heard{}}
	for _, doc := range x.dated(m.docs, Newest) {
		var rows []int
		if m.rows != nil {
			rows = x.rowsOf(int(doc), m.rows)
		}
		if len(rows) > 0 {
			err = n.takePositions(x, m, int(doc), rows)
		} else {
			err = n.takeDocument(x, m, int(doc))
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
	}
	if !n.Found() {
		n.DidYouMean = x.didYouMean(ctx, m.query, Search{Query: w.Query})
	}
	return n, nil
}

func (n *News) takePositions(x *Index, m *matches, doc int, rows []int) error {
	a, err := x.Document(x.table.id[doc])
	if err != nil {
		return err
	}
	first, _ := x.table.rows(doc)
	var isNew []int
	for _, row := range rows {
		if n.fresh(a, SentenceOf(a.Text, &a.Positions[row-first])) {
			isNew = append(isNew, row)
		}
	}
	n.NewPositions += len(isNew)
	hits, err := x.positionHits(m, doc, isNew[:min(len(isNew), n.most-len(n.Positions))])
	n.Positions = append(n.Positions, hits...)
	return err
}

// takeDocument goes by the sentences that match. Of "actor:Ruritania" none does: such a
// document is as new as its text.
func (n *News) takeDocument(x *Index, m *matches, doc int) error {
	a, err := x.leaf(x.table.id[doc])
	if err != nil {
		return err
	}
	var passages []Passage
	isNew := false
	all := matching(a, spansOf(a.Text, m.marks, query.Text), math.MaxInt)
	for _, p := range all {
		if n.fresh(a, p.Span) {
			passages, isNew = append(passages, p), true
		}
	}
	switch {
	case len(all) > 0:
	case len(spansOf(a.Title, m.marks, query.Title)) > 0:
		isNew = n.hear(hashOf(a.ID, a.Title))
	default:
		isNew = n.hear(hashOf(a.ID, a.Text))
	}
	if !isNew {
		return nil
	}
	if n.NewDocuments++; n.NewDocuments > n.most {
		return nil
	}
	h, err := x.hit(m, doc)
	if len(passages) > 0 {
		h.Passages = mostMarked(passages)
	}
	n.Documents = append(n.Documents, h)
	return err
}

// fresh reports whether any sentence of a span was not told before, and notes them as found.
func (n *News) fresh(a *corpus.Annotated, s corpus.Span) bool {
	isNew := false
	for from := skipSpace(a.Text, s.Start); from < s.End; {
		to := from + 1
		for to < s.End && !opens(a.Text, to) {
			to++
		}
		isNew = n.hear(hashOf(a.ID, a.Text[from:to])) || isNew
		from = skipSpace(a.Text, to)
	}
	return isNew
}

// hear notes something as found, and reports whether it was not told before.
func (n *News) hear(hash uint64) bool {
	n.found[hash] = true
	return !n.Watch.Told[hash]
}
