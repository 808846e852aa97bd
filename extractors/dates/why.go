package dates

import "strings"

// inputs says what the value of t went by.
func (r *resolver) inputs(t *term) string {
	if r.note != "" {
		return r.note
	}
	if t.form == fixed || t.explicit() && t.cue == "" {
		return ""
	}
	by := anchored[t.dir]
	if r.anchor == fromPublished && r.dated {
		by = r.keep("anchor=dateline at=", (&value{}).date(r.published).String(), directions[t.dir])
	}
	if r.anchor == fromMention {
		var at value
		by = r.keep("anchor=mention at=", at.unit(r.at, r.atUnit).String(), directions[t.dir])
	}
	switch {
	case t.dir != dirNone: // “last”, “this” and “next” leave nothing to a cue
	case t.cued > 0:
		return r.keep(by, " dir=future cue=", t.cue)
	case t.cued < 0:
		return r.keep(by, " dir=past cue=", t.cue)
	}
	return by
}

// keep joins strings in a chunk of memory that many share: a text may have thousands.
func (r *resolver) keep(parts ...string) string {
	n := 0
	for _, s := range parts {
		n += len(s)
	}
	if r.kept.Cap()-r.kept.Len() < n {
		r.kept = strings.Builder{}
		r.kept.Grow(max(n, 1024))
	}
	start := r.kept.Len()
	for _, s := range parts {
		r.kept.WriteString(s)
	}
	return r.kept.String()[start:]
}

// anchored holds the inputs of what is counted from publication, without a cue, made once.
var anchored = [...]string{"anchor=published", "anchor=published dir=last", "anchor=published dir=this", "anchor=published dir=next"}

var directions = [...]string{"", " dir=last", " dir=this", " dir=next"}
