package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/index"
)

// Atom writes news as an Atom feed (RFC 4287), an entry for each position and document, all
// of the time at which they are told. The feed has its id from some words, which should stay the
// same and be nobody else's: the path of the index, and the watches that were named. An entry has
// its id from what it says: one that is told again, as the feed never arrived, is the same to a
// reader.
func Atom(w io.Writer, of []string, at time.Time, news []*index.News) error {
	feed := atomFeed{ID: urn(append([]string{"feed"}, of...)...), Title: "sayso", Updated: at.UTC().Format(time.RFC3339), Author: "sayso"}
	var names []string
	for _, n := range news {
		names = append(names, n.Watch.Name)
		for _, h := range n.Positions {
			feed.add(n.Watch.Name, citePosition(h, Said), h.Passage.Text)
		}
		for _, h := range n.Documents {
			c := citation{id: h.ID, title: cmp.Or(h.Title, h.ID), published: h.Published, source: h.Source}
			var words []string
			for _, p := range h.Passages {
				words = append(words, p.Text)
			}
			feed.add(n.Watch.Name, c, words...)
		}
	}
	if len(names) > 0 {
		feed.Title += ": " + strings.Join(names, ", ")
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(feed); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Entries []atomEntry
}

type atomEntry struct {
	XMLName   xml.Name     `xml:"entry"`
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Updated   string       `xml:"updated"`
	Published string       `xml:"published,omitempty"`
	Link      *atomLink    `xml:"link"`
	Category  atomCategory `xml:"category"`
	Content   atomContent  `xml:"content"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	HTML string `xml:",chardata"`
}

// add adds what a watch tells: whose words they are is the title, the words and where they stand
// the content.
func (f *atomFeed) add(watch string, c citation, words ...string) {
	var body strings.Builder
	published := ""
	for _, s := range words {
		fmt.Fprintf(&body, "<blockquote>%s</blockquote>\n", html.EscapeString(oneLine(s)))
	}
	var where []string
	if c.title != c.id {
		where = append(where, c.title)
	}
	if !c.published.IsZero() {
		where = append(where, c.published.String())
		published = c.published.Time().Format(time.RFC3339)
	}
	fmt.Fprintf(&body, "<p>%s</p>", html.EscapeString(strings.Join(append(where, c.id, "watch "+watch), " · ")))
	e := atomEntry{
		ID: urn(append([]string{"entry", watch, c.id, c.note}, words...)...), Title: oneLine(cmp.Or(c.note, c.title)),
		Updated: f.Updated, Published: published, Category: atomCategory{watch}, Content: atomContent{"html", body.String()},
	}
	if a := cmp.Or(c.quote.Link(c.address()), c.address()); a != "" {
		e.Link = &atomLink{a}
	}
	f.Entries = append(f.Entries, e)
}

// urn makes an identifier of some words: a UUID of version 8 (RFC 9562), which is what is
// meant for hashes of one's own.
func urn(words ...string) string {
	b := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}
