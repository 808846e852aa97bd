package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
	"github.com/sayso-nlp/sayso/index/query"
)

func (a *app) batchCmd() *cobra.Command {
	var q queryFlags
	var out, format, noMatch string
	cmd := &cobra.Command{
		Use:   "batch QUERIES.csv|-",
		Short: "Ask many questions at once: a row a query, all hits, and the list of those without any",
		Long: `Batch reads queries from a CSV file and writes a row for each to stdout: its line, name and
query, how many documents and positions it finds, published when, or what is wrong with it.

The file has a column "query", and may have "name", "from" and "to"; without such a head its
first column is taken. A query with a mistake is told with its line and column, and the others
are asked all the same; the exit code is then 3.`,
		Example: `  sayso batch watchlist.csv > counts.csv
  sayso batch watchlist.csv --out hits.csv --no-match silent.csv > counts.csv
  sayso batch watchlist.csv --out hits.parquet --format parquet`,
		Args: exactArgs(1, "a CSV file of queries"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := export.Check(export.Format(format), export.Formats.Hits); err != nil {
				return usagef("--format: %w", err)
			}
			if err := errors.Join(checkOut(out), checkOut(noMatch)); err != nil {
				return err
			}
			asked, err := a.readQueries(args[0], &q)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				if err := a.batch(cmd.Context(), x, asked, noMatch); err != nil || out == "" {
					return errors.Join(err, someBad(asked, err))
				}
				err := a.writeOut(out, func(w io.Writer) error {
					return export.Batch(w, export.Format(format), allHits(cmd.Context(), x, asked))
				})
				return errors.Join(err, someBad(asked, err))
			})
		},
	}
	q.addRange(cmd.Flags())
	cmd.Flags().StringVarP(&out, "out", "o", "", "write every hit of every query to this file")
	cmd.Flags().StringVar(&format, "format", "csv", "of --out: "+names(export.Formats.Hits))
	cmd.Flags().StringVar(&noMatch, "no-match", "", "write the queries that find nothing to this file")
	return cmd
}

// askedQuery is a line of the file.
type askedQuery struct {
	line   int
	name   string
	search index.Search
	wrong  error // a mistake in the query or its dates
}

func someBad(all []askedQuery, err error) error {
	if err == nil && slices.ContainsFunc(all, func(q askedQuery) bool { return q.wrong != nil }) {
		return errSetAside
	}
	return nil
}

// readQueries reads the file whole: a mistake in its form is told before anything is asked.
func (a *app) readQueries(path string, q *queryFlags) ([]askedQuery, error) {
	s, err := q.search(nil)
	if err != nil {
		return nil, err
	}
	in := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	var all []askedQuery
	var head map[string]int
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if e, ok := errors.AsType[*csv.ParseError](err); ok {
			return nil, fmt.Errorf("%s:%d:%d: %w: put a cell with a quotation mark in it into quotation marks, and double those within", path, e.Line, e.Column, e.Err)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		line, _ := r.FieldPos(0)
		if err := plainRow(r, row, head == nil); err != nil {
			return nil, fmt.Errorf("%s:%d:%w", path, line, err)
		}
		if head == nil {
			var isHead bool
			if head, isHead = headOf(row); isHead {
				continue
			}
		}
		if one, ok := askedOf(askedQuery{line: line, search: s}, row, head, q); ok {
			all = append(all, one)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: there is no query in it: write one a line, or a column with the head \"query\"", path)
	}
	for _, one := range all {
		if one.wrong != nil {
			a.tell("%s:%d: %v", path, one.line, one.wrong)
		}
	}
	return all, nil
}

// plainRow refuses a row that would be asked as it stands, though nobody wrote it so: of a file
// in Windows-1252 or UTF-16, or the head of one with semicolons or tabs between its columns. The
// error begins with the column.
func plainRow(r *csv.Reader, row []string, first bool) error {
	for i, cell := range row {
		_, col := r.FieldPos(i)
		if !utf8.ValidString(cell) {
			return fmt.Errorf("%d: %q is not UTF-8: save the file as that", col, cell)
		}
		columns := strings.FieldsFunc(strings.ToLower(cell), func(c rune) bool { return c == ';' || c == '\t' })
		if first && len(columns) > 1 && slices.Contains(columns, "query") {
			return fmt.Errorf("%d: there are no commas between the columns of %q: save the file with commas", col, cell)
		}
	}
	return nil
}

// headOf returns where the columns stand; without a head the queries are the first.
func headOf(row []string) (head map[string]int, ok bool) {
	head = map[string]int{}
	for i, cell := range row {
		head[strings.ToLower(strings.TrimSpace(cell))] = i
	}
	if _, ok := head["query"]; ok {
		return head, true
	}
	return map[string]int{"query": 0}, false
}

// askedOf adds to a question, which has the days of the flags, what its row says; ok is false
// for an empty one.
func askedOf(one askedQuery, row []string, head map[string]int, q *queryFlags) (_ askedQuery, ok bool) {
	cell := func(name string) string {
		if i, ok := head[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	if cell("query") == "" {
		return one, false
	}
	one.name, one.search.Query = cell("name"), cell("query")
	from, to := day{"--from", q.from}, day{"--to", q.to}
	if value := cell("from"); value != "" {
		from = day{"from", value}
	}
	if value := cell("to"); value != "" {
		to = day{"to", value}
	}
	if one.search.From, one.search.To, one.wrong = dayRange(from, to); one.wrong == nil {
		_, one.wrong = query.Parse(one.search.Query)
	}
	return one, true
}

// batch asks every query and writes a row for each.
func (a *app) batch(ctx context.Context, x *index.Index, asked []askedQuery, noMatch string) error {
	cw := csv.NewWriter(a.data())
	cw.Write([]string{"line", "name", "query", "documents", "positions", "first", "last", "did_you_mean", "error"})
	var silent []askedQuery
	found := 0
	for i := range asked {
		q := &asked[i]
		row := []string{strconv.Itoa(q.line), export.Cell(q.name), export.Cell(q.search.Query), "", "", "", "", "", ""}
		var r *index.Result
		if q.wrong == nil {
			s := q.search
			s.Limit = 1
			r, q.wrong = x.Search(ctx, s)
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case q.wrong != nil:
			row[8] = q.wrong.Error()
		default:
			row[3], row[4], row[5], row[6] = strconv.Itoa(r.Total), strconv.Itoa(r.Positions), r.First.String(), r.Last.String()
			row[7] = strings.Join(r.DidYouMean, " | ")
			if r.Total == 0 {
				silent = append(silent, *q)
			} else {
				found++
			}
		}
		cw.Write(row)
	}
	cw.Flush()
	if err := cw.Error(); err != nil {
		return err
	}
	a.tellBatch(asked, silent, found)
	if noMatch == "" {
		return nil
	}
	return a.writeOut(noMatch, func(w io.Writer) error { return writeSilent(w, silent) })
}

// maxSilent is how many queries without a hit are named on stderr; all of them are in the
// rows and in the file of --no-match.
const maxSilent = 10

func (a *app) tellBatch(asked, silent []askedQuery, found int) {
	a.talk("%d of %d queries found something", found, len(asked))
	if len(silent) == 0 {
		return
	}
	a.talk("no match:")
	for _, q := range silent[:min(len(silent), maxSilent)] {
		a.talk("  line %d: %s", q.line, printable(q.search.Query))
	}
	if more := len(silent) - maxSilent; more > 0 {
		a.talk("  … and %d more", more)
	}
}

func writeSilent(w io.Writer, silent []askedQuery) error {
	cw := csv.NewWriter(w)
	cw.Write([]string{"line", "name", "query"})
	for _, q := range silent {
		cw.Write([]string{strconv.Itoa(q.line), export.Cell(q.name), export.Cell(q.search.Query)})
	}
	cw.Flush()
	return cw.Error()
}

// allHits yields the hits of one query after the other.
func allHits(ctx context.Context, x *index.Index, asked []askedQuery) iter.Seq2[export.BatchRow, error] {
	return func(yield func(export.BatchRow, error) bool) {
		for _, q := range asked {
			if q.wrong != nil {
				continue
			}
			for h, err := range x.AllHits(ctx, q.search) {
				row := export.BatchRow{Line: q.line, Name: q.name, Query: q.search.Query}
				if err == nil {
					row.HitRow = export.HitRowOf(h)
				}
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}
