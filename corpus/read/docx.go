package read

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
)

// wordPart is the file of a zip archive that makes it a Word document.
const wordPart = "word/document.xml"

// maxWordText bounds the XML of a Word document, in bytes: of a text of corpus.MaxRecord
// most is mark-up.
const maxWordText = 4 * corpus.MaxRecord

// officeKind names what else a zip archive is, so that a spreadsheet is set aside as one
// thing and not as a dozen pieces of XML.
func officeKind(z *zip.Reader) string {
	for _, f := range z.File {
		switch {
		case f.Name == wordPart:
			return "word"
		case strings.HasPrefix(f.Name, "xl/"):
			return "a spreadsheet: export it as CSV"
		case strings.HasPrefix(f.Name, "ppt/"):
			return "a slide show: export it as PDF"
		case f.Name == "content.xml":
			return "an OpenDocument file: save it as DOCX"
		}
	}
	return ""
}

// parseWord reads the paragraphs of a Word document; deleted text of tracked changes is
// left out, inserted text is in.
func parseWord(data []byte) (corpus.Document, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return corpus.Document{}, fmt.Errorf("unpack: %w", truncated(err))
	}
	m, err := coreProperties(z)
	if err != nil {
		m.Notes = append(m.Notes, "the properties of the Word document could not be read")
	}
	body, err := member(z, wordPart)
	if err != nil {
		return corpus.Document{}, err
	}
	lines, title, err := wordLines(xml.NewDecoder(bytes.NewReader(body)))
	if err != nil {
		return corpus.Document{}, fmt.Errorf("%s: %w", wordPart, err)
	}
	if title != "" {
		m.Title = title
	}
	doc := page.Clean(lines, m)
	if doc.Text == "" {
		return doc, errors.New("the Word document has no text")
	}
	return doc, nil
}

func member(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	defer f.Close()
	data, err := readAll(f, maxWordText)
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, truncated(err))
	}
	return data, nil
}

func coreProperties(z *zip.Reader) (m page.Meta, err error) {
	var core struct {
		Title    string `xml:"title"`
		Created  string `xml:"created"`
		Modified string `xml:"modified"`
	}
	data, err := member(z, "docProps/core.xml")
	if err != nil {
		return m, nil // optional
	}
	if err := xml.Unmarshal(data, &core); err != nil {
		return m, err
	}
	m.Title = strings.TrimSpace(core.Title)
	if d, ok := page.Day(core.Created); ok {
		m.Published, m.PublishedFrom = d, "created "+core.Created
	}
	if d, ok := page.Day(core.Modified); ok {
		m.Modified, m.ModifiedFrom = d, "modified "+core.Modified
	}
	return m, nil
}

// wordLines reads paragraphs (w:p), their style (w:pStyle) and their runs of text (w:t).
func wordLines(dec *xml.Decoder) (lines []page.Line, title string, err error) {
	var text strings.Builder
	var line page.Line
	inText := false
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return lines, title, nil
		}
		if err != nil {
			return nil, "", err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = true
			case "tab", "br", "cr":
				text.WriteByte(' ')
			case "numPr":
				line.Item = true
			case "pStyle":
				line.Level = styleLevel(t)
			}
		case xml.CharData:
			if inText {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "p":
				line.Text = strings.Join(strings.Fields(text.String()), " ")
				if line.Text != "" {
					lines = append(lines, line)
				}
				if line.Level == titleLevel && title == "" {
					title = line.Text
				}
				text.Reset()
				line = page.Line{}
			}
		}
	}
}

const titleLevel = 1

func styleLevel(t xml.StartElement) int {
	for _, a := range t.Attr {
		if a.Name.Local != "val" {
			continue
		}
		switch s := strings.ToLower(a.Value); {
		case s == "title":
			return titleLevel
		case strings.HasPrefix(s, "heading"):
			return 2
		}
	}
	return 0
}
