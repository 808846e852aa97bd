package index

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus/spelling"
	"github.com/sayso-nlp/sayso/index/internal/words"
	"github.com/sayso-nlp/sayso/index/query"
)

// folded returns the words of a dictionary in the form in which names are compared. It is
// made once: folding 70,000 names took ten times as long as what else a question about one
// of them does.
func (x *Index) folded(d *dict) []string { return x.folds[d]() }

func folds(t *table) map[*dict]func() []string {
	m := map[*dict]func() []string{}
	for _, d := range []*dict{&t.actorNames, &t.issues, &t.hosts, &t.sources, &t.sectionOf, &t.wordings} {
		m[d] = sync.OnceValue(func() []string {
			out := make([]string, len(d.words))
			for id, w := range d.words {
				out[id] = t.fold(d, w)
			}
			return out
		})
	}
	return m
}

// fold returns a name in the form in which those of a dictionary are compared. The labels of issues
// are British: "defense budget" asks for "defence budget".
func (t *table) fold(d *dict, name string) string {
	name = words.Fold(name)
	if d != &t.issues {
		return name
	}
	parts := strings.Split(name, " ")
	for i, w := range parts {
		parts[i] = spelling.British(w)
	}
	return strings.Join(parts, " ")
}

// named tells for each word of a dictionary of names whether a value means it. The first of
// these that finds any: the same name; for actors, what a wording of that kind stands for
// in the texts ("Moscow"); the names that hold all words of the value ("Putin"); and, for
// addresses, those that hold it. A pattern means all that fit, by name or wording: "Krem*" is Russia.
func (x *Index) named(d *dict, v query.Value) []bool {
	ids := make([]bool, max(len(d.words), 1))
	wanted := x.table.fold(d, v.Text)
	mark := func(ok func(name string) bool) (any bool) {
		for id, name := range x.folded(d) {
			if id > 0 && ok(name) {
				ids[id], any = true, true
			}
		}
		return any
	}
	markAll := func(ok func(name string) bool) {
		mark(ok)
		if d != &x.table.actorNames {
			return
		}
		for wording, actors := range x.aliases() {
			if ok(wording) {
				ids[actors[0]] = true
			}
		}
	}
	switch {
	case wanted == "":
	case v.Form == query.Wild:
		markAll(func(name string) bool { return glob(wanted, name) })
	case v.Form == query.Fuzzy:
		markAll(func(name string) bool { return query.Close(wanted, name, v.N) || anyWord(name, wanted, v.N) })
	case mark(func(name string) bool { return name == wanted }):
	case d == &x.table.actorNames && len(x.aliases()[wanted]) > 0:
		ids[x.aliases()[wanted][0]] = true
	default:
		parts := strings.Fields(wanted)
		mark(func(name string) bool {
			return holdsAll(name, parts) || d == &x.table.sources && strings.Contains(name, wanted)
		})
	}
	return ids
}

// holdsAll reports whether all parts are among the words of a folded name.
func holdsAll(name string, parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return !holdsWord(name, p) })
}

// holdsWord reports whether a word stands between the spaces of a folded name.
func holdsWord(name, word string) bool {
	for from := 0; ; from++ {
		i := strings.Index(name[from:], word)
		if i < 0 {
			return false
		}
		from += i
		end := from + len(word)
		if (from == 0 || name[from-1] == ' ') && (end == len(name) || name[end] == ' ') {
			return true
		}
	}
}

func anyWord(name, wanted string, n int) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool { return query.Close(wanted, w, n) })
}

// nearest returns the name of a dictionary that is spelled most like s, or else a word of a
// name: "Blinkn" is near to no name, but to a word of "Antony Blinken". It is "" if none is near.
func (x *Index) nearest(d *dict, s string) string {
	wanted := x.table.fold(d, s)
	if wanted == "" { // a name of one letter is as near as any
		return ""
	}
	names, parts := map[string]string{}, map[string]string{} // folded → as written, the first of the alphabet
	add := func(to map[string]string, folded, written string) {
		if old, ok := to[folded]; folded != "" && query.Close(wanted, folded, query.MaxNear) && (!ok || written < old) {
			to[folded] = written
		}
	}
	for id, f := range x.folded(d) {
		add(names, f, d.words[id])
		folded, written := strings.Fields(f), strings.Fields(d.words[id])
		if len(names) > 0 || len(folded) != len(written) {
			continue
		}
		for i := range folded {
			add(parts, folded[i], written[i])
		}
	}
	for _, near := range []map[string]string{names, parts} {
		if best := query.Nearest(wanted, slices.Sorted(maps.Keys(near))); best != "" {
			return near[best]
		}
	}
	return ""
}
