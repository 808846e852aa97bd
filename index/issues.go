package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/internal/words"
	"github.com/sayso-nlp/sayso/index/query"
)

// ErrNoIssue says that no position is about what was asked for; the message may name a near
// issue.
var ErrNoIssue = errors.New("no position is about it")

// IssueSearch asks what the positions that Search finds are about.
type IssueSearch struct {
	Search
	Contains string // only issues with this in their wording, whatever case and diacritics
}

// IssueEntry is an issue and the positions on it. Wordings of the same words are one issue,
// under the most frequent of them.
type IssueEntry struct {
	Issue                string
	Positions            int
	Holders              int // distinct, as named
	Favor, Against, None int // positions by stance
	First, Last          corpus.Date
}

// IssueResult is the answer to [Index.Issues].
type IssueResult struct {
	Total  int // issues
	Issues []IssueEntry
	Next   string // cursor of the next page; empty on the last
	Page   int
	AsOf   corpus.Date
	Notes  []string
}

// Issues lists the issues of the positions that s finds, those with the most positions
// first.
func (x *Index) Issues(ctx context.Context, s IssueSearch) (*IssueResult, error) {
	m, err := x.find(ctx, s.Search, false)
	if err != nil {
		return nil, err
	}
	all := x.issueEntries(x.counted(m), s.Contains)
	r := &IssueResult{Total: len(all), Page: max(s.Page, 1), AsOf: m.asOf, Notes: m.notes}
	at := func(c cursor) (IssueEntry, error) { return IssueEntry{Issue: c.ID, Positions: c.Index}, nil }
	var more bool
	if r.Issues, more, err = cut(all, &s.Search, at, compareIssues); err != nil {
		return nil, err
	}
	if more {
		last := r.Issues[len(r.Issues)-1]
		r.Next = cursor{Index: last.Positions, ID: last.Issue}.String()
	}
	return r, ctx.Err()
}

func compareIssues(a, b IssueEntry) int {
	return cmp.Or(cmp.Compare(b.Positions, a.Positions), cmp.Compare(a.Issue, b.Issue))
}

// issueGroups numbers the issues so that those of the same stems share a number.
type issueGroups struct {
	of    []uint32          // of each word of table.issues; 0: none
	byKey map[string]uint32 // see issueKey
}

func (t *table) issueGroups() issueGroups {
	g := issueGroups{of: make([]uint32, max(len(t.issues.words), 1)), byKey: map[string]uint32{"": 0}}
	for id, issue := range t.issues.words {
		key := issueKey(issue)
		n, ok := g.byKey[key]
		if !ok {
			n = uint32(len(g.byKey))
			g.byKey[key] = n
		}
		g.of[id] = n
	}
	return g
}

// issueEntries sums up positions by issue, in order.
func (x *Index) issueEntries(rows set, contains string) []IssueEntry {
	t, groups := x.table, x.groups()
	entries := make([]IssueEntry, len(groups.byKey))
	holders := map[[2]uint32]struct{}{}
	wordings := make([]int, len(groups.of))
	rows.each(func(row int) {
		g := groups.of[t.issue[row]]
		if g == 0 {
			return
		}
		wordings[t.issue[row]]++
		e := &entries[g]
		e.Positions++
		switch t.stance[row] {
		case code(corpus.Favor, corpus.Stances):
			e.Favor++
		case code(corpus.Against, corpus.Stances):
			e.Against++
		default:
			e.None++
		}
		if pair := [2]uint32{g, t.holder[row]}; t.holder[row] != 0 {
			if _, known := holders[pair]; !known {
				holders[pair] = struct{}{}
				e.Holders++
			}
		}
		if d := dateOf(t.published[t.posDoc[row]]); !d.IsZero() {
			if e.First.IsZero() || d.Compare(e.First) < 0 {
				e.First = d
			}
			if d.Compare(e.Last) > 0 {
				e.Last = d
			}
		}
	})
	name := make([]int, len(entries)) // of each group: how often its present wording occurs
	part, fits := words.Fold(contains), make([]bool, len(entries))
	for id, n := range wordings {
		g, wording := groups.of[id], ""
		if n > 0 {
			wording = t.issues.words[id]
			fits[g] = fits[g] || strings.Contains(words.Fold(wording), part)
		}
		if n > name[g] || n > 0 && n == name[g] && wording < entries[g].Issue {
			entries[g].Issue, name[g] = wording, n
		}
	}
	var out []IssueEntry
	for g, e := range entries {
		if e.Positions > 0 && fits[g] {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, compareIssues)
	return out
}

// Issue is what an archive holds about one issue: who is for it, who against, who speaks of
// it without taking a side, and who is silent.
type Issue struct {
	Issue     string       // the most frequent wording
	Wordings  []FacetValue // those that count as one, and how often
	Related   []FacetValue // issues that hold all its words and more, and how many positions they have
	Positions int
	Documents int
	First     corpus.Date // publication of the first document
	Last      corpus.Date

	For, Against, Neither Side         // holders by the newest side that each takes
	Elsewhere             []FacetValue // holders who speak of its words in positions on other issues, and how many
	Silent                []FacetValue // the most mentioned actors of whom positions are known, but none of these; documents that mention them
	Timeline              []Stretch    // positions over time
	Shifts                []HolderShift
	Latest                []PositionHit // the newest positions
	AsOf                  corpus.Date
}

// Side is the holders on one side of an issue.
type Side struct {
	Holders int    // all of them
	Cells   []Cell // those with the most positions, as many as the limit
}

// HolderShift is a shift of stance and whose it is.
type HolderShift struct {
	Holder string
	Shift
}

// IssueOptions limit an [Issue]; the zero value takes everything.
type IssueOptions struct {
	Search      // the positions to look at; its page is ignored, Limit is entries of each list: 0 means 10
	Unit   Unit // of the timeline
	State  bool // persons and bodies count for the state that they belong to
}

// Issue gathers what is known of an issue. The name may be any wording; where none of the
// issues has just its words, the positions about these words are taken, as about: finds
// them. The error wraps [ErrNoIssue] if there are none.
func (x *Index) Issue(ctx context.Context, name string, o IssueOptions) (*Issue, error) {
	m, err := x.find(ctx, o.Search, false)
	if err != nil {
		return nil, err
	}
	o.Limit = cmp.Or(o.Limit, 10)
	v := issueView{Index: x, opt: o, within: x.counted(m), out: &Issue{AsOf: m.asOf}}
	if err := v.choose(ctx, name); err != nil {
		return nil, err
	}
	v.related(name)
	for _, step := range []func(context.Context) error{v.sides, v.shifts, v.quotes} {
		if err := errors.Join(ctx.Err(), step(ctx)); err != nil {
			return nil, x.plain(err)
		}
	}
	v.silent(m.docs)
	v.out.Timeline = x.stretches(v.rows, o.Unit)
	return v.out, nil
}

// issueView gathers an Issue.
type issueView struct {
	*Index
	opt    IssueOptions
	within set // the positions to look at
	rows   set // those on the issue
	about  set // those that hold its words, on whatever issue
	out    *Issue
}

// choose finds the positions on the issue, and sums them up.
func (v *issueView) choose(ctx context.Context, name string) error {
	t, groups := v.table, v.groups()
	key := issueKey(name)
	f := &finder{Index: v.Index, ctx: ctx}
	var err error
	if v.about, err = f.about(query.Value{Text: name, Form: query.Phrase}); err != nil {
		return v.plain(err)
	}
	if len(f.out.notes) > 0 { // the name holds no word, so that everything is about it
		v.about = newSet(len(t.act))
	}
	v.about.and(v.within)
	v.rows = v.about
	if g := groups.byKey[key]; g != 0 {
		v.rows = only(v.within, func(row int) bool { return groups.of[t.issue[row]] == g })
	}
	counts := map[uint32]int{}
	v.rows.each(func(row int) {
		if t.issue[row] != 0 {
			counts[t.issue[row]]++
		}
	})
	for id, n := range counts {
		v.out.Wordings = append(v.out.Wordings, FacetValue{t.issues.words[id], n})
	}
	v.out.Wordings = top(v.out.Wordings, -1)
	if v.out.Positions = v.rows.count(); v.out.Positions == 0 {
		if near := v.nearest(&t.issues, name); near != "" && issueKey(near) != key {
			return fmt.Errorf("%q: %w, did you mean %s?", name, ErrNoIssue, near)
		}
		return fmt.Errorf("%q: %w", name, ErrNoIssue)
	}
	v.out.Issue = name
	if groups.byKey[key] != 0 {
		v.out.Issue = v.out.Wordings[0].Value
	}
	docs := v.docsOf(v.rows)
	v.out.Documents = docs.count()
	v.out.First, v.out.Last = v.span(docs)
	return nil
}

// span returns the publication days of the first and the last of some documents.
func (x *Index) span(docs set) (first, last corpus.Date) {
	low, high := noDay, noDay
	docs.each(func(doc int) {
		if d := x.table.published[doc]; d != noDay {
			if low == noDay || d < low {
				low = d
			}
			high = max(high, d)
		}
	})
	return dateOf(low), dateOf(high)
}

// related lists the issues that are more special.
func (v *issueView) related(name string) {
	stems := strings.Fields(issueKey(name))
	groups := v.groups()
	more := make([]bool, len(groups.byKey))
	for key, g := range groups.byKey {
		have := strings.Fields(key)
		more[g] = g != 0 && len(have) > len(stems) && !slices.ContainsFunc(stems, func(s string) bool { return !slices.Contains(have, s) })
	}
	t := v.table
	var all []FacetValue
	for _, e := range v.issueEntries(only(v.within, func(row int) bool { return more[groups.of[t.issue[row]]] }), "") {
		all = append(all, FacetValue{e.Issue, e.Positions})
	}
	v.out.Related = top(all, v.opt.Limit)
}

// only keeps the rows for which ok holds.
func only(rows set, ok func(row int) bool) set {
	out := make(set, len(rows))
	rows.each(func(row int) {
		if ok(row) {
			out.add(row)
		}
	})
	return out
}

// holder returns whose a position is, at the level that was asked for.
func (v *issueView) holder(row int) uint32 {
	if v.opt.State && v.table.state[row] != 0 {
		return v.table.state[row]
	}
	return v.table.holder[row]
}

// byHolder groups the positions by holder, each group from old to new.
func (v *issueView) byHolder() map[uint32][]int {
	groups := map[uint32][]int{}
	for _, doc := range v.ordered(v.rows, Oldest) {
		for from, to := v.table.rows(int(doc)); from < to; from++ {
			if h := v.holder(from); h != 0 && v.rows.has(from) {
				groups[h] = append(groups[h], from)
			}
		}
	}
	return groups
}

// sides sorts the holders by the newest side that each takes.
func (v *issueView) sides(context.Context) error {
	t := v.table
	groups := v.byHolder()
	holders := slices.SortedFunc(maps.Keys(groups), func(a, b uint32) int {
		return cmp.Or(cmp.Compare(len(groups[b]), len(groups[a])), cmp.Compare(t.actorNames.words[a], t.actorNames.words[b]))
	})
	for _, h := range holders {
		side := &v.out.Neither
		switch t.stance[v.telling(groups[h])] {
		case code(corpus.Favor, corpus.Stances):
			side = &v.out.For
		case code(corpus.Against, corpus.Stances):
			side = &v.out.Against
		}
		if side.Holders++; len(side.Cells) == v.opt.Limit {
			continue
		}
		rows := newSet(len(t.act))
		for _, row := range groups[h] {
			rows.add(row)
		}
		cell, err := v.cell(t.actorNames.words[h], v.out.Issue, rows, rows)
		if err != nil {
			return err
		}
		side.Cells = append(side.Cells, cell)
	}
	return nil
}

// telling returns the newest position of a group that takes a side, or else the newest; an
// undated one only where there is no other. The group runs from old to new, undated last.
func (x *Index) telling(rows []int) int {
	t := x.table
	best := -1
	for _, row := range rows {
		sided := func(row int) bool {
			return t.stance[row] != code(corpus.NoStance, corpus.Stances) && t.stance[row] != 0
		}
		dated := t.published[t.posDoc[row]] != noDay
		if best < 0 || dated && (sided(row) || !sided(best)) {
			best = row
		}
	}
	return best
}

// shifts spells out the shifts of all holders, from old to new; the newest if they are many.
func (v *issueView) shifts(context.Context) error {
	type turn struct {
		holder string
		pair   [2]int
	}
	var all []turn
	t := v.table
	for h, rows := range v.byHolder() {
		if pair, ok := v.shift(rows); ok {
			all = append(all, turn{t.actorNames.words[h], pair})
		}
	}
	slices.SortFunc(all, func(a, b turn) int {
		return cmp.Or(cmp.Compare(t.published[t.posDoc[a.pair[1]]], t.published[t.posDoc[b.pair[1]]]), cmp.Compare(a.holder, b.holder))
	})
	for _, c := range all[max(0, len(all)-maxRead):] {
		s, err := v.spellShift(c.pair)
		if err != nil {
			return err
		}
		v.out.Shifts = append(v.out.Shifts, HolderShift{c.holder, s})
	}
	return nil
}

func (v *issueView) quotes(ctx context.Context) (err error) {
	v.out.Latest, err = v.latest(ctx, v.rows, v.opt.Limit)
	return err
}

// silent lists who speaks of the issue elsewhere, and the most mentioned actors of whom
// positions are known, but none that hold its words: what somebody says on "lifting the
// sanctions" does not tell on which side of "sanctions" it stands, but it is no silence.
func (v *issueView) silent(docs set) {
	t := v.table
	n := max(len(t.actorNames.words), 1)
	speaks, here := make([]bool, n), make([]bool, n)
	for row := range t.act {
		speaks[v.holder(row)] = true
	}
	v.rows.each(func(row int) { here[v.holder(row)] = true })
	elsewhere := make([]int, n)
	v.about.each(func(row int) {
		if !v.rows.has(row) {
			here[v.holder(row)] = true
			elsewhere[v.holder(row)]++
		}
	})
	for id, n := range elsewhere {
		if id > 0 && n > 0 {
			v.out.Elsewhere = append(v.out.Elsewhere, FacetValue{t.actorNames.words[id], n})
		}
	}
	v.out.Elsewhere = top(v.out.Elsewhere, v.opt.Limit)
	inDocs, _ := v.frequency(docs, newSet(len(t.act)))
	var all []FacetValue
	for id, n := range inDocs {
		if id > 0 && n > 0 && speaks[id] && !here[id] {
			all = append(all, FacetValue{t.actorNames.words[id], n})
		}
	}
	v.out.Silent = top(all, v.opt.Limit)
}
