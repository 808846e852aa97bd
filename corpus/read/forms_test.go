package read

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

const (
	sentence  = "The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three."
	sentence2 = "The opposition rejected the subsidy, and nobody expects a vote before the spring."
)

func zst(data []byte) []byte {
	z, _ := zstd.NewWriter(nil)
	return z.EncodeAll(data, nil)
}

// crlf writes a text as mail and HTTP want it.
func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

func eml(subject, body string) string {
	return "From: Mira Olt <mira@harbour.example>\nTo: desk@harbour.example\nSubject: " + subject +
		"\nDate: Tue, 3 Dec 2024 09:15:00 +0100\nMessage-ID: <" + strings.ToLower(subject[:4]) + "@harbour.example>\n" + body
}

const multipart = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>The harbour master, Odd Br=E4ndt, said on Tuesday that the old ship wou=
ld last two winters.</p>
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="x.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b--
`

func warc(records ...string) []byte {
	var b bytes.Buffer
	for i, r := range records {
		kind, block, _ := strings.Cut(r, "\n")
		block = string(crlf(block))
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://harbour.example/%d\r\nWARC-Date: 2024-12-0%dT10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			kind, i, i+1, len(block), block)
	}
	return b.Bytes()
}

func word(paragraphs ...string) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, p := range paragraphs {
		style, text, _ := strings.Cut(p, "|")
		fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t>%s</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>`, style, text)
	}
	b.WriteString(`</w:body></w:document>`)
	return zipped("[Content_Types].xml", "<x/>", wordPart, b.String(),
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d"><dcterms:created>2024-12-03T08:00:00Z</dcterms:created></cp:coreProperties>`)
}

// printed writes a PDF file of one page with a line of text for each line.
func printed(lines ...string) []byte {
	var text strings.Builder
	y := 800
	for _, l := range lines {
		if l != "" {
			fmt.Fprintf(&text, "BT /F1 10 Tf 1 0 0 1 50 %d Tm (%s) Tj ET\n", y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l))
		}
		y -= 12
	}
	widths := strings.TrimSpace(strings.Repeat("500 ", 96))
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", text.Len(), text.String()),
		"<</Type/Font/Subtype/Type1/BaseFont/Courier/FirstChar 32/LastChar 127/Encoding/WinAnsiEncoding/Widths[" + widths + "]>>",
		"<</CreationDate(D:20241203081500Z)/Title(Ferry Talks in Port Ellery)>>",
	}
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
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

const wxr = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harbour Notes</title>
<item><title>Ferry Talks</title><link>https://harbour.example/ferry</link><guid isPermaLink="false">https://harbour.example/?p=7</guid>
<content:encoded><![CDATA[` + sentence + "\n\n" + sentence2 + `]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_date>2024-12-03 09:00:00</wp:post_date><wp:post_modified>2024-12-05 10:00:00</wp:post_modified><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>A draft</title><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>quay.jpg</title><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type></item>
</channel></rss>`

const atomFeed = `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Notes</title>
<entry><title>Ferry Talks</title><id>urn:x:1</id><link rel="alternate" href="https://harbour.example/ferry"/><published>2024-12-03T09:00:00Z</published><updated>2024-12-05T09:00:00Z</updated>
<content type="html">&lt;p&gt;` + sentence + `&lt;/p&gt;</content></entry>
<entry><title>No text</title><id>urn:x:2</id></entry></feed>`

// TestForms reads one small file of each form.
func TestForms(t *testing.T) {
	response := "response\nHTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n\n<title>Ferry Talks in Port Ellery</title><h1>Ferry Talks in Port Ellery</h1><p>" + sentence + "</p>"
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"one.eml", crlf(eml("Ferry talks", "\n"+sentence+"\n")), "ferr@harbour.example|Ferry talks|2024-12-03||Mira Olt|" + sentence},
		{"parts.eml", crlf(eml("Ferry talks", multipart)), "ferr@harbour.example|Ferry talks|2024-12-03||Mira Olt|The harbour master, Odd Brändt, said on Tuesday that the old ship would last two winters."},
		{"box", []byte("From mira@harbour.example Tue Dec  3 09:15:00 2024\n" + eml("Ferry talks", "\n"+sentence+"\n\n>From here on it was quiet.\n\n") +
			"From mira@harbour.example Tue Dec  3 09:15:00 2024\n" + eml("Dams again", "\n"+sentence2+"\n")),
			"ferr@harbour.example|Ferry talks|2024-12-03||Mira Olt|" + sentence + "¶From here on it was quiet.\n" +
				"dams@harbour.example|Dams again|2024-12-03||Mira Olt|" + sentence2},
		{"export.xml", []byte(wxr), "https://harbour.example/?p=7|Ferry Talks|2024-12-03|2024-12-05|https://harbour.example/ferry|" + sentence + "¶" + sentence2},
		{"atom.xml", []byte(atomFeed), "urn:x:1|Ferry Talks|2024-12-03|2024-12-05|https://harbour.example/ferry|" + sentence + "\nerror: atom.xml#2: the entry has no text"},
		{"rss.rss", []byte(`<rss version="2.0"><channel><item><title>Ferry Talks</title><link>https://harbour.example/ferry</link><pubDate>Tue, 03 Dec 2024 09:00:00 GMT</pubDate><description>` + sentence + `</description></item></channel></rss>`),
			"https://harbour.example/ferry|Ferry Talks|2024-12-03||https://harbour.example/ferry|" + sentence},
		{"table.csv", []byte("id,headline,body,date\n7,Ferry Talks,\"" + sentence + "\n\n " + sentence2 + "\",2024-12-03\n8,Empty,,\n"),
			"7|Ferry Talks|2024-12-03|||" + sentence + "¶ " + sentence2 + "\nerror: table.csv:5: the column of the text is empty"},
		{"semi.csv", []byte("\ufefftext;date\n" + sentence + ";3 December 2024\n"), "semi.csv#2||2024-12-03|||" + sentence},
		{"crawl.warc.gz", append(gz(warc("warcinfo\nsoftware: x", response)), gz(warc("response\nHTTP/1.1 404 Not Found\nContent-Type: text/html\n\nno"))...),
			"https://harbour.example/1@2024-12-02|Ferry Talks in Port Ellery|||https://harbour.example/1|" + sentence},
		{"brief.docx", word("Title|Ferry Talks in Port Ellery", "Normal|"+sentence, "Normal|"+sentence2),
			"brief.docx|Ferry Talks in Port Ellery|2024-12-03|||" + sentence + "¶" + sentence2},
		{"brief.pdf", printed("Ferry Talks in Port Ellery", "", "The harbour master, Odd Brandt, said on Tuesday that the old ship would", "last two winters (not three). The opposition rejected the subsidy, which", "nobody had expected.", "", sentence2),
			"brief.pdf|Ferry Talks in Port Ellery|2024-12-03|||The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters (not three). The opposition rejected the subsidy, which nobody had expected.¶" + sentence2},
		{"page.txt.zst", zst([]byte(brief)), "page.txt.zst|Ferry Talks in Port Ellery|2024-12-03|||" + brief[len("Ferry Talks in Port Ellery\n\n3 December 2024\n\n"):len(brief)-1]},
		{"pages.tar.gz", gz(tarred("./b/page.txt", brief)), "pages.tar.gz!/b/page.txt|Ferry Talks in Port Ellery|2024-12-03|||" + brief[len("Ferry Talks in Port Ellery\n\n3 December 2024\n\n"):len(brief)-1]},
		{"records.jsonl", []byte("{\"id\":\"a\",\"text\":\" As it stands. \"}\n\n{\"text\":\"Without an id.\"}\n"), "a||||| As it stands. \nrecords.jsonl#3|||||Without an id."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			docs, errs := Read(tt.name, tt.data, Options{})
			var got []string
			for _, d := range docs {
				got = append(got, strings.Join([]string{d.ID, d.Title, d.Published.String(), d.Modified.String(), d.Source, strings.ReplaceAll(d.Text, "\n\n", "¶")}, "|"))
			}
			for _, err := range errs {
				got = append(got, "error: "+err.Error())
			}
			want := strings.Split(tt.want, "\n")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
