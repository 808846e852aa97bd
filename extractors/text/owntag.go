package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ownTag returns the tag of token i where its form alone decides it, and None elsewhere:
// punctuation, numbers, addresses, acronyms and the parts of hyphenated words.
func (t *Text) ownTag(sent Sentence, i int) Tag {
	w := t.Word(i)
	b := w[0]
	if b >= utf8.RuneSelf || byteClass[b] != bWord {
		if startsWord(w) {
			return None
		}
		return t.markTag(sent, i, w)
	}
	if isDigit(b) && isFigure(w) {
		return CD
	}
	switch {
	case len(w) > 1 && w[len(w)-1] == '-':
		return JJ // pro- Russian
	case strings.Contains(w, "://") || strings.IndexByte(w, '@') > 0 || strings.HasPrefix(w, "www."):
		return NN
	case isAcronym(w) && !t.shouts(sent, i):
		return NNP // "US" is not "us"
	}
	return None
}

func (t *Text) markTag(sent Sentence, i int, w string) Tag {
	switch w {
	case ".", "!", "?":
		return Stop
	case ",":
		return Comma
	case "(", "[", "{":
		return Open
	case ")", "]", "}":
		return Close
	case "\"", "“", "”", "‘", "''", "«", "»", "„", "``":
		return Quote
	case "'", "’":
		return t.apostropheTag(sent, i)
	case ":", ";", "…", "—", "―":
		return Colon
	case "&":
		return CC
	case "%":
		return NN
	case "-", "–", "−":
		if i > sent.First && i+1 < sent.Last && t.Tokens[i-1].End == t.Tokens[i].Start && t.Tokens[i].End == t.Tokens[i+1].Start {
			return SYM // EU–China
		}
		return Colon
	}
	switch r, n := utf8.DecodeRuneInString(w); {
	case r == '-' && len(w) > 1 && startsWord(w[1:]):
		return JJ // Iran -backed
	case r == '-' || r == '.' || r == '=' || r == '*' || r == '~':
		return Colon
	case (r == '\'' || r == '’') && len(w) > n:
		return None // 's, 'll
	}
	return SYM
}

// apostropheTag tells the possessive of "the states' rights" from the end of a quotation.
func (t *Text) apostropheTag(sent Sentence, i int) Tag {
	if i == sent.First || t.Tokens[i-1].End != t.Tokens[i].Start || lastRune(t.Word(i-1))|0x20 != 's' {
		return Quote
	}
	for j := i - 1; j >= max(sent.First, i-100); j-- { // a quotation still open?
		switch t.Word(j) {
		case "‘":
			return Quote
		case "'":
			if j == sent.First || t.Tokens[j-1].End < t.Tokens[j].Start {
				return Quote
			}
		}
	}
	return POS
}

// isFigure reports whether w is a number and nothing else: "3.5", "1,200", "26/11", "10:30".
func isFigure(w string) bool {
	for i := 0; i < len(w); i++ {
		if b := w[i]; !isDigit(b) && b != '.' && b != ',' && b != ':' && b != '/' && b != '-' {
			return false
		}
	}
	return true
}

// shouts reports whether a neighbour of token i is in capitals as well, as in headlines
// such as "TALKS IN OSLO".
func (t *Text) shouts(sent Sentence, i int) bool {
	for _, j := range [2]int{i - 1, i + 1} {
		if j < sent.First || j >= sent.Last {
			continue
		}
		if w := t.Word(j); len(w) > 4 && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsUpper(r) }) < 0 {
			return true
		}
	}
	return false
}
