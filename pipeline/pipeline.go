// Package pipeline takes many records through reading and annotating, in parallel, and
// delivers what became of each in the order of the input.
//
// It promises: a record that cannot be read, that makes an extractor panic or that takes
// too long is set aside with its reason and costs nothing else; every record ends in
// exactly one way, so that Read = Done + Duplicates + SetAside + Skipped; and what is
// delivered does not depend on the number of workers. It knows nothing of what annotating
// does. Start reading at [Run].
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sourcegraph/conc/panics"
	"github.com/sourcegraph/conc/stream"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/alike"
)

// Record is one document that has yet to be read, or a file that is passed over. Read is
// called once, on any worker, unless Skip is set.
type Record struct {
	File  string // where it is, for messages
	Size  int64  // in bytes, as far as known; for telling how far a run is
	Skip  string // why it is passed over on purpose
	Count int    // how many documents are passed over with it; 0 means 1
	Read  func() (*corpus.Annotated, error)
	Kept  bool // what Read returns is annotated already, and stays as it is

	// Mark, if set, makes this no record but a mark in their sequence: it is called when all
	// before it are delivered and none behind it, like the methods of Sink.
	Mark func() error
}

// Unchanged is the reason for skipping a document that is stored already as it stands.
const Unchanged = "unchanged"

// Repeated is the reason for skipping a document that came before in the run, with the same id
// and text: a file is named twice, or a zip file has two members of one name.
const Repeated = "this document once more"

// Annotate fills in the annotations of a document. It must be safe for concurrent use.
type Annotate func(*corpus.Document) corpus.Annotations

// Sink receives what became of the records, in input order and never concurrently. An
// error ends the run, and so does a panic, with which Run then panics.
type Sink interface {
	// Done may return a *corpus.RecordError for a document that it cannot take, which does not
	// end the run: the document counts as set aside, and goes to Reject.
	Done(*corpus.Annotated) error
	// Duplicate tells that a document has the text of another one; near, that it is nearly so.
	Duplicate(doc *corpus.Document, of string, near bool) error
	Reject(*corpus.RecordError) error
	Skip(id, reason string) error
}

// Options of a run; the zero value works.
type Options struct {
	// Workers is the number of records in work at once; 0 means one per core.
	Workers int
	// Timeout bounds the reading and annotating of one record, by the clock: what else the
	// machine does counts, too. 0 means DefaultTimeout. An extractor cannot be stopped: its
	// goroutine ends when it is done.
	Timeout time.Duration
	// Fold counts a document whose clean text was seen before, word for word or nearly so, as
	// a duplicate of it. A second document of the same id is skipped if its text is that of the
	// first, and a mistake otherwise. Without Fold every document is delivered.
	Fold bool
	// Known yields the documents of earlier runs that those of this run may repeat. One with
	// the same id is no duplicate but takes its place.
	Known iter.Seq[Known]
	// Taken, if set, names the file beside those of this run that a document of the id was
	// read from and still belongs to, "" if there is none. It is called in the order of the
	// input, never concurrently.
	Taken func(id string) string
	// Unchanged, if set, reports whether a document is already stored as it stands; it is
	// then skipped without being annotated. It must be safe for concurrent use.
	Unchanged func(id string, print Fingerprint) bool
	// Took, if set, is called before each delivery with how long reading and annotating took.
	Took func(time.Duration)
	// Progress, if set, is called after each record, never concurrently.
	Progress func(Report)
}

// Known is a document of an earlier run.
type Known struct {
	ID     string
	Sketch alike.Sketch
	// File is set if the document is part of this run, though it is not read again: then its
	// id is taken.
	File string
}

// DefaultTimeout is there to end what would never end, and nothing else: the work that it gives
// up was nearly done where a document is large or the machine busy. A text of a megabyte takes
// three seconds, the largest that is read a minute, and either ten times as long where others
// want the processors, too.
const DefaultTimeout = 10 * time.Minute

// Report counts the records of a run by what became of them.
type Report struct {
	Read       int // all that were started
	Done       int // annotated and delivered
	Duplicates int
	SetAside   int
	Skipped    int   // stored already and unchanged, or passed over on purpose
	Bytes      int64 // of all that were read
}

// String returns the account that the run prints.
func (r Report) String() string {
	return fmt.Sprintf("%d read = %d done + %d duplicates + %d set aside + %d skipped", r.Read, r.Done, r.Duplicates, r.SetAside, r.Skipped)
}

// Balanced reports whether every record ended in exactly one way.
func (r Report) Balanced() bool { return r.Read == r.Done+r.Duplicates+r.SetAside+r.Skipped }

// Run takes every record of in through annotate to sink. It returns the account so far
// together with the error that ended the run early: the sink's, that of in, or that of
// ctx, whose cancellation lets the records finish that a worker has begun. Where in panics,
// so does Run, once what came before is delivered.
func Run(ctx context.Context, in iter.Seq2[Record, error], annotate Annotate, sink Sink, opt Options) (Report, error) {
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	if opt.Timeout <= 0 {
		opt.Timeout = DefaultTimeout
	}
	r := &run{annotate: annotate, sink: sink, opt: opt, first: map[string]origin{}}
	if opt.Known != nil {
		for k := range opt.Known {
			r.seen.Add(&k.Sketch, k.ID)
			if k.File != "" {
				r.first[k.ID] = origin{k.File, k.ID}
			}
		}
	}
	r.slots = make(chan struct{}, opt.Workers)
	s := stream.New().WithMaxGoroutines(opt.Workers + aheadRecords)
	err := r.feed(ctx, s, in)
	switch {
	case r.err != nil:
		err = r.err
	case r.cut && err == nil: // the input had come to its end before
		err = context.Cause(ctx)
	}
	return r.report, err
}

// run is the state of one Run. Only the callbacks of the stream touch it, which run one at
// a time and in order, save for failed, slots and ahead.
type run struct {
	annotate Annotate
	sink     Sink
	opt      Options
	report   Report
	err      error
	cut      bool              // a record was not begun: none behind it counts, even if it was
	failed   atomic.Bool       // err is set: start no more
	first    map[string]origin // id → the first document of it
	seen     alike.Set
	slots    chan struct{} // one for each record that a worker has begun
	ahead    window
}

// feed takes the records of in, in their order, through the stream, and returns why the input ended
// early. Nothing of them is under way behind it, even if in panics.
func (r *run) feed(ctx context.Context, s *stream.Stream, in iter.Seq2[Record, error]) error {
	defer s.Wait()
	for rec, err := range in {
		if r.failed.Load() {
			return nil
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil && !isRecord(err) {
			return err
		}
		if rec.Mark != nil {
			s.Go(func() stream.Callback { return func() { r.call(rec.Mark) } })
			continue
		}
		r.ahead.enter(rec.Size)
		s.Go(func() stream.Callback {
			res, begun := r.begin(ctx, rec, err)
			return func() {
				defer r.ahead.leave(rec.Size)
				if begun {
					r.call(func() error { return r.deliver(res) })
				} else {
					r.cut = true
				}
			}
		})
	}
	return context.Cause(ctx) // an input may end early because of it
}

// begin processes a record as soon as a worker is free, unless the run has ended by then.
func (r *run) begin(ctx context.Context, rec Record, err error) (res result, begun bool) {
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	case <-ctx.Done():
	}
	if ctx.Err() != nil || r.failed.Load() {
		return result{}, false
	}
	start := time.Now()
	if err != nil {
		res = result{err: err, file: rec.File}
	} else {
		res = r.process(rec)
	}
	res.size, res.count = rec.Size, max(rec.Count, 1)
	res.took = time.Since(start)
	return res, true
}

func isRecord(err error) bool {
	_, ok := errors.AsType[*corpus.RecordError](err)
	return ok
}

// origin is where the first document of an id came from.
type origin struct {
	file string
	text string // id of the document that has its text: its own, unless it is a duplicate
}

// result is what a worker made of a record.
type result struct {
	file   string
	size   int64
	count  int // of documents
	doc    *corpus.Annotated
	sketch alike.Sketch
	of     string // id of the document that it repeats
	near   bool   // it does so not word for word
	skip   string
	err    error
	took   time.Duration
}

// id returns the document's id, and for a file that was passed over its name.
func (res result) id() string {
	if res.doc != nil {
		return res.doc.ID
	}
	return res.file
}

// process reads and annotates one record. A panic or a time-out is an error of the record.
func (r *run) process(rec Record) result {
	if rec.Skip != "" {
		return result{file: rec.File, skip: rec.Skip}
	}
	out := make(chan result, 1)
	go func() {
		var res result
		if p := panics.Try(func() { res = r.work(rec) }); p != nil {
			res = result{err: fmt.Errorf("the program failed on this document (please report it): %v%s", p.Value, place(p.Callers))}
		}
		out <- res
	}()
	timer := time.NewTimer(r.opt.Timeout)
	defer timer.Stop()
	select {
	case res := <-out:
		res.file = rec.File
		return res
	case <-timer.C:
		return result{file: rec.File, err: fmt.Errorf("took longer than %v (raise it with --timeout)", r.opt.Timeout)}
	}
}

// place says where in this module a panic came from, so that a report of it is of use.
func place(callers []uintptr) string {
	frames := runtime.CallersFrames(callers)
	for {
		f, more := frames.Next()
		if rest, ok := strings.CutPrefix(f.Function, "github.com/sayso-nlp/sayso/"); ok && !strings.HasPrefix(rest, "pipeline.") {
			return fmt.Sprintf(" (in %s, line %d)", rest, f.Line)
		}
		if !more {
			return ""
		}
	}
}

func (r *run) work(rec Record) result {
	doc, err := rec.Read()
	if err != nil {
		return result{err: err}
	}
	res := result{doc: doc}
	if r.opt.Fold {
		res.sketch = alike.Of(doc.Text)
	}
	if r.opt.Unchanged != nil && r.opt.Unchanged(doc.ID, Of(&doc.Document)) {
		res.skip = Unchanged
		return res
	}
	if !rec.Kept {
		doc.Annotations = r.annotate(&doc.Document)
	}
	return res
}

// call calls f, which may call the sink. Once that has failed, or a record was not begun,
// nothing is delivered or counted any more.
func (r *run) call(f func() error) {
	if r.err != nil || r.cut {
		return
	}
	// A panic ends the run like an error: conc would go on with the callbacks behind it before
	// it panics again, in Wait.
	r.err = errPanicked
	defer func() { r.failed.Store(r.err != nil) }()
	r.err = f()
}

// errPanicked is seen within the run only: Run itself panics.
var errPanicked = errors.New("a delivery panicked")

// deliver hands a result to the sink.
func (r *run) deliver(res result) error {
	if r.opt.Took != nil {
		r.opt.Took(res.took)
	}
	r.report.Read += res.count
	r.report.Bytes += res.size
	if err := r.dispatch(res); err != nil {
		r.report.Read -= res.count
		return err
	}
	if r.opt.Progress != nil {
		r.opt.Progress(r.report)
	}
	return nil
}

func (r *run) dispatch(res result) error {
	if res.doc != nil && r.opt.Fold {
		r.fold(&res)
	}
	switch {
	case res.err != nil:
		return count(&r.report.SetAside, 1, r.sink.Reject(record(res)))
	case res.of != "":
		return count(&r.report.Duplicates, 1, r.sink.Duplicate(&res.doc.Document, res.of, res.near))
	case res.skip != "":
		return count(&r.report.Skipped, res.count, r.sink.Skip(res.id(), res.skip))
	}
	err := r.sink.Done(res.doc)
	if isRecord(err) {
		return count(&r.report.SetAside, 1, r.sink.Reject(record(result{err: err})))
	}
	return count(&r.report.Done, 1, err)
}

func count(n *int, by int, err error) error {
	if err == nil {
		*n += by
	}
	return err
}

// fold looks whether the text or the id of a document was there before. The id comes first: what
// has that of another document must not touch it, whatever its text repeats.
func (r *run) fold(res *result) {
	id := res.doc.ID
	of, near := r.seen.Find(&res.sketch)
	first, used := r.first[id]
	if !used && r.opt.Taken != nil {
		first = origin{r.opt.Taken(id), id}
		used = first.file != ""
	}
	switch {
	case used && of == first.text:
		res.skip = Repeated
		return
	case used:
		res.err = taken(*res, first.file)
		return
	case of == "":
		of = id
		r.seen.Add(&res.sketch, id)
	case of != id:
		res.of, res.near = of, near
	}
	r.first[id] = origin{res.file, of}
}

// taken is the error of a document whose id is that of another one, read from file. Where the
// id is the end of its file's name, there are two folders or files of one name, unless both are
// members of one archive.
func taken(res result, file string) error {
	advice := ""
	if strings.HasSuffix(res.file, res.doc.ID) && file != res.file {
		advice = "; read the folder that holds both"
	}
	return fmt.Errorf("id %q was used before, by %s: ids must be unique%s", res.doc.ID, file, advice)
}

func record(res result) *corpus.RecordError {
	if e, ok := errors.AsType[*corpus.RecordError](res.err); ok {
		return e
	}
	e := &corpus.RecordError{File: res.file, Err: res.err}
	if res.doc != nil {
		e.ID = res.doc.ID
	}
	return e
}
