package web

import (
	"net/url"
	"slices"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/web/chart"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// actorBody is a dossier.
type actorBody struct {
	*index.Dossier
	Path         string
	From, To     string
	AllDays      string // address without them
	Hidden       []field
	Level        string
	Levels       []choice
	Asked        string // the name in the address, where the dossier has another
	AliasMore    int
	RoleMore     int
	Months       chart.Columns
	Issues       []issueLine
	Latest       []row
	ByOthers     []row
	Shifts       []shiftView
	Judgments    []judgmentView
	Upcoming     []dateView
	AllDocuments string // addresses of what the lists are the beginning of
	AllPositions string
	AllIssues    string
	AllJudgments string
	CompareURL   string
	NetworkURL   string
	Spellings    []index.Spelling   // that count as the actor
	Corrected    []index.Correction // that say what counts as the actor
	Fixes        []string           // commands
}

// issueLine is an issue and how the sides on it stand.
type issueLine struct {
	Name  string
	Sides sides
	Last  corpus.Date
	First corpus.Date
	Act   corpus.Act
	Side  corpus.Stance
	URL   string // the positions
}

// shiftView is a change of stance.
type shiftView struct {
	Holder        string // where the page is not about one
	Issue         string
	Days          int
	Before, After row
}

// dateView is a date that lay ahead when a text named it.
type dateView struct {
	index.DateHit
	Pieces []piece
	URL    string
	Day    string
}

// The lengths of the lists of a dossier.
const (
	dossierLimit = 10
	maxAliases   = 16
	maxRoles     = 14
)

func actor(r *request) (*page, error) {
	q, s, err := limitsOf(r)
	if err != nil {
		return nil, err
	}
	name := r.PathValue("name")
	d, err := r.x.Dossier(r.Context(), name, index.DossierOptions{From: s.From, To: s.To, AsOf: s.AsOf, Limit: dossierLimit, State: q.Level == "state"})
	if err != nil {
		return nil, err
	}
	q.Path = actorURL(d.Actor)
	b := &actorBody{
		Dossier: d, Path: q.Path, From: q.From, To: q.To, AllDays: q.dated("", "").URL(), Hidden: q.hidden("from", "to"),
		Level: q.Level, Levels: q.levels("itself", "with all who belong to it"),
	}
	if name != d.Actor {
		b.Asked = name
	}
	b.trim()
	b.lists()
	b.links(q)
	b.corrections(r.x)
	return &page{Title: d.Actor, Nav: "/actors", Body: b}, nil
}

// limitsOf reads the limits of a dossier: days, and whether persons and bodies count for what
// they belong to.
func limitsOf(r *request) (q question, s index.Search, err error) {
	if q, s, err = questionOf(r); err != nil {
		return q, s, err
	}
	switch level := r.URL.Query().Get("level"); level {
	case "", "said":
	case "state":
		q.Level = level
	default:
		return q, s, badf("level=%s is neither said nor state", level)
	}
	return q, s, nil
}

// levels switch between what somebody said and what was said for a state, by these names.
func (q question) levels(said, state string) []choice {
	own, all := q.at(1), q.at(1)
	own.Level, all.Level = "", "state"
	return []choice{{said, own.URL(), q.Level == ""}, {state, all.URL(), q.Level == "state"}}
}

// trim keeps the lists at the side short.
func (b *actorBody) trim() {
	if n := len(b.Aliases); n > maxAliases {
		b.Aliases, b.AliasMore = b.Aliases[:maxAliases], n-maxAliases
	}
	if n := len(b.Roles); n > maxRoles { // those of the most documents, still by day
		roles := slices.Clone(b.Roles)
		slices.SortStableFunc(roles, func(x, y index.Role) int { return y.Documents - x.Documents })
		roles = roles[:maxRoles]
		slices.SortStableFunc(roles, func(x, y index.Role) int { return x.First.Compare(y.First) })
		b.Roles, b.RoleMore = roles, n-maxRoles
	}
}

func (b *actorBody) lists() {
	d := b.Dossier
	mentioned := clauseFor("actor", d.Actor)
	b.Months = monthsChart(d.Months, 56, "document", func(m index.Bar) string {
		return question{Path: "/search", Q: mentioned}.dated(m.First.String(), m.Last.String()).URL()
	})
	for _, i := range d.Issues {
		b.Issues = append(b.Issues, issueLine{
			Name: i.Issue, Sides: sidesOf(i.Favor, i.Against, i.Count), First: i.First, Last: i.Last, Act: i.Latest.Act, Side: i.Latest.Stance,
			URL: askURL("/positions", b.held()+" "+clauseFor("issue", i.Issue)),
		})
	}
	for _, s := range d.Shifts {
		b.Shifts = append(b.Shifts, shiftView{"", s.Issue, s.Days, ledgerRow(s.Before), ledgerRow(s.After)})
	}
	b.Latest, b.ByOthers = rowsOf(d.Latest), rowsOf(d.ByOthers)
	for _, j := range d.Judgments {
		b.Judgments = append(b.Judgments, judgmentOf(question{}, j))
	}
	for _, u := range d.Upcoming {
		b.Upcoming = append(b.Upcoming, dateOf(u))
	}
}

// held is the clause of the positions that the dossier counts.
func (b *actorBody) held() string {
	if b.Level == "state" {
		return clauseFor("state", b.Actor)
	}
	return clauseFor("holder", b.Actor)
}

func (b *actorBody) links(q question) {
	ask := func(path, clause string) string { return question{Path: path, Q: clause}.dated(q.From, q.To).URL() }
	b.AllDocuments = ask("/search", clauseFor("actor", b.Actor))
	b.AllPositions = ask("/positions", b.held())
	b.AllIssues = ask("/issues", b.held())
	b.AllJudgments = question{Path: "/judgments", Actor: b.Actor}.dated(q.From, q.To).URL()
	b.CompareURL = "/compare?actor=" + url.QueryEscape(b.Actor)
	b.NetworkURL = question{Path: "/network", Actor: b.Actor}.dated(q.From, q.To).URL()
}

// corrections lists those that say what counts as the actor, and the commands for more.
func (b *actorBody) corrections(x *index.Index) {
	b.Spellings, b.Corrected = x.SpellingsOf(b.Actor), x.CorrectionsOf(b.Actor)
	name := shellWord(b.Actor)
	b.Fixes = []string{"sayso actors merge " + name + " NAME", "sayso actors split WORDING " + name, "sayso actors hide " + name}
}

func dateOf(h index.DateHit) dateView {
	return dateView{h, passage(h.Passage), spanURL(documentURL(h.ID), "d", h.Index), wording.Between(h.First, h.Last)}
}
