package positions

import (
	_ "embed"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed words.tsv
var wordsTSV string

// trait is a set of the classes of words.tsv, one bit each, in the order of traitNames.
type trait uint16

const (
	isAssembly trait = 1 << iota
	isBody
	isClose
	isElection
	hedges
	hasMembers
	isQuantifier
	situation
	assessment
	isUrging
	addresses
	deeds
	estimates
)

var traitNames = []string{
	"assembly", "body", "close", "election", "hedge", "member", "quantifier", "situation", "assessment", "urging", "address", "deed",
	"estimate",
}

// traits maps a folded word to its classes.
var traits = sync.OnceValue(func() map[string]trait {
	return tsv.MustClasses[trait]("words.tsv", wordsTSV, traitNames)
})

func (tr trait) of(w string) bool { return traits()[w]&tr != 0 }
