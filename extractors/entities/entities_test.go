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
	if got := model().Labels; !cmp.Equal(got, labelNames()) {
		t.Errorf("the model's labels are %v, want %v", got, labelNames())
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
		if e.Found != (corpus.Found{Rule: Rule}) {
			t.Errorf("%v was found by %v", e.Span, e.Found)
		}
	}
}
