package positions

import (
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// This file mends what the tagger finds as the holders of a position: one noun phrase, or
// several that a conjunction joins.

// holders leaves a relation the source next to its cue with those that are coordinated with
// it, and adds those of the list that the tagger left out.
func (g *tagger) holders(rel *relation) {
	rel.sources = slices.DeleteFunc(rel.sources, g.onlyDate)
	for i, x := range rel.sources {
		x = g.besideBar(rel, x)
		x = g.withoutAside(g.balanced(rel, x))
		x = g.beforeInsertion(rel, x)
		x = g.behindExpletive(rel, x)
		x = g.withoutDate(x)
		rel.sources[i] = g.withoutNo(rel, x)
	}
	rel.sources = slices.Compact(rel.sources)
	rel.sources = g.separated(g.rejoined(rel.sources))
	if len(rel.sources) > 1 {
		rel.sources = g.coordinated(rel)
	}
	if n := len(rel.sources); n > 0 && rel.sources[n-1][1] <= rel.cue.first {
		before := text.CC
		if n > 1 {
			before = text.Comma
		}
		rel.sources = append(g.listBefore(rel.sources[0][0], before), rel.sources...)
		if first := &rel.sources[0]; len(rel.sources) > 1 {
			first[0] = g.bodiesBefore(first[0])
		}
	}
}

// besideBar returns the part of a source next to the cue where a bar or a bullet divides it, as in a
// dateline: "Brussels | Minister Ada Roe | said".
func (r *reading) besideBar(rel *relation, x [2]int) [2]int {
	for i := x[0] + 1; i < x[1]-1; i++ {
		switch r.words[i] {
		case "|", "•", "·":
			if rel.cue.first < i {
				return [2]int{x[0], i}
			}
			x[0] = i + 1
		}
	}
	return x
}

// beforeInsertion returns the phrase that "according to" interrupts, for a source behind these
// words that are no part of the cue: "The | Tidal Institute, according to its director Ada Roe, expects".
func (r *reading) beforeInsertion(rel *relation, x [2]int) [2]int {
	at := x[0] - 2
	if at < 2 || r.words[at] != "according" || r.words[at+1] != "to" || r.toks[at-1].tag != text.Comma || rel.cue.first <= x[1] {
		return x
	}
	for _, part := range rel.parts {
		if part[0] == at {
			return x
		}
	}
	first := at - 1
	for first > 0 && nominal(r.toks[first-1].tag) && r.toks[first-1].chunk == r.toks[at-2].chunk {
		first--
	}
	if first == at-1 {
		return x
	}
	return [2]int{first, at - 1}
}

// behindExpletive returns the phrase that a cue governs where the source is no more than the
// subject of the sentence: "It is the view of | Portugal that the loan is too large".
func (r *reading) behindExpletive(rel *relation, x [2]int) [2]int {
	if x[1] != x[0]+1 || r.words[x[0]] != "it" || r.words[rel.cue.last-1] != "of" {
		return x
	}
	if end := r.phraseEnd(rel.cue.last); end > rel.cue.last {
		return [2]int{rel.cue.last, end}
	}
	return x
}

// withoutDate takes an expression of time off the front of a source: "A day earlier | the
// negotiators".
func (r *reading) withoutDate(x [2]int) [2]int {
	i := x[0]
	for i < x[1] && r.toks[i].date {
		i++
	}
	if i == x[0] || i == x[1] || !nominal(r.toks[i].tag) || r.toks[i].tag == text.POS {
		return x // "Friday’s edition", "2015 was a good year"
	}
	return [2]int{i, x[1]}
}

// onlyDate reports whether a source is an expression of time, which says nothing: "40 flights | a
// year, which told each side what the other did".
func (r *reading) onlyDate(x [2]int) bool {
	for i := x[0]; i < x[1]; i++ {
		if !r.toks[i].date {
			return false
		}
	}
	return true
}

// withoutNo takes what negates a source, or tells how many of it are meant, off its front. Who
// is said not to do a thing holds the position of one who does not: "Neither | Chile nor Peru
// supports the quota", "No | European state pays".
func (r *reading) withoutNo(rel *relation, x [2]int) [2]int {
	i := x[0]
	switch r.words[i] {
	case "both", "either":
		if !r.named(x) {
			return x // "both sides"
		}
	case "no", "neither", "nor":
		rel.denied(i)
	case "none":
		if i+1 == x[1] || r.words[i+1] != "of" {
			return x
		}
		rel.denied(i)
		i++
	case "few", "hardly", "nobody", "not", "scarcely":
		rel.denied(i) // "Few in Kenya back the plan"
		return x
	case "very":
		if i+1 < x[1] && r.words[i+1] == "few" {
			rel.denied(i + 1)
		}
		return x
	default:
		if i > 0 {
			switch r.words[i-1] {
			case "hardly", "neither", "nor", "scarcely":
				rel.denied(i - 1)
			}
		}
		return x
	}
	if i+1 == x[1] || !nominal(r.toks[i+1].tag) {
		return x // "Neither spoke"
	}
	return [2]int{i + 1, x[1]}
}

// named reports whether the tokens x hold a name.
func (r *reading) named(x [2]int) bool {
	for i := x[0]; i < x[1]; i++ {
		if r.toks[i].entity != 0 {
			return true
		}
	}
	return false
}

// denied makes token i negate the cue, unless a nearer one does.
func (rel *relation) denied(i int) {
	if rel.cue.negation < 0 {
		rel.cue.negation = i
	}
}

// rejoined gives a noun phrase back the names that only tell whose or where it is: "Protesters in
// Vienna | and Budapest", "Polish | and Czech farmers" are one holder, the governments there are two.
func (r *reading) rejoined(sources [][2]int) (out [][2]int) {
	for _, x := range sources {
		if n := len(out); n > 0 && r.conjunctions(out[n-1][1], x[0]) && (r.inPlace(out[n-1]) && r.onlyNames(x) || r.samePeoples(out[n-1], x)) {
			out[n-1][1] = x[1]
			continue
		}
		out = append(out, x)
	}
	return out
}

// conjunctions reports whether nothing but conjunctions and commas stands between two tokens.
func (r *reading) conjunctions(from, to int) bool {
	for i := from; i < to; i++ {
		if t := r.toks[i].tag; t != text.CC && t != text.Comma {
			return false
		}
	}
	return from < to
}

// inPlace reports whether a noun phrase ends with the names of those whose many it tells of, or
// of where they are, and speaks for none of them: "Business leaders of | France".
func (r *reading) inPlace(x [2]int) bool {
	link := x[0] + slices.IndexFunc(r.words[x[0]:x[1]], isOfOrIn)
	return link > x[0] && link+1 < x[1] && r.toks[link-1].tag == text.NNS && r.onlyNames([2]int{link + 1, x[1]}) && !r.bodiesOf(x[0], link)
}

// onlyNames reports whether the tokens x are names and what joins them.
func (r *reading) onlyNames(x [2]int) bool {
	for i := x[0]; i < x[1]; i++ {
		if t := &r.toks[i]; t.entity == 0 && t.tag != text.DT && t.tag != text.CC && t.tag != text.Comma {
			return false
		}
	}
	return r.named(x)
}

// samePeoples reports whether x only tells, beside next, of which peoples those are who next means,
// and who speak for none.
func (r *reading) samePeoples(x, next [2]int) bool {
	people := func(i int) bool { // "Polish", as against "the Poles"
		t := &r.toks[i]
		return t.entity == entityNumber(corpus.Norp) && (t.tag == text.JJ || t.tag == text.NNP)
	}
	return people(x[1]-1) && r.onlyNames(x) && people(next[0]) && r.toks[next[1]-1].tag == text.NNS && !r.bodies(next[0]+1, next[1]-1)
}

// separated takes sources apart that are lists of bare names: "Brazil, | Argentina and Chile".
func (r *reading) separated(sources [][2]int) (out [][2]int) {
	for _, x := range sources {
		out = append(out, r.names(x)...)
	}
	return out
}

// names returns the names that x lists, each with its article, or x itself if it holds more
// than names, what joins them, and whom they send.
func (r *reading) names(x [2]int) (names [][2]int) {
	start, first := -1, x[0]
	if link := x[0] + slices.IndexFunc(r.words[x[0]:x[1]], isOfOrIn); link > x[0] && link+1 < x[1] && r.bodiesOf(x[0], link) {
		start, first = x[0], link+1 // "the governments of Austria | and Hungary"
	}
	for i := first; i < x[1]; i++ {
		t := &r.toks[i]
		switch {
		case t.entityStart:
			if start < 0 {
				start = i
			}
			names = append(names, [2]int{start, i + 1})
			start = -1
		case t.entity != 0 && len(names) > 0 && names[len(names)-1][1] == i:
			names[len(names)-1][1]++
		case t.tag == text.DT && start < 0:
			start = i
		case r.peoples(names, i, x[1]):
			return names
		case t.tag != text.CC && t.tag != text.Comma:
			return [][2]int{x}
		}
	}
	// An apposition is no list: "Tbilisi, Georgia".
	if len(names) < 2 || r.toks[names[len(names)-1][0]-1].tag != text.CC {
		return [][2]int{x}
	}
	return names
}

// peoples reports whether names tell which states those speak for who stand behind them, from
// token i to end: "The Dutch and Belgian | governments". Polish and Czech farmers speak for none.
func (r *reading) peoples(names [][2]int, i, end int) bool {
	n := len(names)
	if n < 2 || names[n-1][1] != i || r.toks[names[n-1][0]-1].tag != text.CC {
		return false
	}
	for _, x := range names {
		if r.toks[x[1]-1].entity != entityNumber(corpus.Norp) {
			return false
		}
	}
	for k := i; k < end-1; k++ {
		if !nominal(r.toks[k].tag) {
			return false
		}
	}
	return r.bodies(i, end-1)
}

// bodies reports whether a noun phrase that begins with token first stands for those who speak for
// states, one for each that is named. Business leaders speak for none.
func (r *reading) bodies(first, head int) bool {
	if r.words[head] == "leaders" {
		return head == first || head == first+1 && r.toks[first].tag == text.DT
	}
	return isBody.of(r.words[head])
}

// bodiesOf reports the same of a phrase whose states follow the preposition link: "the governments |
// in Vienna and Budapest". Diplomats in Vienna may be anybody’s, and leaders in Africa are not Africa.
func (r *reading) bodiesOf(first, link int) bool {
	if !r.bodies(first, link-1) || r.words[link] == "of" {
		return r.bodies(first, link-1)
	}
	switch r.words[link-1] {
	case "ambassadors", "diplomats", "embassies", "envoys":
		return false
	}
	return r.toks[link+1].entity == entityNumber(corpus.GPE)
}

func isOfOrIn(word string) bool { return word == "of" || word == "in" }

// bodiesBefore returns the first token of the words that tell who speaks for the states that a list
// from token i on names: "Both | the governments of | Austria and Hungary"; i if nothing does.
func (r *reading) bodiesBefore(i int) int {
	head := i - 2
	if head < r.t.Sentences[r.sentenceOf(i)].First || !isOfOrIn(r.words[i-1]) {
		return i
	}
	first := head
	for first > 0 && r.toks[first-1].chunk == r.toks[head].chunk && r.words[first-1] != "both" {
		first--
	}
	if !r.bodiesOf(first, i-1) {
		return i
	}
	return first
}

// coordinated returns the source nearest to the cue and those that a list joins to it:
// "Moscow’s opposition is known; the Kremlin warned" has one holder.
func (g *tagger) coordinated(rel *relation) [][2]int {
	all := slices.Clone(rel.sources)
	slices.SortFunc(all, func(a, b [2]int) int { return a[0] - b[0] })
	nearest, best := 0, 1<<30
	for i, x := range all {
		gap := rel.cue.first - x[1]
		if x[0] >= rel.cue.last {
			gap = x[0] - rel.cue.last
		} else if gap > 0 && g.isCue[x[1]] {
			gap += reach // it has a cue of its own: "Bolivia, | he said, | would never leave"
		}
		if gap >= 0 && gap < best {
			nearest, best = i, gap
		}
	}
	first, last := nearest, nearest
	for first > 0 && g.joined(all[first-1][1], all[first][0]) {
		first--
	}
	for last+1 < len(all) && g.joined(all[last][1], all[last+1][0]) {
		last++
	}
	if first < last && !g.conjoined(all[last-1][1], all[last][0]) {
		return all[nearest : nearest+1]
	}
	return g.gapsFilled(all[first : last+1])
}

// gapsFilled puts the names that the tagger passed over back into a list: "the UN, | the EU | and Qatar".
func (r *reading) gapsFilled(list [][2]int) (out [][2]int) {
	for i, x := range list {
		if i > 0 {
			if end := list[i-1][1]; r.named([2]int{end, x[0]}) && r.onlyNames([2]int{end, x[0]}) {
				out = append(out, r.namesIn(end, x[0])...)
			}
		}
		out = append(out, x)
	}
	return out
}

// namesIn returns the names between two tokens, each with its article.
func (r *reading) namesIn(from, to int) (names [][2]int) {
	for i := from; i < to; i++ {
		switch n := len(names); {
		case r.toks[i].entityStart && i > from && r.toks[i-1].tag == text.DT:
			names = append(names, [2]int{i - 1, i + 1})
		case r.toks[i].entityStart:
			names = append(names, [2]int{i, i + 1})
		case r.toks[i].entity != 0 && n > 0:
			names[n-1][1]++
		}
	}
	return names
}

// conjoined reports whether more than a comma joins the last of a list.
func (r *reading) conjoined(from, to int) bool {
	for i := from; i < to; i++ {
		if r.toks[i].tag == text.CC || r.words[i] == "with" || r.words[i] == "as" {
			return true
		}
	}
	return false
}

// joined reports whether what stands between two noun phrases joins them to a list.
func (r *reading) joined(from, to int) bool {
	if to-from > 6 {
		return false
	}
	for i := from; i < to; i++ {
		t := &r.toks[i]
		switch {
		case t.tag.IsVerb(), t.tag == text.MD, t.tag == text.Stop, t.tag == text.Colon, t.quote != 0:
			return false
		}
	}
	return true
}

// listBefore returns the names that a list puts before the noun phrase that begins with
// token i, behind a conjunction or a comma: "Brazil, Argentina and | the United States, the
// guarantors of the accord, have", "The governments of Austria, | Hungary and Slovakia".
func (r *reading) listBefore(i int, link text.Tag) (names [][2]int) {
	if i < 2 || r.toks[i-1].tag != link || r.toks[i].entity == 0 && (i+1 >= len(r.toks) || r.toks[i+1].entity == 0) {
		return nil
	}
	s := r.t.Sentences[r.sentenceOf(i)]
	end := i - 1
	for end > s.First {
		if r.toks[end-1].tag == text.Comma {
			end--
		}
		start := end
		for start > s.First && r.toks[start-1].entity != 0 && !r.toks[start-1].date {
			start--
			if r.toks[start].entityStart {
				break
			}
		}
		if start == end || !r.toks[start].entityStart {
			break
		}
		names = append(names, [2]int{start, end})
		end = start
		if end > s.First && r.toks[end-1].tag == text.DT {
			end--
			names[len(names)-1][0] = end
		}
		if end > s.First && r.toks[end-1].tag != text.Comma {
			break
		}
	}
	// The list must begin its clause: "who sided with France and | Germany" is none.
	end = r.bodiesBefore(end)
	if end > s.First && r.toks[end-1].tag != text.Comma && r.toks[end-1].tag != text.Colon && r.toks[end-1].tag != text.CC {
		return nil
	}
	slices.Reverse(names)
	return names
}
