package positions

import (
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// This file holds what is decided by rule where the model has too few examples to learn it.

// bare reports whether a relation only names a thing: "Iceland spoke of the quota" is no
// position, "Iceland spoke of “a theft”" and "Iceland met the press" are one and none.
func (r *reading) bare(rel *relation) bool {
	line := rel.cue.line
	if w := r.words[rel.cue.head]; w == "bid" || w == "bids" || w == "quest" {
		return true // who rejects another's bid for a seat holds a position, the other does not
	}
	if r.silent(rel) || r.ofAnalyst(rel) || r.inQuestion(rel) || r.toReader(rel) || r.otherSense(rel) {
		return true
	}
	if line == nil {
		return rel.cue.last-rel.cue.first == 1 && isAction(r.words[rel.cue.head]) || r.onlyDoes(rel)
	}
	return line.frame == "q" && r.plainThing(rel)
}

// silent reports whether a relation only tells that nothing was said: "declined to comment".
func (r *reading) silent(rel *relation) bool {
	no, comment := rel.cue.negation >= 0, false
	end := rel.cue.last
	if len(rel.content) > 0 {
		end = max(end, min(rel.content[0][1], rel.content[0][0]+2))
	}
	for i := rel.cue.first; i < end; i++ {
		switch r.words[i] {
		case "no", "declined", "declines", "decline", "refused", "refuses", "refuse", "declining", "refusing", "without", "unavailable":
			no = true
		case "comment", "comments", "commented", "commenting":
			comment = true
		}
	}
	return no && comment
}

// ofAnalyst reports whether a relation is an estimate of the author of a brief: "We judge that a
// coup is unlikely", "In our view". A state's own statement says "we" as well, but calls on others,
// regrets and welcomes more than it estimates. Of an interview, a speech or a paper "we" are those
// who speak: their "we think" is a position.
func (r *reading) ofAnalyst(rel *relation) bool {
	if r.inRunning(rel.cue.first) {
		return false
	}
	for _, x := range rel.sources {
		switch r.words[x[0]] {
		case "we", "our":
		case "i", "my":
			if r.namesPerson(x[0]) {
				return false // "I" is whoever is interviewed
			}
		default:
			return false
		}
		if x[1] > x[0]+1 || r.toks[x[0]].quote != 0 {
			return false
		}
	}
	estimates := isEstimating(r.words[rel.cue.head])
	for _, x := range rel.parts { // "in our | view"
		estimates = estimates || isEstimating(r.words[x[1]-1])
	}
	return len(rel.sources) > 0 && estimates
}

// inQuestion reports whether a relation is what a question asks of others and nobody says: "Does Chile
// back the treaty?" Whoever asks something himself stands before the verb: "Chile asks: who pays?"
// What "you" are asked ("Do you think that it will?") tells what the talk is about and is no actor's.
func (r *reading) inQuestion(rel *relation) bool {
	if len(rel.sources) == 0 || r.words[rel.sources[0][0]] == "you" {
		return false
	}
	x, end := rel.sources[0], rel.cue.last
	for _, part := range rel.parts {
		end = max(end, part[1])
	}
	aux := x[0] - 1
	if aux < 0 || end <= x[0] || !r.isAux(aux) && r.toks[aux].tag != text.MD {
		return false
	}
	for i := r.t.Sentences[r.sentenceOf(x[0])].Last - 1; i > x[0] && r.toks[i].tag.IsPunct(); i-- {
		if r.words[i] == "?" {
			return true
		}
	}
	return false
}

// toReader reports whether a relation is a way to speak to those addressed: "As you know, Chile left",
// "It is, you see, a small port". What they are said to think is a position: "You think that Chile left."
func (r *reading) toReader(rel *relation) bool {
	if len(rel.sources) != 1 || r.words[rel.sources[0][0]] != "you" || rel.sources[0][1] != rel.sources[0][0]+1 {
		return false
	}
	if !addresses.of(r.words[rel.cue.head]) {
		return false
	}
	you, behind := rel.sources[0][0], rel.cue.last
	conjoined := you > 0 && (r.words[you-1] == "as" || r.words[you-1] == "if")
	return conjoined || behind < len(r.words) && r.words[behind] == ","
}

// namesPerson reports whether a person is named within the last mentions before token i.
func (r *reading) namesPerson(i int) bool {
	last := r.mentionFrom(r.t.Tokens[i].Start)
	return slices.ContainsFunc(r.ents[max(0, last-speakerReach):last], func(e corpus.Entity) bool { return e.Type == corpus.Person })
}

// speakerReach is how many mentions before "I" a speaker may be named.
const speakerReach = 20

// isEstimating reports whether a verb in its plain form, or a noun, tells what somebody makes of
// things.
func isEstimating(w string) bool { return estimates.of(w) }

// isAction reports whether a verb, in lower case, tells of a deed and never of a word.
func isAction(w string) bool { return deeds.of(w) }

// undenied leaves out the verbs in the content of a denial: who "denied that it rejects the pact"
// is not said to reject it. A noun stays: who "denied American charges" was charged.
func (r *reading) undenied(rels []relation) []relation {
	denied := map[int]bool{}
	for i := range rels {
		if c := &rels[i].cue; c.line == nil || c.line.act != corpus.Deny || c.negation >= 0 {
			continue
		}
		for _, x := range rels[i].content {
			for k := x[0]; k < x[1]; k++ {
				denied[k] = true
			}
		}
	}
	return slices.DeleteFunc(rels, func(rel relation) bool { return denied[rel.cue.first] && r.toks[rel.cue.head].tag.IsVerb() })
}

// shareSubject gives a passive without a subject that of the passive before it: "The loan was
// welcomed by Austria but | rejected by Malta".
func (g *tagger) shareSubject(rel, before *relation) {
	c := &rel.cue
	by := c.head + 1
	if !before.cue.passive || g.words[before.cue.last-1] != "by" || g.toks[c.head].tag != text.VBN || by >= len(g.toks) || g.words[by] != "by" {
		return
	}
	if t := g.toks[c.first-1].tag; t != text.CC && t != text.Comma || g.sentenceOf(c.first) != g.sentenceOf(before.cue.first) {
		return
	}
	if end := g.phraseEnd(by + 1); end > by+1 {
		c.last, c.passive = by+1, true
		rel.content, rel.sources = before.content, [][2]int{{by + 1, end}}
	}
}

// certain adds the relations of nouns whose holder stands in a phrase with "by": "the threat
// of force made by Turkey". The line itself tells cue, content and holder.
func (g *tagger) certain(rels []relation) []relation {
	var sure []relation
	wording, phrase := make([]bool, len(g.toks)), make([]bool, len(g.toks)) // without its holder, with it
	for _, m := range g.marks {
		rel, ok := g.madeBy(m)
		if !ok {
			continue
		}
		if n := len(sure); n > 0 && sure[n-1].parts[0] == rel.parts[0] {
			sure = sure[:n-1] // "the demand for a pledge of force made by": the nearest noun
		}
		sure = append(sure, rel)
		first, by, end := rel.cue.first, rel.sources[0][0], rel.sources[0][1]
		for i := first; i < end; i++ {
			wording[i], phrase[i] = wording[i] || i < by, true
		}
	}
	if len(sure) == 0 {
		return rels
	}
	rels = slices.DeleteFunc(rels, func(r relation) bool { return slices.Contains(wording[r.cue.first:r.cue.last], true) })
	// What follows is said of the noun and not of its holder: "The threat made by Turkey alarmed …".
	for i := range rels {
		rels[i].sources = slices.DeleteFunc(rels[i].sources, func(x [2]int) bool { return slices.Contains(phrase[x[0]:x[1]], true) })
	}
	rels = append(rels, sure...)
	slices.SortStableFunc(rels, func(a, b relation) int { return a.cue.first - b.cue.first })
	return rels
}

// madeBy returns the relation of a noun's line that a gap divides and "by" ends.
func (g *tagger) madeBy(m match) (rel relation, ok bool) {
	k := len(m.tokens) - 2
	if m.line.class != noun || k < 1 || m.line.words[len(m.line.words)-1] != "by" || m.tokens[k] == m.tokens[k-1]+1 {
		return rel, false
	}
	first, last, part, by := m.tokens[0], m.tokens[k-1]+1, m.tokens[k], m.tokens[k+1]
	end := g.phraseEnd(by + 1)
	return relation{
		cue:     g.cue(first, last),
		parts:   [][2]int{{part, by + 1}},
		content: [][2]int{{last, part}},
		sources: [][2]int{{by + 1, end}},
	}, end > by+1
}

// phraseEnd returns the end of the noun phrase that begins with token i.
func (r *reading) phraseEnd(i int) int {
	last := r.t.Sentences[r.sentenceOf(max(i-1, 0))].Last
	for i < last && nominal(r.toks[i].tag) {
		i++
	}
	return i
}

// relay merges "According to Reuters" with what Reuters relays: in "According to Reuters,
// Iran has offered talks" Iran holds the position and Reuters is the way.
func (g *tagger) relay(rels []relation) []relation {
	for i := range rels {
		at, name := g.mediaNear(&rels[i])
		if at < 0 || rels[i].cue.first <= at+1 && at < rels[i].cue.last || len(rels[i].sources) == 0 {
			continue
		}
		rels[i].via = name
		if part := [2]int{at, at + 2}; !slices.Contains(rels[i].parts, part) {
			rels[i].parts = append(rels[i].parts, part)
		}
	}
	rels = g.reported(rels)
	taken := map[int]bool{} // the first tokens of the parts of what a medium relays
	for _, r := range rels {
		for _, p := range r.parts {
			taken[p[0]] = taken[p[0]] || r.via != ""
		}
	}
	return slices.DeleteFunc(rels, func(r relation) bool {
		return r.via == "" && g.words[r.cue.first] == "according" && taken[r.cue.first]
	})
}

// reported merges "Reuters reported" with the positions in what it reports: in "Iran has agreed to
// talks, Reuters reported" Reuters is the way, too.
func (g *tagger) reported(rels []relation) []relation {
	merged := make([]bool, len(rels))
	for i := range rels {
		medium := g.reporter(&rels[i])
		if medium == "" {
			continue
		}
		for k := range rels {
			if inner := &rels[k]; k != i && inner.via == "" && len(inner.sources) > 0 && rels[i].holds(inner.cue.first) {
				inner.via, merged[i] = medium, true
				inner.parts = append(inner.parts, [2]int{rels[i].cue.first, rels[i].cue.last})
			}
		}
	}
	kept := rels[:0]
	for i, rel := range rels {
		if !merged[i] {
			kept = append(kept, rel)
		}
	}
	return kept
}

// told gives the positions in what somebody says of others the one who says it: in "Ada Roe said that
// Iran had agreed to talks" nobody has it from Iran.
func (g *tagger) told(rels []relation) {
	for i := range rels {
		outer := &rels[i]
		if len(outer.sources) != 1 || !tells(g.words[outer.cue.head]) {
			continue
		}
		for k := range rels {
			if inner := &rels[k]; k != i && outer.holds(inner.cue.first) && (inner.teller == nil || inner.teller.holds(outer.cue.first)) {
				inner.teller = outer
			}
		}
	}
}

// tells reports whether a verb, in a finite form, tells no more than that something was said.
func tells(w string) bool {
	switch w {
	case "added", "adds", "alleged", "alleges", "announced", "announces", "argued", "argues", "claimed", "claims", "emphasised", "emphasises",
		"explained", "explains", "highlighted", "highlights", "noted", "notes", "recalled", "recalls", "reiterated", "reiterates",
		"reported", "reports", "said", "says", "stated", "states", "stressed", "stresses", "told", "tells", "underlined", "underlines",
		"underscored", "underscores", "wrote", "writes":
		return true
	}
	return false
}

// holds reports whether a token belongs to the content.
func (rel *relation) holds(token int) bool {
	return slices.ContainsFunc(rel.content, func(x [2]int) bool { return x[0] <= token && token < x[1] })
}

// reporter returns the medium that a relation only tells the report of, "" if there is none.
func (g *tagger) reporter(rel *relation) string {
	switch g.words[rel.cue.head] {
	case "reported", "reports", "said", "says", "wrote", "writes":
	default:
		return ""
	}
	if len(rel.sources) != 1 || rel.cue.negation >= 0 {
		return ""
	}
	source := g.spans(rel.sources)
	if len(source) == 0 {
		return ""
	}
	return g.cat.Reporter(g.t, g.doc, g.ents, source[0])
}

// mediaNear returns the first token of "according to" in the sentence of a relation where a medium
// follows, and the medium's name; -1 if there is none.
func (g *tagger) mediaNear(rel *relation) (at int, name string) {
	c := &rel.cue
	s := g.t.Sentences[g.sentenceOf(c.first)]
	for i := max(s.First, c.first-reach); i+2 < min(s.Last, c.last+reach); i++ {
		if g.words[i] != "according" || g.words[i+1] != "to" {
			continue
		}
		if name := g.mediumAt(i+2, rel); name != "" {
			return i, name
		}
	}
	return -1, ""
}

// mediumAt returns the medium that token i, behind "according to", names, "" if it names none. An
// organisation that nobody knows is a medium where the tagger took these words for a part of the cue.
func (g *tagger) mediumAt(i int, rel *relation) string {
	if k := g.mentionFrom(g.t.Tokens[i].Start); k < len(g.ents) && g.ents[k].Start < g.t.Tokens[min(i+3, len(g.t.Tokens)-1)].End {
		e := &g.ents[k]
		if canonical, ok := g.cat.Medium(e.In(g.t.Source)); ok {
			return canonical
		}
		if _, _, known := g.cat.Lookup(e.Actor); !known && e.Type == corpus.Org && slices.Contains(rel.parts, [2]int{i - 2, i}) {
			return e.Actor
		}
	}
	if end := g.phraseEnd(i); end > i {
		return g.cat.Reporter(g.t, g.doc, g.ents, corpus.Span{Start: g.t.Tokens[i].Start, End: g.t.Tokens[end-1].End})
	}
	return ""
}
