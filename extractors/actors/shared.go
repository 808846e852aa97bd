package actors

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/shared.tsv
var sharedTSV string

const sharedColumns = 4

// meaning is one of a shared name: what it means where the text holds one of the cues.
type meaning struct {
	actor string // empty: no actor
	cues  []string
}

// meanings holds the lines of shared.tsv by key, the usual meaning first.
var meanings = sync.OnceValue(func() map[string][]meaning {
	m := map[string][]meaning{}
	for _, row := range tsv.MustParse("shared.tsv", sharedTSV, sharedColumns) {
		k := key(row.Cols[0])
		m[k] = append(m[k], meaning{filled(row.Cols[1]), strings.Split(row.Cols[2], "|")})
	}
	return m
})

// shared resolves the names that a state shares with something else by what the text is
// about: Georgia beside Atlanta is no state of the world, Congo beside Brazzaville is not
// the one of Kinshasa.
func (r *reading) shared() {
	for i := range r.ents {
		e := &r.ents[i]
		if e.Type == corpus.Person || e.Actor != "" || r.done[i] && e.Type != corpus.Loc {
			continue
		}
		all := meanings()[key(r.name(i))]
		if len(all) == 0 {
			continue
		}
		m := all[0]
		most := 0
		for _, one := range all {
			if n := r.cued(one, i); n > most {
				m, most = one, n
			}
		}
		if e.Type == corpus.Loc && (most == 0 || m.actor == "") {
			continue
		}
		r.set(i, m.actor, "actor=shared name by context")
		if m.actor != "" {
			r.spot(i, m.actor)
		}
	}
}

// cued counts the cues of a meaning among the other mentions of the text, and the mentions
// of its state.
func (r *reading) cued(m meaning, i int) int {
	n := 0
	if m.actor != "" {
		n = r.seen[m.actor]
	}
	for j := range r.ents {
		if j == i || j > i+40 || j < i-40 {
			continue
		}
		name := key(r.name(j))
		for _, cue := range m.cues {
			if cue != "-" && name == cue {
				n += 2
			}
		}
	}
	return n
}
