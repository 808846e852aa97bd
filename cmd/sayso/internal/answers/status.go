package answers

import "github.com/sayso-nlp/sayso/index"

// Status is what the archive holds.
type Status struct {
	Generation string `json:"generation" doc:"The state that is shown; it changes when the archive does"`
	Version    string `json:"version" doc:"Of the program"`
	Documents  int    `json:"documents"`
	Undated    int    `json:"undated"`
	Positions  int    `json:"positions"`
	Judgments  int    `json:"judgments"`
	Dates      int    `json:"dates"`
	Actors     int    `json:"actors"`
	First      string `json:"first,omitempty" format:"date" doc:"Publication of the oldest document"`
	Last       string `json:"last,omitempty" format:"date"`
	SetAside   int    `json:"set_aside" doc:"Records that could not be read: sayso status --problems lists them"`
	Duplicates int    `json:"duplicates"`
}

// StatusOf tells what an index holds to the program of a version.
func StatusOf(x *index.Index, version string) Status {
	s := x.Status()
	return Status{
		Generation: x.Generation(), Version: version, Documents: s.Documents, Undated: s.Undated, Positions: s.Positions,
		Judgments: s.Judgments, Dates: s.Dates, Actors: s.Actors, First: s.First.String(), Last: s.Last.String(),
		SetAside: len(s.Problems), Duplicates: len(s.Duplicates),
	}
}
