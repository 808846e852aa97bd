package sound

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed names.tsv
var namesTSV string

// table is names.tsv, ready to be asked.
type table struct {
	classes [traditions]map[string]string // the letters of a given name → its class
	silent  map[string]bool               // spellings that do not show a tradition
	common  map[string]bool               // the letters of surnames that very many bear
}

var tables = sync.OnceValue(func() *table {
	t := &table{silent: map[string]bool{}, common: map[string]bool{}}
	for i := range t.classes {
		t.classes[i] = map[string]string{}
	}
	for line := range strings.Lines(namesTSV) {
		if line[0] == '#' {
			continue
		}
		cols := strings.Split(strings.ToLower(strings.TrimSpace(line)), "\t")
		class, _, _ := strings.Cut(cols[1], "|")
		for spelling := range strings.SplitSeq(cols[1], "|") {
			switch cols[0] {
			case "slavic":
				t.classes[slavic][letters(spelling, slavic, true)] = class
			case "arabic":
				t.classes[arabic][letters(spelling, arabic, true)] = class
			case "common":
				t.common[letters(spelling, slavic, true)] = true
			}
		}
		for spelling := range strings.SplitSeq(cols[2], "|") {
			t.silent[spelling] = true
		}
	}
	t.classes[arabic]["abd"] = "abd"
	return t
})

// given is what a given name says.
type given struct {
	class  string // what all its spellings have in common
	listed bool
	from   tradition // of one that is listed
	shown  bool      // by this spelling
}

// given looks a given name up; one that is not listed is a class of its own.
func (t *table) given(w string) given {
	for _, from := range [...]tradition{slavic, arabic} {
		if class, ok := t.classes[from][letters(w, from, true)]; ok {
			return given{class, true, from, !t.silent[w]}
		}
	}
	return given{class: w}
}

// surname returns the key of a word behind the given name, and whether very many people bear it. Arabic
// surnames are given names too, also with -i: al-Hussein, Husseini.
func (t *table) surname(w string, from tradition, hard bool) (key string, common bool) {
	key = letters(w, from, hard)
	if from == slavic {
		return key, t.common[letters(w, slavic, true)]
	}
	if class, ok := t.classes[arabic][key]; ok {
		return class, true
	}
	if class, ok := t.classes[arabic][strings.TrimSuffix(key, "i")]; ok {
		return class + "i", t.common[letters(w, slavic, true)]
	}
	return key, t.common[letters(w, slavic, true)]
}
