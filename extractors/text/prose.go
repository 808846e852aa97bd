package text

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/sayso-nlp/sayso/corpus"
)

// proseModel loads prose's models once: NewDocument would decode them at every call.
var proseModel = sync.OnceValue(func() *prose.Model { return prose.ModelFromData("sayso") })

// Prose cuts s into the sentences of [Split] and has prose tokenise and tag each of them.
// Where prose panics or loses its place in a sentence, that sentence keeps the tokens of
// Split, without tags.
func Prose(s string) *Text {
	own := Split(s)
	t := &Text{Source: s, Tokens: make([]Token, 0, len(own.Tokens)), Sentences: make([]Sentence, 0, len(own.Sentences))}
	for _, sent := range own.Sentences {
		first := len(t.Tokens)
		tokens, ok := proseTokens(sent.In(s), sent.Start)
		if !ok {
			tokens = own.Tokens[sent.First:sent.Last]
		}
		t.Tokens = append(t.Tokens, tokens...)
		sent.First, sent.Last = first, len(t.Tokens)
		t.Sentences = append(t.Sentences, sent)
	}
	return t
}

func proseTokens(s string, base int) (tokens []Token, ok bool) {
	defer func() {
		if recover() != nil {
			tokens, ok = nil, false
		}
	}()
	doc, err := prose.NewDocument(s, prose.UsingModel(proseModel()), prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil {
		return nil, false
	}
	at := 0
	for _, tok := range doc.Tokens() {
		start, end, found := align(s, at, tok.Text)
		if !found {
			return nil, false
		}
		tokens = append(tokens, Token{corpus.Span{Start: base + start, End: base + end}, parseTag(tok.Tag, tok.Text)})
		at = end
	}
	return tokens, true
}

// align finds word in s at or behind at, code point by code point: prose writes curly
// quotation marks as ASCII, and drops white space.
func align(s string, at int, word string) (start, end int, ok bool) {
	at += len(s[at:]) - len(strings.TrimLeft(s[at:], " \t\r\n\u00a0\u2009\u202f"))
	start = at
	for _, want := range word {
		have, n := utf8.DecodeRuneInString(s[at:])
		if n == 0 || have != want && straight(have) != want {
			return 0, 0, false
		}
		at += n
	}
	return start, at, at > start
}

func straight(r rune) rune {
	switch r {
	case '“', '”':
		return '"'
	case '‘', '’':
		return '\''
	}
	return r
}

var tagByName = func() map[string]Tag {
	m := map[string]Tag{}
	for t, name := range tagNames {
		m[name] = Tag(t)
	}
	m["``"], m["\""], m["'"] = Quote, Quote, Quote
	m["-"], m["#"], m["$"] = Colon, SYM, SYM
	m["-LRB-"], m["-RRB-"] = Open, Close
	return m
}()

func parseTag(name, word string) Tag {
	switch word {
	case ".", "!", "?":
		return Stop
	case ",":
		return Comma
	case ":", ";", "–", "—", "-", "--", "...", "…":
		return Colon
	case "\"", "“", "”", "'", "’", "‘", "``", "''", "«", "»":
		if name != "POS" {
			return Quote
		}
	case "(", "[":
		return Open
	case ")", "]":
		return Close
	}
	return tagByName[name]
}
