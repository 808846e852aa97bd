package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// findTitle looks for the headline: where the page names it, for the line that repeats it,
// else for the line that looks most like one above the text.
func (c *cleaner) findTitle() {
	c.titleAt = -1
	c.title = strings.Join(strings.Fields(c.meta.Title), " ")
	if c.title != "" {
		for i := range c.paras {
			if same(c.paras[i].Text, c.title) {
				c.title, c.titleAt = c.paras[i].Text, i
				return
			}
			if c.paras[i].words >= 25 && c.paras[i].reason == "" {
				return
			}
		}
		return
	}
	best := 0
	if c.meta.Fallback != "" {
		best = 6 // only a heading is better
	}
	for i := range c.paras {
		p := &c.paras[i]
		if p.words >= 25 && p.prose && p.reason == "" {
			break
		}
		if s := c.titleScore(i); s >= best && s > 0 {
			best, c.titleAt = s, i
		}
	}
	if c.titleAt >= 0 {
		c.title = lastCrumb(c.paras[c.titleAt].Text)
	} else {
		c.title = c.meta.Fallback
	}
}

// isTitle reports whether a line repeats the title, as the first line of a scraped page
// does: "The Price of Tin | Harbour Review".
func (c *cleaner) isTitle(p *para) bool {
	if c.title == "" || len(p.Text) < len(c.title) || p.prose && !same(p.Text, c.title) {
		return false
	}
	if same(p.Text, c.title) {
		return true
	}
	rest := p.Text[len(c.title):]
	return strings.EqualFold(p.Text[:len(c.title)], c.title) && strings.IndexAny(rest, "|-–—«·") == 1
}

const crumbMarks = "»›>|/→"

// titleScore says how much line i looks like a headline; 0: not at all.
func (c *cleaner) titleScore(i int) int {
	p := &c.paras[i]
	if p.reason != "" || p.words > 40 || p.Item || knownLabel(strings.TrimSuffix(p.Text, ":")) {
		return 0
	}
	if strings.HasSuffix(p.Text, ".") && p.Level == 0 {
		return 0 // a sentence
	}
	score := 2
	switch {
	case p.words == 1:
		score = 1
	case p.words >= 4 && p.words <= 18:
		score = 4
	}
	switch p.Level {
	case 1:
		score += 6
	case 2:
		score += 2
	}
	if strings.ContainsAny(p.Text, ":?") {
		score++
	}
	if strings.ContainsAny(p.Text, crumbMarks) {
		score = 1
	}
	if i+1 < len(c.paras) && c.paras[i+1].reason == corpus.DropByline {
		score++
		if p.words > 3 { // two or three may be the author
			score += 2
		}
	}
	return score
}

// lastCrumb takes the page's own name from a breadcrumb that is all there is of a title:
// "Home » Briefs » The Price of Tin".
func lastCrumb(s string) string {
	fields := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("»›→", r) })
	if len(fields) < 3 {
		return s
	}
	return strings.TrimSpace(fields[len(fields)-1])
}

// same compares two headlines by their letters and digits.
func same(a, b string) bool {
	if len(a) > 3*len(b)+20 {
		return false
	}
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	x := letters(a)
	return x != "" && x == letters(b)
}

// small are the words that a headline writes in lower case within it, after the Chicago
// manual: articles, conjunctions and prepositions, however long.
const small = " a an the and but or nor for so yet as at by in of off on out over per to up via with from into onto than that" +
	" after before against amid among around between beyond despite during without within under until since through toward towards about above across along behind below beneath beside near past upon vs "

// unshout writes a headline that is all capitals ("A TRUCE FOR EL MARJ") as a headline. A
// word that the text itself has in capitals only, such as an acronym, keeps them.
func unshout(title string, paras []para) string {
	if strings.ToUpper(title) != title || strings.Count(title, " ") < 2 || strings.ToLower(title) == title {
		return title
	}
	seen := map[string]bool{} // words of the text in capitals
	for _, p := range paras {
		if strings.ToUpper(p.Text) == p.Text {
			continue
		}
		for w := range strings.FieldsFuncSeq(p.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if len(w) > 1 && strings.ToUpper(w) == w {
				seen[w] = true
			}
		}
	}
	words := strings.Split(title, " ")
	first := true
	for i, w := range words {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		switch {
		case seen[bare]:
		case !first && i < len(words)-1 && strings.Contains(small, " "+strings.ToLower(w)+" "):
			words[i] = strings.ToLower(w)
		default:
			words[i] = capitalise(strings.ToLower(w))
		}
		first = strings.HasSuffix(w, ":") || strings.HasSuffix(w, "?") || w == "–" || w == "—"
	}
	return strings.Join(words, " ")
}

// capitalise writes the first letter of w, and those behind hyphens, in upper case.
func capitalise(w string) string {
	var b strings.Builder
	up := true
	for i, r := range w {
		if up && unicode.IsLetter(r) {
			b.WriteRune(unicode.ToUpper(r))
			up = false
			continue
		}
		next, _ := utf8.DecodeRuneInString(w[i+utf8.RuneLen(r):])
		up = r == '-' && unicode.IsLetter(next) || up
		b.WriteRune(r)
	}
	return b.String()
}
