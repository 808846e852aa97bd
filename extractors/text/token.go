package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// What a byte below 0x80 can be. Bytes from 0x80 on take the slow road over runes.
const (
	bPunct = iota
	bSpace
	bWord // letters, digits, _
	bJoin // may stand inside a word
)

var byteClass = func() (c [utf8.RuneSelf]byte) {
	for b := range c {
		switch {
		case b <= ' ' || b == 0x7f:
			c[b] = bSpace
		case 'a' <= b|0x20 && b|0x20 <= 'z' || isDigit(byte(b)) || b == '_':
			c[b] = bWord
		case strings.IndexByte("'-.,:/&@", byte(b)) >= 0:
			c[b] = bJoin
		}
	}
	return c
}()

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// runeClass is byteClass for any rune. Zero-width space and byte-order mark separate words;
// joiners, soft hyphens and combining marks stand inside them.
func runeClass(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		return int(byteClass[r])
	case r == '’' || r == '‑':
		return bJoin
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '\u2060':
		return bWord
	case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		return bSpace
	}
	return bPunct
}

// tokenize appends the tokens of t.Source[start:end].
func (t *Text) tokenize(start, end int) {
	s := t.Source[:end]
	for i := start; i < end; {
		class, n := bPunct, 1
		if b := s[i]; b < utf8.RuneSelf {
			class = int(byteClass[b])
		} else {
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			if class = runeClass(r); unicode.Is(unicode.Cf, r) {
				class = bSpace // a joiner that joins nothing
			}
		}
		switch class {
		case bSpace:
			i += n
		case bWord:
			i = t.word(s, i)
		default:
			i = t.mark(s, i, n)
		}
	}
}

// mark appends the punctuation mark of n bytes at s[i], and returns its end. A run of full
// stops, dashes or rulers is one token.
func (t *Text) mark(s string, i, n int) int {
	end := i + n
	switch b := s[i]; b {
	case '.', '-', '=', '*', '~', '+':
		for end < len(s) && s[end] == b {
			end++
		}
	}
	t.add(i, end)
	return end
}

func (t *Text) add(start, end int) {
	t.Tokens = append(t.Tokens, Token{Span: corpus.Span{Start: start, End: end}})
}

// scan is what one pass over a word learns about it.
type scan struct {
	end        int
	apostrophe int // where the last one inside stands; 0 if there is none
	hyphen     int // where the first one inside stands; 0 if there is none
	whole      bool
}

// word appends the word at s[start], in parts if it is one of several, and returns its end.
// A full stop stays with an abbreviation, and with initials: "U.S.", "J.".
func (t *Text) word(s string, start int) int {
	w := scanWord(s, start)
	if w.whole {
		t.add(start, w.end)
		return w.end
	}
	end := w.end
	if cut := clitic(s, start, w); cut > 0 {
		t.compound(s, start, cut, w.hyphen)
		t.add(cut, end)
		return end
	}
	if end < len(s) && s[end] == '.' && !strings.HasPrefix(s[end:], "..") && keepsStop(s, start, end) {
		end++
	}
	t.compound(s, start, end, w.hyphen)
	return end
}

// scanWord finds the end of the word at s[start]. Inside a word stand apostrophes, hyphens,
// full stops and commas between digits, full stops between single letters or before lower
// case ("example.org"), and "&" between capitals. Addresses are words as a whole.
func scanWord(s string, start int) (w scan) {
	for i := start; i < len(s); {
		b := s[i]
		r, n, class := rune(b), 1, 0
		if b < utf8.RuneSelf {
			class = int(byteClass[b])
		} else {
			r, n = utf8.DecodeRuneInString(s[i:])
			class = runeClass(r)
		}
		switch class {
		case bWord:
			if 'A' <= b && b <= 'Z' && glued(s, start, i) {
				return w
			}
			i += n
			w.end = i
			if n > 1 && unicode.Is(unicode.Cf, r) {
				w.end -= n // unless more of the word follows
			}
			continue
		case bJoin:
			if b == ':' && strings.HasPrefix(s[i:], "://") || b == '@' && i+1 < len(s) && startsWord(s[i+1:]) ||
				b == '.' && i-start == 3 && strings.EqualFold(s[start:i], "www") {
				return scan{end: addressEnd(s, i), whole: true}
			}
			if joins(s, start, i, n, r) {
				switch {
				case r == '\'' || r == '’':
					w.apostrophe = i
				case b == '-' && w.hyphen == 0:
					w.hyphen = i
				}
				i += n
				continue
			}
		}
		return w
	}
	return w
}

// glued reports whether a new word begins with the capital s[i]: a year or ordinal that ran
// into the next word when a page was scraped, as in "2025December" and "2025No Comments".
func glued(s string, start, i int) bool {
	return i-start >= 4 && isDigit(s[i-1]) && isDigit(s[i-2]) && isDigit(s[i-3]) && isDigit(s[i-4]) &&
		i+1 < len(s) && 'a' <= s[i+1] && s[i+1] <= 'z'
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r != utf8.RuneError && runeClass(r) == bWord
}

// joins reports whether the mark r of n bytes at s[i], inside a run that begins at start,
// joins what stands before and behind it into one word.
func joins(s string, start, i, n int, r rune) bool {
	next, m := utf8.DecodeRuneInString(s[i+n:])
	if m == 0 || runeClass(next) != bWord {
		// "U.S.-led", "the U.N.'s"
		return r == '.' && (next == '-' || next == '\'' || next == '’') && startsWord(s[i+n+m:]) && keepsStop(s, start, i)
	}
	prev := s[i-1]
	digits := isDigit(prev) && unicode.IsDigit(next)
	switch r {
	case '.':
		return digits || singleLetters(s, start, i, i+n+m) || s[start:i] == "Ph" || unicode.IsLower(next) && unicode.IsLower(lastRune(s[start:i]))
	case ',', ':', '/':
		return digits
	case '&':
		return 'A' <= prev && prev <= 'Z' && unicode.IsUpper(next)
	case '@':
		return false
	}
	return true
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// singleLetters reports whether the full stop at s[i] stands between single letters, as in
// "U.S" and "a.m", not in "end.Next"; after is where the letter behind it ends.
func singleLetters(s string, start, i, after int) bool {
	_, n := utf8.DecodeLastRuneInString(s[start:i])
	if i-n > start && s[i-n-1] != '.' || isDigit(s[i-1]) {
		return false
	}
	return !startsWord(s[after:])
}

// addressEnd returns the end of the URL or e-mail address that s[i] stands in, without the
// marks that close the sentence around it.
func addressEnd(s string, i int) int {
	end := i
	for end < len(s) {
		r, n := utf8.DecodeRuneInString(s[end:])
		if r <= ' ' || r == '"' || r == '<' || r == '>' || r == '“' || r == '”' || runeClass(r) == bSpace {
			break
		}
		end += n
	}
	return i + len(strings.TrimRight(s[i:end], ".,;:!?)]}'’»…"))
}

// clitic returns where the clitic of the word s[start:w.end] begins, 0 if it has none:
// "Iran’s" is Iran + ’s, "didn't" is did + n't.
func clitic(s string, start int, w scan) int {
	if w.apostrophe <= start {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[w.apostrophe:])
	switch tail := s[w.apostrophe+n : w.end]; len(tail) {
	case 1:
		switch tail[0] | 0x20 {
		case 's', 'd', 'm':
			return w.apostrophe
		case 't':
			if cut := w.apostrophe - 1; cut > start && s[cut]|0x20 == 'n' {
				return cut
			}
		}
	case 2:
		if strings.EqualFold(tail, "ll") || strings.EqualFold(tail, "re") || strings.EqualFold(tail, "ve") {
			return w.apostrophe
		}
	}
	return 0
}
