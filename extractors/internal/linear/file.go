package linear

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// Header says what a model is and what it was made of. It is the readable first part of
// the file.
type Header struct {
	Features string   // name and version of the features it was trained on: "entities 3"
	Labels   []string // at most 64, without white space
	Seed     uint64
	Epochs   int
	Domains  int // of the texts that it was learned from, at most 6; 0: the model knows none
	Sources  []Source
	Dev      string // score on held-out data, as it was printed; may be empty
}

// Source is a training file.
type Source struct {
	Name   string // base name
	SHA256 string // of its bytes, in hex
	Copies int    // weight in training
}

const (
	magic     = "sayso-model 1"
	maxLabels = 64
)

// Encode returns the file: the header as lines of text up to an empty one, then the
// transitions, then the rows in the order of their keys.
func (m *Model) Encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nfeatures: %s\nlabels: %s\nseed: %d\nepochs: %d\n",
		magic, m.Features, strings.Join(m.Labels, " "), m.Seed, m.Epochs)
	for _, s := range m.Sources {
		fmt.Fprintf(&b, "source: %s %s %d\n", s.SHA256, s.Name, s.Copies)
	}
	if m.Domains > 0 {
		fmt.Fprintf(&b, "domains: %d\n", m.Domains)
	}
	if m.Dev != "" {
		fmt.Fprintf(&b, "dev: %s\n", m.Dev)
	}
	b.WriteByte('\n')
	body := b.Bytes()
	for _, w := range m.trans {
		body = binary.AppendVarint(body, int64(w))
	}
	if m.Domains > 0 {
		return m.appendDomains(body)
	}
	return m.appendRows(body)
}

// appendRows writes each row and the distance of its key from the one before.
func (m *Model) appendRows(b []byte) []byte {
	rows, all := m.rows.all()
	b = appendUvarint(b, len(rows))
	n, last := len(m.Labels), uint32(0)
	for _, s := range rows {
		b = appendUvarint(b, int(s.key-last))
		b = appendWeights(b, all[:n])
		all, last = all[n:], s.key
	}
	return b
}

func appendUvarint(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }

// appendWeights writes the set of labels that have a weight, and those weights.
func appendWeights(b []byte, weights []int16) []byte {
	var set uint64
	for i, w := range weights {
		if w != 0 {
			set |= 1 << i
		}
	}
	b = binary.AppendUvarint(b, set)
	for _, w := range weights {
		if w != 0 {
			b = binary.AppendVarint(b, int64(w))
		}
	}
	return b
}

// Load reads a model that [Model.Encode] wrote. Features is the version that the caller
// makes: a model that was trained on another one is refused.
func Load(data []byte, features string) (*Model, error) {
	m, body, err := loadHeader(data, features)
	if err != nil {
		return nil, err
	}
	if m.Domains > 0 {
		return nil, fmt.Errorf("model: of %d domains, want one of none", m.Domains)
	}
	return m, m.decodeBody(body, m.decodeRows)
}

// loadHeader reads the header and returns a model without rows, and the rest of the file.
func loadHeader(data []byte, features string) (m *Model, body []byte, err error) {
	head, body, ok := bytes.Cut(data, []byte("\n\n"))
	if !ok {
		return nil, nil, errors.New("model: no header: the file is empty or truncated")
	}
	h, err := parseHeader(string(head))
	if err != nil {
		return nil, nil, err
	}
	if h.Features != features {
		return nil, nil, fmt.Errorf("model: trained on features %q, this program makes %q: run go generate to train it again", h.Features, features)
	}
	return &Model{Header: h}, body, nil
}

func parseHeader(s string) (h Header, err error) {
	first, rest, _ := strings.Cut(s, "\n")
	if first != magic {
		return h, fmt.Errorf("model: begins with %.40q, want %q: run go generate to train it again", first, magic)
	}
	for line := range strings.SplitSeq(rest, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "features":
			h.Features = value
		case "labels":
			h.Labels = strings.Fields(value)
		case "seed":
			h.Seed, err = strconv.ParseUint(value, 10, 64)
		case "epochs":
			h.Epochs, err = strconv.Atoi(value)
		case "domains":
			h.Domains, err = strconv.Atoi(value)
		case "source":
			var src Source
			_, err = fmt.Sscanf(value, "%s %s %d", &src.SHA256, &src.Name, &src.Copies)
			h.Sources = append(h.Sources, src)
		case "dev":
			h.Dev = value
		default:
			err = errors.New("unknown field")
		}
		if err != nil {
			return h, fmt.Errorf("model: header line %.60q: %v", line, err)
		}
	}
	if len(h.Labels) < 2 || len(h.Labels) > maxLabels {
		return h, fmt.Errorf("model: %d labels, want 2 to %d", len(h.Labels), maxLabels)
	}
	if h.Domains < 0 || h.Domains > maxDomains {
		return h, fmt.Errorf("model: %d domains, want at most %d", h.Domains, maxDomains)
	}
	return h, nil
}

// decodeBody reads the transitions, and the rows by means of decode, which is told how many
// there are.
func (m *Model) decodeBody(b []byte, decode func(r *reader, count int) error) error {
	n := len(m.Labels)
	r := reader{b: b}
	m.trans = make([]int32, (n+1)*n)
	for i := range m.trans {
		m.trans[i] = int32(r.varint())
	}
	count := r.uvarint()
	if count > uint64(len(b)) { // a row takes three bytes at least
		return errDamaged
	}
	if err := decode(&r, int(count)); err != nil {
		return err
	}
	if r.short || len(r.b) != 0 {
		return errors.New("model: the file is truncated or has a tail")
	}
	return nil
}

// decodeRows reads what appendRows wrote.
func (m *Model) decodeRows(r *reader, count int) error {
	n := len(m.Labels)
	table := newBuilder(n, count)
	key := uint64(0)
	for range count {
		key += r.uvarint()
		if key == 0 || key > 1<<32-1 || r.short {
			return errDamaged
		}
		row := table.row(uint32(key))
		for set := r.uvarint(); set != 0; set &= set - 1 {
			label := bits.TrailingZeros64(set)
			if label >= n {
				return errDamaged
			}
			table.set(row, label, int16(r.varint()))
		}
	}
	m.rows = table.table()
	return nil
}

// reader takes numbers off the front of b; short is set once there are none left.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) uvarint() uint64 {
	b := r.b
	if len(b) >= 2 { // nearly all numbers of a model take one or two bytes
		if b[0] < 0x80 {
			r.b = b[1:]
			return uint64(b[0])
		}
		if b[1] < 0x80 {
			r.b = b[2:]
			return uint64(b[0]&0x7f) | uint64(b[1])<<7
		}
	}
	v, n := binary.Uvarint(b)
	if n <= 0 {
		r.b, r.short = nil, true
		return 0
	}
	r.b = b[n:]
	return v
}

// bytes returns the bytes whose number stands before them.
func (r *reader) bytes() []byte {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.b, r.short = nil, true
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

// varint undoes the zigzag of [binary.AppendVarint].
func (r *reader) varint() int64 {
	v := r.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}
