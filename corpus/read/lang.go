package read

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

//go:embed english.tsv
var englishTSV string

// english are the most frequent function words of English.
var english = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(englishTSV) {
		if line[0] != '#' {
			m[strings.TrimSpace(line)] = true
		}
	}
	return m
})

// Limits of the language check, in words. Below minWords a text is taken as it is: names and
// numbers tell no language. English prose has 35–50 function words in a hundred, other
// languages at most 8 ("in", "an", "me").
const (
	minWords    = 20
	sampleWords = 2000
	minShare    = 15 // per cent
)

// foreign names the language of a text that is not in English, "" for English and for texts
// that do not tell.
func foreign(text string) string {
	n, hits := 0, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			continue // a name, perhaps: a list of signatories tells no language
		}
		n++
		if english()[strings.ToLower(w)] {
			hits++
		}
		if n == sampleWords {
			break
		}
	}
	if hits*100 >= n*minShare {
		return ""
	}
	// Scripts without spaces have few words for their length.
	if n < minWords && (len(text) < 40*minWords || beyondASCII(text)*2 < len(text)) {
		return ""
	}
	info := whatlanggo.Detect(text[:min(len(text), 16<<10)])
	if info.Lang == whatlanggo.Eng || !info.IsReliable() && n < 5*minWords {
		return ""
	}
	return info.Lang.String()
}

// beyondASCII counts the bytes of letters that ASCII does not have.
func beyondASCII(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			n++
		}
	}
	return n
}
