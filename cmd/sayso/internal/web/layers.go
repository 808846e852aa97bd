package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// The layers over a text, as they stand in an address: layers=names,dates.
var layerNames = []string{"positions", "names", "dates", "judgments"}

// layers says which are shown.
type layers map[string]bool

// layersOf reads the parameter; without it all layers are shown.
func layersOf(s string, set bool) layers {
	l := layers{}
	if !set {
		for _, name := range layerNames {
			l[name] = true
		}
		return l
	}
	for name := range strings.SplitSeq(s, ",") {
		l[name] = true
	}
	return l
}

// String is the parameter; of all layers it is empty.
func (l layers) String() string {
	var on []string
	for _, name := range layerNames {
		if l[name] {
			on = append(on, name)
		}
	}
	return strings.Join(on, ",")
}

// all reports whether nothing is switched off.
func (l layers) all() bool {
	for _, name := range layerNames {
		if !l[name] {
			return false
		}
	}
	return true
}

// strokes paints the layers of a part of a document. Addresses within the page are relative,
// so that a thousand of them are short.
func (v *documentBody) strokes(here corpus.Span) (out []stroke) {
	a := v.doc
	// shown reports whether a datum of a layer is painted: that whose card is open always is.
	shown := func(layer string, letter byte, i int) bool { return v.shown[layer] || v.span.is(letter, i) }
	for i := range a.Positions {
		if shown("positions", 'p', i) {
			out = append(out, v.position(i, here)...)
		}
	}
	for i, e := range a.Entities {
		if e.Overlaps(here) && shown("names", 'e', i) {
			out = append(out, v.mention(i, e))
		}
	}
	for i, d := range a.Dates {
		if d.Overlaps(here) && shown("dates", 'd', i) {
			out = append(out, v.datum('d', i, d.Span, "date"))
		}
	}
	for i, j := range a.Judgments {
		if j.Overlaps(here) && shown("judgments", 'j', i) {
			out = append(out, v.judged('j', i, j)...)
		}
	}
	for i, j := range a.Hedges {
		if j.Overlaps(here) && shown("judgments", 'h', i) {
			out = append(out, v.judged('h', i, j)...)
		}
	}
	for _, s := range a.Sections {
		out = append(out, stroke{Span: label(a.Text, s), Class: "label"})
	}
	for i, m := range v.marks {
		out = append(out, stroke{Span: m, Class: "mk", ID: "m" + strconv.Itoa(i+1)})
	}
	return out
}

// label is the span of a section's own words, "Impact:".
func label(text string, s corpus.Section) corpus.Span {
	end := s.Start + len(s.Name)
	if end < s.End && text[end] == ':' {
		end++
	}
	return corpus.Span{Start: s.Start, End: min(end, s.End)}
}

// datum links a span to its card.
func (v *documentBody) datum(letter byte, i int, s corpus.Span, class string) stroke {
	id := string(letter) + strconv.Itoa(i+1)
	if v.span.is(letter, i) {
		class += " on"
	}
	return stroke{Span: s, Class: class, ID: id, Href: v.at(id)}
}

func (v *documentBody) mention(i int, e corpus.Entity) stroke {
	class := "name"
	if e.Actor == "" {
		class = "thing"
	}
	return v.datum('e', i, e.Span, class)
}

// position shows who says what: the words for the holder, those that attribute, and what is
// said, with the number of the position where it begins.
func (v *documentBody) position(i int, here corpus.Span) (out []stroke) {
	p := &v.doc.Positions[i]
	if !slices.ContainsFunc(slices.Concat(p.Source, p.Cue, p.Content), here.Overlaps) {
		return nil
	}
	id := "p" + strconv.Itoa(i+1)
	number := strconv.Itoa(i + 1)
	on := ""
	if v.span.is('p', i) {
		on = " sel" // and not "on", which is a name or a date within it
	}
	add := func(spans []corpus.Span, class, href string) {
		for _, s := range spans {
			out = append(out, stroke{Span: s, Class: class + on, Number: number, Href: href})
		}
	}
	add(p.Source, "src", "")
	add(p.Cue, "cue", v.at(id))
	add(p.Content, "con "+string(p.Stance), "")
	if on != "" {
		add(p.Target, "tgt", "")
	}
	first := 0
	for j := range out {
		if out[j].Start < out[first].Start {
			first = j
		}
	}
	if len(out) > 0 {
		out[first].Tags = []marker{{Number: number, ID: id, Href: v.at(id), Class: string(p.Stance) + on, Label: "Position " + number + ": " + holderOf(*p) + " " + verbs[p.Act]}}
	}
	return out
}

// judged marks a judgment and its words of likelihood; of a hedge, those alone.
func (v *documentBody) judged(letter byte, i int, j corpus.Judgment) []stroke {
	if letter == 'h' {
		return []stroke{v.datum(letter, i, j.Term, "hedge")}
	}
	class := "jud"
	if v.span.is(letter, i) {
		class += " sel"
	}
	return []stroke{{Span: j.Span, Class: class}, v.datum(letter, i, j.Term, "term")}
}

// holderOf names who holds a position.
func holderOf(p corpus.Position) string {
	if p.Actor == "" {
		return "somebody unnamed"
	}
	return p.Actor
}

// ref is a datum of a document: p3, e12.
type ref struct {
	letter byte
	i      int
}

func (r ref) is(letter byte, i int) bool { return r.letter == letter && r.i == i }

func (r ref) String() string {
	if r.letter == 0 {
		return ""
	}
	return string(r.letter) + strconv.Itoa(r.i+1)
}

// refOf reads a datum's number; ok is false if the document has none such.
func refOf(s string, a *corpus.Annotated) (r ref, ok bool) {
	if len(s) < 2 {
		return r, false
	}
	n, err := strconv.Atoi(s[1:])
	if err != nil || n < 1 {
		return r, false
	}
	count := map[byte]int{'p': len(a.Positions), 'e': len(a.Entities), 'd': len(a.Dates), 'j': len(a.Judgments), 'h': len(a.Hedges)}[s[0]]
	return ref{s[0], n - 1}, n <= count
}

// spanOf returns where a datum stands.
func spanOf(r ref, a *corpus.Annotated) corpus.Span {
	switch r.letter {
	case 'p':
		p := a.Positions[r.i]
		for _, spans := range [][]corpus.Span{p.Cue, p.Content, p.Source} {
			if len(spans) > 0 {
				return corpus.Cover(spans)
			}
		}
	case 'e':
		return a.Entities[r.i].Span
	case 'd':
		return a.Dates[r.i].Span
	case 'j':
		return a.Judgments[r.i].Term
	case 'h':
		return a.Hedges[r.i].Term
	}
	return corpus.Span{}
}
