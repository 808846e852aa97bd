package read

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // mail states its encodings, and old mail is not in UTF-8
	"github.com/emersion/go-message/mail"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/read/page"
	"github.com/sayso-nlp/sayso/corpus/read/webpage"
)

// isMbox: "From sender Mon Jan  2 15:04:05 2006" opens a message.
func isMbox(head []byte) bool {
	line, rest, ok := bytes.Cut(head, []byte("\n"))
	return ok && bytes.HasPrefix(line, []byte("From ")) && bytes.Count(line, []byte(":")) >= 2 && isMail(strings.ToLower(string(rest)))
}

// isMail asks for two fields of a mail's header above the first blank line, and nothing in
// between that is no field.
func isMail(lower string) bool {
	known := 0
	for line := range strings.Lines(lower) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		name, _, ok := strings.Cut(line, ":")
		switch {
		case line[0] == ' ' || line[0] == '\t': // goes on
		case !ok || strings.ContainsAny(name, " \t"):
			return false
		}
		switch name {
		case "from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path", "delivered-to", "content-type":
			known++
		}
	}
	return known >= 2
}

// mbox yields the messages of a mailbox. Each ends before a line "From …" that follows an
// empty one.
func (w *walker) mbox(p place, b *bufio.Reader) {
	limit := w.opt.maxSize()
	var msg bytes.Buffer
	size, n := int64(0), 0
	emit := func() bool {
		if n > 0 {
			q := p
			q.name, q.id, q.size = fmt.Sprintf("%s#%d", p.name, n), fmt.Sprintf("%s#%d", p.id, n), size
			if size > limit {
				w.fail(q, tooLarge(size, limit))
			} else {
				w.record(q, bytes.Clone(msg.Bytes()), parseMail)
			}
		}
		n++
		msg.Reset()
		size = 0
		return !w.done
	}
	blank, fresh := true, true
	for {
		line, err := b.ReadSlice('\n')
		if fresh && blank && bytes.HasPrefix(line, []byte("From ")) {
			if !emit() {
				return
			}
		} else if size += int64(len(line)); size <= limit {
			if fresh && bytes.HasPrefix(line, []byte(">From ")) {
				line = line[1:]
			}
			msg.Write(line)
		}
		blank = fresh && len(bytes.TrimRight(line, "\r\n")) == 0
		fresh = err == nil // else a line longer than the buffer goes on
		if err == io.EOF {
			emit()
			return
		}
		if err != nil && err != bufio.ErrBufferFull {
			w.fail(p, truncated(err))
			return
		}
	}
}

// maxMultiparts bounds the parts of a mail that have parts: each level within one another reads
// all below it once more.
const maxMultiparts = 200

// parseMail reads one message: its text, or its HTML where it has no other.
func parseMail(data []byte) (corpus.Document, error) {
	if n := bytes.Count(bytes.ToLower(data), []byte("multipart/")); n > maxMultiparts {
		return corpus.Document{}, fmt.Errorf("%d parts that have parts, the limit is %d", n, maxMultiparts)
	}
	r, err := mail.CreateReader(bytes.NewReader(data))
	if err != nil && !message.IsUnknownCharset(err) {
		return corpus.Document{}, fmt.Errorf("read the mail: %w", err)
	}
	defer r.Close()
	m, id := mailMeta(r.Header)
	text, html, damage := mailParts(r)
	var doc corpus.Document
	switch {
	case len(bytes.TrimSpace(text)) > 0:
		doc = page.TextWith(string(text), m)
	case len(html) > 0:
		if doc, err = webpage.ParseWith(html, m); err != nil {
			return doc, err
		}
	case damage != nil:
		return doc, fmt.Errorf("read the mail: %w", damage)
	default:
		return doc, errors.New("the mail has no text")
	}
	doc.ID = id
	if damage != nil {
		doc.Notes = append(doc.Notes, fmt.Sprintf("the mail is damaged, and a part of it may be missing: %v", damage))
	}
	return doc, nil
}

func mailMeta(h mail.Header) (m page.Meta, id string) {
	m.Title, _ = h.Subject()
	if from, err := h.AddressList("From"); err == nil && len(from) > 0 {
		m.Source = cmp.Or(from[0].Name, from[0].Address)
	}
	if when, err := h.Date(); err == nil && !when.IsZero() {
		m.Published, m.PublishedFrom = corpus.DateOf(when), "Date: "+h.Get("Date")
	}
	id, _ = h.MessageID()
	return m, id
}

// mailParts returns the first text and the first HTML part in UTF-8. Attachments are not
// read. The parts before an error are good, and often the only ones that count: an attachment
// follows them that was cut off.
func mailParts(r *mail.Reader) (text, html []byte, err error) {
	for range 1000 { // parts; a mail of more is a bomb
		part, err := r.NextPart()
		if err == io.EOF {
			return text, html, nil
		}
		if err != nil && !message.IsUnknownCharset(err) {
			return text, html, truncated(err)
		}
		inline, ok := part.Header.(*mail.InlineHeader)
		if !ok {
			continue
		}
		kind, _, _ := inline.ContentType()
		if kind != "text/html" && kind != "text/plain" || kind == "text/plain" && text != nil || kind == "text/html" && html != nil {
			continue
		}
		data, err := io.ReadAll(part.Body) // no larger than the message, which is in memory
		utf8, _, convErr := toUTF8(data, "")
		switch {
		case convErr != nil:
			return text, html, convErr
		case len(data) == 0:
		case kind == "text/html":
			html = utf8
		default:
			text = utf8
		}
		if err != nil {
			return text, html, truncated(err)
		}
	}
	return text, html, nil
}
