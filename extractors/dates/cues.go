package dates

// reach is how many items from a date a cue may stand.
const reach = 14

// point notes whether the clause that t stands in looks ahead or back. The cue is the
// nearest verb or judgment to the left within the clause, else the nearest to the right:
// “the hearing is set for Tuesday”, “on Tuesday the hearing was put off”.
func (p *parser) point(t *term) {
	if t.form == fixed || t.form == shifted && !t.weekend || t.year != 0 && t.form == calendar {
		return
	}
	if p.class(t.from-1) == cOf && p.class(t.from-2) != cEve { // “the deal of Sunday ends the strike”
		switch {
		case p.word(t.from-2, "ahead"):
			p.cuedAhead(t, t.from-2)
			t.sure = true
		case !p.atEvent(t) && t.weekday == 0 && t.grain != seasonGrain && t.form == calendar:
			t.cued, t.cue = -1, "of"
		}
		return
	}
	if t.grain == monthGrain && p.used(t.to, contract) { // “the July contract fell”
		p.cuedAhead(t, t.to)
		t.sure = true
		return
	}
	_ = !p.beginsClause(t) && (p.behind(t) || p.atEvent(t)) || p.beyondDate(t) || p.afterTomorrow(t)
}

// beginsClause reports whether the weekday t stands at the head of a clause that a comma or an
// “and” begins: “I’ll be in Oslo next week, and on Monday I was in Bergen”.
func (p *parser) beginsClause(t *term) bool {
	i := t.from - 1 - step(p.class(t.from-1) == cOn)
	return t.weekday != 0 && p.is(i, cAnd, cComma) && (p.verbLike(t.to) || p.class(t.to) == cThe)
}

// afterTomorrow reports whether the sentence has spoken of a day to come before the weekday t,
// and no verb says more: “tomorrow I rest and on Friday I fly home”.
func (p *parser) afterTomorrow(t *term) bool {
	if n := len(p.terms); t.bareWeekday() && n > p.first {
		if b := &p.terms[n-1]; b.form == shifted && b.ctx == dayGrain && b.shift > 0 && b.anchor == fromPublished {
			p.cuedAhead(t, b.from)
			return true
		}
	}
	return false
}

// behind looks for the cue of t before it and reports whether there is one.
func (p *parser) behind(t *term) bool {
	if j := p.happened(t); j >= 0 {
		p.cuedBack(t, j)
		return true
	}
	if t.onWeekday() && p.word(t.from-1, "for") && !p.is(t.to, cPossessive, cPast) && !p.lowercase(t.to) || p.isOn(t) {
		p.cuedAhead(t, t.from-1)
		return true
	}
	limit := p.is(t.from-1, cBy, cUntil, cBefore) && !p.word(t.from-2, "shortly") && !p.word(t.from-2, "just")
	if limit && p.lasted(t) {
		p.cuedBack(t, t.from-1)
		t.sure = true
		return true
	}
	if limit && (t.weekday == 0 || p.promised(t)) {
		p.cuedAhead(t, t.from-1)
		return true
	}
	if p.is(t.from-1, cTo, cUntil) && p.oneOf(t.from-2, "off", "forward") { // “was put off to Friday”, “brought forward to May”
		p.cuedAhead(t, t.from-2)
		return true
	}
	for j := t.from - 1; j >= max(0, t.from-reach); j-- {
		if p.cue(j, t) {
			return true
		}
		if p.class(j) == cThat && p.class(j-1) == cFuture && p.cue(j-1, t) { // “it is unlikely that”
			return true
		}
		if p.class(j) == cColon || p.is(j, cBreaker, cThat) && j < t.from-1 {
			break
		}
	}
	return false
}

// lasted reports whether what goes on until t, a month or a day of one, is over: “he stayed
// until May”, “it was not until May”, “until May, when the house fell”.
func (p *parser) lasted(t *term) bool {
	if p.class(t.from-1) != cUntil || t.weekday != 0 {
		return false
	}
	if p.class(t.to) == cComma && p.word(t.to+1, "when") {
		for j := t.to + 2; j < min(len(p.items), t.to+reach) && !p.is(j, cStop, cComma, cFuture, cWill); j++ {
			if p.class(j) == cPast {
				return true
			}
		}
	}
	for j := t.from - 2; j >= max(0, t.from-reach) && !p.is(j, cComma, cColon, cBreaker, cThat, cSpeech, cFuture, cWill); j-- {
		if p.used(j, lasting) {
			return p.class(j-1) != cInfinitive
		}
		if p.class(j) == cNot && p.oneOf(j-1, "was", "were", "did", "had") {
			return true
		}
	}
	return false
}

// happened returns the item that tells that t, a weekday or a date with a month, is that of
// something that has happened, -1 if none does: “Monday’s car bombing”, “the 5 May ruling
// means that prices will rise”, “says on Monday that it will”.
func (p *parser) happened(t *term) int {
	if t.weekday == 0 && t.month == 0 {
		return -1
	}
	if i := t.from - 1 - step(p.class(t.from-1) == cOn); t.weekday != 0 && p.class(t.to) != cPossessive && p.oneOf(i, "says", "say", "saying") {
		return i
	}
	j, last := t.to, t.to
	if p.class(j) == cPossessive {
		j, last = j+1, j+3
	}
	for ; j <= last && p.is(j, cOther, cPast, cDash); j++ {
		if p.words.entries[p.items[j].id].happened {
			return j
		}
	}
	return -1
}

// isOn reports whether a weekday is said to be that of something: “the final is on Friday”;
// but not “it is Friday”.
func (p *parser) isOn(t *term) bool {
	j := t.from - 1 - step(p.class(t.from-1) == cOn)
	if p.word(j, "start") {
		return t.bareWeekday() && !p.is(j-1, cThe, cTo) // “the talks start on Friday”
	}
	return t.bareWeekday() && p.oneOf(j, "is", "are") && !p.word(j-1, "it") && p.class(j-1) != cDeictic && p.is(t.to, cNone, cStop, cComma, cIn, cAt, cAnd)
}

// beyondDate looks for the cue of t behind it: “on Tuesday the hearing was put off”; but “on
// Tuesday” does not go with the verb of “a letter sent on Tuesday says that he will go”.
func (p *parser) beyondDate(t *term) bool {
	for j := t.to; j < min(len(p.items), t.to+reach); j++ {
		if p.is(j, cColon, cStop) || t.weekday != 0 && (p.class(j) == cThat || p.oneOf(j, "says", "say") && p.class(j+1) != cComma) {
			return false
		}
		if p.cue(j, t) {
			return true
		}
	}
	return false
}

// cuedAhead notes that the word at j says that t lies ahead.
func (p *parser) cuedAhead(t *term, j int) {
	t.cued, t.cue = 1, p.source[p.items[j].start:p.items[j].end]
}

// cuedBack notes that the word at j says that t lies behind.
func (p *parser) cuedBack(t *term, j int) {
	t.cued, t.cue = -1, p.source[p.items[j].start:p.items[j].end]
}

// atEvent takes the event of “before the referendum in November” as one to come and that of
// “after the loss in January” as past, where no verb before them says otherwise.
func (p *parser) atEvent(t *term) bool {
	if t.weekday != 0 || !p.is(t.from-1, cIn, cOn, cOf) {
		return false
	}
	for j := t.from - 2; j >= max(0, t.from-10); j-- {
		switch p.class(j) {
		case cBefore, cUntil:
			p.cuedAhead(t, j)
			t.sure = true
			return true
		case cAfter, cSince:
			p.cuedAhead(t, j)
			if p.class(j-1) != cUntil {
				t.cued = -1
			}
			return true
		case cOf:
			if p.word(j-1, "ahead") {
				p.cuedAhead(t, j-1)
				t.sure = true
				return true
			}
		case cThe, cArticle, cOther, cPossessive, cAdjective, cNext, cDash:
		default:
			return false
		}
	}
	return false
}

// cue notes item j as the cue of t if it is one.
func (p *parser) cue(j int, t *term) bool {
	switch {
	case t.bareWeekday() && p.arranged(j):
		p.cuedAhead(t, j)
		return true
	case t.day != 0 && p.takesEffect(j):
		p.cuedAhead(t, j)
		t.sure = true
		return true
	}
	switch p.class(j) {
	case cSince:
		p.cuedBack(t, j)
		return true
	case cTo:
		return p.cuedByTo(t, j)
	case cMonthName:
		return p.cuedByMay(t, j)
	case cFuture, cWill:
		return p.cuedByFuture(t, j)
	case cPast:
		return p.cuedByPast(t, j)
	case cSpeech:
		p.cuedBySpeech(t, j)
		return true
	}
	return false
}

// cuedByTo takes what an infinitive at j tells as to come.
func (p *parser) cuedByTo(t *term, j int) bool {
	switch {
	case j < t.from && p.word(j+1, "be") && p.class(j+2) == cPast && p.class(j-1) == cOther && !p.word(j-1, "yet"):
		p.cuedAhead(t, j) // “a match to be played on Friday”
		return true
	case p.is(j+1, cThe, cArticle, cOn): // “agreed to a truce on Friday” has none
		return false
	case p.class(j-1) == cSpeech, p.oneOf(j-1, "set", "going", "is", "are", "was", "were", "have", "has"):
		p.cuedAhead(t, j-1) // “agreed to meet on Friday”, “are to meet on Friday”
		return true
	}
	return false
}

// cuedByMay takes what may be as to come: “the envoys may meet on Tuesday”, but not “in May” and
// “may have met”.
func (p *parser) cuedByMay(t *term, j int) bool {
	if p.has(j, capital) || !p.word(j, "may") || p.word(j+1, "have") {
		return false
	}
	p.cuedAhead(t, j)
	return true
}

// cuedByFuture takes t as to come by a word that looks ahead: “the envoys will meet on Tuesday”.
func (p *parser) cuedByFuture(t *term, j int) bool {
	switch {
	case p.noCue(j), t.weekday == 0 && p.words.entries[p.items[j].id].timetable:
		return false
	case p.class(j-1) == cComma && p.word(j, "ahead"):
		return false
	case j >= t.to && p.word(j, "deadline"): // “Tuesday’s deadline”, “the Tuesday deadline” may have passed
		return false
	}
	p.cuedAhead(t, j)
	t.sure = t.day != 0 && (p.class(j) == cWill || p.word(j, "will")) && p.governsDay(j, t.from)
	return true
}

// cuedByPast takes t as past by a verb of the past: “the envoys met on Tuesday”, unless it is the participle
// of “has met” or what was moved ahead: “was moved to Tuesday”. “Won’t” looks ahead.
func (p *parser) cuedByPast(t *term, j int) bool {
	wont := p.word(j, "won") && p.class(j+1) == cApostrophe
	moved := j == t.from-2 && p.class(t.from-1) == cTo && t.weekday != 0 && p.class(t.to) != cPossessive
	switch {
	case wont:
		p.cuedAhead(t, j)
	case p.class(j-1) == cInfinitive:
		return false
	case moved:
		p.cuedAhead(t, j)
	default:
		p.cuedBack(t, j)
		t.sure = p.surelyPast(t, j)
	}
	return true
}

// surelyPast reports whether the verb of the past at j leaves no doubt that t is past.
func (p *parser) surelyPast(t *term, j int) bool {
	switch {
	case j < t.from && p.is(t.from-1, cOn, cIn): // “the council fell in January”, “he fell on 5 May”
		if (t.day != 0 || p.told(j)) && t.from-j <= 6 && p.plain(j+1, t.from-1) {
			return true
		}
	case j >= t.to && p.class(t.from-1) == cIn && p.class(t.from-2) == cNone: // “In January the council fell”
		return j-t.to <= 6 && p.told(j)
	}
	return j == t.from-1 && p.word(j, "ended") // “the year ended 31 March”
}

// cuedBySpeech takes the weekday of what is promised or planned as that on which it was, unless the verb
// governs it: “planned for Tuesday”. Of other dates it says nothing, nor does any
// word farther away.
func (p *parser) cuedBySpeech(t *term, j int) {
	switch {
	case j == t.from-2 && p.is(t.from-1, cPreposition, cTo, cUntil):
		p.cuedAhead(t, j)
	case t.weekday != 0:
		p.cuedBack(t, j)
	}
}

// takesEffect reports whether the word at j says that a rule begins to hold: “the law takes effect 1
// January”, “goes into effect on 1 January”.
func (p *parser) takesEffect(j int) bool {
	return p.oneOf(j, "effect", "force") && (p.oneOf(j-1, "take", "takes") || p.word(j-1, "into") && p.oneOf(j-2, "go", "goes", "come", "comes"))
}

// governsDay reports whether the day at i goes with the “will” at j and with no noun between:
// “she will be sworn in on 20 January”.
func (p *parser) governsDay(j, i int) bool {
	if j >= i || i-j > 6 || p.class(i-1) == cIn {
		return false
	}
	for k := j + 1; k < i; k++ {
		if p.is(k, cThe, cArticle, cOf, cComma, cBreaker, cPossessive, cQuote, cSpeech) {
			return false
		}
	}
	return true
}

// arranged reports whether the word at j is one of what people say of days that they look
// forward to: “takes place on Friday”, “see you”, “let’s meet”, “we have a test”, “I’ve got a test”.
func (p *parser) arranged(j int) bool {
	switch {
	case p.word(j, "see"):
		return p.word(j+1, "you")
	case p.word(j, "place"): // “the vote takes place Friday”
		return p.oneOf(j-1, "take", "takes") && !p.noCue(j-1)
	case p.word(j, "d"): // “I’d be there Friday”
		return p.word(j+1, "be")
	case p.word(j, "let"):
		return p.class(j+1) == cPossessive
	case p.word(j, "have"):
		return p.oneOf(j-1, "i", "we") && p.class(j+1) == cArticle
	case p.word(j, "got"):
		return p.oneOf(j-1, "ve", "have") && p.class(j+1) == cArticle
	}
	return false
}

// noCue reports whether the word at j, which elsewhere looks ahead, does not.
func (p *parser) noCue(j int) bool {
	e := &p.words.entries[p.items[j].id]
	return e.doing && !p.isDoing(j) || p.isName(j) || p.governed(j) || e.noun && p.isNoun(j)
}

// isDoing reports whether a participle at j is part of a verb: “is leaving”, “I’m leaving”, “Mum’s leaving”.
func (p *parser) isDoing(j int) bool {
	return p.being(j-1) || p.oneOf(j-1, "am", "m", "re") || p.class(j-1) == cPossessive
}

// isName reports whether the word at j has a capital within a sentence: “the Will estate”.
func (p *parser) isName(j int) bool {
	return p.has(j, capital) && !p.has(j, upper) && !p.is(j-1, cNone, cQuote)
}

// governed reports whether the word before j makes no more of the verb at j than a wish or a part.
func (p *parser) governed(j int) bool {
	switch {
	case p.is(j-1, cWill, cFuture, cAt): // “will begin”: “will” is the cue; “at least”
		return true
	case p.class(j-1) == cTo && p.class(j-2) == cPast: // “they failed to begin”
		return true
	case p.class(j-1) == cDash && p.has(j, glued): // “president-elect”
		return true
	}
	return p.oneOf(j-1, "him", "them", "us", "me", "let") || // “let them begin”
		p.word(j-1, "as") // “as soon as possible”
}

// isNoun reports whether the word at j, which may be a noun, is one or an attribute: “announced the plan
// on Tuesday”, “during visits to Rome”, “made a scheduled stop”; but not “the visit is scheduled for Tuesday”.
func (p *parser) isNoun(j int) bool {
	if p.class(j+1) == cTo || p.word(j+1, "for") {
		return false
	}
	return p.is(j-1, cThe, cArticle, cPossessive, cPast, cSpeech, cPreposition, cOf, cAt, cIn) || p.owned(j)
}

// owned reports whether a possessive pronoun stands before item i: “their plan”.
func (p *parser) owned(i int) bool { return p.oneOf(i-1, "his", "her", "its", "their", "our", "my") }

// told reports whether the verb at j tells of what has happened, and is no participle: “rose in
// May”, “was held in May”, but not “the vote held in May”.
func (p *parser) told(j int) bool {
	return p.words.entries[p.items[j].id].preterite || p.oneOf(j-1, "was", "were")
}

// plain reports whether nothing between a verb and the date behind it may govern the date:
// no noun that could be put off to it.
func (p *parser) plain(from, to int) bool {
	for j := from; j < to; j++ {
		if p.is(j, cThe, cArticle, cOf, cPast, cComma, cBreaker, cBy, cQuote) {
			return false
		}
	}
	return true
}

// ahead reports the direction that t's clause gives it: -1, 0 or 1.
func (t *term) ahead() int {
	switch t.dir {
	case dirLast:
		return -1
	case dirNext:
		return 1
	}
	return int(t.cued)
}

// promised reports whether the weekday t, a limit, lies ahead: “promised a list by
// Sunday”, “if they are freed by Sunday”, “an accord by Sunday”, but not “had raised a million
// by Sunday”, “was killed by Sunday’s blast”.
func (p *parser) promised(t *term) bool {
	i := t.from - 1
	open := p.class(t.to) != cPossessive && !p.is(i-1, cNone, cComma, cColon, cBreaker, cThat, cAnd)
	for j := i - 1; j >= max(0, i-reach); j-- {
		switch p.class(j) {
		case cSpeech, cFuture, cWill:
			return true
		case cPast:
			return p.being(j-1) || p.word(j-1, "if")
		case cBreaker, cThat, cColon:
			return open
		}
	}
	return open
}
