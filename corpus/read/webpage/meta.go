package webpage

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
)

// fields are the values that a page states about itself, by where they stand.
type fields struct {
	meta      map[string]string // property, name or itemprop of meta → content; the first of each
	ld        thing             // JSON-LD
	title     string            // <title>
	h1        []string
	canonical string
	times     []string // datetime of <time itemprop=datePublished>, <time pubdate>
	modified  []string
	anyTime   []string // the first <time> that says nothing about itself
}

// thing is what we read from a JSON-LD object of schema.org.
type thing struct {
	Headline      string  `json:"headline"`
	DatePublished string  `json:"datePublished"`
	DateModified  string  `json:"dateModified"`
	Graph         []thing `json:"@graph"`
}

func metadata(root *html.Node) page.Meta {
	f := fields{meta: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			f.read(n)
		}
	}
	title, sure := f.headline()
	m := page.Meta{
		Title:  title,
		Source: cmp.Or(absolute(f.canonical), absolute(f.meta["og:url"]), f.meta["og:site_name"]),
	}
	if !sure {
		m.Title, m.Fallback = "", title
	}
	m.Published, m.PublishedFrom = firstDay(
		evidence{"JSON-LD datePublished", f.ld.DatePublished},
		evidence{"article:published_time", f.meta["article:published_time"]},
		evidence{"datePublished", f.meta["datepublished"]},
		evidence{"time", strings.Join(f.times, " ")},
		evidence{"citation_publication_date", f.meta["citation_publication_date"]},
		evidence{"citation_date", f.meta["citation_date"]},
		evidence{"DC.date.issued", f.meta["dc.date.issued"]},
		evidence{"dcterms.created", f.meta["dcterms.created"]},
		evidence{"DC.date", f.meta["dc.date"]},
		evidence{"pubdate", f.meta["pubdate"]},
		evidence{"publish-date", f.meta["publish-date"]},
		evidence{"publication_date", f.meta["publication_date"]},
		evidence{"sailthru.date", f.meta["sailthru.date"]},
		evidence{"parsely-pub-date", f.meta["parsely-pub-date"]},
		evidence{"og:published_time", f.meta["og:published_time"]},
		evidence{"date", f.meta["date"]},
		evidence{"time", strings.Join(f.anyTime, " ")},
		evidence{"address", urlDay(cmp.Or(f.canonical, f.meta["og:url"]))},
	)
	m.Modified, m.ModifiedFrom = firstDay(
		evidence{"JSON-LD dateModified", f.ld.DateModified},
		evidence{"article:modified_time", f.meta["article:modified_time"]},
		evidence{"dateModified", f.meta["datemodified"]},
		evidence{"og:updated_time", f.meta["og:updated_time"]},
		evidence{"time", strings.Join(f.modified, " ")},
		evidence{"last-modified", f.meta["last-modified"]},
	)
	return m
}

func (f *fields) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Meta:
		key := strings.ToLower(cmp.Or(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
		if v := strings.TrimSpace(attr(n, "content")); v != "" && f.meta[key] == "" {
			f.meta[key] = v
		}
	case atom.Title:
		f.title = cmp.Or(f.title, inner(n))
	case atom.H1:
		if s := inner(n); s != "" {
			f.h1 = append(f.h1, s)
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			f.canonical = attr(n, "href")
		}
	case atom.Time:
		f.readTime(n)
	case atom.Script:
		if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
			f.readLD(n.FirstChild.Data)
		}
	}
}

func (f *fields) readTime(n *html.Node) {
	when := attr(n, "datetime")
	what := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class"))
	switch {
	case when == "":
	case strings.Contains(what, "modified"), strings.Contains(what, "updated"):
		f.modified = append(f.modified, when)
	case strings.Contains(what, "publish"), strings.Contains(what, "entry-date"), hasAttr(n, "pubdate"):
		f.times = append(f.times, when)
	case len(f.anyTime) == 0:
		f.anyTime = append(f.anyTime, when)
	}
}

// readLD takes the first object of a JSON-LD script that has a date or a headline. A broken
// script says nothing.
func (f *fields) readLD(script string) {
	var list []thing
	var one thing
	script = strings.TrimSpace(script)
	// An error of type costs a field, not the others: Unmarshal goes on behind it.
	if strings.HasPrefix(script, "[") {
		_ = json.Unmarshal([]byte(script), &list)
	} else {
		_ = json.Unmarshal([]byte(script), &one)
		list = append([]thing{one}, one.Graph...)
	}
	for _, t := range list {
		f.ld.Headline = cmp.Or(f.ld.Headline, t.Headline)
		if f.ld.DatePublished == "" && t.DatePublished != "" {
			f.ld.DatePublished, f.ld.DateModified = t.DatePublished, t.DateModified
		}
	}
}

// headline chooses the title. A site's name is cut from it where another field shows how
// much of it is the headline. It is not sure if it comes from <title> alone, which often
// names the site only.
func (f *fields) headline() (title string, sure bool) {
	stated := cmp.Or(f.ld.Headline, f.meta["og:title"], f.meta["twitter:title"], f.meta["citation_title"], f.meta["dc.title"])
	best := cmp.Or(stated, f.title)
	for _, h := range f.h1 {
		if best == "" || strings.Contains(fold(best), fold(h)) && strings.Contains(h, " ") {
			return h, true
		}
	}
	if f.ld.Headline != "" {
		return f.ld.Headline, true
	}
	if stated == "" && len(f.h1) == 1 && strings.Count(f.h1[0], " ") >= 2 {
		return f.h1[0], true
	}
	return withoutSite(best, f.meta["og:site_name"]), stated != ""
}

// withoutSite cuts "The Price of Tin | Harbour Review" at the mark before the site's name.
func withoutSite(title, site string) string {
	for _, mark := range []string{" | ", " - ", " – ", " — ", " :: ", " « ", " · "} {
		head, tail, ok := cutLast(title, mark)
		if ok && strings.Contains(head, " ") && (site != "" && fold(tail) == fold(site) || mark == " | " || strings.Count(tail, " ") < 3 && strings.Count(head, " ") >= 3) {
			return head
		}
	}
	return title
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

var addressDay = regexp.MustCompile(`/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:[/-]|$)`)

// urlDay reads the day that many systems put into the address: /2024/05/03/the-price-of-tin.
func urlDay(address string) string {
	m := addressDay.FindStringSubmatch(address)
	if m == nil {
		return ""
	}
	return m[1] + "-" + m[2] + "-" + m[3]
}

func absolute(address string) string {
	if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
		return address
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func inner(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(clean.Replace(b.String())), " ")
}

// evidence is a value with the field that it stands in.
type evidence struct{ field, value string }

func firstDay(all ...evidence) (corpus.Date, string) {
	for _, e := range all {
		if d, ok := page.Day(e.value); ok {
			return d, e.field + " " + e.value
		}
	}
	return corpus.Date{}, ""
}
