package pipeline

import (
	"hash/fnv"
	"strings"
	"unicode"
)

// Near-duplicates are found by MinHash over shingles of words (Broder 1997), with one
// permutation (Li, Owen and Zhang 2012) and locality-sensitive hashing in bands: a re-scrape
// under other navigation, or a corrected version, shares most shingles with the first one;
// two briefs on the same event share next to none.
const (
	shingle  = 4  // words; three make common phrases alike, five let one typo cost too much
	bins     = 64 // of a signature
	bands    = 16 // of the bins, 4 each: at 80 % likeness a pair is missed once in 5,000
	alike    = 48 // equal bins of 64 that make a near-duplicate: about 80 % of all shingles in common
	minWords = 40 // texts with fewer are compared exactly only
)

// signature is the least hash of the shingles that fall into each bin; 0 for an empty one.
type signature [bins]uint32

// signatureOf returns the signature of a text; ok is false if it is too short for one.
func signatureOf(text string) (s signature, ok bool) {
	var window [shingle]uint64
	n := 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		h := fnv.New64a()
		h.Write([]byte(w))
		copy(window[:], window[1:])
		window[shingle-1] = h.Sum64()
		if n++; n >= shingle {
			s.add(mix(window))
		}
	}
	return s, n >= minWords
}

// add puts a shingle into its bin.
func (s *signature) add(h uint64) {
	bin, least := h%bins, uint32(h>>32)|1
	if s[bin] == 0 || least < s[bin] {
		s[bin] = least
	}
}

// mix hashes a shingle: a polynomial, finished as MurmurHash3 does.
func mix(words [shingle]uint64) uint64 {
	var h uint64
	for _, w := range words {
		h = h*0x9E3779B97F4A7C15 + w
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// near remembers signatures and finds the first one that is alike.
type near struct {
	signatures []signature
	ids        []string
	buckets    [bands]map[uint64][]int32
}

// find returns the id of the first document that s is a near-duplicate of, "" if none.
func (n *near) find(s *signature) string {
	best := int32(-1)
	for b := range bands {
		for _, i := range n.buckets[b][s.band(b)] {
			if (best < 0 || i < best) && n.signatures[i].equal(s) >= alike {
				best = i
			}
		}
	}
	if best < 0 {
		return ""
	}
	return n.ids[best]
}

// add remembers s under an id. A bucket is full with maxBucket documents: a phrase that so
// many share tells nothing.
func (n *near) add(s *signature, id string) {
	i := int32(len(n.ids))
	n.signatures, n.ids = append(n.signatures, *s), append(n.ids, id)
	for b := range bands {
		if n.buckets[b] == nil {
			n.buckets[b] = map[uint64][]int32{}
		}
		if key := s.band(b); len(n.buckets[b][key]) < maxBucket {
			n.buckets[b][key] = append(n.buckets[b][key], i)
		}
	}
}

const maxBucket = 64

// band hashes the bins of band b.
func (s *signature) band(b int) uint64 {
	const rows = bins / bands
	h := uint64(b)
	for _, v := range s[b*rows : (b+1)*rows] {
		h = (h ^ uint64(v)) * 0x100000001b3
	}
	return h
}

// equal counts the bins that are the same.
func (s *signature) equal(t *signature) (n int) {
	for i := range s {
		if s[i] == t[i] {
			n++
		}
	}
	return n
}
