package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// stroke paints a span of a text: with classes, as a link, as the place where a datum begins.
type stroke struct {
	corpus.Span
	Class  string
	Href   string   // where the span leads to; of several strokes the shortest is followed
	ID     string   // anchor, set where the span begins
	Number string   // of the position that the span belongs to
	Tags   []marker // shown before the span
}

// marker is the number of a position at the place where it begins.
type marker struct {
	Number, ID, Href, Class, Label string
}

// piece is a stretch of text that is painted alike.
type piece struct {
	Text    string
	Class   string
	Href    string
	ID      string
	Numbers string // of the positions that it belongs to
	Tags    []marker
}

// paint cuts a stretch of a text at the borders of the strokes. Spans of different layers
// cross each other ("Moscow" within a content within a judgment), and elements of HTML must
// not; so every piece stands for itself and carries all that covers it.
func paint(text string, within corpus.Span, strokes []stroke) []piece {
	strokes = slices.DeleteFunc(slices.Clone(strokes), func(s stroke) bool { return !s.Overlaps(within) })
	slices.SortStableFunc(strokes, func(a, b stroke) int { return cmp.Compare(a.Start, b.Start) })
	cuts := []int{within.Start, within.End}
	for _, s := range strokes {
		cuts = append(cuts, max(s.Start, within.Start), min(s.End, within.End))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []piece
	var active []stroke
	next := 0
	for i := 1; i < len(cuts); i++ {
		at := corpus.Span{Start: cuts[i-1], End: cuts[i]}
		active = slices.DeleteFunc(active, func(s stroke) bool { return s.End <= at.Start })
		for next < len(strokes) && strokes[next].Start <= at.Start {
			active = append(active, strokes[next])
			next++
		}
		out = append(out, cover(at.In(text), at.Start, within.Start, active))
	}
	return out
}

// cover makes the piece of a text that some strokes cover.
func cover(text string, at, begin int, strokes []stroke) piece {
	p := piece{Text: text}
	var classes, numbers []string
	shortest := 0
	for _, s := range strokes {
		if s.Class != "" {
			classes = append(classes, strings.Fields(s.Class)...)
		}
		if s.Number != "" && !slices.Contains(numbers, s.Number) {
			numbers = append(numbers, s.Number)
		}
		if s.Href != "" && (p.Href == "" || s.Len() < shortest) {
			p.Href, shortest = s.Href, s.Len()
		}
		if s.Start == at || s.Start < at && at == begin {
			p.Tags = append(p.Tags, s.Tags...)
			if s.Start == at && s.ID != "" && p.ID == "" {
				p.ID = s.ID
			}
		}
	}
	slices.Sort(classes)
	p.Class = strings.Join(slices.Compact(classes), " ")
	p.Numbers = strings.Join(numbers, " ")
	return p
}

// passage shows a passage with what the query looks for marked.
func passage(p index.Passage) []piece {
	var strokes []stroke
	for _, m := range p.Marks {
		strokes = append(strokes, stroke{Span: shift(m, -p.Start), Class: "mk"})
	}
	return paint(p.Text, corpus.Span{End: len(p.Text)}, strokes)
}

// quotation shows a position in its sentence: who, the words that attribute, what.
func quotation(h index.PositionHit) []piece {
	var strokes []stroke
	add := func(spans []corpus.Span, class string) {
		for _, s := range spans {
			strokes = append(strokes, stroke{Span: shift(s, -h.Passage.Start), Class: class})
		}
	}
	add(h.Position.Source, "src")
	add(h.Cue, "cue")
	add(h.Content, "con "+string(h.Stance))
	add(h.Passage.Marks, "mk")
	return paint(h.Passage.Text, corpus.Span{End: len(h.Passage.Text)}, strokes)
}

// statement shows a judgment in its sentence.
func statement(j corpus.Judgment, p index.Passage) []piece {
	strokes := []stroke{
		{Span: shift(j.Span, -p.Start), Class: "jud"},
		{Span: shift(j.Term, -p.Start), Class: "term"},
	}
	return paint(p.Text, corpus.Span{End: len(p.Text)}, strokes)
}

// marked shows a line with some spans marked.
func marked(text string, marks []corpus.Span) []piece {
	var strokes []stroke
	for _, m := range marks {
		strokes = append(strokes, stroke{Span: m, Class: "mk"})
	}
	if text == "" {
		return nil
	}
	return paint(text, corpus.Span{End: len(text)}, strokes)
}

func shift(s corpus.Span, by int) corpus.Span {
	return corpus.Span{Start: s.Start + by, End: s.End + by}
}
