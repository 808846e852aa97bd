package text

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
)

//go:embed data/abbreviations.tsv
var abbreviationsTSV string

//go:embed data/starters.tsv
var startersTSV string

// maxSentence bounds a sentence, in tokens: a list of a whole page without a full stop is
// cut there, so that what works by the sentence stays linear.
const maxSentence = 1000

// Split cuts s into sentences and tokens, all with the zero tag. Invalid UTF-8 is tokenised
// as the replacement character would be. It takes time linear in the length of s.
func Split(s string) *Text {
	t := &Text{Source: s, Tokens: make([]Token, 0, len(s)/5+8), Sentences: make([]Sentence, 0, len(s)/100+4)}
	for start, paragraph := 0, 0; start < len(s); paragraph++ {
		end, next := paragraphEnd(s, start)
		t.paragraph(start, end, paragraph)
		start = next
	}
	return t
}

// paragraphEnd returns where the paragraph at start ends, and where the next one begins,
// behind one or more blank lines.
func paragraphEnd(s string, start int) (end, next int) {
	for i := start; ; {
		nl := strings.IndexByte(s[i:], '\n')
		if nl < 0 {
			return len(s), len(s)
		}
		end = i + nl
		j := end + 1
		blank := false
		for ; j < len(s) && (s[j] == ' ' || s[j] == '\t' || s[j] == '\r' || s[j] == '\n'); j++ {
			blank = blank || s[j] == '\n'
		}
		if blank || j == len(s) {
			return end, j
		}
		i = j
	}
}

// paragraph appends the sentences of s[start:end]. A line end inside it ends a sentence, as
// headlines and list items have no stop, unless the next line goes on in lower case or the
// lines were broken to fit a width.
func (t *Text) paragraph(start, end, number int) {
	p := t.Source[:end]
	wrapped := isWrapped(p[start:])
	for from := start; from < end; {
		to := lineEnd(p, from)
		for line := from; to < end && goesOn(p[line:to], p[to+1:], wrapped); {
			line = to + 1
			to = lineEnd(p, line)
		}
		t.block(from, to, number)
		from = to + 1
	}
}

// lineEnd returns where the line at i ends, without its line feed.
func lineEnd(s string, i int) int {
	if nl := strings.IndexByte(s[i:], '\n'); nl >= 0 {
		return i + nl
	}
	return len(s)
}

// isWrapped reports whether the lines of a paragraph were broken to fit a width: none of
// three or more could have held the first word of the next one.
func isWrapped(p string) bool {
	width, lines := 0, 0
	for line := range strings.Lines(p) {
		width, lines = max(width, len(strings.TrimRight(line, " \r\n"))), lines+1
	}
	if lines < 3 || width < 40 || width > 120 {
		return false
	}
	prev := -1
	for line := range strings.Lines(p) {
		word, _, _ := strings.Cut(strings.TrimLeft(line, " \t"), " ")
		if prev >= 0 && prev+1+len(word) <= width-2 {
			return false
		}
		prev = len(strings.TrimRight(line, " \r\n"))
	}
	return true
}

// goesOn reports whether the sentence of a line may go on behind its end, in rest.
func goesOn(line, rest string, wrapped bool) bool {
	rest = strings.TrimLeft(rest, " \t\r")
	line = strings.TrimRight(line, " \t\r")
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLower(r) || strings.HasSuffix(line, ",") || wrapped && r != '-' && r != '*' && r != '•'
}

// block appends the sentences and tokens of s[start:end].
func (t *Text) block(start, end, paragraph int) {
	first := len(t.Tokens)
	t.tokenize(start, end)
	for i := first; i < len(t.Tokens); i++ {
		if i+1 == len(t.Tokens) || i+1-first == maxSentence || t.ends(first, i) {
			t.Sentences = append(t.Sentences, Sentence{
				Span:  corpus.Span{Start: t.Tokens[first].Start, End: t.Tokens[i].End},
				First: first, Last: i + 1, Paragraph: paragraph,
			})
			first = i + 1
		}
	}
}

// ends reports whether the sentence that begins with token first ends with token i, which
// has a successor in its block. It takes closing quotes and brackets along: `… the plan.”
// Then …`.
func (t *Text) ends(first, i int) bool {
	last := t.Source[t.Tokens[i].End-1]
	if last != '.' && last != '!' && last != '?' && !isCloser(t.Word(i)) && t.Word(i) != "…" {
		return false
	}
	j := i
	for j > first && i-j < 8 && isCloser(t.Word(j)) && t.Tokens[j-1].End == t.Tokens[j].Start {
		j--
	}
	word, glued := t.Word(j), t.Tokens[i+1].Start == t.Tokens[i].End
	if c := word[len(word)-1]; c != '.' && c != '!' && c != '?' && word != "…" || glued && isCloser(t.Word(i+1)) {
		return false
	}
	next := t.nextWord(i + 1)
	r, _ := utf8.DecodeRuneInString(next)
	switch {
	case unicode.IsLower(r), j == first && i+1-first == 1 && isListMark(word):
		return false
	case word == "." && j > first && isListMark(t.Word(j-1)) && j-1 == first && !glued:
		return false // "1. The ports"
	case glued && i == j:
		return word == "." && unicode.IsUpper(r) && len(next) > 1 && j > first && unicode.IsLower(lastRune(t.Word(j-1)))
	case i > j || len(word) == 1 || strings.HasPrefix(word, ".."):
		return true
	case word == "…":
		return unicode.IsUpper(r)
	case word == "D.C." && j > first && t.Word(j-1) == ",":
		return true // "They met in Washington, D.C. | Minister Roe spoke."
	}
	return t.abbreviationEnds(word, next, j == first)
}

// nextWord returns the first word from token i on, behind at most three marks that may open
// a sentence.
func (t *Text) nextWord(i int) string {
	for n := 0; n < 3 && i+1 < len(t.Tokens) && !startsWord(t.Word(i)); n++ {
		switch t.Word(i) {
		case "“", "‘", "\"", "'", "(", "[", "«", "``":
			i++
		default:
			return t.Word(i)
		}
	}
	return t.Word(i)
}

// isListMark reports whether w can number a list item: "1", "12", "a".
func isListMark(w string) bool {
	w = strings.TrimSuffix(w, ".")
	return len(w) <= 2 && w != "" && (isDigit(w[0]) || len(w) == 1) && startsWord(w)
}

func isCloser(w string) bool {
	switch w {
	case "”", "’", "\"", "'", "''", ")", "]", "»":
		return true
	}
	return false
}

// The kinds of abbreviation, as abbreviations.tsv defines them.
const (
	abbrNone = iota
	abbrName
	abbrMid
	abbrNumber
	abbrFirm
)

type words struct {
	abbreviations map[string]int
	starters      map[string]bool
}

var wordLists = sync.OnceValue(func() words {
	kinds := map[string]int{"name": abbrName, "mid": abbrMid, "number": abbrNumber, "firm": abbrFirm}
	l := words{map[string]int{}, map[string]bool{}}
	for _, row := range tsv.MustParse("abbreviations.tsv", abbreviationsTSV, 3) {
		l.abbreviations[row.Cols[0]] = kinds[row.Cols[1]]
	}
	for _, row := range tsv.MustParse("starters.tsv", startersTSV, 1) {
		l.starters[row.Cols[0]] = true
	}
	return l
})

// abbreviation returns the kind of w, which has no full stop at its end.
func abbreviation(w string) int {
	if len(w) > 6 || w == "" {
		return abbrNone
	}
	var low [6]byte
	for i := 0; i < len(w); i++ {
		low[i] = w[i]
		if 'A' <= w[i] && w[i] <= 'Z' {
			low[i] |= 0x20
		}
	}
	kind := wordLists().abbreviations[string(low[:len(w)])]
	if kind == abbrName && low[0] == w[0] {
		return abbrNone
	}
	return kind
}

// keepsStop reports whether the full stop at s[end] belongs to the word s[start:end].
func keepsStop(s string, start, end int) bool {
	w := s[start:end]
	if dot := strings.IndexByte(w, '.'); dot == 1 || dot == 2 && w[0] == 'P' { // U.S, a.m, Ph.D
		return !isDigit(w[0]) && len(w) < 12
	}
	r, n := utf8.DecodeRuneInString(w)
	if n == len(w) && unicode.IsUpper(r) {
		return w != "I" || isMiddle(s[:start], s[end+1:])
	}
	switch abbreviation(w) {
	case abbrNone:
		return false
	case abbrNumber:
		rest := strings.TrimLeft(s[end+1:], " \u00a0")
		return rest != "" && isDigit(rest[0])
	}
	return true
}

// isMiddle reports whether an "I." between two parts of a text stands for a middle name: "Francisco I.
// Madero", but "So did I. Madero …", "World War I. Germany …", "under Charles I. He …".
func isMiddle(before, behind string) bool {
	before = before[max(0, len(before)-maxNames):]
	words := strings.Fields(before[strings.LastIndexByte(before, '\n')+1:])
	n := len(words)
	if n == 0 || !isCapitalized(words[n-1]) || n > 1 && isCapitalized(words[n-2]) || !strings.HasPrefix(behind, " ") {
		return false
	}
	next, _, _ := strings.Cut(behind[1:], " ")
	return isCapitalized(next) && !wordLists().starters[next]
}

// maxNames is how far back names are looked for, in bytes.
const maxNames = 40

// isCapitalized reports whether a word is written as names are.
func isCapitalized(w string) bool {
	first, n := utf8.DecodeRuneInString(w)
	second, _ := utf8.DecodeRuneInString(w[n:])
	return unicode.IsUpper(first) && unicode.IsLower(second)
}

// abbreviationEnds reports whether a sentence ends with the abbreviation word before next:
// "… in the U.S. He …" but "the U.S. Steel plant", "George W. Bush".
func (t *Text) abbreviationEnds(word, next string, begins bool) bool {
	w := word[:len(word)-1]
	if kind := abbreviation(w); begins || kind == abbrName || kind == abbrMid || kind == abbrNumber {
		return false
	}
	return wordLists().starters[next]
}
