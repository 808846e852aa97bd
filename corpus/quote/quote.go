// Package quote anchors words in a text so that they are found again when the text was
// fetched anew: under another menu, with other line breaks, quotation marks or a corrected
// word.
//
// A [Selector] is the TextQuoteSelector of the W3C Web Annotation Data Model (2017, 4.2.4):
// the exact words, some of what stands before and some of what stands behind them. [Of]
// makes one, [Selector.Find] looks for its words in another copy of the text. Both take time
// linear in the text unless the words were changed; then it grows with text times quotation.
package quote

import (
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// Selector says which words are meant. Its JSON is that of the Web Annotation model, without
// the type.
type Selector struct {
	Exact  string `json:"exact" parquet:"exact"`
	Prefix string `json:"prefix,omitempty" parquet:"prefix"` // about 32 code points, as Suffix
	Suffix string `json:"suffix,omitempty" parquet:"suffix"`
}

// around is how many code points prefix and suffix have, or a word more: what the model's
// example and the implementations of it use.
const around = 32

// Of returns the selector of a span of text. Prefix and suffix begin and end with whole
// words.
func Of(text string, s corpus.Span) Selector {
	return Selector{Exact: s.In(text), Prefix: text[back(text, s.Start):s.Start], Suffix: text[s.End:ahead(text, s.End)]}
}

// back returns where the context before i begins.
func back(text string, i int) int {
	for n := 0; i > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if n >= around && unicode.IsSpace(r) {
			break
		}
		i -= size
	}
	return i
}

func ahead(text string, i int) int {
	for n := 0; i < len(text); n++ {
		r, size := utf8.DecodeRuneInString(text[i:])
		if n >= around && unicode.IsSpace(r) {
			break
		}
		i += size
	}
	return i
}
