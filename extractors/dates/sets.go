package dates

import "github.com/sayso-nlp/sayso/corpus"

// everyUnit reads every day, each year, every two weeks, every Monday, every spring, per day.
func (p *parser) everyUnit(i int, t *term) int {
	j := p.skip(i+1, cDash)
	if p.class(i) == cPer && (!p.is(j, cUnit, cQuarterWord) || p.grainAt(j) <= hourGrain && p.speed(i)) {
		return 0
	}
	if p.word(j, "other") && p.is(j+1, cUnit) {
		t.constant(corpus.TimexSet, period(&amount{n: 2}, grain(p.val(j+1))))
		return j + 2
	}
	switch {
	case p.class(j) == cOrdinal && p.class(j+1) == cUnit && p.word(i, "each"), // “each second month”
		p.is(j+1, cWeekday) && (p.class(j) == cOrdinal || p.word(j, "other")), // “every second Monday”
		p.word(j, "single"): // “every single day”
		j++
	}
	switch {
	case p.is(j, cUnit, cQuarterWord) && !p.has(j, big):
		t.constant(corpus.TimexSet, period(&amount{n: 1}, grain(p.val(j))))
		return j + 1
	case p.class(j) == cHalf && p.class(j+1) == cDash && p.class(j+2) == cUnit:
		t.constant(corpus.TimexSet, "P6M")
		return j + 3
	case p.class(j) == cWeekday:
		return p.everyWeekday(j, t)
	case p.is(j, cSeason, cFall):
		t.constant(corpus.TimexSet, "XXXX-"+seasonCodes[p.val(j)])
		return j + 1
	case p.monthAt(j) != 0:
		t.constant(corpus.TimexSet, "XXXX-"+pad2(p.val(j)))
		return j + 1
	case p.is(j, cPart):
		t.constant(corpus.TimexSet, "P1D")
		return j + 1
	case p.is(j, cVague, cNumber, cNumeral, cTens, cCouple):
		var a amount
		if k, g := p.length(j, &a); k != 0 && !p.isAge(k, g) {
			t.constant(corpus.TimexSet, period(&a, g))
			return k
		}
	}
	return 0
}

// speed reports whether the “per” or “an” at i stands in a unit of speed, which is no time:
// 90 kilometres per hour.
func (p *parser) speed(i int) bool {
	if p.class(i-1) == cDash {
		i--
	}
	return p.used(i-1, distance)
}

// adverbs reads daily, weekly, annually; not annual, which says what a thing is called: the
// annual meeting.
func (p *parser) adverbs(i int, t *term) int {
	if p.has(i, capital) && i > 0 || p.class(i+1) == cOther && p.has(i+1, capital) && p.class(i-1) != cOther {
		return 0
	}
	n, g := 1, grain(p.val(i))
	if p.class(i+1) == cOther && p.has(i+1, capital) && g < yearGrain { // a newspaper
		return 0
	}
	if p.word(i, "quarterly") && p.lowercase(i+1) { // a quarterly report
		p.quarterly = p.quarterly || p.used(i+1, result)
		return 0
	}
	if g >= numGrains { // biennial, bimonthly
		n, g = 2, g/2
	}
	t.constant(corpus.TimexSet, period(&amount{n: n}, g))
	return i + 1
}

// plurals reads Mondays, weekends.
func (p *parser) plurals(i int, t *term) int {
	switch {
	case p.class(i) == cWeekdays:
		t.constant(corpus.TimexSet, weekdayCode(p.val(i)))
	case p.class(i) == cUnits && p.val(i) == int(weekendGrain) && p.is(i-1, cOn, cAt, cPreposition, cAnd):
		t.constant(corpus.TimexSet, "XXXX-WXX-WE")
	default:
		return 0
	}
	return i + 1
}

// refs reads now, currently, recently; not “now-former”.
func (p *parser) refs(i int, t *term) int {
	if p.class(i+1) == cDash && p.has(i+1, glued) || p.class(i-1) == cDash && p.has(i, glued) && p.lowercase(i-2) ||
		p.class(i+1) == cPast && p.val(i) == 2 && p.is(i-1, cThe, cArticle) {
		return 0
	}
	if p.has(i, capital) && i > 0 && p.class(i-1) == cOther && p.has(i-1, capital) {
		return 0
	}
	value := "PRESENT_REF"
	if p.val(i) == 2 {
		value = "PAST_REF"
	}
	t.constant(corpus.TimexDate, value)
	return i + 1
}

// phrases reads the fixed wordings of data/phrases.tsv: the near future, Good Friday.
func (p *parser) phrases(i int, t *term) int {
	if i >= len(p.items) {
		return 0
	}
	best := 0
	starting := p.words.entries[p.items[i].id].phrases
	for k := range starting {
		ph := &starting[k]
		n := p.same(i, ph.pieces)
		if n <= best {
			continue
		}
		switch {
		case ph.kind == "holiday" && p.isFeast(i, n):
			*t = term{value: ph.value}
			t.typ, t.form, t.grain = corpus.TimexDate, event, dayGrain
			t.rule = "dates/holiday"
		case ph.kind != "holiday" && p.isReference(i, n, ph):
			t.constant(corpus.TimexDate, ph.value)
		default:
			continue
		}
		best = n
	}
	if best != 0 && t.form == event {
		best = p.yearTail(p.partTail(best, t), t)
	}
	return best
}

// isReference reports whether the phrase at [i, n) speaks of a time, and is no part of a larger thing.
func (p *parser) isReference(i, n int, ph *phrase) bool {
	switch {
	case p.class(i) == cThe && p.governs(n, ph.value):
		return false
	case p.class(n) == cOf && p.word(n-1, "ahead"): // “in the days ahead of the vote”
		return false
	case ph.kind == "at": // “at present”, “1990 to present”
		return p.class(i-1) == cAt || p.is(i-1, cDash, cTo) && p.yearBefore(i-1) != 0
	}
	return true
}

// isFeast reports whether the name of a holiday at [i, n) is its day, and neither describes a thing nor is part
// of another name.
func (p *parser) isFeast(i, n int) bool {
	switch {
	case !p.has(i, capital):
		return false
	case p.class(n) == cPossessive && p.lowercase(n+1): // “New Year’s resolutions”
		return false
	case p.word(i, "new") && n == i+2 && !p.is(i-1, cThe, cBefore, cAfter, cBy, cSince, cUntil, cAt, cOn, cOf, cPreposition): // “a new year”
		return false
	case p.class(n) == cOther && p.has(n, capital): // “Easter Island”
		return false
	case p.oneOf(i-1, "merry", "happy"):
		return false
	}
	describes := n == i+1 || p.has(i+1, glued) || p.word(n-1, "year")               // as one word does, D-Day, and a new year
	return !(describes && p.lowercase(n) && (p.plainNoun(n) || p.used(n, festive))) // “an Easter egg”
}

// same returns the item behind the pieces if they stand at i, with hyphens between them or
// not, 0 otherwise.
func (p *parser) same(i int, pieces []item) int {
	for k := range pieces {
		y := &pieces[k]
		if k > 0 && p.class(i) == cDash && p.has(i, glued) && y.class != cDash {
			i++
		}
		if y.class == cDash && p.class(i) != cDash {
			continue
		}
		if i >= len(p.items) {
			return 0
		}
		if x := &p.items[i]; x.class != y.class || x.id != y.id || x.val != y.val {
			return 0
		}
		i++
	}
	return i
}

// governs reports whether what stands behind “the future” or “the past” shows that it is no
// time: the future of the port, the past policy, the Future Movement.
func (p *parser) governs(i int, value string) bool {
	if p.class(i) == cOf && value != "PRESENT_REF" || p.class(i) == cDash && p.has(i, glued) {
		return true
	}
	return p.is(i, cUnits, cUnit, cNumber, cNumeral, cVague, cMonth, cMonthName, cQuarterWord) ||
		p.class(i) == cOther && (p.has(i, capital) || p.lowercase(i) && !p.verbLike(i) && !p.being(i) && !p.oneOf(i, "have", "had", "there", "when"))
}

// seasonal reads last, this and next in front of a holiday: last Thanksgiving.
func (p *parser) seasonal(i int, t *term) int {
	dir, a := namedDir(p.class(i))
	n := p.phrases(i+1, t)
	if n == 0 || t.form != event || dir == dirNone {
		return 0
	}
	t.dir, t.anchor = dir, a
	return n
}
