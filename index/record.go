package index

import (
	"cmp"
	"net/url"
	"slices"
	"sort"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/alike"
)

// recordOf reads off a document what the table keeps of it.
func recordOf(a *corpus.Annotated, print [16]byte, version string) *record {
	r := &record{id: a.ID, print: print, sketch: alike.Of(a.Text), version: version, published: day(a.Published), source: a.Source, mentions: mentionsOf(a), hedges: len(a.Hedges)}
	if a.Title != "" {
		r.flags |= hasTitle
	}
	if len(a.Dates) > 0 {
		r.flags |= hasDates
	}
	if len(a.Notes) > 0 {
		r.flags |= hasNotes
	}
	if slices.ContainsFunc(a.Notes, func(n string) bool { return strings.HasPrefix(n, corpus.DatesConflict) }) {
		r.flags |= hasConflict
	}
	if len(a.Judgments) > 0 {
		r.flags |= hasJudgments
	}
	for _, e := range a.Entities {
		r.types |= 1 << typeBit(e.Type)
	}
	for _, d := range a.Dates {
		if first, last, ok := d.Interval(); ok {
			r.dates = append(r.dates, [2]int32{day(first), day(last)})
		}
	}
	for _, e := range a.Entities {
		if e.Actor != "" && e.Role != "" {
			r.roles = append(r.roles, [2]string{e.Actor, e.Role})
		}
	}
	slices.SortFunc(r.roles, func(x, y [2]string) int { return slices.Compare(x[:], y[:]) })
	r.roles = slices.Compact(r.roles)
	segs, named, mentioned := segments(a), hasIssues(a), newMentioned(a)
	for _, s := range segs {
		r.sections = append(r.sections, s.Name)
	}
	for i := range a.Positions {
		p := &a.Positions[i]
		r.positions = append(r.positions, position{
			holder: p.Actor, via: p.Via, state: p.State, issue: issueOf(a, p, named), said: mentioned.in(p.Content...),
			act: code(p.Act, corpus.Acts), stance: code(p.Stance, corpus.Stances),
			modality: code(p.Modality, corpus.Modalities), speech: code(p.Speech, corpus.Speeches),
			section: sectionAt(segs, anchor(p).Start),
		})
	}
	for _, j := range a.Judgments {
		b := bandBit(j.Band)
		r.bands |= 1 << b
		r.judgments = append(r.judgments, judgment{b, mentioned.in(j.Span)})
	}
	return r
}

// sectionAt names the section of the piece that a place of the text lies in.
func sectionAt(segs []corpus.Section, at int) string {
	i := sort.Search(len(segs), func(i int) bool { return at < segs[i].End })
	if i == len(segs) {
		return ""
	}
	return segs[i].Name
}

// anchor returns the span that tells where a position stands: its cue, else its content.
func anchor(p *corpus.Position) corpus.Span {
	for _, spans := range [][]corpus.Span{p.Cue, p.Content, p.Source} {
		if len(spans) > 0 {
			return corpus.Cover(spans)
		}
	}
	return corpus.Span{}
}

// code numbers the values of an enum from 1; 0 stands for none.
func code[T ~string](v T, all []T) uint8 { return uint8(slices.Index(all, v) + 1) }

// value is the inverse of code.
func value[T ~string](code uint8, all []T) T {
	if code == 0 {
		return ""
	}
	return all[code-1]
}

func typeBit(t corpus.EntityType) int {
	if i := slices.Index(corpus.EntityTypes, t); i >= 0 {
		return i
	}
	return len(corpus.EntityTypes) // Misc
}

// The stances that take a side, as the table has them.
var favor, against = code(corpus.Favor, corpus.Stances), code(corpus.Against, corpus.Stances)

func bandBit(b corpus.Band) uint8 { return uint8(max(slices.Index(corpus.Bands, b), 0)) }

// mentionsOf counts the wordings of each actor, sorted by actor and wording.
func mentionsOf(a *corpus.Annotated) []mention {
	var all []mention
	for _, e := range a.Entities {
		if e.Actor != "" {
			all = append(all, mention{strings.Join(strings.Fields(e.In(a.Text)), " "), e.Actor, 1})
		}
	}
	slices.SortFunc(all, func(x, y mention) int {
		return cmp.Or(strings.Compare(x.actor, y.actor), strings.Compare(x.wording, y.wording))
	})
	out := all[:0]
	for _, m := range all {
		if n := len(out); n > 0 && out[n-1].actor == m.actor && out[n-1].wording == m.wording {
			out[n-1].count++
			continue
		}
		out = append(out, m)
	}
	return out
}

// IssueOf returns what a position is about: its Issue; in a document whose positions have
// none at all, as corrected by hand or made by other tools, the words of its target without
// a leading article or possessive.
func IssueOf(a *corpus.Annotated, p *corpus.Position) string { return issueOf(a, p, hasIssues(a)) }

func hasIssues(a *corpus.Annotated) bool {
	return slices.ContainsFunc(a.Positions, func(p corpus.Position) bool { return p.Issue != "" })
}

func issueOf(a *corpus.Annotated, p *corpus.Position, named bool) string {
	if named || len(p.Target) == 0 {
		return p.Issue
	}
	parts := strings.Fields(p.Target[0].In(a.Text))
	for len(parts) > 1 && determiner(strings.ToLower(parts[0])) {
		parts = parts[1:]
	}
	return strings.Trim(strings.Join(parts, " "), "“”\"'‘’.,;: ")
}

func determiner(w string) bool {
	switch w {
	case "the", "a", "an", "any", "all", "its", "his", "her", "their", "our", "this", "that", "these", "those", "such":
		return true
	}
	return false
}

// mentioned is the mentions of actors in a document, by their place in the text. A long text
// has tens of thousands, and as many positions that ask for those within them.
type mentioned []corpus.Entity

func newMentioned(a *corpus.Annotated) mentioned {
	m := slices.DeleteFunc(slices.Clone(a.Entities), func(e corpus.Entity) bool { return e.Actor == "" })
	slices.SortFunc(m, func(x, y corpus.Entity) int { return x.Span.Compare(y.Span) })
	return m
}

// in returns the distinct actors mentioned within some spans, sorted.
func (m mentioned) in(spans ...corpus.Span) []string {
	var out []string
	for _, s := range spans {
		first := sort.Search(len(m), func(i int) bool { return s.Start <= m[i].Start })
		for _, e := range m[first:] {
			if e.Start >= s.End {
				break
			}
			if e.End <= s.End {
				out = append(out, e.Actor)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// actorsIn returns the distinct actors mentioned within a span, sorted.
func actorsIn(a *corpus.Annotated, s corpus.Span) []string {
	var out []string
	for _, e := range a.Entities {
		if e.Actor != "" && s.Contains(e.Span) {
			out = append(out, e.Actor)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// segments cuts the text at its section marks: each piece with the name of the section that
// it belongs to, the innermost where they overlap, "" where there is none. Words of one
// piece never form a phrase with those of the next.
func segments(a *corpus.Annotated) []corpus.Section {
	cuts := []int{0, len(a.Text)}
	for _, s := range a.Sections {
		cuts = append(cuts, s.Start, s.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	out := make([]corpus.Section, len(cuts)-1)
	for i := range out {
		out[i].Span = corpus.Span{Start: cuts[i], End: cuts[i+1]}
	}
	for _, s := range a.Sections {
		first, _ := slices.BinarySearch(cuts, s.Start)
		for i := first; cuts[i] < s.End; i++ {
			out[i].Name = s.Name
		}
	}
	return out
}

// hostOf returns the host of an address without www, and any other source as it stands.
func hostOf(source string) string {
	u, err := url.Parse(source)
	if err != nil || u.Host == "" {
		return source
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
