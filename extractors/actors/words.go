package actors

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus/sound"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/words.tsv
var wordsTSV string

// trait is a set of what words.tsv says of a word, one bit each, in the order of traitNames.
type trait uint32

const (
	inanimate trait = 1 << iota
	people
	press
	outlet
	aCompany
	aParty
	anOrganisation
	aGroup
	aMedium
	introduction
	post
	ranking
	department
	address
	particle
	outside
	governing
	famousOffice
	speech
	writer
	delegate
	mission
	ofState
)

var traitNames = []string{
	"inanimate", "people", "press", "outlet", "company", "party", "organisation", "group", "medium", "introduction", "post", "rank",
	"department", "address", "particle", "outside", "governing", "leader", "speech", "writer", "delegate", "mission", "of-state",
}

var traits = sync.OnceValue(func() map[string]trait {
	return tsv.MustClasses[trait]("words.tsv", wordsTSV, traitNames)
})

// of reports whether a word in small letters has a trait.
func (tr trait) of(w string) bool { return traits()[w]&tr != 0 }

// ofAny reports whether one of the words in s has a trait.
func (tr trait) ofAny(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if tr.of(w) {
			return true
		}
	}
	return false
}

// isInanimate reports whether a noun in either number is one for what cannot hold a position.
func isInanimate(noun string) bool {
	return inanimate.of(noun) || inanimate.of(strings.TrimSuffix(noun, "s")) || inanimate.of(strings.TrimSuffix(noun, "ies")+"y")
}

// arePeople reports whether a plural noun is one for people, who alone say something: "farmers", as
// against "results".
func arePeople(plural string) bool {
	for at := range plural {
		if people.of("-" + plural[at:]) {
			return true
		}
	}
	return people.of(plural) || roleNouns()[plural] == organ || roleNouns()[strings.TrimSuffix(plural, "s")] == office
}

// isTitle reports whether a word in small letters is a title before a name: a form of address, or
// an office of roles.tsv. "Sultan" is a given name as well.
func isTitle(w string) bool {
	return address.of(w) || w != "sultan" && roleNouns()[w] == office
}

// isParticle reports whether a surname may begin with the word: "bin Salman", "van Rompuy".
func isParticle(w string) bool { return particle.of(w) || sound.Article(w) }

// kindOf returns the kind of actor that a noun calls for, "" if any would do: "the lender" is the company
// named before.
func kindOf(noun string) Kind {
	switch tr := traits()[noun]; {
	case tr&aCompany != 0:
		return Company
	case tr&aParty != 0:
		return Party
	case tr&anOrganisation != 0:
		return Organisation
	case tr&aGroup != 0:
		return Group
	case tr&aMedium != 0:
		return Media
	}
	return ""
}
