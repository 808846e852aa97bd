package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// Find returns where the words of q stand in a text. Whitespace, hyphenation and the style
// of quotation marks, dashes and ellipses do not count. Of several places the one in the
// most similar surroundings is meant, the first of equals. Where the words stand nowhere,
// the passage is taken that differs from them by at most a fifth of its words. ok is false
// if there is none.
func (q Selector) Find(text string) (s corpus.Span, ok bool) {
	exact := fold(q.Exact).text
	if strings.TrimSpace(exact) == "" {
		return corpus.Span{}, false
	}
	exact = strings.TrimSpace(exact)
	in := fold(text)
	prefix, suffix := fold(q.Prefix).text, fold(q.Suffix).text
	best, score := -1, -1
	for from := 0; ; {
		i := strings.Index(in.text[from:], exact)
		if i < 0 {
			break
		}
		i += from
		if n := commonEnd(in.text[:i], prefix) + commonStart(in.text[i+len(exact):], suffix); n > score {
			best, score = i, n
		}
		from = i + 1
	}
	if best >= 0 {
		return in.span(best, best+len(exact)), true
	}
	return in.near(exact, prefix, suffix)
}

// folded is a text in the form that is compared, and where each of its bytes comes from.
type folded struct {
	text     string
	from, to []int32 // of each byte: the code point in the original that it stands for
}

func (f *folded) span(i, j int) corpus.Span {
	return corpus.Span{Start: int(f.from[i]), End: int(f.to[j-1])}
}

// same are code points that fetching a page anew may exchange for one another.
var same = strings.NewReplacer(
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "‚", "'", "`", "'", "´", "'",
	"–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "…", "...",
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "",
)

// fold writes each run of whitespace as one space, and one of each set of look-alikes.
func fold(text string) folded {
	var b strings.Builder
	f := folded{from: make([]int32, 0, len(text)), to: make([]int32, 0, len(text))}
	space := false
	for i, r := range text {
		size := max(utf8.RuneLen(r), 1)
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
			size = 1 // a byte that is no UTF-8
		}
		if unicode.IsSpace(r) {
			if space {
				f.to[len(f.to)-1] = int32(i + size)
				continue
			}
			space = true
			b.WriteByte(' ')
			f.from, f.to = append(f.from, int32(i)), append(f.to, int32(i+size))
			continue
		}
		out := same.Replace(text[i : i+size])
		if out != "" {
			space = false
		}
		b.WriteString(out)
		for range len(out) {
			f.from, f.to = append(f.from, int32(i)), append(f.to, int32(i+size))
		}
	}
	f.text = b.String()
	return f
}

func commonEnd(a, b string) (n int) {
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func commonStart(a, b string) (n int) {
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// The limits of a search for changed words.
const (
	maxChanged = 5     // one word in so many may differ
	maxQuoted  = 400   // words of a quotation; a longer one is found unchanged or not at all
	maxWords   = 60000 // of the text, the length of a book
)

// word is a word of a folded text.
type word struct {
	start, end int
	key        string // lower case, without marks at its ends
}

func mark(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func wordsOf(text string) (out []word) {
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			i++
			continue
		}
		end := i + strings.IndexByte(text[i:]+" ", ' ')
		key := strings.ToLower(strings.TrimFunc(text[i:end], mark))
		out = append(out, word{i, end, key})
		i = end
	}
	return out
}

// near finds the passage with the fewest changed words (Sellers 1980: edit distance over
// words, free at both ends of the text). The surroundings break ties.
func (f *folded) near(exact, prefix, suffix string) (corpus.Span, bool) {
	quoted, text := wordsOf(exact), wordsOf(f.text)
	limit := len(quoted) / maxChanged
	if limit == 0 || len(quoted) > maxQuoted || len(text) > maxWords {
		return corpus.Span{}, false
	}
	cost := make([]int, len(quoted)+1)  // of the first i words of the quotation, ending here
	start := make([]int, len(quoted)+1) // the word of the text at which that match begins
	for i := range cost {
		cost[i] = i
	}
	var best corpus.Span
	least, most := limit+1, -1
	for j, w := range text {
		diagonal, from := cost[0], start[0]
		start[0] = j + 1
		for i, v := range quoted {
			c, s := diagonal, from
			if i == 0 {
				s = j
			}
			if v.key != w.key {
				c++
			}
			diagonal, from = cost[i+1], start[i+1]
			if cost[i+1]+1 < c {
				c, s = cost[i+1]+1, start[i+1]
			}
			if cost[i]+1 < c {
				c, s = cost[i]+1, start[i]
			}
			cost[i+1], start[i+1] = c, s
		}
		c, s := cost[len(quoted)], start[len(quoted)]
		if c > least || s > j {
			continue
		}
		around := commonEnd(f.text[:text[s].start], prefix) + commonStart(f.text[w.end:], suffix)
		if c < least || around > most {
			best, least, most = corpus.Span{Start: text[s].start, End: w.end}, c, around
		}
	}
	if least > limit {
		return corpus.Span{}, false
	}
	return f.within(best, exact), true
}

// within leaves out the marks at the ends of a passage unless the quotation has some there:
// "for good" is not to become "for good.".
func (f *folded) within(s corpus.Span, exact string) corpus.Span {
	first, _ := utf8.DecodeRuneInString(exact)
	last, _ := utf8.DecodeLastRuneInString(exact)
	words := s.In(f.text)
	if left := strings.TrimLeftFunc(words, mark); left != "" && !mark(first) {
		s.Start += len(words) - len(left)
	}
	if right := strings.TrimRightFunc(words, mark); right != "" && !mark(last) {
		s.End -= len(words) - len(right)
	}
	return f.span(s.Start, s.End)
}
