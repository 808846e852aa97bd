package answers

import (
	"slices"
	"time"

	"github.com/sayso-nlp/sayso/index"
)

// Names is what stands for an actor, and what makes it do so.
type Names struct {
	Actor       string       `json:"actor" doc:"Canonical name"`
	Aliases     []Value      `json:"aliases" doc:"Wordings, and how often"`
	Spellings   []Spelling   `json:"spellings" doc:"Other spellings of the name that count as the actor"`
	Corrections []Correction `json:"corrections" doc:"That say what counts as the actor, and what does not"`
}

// Spelling is another spelling of a name.
type Spelling struct {
	Name     string `json:"name"`
	Evidence string `json:"evidence,omitempty" doc:"What the texts tell of both; absent where no letters differ"`
}

// Correction is what a person put right about who is meant.
type Correction struct {
	Number    int    `json:"number" doc:"In the order in which they were made, from 1"`
	At        string `json:"at" format:"date-time"`
	Verb      string `json:"verb" doc:"merge, alias, split, hide or undo"`
	Name      string `json:"name,omitempty" doc:"The name or the wording that it is about"`
	Actor     string `json:"actor,omitempty" doc:"Whom that means from then on, or with split no longer means"`
	Undoes    int    `json:"undoes,omitempty" doc:"The correction that an undo takes back"`
	UndoneBy  int    `json:"undone_by,omitempty" doc:"The undo that took this one back"`
	Mentions  int    `json:"mentions" doc:"That it changes; of what was taken back none"`
	Positions int    `json:"positions" doc:"That have another holder by it"`
}

// Names spells out the names of the actor of a dossier.
func (f From) Names(d *index.Dossier) *Names {
	out := &Names{d.Actor, Values(d.Aliases), []Spelling{}, Corrections(f.Index.CorrectionsOf(d.Actor))}
	for _, s := range f.Index.SpellingsOf(d.Actor) {
		out.Spellings = append(out.Spellings, Spelling{s.Name, s.Evidence})
	}
	return out
}

// Corrections spells out corrections.
func Corrections(in []index.Correction) []Correction {
	out := make([]Correction, len(in))
	for i, k := range in {
		out[i] = Correction{
			Number: k.Number, At: k.At.UTC().Format(time.RFC3339), Verb: string(k.Verb), Name: k.Name, Actor: k.Actor,
			Undoes: k.Undoes, UndoneBy: k.UndoneBy, Mentions: k.Mentions, Positions: k.Positions,
		}
	}
	return out
}

// numbered returns the corrections of an index that have one of the numbers.
func (f From) numbered(numbers []int) []Correction {
	return Corrections(slices.DeleteFunc(f.Index.Corrections(), func(k index.Correction) bool { return !slices.Contains(numbers, k.Number) }))
}
