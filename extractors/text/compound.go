package text

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/compounds.tsv
var compoundsTSV string

//go:embed data/places.tsv
var placesTSV string

type compoundParts struct{ prefixes, suffixes, names map[string]bool }

var parts = sync.OnceValue(func() compoundParts {
	p := compoundParts{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, row := range tsv.MustParse("compounds.tsv", compoundsTSV, 3) {
		if row.Cols[1] == "prefix" {
			p.prefixes[row.Cols[0]] = true
		} else {
			p.suffixes[row.Cols[0]] = true
		}
	}
	for _, row := range tsv.MustParse("places.tsv", placesTSV, 1) {
		p.names[row.Cols[0]] = true
	}
	return p
})

// compound appends the word s[start:end], whose first hyphen is at hyphen (0: none). It is
// one token, save where a name stands in it that could not be marked otherwise:
// "Iran-backed" is Iran + -backed, "pro-Russian" is pro- + Russian, "Riyadh-Tehran" is
// Riyadh + - + Tehran. "Jean-Claude" and "Guinea-Bissau" are names as a whole.
func (t *Text) compound(s string, start, end, hyphen int) {
	first := start
	for hyphen > start && hyphen < end {
		next := strings.IndexByte(s[hyphen+1:end], '-')
		if next < 0 {
			next = end
		} else {
			next += hyphen + 1
		}
		switch cutAt(s, first, s[start:hyphen], s[hyphen+1:next]) {
		case cutBefore:
			t.add(start, hyphen)
			t.add(hyphen, end)
			return
		case cutBehind:
			t.add(start, hyphen+1)
			start = hyphen + 1
		case cutBoth:
			t.add(start, hyphen)
			t.add(hyphen, hyphen+1)
			start = hyphen + 1
		}
		hyphen = next
	}
	t.add(start, end)
}

const (
	cutNot = iota
	cutBefore
	cutBehind
	cutBoth
)

// cutAt tells where to cut left-right; first is where the whole word begins in s.
func cutAt(s string, first int, left, right string) int {
	if left == "" || right == "" {
		return cutNot
	}
	if len(left) == len(right) && isNumber(left) && isNumber(right) {
		return cutBoth
	}
	part := left[strings.LastIndexByte(left, '-')+1:]
	l, _ := utf8.DecodeRuneInString(part)
	r, _ := utf8.DecodeRuneInString(right)
	upperLeft, upperRight := unicode.IsUpper(l), unicode.IsUpper(r)
	if upperRight && len(left) <= 5 && parts().prefixes[strings.ToLower(left)] && (!upperLeft || beginsSentence(s, first)) {
		return cutBehind
	}
	if !upperLeft || len(right) < 2 {
		return cutNot
	}
	name := isAcronym(part) || isPlace(part)
	switch {
	case upperRight && name && len(right) > 2 && left != "Guinea" && left != "Bosnia":
		return cutBoth
	case unicode.IsLower(r) && name && len(right) > 2:
		return cutBefore
	case unicode.IsLower(r) && isSuffix(right) && !beginsSentence(s, first):
		return cutBefore
	}
	return cutNot
}

// isNumber: "March 12-15" and "2019-2021" are two dates, "2024-25" and "2025-12-01" are one.
func isNumber(w string) bool { return strings.Trim(w, "0123456789") == "" }

// isAcronym reports whether w is all capitals, as "US" and "U.S." are; one letter is none:
// "X-ray", "T-shirt". The tags are learned with it; what actors takes for an acronym, "G7", is
// a matter of names.
func isAcronym(w string) bool {
	n := 0
	for i := 0; i < len(w); i++ {
		switch b := w[i]; {
		case 'A' <= b && b <= 'Z':
			n++
		case b != '.' && b != '&':
			return false
		}
	}
	return n >= 2
}

func isPlace(w string) bool {
	if parts().names[w] {
		return true
	}
	return len(w) >= 6 && (strings.HasSuffix(w, "ian") || strings.HasSuffix(w, "ese") || strings.HasSuffix(w, "ish"))
}

func isSuffix(w string) bool {
	return len(w) >= 4 && strings.HasSuffix(w, "ed") || len(w) >= 5 && strings.HasSuffix(w, "ing") || parts().suffixes[w]
}

// beginsSentence reports whether nothing, or a stop or quotation mark, stands before s[i],
// where a capital says little: "Long-delayed talks began."
func beginsSentence(s string, i int) bool {
	s = strings.TrimRight(s[max(0, i-8):i], " \t\r")
	return s == "" || !startsWord(s[len(s)-1:]) && s[len(s)-1] != ',' && s[len(s)-1] < utf8.RuneSelf
}
