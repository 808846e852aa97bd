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

// Starts are the first bytes of terms, and of the words that have them: a stem begins as its
// words do.
type Starts [utf8.RuneSelf]bool

// Add adds the start of a term; false if it is beyond ASCII, so that any word may have it.
func (f *Starts) Add(term string) bool {
	if term == "" || term[0] >= utf8.RuneSelf {
		return false
	}
	f[term[0]] = true
	return true
}

// Forms yields the same words as All, unstemmed.
func Forms(s string) iter.Seq[Word] { return forms(s, nil) }

// FormsFrom yields those of Forms(s) that may begin with one of the starts: all that do, and
// some that do not. It is several times as fast, as other words are not folded.
func FormsFrom(s string, starts *Starts) iter.Seq[Word] { return forms(s, starts) }

func forms(s string, starts *Starts) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		pos := 0
		for i := 0; i < len(s); {
			start, end := next(s, i)
			if start == end {
				return
			}
			i = end
			if c := s[start]; starts != nil && c < utf8.RuneSelf && !starts[lower(c)] {
				pos++ // what begins with a letter or a digit folds to something
				continue
			}
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
	s = fold(s, len(s))
	if singleSpaced(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// singleSpaced reports whether the only white space of s is single spaces within it; it may
// be wrong about white space beyond ASCII and say no.
func singleSpaced(s string) bool {
	space := true // at the beginning none may stand
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && space, c < ' ', c >= utf8.RuneSelf:
			return false
		default:
			space = c == ' '
		}
	}
	return !space
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
		if !wordByte[s[i]] && s[i] < utf8.RuneSelf {
			i++
			continue
		}
		if end := plainEnd(s, i); end > i {
			return i, end
		}
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

// wordByte tells the letters and digits of ASCII, of which nearly all of a text is made.
var wordByte = func() (is [256]bool) {
	for c := range rune(utf8.RuneSelf) {
		is[c] = wordRune(c)
	}
	return is
}()

// plainEnd returns the end of the word that begins at i if it is made of ASCII and what
// follows it cannot belong to it; else i.
func plainEnd(s string, i int) int {
	end := i
	for end < len(s) && wordByte[s[end]] {
		end++
	}
	if end < len(s) && (s[end] >= utf8.RuneSelf || s[end] == '.' || s[end] == ',' || s[end] == '\'') {
		return i
	}
	return end
}

// wordEnd returns the end of the word that begins at i: letters, digits and marks, with
// apostrophes between letters (O’Brien), stops between single letters (U.S.) and points or
// commas between digits (1,000).
func wordEnd(s string, i int) int {
	prev, run := rune(0), 0 // run counts the letters since the last stop
	for i < len(s) {
		for i < len(s) && wordByte[s[i]] {
			prev, i, run = rune(s[i]), i+1, run+1
		}
		if i == len(s) {
			break
		}
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
	if plain(w) {
		return w[:min(len(w), limit)]
	}
	var b strings.Builder
	b.Grow(min(len(w), limit))
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

// plain reports whether a word is made of small letters and digits only.
func plain(w string) bool {
	for i := range len(w) {
		if c := w[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// ascii replaces letters with diacritics; it keeps no state.
var ascii = asciifolding.New()

func foldRune(b *strings.Builder, r rune) {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	b.WriteString(strings.ToLower(string(ascii.Filter(buf[:n]))))
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
