package read

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"go.yaml.in/yaml/v3"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
	"github.com/sayso-nlp/sayso/corpus/read/webpage"
)

// frontMatter is what Jekyll, Hugo, Pandoc and Obsidian write above a text. The dates are
// strings here, since people write them in every form.
type frontMatter struct {
	Title     string    `yaml:"title"`
	Date      yaml.Node `yaml:"date"`
	Published yaml.Node `yaml:"published"`
	PubDate   yaml.Node `yaml:"pubDate"`
	Created   yaml.Node `yaml:"created"`
	Lastmod   yaml.Node `yaml:"lastmod"`
	Updated   yaml.Node `yaml:"updated"`
	Modified  yaml.Node `yaml:"modified"`
	Source    string    `yaml:"source"`
	URL       string    `yaml:"url"`
}

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

// parseMarkdown reads Markdown with or without front matter, by way of HTML: what a page
// holds beside its text is the same in both.
func parseMarkdown(data []byte) (corpus.Document, error) {
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	head, body := cutFrontMatter(data)
	m, err := readFrontMatter(head)
	if err != nil {
		m.Notes = append(m.Notes, fmt.Sprintf("the front matter is no valid YAML and was ignored: %v", err))
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

func readFrontMatter(head []byte) (page.Meta, error) {
	var f frontMatter
	var m page.Meta
	if err := yaml.Unmarshal(head, &f); err != nil {
		return m, err
	}
	m.Title = strings.TrimSpace(f.Title)
	m.Source = f.Source
	if m.Source == "" {
		m.Source = f.URL
	}
	for _, d := range []struct {
		field string
		node  yaml.Node
	}{{"date", f.Date}, {"published", f.Published}, {"pubDate", f.PubDate}, {"created", f.Created}} {
		if day, ok := page.Day(d.node.Value); ok && m.Published.IsZero() {
			m.Published, m.PublishedFrom = day, d.field+": "+d.node.Value
		}
	}
	for _, d := range []struct {
		field string
		node  yaml.Node
	}{{"lastmod", f.Lastmod}, {"updated", f.Updated}, {"modified", f.Modified}} {
		if day, ok := page.Day(d.node.Value); ok && m.Modified.IsZero() {
			m.Modified, m.ModifiedFrom = day, d.field+": "+d.node.Value
		}
	}
	return m, nil
}
