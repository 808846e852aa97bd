package judgments

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// quoted marks the tokens between pairs of quotation marks in tokens [first, last). A mark
// without a partner quotes nothing.
func quoted(t *text.Text, first, last int, marks []bool) {
	open := -1
	for i := first; i < last; i++ {
		switch w := t.Word(i); {
		case w == "“" || w == "«" || (w == "\"" || w == "``") && open < 0:
			open = i
		case (w == "”" || w == "»" || w == "\"" || w == "''") && open >= 0:
			for ; open < i; open++ {
				marks[open] = true
			}
			open = -1
		}
	}
}

// singlyQuoted does the same for ‘…’ and '…', whose marks are apostrophes as well.
func singlyQuoted(t *text.Text, first, last int, marks []bool) {
	for i := first; i < last; i++ {
		if opensSingle(t, i) {
			for end := singleEnd(t, i, last); i < end; i++ {
				marks[i] = true
			}
		}
	}
}

// opensSingle reports whether a quotation opens with token i: with a mark that touches the word
// behind it and none before it. In ‘tis and the '90s, as word processors and keyboards write
// them, it stands for letters.
func opensSingle(t *text.Text, i int) bool {
	if w := t.Word(i); w != "‘" && w != "'" {
		return false
	}
	if !touches(t, i+1) || touches(t, i) && isWord(t.Word(i-1)) {
		return false
	}
	switch next := strings.ToLower(t.Word(i + 1)); next {
	case "tis", "twas", "twill", "em", "til", "n":
		return false
	default:
		return next[0] < '0' || next[0] > '9'
	}
}

// singleEnd returns the token that closes the quotation which token i opens, i where none does:
// the first mark that touches the word before it, but "the states’" only where no other does.
func singleEnd(t *text.Text, i, last int) int {
	closing, plural := "’", i
	if t.Word(i) == "'" {
		closing = "'"
	}
	for k := i + 1; k < last && !opensSingle(t, k); k++ {
		switch {
		case t.Word(k) != closing || !touches(t, k) || touches(t, k+1) && isWord(t.Word(k+1)):
		case !strings.HasSuffix(t.Word(k-1), "s"):
			return k
		case plural == i:
			plural = k
		}
	}
	return plural
}

// touches reports whether nothing stands between token i and the one before it.
func touches(t *text.Text, i int) bool {
	return 0 < i && i < len(t.Tokens) && t.Tokens[i-1].End == t.Tokens[i].Start
}

func isWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
