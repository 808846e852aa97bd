package entities

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// marked returns s with every entity as [TYPE words].
func marked(s string) string {
	var b strings.Builder
	at := 0
	for _, e := range Find(text.Split(s)) {
		b.WriteString(s[at:e.Start] + "[" + string(e.Type) + " " + e.In(s) + "]")
		at = e.End
	}
	return b.String() + s[at:]
}

func TestModelLoads(t *testing.T) {
	for r := range registers {
		if got := model(uint32(r)).Labels; !cmp.Equal(got, labelNames()) {
			t.Errorf("%s: the model's labels are %v, want %v", registers[r], got, labelNames())
		}
	}
}

func TestFindReturnsNoneRatherThanNil(t *testing.T) {
	if got := Find(text.Split("nobody said anything.")); got == nil || len(got) != 0 {
		t.Errorf("got %v, want an empty slice", got)
	}
}

func TestLongestPlainName(t *testing.T) {
	const in = "Russia rejected the plan of the United Nations."
	want := "[GPE Russia] rejected the plan of the [ORG United Nations]."
	if diff := cmp.Diff(want, marked(in)); diff != "" {
		t.Error(diff)
	}
	for _, e := range Find(text.Split(in)) {
		if e.Found != (corpus.Found{Rule: rule}) {
			t.Errorf("%v was found by %v", e.Span, e.Found)
		}
	}
}

// A brief of one paragraph is as short as the dispatches that the model learned from, and must
// not be annotated by their habits.
func TestShortBriefIsNoDispatch(t *testing.T) {
	for _, in := range []string{
		"The junta in Conakry put off the vote again. Its spokesman blamed the opposition, which the African Union had asked for patience. Dakar is likely to host the next round, but a deal before the rains remains improbable, since neither side can afford to be seen to give way.",
		"Prague’s coalition could still fall over the defence budget. The minister of finance called the sum a fantasy, and the president urged both parties to wait for the report of the auditors. Early elections are unlikely; a reshuffle is not.",
	} {
		if p := newPage(text.Split(in), lists()); guessRegister(p, registerModel()) != brief {
			t.Errorf("taken for %s: %s", registers[guessRegister(p, registerModel())], in)
		}
	}
}
