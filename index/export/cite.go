package export

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"net/url"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/quote"
	"github.com/sayso-nlp/sayso/index"
)

// citation is an entry of a bibliography: a document, or words quoted from it.
type citation struct {
	id        string // of the datum: ID, ID#p1
	title     string
	published corpus.Date
	source    string         // an address, or who published it
	quote     quote.Selector // empty for a whole document
	note      string         // whose words they are
	keywords  []string
}

func citeDocument(a *corpus.Annotated) citation {
	return citation{id: a.ID, title: cmp.Or(a.Title, a.ID), published: a.Published, source: a.Source, keywords: DocumentRowOf(a).Actors}
}

func citePosition(h index.PositionHit, level Level) citation {
	c := citation{id: fmt.Sprintf("%s#p%d", h.ID, h.Index+1), title: cmp.Or(h.Title, h.ID), published: h.Published, source: h.Source, quote: h.Quote}
	holder, via := holderAt(h.Position, level)
	c.note = holder
	if via != "" {
		c.note += " via " + via
	}
	c.note = strings.TrimSpace(c.note + " " + string(h.Act))
	if h.Issue != "" {
		c.note += " (" + h.Issue + ")"
	}
	for _, k := range []string{holder, h.Issue} {
		if k != "" {
			c.keywords = append(c.keywords, k)
		}
	}
	return c
}

func citeJudgment(h index.JudgmentHit) citation {
	return citation{
		id: h.ID + "#" + h.Number(), title: cmp.Or(h.Title, h.ID), published: h.Published, source: h.Source, quote: h.Quote,
		note: strings.TrimSpace("judged " + string(h.Band)), keywords: h.Actors,
	}
}

// address returns the source if it is an address of the web.
func (c *citation) address() string {
	if u, err := url.Parse(c.source); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return u.String()
	}
	return ""
}

// publisher returns the source if it is no address, and else its host.
func (c *citation) publisher() string {
	if u, err := url.Parse(c.address()); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return oneLine(c.source)
}

// notes returns what is said about the quotation, a line each: whose words they are, the
// words, the anchor as JSON of the Web Annotation model, an address that leads to them.
func (c *citation) notes() (out []string) {
	if c.quote.Exact == "" {
		return nil
	}
	if c.note != "" {
		out = append(out, c.note+": “"+oneLine(c.quote.Exact)+"”")
	}
	out = append(out, "anchor: "+c.anchor())
	if link := c.quote.Link(c.address()); link != "" {
		out = append(out, "passage: "+link)
	}
	return out
}

// selector is a quotation as the Web Annotation Data Model writes it.
type selector struct {
	Type string `json:"type"`
	quote.Selector
}

func (c *citation) anchor() string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(selector{"TextQuoteSelector", c.quote}) // strings cannot fail
	return strings.TrimSpace(b.String())
}

// key returns a name for the entry that BibTeX takes; ids that it would not take get the
// hash of theirs, so that no two entries have the same.
func (c *citation) key() string {
	changed := false
	key := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.:/", r) {
			return r
		}
		changed = true
		return '-'
	}, c.id)
	if !changed {
		return key
	}
	h := fnv.New32a()
	io.WriteString(h, c.id)
	return fmt.Sprintf("%s-%08x", key, h.Sum32())
}

// cite writes a bibliography.
func cite(w io.Writer, f Format, rows iter.Seq2[citation, error]) error {
	bw := bufio.NewWriter(w)
	begin, row, end := nothing, writeRIS, ""
	switch f {
	case BibTeX:
		row = writeBibTeX
	case CSLJSON:
		first := true
		begin = func() error { _, err := bw.WriteString("["); return err }
		row = func(w *bufio.Writer, c *citation) error {
			if !first {
				w.WriteString(",")
			}
			first = false
			return writeCSL(w, c)
		}
		end = "\n]\n"
	}
	return each(rows, begin, func(c citation) error { return row(bw, &c) }, func() error {
		bw.WriteString(end)
		return bw.Flush()
	})
}

// writeRIS writes an entry as the RIS specification (2011) has it: a tag a line, CR LF.
func writeRIS(w *bufio.Writer, c *citation) error {
	line := func(tag, value string) {
		if value != "" {
			fmt.Fprintf(w, "%s  - %s\r\n", tag, oneLine(value))
		}
	}
	kind := "RPRT"
	if c.address() != "" {
		kind = "ELEC"
	}
	line("TY", kind)
	line("ID", c.id)
	line("TI", oneLine(c.title))
	if d := c.published; !d.IsZero() {
		line("PY", fmt.Sprintf("%04d", d.Year))
		line("DA", fmt.Sprintf("%04d/%02d/%02d/", d.Year, d.Month, d.Day))
	}
	line("PB", c.publisher())
	line("UR", c.address())
	line("AB", c.quote.Exact)
	for _, n := range c.notes() {
		line("N1", n)
	}
	for _, k := range c.keywords {
		line("KW", k)
	}
	_, err := w.WriteString("ER  - \r\n\r\n")
	return err
}

// bibText escapes what BibTeX and TeX take for commands.
var bibText = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "#", `\#`, "$", `\$`, "&", `\&`, "_", `\_`,
	"^", `\textasciicircum{}`, "~", `\textasciitilde{}`)

// bibAddress keeps an address within its braces.
var bibAddress = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20")

func writeBibTeX(w *bufio.Writer, c *citation) error {
	kind := "misc"
	if c.address() != "" {
		kind = "online"
	}
	fmt.Fprintf(w, "@%s{%s,\n", kind, c.key())
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "  %s = {%s},\n", name, value)
		}
	}
	text := func(name, value string) { field(name, bibText.Replace(oneLine(value))) }
	field("title", "{"+bibText.Replace(oneLine(c.title))+"}")
	if d := c.published; !d.IsZero() {
		field("date", d.String())
		field("year", fmt.Sprintf("%04d", d.Year))
	}
	text("publisher", c.publisher())
	field("url", bibAddress.Replace(c.address()))
	if c.quote.Exact != "" {
		text("note", c.notes()[0])
	}
	text("quote", c.quote.Exact)
	text("quoteprefix", c.quote.Prefix)
	text("quotesuffix", c.quote.Suffix)
	field("quotelink", bibAddress.Replace(c.quote.Link(c.address())))
	text("keywords", strings.Join(c.keywords, ", "))
	_, err := w.WriteString("}\n\n")
	return err
}

// The JSON of CSL 1.0.2 (csl-data.json).
type (
	cslItem struct {
		ID        string     `json:"id"`
		Type      string     `json:"type"`
		Title     string     `json:"title"`
		Issued    *cslDate   `json:"issued,omitempty"`
		Publisher string     `json:"publisher,omitempty"`
		URL       string     `json:"URL,omitempty"`
		Abstract  string     `json:"abstract,omitempty"`
		Keyword   string     `json:"keyword,omitempty"`
		Note      string     `json:"note,omitempty"`
		Custom    *cslCustom `json:"custom,omitempty"`
	}
	cslDate struct {
		Parts [1][3]int `json:"date-parts"`
	}
	cslCustom struct {
		Quote selector `json:"quote"`
	}
)

func writeCSL(w *bufio.Writer, c *citation) error {
	item := cslItem{ID: c.id, Type: "report", Title: oneLine(c.title), Publisher: c.publisher(), URL: c.address(), Keyword: strings.Join(c.keywords, ", ")}
	if item.URL != "" {
		item.Type = "webpage"
	}
	if d := c.published; !d.IsZero() {
		item.Issued = &cslDate{[1][3]int{{d.Year, int(d.Month), d.Day}}}
	}
	if c.quote.Exact != "" {
		item.Abstract, item.Note = oneLine(c.quote.Exact), c.notes()[0]
		item.Custom = &cslCustom{selector{"TextQuoteSelector", c.quote}}
	}
	w.WriteString("\n")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(item)
}
