package entities

import (
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/internal/wordclass"
)

// word is what a distinct word of a page is by itself. Its fields of type uint32 are
// features.
type word struct {
	text               string
	exact, lower       uint32
	shape              uint32
	prefixes, suffixes [3]uint32 // of 2 to 4 runes, lower case; 0 where the word is shorter
	flags              flags
	class              class
	alike              wordclass.Class
	midCapital         int32 // how often it stands with a capital inside a sentence
	unicase            bool  // of a script without capitals, as Devanagari and Chinese
}

// flags are the case and make of a word.
type flags uint8

const (
	lowerCase flags = 1 << iota // letters, none of them a capital
	titleCase                   // one capital, at the start
	allCaps                     // no small letter; "US", "U.S.", "J."
	mixedCase                   // "MacDonald", "iPhone", "al-Bashir"
	hasDigit
	noLetter
)

// capital reports whether the word has a capital or a digit.
func (w *word) capital() bool { return w.flags&(titleCase|allCaps|mixedCase|hasDigit) != 0 }

// named reports whether the word has a capital.
func (w *word) named() bool { return w.flags&(titleCase|allCaps|mixedCase) != 0 }

const (
	exactTemplate uint32 = iota + 1
	lowerTemplate
	shapeTemplate
	prefixTemplate
	suffixTemplate
)

func newWord(s string, l *gazetteer) word {
	w := word{text: s, exact: linear.Hash(exactTemplate, s)}
	var buffer [2 * longest]byte
	lower := buffer[:0]
	var shape [24]byte
	n, upper, small, digits, runes := 0, 0, 0, 0, 0
	cased := false
	for i, r := range s {
		c := byte('.')
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			c = 'A'
			upper++
			if i == 0 {
				w.flags |= titleCase // for now
			}
		case unicode.IsLetter(r):
			c = 'a'
			small++
		case unicode.IsDigit(r):
			c = '0'
			digits++
		case r == '’':
			c = '\''
		case r < utf8.RuneSelf:
			c = byte(r)
		}
		cased = cased || unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r)
		lower = utf8.AppendRune(lower, fold(r))
		if n < len(shape) && (n < 2 || shape[n-1] != c || shape[n-2] != c) {
			shape[n] = c
			n++
		}
		runes++
	}
	w.flags = caseOf(w.flags&titleCase != 0, upper, small, digits)
	w.unicase = upper+small > 0 && !cased
	w.shape = linear.Hash(shapeTemplate, string(shape[:n]))
	w.lower = linear.Hash(lowerTemplate, string(lower))
	w.affixes(lower, runes)
	w.class = l.classes[w.lower]
	w.alike = wordclass.Of(string(lower))
	return w
}

// fold maps letters to lower case, and curly quotation marks to straight ones, so that a
// text's typography changes nothing.
func fold(r rune) rune {
	switch r {
	case '’', '‘':
		return '\''
	case '“', '”':
		return '"'
	case '–', '‑':
		return '-'
	}
	return unicode.ToLower(r)
}

func caseOf(first bool, upper, small, digits int) flags {
	var f flags
	if digits > 0 {
		f |= hasDigit
	}
	switch {
	case upper+small == 0:
		f |= noLetter
	case upper == 0:
		f |= lowerCase
	case small == 0:
		f |= allCaps
	case first && upper == 1:
		f |= titleCase
	default:
		f |= mixedCase
	}
	return f
}

func (w *word) affixes(lower []byte, runes int) {
	at := 0
	for n := 1; n <= 4 && n < runes; n++ {
		_, size := utf8.DecodeRune(lower[at:])
		if at += size; n >= 2 {
			w.prefixes[n-2] = linear.Hash(prefixTemplate, string(lower[:at]))
		}
	}
	at = len(lower)
	for n := 1; n <= 4 && n < runes; n++ {
		_, size := utf8.DecodeLastRune(lower[:at])
		if at -= size; n >= 2 {
			w.suffixes[n-2] = linear.Hash(suffixTemplate, string(lower[at:]))
		}
	}
}
