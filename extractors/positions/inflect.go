package positions

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus/spelling"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// irregular lists the past tense and the past participle of the irregular verbs that begin
// a cue.
var irregular = func() map[string][2]string {
	m := map[string][2]string{}
	for line := range strings.SplitSeq(`bear bore borne,beat beat beaten,bid bid bidden,bind bound bound,bite bit bitten,blow blew blown,break broke broken,bring brought brought,buy bought bought,
		cast cast cast,cling clung clung,come came come,dig dug dug,draw drew drawn,drive drove driven,dwell dwelt dwelt,fall fell fallen,feel felt felt,fight fought fought,find found found,fly flew flown,forbid forbade forbidden,
		forswear forswore forsworn,foresee foresaw foreseen,forecast forecast forecast,gainsay gainsaid gainsaid,get got got,
		give gave given,go went gone,hear heard heard,hit hit hit,hold held held,keep kept kept,know knew known,lay laid laid,lead led led,
		leave left left,lend lent lent,let let let,make made made,pay paid paid,put put put,read read read,rise rose risen,run ran run,say said said,see saw seen,
		seek sought sought,send sent sent,set set set,shoot shot shot,shrink shrank shrunk,shut shut shut,sing sang sung,sit sat sat,speak spoke spoken,
		stand stood stood,stick stuck stuck,strike struck struck,swear swore sworn,sweep swept swept,swing swung swung,take took taken,tell told told,
		think thought thought,throw threw thrown,undertake undertook undertaken,understand understood understood,
		underwrite underwrote underwritten,uphold upheld upheld,bet bet bet,withdraw withdrew withdrawn,
		withhold withheld withheld,sell sold sold,shake shook shaken,tear tore torn,shed shed shed,lose lost lost,wring wrung wrung,write wrote written`, ",") {
		f := strings.Fields(line)
		m[f[0]] = [2]string{f[1], f[2]}
	}
	return m
}()

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
	if p, ok := irregular[lemma]; ok {
		forms = append(forms[:3], p[0], p[1])
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
	switch w {
	case "plan", "ban", "beg", "slam", "scrap", "admit", "commit", "permit", "submit", "omit", "rebut", "balk", "regret", "quip",
		"pan", "bin", "snap", "drop", "nod", "peg", "prod", "tap", "rap", "snub", "dub", "defer", "demur", "concur", "prefer",
		"bid", "bet", "put", "set", "sit", "hit", "cut", "let", "shut", "bar", "shrug", "sidestep", "sum", "opt", "brag", "nip", "rub", "pin", "abhor", "get",
		"dig", "bat", "swat", "step", "stop", "rot", "wag", "chat", "refer", "infer", "confer", "deter", "abet", "acquit",
		"cop", "drub", "flag", "fob", "fret", "jib", "nag", "plug", "ram", "rip", "run", "shun", "slag", "slap", "tip", "trot", "tut":
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
