package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/readtest"
)

const brief = "Ferry Talks in Port Ellery\n\n3 December 2024\n\nThe harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three. The opposition rejected the subsidy.\n"

func utf16le(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

func encrypted() []byte {
	data := readtest.Zip("secret.txt", brief)
	for _, sig := range []string{"PK\x03\x04", "PK\x01\x02"} { // local and central header
		at := bytes.Index(data, []byte(sig))
		data[at+6+2*strings.Count(sig, "\x01")] |= 1 // general purpose flag
	}
	return data
}

// TestBadInput states the one line that each kind of damage gets. Nothing else is lost: see
// TestNothingElseLost.
func TestBadInput(t *testing.T) {
	for _, tt := range []struct {
		name string
		data []byte
		opt  Options
		want string // of the error; or the start of a note, or "ok"
	}{
		{"empty.txt", nil, Options{}, "empty.txt: empty file"},
		{"blank.txt", []byte(" \n\n\t\n"), Options{}, "blank.txt: empty file"},
		{"binary.txt", []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00"), Options{}, "binary.txt: binary file (application/x-elf), no text"},
		{"picture.html", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), Options{}, "picture.html: binary file (image/png), no text"},
		{"page.pdf", []byte(brief), Options{}, "ok"},
		{"records.txt", []byte(`{"text":"The envoy left."}`), Options{}, "ok"},
		{"western.txt", []byte("Caf\xe9 Talks\n\nThe minister said in the Caf\xe9 Br\xfcck that \x93nothing\x94 had been agreed so far, and that he would not return.\n"), Options{}, "note: converted from windows-1252"},
		{"cut.txt", []byte(brief[:len(brief)-1] + " “Über” and “so” on and on\xe2\x80"), Options{}, "note: a few bytes were no UTF-8"},
		{"wide.txt", utf16le(brief), Options{}, "note: converted from UTF-16"},
		{"large.txt", bytes.Repeat([]byte("All is quiet. "), 1000), Options{MaxSize: 1000}, "large.txt: 14000 bytes, the limit for a document is 1000 (raise it with --max-size)"},
		{"cut.jsonl", []byte(`{"id":"a","text":"The env`), Options{}, "cut.jsonl:1: JSON ends in the middle, at byte 25 of the line: the line may be broken in two, or the file truncated"},
		{"long.jsonl", []byte(`{"text":"` + strings.Repeat("x", 2000) + `"}`), Options{MaxSize: 1000}, "long.jsonl:1: line too long: 2011 bytes, the limit is 1000 (raise it with --max-size)"},
		{"type.jsonl", []byte(`{"text":5}`), Options{}, `type.jsonl:1: field "text" is a number, want a string`},
		{"day.jsonl", []byte(`{"text":"The envoy left.","published":"2025-02-30"}`), Options{}, `note: published: "2025-02-30" is no date, want YYYY-MM-DD`},
		{"undated.txt", []byte("The envoy left the talks, and nobody knows when he will return.\n"), Options{}, "note: no date of publication found"},
		{"german.txt", []byte("Der Gesandte verließ die Verhandlungen am Dienstag und sagte, dass er nicht mehr an eine Einigung glaube. Die Ministerin widersprach ihm noch am selben Abend und kündigte neue Vorschläge an.\n"), Options{}, "german.txt: language: German (keep it with --lang any)"},
		{"cut.gz", readtest.Gzip([]byte(strings.Repeat(brief, 100)))[:100], Options{}, "cut.gz: unexpected EOF (the file may be truncated)"},
		{"bomb.gz", readtest.Gzip(make([]byte, 20<<20)), Options{}, "bomb.gz: binary file (application/octet-stream), no text"},
		{"bomb.jsonl.gz", readtest.Gzip([]byte(`{"text":"` + strings.Repeat("x", 20<<20) + `"}`)), Options{}, "bomb.jsonl.gz:1: unpacks to more than 200 times its size: looks like a decompression bomb"},
		{"total.tar.gz", readtest.Gzip(readtest.Tar("a.txt", strings.Repeat(brief, 20), "b.txt", strings.Repeat(brief, 20))), Options{MaxUnpacked: 4000}, "total.tar.gz: unpacks to more than 4000 bytes in all, the limit for an archive"},
		{"locked.zip", encrypted(), Options{}, "locked.zip!/secret.txt: encrypted: unpack it with its password first"},
		{"cut.zip", readtest.Zip("a.txt", brief)[:60], Options{}, "cut.zip: unpack: zip: not a valid zip file (the file may be truncated)"},
		{"cut.tar", readtest.Tar("a.txt", brief, "b.txt", strings.Repeat(brief, 20))[:2000], Options{}, "cut.tar: unpack: unexpected EOF (the file may be truncated)"},
		{"2024-12-03-talks.txt", []byte(sentence), Options{}, "published 2024-12-03"},
		{"no.zip", readtest.Zip(), Options{}, "no.zip: nothing in it"},
		{"no.rss", []byte("<rss><channel></channel></rss>"), Options{}, "no.rss: nothing in it"},
		{"deep.zip", deep(6), Options{}, "deep.zip" + strings.Repeat("!/in.zip", maxDepth) + ": more than 4 archives within one another"},
		{"sheet.xlsx", readtest.Zip("[Content_Types].xml", "<x/>", "xl/workbook.xml", "<x/>"), Options{}, "sheet.xlsx: a spreadsheet: export it as CSV"},
		{"other.xml", []byte(`<?xml version="1.0"?><config><a/></config>`), Options{}, "other.xml: XML, but no feed, WordPress export or page"},
		{"laughs.xml", []byte(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title><description>The envoy said that the talks would go on.</description></item></channel></rss>`), Options{}, "ok"},
		{"cut.xml", []byte(`<rss><channel><item><title>The envoy`), Options{}, "cut.xml: no valid XML in line 1, after 1 entries: unexpected EOF"},
		{"bad.csv", []byte("id,text\n1,\"The envoy left"), Options{}, `bad.csv:2: no valid CSV: extraneous or missing " in quoted-field`},
		{"bad.pdf", []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"), Options{}, "bad.pdf: read the PDF: "},
		{"bad.md", []byte("---\ntitle: [\n---\n\nThe envoy said that the talks would go on.\n"), Options{}, "note: the front matter is no valid YAML and was ignored"},
		{"nested.eml", []byte("From: a@b\nSubject: x\nMIME-Version: 1.0\n" + strings.Repeat("Content-Type: Multipart/mixed; boundary=b\n\n--b\n", 4000) + "\nThe envoy left."), Options{}, "nested.eml: 4000 parts that have parts, the limit is 200"},
		{"wide.md", []byte(strings.Repeat("|a", 30000) + "\n" + strings.Repeat("|-", 30000) + "\n" + strings.Repeat("|The envoy left.\n", 30000)), Options{}, "note: the tables are too large and were read as text"},
		{"marks.md", []byte(strings.Repeat("*a_ ", 50_000) + "\n\n" + sentence), Options{}, "note: it has too many marks of Markdown in one place and was read as plain text"},
		{"quotations.md", []byte(strings.Repeat("> ", 50_000) + sentence), Options{}, "note: it has too many marks of Markdown in one place and was read as plain text"},
		{"list.md", []byte(strings.Repeat("- [The envoy](https://harbour.example/a_b) left for Port Ellery\n", 2000)), Options{Published: corpus.Date{Year: 2025, Month: 1, Day: 2}}, "published 2025-01-02no date of publication found; the date of publication, 2025-01-02, was given for undated documents"},
		{"keys.md", []byte("---\n" + strings.Repeat("date: 2025-01-02\n", 10_000) + "---\n" + sentence), Options{}, "published 2025-01-02"},
		{"table.md", []byte("The envoy left.\n\n|a|b|\n|-|-|\n" + strings.Repeat("|The envoy|left|\n", 5000)), Options{Published: corpus.Date{Year: 2025, Month: 1, Day: 2}}, "published 2025-01-02no date of publication found; the date of publication, 2025-01-02, was given for undated documents"},
		{"nested.html", []byte(strings.Repeat("<div>", 5000) + "The envoy left."), Options{}, "nested.html: html: open stack of elements exceeds"},
		{"script.html", []byte("<html><body><div id=app></div><script>go()</script></body></html>"), Options{}, "script.html: no text on the page: it may be filled by a script"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			docs, errs := Read(tt.name, tt.data, tt.opt)
			got := "ok"
			var rec *corpus.RecordError
			switch {
			case len(docs)+len(errs) == 0:
				t.Fatal("neither a document nor an error")
			case len(errs) > 0 && !errors.As(errs[0], &rec):
				t.Fatalf("%v is no RecordError", errs[0])
			case len(errs) > 0:
				got = errs[len(errs)-1].Error()
			case strings.HasPrefix(tt.want, "published "):
				got = "published " + docs[0].Published.String() + strings.Join(docs[0].Notes, "; ")
			case strings.HasPrefix(tt.want, "note: "):
				got = "note: " + strings.Join(docs[0].Notes, "\nnote: ")
			}
			if !strings.HasPrefix(got, tt.want) && !strings.Contains(got, "\n"+tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func deep(n int) []byte {
	data := []byte(brief)
	name := "in.txt"
	for range n {
		data = readtest.Zip(name, string(data))
		name = "in.zip"
	}
	return data
}

// TestNothingElseLost puts a good document behind each bad record of an archive.
func TestNothingElseLost(t *testing.T) {
	data := readtest.Zip(
		"empty.txt", "",
		"../../etc/passwd", brief,
		"C:\\temp\\a.txt", brief,
		"blob.bin", "\x00\x01",
		".hidden", "x",
		"sub/feed.jsonl", "{\"text\":\n{\"id\":\"good\",\"text\":\"The envoy left.\"}\n",
		"z.txt", brief,
	)
	var got []string
	docs, errs := Read("all.zip", data, Options{})
	for _, d := range docs {
		got = append(got, d.ID)
	}
	for _, err := range errs {
		got = append(got, err.Error())
	}
	want := []string{
		"all.zip!/etc/passwd",
		"all.zip!/C:/temp/a.txt",
		"good",
		"all.zip!/z.txt",
		"all.zip!/empty.txt: empty file",
		"all.zip!/blob.bin: binary file (application/octet-stream), no text",
		"all.zip!/sub/feed.jsonl:1: JSON ends in the middle, at byte 8 of the line: the line may be broken in two, or the file truncated",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDamagedCrawl meets a crawl, each record of which is compressed by itself, that is damaged
// where a record has just ended: what came before is read, and the damage is told.
func TestDamagedCrawl(t *testing.T) {
	long := "response\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<h1>Ferry Talks</h1>" + strings.Repeat("<p>"+sentence+"</p>", 100)
	record := readtest.Gzip(readtest.WARC(long)) // longer than what is looked at to tell the form
	unpacked := len(readtest.WARC(long))
	for _, tt := range []struct {
		name  string
		after []byte // of the first record, in place of a second
		opt   Options
		want  string
	}{
		{"header", append([]byte("\x1f\x8c"), record[2:]...), Options{}, "after record 1: gzip: invalid header"},
		{"cut header", record[:5], Options{}, "after record 1: unexpected EOF (the file may be truncated)"},
		{"limit", record, Options{MaxUnpacked: int64(unpacked)}, fmt.Sprintf("after record 1: unpacks to more than %d bytes in all, the limit for an archive", unpacked)},
		{"whole", nil, Options{}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			docs, errs := Read("crawl.warc.gz", slices.Concat(record, tt.after), tt.opt)
			got := fmt.Sprintf("%d read", len(docs))
			for _, err := range errs {
				got += "; " + err.Error()
			}
			want := "1 read"
			if tt.want != "" {
				want += "; crawl.warc.gz: " + tt.want
			}
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
	record[len(record)-8] ^= 1 // of the checksum at the end
	docs, errs := Read("crawl.warc.gz", record, Options{})
	if len(docs) != 1 || len(errs) != 1 || errs[0].Error() != "crawl.warc.gz: after record 1: gzip: invalid checksum" {
		t.Errorf("a wrong checksum: %d documents, errors %v", len(docs), errs)
	}
}

// TestContentEncoding meets responses as servers compress them.
func TestContentEncoding(t *testing.T) {
	page := "<h1>Ferry Talks</h1><p>" + sentence + "</p>"
	for coding, body := range map[string]string{
		"":         page,
		"identity": page,
		"gzip":     string(readtest.Gzip([]byte(page))),
		"X-GZIP":   string(readtest.Gzip([]byte(page))),
		"br":       "\x0b\x02\x80<p>",
	} {
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + coding + "\r\n\r\n" + body
		record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
		docs, errs := Read("crawl.warc", []byte(record), Options{})
		got, want := "", sentence
		for _, d := range docs {
			got += d.Text
		}
		for _, err := range errs {
			got += err.Error()
		}
		if coding == "br" {
			want = `crawl.warc#1: the page is compressed as "br", and only gzip can be unpacked: crawl it again without compression`
		}
		if got != want {
			t.Errorf("%q: got  %s\nwant %s", coding, got, want)
		}
	}
}

// TestCutMail reads what a mail has before it is cut off, whatever the form of that.
func TestCutMail(t *testing.T) {
	const head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n"
	text := "--b\nContent-Type: text/plain\n\n" + sentence + "\n"
	html := "--b\nContent-Type: text/html\n\n<p>" + sentence + "</p>\n"
	const attachment = "--b\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nJVBE"
	const damaged = sentence + "|the mail is damaged, and a part of it may be missing: "
	for _, tt := range []struct{ name, body, want string }{
		{"behind a text", text + attachment, damaged + "multipart: NextPart: EOF"},
		{"behind HTML", html + attachment, damaged + "multipart: NextPart: EOF"},
		{"in a text", text, damaged + "unexpected EOF (the file may be truncated)"},
		{"in HTML", html, damaged + "unexpected EOF (the file may be truncated)"},
		{"before a text", "--b\nContent-Type: text/plain\n", "cut.eml: read the mail: unexpected EOF (the file may be truncated)"},
		{"without a text", attachment, "cut.eml: read the mail: multipart: NextPart: EOF"},
	} {
		docs, errs := Read("cut.eml", readtest.CRLF(eml("Ferry talks", head+tt.body)), Options{})
		got := ""
		for _, d := range docs {
			got += d.Text + "|" + strings.Join(d.Notes, "|")
		}
		for _, err := range errs {
			got += err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: got  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestLargeFile meets a file of 200 MB, which is set aside without being read.
func TestLargeFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "large.txt")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, strings.Repeat(brief, 100))
	if err := errors.Join(f.Truncate(200<<20), f.Close()); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for it := range Walk(context.Background(), []string{name}, nil, Options{}) {
		if it.Err == nil || !strings.HasSuffix(it.Err.Error(), "209715200 bytes, the limit for a document is 16777216 (raise it with --max-size)") {
			t.Errorf("got %v", it.Err)
		}
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d bytes allocated", n)
	}
}

// TestUnreadable meets paths that cannot be listed or opened.
func TestUnreadable(t *testing.T) {
	root := filepath.Join(t.TempDir(), "testroot")
	locked := filepath.Join(root, "locked")
	for _, err := range []error{
		os.MkdirAll(locked, 0o755),
		os.WriteFile(filepath.Join(root, "a.txt"), []byte(brief), 0o644),
		os.Symlink("nowhere", filepath.Join(root, "dangling")),
		os.Chmod(locked, 0),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(locked, 0o755) })
	want := []string{
		"testroot/a.txt id=testroot/a.txt",
		"testroot/dangling error: stat: no such file or directory",
	}
	if os.Getuid() != 0 { // root may list everything
		want = append(want, "testroot/locked error: open: permission denied")
	}
	want = append(want,
		"testroot/missing error: stat: no such file or directory",
		"testroot/a.txt/below error: stat: not a directory")
	got := list(t, Options{}, root, filepath.Join(root, "missing"), filepath.Join(root, "a.txt", "below"))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnchanged(t *testing.T) {
	root := filepath.Join(t.TempDir(), "testroot")
	if err := errors.Join(os.Mkdir(root, 0o755), os.WriteFile(filepath.Join(root, "a.txt"), []byte(brief), 0o644)); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for it := range Walk(context.Background(), []string{root}, nil, Options{}) {
		seen[it.Path] = it.Fingerprint
	}
	opt := Options{Unchanged: func(path, print string) bool { return seen[path] == print }}
	if diff := cmp.Diff([]string{"testroot/a.txt skipped: unchanged"}, list(t, opt, root)); diff != "" {
		t.Error(diff)
	}
	if err := os.WriteFile(filepath.Join(root, "a.txt"), []byte(brief+"More.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"testroot/a.txt id=testroot/a.txt"}, list(t, opt, root)); diff != "" {
		t.Error(diff)
	}
}

func TestStdin(t *testing.T) {
	if diff := cmp.Diff([]string{"- id=stdin"}, list(t, Options{}, "-")); diff != "" {
		t.Error(diff)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	data := strings.Repeat("{\"text\":\"The envoy left.\"}\n", 100)
	for range Walk(ctx, []string{"-"}, strings.NewReader(data), Options{}) {
		if n++; n == 3 {
			cancel()
		}
	}
	if n != 3 {
		t.Errorf("%d items after the third cancelled", n)
	}
}

// TestLanguage keeps what is in English however it is written, and what is too short to
// tell.
func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		brief:        "",
		"Non, merci": "",
		"The signatories included Prof Tomas Rehn, Amira Dost, Ilse Marr, Odd Brandt, Hanno Quill, Rosa Winter, Ole Stamm, Lena Havlik, Jon Fersen, Mira Olt, Walter Grün and Peter Buchmann.": "",
		"Le ministre a déclaré mardi que les négociations se poursuivraient la semaine prochaine, malgré le refus de la délégation, et que personne ne quitterait la table avant vendredi.":    "French",
		"Посланник заявил во вторник, что переговоры продолжатся на следующей неделе, несмотря на отказ делегации, и что никто не покинет стол переговоров до пятницы вечером.":                "Russian",
	} {
		if got := foreign(text); got != want {
			t.Errorf("%s: got %q, want %q", text[:20], got, want)
		}
	}
}

func ExampleRead() {
	docs, _ := Read("talks.txt", []byte(brief), Options{})
	fmt.Println(docs[0].Title, docs[0].Published)
	// Output: Ferry Talks in Port Ellery 2024-12-03
}
