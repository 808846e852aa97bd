package dates

// unresolvedUnit returns what can be said of a unit whose anchor is not known.
func (r *resolver) unresolvedUnit(t *term) string {
	if t.anchor == fromMention && t.needsMention() && !r.published.IsZero() {
		r.note = "unresolved: none was named before"
		return someUnit(t.ctx)
	}
	return r.unresolved(t)
}

// unresolved returns what can be said of a relative date without a date of publication.
func (r *resolver) unresolved(t *term) string {
	r.note = "unresolved: no publication date"
	var v value
	switch {
	case t.weekday != 0 && t.day == 0:
		v.add("XXXX-WXX-").num(t.weekday, 1).clock(t)
	case t.grain == seasonGrain:
		v.add("XXXX-").add(seasonCodes[t.season])
	case t.isoWeek != 0:
		v.add("XXXX-W").num(t.isoWeek, 2)
	case t.month == 0 && t.day != 0:
		v.add("XXXX-XX-").num(t.day, 2)
	case t.month != 0 && t.nth != 0:
		v.add("XXXX-").num(t.month, 2).add("-XX")
	case t.month != 0 && t.day != 0:
		v.add("XXXX-").num(t.month, 2).add("-").num(t.day, 2).clock(t)
	case t.month != 0:
		v.add("XXXX-").num(t.month, 2)
	case t.quarter != 0:
		v.add("XXXX-Q").num(t.quarter, 1)
	case t.half != 0:
		v.add("XXXX-H").num(t.half, 1)
	case t.part != 0 || t.seconds != 0:
		v.add("XXXX-XX-XX").clock(t)
	}
	return v.String()
}
