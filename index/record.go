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
	r.roles = rolesOf(a)
	segs, named, mentioned := segments(a), hasIssues(a), newMentioned(a)
	for _, s := range segs {
		r.sections = append(r.sections, s.Name)
	}
	for i := range a.Positions {
		p := &a.Positions[i]
		r.positions = append(r.positions, position{
			holder: mentioned.sense(p, p.Actor), via: mentioned.sense(p, p.Via), state: p.State,
			issue: issueOf(a, p, named), said: mentioned.in(p.Content...),
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

// rolesOf lists the distinct roles of each actor under each of its wordings.
func rolesOf(a *corpus.Annotated) (all []role) {
	for _, e := range a.Entities {
		if e.Role != "" {
			all = append(all, role{senseOf(a.Text, e), e.Role})
		}
	}
	slices.SortFunc(all, func(x, y role) int { return cmp.Or(x.compare(y.sense), strings.Compare(x.role, y.role)) })
	return slices.Compact(all)
}

// senseOf is what a mention stands for, its white space collapsed.
func senseOf(text string, e corpus.Entity) sense {
	return sense{e.Actor, strings.Join(strings.Fields(e.In(text)), " ")}
}

// mentionsOf counts the wordings of each actor, and those that stand for none, sorted by actor
// and wording.
func mentionsOf(a *corpus.Annotated) []mention {
	var all []mention
	for _, e := range a.Entities {
		s := senseOf(a.Text, e)
		all = append(all, mention{s.wording, s.actor, 1})
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

// mentioned is the mentions in a document, by their place in the text, and those of each actor.
// A long text has tens of thousands, and as many positions that ask for those within them.
type mentioned struct {
	all []placed
	of  map[string][]placed
}

// placed is a mention: what stands for whom, and where.
type placed struct {
	corpus.Span
	sense
}

func newMentioned(a *corpus.Annotated) mentioned {
	m := mentioned{of: map[string][]placed{}}
	for _, e := range a.Entities {
		m.all = append(m.all, placed{e.Span, senseOf(a.Text, e)})
	}
	slices.SortFunc(m.all, func(x, y placed) int { return x.Compare(y.Span) })
	for _, e := range m.all {
		m.of[e.actor] = append(m.of[e.actor], e)
	}
	return m
}

// in returns what is mentioned within some spans, each sense once, sorted; also what stands for
// no actor.
func (m mentioned) in(spans ...corpus.Span) []sense {
	var out []sense
	for _, s := range spans {
		first := sort.Search(len(m.all), func(i int) bool { return s.Start <= m.all[i].Start })
		for _, e := range m.all[first:] {
			if e.Start >= s.End {
				break
			}
			if e.End <= s.End {
				out = append(out, e.sense)
			}
		}
	}
	slices.SortFunc(out, sense.compare)
	return slices.Compact(out)
}

// sense returns an actor of a position with the wording by which the text names it: that of its
// first mention in the source; else of the last one before, as in "Brandt came. He said …"; else
// of the first one behind.
func (m mentioned) sense(p *corpus.Position, actor string) sense {
	mine := m.of[actor]
	if actor == "" || len(mine) == 0 {
		return sense{actor: actor}
	}
	from := func(at int) int {
		return sort.Search(len(mine), func(i int) bool { return at <= mine[i].Start })
	}
	for _, s := range p.Source {
		if i := from(s.Start); i < len(mine) && mine[i].End <= s.End {
			return mine[i].sense
		}
	}
	at := anchor(p).Start
	if len(p.Source) > 0 {
		at = p.Source[0].Start
	}
	return mine[max(from(at)-1, 0)].sense
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
