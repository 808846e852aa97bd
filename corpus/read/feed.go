package read

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
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

// entry is an item of RSS, an entry of Atom or a post of a WordPress export, which is RSS. A
// tag without a namespace takes elements of any: extensions use some of the names for other
// things, so that of these all are kept, and own picks the right one.
type entry struct {
	XMLName   xml.Name
	Title     []element `xml:"title"`
	GUID      string    `xml:"guid"`
	ID        []element `xml:"id"`
	Links     []element `xml:"link"`
	PubDate   string    `xml:"pubDate"`
	Published []element `xml:"published"`
	Issued    string    `xml:"issued"`
	DCDate    string    `xml:"http://purl.org/dc/elements/1.1/ date"`
	Updated   []element `xml:"updated"`
	Encoded   string    `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
	Content   []element `xml:"content"`
	Desc      []element `xml:"description"`
	Summary   []element `xml:"summary"`

	PostDate string `xml:"post_date"`
	PostMod  string `xml:"post_modified"`
	PostType string `xml:"post_type"`
	Status   string `xml:"status"`
}

// element is a link, or text: HTML is escaped in it, or stands as elements of XHTML.
type element struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
	Inner   string `xml:",innerxml"`
	Type    string `xml:"type,attr"`
	Href    string `xml:"href,attr"`
	Rel     string `xml:"rel,attr"`
}

func (x element) html() string {
	if x.Type == "xhtml" {
		return x.Inner
	}
	return x.Text
}

// isOwn reports whether an element belongs to the vocabulary of the entry, or to Atom, which
// RSS borrows from. <media:title> and <media:description> do not: they are of a photo.
func (e *entry) isOwn(x element) bool {
	return x.XMLName.Space == e.XMLName.Space || x.XMLName.Space == "http://www.w3.org/2005/Atom"
}

// own returns the first of some elements that is the entry's own, or an empty one.
func (e *entry) own(all []element) element {
	if i := slices.IndexFunc(all, e.isOwn); i >= 0 {
		return all[i]
	}
	return element{}
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
		w.entryItem(p, n, &e)
	}
}

func feedError(err error, n int) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("no valid XML in line %d, after %d entries: %s", syntax.Line, n, syntax.Msg)
	}
	return fmt.Errorf("after %d entries: %w", n, err)
}

func (w *walker) entryItem(p place, n int, e *entry) {
	q := p
	q.name = fmt.Sprintf("%s#%d", p.name, n)
	q.id = cmp.Or(strings.TrimSpace(e.GUID), strings.TrimSpace(e.own(e.ID).Text), e.link(), fmt.Sprintf("%s#%d", p.id, n))
	body := strings.TrimSpace(cmp.Or(e.Encoded, e.own(e.Content).html(), e.own(e.Desc).Text, e.own(e.Summary).html()))
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

func (e *entry) link() string {
	for _, l := range e.Links {
		if e.isOwn(l) && (l.Rel == "" || l.Rel == "alternate") {
			return cmp.Or(l.Href, strings.TrimSpace(l.Text))
		}
	}
	return ""
}

func (e *entry) meta() page.Meta {
	m := page.Meta{Title: strings.TrimSpace(e.own(e.Title).Text), Source: e.link()}
	for _, s := range []string{e.PostDate, e.PubDate, e.own(e.Published).Text, e.Issued, e.DCDate} {
		if d, ok := page.Day(s); ok {
			m.Published, m.PublishedFrom = d, strings.TrimSpace(s)
			break
		}
	}
	for _, s := range []string{e.PostMod, e.own(e.Updated).Text} {
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
