package read

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
	"github.com/sayso-nlp/sayso/corpus/read/webpage"
)

// afterProlog returns what follows the declaration, comments and document type of an XML
// file.
func afterProlog(s string) string {
	for {
		s = strings.TrimSpace(s)
		end := ""
		switch {
		case strings.HasPrefix(s, "<?"):
			end = "?>"
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<!doctype") && !strings.HasPrefix(s, "<!doctype html"):
			end = ">"
			if subset := strings.IndexByte(s, '['); subset >= 0 && subset < strings.IndexByte(s, '>') {
				end = "]>"
			}
		default:
			return s
		}
		_, rest, ok := strings.Cut(s, end)
		if !ok {
			return s
		}
		s = rest
	}
}

func isFeed(s string) bool {
	s = afterProlog(s)
	return strings.HasPrefix(s, "<rss") || strings.HasPrefix(s, "<feed") || strings.HasPrefix(s, "<rdf:rdf")
}

// entry is an item of RSS, an entry of Atom or a post of a WordPress export, which is RSS.
type entry struct {
	Title     string `xml:"title"`
	GUID      string `xml:"guid"`
	ID        string `xml:"id"`
	Links     []link `xml:"link"`
	PubDate   string `xml:"pubDate"`
	Published string `xml:"published"`
	Issued    string `xml:"issued"`
	DCDate    string `xml:"http://purl.org/dc/elements/1.1/ date"`
	Updated   string `xml:"updated"`
	Encoded   string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
	Content   markup `xml:"content"`
	Desc      string `xml:"description"`
	Summary   markup `xml:"summary"`

	PostDate string `xml:"post_date"`
	PostMod  string `xml:"post_modified"`
	PostType string `xml:"post_type"`
	Status   string `xml:"status"`
}

type link struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Text string `xml:",chardata"`
}

// markup is HTML as escaped text, or as elements of XHTML.
type markup struct {
	Text  string `xml:",chardata"`
	Inner string `xml:",innerxml"`
	Type  string `xml:"type,attr"`
}

func (m markup) html() string {
	if m.Type == "xhtml" {
		return m.Inner
	}
	return m.Text
}

// budget reads r until left is used up. It is filled up before each record, so that one
// record cannot take more memory than its share.
type budget struct {
	r    io.Reader
	left int64
}

var errBudget = errors.New("one record is over the limit for a document (raise it with --max-size)")

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errBudget
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// feed yields the entries of a feed one by one, whatever its size. Package encoding/xml
// expands no entities but the predefined ones, so that none can blow up.
func (w *walker) feed(p place, b *bufio.Reader) {
	in := &budget{r: b, left: w.opt.maxSize()}
	dec := xml.NewDecoder(in)
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = charset.NewReaderLabel
	n := 0
	for !w.done {
		in.left = w.opt.maxSize()
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			w.fail(p, feedError(err, n))
			return
		}
		start, ok := tok.(xml.StartElement)
		if !ok || start.Name.Local != "item" && start.Name.Local != "entry" {
			continue
		}
		n++
		var e entry
		if err := dec.DecodeElement(&e, &start); err != nil {
			w.fail(p, feedError(err, n))
			return
		}
		w.entryItem(p, n, e)
	}
}

func feedError(err error, n int) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("no valid XML in line %d, after %d entries: %s", syntax.Line, n, syntax.Msg)
	}
	return fmt.Errorf("after %d entries: %w", n, err)
}

func (w *walker) entryItem(p place, n int, e entry) {
	q := p
	q.name = fmt.Sprintf("%s#%d", p.name, n)
	q.id = cmp.Or(strings.TrimSpace(e.GUID), strings.TrimSpace(e.ID), e.link(), fmt.Sprintf("%s#%d", p.id, n))
	body := strings.TrimSpace(cmp.Or(e.Encoded, e.Content.html(), e.Desc, e.Summary.html()))
	q.size = int64(len(body))
	switch {
	case e.PostType != "" && e.PostType != "post" && e.PostType != "page":
		w.skip(q, "no post but a WordPress "+e.PostType)
	case e.Status != "" && e.Status != "publish":
		w.skip(q, "not published: WordPress status "+e.Status)
	case body == "":
		w.fail(q, errors.New("the entry has no text"))
	default:
		m := e.meta()
		w.record(q, []byte(paragraphs(body)), func(data []byte) (corpus.Document, error) { return webpage.ParseWith(data, m) })
	}
}

func (e entry) link() string {
	for _, l := range e.Links {
		if l.Rel == "" || l.Rel == "alternate" {
			return cmp.Or(l.Href, strings.TrimSpace(l.Text))
		}
	}
	return ""
}

func (e entry) meta() page.Meta {
	m := page.Meta{Title: strings.TrimSpace(e.Title), Source: e.link()}
	for _, s := range []string{e.PostDate, e.PubDate, e.Published, e.Issued, e.DCDate} {
		if d, ok := page.Day(s); ok {
			m.Published, m.PublishedFrom = d, strings.TrimSpace(s)
			break
		}
	}
	for _, s := range []string{e.PostMod, e.Updated} {
		if d, ok := page.Day(s); ok {
			m.Modified, m.ModifiedFrom = d, strings.TrimSpace(s)
			break
		}
	}
	return m
}

// paragraphs marks the paragraphs of text that has only empty lines for them, as WordPress
// stores it.
func paragraphs(s string) string {
	if strings.Contains(s, "<p") {
		return s
	}
	return "<p>" + strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n", "</p>\n<p>") + "</p>"
}
