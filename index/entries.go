package index

// entries are a list, in the order in which they came, whose entries are found by keys. The
// first key of an entry is its own: another one with it takes its place.
type entries[E any] struct {
	keys  func(E) []string
	all   []E
	gone  []bool
	found map[string][]int // key → places in all; some may be gone
}

// put appends e, or puts it in the place of the entry of its key, which it returns.
func (l *entries[E]) put(e E) (key string) {
	keys := l.keys(e)
	for _, i := range l.found[keys[0]] {
		if !l.gone[i] && l.keys(l.all[i])[0] == keys[0] {
			l.all[i] = e
			l.index(keys[1:], i)
			return keys[0]
		}
	}
	l.all, l.gone = append(l.all, e), append(l.gone, false)
	l.index(keys, len(l.all)-1)
	return keys[0]
}

// index remembers that the keys lead to a place.
func (l *entries[E]) index(keys []string, place int) {
	if l.found == nil {
		l.found = map[string][]int{}
	}
	for _, k := range keys {
		if places := l.found[k]; len(places) == 0 || places[len(places)-1] != place {
			l.found[k] = append(places, place)
		}
	}
}

// drop removes the entries of a key, save for those that keep wants, and reports whether
// there were any.
func (l *entries[E]) drop(key string, keep func(keys []string) bool) (dropped bool) {
	left := l.found[key][:0]
	for _, i := range l.found[key] {
		switch {
		case l.gone[i]:
		case keep != nil && keep(l.keys(l.all[i])):
			left = append(left, i)
		default:
			l.gone[i], dropped = true, true
		}
	}
	if len(left) > 0 {
		l.found[key] = left
	} else {
		delete(l.found, key)
	}
	return dropped
}

// list returns the entries that are left.
func (l *entries[E]) list() []E {
	var out []E
	for i, e := range l.all {
		if !l.gone[i] {
			out = append(out, e)
		}
	}
	return out
}
