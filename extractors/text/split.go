package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// Split cuts s into sentences and tokens, all with the zero tag. Invalid UTF-8 is tokenised
// as the replacement character would be. It takes time linear in the length of s.
func Split(s string) *Text {
	t := &Text{Source: s, Tokens: make([]Token, 0, len(s)/5+1), Sentences: make([]Sentence, 0, len(s)/100+1)}
	paragraph := 0
	for start := 0; start < len(s); {
		end, blank := blockEnd(s, start)
		t.block(start, end, paragraph)
		if blank {
			paragraph++
		}
		start = end
		for start < len(s) && (s[start] == '\n' || s[start] == '\r') {
			start++
		}
	}
	return t
}

// blockEnd returns the end of the run of lines that starts at start: up to a blank line, or
// up to a line end behind which no sentence can go on (the next line does not begin in
// lower case). blank tells which.
func blockEnd(s string, start int) (end int, blank bool) {
	for i := start; i < len(s); i++ {
		if s[i] != '\n' {
			continue
		}
		j := i + 1
		for j < len(s) && (s[j] == ' ' || s[j] == '\t' || s[j] == '\r') {
			j++
		}
		if j == len(s) || s[j] == '\n' {
			return i, true
		}
		if r, _ := utf8.DecodeRuneInString(s[j:]); !unicode.IsLower(r) {
			return i, false
		}
	}
	return len(s), true
}

// block appends the sentences and tokens of s[start:end].
func (t *Text) block(start, end, paragraph int) {
	first := len(t.Tokens)
	t.tokenize(start, end)
	for i := first; i < len(t.Tokens); i++ {
		if i+1 == len(t.Tokens) || t.ends(i) {
			t.Sentences = append(t.Sentences, Sentence{
				Span:  corpus.Span{Start: t.Tokens[first].Start, End: t.Tokens[i].End},
				First: first, Last: i + 1, Paragraph: paragraph,
			})
			first = i + 1
		}
	}
}

// ends reports whether a sentence ends with token i, which has a successor in its block.
// The sentence takes closing quotes and brackets along: `… the plan.” Then …`.
func (t *Text) ends(i int) bool {
	j := i
	for j > 0 && isCloser(t.Word(j)) && t.Tokens[j-1].End == t.Tokens[j].Start {
		j--
	}
	if w := t.Word(j); w != "." && w != "!" && w != "?" && w != "…" && w != "..." {
		return false
	}
	next := t.Word(i + 1)
	if isCloser(next) && t.Tokens[i+1].Start == t.Tokens[i].End {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "“‘\"'([«"))
	if r == utf8.RuneError {
		// An opening quote or bracket: what stands behind it decides.
		if i+2 >= len(t.Tokens) {
			return true
		}
		r, _ = utf8.DecodeRuneInString(t.Word(i + 2))
	}
	return !unicode.IsLower(r) && t.Tokens[i+1].Start > t.Tokens[i].End
}

func isCloser(w string) bool {
	switch w {
	case "”", "’", "\"", "'", "''", ")", "]", "»":
		return true
	}
	return false
}

// tokenize appends the tokens of t.Source[start:end].
func (t *Text) tokenize(start, end int) {
	s := t.Source
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(s[i:end])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			i += n
			continue
		}
		j := i
		for j < end {
			r, n = utf8.DecodeRuneInString(s[j:end])
			if unicode.IsSpace(r) {
				break
			}
			j += n
		}
		t.chunk(i, j)
		i = j
	}
}

// chunk appends the tokens of a run without white space.
func (t *Text) chunk(start, end int) {
	s := t.Source
	for i := start; i < end; {
		n := wordLen(s[i:end])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s[i:end])
			for s[i] == '.' || s[i] == '-' { // "..." and "--" are one token
				if i+n >= end || s[i+n] != s[i] {
					break
				}
				n++
			}
			t.add(i, i+n)
			i += n
			continue
		}
		// A full stop stays with an abbreviation, and with initials: "U.S.", "J.".
		if i+n < end && s[i+n] == '.' && isAbbreviation(s[i:i+n]) {
			n++
		}
		t.word(i, i+n)
		i += n
	}
}

// word appends a word, with its clitic as a token of its own: "Iran’s" is Iran + ’s,
// "didn't" is did + n't.
func (t *Text) word(start, end int) {
	w := t.Source[start:end]
	if cut := clitic(w); cut > 0 {
		t.add(start, start+cut)
		start += cut
	}
	t.add(start, end)
}

func (t *Text) add(start, end int) {
	t.Tokens = append(t.Tokens, Token{Span: corpus.Span{Start: start, End: end}})
}

// wordLen returns the length of the word that s begins with, 0 if it begins with none.
// Inside a word stand apostrophes, hyphens, full stops and commas between digits, full
// stops between single letters, and "&" between capitals.
func wordLen(s string) int {
	i, prev := 0, rune(0)
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if isWordRune(r) {
			i, prev = i+n, r
			continue
		}
		if i == 0 || !joins(r) {
			break
		}
		next, m := utf8.DecodeRuneInString(s[i+n:])
		if m == 0 || !isWordRune(next) {
			break
		}
		digits := unicode.IsDigit(prev) && unicode.IsDigit(next)
		switch r {
		case '.':
			if !digits && !singleLetters(s, i, n+m) {
				return i
			}
		case ',', ':', '/':
			if !digits {
				return i
			}
		case '&':
			if !unicode.IsUpper(prev) || !unicode.IsUpper(next) {
				return i
			}
		}
		i, prev = i+n, r
	}
	return i
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_')
}

func joins(r rune) bool {
	switch r {
	case '\'', '’', '-', '‑', '.', ',', ':', '/', '&':
		return true
	}
	return false
}

// singleLetters reports whether the full stop at s[i] stands between single letters, as in
// "U.S" and "a.m", not in "end.Next".
func singleLetters(s string, i, after int) bool {
	_, n := utf8.DecodeLastRuneInString(s[:i])
	if i-n > 0 && s[i-n-1] != '.' {
		return false
	}
	rest := s[i+after:]
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !isWordRune(r)
}

// clitic returns where the clitic of w begins, 0 if it has none.
func clitic(w string) int {
	if len(w) > 3 {
		if tail := w[len(w)-3:]; strings.EqualFold(tail, "n't") {
			return len(w) - 3
		}
	}
	if len(w) > 5 && strings.EqualFold(w[len(w)-5:], "n’t") {
		return len(w) - 5
	}
	i := strings.LastIndexAny(w, "'’")
	if i <= 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(w[i:])
	switch strings.ToLower(w[i+n:]) {
	case "s", "ll", "re", "ve", "d", "m":
		return i
	}
	return 0
}

// isAbbreviation reports whether a full stop behind w belongs to it.
func isAbbreviation(w string) bool {
	if strings.Contains(w, ".") { // U.S, a.m
		return true
	}
	r, n := utf8.DecodeRuneInString(w)
	return n == len(w) && unicode.IsUpper(r) && r != 'I' || abbreviations[w]
}

// abbreviations keep their full stop; none of them ends a sentence by itself.
var abbreviations = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Adm Cmdr Sen Rep Gov Hon Rev Fr St Mt Ft
		Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Inc Ltd Corp Co Bros vs etc No no Nos Vol vol pp cf al
		approx est e.g i.e Ph.D`) {
		m[w] = true
	}
	return m
}()
