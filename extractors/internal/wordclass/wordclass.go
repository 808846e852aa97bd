// Package wordclass knows which English words are used alike: "rebuffed" as "spurned",
// "Tbilisi" as "Yerevan". The learned extractors take the classes of a word as features, so
// that what they learn of one word serves others, which their small training files lack.
//
// The classes were made by clustering pre-trained vectors of general English ([Build]); they
// are nested, from few and wide to many and narrow ([Class]). The package promises that a
// look-up allocates nothing for words in ASCII and takes the time of a few comparisons.
// Start reading at [Of].
package wordclass

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
)

//go:generate sh train.sh

//go:embed classes.bin
var classesFile []byte

// Class is the class of a word at each level, from the widest (Class[0]) to the narrowest.
// Classes are counted from 1; 0 stands for a word that is in none. Two words of one class
// share all wider ones.
type Class [levels]uint16

// levels is the number of levels, and sizes how many classes each has at most.
const levels = 4

var sizes = [levels]int{64, 256, 1024, 4096}

// Of returns the classes of a word in lower case. Accents make no difference.
func Of(word string) Class { return table().of(word) }

// index holds the words by their hashes: keys are sorted, and those with the same upper
// bits stand from starts[bits] to starts[bits+1].
type index struct {
	wider   []Class // of each narrowest class
	starts  []uint32
	keys    []uint32
	classes []uint16
}

// table decodes the embedded file once, when the first word is looked up.
var table = sync.OnceValue(func() *index {
	x, err := decode(classesFile)
	if err != nil {
		panic(err) // the tests have decoded it
	}
	return x
})

func (x *index) of(word string) Class {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			word = plain(strings.Clone(word)) // so that the word itself does not escape
			break
		}
	}
	key := hash(word)
	bits := key >> bucketShift
	for i := x.starts[bits]; i < x.starts[bits+1]; i++ {
		if x.keys[i] == key {
			return x.wider[x.classes[i]]
		}
	}
	return Class{}
}

// plain takes the accents off: "erdoğan" is "erdogan" to the vectors. It goes letter by letter
// and must not change, as models are trained on what it gives; actors spells names out in its
// own way ("ß" is "ss").
func plain(word string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return r
		}
		if letter, ok := unaccented()[r]; ok {
			return letter
		}
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, word)
}

// unaccented holds the letter of each of accents.
var unaccented = sync.OnceValue(func() map[rune]rune {
	m := make(map[rune]rune, len(letters))
	n := 0
	for _, r := range accents {
		m[r] = rune(letters[n])
		n++
	}
	return m
})

// accents are the Latin letters that Unicode takes apart into one of ASCII and its marks, and those
// with a stroke or without their dot, which it does not; letters are what they become, one for each.
const accents = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċčďēĕėęěĝğġģĥĩīĭįıĵķĺļľńņňōŏőŕŗřśŝşšţť" +
	"ũūŭůűųŵŷźżžơưǎǐǒǔǖǘǚǜǟǡǧǩǫǭǰǵǹǻȁȃȅȇȉȋȍȏȑȓȕȗșțȟȧȩȫȭȯȱȳḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡ" +
	"ḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖẗẘẙạảấầẩẫậắ" +
	"ằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹłøđðħŧ"

const letters = "aaaaaaceeeeiiiinooooouuuuyyaaaccccdeeeeegggghiiiiijklllnnnooorrrsssstt" +
	"uuuuuuwyzzzouaiouuuuuaagkoojgnaaaeeiioorruusthaeooooyabbbcdddddeeeeefg" +
	"hhhhhiikkkllllmmmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzzhtwyaaaaaaaa" +
	"aaaaeeeeeeeeiioooooooooooouuuuuuuyyyyloddht"

const (
	hashTemplate = 0 // of linear.Hash; these features are no other model's
	bucketShift  = 16
	magic        = "sayso-classes 1\n"
)

// hash is all that is kept of a word: of 220,000, one in 20,000 words that are not among
// them is taken for one that is.
func hash(word string) uint32 { return linear.Hash(hashTemplate, word) }

// decode reads a file that [Build] wrote: a header of text up to an empty line, the wider
// classes of each narrowest one, then each word as the distance of its hash from the one
// before and its class.
func decode(file []byte) (*index, error) {
	_, body, ok := strings.Cut(string(file), "\n\n")
	if !ok || !strings.HasPrefix(string(file), magic) {
		return nil, errors.New("word classes: not a file of this version: run go generate to make it again")
	}
	r := reader{b: []byte(body)}
	classes := int(r.number(uint64(sizes[levels-1])))
	x := &index{wider: make([]Class, classes+1), starts: make([]uint32, 1<<(32-bucketShift)+1)}
	for c := 1; c <= classes; c++ {
		for level := range x.wider[c] {
			x.wider[c][level] = uint16(r.number(uint64(sizes[level])))
		}
	}
	words := r.number(uint64(len(body)))
	x.keys, x.classes = make([]uint32, words), make([]uint16, words)
	key := uint64(0)
	for i := range x.keys {
		key += r.number(1<<32 - 1)
		if key >= 1<<32 {
			return nil, errors.New("word classes: the file is damaged")
		}
		x.keys[i], x.classes[i] = uint32(key), uint16(r.number(uint64(classes)))
		x.starts[key>>bucketShift+1]++
	}
	for i := range len(x.starts) - 1 {
		x.starts[i+1] += x.starts[i]
	}
	if r.bad || len(r.b) != 0 {
		return nil, errors.New("word classes: the file is damaged, truncated or has a tail")
	}
	return x, nil
}

// reader takes numbers off the front of b; bad is set by one that is missing or too large.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) number(most uint64) uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > most {
		r.b, r.bad = nil, true
		return 0
	}
	r.b = r.b[n:]
	return v
}

// encode is the inverse of decode.
func (x *index) encode(source string, seed uint64) []byte {
	b := fmt.Appendf(nil, "%ssource: %s\nseed: %d\nwords: %d\nclasses: %d\n\n", magic, source, seed, len(x.keys), sizes)
	b = binary.AppendUvarint(b, uint64(len(x.wider)-1))
	for _, class := range x.wider[1:] {
		for _, c := range class {
			b = binary.AppendUvarint(b, uint64(c))
		}
	}
	b = binary.AppendUvarint(b, uint64(len(x.keys)))
	last := uint32(0)
	for i, key := range x.keys {
		b = binary.AppendUvarint(b, uint64(key-last))
		b = binary.AppendUvarint(b, uint64(x.classes[i]))
		last = key
	}
	return b
}
