package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) exportCmd() *cobra.Command {
	var q queryFlags
	var what, format, out string
	var level export.Level
	cmd := &cobra.Command{
		Use:   "export [QUERY]",
		Short: "Write all that a query finds: documents, positions, judgments or dates, in many forms",
		Long: `Export streams every hit, however many there are. Documents come as JSONL in the annotation
format (docs/format.md): 'sayso index' reads it again and annotates it anew, 'sayso eval' takes
it as gold once a person has corrected it. The other forms hold citations and quotations, not
whole texts.

  documents   ` + names(export.Formats.Documents) + `
  positions   ` + names(export.Formats.Positions) + `
  judgments   ` + names(export.Formats.Judgments) + `
  dates       ` + names(export.Formats.Dates) + `

The first of each is what is written without --format. A quotation carries an anchor after the
W3C Web Annotation model: its words, and some of what stands before and behind them.`,
		Example: `  sayso export > archive.jsonl
  sayso export --from 2025-01-01 'actor:Russia' > russia.jsonl
  sayso export --what positions --format parquet -o positions.parquet
  sayso export --what positions --format ris holder:Russia > russia.ris`,
		RunE: func(cmd *cobra.Command, args []string) error {
			formats, err := formatsOf(what)
			if err != nil {
				return err
			}
			f := cmp.Or(export.Format(format), formats[0])
			target := a.out
			if out != "" {
				target = io.Discard
			}
			if err := checkForm(f, formats, target); err != nil {
				return err
			}
			if err := checkOut(out); err != nil {
				return err
			}
			s, err := q.search(args)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				if err := a.tellNone(cmd.Context(), x, s); err != nil {
					return err
				}
				return a.writeOut(out, func(w io.Writer) error { return a.exportAll(cmd.Context(), w, x, s, what, f, level) })
			})
		},
	}
	q.addRange(cmd.Flags())
	cmd.Flags().StringVar(&what, "what", "documents", "documents, positions, judgments or dates")
	cmd.Flags().StringVar(&format, "format", "", "the form, see above")
	levelFlag(cmd.Flags(), &level, "of positions: said or state")
	cmd.Flags().StringVarP(&out, "out", "o", "", "write to this file, which appears when it is complete")
	return cmd
}

// tellNone says that an export will be empty, and what may have been meant.
func (a *app) tellNone(ctx context.Context, x *index.Index, s index.Search) error {
	documents, _, err := x.Count(ctx, s)
	if err == nil && documents == 0 {
		a.talk("0 documents")
		a.tellEmpty(ctx, x, "search", s)
	}
	return err
}

// formatsOf returns the forms that documents, positions, judgments or dates are written in, the
// usual one first.
func formatsOf(what string) ([]export.Format, error) {
	switch what {
	case "documents":
		return export.Formats.Documents, nil
	case "positions":
		return export.Formats.Positions, nil
	case "judgments":
		return export.Formats.Judgments, nil
	case "dates":
		return export.Formats.Dates, nil
	}
	return nil, usagef("--what: %q is none of documents, positions, judgments, dates", what)
}

func (a *app) exportAll(ctx context.Context, w io.Writer, x *index.Index, s index.Search, what string, f export.Format, level export.Level) error {
	switch what {
	case "positions":
		return export.Positions(w, f, level, x.AllPositions(ctx, s))
	case "judgments":
		return export.Judgments(w, f, x.AllJudgments(ctx, index.JudgmentSearch{Search: s}))
	case "dates":
		return export.Dates(w, f, x.AllDates(ctx, index.CalendarSearch{Search: s, Passed: true}))
	}
	return a.exportDocuments(w, f, x.Roots(), x.All(ctx, s))
}

// exportDocuments says of whole texts how many pages told whose they are ("Copying is
// forbidden"): who passes the file on should know.
func (a *app) exportDocuments(w io.Writer, f export.Format, roots []string, all iter.Seq2[*corpus.Annotated, error]) error {
	reserved := 0
	err := export.Documents(w, f, func(yield func(*corpus.Annotated, error) bool) {
		for doc, err := range all {
			if err == nil && slices.ContainsFunc(doc.Dropped, func(d corpus.Dropped) bool { return d.Reason == corpus.DropRights }) {
				reserved++
			}
			if err == nil {
				handed := *doc // the index may hold on to its own
				handed.File = fileFrom(roots, doc.File)
				doc = &handed
			}
			if !yield(doc, err) {
				return
			}
		}
	})
	if err == nil && f == export.JSONL && reserved > 0 {
		a.talk("%s with a rights line of the page, in whole texts here; --format csv and --what positions hold citations and quotations only", plural(reserved, "document"))
	}
	return err
}

// checkOut refuses what no file can be written to, before the work for it is done.
func checkOut(path string) error {
	switch dir := filepath.Dir(path); {
	case path == "":
		return nil
	case isDir(path):
		return fmt.Errorf("%s is a folder: name a file", path)
	case !isDir(dir):
		return fmt.Errorf("%s: there is no folder %s", path, dir)
	}
	return nil
}

// writeOut calls write with stdout, or with a file that takes its name only once it is whole:
// what an interrupted export left is never taken for the result.
func (a *app) writeOut(path string, write func(io.Writer) error) error {
	if path == "" {
		return write(a.data())
	}
	part := path + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Close())
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return nil
}
