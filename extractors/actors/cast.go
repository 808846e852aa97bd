package actors

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus/sound"
)

// member is a person whom the text names in full.
type member struct {
	words  []string // folded
	name   string   // as first written, or the canonical name
	known  bool     // in the catalogue
	count  int
	ent    int // first mention
	merged int // the member that this one is a spelling of, -1 if none
}

// bucket bounds how many persons of one name are kept apart, so that a text of ten thousand
// Smiths takes no quadratic time.
const bucket = 8

// merge joins the members that are one person: the same sound, or the words of one within
// those of the other, in order and with the same first word ("Ana Ruiz", "Ana M. Ruiz
// Vega").
func (r *reading) merge() {
	r.mergeTails()
	r.mergeRomanised()
	byFirst := map[string][]int{}
	for k := range r.cast {
		m := &r.cast[k]
		if m.merged >= 0 {
			continue
		}
		first := sound.Of(m.words[0])
		for _, j := range byFirst[first] {
			if r.same(&r.cast[j], m) {
				r.join(j, k)
				break
			}
		}
		if m.merged < 0 && len(byFirst[first]) < bucket {
			byFirst[first] = append(byFirst[first], k)
		}
	}
}

// mergeTails joins a name that is the end of a longer one: "Vidal Soto" is Ana Vidal Soto. One that
// begins with a nickname is the usual one: "Bo Roe" of 'Ada "Bo" Roe'.
func (r *reading) mergeTails() {
	tails := map[string]int{}
	for k := range r.cast {
		for words := r.cast[k].words; len(words) > 2; words = words[1:] {
			tails[strings.Join(words[1:], " ")] = k
		}
	}
	for k := range r.cast {
		if j, ok := tails[strings.Join(r.cast[k].words, " ")]; ok && !r.cast[k].known && r.cast[j].merged < 0 {
			r.cast[k].merged = j
			r.cast[j].count += r.cast[k].count
			if strings.ContainsAny(r.cast[j].name, `"“`) {
				r.cast[j].name = r.cast[k].name
			}
		}
	}
}

// mergeRomanised joins the romanisations of a name: in a text that has "Oleksiy Hontar" and quotes others
// on "Alexei Gontar".
func (r *reading) mergeRomanised() {
	first := map[string]int{}
	for k := range r.cast {
		m := &r.cast[k]
		n := sound.Romanised(strings.Join(m.words, " "))
		if m.merged >= 0 || n.Key == "" {
			continue
		}
		j, ok := first[n.Key]
		if !ok {
			first[n.Key] = k
			continue
		}
		a := &r.cast[j]
		if n.Like(sound.Romanised(strings.Join(a.words, " "))) && !(a.known && m.known && a.name != m.name) {
			r.join(j, k)
		}
	}
}

func (r *reading) same(a, b *member) bool {
	if a.known && b.known {
		return a.name == b.name
	}
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	at := 0
	for _, w := range b.words {
		if at < len(a.words) && sound.Of(a.words[at]) == sound.Of(w) {
			at++
		}
	}
	return at == len(a.words)
}

// join makes member k a spelling of member j. The name is the catalogue's, else the one with
// fewer words, for "Pedro Vidal" is more usual than "Pedro A. Vidal Soto".
func (r *reading) join(j, k int) {
	a, b := &r.cast[j], &r.cast[k]
	b.merged = j
	better := b.known || !a.known && len(b.words) < len(a.words) ||
		!a.known && len(b.words) == len(a.words) && b.count > a.count
	if better {
		a.name = b.name
		a.known = a.known || b.known
	}
	a.count += b.count
}

// enter makes the members of the cast known by their full names and by parts of them.
func (r *reading) enter() {
	r.part = map[string][]int{}
	for k := range r.cast {
		root := k
		for r.cast[root].merged >= 0 {
			root = r.cast[root].merged
		}
		r.enterOne(r.cast[k].words, root)
	}
}

func (r *reading) enterOne(words []string, root int) {
	r.full[strings.Join(words, " ")] = root
	for from := 1; from < len(words); from++ {
		enter(r.part, strings.Join(words[from:], " "), root)
	}
	for _, w := range words {
		enter(r.part, w, root)
		enter(r.part, "~"+sound.Of(w), root)
	}
	if len(words) > 2 {
		enter(r.part, strings.Join(words[:2], " "), root)
	}
}

func enter(m map[string][]int, k string, v int) {
	if have := m[k]; len(have) < bucket && !slices.Contains(have, v) {
		m[k] = append(have, v)
	}
}

// recruit adds a person of the catalogue to the cast, so that the next mention of the surname
// means him as well.
func (r *reading) recruit(at int32, i int) {
	name := r.c.actors[at].name
	words := strings.Fields(fold(name))
	if _, ok := r.full[strings.Join(words, " ")]; ok || len(r.cast) > 10*bucket {
		return
	}
	r.cast = append(r.cast, member{words: words, name: name, known: true, ent: i, count: 1, merged: -1})
	r.enterOne(words, len(r.cast)-1)
}
