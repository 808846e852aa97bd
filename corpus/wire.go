package corpus

import (
	"fmt"
	"unicode/utf8"
)

// The wire types spell the JSON of docs/format.md, in its field order; offsets in them are
// code points.
type (
	wireDoc struct {
		ID            string     `json:"id,omitempty"`
		Title         string     `json:"title,omitempty"`
		Published     string     `json:"published,omitempty"`
		Modified      string     `json:"modified,omitempty"`
		PublishedFrom string     `json:"published_from,omitempty"`
		ModifiedFrom  string     `json:"modified_from,omitempty"`
		Source        string     `json:"source,omitempty"`
		File          string     `json:"file,omitempty"`
		Text          *string    `json:"text"`
		Sections      []wireSec  `json:"sections,omitzero"`
		Dropped       []Dropped  `json:"dropped,omitzero"`
		Notes         []string   `json:"notes,omitzero"`
		Entities      []wireEnt  `json:"entities,omitzero"`
		Dates         []wireDate `json:"dates,omitzero"`
		Positions     []wirePos  `json:"positions,omitzero"`
		Judgments     []wireJudg `json:"judgments,omitzero"`
		Hedges        []wireJudg `json:"hedges,omitzero"`
		DatesIgnore   []wireSpan `json:"dates_ignore,omitzero"`
		DatesScope    []string   `json:"dates_scope,omitzero"`
	}
	wireSpan [2]int
	wireSec  struct {
		Name  string `json:"name"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	wireEnt struct {
		Start int        `json:"start"`
		End   int        `json:"end"`
		Type  EntityType `json:"type"`
		Actor string     `json:"actor,omitempty"`
		Role  string     `json:"role,omitempty"`
		Found Found      `json:"found_by,omitzero"`
	}
	wireDate struct {
		Start int       `json:"start"`
		End   int       `json:"end"`
		Type  TimexType `json:"type"`
		Value string    `json:"value"`
		Found Found     `json:"found_by,omitzero"`
	}
	wirePos struct {
		Source   []wireSpan `json:"source"`
		Cue      []wireSpan `json:"cue"`
		Content  []wireSpan `json:"content"`
		Target   []wireSpan `json:"target,omitempty"`
		Actor    string     `json:"actor,omitempty"`
		Via      string     `json:"via,omitempty"`
		State    string     `json:"state,omitempty"`
		Issue    string     `json:"issue,omitempty"`
		Act      Act        `json:"act,omitempty"`
		Stance   Stance     `json:"stance,omitempty"`
		Speech   Speech     `json:"speech,omitempty"`
		Modality Modality   `json:"modality,omitempty"`
		Found    Found      `json:"found_by,omitzero"`
	}
	wireJudg struct {
		Start   int      `json:"start"`
		End     int      `json:"end"`
		Term    wireSpan `json:"term"`
		Band    Band     `json:"band,omitempty"`
		Horizon string   `json:"horizon,omitempty"`
		Found   Found    `json:"found_by,omitzero"`
	}
)

// offsets converts between the bytes and the code points of one text. Over ASCII text both
// are the same and the tables stay nil.
type offsets struct {
	text  string
	bytes []int32 // code point → byte, for decoding
	runes []int32 // byte → code points before it, for encoding
	n     int     // code points in text
}

func newOffsets(text string, decode bool) *offsets {
	o := &offsets{text: text, n: utf8.RuneCountInString(text)}
	switch {
	case o.n == len(text):
	case decode:
		o.bytes = make([]int32, 0, o.n+1)
		for i := range text {
			o.bytes = append(o.bytes, int32(i))
		}
		o.bytes = append(o.bytes, int32(len(text)))
	default:
		o.runes = make([]int32, len(text)+1)
		n := int32(0)
		for i := range text {
			o.runes[i] = n
			n++
		}
		o.runes[len(text)] = n
	}
	return o
}

// span converts code points to bytes; field names the datum in errors.
func (o *offsets) span(field string, start, end int) (Span, error) {
	if start < 0 || start >= end || end > o.n {
		return Span{}, fmt.Errorf("%s: span %d–%d does not fit a text of %d code points", field, start, end, o.n)
	}
	if o.bytes == nil {
		return Span{start, end}, nil
	}
	return Span{int(o.bytes[start]), int(o.bytes[end])}, nil
}

func (o *offsets) spans(field string, in []wireSpan) ([]Span, error) {
	out := make([]Span, len(in))
	for i, w := range in {
		s, err := o.span(field, w[0], w[1])
		if err != nil {
			return nil, err
		}
		out[i] = s
	}
	return out, nil
}

// points converts bytes to code points.
func (o *offsets) points(s Span) wireSpan {
	if o.runes == nil {
		return wireSpan{s.Start, s.End}
	}
	return wireSpan{int(o.runes[s.Start]), int(o.runes[s.End])}
}

// Points returns a function that converts spans of text from bytes to code points, each
// in constant time.
func Points(text string) func(Span) (start, end int) {
	o := newOffsets(text, false)
	return func(s Span) (start, end int) {
		w := o.points(s)
		return w[0], w[1]
	}
}

func (o *offsets) pointsAll(in []Span) []wireSpan {
	out := make([]wireSpan, len(in))
	for i, s := range in {
		out[i] = o.points(s)
	}
	return out
}

// convert maps a slice and keeps nil apart from empty.
func convert[A, B any](in []A, f func(A) B) []B {
	if in == nil {
		return nil
	}
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}

func convertErr[A, B any](in []A, f func(int, A) (B, error)) ([]B, error) {
	if in == nil {
		return nil, nil
	}
	out := make([]B, len(in))
	for i, a := range in {
		b, err := f(i, a)
		if err != nil {
			return nil, err
		}
		out[i] = b
	}
	return out, nil
}
