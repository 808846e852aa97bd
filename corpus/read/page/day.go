package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// found is a calendar day written in a line.
type found struct {
	corpus.Span
	day       corpus.Date
	ambiguous bool // 03/04/2025: month first was assumed
}

const (
	monthNames = `January|February|March|April|May|June|July|August|September|October|November|December|` +
		`Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec`
	weekdays = `(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?\.?,? +)?`
	clock    = `(?:,? *(?:at|-|–|T)? *[0-2]?\d[:.h][0-5]\d(?:[:.]\d\d)?(?:\.\d+)? ?(?i:am|pm|a\.m\.|p\.m\.)?(?: ?(?:Z|UTC|GMT|BST|IST|EET|CES?T|[ECMP][SD]?T|[+-]\d\d:?\d\d))?)?`
)

// dayPattern matches a day as pages print it. It has no word boundaries on purpose: themes
// glue two dates, or an author and a date, together ("Editorial DeskMarch 3, 2024March 4th,
// 2024No Comments"). A month in other than title case must stand alone.
var dayPattern = regexp.MustCompile(weekdays + `(?:` +
	`(` + monthNames + `|\b(?i:` + monthNames + `)\b)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})` + // 1–3
	`|(\d{1,2})(?:st|nd|rd|th)?\.?(?: +of)?[ -]+((?i:` + monthNames + `))\.?,?[ -]+(\d{4})` + // 4–6
	`|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})` + // 7–9
	`|(\d{1,2})([/.])(\d{1,2})[/.](\d{4})` + // 10–13
	`)` + clock)

// days returns the days written in s, from left to right.
func days(s string) []found {
	if !hasYear(s) {
		return nil // most lines, and much faster than the pattern
	}
	var out []found
	for _, m := range dayPattern.FindAllStringSubmatchIndex(s, -1) {
		if m[0] > 0 && isDigit(s[m[0]-1]) && isDigit(s[m[0]]) || m[1] < len(s) && isDigit(s[m[1]]) {
			continue // a piece of a longer number
		}
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return s[m[2*i]:m[2*i+1]]
		}
		if f, ok := resolve(group); ok {
			f.Span = corpus.Span{Start: m[0], End: m[0] + len(strings.TrimRight(s[m[0]:m[1]], " ,"))}
			out = append(out, f)
		}
	}
	return out
}

// hasYear reports whether s has four digits in a row.
func hasYear(s string) bool {
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			n = 0
		} else if n++; n == 4 {
			return true
		}
	}
	return false
}

func resolve(group func(int) string) (found, bool) {
	var f found
	y, m, d := 0, 0, 0
	switch {
	case group(1) != "":
		y, m, d = atoi(group(3)), month(group(1)), atoi(group(2))
	case group(5) != "":
		y, m, d = atoi(group(6)), month(group(5)), atoi(group(4))
	case group(7) != "":
		y, m, d = atoi(group(7)), atoi(group(8)), atoi(group(9))
	default:
		a, b := atoi(group(10)), atoi(group(12))
		y, m, d = atoi(group(13)), a, b
		if group(11) == "." || a > 12 {
			m, d = b, a
		} else {
			f.ambiguous = b <= 12 && a != b
		}
	}
	f.day = corpus.Date{Year: y, Month: time.Month(m), Day: d}
	return f, y >= 1900 && y < 2200 && corpus.DateOf(f.day.Time()) == f.day
}

// month returns the number of an English month name or abbreviation.
func month(name string) int {
	const abbreviations = "jan feb mar apr may jun jul aug sep oct nov dec"
	return strings.Index(abbreviations, strings.ToLower(name[:3]))/4 + 1
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // the pattern matched digits
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Day reads a date in a field of its own, such as a header of a mail or a column of a table:
// ISO 8601, RFC 5322 or as a person writes it. ok is false where there is none.
func Day(s string) (day corpus.Date, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) > 200 || !utf8.ValidString(s) {
		return corpus.Date{}, false
	}
	if len(s) >= 8 && isDigits(s[:8]) && (len(s) == 8 || s[8] == 'T' || len(s) == 14 && isDigits(s)) {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:8] // 20251201T090000Z
	}
	all := days(s)
	if len(all) == 0 {
		return corpus.Date{}, false
	}
	return all[0].day, true
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
