package corpus

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLabel bounds a section label, in bytes: "Policy implications" is one, a sentence that
// happens to hold a colon is none.
const maxLabel = 40

// FindSections returns the labelled sections of a text: a paragraph that begins with one to
// three words and a colon ("Description: …", "Policy implications: …") opens a section,
// which lasts until the next label. A label on a line of its own counts as well, and so do
// the paragraphs that begin at the byte offsets headings, ascending, which the page marks as
// headings. A dash is as good as a colon where at least two paragraphs are labelled so
// ("Context – …", "Assessment – …"); one alone may be the dateline of a news text. Text
// before the first label belongs to no section. Without any label the result is nil.
func FindSections(text string, headings ...int) []Section {
	dashes := dashLabels(text)
	var out []Section
	for p := range paragraphs(text) {
		for len(headings) > 0 && headings[0] < p.Start {
			headings = headings[1:]
		}
		words := p.In(text)
		name, _ := label(words, ":")
		switch {
		case name != "":
		case len(headings) > 0 && headings[0] == p.Start:
			name = words
		case dashes:
			name = dashLabel(words)
		}
		if name != "" {
			out = append(out, Section{Name: name, Span: p})
		} else if len(out) > 0 {
			out[len(out)-1].End = p.End
		}
	}
	return out
}

// paragraphs yields the spans between the blank lines of a text.
func paragraphs(text string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for start := 0; start < len(text); {
			end := strings.Index(text[start:], "\n\n")
			if end < 0 {
				end = len(text)
			} else {
				end += start
			}
			if !yield(Span{start, end}) {
				return
			}
			start = end
			for start < len(text) && text[start] == '\n' {
				start++
			}
		}
	}
}

// dashLabels reports whether two paragraphs are labelled with different words and a dash.
func dashLabels(text string) bool {
	first := ""
	for p := range paragraphs(text) {
		switch name := dashLabel(p.In(text)); {
		case name == "" || name == first:
		case first == "":
			first = name
		default:
			return true
		}
	}
	return false
}

// dashLabel returns the label before a dash; none is all in capitals, as the place in
// "GENEVA – The talks …" is.
func dashLabel(paragraph string) string {
	for _, dash := range []string{" –", " —", " -"} {
		if name, rest := label(paragraph, dash); name != "" && rest != "" && strings.ToUpper(name) != name {
			return name
		}
	}
	return ""
}

// label returns the label that a paragraph begins with, before the mark, and the bytes behind
// it, of which it sees only the first few. The name is empty if there is none.
func label(paragraph, mark string) (name, rest string) {
	head := paragraph[:min(len(paragraph), maxLabel+1)]
	name, rest, ok := strings.Cut(head, mark)
	if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\n' {
		return "", ""
	}
	first, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(first) || strings.Count(name, " ") > 2 || strings.ContainsAny(name, ".,:;!?()[]\"“”\n") {
		return "", ""
	}
	if strings.ContainsFunc(name, unicode.IsDigit) {
		return "", ""
	}
	return name, rest
}
