package dates

// link gives the dates before t what they share with it: “9–11 March 2020”, “March and April
// 2020”, “from May to July 1944”, “5 p.m. on Monday”.
func (p *parser) link(t *term) {
	if len(p.terms) == p.first {
		return
	}
	if t.grain == dayGrain && t.form != fixed && t.seconds == 0 {
		p.dayBehind(t)
	}
	before := &p.terms[len(p.terms)-1]
	if t.present && before.form == shifted && before.to == t.from-1 { // “today is Wednesday”
		before.told = true
	}
	p.saidOn(t)
	p.toldBy(before, t)
	p.weekdayRange(before, t)
	if t.form == calendar && (t.year != 0 || t.ctx != noGrain) {
		p.shareYear(t)
	}
	if t.form != calendar || !p.follows(before, t) {
		return
	}
	if t.bareWeekday() && before.weekday != 0 && before.day == 0 && before.form == calendar { // “this Saturday and Sunday”
		t.dir = before.dir
	}
	before.opens = before.bare() && t.bare() && before.grain == t.grain && before.month != 0 && t.month != 0 && !before.linked && p.spans(before, t)
	if t.yearly != before.yearly && t.bare() && before.bare() && t.grain == before.grain { // “the best months are May and June”
		t.yearly, before.yearly = true, true
	}
}

// saidOn gives a “today” that someone says the weekday behind it on which it was said: “‘We
// will be back tomorrow,’ one said Monday”.
func (p *parser) saidOn(t *term) {
	if !t.bareWeekday() || t.cued >= 0 || p.quotedAt(t.from) {
		return
	}
	for i := len(p.terms) - 1; i >= p.first; i-- {
		if p.terms[i].quoted {
			p.terms[i].said = t.weekday
		}
	}
}

// follows reports whether t goes on a list or range that before belongs to.
func (p *parser) follows(before, t *term) bool {
	return t.from-before.to <= 2 && p.joined(before.to, t.from)
}

// shareYear gives the dates of the list that t ends its year: “in March, April and May 2020”.
func (p *parser) shareYear(t *term) {
	for i := len(p.terms) - 1; i >= max(p.first, len(p.terms)-maxListed); i-- {
		before := &p.terms[i]
		if !before.bare() || !p.follows(before, t) {
			return
		}
		if before.yearOf(t); before.bare() {
			return
		}
		t = before
	}
}

// yearOf gives t, which names none, the year of the date behind it, if both are days, months,
// seasons or quarters.
func (t *term) yearOf(next *term) {
	switch {
	case t.season != 0 && next.season != 0, t.quarter != 0 && next.quarter > t.quarter:
		t.takeYear(next)
	case t.month == 0 || next.month == 0 || (t.day == 0) != (next.day == 0):
	case next.linked && t.day != 0 && t.month != next.month:
	default:
		t.takeYear(next)
		if t.month > next.month && t.year != 0 {
			t.year--
		}
	}
}

// toldBy marks the date before t if t says which it is: “two years later, in 1896”, “the
// next day, 3 May, …”.
func (p *parser) toldBy(before, t *term) {
	if t.form == calendar && t.ctx == noGrain && t.day != 0 && t.seconds == 0 && t.from == before.to+1 && p.oneOf(before.to, "ended", "ending") {
		quarter := before.form == shifted && before.ctx == quarterGrain && !before.steps
		before.told = quarter || before.value == "P3M"
		t.ends = before.told || before.grain == quarterGrain
		if before.told {
			return
		}
	}
	if before.form == shifted && before.ctx == weekGrain && !before.steps && t.bareWeekday() && t.from == before.to+1 && p.word(before.to, "ended") { // “in the week ended Friday”
		before.told = true
		return
	}
	if !before.mayBeTold() || !t.tells() {
		return
	}
	if before.ctx == weekGrain && t.day != 0 && t.from == before.to+1 && p.oneOf(before.to, "ended", "ending", "to") { // “in the week to 3 May”
		before.told = true
		return
	}
	i := before.to
	beside := p.class(i) == cComma && (t.from == i+1 || t.from == i+2 && p.is(i+1, cIn, cOn))
	if beside && (before.steps || before.ctx == dayGrain) && (before.ctx == yearGrain || t.grain < yearGrain) {
		before.told = true
	}
}

// mayBeTold reports whether the date that is meant by t may be written out behind it: “two years later”, “in the
// week”, “that day”.
func (t *term) mayBeTold() bool {
	if t.form != shifted || t.part != 0 {
		return false
	}
	return t.steps || t.ctx == weekGrain || t.ctx == dayGrain && t.anchor == fromMention
}

// tells reports whether t is a date of the calendar that may write out what the term before it means: “in
// 1896”, “3 May”, but not “at 5 p.m.” or “in the 1890s”.
func (t *term) tells() bool {
	return t.form == calendar && t.ctx == noGrain && t.seconds == 0 && t.part == 0 && (t.month != 0 || t.year != 0) && t.grain <= yearGrain
}

// spans reports whether t is the end of a range that before begins: “from May to July”,
// “between 3 May and 5 June”.
func (p *parser) spans(before, t *term) bool {
	return t.from == before.to+1 && (p.is(before.to, cTo, cThrough, cUntil, cDash) || p.class(before.to) == cAnd && p.class(before.from-1) == cBetween)
}

// weekdayRange makes the end of “from Monday to Friday” follow its beginning.
func (p *parser) weekdayRange(before, t *term) {
	if !p.spans(before, t) || !before.bareWeekday() || !t.bareWeekday() || before.weekday == t.weekday {
		return
	}
	before.lasts = (t.weekday - before.weekday + 7) % 7
	t.unit(dayGrain, before.lasts, fromMention)
}

// dayBehind marks the clock times whose day is t: “at 8:30 p.m. (1930 UTC) on 27 August”.
func (p *parser) dayBehind(t *term) {
	to := t.from
	for i := len(p.terms) - 1; i >= max(p.first, len(p.terms)-3) && p.terms[i].bareTime(); i-- {
		for to > p.terms[i].to && p.between(to-1) {
			to--
		}
		if to != p.terms[i].to {
			return
		}
		p.terms[i].before = true
		to = p.terms[i].from
	}
}

// between reports whether item i may stand between clock times, or between one and its day.
func (p *parser) between(i int) bool {
	return p.is(i, cOn, cComma, cOpener, cCloser, cAnd, cTo, cDash)
}

// joined reports whether the items from i to j only join what stands on both sides.
func (p *parser) joined(i, j int) bool {
	if i == j {
		return false
	}
	for ; i < j; i++ {
		switch p.class(i) {
		case cDash, cAnd, cOr, cTo, cThrough, cUntil, cComma, cSlash, cFrom, cOn, cBy:
		default:
			return false
		}
	}
	return true
}
