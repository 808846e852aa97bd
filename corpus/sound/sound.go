// Package sound tells which spellings of a name are likely to be one name, written in Latin letters by
// different people: Zelensky and Zelenskiy, Oleksiy Hontar and Alexei Gontar.
//
// It has two keys, since there are two questions. [Of] asks for what the ear hears alike in any
// language: good enough within one text, and against a table of people who are known. [Romanised] asks
// for more: a name whose given name or surname shows where it comes from, and no other differences than the
// ways in which names from there are known to be romanised. It is for names of texts that know
// nothing of one another, and one key is no proof there: see the spellings of the index.
//
// Names are given in small letters without accents, one space or hyphen between words.
package sound

import "strings"

// Article reports whether a word of a name comes and goes with the transliteration: "Bashar
// al-Assad", "Bashar Assad", "Bashar el Assad".
func Article(word string) bool {
	switch word {
	case "al", "el", "ul", "as", "ad", "ar", "ash", "an", "at", "az":
		return true
	}
	return false
}

// Of returns what the transliterations of one name have in common: Zelensky, Zelenskyy
// and Zelenskiy; Araqchi and Araghchi; Mohammed, Muhammad and Mohamad; Gaddafi and Qaddafi.
// It keeps the first letters of vowels apart (Hassan is not Hussein), since whole names are
// compared and a wrong merge is worse than a missed one.
func Of(name string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(name) {
		if Article(word) || len(word) == 1 { // an initial
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(squeeze(heard.Replace(word)))
	}
	return b.String()
}

// heard writes what is heard alike with one letter, the longest first.
var heard = strings.NewReplacer(
	"ayev", "Ev", "eyev", "iv", "oyev", "oav", "iyy", "i", "skyy", "ski", "tch", "C", "sch", "S", "dzh", "j",
	"ch", "C", "sh", "S", "zh", "j", "kh", "k", "gh", "k", "dh", "d", "th", "t", "ph", "f", "ck", "k",
	"yy", "i", "iy", "i", "ij", "i", "ii", "i", "ey", "E", "ei", "E", "ay", "E", "ai", "E", "ae", "E",
	"ou", "o", "oo", "o", "uu", "o", "aa", "a", "ee", "i", "ks", "x",
	"q", "k", "g", "k", "c", "k", "y", "i", "w", "v", "e", "a", "u", "o",
)

// squeeze leaves no letter twice in a row.
func squeeze(s string) string {
	var last rune
	return strings.Map(func(r rune) rune {
		if r == last {
			return -1
		}
		last = r
		return r
	}, s)
}
