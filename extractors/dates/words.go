package dates

import (
	_ "embed"
	"slices"
	"strconv"
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
	none  class = iota // beyond the sentence
	other              // any other word

	// Marks and digits, from the lexer.
	comma
	dash // hyphen, en dash, em dash
	slash
	stop
	colon // : ; and dots
	opener
	closer
	quote
	possessive // ’s
	apostrophe
	money
	percent
	number   // 12, 1,200, 2.5
	clock    // 14:30; val in seconds
	dotted   // 12.05.2020; val yyyymmdd
	decadeYr // 1990s, 90s

	// Words.
	month
	monthName // May, March: also names and verbs
	monthAbbr
	weekday
	weekdays
	weekdayAbbr
	unit
	units
	quarterWord // a unit and a fourth
	half
	part // of the day
	parts
	partRef // tonight
	noon
	season
	fall
	seasons
	numeral
	tens
	scale
	scales
	vague
	couple
	ordinal
	decadeName
	deictic
	ref
	often
	lengthy
	the
	article
	this
	that
	these
	same
	each
	last
	previous
	next
	coming
	following
	current
	recent
	ago
	earlier
	later
	before
	after
	hence
	old
	age
	edge
	early
	eve
	approx
	more
	than
	least
	in
	at
	on
	by
	until
	since
	preposition
	of
	to
	from
	between
	through
	and
	or
	per
	not
	will // ’ll
	era
	ampm
	oclock
	zone
	local
	timeWord
	fiscal
	fy
	adjective
	another
	counted // what a number behind it counts: Resolution 1929
	measure // what a number before it counts: 2000 people
	title   // what a May behind it is a person for

	// Cues, from data/cues.tsv and from endings.
	cueFuture
	cuePast
	cueSpeech  // promised, offered: about what lies ahead, but done before
	cueNone    // a verb of no direction, which at least is no noun
	infinitive // be, have: a participle behind them is not past
	breaker    // a clause begins: that, which, but

	numClasses
)

var classNames = map[string]class{
	"word":  other,
	"month": month, "monthname": monthName, "monthabbr": monthAbbr, "weekday": weekday, "weekdays": weekdays,
	"weekdayabbr": weekdayAbbr, "unit": unit, "units": units, "quarter": quarterWord, "half": half, "part": part,
	"parts": parts, "partref": partRef, "noon": noon, "season": season, "fall": fall, "seasons": seasons,
	"numeral": numeral, "tens": tens, "scale": scale, "scales": scales, "vague": vague, "couple": couple,
	"ordinal": ordinal, "decadename": decadeName, "deictic": deictic, "ref": ref, "often": often, "lengthy": lengthy,
	"the": the, "a": article, "this": this, "that": that, "these": these, "same": same, "each": each, "last": last,
	"previous": previous, "next": next, "coming": coming, "following": following, "current": current,
	"recent": recent, "ago": ago, "earlier": earlier, "later": later, "before": before, "after": after,
	"hence": hence, "old": old, "age": age, "edge": edge, "early": early, "eve": eve, "approx": approx, "more": more,
	"than": than, "least": least, "in": in, "at": at, "on": on, "by": by, "until": until, "since": since,
	"for": preposition, "of": of, "to": to, "from": from, "between": between, "through": through, "and": and, "or": or,
	"per": per, "not": not, "ll": will, "era": era, "ampm": ampm, "oclock": oclock, "zone": zone, "local": local,
	"time": timeWord, "fiscal": fiscal, "fy": fy, "adjective": adjective, "another": another, "counted": counted,
	"measure": measure, "title": title, "future": cueFuture, "past": cuePast, "speech": cueSpeech,
	"verb": cueNone, "infinitive": infinitive, "clause": breaker,
}

// entry is a word of the vocabulary. Its id is its place in vocabulary.entries, from 1.
type entry struct {
	word  string
	class class
	val   int32
	hot   bool // a sentence with it may hold an expression

	places  uint8    // where it makes “today” mean these days
	phrases []phrase // that begin with the word
}

// vocabulary is an open-addressing hash table: one probe per word of a text, without a
// string made for it.
type vocabulary struct {
	entries []entry
	slots   []uint16 // 0: free
	mask    uint32
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
		n, _ := strconv.Atoi(row.Cols[2])
		v.add(row.Cols[0], classNames[row.Cols[1]], int32(n))
	}
	for _, row := range tsv.MustParse("cues.tsv", cuesTSV, 3) {
		v.add(row.Cols[0], classNames[row.Cols[1]], 0)
	}
	for _, row := range tsv.MustParse("phrases.tsv", phrasesTSV, 4) {
		v.addPhrase(row.Cols[0], row.Cols[1], row.Cols[2])
	}
	v.addPresent()
	for _, w := range [...]string{"period", "thousand", "eighteen", "nineteen"} { // “the latest period”, “in nineteen oh six”
		v.entries[v.find(w, hash(w))].hot = true
	}
	return v
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

func (v *vocabulary) addPhrase(words, kind, value string) {
	for w := range fields(words) {
		v.add(w, other, 0)
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
