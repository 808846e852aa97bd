// Package judgments finds the analyst's own estimates in words of estimative probability
// and gives each its band of ICD 203 (Analytic Standards, 2015).
//
// It promises not to read a probability into words that name none: "could", "may" and
// "cannot be ruled out" come back as hedges, without a band. What an actor forecasts is a
// position and no judgment, and nothing between quotation marks is the analyst's. Start
// reading at [Find].
package judgments

import (
	"sort"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Find returns the judgments and the hedges of a document, each in text order. Positions
// are those found in the same text; dates give the horizon.
func Find(t *text.Text, d *corpus.Document, positions []corpus.Position, dates []corpus.Timex) (judgments, hedged []corpus.Judgment) {
	f := finder{t: t, doc: d, dates: dates, words: lower(t), foreign: foreign(t, positions)}
	for _, s := range t.Sentences {
		if f.asks(s) {
			continue
		}
		for i := s.First; i < s.Last; {
			j, n := f.at(s, i, terms())
			if n > 0 {
				judgments = append(judgments, j)
				i += n
				continue
			}
			if j, n = f.at(s, i, hedges()); n > 0 {
				if f.assessment(s) {
					hedged = append(hedged, j)
				}
				i += n
				continue
			}
			i++
		}
	}
	return judgments, hedged
}

// finder holds what is the same for all judgments of one text.
type finder struct {
	t       *text.Text
	doc     *corpus.Document
	dates   []corpus.Timex
	words   []string // the tokens in lower case
	foreign []bool   // tokens in quotation marks or in a position's content
}

func lower(t *text.Text) []string {
	words := make([]string, len(t.Tokens))
	for i := range t.Tokens {
		words[i] = strings.ToLower(t.Word(i))
	}
	return words
}

// at returns the judgment whose term begins with token i, and the tokens of the term; n is
// 0 if there is none.
func (f *finder) at(s text.Sentence, i int, lex lexicon) (j corpus.Judgment, n int) {
	m := lex.match(f.words[:s.Last], i)
	if m == nil || f.foreign[i] {
		return j, 0
	}
	end := i + len(m.words)
	if f.otherSense(s, i, end) {
		return j, 0
	}
	first, last := f.clause(s, i, end)
	j = corpus.Judgment{
		Span:  corpus.Span{Start: f.t.Tokens[first].Start, End: f.t.Tokens[last-1].End},
		Term:  corpus.Span{Start: f.t.Tokens[i].Start, End: f.t.Tokens[end-1].End},
		Band:  m.band,
		Found: corpus.Found{Rule: m.rule},
	}
	j.Horizon = f.horizon(s, j.Span)
	return j, end - i
}

// dated reports whether token i stands in a date.
func (f *finder) dated(i int) bool {
	tok := f.t.Tokens[i].Span
	k := sort.Search(len(f.dates), func(k int) bool { return f.dates[k].End >= tok.End })
	return k < len(f.dates) && f.dates[k].Contains(tok)
}

// assessment reports whether sentence s stands where the analyst judges: behind the first
// section, or anywhere in a text without sections. What the first section tells with "may"
// and "could" is mostly permission and ability.
func (f *finder) assessment(s text.Sentence) bool {
	return len(f.doc.Sections) < 2 || s.Start >= f.doc.Sections[0].End
}

// foreign marks the tokens that are not the analyst's own words: those between quotation
// marks (up to the end of the paragraph at most) and those in the content of a position.
func foreign(t *text.Text, positions []corpus.Position) []bool {
	marks := make([]bool, len(t.Tokens))
	for _, p := range positions {
		for _, s := range p.Content {
			for i := t.TokenAt(s.Start); i < len(t.Tokens) && t.Tokens[i].Start < s.End; i++ {
				marks[i] = true
			}
		}
	}
	for i := 0; i < len(t.Sentences); {
		end := i
		for end < len(t.Sentences) && t.Sentences[end].Paragraph == t.Sentences[i].Paragraph {
			end++
		}
		first, last := t.Sentences[i].First, t.Sentences[end-1].Last
		quoted(t, first, last, marks)
		singlyQuoted(t, first, last, marks)
		i = end
	}
	return marks
}

// horizon returns the value of the date by which the judged statement is to come true, ""
// if its sentence names none: the first one in the statement that has not passed when the
// document was published, or a length of time ahead ("within three months"); else such a
// date elsewhere in the sentence, if a word like "by" sets it as a limit.
func (f *finder) horizon(sent text.Sentence, statement corpus.Span) string {
	limit := ""
	from := sort.Search(len(f.dates), func(i int) bool { return f.dates[i].Start >= sent.Start })
	for _, d := range f.dates[from:] {
		if d.Start >= sent.End {
			break
		}
		bounds := f.bounds(d.Start)
		if !f.ahead(d, bounds) {
			continue
		}
		if statement.Contains(d.Span) {
			return d.Value
		}
		if bounds && limit == "" {
			limit = d.Value
		}
	}
	return limit
}

// bounds reports whether the word before byte start makes a limit of the date there.
func (f *finder) bounds(start int) bool {
	i := f.t.TokenAt(start)
	return i > 0 && limit.of(f.words[i-1])
}

// ahead reports whether d lies in the future of the document; a duration does behind a word
// that makes a limit of it.
func (f *finder) ahead(d corpus.Timex, bounds bool) bool {
	if d.Type == corpus.TimexDuration {
		return bounds && d.Value != ""
	}
	_, last, ok := corpus.Interval(d.Value)
	return ok && !f.doc.Published.IsZero() && last.Compare(f.doc.Published) >= 0
}
