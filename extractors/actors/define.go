package actors

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// define reads the acronyms that the text itself explains: "Tidal Survey Board (TSB)",
// "TSB (Tidal Survey Board)", and a bare TSB whose letters are the initials of a name that
// stands in the text.
func (r *reading) define() {
	for i := 0; i+1 < len(r.ents); i++ {
		if actorless(r.ents[i].Type) != actorless(r.ents[i+1].Type) || r.ents[i].Type == corpus.Person {
			continue
		}
		if !r.bracketed(i) {
			continue
		}
		long, short := r.name(i), r.name(i+1)
		if len(long) < len(short) {
			long, short = short, long
		}
		if r.shortens(short, long) {
			r.alias[key(short)] = long
			r.recognise(short, long)
		}
	}
	r.defineInitials()
}

// shortens reports whether a bracketed name can be the acronym of the other one. Where the
// letters do not show it ("Main Directorate (HUR)"), the long one must not be a state: in
// "Canada (CERB)" and "Bowdoin College (ME)" something else is explained.
func (r *reading) shortens(short, long string) bool {
	if initials(long, short) {
		return true
	}
	if !isAcronym(short) {
		return false
	}
	if strings.Contains(capitals(long), key(short)) {
		return true
	}
	state := r.c.stateNamed(long) != ""
	return !state && strings.Contains(long, " ") && len(key(short)) > 2 || state && r.c.stateNamed(short) != ""
}

// recognise tells a long form that the catalogue lacks by its acronym and the words that it
// shares with the actor of that acronym: "US Center for Disease Control (CDC)".
func (r *reading) recognise(short, long string) {
	senses := r.c.senses[key(short)]
	if len(senses) != 1 || senses[0].common || len(r.c.lookup(long)) > 0 {
		return
	}
	if name := r.c.actors[senses[0].actor].name; likeWords(name, long) {
		r.alias[key(long)] = name
		r.alias[key(short)] = name
	}
}

// likeWords reports whether half of the longer words of a are words of b.
func likeWords(a, b string) bool {
	all, same := 0, 0
	b = " " + fold(b) + " "
	for w := range strings.FieldsSeq(fold(a)) {
		if len(w) < 4 {
			continue
		}
		all++
		if strings.Contains(b, " "+w[:len(w)-1]) {
			same++
		}
	}
	return all > 0 && 2*same >= all
}

// bracketed reports whether the next mention stands in brackets behind mention i.
func (r *reading) bracketed(i int) bool {
	gap := r.t.Source[r.ents[i].End:r.ents[i+1].Start]
	if len(gap) > 8 || !strings.HasSuffix(strings.TrimRight(gap, "\"“‘'"), "(") {
		return false
	}
	return strings.TrimSpace(strings.TrimRight(gap, "(\"“‘'")) == ""
}

// defineInitials links acronyms of the text to names of the text by their initials, where
// neither brackets nor the catalogue explain them.
func (r *reading) defineInitials() {
	long := map[string]string{}
	for i := range r.ents {
		if r.ents[i].Type != corpus.Org {
			continue
		}
		if k := capitals(r.name(i)); len(k) > 2 && long[k] == "" {
			long[k] = r.name(i)
		}
	}
	for i := range r.ents {
		short := r.name(i)
		if r.ents[i].Type != corpus.Org || !isAcronym(short) {
			continue
		}
		k := key(short)
		if name := long[k]; name != "" && r.alias[k] == "" && len(r.c.senses[k]) == 0 {
			r.alias[k] = name
		}
	}
}

// initials reports whether the capitals of long spell short: "Pacific Reef Council" and
// "PRC", "Council for Peace and Trade" and "CPT".
func initials(long, short string) bool {
	return len(short) > 1 && capitals(long) == short
}

// capitals returns the initials of the capitalised words of a name of two words or more, ""
// for a single word.
func capitals(long string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(long, func(r rune) bool { return r == ' ' || r == '-' || r == '–' }) {
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
			b.WriteRune(first)
		}
	}
	if !strings.Contains(long, " ") {
		return ""
	}
	return b.String()
}

// explain resolves a mention by its long form in the text.
func (r *reading) explain(i int, long string) {
	if s, ok := r.sense(long, i); ok {
		r.set(i, r.c.actors[s.actor].name, "actor=acronym")
		return
	}
	if name := r.body(long, i); name != "" {
		r.set(i, name, "actor=acronym")
		return
	}
	r.set(i, bare(long), "actor=acronym")
}
