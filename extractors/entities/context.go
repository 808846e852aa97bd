package entities

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
)

// link joins an acronym to the units of its long form: "International Atomic Energy Agency
// (IAEA)".
type link struct {
	word        int32 // of the acronym
	first, last int   // units of the long form
}

// acronyms finds the acronyms in brackets whose letters begin the words before them.
func (p *page) acronyms() []link {
	var links []link
	for i := 3; i+1 < len(p.units); i++ {
		if p.word(i-1).text != "(" || p.word(i+1).text != ")" {
			continue
		}
		w := p.word(i)
		if w.flags&allCaps == 0 || len(w.text) < 2 || len(w.text) > 10 {
			continue
		}
		if first, ok := p.spelledBy(w.text, i-2); ok {
			links = append(links, link{p.units[i].word, first, i - 1})
		}
	}
	return links
}

// spelledBy goes back from unit i as long as the words' initials spell the acronym from its
// end; small words may be passed over.
func (p *page) spelledBy(acronym string, i int) (first int, ok bool) {
	letters := []rune(strings.ToLower(strings.ReplaceAll(acronym, ".", "")))
	at := len(letters) - 1
	for ; i >= 0 && at >= 0; i-- {
		w := p.word(i)
		r, _ := utf8.DecodeRuneInString(w.text)
		switch {
		case w.flags&noLetter != 0:
			return 0, false
		case fold(r) == letters[at]:
			at--
		case w.flags&lowerCase == 0:
			return 0, false
		}
	}
	return i + 1, at < 0 && p.word(i+1).named()
}

// memory is what the first pass called the words of a document.
type memory struct {
	counts [][len(kinds) + 1]int16 // for each word: how often it was each kind, or none
	labels []uint8
	long   []uint8 // for each word: 1 + kind of the long form that it stands for; 0: none
}

// remember counts the labels of every word.
func remember(p *page, labels []uint8) *memory {
	m := &memory{
		labels: slices.Clone(labels),
		counts: make([][len(kinds) + 1]int16, len(p.words)),
		long:   make([]uint8, len(p.words)),
	}
	for i := range p.units {
		if c := &m.counts[p.units[i].word][slotOf(labels[i])]; *c < 1<<14 {
			*c++
		}
	}
	for _, l := range p.links {
		if labels[l.first] != outside {
			m.long[l.word] = uint8(kindOf(labels[l.first]) + 1)
		}
	}
	return m
}

// slotOf returns where a label is counted: 0 for outside, 1 + kind.
func slotOf(label uint8) int {
	if label == outside {
		return 0
	}
	return kindOf(label) + 1
}

// majority returns what the word of unit i was called most often elsewhere in the document,
// and how clearly: 0 never, 1 mostly, 2 always.
func (m *memory) majority(p *page, i int) (slot, sure int) {
	counts := m.counts[p.units[i].word]
	counts[slotOf(m.labels[i])]--
	best, all := 0, 0
	for k, n := range counts {
		if all += int(n); n > counts[best] {
			best = k
		}
	}
	switch {
	case all == 0:
		return 0, 0
	case int(counts[best]) == all:
		return best, 2
	}
	return best, 1
}

// memories are the features that the second pass adds to those of the first.
func (f *features) memories(p *page, m *memory, s *sentence, i int) []uint32 {
	join := linear.Join
	f.buf = f.buf[:0]
	w := p.word(i)
	if !w.named() {
		return f.buf
	}
	slot, sure := m.majority(p, i)
	if sure > 0 {
		f.add(join(tMajority, uint32(slot), uint32(sure)))
		f.add(join(tMajority+1, uint32(slot), w.shape))
		if slot != 0 && i > s.first {
			f.add(join(tMajority+2, uint32(slot), p.word(i-1).lower))
		}
	}
	if l := m.long[p.units[i].word]; l != 0 {
		f.add(join(tMajority+3, uint32(l), 0))
	}
	for _, j := range [2]int{i - 1, i + 1} {
		if j < s.first || j >= s.last || !p.word(j).named() {
			continue
		}
		if other, sure := m.majority(p, j); sure > 0 {
			f.add(join(tNeighbour+uint32(j-i+1), uint32(other), uint32(slot)<<4|uint32(sure)))
		}
	}
	return f.buf
}
