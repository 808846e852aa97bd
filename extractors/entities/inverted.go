package entities

import (
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
)

// span is a name in units, before its edges are looked at.
type span struct {
	first, last int
	kind        corpus.EntityType
}

// inverted joins names that stand with the surname first, as in lists of those present: "Doe,
// John; Roe, Jane (Treasury)". They are a capitalised word that is no given name, a comma and
// given names only. In "Doe, John and Jane" and "Doe, John, Jane" it is a list of people.
func (p *page) inverted(names []span) []span {
	out := names[:0]
	for k, n := range names {
		if n.kind != corpus.Person || !p.givenNames(n) || p.listGoesOn(n, names[k+1:]) {
			out = append(out, n)
			continue
		}
		i := n.first - 2 // the surname
		switch {
		case i < 0 || p.word(i+1).text != "," || p.sentenceOf(i) != p.sentenceOf(n.first): // nothing to join
		case len(out) > 0 && out[len(out)-1].last > i:
			if before := &out[len(out)-1]; before.last == i+1 && before.last-before.first <= 2 && p.isSurname(i) {
				*before = span{before.first, n.last, corpus.Person}
				continue
			}
		case p.isSurname(i) && p.opens(i):
			n.first = i
		}
		out = append(out, n)
	}
	return out
}

// givenNames reports whether a name is nothing but given names and initials.
func (p *page) givenNames(n span) bool {
	for i := n.first; i < n.last; i++ {
		w := p.word(i)
		initial := i > n.first && w.flags&allCaps != 0 && len(w.text) <= 2
		if !initial && w.class&(given|surname) != given {
			return false
		}
	}
	return true
}

// isSurname reports whether a word may be a surname: it is capitalised and never stands in small
// letters, and is no given name.
func (p *page) isSurname(i int) bool {
	w := p.word(i)
	_, small := p.small[w.lower]
	return w.flags&(titleCase|mixedCase) != 0 && !small && w.class&given == 0 && w.class&^surname == 0 && !greeting.of(w.text)
}

// opens reports whether an item of a list, or the sentence, begins with unit i.
func (p *page) opens(i int) bool {
	return i == p.sentenceOf(i).first || slices.Contains([]string{";", ":", "("}, p.word(i-1).text)
}

func (p *page) sentenceOf(i int) *sentence {
	return &p.sentences[p.text.SentenceAt(i)]
}

// listGoesOn reports whether another name follows behind a comma or a conjunction.
func (p *page) listGoesOn(n span, rest []span) bool {
	if n.last >= len(p.units) {
		return false
	}
	switch p.word(n.last).text {
	case "and", "or", "&":
		return true
	case ",":
		return len(rest) > 0 && rest[0].first == n.last+1
	}
	return false
}
