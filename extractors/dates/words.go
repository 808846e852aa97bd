package dates

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/words.tsv
var wordsTSV string

//go:embed data/cues.tsv
var cuesTSV string

//go:embed data/phrases.tsv
var phrasesTSV string

// A class is what a piece of text is for the productions. Those of words are named in
// data/words.tsv and data/cues.tsv.
type class uint8

const (
	cNone  class = iota // beyond the sentence
	cOther              // any other word

	// Marks and digits, from the lexer.
	cComma
	cDash // hyphen, en dash, em dash
	cSlash
	cStop
	cColon // : ; and dots
	cOpener
	cCloser
	cQuote
	cPossessive // ’s
	cApostrophe
	cMoney
	cPercent
	cNumber   // 12, 1,200, 2.5
	cClock    // 14:30; val in seconds
	cDotted   // 12.05.2020; val yyyymmdd
	cDecadeYr // 1990s, 90s

	// Words.
	cMonth
	cMonthName // May, March: also names and verbs
	cMonthAbbr
	cWeekday
	cWeekdays
	cWeekdayAbbr
	cUnit
	cUnits
	cQuarterWord // a unit and a fourth
	cHalf
	cPart // of the day
	cParts
	cPartRef // tonight
	cNoon
	cSeason
	cFall
	cSeasons
	cNumeral
	cTens
	cScale
	cScales
	cVague
	cCouple
	cOrdinal
	cDecadeName
	cDeictic
	cRef
	cOften
	cLengthy
	cThe
	cArticle
	cThis
	cThat
	cThese
	cSame
	cEach
	cLast
	cPrevious
	cNext
	cComing
	cFollowing
	cCurrent
	cRecent
	cAgo
	cEarlier
	cLater
	cBefore
	cAfter
	cHence
	cOld
	cAge
	cEdge
	cEarly
	cEve
	cApprox
	cMore
	cThan
	cLeast
	cIn
	cAt
	cOn
	cBy
	cUntil
	cSince
	cPreposition
	cOf
	cTo
	cFrom
	cBetween
	cThrough
	cAnd
	cOr
	cPer
	cNot
	cWill // ’ll
	cEra
	cAMPM
	cOClock
	cZone
	cLocal
	cTimeWord
	cFiscal
	cFY
	cAdjective
	cAnother
	cCounted // what a number behind it counts: Resolution 1929
	cMeasure // what a number before it counts: 2000 people
	cTitle   // what a May behind it is a person for

	// Cues, from data/cues.tsv and from endings.
	cFuture
	cPast
	cSpeech     // promised, offered: about what lies ahead, but done before
	cVerb       // a verb of no direction, which at least is no noun
	cInfinitive // be, have: a participle behind them is not past
	cBreaker    // a clause begins: that, which, but

	numClasses
)

var classNames = map[string]class{
	"word":  cOther,
	"month": cMonth, "monthname": cMonthName, "monthabbr": cMonthAbbr, "weekday": cWeekday, "weekdays": cWeekdays,
	"weekdayabbr": cWeekdayAbbr, "unit": cUnit, "units": cUnits, "quarter": cQuarterWord, "half": cHalf, "part": cPart,
	"parts": cParts, "partref": cPartRef, "noon": cNoon, "season": cSeason, "fall": cFall, "seasons": cSeasons,
	"numeral": cNumeral, "tens": cTens, "scale": cScale, "scales": cScales, "vague": cVague, "couple": cCouple,
	"ordinal": cOrdinal, "decadename": cDecadeName, "deictic": cDeictic, "ref": cRef, "often": cOften, "lengthy": cLengthy,
	"the": cThe, "a": cArticle, "this": cThis, "that": cThat, "these": cThese, "same": cSame, "each": cEach, "last": cLast,
	"previous": cPrevious, "next": cNext, "coming": cComing, "following": cFollowing, "current": cCurrent,
	"recent": cRecent, "ago": cAgo, "earlier": cEarlier, "later": cLater, "before": cBefore, "after": cAfter,
	"hence": cHence, "old": cOld, "age": cAge, "edge": cEdge, "early": cEarly, "eve": cEve, "approx": cApprox, "more": cMore,
	"than": cThan, "least": cLeast, "in": cIn, "at": cAt, "on": cOn, "by": cBy, "until": cUntil, "since": cSince,
	"for": cPreposition, "of": cOf, "to": cTo, "from": cFrom, "between": cBetween, "through": cThrough, "and": cAnd, "or": cOr,
	"per": cPer, "not": cNot, "ll": cWill, "era": cEra, "ampm": cAMPM, "oclock": cOClock, "zone": cZone, "local": cLocal,
	"time": cTimeWord, "fiscal": cFiscal, "fy": cFY, "adjective": cAdjective, "another": cAnother, "counted": cCounted,
	"measure": cMeasure, "title": cTitle, "future": cFuture, "past": cPast, "preterite": cPast, "speech": cSpeech,
	"verb": cVerb, "infinitive": cInfinitive, "clause": cBreaker, "event": cOther, "doing": cFuture, "noun": cFuture, "timetable": cFuture,
}

// entry is a word of the vocabulary. Its id is its place in vocabulary.entries, from 1.
type entry struct {
	word  string
	class class
	val   int32
	hot   bool // a sentence with it may hold an expression

	places    uint8    // where it makes “today” mean these days
	preterite bool     // a past tense that is no participle
	noun      bool     // a word that looks ahead may be a noun that does not
	timetable bool     // a verb in the present that looks ahead with a weekday
	doing     bool     // a participle that looks ahead behind “is” and “are”
	happened  bool     // what the word names has happened
	phrases   []phrase // that begin with the word
}

// vocabulary is an open-addressing hash table: one probe per word of a text, without a
// string made for it.
type vocabulary struct {
	entries []entry
	slots   []uint16 // 0: free
	mask    uint32
	feasts  map[string]feast // by their rules in data/phrases.tsv
}

// phrase is a fixed wording, compared by class and word.
type phrase struct {
	pieces []item
	kind   string // ref, holiday or set
	value  string
}

var words = sync.OnceValue(loadVocabulary)

func loadVocabulary() *vocabulary {
	v := &vocabulary{entries: make([]entry, 1, 1024), slots: make([]uint16, 8192), mask: 8191}
	for _, row := range tsv.MustParse("words.tsv", wordsTSV, 3) {
		n, err := strconv.ParseInt(row.Cols[2], 10, 32)
		if err != nil {
			panic(fmt.Errorf("words.tsv:%d: %w", row.Line, err))
		}
		v.add(row.Cols[0], classOf("words.tsv", row), int32(n))
	}
	for _, row := range tsv.MustParse("cues.tsv", cuesTSV, 3) {
		v.add(row.Cols[0], classOf("cues.tsv", row), 0)
		e := &v.entries[v.find(row.Cols[0], hash(row.Cols[0]))]
		switch row.Cols[1] {
		case "preterite":
			e.preterite = true
		case "noun":
			e.noun = true
		case "timetable":
			e.timetable, e.noun = true, true
		case "doing":
			e.doing = true
		case "event":
			e.happened = true
		}
	}
	v.addPhrases()
	v.addPresent()
	for _, w := range [...]string{"period", "thousand", "eighteen", "nineteen"} { // “the latest period”, “in nineteen oh six”
		v.entries[v.find(w, hash(w))].hot = true
	}
	return v
}

// classOf returns the class that the second column of a table names.
func classOf(file string, row tsv.Row) class {
	c, ok := classNames[row.Cols[1]]
	if !ok {
		panic(fmt.Errorf("%s:%d: no class is called %q", file, row.Line, row.Cols[1]))
	}
	return c
}

// add enters a word unless it is there: the tables are read in the order of precedence.
func (v *vocabulary) add(word string, c class, val int32) {
	slot := hash(word) & v.mask
	for v.slots[slot] != 0 {
		if v.entries[v.slots[slot]].word == word {
			return
		}
		slot = (slot + 1) & v.mask
	}
	v.slots[slot] = uint16(len(v.entries))
	v.entries = append(v.entries, entry{word: word, class: c, val: val, hot: hot[c]})
}

// addPhrases enters the phrases of data/phrases.tsv and the feasts among them.
func (v *vocabulary) addPhrases() {
	v.feasts = map[string]feast{}
	lunar := lunarFeasts()
	for _, row := range tsv.MustParse("phrases.tsv", phrasesTSV, 4) {
		words, kind, value := row.Cols[0], row.Cols[1], row.Cols[2]
		for _, spelling := range spellings(words) {
			v.addPhrase(spelling, kind, value)
		}
		if kind != "holiday" {
			continue
		}
		f, err := newFeast(value, lunar)
		if err != nil {
			panic(fmt.Errorf("phrases.tsv:%d: %w", row.Line, err))
		}
		v.feasts[value] = f
	}
}

// spellings returns the ways to write a phrase: Presidents' Day also as President's Day and
// Presidents Day, Saint Stephen also as St. Stephen and St Stephen.
func spellings(phrase string) []string {
	all := []string{phrase}
	if i := strings.IndexByte(phrase, '\''); i >= 0 {
		owner, rest := strings.TrimSuffix(phrase[:i], "s"), strings.TrimPrefix(phrase[i+1:], "s")
		all = []string{owner + "'s" + rest, owner + "s'" + rest, owner + "s" + rest}
	}
	for _, s := range all {
		if name, ok := strings.CutPrefix(s, "saint "); ok {
			all = append(all, "st. "+name, "st "+name)
		}
	}
	return all
}

func (v *vocabulary) addPhrase(words, kind, value string) {
	for w := range fields(words) {
		v.add(w, cOther, 0)
	}
	l := lexer{words: v, source: words}
	l.sentence(0, len(words))
	if len(l.items) > 0 && l.items[0].id != 0 {
		first := &v.entries[l.items[0].id]
		v.entries[l.items[len(l.items)-1].id].hot = true
		first.phrases = append(first.phrases, phrase{slices.Clone(l.items), kind, value})
	}
}

// fields yields the runs of letters and digits of s.
func fields(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i := 0; i <= len(s); i++ {
			inside := i < len(s) && (kinds[s[i]] == letter || kinds[s[i]] == digit || kinds[s[i]] == high)
			switch {
			case inside && start < 0:
				start = i
			case !inside && start >= 0:
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
	}
}

// find returns the id of the word, whose hash is h, and 0 if the vocabulary lacks it.
func (v *vocabulary) find(word string, h uint32) uint16 {
	for slot := h & v.mask; v.slots[slot] != 0; slot = (slot + 1) & v.mask {
		if id := v.slots[slot]; equalFold(word, v.entries[id].word) {
			return id
		}
	}
	return 0
}

// equalFold compares word with lower, ignoring the case of ASCII letters in word.
func equalFold(word, lower string) bool {
	if len(word) != len(lower) {
		return false
	}
	for i := range len(word) {
		if lowered[word[i]] != lower[i] {
			return false
		}
	}
	return true
}

// hash is FNV-1a over the word in lower case.
func hash(word string) uint32 {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(lowered[word[i]])) * 16777619
	}
	return h
}
