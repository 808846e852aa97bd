package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/corpus"
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
	Shifts    []Shift       `json:"shifts" doc:"Changes of side"`
	SaidBy    int           `json:"said_by_others" doc:"Positions of others that mention the actor"`
	ByOthers  []Position    `json:"latest_by_others"`
	Upcoming  []Upcoming    `json:"upcoming" doc:"Days ahead that the texts name beside the actor"`
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

// Upcoming is a day ahead that a text names.
type Upcoming struct {
	DocumentRef
	First    string `json:"first" format:"date"`
	Last     string `json:"last" format:"date"`
	Value    string `json:"value" doc:"TIMEX3"`
	Sentence Quote  `json:"sentence"`
}

func (s *service) actorRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "actor", Method: http.MethodGet, Path: prefix + "/actors/{id}", Summary: "Everything about one actor",
		Responses: s.responses("The dossier", Actor{}, nil, asJSON),
	}, func(ctx context.Context, in *actorInput) (*answer, error) {
		x := callOf(ctx).x
		o := index.DossierOptions{Limit: in.Limit, State: in.state()}
		for _, d := range []struct {
			name, value string
			to          *corpus.Date
		}{{"from", in.From, &o.From}, {"to", in.To, &o.To}, {"as_of", in.AsOf, &o.AsOf}} {
			if err := parseDay(d.name, d.value, d.to); err != nil {
				return nil, err
			}
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
		Held: d.Held, Latest: b.positions(d.Latest), Issues: []IssueRecord{}, Shifts: []Shift{},
		SaidBy: d.SaidBy, ByOthers: b.positions(d.ByOthers), Upcoming: []Upcoming{}, JudgedIn: d.JudgedIn, Judgments: []Judgment{},
	}
	for _, r := range d.Roles {
		out.Roles = append(out.Roles, Role{r.Role, r.First.String(), r.Last.String(), r.Documents})
	}
	for _, r := range d.Issues {
		out.Issues = append(out.Issues, IssueRecord{r.Issue, r.Count, r.Favor, r.Against, r.First.String(), r.Last.String(), b.position(r.Latest)})
	}
	for _, sh := range d.Shifts {
		out.Shifts = append(out.Shifts, Shift{sh.Issue, sh.Days, b.position(sh.Before), b.position(sh.After)})
	}
	for _, u := range d.Upcoming {
		q := b.quoter(u.ID)
		out.Upcoming = append(out.Upcoming, Upcoming{refOf(u.ID, u.Title, u.Published, ""), u.First.String(), u.Last.String(), u.Value, q(u.Passage.Span)})
	}
	for _, j := range d.Judgments {
		out.Judgments = append(out.Judgments, b.judgment(j))
	}
	return out, b.err
}

// builder spells out what an answer is made of; it keeps the first error.
type builder struct {
	x     *index.Index
	state bool
	err   error
}

func (b *builder) position(h index.PositionHit) Position {
	p, err := positionOf(b.x, h, b.state)
	if b.err == nil {
		b.err = err
	}
	return p
}

func (b *builder) positions(hits []index.PositionHit) []Position {
	out := make([]Position, len(hits))
	for i, h := range hits {
		out[i] = b.position(h)
	}
	return out
}

// quoter returns the quoter of a document, of nothing after an error.
func (b *builder) quoter(id string) func(corpus.Span) Quote {
	a, err := b.x.Document(id)
	if err != nil {
		if b.err == nil {
			b.err = err
		}
		return func(corpus.Span) Quote { return Quote{} }
	}
	return quoter(a.Text)
}

func (b *builder) judgment(j index.JudgmentHit) Judgment {
	out := judgmentOf(refOf(j.ID, j.Title, j.Published, ""), b.quoter(j.ID), j.Judgment, 0, b.x.Version(j.ID))
	out.Section = j.Section
	return out
}

// Cell is what one holder said on one issue.
type Cell struct {
	Actor   string    `json:"actor"`
	Issue   string    `json:"issue"`
	Count   int       `json:"count" doc:"Positions; 0: nobody quotes the actor on the issue"`
	Favor   int       `json:"favor"`
	Against int       `json:"against"`
	First   string    `json:"first,omitempty" format:"date"`
	Last    string    `json:"last,omitempty" format:"date"`
	Latest  *Position `json:"latest,omitempty" doc:"The newest position that takes a side, else the newest"`
}

func (b *builder) cell(c index.Cell) Cell {
	out := Cell{Actor: c.Actor, Issue: c.Issue, Count: c.Count, Favor: c.Favor, Against: c.Against, First: c.First.String(), Last: c.Last.String()}
	if c.Latest != nil {
		p := b.position(*c.Latest)
		out.Latest = &p
	}
	return out
}

var cellSheet = &sheet[Cell]{
	[]string{"actor", "issue", "positions", "favor", "against", "first", "last", "latest_act", "latest_stance", "latest_sentence"},
	func(c Cell) []string {
		row := []string{c.Actor, c.Issue, strconv.Itoa(c.Count), strconv.Itoa(c.Favor), strconv.Itoa(c.Against), c.First, c.Last, "", "", ""}
		if c.Latest != nil {
			row[7], row[8], row[9] = c.Latest.Act, c.Latest.Stance, c.Latest.Sentence.Text
		}
		return row
	},
}

type matrixInput struct {
	Actors []string `query:"actor,explode" required:"true" minItems:"1" maxItems:"20" doc:"Whose positions, one parameter each"`
	Issues []string `query:"issue,explode" maxItems:"20" doc:"Words of the issues; without any, the most frequent of the actors'"`
	QueryParams
	LevelParam
	PageParams
	FormParam
}

// MatrixResult is actors against issues, a cell an item, row by row.
type MatrixResult struct {
	Page[Cell]
	Actors     []string `json:"actors"`
	Issues     []string `json:"issues"`
	BlindSpots int      `json:"blind_spots" doc:"Cells without a position"`
}

func (s *service) matrixRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "matrix", Method: http.MethodGet, Path: prefix + "/matrix", Summary: "What some actors said on some issues, and where they are silent",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Cells", MatrixResult{}, Cell{}, listForms...),
	}, func(ctx context.Context, in *matrixInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		m, err := c.x.Matrix(ctx, in.Actors, in.Issues, q, in.state())
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		b := &builder{x: c.x, state: in.state()}
		var cells []Cell
		for _, row := range m.Cells {
			for _, cell := range row {
				cells = append(cells, b.cell(cell))
			}
		}
		if b.err != nil {
			return nil, s.refused(ctx, b.err)
		}
		out := &MatrixResult{Actors: m.Actors, Issues: m.Issues, BlindSpots: len(m.BlindSpots)}
		if out.Page, err = cut(cells, &in.PageParams); err != nil {
			return nil, err
		}
		return listed(c, out, cellSheet), nil
	})
}

type compareInput struct {
	Actors []string `query:"actor,explode" required:"true" minItems:"2" maxItems:"5" doc:"Who is compared, one parameter each"`
	QueryParams
	Limit int `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"Entries of each list"`
}

// Comparison sets some actors side by side.
type Comparison struct {
	Actors  []string        `json:"actors"`
	Issues  []ComparedIssue `json:"issues" doc:"On which at least two of them speak, those of opposite sides first"`
	Only    [][]string      `json:"only" doc:"For each actor, issues on which it alone speaks"`
	Ledgers [][]Position    `json:"ledgers" doc:"For each actor, its newest positions"`
}

// ComparedIssue is an issue and what each actor said on it.
type ComparedIssue struct {
	Issue   string `json:"issue"`
	Opposed bool   `json:"opposed" doc:"The newest sides that two of them take are opposite"`
	Cells   []Cell `json:"cells" doc:"One for each actor"`
}

func (s *service) compareRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "compare", Method: http.MethodGet, Path: prefix + "/compare", Summary: "Some actors side by side",
		Responses: s.responses("The comparison", Comparison{}, nil, asJSON),
	}, func(ctx context.Context, in *compareInput) (*answer, error) {
		x := callOf(ctx).x
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		r, err := x.Compare(ctx, in.Actors, q, in.Limit)
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		b := &builder{x: x}
		out := Comparison{Actors: r.Actors, Issues: []ComparedIssue{}, Only: [][]string{}, Ledgers: [][]Position{}}
		for _, only := range r.Only {
			out.Only = append(out.Only, append([]string{}, only...))
		}
		for _, ledger := range r.Ledgers {
			out.Ledgers = append(out.Ledgers, b.positions(ledger))
		}
		for _, i := range r.Issues {
			issue := ComparedIssue{Issue: i.Issue, Opposed: i.Opposed, Cells: []Cell{}}
			for _, cell := range i.Cells {
				issue.Cells = append(issue.Cells, b.cell(cell))
			}
			out.Issues = append(out.Issues, issue)
		}
		if b.err != nil {
			return nil, s.refused(ctx, b.err)
		}
		return whole(out), nil
	})
}
