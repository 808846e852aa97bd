package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// para is a line with what is known about it.
type para struct {
	Line
	days   []found // written in it; only for lines that may be a date line
	words  int
	prose  bool              // reads like a sentence of an article
	reason corpus.DropReason // why it would be dropped: its phrases, or its mark-up
	head   bool              // opens a block of such lines
	drop   corpus.DropReason // decision; "": text
}

type cleaner struct {
	meta       Meta
	paras      []para
	title      string
	titleAt    int // index of the title's line, -1 if it has none
	start, end int // paras[start:end] hold the text
}

// maxDateLine bounds, in bytes, the lines that are searched for a date of publication.
const maxDateLine = 300

func classify(l Line) para {
	p := para{Line: l, words: strings.Count(l.Text, " ") + 1}
	if len(l.Text) <= maxDateLine {
		p.days = days(l.Text)
	}
	p.prose = isProse(l.Text, p.words)
	if !hasWords(l.Text) {
		p.reason = corpus.DropNav
		return p
	}
	ws := words(l.Text, p.days, maxIn)
	p.reason, p.head = furniture().covered(ws)
	switch {
	case p.reason != "":
	case len(p.days) > 0 && dateLine(l.Text, p.days) || names(l.Text):
		p.reason = corpus.DropByline
	default:
		p.reason = furniture().contains(ws)
	}
	if l.Hint != "" && (p.reason == "" || p.reason == corpus.DropNav) {
		p.reason, p.head = l.Hint, false
	}
	return p
}

// cutRights parts the last paragraph of the text from a rights line that a scraper ran
// together with it: "… in paying for it. Copying is forbidden."
func (c *cleaner) cutRights() {
	for i := len(c.paras) - 1; i >= 0; i-- {
		p := c.paras[i]
		if p.reason != "" || p.words < 25 {
			continue
		}
		at := strings.LastIndex(strings.TrimRight(p.Text, " ."), ". ") + 1
		if at == 0 {
			return
		}
		tail := Line{Text: p.Text[at+1:]}
		if last := classify(tail); last.reason == corpus.DropRights && last.words <= 25 {
			p.Text = p.Text[:at]
			c.paras[i] = classify(p.Line)
			c.paras = slices.Insert(c.paras, i+1, last)
		}
		return
	}
}

func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// isProse tells sentences of an article from menu items and headlines: eight words with a
// full stop, 25 without one (stops get lost), or a section label with words behind it.
func isProse(s string, n int) bool {
	if n >= 25 {
		return true
	}
	if label, rest := cutLabel(s); label != "" {
		return len(rest) > 20
	}
	return n >= 8 && stops(s) && lowerShare(s)*10 >= n*4
}

// stops reports whether s ends as a sentence does, perhaps within quotation marks.
func stops(s string) bool {
	s = strings.TrimRight(s, `"”’'»)]*`)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".?!…:;", r)
}

// lowerShare counts the words that begin in lower case.
func lowerShare(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			n++
		}
	}
	return n
}

// sectionLabels are the labels that briefs print before their paragraphs.
var sectionLabels = []string{
	"Analysis", "Assessment", "Background", "Bottom line", "Comment", "Conclusion", "Context", "Description", "Developments",
	"Forecast", "Impact", "Implications", "Key judgments", "Key points", "Next steps", "Outlook", "Overview", "Policy implications",
	"Recommendation", "Recommendations", "Significance", "Situation", "Summary", "Takeaway", "The big picture", "What happened", "What next",
	"What to watch", "Why it matters",
}

func knownLabel(s string) bool {
	for _, l := range sectionLabels {
		if strings.EqualFold(l, s) {
			return true
		}
	}
	return false
}

// findBody finds the first and the last paragraph of the text.
func (c *cleaner) findBody() {
	c.start, c.end = -1, 0
	var own [maxLevel + 1]bool // the levels of the headings within the text
	for i := c.titleAt + 1; i < len(c.paras); i++ {
		p := &c.paras[i]
		if !p.prose && !c.labelled(i) && !c.headed(i, own) || p.reason != "" {
			continue
		}
		if c.start < 0 {
			c.start, c.end = i, max(i-1, c.titleAt+1)
		}
		for _, above := range c.paras[c.end:i] {
			own[above.Level] = own[above.Level] || above.Level > 1 && above.reason == ""
		}
		c.end = i + 1
	}
	if c.start < 0 {
		c.fallbackBody()
		return
	}
	for c.start > c.titleAt+1 && c.leads(c.paras[c.start-1]) {
		c.start--
	}
	if c.chronology() {
		c.start--
		c.paras[c.start].reason = ""
	}
	for c.end < len(c.paras) && c.trails(c.paras[c.end]) {
		c.end++
	}
	c.trimEnd()
}

// labelled reports whether line i stands below a label on a line of its own; there a short
// sentence is text: "Impact:", and below it "Expect delays."
func (c *cleaner) labelled(i int) bool {
	return i > 0 && stops(c.paras[i].Text) && knownLabel(strings.TrimSuffix(c.paras[i-1].Text, ":"))
}

// headed reports whether line i stands below a heading of a level that the text has; there a short
// sentence is text as well: "The road ahead", and below it "Port Ellery will not yield."
func (c *cleaner) headed(i int, own [maxLevel + 1]bool) bool {
	if i == 0 {
		return false
	}
	p, above := &c.paras[i], &c.paras[i-1]
	return own[above.Level] && above.reason == "" && p.words >= 3 && stops(p.Text) && lowerShare(p.Text)*2 >= p.words
}

// trimEnd takes what is said about the author or the page from the end of the text: "Mira
// Olt is a research fellow at the Harbour Institute." The first paragraph always stays.
func (c *cleaner) trimEnd() {
	for i := c.end - 1; i > c.start; i-- {
		p := &c.paras[i]
		if p.reason != "" {
			continue
		}
		reason := furniture().ends(words(p.Text, p.days, maxEnd))
		if reason == "" || startsLabelled(p.Text) {
			c.end = i + 1
			return
		}
		p.reason = reason
	}
	c.end = c.start + 1
}

// chronology reports whether the day above the text heads its first entry: the text has
// others of the kind, and the date of publication stands above it.
func (c *cleaner) chronology() bool {
	entry := func(p *para) bool { return p.reason == corpus.DropByline && len(p.days) == 1 && !explicit(p) }
	if c.start < 1 || !entry(&c.paras[c.start-1]) {
		return false
	}
	n := 0
	for i := c.start; i < c.end; i++ {
		if entry(&c.paras[i]) {
			n++
		}
	}
	dated := !c.meta.Published.IsZero()
	for i := range c.start - 1 {
		dated = dated || len(c.paras[i].days) > 0 && c.paras[i].reason == corpus.DropByline
	}
	return n > 0 && dated
}

// leads reports whether a short line belongs to the paragraph below it: a label on a line of
// its own, a short first sentence, a heading.
func (c *cleaner) leads(p para) bool {
	if p.reason != "" {
		return false
	}
	label := strings.TrimSuffix(p.Text, ":")
	return knownLabel(label) || p.Level > 1 || p.Item && p.words > 3 || p.words >= 4 && stops(p.Text)
}

// trails reports whether a short line belongs to the paragraph above it: an item of a list,
// a short last sentence, an entry of several words such as "Veldonia: Tomas Rehn, envoy". The
// titles of other pages, which themes print there as well, are neither.
func (c *cleaner) trails(p para) bool {
	entry := p.words >= 5 && strings.Contains(p.Text, ": ") && strings.Contains(p.Text, ", ") || p.words >= 10 && lowerShare(p.Text)*2 > p.words
	return p.reason == "" && (p.Item && p.words > 3 || p.words >= 3 && stops(p.Text) || entry)
}

// fallbackBody takes what there is of a page without a sentence, such as a note of four
// words: everything that is no furniture.
func (c *cleaner) fallbackBody() {
	c.start = len(c.paras)
	for i := c.titleAt + 1; i < len(c.paras); i++ {
		if c.paras[i].reason == "" {
			c.start = min(c.start, i)
			c.end = i + 1
		}
	}
	if c.start == len(c.paras) {
		c.end = c.start
	}
}

// markRegions decides for each line whether it is text. A heading such as "Related posts"
// takes the lines below it along.
func (c *cleaner) markRegions() {
	left := c.proseLeft()
	region := corpus.DropReason("")
	seen := 0 // words of text so far
	for i := range c.paras {
		p := &c.paras[i]
		switch {
		case i == c.titleAt || c.isTitle(p):
			p.drop = corpus.DropTitle
			continue
		case i < c.start:
			p.drop = orNav(p.reason)
			continue
		}
		if region != "" && p.reason == "" && p.prose && region != corpus.DropComments && (left[i] >= 120 || left[i]*3 >= seen || startsLabelled(p.Text)) {
			c.keepHeading(i-1, region)
			region = "" // the article goes on behind a box
		}
		switch {
		case p.head && seen > 0:
			region = p.reason
		case p.reason == corpus.DropByline && len(p.days) == 0 && seen > 100:
			region = corpus.DropNav // "Written by Mira Olt", and what she writes about
		}
		switch {
		case p.reason == corpus.DropByline && len(p.days) > 0 && i < c.end && region == "" && !explicit(p):
			// "3 May 2024" between two paragraphs heads an entry of a chronology.
		case p.reason != "":
			p.drop = p.reason
		case region != "":
			p.drop = region
		case i >= c.end:
			p.drop = corpus.DropNav
		}
		if p.drop == "" {
			seen += p.words
		}
	}
}

// keepHeading keeps line i, the heading of the paragraph below it, although it stands below
// the box that region says.
func (c *cleaner) keepHeading(i int, region corpus.DropReason) {
	if p := &c.paras[i]; p.drop == region && p.reason == "" && p.words <= 10 && !stops(p.Text) {
		p.drop = ""
	}
}

func orNav(r corpus.DropReason) corpus.DropReason {
	if r == "" {
		return corpus.DropNav
	}
	return r
}

// proseLeft counts, for each line, the words of long paragraphs from it to the end or to the
// comments.
func (c *cleaner) proseLeft() []int {
	left := make([]int, len(c.paras)+1)
	for i := len(c.paras) - 1; i >= 0; i-- {
		p := &c.paras[i]
		left[i] = left[i+1]
		switch {
		case p.head && p.reason == corpus.DropComments:
			left[i] = 0
		case p.reason == "" && p.prose && p.words >= 25:
			left[i] += p.words
		}
	}
	return left
}

func startsLabelled(s string) bool {
	label, _ := cutLabel(s)
	return label != ""
}

// cutLabel parts a known section label from the words behind it: "Impact: …", "Context – …".
// The label is empty if s begins with none.
func cutLabel(s string) (label, rest string) {
	for _, mark := range []string{":", " –", " —", " -"} {
		if label, rest, ok := strings.Cut(s, mark); ok && knownLabel(label) {
			return label, strings.TrimSpace(rest)
		}
	}
	return "", s
}
