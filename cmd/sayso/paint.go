package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dustin/go-humanize"
	"golang.org/x/term"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// painter writes text with emphasis: in colour on a terminal, plain elsewhere.
type painter struct {
	on    bool
	tty   bool // pictures instead of numbers
	width int  // columns
}

func (a *app) painter() painter {
	p := painter{on: a.color(), tty: terminal(a.out), width: 100}
	if f, ok := file(a.out); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			p.width = min(w, 120)
		}
	}
	return p
}

// The styles are SGR parameters of ECMA-48; all read on light and dark grounds.
const (
	bold  = "1"
	faint = "2"
	match = "1;33"
	good  = "32"
	bad   = "31"
)

func (p painter) paint(style, s string) string {
	if !p.on || s == "" || style == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// printable replaces what would move the cursor, change the terminal or begin a line: a text
// must not be able to do that.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return harmless(r)
	}, s)
}

// harmless returns r, or U+FFFD for controls, separators of lines and marks that turn the
// direction in which all that follows is shown.
func harmless(r rune) rune {
	if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
		return utf8.RuneError
	}
	return r
}

// data returns where rows and JSON go: to standard output as they are, but on a terminal, where
// people look at them, without what would change it.
func (a *app) data() io.Writer {
	if !terminal(a.out) {
		return a.out
	}
	return shown(a.out)
}

// shown writes to w, line by line, what a person may see.
func shown(w io.Writer) io.Writer {
	return transform.NewWriter(w, transform.Chain(
		runes.Remove(runes.Predicate(func(r rune) bool { return r == '\r' })), // of the ends of lines in RIS and iCalendar
		runes.Map(func(r rune) rune {
			if r == '\n' || r == '\t' {
				return r
			}
			return harmless(r)
		})))
}

// printableLines is printable for what has several lines on purpose.
func printableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = printable(lines[i])
	}
	return strings.Join(lines, "\n")
}

// highlight paints the spans of s in the style of a match; spans are sorted.
func (p painter) highlight(s string, spans []corpus.Span) string {
	var b strings.Builder
	at := 0
	for _, m := range spans {
		if m.Start < at || m.End > len(s) {
			continue
		}
		b.WriteString(printable(s[at:m.Start]))
		b.WriteString(p.paint(match, printable(m.In(s))))
		at = m.End
	}
	b.WriteString(printable(s[at:]))
	return b.String()
}

// wrap breaks s into lines of at most width columns, each with the indent before it, whatever
// white space stands in s. Paint takes no columns.
func wrap(s, indent string, width int) string {
	return hang(indent+strings.Join(strings.Fields(s), " "), indent, width)
}

// hang breaks s into lines of at most width columns, those behind the first with the indent
// before them. Spaces within a line stay as they are.
func hang(s, indent string, width int) string {
	var b strings.Builder
	col, gap := 0, 0
	for i, w := range strings.Split(s, " ") {
		if i > 0 {
			gap++
		}
		if w == "" {
			continue
		}
		n := columns(w)
		if col > len(indent) && col+gap+n > width {
			b.WriteString("\n" + indent)
			col, gap = len(indent), 0
		}
		b.WriteString(strings.Repeat(" ", gap) + w)
		col, gap = col+gap+n, 0
	}
	return b.String()
}

// dated puts a day before s, whose lines all begin behind it.
func (p painter) dated(d corpus.Date, s string) string {
	day := dateOr(d, "undated   ")
	return p.paint(faint, day) + strings.TrimPrefix(wrap(s, strings.Repeat(" ", len(day)+2), p.width), strings.Repeat(" ", len(day)))
}

func columns(s string) int {
	n, escape := 0, false
	for _, r := range s {
		switch {
		case r == '\x1b':
			escape = true
		case escape:
			escape = r != 'm'
		default:
			n++
		}
	}
	return n
}

// clip shortens s to n columns, with an ellipsis where something is lost.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// passage paints the marks of a passage, and says which position it shows.
func passage(p painter, pass index.Passage) string {
	var marks []corpus.Span
	for _, m := range pass.Marks {
		if pass.Contains(m) {
			marks = append(marks, corpus.Span{Start: m.Start - pass.Start, End: m.End - pass.Start})
		}
	}
	s := p.highlight(pass.Text, marks)
	if pass.Position >= 0 {
		s = p.paint(faint, fmt.Sprintf("p%d ", pass.Position+1)) + s
	}
	return s
}

func dateOr(d corpus.Date, none string) string {
	if d.IsZero() {
		return none
	}
	return d.String()
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return humanize.Comma(int64(n)) + " " + what
}
