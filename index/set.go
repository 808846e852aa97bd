package index

import "math/bits"

// set is a set of rows, a bit each.
type set []uint64

func newSet(rows int) set { return make(set, (rows+63)/64) }

// fullSet holds all rows.
func fullSet(rows int) set {
	s := newSet(rows)
	for i := range s {
		s[i] = ^uint64(0)
	}
	if tail := rows % 64; tail != 0 {
		s[len(s)-1] = 1<<tail - 1
	}
	return s
}

func (s set) add(row int)      { s[row>>6] |= 1 << (row & 63) }
func (s set) has(row int) bool { return s[row>>6]&(1<<(row&63)) != 0 }

func (s set) and(t set) {
	for i := range s {
		s[i] &= t[i]
	}
}

func (s set) or(t set) {
	for i := range s {
		s[i] |= t[i]
	}
}

func (s set) andNot(t set) {
	for i := range s {
		s[i] &^= t[i]
	}
}

func (s set) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls f with the rows in ascending order.
func (s set) each(f func(row int)) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			f(i<<6 + bits.TrailingZeros64(w))
		}
	}
}
