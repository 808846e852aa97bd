// Package score compares found annotations with gold, layer by layer, as the shared tasks
// that the layers come from do: CoNLL for entities, B-cubed for who is meant, TempEval-3
// for dates, PARC/PolNeAR for positions, SemEval-2016 Task 6 for stance.
//
// A layer that a gold document leaves nil was not annotated there and is not scored. Start
// reading at [Compare].
package score

import (
	"cmp"
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
)

// PRF counts what was right among what was predicted and what was in the gold. Right is
// counted twice, since some measures give partial credit that differs by side.
type PRF struct {
	RightOfPred, Pred float64
	RightOfGold, Gold float64
}

// P returns the precision in per cent, 0 if nothing was predicted.
func (x PRF) P() float64 { return percent(x.RightOfPred, x.Pred) }

// R returns the recall in per cent, 0 if nothing was in the gold.
func (x PRF) R() float64 { return percent(x.RightOfGold, x.Gold) }

// F1 returns the harmonic mean of P and R in per cent.
func (x PRF) F1() float64 {
	p, r := x.P(), x.R()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (x *PRF) add(right, pred, gold int) {
	x.RightOfPred += float64(right)
	x.RightOfGold += float64(right)
	x.Pred += float64(pred)
	x.Gold += float64(gold)
}

func percent(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return 100 * a / b
}

// Share is an accuracy: Right of All.
type Share struct{ Right, All int }

// Percent returns the accuracy in per cent, 0 where there was nothing to get right.
func (s Share) Percent() float64 { return percent(float64(s.Right), float64(s.All)) }

func (s *Share) add(right bool) {
	s.All++
	if right {
		s.Right++
	}
}

// Board holds the scores of every layer. A layer is nil where no gold document annotates it.
type Board struct {
	Documents int
	Missing   int // gold documents without a prediction; they count as predicted empty
	Entities  *Entities
	Actors    *Actors
	Dates     *Dates
	Positions *Positions
	Judgments *Judgments
}

// Compare scores predictions against gold documents of the same ids. Texts must be equal;
// the caller has made the predictions from them.
func Compare(gold, pred []corpus.Annotated) Board {
	byID := make(map[string]*corpus.Annotated, len(pred))
	for i := range pred {
		byID[pred[i].ID] = &pred[i]
	}
	b := Board{Documents: len(gold)}
	for i := range gold {
		g := &gold[i]
		p := byID[g.ID]
		if p == nil {
			b.Missing++
			p = &corpus.Annotated{}
		}
		b.document(g, p)
	}
	return b
}

func (b *Board) document(g, p *corpus.Annotated) {
	if g.Entities != nil {
		layer(&b.Entities).document(g, p)
		if slices.ContainsFunc(g.Entities, func(e corpus.Entity) bool { return e.Actor != "" }) || b.Actors != nil {
			layer(&b.Actors).document(g, p)
		}
	}
	if g.Dates != nil {
		layer(&b.Dates).document(g, p)
	}
	if g.Positions != nil {
		layer(&b.Positions).document(g, p)
	}
	if g.Judgments != nil {
		layer(&b.Judgments).document(g, p)
	}
}

func layer[T any](p **T) *T {
	if *p == nil {
		*p = new(T)
	}
	return *p
}

// pair is a gold and a predicted item that overlap.
type pair struct{ gold, pred int }

// pairs matches gold and predicted spans one to one: same spans first, then those that
// rank less by tie, then the largest overlap in code points, then text order.
func pairs(text string, gold, pred []corpus.Span, tie func(g, p int) int) []pair {
	var all []candidate
	for i, g := range gold {
		for j, p := range pred {
			if !g.Overlaps(p) {
				continue
			}
			c := candidate{pair: pair{i, j}}
			if g != p {
				c.key[0] = 1
			} else if tie != nil {
				c.key[1] = float64(tie(i, j))
			}
			c.key[2] = -float64(runes(text, max(g.Start, p.Start), min(g.End, p.End)))
			all = append(all, c)
		}
	}
	return match(all, len(gold), len(pred))
}

// candidate is a pair that may be made; the one with the least key is made first.
type candidate struct {
	pair
	key [3]float64
}

// match makes pairs greedily, each item in one at most, equal keys in text order.
func match(all []candidate, gold, pred int) []pair {
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(slices.Compare(a.key[:], b.key[:]), a.gold-b.gold, a.pred-b.pred)
	})
	usedGold, usedPred := make([]bool, gold), make([]bool, pred)
	var out []pair
	for _, c := range all {
		if !usedGold[c.gold] && !usedPred[c.pred] {
			usedGold[c.gold], usedPred[c.pred] = true, true
			out = append(out, c.pair)
		}
	}
	return out
}

func runes(text string, start, end int) int {
	n := 0
	for range text[start:end] {
		n++
	}
	return n
}
