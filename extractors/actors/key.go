package actors

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// key returns what two spellings of one name have in common: case, accents, full stops,
// apostrophes, hyphens, a leading "the" and a trailing possessive do not count ("N’Djamena’s"
// and "Ndjamena" have one key). The key of an acronym is in capitals, so that "US" is not
// "us" and "WHO" is not "who".
func key(name string) string {
	name = bare(name)
	k := fold(name)
	if isAcronym(name) {
		return strings.ToUpper(k)
	}
	return k
}

// bare returns name without white space around it, a leading "the" and a trailing
// possessive.
func bare(name string) string {
	name = strings.TrimSpace(name)
	for _, s := range [...]string{"’s", "'s"} {
		name = strings.TrimSuffix(name, s)
	}
	if len(name) > 4 && (name[:4] == "The " || name[:4] == "the " || name[:4] == "THE ") {
		name = name[4:]
	}
	return name
}

// isAcronym reports whether name is written as an acronym: two to six capitals and digits,
// with or without full stops ("U.S.", "G7"). Six, so that "RUSSIA" in a headline is one as
// well; lookup tries both readings. (text.isAcronym, which tags and cuts words and whose model is
// trained with it, is about ASCII words of any length, "AT&T".)
func isAcronym(name string) bool {
	n := 0
	letters := false
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters = true
			n++
		case unicode.IsDigit(r):
			n++
		case r != '.' && r != '+':
			return false
		}
	}
	return letters && 2 <= n && n <= 6
}

// fold returns name in lower-case letters without accents, words separated by one space.
func fold(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	if !isASCII(name) {
		name = norm.NFKD.String(name)
	}
	space := false
	for _, r := range name {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		switch r {
		case '.', '\'', '’', '‘', 'ʼ', 'ʻ', '`', '´', utf8.RuneError:
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' {
			space = b.Len() > 0
			if r == '&' {
				b.WriteString(" and")
			}
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteString(plain(unicode.ToLower(r)))
	}
	return b.String()
}

// plain spells the letters that have no decomposition.
func plain(r rune) string {
	switch r {
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'ı':
		return "i"
	case 'đ', 'ð':
		return "d"
	case 'ħ':
		return "h"
	case 'ŧ':
		return "t"
	case 'ß':
		return "ss"
	case 'æ', 'ə':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	}
	if r < utf8.RuneSelf {
		return ascii[r : r+1]
	}
	return string(r)
}

// ascii holds every ASCII character at its own place, so that plain need not allocate.
var ascii = func() string {
	b := make([]byte, utf8.RuneSelf)
	for i := range b {
		b[i] = byte(i)
	}
	return string(b)
}()

// inCapitals reports whether a name is set in capitals as headings and minutes have them, "ADA J. ROE"
// and "MCROE", and is no acronym ("JFK", "M. L.").
func inCapitals(name string) bool {
	long := 0
	for word := range strings.FieldsSeq(name) {
		if strings.ToUpper(word) != word {
			return false
		}
		long = max(long, len(word))
	}
	return long > 4 || long > 3 && strings.Contains(name, " ")
}

// usualCase returns a name in capitals as it is usually written. Any other stays as it is.
func usualCase(name string) string {
	if !inCapitals(name) {
		return name
	}
	return inSmall(name)
}

// inSmall returns a name with capitals at the beginning of its parts alone: "Ada J. Roe",
// "Ian McRoe II", "Eve O’Roe-Doe".
func inSmall(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		if isSuffix(word) {
			continue
		}
		letters := []rune(strings.ToLower(word))
		for k, r := range letters {
			if k == 0 || !unicode.IsLetter(letters[k-1]) || k == 2 && string(letters[:2]) == "Mc" {
				letters[k] = unicode.ToUpper(r)
			}
		}
		words[i] = string(letters)
	}
	return strings.Join(words, " ")
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
