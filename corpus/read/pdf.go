package read

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/ledongthuc/pdf"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
)

// maxPages bounds the pages of a PDF file; a book of more is no brief.
const maxPages = 5000

// parsePDF reads the text layer of a PDF file. The library panics on damaged files.
func parsePDF(data []byte) (doc corpus.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("damaged PDF: %v", r)
		}
	}()
	if !plausible(data) {
		return corpus.Document{}, errors.New("damaged PDF: a number in its structure is larger than the file can hold")
	}
	if err := boundedObjects(data); err != nil {
		return corpus.Document{}, err
	}
	in := &bridled{data: bytes.NewReader(data), left: tableReads(len(data))}
	r, err := pdf.NewReader(in, int64(len(data)))
	if err != nil {
		return corpus.Document{}, fmt.Errorf("read the PDF: %w", err)
	}
	in.left = maxReads
	if n := r.NumPage(); n > maxPages {
		return corpus.Document{}, fmt.Errorf("%d pages, the limit is %d", n, maxPages)
	}
	var pages [][]row
	for i := 1; i <= r.NumPage(); i++ {
		p := r.Page(i)
		if err := bounded(p); err != nil {
			return corpus.Document{}, fmt.Errorf("page %d: %w", i, err)
		}
		pages = append(pages, rows(p.Content().Text))
	}
	text := layout(dropRunning(pages))
	if strings.TrimSpace(text) == "" {
		return corpus.Document{}, errors.New("a PDF without a text layer: run OCR over it first")
	}
	return page.TextWith(text, pdfMeta(r)), nil
}

func pdfMeta(r *pdf.Reader) (m page.Meta) {
	info := r.Trailer().Key("Info")
	m.Title = strings.TrimSpace(info.Key("Title").Text())
	if strings.Contains(m.Title, ".doc") || strings.HasPrefix(m.Title, "Microsoft Word") {
		m.Title = "" // the name of the file it was printed from
	}
	pick := func(key string) (corpus.Date, string) {
		// D:20240503091500+02'00'
		s := strings.TrimPrefix(info.Key(key).RawString(), "D:")
		d, _ := page.Day(s[:min(len(s), 8)])
		if d.IsZero() {
			return d, ""
		}
		return d, key + " " + s
	}
	m.Published, m.PublishedFrom = pick("CreationDate")
	return m
}

// row is a line of a printed page.
type row struct {
	text string
	y    float64
	size float64 // of its type
}

// rows puts the glyphs of a page into lines, top down, with a space wherever there is a gap.
func rows(glyphs []pdf.Text) []row {
	var out []row
	var line []pdf.Text
	flush := func() {
		if r, ok := join(line); ok {
			out = append(out, r)
		}
		line = line[:0]
	}
	for _, g := range glyphs {
		if len(line) > 0 && math.Abs(line[0].Y-g.Y) > max(1, line[0].FontSize/3) {
			flush()
		}
		line = append(line, g)
	}
	flush()
	return out
}

func join(line []pdf.Text) (row, bool) {
	if len(line) == 0 {
		return row{}, false
	}
	slices.SortStableFunc(line, func(a, b pdf.Text) int { return cmp.Compare(a.X, b.X) })
	var b strings.Builder
	end := line[0].X
	for _, g := range line {
		if g.X-end > g.FontSize/5 {
			b.WriteByte(' ')
		}
		b.WriteString(g.S)
		end = g.X + g.W
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	return row{text, line[0].Y, line[0].FontSize}, text != ""
}

// dropRunning leaves out running titles and page numbers: the first or last line of a page
// that two others have as well, but for digits.
func dropRunning(pages [][]row) [][]row {
	key := func(r row) string {
		return strings.Map(func(c rune) rune {
			if '0' <= c && c <= '9' {
				return -1
			}
			return c
		}, r.text)
	}
	seen := map[string]int{}
	for _, p := range pages {
		if len(p) > 1 {
			seen[key(p[0])]++
			seen[key(p[len(p)-1])]++
		}
	}
	for i, p := range pages {
		if len(p) > 1 && seen[key(p[len(p)-1])] > 2 {
			p = p[:len(p)-1]
		}
		if len(p) > 1 && seen[key(p[0])] > 2 {
			p = p[1:]
		}
		pages[i] = p
	}
	return pages
}

// layout writes the lines with an empty one where the gap above is larger than usual, or the
// size of the type changes. A paragraph goes on across pages if it is open.
func layout(pages [][]row) string {
	var b strings.Builder
	lead := leading(pages)
	for _, p := range pages {
		for i, r := range p {
			switch {
			case b.Len() == 0:
			case i == 0:
				b.WriteString("\n")
			case p[i-1].y-r.y > lead*1.3 || r.y > p[i-1].y || math.Abs(p[i-1].size-r.size) > 1:
				b.WriteString("\n\n")
			default:
				b.WriteString("\n")
			}
			b.WriteString(r.text)
		}
	}
	return b.String()
}

// leading returns the median distance of lines.
func leading(pages [][]row) float64 {
	var gaps []float64
	for _, p := range pages {
		for i := 1; i < len(p); i++ {
			if gap := p[i-1].y - p[i].y; gap > 0 {
				gaps = append(gaps, gap)
			}
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}
