package linear

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// A model may be learned from texts of several domains, each feature having one weight for all
// of them and one for its own (Daumé 2007, "Frustratingly easy domain adaptation"): a training
// example holds each feature x twice, as General(x) and as InDomain(x, d). The last bits of a
// feature say which it is, so that the rows of x stand side by side, and [LoadDomain] adds those
// that count for one domain up: what is asked of it are the general features alone, half of them.
const (
	domainBits = 3
	general    = 1<<domainBits - 1

	maxDomains = general - 1
)

// General returns x as a feature of all domains.
func General(x uint32) uint32 { return x | general }

// InDomain returns x as a feature of domain d, 1 to 6.
func InDomain(x uint32, d int) uint32 { return x&^general | uint32(d) }

// LoadDomain reads a model of several domains that [Model.Encode] wrote, as domain d, 1 to
// Header.Domains, has it: the model knows [General] features. Features is as for [Load].
func LoadDomain(data []byte, features string, d int) (*Model, error) {
	m, body, err := loadHeader(data, features)
	if err != nil {
		return nil, err
	}
	if d < 1 || d > m.Domains {
		return nil, fmt.Errorf("model: domain %d, want 1 to %d", d, m.Domains)
	}
	err = m.decodeBody(body, func(r *reader, _ int) error { return m.decodeDomain(r, d) })
	m.Domains = 0
	return m, err
}

// appendDomains writes for each domain, and then for all of them, how many bytes its rows take,
// and the rows: LoadDomain passes over those of other domains.
func (m *Model) appendDomains(b []byte) []byte {
	rows, all := m.rows.all()
	n := len(m.Labels)
	sections := make([][]byte, general+1)
	last := make([]uint32, general+1)
	for i, s := range rows {
		domain, feature := s.key&general, s.key>>domainBits
		section := appendUvarint(sections[domain], int(feature-last[domain]))
		sections[domain], last[domain] = appendWeights(section, all[i*n:][:n]), feature
	}
	b = appendUvarint(b, m.rows.count)
	for _, section := range append(sections[1:m.Domains+1:m.Domains+1], sections[general]) {
		b = append(appendUvarint(b, len(section)), section...)
	}
	return b
}

// decodeDomain reads what appendDomains wrote, and adds the rows of domain d to the general ones.
func (m *Model) decodeDomain(r *reader, d int) error {
	var own, all *section
	for domain := 1; domain <= m.Domains; domain++ {
		if body := r.bytes(); domain == d {
			own = newSection(body)
		}
	}
	all = newSection(r.bytes())
	table := newBuilder(len(m.Labels), len(all.b)/4) // a row takes about six bytes
	var sum [maxLabels]int16
	for own.left || all.left {
		feature := min(own.feature, all.feature)
		if feature > math.MaxUint32>>domainBits {
			return errDamaged
		}
		sum = [maxLabels]int16{}
		for _, s := range [...]*section{own, all} {
			if s.feature == feature {
				s.add(&sum, len(m.Labels))
			}
		}
		if sum == [maxLabels]int16{} {
			continue
		}
		row := table.row(General(uint32(feature << domainBits)))
		for label, w := range sum[:len(m.Labels)] {
			table.set(row, label, w)
		}
	}
	if own.short || all.short {
		return errDamaged
	}
	m.rows = table.table()
	return nil
}

// section reads the rows of a domain, one after the other.
type section struct {
	reader
	feature uint64 // of the row that comes next; beyond all others if none is left
	left    bool
}

func newSection(b []byte) *section {
	s := &section{reader: reader{b: b}}
	s.next()
	return s
}

func (s *section) next() {
	if s.left = len(s.b) > 0; s.left {
		s.feature += s.uvarint()
	} else {
		s.feature = math.MaxUint64
	}
}

// add adds the weights of the row to sum, and goes on to the next one.
func (s *section) add(sum *[maxLabels]int16, labels int) {
	set := s.uvarint()
	s.short = s.short || set>>labels != 0
	for ; set != 0; set &= set - 1 {
		sum[bits.TrailingZeros64(set)] += int16(s.varint())
	}
	s.next()
}

var errDamaged = errors.New("model: the file is damaged or truncated")
