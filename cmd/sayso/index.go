package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/pipeline"
)

func (a *app) indexCmd() *cobra.Command {
	var in inputFlags
	var fresh, dryRun, jsonl bool
	cmd := &cobra.Command{
		Use:   "index PATH…",
		Short: "Read, clean, extract and store; again and again",
		Long: `Index reads files, folders and archives, annotates the documents and stores them. Run it
again at any time, also after an interruption: documents that have not changed are skipped,
changed ones replaced.

A document that cannot be read is set aside with its reason; 'sayso status --problems' lists
them, and the exit code is 3.`,
		Example: `  sayso index ~/briefs
  sayso index archive.jsonl more/*.html
  sayso index --fresh ~/briefs        from nothing
  sayso index --dry-run ~/briefs      only say what would be read`,
		Args: minArgs(1, "files, folders or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if dryRun {
				return a.dryRun(cmd.Context(), args, &in)
			}
			return a.index(cmd.Context(), args, &in, fresh, jsonl)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&fresh, "fresh", false, "start from nothing; searches go on with the old state meanwhile")
	flags.BoolVar(&dryRun, "dry-run", false, "read and report, store nothing")
	flags.BoolVar(&jsonl, "jsonl", false, "write a line of JSON for each document: id, status, reason, ms")
	in.add(flags)
	return cmd
}

func (a *app) index(ctx context.Context, paths []string, in *inputFlags, fresh, jsonl bool) error {
	annotate, err := in.annotator("sayso")
	if err != nil {
		return err
	}
	dir := a.newIndex()
	w, err := index.OpenWriter(dir, index.Options{
		Version: extractors.Version,
		Fresh:   fresh,
		Print:   func(d *corpus.Document) [16]byte { return pipeline.Of(d) },
	})
	if err != nil {
		return err
	}
	sink := newIndexSink(a, w, jsonl)
	started := time.Now()
	p := a.startProgress("indexing", bytesBelow(paths))
	report, err := a.runPipeline(ctx, paths, annotate, sink, in, pipeline.Options{
		Fold:      true,
		Unchanged: func(id string, print pipeline.Fingerprint) bool { return w.Unchanged(id, print) },
		Progress:  p.update,
	})
	took := p.stop()
	if report.Read > 0 {
		if logErr := w.Log(runOf(started, took, report, sink.problems, err)); err == nil {
			err = logErr
		}
	}
	// Also after an error: what was done is kept.
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	if report.Read > 0 {
		a.summary(dir, report, sink, took)
	}
	return outcome(report, err, in.strict)
}

// runOf is the account of a run for the log of the index.
func runOf(started time.Time, took time.Duration, r pipeline.Report, problems []index.Problem, err error) index.Run {
	run := index.Run{
		Started: started.UTC().Truncate(time.Second), Millis: took.Milliseconds(), Version: extractors.Version,
		Read: r.Read, Done: r.Done, Duplicates: r.Duplicates, SetAside: r.SetAside, Skipped: r.Skipped, Problems: problems,
	}
	switch {
	case errors.Is(err, context.Canceled):
		run.Ended = "interrupted"
	case err != nil:
		run.Ended = err.Error()
	}
	return run
}

// summary tells what came of a run, and what to do next.
func (a *app) summary(dir string, r pipeline.Report, sink *indexSink, took time.Duration) {
	parts := []string{plural(r.Done, "document")}
	for _, x := range []struct {
		n    int
		what string
	}{{r.Duplicates, "folded as duplicates"}, {r.Skipped, "unchanged or passed over"}, {r.SetAside, "set aside (sayso status --problems)"}} {
		if x.n > 0 {
			parts = append(parts, humanize.Comma(int64(x.n))+" "+x.what)
		}
	}
	w := a.out
	if sink.lines != nil { // standard output is data
		w = a.err
	}
	fmt.Fprintf(w, "%s read → %s, in %s\n", humanize.Comma(int64(r.Read)), strings.Join(parts, " · "), duration(took))
	fmt.Fprintf(w, "%s · %s · %s · %s\n", plural(sink.mentions, "mention"), plural(sink.positions, "position"),
		plural(sink.judgments, "judgment"), plural(sink.dates, "date"))
	if terminal(a.out) {
		a.talk("The index is %s. Try:  sayso search 'WORDS'    sayso actor NAME    sayso status", dir)
	}
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return humanize.Comma(int64(n)) + " " + what
}

// dryRun reads everything and tells what would come of it.
func (a *app) dryRun(ctx context.Context, paths []string, in *inputFlags) error {
	nothing := func(*corpus.Document) (none corpus.Annotations) { return none }
	sink := &drySink{app: a}
	report, err := a.runPipeline(ctx, paths, nothing, sink, in, pipeline.Options{Fold: true})
	fmt.Fprintln(a.out, report)
	return outcome(report, err, in.strict)
}

// drySink prints a line for each record.
type drySink struct{ app *app }

func (s *drySink) Done(d *corpus.Annotated) error {
	date := d.Published.String()
	if date == "" {
		date = "undated   "
	}
	fmt.Fprintf(s.app.out, "%s  %s  %s\n", date, d.ID, clip(printable(d.Title), 80))
	return nil
}

func (s *drySink) Duplicate(d *corpus.Document, of string) error {
	fmt.Fprintf(s.app.out, "duplicate   %s = %s\n", d.ID, of)
	return nil
}

func (s *drySink) Reject(e *corpus.RecordError) error {
	fmt.Fprintf(s.app.out, "set aside   %v\n", e)
	return nil
}

func (s *drySink) Skip(id, reason string) error {
	fmt.Fprintf(s.app.out, "skipped     %s: %s\n", id, reason)
	return nil
}

// indexSink stores documents, counts what is in them, and tells of those set aside.
type indexSink struct {
	*index.Writer
	app   *app
	lines *json.Encoder // nil without --jsonl
	last  time.Time

	mentions, positions, judgments, dates int
	told                                  int // problems told so far
	problems                              []index.Problem
}

func newIndexSink(a *app, w *index.Writer, jsonl bool) *indexSink {
	s := &indexSink{Writer: w, app: a, last: time.Now()}
	if jsonl {
		s.lines = json.NewEncoder(a.out)
	}
	return s
}

func (s *indexSink) Done(d *corpus.Annotated) error {
	s.mentions += len(d.Entities)
	s.positions += len(d.Positions)
	s.judgments += len(d.Judgments)
	s.dates += len(d.Dates)
	for _, note := range d.Notes {
		s.tell("%s: %s", d.File, note)
	}
	if err := s.Writer.Done(d); err != nil {
		return err
	}
	return s.line(d.ID, "done", "")
}

func (s *indexSink) Duplicate(d *corpus.Document, of string) error {
	if err := s.Writer.Duplicate(d, of); err != nil {
		return err
	}
	return s.line(d.ID, "duplicate", "of "+of)
}

func (s *indexSink) Reject(e *corpus.RecordError) error {
	s.tell("set aside %v", e)
	if len(s.problems) < index.MaxRunProblems {
		p := index.Problem{File: e.File, Line: e.Line, ID: e.ID}
		if e.Err != nil {
			p.Reason = e.Err.Error()
		}
		s.problems = append(s.problems, p)
	}
	if err := s.Writer.Reject(e); err != nil {
		return err
	}
	return s.line(e.ID, "set aside", e.Error())
}

func (s *indexSink) Skip(id, reason string) error {
	if reason == pipeline.Unchanged {
		if err := s.Writer.Skip(id); err != nil {
			return err
		}
	}
	return s.line(id, "skipped", reason)
}

// maxTold is how many lines of trouble a run prints: the list in the index has all.
const maxTold = 20

func (s *indexSink) tell(format string, args ...any) {
	switch s.told++; {
	case s.app.verbose || s.told <= maxTold:
		s.app.talk(format, args...)
	case s.told == maxTold+1:
		s.app.talk("… and more: sayso status --problems")
	}
}

// outcomeLine is a line of index --jsonl.
type outcomeLine struct {
	ID     string `json:"id,omitempty"`
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
	MS     int64  `json:"ms"` // since the line before
}

func (s *indexSink) line(id, status, reason string) error {
	if s.lines == nil {
		return nil
	}
	now := time.Now()
	ms := now.Sub(s.last).Milliseconds()
	s.last = now
	return s.lines.Encode(outcomeLine{id, status, reason, ms})
}
