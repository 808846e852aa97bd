package alike

import "encoding/binary"

// Set remembers the sketches of documents under their ids, and finds the first one that a
// text repeats. The zero Set is empty.
type Set struct {
	texts      map[[16]byte]string
	signatures []Signature
	ids        []string
	buckets    [bands]map[uint32][]int32
}

// maxBucket bounds the documents of a bucket: a phrase that so many share tells nothing.
const maxBucket = 64

// Find returns the id of the first document whose text is that of s, else of the first that
// it is a near-duplicate of, "" if there is none.
func (n *Set) Find(s *Sketch) string {
	if id, ok := n.texts[s.Text]; ok {
		return id
	}
	if s.Signature == (Signature{}) {
		return ""
	}
	best := int32(-1)
	for b := range bands {
		for _, i := range n.buckets[b][s.band(b)] {
			if (best < 0 || i < best) && n.signatures[i].equal(&s.Signature) >= alike {
				best = i
			}
		}
	}
	if best < 0 {
		return ""
	}
	return n.ids[best]
}

// Add remembers s under an id.
func (n *Set) Add(s *Sketch, id string) {
	if n.texts == nil {
		n.texts = map[[16]byte]string{}
	}
	if _, ok := n.texts[s.Text]; !ok {
		n.texts[s.Text] = id
	}
	if s.Signature == (Signature{}) {
		return
	}
	i := int32(len(n.ids))
	n.signatures, n.ids = append(n.signatures, s.Signature), append(n.ids, id)
	for b := range bands {
		if n.buckets[b] == nil {
			n.buckets[b] = map[uint32][]int32{}
		}
		if key := s.band(b); len(n.buckets[b][key]) < maxBucket {
			n.buckets[b][key] = append(n.buckets[b][key], i)
		}
	}
}

// band returns the bins of band b as one number.
func (s *Signature) band(b int) uint32 { return binary.LittleEndian.Uint32(s[b*Bins/bands:]) }
