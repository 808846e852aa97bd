package positions

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus/spelling"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

//go:embed verbs.tsv
var verbsTSV string

const verbColumns = 4

// spelled is a line of verbs.tsv.
type spelled struct {
	past, participle string // empty for a regular one
	doubles          bool
}

// verbs maps the lemma of a verb to what the rules do not tell of it.
var verbs = sync.OnceValue(func() map[string]spelled {
	m := map[string]spelled{}
	for _, row := range tsv.MustParse("verbs.tsv", verbsTSV, verbColumns) {
		v := spelled{doubles: row.Cols[3] == "doubles"}
		if row.Cols[1] != "-" {
			v.past, v.participle = row.Cols[1], row.Cols[2]
		}
		m[row.Cols[0]] = v
	}
	return m
})

// verbForms returns every form of a verb given by its lemma.
func verbForms(lemma string) []string {
	switch lemma {
	case "be":
		return []string{"be", "am", "is", "are", "was", "were", "been", "being", "’m", "’s", "’re"}
	case "have":
		return []string{"have", "has", "had", "having", "’ve"}
	case "would":
		return []string{"would", "’d"}
	}
	forms := []string{lemma, addS(lemma), addSuffix(lemma, "ing"), addSuffix(lemma, "ed")}
	if v := verbs()[lemma]; v.past != "" {
		forms = append(forms[:3], v.past, v.participle)
	}
	if doubles(lemma) == 'l' { // American: signaled, labeling
		forms = append(forms, lemma+"ed", lemma+"ing")
	}
	return forms
}

var beForms = verbForms("be")

// isBe reports whether token i is a form of "be"; the possessive ’s is none.
func (r *reading) isBe(i int) bool {
	return r.toks[i].tag != text.POS && slices.Contains(beForms, r.words[i])
}

// auxiliaries are the verbs that carry no sense of their own; "ca" and "wo" stand before "n’t".
var auxiliaries = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range slices.Concat(beForms, verbForms("have"), verbForms("would"), strings.Fields("do does did will ’ll wo shall should can ca cannot could may might must")) {
		m[w] = true
	}
	return m
}()

// isAux reports whether token i is an auxiliary or modal verb.
func (r *reading) isAux(i int) bool { return r.toks[i].tag != text.POS && auxiliaries[r.words[i]] }

func isNegation(w string) bool {
	switch w {
	case "not", "n’t", "never", "no", "neither", "nor", "without", "hardly", "cannot":
		return true
	}
	return false
}

// nounForms returns the singular and the plural.
func nounForms(lemma string) []string { return []string{lemma, addS(lemma)} }

func addS(w string) string {
	switch {
	case strings.HasSuffix(w, "y") && !isVowel(w, len(w)-2):
		return w[:len(w)-1] + "ies"
	case hasAnySuffix(w, "s", "x", "z", "ch", "sh"), w == "go", w == "veto":
		return w + "es"
	}
	return w + "s"
}

// addSuffix adds "ed" or "ing" by the rules of spelling: deny, denied; back, backing; plan,
// planning; voice, voiced.
func addSuffix(w, suffix string) string {
	switch {
	case strings.HasSuffix(w, "ie") && suffix == "ing":
		return w[:len(w)-2] + "ying"
	case strings.HasSuffix(w, "e") && (suffix == "ed" || !hasAnySuffix(w, "ee", "oe", "ye")):
		return w[:len(w)-1] + suffix
	case strings.HasSuffix(w, "y") && suffix == "ed" && !isVowel(w, len(w)-2):
		return w[:len(w)-1] + "ied"
	case doubles(w) != 0:
		return w + w[len(w)-1:] + suffix
	}
	return w + suffix
}

// doubles returns the final consonant of w if it doubles before a suffix, else 0.
func doubles(w string) byte {
	n := len(w)
	if n < 3 || isVowel(w, n-1) || !isVowel(w, n-2) || isVowel(w, n-3) && w[n-3] != 'u' || strings.IndexByte("wxyh", w[n-1]) >= 0 {
		return 0
	}
	if w[n-1] == 'l' && w != "appeal" && w != "reveal" && w != "hail" {
		return 'l'
	}
	if verbs()[w].doubles {
		return w[n-1]
	}
	return 0
}

func isVowel(w string, i int) bool {
	return i >= 0 && i < len(w) && strings.IndexByte("aeiou", w[i]) >= 0
}

func hasAnySuffix(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// stem returns a crude root that verb, noun and adjective share: reject, rejection and
// rejecting, threat and threaten, insist and insistence. It is a feature, not a lemma.
func stem(w string) string {
	w = spelling.British(w)
	for _, s := range endings {
		if len(w)-len(s) >= 4 && strings.HasSuffix(w, s) {
			w = w[:len(w)-len(s)]
			break
		}
	}
	if n := len(w); n > 4 && w[n-1] == w[n-2] && !isVowel(w, n-1) && w[n-1] != 's' {
		w = w[:n-1]
	}
	if n := len(w); n > 4 && (w[n-1] == 'e' || w[n-1] == 'y' || w[n-1] == 'i') {
		w = w[:n-1]
	}
	return w[:min(len(w), 9)]
}

// endings stand from long to short.
var endings = [...]string{
	"ications", "ication", "ations", "ation", "ingly", "ments", "ment", "ences", "ances", "ence", "ance", "ening", "ened",
	"itions", "ition", "sions", "tions", "ables", "ions", "tion", "sion", "able", "ible", "ness", "ings", "als", "ing", "ied", "ies", "ion", "ent", "ant",
	"ens", "ers", "ors", "ful", "ive", "ity", "ous", "ed", "es", "en", "er", "or", "al", "ly", "s",
}
