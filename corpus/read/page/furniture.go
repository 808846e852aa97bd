package page

import (
	"cmp"
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/sayso-nlp/sayso/corpus"
)

//go:embed furniture.tsv
var furnitureTSV string

// phrase is one line of furniture.tsv.
type phrase struct {
	words  []string
	reason corpus.DropReason
	use    string // line, head, in, end, class
	eg     string
	line   int
}

// phrases are the phrases of page furniture, by their first word.
type phrases struct {
	cover map[string][]phrase // uses line and head
	in    map[string][]phrase
	end   map[string][]phrase
	class map[string]corpus.DropReason
	all   []phrase
}

var furniture = sync.OnceValue(func() *phrases {
	p, err := parsePhrases("furniture.tsv", furnitureTSV)
	if err != nil {
		panic(err) // the tests have read the same bytes
	}
	return p
})

func parsePhrases(name, data string) (*phrases, error) {
	p := &phrases{cover: map[string][]phrase{}, in: map[string][]phrase{}, end: map[string][]phrase{}, class: map[string]corpus.DropReason{}}
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 4 {
			return nil, fmt.Errorf("%s:%d: want 4 columns, have %d", name, n, len(cols))
		}
		ph := phrase{words: strings.Fields(cols[2]), reason: corpus.DropReason(cols[0]), use: cols[1], eg: cols[3], line: n}
		p.all = append(p.all, ph)
		switch first := ph.words[0]; ph.use {
		case "line", "head":
			p.cover[first] = append(p.cover[first], ph)
		case "in":
			p.in[first] = append(p.in[first], ph)
		case "end":
			p.end[first] = append(p.end[first], ph)
		case "class":
			p.class[first] = ph.reason
		default:
			return nil, fmt.Errorf("%s:%d: use is %q, want line, head, in, end or class", name, n, ph.use)
		}
	}
	return p, nil
}

// Limits of the matching, in words. Furniture comes in short lines; a cookie notice is the
// longest of it.
const (
	maxCover = 60  // words of a line that may consist of phrases only
	maxIn    = 160 // words of a paragraph that two phrases in it can condemn
	sureIn   = 45  // words of a paragraph that one phrase in it can condemn
	maxStar  = 7   // words that a * stands for
)

// dateWord stands for a written day among the words of a line.
const dateWord = "<date>"

// words splits a line for matching: lower case, without punctuation and apostrophes, parted
// where lower case meets upper case and letters meet digits ("Love0", "ShareTweet"), and
// with dates as one word. It stops after limit words.
func words(line string, dates []found, limit int) []string {
	var out []string
	at := 0
	for _, d := range dates {
		out = append(splitWords(out, line[at:d.Start], limit), dateWord)
		at = d.End
	}
	return splitWords(out, line[at:], limit)
}

func splitWords(out []string, s string, limit int) []string {
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	var last rune
	for _, r := range s {
		if len(out) > limit {
			return out
		}
		switch {
		case r == '\'' || r == '’':
			continue
		case r == '©':
			flush()
			out = append(out, "©")
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			if r == ':' {
				out = append(out, ":")
			}
		default:
			glued := unicode.IsLower(last) && unicode.IsUpper(r)
			if glued || unicode.IsDigit(last) != unicode.IsDigit(r) {
				flush()
			}
			if glued {
				out = append(out, ":") // "Next PostThe Price of Tin"
			}
			word.WriteRune(unicode.ToLower(r))
		}
		last = r
	}
	flush()
	return out
}

// match returns how many words of ws the pattern takes from their beginning; 0: no match.
// In a pattern "#" is a number and "*" one to maxStar words. Colons in ws count only where
// the pattern asks for one.
func match(pattern, ws []string) int {
	n := 0
	for i, w := range pattern {
		for w != ":" && n < len(ws) && ws[n] == ":" {
			n++
		}
		if w == "*" {
			for k := 1; k <= maxStar && n+k <= len(ws); k++ {
				if i == len(pattern)-1 {
					return min(n+maxStar, len(ws))
				}
				if m := match(pattern[i+1:], ws[n+k:]); m > 0 {
					return n + k + m
				}
			}
			return 0
		}
		if n >= len(ws) || w != ws[n] && (w != "#" || !isDigits(ws[n])) {
			return 0
		}
		n++
	}
	for n < len(ws) && ws[n] == ":" {
		n++
	}
	return n
}

// least returns the fewest words that a phrase which matches ws takes: with a * at its end
// it may take fewer than match says, and leave the rest to other phrases.
func (p *phrase) least(ws []string) int {
	last := len(p.words) - 1
	if p.words[last] != "*" {
		return maxCover
	}
	return match(p.words[:last], ws) + 1
}

// covered reports whether the line consists of furniture only, and of which: the reason of
// its first phrase that is more than a link, and whether it opens a block of such.
func (p *phrases) covered(ws []string) (reason corpus.DropReason, head bool) {
	if len(ws) == 0 || len(ws) > maxCover {
		return "", false
	}
	reach := make([]*phrase, len(ws)+1) // the phrase that ends before word i
	from := make([]int, len(ws)+1)
	for i := range ws {
		if i > 0 && reach[i] == nil {
			continue
		}
		for _, first := range []string{ws[i], "#"} {
			if first == "#" && !isDigits(ws[i]) {
				continue
			}
			for k := range p.cover[first] {
				ph := &p.cover[first][k]
				n := match(ph.words, ws[i:])
				for least := min(n, ph.least(ws[i:])); n > 0 && n >= least; n-- {
					if reach[i+n] == nil {
						reach[i+n], from[i+n] = ph, i
					}
				}
			}
		}
	}
	for i := len(ws); i > 0 && reach[len(ws)] != nil; i = from[i] {
		if reason == "" || reach[i].reason != corpus.DropNav {
			reason = reach[i].reason
		}
		head = head || reach[i].use == "head"
	}
	return reason, head
}

// contains reports the reason of a phrase that stands anywhere in the paragraph. In a longer
// paragraph one phrase is no proof: an article on privacy may say "we use cookies", too.
func (p *phrases) contains(ws []string) (reason corpus.DropReason) {
	if len(ws) > maxIn {
		return ""
	}
	hits := 0
	for i := range ws {
		for _, ph := range p.in[ws[i]] {
			if match(ph.words, ws[i:]) > 0 {
				hits++
				reason = cmp.Or(reason, ph.reason)
			}
		}
	}
	if hits == 1 && len(ws) > sureIn {
		return ""
	}
	return reason
}

// maxEnd bounds, in words, the paragraphs about the author and the page that follow a text.
const maxEnd = 60

// ends reports the reason of a phrase in a paragraph that stands at the end of the text.
func (p *phrases) ends(ws []string) corpus.DropReason {
	if len(ws) > maxEnd {
		return ""
	}
	for i := range ws {
		for _, ph := range p.end[ws[i]] {
			if match(ph.words, ws[i:]) > 0 {
				return ph.reason
			}
		}
	}
	return ""
}

// ClassReason tells what an element of an HTML page holds by a word of its class or id; ""
// if it says nothing.
func ClassReason(word string) corpus.DropReason { return furniture().class[word] }
