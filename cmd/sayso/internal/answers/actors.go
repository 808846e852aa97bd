package answers

import (
	"strconv"

	"github.com/sayso-nlp/sayso/index"
)

// Actor is what the archive holds about one actor.
type Actor struct {
	Actor     string   `json:"actor" doc:"Canonical name"`
	AsOf      string   `json:"as_of,omitempty" format:"date"`
	Others    []string `json:"others,omitempty" doc:"Whom the name may have meant besides"`
	Documents int      `json:"documents" doc:"That mention the actor"`
	First     string   `json:"first,omitempty" format:"date"`
	Last      string   `json:"last,omitempty" format:"date"`
	Aliases   []Value  `json:"aliases" doc:"Wordings, and how often"`
	Roles     []Role   `json:"roles"`
	Months    []Bar    `json:"months" doc:"Documents by month of publication"`
	With      []Value  `json:"with" doc:"Who is mentioned in the same documents, and in how many"`

	Held      int           `json:"positions" doc:"That the actor holds"`
	Latest    []Position    `json:"latest_positions"`
	SpokenOn  int           `json:"spoken_on" doc:"Issues that the positions are about"`
	Issues    []IssueRecord `json:"issues" doc:"The first of them by number of positions"`
	Shifted   int           `json:"shifted" doc:"Issues on which the actor changed sides"`
	Shifts    []Shift       `json:"shifts" doc:"The newest of these changes"`
	SaidBy    int           `json:"said_by_others" doc:"Positions of others that mention the actor"`
	ByOthers  []Position    `json:"latest_by_others"`
	Upcoming  []Expectation `json:"upcoming" doc:"Days ahead that the texts name beside the actor"`
	JudgedIn  int           `json:"judgments" doc:"That mention the actor"`
	Judgments []Judgment    `json:"latest_judgments"`
}

// Role is a role that the texts give to an actor.
type Role struct {
	Role      string `json:"role"`
	First     string `json:"first,omitempty" format:"date"`
	Last      string `json:"last,omitempty" format:"date"`
	Documents int    `json:"documents"`
}

// IssueRecord is what a holder said on one issue.
type IssueRecord struct {
	Issue   string   `json:"issue"`
	Count   int      `json:"count"`
	Favor   int      `json:"favor"`
	Against int      `json:"against"`
	First   string   `json:"first,omitempty" format:"date"`
	Last    string   `json:"last,omitempty" format:"date"`
	Latest  Position `json:"latest"`
}

// Shift is a pair of opposite stances on one issue.
type Shift struct {
	Issue  string   `json:"issue"`
	Days   int      `json:"days" doc:"Between them"`
	Before Position `json:"before"`
	After  Position `json:"after"`
}

// ActorEntry is an actor and how often it occurs.
type ActorEntry struct {
	Actor     string `json:"actor" doc:"Canonical name: /actors/{name} has all of it"`
	Documents int    `json:"documents" doc:"That mention it"`
	Mentions  int    `json:"mentions"`
	Positions int    `json:"positions" doc:"That it holds"`
	First     string `json:"first,omitempty" format:"date" doc:"Publication of the first of its documents"`
	Last      string `json:"last,omitempty" format:"date"`
	Wording   string `json:"wording,omitempty" doc:"By which name= found it, where its own name did not"`
}

// ActorResult is a list of actors.
type ActorResult struct {
	Page[ActorEntry]
	About
}

// Actors spells out a page of actors.
func Actors(r *index.ActorResult) *ActorResult {
	out := &ActorResult{About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
	out.Page = Page[ActorEntry]{r.Total, r.Next, make([]ActorEntry, len(r.Actors))}
	for i, a := range r.Actors {
		out.Items[i] = ActorEntry{a.Actor, a.Documents, a.Mentions, a.Positions, a.First.String(), a.Last.String(), a.Wording}
	}
	return out
}

// Actor spells out a dossier.
func (f From) Actor(d *index.Dossier) (*Actor, error) {
	m := &maker{From: f}
	out := &Actor{
		Actor: d.Actor, AsOf: d.AsOf.String(), Others: d.Others, Documents: d.Documents, First: d.First.String(), Last: d.Last.String(),
		Aliases: Values(d.Aliases), Roles: []Role{}, Months: bars(d.Months), With: Values(d.With),
		Held: d.Held, Latest: f.positions(d.Latest), SpokenOn: d.SpokenOn, Issues: []IssueRecord{}, Shifted: d.Shifted, Shifts: []Shift{},
		SaidBy: d.SaidBy, ByOthers: f.positions(d.ByOthers), Upcoming: m.expectations(d.Upcoming), JudgedIn: d.JudgedIn, Judgments: m.judgments(d.Judgments),
	}
	for _, r := range d.Roles {
		out.Roles = append(out.Roles, Role{r.Role, r.First.String(), r.Last.String(), r.Documents})
	}
	for _, r := range d.Issues {
		out.Issues = append(out.Issues, IssueRecord{r.Issue, r.Count, r.Favor, r.Against, r.First.String(), r.Last.String(), f.position(r.Latest)})
	}
	for _, s := range d.Shifts {
		out.Shifts = append(out.Shifts, f.shift(s))
	}
	return out, m.err
}

func (f From) shift(s index.Shift) Shift {
	return Shift{s.Issue, s.Days, f.position(s.Before), f.position(s.After)}
}

// ActorSheet is the table of actors.
var ActorSheet = &Sheet[ActorEntry]{
	[]string{"actor", "documents", "mentions", "positions", "first", "last", "wording"},
	func(a ActorEntry) []string {
		return []string{a.Actor, strconv.Itoa(a.Documents), strconv.Itoa(a.Mentions), strconv.Itoa(a.Positions), a.First, a.Last, a.Wording}
	},
}
