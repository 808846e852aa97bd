package read

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"
	"golang.org/x/net/html/charset"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
	"github.com/sayso-nlp/sayso/corpus/read/webpage"
)

// stream reads what one file or archive member holds, and yields an item for each document
// in it; for an empty archive, one that says so.
func (w *walker) stream(p place, r io.Reader) {
	b := w.buffer(p.depth, r)
	head, err := b.Peek(sniffLen)
	if err != nil && err != io.EOF {
		w.fail(p, truncated(err))
		return
	}
	before := w.n
	w.form(sniff(head, p.name), p, b, r)
	if w.n == before && !w.done {
		w.fail(p, errors.New("nothing in it"))
	}
}

// form reads b, which is r behind a buffer, as form f.
func (w *walker) form(f form, p place, b *bufio.Reader, r io.Reader) {
	switch f {
	case formEmpty:
		w.empty(p)
	case formBinary:
		head, _ := b.Peek(sniffLen)
		w.fail(p, fmt.Errorf("binary file (%s), no text", mimetype.Detect(head).String()))
	case formXML:
		w.fail(p, errors.New("XML, but no feed, WordPress export or page"))
	case formJSONL:
		w.jsonl(p, b)
	case formGzip, formZstd, formBzip2:
		w.compressed(p, b, f)
	case formTar:
		w.tar(p, b)
	case formZip:
		w.zip(p, b, r)
	case formMbox:
		w.mbox(p, b)
	case formFeed:
		w.feed(p, b)
	case formCSV:
		w.table(p, b)
	case formWARC:
		w.warc(p, b)
	default:
		w.one(p, b, parserOf(f))
	}
}

// empty fails: the head of the file is blank. White space may go on for megabytes, and text
// may follow it, but nobody means such a file.
func (w *walker) empty(p place) {
	if p.size > sniffLen {
		w.fail(p, fmt.Errorf("nothing but white space in the first %d bytes", sniffLen))
		return
	}
	w.fail(p, errors.New("empty file"))
}

func (w *walker) jsonl(p place, b *bufio.Reader) {
	dec := corpus.NewDecoder(b, p.name)
	dec.MaxRecord = int(w.opt.maxSize())
	for raw, err := range dec.Raw() {
		q := p
		q.name = fmt.Sprintf("%s:%d", p.name, raw.Line)
		q.id = fmt.Sprintf("%s#%d", p.id, raw.Line)
		q.size = int64(len(raw.Data))
		if err != nil {
			w.fail(q, truncated(reason(err)))
		} else {
			it := q.item()
			it.parse = func() (corpus.Annotated, error) {
				a, err := raw.Decode()
				a.ID = cmp.Or(a.ID, q.id)
				return w.opt.finish(a, err)
			}
			w.emit(it)
		}
		if w.done {
			return
		}
	}
}

// reason drops the name from an error of the decoder that ends the sequence: fail adds it.
func reason(err error) error {
	var rec *corpus.RecordError
	if inner := errors.Unwrap(err); inner != nil && !errors.As(err, &rec) {
		return inner
	}
	return err
}

// parser turns the bytes of one document into a document without ID and File.
type parser func(data []byte) (corpus.Document, error)

// parserOf returns the parser of a form that is one document a file.
func parserOf(f form) parser {
	switch f {
	case formHTML:
		return parseHTML
	case formMarkdown:
		return converted(parseMarkdown)
	case formMail:
		return parseMail
	case formPDF:
		return parsePDF
	}
	return converted(func(data []byte) (corpus.Document, error) { return page.Text(string(data)), nil })
}

// converted makes a parser of UTF-8 a parser of any encoding.
func converted(parse parser) parser {
	return func(data []byte) (corpus.Document, error) {
		data, note, err := toUTF8(data, "")
		if err != nil {
			return corpus.Document{}, err
		}
		doc, err := parse(data)
		if note != "" {
			doc.Notes = append(doc.Notes, note)
		}
		return doc, err
	}
}

func parseHTML(data []byte) (corpus.Document, error) { return parseWeb(data, "", false) }

// parseWeb reads a page as a server sends it; declared is the encoding of its HTTP header.
func parseWeb(data []byte, declared string, text bool) (corpus.Document, error) {
	if _, name, _ := charset.DetermineEncoding(data[:min(len(data), 1024)], ""); declared == "" && name != "windows-1252" {
		declared = name
	}
	data, note, err := toUTF8(data, declared)
	if err != nil {
		return corpus.Document{}, err
	}
	var doc corpus.Document
	if text {
		doc = page.Text(string(data))
	} else {
		doc, err = webpage.Parse(data)
	}
	if note != "" {
		doc.Notes = append(doc.Notes, note)
	}
	return doc, err
}

// record yields a document whose bytes are at hand.
func (w *walker) record(p place, data []byte, parse parser) bool {
	opt := w.opt
	it := p.item()
	it.parse = func() (corpus.Annotated, error) { return opt.document(p, data, nil, parse) }
	return w.emit(it)
}

// one yields the stream as a single document. A small one is at hand already; a larger file
// is read again when its turn comes, so that memory does not grow with the queue.
func (w *walker) one(p place, b *bufio.Reader, parse parser) {
	limit := w.opt.maxSize()
	if p.size > limit {
		w.fail(p, tooLarge(p.size, limit))
		return
	}
	it := p.item()
	opt := w.opt
	if p.size > int64(b.Size()) && p.fingerprint != "" && p.name == p.path {
		it.parse = func() (corpus.Annotated, error) {
			data, err := readFile(p.path, limit)
			return opt.document(p, data, err, parse)
		}
		w.emit(it)
		return
	}
	data, err := readAll(b, limit)
	if err != nil {
		w.fail(p, truncated(err))
		return
	}
	p.size = int64(len(data))
	w.record(p, data, parse)
}

func tooLarge(size, limit int64) error {
	if size < 0 {
		return fmt.Errorf("over the limit of %d bytes for a document (raise it with --max-size)", limit)
	}
	return fmt.Errorf("%d bytes, the limit for a document is %d (raise it with --max-size)", size, limit)
}

// readAll reads at most limit bytes; more are an error.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	var buf bytes.Buffer
	n, err := buf.ReadFrom(io.LimitReader(r, limit+1))
	if err == nil && n > limit {
		err = tooLarge(-1, limit)
	}
	return buf.Bytes(), err
}

func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, truncated(err)
	}
	defer f.Close()
	return readAll(f, limit)
}

// document parses one document and names it.
func (o Options) document(p place, data []byte, err error, parse parser) (corpus.Annotated, error) {
	if err == nil {
		var doc corpus.Document
		if doc, err = parse(data); err == nil {
			doc.ID, doc.File = cmp.Or(doc.ID, p.id), p.name
			headersToUTF8(&doc)
			dateFromName(&doc, path.Base(p.id))
			return o.finish(corpus.Annotated{Document: doc}, nil)
		}
	}
	return corpus.Annotated{}, &corpus.RecordError{File: p.name, ID: p.id, Err: err}
}

// headersToUTF8 converts what stands beside the text. Headers of mail, addresses of crawls and
// cells of tables state no encoding, and some are in another one: "Subject: F\xe4hre".
func headersToUTF8(doc *corpus.Document) {
	for _, s := range []*string{&doc.ID, &doc.Title, &doc.Source, &doc.PublishedFrom, &doc.ModifiedFrom} {
		if utf8.ValidString(*s) {
			continue
		}
		b, _, err := toUTF8([]byte(*s), "")
		if err != nil {
			b = []byte(strings.ToValidUTF8(*s, "\ufffd"))
		}
		*s = string(b)
	}
}

// dateFromName takes the date of an undated document from a file name that begins with one,
// as many archives and static sites have it: 2024-12-03-ferry-talks.md.
func dateFromName(doc *corpus.Document, name string) {
	const layout = "2006-01-02"
	if !doc.Published.IsZero() || len(name) < len(layout) {
		return
	}
	if d, err := corpus.ParseDate(name[:len(layout)]); err == nil {
		doc.Published, doc.PublishedFrom = d, name
		doc.Notes = slices.DeleteFunc(doc.Notes, func(n string) bool { return n == page.Undated })
	}
}

// finish applies the options to a document.
func (o Options) finish(a corpus.Annotated, err error) (corpus.Annotated, error) {
	if err != nil {
		return a, err
	}
	if strings.TrimSpace(a.Text) == "" {
		return a, &corpus.RecordError{File: a.File, ID: a.ID, Err: errors.New("no text besides page furniture")}
	}
	if a.Published.IsZero() && !o.Published.IsZero() {
		a.Published = o.Published
		a.Notes = append(a.Notes, "the date of publication, "+o.Published.String()+", was given for undated documents")
	}
	if o.AnyLanguage {
		return a, nil
	}
	if l := foreign(a.Text); l != "" {
		return a, &corpus.RecordError{File: a.File, ID: a.ID, Err: fmt.Errorf("language: %s (keep it with --lang any)", l)}
	}
	return a, nil
}
