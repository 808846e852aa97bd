package positions

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// lookBack is how far before a bare noun its fuller wording is looked for, in tokens: about a
// page, and a bound on the work for each position.
const lookBack = 400

// phraseReach is how far before and behind its noun such a wording is read, in tokens.
const phraseReach = 8

// resolved returns the issue that one bare noun stands for in this text. "The bill" is what the
// text calls "a bill on foreign agents", "its bill" the one of the holder's state; "the step" and
// "people" alone are no issue that two texts could share. More than a noun is what it is.
func (g *tagger) resolved(r *issueReader, rel *relation, p *corpus.Position) about {
	r.dropVague()
	a := r.about()
	if !slices.ContainsFunc(strings.Fields(strings.ToLower(a.thing)), isNoTitle) && a.undoing == "" {
		return about{} // "the Prime Minister"
	}
	if a.thing == "" || strings.Contains(a.thing, " ") || a.thing != strings.ToLower(a.thing) {
		return a
	}
	noun, kind := a.thing, kindOf(a.thing)
	if _, undoing := undoingNoun(noun); undoing || isPointer(noun) {
		if full, ok := g.wordingAt(noun, r.first, g.contentEnd(r.first, rel.content)); ok { // "the plan | to build a rail link"
			return full.and(a.undoing)
		}
	}
	det := g.words[r.first]
	if kind != empty && (kind != 0 || pointsBack(det)) {
		if full, ok := g.fullerWording(noun, r, kind != 0); ok {
			return full.and(a.undoing)
		}
	}
	switch {
	case kind&hollow != 0:
		return about{}
	case kind == ofState && isTheirs(det):
		a.thing = strings.TrimSpace(p.State + " " + noun)
	case kind == ofState || kind == inState:
		main := g.mainState()
		if kind == inState || 2*main.second <= main.first || p.State == main.state && main.second < main.first {
			a.thing = strings.TrimSpace(main.state + " " + noun)
		}
	}
	return a
}

// dropVague leaves out what does not tell one thing from another: "big steps" are steps, and "the
// people of Chad" are Chad.
func (r *issueReader) dropVague() {
	kind, before := kindOf(r.head()), r.modifiers()
	if kind&hollow != 0 && !slices.ContainsFunc(before, isTelling) {
		r.words = r.words[len(before):]
		if kind == empty && len(r.names)+len(r.possessor) > 0 {
			r.words = nil
		}
	}
}

// modifiers returns the words before the head.
func (r *issueReader) modifiers() []string { return r.words[:max(len(r.words)-1, 0)] }

// and returns a as what undoing is about, if there is any.
func (a about) and(undoing string) about {
	if undoing == "" {
		return a
	}
	return about{a.String(), undoing}
}

// contentEnd returns the end of the part of a content that token i stands in, as far as a wording
// is read.
func (g *tagger) contentEnd(i int, content [][2]int) int {
	for _, x := range content {
		if x[0] <= i && i < x[1] {
			return min(x[1], i+2*phraseReach)
		}
	}
	return i + 1
}

// pointsBack reports whether a determiner tells that the thing was named before.
func pointsBack(w string) bool {
	switch w {
	case "the", "this", "that", "these", "those":
		return true
	}
	return isTheirs(w)
}

// isTheirs reports whether a determiner tells that the thing is somebody's.
func isTheirs(w string) bool {
	switch w {
	case "its", "their", "his", "her", "our", "my":
		return true
	}
	return false
}

// fullerWording reads the nearest noun phrase that has the same head as a phrase and more to it:
// one before it, or else, where behind says so, one behind it.
func (g *tagger) fullerWording(noun string, phrase *issueReader, behind bool) (about, bool) {
	first, last := phrase.first, phrase.units[len(phrase.units)-1].token
	for i := first - 1; i >= max(0, first-lookBack); i-- {
		if full, ok := g.wordingWith(noun, i); ok {
			return full, true
		}
	}
	for i := last + 1; behind && i < min(len(g.toks), last+lookBack); i++ {
		if full, ok := g.wordingWith(noun, i); ok {
			return full, true
		}
	}
	return about{}, false
}

// wordingWith reads the noun phrase around token i, if that is the noun.
func (g *tagger) wordingWith(noun string, i int) (about, bool) {
	if canonicalNoun(g.noun(i)) != noun || g.toks[i].chunk == 0 {
		return about{}, false
	}
	first := i
	for first > max(0, i-phraseReach) && g.toks[first-1].chunk == g.toks[i].chunk {
		first--
	}
	return g.wordingAt(noun, first, min(i+phraseReach, g.t.Sentences[g.sentenceOf(i)].Last))
}

// wordingAt reads the phrase of the tokens from first to last. It reports whether its head is the
// noun and it has more to it, or is a name that ends with the noun: "the Harbour Accord".
func (g *tagger) wordingAt(noun string, first, last int) (about, bool) {
	r := g.reader(deed{first: first, last: last})
	if n := len(r.names); n > 0 && len(r.words) == 0 && kindOf(noun) != inState {
		words := strings.Fields(r.names[n-1])
		return about{thing: r.names[n-1]}, len(words) > 1 && !slices.Contains(words, "of") && canonicalNoun(strings.ToLower(words[len(words)-1])) == noun
	}
	if canonicalNoun(r.pointer) == noun {
		r.dropVague()
		return r.about(), len(r.words) != 1 || kindOf(r.head())&hollow == 0
	}
	more := len(r.names)+len(r.possessor) > 0 || slices.ContainsFunc(r.modifiers(), isTelling)
	return r.about(), canonicalNoun(r.head()) == noun && more
}

func canonicalNoun(w string) string {
	if label, ok := issueWord(w); ok {
		return label
	}
	if label, ok := undoingNoun(w); ok {
		return label
	}
	return w
}

// mainState is the state that a text is about.
type mainState struct {
	state         string
	first, second int // how often it is named, and the one named next most
}

// mainState returns the state that the text names most, itself, its bodies and who holds
// office in it on the day of publication; of those named equally often, the first to be. A
// name that stands in the title counts three times: it is what the text is about.
func (g *tagger) mainState() *mainState {
	if g.main != nil {
		return g.main
	}
	count := map[string]int{}
	g.main = &mainState{}
	for i := range g.ents {
		state := g.cat.State(g.ents[i].Actor, g.doc.Published)
		if _, kind, ok := g.cat.Lookup(state); !ok || kind != actors.State {
			continue
		}
		if count[state]++; strings.Contains(g.doc.Title, state) || strings.Contains(g.doc.Title, g.ents[i].In(g.t.Source)) {
			count[state] += 2
		}
		if count[state] > g.main.first {
			g.main.state, g.main.first = state, count[state]
		}
	}
	for state, n := range count {
		if state != g.main.state {
			g.main.second = max(g.main.second, n)
		}
	}
	return g.main
}

// noun returns the word of token i. A vote is an election where the text speaks of elections and
// of no vote in a parliament.
func (g *tagger) noun(i int) string {
	if w := g.words[i]; w != "vote" || !g.toks[i].tag.IsNoun() || !g.electing() {
		return w
	}
	return "election"
}

// electing reports whether the votes of the text are elections.
func (g *tagger) electing() bool {
	if g.elections == nil {
		elections := false
		for i, w := range g.words {
			if w == "vote" && g.parliamentary(i) {
				g.elections = new(bool)
				return false
			}
			elections = elections || isElection.of(w)
		}
		g.elections = &elections
	}
	return *g.elections
}

// parliamentary reports whether the vote at token i is one of a body or on a matter: "a vote in the
// Storting", "a council vote", "a vote on the budget".
func (g *tagger) parliamentary(i int) bool {
	if i > 0 && isAssembly.of(g.words[i-1]) || i > 0 && g.toks[i-1].entity == entityNumber(corpus.Org) {
		return true
	}
	for k := i + 1; k < min(i+5, len(g.words)); k++ {
		dated := k+1 < len(g.toks) && g.toks[k+1].date // "the vote on Sunday"
		switch w := g.words[k]; {
		case w == "on" && k == i+1 && !dated, isAssembly.of(w), g.toks[k].entity == entityNumber(corpus.Org):
			return true
		case g.toks[k].tag != text.IN && g.toks[k].tag != text.DT && !g.toks[k].tag.IsNoun() && g.toks[k].tag != text.JJ && g.toks[k].tag != text.POS:
			return false
		}
	}
	return false
}
