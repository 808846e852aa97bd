package mcp

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
)

// text is an answer for a model. Words of the archive stand behind "> ", and below them what cites
// them:
//
//	2026-02-25 Mehmet Kırsal [Cyprus]: reject · against · Crans-Montana talks
//	> The Turkish Cypriot negotiator, Mehmet Kırsal, sees no use in “talks about talks”.
//	[demo-1-10#p3 @442-570] Cyprus: Coffee in the Buffer Zone
type text struct{ strings.Builder }

func (t *text) line(format string, args ...any) {
	t.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ")) // where there is no title
	t.WriteByte('\n')
}

// flat is a text of the archive in one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func dated(day string) string {
	if day == "" {
		return "undated"
	}
	return day
}

func between(first, last string) string {
	switch {
	case first == "":
		return "undated"
	case first == last:
		return first
	}
	return first + " to " + last
}

// parts joins what there is.
func parts(all ...string) string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, flat(s))
		}
	}
	return strings.Join(out, " · ")
}

// quote writes words and the line that cites them; datum is "#p3", or nothing.
func (t *text) quote(d answers.DocumentRef, datum string, q answers.Quote) {
	t.line("> %s", flat(q.Text))
	t.line("[%s%s @%d-%d] %s", d.ID, datum, q.Start, q.End, flat(d.Title))
}

// about tells what an answer says of itself.
func (t *text) about(a answers.About) {
	for _, n := range a.Notes {
		t.line("note: %s", n)
	}
	for _, q := range a.DidYouMean {
		t.line("did you mean: %s", q)
	}
}

func (t *text) facets(all []answers.Facet) {
	for _, f := range all {
		var line strings.Builder
		for _, v := range f.Values {
			fmt.Fprintf(&line, " · %s %d", flat(v.Value), v.Count)
		}
		if f.More > 0 {
			fmt.Fprintf(&line, " · %d further values", f.More)
		}
		t.line("%s (%s)%s", f.Field, f.Counts, line.String())
	}
}

// rest says how to get what a page leaves out.
func rest[T any](t *text, p *answers.Page[T]) {
	if p.Next != "" {
		t.line("\n%d of %d shown. For the next, repeat the call with cursor %s", len(p.Items), p.Total, p.Next)
	}
}

func (t *text) leftOut(l leftOut) {
	for _, s := range l.LeftOut {
		t.line("left out: %s", s)
	}
}

func (t *text) search(r *answers.SearchResult) {
	t.line("%s, %s", wording.Plural(r.Total, "document"), wording.Plural(r.Positions, "position"))
	t.about(r.About)
	t.facets(r.Facets)
	for _, h := range r.Items {
		t.line("\n%s %s", dated(h.Published), flat(h.Title))
		if len(h.Passages) == 0 {
			t.line("[%s]", h.ID)
		}
		for _, p := range h.Passages {
			datum := ""
			if p.Position > 0 {
				datum = fmt.Sprintf("#p%d", p.Position)
			}
			t.line("> %s", flat(p.Text))
			t.line("[%s%s @%d-%d]", h.ID, datum, p.Start, p.End)
		}
	}
	rest(t, &r.Page)
}

func (t *text) positions(r *answers.PositionResult) {
	t.line("%s in %s", wording.Plural(r.Total, "position"), wording.Plural(r.Documents, "document"))
	t.about(r.About)
	t.facets(r.Facets)
	for _, p := range r.Items {
		t.WriteByte('\n')
		t.position(p)
	}
	rest(t, &r.Page)
}

func (t *text) position(p answers.Position) {
	t.line("%s %s: %s", dated(p.Published), holder(p), label(p))
	t.quote(p.DocumentRef, fmt.Sprintf("#p%d", p.Number), p.Sentence)
}

func holder(p answers.Position) string { return flat(wording.Holder(p.Holder, p.Via, p.State)) }

func label(p answers.Position) string {
	return flat(wording.Label(corpus.Act(p.Act), corpus.Stance(p.Stance), corpus.Modality(p.Modality), p.Issue))
}

func (t *text) judgments(r *answers.JudgmentResult) {
	t.line("%s in %s", wording.Plural(r.Total, "judgment"), wording.Plural(r.Documents, "document"))
	t.about(r.About)
	for _, j := range r.Items {
		t.WriteByte('\n')
		t.judgment(j)
	}
	rest(t, &r.Page)
}

func (t *text) judgment(j answers.Judgment) {
	band, by := j.Band, j.Horizon
	if band == "" {
		band = "hedge"
	}
	if by != "" {
		by = "by " + by
	}
	t.line("%s %s", dated(j.Published), parts(band, by, "“"+j.Term.Text+"”"))
	t.quote(j.DocumentRef, "#"+j.Number, j.Statement)
}

func (t *text) actors(r *answers.ActorResult) {
	t.line("%s", wording.Plural(r.Total, "actor"))
	t.about(r.About)
	for _, a := range r.Items {
		as := ""
		if a.Wording != "" {
			as = " (called " + flat(a.Wording) + ")"
		}
		t.line("%s%s: %s, %s · %s", flat(a.Actor), as, wording.Plural(a.Documents, "document"), between(a.First, a.Last), wording.Plural(a.Positions, "position"))
	}
	rest(t, &r.Page)
}

func (t *text) issues(r *answers.IssueResult) {
	t.line("%s", wording.Plural(r.Total, "issue"))
	t.about(r.About)
	for _, i := range r.Items {
		t.line("%s: %s of %s, %s · %d for, %d against", flat(i.Issue), wording.Plural(i.Positions, "position"), wording.Plural(i.Holders, "holder"), between(i.First, i.Last), i.Favor, i.Against)
	}
	rest(t, &r.Page)
}

func (t *text) calendar(r *answers.CalendarResult) {
	t.line("%s in %s, as of %s", wording.Plural(r.Total, "expected date"), wording.Plural(r.Documents, "document"), dated(r.AsOf))
	t.about(r.About)
	for _, e := range r.Items {
		t.WriteByte('\n')
		t.expectation(e)
	}
	rest(t, &r.Page)
}

func (t *text) expectation(e answers.Expectation) {
	t.line("%s, named on %s", between(e.First, e.Last), dated(e.Published))
	t.quote(e.DocumentRef, "#"+e.Number, e.Sentence)
}

func (t *text) timeline(p *answers.Page[answers.Stretch]) {
	t.line("%d stretches of time with positions", p.Total)
	t.stretches(p.Items)
	rest(t, p)
}

func (t *text) stretches(all []answers.Stretch) {
	for _, s := range all {
		t.line("%s: %s, %d for, %d against, %d neither", between(s.First, s.Last), wording.Plural(s.Count, "position"), s.Favor, s.Against, s.None)
	}
}

func (t *text) status(s answers.Status) {
	t.line("%s, %s (%d undated)", wording.Plural(s.Documents, "document"), between(s.First, s.Last), s.Undated)
	t.line("%s · %s · %s · %s", wording.Plural(s.Positions, "position"), wording.Plural(s.Judgments, "judgment"), wording.Plural(s.Dates, "date"), wording.Plural(s.Actors, "actor"))
	t.line("%d records could not be read, %d copies of documents are left out", s.SetAside, s.Duplicates)
	t.line("generation %s, sayso %s", s.Generation, s.Version)
}

// heading begins a list of a record; of is how many there are in all.
func (t *text) heading(what string, shown, of int) bool {
	if shown == 0 {
		return false
	}
	if shown < of {
		what += fmt.Sprintf(" (%d of %d)", shown, of)
	}
	t.line("\n# %s", what)
	return true
}

func (t *text) values(what string, all []answers.Value) {
	if len(all) == 0 {
		return
	}
	line := make([]string, len(all))
	for i, v := range all {
		line[i] = fmt.Sprintf("%s %d", flat(v.Value), v.Count)
	}
	t.line("%s: %s", what, strings.Join(line, " · "))
}

func (t *text) actor(a *dossier) {
	t.line("%s: %s, %s · %s", flat(a.Actor.Actor), wording.Plural(a.Documents, "document"), between(a.First, a.Last), wording.Plural(a.Held, "position"))
	if len(a.Others) > 0 {
		t.line("the name may also mean %s", flat(strings.Join(a.Others, ", ")))
	}
	t.values("called", a.Aliases)
	for _, r := range a.Roles {
		t.line("role: %s, %s, %s", flat(r.Role), between(r.First, r.Last), wording.Plural(r.Documents, "document"))
	}
	t.values("named together with", a.With)
	t.leftOut(a.leftOut)
	if t.heading("Issues", len(a.Issues), a.SpokenOn) {
		for _, i := range a.Issues {
			t.line("%s: %s, %s · %d for, %d against", flat(i.Issue), wording.Plural(i.Count, "position"), between(i.First, i.Last), i.Favor, i.Against)
		}
	}
	if t.heading("Changes of side", len(a.Shifts), a.Shifted) {
		for _, s := range a.Shifts {
			t.shift(s.Issue, s)
		}
	}
	t.list("Latest positions", a.Latest, a.Held)
	t.list("What others say of it", a.ByOthers, a.SaidBy)
	if t.heading("Dates ahead", len(a.Upcoming), 0) {
		for _, e := range a.Upcoming {
			t.expectation(e)
		}
	}
	if t.heading("Judgments that mention it", len(a.Judgments), a.JudgedIn) {
		for _, j := range a.Judgments {
			t.judgment(j)
		}
	}
}

func (t *text) list(what string, all []answers.Position, of int) {
	if t.heading(what, len(all), of) {
		for _, p := range all {
			t.position(p)
		}
	}
}

// shift tells a change of side; of is the issue in a dossier, the holder in the record of an issue.
func (t *text) shift(of string, s answers.Shift) {
	t.line("%s, within %s:", flat(of), wording.Plural(s.Days, "day"))
	t.position(s.Before)
	t.position(s.After)
}

func (t *text) issue(i *issue) {
	t.line("%s: %s in %s, %s", flat(i.Issue.Issue), wording.Plural(i.Positions, "position"), wording.Plural(i.Documents, "document"), between(i.First, i.Last))
	if !i.Exact {
		t.line("No issue has just these words, so nobody is sorted by side. Which is meant?")
	}
	t.values("related issues", i.Related)
	t.values("speak of it under other issues", i.Elsewhere)
	t.values("silent, though often mentioned", i.Silent)
	t.leftOut(i.leftOut)
	for _, s := range []struct {
		name string
		answers.Side
	}{{"For", i.For}, {"Against", i.Against}, {"Neither", i.Neither}} {
		if t.heading(s.name, len(s.Cells), s.Holders) {
			for _, c := range s.Cells {
				t.cell(c)
			}
		}
	}
	if t.heading("Changes of side", len(i.Shifts), i.Shifted) {
		for _, s := range i.Shifts {
			t.shift(s.Holder, s.Shift)
		}
	}
	if t.heading("Over time", len(i.Timeline), 0) {
		t.stretches(i.Timeline)
	}
	t.list("Latest positions", i.Latest, i.Positions)
}

// cell tells what a holder said on an issue.
func (t *text) cell(c answers.Cell) {
	if c.Latest == nil {
		t.line("%s is not quoted on it", flat(c.Actor))
		return
	}
	t.line("%s: %s, %s · %d for, %d against. The latest:", flat(c.Actor), wording.Plural(c.Count, "position"), between(c.First, c.Last), c.Favor, c.Against)
	t.position(*c.Latest)
}

func (t *text) comparison(c *comparison) {
	for i, a := range c.Actors {
		t.line("%s: %s", flat(a), wording.Plural(c.Held[i], "position"))
		if len(c.Only[i]) > 0 {
			t.line("only %s speaks of: %s", flat(a), parts(c.Only[i]...))
		}
	}
	t.leftOut(c.leftOut)
	if len(c.Issues) == 0 {
		t.line("There is no issue on which more than one of them speaks.")
	}
	for _, i := range c.Issues {
		opposed := ""
		if i.Opposed {
			opposed = ", on opposite sides"
		}
		t.line("\n# %s%s", flat(i.Issue), opposed)
		for _, cell := range i.Cells {
			t.cell(cell)
		}
	}
	for i, a := range c.Actors {
		t.list("Latest positions of "+flat(a), c.Ledgers[i], c.Held[i])
	}
}

func (t *text) document(p *Part) {
	t.line("%s", cmp.Or(flat(p.Title), "(no title)"))
	t.line("[%s] published %s%s", p.ID, dated(p.Published), source(p.Source))
	for _, n := range p.Notes {
		t.line("note: %s", flat(n))
	}
	if p.Start > 0 || p.Next > 0 {
		t.line("code points %d to %d of %d", p.Start, p.End, p.Length)
	}
	t.line("\n%s", p.Text)
	t.found(p)
	if p.Next > 0 {
		t.line("\nThe text goes on: start %d", p.Next)
	}
}

func source(name string) string {
	if name == "" {
		return ""
	}
	return ", source: " + flat(name)
}

func (t *text) extracted(p *Part) { t.found(p) }

// found tells the layers of a part, and how much there is in those that were not asked for.
func (t *text) found(p *Part) {
	for _, x := range p.Positions {
		t.line("#p%d @%d-%d %s: %s > %s", x.Number, x.Sentence.Start, x.Sentence.End, holder(x), label(x), words(x))
	}
	for _, j := range slices.Concat(p.Judgments, p.Hedges) {
		t.line("#%s @%d-%d %s > %s", j.Number, j.Statement.Start, j.Statement.End, parts(j.Band, j.Horizon), flat(j.Statement.Text))
	}
	for _, d := range p.Dates {
		t.line("@%d-%d %s > %s", d.Start, d.End, d.Value, flat(d.Text))
	}
	for _, e := range p.Entities {
		t.line("@%d-%d %s > %s", e.Start, e.End, parts(e.Type, e.Actor, e.Role), flat(e.Text))
	}
	var all []string
	for _, l := range layers {
		all = append(all, fmt.Sprintf("%s %d", l, p.Found[l]))
	}
	t.line("found in the whole text: %s", strings.Join(all, ", "))
}

// words are those of a position: who, says, what.
func words(p answers.Position) string {
	var all []string
	for _, quotes := range [][]answers.Quote{p.SourceSpans, p.Cue, p.Content} {
		for _, q := range quotes {
			all = append(all, flat(q.Text))
		}
	}
	return strings.Join(all, " … ")
}
