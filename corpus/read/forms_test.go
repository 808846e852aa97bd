package read

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus/read/readtest"
)

const (
	sentence  = "The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three."
	sentence2 = "The opposition rejected the subsidy, and nobody expects a vote before the spring."
)

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
		{"one.eml", readtest.CRLF(eml("Ferry talks", "\n"+sentence+"\n")), "ferr@harbour.example|Ferry talks|2024-12-03||Mira Olt|" + sentence},
		{"parts.eml", readtest.CRLF(eml("Ferry talks", multipart)), "ferr@harbour.example|Ferry talks|2024-12-03||Mira Olt|The harbour master, Odd Brändt, said on Tuesday that the old ship would last two winters."},
		{"box", []byte("From mira@harbour.example Tue Dec  3 09:15:00 2024\n" + eml("Ferry talks", "\n"+sentence+"\n\n>From here on it was quiet.\n\n") +
			"From mira@harbour.example Tue Dec  3 09:15:00 2024\n" + eml("Dams again", "\n"+sentence2+"\n")),
			"ferr@harbour.example|Ferry talks|2024-12-03||Mira Olt|" + sentence + "¶From here on it was quiet.\n" +
				"dams@harbour.example|Dams again|2024-12-03||Mira Olt|" + sentence2},
		{"export.xml", []byte(wxr), "https://harbour.example/?p=7|Ferry Talks|2024-12-03|2024-12-05|https://harbour.example/ferry|" + sentence + "¶" + sentence2},
		{"atom.xml", []byte(atomFeed), "urn:x:1|Ferry Talks|2024-12-03|2024-12-05|https://harbour.example/ferry|" + sentence + "\nerror: atom.xml#2: the entry has no text"},
		{"rss.rss", []byte(`<rss version="2.0"><channel><item><title>Ferry Talks</title><link>https://harbour.example/ferry</link><pubDate>Tue, 03 Dec 2024 09:00:00 GMT</pubDate><description>` + sentence + `</description></item></channel></rss>`),
			"https://harbour.example/ferry|Ferry Talks|2024-12-03||https://harbour.example/ferry|" + sentence},
		{"media.rss", []byte(`<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><item><media:title>A pier</media:title><title>Ferry Talks</title><atom:link href="https://harbour.example/ferry"/><link>https://harbour.example/other</link><description>` + sentence + `</description><media:content url="https://harbour.example/pier.jpg" type="image/jpeg">A picture</media:content><media:description>The pier at dusk.</media:description><media:title>Another pier</media:title></item></channel></rss>`),
			"https://harbour.example/ferry|Ferry Talks|||https://harbour.example/ferry|" + sentence},
		{"rdf.rss", []byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>Ferry Talks</title><link>https://harbour.example/ferry</link><description>` + sentence + `</description><dc:title>A pier</dc:title><dc:description>The pier at dusk.</dc:description><dc:date>2024-12-03</dc:date></item></rdf:RDF>`),
			"https://harbour.example/ferry|Ferry Talks|2024-12-03||https://harbour.example/ferry|" + sentence},
		{"xhtml.atom", []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ferry Talks</title><id>urn:x:1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>` + sentence + `</p><p>` + sentence2 + `</p></div></content></entry></feed>`),
			"urn:x:1|Ferry Talks||||" + sentence + "¶" + sentence2},
		{"table.csv", []byte("id,headline,body,date\n7,Ferry Talks,\"" + sentence + "\n\n " + sentence2 + "\",2024-12-03\n8,Empty,,\n"),
			"7|Ferry Talks|2024-12-03|||" + sentence + "¶ " + sentence2 + "\nerror: table.csv:5: the column of the text is empty"},
		{"semi.csv", []byte("\ufefftext;date\n" + sentence + ";3 December 2024\n"), "semi.csv#2||2024-12-03|||" + sentence},
		{"crawl.warc.gz", append(readtest.Gzip(readtest.WARC("warcinfo\nsoftware: x", response)), readtest.Gzip(readtest.WARC("response\nHTTP/1.1 404 Not Found\nContent-Type: text/html\n\nno"))...),
			"https://harbour.example/1@2024-12-02|Ferry Talks in Port Ellery|||https://harbour.example/1|" + sentence},
		{"brief.docx", readtest.Word(readtest.WordXML("Title|Ferry Talks in Port Ellery", "Normal|"+sentence, "Normal|"+sentence2)),
			"brief.docx|Ferry Talks in Port Ellery|2024-12-03|||" + sentence + "¶" + sentence2},
		{"brief.pdf", readtest.PDF("Ferry Talks in Port Ellery", "", "The harbour master, Odd Brandt, said on Tuesday that the old ship would", "last two winters (not three). The opposition rejected the subsidy, which", "nobody had expected.", "", sentence2),
			"brief.pdf|Ferry Talks in Port Ellery|2024-12-03|||The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters (not three). The opposition rejected the subsidy, which nobody had expected.¶" + sentence2},
		{"page.txt.zst", readtest.Zstd([]byte(brief)), "page.txt.zst|Ferry Talks in Port Ellery|2024-12-03|||" + brief[len("Ferry Talks in Port Ellery\n\n3 December 2024\n\n"):len(brief)-1]},
		{"pages.tar.gz", readtest.Gzip(readtest.Tar("./b/page.txt", brief)), "pages.tar.gz!/b/page.txt|Ferry Talks in Port Ellery|2024-12-03|||" + brief[len("Ferry Talks in Port Ellery\n\n3 December 2024\n\n"):len(brief)-1]},
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
