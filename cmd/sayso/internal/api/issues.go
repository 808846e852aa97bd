package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/index"
)

type issuesInput struct {
	QueryParams
	PositionParams
	Contains string `query:"contains" maxLength:"200" doc:"Only issues with this in their wording, whatever case and diacritics"`
	PageParams
	FormParam
}

// IssueEntry is an issue and the positions on it.
type IssueEntry struct {
	Issue     string `json:"issue" doc:"The most frequent wording: /issues/{id} has all of it"`
	Positions int    `json:"positions"`
	Holders   int    `json:"holders" doc:"Distinct, as named"`
	Favor     int    `json:"favor"`
	Against   int    `json:"against"`
	None      int    `json:"none"`
	First     string `json:"first,omitempty" format:"date"`
	Last      string `json:"last,omitempty" format:"date"`
}

var issueSheet = &sheet[IssueEntry]{
	[]string{"issue", "positions", "holders", "favor", "against", "none", "first", "last"},
	func(i IssueEntry) []string {
		return []string{i.Issue, strconv.Itoa(i.Positions), strconv.Itoa(i.Holders), strconv.Itoa(i.Favor), strconv.Itoa(i.Against), strconv.Itoa(i.None), i.First, i.Last}
	},
}

// IssueResult is a list of issues.
type IssueResult struct {
	Page[IssueEntry]
	About
}

func (s *service) issuesRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "issues", Method: http.MethodGet, Path: prefix + "/issues", Summary: "What positions are about",
		Metadata:  map[string]any{metaForms: listForms},
		Responses: s.responses("Issues, those with the most positions first", IssueResult{}, IssueEntry{}, listForms...),
	}, func(ctx context.Context, in *issuesInput) (*answer, error) {
		c := callOf(ctx)
		q, err := in.search()
		if err == nil {
			err = in.narrow(&q)
		}
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		in.limit(&q)
		r, err := c.x.Issues(ctx, index.IssueSearch{Search: q, Contains: in.Contains})
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		out := &IssueResult{About: About{r.AsOf.String(), r.Notes, nil}}
		out.Total, out.Next = r.Total, r.Next
		for _, i := range r.Issues {
			out.Items = append(out.Items, IssueEntry{i.Issue, i.Positions, i.Holders, i.Favor, i.Against, i.None, i.First.String(), i.Last.String()})
		}
		return listed(c, out, issueSheet.of(out.Items)), nil
	})
}

type issueInput struct {
	Name string `path:"id" doc:"An issue, in any of its wordings"`
	QueryParams
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"Entries of each list"`
	Unit  string `query:"unit" enum:"day,month,year" doc:"Of the timeline; default: month"`
	LevelParam
}

// Issue is what the archive holds about one issue.
type Issue struct {
	Issue     string        `json:"issue" doc:"The most frequent wording"`
	AsOf      string        `json:"as_of,omitempty" format:"date"`
	Wordings  []Value       `json:"wordings" doc:"Those that count as one"`
	Related   []Value       `json:"related" doc:"Issues that hold all its words and more"`
	Positions int           `json:"positions"`
	Documents int           `json:"documents"`
	First     string        `json:"first,omitempty" format:"date"`
	Last      string        `json:"last,omitempty" format:"date"`
	For       Side          `json:"for" doc:"Holders by the newest side that each takes"`
	Against   Side          `json:"against"`
	Neither   Side          `json:"neither"`
	Silent    []Value       `json:"silent" doc:"The most mentioned actors of whom positions are known, but none on the issue"`
	Timeline  []Stretch     `json:"timeline"`
	Shifted   int           `json:"shifted" doc:"Holders who changed sides"`
	Shifts    []HolderShift `json:"shifts" doc:"The newest of these changes"`
	Latest    []Position    `json:"latest_positions"`
}

// Side is the holders on one side of an issue.
type Side struct {
	Holders int    `json:"holders" doc:"All of them"`
	Cells   []Cell `json:"cells" doc:"Those with the most positions"`
}

// HolderShift is a change of side and whose it is.
type HolderShift struct {
	Holder string `json:"holder"`
	Shift
}

func (s *service) issueRoute() {
	huma.Register(s.api, huma.Operation{
		OperationID: "issue", Method: http.MethodGet, Path: prefix + "/issues/{id}", Summary: "Who is for an issue, who against, who is silent",
		Responses: s.responses("The issue", Issue{}, nil, asJSON),
	}, func(ctx context.Context, in *issueInput) (*answer, error) {
		x := callOf(ctx).x
		q, err := in.search()
		if err != nil {
			return nil, err
		}
		q.Limit = in.Limit
		i, err := x.Issue(ctx, in.Name, index.IssueOptions{Search: q, Unit: units[in.Unit], State: in.state()})
		if err != nil {
			return nil, s.refused(ctx, err)
		}
		b := &builder{x: x, state: in.state()}
		out := Issue{
			Issue: i.Issue, AsOf: i.AsOf.String(), Wordings: values(i.Wordings), Related: values(i.Related), Positions: i.Positions,
			Documents: i.Documents, First: i.First.String(), Last: i.Last.String(), For: b.side(i.For), Against: b.side(i.Against),
			Neither: b.side(i.Neither), Silent: values(i.Silent), Timeline: stretches(i.Timeline), Shifted: i.Shifted, Shifts: []HolderShift{}, Latest: b.positions(i.Latest),
		}
		for _, h := range i.Shifts {
			out.Shifts = append(out.Shifts, HolderShift{h.Holder, b.shift(h.Shift)})
		}
		if b.err != nil {
			return nil, s.refused(ctx, b.err)
		}
		return whole(out), nil
	})
}
