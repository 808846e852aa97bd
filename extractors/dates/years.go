package dates

// bareYear reads 2025, 44 BC, AD 70, the year 71.
func (p *parser) bareYear(i int, t *term) int {
	t.date(yearGrain)
	if p.class(i) == cEra {
		if p.digitsLen(i+1) == 0 || p.val(i+1) == 0 || !p.has(i, upper|abbr) {
			return 0
		}
		t.year, t.bc = p.val(i+1), p.val(i) < 0
		return i + 2
	}
	if p.class(i) == cNumeral || p.class(i) == cTens {
		return p.spokenYear(i, t)
	}
	if p.class(i) == cApostrophe {
		return p.shortYear(i, t)
	}
	n := p.digitsLen(i)
	if t.year = p.val(i); t.year == 0 || n == 0 || n > 4 {
		return 0
	}
	if p.class(i+1) == cEra && p.has(i+1, upper|abbr) {
		return p.eraTail(i+1, t)
	}
	if p.is(i+1, cDash, cTo, cAnd, cOr) && p.digitsLen(i+2) > 0 && p.class(i+3) == cEra && p.has(i+3, upper|abbr) {
		p.eraTail(i+3, t)
		t.linked = true
		return i + 1
	}
	if n == 4 && p.yearLike(i) || n == 3 && p.earlyYear(i) {
		return i + 1
	}
	// (1892 – 94)
	spread := p.class(i-1) == cDash && p.class(i+1) == cCloser
	// from 1871 to 72
	fromTo := p.class(i-1) == cTo && p.class(i-3) == cFrom && p.digitsLen(i-2) == 4 && !p.lowercase(i+1) && !p.is(i+1, cUnit, cUnits, cMeasure, cPercent)
	if n == 2 && (fromTo || p.is(i-1, cDash, cSlash) && (spread || p.has(i-1, glued) && p.has(i, glued))) && p.yearBefore(i-1) != 0 {
		before := p.yearBefore(i - 1)
		if t.year += before / 100 * 100; t.year > before && !p.is(i+1, cDash, cSlash) {
			return i + 1
		}
	}
	return 0
}

// shortYear reads the ’71 of “the class of ’71” and “since ’98”.
func (p *parser) shortYear(i int, t *term) int {
	if p.digitsLen(i+1) != 2 || !p.has(i+1, glued) || p.has(i, glued) ||
		!p.is(i-1, cIn, cOf, cSince, cBy, cUntil, cFrom, cTo, cBefore, cAfter, cEarly, cBetween, cAnd) && (p.class(i-1) != cComma || p.yearBefore(i-1) == 0) ||
		p.is(i+2, cUnits, cUnit, cPercent, cMeasure) {
		return 0
	}
	t.year = fullYear(p.val(i + 1))
	if y := p.yearBefore(i - 1); y%100 < p.val(i+1) && y != 0 && y < 2000 { // 1850, ’72 and 1880
		t.year = y/100*100 + p.val(i+1)
	}
	return i + 2
}

// spokenYear reads nineteen ninety-six and twenty twenty-one.
func (p *parser) spokenYear(i int, t *term) int {
	if p.val(i) == 2 && p.class(i+1) == cScale && p.val(i+1) == 1000 {
		return p.twoThousand(i+2, t)
	}
	if century := p.val(i); century < 13 || century > 20 {
		return 0
	}
	if p.word(i+1, "oh") && p.class(i+2) == cNumeral && p.val(i+2) < 10 && p.val(i) > 15 { // nineteen oh six
		t.year = 100*p.val(i) + p.val(i+2)
		return i + 3
	}
	var a amount
	if p.class(i+1) != cTens && !(p.class(i+1) == cNumeral && p.val(i+1) > 9) || p.has(i+1, glued) {
		return 0
	}
	j := p.numeralAt(i+1, &a)
	if p.is(j, cUnit, cUnits, cMeasure, cScale, cDash) || p.lowercase(j) && !p.is(i-1, cIn, cSince, cBy, cUntil, cOf, cAnd, cMonthName, cMonth) {
		return 0
	}
	t.year = 100*p.val(i) + a.n
	return j
}

// twoThousand reads the rest at i of “two thousand and five” and “in two thousand eight”.
func (p *parser) twoThousand(i int, t *term) int {
	t.year = 2000
	named := p.is(i-3, cUnit, cMonth, cMonthName, cOrdinal) || p.class(i-3) == cIn && !p.is(i, cUnit, cUnits, cMeasure)
	j := p.skip(i, cAnd)
	var a amount
	switch {
	case p.class(j) == cTens, p.class(j) == cNumeral && p.val(j) < 20:
		if j == i && !named {
			return 0
		}
		j = p.numeralAt(j, &a)
		if p.is(j, cUnit, cUnits, cMeasure, cScale, cDash) || p.lowercase(j) && !p.verbLike(j) {
			return 0
		}
		t.year += a.n
		return j
	case named && p.class(i) != cOf && (!p.lowercase(i) || p.class(i-3) != cIn):
		return i
	}
	return 0
}

// theYear reads “the year 71”, “the years 2012”.
func (p *parser) theYear(i int, t *term) int {
	j := i + 1
	if p.class(j) != cUnit || p.val(j) != int(yearGrain) {
		return 0
	}
	if p.class(j+1) == cOf {
		j++
	}
	if n := p.spokenYear(j+1, t); n != 0 && p.class(j+1) == cNumeral && p.class(i) == cThe {
		t.date(yearGrain)
		return n
	}
	if n := p.digitsLen(j + 1); n < 2 || n > 4 || p.val(j+1) > 2999 || p.class(i) != cThe && p.class(i) != cFiscal && p.class(i) != cIn {
		return 0
	}
	t.date(yearGrain)
	t.year = p.val(j + 1)
	return p.eraTail(j+2, t)
}

// yearBefore returns the year that ends before item i, 0 if there is none.
func (p *parser) yearBefore(i int) int {
	if t := p.termBefore(i); t.form == calendar && t.grain == yearGrain {
		return t.year
	}
	return 0
}

// yearLike tells a year from any other number of four digits by what stands around it.
func (p *parser) yearLike(i int) bool {
	y := p.val(i)
	if y < 1000 || y > 2199 || p.countsOrNumbers(i) {
		return false
	}
	if y > farAhead && !p.is(i-1, cIn, cBy, cUntil, cSince, cBefore, cAfter, cFrom, cBetween, cThrough, cTo, cEarly, cApprox) {
		return false
	}
	if p.has(i, glued) && p.class(i-1) != cOpener && p.class(i-1) != cQuote {
		return p.gluedYear(i, y)
	}
	if p.strongYear(i, y) || p.class(i+1) == cDash && p.digitsLen(i+2) == 4 && y >= 1500 && p.val(i+2) > y && p.val(i+2) < y+150 {
		return true
	}
	if y < 1900 || y > 2100 {
		return p.yearBefore(i-1) != 0 && p.is(i-1, cDash, cAnd, cOr, cTo, cComma) || p.describesYear(i, y)
	}
	return y%100 != 0 || y == 1900 || !p.lowercase(i+1) || p.is(i-1, cThe, cArticle) || p.word(i+1, "levels")
}

// countsOrNumbers reports whether the number at i counts or numbers what stands beside it,
// 2000 people, $2000, flight 1850, or is a piece of a longer number.
func (p *parser) countsOrNumbers(i int) bool {
	if p.is(i+1, cMeasure, cPercent, cUnits, cUnit, cZone, cClock, cScale, cScales, cLocal) && !p.yearOfDeaths(i) ||
		p.is(i-1, cMoney, cCounted, cStop, cNumber, cTitle) && !p.circa(i-1) {
		return true
	}
	return p.is(i+1, cDash, cSlash, cComma, cStop, cColon) && p.has(i+1, glued) && p.class(i+2) == cNumber && p.has(i+2, glued) &&
		p.digitsLen(i+2) != 4 && p.digitsLen(i+2) != 2
}

// yearOfDeaths reports whether the number at i does not count the dead behind it: “a quake in
// 1999 killed 17,000 people”, “the 1982 deaths of villagers”.
func (p *parser) yearOfDeaths(i int) bool {
	switch {
	case p.word(i+1, "killed"):
		return p.is(i-1, cIn, cSince)
	case p.word(i+1, "deaths"):
		return p.class(i-1) == cThe && p.class(i+2) == cOf && p.val(i) > 1900 && p.val(i)%100 != 0
	}
	return false
}

// A number beyond is a year only where a preposition says so.
const farAhead = 2060

// describesYear tells a year before 1900 by its use: “his 1796 essay”, “the shah’s 1829
// decree”, or “1596, under the shah, …” and “1602 (Meidan)” at the head of a sentence.
func (p *parser) describesYear(i, y int) bool {
	if y > 1900 {
		return false
	}
	switch p.class(i - 1) {
	case cNone:
		return p.is(i+1, cComma, cColon, cOpener) && p.class(i+2) != cNumber || p.class(i+1) == cNone
	case cPossessive, cThis, cArticle:
		return y >= 1500 && y%100 != 0 && p.lowercase(i+1) && !p.plainNoun(i+1)
	}
	return p.owned(i) && y >= 1500 && y%100 != 0 && p.lowercase(i+1)
}

// earlyYear tells a year of three digits: in 348, c. 314, (837–908), and around 328 where
// the text is at such years already.
func (p *parser) earlyYear(i int) bool {
	if p.antique() != nil && p.isDate(i) {
		return true
	}
	switch p.class(i - 1) {
	case cIn:
		return p.has(i-1, capital) && (p.class(i+1) == cComma || p.has(i+1, capital))
	case cOpener:
		return p.class(i+1) == cDash && p.is(i+2, cNumber) && p.val(i+2) > p.val(i) && p.class(i+3) == cCloser
	case cDash:
		return p.yearBefore(i-1) != 0 && p.val(i) > p.yearBefore(i-1)
	case cStop:
		return p.circa(i - 1)
	}
	return false
}

// isDate reports whether a preposition dates by the number at i, and nothing behind it is counted: “around 328”,
// “in 328 unrest spread”, but not “in 328 ships”, “to 328 men”.
func (p *parser) isDate(i int) bool {
	if !p.is(i-1, cIn, cBy, cUntil, cSince, cAfter, cBefore, cApprox, cFrom, cTo) || p.is(i+1, cMeasure, cUnits, cUnit, cPercent, cScale, cMoney, cNumber) {
		return false
	}
	return !p.lowercase(i+1) || !p.plainNoun(i+1) && p.is(i-1, cIn, cAfter, cSince, cUntil, cBy)
}

// antique returns the latest of the last dates found that is of the first thousand years, or
// of those B.C., nil if none is.
func (p *parser) antique() *term {
	for k := len(p.terms) - 1; k >= max(0, len(p.terms)-4); k-- {
		if t := &p.terms[k]; t.explicit() && (t.bc || t.year < 1000) {
			return t
		}
	}
	return nil
}

// gluedYear judges a number behind a mark without a space: mid-1990, 2011–2014, pre-1914
// are years, ISO-2020 is none.
func (p *parser) gluedYear(i, y int) bool {
	if p.yearBefore(i-1) != 0 {
		return true
	}
	switch p.class(i - 1) {
	case cStop:
		return p.circa(i - 1) // c.1240
	case cDash:
		return p.class(i-2) == cEarly || p.lowercase(i-2) ||
			p.is(i-2, cAnd, cMonth) || p.class(i-2) == cTo && p.yearBefore(i-3) != 0 // the 1975-to-1990 war
	case cComma, cSlash:
		return y >= 1900 && y <= 2100
	}
	return false
}

// strongYear reports whether the words before a number make it a year of any century.
func (p *parser) strongYear(i, y int) bool {
	var (
		round  = y%100 == 0
		modern = y >= 1500
		recent = y >= 1900 && y <= 2100
		counts = p.lowercase(i + 1) // maybe: “by 1500 votes”
	)
	switch p.class(i - 1) {
	case cIn, cSince, cUntil: // “in 1848”, “in 1848 prices”, “in 2000 she”; but not “in 1500 houses”
		return !counts || !round || y == 2000 && !p.plainNoun(i+1)
	case cUnits: // “in the years 1870 and 1880”
		return p.units(i-1, yearGrain) && !round && !counts
	case cBy, cBefore, cAfter, cFrom, cBetween, cEarly, cTo, cThrough: // “before 1648”, “by 1900”, “from 1500 onwards”
		return !round && !counts || recent || p.oneOf(i+1, "onward", "onwards")
	case cOf, cPreposition: // “the treaty of 1648”, “the plan for 2026 talks”
		return !round && (modern && !counts || recent)
	case cThe: // “the 1648 treaty”
		return modern && !round
	case cOpener: // “(1212)”, “(1914 and later)”
		return recent || p.is(i+1, cCloser, cDash, cColon, cComma)
	case cThan: // “no earlier than 1551”
		return p.is(i-2, cEarlier, cLater) && !counts
	case cApprox: // “about 1551”, “in about 1550”; but not “about 1550”
		return (y%10 != 0 || p.is(i-2, cIn, cSince, cBy, cUntil, cFrom)) && !counts
	case cComma: // “printed in London, 1859.”
		return modern && !round && p.class(i+1) == cStop && p.class(i-2) == cOther && p.has(i-2, capital)
	}
	return (p.circa(i-1) || p.word(i-1, "born")) && !counts // “c. 1200”, “born 1200”
}

// earlyIn passes over “the early”, “the mid- to late”, at the head of decades and centuries.
func (p *parser) earlyIn(i int) int {
	j := p.skip(i, cThe)
	for j < i+7 {
		switch {
		case p.class(j) == cEarly:
		case p.class(j) == cDash && p.class(j-1) == cEarly:
		case p.is(j, cTo, cAnd, cOr, cDash) && (p.class(j+1) == cEarly || p.class(j+1) == cDash && p.class(j+2) == cEarly): // the early-to-mid 2020s
		default:
			return j
		}
		j++
	}
	return j
}

// circa reports whether item i ends “c.”, “ca.”, “c” or “ca”.
func (p *parser) circa(i int) bool {
	if p.class(i) == cStop {
		i--
	}
	return p.oneOf(i, "c", "ca")
}

// aDecade reads the 1990s, the nineties, the ’90s, the 40s BC.
func (p *parser) aDecade(i int, t *term) int {
	j := p.earlyIn(i)
	short := p.class(j) == cApostrophe
	if short {
		j++
	}
	t.date(decadeGrain)
	if p.val(j) < 100 && (p.yearsOfLife(i) || p.class(j) == cDecadeYr && p.degrees(i)) {
		return 0
	}
	switch v := p.val(j); p.class(j) {
	case cDecadeYr:
		if p.class(j+1) == cEra && p.has(j+1, upper|abbr) { // the 40s BC
			t.decade = v / 10
			return p.eraTail(j+1, t)
		}
		definite := p.class(i) == cThe || p.is(i-1, cEarly, cDash, cAnd)
		switch {
		case v >= 1000 && v%100 == 0 && v < 2000: // the 1600s
			t.date(centuryGrain)
			t.century = v / 100
			return j + 1
		case v >= 1000 && v < 2200:
			t.decade = v / 10
		case v < 100 && (short || definite):
			t.decade = p.shortDecade(i, v)
		case v >= 100 && v < 1000 && definite: // the 440s, in a text about such years
			if near := p.antique(); near != nil {
				t.decade, t.bc = v/10, near.bc
			}
		}
	case cDecadeName:
		again := p.is(i-1, cAnd, cOr, cTo) && p.termBefore(i-1).decade != 0
		if p.class(i) == cThe || p.is(i-1, cEarly, cDash) || again {
			t.decade = 190 + v
		}
	case cNumber: // the 1930’s, the ’80’s
		if p.class(j+1) != cPossessive || v%10 != 0 || p.class(i) != cThe && p.class(i) != cEarly && !short ||
			p.digitsLen(j) != 2 && (p.digitsLen(j) != 4 || v < 1000 || v > 2190 || v%100 == 0) {
			return 0
		}
		if t.decade = v / 10; p.digitsLen(j) == 2 {
			t.decade = p.shortDecade(i, v)
		}
		j++
	}
	if t.decade == 0 {
		return 0
	}
	return j + 1
}

// yearsOfLife reports whether the thirties or 30s that are read from i on are somebody's:
// “he is in his early 30s”, “men in their fifties and sixties”.
func (p *parser) yearsOfLife(i int) bool {
	j := i - 1
	for ; j > i-6 && (p.is(j, cEarly, cDash, cAnd, cOr, cTo, cDecadeName) || p.class(j) == cDecadeYr && p.val(j) < 100); j-- {
	}
	return p.oneOf(j, "his", "her", "their", "my", "our", "your")
}

// degrees reports whether the 70s that are read from i on are of the thermometer: “highs will
// be in the upper 70s”.
func (p *parser) degrees(i int) bool {
	for j := i - 1; j >= max(0, i-reach) && p.class(j) != cStop; j-- {
		if p.used(j, degree) {
			return true
		}
	}
	return false
}

// shortDecade completes a decade of two digits that is read from i on: by the one before it
// in “the 1870s and ’80s”, else the ’20s are of this century, and the ’30s of the last.
func (p *parser) shortDecade(i, v int) int {
	if n := len(p.terms); n > p.first {
		before := &p.terms[n-1]
		if i-before.to <= 2 && p.joined(before.to, i) && !before.bc && before.decade%10 < v/10 && before.decade > 0 {
			return before.decade/10*10 + v/10
		}
	}
	if v < 30 {
		return 200 + v/10
	}
	return 190 + v/10
}

// aCentury reads the 19th century, nineteenth-century, the early 5th century BC, and the
// first one of “the 17th and 18th centuries”.
func (p *parser) aCentury(i int, t *term) int {
	j := p.earlyIn(i)
	if p.class(j) != cOrdinal || p.val(j) < 1 || p.val(j) > 30 {
		return 0
	}
	t.date(centuryGrain)
	t.century = p.val(j) - 1
	k := j + 1
	if p.class(k) == cDash && p.class(k+1) != cOrdinal {
		k++
	}
	if p.is(k, cUnit, cUnits) && p.val(k) == int(centuryGrain) {
		return p.eraTail(k+1, t)
	}
	if p.is(k, cAnd, cTo, cOr, cDash) && p.class(k+1+step(p.class(k+1) == cThe)) == cOrdinal {
		k += 2 + step(p.class(k+1) == cThe)
		k = p.skip(k, cDash)
		if p.is(k, cUnit, cUnits) && p.val(k) == int(centuryGrain) {
			p.eraTail(k+1, t)
			return j + 1
		}
	}
	return 0
}

// aSeason reads the summer of 2014, spring 2021, the winter, in autumn.
func (p *parser) aSeason(i int, t *term) int {
	j := p.skip(i, cThe)
	if !p.is(j, cSeason, cFall) {
		return 0
	}
	t.date(seasonGrain)
	t.season = p.val(j)
	n := p.yearTail(j+1, t)
	if n > j+1 {
		return n
	}
	named := p.has(j, capital) && p.class(j-1) != cNone
	switch {
	case p.beforeLast(j + 1):
		t.dir, t.less = dirLast, 1
		return j + 3
	case p.class(j) == cFall && p.class(i) != cThe && !p.is(i-1, cIn, cEarly, cSince):
		return 0
	case p.class(j) == cFall && p.class(i) == cThe && (p.class(j+1) == cOf || p.class(j+1) == cIn && p.digitsLen(j+2) != 4): // the fall in prices
		return 0
	case named && (p.class(i-1) == cOther || p.class(j+1) == cOther && p.has(j+1, capital)):
		return 0
	case p.class(i) == cThe:
		if p.lowercase(j+1) && !p.has(j+1, glued) && p.plainNoun(j+1) {
			return 0
		}
		return j + 1
	case p.is(i-1, cIn, cBy, cUntil, cSince, cBefore, cAfter, cEarly, cOf, cAnd, cOr, cTo, cEdge, cBetween, cDash, cEach, cFrom):
		return j + 1
	}
	return 0
}

// plainNoun reports whether the lower-case word at i is likely a noun that the word before
// it goes with: “the winter rains”. Plurals are, as verbs in -s rarely follow at once; adjectives in -us
// are none.
func (p *parser) plainNoun(i int) bool {
	w := p.source[p.items[i].start:p.items[i].end]
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && w[len(w)-2] != 'u'
}
