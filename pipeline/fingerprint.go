package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"

	"github.com/sayso-nlp/sayso/corpus"
)

// Fingerprint identifies a content: 128 bits of SHA-256.
type Fingerprint [16]byte

// String returns f in hexadecimal.
func (f Fingerprint) String() string { return hex.EncodeToString(f[:]) }

// Of returns the fingerprint of all that was read of a document, save for where it was
// read: a document with another one has changed.
func Of(d *corpus.Document) Fingerprint {
	h := sha256.New()
	for _, s := range []string{d.ID, d.Title, d.Source, d.Published.String(), d.Modified.String(), d.PublishedFrom, d.ModifiedFrom, d.Text} {
		field(h, s)
	}
	for _, s := range d.Dropped {
		field(h, s.Text)
	}
	return sum(h)
}

// field hashes s with an end mark, so that ("ab", "c") and ("a", "bc") differ.
func field(h hash.Hash, s string) {
	io.WriteString(h, s)
	h.Write([]byte{0xff})
}

func sum(h hash.Hash) (f Fingerprint) {
	copy(f[:], h.Sum(nil))
	return f
}
