package dates

import "unicode/utf8"

// item is a piece of a sentence: a word, a number or a mark. Items are finer than the
// tokens of extractors/text and independent of them, because dates run inside tokens:
// “two-year”, “mid-May”, “9–11 March”, “10am”.
type item struct {
	start, end int
	val        int32
	id         uint16 // of the word in the vocabulary; 0 if it is not there
	class      class
	flags      flags
}

type flags uint8

const (
	glued   flags = 1 << iota // no space before it
	capital                   // begins with a capital
	upper                     // all capitals, at least two
	big                       // a number with commas: 1,200
	frac                      // a number with decimals: 2.5
	abbr                      // ends with a full stop of its own
	newline                   // a line begins with it
)

func (x *item) has(f flags) bool { return x.flags&f != 0 }

// Kinds of bytes.
const (
	mark = iota
	space
	letter
	digit
	high // part of a rune beyond ASCII
)

var kinds, lowered = func() (k, l [256]uint8) {
	for i := range 256 {
		c := byte(i)
		l[i] = c
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			k[i] = space
		case c >= 'A' && c <= 'Z':
			k[i], l[i] = letter, c|0x20
		case c >= 'a' && c <= 'z':
			k[i] = letter
		case c >= '0' && c <= '9':
			k[i] = digit
		case c >= utf8.RuneSelf:
			k[i] = high
		}
	}
	return k, l
}()

var marks = [128]class{
	',': cComma, '-': cDash, '/': cSlash, '.': cStop, '!': cStop, '?': cStop, ':': cColon, ';': cColon, '(': cOpener, '[': cOpener,
	')': cCloser, ']': cCloser, '"': cQuote, '`': cQuote, '\'': cApostrophe, '$': cMoney, '%': cPercent,
}

// lexer cuts sentences into items; its slice is reused from sentence to sentence.
type lexer struct {
	words  *vocabulary
	source string
	items  []item
	hot    bool // the sentence has an item that an expression may hold
	quotes int  // marks of quotation in it
}

// sentence replaces the items by those of source[start:end].
func (l *lexer) sentence(start, end int) {
	l.items, l.hot, l.quotes = l.items[:0], false, 0
	s, sep := l.source[:end], flags(0)
	for i := start; i < end; {
		from, n := i, len(l.items)
		switch kinds[s[i]] {
		case space:
			if s[i] == '\n' {
				sep = newline
			} else if sep == glued {
				sep = 0
			}
			i++
			continue
		case letter:
			i = l.word(s, i)
		case digit:
			i = l.digits(s, i)
		case high:
			i = l.beyond(s, i)
		default:
			i = l.mark(s, i)
		}
		if n < len(l.items) {
			l.items[n].flags |= sep
			sep = glued
			l.joinOrdinal()
		} else if i > from { // white space beyond ASCII
			sep = 0
		}
	}
}

// joinOrdinal makes one item of twenty-first.
func (l *lexer) joinOrdinal() {
	n := len(l.items) - 1
	if l.items[n].class != cOrdinal || l.items[n].val > 9 || n < 2 || l.items[n-1].class != cDash || l.items[n-2].class != cTens || !l.items[n].has(glued) {
		return
	}
	x := &l.items[n-2]
	x.class, x.val, x.id, x.end = cOrdinal, x.val+l.items[n].val, 0, l.items[n].end
	l.items = l.items[:n-1]
}

func (l *lexer) add(x item) {
	if x.class == cQuote {
		l.quotes++
	}
	l.items = append(l.items, x)
}

// word appends the word that begins at i and returns its end.
func (l *lexer) word(s string, i int) int {
	h, j := uint32(2166136261), i
	cut, hCut := 0, h // before the first digit
	for ; j < len(s); j++ {
		k := kinds[s[j]]
		if k != letter && k != digit && (k != high || isMark(s[j:])) {
			break
		}
		if k == digit && cut == 0 {
			cut, hCut = j, h
		}
		h = (h ^ uint32(lowered[s[j]])) * 16777619
	}
	if cut != 0 && l.runTogether(s[i:cut], hCut, s[cut:j]) {
		h, j = hCut, cut
	}
	x := item{start: i, end: j, class: cOther}
	if s[i] < 'a' {
		x.flags = capital
		if j > i+1 && s[i+1] >= 'A' && s[i+1] <= 'Z' {
			x.flags |= upper
		}
	}
	if j == i+1 && j+1 < len(s) && s[j] == '.' && kinds[s[j+1]] == letter {
		if end, ok := l.initials(s, i, &x); ok {
			l.add(x)
			return end
		}
	}
	if x.id = l.words.find(s[i:j], h); x.id != 0 {
		e := &l.words.entries[x.id]
		x.class, x.val = e.class, e.val
		l.hot = l.hot || e.hot
	} else {
		l.unknown(s, &x)
	}
	if j < len(s) && s[j] == '.' && (x.class == cMonthAbbr || x.class == cWeekdayAbbr) {
		x.end, x.flags = j+1, x.flags|abbr
	}
	l.add(x)
	return x.end
}

// runTogether reports whether a word and the digits behind it have lost the space between
// them: on5 May, May2025.
func (l *lexer) runTogether(word string, h uint32, digits string) bool {
	if !allDigits(digits) || len(digits) > 4 {
		return false
	}
	c := l.words.entries[l.words.find(word, h)].class
	if len(digits) == 3 {
		return c == cEra
	}
	switch c {
	case cEra, cMonth, cMonthName, cMonthAbbr, cIn, cOn, cBy, cUntil, cSince, cFrom, cBefore, cAfter:
		return true
	}
	return false
}

// unknown classes a word that the vocabulary lacks: a past tense or participle by its
// ending, Q4, H1 and FY21 by their form.
func (l *lexer) unknown(s string, x *item) {
	w := s[x.start:x.end]
	n := len(w)
	switch {
	case n > 3 && w[n-1] == 'd' && w[n-2] == 'e' && !x.has(capital) && (n > 4 || w[1] != 'e'):
		x.class = cPast
	case n == 2 && (w[0] == 'Q' && w[1] >= '1' && w[1] <= '4'):
		x.class, x.val, x.flags = cQuarterWord, int32(w[1]-'0'), x.flags|big
		l.hot = true
	case n == 2 && (w[0] == 'H' && w[1] >= '1' && w[1] <= '2'):
		x.class, x.val, x.flags = cHalf, int32(w[1]-'0'), x.flags|big
		l.hot = true
	case (n == 4 || n == 6) && w[:2] == "FY" && allDigits(w[2:]):
		x.class, x.val = cFY, atoi(w[2:])
		l.hot = true
	}
}

// initials reads a.m., p.m., B.C., A.D. and B.C.E. with their full stops.
func (l *lexer) initials(s string, i int, x *item) (end int, ok bool) {
	var buf [4]byte
	n, j := 0, i
	for j+1 < len(s) && n < len(buf) && kinds[s[j]] == letter && s[j+1] == '.' {
		buf[n] = lowered[s[j]]
		n, j = n+1, j+2
	}
	if n > 1 && n < len(buf) && j < len(s) && kinds[s[j]] == letter && (j+1 == len(s) || kinds[s[j+1]] != letter) {
		buf[n] = lowered[s[j]] // a.m without its last full stop
		n, j = n+1, j+1
	}
	var word string
	switch string(buf[:n]) {
	case "am":
		word = "am"
	case "pm":
		word = "pm"
	case "bc":
		word = "bc"
	case "bce":
		word = "bce"
	case "ad":
		word = "ad"
	case "ce":
		word = "ce"
	default:
		return 0, false
	}
	x.id = l.words.find(word, hash(word))
	x.class, x.val, x.end = l.words.entries[x.id].class, l.words.entries[x.id].val, j
	x.flags |= abbr
	return j, true
}

// mark appends the mark at i and returns its end.
func (l *lexer) mark(s string, i int) int {
	x := item{start: i, end: i + 1, class: marks[s[i]&127]}
	if x.class == cNone {
		x.class = cOther
	}
	if s[i] == '\'' {
		return l.apostrophe(s, i, i+1)
	}
	for s[i] == '-' && x.end < len(s) && s[x.end] == '-' {
		x.end++
	}
	l.add(x)
	return x.end
}

// apostrophe appends ’s as a possessive, any other apostrophe as itself.
func (l *lexer) apostrophe(s string, i, end int) int {
	x := item{start: i, end: end, class: cApostrophe}
	if end < len(s) && lowered[s[end]] == 's' && (end+1 == len(s) || kinds[s[end+1]] != letter) {
		x.class, x.end = cPossessive, end+1
	}
	l.add(x)
	return x.end
}

// isMark reports whether s begins with a mark or a space beyond ASCII: dashes, quotes,
// dots, no-break and thin spaces, pounds.
func isMark(s string) bool {
	if len(s) > 2 && s[0] == 0xe2 && s[1] == 0x80 {
		return true
	}
	return len(s) > 1 && s[0] == 0xc2 && (s[1] == 0xa0 || s[1] == 0xa3 || s[1] == 0xab || s[1] == 0xbb) ||
		len(s) > 2 && s[0] == 0xe2 && s[1] == 0x82 && s[2] == 0xac
}

// beyond reads what begins with a byte beyond ASCII.
func (l *lexer) beyond(s string, i int) int {
	if !isMark(s[i:]) {
		_, n := utf8.DecodeRuneInString(s[i:])
		j := l.word(s, i)
		return max(j, i+n)
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	x := item{start: i, end: i + n, class: cOther}
	switch r {
	case '‐', '‑', '‒', '–', '—', '―':
		x.class = cDash
	case '’', '‘':
		return l.apostrophe(s, i, i+n)
	case '“', '”', '„', '«', '»':
		x.class = cQuote
	case '…':
		x.class = cColon
	case '€', '£':
		x.class = cMoney
	default:
		return i + n // spaces and invisible marks
	}
	l.add(x)
	return i + n
}
