package text

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/sayso-nlp/sayso/corpus"
)

// Prose is [Split] with the tags of prose's tagger (an averaged perceptron trained on the
// Wall Street Journal). It is the yardstick for [Fast], which is made from it.
//
// prose sees one sentence at a time, in the tokens of Split with a blank between any two, so
// nothing that it does to a text can shift an offset. Two things remain of its faults: it
// adds weights in the order of a map, so that a tag may change between runs where two are
// tied (none of 15,194 did in 12 runs, yet a few of a million do); and a word that occurs more
// than maxPasses times in a sentence has one tag for all the occurrences beyond.
func Prose(s string) *Text {
	t := Split(s)
	for _, sent := range t.Sentences {
		if !t.proseTags(sent) {
			t.fastTags(sent)
		}
	}
	return t
}

const (
	// maxPasses bounds how often a sentence is tagged to tell the occurrences of a word apart.
	maxPasses = 4
	// maxProseWord bounds the words that prose sees, in bytes: it is quadratic in the length of
	// some.
	maxProseWord = 64
)

// proseModel loads prose's models once: NewDocument would decode them at every call.
var proseModel = sync.OnceValue(func() *prose.Model { return prose.ModelFromData("sayso") })

// proseFixed holds the words that have one and the same tag for prose wherever they stand.
var proseFixed = sync.OnceValues(func() (map[string]string, error) {
	var tags map[string]string
	err := decodeProse("tags.gob", &tags)
	return tags, err
})

// decodeProse decodes a part of prose's tagger.
func decodeProse(part string, into any) error {
	data, err := prose.Asset("model/AveragedPerceptron/" + part)
	if err == nil {
		err = gob.NewDecoder(bytes.NewReader(data)).Decode(into)
	}
	if err != nil {
		return fmt.Errorf("read prose's %s: %w", part, err)
	}
	return nil
}

// proseTags sets the tags of a sentence. It reports false, and sets none, where prose panics
// or loses its place.
func (t *Text) proseTags(sent Sentence) bool {
	fed := make([]string, sent.Last-sent.First)
	for i := range fed {
		fed[i] = feed(t.Word(sent.First + i))
	}
	tags := make([]Tag, len(fed))
	nth, passes := occurrences(fed)
	for pass := range passes {
		got, ok := proseRun(variants(fed, nth, pass), false)
		if !ok {
			return false
		}
		for i := range tags {
			if nth[i] == pass {
				tags[i] = tagByName[got[i].Tag]
			}
		}
	}
	for i, tag := range tags {
		i += sent.First
		if own := t.ownTag(sent, i); own != None {
			tag = own
		}
		t.Tokens[i].Tag = tag
	}
	return true
}

// occurrences numbers the occurrences of each word from 0, words that always have the same
// tag excepted, and returns how many passes that takes. prose keeps one *Token for all
// occurrences of a word, so that the last one's tag overwrites the others'.
func occurrences(fed []string) (nth []int, passes int) {
	nth, passes = make([]int, len(fed)), 1
	seen := make(map[string]int, len(fed))
	fixed, _ := proseFixed() // without them more words than need be are told apart
	for i, w := range fed {
		if fixed[w] != "" || !startsWord(w) {
			continue
		}
		nth[i] = min(seen[w], maxPasses-1)
		seen[w]++
		passes = max(passes, nth[i]+1)
	}
	return nth, passes
}

// variants returns the words as pass number pass needs them: occurrences beyond it are
// written in odd case, "rEFORM", which makes them other words to prose's cache yet the same
// to the features of their neighbours, which ignore case.
func variants(fed []string, nth []int, pass int) []string {
	out := make([]string, len(fed))
	for i, w := range fed {
		if nth[i] > pass {
			_, n := utf8.DecodeRuneInString(w)
			if odd := w[:n] + strings.ToUpper(w[n:]); odd != w {
				w = odd
			} else {
				w = w[:n] + strings.ToLower(w[n:])
			}
		}
		out[i] = w
	}
	return out
}

// feed returns a word as prose can bear it: short, valid UTF-8, quotation marks straight, no
// apostrophe inside (prose loses the tail of "Ma'mun").
func feed(w string) string {
	if len(w) > maxProseWord {
		w = strings.ToValidUTF8(w[:maxProseWord], "")
	}
	w = strings.Map(func(r rune) rune {
		switch {
		case r == '“' || r == '”':
			return '"'
		case r == '‘' || r == '’' || r == '\'':
			return '\''
		case r == utf8.RuneError:
			return '?'
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, w)
	if !isClitic(w) && len(w) > 1 {
		w = strings.ReplaceAll(w, "'", "")
	}
	if w == "" {
		return "?"
	}
	return w
}

func isClitic(w string) bool {
	switch strings.ToLower(w) {
	case "'s", "'ll", "'re", "'m", "'d", "'ve", "n't":
		return true
	}
	return false
}

// proseRun has prose tokenise and tag words, and find names among them if extract is set.
// The result has one token for each word: where prose cuts a word, that of its first part.
func proseRun(words []string, extract bool) (out []prose.Token, ok bool) {
	defer func() {
		if recover() != nil {
			out, ok = nil, false
		}
	}()
	doc, err := prose.NewDocument(strings.Join(words, " "), prose.UsingModel(proseModel()),
		prose.WithSegmentation(false), prose.WithExtraction(extract))
	if err != nil {
		return nil, false
	}
	tokens := doc.Tokens()
	out = make([]prose.Token, len(words))
	at := 0
	for i, w := range words {
		for n := 0; n < len(w); at++ {
			if at == len(tokens) || len(tokens[at].Text) > len(w)-n {
				return nil, false
			}
			if n == 0 {
				out[i] = tokens[at]
			}
			n += len(tokens[at].Text)
		}
	}
	return out, at == len(tokens)
}

var proseTypes = map[string]corpus.EntityType{
	"PERSON": corpus.Person, "GPE": corpus.GPE, "ORGANIZATION": corpus.Org,
	"LOCATION": corpus.Loc, "FACILITY": corpus.Facility,
}

// ProseEntities returns the names that prose's own recogniser finds in t, as a baseline. The
// names are read from its labels, not from its list, which drops a name that ends the text
// and swallows words around it; as in that list, labelled words in a row are one name. Words
// that recur within the sentence share one label, that of the last.
func ProseEntities(t *Text) []corpus.Entity {
	var out []corpus.Entity
	for _, sent := range t.Sentences {
		words := make([]string, sent.Last-sent.First)
		for i := range words {
			words[i] = feed(t.Word(sent.First + i))
		}
		tokens, ok := proseRun(words, true)
		if !ok {
			continue
		}
		for i := 0; i < len(tokens); {
			end := i
			for end < len(tokens) && proseType(tokens[end]) != "" {
				end++
			}
			if end > i {
				out = append(out, corpus.Entity{
					Span:  corpus.Span{Start: t.Tokens[sent.First+i].Start, End: t.Tokens[sent.First+end-1].End},
					Type:  proseNameType(tokens[i:end]),
					Found: corpus.Found{Rule: "prose"},
				})
			}
			i = max(end, i+1)
		}
	}
	return out
}

func proseType(k prose.Token) corpus.EntityType {
	_, kind, _ := strings.Cut(k.Label, "-")
	return proseTypes[kind]
}

// proseNameType returns the type of a name: that of its first word, but two words of which
// one is a person's are a person, as prose has it.
func proseNameType(name []prose.Token) corpus.EntityType {
	if len(name) == 2 && proseType(name[1]) == corpus.Person {
		return corpus.Person
	}
	return proseType(name[0])
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
