package linear

import (
	"cmp"
	"math/bits"
	"slices"
)

// table holds the rows of a model so that a look-up waits for memory as seldom as can be: the
// rows of a large model are several times the size of the caches, and waiting for them is most
// of what extraction does.
//
// The upper bits of a key are its place, and a bit tells whether a row has it. The rows stand
// in the order of their places, so that the number of bits set before a place is the number of
// its row (Jacobson 1989). The lower bits of the key, the rest, stand in the row itself, next
// to its weights: one line of the cache has all.
//
// A row is a number of 64-bit words of four lanes of 16 bits each. Lane i is the weight of
// label i, plus bias, so that none is below 0; the last lane is rest<<1, plus 1 if other keys
// have the same place; these stand in more. Words of rows can be added as they are: as many
// times as no lane runs over into the next.
type table struct {
	labels int
	count  int      // of rows
	shift  uint32   // key>>shift is the place
	places []uint64 // for 32 places each: a bit for each that has a row, and above them the rows before
	width  int      // words of a row
	rows   []uint64
	more   []slot // open addressing, as in a Learner; row counts words, as everywhere here
	bias   int32
	most   int // rows that can be added before a lane runs over
}

const (
	lanes    = 4  // of a word
	laneBits = 16 // of a lane
	// Places for each row, at least: more leave fewer features that share a place with another's
	// row, fewer fit into the cache.
	placesPerRow = 6
	minShift     = 17 // log2 of the fewest places: what is left of a key must fit into 15 bits
)

// newTable returns the table of rows, whose weights stand one after the other.
func newTable(labels int, rows []slot, weights []int16) *table {
	slices.SortStableFunc(rows, byKey)
	b := newBuilder(labels, len(rows))
	for _, s := range rows {
		row := b.row(s.key)
		for i, w := range weights[int(s.row)*labels:][:labels] {
			b.set(row, i, w)
		}
	}
	return b.table()
}

// builder fills a table with rows in the order of their keys.
type builder struct {
	t          *table
	last       int    // word of t.rows where the last row with a place of its own begins
	others     []slot // of the same place as a row before; row counts words of otherRows
	otherRows  []uint64
	blank      []uint64 // a row of weights of 0
	least, top int16
}

// halfLane is added to every weight until the least of all is known.
const halfLane = 1 << (laneBits - 1)

// newBuilder returns a builder of a table that has at most so many rows, or some more.
func newBuilder(labels, rows int) *builder {
	log := max(minShift, bits.Len(uint(placesPerRow*rows)))
	t := &table{
		labels: labels, shift: uint32(32 - log),
		places: make([]uint64, 1<<log/32),
		width:  labels/lanes + 1,
	}
	t.rows = make([]uint64, 0, max(1, rows)*t.width)
	b := &builder{t: t, blank: make([]uint64, t.width)}
	for i := range labels {
		b.blank[i/lanes] |= halfLane << (laneBits * (i % lanes))
	}
	return b
}

// row appends a row and returns its words, to be filled by set before the next one begins.
func (b *builder) row(key uint32) []uint64 {
	t := b.t
	place := key >> t.shift
	bit := uint64(1) << (place % 32)
	rows := &t.rows
	if t.places[place/32]&bit != 0 {
		t.rows[b.last+t.width-1] |= 1 << (laneBits * (lanes - 1))
		b.others = append(b.others, slot{key, uint32(len(b.otherRows))})
		rows = &b.otherRows
	} else {
		t.places[place/32] |= bit
		b.last = len(t.rows)
	}
	t.count++
	at := len(*rows)
	*rows = append(*rows, b.blank...)
	row := (*rows)[at:]
	row[t.width-1] |= uint64(t.rest(key)) << (laneBits * (lanes - 1))
	return row
}

// set sets a weight of a row, once.
func (b *builder) set(row []uint64, label int, w int16) {
	b.least, b.top = min(b.least, w), max(b.top, w)
	row[label/lanes] += uint64(int64(w)) << (laneBits * (label % lanes))
}

// table returns the finished table.
func (b *builder) table() *table {
	t := b.t
	t.bias, t.most = -int32(b.least), (1<<laneBits-1)/max(1, int(b.top)-int(b.least))
	size := 2
	for size < 2*len(b.others) {
		size *= 2
	}
	t.more = make([]slot, size)
	for _, s := range b.others {
		insert(t.more, slot{s.key, s.row + uint32(len(t.rows))})
	}
	t.rows = append(t.rows, b.otherRows...)
	b.rebias()
	if len(t.rows) == 0 {
		t.rows = t.rows[:t.width] // for find, which reads row 0 for features without one
	}
	rank := uint64(0)
	for i, set := range t.places {
		t.places[i] |= rank << 32
		rank += uint64(bits.OnesCount64(set))
	}
	return t
}

// rebias lowers every weight from halfLane to the table's own bias, all lanes of a word at
// once: none holds less than the difference.
func (b *builder) rebias() {
	t := b.t
	lower := make([]uint64, t.width)
	for i := range t.labels {
		lower[i/lanes] |= uint64(halfLane-t.bias) << (laneBits * (i % lanes))
	}
	for at := 0; at < len(t.rows); at += t.width {
		for i, l := range lower {
			t.rows[at+i] -= l
		}
	}
}

// rest returns what the place does not tell of a key, shifted by one.
func (t *table) rest(key uint32) uint16 { return uint16(key & (1<<t.shift - 1) << 1) }

// all returns what newTable was given, the rows in the order of their keys.
func (t *table) all() (rows []slot, weights []int16) {
	rows, weights = make([]slot, 0, t.count), make([]int16, 0, t.count*t.labels)
	for i, set := range t.places {
		at := uint32(set>>32) * uint32(t.width)
		for word := uint32(set); word != 0; word &= word - 1 {
			place := uint32(32*i + bits.TrailingZeros32(word))
			last := t.rows[at+uint32(t.width)-1]
			rows = append(rows, slot{place<<t.shift | uint32(last>>(laneBits*(lanes-1)+1)), at})
			at += uint32(t.width)
		}
	}
	for _, s := range t.more {
		if s.key != 0 {
			rows = append(rows, s)
		}
	}
	slices.SortStableFunc(rows, byKey)
	for i := range rows {
		words := t.rows[rows[i].row:]
		for label := range t.labels {
			weights = append(weights, int16(t.lane(words, label)-t.bias))
		}
		rows[i].row = uint32(i)
	}
	return rows, weights
}

func byKey(x, y slot) int { return cmp.Compare(x.key, y.key) }

func (t *table) lane(words []uint64, i int) int32 {
	return int32(uint16(words[i/lanes] >> (laneBits * (i % lanes))))
}

// batch is how many features are looked up before any row is added: the processor waits for
// the memory of many at once when neither a sum nor a branch stands between them.
const batch = 64

// score adds the weights of the features to dst.
func (t *table) score(features []uint32, dst []int32) {
	var rows [batch]uint32
	for len(features) > 0 {
		part := features[:min(len(features), batch)]
		features = features[len(part):]
		for known := rows[:t.find(part, &rows)]; len(known) > 0; {
			n := min(len(known), t.most)
			t.add(known[:n], dst)
			known = known[n:]
		}
	}
}

// find puts the rows of the features, at most batch of them, into rows, and returns how many
// have one.
func (t *table) find(features []uint32, rows *[batch]uint32) (known int) {
	features = features[:min(len(features), batch)]
	var places [batch]uint64
	all, shift, width := t.places, t.shift, uint32(t.width)
	for i, f := range features {
		places[i] = all[f>>shift/32]
	}
	var has [batch]uint8
	for i, f := range features {
		place := f >> shift % 32
		bit := places[i] >> place & 1
		rank := uint32(places[i]>>32) + uint32(bits.OnesCount32(uint32(places[i])&(1<<place-1)))
		has[i] = uint8(bit)
		rows[i] = rank * width & -uint32(bit) // 0 where there is none: that row stays in the cache
	}
	var rests [batch]uint16
	last := t.rows[t.width-1:]
	for i, row := range rows[:len(features)] {
		rests[i] = uint16(last[row] >> (laneBits * (lanes - 1)))
	}
	for i, f := range features {
		if has[i] == 0 {
			continue
		}
		differs := t.rest(f) ^ rests[i]
		if differs > 1 && differs%2 != 0 { // another one of the same place?
			if row, ok := find(t.more, uint32(len(t.more)-1), f); ok {
				rows[i], differs = row, 0
			}
		}
		rows[known] = rows[i]
		if differs <= 1 {
			known++
		}
	}
	return known
}

// add adds rows, at most t.most of them, to dst.
func (t *table) add(rows []uint32, dst []int32) {
	bias := int32(len(rows)) * t.bias
	for column := 0; column < t.width; column += 2 {
		var sums [2]uint64
		if column+1 < t.width {
			a, b := uint64(0), uint64(0)
			for _, r := range rows {
				words := t.rows[int(r)+column:][:2]
				a += words[0]
				b += words[1]
			}
			sums = [2]uint64{a, b}
		} else {
			for _, r := range rows {
				sums[0] += t.rows[int(r)+column]
			}
		}
		rest := dst[lanes*column:]
		for i := range rest[:min(len(rest), 2*lanes)] {
			rest[i] += t.lane(sums[:], i) - bias
		}
	}
}
