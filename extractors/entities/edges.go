package entities

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// edge reports whether a name neither begins nor ends with unit i.
func (p *page) edge(i int) bool {
	switch w := p.word(i).text; w {
	case "the", "The", "a", "an", "’s", "'s", "’", "'", "“", "”", "‘", "\"", "-", "–", ",", "(", ")", ":", ";":
		return w != "The" || i+1 >= len(p.units) || p.word(i+1).text != "Hague"
	default: // "((Ada Roe))", as interviews mark who speaks
		return strings.Trim(w, "()[]{}<>|*“”„«»\"") == ""
	}
}

// pronoun reports whether a word is one as it is written: "Us first" names no state, "US" does.
func pronoun(w string) bool {
	switch w {
	case "I", "Me", "me", "We", "we", "Us", "us", "You", "you", "He", "he", "Him", "him", "She", "she", "Her", "her", "It", "it",
		"They", "they", "Them", "them", "This", "this", "That", "that", "Those", "These", "Who", "who":
		return true
	}
	return false
}

// affix reports whether unit i is the rest of a compound, as in "pro-" + "Russian" and
// "Iran" + "-backed". Some of the annotators of news took the whole.
func (p *page) affix(i int) bool {
	w := p.word(i)
	return p.register != wire && w.flags&lowerCase != 0 && len(w.text) > 1 &&
		(w.text[0] == '-' || w.text[len(w.text)-1] == '-')
}

// addressed reports whether unit i, with which a name of a person begins, says how that person is
// greeted, titled or described: "Hi Ada", "Assemblywoman Ada Roe", "Fifteen-year-old Ada". Titles that
// some bear as a name ("Sultan Roe") stay.
func (p *page) addressed(i int, kind corpus.EntityType) bool {
	w := p.word(i).text
	return kind == corpus.Person && (greeting(w) || rank(w) || strings.HasSuffix(w, "-year-old"))
}

func greeting(w string) bool {
	switch w {
	case "Hi", "Hello", "Hey", "Thanks", "Okay", "OK", "Dear", "Yeah", "Yes", "Sorry":
		return true
	}
	return false
}

func rank(w string) bool {
	switch w {
	case "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "MR", "MR.", "MRS", "MRS.", "MS", "MS.", "Dr", "Dr.", "Prof.", "Professor",
		"President", "Vice-President", "Premier", "Chancellor", "Minister", "Secretary", "Ambassador", "Commissioner",
		"Senator", "Sen.", "Congressman", "Congresswoman", "Rep.", "Assemblyman", "Assemblywoman", "Councillor", "Councilman",
		"Councilwoman", "Governor", "Gov.", "Mayor", "Gen.", "Col.", "Capt.", "Lieutenant", "Lt.", "Sgt.", "Brigadier", "Admiral",
		"Archbishop", "Ayatollah", "Rev.", "Co-author", "Co-chair", "Co-developer", "Co-founder":
		return true
	}
	return false
}

// noName reports whether unit i alone is no name, whatever the model says: pronouns, greetings,
// addresses ("press@example.org"), what minutes note in brackets ("(Applause.)"), and a season before
// its year ("the Fall 2022 cycle").
func (p *page) noName(i int, kind corpus.EntityType) bool {
	w := p.word(i).text
	switch w {
	case "Applause", "Inaudible", "Laughter", "Crosstalk", "Cheers", "Music":
		return i > 0 && strings.HasSuffix(p.word(i-1).text, "(")
	case "Spring", "Summer", "Autumn", "Fall", "Winter":
		return i+1 < len(p.units) && isYear(p.word(i+1).text)
	}
	return pronoun(w) || kind == corpus.Person && (greeting(w) || rank(w)) || strings.Contains(w, "://") || strings.IndexByte(w, '@') > 0 || strings.HasPrefix(w, "www.")
}

func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && strings.Trim(w, "0123456789") == ""
}

// possessive reports whether a word is the end of a possessive: of "state’s" and of "states’".
func possessive(w string) bool { return w == "’s" || w == "'s" || w == "’" || w == "'" }
