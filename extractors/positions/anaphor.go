package positions

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
)

// lookBack is how far before a bare noun its fuller wording is looked for, in tokens: about a
// page, and a bound on the work for each position.
const lookBack = 400

// phraseReach is how far before and behind its noun such a wording is read, in tokens.
const phraseReach = 8

// resolved returns the issue that a label of one bare noun stands for in this text. "The bill"
// is what the text called "a bill on foreign agents" before; where it never did, the bill of
// the state that the text is about; "the step" and "people" alone are no issue that two texts
// could share. Labels of more than a noun are what they are.
func (g *tagger) resolved(label string, target, content []corpus.Span, cat *actors.Catalogue, doc *corpus.Document) string {
	if isTitle(label) {
		return "" // "the Minister"
	}
	if len(target) == 0 || strings.Contains(label, " ") || label != strings.ToLower(label) {
		return label
	}
	kind := bareNouns[label]
	first := g.tokenFrom(target[0].Start)
	if isPointer(label) {
		if full := g.wordingAt(label, first, g.contentEnd(first, content)); full != "" { // "the plan | to build a rail link"
			return full
		}
	}
	if kind != 0 || pointsBack(g.words[first]) {
		if full := g.fullerWording(label, first); full != "" {
			return full
		}
	}
	switch kind {
	case ofText:
		return ""
	case ofState:
		if s := g.mainState(cat, doc); s != "" {
			return s + " " + label
		}
		return ""
	}
	return label
}

// contentEnd returns the end of the part of a content that token i stands in, as far as a wording
// is read.
func (g *tagger) contentEnd(i int, content []corpus.Span) int {
	last := i + 1
	for _, x := range content {
		for last < i+2*phraseReach && last < len(g.toks) && x.Start <= g.t.Tokens[i].Start && g.t.Tokens[last].Start < x.End {
			last++
		}
	}
	return last
}

// pointsBack reports whether a determiner tells that the thing was named before.
func pointsBack(w string) bool {
	switch w {
	case "the", "this", "that", "these", "those", "its", "their":
		return true
	}
	return false
}

// fullerWording returns the label of the nearest noun phrase before a token that has the same
// head and more to it; "" if there is none.
func (g *tagger) fullerWording(noun string, before int) string {
	for i := before - 1; i >= max(0, before-lookBack); i-- {
		if canonicalNoun(g.words[i]) != noun || g.toks[i].chunk == 0 {
			continue
		}
		first := i
		for first > max(0, i-phraseReach) && g.toks[first-1].chunk == g.toks[i].chunk {
			first--
		}
		last := min(i+phraseReach, g.t.Sentences[g.sentenceOf(i)].Last)
		if full := g.wordingAt(noun, first, last); full != "" {
			return full
		}
	}
	return ""
}

// wordingAt returns the label of the phrase that begins with token first, if its head is the
// noun and it has more to it; "" if not.
func (g *tagger) wordingAt(noun string, first, last int) string {
	r := issueReader{units: g.units(corpus.Span{Start: g.t.Tokens[first].Start, End: g.t.Tokens[last-1].End})}
	r.read()
	if canonicalNoun(r.pointer) == noun || canonicalNoun(r.head()) == noun && (len(r.words) > 1 || len(r.names)+len(r.possessor) > 0) {
		return r.label()
	}
	return ""
}

func canonicalNoun(w string) string {
	if label, ok := issueWord(w); ok {
		return label
	}
	return w
}

// mainState returns the state that the text names most, itself, its bodies and who holds
// office in it on the day of publication; of those named equally often, the first to be. A
// name that stands in the title counts three times: it is what the text is about.
func (g *tagger) mainState(cat *actors.Catalogue, doc *corpus.Document) string {
	if g.main != nil {
		return *g.main
	}
	count := map[string]int{}
	best := ""
	for i := range g.ents {
		state := cat.State(g.ents[i].Actor, doc.Published)
		if _, kind, ok := cat.Lookup(state); !ok || kind != actors.State {
			continue
		}
		if count[state]++; strings.Contains(doc.Title, state) || strings.Contains(doc.Title, g.ents[i].In(g.t.Source)) {
			count[state] += 2
		}
		if count[state] > count[best] {
			best = state
		}
	}
	g.main = &best
	return best
}

type bareKind uint8

const (
	ofText  bareKind = iota + 1 // means nothing outside its text
	ofState                     // one of its kind in a state at a time
)

// bareNouns are nouns that point back when they stand alone: shell nouns (Schmid 2000), such
// as "step", and things of which every state has its own, such as "bill".
var bareNouns = func() map[string]bareKind {
	m := map[string]bareKind{}
	for w := range strings.FieldsSeq(`action actions anyone anybody everyone everybody nobody someone allegation allegations answer appeal approach area areas argument attempt case cases choice choices
		change changes charge charges claim claims comment comments concern concerns condition conditions countries country day deal demand
		demands difference differences document effort efforts event events fact facts figure figures findings hand hands idea ideas incident information issue issues job life lives lot letter
		man matter measure measures men meeting meetings message method move moves need needs offer option options part people person place plan plans
		point points position practice problem problems process proposal proposals project question questions reason reasons relations remark
		remarks report reports request response result results role rules side sides situation source sources state statement step steps
		story support system talk team text texts thing things time track vehicle way ways woman women word words work world year years`) {
		m[w] = ofText
	}
	for w := range strings.FieldsSeq(`agreement allies army assembly attack attacks authorities ban bill blockade border borders budget cabinet
		campaign candidate church coalition commission constitution coup court courts crisis cuts debt decision decree draft economy
		elections government judges junta judgment law laws leaders majority mandate military ministry mission motion opposition parliament
		party police president protest protesters protests raid reform reforms regime resolution rule ruling sentence strike strikes tax
		taxes treaty trial troops verdict veto`) {
		m[w] = ofState
	}
	return m
}()
