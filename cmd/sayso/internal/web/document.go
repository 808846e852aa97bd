package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// documentBody is a document with what was found in it.
type documentBody struct {
	doc   *corpus.Annotated
	q     string // the query that led here
	marks []corpus.Span
	shown layers
	span  ref    // the datum whose card is open
	Lost  string // one that was asked for and is not in the document (any more)
	part  int    // of a long text, from 1

	ID, Title  string
	Meta       *corpus.Document
	Copies     []string
	Corrected  []index.Correction // that were applied
	Back       string             // to the results
	Toggles    []choice
	Counts     []int // of the toggles
	Paragraphs []paragraph
	Parts      []choice
	Matches    int
	Positions  []aside
	Elsewhere  int // positions in other parts
	Judgments  []aside
	Dates      []aside
	Names      []nameGroup
	Left       []corpus.Dropped
	LeftMore   int
	Exports    []link
}

// paragraph is one of the text, with the card of a datum that stands in it.
type paragraph struct {
	Pieces []piece
	Card   *card
}

// aside is a datum in a list beside the text.
type aside struct {
	Number string // "3" of a position
	ID     string // "p3"
	URL    string
	On     bool
	Class  string
	Who    string
	WhoURL string
	Via    string
	Act    corpus.Act
	Stance corpus.Stance
	Issue  string
	Text   string
	Value  string
	Range  string
}

// nameGroup is an actor with its mentions in the document.
type nameGroup struct {
	Name, URL string
	Kind      string
	Count     int
	First     string // address of the first mention
}

func document(r *request) (*page, error) {
	a, err := r.x.Document(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	v := r.URL.Query()
	b := &documentBody{doc: a, q: v.Get("q"), shown: layersOf(v.Get("layers"), v.Has("layers")), ID: a.ID, Title: a.Title, Meta: &a.Document}
	if b.Title == "" {
		b.Title = a.ID
	}
	by := index.CorrectedIn(a)
	for _, k := range r.x.Corrections() {
		if slices.Contains(by, k.Number) {
			b.Corrected = append(b.Corrected, k)
		}
	}
	if span := v.Get("span"); span != "" {
		if found, ok := refOf(span, a); ok {
			b.span = found
		} else {
			b.Lost = span
		}
	}
	if b.part, err = pageOf(v.Get("part")); err != nil {
		return nil, err
	}
	if b.q != "" {
		if b.marks, err = r.x.Marks(r.Context(), a.ID, index.Search{Query: b.q}); err != nil {
			return nil, err
		}
		b.Back = askURL("/search", b.q)
	}
	b.Matches = len(b.marks)
	b.Copies = r.m.copies()[a.ID]
	if err := b.text(r); err != nil {
		return nil, err
	}
	b.toggles()
	b.dropped()
	b.Exports = []link{{"JSON", "/api/v1/documents/" + url.PathEscape(a.ID)}}
	return &page{Title: b.Title, Query: b.q, Nav: "/search", Body: b}, nil
}

// at is the address of a datum's card within this page.
func (v *documentBody) at(id string) string {
	return v.params(v.shown, id, 0) + "#" + id
}

// params are the parameters of a state of the page, relative to it.
func (v *documentBody) params(l layers, span string, part int) string {
	var out []string
	if span != "" {
		out = append(out, "span="+span)
	}
	if !l.all() {
		out = append(out, "layers="+l.String())
	}
	if part > 1 {
		out = append(out, "part="+strconv.Itoa(part))
	}
	if v.q != "" {
		out = append(out, "q="+url.QueryEscape(v.q))
	}
	return "?" + strings.Join(out, "&")
}

// The measures of a page: with all its spans, a text takes about ten times its bytes, and a
// page is to stay under 200 kB.
const (
	partBytes      = 12_000
	paragraphBytes = 4_000 // a longer paragraph is cut at a space
	partSpans      = 500   // of all layers
)

// text lays the text out, part by part, and what stands beside it.
func (v *documentBody) text(r *request) error {
	parts := v.partition()
	if v.span.letter != 0 {
		at := spanOf(v.span, v.doc)
		for i, p := range parts {
			if p[0].Start <= at.Start {
				v.part = i + 1
			}
		}
	}
	v.part = min(v.part, max(1, len(parts)))
	for i := range parts {
		if len(parts) > 1 {
			v.Parts = append(v.Parts, choice{strconv.Itoa(i + 1), v.params(v.shown, "", i+1), i+1 == v.part})
		}
	}
	if len(parts) == 0 {
		return nil
	}
	here := parts[v.part-1]
	strokes := v.strokes(corpus.Span{Start: here[0].Start, End: here[len(here)-1].End})
	open := spanOf(v.span, v.doc)
	for _, p := range here {
		out := paragraph{Pieces: paint(v.doc.Text, p, strokes)}
		if v.span.letter != 0 && p.Start <= open.Start && open.Start < p.End {
			c, err := v.card(r)
			if err != nil {
				return err
			}
			out.Card = c
		}
		v.Paragraphs = append(v.Paragraphs, out)
	}
	v.beside(corpus.Span{Start: here[0].Start, End: here[len(here)-1].End})
	return nil
}

// partition cuts the text into parts of some paragraphs.
func (v *documentBody) partition() (parts [][]corpus.Span) {
	var part []corpus.Span
	size, spans := 0, 0
	all := paragraphs(v.doc.Text)
	counts := v.spansIn(all)
	for i, p := range all {
		if len(part) > 0 && (size+p.Len() > partBytes || spans+counts[i] > partSpans) {
			parts = append(parts, part)
			part, size, spans = nil, 0, 0
		}
		part = append(part, p)
		size += p.Len()
		spans += counts[i]
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

// spansIn counts what is found in each paragraph; a position has about two spans more than
// the others.
func (v *documentBody) spansIn(all []corpus.Span) []int {
	counts := make([]int, len(all))
	add := func(s corpus.Span, n int) {
		i, found := slices.BinarySearchFunc(all, s.Start, func(p corpus.Span, at int) int { return p.Start - at })
		if !found {
			i--
		}
		if i >= 0 {
			counts[i] += n
		}
	}
	for _, e := range v.doc.Entities {
		add(e.Span, 1)
	}
	for _, d := range v.doc.Dates {
		add(d.Span, 1)
	}
	for i := range v.doc.Positions {
		add(spanOf(ref{'p', i}, v.doc), 2)
	}
	for _, j := range v.doc.Judgments {
		add(j.Term, 1)
	}
	return counts
}

// paragraphs returns the paragraphs of a text, those too long for a page cut at spaces.
func paragraphs(text string) (out []corpus.Span) {
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.Index(text[start:], "\n\n"); i >= 0 {
			end = start + i
		}
		next := end
		for next < len(text) && text[next] == '\n' {
			next++
		}
		for end-start > paragraphBytes {
			cut := cutAt(text, start)
			out = append(out, corpus.Span{Start: start, End: cut})
			start = cut
		}
		if strings.TrimSpace(text[start:end]) != "" {
			out = append(out, corpus.Span{Start: start, End: end})
		}
		start = next
	}
	return out
}

// cutAt finds a place to cut a long paragraph: after a space, else between runes.
func cutAt(text string, start int) int {
	end := start + paragraphBytes
	if i := strings.LastIndexAny(text[start:end], "\n "); i > paragraphBytes/2 {
		return start + i + 1
	}
	for end > start+1 && text[end]&0xC0 == 0x80 {
		end--
	}
	return end
}

// toggles switch layers on and off.
func (v *documentBody) toggles() {
	counts := map[string]int{"positions": len(v.doc.Positions), "names": len(v.doc.Entities), "dates": len(v.doc.Dates), "judgments": len(v.doc.Judgments) + len(v.doc.Hedges)}
	for _, name := range layerNames {
		l := layers{}
		for _, n := range layerNames {
			l[n] = v.shown[n] != (n == name)
		}
		v.Toggles = append(v.Toggles, choice{name, v.params(l, v.span.String(), v.part), v.shown[name]})
		v.Counts = append(v.Counts, counts[name])
	}
}

// maxLeft bounds how much of a page's furniture is shown.
const maxLeft = 60

func (v *documentBody) dropped() {
	v.Left = v.doc.Dropped[:min(len(v.doc.Dropped), maxLeft)]
	v.LeftMore = len(v.doc.Dropped) - len(v.Left)
}

// beside lists what was found in a part of the text.
func (v *documentBody) beside(here corpus.Span) {
	a := v.doc
	for i, p := range a.Positions {
		if !here.Overlaps(spanOf(ref{'p', i}, a)) {
			v.Elsewhere++
			continue
		}
		id := "p" + strconv.Itoa(i+1)
		v.Positions = append(v.Positions, aside{
			Number: strconv.Itoa(i + 1), ID: id, URL: v.at(id), On: v.span.is('p', i), Who: p.Actor, Via: p.Via,
			Act: p.Act, Stance: p.Stance, Issue: index.IssueOf(a, &p), Text: clip(words(a.Text, p.Content), 160),
		})
	}
	v.judgedIn(here, 'j', a.Judgments)
	v.judgedIn(here, 'h', a.Hedges)
	v.datesIn(here)
	v.namesIn(here)
}

// judgedIn lists judgments, or hedges, which name no probability.
func (v *documentBody) judgedIn(here corpus.Span, letter byte, all []corpus.Judgment) {
	for i, j := range all {
		if here.Contains(j.Term) {
			id := string(letter) + strconv.Itoa(i+1)
			value := cmp.Or(bandName(j.Band), "no probability")
			v.Judgments = append(v.Judgments, aside{ID: id, URL: v.at(id), On: v.span.is(letter, i), Value: value, Text: clip(line(j.In(v.doc.Text)), 160)})
		}
	}
}

// datesIn lists the dates that have a place in the calendar, by day.
func (v *documentBody) datesIn(here corpus.Span) {
	type dated struct {
		aside
		first corpus.Date
	}
	var all []dated
	for i, d := range v.doc.Dates {
		first, last, ok := d.Interval()
		if !ok || !here.Contains(d.Span) {
			continue
		}
		id := "d" + strconv.Itoa(i+1)
		all = append(all, dated{aside{ID: id, URL: v.at(id), On: v.span.is('d', i), Value: wording.Between(first, last), Text: line(d.In(v.doc.Text))}, first})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return a.first.Compare(b.first) })
	for _, d := range all {
		v.Dates = append(v.Dates, d.aside)
	}
}

// namesIn lists the actors by number of mentions.
func (v *documentBody) namesIn(here corpus.Span) {
	at := map[string]int{}
	for i, e := range v.doc.Entities {
		if e.Actor == "" || !here.Contains(e.Span) {
			continue
		}
		n, ok := at[e.Actor]
		if !ok {
			n = len(v.Names)
			at[e.Actor] = n
			v.Names = append(v.Names, nameGroup{Name: e.Actor, URL: actorURL(e.Actor), Kind: valueText("type", string(e.Type)), First: v.at("e" + strconv.Itoa(i+1))})
		}
		v.Names[n].Count++
	}
	slices.SortStableFunc(v.Names, func(a, b nameGroup) int { return b.Count - a.Count })
}

// words joins the words of some spans.
func words(text string, spans []corpus.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, line(s.In(text)))
	}
	return strings.Join(out, " … ")
}

// line makes one line of a text.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip shortens a text at a space.
func clip(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	cut := string(runes[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return cut + " …"
}
