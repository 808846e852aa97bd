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

// ErrNoActor says that nobody of that name is mentioned; the message may name a near one, as
// [UnknownActor] does.
var ErrNoActor = errors.New("no such actor in this index")

// UnknownActor is the [ErrNoActor] of a name that is like that of an actor.
type UnknownActor struct{ Name, Near string }

func (e *UnknownActor) Error() string {
	return fmt.Sprintf("%q: %v, did you mean %s?", e.Name, ErrNoActor, e.Near)
}

func (e *UnknownActor) Unwrap() error { return ErrNoActor }

// Dossier is what an archive holds about one actor.
type Dossier struct {
	Actor       string       // canonical
	Others      []string     // other actors that the name may have meant, the most mentioned first
	Documents   int          // that mention the actor
	First, Last corpus.Date  // publication of the first and the last of them
	Aliases     []FacetValue // wordings, and how often
	Roles       []Role       // by first day
	Months      []Bar        // documents by month of publication
	With        []FacetValue // actors mentioned in the same documents, and in how many

	Held      int           // positions
	Latest    []PositionHit // the newest positions
	SpokenOn  int           // issues
	Issues    []IssueRecord // the first of them by number of positions, of as many the newer
	Shifted   int           // issues on which the stance changed
	Shifts    []Shift       // the newest of these changes, by day
	SaidBy    int           // positions of others that mention the actor
	ByOthers  []PositionHit // the newest of them
	Upcoming  []DateHit     // mentioned dates after AsOf beside the actor, by day
	JudgedIn  int           // judgments that mention the actor
	Judgments []JudgmentHit // the newest of them
	AsOf      corpus.Date
}

// Role is a role that the texts give to an actor.
type Role struct {
	Role        string
	First, Last corpus.Date // publication days; zero if none of the documents has one
	Documents   int
}

// IssueRecord is what a holder said on one issue. Wordings of the same words are one issue.
type IssueRecord struct {
	Issue          string
	Count          int
	Favor, Against int
	First, Last    corpus.Date
	Latest         PositionHit
}

// Shift is the earliest pair of opposite stances of one holder on one issue, the later
// published on a later day.
type Shift struct {
	Issue         string
	Before, After PositionHit
	Days          int // between them
}

// DossierOptions limit a dossier; the zero value takes everything.
type DossierOptions struct {
	From, To corpus.Date // publication
	AsOf     corpus.Date // what "upcoming" counts from; zero: [Index.Newest]
	Limit    int         // entries of each list: 0 or less means 10
	State    bool        // positions of all who belong to the actor count as its own
}

// dossier gathers one.
type dossier struct {
	*Index
	ctx   context.Context
	opt   DossierOptions
	actor uint32
	docs  set
	rows  set // positions held
	out   *Dossier
}

// Dossier gathers what is known of an actor, whose name may be any wording that the texts
// use. The error wraps [ErrNoActor] if there is none.
func (x *Index) Dossier(ctx context.Context, name string, o DossierOptions) (*Dossier, error) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	id, others, err := x.actor(name)
	if err != nil {
		return nil, err
	}
	o.Limit = asked(o.Limit, 10)
	if o.AsOf.IsZero() {
		o.AsOf = x.Newest()
	}
	d := &dossier{Index: x, ctx: ctx, opt: o, actor: id, out: &Dossier{Actor: x.table.actorNames.words[id], Others: others, AsOf: o.AsOf}}
	d.choose()
	d.mentions()
	d.roles()
	for _, step := range []func() error{d.positions, d.byOthers, d.upcoming, d.judgments} {
		if err := errors.Join(ctx.Err(), step()); err != nil {
			return nil, x.plain(err)
		}
	}
	return d.out, nil
}

// actor finds the actor that a name means, and others that it may mean.
func (x *Index) actor(name string) (uint32, []string, error) {
	ids := x.named(&x.table.actorNames, query.Value{Text: name, Form: query.Phrase})
	often := func(id uint32) uint32 { return x.everybody()[id].documents + x.everybody()[id].positions }
	var found []uint32
	for id, ok := range ids {
		if ok && often(uint32(id)) > 0 {
			found = append(found, uint32(id))
		}
	}
	if len(found) == 0 {
		for _, k := range x.corrected.all {
			if k.Verb == Hide && words.Fold(k.Name) == words.Fold(name) {
				return 0, nil, fmt.Errorf("%q: %w: it is hidden by correction %d", name, ErrNoActor, k.Number)
			}
		}
		if near := x.nearest(&x.table.actorNames, name); near != "" {
			return 0, nil, &UnknownActor{Name: name, Near: near}
		}
		return 0, nil, fmt.Errorf("%q: %w", name, ErrNoActor)
	}
	slices.SortStableFunc(found, func(a, b uint32) int { return cmp.Compare(often(b), often(a)) })
	var others []string
	for _, id := range found[1:] {
		others = append(others, x.table.actorNames.words[id])
	}
	return found[0], others, nil
}

// choose finds the documents and the positions of the actor.
func (d *dossier) choose() {
	t := d.table
	from, to := ends(d.opt.From, d.opt.To)
	within := func(doc int) bool {
		if d.opt.From.IsZero() && d.opt.To.IsZero() {
			return true
		}
		return from <= t.published[doc] && t.published[doc] <= to
	}
	d.docs = d.docsWhere(func(doc int) bool { return within(doc) && slices.Contains(t.actors.of(doc), d.actor) })
	d.rows = d.where(func(row int) bool {
		held := t.holder[row] == d.actor || d.opt.State && t.state[row] == d.actor
		return held && within(int(t.posDoc[row]))
	})
}

func (d *dossier) mentions() {
	t := d.table
	d.out.Documents = d.docs.count()
	aliases := map[uint32]int{}
	with := make([]int, len(t.actorNames.words))
	d.docs.each(func(doc int) {
		for m := range slices.Chunk(t.mentions.of(doc), 3) {
			if m[1] == d.actor {
				aliases[m[0]] += int(m[2])
			}
		}
		for _, id := range t.actors.of(doc) {
			with[id]++
		}
	})
	with[d.actor] = 0
	var all []FacetValue
	for id, n := range aliases {
		all = append(all, FacetValue{t.wordings.words[id], n})
	}
	d.out.Aliases = top(all, -1)
	all = nil
	for id, n := range with {
		if n > 0 {
			all = append(all, FacetValue{t.actorNames.words[id], n})
		}
	}
	d.out.With = top(all, d.opt.Limit)
	d.out.Months = d.histogram(d.docs, Histogram{})
	d.out.First, d.out.Last = d.period(d.docs)
}

func (d *dossier) roles() {
	t := d.table
	type role struct {
		Role
		written map[uint32]int // in how many documents so: "Secretary", "SECRETARY"
		in      uint32         // the newest of them
	}
	byRole := map[string]*role{}
	for _, doc := range d.oldest(d.docs, nil, len(t.id)) {
		for p := range slices.Chunk(t.roles.of(int(doc)), 2) {
			if p[0] != d.actor {
				continue
			}
			name := words.Fold(t.roleNames.words[p[1]])
			r := byRole[name]
			if r == nil {
				r = &role{Role: Role{First: dateOf(t.published[doc])}, written: map[uint32]int{}}
				byRole[name] = r
			}
			r.written[p[1]]++
			if r.Documents > 0 && r.in == doc {
				continue
			}
			r.Documents, r.in = r.Documents+1, doc
			if t.published[doc] != noDay {
				r.Last = dateOf(t.published[doc])
			}
		}
	}
	for _, r := range byRole {
		most := slices.MaxFunc(slices.Collect(maps.Keys(r.written)), func(a, b uint32) int {
			return cmp.Or(cmp.Compare(r.written[a], r.written[b]), strings.Compare(t.roleNames.words[a], t.roleNames.words[b]))
		})
		r.Role.Role = t.roleNames.words[most]
		d.out.Roles = append(d.out.Roles, r.Role)
	}
	slices.SortFunc(d.out.Roles, func(a, b Role) int {
		return cmp.Or(a.First.Compare(b.First), cmp.Compare(b.Documents, a.Documents), strings.Compare(a.Role, b.Role))
	})
}

// positions lists the newest positions, the issues and the shifts.
func (d *dossier) positions() error {
	d.out.Held = d.rows.count()
	var err error
	if d.out.Latest, err = d.latest(d.ctx, d.rows, d.opt.Limit); err != nil {
		return err
	}
	groups := d.byIssue(d.rows)
	if err = d.shifts(groups); err != nil {
		return err
	}
	issues := d.issuesOf(groups)
	newest := func(g uint32) int32 {
		rows := groups[g]
		return d.table.published[d.table.posDoc[rows[len(rows)-1]]]
	}
	slices.SortStableFunc(issues, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(len(groups[b]), len(groups[a])), cmp.Compare(newest(b), newest(a)))
	})
	d.out.SpokenOn = len(issues)
	for _, g := range issues[:min(len(issues), d.opt.Limit)] {
		r, err := d.issueRecord(groups[g])
		if err != nil {
			return err
		}
		d.out.Issues = append(d.out.Issues, r)
	}
	return nil
}

// latest spells out the newest positions of a set.
func (x *Index) latest(ctx context.Context, rows set, n int) (out []PositionHit, err error) {
	for h, err := range x.ledger(ctx, &matches{}, rows, Newest, 0) {
		if err != nil || len(out) == n {
			return out, err
		}
		out = append(out, h)
	}
	return out, nil
}

// byIssue groups the positions that name an issue, each group from old to new. Issues of
// the same stems are one: "sanctions relief", "the relief of sanctions".
func (x *Index) byIssue(rows set) map[uint32][]int {
	of := x.groups().of
	groups := map[uint32][]int{}
	for _, row := range x.inOrder(rows) {
		if g := of[x.table.issue[row]]; g != 0 {
			groups[g] = append(groups[g], row)
		}
	}
	return groups
}

// issuesOf lists groups of positions in the order of their issues' stems.
func (x *Index) issuesOf(groups map[uint32][]int) []uint32 {
	keys := x.groups().keys
	return slices.SortedFunc(maps.Keys(groups), func(a, b uint32) int { return strings.Compare(keys[a], keys[b]) })
}

// shift finds the earliest opposite pair in a group that runs from old to new.
func (x *Index) shift(rows []int) (pair [2]int, ok bool) {
	t := x.table
	first := map[uint8]int{} // the first position of each stance
	for _, row := range rows {
		stance, day := t.stance[row], t.published[t.posDoc[row]]
		if !t.sided(row) || day == noDay {
			continue
		}
		if before, found := first[favor+against-stance]; found && t.published[t.posDoc[before]] < day {
			return [2]int{before, row}, true
		}
		if _, found := first[stance]; !found {
			first[stance] = row
		}
	}
	return pair, false
}

// shifts spells out the newest shifts of some groups, from old to new.
func (d *dossier) shifts(groups map[uint32][]int) error {
	t := d.table
	var pairs [][2]int
	for _, g := range d.issuesOf(groups) {
		if p, ok := d.shift(groups[g]); ok {
			pairs = append(pairs, p)
		}
	}
	slices.SortStableFunc(pairs, func(a, b [2]int) int {
		return cmp.Compare(t.published[t.posDoc[a[1]]], t.published[t.posDoc[b[1]]])
	})
	d.out.Shifted = len(pairs)
	for _, p := range pairs[max(0, len(pairs)-d.opt.Limit):] {
		s, err := d.spellShift(p)
		if err != nil {
			return err
		}
		d.out.Shifts = append(d.out.Shifts, s)
	}
	return nil
}

func (x *Index) spellShift(pair [2]int) (s Shift, err error) {
	if s.Before, err = x.spell(pair[0]); err != nil {
		return s, err
	}
	if s.After, err = x.spell(pair[1]); err != nil {
		return s, err
	}
	s.Issue = x.table.issues.words[x.table.issue[pair[1]]]
	s.Days = int(day(s.After.Published) - day(s.Before.Published))
	return s, nil
}

// spell spells out one position.
func (x *Index) spell(row int) (PositionHit, error) {
	hits, err := x.positionHits(&matches{}, int(x.table.posDoc[row]), []int{row})
	if err != nil {
		return PositionHit{}, err
	}
	return hits[0], nil
}

// issueRecord sums up a group of positions that runs from old to new, undated last.
func (x *Index) issueRecord(rows []int) (r IssueRecord, err error) {
	t := x.table
	last := rows[len(rows)-1]
	for _, row := range rows {
		switch t.stance[row] {
		case favor:
			r.Favor++
		case against:
			r.Against++
		}
		if d := dateOf(t.published[t.posDoc[row]]); !d.IsZero() {
			if r.First.IsZero() {
				r.First = d
			}
			r.Last, last = d, row
		}
	}
	r.Issue, r.Count = t.issues.words[t.issue[last]], len(rows)
	r.Latest, err = x.spell(last)
	return r, err
}

// byOthers lists what others say of the actor.
func (d *dossier) byOthers() (err error) {
	t := d.table
	from, to := ends(d.opt.From, d.opt.To)
	rows := d.where(func(row int) bool {
		day := t.published[t.posDoc[row]]
		in := d.opt.From.IsZero() && d.opt.To.IsZero() || from <= day && day <= to
		return in && t.holder[row] != d.actor && !d.rows.has(row) && slices.Contains(t.said.of(row), d.actor)
	})
	d.out.SaidBy = rows.count()
	d.out.ByOthers, err = d.latest(d.ctx, rows, d.opt.Limit)
	return err
}
