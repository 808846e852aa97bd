// Package spelling makes one of two spellings of a word, American and British.
//
// The labels of issues are a part of the vocabulary that texts and questions share: the extractors
// write them in the spelling that [British] returns, and the index brings what is asked for into the
// same. It knows the words that positions are told with, and no others; what both spell alike stays
// as it is. There is one function, [British].
package spelling

import "strings"

// British folds the American spelling of a word in lower case into the British one: criticized,
// favored, skeptical, defense.
func British(w string) string {
	if len(w) < 5 {
		return w
	}
	for _, pair := range american {
		if i := strings.Index(w, pair[0]); i >= 0 {
			if strings.HasPrefix(pair[0], "iz") && hasOwnZ(w) {
				return w
			}
			return w[:i] + pair[1] + w[i+len(pair[0]):]
		}
	}
	return w
}

// hasOwnZ reports whether a word, or a part of one, is spelled with z everywhere: "seized",
// "prize-winning", "mid-sized".
func hasOwnZ(w string) bool {
	for part := range strings.SplitSeq(w, "-") {
		for _, root := range ownZ {
			if strings.HasPrefix(part, root) {
				return true
			}
		}
	}
	return false
}

var ownZ = [...]string{"assiz", "baiz", "bedizen", "bizet", "capsiz", "citizen", "denizen", "downsiz", "maiz", "midsiz", "netizen", "outsiz", "oversiz",
	"pfizer", "priz", "resiz", "rightsiz", "seiz", "siz", "supersiz", "undersiz", "vizier", "wizen"}

var american = [...][2]string{
	{"favor", "favour"}, {"skeptic", "sceptic"}, {"defense", "defence"}, {"offense", "offence"}, {"clamor", "clamour"},
	{"ize", "ise"}, {"izi", "isi"}, {"izati", "isati"}, {"izabl", "isabl"}, {"yze", "yse"}, {"acknowledgment", "acknowledgement"}, {"judgement", "judgment"},
	{"saber", "sabre"},
}
