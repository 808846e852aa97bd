package positions

import (
	"slices"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// This file mends where the tagger begins or ends a cue, a source or a content within a phrase.

// edged mends the edges of the cue and of its sources.
func (g *tagger) edged(rel *relation) {
	g.saying(rel)
	for i, x := range rel.sources {
		rel.sources[i] = g.withoutAdjectives(rel, x)
	}
}

// behindPossessive takes the possessive of whoever stands before a cue off its front: "the United
// States | ’ support for".
func (r *reading) behindPossessive(run [2]int) [2]int {
	if run[1]-run[0] > 1 && r.toks[run[0]].tag == text.POS {
		run[0]++
	}
	return run
}

// withoutAdjectives takes off the end of a source what describes the noun that attributes: "Chad’s | unambiguous
// | calls for talks".
func (r *reading) withoutAdjectives(rel *relation, x [2]int) [2]int {
	if x[1] != rel.cue.first || !r.toks[rel.cue.head].tag.IsNoun() {
		return x
	}
	i := x[1] - 1
	for i > x[0] && (isAdjective(r.toks[i].tag) || r.toks[i].tag == text.RB) {
		i--
	}
	if i == x[1]-1 || i == x[0] || r.toks[i].tag != text.POS {
		return x
	}
	return [2]int{x[0], i}
}

// wholePhrases lets a content that ends within a noun phrase, or within a list, reach to its end: "supports the
// immediate | and unconditional release", "backs the borders | , the ports and the flag of Chad".
func (g *tagger) wholePhrases(rels []relation) {
	taken := g.taken(rels)
	for i := range rels {
		rels[i].content = g.gapless(rels[i].content, taken)
		n := len(rels[i].content)
		if n == 0 {
			continue
		}
		x := &rels[i].content[n-1]
		if end := g.wholePhrase(x[1]); !slices.Contains(taken[x[1]:end], true) && g.sameQuote(x[1]-1, end-1) {
			x[1] = end
		}
	}
}

// gapless joins the parts of a content between which no more than a phrase is left out: "a secure | , stable and | open
// strait", as against "the strait | , said Ada Roe, | is open" and "asked them | in May | to pay".
func (g *tagger) gapless(content [][2]int, taken []bool) [][2]int {
	out := content[:0]
	for _, x := range content {
		if n := len(out); n > 0 && g.isPhrase(out[n-1][1], x[0], taken) {
			out[n-1][1] = x[1]
			continue
		}
		out = append(out, x)
	}
	return out
}

// isPhrase reports whether the tokens from one to another are part of one sentence and quotation and hold no cue, no
// source, no date and no clause.
func (g *tagger) isPhrase(from, to int, taken []bool) bool {
	if to-from > phraseReach || g.sentenceOf(from) != g.sentenceOf(to) || !g.sameQuote(from-1, to) {
		return false
	}
	for i := from; i < to; i++ {
		tok := &g.toks[i]
		if taken[i] || tok.date || tok.tag == text.Colon || tok.tag == text.Stop || isFinite(tok.tag) {
			return false
		}
	}
	return true
}

// sameQuote reports whether no mark of quotation stands from token i to token last.
func (r *reading) sameQuote(i, last int) bool {
	for ; i < last; i++ {
		if r.toks[i].quote != r.toks[i+1].quote {
			return false
		}
	}
	return true
}

// taken marks the tokens of all cues and sources.
func (g *tagger) taken(rels []relation) []bool {
	taken := make([]bool, len(g.toks))
	for i := range rels {
		rel := &rels[i]
		for _, x := range slices.Concat(rel.parts, rel.sources, [][2]int{{rel.cue.first, rel.cue.last}}) {
			for k := x[0]; k < x[1]; k++ {
				taken[k] = true
			}
		}
	}
	return taken
}

// wholePhrase returns the end of the noun phrase, or of the list of them, that token end cuts, or end.
func (r *reading) wholePhrase(end int) int {
	end = r.wholeNoun(end)
	for end < len(r.toks) && r.toks[end-1].tag.IsNoun() {
		next := r.throughList(end)
		if next == end {
			break
		}
		end = next
	}
	return end
}

// wholeNoun returns the end of the noun phrase that token end cuts before its noun, or end.
func (r *reading) wholeNoun(end int) int {
	if end < 2 || end >= len(r.toks) {
		return end
	}
	switch last := r.toks[end-1].tag; {
	case isAdjective(last) && r.inPhrase(end-1), r.likeAdjective(end-1) && r.throughList(end) == end:
		return r.throughAdjectives(end)
	case last == text.DT && r.toks[end].tag == text.DT: // "called this | a theft"
	case last == text.IN || last == text.DT || last == text.PRPS:
		return r.nounsEnd(end) // "the inquiry into | the raid"
	}
	return end
}

// likeAdjective reports whether token i, which the tagger takes for a noun, stands first in a list of
// adjectives: "a | secure | , stable and open strait".
func (r *reading) likeAdjective(i int) bool {
	if i+2 >= len(r.toks) || r.toks[i].tag != text.NN || !opensPhrase(r.toks[i-1].tag) || r.toks[i+1].tag != text.Comma {
		return false
	}
	return isAdjective(r.toks[i+2].tag) || r.listsAdjective(i+2) && r.toks[i+2].tag == text.NN
}

// inPhrase reports whether the adjective at token i stands before its noun and is not said of the one
// before it: "the immediate | and", as against "called the quota unfair | and".
func (r *reading) inPhrase(i int) bool {
	for i > 0 && isAdjective(r.toks[i].tag) {
		i--
	}
	return opensPhrase(r.toks[i].tag)
}

// opensPhrase reports whether a tag is that of a word which an adjective before its noun stands behind.
func opensPhrase(tag text.Tag) bool {
	switch tag {
	case text.DT, text.PRPS, text.POS, text.Comma, text.VB, text.IN:
		return true
	}
	return false
}

// throughAdjectives returns the end of the noun phrase whose adjectives go on at token end.
func (r *reading) throughAdjectives(end int) int {
	i, joined := end, false
	for ; i < len(r.toks); i++ {
		tag := r.toks[i].tag
		adjective := isAdjective(tag) || r.listsAdjective(i)
		if !adjective && tag != text.Comma && tag != text.CC && tag != text.RB {
			break
		}
		joined = adjective
	}
	if !joined {
		return end
	}
	if noun := r.nounsEnd(i); noun > i {
		return noun
	}
	return end
}

// listsAdjective reports whether a list of adjectives has token i, which the tagger takes for another word:
// "peaceful, | secure, and | connected".
func (r *reading) listsAdjective(i int) bool {
	if before := r.toks[i-1].tag; before != text.Comma && before != text.CC {
		return false
	}
	tag := r.toks[i].tag
	return tag == text.VBN || tag == text.VB || tag == text.NN && i+1 < len(r.toks) && r.toks[i+1].tag == text.Comma
}

// throughList returns the end of the list that the noun phrase before token end begins: two phrases that "and"
// joins, or more with commas between. What a verb stands behind is no part of it: "the quota, and Chad | said".
func (r *reading) throughList(end int) int {
	i, conjoined := end, false
	for !conjoined && i < len(r.toks) {
		switch {
		case r.toks[i].tag == text.Comma && i+1 < len(r.toks) && r.words[i+1] == "and" && i > end:
			i, conjoined = i+2, true
		case r.words[i] == "and":
			i, conjoined = i+1, true
		case r.toks[i].tag == text.Comma:
			i++
		default:
			return end
		}
		next := r.nounsEnd(i)
		if next == i {
			return end
		}
		i = next
	}
	verb := i
	for verb < len(r.toks) && r.toks[verb].tag == text.RB {
		verb++
	}
	if !conjoined || verb < len(r.toks) && isFinite(r.toks[verb].tag) {
		return end
	}
	return i
}

// nounsEnd returns the end of the noun phrase that begins with token i, with what "of" and the like add to it, or i.
func (r *reading) nounsEnd(i int) int {
	end := i
	for k := i; k < len(r.toks) && !r.toks[k].date; k++ {
		switch tag := r.toks[k].tag; {
		case tag.IsNoun():
			end = k + 1
		case end == k && end > i && (r.words[k] == "of" || r.words[k] == "to" || r.words[k] == "for" || r.words[k] == "between"):
		case tag == text.PRP || !nominal(tag):
			return end
		}
	}
	return end
}

// isFinite reports whether a tag is that of a verb with a subject.
func isFinite(tag text.Tag) bool {
	return tag == text.VBZ || tag == text.VBP || tag == text.VBD || tag == text.MD
}
