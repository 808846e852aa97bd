// Package positions finds who holds which position: who says, demands, rejects, promises
// what, in whose words, and how far the holder commits itself.
//
// A lexicon (cues.tsv) knows the words that attribute; linear models learned from annotated
// briefs find them, their sources and their contents, and what they amount to; a few rules
// decide what is too rare to learn (rules.go). docs/positions.md tells the whole.
//
// The package promises pure functions, the same positions for the same text, spans within
// the text and between its runes, and time linear in its length, whatever the text.
// Start reading at [Find]. The files:
//
//	positions                         the flow
//	lexicon, inflect                  the lines of cues.tsv, and the forms of their words
//	reading, kin, joint               a text with what the features ask of its tokens
//	tagger, cuefeatures, argfeatures  cues, then their sources and contents
//	holders, brackets, speechtag      sources that are joined, hold brackets, or stand behind a quotation
//	extent, target                    phrases that are cut; what a content is about
//	meaning, construed, clause, tone  act, stance and modality
//	rules, othersense, wishes,        what is too rare to learn
//	repeated, spokesman
//	issue, issuereader, anaphor,      the label of what a position is about
//	undoing, labelwords, words, own
//	emitter, model, train, why        features, the file of the models, learning them, how a datum was found
package positions

import (
	"cmp"
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Find returns the positions in t, in the order of their cues. Ents are the mentions of t,
// resolved, when the expressions of time; cat tells who the holders are; own, which may be
// nil, how the user calls issues. It takes time linear in the length of t.
func Find(t *text.Text, doc *corpus.Document, ents []corpus.Entity, when []corpus.Timex, cat *actors.Catalogue, own *Issues) []corpus.Position {
	return find(embedded(), t, doc, ents, when, cat, own)
}

func find(m *model, t *text.Text, doc *corpus.Document, ents []corpus.Entity, when []corpus.Timex, cat *actors.Catalogue, own *Issues) []corpus.Position {
	g := newTagger(read(t, doc, ents, when), m)
	g.doc, g.cat, g.own = doc, cat, own
	var out []corpus.Position
	rels := g.relay(g.relations())
	g.spoken(rels)
	g.told(rels)
	rels = g.repeated(rels)
	for i := range rels {
		out = append(out, g.positions(&rels[i])...)
	}
	return out
}

// positions makes one position of a relation for each of its holders.
func (g *tagger) positions(rel *relation) []corpus.Position {
	mean := g.meaning(rel)
	p := corpus.Position{
		Cue:     g.spans(append([][2]int{{rel.cue.first, rel.cue.last}}, rel.parts...)),
		Content: g.spans(rel.content),
		Act:     mean.act, Stance: mean.stance, Modality: mean.modality,
	}
	if len(p.Cue) == 0 || len(p.Content) == 0 { // nothing but marks: "!I 0A"
		return nil
	}
	target := g.target(rel)
	p.Target = g.spans(target)
	p.Speech = g.speech(rel)
	p.Found = g.found(rel, &mean)
	var out []corpus.Position
	var issue string
	teller := g.teller(rel)
	for _, src := range rel.sources {
		p := p
		if p.Source = g.spans([][2]int{src}); len(p.Source) == 0 {
			continue
		}
		for _, h := range g.cat.Holders(g.t, g.doc, g.ents, p.Source[0]) {
			p.Actor, p.Via, p.State = h.Actor, cmp.Or(h.Via, rel.via), h.State
			if p.Via == "" && teller != p.Actor {
				p.Via = teller
			}
			if len(out) == 0 {
				issue = g.issue(rel, &p, target)
			}
			p.Issue = issue
			out = append(out, p)
		}
	}
	return slices.Clip(out)
}

// teller returns who tells a relation of others, the speaker where it is one for a body; "" if nobody
// does, or whoever says "I" and "we" himself: "As Ada Roe said, we support the treaty".
func (g *tagger) teller(rel *relation) string {
	if rel.teller == nil {
		return ""
	}
	for _, x := range rel.sources {
		switch g.words[x[0]] {
		case "i", "my", "we", "our":
			return ""
		}
	}
	source := g.spans(rel.teller.sources)
	if len(source) == 0 {
		return ""
	}
	h := g.cat.Holder(g.t, g.doc, g.ents, source[0])
	return cmp.Or(h.Via, h.Actor)
}

// speech tells how much of the content stands in quotation marks.
func (r *reading) speech(rel *relation) corpus.Speech {
	switch words, quoted := r.quoted(rel); quoted {
	case 0:
		return corpus.Indirect
	case words:
		return corpus.Direct
	}
	return corpus.Mixed
}

// quoted counts the words of a content, and those of them that stand in quotation marks.
func (r *reading) quoted(rel *relation) (words, quoted int) {
	for _, x := range rel.content {
		for i := x[0]; i < x[1]; i++ {
			if r.toks[i].tag.IsPunct() {
				continue
			}
			words++
			if r.toks[i].quote != 0 {
				quoted++
			}
		}
	}
	return words, quoted
}
