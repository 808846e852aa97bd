package score

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

const text = "The President of Ruritania, Mr. Arno Belz, rejects Graustark’s plan. It is likely that talks fail on Monday."

// at returns the span of the words in text.
func at(t *testing.T, words string) corpus.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return corpus.Span{Start: i, End: i + len(words)}
}

func doc(a corpus.Annotations) []corpus.Annotated {
	return []corpus.Annotated{{Document: corpus.Document{ID: "d", Text: text}, Annotations: a}}
}

func TestEntityEdgesDoNotCount(t *testing.T) {
	gold := doc(corpus.Annotations{Entities: []corpus.Entity{
		{Span: at(t, "Arno Belz"), Type: corpus.Person}, {Span: at(t, "Graustark"), Type: corpus.GPE}, {Span: at(t, "Ruritania"), Type: corpus.GPE},
	}})
	pred := doc(corpus.Annotations{Entities: []corpus.Entity{
		{Span: at(t, "Mr. Arno Belz,"), Type: corpus.Person}, {Span: at(t, "Graustark’s"), Type: corpus.GPE}, {Span: at(t, "Ruritania"), Type: corpus.Org},
	}})
	b := Compare(gold, pred)
	if got := b.Entities.Fine.RightOfPred; got != 1 {
		t.Errorf("fine: %v right, want 1: a title counts there, a possessive does not, a wrong type is wrong", got)
	}
	if got := b.Entities.Coarse.RightOfPred; got != 2 {
		t.Errorf("coarse: %v right, want 2: titles do not count there", got)
	}
	if got := b.Entities.FineSpan.RightOfPred; got != 2 {
		t.Errorf("span: %v right, want 2: types do not count there", got)
	}
}

func TestPositions(t *testing.T) {
	position := func(source, content string) corpus.Position {
		p := corpus.Position{Cue: []corpus.Span{at(t, "rejects")}, Content: []corpus.Span{at(t, content)}, Actor: "Arno Belz", Stance: corpus.Against}
		if source != "" {
			p.Source = []corpus.Span{at(t, source)}
		}
		return p
	}
	tests := []struct {
		name                       string
		pred                       []corpus.Position
		cue, source, content, full float64
	}{
		{"equal", []corpus.Position{position("Arno Belz", "Graustark’s plan")}, 100, 100, 100, 100},
		{"source overlaps", []corpus.Position{position("The President of Ruritania, Mr. Arno Belz", "Graustark’s plan.")}, 100, 100, 100, 100},
		{"source missing", []corpus.Position{position("", "Graustark’s plan")}, 100, 0, 100, 0},
		{"other content", []corpus.Position{position("Arno Belz", "talks fail on Monday")}, 100, 100, 0, 0},
		{"nothing", nil, 0, 0, 0, 0},
	}
	gold := doc(corpus.Annotations{Positions: []corpus.Position{position("Arno Belz", "Graustark’s plan")}})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Compare(gold, doc(corpus.Annotations{Positions: tt.pred})).Positions
			for _, m := range []struct {
				name string
				got  PRF
				want float64
			}{{"cue", p.Cue, tt.cue}, {"source", p.Source, tt.source}, {"content", p.Content, tt.content}, {"full", p.Full, tt.full}} {
				if m.got.F1() != m.want {
					t.Errorf("%s F1 = %v, want %v", m.name, m.got.F1(), m.want)
				}
			}
		})
	}
}

func TestLayersThatTheGoldLeavesOutAreNotScored(t *testing.T) {
	pred := doc(corpus.Annotations{Dates: []corpus.Timex{{Span: at(t, "Monday"), Type: corpus.TimexDate, Value: "2025-12-01"}}})
	b := Compare(doc(corpus.Annotations{}), pred)
	if b.Dates != nil || b.Entities != nil || b.Positions != nil || b.Judgments != nil || b.Actors != nil {
		t.Errorf("board = %+v, want no layer", b)
	}
	b = Compare(doc(corpus.Annotations{Dates: []corpus.Timex{}}), pred)
	if b.Dates == nil || b.Dates.Value.Pred != 1 || b.Dates.Value.F1() != 0 {
		t.Errorf("an annotated layer without a date must count the prediction as spurious, got %+v", b.Dates)
	}
}

func TestMissingDocumentsCountAsEmpty(t *testing.T) {
	gold := doc(corpus.Annotations{Judgments: []corpus.Judgment{{Span: at(t, "talks fail"), Term: at(t, "likely"), Band: corpus.Likely}}})
	b := Compare(gold, nil)
	if b.Missing != 1 || b.Judgments.Band.Gold != 1 {
		t.Errorf("missing %d, gold %v; want 1 and 1", b.Missing, b.Judgments.Band.Gold)
	}
}

func TestDateValues(t *testing.T) {
	for _, tt := range []struct {
		a, b  string
		equal bool
	}{
		{"2025-W7", "2025-W07", true}, {"198X", "198", true}, {"2025-12-01T10:00:00", "2025-12-01T10:00", true},
		{"2025-12-01T10:00Z", "2025-12-01T10:00", true}, {"p3d", "P3D", true}, {"2025-12", "2025-12-01", false},
	} {
		if got := normValue(tt.a) == normValue(tt.b); got != tt.equal {
			t.Errorf("%s and %s equal: %v, want %v", tt.a, tt.b, got, tt.equal)
		}
	}
}
