package score

import (
	"regexp"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// Entities scores mentions by exact span and type. On both sides a leading "the", a
// trailing possessive, white space and quotation marks at the edges are ignored.
type Entities struct {
	Fine     PRF // the ten types
	FineSpan PRF // whatever the type
	Coarse   PRF // PERSON, ORG, NORP and PLACE (GPE, LOC, FAC), titles of persons ignored
	ByType   map[corpus.EntityType]*PRF
}

// place is the coarse type of GPE, LOC and FAC.
const place corpus.EntityType = "PLACE"

type mention struct {
	corpus.Span
	kind corpus.EntityType
}

func (e *Entities) document(g, p *corpus.Annotated) {
	if e.ByType == nil {
		e.ByType = map[corpus.EntityType]*PRF{}
	}
	gold, pred := mentions(g.Text, g.Entities, false), mentions(g.Text, p.Entities, false)
	count(&e.Fine, gold, pred)
	for m := range gold {
		e.byType(m.kind).add(0, 0, 1)
	}
	for m := range pred {
		right := 0
		if gold[m] {
			right = 1
		}
		e.byType(m.kind).add(right, 1, 0)
	}
	count(&e.FineSpan, spansOnly(gold), spansOnly(pred))
	count(&e.Coarse, mentions(g.Text, g.Entities, true), mentions(g.Text, p.Entities, true))
}

func (e *Entities) byType(t corpus.EntityType) *PRF {
	x := e.ByType[t]
	if x == nil {
		x = &PRF{}
		e.ByType[t] = x
	}
	return x
}

func count[K comparable](x *PRF, gold, pred map[K]bool) {
	right := 0
	for m := range pred {
		if gold[m] {
			right++
		}
	}
	x.add(right, len(pred), len(gold))
}

func spansOnly(in map[mention]bool) map[corpus.Span]bool {
	out := make(map[corpus.Span]bool, len(in))
	for m := range in {
		out[m.Span] = true
	}
	return out
}

func mentions(text string, in []corpus.Entity, coarse bool) map[mention]bool {
	out := make(map[mention]bool, len(in))
	for _, x := range in {
		kind := x.Type
		if coarse {
			if kind = coarseType(kind); kind == "" {
				continue
			}
		}
		if s := trim(text, x.Span, coarse && kind == corpus.Person); s.Start < s.End {
			out[mention{s, kind}] = true
		}
	}
	return out
}

func coarseType(t corpus.EntityType) corpus.EntityType {
	switch t {
	case corpus.Person, corpus.Org, corpus.Norp:
		return t
	case corpus.GPE, corpus.Loc, corpus.Facility:
		return place
	}
	return ""
}

var (
	article    = regexp.MustCompile(`^(?i:the)[\s\p{Z}]+`)
	possessive = regexp.MustCompile(`['’](?i:s)?$`)
	title      = regexp.MustCompile(`^([A-Za-z-]+)\.?[\s\p{Z}]+(of[\s\p{Z}]+(?:State|Defen[sc]e)[\s\p{Z}]+)?`)
)

// titles may stand before a person's name without being part of it.
var titles = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`mr mrs ms miss dr sir dame lord lady president vice-president prime minister
		chancellor secretary secretary-general senator sen representative rep congressman congresswoman governor gov
		mayor general gen lieutenant lt colonel col major maj captain capt sergeant sgt admiral adm commander king
		queen prince princess emperor sheikh sheik pope cardinal archbishop bishop reverend rev ayatollah imam mullah
		justice judge ambassador envoy spokesman spokeswoman chairman chairwoman speaker director professor prof
		premier vice deputy foreign defense defence interior finance former`) {
		m[w] = true
	}
	return m
}()

// trim normalises the edges of a mention until nothing changes any more.
func trim(text string, s corpus.Span, person bool) corpus.Span {
	for {
		before := s
		words := s.In(text)
		s.Start += len(words) - len(strings.TrimLeft(words, " \t\n\r\u00a0\"“”‘'`"))
		if s.Start >= s.End {
			return corpus.Span{}
		}
		words = s.In(text)
		s.End -= len(words) - len(strings.TrimRight(words, " \t\n\r\u00a0\"“”’'`,;:"))
		if n := len(article.FindString(s.In(text))); n < s.Len() {
			s.Start += n
		}
		if m := possessive.FindStringIndex(s.In(text)); m != nil && m[0] > 0 {
			s.End = s.Start + m[0]
		}
		if m := title.FindStringSubmatch(s.In(text)); person && m != nil && len(m[0]) < s.Len() && titles[strings.ToLower(m[1])] {
			s.Start += len(m[0])
		}
		if s == before {
			return s
		}
	}
}
