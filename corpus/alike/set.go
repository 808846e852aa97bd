package alike

import "encoding/binary"

// Set remembers the sketches of documents under their ids, and finds the first one that a
// text repeats. The zero Set is empty. A document takes about 400 bytes, whatever its length.
type Set struct {
	ids        []string // of each document
	signatures []Signature
	texts      map[[16]byte]int32 // → the first document of that text

	// The documents with the same band of a signature are a chain, from the latest to the
	// first: last has its head, before what follows each, both as number + 1.
	last   [bands]map[uint32]int32
	before [][bands]int32
}

// maxBucket bounds the documents of a chain: a phrase that so many share tells nothing.
const maxBucket = 64

// Find returns the id of the first document whose text is that of s, else of the first that
// it is near to, "" if there is none.
func (n *Set) Find(s *Sketch) (id string, near bool) {
	if i, ok := n.texts[s.Text]; ok {
		return n.ids[i], false
	}
	if s.Signature == (Signature{}) {
		return "", false
	}
	best := int32(-1)
	for b := range bands {
		key := s.band(b)
		if key == empty {
			continue
		}
		for at := n.last[b][key]; at != 0; at = n.before[at-1][b] {
			if i := at - 1; (best < 0 || i < best) && n.signatures[i].near(&s.Signature) {
				best = i
			}
		}
	}
	if best < 0 {
		return "", false
	}
	return n.ids[best], true
}

// Add remembers s under an id.
func (n *Set) Add(s *Sketch, id string) {
	i := int32(len(n.ids))
	n.ids, n.signatures, n.before = append(n.ids, id), append(n.signatures, s.Signature), append(n.before, [bands]int32{})
	if n.texts == nil {
		n.texts = map[[16]byte]int32{}
		for b := range bands {
			n.last[b] = map[uint32]int32{}
		}
	}
	if _, ok := n.texts[s.Text]; !ok {
		n.texts[s.Text] = i
	}
	if s.Signature == (Signature{}) {
		return
	}
	for b := range bands {
		if key := s.band(b); key != empty && n.chain(b, key) < maxBucket {
			n.before[i][b], n.last[b][key] = n.last[b][key], i+1
		}
	}
}

// chain counts the documents with a band.
func (n *Set) chain(b int, key uint32) (length int) {
	for at := n.last[b][key]; at != 0; at = n.before[at-1][b] {
		length++
	}
	return length
}

// empty is a band without shingles, which unlike texts may have in common.
const empty = 0

// band returns the bins of band b as one number.
func (s *Signature) band(b int) uint32 { return binary.LittleEndian.Uint32(s[b*Bins/bands:]) }
