package positions

import (
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// found tells how a relation was found: the cue line that stands in it, or else the model
// alone, and what decided its meaning.
func (g *tagger) found(rel *relation, m *meaning) corpus.Found {
	c := &rel.cue
	f := corpus.Found{Rule: "model:cue"}
	var in strings.Builder
	fmt.Fprintf(&in, "cue=%q act=%s stance=%s", strings.Join(g.words[c.first:c.last], " "), m.act, m.stance)
	if c.line != nil {
		f.Rule = c.line.rule()
		fmt.Fprintf(&in, " line=%s/%s", c.line.act, c.line.stance)
		if c.negation >= 0 {
			fmt.Fprintf(&in, " negated=%s/%s by %q", c.line.negatedAct, c.line.negatedStance, g.words[c.negation])
		}
	}
	if c.passive {
		in.WriteString(" passive")
	}
	in.WriteString(" model=" + strings.ReplaceAll(featureVersion, " ", "/")) // a space ends a value
	f.Inputs = in.String()
	return f
}
