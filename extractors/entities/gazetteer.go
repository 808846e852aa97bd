package entities

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

//go:embed data/names.tsv
var namesTSV string

//go:embed data/words.tsv
var wordsTSV string

// gazetteer are the lists: what single words are known to be, and names of several words.
// They are features like others, so an ambiguous name ("Jordan") is left to the context.
type gazetteer struct {
	classes map[uint32]class // by the lower feature of a word
	names   map[uint32]uint8 // list of a whole name, by the joined features of its words
	begins  map[uint32]bool  // names cut behind any of their words
}

// class is a set of what a word can be, one bit each.
type class uint32

// The bits are part of the features: new classes go to the end, and featureVersion up.
const (
	particle class = 1 << iota
	month
	weekday
	title
	role
	given
	surname
	country
	demonym
	city
	state
	placeWord
	orgHead
	eventHead
	lawHead
	facilityHead
	locHead
	productHead
	workHead
	stateWord
	partyWord
	ordinal
	say
	unitWord
)

// classNames are the classes as words.tsv names them.
var classNames = map[string]class{
	"particle": particle, "month": month, "weekday": weekday, "title": title, "role": role, "given": given, "surname": surname,
	"country": country, "demonym": demonym, "city": city, "state": state, "place": placeWord, "org-head": orgHead,
	"event-head": eventHead, "law-head": lawHead, "fac-head": facilityHead, "loc-head": locHead, "product-head": productHead,
	"work-head": workHead, "state-word": stateWord, "party-word": partyWord, "ordinal": ordinal, "say": say, "unit-word": unitWord,
}

// listNames are the lists of names.tsv; the place in a name makes four features of each.
var listNames = []string{"person", "org", "gpe", "loc", "norp", "fac", "event", "law", "product", "media", "armed", "party"}

var lists = sync.OnceValue(func() *gazetteer {
	l, err := newGazetteer(wordsTSV, namesTSV)
	if err != nil {
		panic(err) // the tests have read the tables
	}
	return l
})

func newGazetteer(words, names string) (*gazetteer, error) {
	l := &gazetteer{ // as large as the lists are
		classes: make(map[uint32]class, 8<<10), names: make(map[uint32]uint8, 10<<10), begins: make(map[uint32]bool, 10<<10),
	}
	rows, err := tsv.Parse("words.tsv", words, 2)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		class, ok := classNames[row.Cols[0]]
		if !ok {
			return nil, fmt.Errorf("words.tsv:%d: class %q is not known", row.Line, row.Cols[0])
		}
		for w := range strings.FieldsSeq(row.Cols[1]) {
			l.classes[lowerFeature(w)] |= class
		}
	}
	if rows, err = tsv.Parse("names.tsv", names, 2); err != nil {
		return nil, err
	}
	for _, row := range rows {
		list := slices.Index(listNames, row.Cols[0])
		if list < 0 {
			return nil, fmt.Errorf("names.tsv:%d: list %q is not known", row.Line, row.Cols[0])
		}
		for name := range strings.SplitSeq(row.Cols[1], "; ") {
			l.add(name, uint8(list+1))
		}
	}
	return l, nil
}

func lowerFeature(w string) uint32 {
	var buffer [2 * longest]byte
	lower := buffer[:0]
	for _, r := range w {
		lower = utf8.AppendRune(lower, fold(r))
	}
	return linear.Hash(lowerTemplate, string(lower))
}

// nameTemplate joins the words of a listed name.
const nameTemplate = 100

func (l *gazetteer) add(name string, list uint8) {
	key := uint32(0)
	t := text.Split(name)
	for i := range t.Tokens {
		w := t.Word(i)
		if key != 0 {
			l.begins[key] = true
		}
		key = linear.Join(nameTemplate, key, lowerFeature(w))
	}
	if _, known := l.names[key]; !known {
		l.names[key] = list
	}
}

// match marks the listed names of a sentence, from left to right the longest first.
func (l *gazetteer) match(p *page, s *sentence) {
	for i := s.first; i < s.last; {
		length, list := 0, uint8(0)
		if s.caseless == lowerLetters || p.word(i).named() {
			length, list = l.at(p, s, i)
		}
		for k := range length {
			place := uint8(0) // alone
			switch {
			case length == 1:
			case k == 0:
				place = 1
			case k == length-1:
				place = 3
			default:
				place = 2
			}
			p.units[i+k].listed = 4*list + place
		}
		i += max(1, length)
	}
}

// at returns the longest listed name that begins with unit i.
func (l *gazetteer) at(p *page, s *sentence, i int) (length int, list uint8) {
	key := uint32(0)
	for j := i; j < min(s.last, i+10); j++ {
		key = linear.Join(nameTemplate, key, p.word(j).lower)
		if found, ok := l.names[key]; ok && (s.caseless == lowerLetters || p.word(j).named()) {
			length, list = j-i+1, found
		}
		if !l.begins[key] {
			break
		}
	}
	return length, list
}
