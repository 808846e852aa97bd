package actors

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/states.tsv
var statesTSV string

//go:embed data/orgs.tsv
var orgsTSV string

//go:embed data/persons.tsv
var personsTSV string

// Numbers of columns; each table's header names them.
const (
	stateColumns  = 9
	orgColumns    = 4
	personColumns = 7
)

// load builds the catalogue from the embedded tables. States come first, so that they are
// the first sense of a name they share with anything else.
func load() *Catalogue {
	c := &Catalogue{
		actors: make([]actor, 0, 4096),
		senses: make(map[string][]sense, 16384),
		people: make(map[string][]int32, 4096),
		sounds: make(map[string][]int32, 4096),
		offer:  make(map[string]int32, 4096),
	}
	for _, row := range tsv.MustParse("states.tsv", statesTSV, stateColumns) {
		c.loadState(row.Cols)
	}
	for _, row := range tsv.MustParse("orgs.tsv", orgsTSV, orgColumns) {
		at := c.add(actor{name: row.Cols[0], kind: Kind(row.Cols[1]), state: filled(row.Cols[2])})
		c.names(at, byName, row.Cols[3])
	}
	for _, row := range tsv.MustParse("persons.tsv", personsTSV, personColumns) {
		c.loadTerm(row.Cols)
	}
	return c
}

func (c *Catalogue) loadState(cols []string) {
	article := slices.Contains(strings.Split(cols[5], "|"), "The "+cols[0])
	at := c.add(actor{name: cols[0], kind: Kind(cols[1]), id: filled(cols[4]), article: article})
	c.names(at, byName, cols[5])
	c.names(at, byAdjective, cols[6])
	c.names(at, byCapital, cols[7])
	c.names(at, bySeat, cols[8])
}

// add enters an actor under its canonical name and returns its number.
func (c *Catalogue) add(a actor) int32 {
	at := int32(len(c.actors))
	c.actors = append(c.actors, a)
	c.offer[a.name] = at
	c.mean(a.name, sense{actor: at, how: byName})
	return at
}

// names enters the aliases of a column: "|" between them, "?" behind one that is shared.
func (c *Catalogue) names(at int32, how how, column string) {
	if column == "-" {
		return
	}
	for alias := range strings.SplitSeq(column, "|") {
		alias, common := strings.CutSuffix(alias, "?")
		s := sense{actor: at, how: how, common: common}
		c.mean(alias, s)
		if how == byAdjective && takesPlural(alias) {
			c.mean(alias+"s", s)
		}
	}
}

// mean adds a sense to a name. The senses of a name that is shared are all common.
func (c *Catalogue) mean(name string, s sense) {
	k := key(name)
	have := c.senses[k]
	for i := range have {
		if have[i].actor == s.actor {
			return
		}
		have[i].common = true
		s.common = true
	}
	c.senses[k] = append(have, s)
}

// takesPlural reports whether an adjective or the name of a people takes an s: Russians and
// Poles, but not Chineses, Britishs or Swisss.
func takesPlural(s string) bool {
	for _, end := range [...]string{"s", "sh", "ch", "ese", "men", "ish"} {
		if strings.HasSuffix(s, end) {
			return false
		}
	}
	return true
}

func filled(column string) string {
	if column == "-" {
		return ""
	}
	return column
}
