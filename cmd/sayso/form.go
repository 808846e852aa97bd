package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

// outputForm is how rows are written; the zero value is for people.
type outputForm struct {
	json, jsonl bool
	csv         string // "plain", or "dna" for the Discourse Network Analyzer
	format      string
	formats     []export.Format
	flags       *pflag.FlagSet
}

// add adds the flags for rows of a kind; all of them are written whole, whatever page is
// asked for.
func (f *outputForm) add(flags *pflag.FlagSet, formats []export.Format) {
	f.formats, f.flags = formats, flags
	flags.BoolVar(&f.json, "json", false, "write one JSON object: a page and what is known of the whole, as /api/v1 answers (docs/api.md)")
	flags.BoolVar(&f.jsonl, "jsonl", false, "write all rows, a JSON object a line")
	flags.StringVar(&f.csv, "csv", "", "write all rows as CSV")
	flags.Lookup("csv").NoOptDefVal = "plain"
	flags.StringVar(&f.format, "format", "", "write all rows as "+names(formats))
}

// export returns the format in which all rows are to be written; "" if none was asked for.
func (f *outputForm) export(out io.Writer) (export.Format, error) {
	if err := oneForm(f.flags, "json", "jsonl", "csv", "format", "ids"); err != nil {
		return "", err
	}
	form := export.Format(f.format)
	switch {
	case form != "":
	case f.jsonl:
		form = export.JSONL
	case f.csv == "plain":
		form = export.CSV
	case f.csv == "dna" && slices.Contains(f.formats, export.DNA):
		form = export.DNA
	case f.csv != "":
		return "", usagef("--csv: there is no form %q here; want --csv alone, or --format with one of %s", f.csv, names(f.formats))
	default:
		return "", nil
	}
	return form, checkForm(form, f.formats, out)
}

// tableForm is how a list of one kind of table is written; the zero value is for people.
type tableForm struct {
	json, jsonl, csv bool
	flags            *pflag.FlagSet
}

// add adds the flags; rows says what a row is: "actor".
func (f *tableForm) add(flags *pflag.FlagSet, row string) {
	f.flags = flags
	flags.BoolVar(&f.json, "json", false, "write JSON, as /api/v1 answers (docs/api.md)")
	flags.BoolVar(&f.jsonl, "jsonl", false, "write every "+row+" as a JSON object a line")
	flags.BoolVar(&f.csv, "csv", false, "write every "+row+" as a row of CSV")
}

// check refuses several forms at once.
func (f *tableForm) check() error { return oneForm(f.flags, "csv", "json", "jsonl") }

// rows reports whether all rows are to be written, whatever page is asked for.
func (f *tableForm) rows() bool { return f.csv || f.jsonl }

// writeRows writes them.
func writeRows[T any](w io.Writer, f *tableForm, sheet *answers.Sheet[T], rows []T) error {
	if f.csv {
		return sheet.Write(w, rows)
	}
	return writeJSONL(w, rows)
}

// paged is an answer with a page of a list.
type paged[T any] interface{ List() *answers.Page[T] }

// overview is what a person is told of a page of a list.
type overview struct {
	total int
	notes []string
	print func()
	empty func() // tells, where there is nothing, what may have been meant
}

// writeList writes a list in its form, and returns what the command ends with. Ask asks the index for a page
// of it, by s.
func writeList[T any, R paged[T]](a *app, form *tableForm, sheet *answers.Sheet[T], q *queryFlags, s *index.Search, ask func() (R, overview, error)) error {
	if form.rows() {
		all, told, err := everyPage(s, ask)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			told.empty()
		}
		return errors.Join(writeRows(a.data(), form, sheet, all), q.hits(len(all)))
	}
	answer, told, err := ask()
	if err != nil {
		return err
	}
	a.tellNotes(told.notes)
	if told.total == 0 {
		told.empty()
	}
	if !form.json {
		told.print()
	} else if err := writeJSON(a.data(), answer); err != nil {
		return err
	}
	return q.hits(told.total)
}

// everyPage returns all items of a list, a page of which ask returns from the cursor of s on, and what is
// told of the last page.
func everyPage[T any, R paged[T]](s *index.Search, ask func() (R, overview, error)) (all []T, told overview, err error) {
	s.Limit, s.Page, s.Cursor = index.MaxLimit, 1, ""
	for {
		var answer R
		if answer, told, err = ask(); err != nil {
			return nil, told, err
		}
		p := answer.List()
		all = append(all, p.Items...)
		if p.Next == "" {
			return all, told, nil
		}
		s.Cursor = p.Next
	}
}

func checkForm(f export.Format, all []export.Format, out io.Writer) error {
	if err := export.Check(f, all); err != nil {
		return usagef("--format: %w", err)
	}
	if f == export.Parquet && terminal(out) {
		return usagef("--format: parquet is not for reading on a terminal: write it to a file with > FILE")
	}
	return nil
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func writeJSONL[T any](w io.Writer, rows []T) error {
	bw := bufio.NewWriter(w)
	enc := json.NewEncoder(bw)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	return bw.Flush()
}
