package dates

import (
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// amount is a number of units: exact, with a half, or vague.
type amount struct {
	n      int
	text   string // digits with decimals, as written
	halfs  bool   // and a half
	vague  bool
	season int // which one, where the units are seasons
}

// constant makes t an expression with a value of its own.
func (t *term) constant(typ corpus.TimexType, value string) {
	t.typ, t.form, t.value, t.ctx = typ, fixed, value, noGrain
}

// amountAt reads how many: 3, 2.5, twenty-five, a hundred, a few, several, two or three, a
// couple of, half a dozen. It returns the item behind it, 0 if there is none.
func (p *parser) amountAt(i int, a *amount) int {
	switch p.class(i) {
	case cNumber:
		if p.class(i-1) == cMoney {
			return 0
		}
		return p.upTo(p.scaled(p.figure(i, a), a), a)
	case cNumeral, cTens:
		return p.upTo(p.scaled(p.numeralAt(i, a), a), a)
	case cArticle:
		return p.articleAmount(i, a)
	case cScales, cVague:
		a.vague = true
		if p.class(i+1) == cOf || p.class(i+1) == cScale {
			return i + 2
		}
		return i + 1
	case cCouple:
		a.n = 2
		if p.class(i+1) == cOf {
			return i + 2
		}
		return i + 1
	case cScale:
		a.n = p.val(i)
		return i + 1
	case cHalf:
		j := i + 1
		if p.is(j, cArticle, cDash) {
			j++
		}
		if p.class(j) == cScale { // half a dozen
			a.n = p.val(j) / 2
			return j + 1
		}
	case cAnother:
		if p.is(i+1, cNumber, cNumeral, cTens, cVague) {
			return p.amountAt(i+1, a)
		}
		a.n = 1
		return i + 1
	}
	return 0
}

// halves writes 1½ with decimals.
var halves = strings.NewReplacer("½", ".5", "¼", ".25", "¾", ".75")

func (p *parser) figure(i int, a *amount) int {
	a.n = p.val(i)
	if p.digitsLen(i+1) == 1 && p.class(i+2) == cSlash && p.has(i+2, glued) && p.digitsLen(i+3) == 1 && p.has(i+3, glued) && p.val(i+1) < p.val(i+3) {
		if n := 100 * p.val(i+1) / p.val(i+3); 100*p.val(i+1)%p.val(i+3) == 0 { // 2 1/2
			a.text = (&value{}).num(a.n, 1).add(".").num(n/10, 1).String()
			if n%10 != 0 {
				a.text += string(rune('0' + n%10))
			}
			return i + 4
		}
	}
	if p.has(i, frac) {
		a.text = halves.Replace(p.source[p.items[i].start:p.items[i].end])
	}
	return i + 1
}

// numeralAt reads nine, twenty, twenty-five, two hundred.
func (p *parser) numeralAt(i int, a *amount) int {
	a.n = p.val(i)
	if p.class(i) == cTens {
		j := i + 1
		if p.class(j) == cDash && p.has(j, glued) {
			j++
		}
		if p.class(j) == cNumeral && p.val(j) < 10 {
			a.n += p.val(j)
			return j + 1
		}
	}
	return i + 1
}

// scaled reads hundred, thousand, million behind a number.
func (p *parser) scaled(i int, a *amount) int {
	for i > 0 && p.class(i) == cScale && a.n < 1_000_000 {
		a.n *= p.val(i)
		i++
	}
	return i
}

// upTo reads the second number of “two or three”, “three to five”, “between three and five”,
// which makes it vague.
func (p *parser) upTo(i int, a *amount) int {
	if !p.is(i, cOr, cTo, cDash) && !(p.class(i) == cAnd && p.class(i-2) == cBetween) || !p.is(i+1, cNumber, cNumeral, cTens) || p.class(i) == cDash && !p.has(i, glued) {
		return i
	}
	var b amount
	var j int
	if p.class(i+1) == cNumber {
		j = p.figure(i+1, &b)
	} else {
		j = p.numeralAt(i+1, &b)
	}
	if b.n <= a.n || b.n > a.n+max(20, 2*a.n) {
		return i
	}
	a.vague = true
	return j
}

// articleAmount reads a, a few, a couple of, a dozen, a hundred, a half.
func (p *parser) articleAmount(i int, a *amount) int {
	switch p.class(i + 1) {
	case cVague:
		a.vague = true
		return i + 2
	case cCouple, cScale:
		return p.amountAt(i+1, a)
	case cHalf:
		if n := p.amountAt(i+1, a); n != 0 {
			return n
		}
	}
	if p.word(i+1, "good") && p.class(i+2) == cVague {
		a.vague = true
		return i + 3
	}
	a.n = 1
	return i + 1
}

// length reads an amount of units, with what may stand between: two years, 10-day, a few
// quiet months, an hour and a half, half a year. It returns the item behind and the unit.
func (p *parser) length(i int, a *amount) (j int, g grain) {
	if j, g = p.halfOf(i, a); j != 0 {
		return j, g
	}
	if j = p.amountAt(i, a); j == 0 {
		return 0, noGrain
	}
	if k := p.andHalf(j); k != 0 {
		a.halfs = true
		j = k
	}
	if p.class(j) == cMore && p.word(j, "more") {
		j++
	}
	switch {
	case p.class(j) == cDash && (p.has(j, glued) || p.class(j+1) == cUnit && p.lowercase(j+2)):
		j++
	case p.class(j) == cAdjective || p.class(j) == cMore:
		j++
	case p.describes(i, j):
		j++
	}
	g = p.unitAt(j, a.halfs || p.class(i) == cArticle || p.class(i) == cNumeral && a.n == 1 || p.class(i) == cAnother)
	if g == noGrain || g == weekendGrain && p.class(i) == cArticle {
		return 0, noGrain
	}
	if g == seasonGrain {
		a.season = p.val(j)
	}
	if k := p.andHalf(j + 1); k != 0 {
		a.halfs = true
		return k, g
	}
	return p.orSo(j+1, a), g
}

// andHalf returns the item behind the “and a half” at i, “and one half” and “-and-a-half”
// too, 0 if it is none.
func (p *parser) andHalf(i int) int {
	j := p.skip(i, cDash)
	if p.class(j) != cAnd {
		return 0
	}
	j = p.skip(j+1, cDash)
	if p.class(j) == cArticle || p.class(j) == cNumeral && p.val(j) == 1 {
		j = p.skip(j+1, cDash)
	}
	if p.class(j) != cHalf {
		return 0
	}
	return j + 1
}

// orSo passes over the end of “a year or so” and “a year or two”, which makes it vague.
func (p *parser) orSo(i int, a *amount) int {
	switch {
	case p.class(i) != cOr:
	case p.word(i+1, "so"):
		return i + 2
	case p.is(i+1, cNumeral, cNumber) && !p.is(i+2, cUnit, cUnits, cMeasure, cPercent) && !p.lowercase(i+2) && p.val(i+1) > a.n && p.val(i+1) < 10:
		a.vague = true
		return i + 2
	}
	return i
}

// describes reports whether the word at j is an adjective between a number and a plural
// unit: “two difficult years”. A participle or an adjective's ending must give it away, lest
// “three soldiers days later” be read as three days.
func (p *parser) describes(i, j int) bool {
	if !p.is(j, cOther, cPast) || p.has(j, capital) || !p.is(j+1, cUnits, cSeasons) || p.class(i) == cNumber && p.val(i) > 99 {
		return false
	}
	w := p.source[p.items[j].start:p.items[j].end]
	n := len(w)
	if n < 5 {
		return false
	}
	switch w[n-2:] {
	case "ng", "ed", "al", "ic", "us", "ve", "ul", "nt", "le":
		return true
	}
	return w[n-1] == 'y' && w[n-2] != 't'
}

// unitAt returns the unit at item i; singular ones need a reason, as in “a year”, “one
// day”, “10-year”, “47 month”.
func (p *parser) unitAt(i int, one bool) grain {
	switch p.class(i) {
	case cUnits:
		return grain(p.val(i))
	case cSeasons:
		if !p.has(i, capital) { // Palm Springs
			return seasonGrain
		}
	case cUnit, cQuarterWord:
		if p.has(i, big) || p.class(i) == cQuarterWord && p.class(i+1) == cOf && one {
			return noGrain
		}
		if one || p.class(i-1) == cDash || p.class(i-1) == cNumber && p.val(i-1) < 1000 || p.class(i-1) == cNumeral && p.lowercase(i+1) {
			return grain(p.val(i))
		}
	case cOrdinal:
		if one && p.word(i, "second") && p.is(i-2, cIn, cPreposition, cPer) && !p.lowercase(i+1) &&
			!p.is(i+1, cDash, cPast, cOrdinal, cLast, cQuarterWord, cUnit, cHalf, cSeason, cPart, cNumeral, cAdjective, cTimeWord) {
			return secondGrain
		}
	}
	return noGrain
}

// halfOf reads half a year, a half hour, half a century, a quarter-century, a quarter of a
// century.
func (p *parser) halfOf(i int, a *amount) (int, grain) {
	j := p.skip(i, cArticle)
	d := 2
	switch {
	case p.class(j) == cQuarterWord && !p.has(j, big):
		d = 4
	case p.class(j) != cHalf:
		return 0, noGrain
	}
	j++
	switch {
	case d == 2 && j == i+1 && p.class(j) == cArticle: // half an hour
		j++
	case d == 4 && j == i+2 && p.class(j) == cOf && p.class(j+1) == cArticle: // a quarter of an hour
		j += 2
	case d == 4 && p.grainAt(p.skip(j, cDash)) != centuryGrain: // a quarter hour is rare, a quarter year is a quarter
		return 0, noGrain
	default:
		j = p.skip(j, cDash)
	}
	if p.class(j) != cUnit {
		return 0, noGrain
	}
	return p.part(j+1, grain(p.val(j)), d, a)
}

// part sets a to the d-th part of a unit in the next smaller unit.
func (p *parser) part(end int, g grain, d int, a *amount) (int, grain) {
	n, smaller := 0, noGrain
	switch g {
	case minuteGrain:
		n, smaller = 60, secondGrain
	case hourGrain:
		n, smaller = 60, minuteGrain
	case dayGrain:
		n, smaller = 24, hourGrain
	case yearGrain:
		n, smaller = 12, monthGrain
	case decadeGrain:
		n, smaller = 10, yearGrain
	case centuryGrain:
		n, smaller = 100, yearGrain
	}
	if n%d != 0 || n == 0 {
		return 0, noGrain
	}
	a.n = n / d
	return end, smaller
}

// period returns the TIMEX3 duration of an amount of units.
func period(a *amount, g grain) string {
	var buf [24]byte
	b := append(buf[:0], 'P')
	n, halfs := a.n, a.halfs
	switch {
	case g == fortnightGrain:
		n *= 2
	case g == halfGrain:
		n *= 6
	}
	if halfs && (g == hourGrain || g == minuteGrain) {
		n, g, halfs = 60*n+30, g-1, false
	} else if halfs && g == yearGrain && n == 1 {
		n, g, halfs = 18, monthGrain, false
	}
	if g <= hourGrain {
		b = append(b, 'T')
	}
	switch {
	case a.vague:
		b = append(b, 'X')
	case a.text != "" && len(a.text) < 8:
		b = append(b, a.text...)
	default:
		b = strconv.AppendInt(b, int64(n), 10)
		if halfs {
			b = append(b, ".5"...)
		}
	}
	if g == seasonGrain {
		return string(append(b, seasonCodes[a.season]...))
	}
	return string(append(b, codes[g]...))
}
