package judgments

import "github.com/sayso-nlp/sayso/extractors/text"

// window bounds how far a clause reaches on each side of its term, in tokens: four times
// the longest seen, so that a text of one endless sentence takes linear time.
const window = 150

// clause returns the tokens [first, last) of the statement that the term [i, end) of
// sentence s judges: its clause with subject, complement and conditions, without the
// connective before it, causes, and the final stop.
func (f *finder) clause(s text.Sentence, i, end int) (first, last int) {
	s.First, s.Last = max(s.First, i-window), min(s.Last, end+window)
	first = f.begin(s, i, end)
	last = f.finish(s, end)
	for last > end && isMark(f.words[last-1]) {
		last--
	}
	return min(first, i), last
}

// begin goes left from the term to where its clause opens.
func (f *finder) begin(s text.Sentence, i, end int) int {
	k := i
	for ; k > s.First; k-- {
		if f.opens(s, k, i, end) {
			break
		}
	}
	return f.skipOpening(k, i)
}

// opens reports whether a clause that holds the term at i begins with token k.
func (f *finder) opens(s text.Sentence, k, i, end int) bool {
	switch prev := f.words[k-1]; prev {
	case ";", ":", "—", "--", "?", "!":
		return true
	case "–", "-":
		return f.apart(k - 1)
	case ",":
		return f.spliced(s, k, end)
	case "because", "although", "though", "whereas", "but":
		return f.words[k] != "of" && f.predicates(k, i, end) && !f.inserted(k, i)
	case "since", "as", "while", "so", "yet", "for", "nor":
		return k-2 >= s.First && f.words[k-2] == "," && f.predicates(k, i, end) && !f.inserted(k, i)
	case "and", "or":
		if k-2 >= s.First && f.words[k-2] == "," {
			return f.predicates(k, i, end)
		}
		return k == i && adverb.of(f.words[end-1]) || auxiliary.of(f.words[k]) ||
			subject.of(f.words[k]) && f.predicates(k, i, end) || f.spliced(s, k, end)
	case "that":
		return k-2 >= s.First && says.of(f.words[k-2]) && f.predicates(k, i, end)
	}
	return false
}

// inserted reports whether the clause at k ends before the term at i, between commas: "A
// closure, as it was tried before, is likely."
func (f *finder) inserted(k, i int) bool {
	for n := k; n < i; n++ {
		if f.words[n] == "," {
			return n+1 == i || f.finite(n+1)
		}
	}
	return false
}

// spliced reports whether a main clause begins with token k, behind a comma or "and", that
// holds the term before end and follows another main clause: "The vote is over, a recount is
// unlikely." In "A pact, the first since 1870, is likely" and "A clash of Ruritania and
// Graustark is likely" none does.
func (f *finder) spliced(s text.Sentence, k, end int) bool {
	if condition.of(f.words[k]) || closer.of(f.words[k]) || aside.of(f.words[k]) || !f.mainClause(k, min(s.Last, end+2)) {
		return false
	}
	if k-3 > s.First && f.words[k-3] == "," && connective.of(f.words[k-2]) {
		k -= 2 // "…, however, a recount is unlikely"
	}
	from := k - 1
	for from > s.First && f.words[from-1] != "," && f.words[from-1] != ";" && f.words[from-1] != ":" {
		from--
	}
	from = f.afterMarks(from)
	first := f.words[from]
	if condition.of(first) || aside.of(first) || first == "that" || first == "whether" || first == "which" || first == "who" {
		return false
	}
	return f.mainClause(from, k-1)
}

func (f *finder) afterMarks(k int) int {
	for k+1 < len(f.words) && isMark(f.words[k]) {
		k++
	}
	return k
}

// mainClause reports whether tokens [k, end) begin with a subject that a finite verb follows
// before the next comma; end may cut off what follows the verb.
func (f *finder) mainClause(k, end int) bool {
	for n := k; n < end; n++ {
		switch w := f.words[n]; {
		case n > k && f.finite(n):
			return true
		case w == "," || w == ";" || w == "that" || w == "which" || w == "who" || w == "whose" || w == "where":
			return false
		}
	}
	return false
}

// finite reports whether token k is a finite verb.
func (f *finder) finite(k int) bool {
	return auxiliary.of(f.words[k]) || isFinite(f.t.Tokens[k].Tag)
}

// apart reports whether the dash at token k stands between spaces, and so between clauses.
func (f *finder) apart(k int) bool {
	tok := f.t.Tokens
	return k > 0 && k+1 < len(tok) && tok[k-1].End < tok[k].Start && tok[k].End < tok[k+1].Start
}

// predicates reports whether tokens [k, i) hold the finite verb of the term's clause, or the
// term [i, end) is an adverb before that verb: "and Qatar probably pays". Without it, "and"
// joins two nouns: "A clash of Ruritania and Graustark is likely."
func (f *finder) predicates(k, i, end int) bool {
	for n := k; n < i; n++ {
		if auxiliary.of(f.words[n]) || n > k && isFinite(f.t.Tokens[n].Tag) {
			return true
		}
	}
	if adverb.of(f.words[end-1]) || auxiliary.of(f.words[i]) {
		return i > k
	}
	return i == k
}

func isFinite(tag text.Tag) bool {
	return tag == text.VBZ || tag == text.VBP || tag == text.VBD || tag == text.MD
}

// skipOpening drops what stands before the clause without being part of it: "However,",
// "Second,", "In short,", "With the bridge gone,". A leading condition stays: "If the bridge falls, …".
func (f *finder) skipOpening(k, i int) int {
	for k < i {
		switch w := f.words[k]; {
		case isMark(w) || connective.of(w):
			k++
			continue
		case inShort(f.words[k:i]):
			k += 2
			continue
		case !aside.of(w) || asLongAs(f.words[k:]):
			return k
		}
		comma := f.comma(k, i)
		if comma < 0 {
			return k
		}
		k = comma + 1
	}
	return k
}

// asLongAs reports whether words begin with "as long as" or "as soon as": conditions, where
// "as" alone gives a cause.
func asLongAs(words []string) bool {
	return len(words) > 2 && words[0] == "as" && (words[1] == "long" || words[1] == "soon") && words[2] == "as"
}

// inShort reports whether words begin with a connective of two words.
func inShort(words []string) bool {
	return len(words) > 2 && words[0] == "in" && words[2] == "," &&
		(words[1] == "short" || words[1] == "sum" || words[1] == "brief" || words[1] == "addition")
}

// comma returns the comma that ends the phrase which opens at k, before i: the first one that
// no verb follows, as one does behind an insertion within the phrase.
func (f *finder) comma(k, i int) int {
	for n := k + 1; n < i; n++ {
		if f.words[n] == "," && n+1 < i && !auxiliary.of(f.words[n+1]) {
			return n
		}
	}
	return -1
}

// finish goes right from the term to where its clause closes.
func (f *finder) finish(s text.Sentence, end int) int {
	for k := end; k < s.Last; k++ {
		switch w := f.words[k]; w {
		case ";", "—", "--", ":":
			return k
		case "–", "-":
			if f.apart(k) {
				return k
			}
		case ",":
			if skip := f.insertion(s, k, end); skip > k {
				k = skip
			} else if k+1 < s.Last && f.closes(s, k+1, end) {
				return k
			}
		case "because", "although", "though", "whereas", "but", "given":
			if k > end {
				return k
			}
		case "due", "owing", "thanks":
			if k > end && k+1 < s.Last && f.words[k+1] == "to" {
				return k
			}
		case "since":
			if k+1 < s.Last && !isDate(f.words[k+1]) {
				return k
			}
		case "and":
			if k+1 < s.Last && f.newClause(s, k+1, end) {
				return k
			}
		}
	}
	return s.Last
}

// insertion returns the comma that ends what is put between the commas at k and there, and
// 0 if nothing is: ", however,", or a relative clause before the verb of the complement,
// as in "It is likely that Ruritania, which has no ships, will give way".
func (f *finder) insertion(s text.Sentence, k, end int) int {
	if k+2 < s.Last && f.words[k+2] == "," && connective.of(f.words[k+1]) {
		if k+3 < s.Last && f.opensSubject(k+3) && f.mainClause(k+3, s.Last) {
			return 0
		}
		return k + 2
	}
	if k+1 >= s.Last || f.words[end] != "that" || f.predicates(end+1, k, k) {
		return 0
	}
	for n := k + 1; n+1 < s.Last; n++ {
		if f.words[n] == "," && f.finite(n+1) {
			return n
		}
	}
	return 0
}

// newClause reports whether the words at k, behind "and", go on with a clause of their own or
// another estimate: "… is likely and it would last". What a "that" behind the term opened
// may be two clauses.
func (f *finder) newClause(s text.Sentence, k, end int) bool {
	if terms().match(f.words[:s.Last], k) != nil {
		return true
	}
	if subject.of(f.words[k]) {
		return f.hasAuxiliary(k+1, min(s.Last, k+8))
	}
	return f.words[end] != "that" && f.opensSubject(k) && f.mainClause(k, min(s.Last, k+8))
}

// opensSubject reports whether token k can begin a subject; a plain noun after "and" is more
// often the second of a pair.
func (f *finder) opensSubject(k int) bool {
	switch f.t.Tokens[k].Tag {
	case text.DT, text.PRP, text.PRPS, text.NNP, text.EX, text.NNS:
		return true
	}
	return false
}

// closes reports whether what follows a comma is no part of the judged statement: a cause, a
// concession, a relative clause, an apposition, another main clause. A condition is part of
// it.
func (f *finder) closes(s text.Sentence, k, end int) bool {
	w := f.words[k]
	switch {
	case condition.of(w) || asLongAs(f.words[k:s.Last]) || w == "though" && k+1 < s.Last && f.words[k+1] == "not":
		return false
	case closer.of(w) || connective.of(w):
		return true
	case w == "and" || w == "or":
		return f.hasAuxiliary(k+1, s.Last) || k+1 < s.Last && subject.of(f.words[k+1])
	case f.words[end] == "that" && !f.predicates(end+1, k-1, k-1):
		return false
	}
	return f.opensSubject(k) && f.mainClause(k, s.Last) || f.apposition(s, k)
}

// apposition reports whether a noun phrase from k to the end of the sentence explains the
// word before it: "…, a court without judges". A list goes on with "and".
func (f *finder) apposition(s text.Sentence, k int) bool {
	if w := f.words[k]; w != "a" && w != "an" && w != "the" {
		return false
	}
	for n := k; n < s.Last; n++ {
		if w := f.words[n]; w == "and" || w == "or" || w == "," {
			return false
		}
	}
	return true
}

func (f *finder) hasAuxiliary(k, end int) bool {
	for ; k < end; k++ {
		if auxiliary.of(f.words[k]) || isFinite(f.t.Tokens[k].Tag) {
			return true
		}
		if f.words[k] == "," || f.words[k] == ";" {
			return false
		}
	}
	return false
}

func isMark(w string) bool {
	switch w {
	case ".", ",", ";", ":", "!", "?", "…", "...", "–", "—", "-", "--", "“", "”", "\"", "''", "``", "‘", "’", "'", "(", ")", "[", "]":
		return true
	}
	return false
}

// isDate reports whether w begins a point in time: "since 2014", "since May" are no causes.
func isDate(w string) bool {
	if w[0] >= '0' && w[0] <= '9' {
		return true
	}
	return date.of(w)
}
