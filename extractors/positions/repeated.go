package positions

import (
	"slices"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// This file reads positions that somebody repeats for another: in "Ada Roe reiterated Chad’s demand for talks" the
// demand is Chad’s, via Ada Roe, and "reiterated … demand for" is its cue.

// repeated makes one relation of the verb that repeats and of the noun that it repeats, and gives it the one who does.
func (g *tagger) repeated(rels []relation) []relation {
	for i := range rels {
		rel := &rels[i]
		if noun, ok := g.repeats(rel); ok {
			rels[i] = noun
			continue
		}
		if rel.teller != nil || len(rel.sources) != 1 {
			continue
		}
		if verb := g.repeatingVerb(rel); verb >= 0 {
			if subject, ok := g.subjectOf(verb, rels[:i]); ok && g.isSpeaker(subject[1]-1) {
				rel.teller = &relation{sources: [][2]int{subject}}
			}
		}
	}
	heads := map[int]int{}
	for i := len(rels) - 1; i >= 0; i-- {
		heads[rels[i].cue.head] = i // the first, which is the one that was made here
	}
	kept := rels[:0]
	for i, rel := range rels {
		if heads[rel.cue.head] == i || rel.cue.line == nil || rel.cue.line.class != noun {
			kept = append(kept, rel)
		}
	}
	return kept
}

// repeats returns the relation of the noun that the verb of a relation repeats, if that is what it does.
func (g *tagger) repeats(rel *relation) (made relation, ok bool) {
	c := &rel.cue
	if len(rel.content) == 0 || len(rel.sources) == 0 || c.passive || c.negation >= 0 || len(rel.parts) > 0 ||
		rel.content[0][0] != c.last || c.head != c.last-1 || !slices.Contains(repetitions, g.words[c.head]) {
		return made, false
	}
	x := rel.content[0]
	holder, first := g.possessor(x)
	if first >= x[1] || g.toks[first].mark == 0 {
		return made, false
	}
	m := g.marks[g.toks[first].mark-1]
	end := m.tokens[len(m.tokens)-1] + 1
	if m.line.class != noun || end-first != len(m.tokens) || len(m.tokens) < 2 || end >= x[1] {
		return made, false
	}
	made = *rel
	made.cue, made.parts = g.cue(first, end), [][2]int{{c.first, c.last}}
	made.sources = [][2]int{holder}
	made.content = slices.Concat([][2]int{{end, x[1]}}, rel.content[1:])
	if g.words[end-1] == "to" && g.toks[end].tag == text.VB {
		made.cue = g.cue(first, end-1) // "readiness | to pay"
		made.content[0][0]--
	}
	made.teller = &relation{sources: rel.sources[:1]}
	return made, true
}

// possessor returns the holder that a phrase x begins with, "the United States | ’ unwavering | support for", and the
// token of what it holds; the latter is the end of x if there is no holder.
func (g *tagger) possessor(x [2]int) (holder [2]int, noun int) {
	i := x[0]
	if i < x[1] && g.toks[i].tag == text.DT {
		i++
	}
	start := i
	for i < x[1] && (g.toks[i].entity != 0 || g.toks[i].tag.IsProper()) {
		i++
	}
	holder = [2]int{x[0], i}
	if i == start || i == x[1] {
		return holder, x[1]
	}
	if g.toks[i].tag == text.POS {
		i++
	}
	for i < x[1] && g.toks[i].mark == 0 && describes(g.toks[i].tag) {
		i++
	}
	return holder, i
}

// describes reports whether a tag is that of a word which may describe a noun: "firm", "continued".
func describes(tag text.Tag) bool {
	return isAdjective(tag) || tag == text.RB || tag == text.VBN || tag == text.VBD || tag == text.VBG
}

// isSpeaker reports whether a noun phrase that ends with token i may be somebody who speaks: a name, a
// title, a pronoun; "the announcement" is nobody.
func (g *tagger) isSpeaker(i int) bool {
	t := &g.toks[i]
	return t.entity != 0 || t.tag.IsProper() || t.tag == text.PRP
}

// repeatingVerb returns the verb whose object is what the holder of a noun holds, "reiterated | continued
// Chadian support for", -1 if there is none.
func (g *tagger) repeatingVerb(rel *relation) int {
	x := rel.sources[0]
	noun := -1
	for _, part := range slices.Concat(rel.parts, [][2]int{{rel.cue.first, rel.cue.last}}) {
		if part[0] >= x[1] {
			noun = part[0]
		}
	}
	if noun < 0 || noun > x[1]+phraseReach/2 || g.toks[noun].tag.IsVerb() {
		return -1
	}
	i := x[0] - 1
	for i > 0 && (g.toks[i].tag == text.DT || isAdjective(g.toks[i].tag) || g.words[i] == "continued") {
		i--
	}
	if i > 0 && g.toks[i].tag.IsVerb() && slices.Contains(repetitions, g.words[i]) {
		return i
	}
	return -1
}

// repetitions are the forms of the verbs that tell what another holds.
var repetitions = func() (forms []string) {
	for _, v := range []string{"affirm", "confirm", "convey", "emphasise", "express", "highlight", "pledge", "reaffirm",
		"reiterate", "repeat", "restate", "stress", "underline", "underscore", "voice"} {
		forms = append(forms, verbForms(v)...)
	}
	return forms
}()

// subjectOf returns the subject of the verb at token i: the noun phrase before it, or else that of the
// predicate which a conjunction or a comma joins it to, "Ada Roe met the press and | reiterated".
func (g *tagger) subjectOf(i int, before []relation) (subject [2]int, ok bool) {
	k := i - 1
	for k > 0 && (g.toks[k].tag == text.RB || g.isAux(k)) {
		k--
	}
	if k < 0 {
		return subject, false
	}
	switch tag := g.toks[k].tag; {
	case g.toks[k].chunk != 0:
		first := k
		for first > 0 && (g.toks[first-1].chunk == g.toks[k].chunk || g.toks[first].entity != 0 && !g.toks[first].entityStart) {
			first--
		}
		return [2]int{first, k + 1}, true
	case tag != text.CC && tag != text.Comma:
		return subject, false
	}
	for n := len(before) - 1; n >= 0; n-- {
		rel := &before[n]
		if g.sentenceOf(rel.cue.first) != g.sentenceOf(i) {
			break
		}
		if len(rel.sources) == 1 && rel.sources[0][1] <= rel.cue.first && g.toks[rel.cue.head].tag.IsVerb() {
			return rel.sources[0], true
		}
	}
	return subject, false
}
