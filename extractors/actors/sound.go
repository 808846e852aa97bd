package actors

import (
	"strings"

	"github.com/sayso-nlp/sayso/corpus/sound"
)

// surnameKey returns the key of a surname, without an Arabic article before it.
func surnameKey(s string) string {
	k := fold(bare(s))
	if first, rest, ok := strings.Cut(k, " "); ok && sound.Article(first) {
		return rest
	}
	return k
}

// Before the keys of [sound.Romanised] among those of [sound.Of]: names that show where they come from, and
// those that do not.
const shown, silent = "~", "~?"

// hear enters a full name of a person of the catalogue by its sound and its romanisations.
func (c *Catalogue) hear(name string, at int32) {
	name = fold(bare(name))
	keys := []string{sound.Of(name)}
	switch n := sound.Romanised(name); {
	case n.Shown:
		keys = append(keys, shown+n.Key)
	case n.Key != "":
		keys = append(keys, silent+n.Key)
	}
	for _, k := range keys {
		c.sounds[k] = append(c.sounds[k], at)
	}
}

// heard returns the one person of the catalogue whose full name sounds like this one, or is another romanisation of
// it.
func (c *Catalogue) heard(name string) (int32, bool) {
	name = fold(bare(name))
	if at, ok := only(c.sounds[sound.Of(name)]); ok {
		return at, true
	}
	n := sound.Romanised(name)
	if n.Key == "" {
		return 0, false
	}
	like := c.sounds[shown+n.Key]
	if n.Shown {
		like = append(like[:len(like):len(like)], c.sounds[silent+n.Key]...)
	}
	return only(like)
}
