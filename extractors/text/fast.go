package text

import (
	_ "embed"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
)

//go:generate go run ../../cmd/sayso-train tags --out tags.bin ../../../shared/gold/train/ob1.jsonl ../../../shared/gold/train/ob2.jsonl ../../../shared/gold/train/ob3.jsonl ../../../shared/gold/train/ob4.jsonl ../../../shared/gold/train/ob5.jsonl ../../../shared/gold/train/ob6.jsonl ../../../shared/gold/train/ob7.jsonl ../../../shared/gold/train/st1.jsonl ../../../shared/gold/train/wn1.jsonl ../../../shared/gold/train/wn2.jsonl ../../../shared/gold/train/wn3.jsonl ../../../shared/gold/entities/gmb-train.jsonl ../../../shared/gold/entities/gum-train.jsonl ../../../shared/gold/entities/wikigold-train.jsonl ../../../shared/gold/entities/crossner-politics-train.jsonl

//go:embed tags.bin
var tagsModel []byte

// tagFeatures names what [tagger.features] makes; a change there needs a new number here.
const tagFeatures = "tags 1"

var loadTagger = sync.OnceValue(func() *linear.Model {
	m, err := linear.Load(tagsModel, tagFeatures)
	if err != nil {
		panic("text: " + err.Error()) // the file is part of the program, and its tests have read it
	}
	return m
})

// Fast is [Split] with tags of its own: a greedy averaged perceptron over whole numbers that
// learned from prose's tags and from rules for what prose gets wrong. It gives the same tags
// on every run and every machine.
func Fast(s string) *Text {
	t := Split(s)
	g := tagger{text: t, model: loadTagger()}
	for _, sent := range t.Sentences {
		g.tag(sent)
	}
	return t
}

// fastTags tags one sentence, where prose could not.
func (t *Text) fastTags(sent Sentence) {
	g := tagger{text: t, model: loadTagger()}
	g.tag(sent)
}

// tagger holds the buffers of one text.
type tagger struct {
	text   *Text
	model  *linear.Model
	forms  []form
	scores [numWordTags]int32
	buf    [numTemplates]uint32
}

// numWordTags is the number of tags that are learned: CC to WRB. Label l is Tag l+1.
const numWordTags = int(WRB)

// form is what the features need of a word.
type form struct {
	word, suffix3, suffix2, prefix, shape uint32
	own                                   Tag // what ownTag says
}

// edge stands for what is before the first and behind the last word.
var edge = form{word: 1, suffix3: 1, suffix2: 1, prefix: 1, shape: 1}

// tag tags the sentence from left to right.
func (g *tagger) tag(sent Sentence) {
	g.prepare(sent)
	var prev, prev2 Tag
	for i := range g.forms[2 : len(g.forms)-2] {
		tag := g.forms[i+2].own
		if tag == None {
			tag = Tag(g.model.Best(g.features(i+2, prev, prev2), g.scores[:])) + 1
		}
		g.text.Tokens[sent.First+i].Tag = tag
		prev, prev2 = tag, prev
	}
}

// prepare fills forms for a sentence, with two edges on either side.
func (g *tagger) prepare(sent Sentence) {
	g.forms = append(g.forms[:0], edge, edge)
	for i := sent.First; i < sent.Last; i++ {
		f := makeForm(g.text.Word(i))
		f.own = g.text.ownTag(sent, i)
		if i == sent.First {
			f.shape |= shapeFirst
		}
		g.forms = append(g.forms, f)
	}
	g.forms = append(g.forms, edge, edge)
}

// Shapes of words, as bits. They are part of the features, so none may change its place.
const (
	shapeUpper = 1 << iota // begins with a capital
	shapeCaps              // has another one
	shapeDigit
	shapeHyphen
	shapeMark // begins with a mark
	_
	_
	shapeWord  // is one, and not the edge
	shapeFirst // begins the sentence
)

// maxForm bounds the bytes of a word that are looked at.
const maxForm = 40

// makeForm hashes a word in one pass. Case is folded, digits are all the same.
func makeForm(w string) form {
	f := form{shape: shapeWord}
	if len(w) > maxForm {
		w = w[:maxForm]
	}
	var last [4]uint32 // the last runes, folded, newest first
	h, n := uint32(2166136261), 0
	for i := 0; i < len(w); n++ {
		r, size := rune(w[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(w[i:])
		}
		r = fold(&f, r, n)
		h = (h ^ uint32(r)) * 16777619
		last[3], last[2], last[1], last[0] = last[2], last[1], last[0], uint32(r)
		if n == 1 {
			f.prefix = h
		}
		i += size
	}
	f.word = h
	f.suffix2 = last[0]<<8 ^ last[1]
	f.suffix3 = f.suffix2<<8 ^ last[2]
	if n <= 1 {
		f.prefix = h
	}
	return f
}

// fold notes in f the shape of the n-th rune of a word, and returns the rune folded.
func fold(f *form, r rune, n int) rune {
	switch {
	case 'a' <= r && r <= 'z':
	case 'A' <= r && r <= 'Z':
		f.capital(n)
		return r | 0x20
	case '0' <= r && r <= '9':
		f.shape |= shapeDigit
		return '0'
	case r == '-':
		f.shape |= shapeHyphen
	case r == '’':
		r = '\''
		fallthrough
	case r == '\'':
		if n == 0 {
			f.shape |= shapeMark
		}
	case r >= utf8.RuneSelf && unicode.IsUpper(r):
		f.capital(n)
		return unicode.ToLower(r)
	}
	return r
}

func (f *form) capital(n int) {
	if n == 0 {
		f.shape |= shapeUpper
	} else {
		f.shape |= shapeCaps
	}
}

const numTemplates = 18

// features returns the features of forms[i], which stays valid until the next call.
func (g *tagger) features(i int, prev, prev2 Tag) []uint32 {
	w, before, behind := &g.forms[i], &g.forms[i-1], &g.forms[i+1]
	p := uint32(prev)
	pp := p<<8 | uint32(prev2)
	g.buf = [numTemplates]uint32{
		linear.Join(1, w.word, 0),
		linear.Join(2, w.suffix3, w.shape),
		linear.Join(3, w.suffix2, w.shape),
		linear.Join(4, w.shape, p),
		linear.Join(5, before.word, 0),
		linear.Join(6, behind.word, 0),
		linear.Join(7, g.forms[i-2].word, 0),
		linear.Join(8, g.forms[i+2].word, 0),
		linear.Join(9, p, 0),
		linear.Join(10, pp, 0),
		linear.Join(11, p, w.word),
		linear.Join(12, before.suffix3, 0),
		linear.Join(13, behind.suffix3, behind.shape&shapeUpper),
		linear.Join(14, w.word, w.shape),
		linear.Join(15, p, w.suffix3),
		linear.Join(16, w.word, behind.word),
		linear.Join(17, p, behind.word),
		linear.Join(18, w.prefix, w.shape),
	}
	return g.buf[:]
}
