package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus/sound"
	"github.com/sayso-nlp/sayso/index/internal/words"
)

// One person is Oleksiy Hontar in one text and Alexei Gontar in another. That the two may be
// romanisations of one name is no proof: they become one actor if something that the texts tell of both
// agrees, and nothing contradicts it (see evidence.go). All of it depends on what the texts say, not on
// the order in which they came.

// maxRomanised bounds how many names of one key are compared: a name that is written in more ways is
// everybody's.
const maxRomanised = 32

// person is a name, with all that is but written otherwise, that may be a romanisation of another's.
type person struct {
	id    uint32
	name  string
	key   string // nameKey
	often uint32
	sound.Name
	facts
}

// romanised adds the names of persons that are romanised otherwise than a commoner one to all. Same has
// the names that are but written otherwise than another.
func (t *table) romanised(c *corrections, often []uint32, same map[uint32]uint32, all map[string]variant) {
	groups := t.alike(c, often, same)
	if len(groups) == 0 {
		return
	}
	t.learn(groups, same)
	for _, group := range groups {
		for id, s := range t.join(group) {
			all[t.actorNames.words[id]] = s
		}
	}
	for id, of := range same {
		if s, ok := all[t.actorNames.words[of]]; ok {
			all[t.actorNames.words[id]] = s
		}
	}
}

// alike groups the names that may be romanisations of one.
func (t *table) alike(c *corrections, often []uint32, same map[uint32]uint32) (groups [][]*person) {
	split := c.splitKeys()
	byKey := map[string][]*person{}
	var r sound.Romaniser
	for _, id := range t.perhapsAlike(&r, often, same) {
		name := t.actorNames.words[id]
		n := r.Name(words.Fold(name))
		if n.Key == "" {
			continue
		}
		if key := nameKey(name); !split[key] {
			byKey[n.Key] = append(byKey[n.Key], &person{id: id, name: name, key: key, often: often[id], Name: n})
		}
	}
	for _, group := range byKey {
		shown := slices.ContainsFunc(group, func(p *person) bool { return p.Shown })
		if len(group) > 1 && len(group) <= maxRomanised && shown {
			groups = append(groups, group)
		}
	}
	return groups
}

// perhapsAlike returns all names that share a key with another, and few besides.
func (t *table) perhapsAlike(r *sound.Romaniser, often []uint32, same map[uint32]uint32) (ids []uint32) {
	first := map[uint64]uint32{} // 0 for a number that is among ids
	for id, name := range t.actorNames.words {
		if _, other := same[uint32(id)]; other || often[id] == 0 {
			continue
		}
		if strings.ContainsFunc(name, func(r rune) bool { return r == '\'' || r >= utf8.RuneSelf }) {
			name = words.Fold(name)
		}
		h := r.Hash(name)
		if h == 0 {
			continue
		}
		before, ok := first[h]
		switch {
		case !ok:
			first[h] = uint32(id)
			continue
		case before != 0:
			ids, first[h] = append(ids, before), 0
		}
		ids = append(ids, uint32(id))
	}
	return ids
}

// splitKeys returns the keys of the names that were split off others.
func (c *corrections) splitKeys() map[string]bool {
	keys := map[string]bool{}
	for _, k := range c.all {
		if k.Verb == Split {
			keys[nameKey(k.Name)] = true
		}
	}
	return keys
}

// join returns the names of a group that are others' by their numbers. The strongest evidence counts first;
// none makes one of two persons who contradict each other.
func (t *table) join(group []*person) map[uint32]variant {
	type link struct {
		a, b     *person
		strength strength
	}
	slices.SortFunc(group, func(a, b *person) int { return strings.Compare(a.name, b.name) })
	var links []link
	set := map[*person][]*person{}
	for i, a := range group {
		set[a] = []*person{a}
		for _, b := range group[i+1:] {
			if s := a.evidence(b); s > 0 {
				links = append(links, link{a, b, s})
			}
		}
	}
	slices.SortStableFunc(links, func(x, y link) int { return cmp.Compare(y.strength, x.strength) })
	for _, l := range links {
		if slices.Contains(set[l.a], l.b) || contradict(set[l.a], set[l.b]) {
			continue
		}
		one := slices.Concat(set[l.a], set[l.b])
		for _, p := range one {
			set[p] = one
		}
	}
	same := map[uint32]variant{}
	for _, p := range group {
		if one := set[p]; len(one) > 1 && p == one[0] {
			t.tell(slices.Clone(one), same)
		}
	}
	return same
}

func contradict(some, others []*person) bool {
	for _, a := range some {
		for _, b := range others {
			if a.contradicts(b) {
				return true
			}
		}
	}
	return false
}

// tell makes the names of one person spellings of the commonest, each with what it has in common with that
// one, or else with another that has.
func (t *table) tell(one []*person, same map[uint32]variant) {
	slices.SortFunc(one, func(a, b *person) int {
		return cmp.Or(cmp.Compare(b.often, a.often), strings.Compare(a.name, b.name))
	})
	root := one[0]
	told := []*person{root}
	for i := 0; i < len(told); i++ {
		for _, p := range one {
			if s := p.evidence(told[i]); s > 0 && !slices.Contains(told, p) {
				told = append(told, p)
				same[p.id] = variant{root.name, t.why(p, told[i], s)}
			}
		}
	}
}
