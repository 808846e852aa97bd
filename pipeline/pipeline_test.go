package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// journal is a sink that writes a line for each record.
type journal struct {
	bytes.Buffer
	failAt string // id at which Done fails, as a full disk would
	refuse string // id of a document that Done cannot take
}

func (j *journal) Done(a *corpus.Annotated) error {
	if a.ID == j.failAt {
		return errors.New("no space left on device")
	}
	if a.ID == j.refuse {
		return &corpus.RecordError{File: a.ID, Err: errors.New("no such span")}
	}
	fmt.Fprintf(j, "done %s %d\n", a.ID, len(a.Entities))
	return nil
}

func (j *journal) Duplicate(d *corpus.Document, of string, near bool) error {
	fmt.Fprintf(j, "duplicate %s of %s%s\n", d.ID, of, map[bool]string{true: ", nearly"}[near])
	return nil
}

func (j *journal) Reject(e *corpus.RecordError) error {
	fmt.Fprintf(j, "reject %v\n", e)
	return nil
}

func (j *journal) Skip(id, reason string) error {
	fmt.Fprintf(j, "skip %s: %s\n", id, reason)
	return nil
}

// records makes one record of each line "id text"; "!why" is one that cannot be read,
// "-why" one that is passed over.
func records(lines ...string) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for i, line := range lines {
			file := fmt.Sprintf("in:%d", i+1)
			read := func() (*corpus.Annotated, error) {
				if why, bad := strings.CutPrefix(line, "!"); bad {
					return nil, &corpus.RecordError{File: file, Err: errors.New(why)}
				}
				id, text, _ := strings.Cut(line, " ")
				return &corpus.Annotated{Document: corpus.Document{ID: id, Text: text}}, nil
			}
			rec := Record{File: file, Read: read}
			if why, skip := strings.CutPrefix(line, "-"); skip {
				rec = Record{File: file, Skip: why}
			}
			if !yield(rec, nil) {
				return
			}
		}
	}
}

// words finds one entity a word; it panics and dawdles where the text says so.
func words(d *corpus.Document) (a corpus.Annotations) {
	for _, w := range strings.Fields(d.Text) {
		switch w {
		case "PANIC":
			panic("no such rule")
		case "SLEEP":
			time.Sleep(time.Minute)
		case "doze": // lets later records overtake
			time.Sleep(time.Millisecond)
		}
		a.Entities = append(a.Entities, corpus.Entity{})
	}
	return a
}

func TestRun(t *testing.T) {
	boom := errors.New("disk gone")
	tests := []struct {
		name   string
		in     iter.Seq2[Record, error]
		opt    Options
		failAt string
		refuse string
		want   string
		report Report
		err    string
	}{
		{name: "nothing", in: records()},
		{
			name: "one bad record costs itself", in: records("a x y", "!truncated", "b x"),
			want:   "done a 2\nreject in:2: truncated\ndone b 1\n",
			report: Report{Read: 3, Done: 2, SetAside: 1},
		},
		{
			name: "a panic costs its document", in: records("a PANIC", "b x"),
			want:   "reject in:1: the program failed on this document (please report it): no such rule\ndone b 1\n",
			report: Report{Read: 2, Done: 1, SetAside: 1},
		},
		{
			name: "a time-out costs its document", in: records("a SLEEP", "b x"), opt: Options{Timeout: 100 * time.Millisecond},
			want:   "reject in:1: took longer than 100ms (raise it with --timeout)\ndone b 1\n",
			report: Report{Read: 2, Done: 1, SetAside: 1},
		},
		{
			name: "duplicates are folded whatever their white space", in: records("a x y", "b x  y", "c z"), opt: Options{Fold: true},
			want:   "done a 2\nduplicate b of a\ndone c 1\n",
			report: Report{Read: 3, Done: 2, Duplicates: 1},
		},
		{
			name: "duplicates are delivered where folding is off", in: records("a x", "b x"),
			want:   "done a 1\ndone b 1\n",
			report: Report{Read: 2, Done: 2},
		},
		{
			name: "two texts of one id", in: records("a x", "a y"), opt: Options{Fold: true},
			want:   "done a 1\nreject in:2: id \"a\" was used before, by in:1: ids must be unique\n",
			report: Report{Read: 2, Done: 1, SetAside: 1},
		},
		{
			name: "a document once more", in: records("a x", "a  x", "b x", "b x"), opt: Options{Fold: true},
			want:   "done a 1\nskip a: this document once more\nduplicate b of a\nskip b: this document once more\n",
			report: Report{Read: 4, Done: 1, Duplicates: 1, Skipped: 2},
		},
		{
			name: "another text of one id that repeats a third document", in: records("a x", "b y", "a y"), opt: Options{Fold: true},
			want:   "done a 1\ndone b 1\nreject in:3: id \"a\" was used before, by in:1: ids must be unique\n",
			report: Report{Read: 3, Done: 2, SetAside: 1},
		},
		{
			name: "another text of an id that was a duplicate", in: records("a x", "b x", "b y"), opt: Options{Fold: true},
			want:   "done a 1\nduplicate b of a\nreject in:3: id \"b\" was used before, by in:2: ids must be unique\n",
			report: Report{Read: 3, Done: 1, Duplicates: 1, SetAside: 1},
		},
		{
			name: "an id that a file beside those of the run holds", in: records("a x", "b y"),
			opt: Options{Fold: true, Taken: func(id string) string {
				if id == "a" {
					return "elsewhere"
				}
				return ""
			}},
			want:   "reject in:1: id \"a\" was used before, by elsewhere: ids must be unique\ndone b 1\n",
			report: Report{Read: 2, Done: 1, SetAside: 1},
		},
		{
			name: "unchanged documents are skipped, and still fold their duplicates", in: records("a x", "b x", "c z"),
			opt:    Options{Fold: true, Unchanged: func(id string, _ Fingerprint) bool { return id == "a" }},
			want:   "skip a: unchanged\nduplicate b of a\ndone c 1\n",
			report: Report{Read: 3, Done: 1, Duplicates: 1, Skipped: 1},
		},
		{
			name: "what is passed over on purpose is accounted for", in: records("-hidden file", "a x"), opt: Options{Fold: true},
			want:   "skip in:1: hidden file\ndone a 1\n",
			report: Report{Read: 2, Done: 1, Skipped: 1},
		},
		{
			name: "what the sink cannot take is set aside", in: records("a x", "b y", "c z"), refuse: "b",
			want:   "done a 1\nreject b: no such span\ndone c 1\n",
			report: Report{Read: 3, Done: 2, SetAside: 1},
		},
		{
			name: "a failing sink ends the run", in: records("a x", "b y", "c z"), failAt: "b", opt: Options{Workers: 1},
			want:   "done a 1\n",
			report: Report{Read: 1, Done: 1}, err: "no space left on device",
		},
		{
			name: "a failing input ends the run with what was done",
			in: func(yield func(Record, error) bool) {
				records("a x")(yield)
				yield(Record{}, boom)
			},
			want: "done a 1\n", report: Report{Read: 1, Done: 1}, err: "disk gone",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := &journal{failAt: tt.failAt, refuse: tt.refuse}
			report, err := Run(t.Context(), tt.in, words, j, tt.opt)
			if got := fmt.Sprint(err); err != nil && got != tt.err || err == nil && tt.err != "" {
				t.Errorf("error = %v, want %q", err, tt.err)
			}
			if diff := cmp.Diff(tt.want, j.String()); diff != "" {
				t.Errorf("deliveries (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.report, report); diff != "" {
				t.Errorf("report (-want +got):\n%s", diff)
			}
			if !report.Balanced() {
				t.Errorf("the account does not balance: %v", report)
			}
		})
	}
}

func TestRunIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	var lines []string
	for i := range 300 {
		switch i % 7 {
		case 0:
			lines = append(lines, "!bad")
		case 1:
			lines = append(lines, fmt.Sprintf("id%d PANIC", i))
		case 2:
			lines = append(lines, fmt.Sprintf("id%d the same text", i))
		default:
			lines = append(lines, fmt.Sprintf("id%d doze text %d", i, i))
		}
	}
	var outs []string
	for _, workers := range []int{1, 8} {
		j := &journal{}
		if _, err := Run(t.Context(), records(lines...), words, j, Options{Workers: workers, Fold: true}); err != nil {
			t.Fatal(err)
		}
		outs = append(outs, j.String())
	}
	if diff := cmp.Diff(outs[0], outs[1]); diff != "" {
		t.Errorf("1 and 8 workers differ (-1 +8):\n%s", diff)
	}
}

// endless yields records numbered from 0, and calls at before each.
func endless(at func(i int)) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for i := 0; ; i++ {
			at(i)
			read := func() (*corpus.Annotated, error) {
				return &corpus.Annotated{Document: corpus.Document{ID: fmt.Sprint(i), Text: "x"}}, nil
			}
			if !yield(Record{Read: read, Size: 1}, nil) {
				return
			}
		}
	}
}

// TestCancel ends a run while records wait for a worker. What is delivered has no gap, and
// what comes behind a record that was not begun does not count: a mark there would claim it.
func TestCancel(t *testing.T) {
	for range 50 {
		ctx, cancel := context.WithCancel(t.Context())
		marked := -1
		in := func(yield func(Record, error) bool) {
			for rec, err := range endless(func(i int) {
				if i == 50 {
					cancel()
				}
			}) {
				doc, _ := rec.Read()
				mark := func() error { _, err := fmt.Sscan(doc.ID, &marked); return err }
				if !yield(rec, err) || !yield(Record{Mark: mark}, nil) {
					return
				}
			}
		}
		j := &journal{}
		report, err := Run(ctx, in, words, j, Options{Workers: 4})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error = %v, want context.Canceled", err)
		}
		var want strings.Builder
		for i := range report.Done {
			fmt.Fprintf(&want, "done %d 1\n", i)
		}
		if diff := cmp.Diff(want.String(), j.String()); diff != "" || !report.Balanced() || report.Done > 51 {
			t.Fatalf("%v (-want +got):\n%s", report, diff)
		}
		if marked != report.Done-1 {
			t.Fatalf("the mark behind %d was called; %d are done", marked, report.Done)
		}
	}
}

// TestCancelBehindTheInput ends a run whose input has been read to its end already.
func TestCancelBehindTheInput(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	read := make(chan struct{})
	in := func(yield func(Record, error) bool) {
		records("a x", "b x", "c x")(yield)
		close(read)
	}
	annotate := func(d *corpus.Document) corpus.Annotations {
		<-read
		cancel()
		return words(d)
	}
	report, err := Run(ctx, in, annotate, &journal{}, Options{Workers: 1})
	if want := (Report{Read: 1, Done: 1}); !errors.Is(err, context.Canceled) || report != want {
		t.Errorf("%v, %v; want one that is done and context.Canceled", report, err)
	}
}

// TestPanicInADelivery demands that nothing is delivered behind it, also where the records are
// so large that the next one waits for it to leave the window.
func TestPanicInADelivery(t *testing.T) {
	fine := func(*corpus.Annotated) error { return nil }
	tests := []struct {
		name string
		size int64
		done func(*corpus.Annotated) error
		mark func() error
	}{
		{"in the sink", 1, func(*corpus.Annotated) error { panic("out of cheese") }, nil},
		{"in the sink, large records", aheadBytes - 1, func(*corpus.Annotated) error { panic("out of cheese") }, nil},
		{"in a mark", 1, fine, func() error { panic("out of cheese") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			delivered := 0
			sink := &doneSink{done: func(a *corpus.Annotated) error { delivered++; return tt.done(a) }}
			in := func(yield func(Record, error) bool) {
				n := 0
				for rec, err := range endless(func(i int) { n = i }) {
					rec.Size = tt.size
					if n == 1000 || !yield(rec, err) || n == 0 && tt.mark != nil && !yield(Record{Mark: tt.mark}, nil) {
						return
					}
				}
			}
			defer func() {
				if p := recover(); !strings.Contains(fmt.Sprint(p), "out of cheese") {
					t.Errorf("Run panics with %v", p)
				}
				if delivered != 1 {
					t.Errorf("%d documents were delivered, want the first", delivered)
				}
			}()
			report, err := Run(t.Context(), in, words, sink, Options{Workers: 2})
			t.Errorf("Run returns %v, %v", report, err)
		})
	}
}

// TestPanicInTheInput demands that Run ends no sooner than the records that came before.
func TestPanicInTheInput(t *testing.T) {
	read := make(chan struct{})
	in := func(yield func(Record, error) bool) {
		records("a x", "b x", "c x")(yield)
		close(read)
		panic("out of cheese")
	}
	annotate := func(d *corpus.Document) corpus.Annotations {
		<-read
		time.Sleep(10 * time.Millisecond)
		return words(d)
	}
	j := &journal{}
	defer func() {
		if p := recover(); p != "out of cheese" {
			t.Errorf("Run panics with %v", p)
		}
		if want := "done a 1\ndone b 1\ndone c 1\n"; j.String() != want {
			t.Errorf("delivered %q, want %q", j.String(), want)
		}
	}()
	report, err := Run(t.Context(), in, annotate, j, Options{Workers: 2})
	t.Errorf("Run returns %v, %v", report, err)
}

// doneSink takes what is done; nothing else comes.
type doneSink struct {
	Sink
	done func(*corpus.Annotated) error
}

func (s *doneSink) Done(a *corpus.Annotated) error { return s.done(a) }

// slowSink is busy with its first document until a number of others have been annotated.
type slowSink struct {
	journal
	wait chan struct{}
}

func (s *slowSink) Done(a *corpus.Annotated) error {
	select {
	case <-s.wait:
		return s.journal.Done(a)
	case <-time.After(time.Minute):
		return errors.New("the workers wait for the sink")
	}
}

func TestWorkersGoOnWhileTheSinkIsBusy(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	sink := &slowSink{wait: make(chan struct{})}
	var n atomic.Int32
	annotate := func(d *corpus.Document) corpus.Annotations {
		if n.Add(1) == 200 {
			close(sink.wait)
			cancel()
		}
		return words(d)
	}
	if _, err := Run(ctx, endless(func(int) {}), annotate, sink, Options{Workers: 2}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestWindow(t *testing.T) {
	var w window
	w.enter(2 * aheadBytes) // too large for any window, but the only one
	entered := make(chan struct{})
	go func() {
		w.enter(1)
		close(entered)
	}()
	select {
	case <-entered:
		t.Fatal("a second one fits beside it")
	case <-time.After(10 * time.Millisecond): // only a wrong window is ever seen here
	}
	w.leave(2 * aheadBytes)
	<-entered
}

func TestInputThatEndsWithTheContextIsNoSuccess(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in := func(yield func(Record, error) bool) {
		records("a x")(yield)
		cancel()
	}
	if _, err := Run(ctx, in, words, &journal{}, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want context.Canceled", err)
	}
}

func TestFingerprint(t *testing.T) {
	a := corpus.Document{ID: "a", Title: "bc", Text: "x"}
	b := corpus.Document{ID: "ab", Title: "c", Text: "x"}
	moved := a
	moved.File = "elsewhere"
	if Of(&a) == Of(&b) {
		t.Error("two documents with the same letters in other fields have one fingerprint")
	}
	if Of(&a) != Of(&moved) {
		t.Error("a document that moved counts as changed")
	}
}
