package linear

// Hash returns the feature that template number t makes of s. Equal strings of different
// templates are different features. It is FNV-1a with a final mix, because the low bits
// choose the place in the table.
func Hash(t uint32, s string) uint32 {
	h := seed(t)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
	}
	return fold(h)
}

// Join returns the feature that template number t makes of two others, in this order: of
// the hashes of a word and of its neighbour, say. Any number will do for a part that is no
// hash, such as a label.
func Join(t, a, b uint32) uint32 {
	h := seed(t)
	h = (h ^ uint64(a)) * mix
	h ^= h >> 29
	h = (h ^ uint64(b)) * mix
	return fold(h)
}

const (
	offset = 14695981039346656037
	prime  = 1099511628211
	mix    = 0x9e3779b97f4a7c15
)

func seed(t uint32) uint64 { return (offset ^ uint64(t)) * mix }

// fold mixes h down to 32 bits and avoids 0, which marks an empty place in the table.
func fold(h uint64) uint32 {
	h ^= h >> 32
	h *= mix
	if f := uint32(h >> 32); f != 0 {
		return f
	}
	return 1
}
