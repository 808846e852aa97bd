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
	"github.com/sayso-nlp/sayso/index/query"
)

// ErrNoIssue says that no position is about what was asked for; the message may name a near
// issue.
var ErrNoIssue = errors.New("no position is about it")

// ErrVague says that some issues hold the words that were asked for, but none has just these;
// the message names them. Who is for "sanctions relief" is not on the side of who is for
// "EU sanctions", so that nothing can be told of "sanctions".
var ErrVague = errors.New("no issue has just these words")

// Issue is what an archive holds about one issue: who is for it, who against, who speaks of
// it without taking a side, and who is silent.
type Issue struct {
	Issue     string       // the most frequent wording; what was asked for, unless Exact
	Exact     bool         // some positions are on just this issue; if not, all below Last but Latest is empty
	Wordings  []FacetValue // those that count as one, and how often
	Related   []FacetValue // issues that hold all its words and more, and how many positions they have; unless Exact, those to choose from
	Positions int
	Documents int
	First     corpus.Date // publication of the first document
	Last      corpus.Date

	For, Against, Neither Side          // holders by the newest side that each takes
	Elsewhere             []FacetValue  // holders who speak of its words in positions on other issues, and how many
	Silent                []FacetValue  // the most mentioned actors of whom positions are known, but none of these; documents that mention them
	Timeline              []Stretch     // positions over time
	Shifted               int           // holders whose stance changed
	Shifts                []HolderShift // the newest of these changes, by day
	Lanes                 []Lane        // what the holders of the most positions said when, as many as IssueOptions.Lanes
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

// Lane is the dated positions of a holder on an issue, from old to new: the newest
// MaxLane.
type Lane struct {
	Holder string
	Points []LanePoint
}

// MaxLane is how many points of a lane can be told apart.
const MaxLane = 20

// LanePoint is a position in a lane.
type LanePoint struct {
	ID        string // of the document
	Index     int    // of the position in the document, from 0
	Published corpus.Date
	Act       corpus.Act
	Stance    corpus.Stance
}

// IssueOptions limit an [Issue]; the zero value takes everything.
type IssueOptions struct {
	Search      // the positions to look at; its page is ignored, Limit is entries of each list: 0 or less means 10
	Unit   Unit // of the timeline
	Lanes  int
	State  bool // persons and bodies count for the state that they belong to
}

// Issue gathers what is known of an issue. The name may be any wording. Where none of the
// issues has just its words, the result is not Exact: the positions are those about these
// words, as about: finds them, and nobody is sorted by side, since they are on several
// issues: for "sanctions relief" is against "EU sanctions". The error wraps [ErrNoIssue] if
// there are no such positions.
func (x *Index) Issue(ctx context.Context, name string, o IssueOptions) (*Issue, error) {
	m, err := x.find(ctx, o.Search, false)
	if err != nil {
		return nil, err
	}
	o.Limit = asked(o.Limit, 10)
	v := issueView{Index: x, opt: o, within: x.counted(m), out: &Issue{AsOf: m.asOf}}
	if err := v.choose(ctx, name); err != nil {
		return nil, err
	}
	if !v.out.Exact {
		v.out.Related = v.issuesAmong(v.rows, o.Limit)
		return v.out, v.plain(v.quotes(ctx))
	}
	v.related(name)
	v.groupByHolder()
	for _, step := range []func(context.Context) error{v.sides, v.shifts, v.quotes} {
		if err := errors.Join(ctx.Err(), step(ctx)); err != nil {
			return nil, x.plain(err)
		}
	}
	v.lanes()
	v.silent(m)
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

	holders  []uint32         // who speaks on the issue, those of the most positions first
	byHolder map[uint32][]int // what each says, from old to new

	out *Issue
}

// choose finds the positions on the issue, and sums them up.
func (v *issueView) choose(ctx context.Context, name string) error {
	t := v.table
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
	all := 0 // positions on it, also outside the limits of the search
	if rows, ok := v.onIssue(name); ok {
		all = rows.count()
		v.rows, v.out.Exact = rows, true
		v.rows.and(v.within)
	}
	if v.out.Positions = v.rows.count(); v.out.Positions == 0 {
		if all > 0 {
			return fmt.Errorf("%q: %w within the limits that were set: without them there are %d", name, ErrNoIssue, all)
		}
		if near := v.nearest(&t.issues, name); near != "" && issueKey(near) != issueKey(name) {
			return fmt.Errorf("%q: %w, did you mean %s?", name, ErrNoIssue, near)
		}
		return fmt.Errorf("%q: %w", name, ErrNoIssue)
	}
	v.out.Issue = name
	if v.out.Exact {
		v.out.Wordings = top(slices.Collect(column(&t.issues, v.rows, t.issue)), -1)
		v.out.Issue = v.out.Wordings[0].Value
	}
	docs := v.docsOf(v.rows)
	v.out.Documents = docs.count()
	v.out.First, v.out.Last = v.period(docs)
	return nil
}

// related lists the issues that are more special.
func (v *issueView) related(name string) {
	stems := strings.Fields(issueKey(name))
	groups := v.groups()
	wordings := map[uint32]int{}
	var all []FacetValue
	for g, key := range groups.keys {
		if strings.Count(key, " ") < len(stems) || !holdsAll(key, stems) {
			continue
		}
		if e, ok := v.issueEntry(groups.rows.of(g), v.within, wordings); ok {
			all = append(all, FacetValue{e.Issue, e.Positions})
		}
	}
	v.out.Related = top(all, v.opt.Limit)
}

// holder returns whose a position is, at the level that was asked for.
func (v *issueView) holder(row int) uint32 {
	if v.opt.State && v.table.state[row] != 0 {
		return v.table.state[row]
	}
	return v.table.holder[row]
}

// groupByHolder groups the positions by holder, each group from old to new.
func (v *issueView) groupByHolder() {
	v.byHolder = map[uint32][]int{}
	for _, row := range v.inOrder(v.rows) {
		if h := v.holder(row); h != 0 {
			v.byHolder[h] = append(v.byHolder[h], row)
		}
	}
	names := v.table.actorNames.words
	v.holders = slices.SortedFunc(maps.Keys(v.byHolder), func(a, b uint32) int {
		return cmp.Or(cmp.Compare(len(v.byHolder[b]), len(v.byHolder[a])), cmp.Compare(names[a], names[b]))
	})
}

// sides sorts the holders by the newest side that each takes.
func (v *issueView) sides(context.Context) error {
	t := v.table
	for _, h := range v.holders {
		rows := v.byHolder[h]
		side := &v.out.Neither
		switch t.stance[v.telling(rows)] {
		case favor:
			side = &v.out.For
		case against:
			side = &v.out.Against
		}
		if side.Holders++; len(side.Cells) == v.opt.Limit {
			continue
		}
		cell := v.cell(t.actorNames.words[h], v.out.Issue, rows)
		if err := v.spellCell(&cell, rows); err != nil {
			return err
		}
		side.Cells = append(side.Cells, cell)
	}
	return nil
}

// telling returns the position that tells where a holder stands on an issue. Of some positions
// from old to new, undated last, it is the last of those that take a side; where none does, the
// last of all. Undated ones, which may be older than any, count only where there are no others.
func (x *Index) telling(rows []int) int {
	t := x.table
	best, most := rows[0], 0
	for _, row := range rows {
		weight := 0
		if t.published[t.posDoc[row]] != noDay {
			weight += 2
		}
		if t.sided(row) {
			weight++
		}
		if weight >= most {
			best, most = row, weight
		}
	}
	return best
}

// shifts spells out the newest shifts of all holders, from old to new.
func (v *issueView) shifts(context.Context) error {
	type turn struct {
		holder string
		pair   [2]int
	}
	var all []turn
	t := v.table
	for h, rows := range v.byHolder {
		if pair, ok := v.shift(rows); ok {
			all = append(all, turn{t.actorNames.words[h], pair})
		}
	}
	slices.SortFunc(all, func(a, b turn) int {
		return cmp.Or(cmp.Compare(t.published[t.posDoc[a.pair[1]]], t.published[t.posDoc[b.pair[1]]]), cmp.Compare(a.holder, b.holder))
	})
	v.out.Shifted = len(all)
	for _, c := range all[max(0, len(all)-v.opt.Limit):] {
		s, err := v.spellShift(c.pair)
		if err != nil {
			return err
		}
		v.out.Shifts = append(v.out.Shifts, HolderShift{c.holder, s})
	}
	return nil
}

func (v *issueView) lanes() {
	t := v.table
	for _, h := range v.holders {
		if len(v.out.Lanes) >= v.opt.Lanes {
			return
		}
		lane := Lane{Holder: t.actorNames.words[h]}
		for _, row := range v.byHolder[h] {
			doc := t.posDoc[row]
			if t.published[doc] == noDay {
				continue
			}
			first, _ := t.rows(int(doc))
			lane.Points = append(lane.Points, LanePoint{
				t.id[doc], row - first, dateOf(t.published[doc]), value(t.act[row], corpus.Acts), value(t.stance[row], corpus.Stances),
			})
		}
		if len(lane.Points) > 0 {
			lane.Points = lane.Points[max(0, len(lane.Points)-MaxLane):]
			v.out.Lanes = append(v.out.Lanes, lane)
		}
	}
}

func (v *issueView) quotes(ctx context.Context) (err error) {
	v.out.Latest, err = v.latest(ctx, v.rows, v.opt.Limit)
	return err
}

// silent lists who speaks of the issue elsewhere, and the most mentioned actors of whom
// positions are known, but none that hold its words: what somebody says on "lifting the
// sanctions" does not tell on which side of "sanctions" it stands, but it is no silence.
func (v *issueView) silent(m *matches) {
	t := v.table
	n := max(len(t.actorNames.words), 1)
	speaks, here := make([]bool, n), make([]bool, n)
	for row := range t.act {
		speaks[v.holder(row)] = true
	}
	v.rows.each(func(row int) { here[v.holder(row)] = true })
	v.out.Elsewhere = top(slices.Collect(named(&t.actorNames, func(counts []uint32) {
		v.about.each(func(row int) {
			if !v.rows.has(row) {
				here[v.holder(row)] = true
				counts[v.holder(row)]++
			}
		})
	})), v.opt.Limit)
	var all []FacetValue
	for id, sum := range v.actorSums(m) {
		if id > 0 && sum.documents > 0 && speaks[id] && !here[id] {
			all = append(all, FacetValue{t.actorNames.words[id], int(sum.documents)})
		}
	}
	v.out.Silent = top(all, v.opt.Limit)
}
