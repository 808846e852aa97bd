// Package read turns what lies below some paths into documents: pages as scraped, HTML,
// Markdown, JSONL, CSV, PDF, DOCX, mail, feeds, WARC, and archives of all these.
//
// [Walk] lists; [Item.Document] reads. The first is cheap and sequential, the second is
// where the cleaning of a page happens and may run in many goroutines at once. Walk
// promises the same items in the same order for the same files, and that nothing is lost:
// every file, archive member and record is an item, with a document, an error or the
// reason why it was skipped. The content of a file tells its form, its name only text
// from Markdown. Memory is bounded by [Options.MaxSize] for each item that is alive.
//
// Start reading at [Walk]; the forms are listed in form.go.
package read

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"

	"github.com/sayso-nlp/sayso/corpus"
)

// Options are the choices of a run. The zero value works.
type Options struct {
	// MaxSize is the limit for one document, in bytes, as it lies in its file; 0 means
	// corpus.MaxRecord. Larger ones are set aside unread.
	MaxSize int64

	// MaxUnpacked is the limit for all that one archive or compressed file unpacks to, in
	// bytes; 0 means 64 GiB, ten times the largest yearly crawl that we know of.
	MaxUnpacked int64

	// Published is taken for documents that do not say when they were published.
	Published corpus.Date

	// AnyLanguage keeps documents that are not in English, which are set aside otherwise.
	AnyLanguage bool

	// PassOver, if set, is asked before a folder is entered, also one that was given. If it
	// returns a reason, the folder is yielded as one skipped item.
	PassOver func(dir string) (reason string)

	// Unchanged, if set, is asked before a file is opened. A file for which it returns
	// true is yielded as one skipped item, for all the documents in it.
	Unchanged func(path, fingerprint string) bool
}

func (o Options) maxSize() int64 {
	if o.MaxSize > 0 {
		return o.MaxSize
	}
	return corpus.MaxRecord
}

func (o Options) maxUnpacked() int64 {
	if o.MaxUnpacked > 0 {
		return o.MaxUnpacked
	}
	return 64 << 30
}

// Unchanged is the reason of an item whose file [Options.Unchanged] knew.
const Unchanged = "unchanged"

// Item is one thing found below the paths. Exactly one of these holds: Skipped is set, Err
// is set, or Document may be called.
type Item struct {
	Path        string // the file on disk that it comes from; "-" for standard input
	Fingerprint string // of that file, from its size and modification time; "" where it has none
	Name        string // the item in messages: path, path!/member or path:line
	Size        int64  // bytes as stored

	Skipped string // why it was passed over on purpose: "hidden file", Unchanged, what Options.PassOver said
	Err     error  // why it cannot be read: a *corpus.RecordError

	parse func() (corpus.Annotated, error)
}

// Document reads the item. The error, if any, is a [*corpus.RecordError]. It may be called
// from any goroutine, and more than once.
func (it Item) Document() (corpus.Annotated, error) {
	switch {
	case it.Err != nil:
		return corpus.Annotated{}, it.Err
	case it.parse == nil:
		return corpus.Annotated{}, &corpus.RecordError{File: it.Name, Err: fmt.Errorf("skipped: %s", it.Skipped)}
	}
	return it.parse()
}

// Walk yields what lies below paths: files and folders, "-" for stdin. Folders come in the
// lexical order of the bytes of their names. Identifiers are paths that begin with the name of
// the file or folder that was given, with forward slashes. All items of one file follow one another. The sequence ends
// early when ctx is done.
func Walk(ctx context.Context, paths []string, stdin io.Reader, opt Options) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		w := &walker{ctx: ctx, opt: opt, yield: yield}
		for _, p := range paths {
			if p == "-" {
				w.stdin(stdin)
			} else {
				w.root(p)
			}
			if w.done {
				return
			}
		}
	}
}

// Read reads data as if it were a file of that name: for tests of what is written for readers.
// Skipped items are left out; each error is a [*corpus.RecordError].
func Read(name string, data []byte, opt Options) (docs []corpus.Annotated, errs []error) {
	w := &walker{ctx: context.Background(), opt: opt, yield: collect(&docs, &errs)}
	w.stream(place{path: name, name: name, id: cleanID(name), size: int64(len(data))}, bytes.NewReader(data))
	return docs, errs
}

// collect reads each item at once.
func collect(docs *[]corpus.Annotated, errs *[]error) func(Item) bool {
	return func(it Item) bool {
		if it.Skipped != "" {
			return true
		}
		if doc, err := it.Document(); err != nil {
			*errs = append(*errs, err)
		} else {
			*docs = append(*docs, doc)
		}
		return true
	}
}
