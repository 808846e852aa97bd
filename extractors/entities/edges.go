package entities

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/nonames.tsv
var noNamesTSV string

// noName is a set of what nonames.tsv says of a word, one bit each, in the order of noNameClasses.
type noName uint16

const (
	pronoun noName = 1 << iota
	greeting
	rank
	note
	season
)

var noNameClasses = []string{"pronoun", "greeting", "rank", "note", "season"}

var noNames = sync.OnceValue(func() map[string]noName {
	return tsv.MustClasses[noName]("nonames.tsv", noNamesTSV, noNameClasses)
})

// of reports whether a word, as it is written, is of the class.
func (n noName) of(w string) bool { return noNames()[w]&n != 0 }

// edge reports whether a name neither begins nor ends with unit i.
func (p *page) edge(i int) bool {
	switch w := p.word(i).text; w {
	case "the", "The", "a", "an", "’s", "'s", "’", "'", "“", "”", "‘", "\"", "-", "–", ",", "(", ")", ":", ";":
		return w != "The" || i+1 >= len(p.units) || p.word(i+1).text != "Hague"
	default: // "((Ada Roe))", as interviews mark who speaks
		return strings.Trim(w, "()[]{}<>|*“”„«»\"") == ""
	}
}

// affix reports whether unit i is the rest of a compound, as in "pro-" + "Russian" and
// "Iran" + "-backed". Some of the annotators of news took the whole.
func (p *page) affix(i int) bool {
	w := p.word(i)
	return p.register != wire && w.flags&lowerCase != 0 && len(w.text) > 1 &&
		(w.text[0] == '-' || w.text[len(w.text)-1] == '-')
}

// addressed reports whether unit i, with which a name of a person begins, says how that person is
// greeted, titled or described: "Hi Ada", "Assemblywoman Ada Roe", "Fifteen-year-old Ada".
func (p *page) addressed(i int, kind corpus.EntityType) bool {
	w := p.word(i).text
	return kind == corpus.Person && ((greeting | rank).of(w) || strings.HasSuffix(w, "-year-old"))
}

// isNoName reports whether unit i alone is no name, whatever the model says: pronouns, greetings,
// addresses ("press@example.org"), what minutes note in brackets, and a season before its year.
func (p *page) isNoName(i int, kind corpus.EntityType) bool {
	w := p.word(i).text
	switch class := noNames()[w]; {
	case class&note != 0:
		return i > 0 && strings.HasSuffix(p.word(i-1).text, "(")
	case class&season != 0:
		return i+1 < len(p.units) && isYear(p.word(i+1).text)
	case class&pronoun != 0, class&(greeting|rank) != 0 && kind == corpus.Person:
		return true
	}
	return strings.Contains(w, "://") || strings.IndexByte(w, '@') > 0 || strings.HasPrefix(w, "www.")
}

func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && strings.Trim(w, "0123456789") == ""
}

// possessive reports whether a word is the end of a possessive: of "state’s" and of "states’".
func possessive(w string) bool { return w == "’s" || w == "'s" || w == "’" || w == "'" }
