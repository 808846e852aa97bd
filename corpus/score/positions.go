package score

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// Positions scores attributions in the manner of PARC and PolNeAR. Spans are compared as
// sets of the word tokens that they touch. A gold and a found position are paired where
// their cues share a token (best cue Dice first, then best content Jaccard), then, among
// what is left, where their contents have a Jaccard of at least 0.5.
type Positions struct {
	Cue        PRF   // the cues of a pair share a token
	Source     PRF   // the sources of a pair share a token; implicit sources count on neither side
	Content    PRF   // a pair's contents have Jaccard ≥ 0.5
	Full       PRF   // all three, or the source is implicit on both sides
	SourcePair Share // of the pairs with a source in the gold
	Act        Share // of the pairs whose gold has one, as the next four
	Stance     Share
	Speech     Share
	Actor      Share
	Via        Share
	Target     Share // gold without cue and content (MPQA): targets that lie in a found position

	favor, against PRF // end to end
	stance         bool
}

// StanceMacroF1 returns the mean of the F1 of favor and of against, end to end, in per cent
// (SemEval-2016 Task 6), and 0 where the gold has no stances.
func (s *Positions) StanceMacroF1() float64 {
	if !s.stance {
		return 0
	}
	n, sum := 0.0, 0.0
	for _, x := range []PRF{s.favor, s.against} {
		if x.Pred+x.Gold > 0 {
			n, sum = n+1, sum+x.F1()
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// relation is a position as sets of tokens.
type relation struct {
	corpus.Position
	source, cue, content, target tokenSet
}

func (s *Positions) document(g, p *corpus.Annotated) {
	tok := newTokens(g.Text)
	gold, pred := tok.relations(g.Positions), tok.relations(p.Positions)
	if !slices.ContainsFunc(gold, func(r relation) bool { return len(r.cue) > 0 || len(r.content) > 0 }) && len(gold) > 0 {
		s.targets(gold, pred)
		return
	}
	matched := align(gold, pred)
	var cue, source, content, full int
	for _, m := range matched {
		a, b := gold[m.gold], pred[m.pred]
		sameCue, sameSource := a.cue.meets(b.cue), a.source.meets(b.source)
		sameContent := jaccard(a.content, b.content) >= 0.5
		cue, source, content = cue+one(sameCue), source+one(sameSource), content+one(sameContent)
		full += one(sameCue && sameContent && (sameSource || len(a.source) == 0 && len(b.source) == 0))
		if len(a.source) > 0 {
			s.SourcePair.add(sameSource)
		}
		s.meaning(&a.Position, &b.Position)
	}
	s.Cue.add(cue, len(pred), len(gold))
	s.Content.add(content, len(pred), len(gold))
	s.Full.add(full, len(pred), len(gold))
	s.Source.add(source, withSource(pred), withSource(gold))
	s.stances(gold, pred, matched)
}

func one(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func withSource(in []relation) (n int) {
	for _, r := range in {
		n += one(len(r.source) > 0)
	}
	return n
}

func (s *Positions) meaning(a, b *corpus.Position) {
	if a.Act != "" {
		s.Act.add(a.Act == b.Act)
	}
	if a.Stance != "" {
		s.Stance.add(a.Stance == b.Stance)
	}
	if a.Speech != "" {
		s.Speech.add(a.Speech == b.Speech)
	}
	if a.Actor != "" {
		s.Actor.add(b.Actor != "" && holder(a.Actor) == holder(b.Actor))
	}
	if a.Via != "" {
		s.Via.add(b.Via != "" && holder(a.Via) == holder(b.Via))
	}
}

// stances counts favor and against over all positions: an unpaired gold stance is a miss,
// an unpaired predicted one a false alarm.
func (s *Positions) stances(gold, pred []relation, matched []pair) {
	if !slices.ContainsFunc(gold, func(r relation) bool { return r.Stance != "" }) {
		return
	}
	s.stance = true
	of := map[int]int{}
	for _, m := range matched {
		of[m.pred] = m.gold
	}
	tally := func(x *PRF, want corpus.Stance) {
		for _, g := range gold {
			x.add(0, 0, one(g.Stance == want))
		}
		for j, p := range pred {
			if p.Stance != want {
				continue
			}
			i, paired := of[j]
			if paired && gold[i].Stance == "" {
				continue
			}
			x.add(one(paired && gold[i].Stance == want), 1, 0)
		}
	}
	tally(&s.favor, corpus.Favor)
	tally(&s.against, corpus.Against)
}

// targets scores gold that has targets only: a gold target is found where some predicted
// target or content covers at least half of its tokens.
func (s *Positions) targets(gold, pred []relation) {
	for _, g := range gold {
		found := slices.ContainsFunc(pred, func(p relation) bool {
			return len(g.target) > 0 && 2*max(g.target.common(p.target), g.target.common(p.content)) >= len(g.target)
		})
		s.Target.add(found)
	}
}

func align(gold, pred []relation) []pair {
	var all []candidate
	for i, g := range gold {
		for j, p := range pred {
			d, k := dice(g.cue, p.cue), jaccard(g.content, p.content)
			switch {
			case d > 0:
				all = append(all, candidate{pair{i, j}, [3]float64{0, -d, -k}})
			case k >= 0.5:
				all = append(all, candidate{pair{i, j}, [3]float64{1, -k, -float64(g.source.common(p.source))}})
			}
		}
	}
	return match(all, len(gold), len(pred))
}

var possessiveEnd = regexp.MustCompile(`['’]s?$`)

// holder reduces a holder's name to its words, without case, article and possessive.
func holder(name string) string {
	s := possessiveEnd.ReplaceAllString(strings.ToLower(strings.TrimSpace(name)), "")
	s = strings.TrimPrefix(s, "the ")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !isWord(r) }), " ")
}

// tokens are the maximal runs of letters, digits and underscores of a text, and its other
// characters one by one, without white space.
type tokens struct {
	text  string
	spans []corpus.Span
	word  []bool
}

func newTokens(text string) *tokens {
	t := &tokens{text: text}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWord(r):
			end := i + n
			for end < len(text) {
				r, n := utf8.DecodeRuneInString(text[end:])
				if !isWord(r) {
					break
				}
				end += n
			}
			t.spans, t.word = append(t.spans, corpus.Span{Start: i, End: end}), append(t.word, true)
			i = end
			continue
		case !unicode.IsSpace(r):
			t.spans, t.word = append(t.spans, corpus.Span{Start: i, End: i + n}), append(t.word, false)
		}
		i += n
	}
	return t
}

// tokenSet holds the numbers of tokens, in order.
type tokenSet []int

// set returns the word tokens that spans touch, and only where there are none the
// punctuation marks.
func (t *tokens) set(spans []corpus.Span) tokenSet {
	var words, marks tokenSet
	for _, s := range spans {
		i, _ := slices.BinarySearchFunc(t.spans, s.Start, func(x corpus.Span, at int) int {
			if x.End <= at {
				return -1
			}
			return 1
		})
		for ; i < len(t.spans) && t.spans[i].Start < s.End; i++ {
			if t.word[i] {
				words = append(words, i)
			} else {
				marks = append(marks, i)
			}
		}
	}
	if len(words) == 0 {
		words = marks
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func (t *tokens) relations(in []corpus.Position) []relation {
	out := make([]relation, len(in))
	for i, p := range in {
		content := t.set(p.Content)
		// The complementizer belongs to the content in PolNeAR but not in other gold.
		if len(content) > 1 && strings.EqualFold(t.spans[content[0]].In(t.text), "that") {
			content = content[1:]
		}
		out[i] = relation{p, t.set(p.Source), t.set(p.Cue), content, t.set(p.Target)}
	}
	return out
}

// common returns the number of tokens in both sets.
func (a tokenSet) common(b tokenSet) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

func (a tokenSet) meets(b tokenSet) bool { return a.common(b) > 0 }

func jaccard(a, b tokenSet) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	n := a.common(b)
	return float64(n) / float64(len(a)+len(b)-n)
}

func dice(a, b tokenSet) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(a.common(b)) / float64(len(a)+len(b))
}
