package positions

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/sayso-nlp/sayso/corpus"
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
			m[spelling(w)] = row.Cols[0]
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
	word string // folded, unless it is a name or an acronym
	tag  text.Tag
	name bool
}

// issue returns the label of what a target is about: its head with what modifies it, names
// in their canonical form and before it, and wordings of one thing brought to one word
// (issues.tsv). "Membership of NATO", "the accession of Ukraine to NATO" and "Ukraine’s NATO
// bid" are all "NATO membership": a name that belongs to somebody gives way to the name of
// what it is about. A pronoun names no issue.
func (g *tagger) issue(target []corpus.Span) string {
	if len(target) == 0 {
		return ""
	}
	r := issueReader{units: g.units(target[0])}
	r.read()
	return r.label()
}

// units cuts a span at words and names.
func (g *tagger) units(s corpus.Span) []unit {
	var out []unit
	ents := g.ents[g.mentionFrom(s.Start):]
	for i := g.tokenFrom(s.Start); i < len(g.t.Tokens) && g.t.Tokens[i].Start < s.End; i++ {
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
			out = append(out, unit{strings.Join(strings.Fields(name), " "), text.NNP, true})
			for i+1 < len(g.t.Tokens) && g.t.Tokens[i+1].Start < e.End {
				i++
			}
			continue
		}
		if g.toks[i].date || tok.Tag == text.CD || isQuantifier(g.words[i]) {
			continue // "a motion last Thursday", "the five littoral states"
		}
		w := g.words[i]
		if written := g.t.Word(i); tok.Tag.IsProper() || acronym(written) {
			w = written
		}
		out = append(out, unit{w, tok.Tag, tok.Tag.IsProper()})
	}
	return out
}

// isQuantifier reports whether a word tells how much or which one in a row, and not of what.
func isQuantifier(w string) bool {
	switch w {
	case "last", "next", "several", "many", "some", "more", "most", "other", "others", "few", "fewer", "both", "additional", "further", "own",
		"same", "certain", "various", "numerous", "entire", "whole", "least", "much", "extra", "dozens", "hundreds", "thousands", "millions", "only":
		return true
	}
	return false
}

// isMeasure reports whether what stands behind a noun and "of" is meant: "a third of the link",
// "a halt of the works".
func isMeasure(noun string) bool {
	switch noun {
	case "third", "half", "quarter", "fifth", "tenth", "majority", "number", "series", "rest", "part", "kind", "sort", "type", "lot", "handful",
		"couple", "set", "range", "host", "percentage", "share", "bulk", "dozen", "hundred", "thousand", "million", "billion", "form",
		"package", "round", "wave", "tranche", "batch", "end", "halt":
		return true
	}
	return false
}

// isPointer reports whether what stands behind a noun and a preposition, or a verb with "to", is
// meant: "calls for early elections", "the bid to join NATO", "opposition to the sale".
func isPointer(noun string) bool {
	switch singular(noun) {
	case "agreement", "ambition", "appeal", "attempt", "backing", "bid", "call", "commitment", "concern", "deal", "decision", "demand", "desire", "drive",
		"effort", "end", "fear", "halt", "intention", "invitation", "move", "need", "objection", "obligation", "offer", "opposition", "plan", "plea",
		"pledge", "proposal", "promise", "push", "readiness", "refusal", "request", "resistance", "right", "support", "threat", "vow", "willingness", "wish":
		return true
	}
	return false
}

// isTitle reports whether a word before a person's name is no part of it.
func isTitle(w string) bool {
	switch strings.ToLower(w) {
	case "president", "minister", "secretary", "general", "chancellor", "king", "queen", "pope", "mr", "mrs", "ms", "mr.", "mrs.", "ms.", "senator",
		"judge", "ambassador", "premier", "governor", "chairman", "speaker", "colonel", "prince", "princess", "dr", "dr.", "sir", "prime", "foreign", "vice-president":
		return true
	}
	return false
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

// issueReader reads the phrase of a target from left to right.
type issueReader struct {
	units []unit
	at    int

	verb      string
	pointer   string   // the noun that led to what is meant, see isPointer
	words     []string // modifiers and head, the head last
	names     []string
	possessor []string // names that end in ’s, or whose membership it is
}

func (r *issueReader) read() {
	r.skip()
	r.deed()
	r.phrase(&r.words, &r.names)
	for r.at < len(r.units) {
		switch r.peek().word {
		case "of":
			r.at++
			var inner, names []string
			r.phrase(&inner, &names)
			if isMeasure(r.head()) && len(inner)+len(names) > 0 {
				r.words = nil
			}
			r.words = append(inner, r.words...)
			if len(r.names) == 0 {
				r.names = names
			}
		case "on", "against", "for", "to", "with", "in", "between", "over", "from", "into", "by", "about":
			if r.follow() {
				continue
			}
			about := r.peek().word == "on" || r.peek().word == "over" || r.peek().word == "against"
			r.at++
			r.skip()
			if !r.peek().name {
				if about && len(r.words) == 1 {
					r.matter()
				}
				return
			}
			names := []string{}
			r.phrase(&[]string{}, &names)
			r.attach(names)
		default:
			return
		}
	}
}

// deed reads a verb that the phrase begins with.
func (r *issueReader) deed() {
	u := r.peek()
	if !u.tag.IsVerb() || u.name || u.tag == text.VBN {
		return
	}
	r.verb = u.word
	r.at++
	if p := r.peek(); p.tag == text.IN || p.tag == text.RP { // "to abide by the numbers"
		r.verb += " " + p.word
		r.at++
	}
	r.skip()
}

// follow goes on from a noun that points to what stands behind the preposition that is next: a
// deed or a thing, but no name, which tells whose the plan is. It reports whether there is any.
func (r *issueReader) follow() bool {
	switch r.peek().word {
	case "on", "against", "for", "to", "over", "about":
	default:
		return false
	}
	if !isPointer(r.head()) || !isPassing(r.words[:len(r.words)-1]) {
		return false
	}
	to := issueReader{units: r.units, at: r.at + 1, pointer: r.head()}
	if to.skip(); to.peek().name {
		return false
	}
	to.deed()
	to.phrase(&to.words, &to.names)
	if _, known := issueWord(to.verb); !known && !to.units[to.at-1].tag.IsNoun() {
		return false // "the right to leave", "efforts to be fair"
	}
	if len(to.words) == 1 && bareNouns[canonicalNoun(to.head())] == ofState {
		to.possessor = append(to.possessor, r.possessor...) // "Libya’s plan to hold elections"
	}
	*r = to
	return true
}

// isPassing reports whether words tell nothing but how soon or how often: "an immediate end to".
func isPassing(words []string) bool {
	for _, w := range words {
		switch w {
		case "early", "final", "fresh", "immediate", "joint", "latest", "new", "quick", "recent", "renewed", "repeated", "strong", "swift", "urgent":
		default:
			return false
		}
	}
	return true
}

// matter takes what a bare noun is about: "the law on foreign agents" is "foreign agents law".
func (r *issueReader) matter() {
	var inner, names []string
	r.phrase(&inner, &names)
	r.words = append(inner, r.words...)
	if len(r.names) == 0 {
		r.names = names
	}
}

// attach takes the names behind a preposition. Behind "the accession of Ukraine" the name
// of what is acceded to is the one that counts.
func (r *issueReader) attach(names []string) {
	if label, _ := issueWord(r.head()); label == "membership" && len(r.names) > 0 {
		r.possessor, r.names = append(r.possessor, r.names...), names
		return
	}
	if len(r.names) == 0 {
		r.names = names
	}
}

func (r *issueReader) head() string {
	if len(r.words) == 0 {
		return ""
	}
	return r.words[len(r.words)-1]
}

func (r *issueReader) peek() unit {
	if r.at < len(r.units) {
		return r.units[r.at]
	}
	return unit{}
}

// skip passes over what a phrase may begin with and no issue consists of.
func (r *issueReader) skip() {
	for r.at < len(r.units) {
		switch u := r.units[r.at]; {
		case u.tag == text.DT, u.tag == text.PDT, u.tag == text.PRPS, u.tag == text.TO, u.tag == text.RB, u.tag.IsPunct(),
			u.word == "any", u.word == "no", u.word == "all", u.word == "such":
			r.at++
		default:
			return
		}
	}
}

// phrase reads a noun phrase.
func (r *issueReader) phrase(words, names *[]string) {
	r.skip()
	for ; r.at < len(r.units); r.at++ {
		u := r.units[r.at]
		next := unit{}
		if r.at+1 < len(r.units) {
			next = r.units[r.at+1]
		}
		switch {
		case u.tag == text.POS:
			r.possessor, *names = append(r.possessor, *names...), nil
		case isTitle(u.word) && next.name:
		case u.name:
			*names = append(*names, u.word)
		case u.tag.IsNoun(), u.tag == text.JJ, u.tag == text.CD, u.tag == text.JJS, u.tag == text.JJR,
			(u.tag == text.VBG || u.tag == text.VBN) && next.tag.IsNoun():
			*words = append(*words, u.word)
		case u.tag.IsPunct() && u.tag != text.Comma && u.tag != text.Stop && u.tag != text.Colon:
		default:
			return
		}
	}
}

// label puts the parts together.
func (r *issueReader) label() string {
	words := canonical(r.words)
	if label, ok := issueWord(r.verb); ok { // "to join NATO"
		words = append(words, label)
	}
	names := r.names
	if n := len(words); n > 0 && words[n-1] == "bid" && len(names) > 0 {
		words[n-1] = "membership"
	}
	if len(names) == 0 && len(words) < 2 {
		names = r.possessor
	}
	if len(words) > maxIssue {
		words = words[len(words)-maxIssue:]
	}
	parts := append(append([]string{}, names[:min(len(names), 2)]...), words...)
	if len(parts) == 0 {
		return "" // a pronoun, or a verb without an object
	}
	return strings.Join(parts, " ")
}

// canonical brings the longest ending that issues.tsv knows to its label.
func canonical(words []string) []string {
	for i := range words {
		if label, ok := issueWord(strings.Join(words[i:], " ")); ok {
			return append(words[:i:i], label)
		}
	}
	return words
}
