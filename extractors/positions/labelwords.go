package positions

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed labelwords.tsv
var labelWordsTSV string

// labelRole is a set of the roles of labelwords.tsv, one bit each, in the order of labelRoles.
type labelRole uint16

const (
	empty labelRole = 1 << iota
	shell
	ofState
	inState
	ofParties
	measure
	pointer
	passing
	evaluation
	vague
	title

	hollow  = empty | shell
	noIssue = hollow | ofState | inState | ofParties // a noun has one of these at most
)

var labelRoles = []string{
	"empty", "shell", "of-state", "in-state", "of-parties", "measure", "pointer", "passing", "evaluation", "vague", "title",
}

// labelWords maps a folded word to its roles.
var labelWords = sync.OnceValue(func() map[string]labelRole {
	return tsv.MustClasses[labelRole]("labelwords.tsv", labelWordsTSV, labelRoles)
})

func (role labelRole) of(w string) bool { return labelWords()[w]&role != 0 }

// kindOf returns why a noun in either number is no issue by itself; 0 if it is one.
func kindOf(noun string) labelRole {
	if kind := labelWords()[noun] & noIssue; kind != 0 || noun == "works" { // those on a canal
		return kind
	}
	return labelWords()[singular(noun)] & hollow
}

// isMeasure reports whether what stands behind a noun and "of" is meant: "a third of the link", "the
// question of the link".
func isMeasure(noun string) bool { return measure.of(noun) || measure.of(singular(noun)) }

// isPointer reports whether what stands behind a noun and a preposition, or a verb with "to", is
// meant: "calls for early elections", "the bid to join NATO".
func isPointer(noun string) bool { return pointer.of(singular(noun)) }

// isTitle reports whether a word before a person's name is no part of it.
func isTitle(w string) bool { return title.of(strings.ToLower(w)) }

func isNoTitle(w string) bool { return !isTitle(w) }

// isLasting reports whether an adjective tells more than how soon or how often, as that of "an immediate
// end to" does.
func isLasting(w string) bool { return !passing.of(w) }

// isEvaluation reports whether an adjective tells how good, firm or lasting a thing is, and not which
// one: "our excellent cooperation", "unwavering support".
func isEvaluation(w string) bool { return evaluation.of(w) }

// isTelling reports whether an adjective may tell which one of many is meant. "Big" does not in "big
// things", but may be part of a term with other nouns: "the big powers".
func isTelling(w string) bool { return !(passing | evaluation | vague).of(w) }
