package actors

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/sound"
)

// persons finds the persons whom the text names in full, by the catalogue and among
// themselves. Those who hold an office are evidence for their state: where Emmanuel Macron
// is named, the Senate is the French one.
func (r *reading) persons() {
	r.full = map[string]int{}
	for i := range r.ents {
		if r.ents[i].Type != corpus.Person {
			continue
		}
		name := r.personName(r.name(i))
		words := strings.Fields(fold(name))
		whole := strings.Join(words, " ")
		if at, ok := r.full[whole]; ok {
			m := &r.cast[at]
			m.count++
			if inCapitals(m.name) && !m.known {
				m.name = name
			}
			continue
		}
		m, ok := r.known(name, words, i)
		if !ok && r.noPerson(i) != "" { // "Quai d’Orsay" has no surname
			continue
		}
		if !ok && (!strings.Contains(name, " ") || isParticle(words[0])) || len(words) == 0 {
			continue
		}
		if !ok {
			m = member{words: words, name: name, ent: i, count: 1, merged: -1}
		} else if state := r.c.State(m.name, r.on); r.c.isNation(state) {
			r.spot(i, state)
		}
		r.full[whole] = len(r.cast)
		r.cast = append(r.cast, m)
	}
	for k := range r.cast {
		if m := &r.cast[k]; !m.known {
			m.name = usualCase(m.name)
		}
	}
	r.merge()
	r.enter()
}

func (c *Catalogue) isNation(name string) bool {
	at, ok := c.offer[name]
	return ok && c.actors[at].nation()
}

// known finds a full name in the catalogue: as written, without initials and middle names,
// or by its sound.
func (r *reading) known(name string, words []string, i int) (member, bool) {
	at, ok := r.knownPerson(name, words)
	if !ok {
		return member{}, false
	}
	return member{words: words, name: r.c.actors[at].name, known: true, ent: i, count: 1, merged: -1}, true
}

func (r *reading) knownPerson(name string, words []string) (int32, bool) {
	for _, s := range r.c.lookup(name) {
		if r.c.actors[s.actor].kind == Person {
			return s.actor, true
		}
	}
	if len(words) < 2 {
		return 0, false
	}
	if at, ok := r.variant(words); ok {
		return at, true
	}
	if at, ok := r.c.heard(name); ok {
		return at, true
	}
	return only(r.c.people[strings.Join(words, " ")]) // Suu Kyi, Sassou Nguesso
}

// only returns the one actor of a list, unless there are several.
func only(list []int32) (int32, bool) {
	for _, at := range list {
		if at != list[0] {
			return 0, false
		}
	}
	if len(list) == 0 {
		return 0, false
	}
	return list[0], true
}

// variant finds a full name of the catalogue within a longer one, or turned round: "Ana M. Ruiz"
// is Ana Ruiz, and "Ana Ruiz Vega" and "Ana Vega Ruiz" are, where the text names her state; so is "Ruiz Ana".
func (r *reading) variant(words []string) (int32, bool) {
	n := len(words)
	first, last := words[0], words[n-1]
	if n > 2 && hasInitial(words) {
		if at, ok := r.fullName(first+" "+last, false); ok {
			return at, true
		}
	}
	if n == 2 {
		return r.fullName(last+" "+first, true)
	}
	for k := 1; k < n-1 && k < 4; k++ {
		if at, ok := r.fullName(first+" "+words[k], true); ok {
			return at, true
		}
	}
	if n > 2 {
		return r.fullName(first+" "+last, true)
	}
	return 0, false
}

// fullName finds a person by the key of a full name; with evidence, only one whose state the
// text names.
func (r *reading) fullName(k string, evidence bool) (int32, bool) {
	for _, s := range r.c.senses[k] {
		a := &r.c.actors[s.actor]
		if a.kind == Person && (!evidence || a.state != "" && r.seen[a.state] > 0) {
			return s.actor, true
		}
	}
	return 0, false
}

// hasInitial reports whether a word between the first and the last is an initial.
func hasInitial(words []string) bool {
	return slices.ContainsFunc(words[1:len(words)-1], func(w string) bool { return len(w) == 1 })
}

// link resolves the mentions of persons: by a full name of the cast, by a part of one, and
// last by a surname that only the catalogue can explain.
func (r *reading) link() {
	for i := range r.ents {
		if !r.done[i] && r.ents[i].Type == corpus.Person {
			r.linkOne(i)
		}
	}
}

func (r *reading) linkOne(i int) {
	name := r.personName(r.name(i))
	words := strings.Fields(fold(name))
	if len(words) == 0 {
		r.set(i, "", "actor=no letters")
		return
	}
	whole := strings.Join(words, " ")
	if k, ok := r.full[whole]; ok {
		r.cast[k].ent = i
		r.set(i, r.cast[k].name, "actor=full name")
		return
	}
	if k, ok := r.partly(i, whole, words); ok {
		r.cast[k].ent = i
		r.cast[k].count++
		r.set(i, r.cast[k].name, "actor=part of a full name")
		return
	}
	if at, ok := r.bySurname(name, i); ok {
		r.recruit(at, i)
		r.set(i, r.c.actors[at].name, "actor=surname in the catalogue")
		return
	}
	if actor := cmp.Or(r.noPerson(i), r.parted(i)); actor != "" {
		r.set(i, actor, "actor=name of another kind")
		return
	}
	r.set(i, usualCase(name), "actor=as written")
}

// partly finds the member of the cast whom a part of a name means. A leader of a state that
// the text is about comes before somebody of that surname who is named only later: "Mugabe"
// is not Grace Mugabe yet.
func (r *reading) partly(i int, whole string, words []string) (int, bool) {
	bare := whole
	if len(words) > 1 && sound.Article(words[0]) {
		bare = strings.Join(words[1:], " ")
	}
	for _, part := range [...]string{whole, bare, "~" + sound.Of(bare)} {
		k, ok := r.latest(r.part[part], i, words)
		if !ok {
			continue
		}
		if at, score := r.surname(whole, i); r.cast[k].ent > i && score >= 4 && r.c.actors[at].name != r.cast[k].name {
			return 0, false
		}
		return k, true
	}
	return 0, false
}

// noPerson resolves what the recogniser took for a person: "Salvadoran", "El Salvador",
// "Axios". A single name of a state may be a given name (Chad, Georgia) and is left alone.
func (r *reading) noPerson(i int) string {
	name := r.name(i)
	senses := r.c.lookup(name)
	if len(senses) != 1 || senses[0].common || senses[0].how == byCapital {
		return ""
	}
	a := &r.c.actors[senses[0].actor]
	if senses[0].how == byName && a.nation() && !strings.Contains(name, " ") {
		return ""
	}
	return a.name
}

// latest picks among the members that bear a part of a name: those whose last word it is
// come before those whose first word it is, then the one named last before mention i.
func (r *reading) latest(members []int, i int, words []string) (int, bool) {
	best, rank := -1, -1
	for _, k := range members {
		m := &r.cast[k]
		n := 0
		if m.words[len(m.words)-1] == words[len(words)-1] {
			n = 2
		} else if m.words[0] != words[0] {
			n = 1
		}
		n *= 2
		if m.ent < i {
			n++
		}
		if n > rank || n == rank && m.ent < i && r.comesBefore(m, &r.cast[best]) {
			best, rank = k, n
		}
	}
	return best, best >= 0
}

// comesBefore reports whether a surname rather means a than b: the one who is named much more
// often, else the one named last.
func (r *reading) comesBefore(a, b *member) bool {
	if a.count >= b.count+2 || b.count >= a.count+2 {
		return a.count > b.count
	}
	return a.ent > b.ent
}

// bySurname finds the one person of the catalogue whom a surname can mean here. A surname
// alone is no evidence: the person's state or one of its organisations must be named in the
// text, or the person lead a state that day.
func (r *reading) bySurname(name string, i int) (int32, bool) {
	at, score := r.surname(name, i)
	return at, score >= 2
}

// surname returns the likeliest bearer of a surname and how strong the evidence is, 0 if
// several are equally likely.
func (r *reading) surname(name string, i int) (int32, int) {
	candidates := r.c.people[surnameKey(name)]
	best, score, tie := int32(0), 0, false
	for _, at := range candidates {
		a := &r.c.actors[at]
		n := 0
		state := a.state
		if t := a.term(r.on); t != nil {
			state = t.state
			if !r.on.IsZero() && t.holds(r.on) {
				n++
			}
			if famousOffice.of(t.office) {
				n++
			}
		}
		if state != "" && r.seen[state]+r.tied[state] > 0 {
			n += 2
		}
		if a.own {
			n += 4
		}
		if state != "" && r.stateBefore(i) == state {
			n += 2
		}
		n += r.addressed(i, a)
		switch {
		case n > score:
			best, score, tie = at, n, false
		case n == score:
			tie = tie || at != best
		}
	}
	if tie {
		return 0, 0
	}
	return best, score
}

// addressed counts the title right before a surname as evidence: "President Roe" for one who
// was president, a little "Mr Roe" for anybody.
func (r *reading) addressed(i int, a *actor) int {
	w := strings.ToLower(strings.TrimSuffix(r.word(r.first[i]-1), "."))
	for k := range a.terms {
		if office := a.terms[k].office; w != "" && (office == w || strings.HasSuffix(office, " "+w)) {
			return 2
		}
	}
	if w == "mr" || w == "mrs" || w == "ms" {
		return 1
	}
	return 0
}

// stateBefore returns the state whose mention stands right before a person's title: "French
// President Lagarde" is about France.
func (r *reading) stateBefore(i int) string {
	if i == 0 || r.first[i]-r.last[i-1] > 4 || r.ents[i-1].Actor == "" {
		return ""
	}
	return r.ents[i-1].Actor
}

// personName returns a name without the titles before it ("Mr Doe", "President Doe"), and
// "Doe, John" in its usual order.
// A name that the catalogue knows with its title, as that of a queen, keeps it.
func (r *reading) personName(s string) string {
	s = bare(strings.Map(noBracket, s))
	if last, first, ok := strings.Cut(s, ", "); ok && !strings.Contains(first, ",") && first != "" {
		if isAffiliation(first) {
			s = last
		} else if isSuffix(first) {
			s = last + " " + first
		} else {
			s = first + " " + last
		}
	}
	for {
		word, rest, ok := strings.Cut(s, " ")
		if !ok || len(r.c.senses[key(s)]) > 0 || !isTitle(strings.ToLower(strings.TrimSuffix(word, "."))) {
			return s
		}
		s = rest
	}
}

// noBracket drops the brackets of what an editor filled in: "[Ada] Roe".
func noBracket(r rune) rune {
	if r == '[' || r == ']' {
		return -1
	}
	return r
}

// isAffiliation reports whether words behind a comma are a member's party and state, as American
// papers give them: "Amos Reed, R-Ky."
func isAffiliation(s string) bool {
	return len(s) > 2 && s[1] == '-' && (s[0] == 'R' || s[0] == 'D' || s[0] == 'I')
}

// isSuffix reports whether a word behind a comma belongs behind the name: "Amos Reed, Jr."
func isSuffix(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "Jr", "Sr", "II", "III", "IV", "MP", "PhD", "MD", "QC", "KC":
		return true
	}
	return false
}
