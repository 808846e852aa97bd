package corpus

import (
	"iter"
	"slices"
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
//
// The labels of a transcript ("MS VALE: …") tell who speaks; it has the sections of its
// headings only. Neither do "Begin text" and "End text" open one.
func FindSections(text string, headings ...int) []Section {
	spoken := isTranscript(text)
	dashes := !spoken && dashLabels(text)
	var out []Section
	for p := range paragraphs(text) {
		for len(headings) > 0 && headings[0] < p.Start {
			headings = headings[1:]
		}
		words := p.In(text)
		name, _ := label(words, ":")
		if spoken || isFrame(name) {
			name = ""
		}
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

// isTranscript reports whether a paragraph begins with the title and name of a speaker, in
// capitals, or two begin with a question: "SECRETARY VALE: …", "MR. ORLOV: …", "QUESTION: …".
// A title alone may be a heading ("THE PRESIDENT: …"), and so may a single "QUESTION".
func isTranscript(text string) bool {
	questions := 0
	for p := range paragraphs(text) {
		name, _, ok := strings.Cut(text[p.Start:min(p.End, p.Start+maxLabel+1)], ":")
		if !ok || name != strings.ToUpper(name) {
			continue
		}
		words := strings.Fields(name)
		if len(words) == 1 && (name == "QUESTION" || name == "Q") {
			questions++
		}
		if questions == 2 || len(words) > 1 && slices.ContainsFunc(words[:len(words)-1], isTitle) {
			return true
		}
	}
	return false
}

// isTitle reports whether w, in capitals, stands before the name of a speaker.
func isTitle(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "MR", "MS", "MRS", "DR", "SECRETARY", "MINISTER", "PRESIDENT", "AMBASSADOR", "CHAIRMAN", "CHAIRWOMAN", "CHANCELLOR",
		"COMMISSIONER", "GENERAL", "ADMIRAL", "GOVERNOR", "SENATOR", "REPRESENTATIVE", "SPOKESPERSON", "PROFESSOR", "MEMBER":
		return true
	}
	return false
}

// isFrame reports whether the label tells where a statement begins or ends that somebody
// issued: "Begin text:".
func isFrame(label string) bool {
	switch strings.ToLower(label) {
	case "begin text", "end text", "begin statement", "end statement":
		return true
	}
	return false
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
