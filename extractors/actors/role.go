package actors

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

//go:embed data/roles.tsv
var rolesTSV string

const roleColumns = 3

// class is what a noun for a speaker says about whom the words belong to.
type class string

const (
	office class = "office" // "minister": the person
	spokes class = "spokes" // "spokesman": the state or body
	organ  class = "body"   // "ministry", "officials": the state or body
	land   class = "land"   // "kingdom", "government": the state that the text is about
	thing  class = "thing"  // "party", "agency": an organisation named before
)

var roleNouns = sync.OnceValue(func() map[string]class {
	m := map[string]class{}
	for _, row := range tsv.MustParse("roles.tsv", rolesTSV, roleColumns) {
		m[row.Cols[0]] = class(row.Cols[1])
	}
	return m
})

// roleAt returns the class of the noun that ends with a token; compounds such as "press
// secretary" come before their last word.
func roleAt(word func(int) string, tok int) class {
	w := strings.ToLower(word(tok))
	if c, ok := roleNouns()[strings.ToLower(word(tok-1))+" "+w]; ok {
		return c
	}
	return roleNouns()[w]
}

// isRole reports whether a class is one of persons.
func isRole(c class) bool { return c == office || c == spokes }

// speaksFor reports whether a token begins words that make a spokesperson of somebody
// without calling him one: "speaking for", "on behalf of", "the voice of".
func speaksFor(word func(int) string, tok int) bool {
	switch strings.ToLower(word(tok)) + " " + strings.ToLower(word(tok+1)) {
	case "speaking for", "speaks for", "spoke for", "behalf of", "voice of", "answers for":
		return true
	}
	return false
}

// maxRole bounds a role, in tokens: longer ones are sentences that happen to hold a noun of
// office.
const maxRole = 14

// roles notes the role that the text says right before or behind a person's name: "Ukraine’s
// lead negotiator, Ada Roe", "Ada Roe, a spokeswoman of the ministry,".
func (r *reading) roles() {
	for i := range r.ents {
		e := &r.ents[i]
		if e.Type != corpus.Person || e.Role != "" {
			continue
		}
		if span, ok := r.roleBefore(i); ok {
			e.Role = span.In(r.t.Source)
		} else if span, ok := r.roleBehind(i); ok {
			e.Role = span.In(r.t.Source)
		}
	}
}

// roleBefore walks back from the name over the words of a title.
func (r *reading) roleBefore(i int) (corpus.Span, bool) {
	last := r.first[i] - 1
	apposed := r.word(last) == ","
	for k := last; !apposed && address.of(strings.ToLower(strings.TrimSuffix(r.word(k), "."))); k-- {
		if apposed = r.word(k-1) == ","; apposed { // "the army spokesman, Lt. Gen. Amos Reed,"
			last = k - 1
		}
	}
	if apposed {
		last--
	}
	sentence, _ := r.sentence(r.first[i])
	if last < sentence || !isRole(roleAt(r.word, last)) && !r.secretaryOf(last) {
		return corpus.Span{}, false
	}
	first := last
	for first > sentence && last-first < maxRole && r.inTitle(first-1, apposed) {
		first--
	}
	for first < last && !startsTitle(r.word(first)) {
		first++
	}
	return corpus.Span{Start: r.t.Tokens[first].Start, End: r.t.Tokens[last].End}, true
}

// secretaryOf reports whether the words up to tok are "Secretary of State", "Minister for
// Trade": a title whose last word is no noun of office.
func (r *reading) secretaryOf(tok int) bool {
	for k := tok; k > tok-4; k-- {
		switch r.word(k) {
		case "of", "for":
			return isRole(roleAt(r.word, k-1)) && isCapital(r.word(k-1))
		}
		if !isCapital(r.word(k)) {
			return false
		}
	}
	return false
}

// inTitle reports whether a token can stand inside a title before a name. Before a comma
// ("Ukraine’s lead negotiator, …") any plain lower-case word can.
func (r *reading) inTitle(tok int, apposed bool) bool {
	w := r.word(tok)
	if isPossessive(w) {
		return true
	}
	switch w {
	case "of", "for":
		return true
	case "the", "The", "a", "an", "A", "An", "its", "Its", "their", "his", "her", "and", "to", "in", "by", "with", "that", "said", "from", "on", "at":
		return false
	}
	if isCapital(w) {
		return !r.opensSentence(tok)
	}
	if (ranking | department).of(w) || roleAt(r.word, tok) != "" {
		return true
	}
	t := r.t.Tokens[tok].Tag
	return apposed && w != "" && 'a' <= w[0] && w[0] <= 'z' && (t.IsNoun() || t.String() == "JJ")
}

// opensSentence reports whether a token has its capital from the beginning of the sentence and is of a kind
// that no title begins with: "So | Secretary Roe", "When | Minister Roe", "Following | President Roe".
func (r *reading) opensSentence(tok int) bool {
	if first, _ := r.sentence(tok); tok != first && r.t.Tokens[tok-1].Tag != text.Quote {
		return false
	}
	switch r.t.Tokens[tok].Tag {
	case text.CC, text.DT, text.IN, text.PRP, text.RB, text.VBG, text.WDT, text.WP, text.WRB:
		return true
	}
	return false
}

// startsTitle reports whether a title may begin with a word: not with "of" or a clitic.
func startsTitle(w string) bool {
	return !isPossessive(w) && w != "of" && w != "for" && w != ","
}

// roleBehind reads the apposition behind a name, up to the next comma or verb.
func (r *reading) roleBehind(i int) (corpus.Span, bool) {
	first := r.last[i] + 1
	if r.word(r.last[i]) != "," {
		return corpus.Span{}, false
	}
	if strings.HasPrefix(r.lower(first+1), "speak") && r.word(first) == "who" {
		first++ // "Ada Roe, who speaks for the army,"
	}
	switch r.lower(first) {
	case "a", "an", "the":
		first++
	case "who", "which", "whose", "and", "":
		return corpus.Span{}, false
	}
	_, end := r.sentence(r.first[i])
	last, found := first, false
	for ; last < end && last-first < maxRole; last++ {
		if w := r.word(last); w == "," || w == "." || w == ";" || w == ")" || w == "who" || w == "which" || w == "—" || w == "–" {
			break
		}
		found = found || isRole(roleAt(r.word, last)) || speaksFor(r.word, last)
	}
	if !found || last == end || last-first == maxRole || last == first {
		return corpus.Span{}, false
	}
	return corpus.Span{Start: r.t.Tokens[first].Start, End: r.t.Tokens[last-1].End}, true
}

func isCapital(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first)
}
