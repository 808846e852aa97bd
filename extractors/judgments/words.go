package judgments

import (
	_ "embed"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/words.tsv
var wordsTSV string

// class is a set of the classes of words.tsv, one bit each, in the order of classNames.
type class uint16

const (
	auxiliary class = 1 << iota
	subject
	connective
	aside
	closer
	condition
	says
	telling
	place
	limit
	date
	determiner
	degree
	adjective
	adverb
	chance
)

var classNames = []string{
	"auxiliary", "subject", "connective", "aside", "closer", "condition", "says", "telling", "place", "limit", "date", "determiner",
	"degree", "adjective", "adverb", "chance",
}

var classes = sync.OnceValue(func() map[string]class {
	return tsv.MustClasses[class]("words.tsv", wordsTSV, classNames)
})

// of reports whether a word in lower case is of one of the classes.
func (c class) of(w string) bool { return classes()[w]&c != 0 }
