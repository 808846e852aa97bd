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
	if p.class(t.from-1) == of { // “the deal of Sunday ends the strike”
		return
	}
	limit := p.is(t.from-1, by, until, before)
	if limit && t.weekday == 0 {
		t.cued, t.cue = 1, p.source[p.items[t.from-1].start:p.items[t.from-1].end]
		return
	}
	if limit && p.promised(t.from-1) {
		t.cued, t.cue = 1, p.source[p.items[t.from-1].start:p.items[t.from-1].end]
		return
	}
	for j := t.from - 1; j >= max(0, t.from-reach); j-- {
		if p.cue(j, t) {
			return
		}
		if p.class(j) == that && p.class(j-1) == cueFuture && p.cue(j-1, t) { // “it is unlikely that”
			return
		}
		if p.class(j) == colon || p.is(j, breaker, that) && j < t.from-1 {
			break
		}
	}
	for j := t.to; j < min(len(p.items), t.to+reach); j++ {
		if p.class(j) == colon || p.class(j) == stop || p.cue(j, t) {
			return
		}
	}
}

// cue notes item j as the cue of t if it is one.
func (p *parser) cue(j int, t *term) bool {
	switch p.class(j) {
	case since:
		t.cued = -1
	case to: // “set to resume”
		if !p.word(j-1, "set") && !p.word(j-1, "going") {
			return false
		}
		j--
		t.cued = 1
	case cueFuture, will:
		t.cued = 1
		if p.class(j-1) == comma && p.word(j, "ahead") {
			return false
		}
	case cuePast:
		if p.word(j, "won") && p.class(j+1) == apostrophe {
			t.cued = 1
			break
		}
		if p.class(j-1) == infinitive {
			return false
		}
		t.cued = -1
	case cueSpeech:
		if t.weekday == 0 {
			return true
		}
		t.cued = -1
	default:
		return false
	}
	t.cue = p.source[p.items[j].start:p.items[j].end]
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

// promised reports whether a verb that looks ahead governs the limit at i: “promised a list
// by Sunday”.
func (p *parser) promised(i int) bool {
	for j := i - 1; j >= max(0, i-reach); j-- {
		switch p.class(j) {
		case cueSpeech, cueFuture, will:
			return true
		case cuePast, breaker, that, colon:
			return false
		}
	}
	return false
}
