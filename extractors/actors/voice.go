package actors

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// This file tells who "I" and "we" are in a text's own words, outside quotation marks: who has the
// word in a transcript, who signs a statement, for whom it is made. Nobody else is meant: in a
// Norwegian statement on the war of two neighbours, "we" is never the neighbour named last.

// firstPerson returns whom "I" means, or "we" in the plural, outside quotation marks. "We" of
// somebody in office is the state; of anybody else it is the speaker, whose words they are.
func (p *phrase) firstPerson(plural bool) Holder {
	name, labelled := p.turn()
	if !labelled {
		if name = p.signer(); name == "" {
			name = p.titleSpeaker()
		}
		if name == "" {
			group := cmp.Or(p.issuer(), p.opening())
			if group == "" && plural {
				group = p.justNamed()
			}
			return Holder{Actor: group}
		}
	}
	i := p.mentionOf(name)
	state := p.c.State(name, p.on)
	if state == "" && i >= 0 {
		state = p.stateOf(i)
	}
	switch {
	case state == "":
		return Holder{Actor: name}
	case i >= 0 && p.speaksForOthers(i):
		return Holder{Actor: state, Via: name}
	case plural:
		return Holder{Actor: state}
	}
	return Holder{Actor: name, State: state}
}

// mentionOf returns a mention of a person within the window, the first one with a role if there is
// one, -1 if there is none.
func (p *phrase) mentionOf(name string) int {
	found := -1
	for i := p.near(-1); i < p.near(1); i++ {
		if e := &p.ents[i]; e.Type == corpus.Person && e.Actor == name {
			if e.Role != "" {
				return i
			}
			if found < 0 {
				found = i
			}
		}
	}
	return found
}

// paragraph returns the first sentence of the paragraph that sentence k stands in.
func (p *phrase) paragraph(k int) int {
	number := p.t.Sentences[k].Paragraph
	return sort.Search(k, func(i int) bool { return p.t.Sentences[i].Paragraph >= number })
}

// turnReach is how many paragraphs before a pronoun the label of its speaker is looked for: a bound
// on the work for each.
const turnReach = 40

// turn returns who speaks in a transcript, whose paragraphs begin with the speakers: "ADA ROE: I think",
// "((Ada Roe)) I think". Those whom the speaker names or speaks to are not "I". The name is "" for a
// speaker without one, such as "QUESTION"; a text that has no such labels is not ok.
func (p *phrase) turn() (name string, ok bool) {
	k := p.t.SentenceAt(p.first)
	for n := 0; n < turnReach && k >= 0; n++ {
		k = p.paragraph(k)
		start := p.t.Sentences[k].Start
		if label := speakerLabel(p.t.Source[start:]); label != "" {
			return p.labelled(corpus.Span{Start: start, End: start + len(label)}), true
		}
		k--
	}
	return "", false
}

// maxLabel is the longest label of a speaker, in bytes.
const maxLabel = 60

// speakerLabel returns the label of a speaker that a paragraph begins with, "" if it begins with none:
// what stands before a colon, in capitals, or in two parentheses.
func speakerLabel(paragraph string) string {
	line := paragraph[:min(len(paragraph), maxLabel)]
	if name, ok := strings.CutPrefix(line, "(("); ok {
		if end := strings.Index(name, "))"); end > 0 {
			return line[:end+4]
		}
	}
	label, _, ok := strings.Cut(line, ":")
	if !ok || strings.ToUpper(label) != label || !strings.ContainsFunc(label, unicode.IsLetter) {
		return ""
	}
	return label
}

// labelled returns the name of the speaker in a label, "" for one without a name. What stands in two
// parentheses is a name whatever the recogniser took it for, unless it is short for a newspaper's;
// in capitals, a name is what follows a title ("AMBASSADOR ROE").
func (p *phrase) labelled(label corpus.Span) string {
	i := sort.Search(len(p.ents), func(i int) bool { return p.ents[i].End > label.Start })
	for ; i < len(p.ents) && p.ents[i].Start < label.End; i++ {
		if p.ents[i].Type == corpus.Person {
			return p.ents[i].Actor
		}
	}
	line := label.In(p.t.Source)
	if name, ok := strings.CutPrefix(line, "(("); ok {
		if name = strings.TrimSuffix(name, "))"); isAcronym(name) || p.c.offers(name) {
			return ""
		}
		return name
	}
	return p.behindTitle(line)
}

// offers reports whether the catalogue knows a name as that of no person.
func (c *Catalogue) offers(name string) bool {
	_, kind, ok := c.Lookup(name)
	return ok && kind != Person
}

// behindTitle returns the person whose name follows a title, "" where there is no title.
func (p *phrase) behindTitle(s string) string {
	words := strings.Fields(s)
	n := titleWords(words)
	if n == 0 || n == len(words) {
		return ""
	}
	return p.personCalled(words[n:], strings.ToLower(strings.Join(words[:n], " ")))
}

// titleWords returns how many of the words are a title before a name: "FOREIGN MINISTER ROE", "Mr. Roe".
func titleWords(words []string) (n int) {
	word := func(i int) string {
		if i < 0 || i >= len(words) {
			return ""
		}
		return strings.TrimSuffix(words[i], ".")
	}
	for i := range words {
		if isRole(roleAt(word, i)) || address.of(strings.ToLower(word(i))) {
			n = i + 1
		}
	}
	return n
}

// personCalled returns whom a name means outside the text, or one that the recogniser missed: somebody
// of that name whom the text names elsewhere, whoever has that surname and title by the catalogue, else
// the name as it is written.
func (p *phrase) personCalled(words []string, title string) string {
	name := strings.Join(words, " ")
	for i := p.near(-1); i < p.near(1); i++ {
		if e := &p.ents[i]; e.Type == corpus.Person && callsFor(name, e.Actor) {
			return e.Actor
		}
	}
	for _, at := range p.c.people[surnameKey(name)] {
		if t := p.c.actors[at].term(p.on); t != nil && t.holds(p.on) && strings.Contains(title, t.office) {
			return p.c.actors[at].name
		}
	}
	if strings.ToUpper(name) == name { // all of a label is, so that "ROE" is no acronym
		return inSmall(name)
	}
	return name
}

// callsFor reports whether a name, in any case, is the end of a person’s full name, or has its first and
// its last word: "ROE", "VIDAL ROE" and "Ada B. Roe" of Ada Vidal Roe.
func callsFor(name, person string) bool {
	first, last := strings.IndexByte(person, ' '), strings.LastIndexByte(person, ' ')
	if n := strings.LastIndexByte(name, ' '); last < 0 || !strings.EqualFold(person[last:], " "+name[n+1:]) {
		return false
	}
	end := max(0, len(person)-len(name))
	return strings.EqualFold(person[end:], name) || strings.EqualFold(person[:first+1], name[:strings.IndexByte(name, ' ')+1])
}

// Lines above a text, such as who signs it and where, are looked for in its first paragraphs, and no
// sentence is looked at that is longer than maxLine bytes: a bound on the work for each pronoun.
const (
	headLines = 4
	maxLine   = 1000
)

// lines returns the first sentence of each paragraph at the beginning of the text.
func (p *phrase) lines() iter.Seq[text.Sentence] {
	return func(yield func(text.Sentence) bool) {
		all := p.t.Sentences
		for k := 0; k < len(all) && all[k].Paragraph < headLines; {
			s := all[k]
			if s.End-s.Start <= maxLine && !yield(s) {
				return
			}
			k = sort.Search(len(all), func(i int) bool { return all[i].Paragraph > s.Paragraph })
		}
	}
}

// signer returns who signs a statement in a line above it: "Ada Roe, Minister of Trade", "The below is
// attributable to Spokesperson Ada Roe:". A text that several sign has no "I".
func (p *phrase) signer() (name string) {
	for s := range p.lines() {
		i := sort.Search(len(p.ents), func(i int) bool { return p.ents[i].End > s.Start })
		for i < len(p.ents) && p.ents[i].End <= s.End && p.ents[i].Type != corpus.Person {
			i++
		}
		if i == len(p.ents) || p.ents[i].End > s.End || !p.signs(p.ents[i].Span, s) {
			continue
		}
		if name != "" && name != p.ents[i].Actor {
			return ""
		}
		name = p.ents[i].Actor
	}
	return name
}

// signs reports whether a sentence is no more than a person and an office, or the words that attribute
// what follows to the person.
func (p *phrase) signs(person corpus.Span, s text.Sentence) bool {
	line := s.In(p.t.Source)
	if strings.HasSuffix(line, ":") {
		return strings.Contains(line[:person.Start-s.Start], "attributable to ")
	}
	rest, ok := strings.CutPrefix(line[person.End-s.Start:], ", ")
	if !ok || person.Start != s.Start || s.Last-s.First > maxRole || strings.HasSuffix(line, ".") {
		return false
	}
	words := strings.Fields(strings.ReplaceAll(rest, ",", ""))
	office := false
	for i, w := range words {
		if writer.of(strings.ToLower(w)) {
			return false // whose text it is, but no statement
		}
		office = office || isRole(roleAt(func(k int) string { return words[max(0, k)] }, i))
	}
	return office
}

// issuer returns those who make a statement, as a line above it tells: "The text of the following
// statement was released by the foreign ministers of the Nordic Council:". Several states are a group
// without a name.
func (p *phrase) issuer() string {
	for s := range p.lines() {
		line := s.In(p.t.Source)
		for _, by := range [...]string{"statement was released by ", "statement was issued by ", "statement was adopted by ", "statement from "} {
			if before, _, ok := strings.Cut(line, by); ok && strings.Contains(before, "following ") {
				return p.makers(corpus.Span{Start: s.Start + len(before) + len(by), End: s.Start + len(strings.TrimRight(line, ".: "))})
			}
		}
	}
	return ""
}

// maxGroup is the longest name of a group that is made of its members’, in bytes.
const maxGroup = 100

// makers returns the organisation that begins the noun phrase np, or the phrase itself as a label.
func (p *phrase) makers(np corpus.Span) string {
	q := newPhrase(p.c, p.t, p.doc, p.ents, np)
	if q.first == q.last {
		return ""
	}
	if q.body >= 0 && q.ents[q.body].Start < q.t.Tokens[q.head].End {
		return q.ents[q.body].Actor // "the Nordic Council foreign ministers of …"
	}
	if len(np.In(p.t.Source)) > maxGroup {
		return ""
	}
	return lowerFirst(q.label())
}

// opening returns the state or body that a statement without a signature speaks for, which its first
// sentence names: "Norway welcomes the truce. We call on …", "On behalf of Norway, I …". What a press
// office issues speaks for the state of whom it begins with: "Office of the Spokesperson. Minister Roe
// will travel to Peru. We …".
func (p *phrase) opening() string {
	office := false
	for s := range p.lines() {
		if line := s.In(p.t.Source); !strings.HasSuffix(line, ".") {
			for tok := s.First; tok < s.Last; tok++ {
				office = office || roleAt(p.word, tok) == spokes
			}
			continue
		}
		i := sort.Search(len(p.ents), func(i int) bool { return p.ents[i].Start >= s.Start })
		if i == len(p.ents) || p.ents[i].End >= s.End {
			return ""
		}
		e := &p.ents[i]
		before := strings.ToLower(strings.TrimSuffix(p.t.Source[s.Start:e.Start], "the "))
		tag := p.t.Tokens[p.t.TokenAt(e.End)].Tag
		switch {
		case e.Type == corpus.Person:
			if !office {
				return ""
			}
		case strings.HasPrefix(before, "on behalf of "):
		case before != "" && before != "the " || tag != text.VBZ && tag != text.VBP:
			return ""
		}
		return p.c.State(e.Actor, p.on)
	}
	return ""
}

// justNamed returns the state of the person whom the sentence before begins with, who says "we" in a
// report without quotation marks: "Minister Ada Roe met the press. We reject the plan."
func (p *phrase) justNamed() string {
	k := p.t.SentenceAt(p.first)
	if k == 0 || p.t.Sentences[k-1].Paragraph != p.t.Sentences[k].Paragraph {
		return ""
	}
	before := p.t.Sentences[k-1]
	i := sort.Search(len(p.ents), func(i int) bool { return p.ents[i].Start >= before.Start })
	for ; i < p.from && p.t.TokenAt(p.ents[i].Start) < before.First+maxRole; i++ {
		if p.ents[i].Type == corpus.Person {
			return cmp.Or(p.c.State(p.ents[i].Actor, p.on), p.stateOf(i))
		}
	}
	return ""
}

// titleSpeaker returns who speaks in a text whose title says so: "Remarks by President Roe on the Truce",
// "Minister Ada Roe’s Statement to the Press".
func (p *phrase) titleSpeaker() string {
	if len(p.doc.Title) > maxLine {
		return ""
	}
	words := strings.Fields(p.doc.Title)
	for i, w := range words {
		if !speech.of(strings.ToLower(strings.TrimRight(w, ":,"))) {
			continue
		}
		if i+1 < len(words) && strings.EqualFold(words[i+1], "by") {
			return p.speakerCalled(words[i+2:])
		}
		for k := i - 1; k >= max(0, i-2); k-- { // "Roe’s Opening Remarks"
			for _, s := range [...]string{"’s", "'s", "’", "'"} {
				if name, ok := strings.CutSuffix(words[k], s); ok {
					return p.speakerCalled(append(slices.Clone(words[:k]), name))
				}
			}
		}
	}
	return ""
}

// speakerCalled returns whom the words of a title name, up to the first that is no part of a name; ""
// for several, or for what may be no name.
func (p *phrase) speakerCalled(words []string) string {
	n := 0
	for n < len(words) && isCapital(words[n]) && !isPreposition(words[n]) {
		if n++; strings.ContainsAny(words[n-1], ",:") {
			break
		}
	}
	if n < len(words) && (strings.EqualFold(words[n], "and") || words[n] == "&") {
		return ""
	}
	name := strings.TrimRight(strings.Join(words[:n], " "), ",:")
	words = strings.Fields(name)
	if canonical, _, ok := p.c.Lookup(name); ok {
		return canonical
	}
	if k := titleWords(words); k > 0 {
		return p.behindTitle(name)
	}
	if len(words) < 2 || len(words) > 4 {
		return ""
	}
	return p.personCalled(words, "")
}

func isPreposition(w string) bool {
	switch strings.ToLower(w) {
	case "after", "as", "at", "before", "during", "for", "from", "in", "of", "on", "regarding", "to", "upon", "with":
		return true
	}
	return false
}
