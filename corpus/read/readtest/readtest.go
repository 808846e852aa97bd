// Package readtest makes small files of the forms that package read reads, for tests and for
// the corpora of fuzzing: archives, office documents, crawls.
//
// What it writes is valid, and the smallest that has what a reader looks for; tests damage it
// themselves. It must not be imported by the program.
package readtest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Zip packs files, given as name and content by turns.
func Zip(files ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := z.Create(files[i])
		must(err)
		_, err = io.WriteString(f, files[i+1])
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// Tar packs files, given as name and content by turns.
func Tar(files ...string) []byte {
	var b bytes.Buffer
	t := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		must(t.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1])), Typeflag: tar.TypeReg}))
		_, err := io.WriteString(t, files[i+1])
		must(err)
	}
	must(t.Close())
	return b.Bytes()
}

// Gzip compresses data.
func Gzip(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(data)
	must(err)
	must(z.Close())
	return b.Bytes()
}

// Zstd compresses data.
func Zstd(data []byte) []byte {
	z, err := zstd.NewWriter(nil)
	must(err)
	defer z.Close()
	return z.EncodeAll(data, nil)
}

// CRLF ends the lines of a text as mail and HTTP want it.
func CRLF(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

// WARC writes a web archive. Each record is its type on a line, and behind that its block with
// simple line ends; the n-th was fetched on the n-th of December 2024.
func WARC(records ...string) []byte {
	var b bytes.Buffer
	for i, r := range records {
		kind, block, _ := strings.Cut(r, "\n")
		block = string(CRLF(block))
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://harbour.example/%d\r\nWARC-Date: 2024-12-0%dT10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			kind, i, i+1, len(block), block)
	}
	return b.Bytes()
}

// WordXML is the main part of a Word document. Each paragraph is its style, a bar and its
// text; a deletion stands behind each, as tracked changes have it.
func WordXML(paragraphs ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, p := range paragraphs {
		style, text, _ := strings.Cut(p, "|")
		fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t>%s</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>`, style, text)
	}
	b.WriteString(`</w:body></w:document>`)
	return b.String()
}

// Word packs the main part of a Word document, with properties that date it to 3 December 2024.
func Word(document string) []byte {
	return Zip("[Content_Types].xml", "<x/>", "word/document.xml", document,
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d"><dcterms:created>2024-12-03T08:00:00Z</dcterms:created></cp:coreProperties>`)
}

// PDF prints some lines on one page, by the title "Ferry Talks in Port Ellery" and of
// 3 December 2024.
func PDF(lines ...string) []byte {
	var text strings.Builder
	y := 800
	for _, l := range lines {
		if l != "" {
			fmt.Fprintf(&text, "BT /F1 10 Tf 1 0 0 1 50 %d Tm (%s) Tj ET\n", y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l))
		}
		y -= 12
	}
	widths := strings.TrimSpace(strings.Repeat("500 ", 96))
	return pdfOf([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", text.Len(), text.String()),
		"<</Type/Font/Subtype/Type1/BaseFont/Courier/FirstChar 32/LastChar 127/Encoding/WinAnsiEncoding/Widths[" + widths + "]>>",
		"<</CreationDate(D:20241203081500Z)/Title(Ferry Talks in Port Ellery)>>",
	})
}

// PDFOf draws one page by a program and a font's map from codes to letters.
func PDFOf(drawing, letters string) []byte {
	return pdfOf([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(drawing), drawing),
		"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(letters), letters),
		"<</CreationDate(D:20241203081500Z)/Title(Ferry Talks in Port Ellery)>>",
	})
}

// pdfOf writes objects with the table of where they begin; the first is the catalogue, the
// last the properties.
func pdfOf(objects []string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, len(objects), start)
	return b.Bytes()
}

// must panics where writing into memory fails, which only a mistake in the arguments can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
