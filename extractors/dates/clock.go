package dates

import "github.com/sayso-nlp/sayso/corpus"

// face is a time of the clock as it is read: seconds since midnight, or since noon as far as
// is known, and the item behind it.
type face struct {
	seconds, end int
	whole        bool // the hours are known to run to 24
}

// aTime reads 14:30, 5 p.m., 8:30 p.m. BST, 2100 UTC, 10 o'clock, half past three, the first
// time of “2 to 5 p.m.”, and the day directly behind: 10 p.m. Wednesday.
func (p *parser) aTime(i int, t *term) int {
	c := p.clockAt(i)
	if c.end == 0 {
		c = p.beforeClock(i)
	}
	if c.end == 0 || p.is(i-1, cMoney) {
		return 0
	}
	if !c.whole {
		c = p.halfOfDay(c)
	}
	t.typ, t.form, t.grain, t.anchor = corpus.TimexTime, calendar, dayGrain, fromMention
	t.seconds = c.seconds + 1
	return p.timeTail(p.zoneTail(c.end), t)
}

// clockAt reads the time of the clock at i, without what tells morning from evening.
func (p *parser) clockAt(i int) face {
	hour := p.hourAt(i)
	n := p.digitsLen(i)
	switch {
	case p.class(i) == cClock:
		return face{seconds: p.val(i), end: i + 1}
	case p.has(i, frac) && p.class(i) == cNumber:
		return p.pointedClock(i)
	case hour > 0 && hour <= 12 && p.class(i+1) == cAMPM:
		return face{seconds: hour * 3600, end: i + 1}
	case hour > 0 && p.word(i+1, "o") && p.class(i+2) == cApostrophe && p.class(i+3) == cOClock:
		return face{seconds: hour * 3600, end: i + 4}
	case hour > 0 && hour <= 12 && p.class(i-1) == cAt && p.inThePart(i+1) != 0: // at 4 in the afternoon
		return face{seconds: hour * 3600, end: i + 1}
	case n == 3 && p.val(i)%100 < 60 && p.class(i+1) == cZone && p.has(i+1, upper), // 915 UTC
		n == 4 && p.val(i) <= 2400 && p.val(i)%100 < 60 && (p.class(i+1) == cZone || p.class(i+1) == cLocal && p.class(i+2) == cTimeWord || p.military(i) || p.fourDigits(i)):
		return face{p.val(i)/100*3600 + p.val(i)%100*60, i + 1 + step(p.military(i)), true}
	case p.is(i, cHalf, cQuarterWord):
		return p.pastOrTo(i)
	}
	return face{}
}

// hourAt returns the hour that item i, a number or a numeral, may be, 0 if it may be none.
func (p *parser) hourAt(i int) int {
	if n := p.digitsLen(i); (n == 1 || n == 2 || p.class(i) == cNumeral) && p.val(i) <= 24 {
		return p.val(i)
	}
	return 0
}

// pointedClock reads 10.30 p.m. and, where a day or a zone shows that it is no amount, “at
// 10.30 on Friday” and “at 22.30 hours”.
func (p *parser) pointedClock(i int) face {
	s := p.source[p.items[i].start:p.items[i].end]
	dot := len(s) - 3
	if dot < 1 || dot > 2 || s[dot] != '.' || p.val(i) > 24 || atoi(s[dot+1:]) > 59 {
		return face{}
	}
	c := face{seconds: p.val(i)*3600 + int(atoi(s[dot+1:]))*60, end: i + 1}
	switch {
	case p.class(i+1) == cAMPM:
		return c
	case !p.is(i-1, cAt, cBy, cFrom, cUntil, cBefore, cAfter, cBetween, cApprox):
	case p.units(i+1, hourGrain):
		c.end++
		return c
	case p.is(i+1, cZone, cLocal, cWeekday, cDeictic, cPartRef), p.class(i+1) == cOn && p.is(i+2, cWeekday, cMonth, cMonthName, cNumber), p.inThePart(i+1) != 0:
		return c
	}
	return face{}
}

// pastOrTo reads half past three and quarter to five.
func (p *parser) pastOrTo(i int) face {
	minutes, hour := 30, p.hourAt(i+2)
	if p.class(i) == cQuarterWord {
		minutes = 15
	}
	switch {
	case p.has(i, big) || hour == 0 || hour > 12:
		return face{}
	case !p.is(i-1, cAt, cBy, cUntil, cBefore, cAfter, cApprox, cArticle, cFrom): // a time has one of them: “at half past three”
		return face{}
	case p.is(i+3, cUnits, cUnit, cMeasure, cPercent): // “a half to three percent”
		return face{}
	case p.word(i+1, "past"):
		return face{seconds: hour*3600 + minutes*60, end: i + 3}
	case p.class(i+1) == cTo && minutes == 15:
		return face{seconds: hour*3600 - minutes*60, end: i + 3}
	}
	return face{}
}

// beforeClock reads the hour of “2 to 5 p.m.”, of which only the end says what it is.
func (p *parser) beforeClock(i int) face {
	if hour := p.hourAt(i); hour > 0 && hour <= 12 && p.class(i) == cNumber && p.is(i+1, cTo, cDash, cAnd) && (p.class(i+1) != cAnd || p.class(i-1) == cBetween) {
		if last := p.clockAt(i + 2); last.end != 0 && p.class(last.end) == cAMPM {
			return face{seconds: hour * 3600, end: i + 1}
		}
	}
	return face{}
}

// halfOfDay tells morning from evening by what stands behind c: p.m., in the afternoon, or
// the end of “2 to 5 p.m.”.
func (p *parser) halfOfDay(c face) face {
	h := c.seconds / 3600
	if k := p.inThePart(c.end); k != 0 && h <= 12 {
		c.seconds = c.seconds%(12*3600) + 12*3600*step(p.val(k) != morning)
		c.end = k + 1
		return c
	}
	switch {
	case h > 12:
		c.end += step(p.class(c.end) == cAMPM)
	case p.class(c.end) == cAMPM:
		c.seconds = c.seconds%3600 + (h%12+p.val(c.end))*3600
		c.end++
	case p.is(c.end, cTo, cDash, cAnd, cUntil):
		last := p.clockAt(c.end + 1)
		if last.end == 0 || last.whole || p.class(last.end) != cAMPM || last.seconds/3600 > 12 {
			return c
		}
		last.seconds = last.seconds%(12*3600) + p.val(last.end)*3600
		c.seconds = c.seconds%(12*3600) + p.val(last.end)*3600
		if c.seconds > last.seconds { // 11 to 2 p.m.
			c.seconds = (c.seconds + 12*3600) % (24 * 3600)
		}
	}
	return c
}

// inThePart returns the item of the morning, afternoon or evening in “in the afternoon”.
func (p *parser) inThePart(i int) int {
	if p.class(i) == cIn && p.class(i+1) == cThe && p.class(i+2) == cPart && p.val(i+2) <= evening {
		return i + 2
	}
	return 0
}

// military reports whether the number at i is a time of the clock: at 1800 hours.
func (p *parser) military(i int) bool {
	return p.digitsLen(i) == 4 && p.val(i) <= 2400 && p.val(i)%100 < 60 && p.class(i+1) == cUnits && p.val(i+1) == int(hourGrain) &&
		p.is(i-1, cAt, cBy, cFrom, cUntil, cBefore, cAfter, cBetween, cApprox)
}

// fourDigits reports whether the number of four digits at i is a time of the clock without
// “hours”: at 0300, at 1500 on 3 March.
func (p *parser) fourDigits(i int) bool {
	return p.is(i-1, cAt, cBy, cFrom, cUntil) && p.val(i) < 1000 ||
		p.class(i-1) == cAt && p.class(i+1) == cOn && (p.is(i+2, cThe, cWeekday, cMonth, cMonthName) || p.dayAt(i+2) != 0)
}

// zoneTail reads UTC, local time, US East Coast time, (GMT).
func (p *parser) zoneTail(i int) int {
	if p.class(i) == cZone && p.has(i, upper) {
		return i + 1
	}
	if p.class(i) == cLocal && p.class(i+1) == cTimeWord {
		return i + 2
	}
	for j := i; j < i+5 && (p.has(i, capital) && p.is(j, cOther, cZone) || p.class(j) == cTimeWord); j++ {
		if p.class(j) == cTimeWord && j > i {
			return j + 1
		}
	}
	return i
}

// timeTail reads a day directly behind a clock time.
func (p *parser) timeTail(i int, t *term) int {
	if !p.is(i, cWeekday, cDeictic, cThis, cPartRef, cMonth, cMonthName, cMonthAbbr) {
		return i
	}
	var day term
	n := p.match(i, &day)
	if n == 0 || day.grain != dayGrain || day.form == fixed || day.seconds != 0 {
		return i
	}
	seconds := t.seconds
	*t = day
	t.seconds = seconds
	t.seconds = t.onThePart(t.part)
	t.part, t.typ, t.rule = 0, corpus.TimexTime, ""
	return n
}

// aNoon reads noon, midday, midnight.
func (p *parser) aNoon(i int, t *term) int {
	t.typ, t.seconds, t.form, t.grain = corpus.TimexTime, p.val(i)*60+1, calendar, dayGrain
	return p.timeTail(i+1, t)
}
