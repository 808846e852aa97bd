package read

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"
)

// form is what a stream holds.
type form int

const (
	formEmpty form = iota
	formText       // a page as scraped
	formHTML
	formMarkdown
	formJSONL
	formZip // also DOCX
	formTar
	formGzip
	formZstd
	formBzip2
	formPDF
	formWARC
	formMbox
	formMail
	formFeed // RSS, Atom, WXR
	formCSV
	formXML // of another kind
	formBinary
)

// sniffLen is how much of a stream decides its form.
const sniffLen = 4 << 10

var magic = []struct {
	at   int
	sig  string
	form form
}{
	{0, "PK\x03\x04", formZip},
	{0, "PK\x05\x06", formZip},
	{0, "\x1f\x8b", formGzip},
	{0, "\x28\xb5\x2f\xfd", formZstd},
	{0, "BZh", formBzip2},
	{0, "%PDF-", formPDF},
	{0, "WARC/1.", formWARC},
	{257, "ustar", formTar},
}

// sniff tells the form from the first sniffLen bytes. The name decides only where the
// content leaves it open: between text and Markdown.
func sniff(head []byte, name string) form {
	for _, m := range magic {
		if len(head) >= m.at+len(m.sig) && string(head[m.at:m.at+len(m.sig)]) == m.sig {
			return m.form
		}
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = halve(head)
	}
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	switch {
	case len(head) == 0:
		return formEmpty
	case bytes.IndexByte(head, 0) >= 0:
		return formBinary
	}
	return sniffText(head, name)
}

// halve makes UTF-16 readable enough to tell its form.
func halve(head []byte) []byte {
	return bytes.ReplaceAll(head[2:], []byte{0}, nil)
}

func sniffText(head []byte, name string) form {
	lower := strings.ToLower(string(head))
	ext := strings.ToLower(path.Ext(name))
	switch {
	case isJSON(lower):
		return formJSONL
	case isMbox(head):
		return formMbox
	case isMail(lower):
		return formMail
	case isFeed(lower):
		return formFeed
	case isHTML(lower):
		return formHTML
	case strings.HasPrefix(lower, "<?xml"):
		return formXML
	case isCSV(lower):
		return formCSV
	case strings.HasPrefix(lower, "---\n"), strings.HasPrefix(lower, "---\r\n"), ext == ".md", ext == ".markdown":
		return formMarkdown
	case isControl(head):
		return formBinary
	}
	return formText
}

// isJSON takes a line that opens an object for JSON. A page may begin with a brace, but not
// with one before a quotation mark.
func isJSON(s string) bool {
	rest, ok := strings.CutPrefix(s, "{")
	rest = strings.TrimLeft(rest, " \t\r\n")
	return ok && (strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "}"))
}

// isControl reports whether more than one in ten runes is a control character or no UTF-8
// that could be windows-1252 either: text does not look like that.
func isControl(head []byte) bool {
	bad := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\b' || c == 0x7f {
			bad++
		}
	}
	return bad*10 > len(head) || bad > 0 && !utf8.Valid(head[:max(0, len(head)-utf8.UTFMax)])
}

// isHTML looks for the elements that open a page or a piece of one. Text with a tag or two
// in it is text.
func isHTML(s string) bool {
	s = afterProlog(s)
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<main", "<section", "<div", "<p>", "<p ", "<h1", "<header", "<meta", "<title", "<table", "<link"} {
		if strings.HasPrefix(s, tag) {
			return true
		}
	}
	return false
}
