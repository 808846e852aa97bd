package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// documentView prints one document with what was found in it. Every datum has a number
// ("p1", "e3", "d2", "j1", "h1") that `sayso why ID#p1` takes.
type documentView struct {
	w           io.Writer
	p           painter
	doc         *corpus.Annotated
	corrections []index.Correction // in force
}

func (v documentView) print() {
	v.head()
	v.text()
	v.positions()
	v.judgments("Judgments", "j", v.doc.Judgments)
	v.judgments("Hedges, which name no probability", "h", v.doc.Hedges)
	v.dates()
	v.entities()
	v.dropped()
}

func (v documentView) section(title string, n int) {
	fmt.Fprintf(v.w, "\n%s\n", v.p.paint(bold, fmt.Sprintf("%s (%d)", title, n)))
}

func (v documentView) head() {
	d := v.doc
	title := d.Title
	if title == "" {
		title = d.ID
	}
	fmt.Fprintln(v.w, v.p.paint(bold, printable(title)))
	parts := []string{d.ID}
	if d.Published.IsZero() {
		parts = append(parts, "undated")
	} else {
		parts = append(parts, "published "+d.Published.String()+evidence(d.PublishedFrom))
	}
	if !d.Modified.IsZero() {
		parts = append(parts, "modified "+d.Modified.String()+evidence(d.ModifiedFrom))
	}
	if d.Source != "" {
		parts = append(parts, d.Source)
	}
	fmt.Fprintln(v.w, v.p.paint(faint, wrap(printable(strings.Join(parts, " · ")), "", v.p.width)))
	for _, note := range d.Notes {
		fmt.Fprintln(v.w, v.p.paint(faint, wrap("note: "+printable(note), "", v.p.width)))
	}
	v.corrected(index.CorrectedIn(d))
}

// corrected tells which corrections were applied, each once.
func (v documentView) corrected(by []int) {
	for _, k := range v.corrections {
		if slices.Contains(by, k.Number) {
			fmt.Fprintln(v.w, v.p.paint(faint, wrap(correctedLine(k), "", v.p.width)))
		}
	}
}

func evidence(words string) string {
	if words == "" {
		return ""
	}
	return " (read from “" + strings.TrimSpace(words) + "”)"
}

// text prints the paragraphs, with the entities emphasised on a terminal.
func (v documentView) text() {
	at := 0
	for paragraph := range strings.SplitSeq(v.doc.Text, "\n\n") {
		var inside []corpus.Span
		for _, e := range v.doc.Entities {
			if e.Start >= at && e.End <= at+len(paragraph) {
				inside = append(inside, corpus.Span{Start: e.Start - at, End: e.End - at})
			}
		}
		fmt.Fprintf(v.w, "\n%s\n", wrap(v.p.highlight(paragraph, inside), "  ", v.p.width))
		at += len(paragraph) + 2
	}
}

func (v documentView) positions() {
	if len(v.doc.Positions) == 0 {
		return
	}
	v.section("Positions", len(v.doc.Positions))
	for i, p := range v.doc.Positions {
		head := fmt.Sprintf("  p%-3d %s  %s", i+1, v.p.paint(bold, printable(holderOf(p))), v.p.paint(stanceStyle(p.Stance), describe(p)))
		fmt.Fprintln(v.w, hang(head, "       ", v.p.width))
		fmt.Fprintln(v.w, wrap(printable(v.words(p.Source)+" | "+v.words(p.Cue)+" | "+v.words(p.Content)), "       ", v.p.width))
	}
}

func holderOf(p corpus.Position) string { return wording.Holder(p.Actor, p.Via, p.State) }

func describe(p corpus.Position) string {
	return printable(wording.Label(p.Act, p.Stance, p.Modality, p.Issue))
}

func stanceStyle(s corpus.Stance) string {
	switch s {
	case corpus.Favor:
		return good
	case corpus.Against:
		return bad
	}
	return faint
}

func (v documentView) words(spans []corpus.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.In(v.doc.Text)
	}
	return strings.Join(parts, " … ")
}

func (v documentView) judgments(title, letter string, all []corpus.Judgment) {
	if len(all) == 0 {
		return
	}
	v.section(title, len(all))
	for i, j := range all {
		head := fmt.Sprintf("  %s%-3d %s", letter, i+1, v.p.paint(bold, printable(j.Term.In(v.doc.Text))))
		if j.Band != "" {
			head += " = " + string(j.Band)
		}
		if j.Horizon != "" {
			head += " " + printable(wording.Horizon(j.Horizon))
		}
		fmt.Fprintf(v.w, "%s\n%s\n", hang(head, "       ", v.p.width), wrap(printable(j.In(v.doc.Text)), "       ", v.p.width))
	}
}

func (v documentView) dates() {
	if len(v.doc.Dates) == 0 {
		return
	}
	v.section("Dates", len(v.doc.Dates))
	for i, d := range v.doc.Dates {
		value := d.Value
		if value == "" {
			value = "unresolved"
		}
		if first, last, ok := d.Interval(); ok && first != last {
			value += fmt.Sprintf(" (%v to %v)", first, last)
		}
		fmt.Fprintln(v.w, hang(fmt.Sprintf("  d%-3d %s → %s", i+1, printable(d.In(v.doc.Text)), printable(value)), "       ", v.p.width))
	}
}

// entities prints the mentions by who is meant, the most mentioned first.
func (v documentView) entities() {
	if len(v.doc.Entities) == 0 {
		return
	}
	v.section("Names", len(v.doc.Entities))
	type group struct {
		name  string
		words []string
		count int
	}
	var groups []*group
	byName := map[string]*group{}
	for i, e := range v.doc.Entities {
		name := e.Actor
		if name == "" {
			name = "– " + string(e.Type)
		}
		g := byName[name]
		if g == nil {
			g = &group{name: name}
			byName[name] = g
			groups = append(groups, g)
		}
		g.count++
		g.words = append(g.words, fmt.Sprintf("%s (e%d)", printable(e.In(v.doc.Text)), i+1))
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return b.count - a.count })
	for _, g := range groups {
		fmt.Fprintln(v.w, wrap(fmt.Sprintf("%s ×%d: %s", v.p.paint(bold, printable(g.name)), g.count, strings.Join(g.words, ", ")), "  ", v.p.width))
	}
}

func (v documentView) dropped() {
	if len(v.doc.Dropped) == 0 {
		return
	}
	v.section("Left out of the page", len(v.doc.Dropped))
	for _, d := range v.doc.Dropped {
		fmt.Fprintf(v.w, "  %-9s %s\n", d.Reason, clip(printable(d.Text), v.p.width-12))
	}
}

// why prints how the datum of that number, which the document has, was found.
func (v documentView) why(number string) {
	n, _ := strconv.Atoi(number[1:])
	n--
	d := v.doc
	switch number[0] {
	case 'e':
		e := d.Entities[n]
		v.found(strings.TrimRight(string(e.Type)+" "+e.Actor, " "), v.context(e.Span), e.Found)
	case 'd':
		x := d.Dates[n]
		v.found(string(x.Type)+" "+x.Value, v.context(x.Span), x.Found)
	case 'p':
		p := d.Positions[n]
		v.found(holderOf(p)+": "+describe(p), v.words(p.Source)+" | "+v.words(p.Cue)+" | "+v.words(p.Content), p.Found)
	case 'j':
		v.found(string(d.Judgments[n].Band), d.Judgments[n].In(d.Text), d.Judgments[n].Found)
	case 'h':
		v.found("no probability", d.Hedges[n].In(d.Text), d.Hedges[n].Found)
	}
}

// found prints what a datum is, its words and how it was found.
func (v documentView) found(what, words string, f corpus.Found) {
	fmt.Fprintln(v.w, v.p.paint(bold, wrap(printable(what), "", v.p.width)))
	fmt.Fprintln(v.w, wrap(printable(words), "  ", v.p.width))
	fmt.Fprintln(v.w, hang("found by  "+printable(f.Rule), "          ", v.p.width))
	if f.Inputs != "" {
		fmt.Fprintln(v.w, hang("went by   "+printable(f.Inputs), "          ", v.p.width))
	}
	v.corrected(index.CorrectedBy(f))
}

// context returns the words of s with some around them.
func (v documentView) context(s corpus.Span) string {
	text := v.doc.Text
	from, to := max(0, s.Start-60), min(len(text), s.End+60)
	return strings.ToValidUTF8(text[from:s.Start], "") + "[" + s.In(text) + "]" + strings.ToValidUTF8(text[s.End:to], "")
}
