package answers

import (
	"strconv"

	"github.com/sayso-nlp/sayso/index"
)

// IssueEntry is an issue and the positions on it.
type IssueEntry struct {
	Issue     string `json:"issue" doc:"The most frequent wording: /issues/{name} has all of it"`
	Positions int    `json:"positions"`
	Holders   int    `json:"holders" doc:"Distinct, as named"`
	Favor     int    `json:"favor"`
	Against   int    `json:"against"`
	None      int    `json:"none"`
	First     string `json:"first,omitempty" format:"date"`
	Last      string `json:"last,omitempty" format:"date"`
}

// IssueResult is a list of issues.
type IssueResult struct {
	Page[IssueEntry]
	About
}

// Issue is what the archive holds about one issue.
type Issue struct {
	Issue     string        `json:"issue" doc:"The most frequent wording"`
	Exact     bool          `json:"exact" doc:"An issue has just these words. If not, nobody is sorted by side: related has the issues to choose from, and positions counts those that hold the words"`
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
	Elsewhere []Value       `json:"elsewhere" doc:"Holders who speak of its words in positions on other issues, and in how many"`
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

// Issues spells out a page of issues.
func Issues(r *index.IssueResult) *IssueResult {
	out := &IssueResult{About: About{r.AsOf.String(), r.Notes, nil}}
	out.Page = Page[IssueEntry]{r.Total, r.Next, make([]IssueEntry, len(r.Issues))}
	for i, e := range r.Issues {
		out.Items[i] = IssueEntry{e.Issue, e.Positions, e.Holders, e.Favor, e.Against, e.None, e.First.String(), e.Last.String()}
	}
	return out
}

// Issue spells out the record of an issue.
func (f From) Issue(i *index.Issue) *Issue {
	out := &Issue{
		Issue: i.Issue, Exact: i.Exact, AsOf: i.AsOf.String(), Wordings: Values(i.Wordings), Related: Values(i.Related), Positions: i.Positions,
		Documents: i.Documents, First: i.First.String(), Last: i.Last.String(), For: f.side(i.For), Against: f.side(i.Against),
		Neither: f.side(i.Neither), Elsewhere: Values(i.Elsewhere), Silent: Values(i.Silent), Timeline: Stretches(i.Timeline),
		Shifted: i.Shifted, Shifts: []HolderShift{}, Latest: f.positions(i.Latest),
	}
	for _, h := range i.Shifts {
		out.Shifts = append(out.Shifts, HolderShift{h.Holder, f.shift(h.Shift)})
	}
	return out
}

func (f From) side(s index.Side) Side { return Side{s.Holders, f.cells(s.Cells)} }

// IssueSheet is the table of issues.
var IssueSheet = &Sheet[IssueEntry]{
	[]string{"issue", "positions", "holders", "favor", "against", "none", "first", "last"},
	func(i IssueEntry) []string {
		return []string{i.Issue, strconv.Itoa(i.Positions), strconv.Itoa(i.Holders), strconv.Itoa(i.Favor), strconv.Itoa(i.Against), strconv.Itoa(i.None), i.First, i.Last}
	},
}
