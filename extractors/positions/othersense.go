package positions

import "slices"

// This file tells where the word that makes a cue is used in a sense in which it attributes nothing.

// otherSense reports whether the word that makes a cue has a sense in which it attributes nothing: "The
// flood claimed forty lives", "Can you hear me?", "their loved ones", "Photograph: Ada Roe".
func (r *reading) otherSense(rel *relation) bool {
	next := ""
	if rel.cue.last < len(r.words) {
		next = r.words[rel.cue.last]
	}
	switch r.words[rel.cue.head] {
	case "claim", "claimed", "claiming", "claims":
		return r.plainThing(rel) && slices.Contains([]string{"life", "lives", "victims"}, r.words[r.firstPhrase(rel)-1])
	case "hear", "heard":
		return next == "me" || next == "you"
	case "loved":
		return next == "one" || next == "ones"
	case "credit", "image", "images", "photo", "photograph", "photographs", "photos", "picture", "pictures":
		return next == ":"
	case "called", "named", "nicknamed", "titled":
		return r.naming(rel)
	case "conclude", "concluded", "concludes", "concluding", "establish", "established", "establishes", "establishing", "held", "hold", "holding", "holds":
		return r.onThing(rel)
	}
	return false
}

// onlyDoes reports whether a cue that the lexicon does not know tells what somebody does or has: "We don’t
// have a boat", "They are not going there". What he "will not do" or "would have" done he refuses and wants.
func (r *reading) onlyDoes(rel *relation) bool {
	c := &rel.cue
	if c.modal >= 0 && r.words[c.modal] != "can" && r.words[c.modal] != "ca" && r.words[c.modal] != "could" {
		return false
	}
	last := c.last - 1
	if last > c.first && r.words[last] == "to" { // "go | to"
		last--
	}
	switch r.words[last] {
	case "did", "do", "does", "go", "goes", "went":
		return last > c.first // "and so did Peru"
	case "doing", "done", "get", "gets", "getting", "going", "gone", "got", "had", "has", "have", "having":
		return true
	}
	return false
}

// plainThing reports whether a content is a noun phrase, and nothing of it a quotation.
func (r *reading) plainThing(rel *relation) bool {
	if len(rel.content) == 0 || r.contentForm(rel)&7 != 1 {
		return false
	}
	_, quoted := r.quoted(rel)
	return quoted == 0
}

// onThing reports whether a verb that tells what somebody found or thinks does something to a thing:
// "established a fund", "held a meeting", "concluded the talks", as against "held a view".
func (r *reading) onThing(rel *relation) bool {
	if c := &rel.cue; c.line == nil || len(c.line.words) > 1 || c.passive || rel.content[0][0] != c.last || !r.plainThing(rel) {
		return false
	}
	head := r.firstPhrase(rel) - 1
	return r.toks[head].tag.IsNoun() && !slices.Contains([]string{"belief", "beliefs", "opinion", "opinions", "position", "view", "views"}, r.words[head])
}

// naming reports whether no more is told than what a thing is called: "a reef called the Old Tooth". A
// verdict has two phrases, "called the reef a theft", or stands in quotation marks.
func (r *reading) naming(rel *relation) bool {
	if rel.cue.first == 0 || r.toks[rel.cue.first-1].chunk == 0 || !r.plainThing(rel) {
		return false
	}
	first := rel.cue.first - 1
	for first > 0 && r.toks[first-1].chunk == r.toks[first].chunk {
		first--
	}
	if w := r.words[first]; w != "a" && w != "an" {
		return false
	}
	end := r.firstPhrase(rel)
	return r.toks[end-1].tag.IsNoun() && (end == rel.content[0][1] || !nominal(r.toks[end].tag))
}

// firstPhrase returns the end of the noun phrase that a content begins with.
func (r *reading) firstPhrase(rel *relation) int {
	x := rel.content[0]
	end := x[0] + 1
	for end < x[1] && r.toks[end].chunk != 0 && r.toks[end].chunk == r.toks[end-1].chunk {
		end++
	}
	return end
}
