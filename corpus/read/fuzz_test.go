package read

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

// FuzzRead feeds every reader, since the content decides the form. Whatever the bytes are,
// each document is valid and each error names its record.
func FuzzRead(f *testing.F) {
	for _, data := range [][]byte{
		[]byte(brief), utf16le(brief), gz([]byte(brief)), zst([]byte(brief)), gz(tarred("a.txt", brief)), zipped("a.txt", brief), encrypted(),
		crlf(eml("Ferry talks", multipart)), []byte("From a Tue Dec  3 09:15:00 2024\n" + eml("Ferry talks", "\n"+sentence+"\n")),
		[]byte(wxr), []byte(atomFeed), warc("response\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>" + sentence),
		word("Title|Ferry Talks", "Normal|"+sentence), printed("Ferry Talks", "", sentence),
		[]byte("id,text\n1,\"" + sentence + "\"\n"), []byte(`{"text":"The envoy left."}`),
		[]byte("---\ntitle: Ferry Talks\ndate: 2024-12-03\n---\n\n**Impact:** " + sentence + "\n"),
		[]byte(`<!DOCTYPE html><html><head><title>Ferry</title><script type="application/ld+json">{"@graph":[{"datePublished":"2024-12-03"}]}</script></head><body><nav>Home</nav><article><h1>Ferry</h1><p>` + sentence + `</article>`),
	} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, errs := Read("fuzz", data, Options{MaxSize: 1 << 20, AnyLanguage: true})
		for _, d := range docs {
			checkDocument(t, d)
		}
		for _, err := range errs {
			var rec *corpus.RecordError
			if !errors.As(err, &rec) || !strings.HasPrefix(err.Error(), "fuzz") {
				t.Errorf("no RecordError: %v", err)
			}
		}
	})
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
