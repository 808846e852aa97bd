package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/index"
)

type actorInput struct {
	Name  string `path:"id" doc:"The actor's name, or any wording that the texts use for it"`
	From  string `query:"from" format:"date" doc:"Documents published from this day on"`
	To    string `query:"to" format:"date" doc:"Up to this day"`
	AsOf  string `query:"as_of" format:"date" doc:"What upcoming dates count from; default: publication of the newest document"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"Entries of each list"`
	LevelParam
}

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
	Issues    []IssueRecord `json:"issues"`
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

type actorsInput struct {
	QueryParams
	Name string `query:"name" maxLength:"200" doc:"Only actors with a word that begins with it, in their name or in a wording that stands for them"`
	PageParams
	FormParam
}

// ActorEntry is an actor and how often it occurs.
type ActorEntry struct {
	Actor     string `json:"actor" doc:"Canonical name: /actors/{id} has all of it"`
	Documents int    `json:"documents" doc:"That mention it"`
	Mentions  int    `json:"mentions"`
	Positions int    `json:"positions" doc:"That it holds"`
	First     string `json:"first,omitempty" format:"date" doc:"Publication of the first of its documents"`
	Last      string `json:"last,omitempty" format:"date"`
	Wording   string `json:"wording,omitempty" doc:"By which name= found it, where its own name did not"`
}

var actorSheet = &sheet[ActorEntry]{
	[]string{"actor", "documents", "mentions", "positions", "first", "last", "wording"},
	func(a ActorEntry) []string {
		return []string{a.Actor, strconv.Itoa(a.Documents), strconv.Itoa(a.Mentions), strconv.Itoa(a.Positions), a.First, a.Last, a.Wording}
	},
}

// ActorResult is a list of actors.
type ActorResult struct {
	Page[ActorEntry]
	About
}

func (s *service) actorsRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "actors", Method: http.MethodGet, Path: prefix + "/actors", Summary: "Who is mentioned, or holds a position, in the documents that a query finds",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Actors, those of the most documents first", ActorResult{}, ActorEntry{}, listForms...),
	}, func(ctx context.Context, in *actorsInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		in.limit(&q)
		r, err := c.x.Actors(ctx, index.ActorSearch{Search: q, Name: in.Name})
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out := &ActorResult{About: About{r.AsOf.String(), r.Notes, nil}}
		out.Total, out.Next = r.Total, r.Next
		for _, a := range r.Actors {
			out.Items = append(out.Items, ActorEntry{a.Actor, a.Documents, a.Mentions, a.Positions, a.First.String(), a.Last.String(), a.Wording})
		}
		return listed(c, out, actorSheet.of(out.Items)), nil
	})
}

func (s *service) actorRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "actor", Method: http.MethodGet, Path: prefix + "/actors/{id}", Summary: "Everything about one actor",
		Responses: s.responses("The dossier", Actor{}, nil, asJSON),
	}, func(ctx context.Context, in *actorInput) (*answer, error) {
		x := callOf(ctx).x
		o := index.DossierOptions{Limit: in.Limit, State: in.state()}
		if err := parseDays(day{"from", in.From, &o.From}, day{"to", in.To, &o.To}, day{"as_of", in.AsOf, &o.AsOf}); err != nil {
			return nil, err
		}
		d, err := x.Dossier(ctx, in.Name, o)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out, err := actorOf(x, d, o.State)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		return whole(out), nil
	})
}

// actorOf spells a dossier out.
func actorOf(x *index.Index, d *index.Dossier, state bool) (*Actor, error) {
	b := &builder{x: x, state: state}
	out := &Actor{
		Actor: d.Actor, AsOf: d.AsOf.String(), Others: d.Others, Documents: d.Documents, First: d.First.String(), Last: d.Last.String(),
		Aliases: values(d.Aliases), Roles: []Role{}, Months: bars(d.Months), With: values(d.With),
		Held: d.Held, Latest: b.positions(d.Latest), Issues: []IssueRecord{}, Shifted: d.Shifted, Shifts: []Shift{},
		SaidBy: d.SaidBy, ByOthers: b.positions(d.ByOthers), Upcoming: []Expectation{}, JudgedIn: d.JudgedIn, Judgments: []Judgment{},
	}
	for _, r := range d.Roles {
		out.Roles = append(out.Roles, Role{r.Role, r.First.String(), r.Last.String(), r.Documents})
	}
	for _, r := range d.Issues {
		out.Issues = append(out.Issues, IssueRecord{r.Issue, r.Count, r.Favor, r.Against, r.First.String(), r.Last.String(), b.position(r.Latest)})
	}
	for _, sh := range d.Shifts {
		out.Shifts = append(out.Shifts, b.shift(sh))
	}
	for _, u := range d.Upcoming {
		out.Upcoming = append(out.Upcoming, b.expectation(u))
	}
	for _, j := range d.Judgments {
		out.Judgments = append(out.Judgments, b.judgment(j))
	}
	return out, b.err
}
