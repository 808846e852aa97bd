package index

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/spelling"
	"github.com/sayso-nlp/sayso/index/internal/words"
)

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
	r := &IssueResult{Page: max(s.Page, 1), AsOf: m.asOf, Notes: m.notes}
	all := func(yield func(IssueEntry) bool) {
		for e := range x.issueEntries(x.counted(m), s.Contains) {
			if r.Total++; !yield(e) {
				return
			}
		}
	}
	at := func(c cursor) (IssueEntry, error) { return IssueEntry{Issue: c.ID, Positions: c.Index}, nil }
	var more bool
	if r.Issues, more, err = pageOf(all, &s.Search, at, compareIssues); err != nil {
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
	keys  []string          // of each group, see issueKey
	byKey map[string]uint32 // the inverse
	rows  list              // of each group: its positions, those of one holder beside each other
}

func (t *table) issueGroups() issueGroups {
	g := issueGroups{of: make([]uint32, max(len(t.issues.words), 1)), keys: []string{""}, byKey: map[string]uint32{"": 0}}
	for id, issue := range t.issues.words {
		key := issueKey(issue)
		n, ok := g.byKey[key]
		if !ok {
			n = uint32(len(g.keys))
			g.keys, g.byKey[key] = append(g.keys, key), n
		}
		g.of[id] = n
	}
	rows := make([][]uint32, len(g.keys))
	for row, issue := range t.issue {
		if n := g.of[issue]; n > 0 {
			rows[n] = append(rows[n], uint32(row))
		}
	}
	for _, group := range rows {
		slices.SortStableFunc(group, func(a, b uint32) int { return cmp.Compare(t.holder[a], t.holder[b]) })
		g.rows.add(group...)
	}
	return g
}

// issueKey returns what the wordings of an issue share: the stems of their words, in whatever order
// and spelling.
func issueKey(issue string) string {
	var stems []string
	for w := range words.Forms(issue) {
		stems = append(stems, words.Stem(spelling.British(w.Term)))
	}
	slices.Sort(stems)
	return strings.Join(slices.Compact(stems), " ")
}

// onIssue returns the positions on the issue that has just the words of a name; false if
// there is no such issue.
func (x *Index) onIssue(name string) (set, bool) {
	groups := x.groups()
	g := groups.byKey[issueKey(name)]
	if g == 0 {
		return nil, false
	}
	rows := newSet(len(x.table.act))
	for _, row := range groups.rows.of(int(g)) {
		rows.add(int(row))
	}
	return rows, true
}

// issuesAmong lists the issues of some positions, the most frequent first.
func (x *Index) issuesAmong(rows set, limit int) []FacetValue {
	var all []FacetValue
	for e := range x.issueEntries(rows, "") {
		all = append(all, FacetValue{e.Issue, e.Positions})
	}
	return top(all, limit)
}

// issueEntries sums up positions by issue.
func (x *Index) issueEntries(rows set, contains string) iter.Seq[IssueEntry] {
	part, folded := x.table.fold(&x.table.issues, contains), x.folded(&x.table.issues)
	groups := x.groups()
	return func(yield func(IssueEntry) bool) {
		wordings := map[uint32]int{} // of one group at a time
		for g := range groups.keys {
			e, ok := x.issueEntry(groups.rows.of(g), rows, wordings)
			fits := part == ""
			for id := range wordings {
				fits = fits || strings.Contains(folded[id], part)
			}
			if ok && fits && !yield(e) {
				return
			}
		}
	}
}

// issueEntry sums up those positions of a group that are in a set, and counts their
// wordings; false if there are none.
func (x *Index) issueEntry(group []uint32, in set, wordings map[uint32]int) (e IssueEntry, ok bool) {
	t := x.table
	clear(wordings)
	var when period
	last := uint32(0)
	for _, row := range group {
		if !in.has(int(row)) {
			continue
		}
		e.Positions++
		wordings[t.issue[row]]++
		switch t.stance[row] {
		case favor:
			e.Favor++
		case against:
			e.Against++
		default:
			e.None++
		}
		if h := t.holder[row]; h != last {
			last = h
			e.Holders++
		}
		when.add(t.published[t.posDoc[row]])
	}
	e.First, e.Last = when.dates()
	most := 0
	for id, n := range wordings {
		if w := t.issues.words[id]; n > most || n == most && w < e.Issue {
			e.Issue, most = w, n
		}
	}
	return e, e.Positions > 0
}
