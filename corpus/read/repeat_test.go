package read

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus/read/readtest"
)

// pieces are what the syntax of each form is made of. Repeated, they open what nothing closes,
// name what is not there, and lie within one another.
var pieces = map[string][]string{
	"markdown": {"[a](<b", "[a](b", "![", "[", "]", "[a]: b\n", "*", "**a ", "*a_ ", "`", "`a``b", "<a ", "<!--", "</a", "~~a", "> ", "- ", "1. ", " - a\n", "# a\n",
		"===\n", "|a", "|a\n|-\n", "&a", "\\", "[a][b]", "![a](", "<http:a", "```\n", "    a\n", "\t", "<div>\n\n", "* * *\n", "](", "<pre>\n", "a  \n"},
	"front matter": {"a: &a [x]\n", "- ", "[", "{", "a: ", "? ", "*a ", "&a ", "'", "\"", "!!a ", "|\n", "{a: ", "<<: *a\n", "date: \n", "a:\n "},
	"html": {"<div>", "<p>", "<table>", "<td>", "<a href=x>", "<b><i>", "</b>", "<!--", "<svg>", "<select>", "<option>", "<li>", "<script>", "<template>", "<h1>a",
		"<br>", "&amp", "<p>By Mira Olt, 3 May 2024", "<article>", "<p>Related posts", "<title>", "<a b=c ", `<script type="application/ld+json">{"@graph":[`, "<p>a<table>"},
	"text": {"By Mira Olt, 3 May 2024\n", "By Mira Olt\n\n", "3 May 2024 ", "Updated 3 May 2024\n\n", "Impact: a. ", "Impact:\n\n", "Related posts\n\n", "Skip to main content ",
		"Comments\n\n", "a\n", "===\n", "- a\n", "Copying is forbidden. ", "By ", "May ", "1 ", "2024-01-01 ", "\u00ad", "aA", "a-\n", "2 Comments ", "\x00",
		"The envoy said that the talks about the ferry would go on for a week or until\n"},
	"mail": {"X: a\n", "X:", " a\n", "To: a@b.c, ", "=?utf-8?q?a?= ", "=?utf-8?b?YQ==?= ", "(", "<", "\"", "Subject: =?utf-8?q?a?=\n ", "From: a\n", "Date: (",
		"Content-Type: text/plain; a=b; ", "; a=b", "Content-Type: multipart/mixed; boundary=b\n", "--b\n", "a*0=b; "},
	"feed":  {"<item>", "<item><title>a</title></item>", "<entry>", "<a>", "<a b='c' ", "&a;", "<!--", "<![CDATA[", "<!ENTITY a 'b'>", "xmlns:a='b' ", "<content>", "a "},
	"jsonl": {"[", "{", `{"a":`, `"\u0041`, `\"`, `{"text":"a"}` + "\n", `{"text":[`, ",", "[0,1],", "\n"},
	"csv":   {"\"", "\"\"", ",", "a,", "a\n", "\n", "a,\"b\n", ";", "\t"},
	"word": {"<w:p>", "<w:p><w:t>a</w:t></w:p>", "<w:t>", "<w:p></w:p>", "<a b='c' ", "&a;", "<w:tab/>", "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:t>a</w:t></w:p>",
		"<w:p><w:t>By Mira Olt, 3 May 2024</w:t></w:p>"},
	"drawing": {"(a) Tj ", "[(a) 1] TJ ", "BT ", "/F1 12 Tf ", "[", "(", "<", "<<", "q ", "Q ", "1 0 0 1 0 0 cm ", "dict begin ", "1 ", "/a 1 def ", "1 0 0 1 5 5 Tm ", "%", "{", "/a"},
	"letters": {"1 beginbfchar ", "<41> <0041> ", "endbfchar ", "<", "(", "1 beginbfrange <20> <7D> <0020> endbfrange ", "begin ", "dict ", "def ", "[", "9 "},
	"pdf": {"1 0 obj\n<<", "<<", "[", "xref\n0 1\n", "/Size 1 ", "/W[", "/Kids[1 0 R] ", "endobj\n", "stream\n", "1 0 R ", "trailer\n<<", "%", "(", "startxref\n9\n%%EOF\n",
		"/#53ize ", "/Index[ + ", "/First 1 ", "/Type/ObjStm ", "/Type/XRef ", "/Filter/FlateDecode ", "/Prev 9 "},
	"packed": {"1 0 ", "<<", "[", "(", "<", "/a", "%", "1 0 R ", "5 0 R ", ">>", "]", "stream\n", "null "},
	"warc":   {"WARC/1.0\r\n", "WARC-Type: response\r\n", "Content-Length: 1\r\n\r\na\r\n\r\n", "a: b\r\n", " a\r\n", "HTTP/1.1 200 OK\r\n"},
}

// around puts a text where the pieces of a form belong.
func around(kind, s string) (form, []byte) {
	switch kind {
	case "markdown":
		return formMarkdown, []byte(s + "\n\n" + sentence)
	case "front matter":
		return formMarkdown, []byte("---\n" + s + "\n---\n" + sentence)
	case "html":
		return formHTML, []byte("<!DOCTYPE html><html><body>" + s + "<p>" + sentence)
	case "text":
		return formText, []byte(s + "\n\n" + sentence)
	case "mail":
		return formMail, readtest.CRLF("From: a@b.example\nSubject: x\n" + s + "\n\n" + sentence)
	case "feed":
		return formFeed, []byte("<rss><channel>" + s)
	case "jsonl":
		return formJSONL, []byte(s)
	case "csv":
		return formCSV, []byte("text,date\n" + s)
	case "word":
		return formZip, readtest.Word("<w:document>" + s)
	case "drawing":
		return formPDF, readtest.PDFOf(s, fmt.Sprintf(letters, ""))
	case "letters":
		return formPDF, readtest.PDFOf("BT /F1 12 Tf (a) Tj ET", fmt.Sprintf(letters, s))
	case "pdf":
		return formPDF, []byte("%PDF-1.5\n" + s + "\nstartxref\n9\n%%EOF\n")
	case "packed":
		return formPDF, packedPDF("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated("1 0 "+s), [2]uint16{1, 0})
	case "warc":
		return formWARC, []byte(s)
	}
	panic(kind)
}

// TestRepeated reads what repeats a few pieces of syntax, chosen by chance but the same every
// time. No reader may panic, or take memory out of proportion; one that takes the square of the
// size, or more, shows in the time of the test.
func TestRepeated(t *testing.T) {
	const (
		size   = 10_000
		perKB  = 6 << 10 // KB taken, all in all, for each of the input
		chosen = 15      // of each form
	)
	rng := rand.New(rand.NewPCG(3, 4))
	for _, kind := range slices.Sorted(maps.Keys(pieces)) {
		all := pieces[kind]
		for i := range len(all) + chosen {
			piece := all[i%len(all)]
			if i >= len(all) {
				for range 1 + rng.IntN(2) {
					piece += strings.Repeat(all[rng.IntN(len(all))], 1+rng.IntN(3))
				}
			}
			f, data := around(kind, strings.Repeat(piece, size/len(piece)))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			docs, errs := readAs(f, bytes.NewReader(data), int64(len(data)))
			runtime.ReadMemStats(&after)
			checkRead(t, docs, errs)
			if kb := int64(after.TotalAlloc-before.TotalAlloc) >> 10; kb > perKB*size>>10 && !underRace {
				t.Errorf("%s of %q takes %d KB", kind, piece, kb)
			}
		}
	}
}
