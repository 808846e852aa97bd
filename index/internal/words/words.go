// Package words splits a text into the terms that are searched: folded, stemmed words with
// their place in the text.
//
// The index, the queries and the highlighting all go through [All], so that what is marked
// in a hit is what made it one. "Zelenskyy’s" and "zelenskyy" are one term, "Erdoğan" and
// "Erdogan", "U.S." and "US", "rejected" and "rejects" as well; "the" and its like are none,
// yet they count in the distance of two words. Any bytes are accepted, and the work is
// linear in their number.
package words

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	porterstemmer "github.com/blevesearch/go-porterstemmer"
)

// maxTerm bounds a term in bytes: what is longer is no word, and the dictionary should not
// grow with it.
const maxTerm = 64

// Word is one searchable word of a text.
type Word struct {
	Term       string // folded, and by All stemmed
	Start, End int    // bytes of the text
	Pos        int    // 1 for the first word; words that are not searched count
}

// All yields the searchable words of s, in order.
func All(s string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		for w := range Forms(s) {
			w.Term = Stem(w.Term)
			if !yield(w) {
				return
			}
		}
	}
}

// Forms yields the same words as All, unstemmed.
func Forms(s string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		pos := 0
		for i := 0; i < len(s); {
			start, end := next(s, i)
			if start == end {
				return
			}
			i = end
			folded := fold(s[start:end], maxTerm)
			if folded == "" {
				continue
			}
			pos++
			if stop(folded) {
				continue
			}
			if !yield(Word{folded, start, end, pos}) {
				return
			}
		}
	}
}

// Fold returns s in lower case, without diacritics, its white space collapsed: the form in
// which names are compared.
func Fold(s string) string {
	return strings.Join(strings.Fields(fold(s, len(s))), " ")
}

// Stem returns the stem of a folded word (M. F. Porter, An algorithm for suffix stripping,
// 1980); words with digits, of fewer than four letters or beyond ASCII stay as they are.
func Stem(w string) string {
	if len(w) < 4 {
		return w
	}
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	return string(porterstemmer.StemWithoutLowerCasing([]rune(w)))
}

// Prefixes returns the beginnings of the words with a stem: each of them begins with one,
// as the stemmer changes at most the last letter of what it leaves ("happy" has the stem
// "happi", "filing" the stem "file", "visibility" the stem "visibl").
func Prefixes(stem string) []string {
	n := len(stem) - 1
	switch {
	case n < 1:
	case stem[n] == 'i':
		return []string{stem, stem[:n] + "y"}
	case stem[n] == 'e', strings.HasSuffix(stem, "bl"):
		return []string{stem[:n]}
	}
	return []string{stem}
}

// next returns the bytes of the first word at or after i; start == end if there is none.
func next(s string, i int) (start, end int) {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case ideograph(r):
			return i, i + n
		case wordRune(r):
			return i, wordEnd(s, i)
		}
		i += n
	}
	return len(s), len(s)
}

// wordEnd returns the end of the word that begins at i: letters, digits and marks, with
// apostrophes between letters (O’Brien), stops between single letters (U.S.) and points or
// commas between digits (1,000).
func wordEnd(s string, i int) int {
	prev, run := rune(0), 0 // run counts the letters since the last stop
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if wordRune(r) && !ideograph(r) {
			prev, i, run = r, i+n, run+1
			continue
		}
		after, m := utf8.DecodeRuneInString(s[i+n:])
		switch {
		case apostrophe(r) && unicode.IsLetter(prev) && unicode.IsLetter(after):
		case (r == '.' || r == ',') && unicode.IsDigit(prev) && unicode.IsDigit(after):
		case r == '.' && run == 1 && unicode.IsUpper(prev) && unicode.IsUpper(after) && single(s[i+n+m:]):
			run = 0
		default:
			return i
		}
		prev, i = r, i+n
	}
	return i
}

// single reports whether the letter before s stands alone: "U.S." and "U.S ", not "U.Sam".
func single(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !wordRune(r) || s == ""
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r))
}

// ideograph reports scripts that are written without spaces; each sign is a word.
func ideograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// fold returns w in lower case, without diacritics, apostrophes, a possessive s and the
// stops and commas that wordEnd let in; it breaks off after limit bytes.
func fold(w string, limit int) string {
	var b strings.Builder
	for i, r := range w {
		if b.Len() >= limit {
			break
		}
		switch {
		case 'A' <= r && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
		case apostrophe(r):
			if rest := w[i+utf8.RuneLen(r):]; rest == "s" || rest == "S" {
				return b.String()
			}
		case r == '.' || r == ',':
			if i+1 < len(w) && r == '.' && i > 0 && w[i-1] >= '0' && w[i-1] <= '9' {
				b.WriteByte('.')
			}
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case unicode.Is(unicode.M, r) || r == utf8.RuneError:
		default:
			foldRune(&b, r)
		}
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune) {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	b.WriteString(strings.ToLower(string(asciifolding.New().Filter(buf[:n]))))
}

// stop reports words that are in every text. "not" and "no" are none of them: they turn a
// position round.
func stop(w string) bool {
	switch w {
	case "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "of", "on", "or",
		"such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with":
		return true
	}
	return false
}
