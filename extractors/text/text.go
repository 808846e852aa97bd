// Package text cuts a text into paragraphs, sentences and tagged tokens, each with its
// span of bytes in the text, which is never altered.
//
// [Split] cuts, [Fast] tags as well; both are linear in the length of the text and always
// give the same. The package is the only importer of prose: [Prose] and [ProseEntities] hide
// that library's types and its faults, and serve to compare with. Start reading at [Text].
package text

import (
	"sort"

	"github.com/sayso-nlp/sayso/corpus"
)

// Text is a text with its tokens and sentences. It is immutable once made, so any number
// of extractors may read it at once.
type Text struct {
	Source    string
	Tokens    []Token    // in order, without overlap; white space belongs to none
	Sentences []Sentence // in order; every token is in exactly one
}

// Token is a word, number or punctuation mark.
type Token struct {
	corpus.Span
	Tag Tag
}

// Sentence is a sentence, headline or list item. No sentence crosses a blank line.
type Sentence struct {
	corpus.Span
	First, Last int // its tokens are Tokens[First:Last]
	Paragraph   int // 0-based number of the paragraph that it stands in
}

// Word returns the i-th token as written.
func (t *Text) Word(i int) string { return t.Tokens[i].In(t.Source) }

// TokenAt returns the number of the first token that ends behind byte at: the one that at lies
// in, else the next one, len(t.Tokens) behind the last. So a span of whole tokens is
// Tokens[TokenAt(span.Start):TokenAt(span.End)].
func (t *Text) TokenAt(at int) int {
	return sort.Search(len(t.Tokens), func(i int) bool { return t.Tokens[i].End > at })
}

// SentenceAt returns the number of the sentence that holds a token, len(t.Sentences) for one
// behind the last. Its paragraph is Sentences[SentenceAt(token)].Paragraph.
func (t *Text) SentenceAt(token int) int {
	return sort.Search(len(t.Sentences), func(i int) bool { return t.Sentences[i].Last > token })
}

// Tag is a part of speech of the Penn Treebank (Santorini 1990). The zero Tag is unknown.
type Tag uint8

// The tags. Dashes between spaces are Colon, those between two words SYM ("EU–China"), and
// so are currency signs. "-backed" of "Iran-backed" and "pro-" of "pro-Russian" are JJ.
const (
	None Tag = iota
	CC
	CD
	DT
	EX
	FW
	IN
	JJ
	JJR
	JJS
	LS
	MD
	NN
	NNP
	NNPS
	NNS
	PDT
	POS
	PRP
	PRPS // PRP$
	RB
	RBR
	RBS
	RP
	SYM
	TO
	UH
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	WDT
	WP
	WPS // WP$
	WRB
	Stop    // . ! ?
	Comma   // ,
	Colon   // : ; … and dashes
	Quote   // opening or closing
	Open    // ( [
	Close   // ) ]
	numTags // not a tag
)

// NumTags is the number of tags, for tables indexed by Tag.
const NumTags = int(numTags)

var tagNames = [...]string{
	None: "", CC: "CC", CD: "CD", DT: "DT", EX: "EX", FW: "FW", IN: "IN", JJ: "JJ", JJR: "JJR", JJS: "JJS",
	LS: "LS", MD: "MD", NN: "NN", NNP: "NNP", NNPS: "NNPS", NNS: "NNS", PDT: "PDT", POS: "POS", PRP: "PRP",
	PRPS: "PRP$", RB: "RB", RBR: "RBR", RBS: "RBS", RP: "RP", SYM: "SYM", TO: "TO", UH: "UH", VB: "VB",
	VBD: "VBD", VBG: "VBG", VBN: "VBN", VBP: "VBP", VBZ: "VBZ", WDT: "WDT", WP: "WP", WPS: "WP$", WRB: "WRB",
	Stop: ".", Comma: ",", Colon: ":", Quote: "''", Open: "(", Close: ")",
}

// String returns the tag as the Penn Treebank writes it.
func (t Tag) String() string { return tagNames[t] }

// IsVerb reports whether t is one of VB, VBD, VBG, VBN, VBP, VBZ.
func (t Tag) IsVerb() bool { return VB <= t && t <= VBZ }

// IsNoun reports whether t is one of NN, NNP, NNPS, NNS.
func (t Tag) IsNoun() bool { return NN <= t && t <= NNS }

// IsProper reports whether t is NNP or NNPS.
func (t Tag) IsProper() bool { return t == NNP || t == NNPS }

// IsPunct reports whether t is a punctuation mark.
func (t Tag) IsPunct() bool { return t >= Stop }
