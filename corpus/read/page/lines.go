package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// Line is a paragraph of a page, or a line of its furniture, as the reader of its format
// saw it.
type Line struct {
	Text  string
	Level int               // of a heading, 1–maxLevel; 0: none
	Hint  corpus.DropReason // what the mark-up says that the line is; "": nothing
	Item  bool              // of a list
}

const maxLevel = 6

// Widths in code points that tell hard-wrapped text from text with a line per paragraph.
const (
	maxWrap = 130 // nobody wraps wider
	minWrap = 40  // nor narrower
)

// split cuts raw text into paragraphs: at blank lines, and at single line ends unless the
// text is hard-wrapped.
func split(raw string) []Line {
	var out []Line
	rows := strings.Split(normal.Replace(raw), "\n")
	width := wrapWidth(rows)
	var par []string // the rows of the paragraph that is open
	end := func() {
		if len(par) > 1 {
			out[len(out)-1].Text = joinWrapped(par)
		}
		par = nil
	}
	open := false
	last := 0 // width of the last row
	for _, row := range rows {
		row = strings.Join(strings.FieldsFunc(row, unicode.IsSpace), " ")
		if row == "" {
			open = false
			continue
		}
		if len(out) > 0 && len(row) > 2 && (strings.Trim(row, "=") == "" || strings.Trim(row, "-") == "") {
			out[len(out)-1].Level = 1 // an underlined headline
			open = false
			continue
		}
		first, _, _ := strings.Cut(row, " ")
		n := utf8.RuneCountInString(row)
		if open && last >= minWrap && last+1+utf8.RuneCountInString(first) > width && !bullet(row) && !apart(row) {
			par = append(par, row)
		} else {
			end()
			par = []string{row}
			out = append(out, Line{Text: row, Item: bullet(row)})
		}
		open, last = width > 0 && !apart(row), n
	}
	end()
	return out
}

// apart reports whether a row is never a piece of a wrapped paragraph, however wide its
// neighbours are: the date line below a headline, or a label on a row of its own.
func apart(row string) bool {
	if knownLabel(strings.TrimSuffix(row, ":")) {
		return true
	}
	all := days(row)
	return len(all) > 0 && dateLine(row, all)
}

// normal evens out line ends and drops what is invisible: soft hyphens, zero-width spaces,
// byte order marks.
var normal = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n\n",
	"\u00ad", "", "\u200b", "", "\ufeff", "", "\u2060", "", "\x00", "")

// wrapWidth returns the width that the text is wrapped at, 0 if it is not: that of the
// longest row with another one below it, unless paragraphs on one long row are common.
func wrapWidth(rows []string) int {
	width, long, full := 0, 0, 0
	for i, row := range rows {
		row = strings.TrimSpace(row)
		n := utf8.RuneCountInString(row)
		switch {
		case n > maxWrap && strings.Count(row, " ") > 15:
			long++
		case minWrap <= n && n <= maxWrap && i+1 < len(rows) && strings.TrimSpace(rows[i+1]) != "":
			full++
			width = max(width, n)
		}
	}
	if long*8 > full {
		return 0
	}
	return width
}

// joinWrapped joins the rows of a paragraph. A hyphen at the end of a row belongs to the
// word: "Serb-" and "majority" are "Serb-majority".
func joinWrapped(rows []string) string {
	var b strings.Builder
	for i, row := range rows {
		if i > 0 && !hyphenated(rows[i-1]) {
			b.WriteByte(' ')
		}
		b.WriteString(row)
	}
	return b.String()
}

func hyphenated(row string) bool {
	head, ok := strings.CutSuffix(row, "-")
	r, _ := utf8.DecodeLastRuneInString(head)
	return ok && unicode.IsLetter(r)
}

// bullet reports whether a row begins an item of a list: "• …", "- …", "* …", "1. …".
func bullet(row string) bool {
	for _, mark := range []string{"• ", "- ", "– ", "* ", "· ", "‣ ", "▪ "} {
		if strings.HasPrefix(row, mark) {
			return true
		}
	}
	n := len(row) - len(strings.TrimLeft(row, "0123456789"))
	return n > 0 && n < 3 && (strings.HasPrefix(row[n:], ". ") || strings.HasPrefix(row[n:], ") "))
}
