package corpus

import (
	"encoding/json"
	"io"
)

// Encoder writes documents as JSONL, one a line.
type Encoder struct{ enc *json.Encoder }

// NewEncoder returns an encoder that writes to w without a buffer of its own.
func NewEncoder(w io.Writer) *Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return &Encoder{enc}
}

// Encode writes a as one line. Spans must be valid in a.Text ([Span.Valid]): with others it
// writes wrong numbers, or panics. The error is that of the writer.
func (e *Encoder) Encode(a *Annotated) error { return e.enc.Encode(toWire(a)) }

func toWire(a *Annotated) *wireDoc {
	o := newOffsets(a.Text, false)
	judgment := func(j Judgment) wireJudg {
		s := o.points(j.Span)
		return wireJudg{s[0], s[1], o.points(j.Term), j.Band, j.Horizon, j.Found}
	}
	return &wireDoc{
		ID: a.ID, Title: a.Title, Source: a.Source, File: a.File, Text: &a.Text,
		Published: a.Published.String(), Modified: a.Modified.String(),
		PublishedFrom: a.PublishedFrom, ModifiedFrom: a.ModifiedFrom,
		Dropped: a.Dropped, Notes: a.Notes, DatesScope: a.DatesScope,
		Sections: convert(a.Sections, func(x Section) wireSec {
			s := o.points(x.Span)
			return wireSec{x.Name, s[0], s[1]}
		}),
		Entities: convert(a.Entities, func(x Entity) wireEnt {
			s := o.points(x.Span)
			return wireEnt{s[0], s[1], x.Type, x.Actor, x.Role, x.Found}
		}),
		Dates: convert(a.Dates, func(x Timex) wireDate {
			s := o.points(x.Span)
			return wireDate{s[0], s[1], x.Type, x.Value, x.Found}
		}),
		Positions: convert(a.Positions, func(x Position) wirePos {
			return wirePos{
				Source: o.pointsAll(x.Source), Cue: o.pointsAll(x.Cue),
				Content: o.pointsAll(x.Content), Target: o.pointsAll(x.Target),
				Actor: x.Actor, Via: x.Via, State: x.State, Issue: x.Issue,
				Act: x.Act, Stance: x.Stance, Speech: x.Speech, Modality: x.Modality, Found: x.Found,
			}
		}),
		Judgments:   convert(a.Judgments, judgment),
		Hedges:      convert(a.Hedges, judgment),
		DatesIgnore: convert(a.DatesIgnore, o.points),
	}
}
