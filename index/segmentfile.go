package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	zap "github.com/blevesearch/zapx/v17"
	"github.com/klauspost/compress/s2"
)

// A segment of Bleve begins with what is stored, a record for each document, and then the place
// of each record in eight bytes; the words and a footer that leads to all of it come behind. Here
// the records are read from the beginning on, without Bleve, which needs the footer and all that
// it leads to: where a copy was cut short, or a byte behind the texts is another, they are well.
//
// A record is:
//
//	uvarint  bytes of the description
//	uvarint  bytes of the data
//	uvarint  bytes of the id, with which the description begins
//	uvarint  number of the field, its type 't', where it begins (0), its bytes, and 0
//	         the id
//	         the field as Snappy packs it: a packed storedDocument
type segmentFile struct {
	f    *os.File
	size int64

	window []byte // of the file, from base
	base   int64
}

// maxHead is more than the numbers of a record take.
const maxHead = 8 * binary.MaxVarintLen64

// window is how many bytes are read at a time to look for a record.
const window = 4 << 10

// maxSnappy is more than Snappy can make smaller: at best, three bytes stand for 64.
const maxSnappy = 22

var errNoRecord = errors.New("no stored text begins there")

func openSegment(name string) (*segmentFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &segmentFile{f: f, size: info.Size()}, nil
}

func (s *segmentFile) close() error { return s.f.Close() }

// at returns n bytes of the file, at most a window; fewer at its end.
func (s *segmentFile) at(place int64, n int) ([]byte, error) {
	end := min(place+int64(n), s.size)
	if place < s.base || end > s.base+int64(len(s.window)) {
		s.window, s.base = make([]byte, min(window, s.size-place)), place
		if _, err := s.f.ReadAt(s.window, place); err != nil {
			s.window = nil
			return nil, err
		}
	}
	return s.window[place-s.base : end-s.base], nil
}

// recordHead is what a record says of itself.
type recordHead struct {
	packed int64  // where the field begins, from the beginning of the record
	end    int64  // of the record
	plain  uint64 // bytes of the field unpacked
}

// parseHead reads the numbers before a record. It tells those of a record from other bytes.
func parseHead(b []byte) (h recordHead, ok bool) {
	var v [8]uint64
	var after [len(v)]int // where the number ends
	n := 0
	for i := range v {
		x, width := binary.Uvarint(b[n:])
		if width <= 0 {
			return h, false
		}
		n += width
		v[i], after[i] = x, n
	}
	description, data, id, kind, begin, plain, arrays := v[0], v[1], v[2], v[4], v[5], v[6], v[7]
	if description != uint64(n-after[1]) || kind != 't' || begin != 0 || arrays != 0 || id == 0 || id >= data || data > 1<<40 || plain > (data-id)*maxSnappy {
		return h, false
	}
	return recordHead{packed: int64(n) + int64(id), end: int64(n) + int64(data), plain: plain}, true
}

// read reads the record at a place, and where it ends.
func (s *segmentFile) read(place int64) (d storedDocument, end int64, err error) {
	b, err := s.at(place, maxHead)
	if err != nil {
		return d, 0, err
	}
	h, ok := parseHead(b)
	if !ok || place+h.end > s.size {
		return d, 0, errNoRecord
	}
	packed := make([]byte, h.end-h.packed)
	if _, err := s.f.ReadAt(packed, place+h.packed); err != nil {
		return d, 0, err
	}
	if n, err := s2.DecodedLen(packed); err != nil || uint64(n) != h.plain {
		return d, 0, fmt.Errorf("%d bytes of text are announced, not %d", n, h.plain)
	}
	if packed, err = s2.Decode(nil, packed); err == nil {
		d, err = unpack(packed)
	}
	return d, place + h.end, err
}

// eachStored reads the documents of a segment one by one; those that are damaged are left out
// and told. Behind a damaged one the next is looked for byte by byte.
func eachStored(name string, f func(place int64, d storedDocument)) error {
	s, err := openSegment(name)
	if err != nil {
		return err
	}
	defer s.close()
	var lost error // the first that could not be read
	var found []int64
	bad := false // the bytes before are no record
	for place := int64(0); ; {
		if !bad && s.placesAt(place, found) {
			return lost
		}
		if place == s.size {
			return cmp.Or(lost, errors.New("it ends before its last text"))
		}
		d, end, err := s.read(place)
		if err == nil {
			f(place, d)
			found = append(found, place)
			place, bad = end, false
			continue
		}
		if !bad {
			bad = true
			lost = cmp.Or(lost, fmt.Errorf("from byte %d: %w", place, err))
		}
		place++
	}
}

// placesAt reports whether the places of the records begin there: that of the first and of the
// last are where they should be, or one of both if a byte of the other is damaged.
func (s *segmentFile) placesAt(place int64, found []int64) bool {
	if len(found) == 0 {
		return false
	}
	last := len(found) - 1
	is := func(i int) bool {
		var b [8]byte
		_, err := s.f.ReadAt(b[:], place+8*int64(i))
		return err == nil && binary.BigEndian.Uint64(b[:]) == uint64(found[i])
	}
	return is(0) || is(last)
}

// The footer of a segment, in bytes from its end: how many documents it has, where the places of
// their records begin, and the version of the format.
const (
	footCount   = 36
	footPlaces  = 28
	footVersion = 8
)

// countFits checks the number of documents that a segment says to have, as Bleve panics over a
// damaged one in a goroutine of its own. A file without a footer, such as one that a killed
// writer did not finish, is left to Bleve: it may not belong to the index.
func countFits(name string) error {
	s, err := openSegment(name)
	if err != nil {
		return nil // Bleve says so, too
	}
	defer s.close()
	var b [footCount]byte
	if _, err := s.f.ReadAt(b[:], s.size-footCount); err != nil || binary.BigEndian.Uint32(b[footCount-footVersion:]) != zap.Version {
		return nil
	}
	count, places := binary.BigEndian.Uint64(b[:]), binary.BigEndian.Uint64(b[footCount-footPlaces:])
	if size := uint64(s.size); places > size || count > (size-places)/8 {
		return fmt.Errorf("%s: it says to hold %d documents, which do not fit", filepath.Base(name), count)
	}
	return nil
}
