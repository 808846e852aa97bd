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
	case "because", "although", "though", "whereas", "but":
		return f.predicates(k, i, end)
	case "since", "as", "while", "so", "yet", "for", "nor":
		return k-2 >= s.First && f.words[k-2] == "," && f.predicates(k, i, end)
	case "and", "or":
		if k-2 >= s.First && f.words[k-2] == "," {
			return f.predicates(k, i, end)
		}
		return isAuxiliary(f.words[k]) || isSubject(f.words[k]) && f.predicates(k, i, end)
	case "that":
		return k-2 >= s.First && says[f.words[k-2]] && f.predicates(k, i, end)
	}
	return false
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
		if isAuxiliary(f.words[n]) || n > k && isFinite(f.t.Tokens[n].Tag) {
			return true
		}
	}
	switch f.words[end-1] {
	case "probably", "certainly", "likely", "inevitably":
		return i > k
	}
	return i == k
}

func isFinite(tag text.Tag) bool {
	return tag == text.VBZ || tag == text.VBP || tag == text.VBD || tag == text.MD
}

// skipOpening drops what stands before the clause without being part of it: "However,",
// "Second,", "With the bridge gone,". A leading condition stays: "If the bridge falls, …".
func (f *finder) skipOpening(k, i int) int {
	for k < i {
		switch w := f.words[k]; {
		case isMark(w) || connectives[w]:
			k++
			continue
		case !asides[w] || asLongAs(f.words[k:]):
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

// comma returns the comma that ends the phrase which opens at k, before i: the last one,
// since such a phrase may hold commas itself, but a clause seldom does before its verb.
func (f *finder) comma(k, i int) int {
	for n := k + 1; n < i; n++ {
		if f.words[n] == "," && n+1 < i && !isAuxiliary(f.words[n+1]) {
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
			if k+1 < s.Last && f.closes(s, k+1) {
				return k
			}
		case "because", "although", "though", "whereas", "but", "given":
			if k > end {
				return k
			}
		case "since":
			if k+1 < s.Last && !isDate(f.words[k+1]) {
				return k
			}
		case "and":
			// "… is likely and it would last": a clause of its own.
			if k+1 < s.Last && isSubject(f.words[k+1]) && f.hasAuxiliary(k+2, min(s.Last, k+8)) {
				return k
			}
		}
	}
	return s.Last
}

// closes reports whether what follows a comma is no part of the judged statement: a cause, a
// concession, a relative clause, another main clause. A condition is part of it.
func (f *finder) closes(s text.Sentence, k int) bool {
	w := f.words[k]
	switch {
	case conditions[w] || asLongAs(f.words[k:s.Last]):
		return false
	case closers[w] || connectives[w]:
		return true
	case w == "and" || w == "or":
		return f.hasAuxiliary(k+1, s.Last) || k+1 < s.Last && isSubject(f.words[k+1])
	}
	return false
}

func (f *finder) hasAuxiliary(k, end int) bool {
	for ; k < end; k++ {
		if isAuxiliary(f.words[k]) || isFinite(f.t.Tokens[k].Tag) {
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
	return dateWords[w]
}

func isAuxiliary(w string) bool { return auxiliaries[w] }

func isSubject(w string) bool { return subjects[w] }
