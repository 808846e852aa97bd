package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/pipeline"
)

// indexFlags are those of index beside those of all commands that read.
type indexFlags struct {
	inputFlags
	fresh, dryRun, jsonl, retry, prune, rebuild bool
}

func (a *app) indexCmd() *cobra.Command {
	var in indexFlags
	cmd := &cobra.Command{
		Use:   "index PATH…",
		Short: "Read, clean, extract and store; again and again",
		Long: `Index reads files, folders and archives, annotates the documents and stores them. Run it
again at any time, also after an interruption: files that have not changed are not opened,
documents that have not changed are skipped, changed ones replaced. What is no longer in its
file, or has lost it, is kept and told, until --prune removes it. A copy that was folded takes
the place of a document that changes or goes, also where it lies below another PATH of before.
Searches go on with the old state until the run is done. A PATH that is not there any more, as
an archive that was moved, is forgotten with --prune PATH.

It reads text, HTML, Markdown, JSONL, CSV, PDF, DOCX, mail, feeds and WARC, and archives of
these; the content of a file tells its form (docs/format.md).

A document has the name of its file, from the folder that was given: briefs/2025-12.html. Of
two folders of one name, give the folder that holds both; else the second is set aside.

A document that cannot be read is set aside with its reason; 'sayso status --problems' lists
them, and the exit code is 3. --retry reads their files again, after a fix or with other
options. With --retry or --prune and no PATH the paths of earlier runs are meant.

An index that was made with --actors or --issues asks for them in later runs, as without them all
would be annotated anew; --actors '' does that.

--rebuild needs no files: it makes the index anew of the texts that are stored in it, when the
folder is damaged ('sayso status --check' looks) or the extractors have become better.`,
		Example: `  sayso index ~/briefs
  sayso index archive.jsonl more/*.html
  sayso index --fresh ~/briefs        from nothing
  sayso index --dry-run ~/briefs      only say what would be read
  sayso index --retry --timeout 1h    once more what was set aside
  sayso index --prune                 forget what is no longer there
  sayso index --rebuild               from the stored texts`,
		Args: in.checkArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !in.fresh && !in.dryRun {
				if err := ownGiven(cmd.Flags(), a.newIndex()); err != nil {
					return err
				}
			}
			switch {
			case in.rebuild:
				return a.rebuild(cmd.Context(), &in)
			case in.dryRun:
				return a.dryRun(cmd.Context(), args, &in.inputFlags)
			}
			return a.index(cmd.Context(), args, &in)
		},
	}
	in.add(cmd.Flags())
	return cmd
}

// add adds the flags, those of reading among them.
func (in *indexFlags) add(flags *pflag.FlagSet) {
	flags.BoolVar(&in.fresh, "fresh", false, "start from nothing; searches go on with the old state meanwhile")
	flags.BoolVar(&in.retry, "retry", false, "read again the files of documents that were set aside")
	flags.BoolVar(&in.prune, "prune", false, "remove the documents that are no longer in their files")
	flags.BoolVar(&in.rebuild, "rebuild", false, "make the index anew of the stored texts")
	flags.BoolVar(&in.dryRun, "dry-run", false, "read and report, store nothing")
	flags.BoolVar(&in.jsonl, "jsonl", false, "write a line of JSON for each document: id, status, reason, ms")
	in.inputFlags.add(flags)
}

// checkArgs refuses paths where none are read, and none where some are needed.
func (in *indexFlags) checkArgs(cmd *cobra.Command, args []string) error {
	switch {
	case in.rebuild && len(args) > 0:
		return usagef("index --rebuild takes no PATH: it reads what is stored (see 'sayso help index')")
	case in.rebuild && (in.fresh || in.retry || in.prune || in.dryRun):
		return usagef("index --rebuild goes with no other choice of what to read (see 'sayso help index')")
	case in.rebuild || (in.retry || in.prune) && !in.fresh:
		return nil
	}
	return minArgs(1, "files, folders or - for standard input")(cmd, args)
}

// memoryLimit is where the collector of garbage begins to work harder, in bytes, unless
// GOMEMLIMIT says otherwise. With a limit of 256 MB, 10,000 documents took no longer and
// peaked at 362 MB instead of 490.
const memoryLimit = 512 << 20

func (a *app) index(ctx context.Context, paths []string, in *indexFlags) error {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	annotate, err := in.annotator("sayso")
	if err != nil {
		return err
	}
	readOpt, err := in.readOptions()
	if err != nil {
		return err
	}
	opt, err := in.indexOptions()
	if err != nil {
		return err
	}
	dir := a.newIndex()
	missing := checkPaths(paths)
	if missing != nil && (!in.prune || in.fresh) {
		return missing
	}
	if len(paths) == 0 || missing != nil { // of earlier runs
		if err := index.Check(dir); err != nil {
			return err
		}
	}
	w, err := index.OpenWriter(dir, opt)
	if err != nil {
		return err
	}
	sink := newIndexSink(a, w, in)
	started := time.Now()
	report, err := a.fill(ctx, &source{app: a, w: w, in: in, opt: readOpt, paths: paths}, annotate, sink)
	took := time.Since(started)
	if report.Read > 0 {
		if logErr := w.Log(runOf(started, took, report, sink.problems, err)); err == nil {
			err = logErr
		}
	}
	stored, err := a.store(w, in.fresh, err)
	if stored && (report.Read > 0 || w.Pruned+w.Left > 0) {
		a.summary(dir, report, sink, took)
	}
	if report.Read == 0 && err == nil && w.Pruned+w.Left > 0 {
		return nil // there was nothing but what is gone
	}
	return outcome(report, err, in.strict)
}

// store keeps what a run has done, also after an error of the run, and reports whether it could,
// beside the error to tell. Of an index that was to be made afresh a part is none, where there was
// one of the whole archive: readers keep that.
func (a *app) store(w *index.Writer, fresh bool, err error) (stored bool, _ error) {
	defer a.say("storing the index …")()
	if err != nil && fresh {
		stored = w.Suspend() == nil
		return stored, fmt.Errorf("%w: the same command without --fresh goes on with what this run has done; until then searches find what was there before", err)
	}
	closeErr := w.Close()
	if closeErr != nil && err == nil { // how many were read is of no use: the last of them are not stored
		err = fmt.Errorf("%w: what was stored before is kept, and the same command goes on from there", closeErr)
	}
	return closeErr == nil, err
}

// runOf is the account of a run for the log of the index.
func runOf(started time.Time, took time.Duration, r pipeline.Report, problems []index.Problem, err error) index.Run {
	run := index.Run{
		Started: started.UTC().Truncate(time.Second), Millis: took.Milliseconds(), Version: extractors.Version,
		Read: r.Read, Done: r.Done, Duplicates: r.Duplicates, SetAside: r.SetAside, Skipped: r.Skipped, Problems: problems,
	}
	switch {
	case errors.Is(err, errInterrupted), errors.Is(err, context.Canceled):
		run.Ended = "interrupted"
	case err != nil:
		run.Ended = err.Error()
	}
	return run
}

// indexOptions names what decides what comes of a document, so that a later run knows what
// it need not do again.
func (in *indexFlags) indexOptions() (index.Options, error) {
	version, err := in.version()
	return index.Options{
		Version: version,
		Fresh:   in.fresh,
		Print:   func(d *corpus.Document) [16]byte { return pipeline.Of(d) },
		Own:     in.own(),
		Made:    fmt.Sprintf("lang=%s published=%s max-size=%d", in.lang, in.published, in.maxSize),
	}, err
}

// own names the user's own lists, by the flags that do.
func (in *inputFlags) own() map[string]string {
	own := map[string]string{}
	for flag, file := range map[string]string{"actors": in.actors, "issues": in.issues} {
		if file != "" {
			own[flag] = absolute(file)
		}
	}
	return own
}

// ownGiven refuses a run that leaves out a list of the user's own with which the index was
// made: it would annotate all documents anew, and what the list gave them would be gone.
func ownGiven(flags *pflag.FlagSet, dir string) error {
	own := index.Own(dir)
	var missing, without []string
	for _, flag := range slices.Sorted(maps.Keys(own)) {
		if !flags.Changed(flag) {
			missing = append(missing, "--"+flag+" "+own[flag])
			without = append(without, "--"+flag+" ''")
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return usagef("index %s was made with %s: give that again, or %s to annotate without", dir, strings.Join(missing, " "), strings.Join(without, " "))
}

// version names the extractors, and the user's own actors and issues where there are some.
func (in *inputFlags) version() (string, error) {
	version := extractors.Version
	for _, own := range []struct{ what, file string }{{"actors", in.actors}, {"issues", in.issues}} {
		if own.file == "" {
			continue
		}
		b, err := os.ReadFile(own.file)
		if err != nil {
			return "", err
		}
		sum := sha256.Sum256(b)
		version += fmt.Sprintf("+%s-%x", own.what, sum[:4])
	}
	return version, nil
}

// fill takes what src has, and is not stored yet as it stands, into the index.
func (a *app) fill(ctx context.Context, src *source, annotate pipeline.Annotate, sink *indexSink) (pipeline.Report, error) {
	if err := src.look(ctx); err != nil {
		return pipeline.Report{}, err
	}
	sink.earlier = src.aside
	p := a.startProgress(ctx, "indexing", src.bytes)
	defer p.stop()
	opt := src.in.pipelineOptions()
	opt.Fold, opt.Known = true, src.known()
	opt.Taken = func(id string) string { return src.w.Taken(src.plan, id) }
	opt.Unchanged = func(id string, print pipeline.Fingerprint) bool { return src.w.Unchanged(id, print) }
	opt.Took, opt.Progress = sink.time, p.update
	return pipeline.Run(ctx, src.records(ctx), annotate, sink, opt)
}

// summary tells what came of a run, and what to do next.
func (a *app) summary(dir string, r pipeline.Report, sink *indexSink, took time.Duration) {
	parts := []string{plural(r.Done, "document")}
	for _, x := range []struct {
		n    int
		what string
	}{
		{r.Duplicates, "folded as duplicates"},
		{r.Skipped - sink.passed, "unchanged"},
		{sink.passed, "passed over"},
		{r.SetAside, "set aside (sayso status --problems)"},
		{sink.earlier, "set aside earlier (sayso index --retry)"},
	} {
		if x.n > 0 {
			parts = append(parts, humanize.Comma(int64(x.n))+" "+x.what)
		}
	}
	w := a.out
	if sink.lines != nil { // standard output is data
		w = a.err
	}
	fmt.Fprintf(w, "%s read → %s, in %s\n", humanize.Comma(int64(r.Read)), strings.Join(parts, " · "), duration(took))
	if r.Done > 0 {
		fmt.Fprintf(w, "%s · %s · %s · %s\n", plural(sink.mentions, "mention"), plural(sink.positions, "position"),
			plural(sink.judgments, "judgment"), plural(sink.dates, "date"))
	}
	if n := sink.Pruned; n > 0 {
		fmt.Fprintf(w, "%s removed that no file holds any more\n", plural(n, "document"))
	}
	if n := sink.Left; n > 0 {
		fmt.Fprintf(w, "%s kept that no file holds any more (sayso index --prune removes them)\n", plural(n, "document"))
	}
	if terminal(a.out) {
		a.talk("The index is %s. Try:", dir)
		a.talk("  sayso search 'WORDS'    sayso actor NAME    sayso issues    sayso serve")
	}
}

// dryRun reads everything and tells what would come of it.
func (a *app) dryRun(ctx context.Context, paths []string, in *inputFlags) error {
	if _, err := in.annotator("sayso"); err != nil { // the user's own lists are read, too
		return err
	}
	nothing := func(*corpus.Document) (none corpus.Annotations) { return none }
	sink := &drySink{app: a}
	records, err := a.records(ctx, paths, in)
	if err != nil {
		return err
	}
	opt := in.pipelineOptions()
	opt.Fold = true
	report, err := pipeline.Run(ctx, records, nothing, sink, opt)
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
	fmt.Fprintf(s.app.out, "%s  %s  %s\n", date, printable(d.ID), clip(printable(d.Title), 80))
	return nil
}

func (s *drySink) Duplicate(d *corpus.Document, of string, near bool) error {
	fmt.Fprintf(s.app.out, "duplicate   %s %s %s\n", printable(d.ID), likeness(near), printable(of))
	return nil
}

func (s *drySink) Reject(e *corpus.RecordError) error {
	fmt.Fprintf(s.app.out, "set aside   %s\n", printable(e.Error()))
	return nil
}

func (s *drySink) Skip(id, reason string) error {
	fmt.Fprintf(s.app.out, "skipped     %s: %s\n", printable(id), printable(reason))
	return nil
}
