package positions

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// This file holds meanings that a construction tells for sure.

// commitment returns what a commitment amounts to: who is "committed to paying the loan" promises a deed, who
// is "committed to the loan" supports a thing.
func (r *reading) commitment(rel *relation) (act corpus.Act, stance corpus.Stance, ok bool) {
	c := &rel.cue
	if c.negation >= 0 || len(rel.content) == 0 || !r.commits(rel) {
		return "", "", false
	}
	first, last := rel.content[0][0], rel.content[0][1]-1
	for first < last && r.toks[first].tag == text.RB {
		first++ // "further strengthening"
	}
	switch tag := r.toks[first].tag; {
	case tag == text.VBG || (tag == text.VB || tag == text.VBP) && !r.isNear(first): // "commitment to pay"
		return corpus.Promise, corpus.Favor, true
	case strings.HasSuffix(r.words[first], "ing"), r.contentForm(rel)&7 != 1:
		return "", "", false
	}
	return corpus.Support, corpus.Favor, true
}

// commits reports whether a cue ends with a form of "commit to" or "commitment to".
func (r *reading) commits(rel *relation) bool {
	last := rel.cue.last
	for _, part := range rel.parts {
		last = max(last, part[1])
	}
	return last > 1 && r.words[last-1] == "to" && slices.Contains(commitments, r.words[last-2])
}

// isNear reports whether token i is the adjective of "close cooperation" and not the verb of "close the port".
func (r *reading) isNear(i int) bool {
	if r.words[i] != "close" || i+1 >= len(r.toks) {
		return false
	}
	next := r.toks[i+1].tag
	return isAdjective(next) || next == text.NN || next == text.NNS
}

var commitments = slices.Concat(verbForms("commit"), nounForms("commitment"))

// liking returns what it means to like or love a thing: "likes | the plan", "never liked | the plan".
func (r *reading) liking(rel *relation) (act corpus.Act, stance corpus.Stance, ok bool) {
	c := &rel.cue
	if c.line != nil || c.last != c.head+1 || c.modal >= 0 || !r.toks[c.head].tag.IsVerb() || !slices.Contains(likings, r.words[c.head]) {
		return "", "", false
	}
	for i := c.first; i < c.head; i++ {
		if r.isBe(i) {
			return "", "", false // "She was like, “No.”"
		}
	}
	if c.negation >= 0 {
		return corpus.Reject, corpus.Against, true
	}
	return corpus.Support, corpus.Favor, true
}

var likings = slices.Concat(verbForms("like"), verbForms("love"), verbForms("enjoy"))
