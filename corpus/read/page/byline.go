package page

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// dateLine reports whether a line that holds a day is a line about the publication: "14
// March 2025 · 2 min read", "Feb 13, 2026 | Arctic", "By Mira Olt, 3 May 2024". A headline
// with a day in it ("Elections in Belovia, 26 January 2025") is none.
func dateLine(s string, all []found) bool {
	rest := without(s, all)
	if saysWhen(rest) {
		return strings.Count(rest, " ") < 20 && !stops(rest)
	}
	if strings.HasPrefix(rest, "By ") {
		return !stops(rest)
	}
	// Short parts beside the day, set off by the usual marks.
	alone := strings.TrimFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) == ""
	for _, d := range all {
		before, after := strings.TrimSpace(s[:d.Start]), strings.TrimSpace(s[d.End:])
		alone = alone || (before == "" || endsIn(before, separators)) && (after == "" || startsIn(after, separators))
	}
	return alone && strings.Count(rest, " ") < 12 && lowerShare(rest) <= 3
}

const separators = "|·•—–/:,-("

func endsIn(s, set string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(set, r) && r != ','
}

func startsIn(s, set string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(set, r)
}

func without(s string, all []found) string {
	var b strings.Builder
	at := 0
	for _, d := range all {
		b.WriteString(s[at:d.Start])
		at = d.End
	}
	b.WriteString(s[at:])
	return b.String()
}

// names reports whether a line is a byline without a date: "By Mira Olt and Jon Fersen". The
// words must be names, since headlines begin with By as well.
func names(s string) bool {
	rest, ok := strings.CutPrefix(s, "By ")
	if !ok || len(s) > 120 || strings.ContainsAny(rest, ":?!") {
		return false
	}
	n := 0
	for w := range strings.FieldsSeq(rest) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && w != "and" && w != "&" && w != "de" && w != "van" && w != "von" && w != "al" && w != "bin" && w != "|" {
			return false
		}
		n++
	}
	return n >= 2 && n <= 12
}

// What the words before a day say about it. "Updated" beats "published": "Published, last
// updated 3 May".
var (
	updateWord  = regexp.MustCompile(`(?i)\b(?:updated?|modified|revised|edited|corrected|amended|reviewed|last change)\b`)
	publishWord = regexp.MustCompile(`(?i)\b(?:published?|posted|publication|created|released?|issued|submitted|first|date|dated|written)\b`)
)

func saysWhen(s string) bool {
	m := updateWord.FindStringIndex(s)
	if m == nil {
		m = publishWord.FindStringIndex(s)
	}
	return m != nil && m[0] < 40
}

// explicit reports whether a date line says that it is one.
func explicit(p *para) bool { return saysWhen(p.Text) || strings.HasPrefix(p.Text, "By ") }

// Undated is the note of a page without any date.
const Undated = "no date of publication found"

// readDates takes the days of publication and of the last change from the date lines and
// from what the page says about itself.
func (c *cleaner) readDates(doc *corpus.Document) {
	var seen Meta
	// The line below the headline is better than one above it, which may be today's date.
	for k := range c.paras {
		i := (c.titleAt + 1 + k) % len(c.paras)
		p := &c.paras[i]
		if p.drop != corpus.DropByline || len(p.days) == 0 || i >= c.start && !explicit(p) {
			continue
		}
		seen.readLine(p)
	}
	if seen.Published.IsZero() {
		seen.PublishedFrom = ""
	}
	c.merge(doc, seen)
	doc.Notes = append(doc.Notes, seen.Notes...)
	switch {
	case doc.Published.IsZero() && doc.Modified.IsZero():
		doc.Notes = append(doc.Notes, Undated)
	case doc.Published.IsZero():
		doc.Published, doc.PublishedFrom = doc.Modified, doc.ModifiedFrom
		doc.Notes = append(doc.Notes, "no date of publication found; that of the last change stands in for it")
	case !doc.Modified.IsZero() && doc.Modified.Compare(doc.Published) < 0:
		doc.Notes = append(doc.Notes, fmt.Sprintf("%s: modified %s lies before published %s", corpus.DatesConflict, doc.Modified, doc.Published))
	}
}

// spareDate takes a short line above the text that holds a day for the date line, where
// there is no better one: "Commentary by Mira Olt, 3 May 2024".
func (c *cleaner) spareDate() {
	if !c.meta.Published.IsZero() {
		return
	}
	spare := -1
	for i := range c.paras {
		p := &c.paras[i]
		switch {
		case len(p.days) == 0:
		case p.drop == corpus.DropByline && (i < c.start || explicit(p)):
			return
		case i < c.start && p.drop == corpus.DropNav && p.words <= 20 && p.Hint == "":
			spare = i
		}
	}
	if spare >= 0 {
		c.paras[spare].drop = corpus.DropByline
	}
}

// readLine reads one date line. Of two days without words between them the first is that of
// publication, as in "By May 3, 2024May 4th, 2024No Comments".
func (m *Meta) readLine(p *para) {
	at := 0
	for _, d := range p.days {
		before := p.Text[at:d.Start]
		at = d.End
		switch {
		case updateWord.MatchString(before) || m.PublishedFrom == p.Text && !publishWord.MatchString(before):
			if m.Modified.IsZero() {
				m.Modified, m.ModifiedFrom = d.day, p.Text
			}
		case m.Published.IsZero():
			m.Published, m.PublishedFrom = d.day, p.Text
			if d.ambiguous {
				m.Notes = append(m.Notes, fmt.Sprintf("%q was read as %s, month first", d.In(p.Text), d.day))
			}
		}
	}
}

// merge prefers the earlier of two dates of publication: a site that moves to another system
// stamps its pages anew, but the printed date stays; where the line is missing its update,
// the fields have it.
func (c *cleaner) merge(doc *corpus.Document, seen Meta) {
	if !seen.Published.IsZero() {
		// A day apart is the difference of time zones.
		if gap := seen.Published.Compare(doc.Published); !doc.Published.IsZero() && gap != 0 && !near(seen.Published, doc.Published) {
			doc.Notes = append(doc.Notes, fmt.Sprintf("%s: %s (%s) and %s (%s); the earlier was taken", corpus.DatesConflict,
				doc.Published, doc.PublishedFrom, seen.Published, seen.PublishedFrom))
		}
		if doc.Published.IsZero() || seen.Published.Compare(doc.Published) < 0 || near(seen.Published, doc.Published) {
			doc.Published, doc.PublishedFrom = seen.Published, seen.PublishedFrom
		}
	}
	if doc.Modified.IsZero() && !seen.Modified.IsZero() {
		doc.Modified, doc.ModifiedFrom = seen.Modified, seen.ModifiedFrom
	}
}

func near(a, b corpus.Date) bool {
	return a.AddDays(-1).Compare(b) <= 0 && b.Compare(a.AddDays(1)) <= 0
}

var commentCount = regexp.MustCompile(`^\s*(?:No|\d+) [Cc]omments?`)

// unglue parts lines that a scraper ran together: headline, date line and text, or the
// labelled paragraphs of one brief.
func unglue(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if l.Hint != "" || len(l.Text) < 60 {
			out = append(out, l)
			continue
		}
		out = unglueLine(out, l)
	}
	return out
}

func unglueLine(out []Line, l Line) []Line {
	head := l.Text[:min(len(l.Text), 2*maxDateLine)]
	all := days(head)
	for i, d := range all {
		end := d.End
		if i+1 < len(all) && all[i+1].Start-end <= 1 {
			end = all[i+1].End
		}
		m := commentCount.FindString(head[end:])
		if end == d.End && m == "" {
			continue // a day in a sentence
		}
		end += len(m)
		start := d.Start
		if k := strings.LastIndex(head[max(0, start-80):start], "By "); k >= 0 {
			start = max(0, start-80) + k
		}
		menu, title := cutMenu(head[:start])
		if saysWhen(title) {
			break // "Posted at 10:15 in Briefs by admin 3 May 2024 2 Comments" is all date line
		}
		out = add(add(out, menu, l), title, l)
		out = add(out, l.Text[start:end], l)
		return unglueLabels(out, l, l.Text[end:])
	}
	return unglueLabels(out, l, l.Text)
}

func add(out []Line, s string, like Line) []Line {
	if s = strings.TrimSpace(s); s != "" {
		like.Text = s
		out = append(out, like)
	}
	return out
}

// unglueLabels parts "Description: … end. Impact: …" at the labels.
func unglueLabels(out []Line, l Line, s string) []Line {
	if !startsLabelled(strings.TrimSpace(s)) {
		return add(out, s, l)
	}
	at := 0
	for i := 0; i < len(s); {
		k := strings.Index(s[i:], ": ")
		if k < 0 {
			break
		}
		i += k + 1
		if start := labelStart(s[at : i-1]); start > 0 {
			out = add(out, s[at:at+start], l)
			at += start
		}
	}
	return add(out, s[at:], l)
}

// labelStart returns where the section label begins that s ends with, if a sentence ends
// before it; else 0.
func labelStart(s string) int {
	for _, label := range sectionLabels {
		head, ok := strings.CutSuffix(s, label)
		if ok && head != "" && stops(strings.TrimRight(head, " ")) {
			return len(head)
		}
	}
	return 0
}

// cutMenu cuts a run of menu items from the beginning of a headline: "Skip to main
// content Brief The Price of Tin". It asks for a phrase of three words, so that a headline
// may begin with "Analysis".
func cutMenu(s string) (menu, rest string) {
	cut := 0
	last := rune(0)
	for i, r := range s[:min(len(s), 120)] {
		if i > 0 && (last == ' ' || unicode.IsLower(last) && unicode.IsUpper(r)) {
			ws := words(s[:i], nil, maxCover)
			if reason, _ := furniture().covered(ws); reason != "" && len(ws) >= 3 {
				cut = i
			}
		}
		last = r
	}
	return s[:cut], s[cut:]
}
