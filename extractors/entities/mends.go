package entities

import "github.com/sayso-nlp/sayso/corpus"

// mends put right, in this order, what the model need not learn.
var mends = [...]func(*page, []span) []span{
	(*page).offices, (*page).initials, (*page).nicknames, (*page).heads, (*page).wholes, (*page).inverted,
}

// offices widens "Office" to whose it is: "the Prime Minister’s Office", of which the model, which
// has seen no such name, takes the last word.
func (p *page) offices(names []span) []span {
	for k := range names {
		n := &names[k]
		if n.kind != corpus.Org || p.word(n.first).text != "Office" || n.first < 2 || !possessive(p.word(n.first-1).text) {
			continue
		}
		least := p.sentenceOf(n.first).first
		if k > 0 {
			least = max(least, names[k-1].last)
		}
		owner := n.first - 1
		for owner > least && p.word(owner-1).class&(role|title) != 0 && p.word(owner-1).flags&titleCase != 0 {
			owner--
		}
		if owner < n.first-1 {
			n.first = owner
		}
	}
	return names
}

// initials widens a name that begins with an initial to the given name before it: of "UNDER SECRETARY
// FOR HARBOUR AFFAIRS ADA J. ROE" the model may take "J. ROE" and give the rest to the body before it.
func (p *page) initials(names []span) []span {
	for k := range names {
		n := &names[k]
		if n.kind != corpus.Person || n.last-n.first < 2 || n.first <= p.sentenceOf(n.first).first {
			continue
		}
		initial := p.word(n.first)
		before := p.word(n.first - 1)
		if initial.flags&allCaps == 0 || len(initial.text) > 2 || !before.named() || before.class&given == 0 {
			continue
		}
		switch {
		case k == 0 || names[k-1].last < n.first:
			n.first--
		case names[k-1].kind == corpus.Org && names[k-1].last-names[k-1].first > 1:
			names[k-1].last--
			n.first--
		}
	}
	return names
}

// nicknames widens a name that ends with a nickname in quotation marks to the surname behind it: of
// 'Ada "Spike" Roe' the model may take 'Ada "Spike'.
func (p *page) nicknames(names []span) []span {
	out := names[:0]
	for k := 0; k < len(names); k++ {
		n := names[k]
		if n.kind == corpus.Person && p.opensQuotation(n) && p.sentenceOf(n.first) == p.sentenceOf(min(n.last+1, len(p.units)-1)) {
			surname := n.last
			if quotationMark(p.word(surname).text) {
				surname++
			}
			if surname < len(p.units) && quotationMark(p.word(surname-1).text) && p.word(surname).named() {
				n.last = surname + 1
				if k+1 < len(names) && names[k+1].first == surname {
					k++
					n.last = names[k].last
				}
			}
		}
		out = append(out, n)
	}
	return out
}

// opensQuotation reports whether a quotation begins within a name and its mark is followed by one word.
func (p *page) opensQuotation(n span) bool {
	for i := n.first + 1; i < n.last; i++ {
		if quotationMark(p.word(i).text) {
			return n.last-i <= 3
		}
	}
	return false
}

func quotationMark(w string) bool {
	return w == "\"" || w == "“" || w == "”" || w == "``" || w == "''"
}

// heads widens a head of organisations that stands alone to what it is for: of "the Commission on
// Harbour Dues" and "the Office of the Chief Surveyor" the model takes one word, or two names, where it
// has seen no such name. "The Council on Friday" and "the Administration of President Roe" stay.
func (p *page) heads(names []span) []span {
	out := names[:0]
	for k := 0; k < len(names); {
		n, next := names[k], k+1
		if n.kind == corpus.Org && n.last-n.first == 1 && p.word(n.first).class&orgHead != 0 && p.word(n.first).flags&titleCase != 0 {
			end := p.headEnd(n.last)
			for next < len(names) && names[next].first < end && names[next].kind != corpus.Person {
				next++
			}
			if next == len(names) || names[next].first >= end {
				n.last = max(end, names[next-1].last)
			} else {
				next = k + 1
			}
		}
		out = append(out, n)
		k = next
	}
	return out
}

// headEnd returns where the complements end that begin with unit i: a preposition, perhaps an article,
// and words with a capital, and again where "of" follows.
func (p *page) headEnd(i int) int {
	last := p.sentenceOf(i - 1).last
	for first := true; i+1 < last; first = false {
		preposition := p.word(i).text
		if preposition != "of" && (!first || preposition != "on" && preposition != "for") {
			break
		}
		j := i + 1
		if p.word(j).text == "the" && j+1 < last {
			j++
		}
		end := j
		for end < last && p.word(end).named() && p.word(end).class&(weekday|month) == 0 {
			end++
		}
		if end == j {
			break
		}
		i = end
	}
	return i
}
