package dates

import "github.com/sayso-nlp/sayso/corpus"

// aQuarter reads the third quarter of 2024, the third quarter, third-quarter, the 1989 third
// quarter, Q3 2024, 2025Q1.
func (p *parser) aQuarter(i int, t *term) int {
	t.date(quarterGrain)
	if p.class(i) == cQuarterWord && p.has(i, big) {
		t.quarter = p.val(i)
		return p.shortTail(i+1, t)
	}
	j := p.skip(i, cThe)
	switch {
	case p.digitsLen(j) != 4:
	case p.is(j+1, cQuarterWord, cHalf) && p.has(j+1, big) && p.has(j+1, glued): // 2025Q1
		t.year = p.val(j)
		if t.quarter = p.val(j + 1); p.class(j+1) == cHalf {
			t.date(halfGrain)
			t.quarter, t.half = 0, p.val(j+1)
		}
		return j + 2
	case p.val(j) > 1900 && p.val(j) < 2200 && p.class(j+1) == cOrdinal:
		t.year = p.val(j)
		if j = p.nth(j+1, &t.quarter); t.quarter >= 1 && t.quarter <= 4 && p.grainAt(j) == quarterGrain {
			return j + 1
		}
		return 0
	}
	if p.class(j) == cFiscal {
		return p.nthQuarter(j+1, t)
	}
	return p.nthQuarter(i, t)
}

// nthQuarter reads the third quarter of 2024, the last quarter, and each of “the second and
// third quarters of 1990”.
func (p *parser) nthQuarter(i int, t *term) int {
	j := p.nth(i, &t.quarter)
	if j == 0 || t.quarter > 4 {
		return 0
	}
	if t.quarter > 0 && p.is(j, cAnd, cOr, cTo, cComma) {
		if next := 0; p.units(p.nth(j+1, &next), quarterGrain) && next > t.quarter && next <= 4 {
			return j
		}
	}
	many := p.units(j, quarterGrain) && p.is(i-1, cAnd, cOr, cTo, cComma) && p.termBefore(i-1).bareQuarter()
	if p.grainAt(j) != quarterGrain && !many || p.class(j+1) == cIn && p.word(j+3, "row") { // “a loss for the third quarter in a row”
		return 0
	}
	if k := p.ofAge(j+1, t); k != 0 {
		return k
	}
	past := t.quarter < 0 && p.class(j-1) == cLast
	if t.quarter < 0 {
		t.quarter = 4
	}
	n := p.ofYear(j+1, t)
	switch {
	case n == j+1 && p.yearBack(n):
		t.less = 1
		return n + 3
	case n == j+1 && past: // the quarter before this one
		t.quarter = 0
		t.unit(quarterGrain, -1, fromPublished)
	}
	return n
}

// yearBack reports whether “a year ago” or “a year earlier” stands at i.
func (p *parser) yearBack(i int) bool {
	return p.class(i) == cArticle && p.grainAt(i+1) == yearGrain && p.is(i+2, cAgo, cEarlier)
}

// ofAge reads the rest of “the first quarter of the 21st century”, which is the century.
func (p *parser) ofAge(i int, t *term) int {
	if p.class(i) != cOf {
		return 0
	}
	var age term
	n := p.match(i+1, &age)
	if n == 0 || age.grain != centuryGrain && age.grain != decadeGrain || age.form == fixed {
		return 0
	}
	*t = age
	t.rule = ""
	return n
}

// shortTail reads the year behind Q1 and H2: 2025, ’25, /25, 25 in 1Q25.
func (p *parser) shortTail(i int, t *term) int {
	j := p.skip(i, cSlash)
	if n := p.digitsLen(j); p.has(j, glued) && (n == 2 || n == 4 && p.val(j) > 1900 && p.val(j) < 2200) {
		if t.year = p.val(j); n == 2 {
			t.year = fullYear(t.year)
		}
		return j + 1
	}
	var year term
	if p.is(i, cFY, cFiscal) {
		if n := p.fiscalYear(i, &year); n != 0 && year.year != 0 {
			t.year = year.year
			return n
		}
	}
	return p.yearTail(i, t)
}

// nth reads [the] third [-] and sets n; it returns the item behind it.
func (p *parser) nth(i int, n *int) int {
	i = p.skip(i, cThe)
	switch p.class(i) {
	case cOrdinal:
		*n = p.val(i)
	case cLast:
		*n = -1
	default:
		if !p.word(i, "latter") {
			return 0
		}
		*n = 2
	}
	if i++; p.is(i, cDash, cFiscal) { // third-quarter, the third fiscal quarter
		i++
	}
	return i
}

// ofYear reads a year behind a quarter or half, also “of the year”.
func (p *parser) ofYear(i int, t *term) int {
	if n := p.yearTail(i, t); n > i {
		return n
	}
	if p.class(i) == cOf && p.class(i+1) == cThe && p.class(i+2) == cUnit && p.val(i+2) == int(yearGrain) {
		t.dir = dirThis
		return i + 3
	}
	return i
}

// aHalf reads the first half of 2017, the second half of the year, H1 2020, the second half
// of May, which is May.
func (p *parser) aHalf(i int, t *term) int {
	t.date(halfGrain)
	if p.class(i) == cHalf && p.has(i, big) {
		t.half = p.val(i)
		if n := p.shortTail(i+1, t); n > i+1 {
			return n
		}
		if p.is(i-1, cIn, cPreposition, cSince, cBy, cUntil) {
			return i + 1
		}
		return 0
	}
	n := 0
	j := p.nth(i, &n)
	if j != 0 && n > 0 && n <= 2 && p.ofResults(j) {
		t.half = n
		return j + 1
	}
	if j == 0 || p.class(j) != cHalf || p.class(j+1) != cOf {
		return 0
	}
	if n < 0 {
		n = 2
	}
	if k := p.ofYear(j+1, t); k > j+1 {
		t.half = n
		return k
	}
	k := p.match(j+2, t)
	if k == 0 || t.form == fixed || t.typ != corpus.TimexDate || t.grain < weekGrain {
		return 0
	}
	t.rule = ""
	return k
}

// ofResults reports whether the “first half” that ends at i is one of a year, and not of a match:
// “first-half profit rose”, “in the first half it lost $3 million”.
func (p *parser) ofResults(i int) bool {
	if p.class(i) != cHalf || p.has(i, big) || p.class(i+1) == cOf {
		return false
	}
	if p.class(i-1) == cDash {
		return p.used(i+1, result)
	}
	if !p.is(i-3, cIn, cPreposition) || p.class(i-2) != cThe || p.lowercase(i+1) && !p.verbLike(i+1) {
		return false
	}
	for j := max(0, i-reach); j < min(len(p.items), i+reach); j++ {
		if p.class(j) == cMoney {
			return true
		}
	}
	return false
}

// fiscalYear reads fiscal year 2020, fiscal 2020, FY2021, the fiscal year.
func (p *parser) fiscalYear(i int, t *term) int {
	t.date(yearGrain)
	if p.class(i) == cFY {
		j := i
		if t.year = p.val(i); t.year == 0 {
			if j++; p.digitsLen(j) != 2 && p.digitsLen(j) != 4 {
				return 0
			}
			t.year = p.val(j)
		}
		if t.year < 100 {
			t.year = fullYear(t.year)
		}
		return j + 1
	}
	j := p.skip(i, cThe)
	if p.class(j) != cFiscal {
		return 0
	}
	j++
	isYear := p.class(j) == cUnit && p.val(j) == int(yearGrain)
	if isYear {
		j++
	}
	if p.digitsLen(j) == 4 && p.val(j) > 1900 && p.val(j) < 2200 {
		t.year = p.val(j)
		return j + 1
	}
	if !isYear || p.class(i) != cThe {
		return 0
	}
	t.form, t.ctx = shifted, yearGrain
	if p.runsTo(j) {
		t.constant(corpus.TimexDuration, "P1Y")
	}
	return j
}

// ofNamedYear reads this year’s third quarter, last year’s autumn, next year’s first half.
func (p *parser) ofNamedYear(i int, t *term) int {
	var y term
	j := p.whole(i, &y)
	if j == 0 || y.ctx != yearGrain || p.class(j) != cPossessive {
		return 0
	}
	j++
	n := 0
	switch {
	case p.is(j, cSeason, cFall):
		t.date(seasonGrain)
		t.season = p.val(j)
	case p.monthAt(j) != 0:
		t.date(monthGrain)
		t.month = p.val(j)
	case p.grainAt(j) == quarterGrain && y.shift == -1: // last year’s quarter
		t.unit(quarterGrain, -4, fromMention)
		t.dir = dirLast
		return j + 1
	case p.word(j, "period") && y.shift == -1: // last year’s period
		t.unit(yearGrain, -1, fromPublished)
		t.steps, t.compared = true, true
		return j + 1
	default:
		j = p.nth(j, &n)
		switch {
		case j != 0 && p.class(j) == cQuarterWord && n >= 1 && n <= 4:
			t.date(quarterGrain)
			t.quarter = n
		case j != 0 && p.class(j) == cHalf && n >= 1 && n <= 2:
			t.date(halfGrain)
			t.half = n
		default:
			return 0
		}
	}
	t.ctx, t.shift, t.anchor = y.ctx, y.shift, y.anchor
	return j + 1
}

// samePeriod reads “the 1988 quarter” and “the comparable 1988 period”: of the quarter that a
// text is about, the one of another year.
func (p *parser) samePeriod(i int, t *term) int {
	j := i + 1 + step(p.likens(i+1))
	y := p.val(j)
	if p.digitsLen(j) != 4 || y < 1900 || y > 2199 || p.grainAt(j+1) != quarterGrain && !p.word(j+1, "period") {
		return 0
	}
	t.date(quarterGrain)
	t.year, t.period = y, p.word(j+1, "period")
	return j + 2
}

// likens reports whether the word at i says that a period answers to that which a text is about.
func (p *parser) likens(i int) bool {
	return p.class(i) == cSame || p.oneOf(i, "corresponding", "comparable", "equivalent", "like")
}

// samePeriodOf reads the same period last year, the same quarter a year earlier, the
// corresponding month of 2019.
func (p *parser) samePeriodOf(i int, t *term) int {
	if !p.likens(i + 1) {
		return 0
	}
	g := p.grainAt(i + 2)
	if g != quarterGrain && g != monthGrain && !p.word(i+2, "period") {
		return 0
	}
	j := i + 3
	if p.is(j, cOf, cIn) {
		j++
	}
	var y term
	n := p.match(j, &y)
	switch {
	case n == 0 || y.grain != yearGrain || y.form == fixed || y.vague:
		return 0
	case y.form == calendar && y.year != 0 && g != monthGrain:
		*t = y
		t.grain, t.rule = quarterGrain, ""
	case y.form == shifted && y.shift == -1 && g == monthGrain:
		t.unit(monthGrain, -12, fromText)
	case y.form == shifted && y.shift == -1 && g == quarterGrain:
		t.unit(quarterGrain, -4, fromMention)
		t.dir = dirLast
	case y.form == shifted && y.shift == -1:
		t.unit(yearGrain, -1, fromPublished)
		t.steps, t.compared = true, true
	default:
		return 0
	}
	return n
}

// compares reports whether a figure stands before the “a year ago” at i, so that what was a
// year ago is another figure: “rose to 5 million from 4 million a year ago”, “5% more than a
// year ago”, “10 cents a share, a year ago”.
func (p *parser) compares(i int) bool {
	if p.is(i-1, cNone, cQuote) { // “A year earlier the yard lost $5 million.”
		return p.figureIn(i, i+reach)
	}
	j := i - 1 - step(p.class(i-1) == cComma)
	switch p.class(j) {
	case cNumber, cPercent, cScale, cScales, cMeasure, cFrom, cThan:
		return true
	case cTo, cOf, cPreposition, cOther:
	default:
		return false
	}
	return p.figureIn(j-reach, j)
}

// figureIn reports whether a sum of money, a share or a large number stands between two items.
func (p *parser) figureIn(from, to int) bool {
	for k := max(0, from); k < min(to, len(p.items)); k++ {
		if p.is(k, cMoney, cPercent, cScale) || p.has(k, big|frac) && p.class(k) == cNumber || p.word(k, "percent") {
			return true
		}
	}
	return false
}
