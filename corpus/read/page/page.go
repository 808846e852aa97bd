// Package page cleans the page that a document was published on: it keeps the paragraphs of
// the text and accounts for every other line.
//
// [Text] reads a page as scraped, [Clean] one whose lines a reader of some format has
// already told apart. Both promise: each paragraph of the result is in the page unchanged
// but for white space; each line of the page is either in the text or in Document.Dropped,
// with its reason; the date of publication is the first one, not that of an update, and
// comes with the words it was read from. What pages print around a text is data, in
// furniture.tsv. Nothing here needs more than linear time.
//
// Start reading at [Clean].
package page

import (
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// Meta is what a page says about itself outside its lines. All fields may be empty.
type Meta struct {
	Title    string
	Fallback string // to be the title where no heading of the page looks like one
	Source   string

	Published, Modified         corpus.Date
	PublishedFrom, ModifiedFrom string // the words or the field that they were read from

	Notes []string
}

// Text reads a page as scraped: text with its navigation, date line and share links.
func Text(raw string) corpus.Document { return Clean(split(raw), Meta{}) }

// TextWith reads such a page of which something is known from outside, such as the subject
// of a mail.
func TextWith(raw string, m Meta) corpus.Document { return Clean(split(raw), m) }

// Document returns a document of a text that is taken as it stands.
func (m Meta) Document(text string) corpus.Document {
	doc := m.document()
	doc.Text = text
	doc.Sections = corpus.FindSections(text)
	return doc
}

func (m Meta) document() corpus.Document {
	return corpus.Document{
		Title: m.Title, Source: m.Source, Notes: m.Notes,
		Published: m.Published, PublishedFrom: m.PublishedFrom,
		Modified: m.Modified, ModifiedFrom: m.ModifiedFrom,
	}
}

// maxLines bounds the lines of a page that is cleaned, each of which takes some hundred bytes of
// memory. A report of a thousand printed pages has a quarter of them.
const maxLines = 200_000

// Clean turns the lines of a page into a document. If there are more than anybody writes, such as
// a million of one letter, all of them are the text.
func Clean(lines []Line, m Meta) corpus.Document {
	if len(lines) > maxLines {
		m.Notes = append(m.Notes, fmt.Sprintf("%d lines, more than a page has: none was left out as furniture, and no date was looked for", len(lines)))
		return m.Document(joined(lines))
	}
	c := &cleaner{meta: m}
	for _, l := range unglue(lines) {
		c.paras = append(c.paras, classify(l))
	}
	c.cutRights()
	c.findTitle()
	c.findBody()
	if c.start >= c.end && c.titleAt >= 0 && m.Title == "" {
		c.title, c.titleAt = "", -1 // the line is all there is: a text, then
		c.findBody()
	}
	c.markRegions()
	c.spareDate()
	doc := m.document()
	doc.Title = unshout(c.title, c.paras)
	c.fill(&doc)
	c.readDates(&doc)
	return doc
}

// joined is the text of lines that are all text.
func joined(lines []Line) string {
	var text strings.Builder
	for i, l := range lines {
		if i > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(l.Text)
	}
	return text.String()
}

// fill writes text and dropped lines.
func (c *cleaner) fill(doc *corpus.Document) {
	var text strings.Builder
	var headings []int
	for i := range c.paras {
		p := &c.paras[i]
		if p.drop != "" {
			doc.Dropped = append(doc.Dropped, corpus.Dropped{Text: p.Text, Reason: p.drop})
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		if p.Level > 1 || knownLabel(strings.TrimSuffix(p.Text, ":")) {
			headings = append(headings, text.Len())
		}
		text.WriteString(p.Text)
	}
	doc.Text = text.String()
	doc.Sections = corpus.FindSections(doc.Text, headings...)
}
