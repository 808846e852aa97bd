package read

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/readtest"
)

// FuzzRead feeds whatever reader the content asks for. Its corpus, and those of the targets
// for one reader each, lie in testdata/fuzz; TestFuzzCorpora makes them.
func FuzzRead(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, errs := Read("fuzz", data, fuzzOptions)
		checkRead(t, docs, errs)
	})
}

func FuzzText(f *testing.F)     { fuzzForm(f, formText) }
func FuzzMarkdown(f *testing.F) { fuzzForm(f, formMarkdown) }
func FuzzHTML(f *testing.F)     { fuzzForm(f, formHTML) }
func FuzzJSONL(f *testing.F)    { fuzzForm(f, formJSONL) }
func FuzzCSV(f *testing.F)      { fuzzForm(f, formCSV) }
func FuzzFeed(f *testing.F)     { fuzzForm(f, formFeed) }
func FuzzMail(f *testing.F)     { fuzzForm(f, formMail) }
func FuzzMbox(f *testing.F)     { fuzzForm(f, formMbox) }
func FuzzWARC(f *testing.F)     { fuzzForm(f, formWARC) }
func FuzzPDF(f *testing.F)      { fuzzForm(f, formPDF) }
func FuzzZip(f *testing.F)      { fuzzForm(f, formZip) }
func FuzzTar(f *testing.F)      { fuzzForm(f, formTar) }
func FuzzGzip(f *testing.F)     { fuzzForm(f, formGzip) }
func FuzzZstd(f *testing.F)     { fuzzForm(f, formZstd) }
func FuzzBzip2(f *testing.F)    { fuzzForm(f, formBzip2) }

// fuzzed are the forms of the targets that feed one reader.
var fuzzed = map[string]form{
	"FuzzText":     formText,
	"FuzzMarkdown": formMarkdown,
	"FuzzHTML":     formHTML,
	"FuzzJSONL":    formJSONL,
	"FuzzCSV":      formCSV,
	"FuzzFeed":     formFeed,
	"FuzzMail":     formMail,
	"FuzzMbox":     formMbox,
	"FuzzWARC":     formWARC,
	"FuzzPDF":      formPDF,
	"FuzzZip":      formZip,
	"FuzzTar":      formTar,
	"FuzzGzip":     formGzip,
	"FuzzZstd":     formZstd,
	"FuzzBzip2":    formBzip2,
}

// FuzzWord changes the main part of a Word document, which its checksum would protect in the
// packed file.
func FuzzWord(f *testing.F) {
	f.Fuzz(func(t *testing.T, document []byte) {
		docs, errs := Read("fuzz", readtest.Word(string(document)), fuzzOptions)
		checkRead(t, docs, errs)
	})
}

// fuzzOptions keep a run of the fuzzer small.
var fuzzOptions = Options{MaxSize: 1 << 20, MaxUnpacked: 8 << 20, AnyLanguage: true}

// fuzzForm feeds the reader of one form, whatever the content looks like: a file with some
// bytes changed would be taken for one of another form too often. The same must come of it
// however the bytes arrive.
func fuzzForm(f *testing.F, kind form) {
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, errs := readAs(kind, bytes.NewReader(data), int64(len(data)))
		checkRead(t, docs, errs)
		again, errsAgain := readAs(kind, iotest.HalfReader(bytes.NewReader(data)), -1)
		if diff := cmp.Diff(docs, again); diff != "" || len(errs) != len(errsAgain) {
			t.Errorf("in small pieces it is read otherwise (-whole +pieces):\n%s%v\n%v", diff, errs, errsAgain)
		}
	})
}

// readAs reads a stream as of one form. size is -1 if it is not known beforehand.
func readAs(kind form, r io.Reader, size int64) (docs []corpus.Annotated, errs []error) {
	w := &walker{ctx: context.Background(), opt: fuzzOptions, yield: collect(&docs, &errs)}
	w.form(kind, place{path: "fuzz", name: "fuzz", id: "fuzz", size: size}, w.buffer(0, r), r)
	return docs, errs
}

// checkRead says what holds whatever the bytes are: each document is valid, and each error
// names its record.
func checkRead(t *testing.T, docs []corpus.Annotated, errs []error) {
	t.Helper()
	for _, d := range docs {
		checkDocument(t, d)
	}
	for _, err := range errs {
		var rec *corpus.RecordError
		if !errors.As(err, &rec) || !strings.HasPrefix(err.Error(), "fuzz") {
			t.Errorf("no RecordError: %v", err)
		}
	}
}

func checkDocument(t *testing.T, d corpus.Annotated) {
	t.Helper()
	if d.ID == "" || d.File == "" || strings.TrimSpace(d.Text) == "" {
		t.Errorf("id %q, file %q, text %q", d.ID, d.File, d.Text)
	}
	for _, s := range []string{d.ID, d.Title, d.Text, d.Source, d.PublishedFrom} {
		if !utf8.ValidString(s) {
			t.Errorf("invalid UTF-8: %q", s)
		}
	}
	for _, s := range d.Sections {
		if !s.Valid(d.Text) {
			t.Errorf("section %v in a text of %d bytes", s, len(d.Text))
		}
	}
	if !d.Published.IsZero() && corpus.DateOf(d.Published.Time()) != d.Published {
		t.Errorf("published %v", d.Published)
	}
}

// seeds are the corpora of the fuzz targets, by target and name: of each form what a reader
// should make a document of ("good…"), and what it must refuse. Further files in the folders
// are what fuzzing has found.
func seeds() map[string]map[string][]byte {
	bzip2, err := hex.DecodeString(briefBzip2)
	if err != nil {
		panic(err)
	}
	response := "response\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>" + sentence
	box := "From a@harbour.example Tue Dec  3 09:15:00 2024\n" + eml("Ferry talks", "\n"+sentence+"\n\n>From here on it was quiet.\n\n")
	record := `{"id":"a","title":"Ferry Talks","text":"Brandt left. He may return.","published":"2024-12-03"}`
	document := readtest.WordXML("Title|Ferry Talks", "Normal|"+sentence)
	all := map[string]map[string][]byte{
		"FuzzText": {"good": []byte(brief), "good-utf16": utf16le(brief), "good-windows-1252": []byte("Caf\xe9 Talks\n\n" + sentence + " \x93No.\x94\n"), "furniture": []byte("Menu\nSearch\nShare\n")},
		"FuzzMarkdown": {"good": []byte("# Ferry Talks\n\n* " + sentence + "\n\n| a | b |\n|---|---|\n| c | d |\n"),
			"good-front-matter": []byte("---\ntitle: Ferry Talks\ndate: 2024-12-03\n---\n\n**Impact:** " + sentence + "\n"), "aliases": []byte("---\na: &a [x]\nb: [*a, *a]\ndate: [\n---\n")},
		"FuzzHTML": {"good": []byte(`<!DOCTYPE html><html><head><title>Ferry</title><script type="application/ld+json">{"@graph":[{"datePublished":"2024-12-03"}]}</script></head><body><nav>Home</nav><article><h1>Ferry</h1><p>` + sentence + `</article>`),
			"good-charset": []byte(`<meta charset="iso-8859-1"><div itemprop="articleBody"><p>Br` + "\xfc" + `ck: ` + sentence + `<br>` + sentence2 + `</div>`), "script": []byte("<div id=app></div><script>go()</script>"), "open": []byte(strings.Repeat("<div><table>", 50))},
		"FuzzJSONL": {"good": []byte(record + "\n"), "good-layers": []byte(`{"text":"Über","entities":[{"start":0,"end":4,"type":"PERSON"}],"positions":[{"source":[],"cue":[[0,1]],"content":[[1,4]]}]}` + "\n"), "cut": []byte(record[:40] + "\n{}\n5\n")},
		"FuzzCSV":   {"good": []byte("id,title,text,date\n1,Ferry,\"" + sentence + "\n\n\"\"No.\"\"\",2024-12-03\n"), "good-tabs": []byte("\ufefftext\tdate\n" + sentence + "\t3 December 2024\n"), "good-stray-byte": []byte("id,title,source,text\n\xcd,\xcd,\xcd,\xcd\n"), "quote": []byte("id;text\n1;\"" + sentence)},
		"FuzzFeed": {"good-wxr": []byte(wxr), "good-atom": []byte(atomFeed), "good-rss": []byte(`<rss version="2.0"><channel><item><title>Ferry Talks</title><link>https://harbour.example/ferry</link><pubDate>Tue, 03 Dec 2024 09:00:00 GMT</pubDate><description>` + sentence + `</description></item></channel></rss>`),
			"entities": []byte(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title><description>&hellip;</description></item>`)},
		"FuzzMail": {"good": readtest.CRLF(eml("Ferry talks", "\n"+sentence+"\n")), "good-parts": readtest.CRLF(eml("Ferry talks", multipart)),
			"good-stray-bytes": readtest.CRLF("From: J\xfcrgen <\xfc@harbour.example>\nSubject: F\xe4hre\nMessage-ID: <\xff@x>\nDate: \xff\n\n" + sentence + "\xe2\x80\n"), "no-parts": readtest.CRLF(eml("Ferry talks", "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b--\n"))},
		"FuzzMbox": {"good": []byte(box + strings.ReplaceAll(box, "Ferry", "Dams")), "good-crlf": readtest.CRLF(box), "empty-mails": []byte("From \n\nFrom \n\nFrom ")},
		"FuzzWARC": {"good": readtest.WARC("warcinfo\nsoftware: x", response), "good-packed": readtest.WARC("response\nHTTP/1.1 200 OK\nContent-Type: text/plain\nTransfer-Encoding: chunked\n\n5\nPlan.\n0\n\n"),
			"good-stray-byte": bytes.ReplaceAll(readtest.WARC(response), []byte("harbour"), []byte("h\xe4fen\xff")), "not-found": readtest.WARC("response\nHTTP/1.1 404 Not Found\n\nno"), "cut": readtest.WARC(response)[:300]},
		"FuzzPDF":   {"good": readtest.PDF("Ferry Talks", "", sentence), "good-stray-byte": bytes.ReplaceAll(readtest.PDF("Ferry Talks", "", sentence), []byte("Ferry"), []byte("F\xe4hr\xff")), "no-text": readtest.PDF(), "no-pages": []byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")},
		"FuzzWord":  {"good": []byte(document), "cut": []byte(document[:len(document)-30]), "no-text": []byte(readtest.WordXML())},
		"FuzzZip":   {"good": readtest.Zip("../a.txt", brief, "b/c.jsonl", record), "good-word": readtest.Word(document), "encrypted": encrypted(), "sheet": readtest.Zip("xl/workbook.xml", "<x/>"), "deep": deep(6)},
		"FuzzTar":   {"good": readtest.Tar("a.txt", brief, "../b.jsonl", record), "cut": readtest.Tar("a.txt", strings.Repeat(brief, 5))[:900]},
		"FuzzGzip":  {"good": readtest.Gzip([]byte(brief)), "good-tar": readtest.Gzip(readtest.Tar("a.txt", brief)), "cut": readtest.Gzip([]byte(brief))[:60], "zeros": readtest.Gzip(make([]byte, 1<<16))},
		"FuzzZstd":  {"good": readtest.Zstd([]byte(brief)), "good-tar": readtest.Zstd(readtest.Tar("a.txt", brief)), "cut": readtest.Zstd([]byte(brief))[:60]},
		"FuzzBzip2": {"good": bzip2, "cut": bzip2[:60]},
	}
	// What decides the form must meet each of them, and what has none.
	all["FuzzRead"] = map[string][]byte{"empty": nil, "blank": []byte(" \n"), "binary": []byte("\x7fELF\x02\x01\x00"), "xml": []byte("<?xml version=\"1.0\"?><config/>"), "good-word": readtest.Word(document)}
	for target, files := range all {
		if target != "FuzzRead" && target != "FuzzWord" {
			all["FuzzRead"]["good-"+strings.ToLower(strings.TrimPrefix(target, "Fuzz"))] = files[firstGood(files)]
		}
	}
	return all
}

func firstGood(files map[string][]byte) string {
	if _, ok := files["good"]; ok {
		return "good"
	}
	return "good-rss"
}

// briefBzip2 is brief as bzip2 packs it; Go can only unpack that.
const briefBzip2 = "425a68393141592653591549d0820000175f80001040055c001700c4003e7fdea020009508a7ea64868d1a3401a1b50229fa6886911e90c800f44de8ae3ee95bc7c8a2f6bd226c4392674213f5e90d29e76cec4e0a3000aad9d29ab20c4f5e494cc1ba59b6c226f0b93c954fc174227100601589bb59ad128f262ef2e7247638aa28dbdeafca4d48c86d8db26490d370c462f342ea7978eab9cd12c0eb343a8aa56bfc5dc914e1424055274208"

const fuzzHead = "go test fuzz v1\n"

// TestFuzzCorpora checks that the corpora are what seeds gives; with -update it writes them.
// Packed ones may differ by the version of Go, so that only what is read from them counts.
func TestFuzzCorpora(t *testing.T) {
	for target, files := range seeds() {
		dir := filepath.Join("testdata", "fuzz", target)
		for name, data := range files {
			path := filepath.Join(dir, name)
			if *update {
				if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(path, []byte(fmt.Sprintf("%s[]byte(%q)\n", fuzzHead, data)), 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			committed, err := os.ReadFile(path)
			if err != nil {
				t.Errorf("%v (go test -run FuzzCorpora -update)", err)
				continue
			}
			literal := strings.TrimSuffix(strings.TrimPrefix(string(committed), fuzzHead+"[]byte("), ")\n")
			input, err := strconv.Unquote(literal)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			docs, errs := readSeed(target, input)
			if strings.HasPrefix(name, "good") != (len(docs) > 0) {
				t.Errorf("%s: %d documents, %v", path, len(docs), errs)
			}
		}
	}
}

// readSeed reads an input as its target does.
func readSeed(target, input string) (docs []corpus.Annotated, errs []error) {
	if kind, ok := fuzzed[target]; ok {
		return readAs(kind, strings.NewReader(input), int64(len(input)))
	}
	if target == "FuzzWord" {
		input = string(readtest.Word(input))
	}
	return Read("fuzz", []byte(input), fuzzOptions)
}
