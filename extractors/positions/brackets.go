package positions

// This file tells which brackets belong to a source.

// balanced returns a source with both of its parentheses or none. One that is no more than the end of a
// parenthesis before the cue gives way to the phrase that stands before it: "Harbour Lines | (a company of
// Chad) | said".
func (r *reading) balanced(rel *relation, x [2]int) [2]int {
	open := -1
	for i := x[0]; i < x[1]; i++ {
		switch {
		case r.words[i] == "(" && open < 0:
			open = i
		case r.words[i] == ")" && open >= 0:
			open = -1
		case r.words[i] == ")" && i+1 < x[1]:
			x[0] = i + 1 // "((Ada Roe)) | Chad says"
		case r.words[i] == ")" && i > x[0]:
			return r.beforeParenthesis(x[0], [2]int{x[0], i})
		}
	}
	switch next := x[1] < len(r.words) && r.words[x[1]] == ")"; {
	case open > x[0] && next:
		return [2]int{x[0], x[1] + 1}
	case open > x[0]:
		return [2]int{x[0], open}
	case next && x[1] < rel.cue.first:
		return r.beforeParenthesis(x[0], x)
	}
	return x
}

// beforeParenthesis returns the noun phrase before the parenthesis that holds token i, or else, where
// there is none, the phrase x.
func (r *reading) beforeParenthesis(i int, x [2]int) [2]int {
	first := r.t.Sentences[r.sentenceOf(i)].First
	open := i
	for open > max(i-reach, first) && r.words[open] != "(" {
		open--
	}
	if r.words[open] != "(" {
		return x
	}
	start := open
	for start > first && nominal(r.toks[start-1].tag) && r.toks[start-1].chunk == r.toks[open-1].chunk {
		start--
	}
	if start == open {
		return x
	}
	return [2]int{start, open}
}

// withoutAside takes off the end of a source what brackets tell of it in several words: "Harbour Lines | (a company of
// Norway)", as against "the Patriotic Union (PU)".
func (r *reading) withoutAside(x [2]int) [2]int {
	last := x[1] - 1
	if r.words[last] != ")" {
		return x
	}
	i := last - 1
	for i > x[0] && r.words[i] != "(" {
		i--
	}
	if i == x[0] || last-i <= 2 {
		return x
	}
	return [2]int{x[0], i}
}
