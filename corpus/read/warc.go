package read

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// warc yields the pages of a web archive (ISO 28500): of its records the responses and
// resources that are HTML or text. Records follow one another; a damaged header ends the
// file, since nothing says where the next one begins. Crawlers compress each record by itself,
// so that damage to the file often shows only between two of them.
func (w *walker) warc(p place, b *bufio.Reader) {
	for n := 1; !w.done; n++ {
		err := skipBlank(b)
		if err == io.EOF {
			return
		}
		if err != nil {
			w.fail(p, fmt.Errorf("after record %d: %w", n-1, truncated(err)))
			return
		}
		head, size, err := warcHeader(b)
		q := p
		q.name = fmt.Sprintf("%s#%d", p.name, n)
		q.size = size
		if err != nil {
			w.fail(q, err)
			return
		}
		block, err := w.warcBlock(b, head, size)
		if err != nil {
			w.fail(q, err)
			return
		}
		w.warcRecord(q, head, block)
	}
}

// isPage reports whether a record may hold a page.
func isPage(h textproto.MIMEHeader) bool {
	kind := h.Get("WARC-Type")
	return kind == "response" || kind == "resource"
}

// warcBlock reads the block of a record that may hold a page and is not too large; that of
// others it passes over. One that is cut off is no record at all: half a page would pass for
// a whole one.
func (w *walker) warcBlock(b *bufio.Reader, h textproto.MIMEHeader, size int64) ([]byte, error) {
	var block bytes.Buffer
	var to io.Writer = io.Discard
	if isPage(h) && size <= w.opt.maxSize() {
		to = &block
	}
	_, err := io.CopyN(to, b, size)
	switch {
	case err == io.EOF:
		return nil, errors.New("the record ends in the middle: the file may be truncated")
	case err != nil:
		return nil, truncated(err)
	}
	return block.Bytes(), nil
}

// skipBlank passes over the empty lines between two records; io.EOF says that no more follows.
func skipBlank(b *bufio.Reader) error {
	for {
		c, err := b.ReadByte()
		if err != nil {
			return err
		}
		if c != '\r' && c != '\n' {
			return b.UnreadByte()
		}
	}
}

// maxHeader bounds the header of a record, in bytes.
const maxHeader = 64 << 10

func warcHeader(b *bufio.Reader) (textproto.MIMEHeader, int64, error) {
	var head bytes.Buffer
	for head.Len() < maxHeader {
		line, err := b.ReadSlice('\n')
		head.Write(line)
		if err != nil {
			return nil, 0, fmt.Errorf("read the header of a record: %w", truncated(err))
		}
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
	}
	t := textproto.NewReader(bufio.NewReader(&head))
	first, err := t.ReadLine()
	if err != nil || !strings.HasPrefix(first, "WARC/1.") {
		return nil, 0, errors.New("no WARC record where one should begin")
	}
	h, err := t.ReadMIMEHeader()
	if err != nil {
		return nil, 0, fmt.Errorf("read the header of a record: %w", truncated(err))
	}
	size, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 {
		return nil, 0, errors.New("a record without a valid Content-Length")
	}
	return h, size, nil
}

func (w *walker) warcRecord(q place, h textproto.MIMEHeader, block []byte) {
	kind := h.Get("WARC-Type")
	address := strings.Trim(h.Get("WARC-Target-URI"), "<>")
	day, _, _ := strings.Cut(h.Get("WARC-Date"), "T")
	q.id = address + "@" + day // one address may have been fetched on many days
	switch {
	case !isPage(h):
		w.skip(q, "no page but a WARC "+kind+" record")
		return
	case q.size > w.opt.maxSize():
		w.fail(q, tooLarge(q.size, w.opt.maxSize()))
		return
	}
	media, body := h.Get("Content-Type"), io.Reader(bytes.NewReader(block))
	if kind == "response" && strings.HasPrefix(media, "application/http") {
		resp, err := http.ReadResponse(bufio.NewReader(body), nil)
		if err != nil {
			w.fail(q, fmt.Errorf("read the response: %w", truncated(err)))
			return
		}
		if resp.StatusCode != http.StatusOK {
			w.skip(q, "no page but HTTP status "+strconv.Itoa(resp.StatusCode))
			return
		}
		media = resp.Header.Get("Content-Type")
		if body, err = decoded(resp); err != nil {
			w.fail(q, err)
			return
		}
	}
	w.webPage(q, address, media, body)
}

// decoded returns the body of a response without its Content-Encoding. Most crawlers ask for
// none but gzip; some store what a server sent to a browser.
func decoded(resp *http.Response) (io.Reader, error) {
	switch coding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); coding {
	case "", "identity":
		return resp.Body, nil
	case "gzip", "x-gzip":
		r, err := gzip.NewReader(resp.Body)
		if err != nil {
			return nil, fmt.Errorf("unpack: %w", truncated(err))
		}
		return r, nil
	default:
		return nil, fmt.Errorf("the page is compressed as %q, and only gzip can be unpacked: crawl it again without compression", coding)
	}
}

func (w *walker) webPage(q place, address, media string, body io.Reader) {
	kind, params, _ := mime.ParseMediaType(media)
	if kind != "text/html" && kind != "application/xhtml+xml" && kind != "text/plain" {
		w.skip(q, "no page but "+kind)
		return
	}
	data, err := readAll(body, w.opt.maxSize())
	if err != nil {
		w.fail(q, truncated(err))
		return
	}
	w.record(q, data, func(data []byte) (corpus.Document, error) {
		doc, err := parseWeb(data, params["charset"], kind == "text/plain")
		doc.Source = address
		return doc, err
	})
}
