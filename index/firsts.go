package index

import (
	"iter"
	"slices"
)

// firsts keeps the first of many values in an order, without sorting all of them: a page
// shows fifty of seventy thousand actors.
type firsts[T any] struct {
	n       int // how many; below 0 all
	compare func(a, b T) int
	kept    []T
	full    bool // n values are known, and the last of them is kept[n-1]
}

func (f *firsts[T]) add(v T) {
	if f.n == 0 || f.full && f.compare(v, f.kept[f.n-1]) >= 0 {
		return
	}
	// Sorting twice what is wanted now and then is as cheap as a heap, and simpler. Twice n may
	// be more than a number holds.
	if f.kept = append(f.kept, v); f.n > 0 && len(f.kept)/2-32 >= f.n {
		f.cut()
	}
}

func (f *firsts[T]) cut() {
	slices.SortFunc(f.kept, f.compare)
	if f.n >= 0 && len(f.kept) >= f.n {
		f.kept, f.full = f.kept[:f.n], f.n > 0
	}
}

// sorted returns the first values in order.
func (f *firsts[T]) sorted() []T {
	f.cut()
	return f.kept
}

// pageOf returns the page that s asks for of values in any order, and whether there are
// more. at returns the value that a cursor names.
func pageOf[T any](all iter.Seq[T], s *Search, at func(cursor) (T, error), compare func(a, b T) int) (page []T, more bool, err error) {
	skip := s.skip()
	behind := func(T) bool { return true }
	if s.Cursor != "" {
		c, err := parseCursor(s.Cursor)
		if err != nil {
			return nil, false, err
		}
		last, err := at(c)
		if err != nil {
			return nil, false, err
		}
		skip, behind = 0, func(v T) bool { return compare(v, last) > 0 }
	}
	f := firsts[T]{n: skip + s.limit() + 1, compare: compare}
	for v := range all {
		if behind(v) {
			f.add(v)
		}
	}
	page = f.sorted()
	page = page[min(skip, len(page)):]
	if more = len(page) > s.limit(); more {
		page = page[:s.limit()]
	}
	return page, more, nil
}
