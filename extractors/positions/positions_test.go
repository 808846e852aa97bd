package positions_test

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/dates"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/positions"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// ledger returns one line a position: actor (via) act stance "cue": content.
func ledger(s string) string {
	var b strings.Builder
	doc := &corpus.Document{Text: s, Published: corpus.Date{Year: 2025, Month: 12, Day: 1}}
	t, cat := text.Fast(s), actors.Default()
	for _, p := range positions.Find(t, doc, cat.Resolve(t, doc, entities.Find(t)), dates.Find(t, doc.Published), cat, nil) {
		b.WriteString(p.Actor)
		if p.Via != "" {
			b.WriteString(" via " + p.Via)
		}
		b.WriteString(" " + string(p.Act) + "/" + string(p.Stance) + " <" + join(s, p.Cue) + "> " + join(s, p.Content) + "\n")
	}
	return b.String()
}

func join(s string, spans []corpus.Span) string {
	var parts []string
	for _, x := range spans {
		parts = append(parts, x.In(s))
	}
	return strings.Join(parts, " … ")
}

func TestFind(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Norway rejects the quota.", "Norway reject/against <rejects> the quota\n"},
		{"The delegates arrived in Paris.", ""},
	} {
		if got := ledger(tt.text); got != tt.want {
			t.Errorf("%s\ngot  %swant %s", tt.text, got, tt.want)
		}
	}
}
