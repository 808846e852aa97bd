package positions

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// spoken gives the positions that somebody takes through a spokesperson the name of the latter: in
// "Chad, through its spokesman Ada Roe, rejected the levy and demanded talks" Chad does both via Ada Roe,
// in "Chad rejected the levy and, through its spokesman Ada Roe, demanded talks" the second.
func (g *tagger) spoken(rels []relation) {
	for i := range rels {
		name := g.spokesman(&rels[i])
		for k := i; name != "" && k < len(rels) && slices.Equal(rels[k].sources, rels[i].sources); k++ {
			if rels[k].via == "" {
				rels[k].via = name
			}
		}
	}
}

// spokesman returns the person through whom a relation tells its holder to speak, "" if there is none.
// The words stand beside the holder or the cue, or behind the content: "Through its spokesman Ada Roe, Chad rejected the levy",
// "Chad rejected the levy | via its spokesman Ada Roe", where they belong to no content.
func (g *tagger) spokesman(rel *relation) string {
	if len(rel.sources) != 1 {
		return ""
	}
	source := rel.sources[0]
	s := g.t.Sentences[g.sentenceOf(source[0])]
	for i := max(s.First, min(source[0], rel.cue.first)-reach); i < min(s.Last, rel.cue.last+reach); i++ {
		name, end := g.spokesmanAt(i)
		switch {
		case name == "":
		case g.apart(source[1], i), g.apart(end, source[0]), g.apart(end, rel.cue.first), i == rel.cue.last:
			return name
		case rel.covers(i):
			if x := &rel.content[0]; g.contentForm(rel)&7 == 1 && x[0] < i && end >= x[1] {
				x[1] = i
				return name
			}
		}
	}
	return ""
}

// apart reports whether no more than a comma parts two tokens, the first of which may be the other.
func (r *reading) apart(from, to int) bool {
	return from == to || from+1 == to && r.toks[from].tag == text.Comma
}

// spokesmanAt returns the person whom the words from token i on name as somebody’s spokesperson,
// "through its spokesman Ada Roe" or "via a spokesperson, Ada Roe", and the token behind the name; ""
// if they name none.
func (r *reading) spokesmanAt(i int) (name string, end int) {
	if w := r.words[i]; w != "through" && w != "via" {
		return "", 0
	}
	spokes := false
	for k := i + 1; k < min(i+phraseReach, len(r.toks)); k++ {
		tok := r.t.Tokens[k]
		switch {
		case strings.HasPrefix(r.words[k], "spokes"):
			spokes = true
		case spokes && r.toks[k].tag == text.Comma:
		case !nominal(r.toks[k].tag):
			return "", 0
		case spokes:
			m := r.mentionFrom(tok.Start)
			if m == len(r.ents) || r.ents[m].Type != corpus.Person || r.ents[m].Start != tok.Start {
				return "", 0
			}
			return r.ents[m].Actor, r.t.TokenAt(r.ents[m].End)
		}
	}
	return "", 0
}
