// Package webpage reads HTML pages: it flattens the tree into the lines of a page, with
// what the mark-up says about each, and leaves the cleaning to package page.
//
// Title and dates come from Open Graph, JSON-LD, microdata, meta and time elements, in this
// order, and are checked against the printed ones by page.Clean. Scripts, styles and
// attributes never become text. Memory and time are linear in the page; trees deeper than
// [html.ParseWithOptions] takes are an error.
//
// Start reading at [Parse].
package webpage

import (
	"bytes"
	"cmp"
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
)

// Parse reads a page in UTF-8.
func Parse(data []byte) (corpus.Document, error) { return ParseWith(data, page.Meta{}) }

// ParseWith reads a page of which something is known from outside, such as the date of a
// feed's entry; what is known prevails.
func ParseWith(data []byte, known page.Meta) (corpus.Document, error) {
	root, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false))
	if err != nil {
		return corpus.Document{}, err
	}
	m := metadata(root)
	m.Title = cmp.Or(known.Title, m.Title)
	m.Source = cmp.Or(known.Source, m.Source)
	if !known.Published.IsZero() {
		m.Published, m.PublishedFrom = known.Published, known.PublishedFrom
	}
	if !known.Modified.IsZero() {
		m.Modified, m.ModifiedFrom = known.Modified, known.ModifiedFrom
	}
	m.Notes = append(m.Notes, known.Notes...)
	f := &flattener{}
	f.weigh(root)
	f.findRoot(root)
	f.walk(root, context{})
	f.flush(context{})
	doc := page.Clean(f.lines, m)
	if doc.Text == "" {
		return doc, errors.New("no text on the page: it may be filled by a script")
	}
	return doc, nil
}

// flattener walks the tree and collects lines.
type flattener struct {
	lines  []page.Line
	buf    strings.Builder // of the line at hand
	weight map[*html.Node]int
	total  int
	root   *html.Node // the element that holds the text, if the page marks it
}

// context is what the elements around a piece of text say about it.
type context struct {
	hint    corpus.DropReason
	level   int
	item    bool
	article bool // within article or main
	inside  bool // within the flattener's root
}

// weigh counts the bytes of paragraph text below every element. A class says nothing about
// an element that holds most of the page: <body class="comments-open">.
func (f *flattener) weigh(root *html.Node) {
	f.weight = map[*html.Node]int{}
	for n := range root.Descendants() {
		if n.Type != html.TextNode || n.Parent == nil || skipped(n.Parent) {
			continue
		}
		size := len(strings.TrimSpace(n.Data))
		if size < 40 { // menu items
			continue
		}
		f.total += size
		for p := n.Parent; p != nil; p = p.Parent {
			f.weight[p] += size
		}
	}
}

// findRoot looks for the one article that holds most of the page's text. What lies outside
// of it is furniture; on a page of many short articles there is none.
func (f *flattener) findRoot(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.DataAtom == atom.Article || attr(n, "itemprop") == "articleBody") && f.weight[n]*10 > f.total*6 {
			f.root = n
		}
	}
}

func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Head,
		atom.Title, atom.Textarea, atom.Option, atom.Datalist, atom.Canvas, atom.Audio, atom.Video:
		return n.Type == html.ElementNode
	}
	return false
}

func (f *flattener) walk(n *html.Node, c context) {
	switch n.Type {
	case html.TextNode:
		f.buf.WriteString(n.Data)
		return
	case html.ElementNode:
		if skipped(n) {
			return
		}
		c = f.enter(n, c)
	}
	block := isBlock(n)
	if block {
		f.flush(c)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		f.walk(child, c)
	}
	if block {
		f.flush(c)
	}
}

// enter returns the context within element n.
func (f *flattener) enter(n *html.Node, c context) context {
	switch n.DataAtom {
	case atom.Article, atom.Main:
		c.article = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.level = int(n.Data[1] - '0')
	case atom.Li:
		c.item = true
	case atom.Br:
		f.flush(c)
	}
	switch {
	case n == f.root:
		c.hint, c.inside = "", true
	case c.hint == "" && f.weight[n]*2 <= f.total:
		c.hint = hint(n, c.article)
	}
	return c
}

// hint tells what the mark-up says that an element holds.
func hint(n *html.Node, article bool) corpus.DropReason {
	switch n.DataAtom {
	case atom.Nav, atom.Button, atom.Form, atom.Select, atom.Noscript, atom.Dialog, atom.Figcaption, atom.Menu:
		return corpus.DropNav
	case atom.Aside:
		return cmp.Or(classHint(n), corpus.DropRelated)
	case atom.Footer:
		return cmp.Or(classHint(n), corpus.DropNav)
	case atom.Header:
		if !article {
			return corpus.DropNav
		}
	case atom.Time:
		return ""
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.H1, atom.P:
		return "" // themes put the state of the whole page into these classes
	}
	return classHint(n)
}

func classHint(n *html.Node) corpus.DropReason {
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "role":
			for word := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if r := page.ClassReason(word); r != "" {
					return r
				}
			}
		case "hidden", "aria-hidden":
			if a.Val != "false" {
				return corpus.DropNav
			}
		case "style":
			if strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
				return corpus.DropNav
			}
		}
	}
	return ""
}

// flush ends the line at hand.
func (f *flattener) flush(c context) {
	text := strings.Join(strings.Fields(clean.Replace(f.buf.String())), " ")
	f.buf.Reset()
	if text == "" {
		return
	}
	if c.hint == "" && f.root != nil && !c.inside && c.level != 1 {
		c.hint = corpus.DropNav
	}
	f.lines = append(f.lines, page.Line{Text: text, Level: c.level, Hint: c.hint, Item: c.item})
}

// clean drops what is invisible; strings.Fields evens out no-break spaces.
var clean = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "", "\u2060", "", "\x00", "")

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dl,
		atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Noscript, atom.Ol, atom.P, atom.Pre,
		atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul, atom.Caption, atom.Button, atom.Label, atom.Select:
		return n.Type == html.ElementNode
	}
	return false
}
