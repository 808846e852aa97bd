package actors

import (
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Medium returns the newspaper, agency or broadcaster that a name means where words are said to
// come from one: "according to AFP" is Agence France-Presse, and no police. A name that no
// medium, or several, may bear is not ok, nor one that means something else when it stands alone.
func (c *Catalogue) Medium(name string) (canonical string, ok bool) {
	for _, s := range c.lookup(name) {
		a := &c.actors[s.actor]
		switch {
		case a.kind == Media && ok:
			return "", false
		case a.kind == Media:
			canonical, ok = a.name, true
		case !s.common:
			return "", false
		}
	}
	return canonical, ok
}

// Reporter returns the medium that a noun phrase of t with the resolved mentions ents means where
// it reports what others hold: the name of "the BBC" and "the Greek daily Kathimerini", the phrase
// as a label for "Iranian state media", "" for what is no medium.
func (c *Catalogue) Reporter(t *text.Text, doc *corpus.Document, ents []corpus.Entity, np corpus.Span) string {
	if name, ok := c.Medium(np.In(t.Source)); ok {
		return name
	}
	p := newPhrase(c, t, doc, ents, np)
	if p.first == p.last {
		return ""
	}
	holder := p.holder().Actor
	if at, ok := c.offer[holder]; ok && c.actors[at].kind == Media {
		return holder
	}
	if p.isPress() {
		return p.label()
	}
	return ""
}

// isPress reports whether the head of the phrase is a noun for media: "local newspapers".
func (p *phrase) isPress() bool {
	head := p.lower(p.head)
	if outlet.of(head) {
		before := p.lower(p.head - 1)
		return before == "news" || before == "media" || before == "press"
	}
	return (press | aMedium).of(head)
}
