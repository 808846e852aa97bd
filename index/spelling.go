package index

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/index/internal/words"
)

// Extraction sees one text at a time, and names whom no table lists as that text does: "Ana M.
// Ruíz" here, "ANA RUIZ" there. Spellings of one name become one actor when the index is opened, as
// which are there depends on all texts. What does it is no correction: it is in no log, and changes
// with the texts; but the person has the last word here too (see SplitActor).

// variant says that a name is another spelling of an actor's.
type variant struct {
	of  string // the name of the actor
	why string // what the texts tell of both, for one that is romanised otherwise; else empty
}

// spellings returns each name of an actor that is another spelling of a commoner one. Those of other
// letters need evidence: see romanised. Names that a correction has split off are left alone.
func (t *table) spellings(c *corrections) map[string]variant {
	often := t.often()
	same := t.written(c, often)
	all := make(map[string]variant, len(same))
	for id, of := range same {
		all[t.actorNames.words[id]] = variant{of: t.actorNames.words[of]}
	}
	t.romanised(c, often, same, all)
	return all
}

// Spelling is another name that counts as an actor since it is the same name, otherwise spelled.
type Spelling struct {
	Name     string
	Evidence string // what the texts tell of both; empty where no letters differ
}

// String says what makes a name a spelling of an actor's.
func (s Spelling) String() string {
	return s.Name + ": " + cmp.Or(s.Evidence, "but for capitals, accents, marks and initials the same")
}

// SpellingsOf returns the other spellings that count as an actor, by name. [SplitActor] makes one of them an actor
// of its own.
func (x *Index) SpellingsOf(actor string) (all []Spelling) {
	for _, name := range slices.Sorted(maps.Keys(x.corrected.same)) {
		if now, _ := x.corrected.means(sense{actor: name}); now == actor {
			all = append(all, Spelling{name, x.corrected.same[name].why})
		}
	}
	return all
}

// written returns for each name of an actor that is but written otherwise than a commoner one, that one, by
// their numbers. Case, diacritics, full stops, apostrophes and hyphens make no other name; nor do initials
// between the first and the last word, as long as the texts know one set of them only: "George
// Bush" may be George W. or George H. W.
func (t *table) written(c *corrections, often []uint32) map[uint32]uint32 {
	first := make(map[uint64]uint32, len(often))
	groups := map[string][]uint32{}
	for id, name := range t.actorNames.words {
		if often[id] == 0 {
			continue
		}
		h := nameHash(name)
		other, ok := first[h]
		if !ok {
			first[h] = uint32(id)
			continue
		}
		key := nameKey(name)
		if key == "" || c.splits(name) {
			continue
		}
		if len(groups[key]) == 0 && nameKey(t.actorNames.words[other]) == key && !c.splits(t.actorNames.words[other]) {
			groups[key] = append(groups[key], other)
		}
		groups[key] = append(groups[key], uint32(id))
	}
	same := map[uint32]uint32{}
	for _, ids := range groups {
		if len(ids) > 1 {
			t.spell(ids, often, same)
		}
	}
	return same
}

// often counts the mentions of each actor, and one for each position of a holder that no mention
// names.
func (t *table) often() []uint32 {
	often := make([]uint32, len(t.actorNames.words))
	for m := t.mentions.val; len(m) > 0; m = m[3:] {
		often[m[1]] += m[2]
	}
	for row, id := range t.holder {
		if t.holderBy[row] == 0 {
			often[id]++
		}
	}
	if len(often) > 0 {
		often[0] = 0
	}
	return often
}

// spell puts the names of a group that are one into same.
func (t *table) spell(ids []uint32, often []uint32, same map[uint32]uint32) {
	name := func(id uint32) string { return t.actorNames.words[id] }
	slices.SortFunc(ids, t.commonest(often))
	var sets []string
	for _, id := range ids {
		if s := initials(name(id)); s != "" && !slices.Contains(sets, s) {
			sets = append(sets, s)
		}
	}
	first := map[string]uint32{} // by the initials that tell names apart
	for _, id := range ids {
		by := ""
		if len(sets) > 1 {
			by = initials(name(id))
		}
		if to, ok := first[by]; ok {
			same[id] = to
		} else {
			first[by] = id
		}
	}
}

// commonest orders names by how often they occur, most often first.
func (t *table) commonest(often []uint32) func(a, b uint32) int {
	return func(a, b uint32) int {
		return cmp.Or(cmp.Compare(often[b], often[a]), cmp.Compare(t.actorNames.words[a], t.actorNames.words[b]))
	}
}

// nameKey returns what the spellings of a name have in common. It is empty for what may be an acronym
// or a word, which differ by their case: "WHO", "Who".
func nameKey(name string) string {
	all := nameWords(name)
	if len(all) < 2 {
		return ""
	}
	last := len(all) - 1
	inner := slices.DeleteFunc(all[1:last:last], isInitial)
	return all[0] + " " + strings.Join(append(inner, all[last]), " ")
}

// nameHash returns the same number for names of one key, and hardly ever for others. Hundreds of
// thousands of names take a tenth of the time that their keys would.
func nameHash(name string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a, 64 bits
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf || name[i] == '\'' {
			name = words.Fold(name)
			break
		}
	}
	all, word := uint64(offset), uint64(offset)
	length, begun := 0, false // in characters: "М." is an initial
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '.' || c == ',':
			continue
		case c != ' ' && c != '-':
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			word = (word ^ uint64(c)) * prime
			if utf8.RuneStart(c) {
				length++
			}
			continue
		case length > 1 || length == 1 && !begun: // no initial within the name
			all = (all ^ word) * prime
		}
		begun = begun || length > 0
		word, length = offset, 0
	}
	return (all ^ word) * prime
}

// initials returns the initials between the first and the last word of a name, in small letters.
func initials(name string) string {
	all := nameWords(name)
	return strings.Join(slices.DeleteFunc(all[1:len(all)-1], func(w string) bool { return !isInitial(w) }), "")
}

func nameWords(name string) []string {
	return strings.FieldsFunc(words.Fold(name), func(r rune) bool { return r == ' ' || r == '-' })
}

func isInitial(word string) bool {
	_, size := utf8.DecodeRuneInString(word)
	return size == len(word)
}
