package positions

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/spelling"
	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

//go:embed cues.tsv
var cuesTSV string

const cueColumns = 7

// class is the part of speech of a cue.
type class byte

const (
	verb      class = 'v'
	noun      class = 'n'
	adjective class = 'a'
	phrase    class = 'p'
)

// cueLine is a line of cues.tsv.
type cueLine struct {
	id            int    // 1-based; 0 is no line
	hash          uint32 // of cue and class: the feature, which stays when other lines come and go
	cue           string
	words         []string // of cue; the first is a lemma for verbs and nouns
	class         class
	frame         string
	act           corpus.Act
	stance        corpus.Stance
	negatedAct    corpus.Act // where the cue is negated
	negatedStance corpus.Stance
}

// rule returns the name of the line for Found.Rule.
func (c *cueLine) rule() string { return "cues.tsv:" + c.cue }

// has reports whether the frame names f.
func (c *cueLine) has(f string) bool {
	for part := range strings.SplitSeq(c.frame, ",") {
		if part == f {
			return true
		}
	}
	return false
}

// lexicon finds cue lines by the form of their first word.
type lexicon struct {
	lines  []cueLine
	byForm map[string][]int32 // lower case, British; the longest cue first
}

var cues = sync.OnceValue(func() *lexicon {
	lex := &lexicon{byForm: map[string][]int32{}}
	for _, row := range tsv.MustParse("cues.tsv", cuesTSV, cueColumns) {
		lex.add(row.Cols)
	}
	for _, list := range lex.byForm {
		slices.SortStableFunc(list, func(a, b int32) int {
			return len(lex.lines[b].words) - len(lex.lines[a].words)
		})
	}
	return lex
})

func (lex *lexicon) add(cols []string) {
	c := cueLine{
		id: len(lex.lines) + 1, hash: linear.Hash(hashLine, cols[1]+cols[0]), cue: cols[0], words: strings.Fields(cols[0]), class: class(cols[1][0]), frame: cols[2],
		act: corpus.Act(cols[3]), stance: corpus.Stance(cols[4]),
	}
	c.negatedAct, c.negatedStance = negated(c.act)
	if act, stance, ok := strings.Cut(cols[5], "/"); ok {
		c.negatedAct, c.negatedStance = corpus.Act(act), corpus.Stance(stance)
	}
	at := int32(len(lex.lines))
	lex.lines = append(lex.lines, c)
	forms := []string{c.words[0]}
	switch c.class {
	case verb:
		forms = verbForms(c.words[0])
	case noun:
		forms = nounForms(c.words[0])
	}
	for _, f := range forms {
		f = spelling.British(f)
		if list := lex.byForm[f]; !slices.Contains(list, at) {
			lex.byForm[f] = append(list, at)
		}
	}
}

// negated is the rule of the act for cues whose line does not say: who does not support
// rejects, who does not oppose concedes; a demand, promise or threat that is not made
// leaves nothing but the statement.
func negated(a corpus.Act) (corpus.Act, corpus.Stance) {
	switch a {
	case corpus.Support:
		return corpus.Reject, corpus.Against
	case corpus.Reject:
		return corpus.Concede, corpus.NoStance
	case corpus.Concede:
		return corpus.Reject, corpus.Against
	case corpus.Deny:
		return corpus.Concede, corpus.NoStance
	case corpus.Expect:
		return corpus.Expect, corpus.NoStance
	}
	return corpus.Assert, corpus.NoStance
}

// match is a place where the words of a cue line stand.
type match struct {
	line   *cueLine
	tokens []int
}

// maxGap is the number of tokens that may stand in a gap of a discontinuous cue.
const maxGap = 8

// at returns the longest cue that begins with token i and ends before last.
func (lex *lexicon) at(words []string, i, last int) (m match, ok bool) {
	var scratch [16]int // hundreds of lines begin with "be" or "take", and hardly any of them matches
	for _, id := range lex.byForm[words[i]] {
		c := &lex.lines[id]
		if toks, found := c.match(scratch[:0], words, i, last); found {
			return match{c, slices.Clone(toks)}, true
		}
	}
	return m, false
}

// match tries the line at token i, whose form is known to fit its first word, and appends the
// tokens of its words to dst. A particle may follow its verb after a gap only where the line
// says so with "…".
func (c *cueLine) match(dst []int, words []string, i, last int) (tokens []int, ok bool) {
	tokens = append(dst, i)
	j, gap := i+1, false
	for _, w := range c.words[1:] {
		if w == "…" {
			gap = true
			continue
		}
		limit := j + 1
		if gap {
			j++ // a gap holds one word at least
			limit = j + maxGap
		}
		for limit = min(limit, last); j < limit && !sameWord(w, words[j]); j++ {
			if gap && (isStop(words[j]) || c.class == verb && opensClause(words[j])) {
				return nil, false
			}
		}
		if j >= limit {
			return nil, false
		}
		tokens = append(tokens, j)
		j, gap = j+1, false
	}
	return tokens, true
}

// opensClause reports whether a clause begins that is what a verb takes: "told them | that she would have to
// wait" does not tell them to wait.
func opensClause(w string) bool { return w == "that" || w == "whether" || w == "if" }

func isStop(w string) bool {
	switch w {
	case ".", ";", ":", "!", "?", "“", "”", "\"", "—", "–":
		return true
	}
	return false
}

// sameWord reports whether a word of a cue stands for a word of a text.
func sameWord(cue, word string) bool {
	switch cue {
	case "~":
		switch word {
		case "its", "his", "her", "their", "our", "my", "your":
			return true
		}
		return false
	case "~self":
		return strings.HasSuffix(word, "self") || strings.HasSuffix(word, "selves")
	case "towards":
		return word == "towards" || word == "toward"
	}
	return cue == word
}

// folded returns the words of t in lower case and British spelling, with the apostrophes that
// are set in print: "it'll", "states' rights"; marks of quotation stay.
func folded(t *text.Text) []string {
	words := make([]string, len(t.Tokens))
	for i := range t.Tokens {
		words[i] = spelling.British(strings.ToLower(t.Word(i)))
		if t.Tokens[i].Tag != text.Quote {
			words[i] = strings.ReplaceAll(words[i], "'", "’")
		}
	}
	return words
}
