package score

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/sayso-nlp/sayso/corpus"
)

// Actors scores who is meant by the mentions.
type Actors struct {
	Named    PRF   // mention found and its actor right
	Resolved Share // of the found mentions of an actor, those that name the right one
	members  []member
}

// member is a paired mention with its group in the gold and in the prediction.
type member struct{ gold, pred string }

func (a *Actors) document(g, p *corpus.Annotated) {
	isActor := func(es []corpus.Entity) (n int) {
		for _, e := range es {
			if e.Actor != "" {
				n++
			}
		}
		return n
	}
	right := 0
	for _, m := range pairs(g.Text, entitySpans(g.Entities), entitySpans(p.Entities), nil) {
		want, have := g.Entities[m.gold].Actor, p.Entities[m.pred].Actor
		if want == "" {
			continue
		}
		ok := have != "" && fold(want) == fold(have)
		if ok {
			right++
		}
		a.Resolved.add(ok)
		group := fold(have)
		if have == "" {
			group = fold(fmt.Sprintf("?%s:%d", g.ID, g.Entities[m.gold].Start))
		}
		a.members = append(a.members, member{fold(want), group})
	}
	a.Named.add(right, isActor(p.Entities), isActor(g.Entities))
}

// Grouping returns B-cubed (Bagga & Baldwin 1998) over the paired mentions of all documents
// at once: are the same actors counted together, whatever name the group bears?
func (a *Actors) Grouping() PRF {
	gold, pred, both := map[string]float64{}, map[string]float64{}, map[member]float64{}
	for _, m := range a.members {
		gold[m.gold]++
		pred[m.pred]++
		both[m]++
	}
	var x PRF
	for _, m := range a.members {
		x.RightOfPred += both[m] / pred[m.pred]
		x.RightOfGold += both[m] / gold[m.gold]
	}
	x.Pred, x.Gold = float64(len(a.members)), float64(len(a.members))
	return x
}

func entitySpans(in []corpus.Entity) []corpus.Span {
	out := make([]corpus.Span, len(in))
	for i, e := range in {
		out[i] = e.Span
	}
	return out
}

var spaces = regexp.MustCompile(`[\s\p{Z}]+`)

// fold reduces a name to what counts: without case, accents, punctuation, possessive and a
// leading "the".
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s := strings.TrimSpace(b.String())
	s = strings.TrimSuffix(strings.TrimSuffix(s, "’s"), "'s")
	s = strings.Map(func(r rune) rune {
		if isWord(r) {
			return r
		}
		return ' '
	}, s)
	s = strings.TrimSpace(spaces.ReplaceAllString(s, " "))
	return strings.TrimPrefix(s, "the ")
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }
