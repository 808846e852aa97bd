package positions

import "github.com/sayso-nlp/sayso/extractors/text"

// This file reads wishes to say something: who says "I want to thank Chad" thanks Chad.

// saying moves the verb behind a wish to say it into the cue: "I want | to thank Chad for the loan".
func (g *tagger) saying(rel *relation) {
	c := &rel.cue
	if c.line == nil || !isWishToSay(c.line) || c.negation >= 0 || len(rel.content) == 0 || rel.content[0][0] != c.last {
		return
	}
	verb := c.last + 1
	if verb >= rel.content[0][1]-1 || !g.says(verb) {
		return
	}
	end := verb + 1
	for end < rel.content[0][1]-1 && g.toks[end].inMark == g.toks[verb].mark {
		end++
	}
	*c = g.cue(c.first, end)
	rel.content[0][0] = end
}

// said returns a relation as if what its holder wishes to say were said, which is what it means.
func (r *reading) said(rel *relation) *relation {
	c := &rel.cue
	if c.negation >= 0 || c.head == c.first || c.line == nil || c.line.class != verb || !r.says(c.head) {
		return rel
	}
	if before := r.line(c.first); before != nil && !isWishToSay(before) {
		return rel
	}
	plain := *rel
	plain.cue = r.cue(c.head, c.last)
	return &plain
}

// isWishToSay reports whether a line wishes what its holder may do in the same breath.
func isWishToSay(line *cueLine) bool {
	return line.cue == "want" || line.cue == "wish" || line.cue == "would like"
}

// says reports whether the verb at token i, behind "to", does what it says, and is a cue by itself.
func (r *reading) says(i int) bool {
	if line := r.line(i); line == nil || line.class != verb || i == 0 || r.toks[i-1].tag != text.TO {
		return false
	}
	switch r.words[i] {
	case "acknowledge", "add", "apologise", "applaud", "commend", "condemn", "congratulate", "convey", "emphasise", "express", "extend",
		"highlight", "note", "point", "praise", "reaffirm", "recall", "recognise", "reiterate", "remind", "salute", "say", "stress",
		"thank", "underline", "underscore", "welcome":
		return true
	}
	return false
}
