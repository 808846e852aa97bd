package entities

import "github.com/sayso-nlp/sayso/extractors/internal/linear"

// featureVersion names the features below. It must change with them, and with the lists:
// a model trained on others is refused.
const featureVersion = "entities 5"

// The templates of features. Windows have one for each place, so they are spaced by 8.
const (
	tWord = 8 * (iota + 20)
	tLower
	tShape
	tClass
	tClassBit
	tListed
	tSuffix
	tPrefix
	tPair
	tTriple
	tShapes
	tClasses
	tRun
	tRunHead
	tCase
	tSentence
	tAcronym
	tMajority
	tNeighbour
	tRegister
	tAlike // one for each level of classes
	_
	_
	_
	tAlikePair
	tAlikeRun
)

// emptyWord stands before the first and behind the last word of a sentence.
var emptyWord = word{lower: 2, exact: 2, shape: 2}

// features are the features of a unit that do not depend on labels, in a buffer that is
// used again.
type features struct {
	buf []uint32
}

func (f *features) add(x uint32) { f.buf = append(f.buf, linear.General(x)) }

// of returns the features of unit i of sentence s.
func (f *features) of(p *page, s *sentence, i int) []uint32 {
	f.buf = f.buf[:0]
	var window [5]*word
	var units [5]*unit
	for k := range window {
		window[k] = &emptyWord
		if j := i + k - 2; j >= s.first && j < s.last {
			window[k], units[k] = p.word(j), &p.units[j]
		}
	}
	f.words(&window, s.caseless)
	f.lists(&window, &units)
	f.alike(&window)
	f.run(p, s, i)
	f.context(p, s, i)
	return f.buf
}

// words are the features of the words around, by themselves and in pairs.
func (f *features) words(w *[5]*word, mode caseless) {
	join := linear.Join
	for k, x := range w {
		f.add(join(tLower+uint32(k), x.lower, 0))
	}
	if mode != cased {
		f.add(join(tShape, uint32(mode), 0))
	} else {
		f.add(w[2].exact)
		for k := 1; k <= 3; k++ {
			f.add(join(tShape+uint32(k), w[k].shape, 0))
		}
		f.add(join(tShapes, w[1].shape, w[2].shape))
		f.add(join(tShapes+1, w[2].shape, w[3].shape))
		f.add(join(tShapes+2, join(0, w[1].shape, w[2].shape), w[3].shape))
		f.add(join(tShapes+3, w[1].lower, w[2].shape))
		f.add(join(tShapes+4, w[3].lower, w[2].shape))
	}
	f.add(join(tPair, w[1].lower, w[2].lower))
	f.add(join(tPair+1, w[2].lower, w[3].lower))
	f.add(join(tPair+2, w[1].lower, w[3].lower))
	f.add(join(tPair+3, w[0].lower, w[1].lower))
	f.add(join(tPair+4, w[3].lower, w[4].lower))
	for k, a := range w[2].suffixes {
		if a != 0 {
			f.add(a)
			f.add(join(tSuffix+uint32(k), a, w[2].shape))
		}
	}
	for _, a := range w[2].prefixes {
		if a != 0 {
			f.add(a)
		}
	}
	f.add(join(tSuffix+3, w[1].suffixes[1], 0))
	f.add(join(tSuffix+4, w[3].suffixes[1], 0))
}

// alike are the features of the classes of words that are used like those around. The widest
// level tells no more than the rest, nor does the narrowest of words that stand further off.
func (f *features) alike(w *[5]*word) {
	join := linear.Join
	for k, x := range w {
		if x.alike[0] == 0 {
			continue
		}
		for level, c := range x.alike {
			if level == 0 || (k == 0 || k == 4) && level == 3 {
				continue
			}
			f.add(join(tAlike+uint32(8*level+k), uint32(c), 0))
		}
	}
	f.add(join(tAlike, uint32(w[2].alike[3]), uint32(w[2].flags)))
	f.add(join(tAlike+1, uint32(w[2].alike[1]), w[2].shape))
	f.add(join(tAlikePair, uint32(w[1].alike[2]), uint32(w[2].alike[2])))
	f.add(join(tAlikePair+1, uint32(w[2].alike[2]), uint32(w[3].alike[2])))
	f.add(join(tAlikePair+2, uint32(w[1].alike[1]), uint32(w[3].alike[1])))
	f.add(join(tAlikePair+3, uint32(w[2].alike[1])<<16|uint32(w[2].flags), uint32(w[1].alike[1])<<16|uint32(w[3].alike[1])))
}

// lists are the features of what the words around are listed as.
func (f *features) lists(w *[5]*word, u *[5]*unit) {
	join := linear.Join
	for k, x := range w {
		if x.class != 0 {
			f.add(join(tClass+uint32(k), uint32(x.class), 0))
		}
	}
	for k := 1; k <= 3; k++ {
		for c := uint32(w[k].class); c != 0; c &= c - 1 {
			f.add(join(tClassBit+uint32(k), c&-c, uint32(w[k].flags)))
		}
	}
	f.add(join(tClasses, uint32(w[1].class), uint32(w[2].class)))
	f.add(join(tClasses+1, uint32(w[2].class), uint32(w[3].class)))
	f.add(join(tClasses+2, w[1].lower, uint32(w[2].class)))
	f.add(join(tClasses+3, uint32(w[2].class), w[3].lower))
	f.add(join(tClasses+4, join(0, uint32(w[1].class), uint32(w[2].class)), uint32(w[3].class)))
	var listed [5]uint32
	for k, x := range u {
		if x != nil && x.listed != 0 {
			listed[k] = uint32(x.listed)
			f.add(join(tListed+uint32(k), listed[k], 0))
		}
	}
	if listed[2] != 0 {
		f.add(join(tListed+5, listed[2], w[2].shape))
		f.add(join(tListed+6, listed[2], w[3].lower))
		f.add(join(tListed+7, listed[2], w[1].lower))
	}
}

// run are the features of the run of capitalised words that the unit stands in.
func (f *features) run(p *page, s *sentence, i int) {
	join := linear.Join
	u := &p.units[i]
	if u.head < 0 || s.caseless != cased {
		return
	}
	first, head := int(u.first), int(u.head)
	length, place := uint32(min(head-first+1, 6)), uint32(min(i-first, 5))
	before, behind, second := &emptyWord, &emptyWord, &emptyWord
	if first > s.first {
		before = p.word(first - 1)
	}
	if head+1 < s.last {
		behind = p.word(head + 1)
	}
	if head+2 < s.last {
		second = p.word(head + 2)
	}
	h, a := p.word(head), p.word(first)
	f.add(join(tRun, length, place))
	f.add(join(tRun+1, length<<8|place, uint32(h.class)))
	f.add(join(tRun+2, a.lower, place))
	f.add(join(tRun+3, before.lower, place))
	f.add(join(tRun+4, behind.lower, uint32(head-i)))
	f.add(join(tRun+5, before.lower, behind.lower))
	f.add(join(tRun+6, before.lower, length))
	f.add(join(tRun+7, behind.lower, length))
	f.add(join(tRunHead, h.lower, place))
	f.add(join(tRunHead+1, h.lower, 0))
	f.add(join(tRunHead+2, h.suffixes[1], place))
	f.add(join(tRunHead+3, uint32(h.class), uint32(a.class)))
	f.add(join(tRunHead+4, behind.lower, second.lower))
	f.add(join(tRunHead+5, uint32(behind.class), length<<8|place))
	f.add(join(tRunHead+6, uint32(before.class), length<<8|place))
	f.add(join(tAlikeRun, uint32(h.alike[3]), place))
	f.add(join(tAlikeRun+1, uint32(h.alike[2]), uint32(a.alike[2])))
	f.add(join(tAlikeRun+2, uint32(behind.alike[2]), place))
	f.add(join(tAlikeRun+3, uint32(before.alike[2]), place))
	f.add(join(tAlikeRun+4, uint32(before.alike[1]), uint32(behind.alike[1])))
	f.add(join(tAlikeRun+5, uint32(h.alike[1])<<16|uint32(a.alike[1]), length<<8|place))
}

// context are the features of the place in the sentence and of the document.
func (f *features) context(p *page, s *sentence, i int) {
	join := linear.Join
	w := p.word(i)
	at := uint32(0)
	if i == s.first {
		at = 1
	}
	if p.units[i].quoted {
		at |= 2
	}
	at |= 4 * uint32(s.caseless)
	f.add(join(tSentence, at, w.shape))
	if w.named() && s.caseless == cased {
		_, small := p.small[w.lower]
		seen := uint32(0)
		if small {
			seen = 1
		}
		others := w.midCapital
		if i > s.first {
			others--
		}
		if others > 0 {
			seen |= 2
		}
		f.add(join(tCase, seen, at))
		f.add(join(tCase+1, join(0, seen, at), w.shape))
	}
}
