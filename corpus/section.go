package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLabel bounds a section label, in bytes: "Policy implications" is one, a sentence that
// happens to hold a colon is none.
const maxLabel = 40

// FindSections returns the labelled sections of a text: a paragraph that begins with one to
// three words and a colon ("Description: …", "Policy implications: …") opens a section,
// which lasts until the next label. A label on a line of its own counts as well. Text
// before the first label belongs to no section. Without any label the result is nil.
func FindSections(text string) []Section {
	var out []Section
	for start := 0; start < len(text); {
		end := strings.Index(text[start:], "\n\n")
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		if name := label(text[start:end]); name != "" {
			out = append(out, Section{Name: name, Span: Span{start, end}})
		} else if len(out) > 0 {
			out[len(out)-1].End = end
		}
		start = end
		for start < len(text) && text[start] == '\n' {
			start++
		}
	}
	return out
}

func label(paragraph string) string {
	head := paragraph[:min(len(paragraph), maxLabel+1)]
	name, rest, ok := strings.Cut(head, ":")
	if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\n' {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(first) || strings.Count(name, " ") > 2 || strings.ContainsAny(name, ".,;!?()[]\"“”\n") {
		return ""
	}
	for _, r := range name {
		if unicode.IsDigit(r) {
			return ""
		}
	}
	return name
}
