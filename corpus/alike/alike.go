// Package alike tells documents that are the same text, or nearly so.
//
// A [Sketch] stands for a text: a fingerprint for equality whatever the white space, and a
// signature for likeness. A [Set] remembers sketches and finds the first that a text repeats.
// The method is MinHash over shingles of words (Broder 1997) with one permutation (Li, Owen
// and Zhang 2012), of each bin the low eight bits (Li and König 2010), and locality-sensitive
// hashing in bands: a re-scrape under other navigation, or a corrected version, shares most
// shingles with the first one; two briefs on the same event share next to none.
//
// Sketches of the same text are the same in every run, so they may be stored. Start reading
// at [Of].
package alike

import (
	"crypto/sha256"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	shingle  = 4  // words; three make common phrases alike, five let one typo cost too much
	bands    = 16 // of the bins, 4 each: at 80 % likeness a pair is missed once in 5,000
	alike    = 75 // per cent of the bins that must be equal in near-duplicates: about 80 % of all shingles in common
	minWords = 40 // texts with fewer are compared exactly only
)

// Bins is the length of a signature.
const Bins = 64

// Signature holds for each bin eight bits of the least hash of the shingles that fall into
// it; 0 for an empty one. A text that is too short to compare has the zero signature.
type Signature [Bins]byte

// Sketch stands for a text.
type Sketch struct {
	Text [16]byte // 128 bits of SHA-256 over the words
	Signature
}

// Of returns the sketch of a text.
func Of(text string) Sketch {
	s := Sketch{Text: textPrint(text)}
	var least [Bins]uint32
	var window [shingle]uint64
	n := 0
	for h := range wordHashes(text) {
		copy(window[:], window[1:])
		window[shingle-1] = h
		if n++; n >= shingle {
			m := mix(window)
			if bin, v := m%Bins, uint32(m>>32)|1; least[bin] == 0 || v < least[bin] {
				least[bin] = v
			}
		}
	}
	if n < minWords {
		return s
	}
	for bin, v := range least {
		if v != 0 {
			s.Signature[bin] = byte(v>>1)%255 + 1
		}
	}
	return s
}

// textPrint hashes the words of a text with an end mark behind each.
func textPrint(text string) (p [16]byte) {
	b := make([]byte, 0, len(text)+1)
	for w := range strings.FieldsSeq(text) {
		b = append(append(b, w...), 0xff)
	}
	sum := sha256.Sum256(b)
	copy(p[:], sum[:])
	return p
}

// wordHashes yields the FNV-1a hash of each run of letters and digits.
func wordHashes(text string) func(yield func(uint64) bool) {
	const offset, prime = 14695981039346656037, 1099511628211
	return func(yield func(uint64) bool) {
		h, in := uint64(offset), false
		for i := 0; i < len(text); {
			r, n := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(text[i:])
			}
			if letterOrDigit(r) {
				for ; n > 0; n-- {
					h = (h ^ uint64(text[i])) * prime
					i++
				}
				in = true
				continue
			}
			if in && !yield(h) {
				return
			}
			h, in = offset, false
			i += n
		}
		if in {
			yield(h)
		}
	}
}

func letterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
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

// near reports whether two signatures are of near-duplicates. Bins that are empty in both tell
// nothing: sixty times "yes" and sixty times "no" have one shingle each, and 62 empty bins in
// common.
func (s *Signature) near(t *Signature) bool {
	same, filled := 0, 0
	for i := range s {
		if s[i]|t[i] == 0 {
			continue
		}
		filled++
		if s[i] == t[i] {
			same++
		}
	}
	return same > 0 && 100*same >= alike*filled
}
