package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/pipeline"
)

func (a *app) extractCmd() *cobra.Command {
	var only []string
	var engine string
	var asTSV bool
	var in inputFlags
	cmd := &cobra.Command{
		Use:   "extract FILE…|-",
		Short: "Annotate documents without an index",
		Long: `Extract reads pages, JSONL files and archives, annotates them and writes one JSON
document a line to standard output (docs/format.md), in the order of the input.`,
		Example: `  sayso extract brief.html
  sayso extract archive.jsonl > annotated.jsonl
  cat page.txt | sayso extract --published 2025-12-01 -
  sayso extract --only dates --tsv archive.jsonl`,
		Args: minArgs(1, "a file, a folder or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			layers, err := parseLayers(only)
			if err != nil {
				return err
			}
			annotate, err := in.annotator(engine)
			if err != nil {
				return err
			}
			w := bufio.NewWriterSize(a.data(), 64<<10)
			roots := make([]string, len(args))
			for i, p := range args {
				roots[i] = absolute(p)
			}
			sink := &extractSink{app: a, w: w, enc: corpus.NewEncoder(w), layers: layers, tsv: asTSV, roots: roots}
			records, err := a.records(cmd.Context(), args, &in)
			if err != nil {
				return err
			}
			report, err := pipeline.Run(cmd.Context(), records, annotate, sink, in.pipelineOptions())
			if flushErr := w.Flush(); err == nil {
				err = flushErr
			}
			return outcome(report, err, in.strict)
		},
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&only, "only", nil, "layers to write: "+strings.Join(layerNames, ","))
	flags.StringVar(&engine, "engine", "sayso", "sayso; prose-tags: with the tokens and tags of prose; prose: its names as well (the baseline)")
	flags.BoolVar(&asTSV, "tsv", false, "write a table of spans instead: id, layer, start, end, what, words")
	in.add(flags)
	return cmd
}

var layerNames = []string{"entities", "dates", "positions", "judgments"}

func parseLayers(only []string) ([]string, error) {
	for _, name := range only {
		if !slices.Contains(layerNames, name) {
			return nil, usagef("--only: there is no layer %q, want %s", name, strings.Join(layerNames, ", "))
		}
	}
	if len(only) == 0 {
		return layerNames, nil
	}
	return only, nil
}

// extractSink writes what the pipeline delivers to standard output.
type extractSink struct {
	app    *app
	w      io.Writer
	enc    *corpus.Encoder
	layers []string
	tsv    bool
	roots  []string // what was given, absolute
}

func (s *extractSink) Done(doc *corpus.Annotated) error {
	doc.File = fileFrom(s.roots, doc.File)
	s.keepLayers(&doc.Annotations)
	if s.tsv {
		return writeSpans(s.w, doc)
	}
	return s.enc.Encode(doc)
}

func (s *extractSink) Duplicate(*corpus.Document, string, bool) error { return nil }
func (s *extractSink) Skip(string, string) error                      { return nil }

func (s *extractSink) Reject(e *corpus.RecordError) error {
	s.app.tell("set aside %v", e)
	return nil
}

func (s *extractSink) keepLayers(a *corpus.Annotations) {
	if !slices.Contains(s.layers, "entities") {
		a.Entities = nil
	}
	if !slices.Contains(s.layers, "dates") {
		a.Dates = nil
	}
	if !slices.Contains(s.layers, "positions") {
		a.Positions = nil
	}
	if !slices.Contains(s.layers, "judgments") {
		a.Judgments, a.Hedges = nil, nil
	}
}

// outcome turns the account of a run into the error that sets the exit code.
func outcome(r pipeline.Report, err error, strict bool) error {
	switch {
	case err != nil:
		return err
	case r.SetAside > 0 && strict:
		return fmt.Errorf("%d of %d documents were set aside", r.SetAside, r.Read)
	case r.SetAside > 0:
		return errSetAside
	case r.Read == 0:
		return errors.New("no documents found")
	}
	return nil
}

// writeSpans writes a line for each span, offsets in code points as in the JSONL.
func writeSpans(w io.Writer, doc *corpus.Annotated) error {
	bw := bufio.NewWriter(w)
	id := printable(doc.ID) // a tab in it would be a column
	points := corpus.Points(doc.Text)
	row := func(layer string, s corpus.Span, what string) {
		start, end := points(s)
		words := strings.Join(strings.Fields(s.In(doc.Text)), " ")
		fmt.Fprintf(bw, "%s\t%s\t%d\t%d\t%s\t%s\n", id, layer, start, end, printable(what), printable(words))
	}
	for _, e := range doc.Entities {
		row("entity", e.Span, strings.TrimRight(string(e.Type)+" "+e.Actor, " "))
	}
	for _, d := range doc.Dates {
		row("date", d.Span, strings.TrimRight(string(d.Type)+" "+d.Value, " "))
	}
	for i, p := range doc.Positions {
		what := fmt.Sprintf("#%d %s: %s %s", i+1, p.Actor, p.Act, p.Stance)
		for _, part := range []struct {
			layer string
			spans []corpus.Span
		}{{"source", p.Source}, {"cue", p.Cue}, {"content", p.Content}, {"target", p.Target}} {
			for _, s := range part.spans {
				row(part.layer, s, what)
			}
		}
	}
	for _, j := range doc.Judgments {
		row("judgment", j.Span, string(j.Band))
	}
	for _, j := range doc.Hedges {
		row("hedge", j.Span, "")
	}
	return bw.Flush()
}
