package positions

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// This file tells on which side of a thing a position is that is about the undoing of it. Who
// refuses to lift the sanctions is against, but against what? By its act, against the lifting;
// then the label says so: "sanctions lifting". Who demands that they be lifted is against the
// sanctions by its stance, and the label is "sanctions" alone.

//go:embed undoings.tsv
var undoingsTSV string

// undoingTable maps the forms of verbs, and nouns in the singular, to the noun of the label.
type undoingTable struct {
	verbs, nouns map[string]string
}

var undoings = sync.OnceValue(func() undoingTable {
	t := undoingTable{map[string]string{}, map[string]string{}}
	for _, row := range tsv.MustParse("undoings.tsv", undoingsTSV, 4) {
		label := row.Cols[0]
		t.nouns[label] = label
		for v := range strings.SplitSeq(row.Cols[1], "/") {
			first, particle, _ := strings.Cut(v, " ")
			for _, form := range verbForms(first) {
				t.verbs[strings.TrimSpace(form+" "+particle)] = label
			}
			if particle == "" {
				t.nouns[addSuffix(first, "ing")] = label // "the lifting of"
			}
		}
		for n := range strings.SplitSeq(row.Cols[2], "/") {
			t.nouns[n] = label
		}
	}
	return t
})

// undoingNoun returns the noun of the label for a folded noun.
func undoingNoun(w string) (label string, ok bool) {
	if label, ok = undoings().nouns[w]; !ok {
		label, ok = undoings().nouns[singular(w)]
	}
	return label, ok
}

// labelOf returns the noun of the label for a folded word; "" if it is no undoing.
func (t undoingTable) labelOf(w string) string {
	if label := t.verbs[w]; label != "" {
		return label
	}
	label, _ := undoingNoun(w)
	return label
}

// about is what a position is about: a thing, and the undoing of it, if that is meant.
type about struct{ thing, undoing string }

func (a about) String() string {
	if a.thing == "" {
		return "" // "to drop it"
	}
	return strings.TrimSpace(a.thing + " " + a.undoing)
}

// undone reports whether a position about an undoing has its stance toward the thing and not
// toward the undoing: where the holder wants it, or does it. A deed may be negated: "vowed never to
// lift the blockade".
func undone(act corpus.Act, stance corpus.Stance, d deed) bool {
	negated := d.negated
	switch act {
	case corpus.Reject:
		return stance == corpus.Against && !negated && d.announced // "said it would oppose the levy"
	case corpus.Demand, corpus.Promise, corpus.Propose, corpus.Support:
		return stance == corpus.Against && !negated || stance == corpus.Favor && negated
	case corpus.Threaten:
		return stance == corpus.Against // "threatened to block the dam"
	}
	return false
}

// deed is the phrase of a target with the undoing that it is the object of.
type deed struct {
	first, last int    // tokens
	verb        string // behind the phrase: "the vote | be postponed"; "" if none
	negated     bool
	announced   bool // by the holder, as its own
}

// deed looks around the target x of a relation for an undoing: "an end to | the siege", "not to
// lift | the sanctions", "the vote | must not be postponed".
func (g *tagger) deed(rel *relation, x [2]int) deed {
	d := deed{first: x[0], last: g.throughNoun(x[1])}
	i := x[0] - 1
	for i > 0 && (g.toks[i].tag == text.DT || g.toks[i].tag == text.PRPS) {
		i--
	}
	if k := g.undoingBefore(i); k >= 0 && g.ownDeed(rel, k) {
		d.first = k
		d.negated = k < rel.cue.last && rel.cue.negation >= 0
		d.announced = g.announced(rel, k)
	}
	for i := max(d.first-3, 0); i < min(d.first+2, x[1]); i++ {
		d.negated = d.negated || isNot(g.words[i]) && rel.covers(i)
	}
	if d.first == x[0] {
		g.passive(rel, &d)
	}
	return d
}

// throughNoun returns the end of a phrase that ends before token last, or behind the noun that its
// last adjective belongs to: "a regional | and independent inquiry".
func (r *reading) throughNoun(last int) int {
	if !isAdjective(r.toks[last-1].tag) {
		return last
	}
	for i := last; i < min(last+phraseReach, len(r.toks)); i++ {
		switch tag := r.toks[i].tag; {
		case isAdjective(tag), tag == text.Comma, tag == text.CC:
		case (tag == text.NN || tag == text.NNS) && isAdjective(r.toks[i-1].tag):
			return i + 1
		default:
			return last
		}
	}
	return last
}

// announced reports whether the verb at token i is what the holder says it will do itself: "said it
// would | oppose", as against "rejected claims that it would oppose".
func (r *reading) announced(rel *relation, i int) bool {
	if line := rel.cue.line; line != nil && line.act == corpus.Reject || i < 2 || r.toks[i-1].tag != text.MD {
		return false
	}
	switch r.words[i-2] {
	case "he", "i", "it", "she", "they", "we":
		return true
	}
	return false
}

// undoingBefore returns the token with which an undoing begins that token i ends; -1 if none does.
func (r *reading) undoingBefore(i int) int {
	if i < 0 {
		return -1
	}
	verb := func(i int) bool {
		return (r.toks[i].tag.IsVerb() || strings.HasSuffix(r.words[i], "ing")) && !r.isNear(i)
	}
	if undoings().verbs[r.words[i]] != "" && verb(i) {
		return i
	}
	if i == 0 {
		return -1
	}
	before := r.words[i-1]
	_, noun := undoingNoun(before)
	switch {
	case undoings().verbs[before+" "+r.words[i]] != "",
		undoings().verbs[before] != "" && verb(i-1) && r.toks[i].tag == text.IN, // "withdraw from"
		noun && r.toks[i-1].tag.IsNoun() && governs(r.words[i]):
		return i - 1
	}
	return -1
}

// governs reports whether a preposition stands between an undoing and what is undone.
func governs(w string) bool {
	switch w {
	case "of", "on", "to", "in", "from", "against":
		return true
	}
	return false
}

// ownDeed reports whether the undoing at token i is what the position is about and not what the
// holder does by taking it: it stands in the content, or in a cue that turns it down, as in "would
// not lift | its veto" and "refused to lift | the sanctions", but not in "moved to block | the sale".
func (r *reading) ownDeed(rel *relation, i int) bool {
	c := &rel.cue
	if i < c.first || i >= c.last {
		return rel.covers(i)
	}
	if !r.toks[i].tag.IsVerb() {
		return false // "voiced opposition to"
	}
	if c.line == nil {
		return c.negation >= 0 && c.negation < i
	}
	return c.line.act == corpus.Reject && i > c.head && !slices.Contains(c.line.words, r.words[i])
}

// passive finds an undoing behind the phrase of d: "that the levy | be abolished", "for the
// siege | to end".
func (r *reading) passive(rel *relation, d *deed) {
	be, negated := false, d.negated
	for i := d.last; i < min(d.last+6, len(r.toks)) && rel.covers(i); i++ {
		undoing := undoings().verbs[r.words[i]]
		switch {
		case isNot(r.words[i]):
			negated = true
		case undoing != "" && (be || undoing == "end" && r.toks[i].tag == text.VB):
			d.verb, d.negated = r.words[i], negated
			return
		case r.isAux(i):
			be = be || r.isBe(i)
		case r.toks[i].tag == text.RB || r.toks[i].tag == text.TO:
		default:
			return
		}
	}
}

func isNot(w string) bool { return w == "not" || w == "n’t" || w == "never" }
