package judgments

import (
	"strings"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// otherSense reports whether the words [i, end) of sentence s, which are those of a term, stand
// for something else than a probability there.
func (f *finder) otherSense(s text.Sentence, i, end int) bool {
	words := f.words[:s.Last]
	if attributive(words, i, end) || f.bareAttributive(s, i, end) || comparative(words, i) {
		return true
	}
	prev, next := "", ""
	if i > s.First {
		prev = words[i-1]
	}
	if end < s.Last {
		next = words[end]
	}
	switch strings.Join(words[i:end], " ") {
	case "may", "might":
		// The month, Theresa May, the might of an army; "if I may", "as you might know".
		return f.t.Tokens[i].Tag != text.MD || f.dated(i) || prev == "i" || prev == "you"
	case "could":
		return prev == "i" || prev == "you" || f.isInability(s, end) || f.isPurpose(s, i)
	case "possible":
		return !f.predicative(s, i)
	case "possibly":
		return prev == "n't" || prev == "n’t" || prev == "cannot" || isModal(prev) // "could possibly": the modal is the hedge
	case "even":
		return !f.ofChances(s, i) || !endsPredicate(next)
	case "remote":
		return f.ofPlace(s, i)
	case "doubtful", "very doubtful", "highly doubtful":
		return next == "about" || next == "of" // who is doubtful about a plan doubts it
	case "a coin toss":
		return prev == "by" // "The draw was settled by a coin toss."
	case "all but excluded":
		return next == "from" // "… all but excluded from the talks"
	}
	if words[end-1] == "impossible" && next == "to" && end+1 < s.Last {
		return telling.of(words[end+1])
	}
	return false
}

// asks reports whether the sentence is a question: "Could the duke return?" estimates nothing.
func (f *finder) asks(s text.Sentence) bool {
	for k := s.Last - 1; k >= s.First && isMark(f.words[k]); k-- {
		if f.words[k] == "?" {
			return true
		}
	}
	return false
}

// attributive reports whether words[i:end] stands before a noun as its adjective: "the
// likely successor", "an unlikely ally" estimate nothing.
func attributive(words []string, i, end int) bool {
	if i == 0 || end == len(words) || !adjective.of(words[end-1]) {
		return false
	}
	if i >= 2 && words[i-1] == "the" && auxiliary.of(words[i-2]) && !strings.HasPrefix(words[end-1], "un") {
		return false // "Graustark is the likely next candidate"
	}
	return determiner.of(words[i-1]) && (words[i] != "most" || words[end-1] != "likely" || words[end] != "to")
}

// comparative reports whether the term at i belongs to "more likely", "less likely", "as likely
// as": these compare and estimate nothing; "as possible" neither.
func comparative(words []string, i int) bool {
	return i > 0 && degree.of(words[i-1])
}

// bareAttributive is [attributive] for a noun without an article: "predict likely waves", "on
// likely targets", "Likely candidates are few". Behind a noun the word is an adverb: "the duke
// likely plans …".
func (f *finder) bareAttributive(s text.Sentence, i, end int) bool {
	if !adjective.of(f.words[end-1]) || end == s.Last {
		return false
	}
	if tag := f.t.Tokens[end].Tag; tag != text.NN && tag != text.NNS {
		return false
	}
	if i == s.First {
		return true
	}
	if prev := f.words[i-1]; auxiliary.of(prev) || prev == "been" || prev == "being" || prev == "that" {
		return false
	}
	switch f.t.Tokens[i-1].Tag {
	case text.VB, text.VBD, text.VBG, text.VBN, text.VBP, text.VBZ, text.JJ, text.IN:
		return true
	}
	return false
}

// isInability reports whether a "could" before token end tells what somebody was unable to do:
// "The court could not meet". "could not only" goes on with "but also", and "could hardly" estimates.
func (f *finder) isInability(s text.Sentence, end int) bool {
	if end == s.Last {
		return false
	}
	switch f.words[end] {
	case "not", "n't", "n’t":
		return end+1 == s.Last || f.words[end+1] != "only"
	case "never":
		return true
	}
	return false
}

// isPurpose reports whether token i stands in a clause that "so that" opens: "They waited so that
// the duke could vote."
func (f *finder) isPurpose(s text.Sentence, i int) bool {
	for k := i - 1; k > s.First && !isMark(f.words[k]); k-- {
		if f.words[k] == "that" && f.words[k-1] == "so" {
			return true
		}
	}
	return false
}

// predicative reports whether a form of "be", or a verb like it, stands before token i, but for
// adverbs: "is still possible", and not "the best deal possible", "make possible" or, as it
// denies, "is not possible".
func (f *finder) predicative(s text.Sentence, i int) bool {
	for k := i - 1; k >= s.First; k-- {
		switch w := f.words[k]; {
		case w == "not" || w == "n't" || w == "n’t":
			return false
		case w == "been" || auxiliary.of(w):
			return true
		case f.t.Tokens[k].Tag != text.RB:
			return false
		}
	}
	return false
}

// chanceReach is how many words before "is even" or the like may lie between it and the
// "chances" that it is said of.
const chanceReach = 12

// ofChances reports whether token i is said of chances: "The odds are even" and not "There were
// even more fears" or "The sides are even".
func (f *finder) ofChances(s text.Sentence, i int) bool {
	for k := i - 1; k >= max(s.First, i-chanceReach); k-- {
		if chance.of(f.words[k]) {
			return true
		}
	}
	return false
}

// endsPredicate reports whether a predicate such as "even" is over before the word next, which is
// empty at the end of the sentence: "The odds are even worse" goes on.
func endsPredicate(next string) bool {
	switch next {
	case "", "that", "for", "and", "but", "at":
		return true
	}
	return isMark(next)
}

// ofPlace reports whether the subject before the verb and token i is a place: "The village is
// remote."
func (f *finder) ofPlace(s text.Sentence, i int) bool {
	return i-2 >= s.First && place.of(f.words[i-2])
}

func isModal(w string) bool {
	switch w {
	case "could", "may", "might", "can":
		return true
	}
	return false
}
