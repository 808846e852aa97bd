package positions

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestFoundQuotesTheText: the model's name has no space, but the words of the text stay.
func TestFoundQuotesTheText(t *testing.T) {
	r := readingOf("Norway https://a.no/?q=positions held against the plan.")
	g := &tagger{reading: r}
	got := g.found(&relation{cue: r.cue(1, 3)}, &meaning{corpus.Reject, corpus.Against, corpus.Plain}).Inputs
	if !strings.HasPrefix(got, `cue="https://a.no/?q=positions held"`) || !strings.Contains(got, " model=positions/") {
		t.Errorf("inputs %s", got)
	}
}
