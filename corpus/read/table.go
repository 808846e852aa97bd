package read

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
)

// columns are the positions of what a table's header names; -1: none.
type columns struct{ id, title, text, published, modified, source int }

// The names that a column may have, the best first.
var columnNames = map[string][]string{
	"id":        {"id", "doc_id", "docid", "document_id", "uid"},
	"title":     {"title", "headline"},
	"text":      {"text", "body", "content", "full_text", "fulltext", "article"},
	"published": {"published", "date", "pub_date", "published_at", "publication_date", "datetime", "created"},
	"modified":  {"modified", "updated", "updated_at", "last_modified"},
	"source":    {"source", "url", "link", "publisher"},
}

func findColumns(header []string) columns {
	find := func(what string) int {
		for _, name := range columnNames[what] {
			for i, h := range header {
				if strings.EqualFold(strings.TrimSpace(h), name) {
					return i
				}
			}
		}
		return -1
	}
	return columns{find("id"), find("title"), find("text"), find("published"), find("modified"), find("source")}
}

// delimiter guesses the mark between the columns of a header.
func delimiter(line string) rune {
	best := ','
	for _, d := range []rune{';', '\t', '|'} {
		if strings.Count(line, string(d)) > strings.Count(line, string(best)) {
			best = d
		}
	}
	return best
}

// isCSV asks for a header with a column of texts and another one.
func isCSV(lower string) bool {
	line, _, ok := strings.Cut(lower, "\n")
	if !ok {
		return false
	}
	header := strings.Split(strings.TrimSpace(line), string(delimiter(line)))
	for i := range header {
		header[i] = strings.Trim(header[i], `" `)
	}
	return len(header) > 1 && findColumns(header).text >= 0
}

// table yields the rows of a CSV file. Like that of JSONL, the text is taken as it stands.
func (w *walker) table(p place, b *bufio.Reader) {
	if bom, _ := b.Peek(3); string(bom) == "\ufeff" {
		b.Discard(3)
	}
	head, _ := b.Peek(sniffLen)
	line, _, _ := strings.Cut(string(head), "\n")
	in := &budget{r: b, left: w.opt.maxSize()}
	r := csv.NewReader(in)
	r.Comma = delimiter(line)
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil {
		w.fail(p, err)
		return
	}
	cols := findColumns(header)
	for !w.done {
		in.left = w.opt.maxSize()
		row, err := r.Read()
		if err == io.EOF {
			return
		}
		if !w.row(p, r, cols, row, err) {
			return
		}
	}
}

// row yields one row; false ends the table.
func (w *walker) row(p place, r *csv.Reader, cols columns, row []string, err error) bool {
	q := p
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		q.name = fmt.Sprintf("%s:%d", p.name, bad.StartLine)
		return w.fail(q, fmt.Errorf("no valid CSV: %w", bad.Err))
	}
	if err != nil {
		w.fail(p, truncated(err))
		return false
	}
	line, _ := r.FieldPos(0)
	q.name = fmt.Sprintf("%s:%d", p.name, line)
	q.id = fmt.Sprintf("%s#%d", p.id, line)
	cell := func(i int) string {
		if i < 0 || i >= len(row) {
			return ""
		}
		return row[i]
	}
	text := cell(cols.text)
	q.size = int64(len(text))
	if strings.TrimSpace(text) == "" {
		return w.fail(q, errors.New("the column of the text is empty"))
	}
	m := page.Meta{Title: cell(cols.title), Source: cell(cols.source)}
	m.Published, _ = page.Day(cell(cols.published))
	m.Modified, _ = page.Day(cell(cols.modified))
	id := strings.TrimSpace(cell(cols.id))
	return w.record(q, []byte(text), func(data []byte) (corpus.Document, error) {
		data, note, err := toUTF8(data, "")
		doc := m.Document(string(data))
		doc.ID = id
		if note != "" {
			doc.Notes = append(doc.Notes, note)
		}
		return doc, err
	})
}
