package positions

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
)

// issue returns a label that groups targets with other wordings of them.
func (g *tagger) issue(target []corpus.Span, _ *actors.Catalogue) string {
	if len(target) == 0 {
		return ""
	}
	return strings.ToLower(target[0].In(g.t.Source))
}
