package read

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"go.yaml.in/yaml/v3"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
	"github.com/sayso-nlp/sayso/corpus/read/webpage"
)

var (
	markdown        = converter(extension.Table, extension.Strikethrough)
	markdownNoTable = converter(extension.Strikethrough)
)

func converter(extensions ...goldmark.Extender) goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extensions...), goldmark.WithRendererOptions(html.WithUnsafe()))
}

// maxCells bounds the cells of all tables. A row with fewer cells than the first is filled up, so
// that 30,000 columns above 30,000 rows of one letter, 200 KB, would be a billion cells.
const maxCells = 1 << 20

// cells is no less than how many cells the tables in data have: the lines of a paragraph times the
// columns of the widest.
func cells(data []byte) (n int) {
	lines, bars := 0, 0
	end := func() {
		if bars > 0 {
			n += lines * (bars + 1)
		}
		lines, bars = 0, 0
	}
	for line := range bytes.Lines(data) {
		if len(bytes.TrimSpace(line)) == 0 {
			end()
			continue
		}
		lines++
		bars = max(bars, bytes.Count(line, []byte("|")))
	}
	end()
	return n
}

// What goldmark takes more than linear time for: the square of the marks in a paragraph such as
// "[a](<b[a](<b…", the cube for "*a_ *a_ …", and the square of what is within one another in
// "> > > …". A paragraph of a link in every line, as in a bibliography, has some hundred marks.
const (
	maxMarks  = 5000
	maxOpened = 100
)

var (
	opening  = regexp.MustCompile(`^(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*`) // quotations and lists
	listItem = regexp.MustCompile(`^ {0,3}[-+*][ \t]+\S`)                      // begins a paragraph of its own
)

// tangled reports whether data has a paragraph with more marks than maxMarks, or a line that
// opens more than maxOpened quotations and lists.
func tangled(data []byte) bool {
	marks := 0
	for line := range bytes.Lines(data) {
		opened := opening.Find(line)
		if len(opened) > maxOpened && bytes.Count(opened, []byte(">"))+len(bytes.Fields(bytes.ReplaceAll(opened, []byte(">"), nil))) > maxOpened {
			return true
		}
		if len(bytes.TrimSpace(line)) == 0 || listItem.Match(line) {
			marks = 0
		}
		for _, c := range line {
			switch c {
			case '[', ']', '*', '_', '~', '`', '<', '!', '&':
				marks++
			}
		}
		if marks > maxMarks {
			return true
		}
	}
	return false
}

// parseMarkdown reads Markdown with or without front matter, by way of HTML: what a page
// holds beside its text is the same in both.
func parseMarkdown(data []byte) (corpus.Document, error) {
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	head, body := cutFrontMatter(data)
	m, err := readFrontMatter(head)
	if err != nil {
		m.Notes = append(m.Notes, fmt.Sprintf("the front matter is no valid YAML and was ignored: %v", err))
	}
	if tangled(body) {
		m.Notes = append(m.Notes, "it has too many marks of Markdown in one place and was read as plain text")
		return page.TextWith(string(body), m), nil
	}
	var out bytes.Buffer
	md := markdown
	if cells(body) > maxCells {
		md = markdownNoTable
		m.Notes = append(m.Notes, "the tables are too large and were read as text")
	}
	if err := md.Convert(body, &out); err != nil {
		return corpus.Document{}, err
	}
	return webpage.ParseWith(out.Bytes(), m)
}

// cutFrontMatter returns what stands between two lines of "---" at the beginning.
func cutFrontMatter(data []byte) (head, body []byte) {
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(data, " \n\t"), []byte("---\n"))
	if !ok {
		return nil, data
	}
	if head, body, ok = bytes.Cut(rest, []byte("\n---\n")); ok {
		return head, body
	}
	if head, ok = bytes.CutSuffix(rest, []byte("\n---")); ok {
		return head, nil
	}
	return nil, data
}

// readFrontMatter reads what Jekyll, Hugo, Pandoc and Obsidian write above a text. The dates are
// strings here, since people write them in every form. The library is not asked to fill a struct:
// for that it compares each key to each other, and tells of every pair that is the same.
func readFrontMatter(head []byte) (page.Meta, error) {
	var m page.Meta
	var top yaml.Node
	if err := yaml.Unmarshal(head, &top); err != nil {
		return m, err
	}
	if top.IsZero() {
		return m, nil
	}
	all := top.Content[0]
	if all.Kind != yaml.MappingNode {
		return m, errors.New("it has no fields")
	}
	fields := map[string]string{}
	for pair := range slices.Chunk(all.Content, 2) {
		value := pair[1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if value.Kind == yaml.ScalarNode && value.ShortTag() != "!!null" {
			fields[pair[0].Value] = value.Value
		}
	}
	m.Title = strings.TrimSpace(fields["title"])
	m.Source = cmp.Or(fields["source"], fields["url"])
	m.Published, m.PublishedFrom = firstDay(fields, "date", "published", "pubDate", "created")
	m.Modified, m.ModifiedFrom = firstDay(fields, "lastmod", "updated", "modified")
	return m, nil
}

// firstDay returns the day of the first field that holds one, and the field as it was written.
func firstDay(fields map[string]string, names ...string) (day corpus.Date, from string) {
	for _, name := range names {
		if day, ok := page.Day(fields[name]); ok {
			return day, name + ": " + fields[name]
		}
	}
	return day, ""
}
