package positions

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/spelling"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

//go:embed issues.tsv
var issuesTSV string

// issueWords maps a noun, a verb or several words, folded, to the word of the label.
var issueWords = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, row := range tsv.MustParse("issues.tsv", issuesTSV, 3) {
		for w := range strings.SplitSeq(row.Cols[1], "/") {
			m[spelling.British(w)] = row.Cols[0]
		}
	}
	return m
})

// issueWord returns the word of the label for folded words; the plural of a noun means what
// its singular does, if the table has no other meaning for it.
func issueWord(words string) (label string, ok bool) {
	if label, ok = issueWords()[words]; !ok {
		label, ok = issueWords()[singular(words)]
	}
	return label, ok
}

// maxIssue is the most words that a label has besides names: what stands behind them tells
// one wording from another rather than one issue.
const maxIssue = 4

// unit is a word of a target, or a whole name.
type unit struct {
	word  string // folded, unless it is a name or an acronym
	tag   text.Tag
	name  bool
	token int // its first
}

// issue returns the label of what a position is about: the head of the target with what
// modifies it, names in their canonical form and before it, and wordings of one thing brought to
// one word (issues.tsv). "Membership of NATO", "the accession of Ukraine to NATO" and "Ukraine’s
// NATO bid" are all "NATO membership": a name that belongs to somebody gives way to the name of
// what it is about. A pronoun names no issue. An undoing is part of the label where the position
// is toward it (undoing.go).
func (g *tagger) issue(rel *relation, p *corpus.Position, target [][2]int) string {
	var a about
	var d deed
	if len(target) > 0 {
		d = g.deed(rel, target[0])
		var r *issueReader
		if isWish(p) {
			r = g.wish(rel, d)
		} else {
			r = g.reader(d)
		}
		a = g.resolved(r, rel, p)
	}
	if w, ok := g.ownIssue(rel, target); ok {
		if slices.ContainsFunc(w.words, func(w string) bool { return undoings().labelOf(w) == a.undoing }) {
			a.undoing = "" // the user calls it so
		}
		a.thing = w.issue
	}
	if undone(p.Act, p.Stance, d) {
		a.undoing = ""
	}
	return a.String()
}

// isWish reports whether a position wants something to be done: who "demands that Russia halt the
// attack" is for the halt and not for Russia.
func isWish(p *corpus.Position) bool {
	switch p.Act {
	case corpus.Demand, corpus.Expect, corpus.Propose, corpus.Support:
		return p.Stance == corpus.Favor
	}
	return false
}

// wish reads what the holder wants done by those whom a deed names, as far as the content goes: a
// target may end behind the names. Where the content is no such clause it reads the phrase alone.
func (g *tagger) wish(rel *relation, d deed) *issueReader {
	if d.verb == "" {
		r := &issueReader{units: g.units(d.first, max(d.last, g.contentEnd(d.first, rel.content))), clause: true}
		if r.read(); r.doers {
			return r
		}
	}
	return g.reader(d)
}

// reader reads the phrase of a deed.
func (g *tagger) reader(d deed) *issueReader {
	r := &issueReader{units: g.units(d.first, d.last)}
	r.read()
	if r.verb == "" {
		r.verb = d.verb
	}
	return r
}

// units cuts the tokens from first to last at words and names.
func (g *tagger) units(first, last int) []unit {
	var out []unit
	ents := g.ents[g.mentionFrom(g.t.Tokens[first].Start):]
	for i := first; i < last; i++ {
		tok := g.t.Tokens[i]
		for len(ents) > 0 && ents[0].End <= tok.Start {
			ents = ents[1:]
		}
		if len(ents) > 0 && ents[0].Start <= tok.Start {
			e := ents[0]
			name := e.Actor
			if name == "" {
				name = e.In(g.t.Source)
			}
			out = append(out, unit{strings.Join(strings.Fields(name), " "), text.NNP, true, i})
			for i+1 < len(g.t.Tokens) && g.t.Tokens[i+1].Start < e.End {
				i++
			}
			continue
		}
		if g.toks[i].date || tok.Tag == text.CD || isQuantifier.of(g.words[i]) {
			continue // "a motion last Thursday", "the five littoral states"
		}
		if isRemnant(g.words[i], tok.Tag) {
			continue
		}
		switch behindTo := i > 0 && (g.toks[i-1].tag == text.TO || g.toks[i-1].tag == text.MD); {
		case g.words[i] == "close" && (!behindTo || g.closely(i+1)):
			tok.Tag = text.JJ // "close ties", which the tagger takes for a verb
		case behindTo && tok.Tag == text.NN && g.opensPhrase(i+1):
			tok.Tag = text.VB // "refused to hand over the pilots"
		}
		w := g.noun(i)
		if written := g.t.Word(i); tok.Tag.IsProper() || acronym(written) {
			w = written
		}
		out = append(out, unit{w, tok.Tag, tok.Tag.IsProper(), i})
	}
	return out
}

// isRemnant reports whether a token is what a name leaves of a compound, or a mark: "the
// Chad|-led talks", "ex-|Liberals", "40|%".
func isRemnant(w string, tag text.Tag) bool {
	if tag.IsNoun() && !strings.ContainsFunc(w, unicode.IsLetter) {
		return true
	}
	return len(w) > 1 && (strings.HasPrefix(w, "-") || strings.HasSuffix(w, "-"))
}

// opensPhrase reports whether the object of a verb, or its particle with the object behind it, begins with token i.
func (r *reading) opensPhrase(i int) bool {
	if i < len(r.toks) && isParticle(r.words[i]) {
		i++
	}
	if i >= len(r.toks) {
		return false
	}
	switch r.toks[i].tag {
	case text.DT, text.PRPS, text.CD:
		return true
	}
	return false
}

func isParticle(w string) bool {
	switch w {
	case "away", "back", "down", "off", "out", "over", "up":
		return true
	}
	return false
}

// closely reports whether the noun phrase at token i is of what is close or not, and cannot be shut.
func (r *reading) closely(i int) bool {
	for i < len(r.toks) && r.toks[i].tag == text.JJ {
		i++
	}
	return i < len(r.toks) && isClose.of(r.words[i])
}

func acronym(w string) bool {
	upper := 0
	for _, r := range w {
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 1
}
