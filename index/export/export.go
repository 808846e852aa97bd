// Package export writes what an index returns, row after row, in the forms that people and
// programs read: CSV, JSONL, Parquet, the CSV of the Discourse Network Analyzer, RIS, BibTeX,
// CSL-JSON, iCalendar, GraphML, GEXF; news as a feed ([Atom]).
//
// [Hits], [Documents], [Positions], [Judgments], [Dates] and [Graph] write to an io.Writer all that
// a sequence of package index yields, however much it is; the memory that they need does not
// grow with it. A sequence that begins with an error leaves the writer untouched, so that a
// server can still answer with that error. The files are the same, byte for byte, whenever
// they are written.
//
// The row types ([PositionRow] and its like) are the columns of CSV and Parquet and the objects
// of JSONL; docs/format.md explains them. Start reading at [Formats].
package export

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/network"
)

// Format is a form of file.
type Format string

// The formats.
const (
	CSV     Format = "csv"      // RFC 4180, safe to open in a spreadsheet
	JSONL   Format = "jsonl"    // a JSON object a line; documents in the annotation format (docs/format.md)
	Parquet Format = "parquet"  // Apache Parquet, compressed with Zstandard
	DNA     Format = "dna"      // statements for the Discourse Network Analyzer (Leifeld 2017), as CSV
	RIS     Format = "ris"      // Research Information Systems, for reference managers
	BibTeX  Format = "bibtex"   // also read by biblatex
	CSLJSON Format = "csl-json" // Citation Style Language 1.0.2
	ICS     Format = "ics"      // iCalendar, RFC 5545
	GraphML Format = "graphml"  // of graphdrawing.org, 2002
	GEXF    Format = "gexf"     // 1.2draft
)

// Formats lists for each kind of row the formats that it can be written in, the usual one
// first.
var Formats = struct{ Hits, Documents, Positions, Judgments, Dates, Graphs []Format }{
	Hits:      []Format{CSV, JSONL, Parquet},
	Documents: []Format{JSONL, CSV, Parquet, RIS, BibTeX, CSLJSON},
	Positions: []Format{CSV, JSONL, Parquet, DNA, RIS, BibTeX, CSLJSON},
	Judgments: []Format{CSV, JSONL, Parquet, RIS, BibTeX, CSLJSON},
	Dates:     []Format{CSV, JSONL, Parquet, ICS},
	Graphs:    []Format{GraphML, GEXF, CSV},
}

// MediaType returns the type for HTTP; "" for a format that does not exist.
func (f Format) MediaType() string {
	switch f {
	case CSV, DNA:
		return "text/csv; charset=utf-8"
	case JSONL:
		return "application/x-ndjson"
	case Parquet:
		return "application/vnd.apache.parquet"
	case RIS:
		return "application/x-research-info-systems"
	case BibTeX:
		return "application/x-bibtex; charset=utf-8"
	case CSLJSON:
		return "application/vnd.citationstyles.csl+json"
	case ICS:
		return "text/calendar; charset=utf-8"
	case GraphML, GEXF:
		return "application/xml"
	}
	return ""
}

// Extension returns the usual ending of file names, with its dot.
func (f Format) Extension() string {
	switch f {
	case DNA:
		return ".csv"
	case BibTeX:
		return ".bib"
	case CSLJSON:
		return ".json"
	}
	return "." + string(f)
}

// unknown is the error for a format that a kind of row has not.
func unknown(f Format, all []Format) error {
	names := make([]string, len(all))
	for i, x := range all {
		names[i] = string(x)
	}
	return fmt.Errorf("there is no form %q here, want one of %s", f, strings.Join(names, ", "))
}

// Documents writes documents: JSONL whole, with all annotations; CSV and Parquet a
// [DocumentRow] each; the others a citation each.
func Documents(w io.Writer, f Format, rows iter.Seq2[*corpus.Annotated, error]) error {
	switch f {
	case JSONL:
		enc := corpus.NewEncoder(w)
		return each(rows, nothing, enc.Encode, nothing)
	case CSV, Parquet:
		return table(w, f, convert(rows, DocumentRowOf))
	case RIS, BibTeX, CSLJSON:
		return cite(w, f, convert(rows, citeDocument))
	}
	return unknown(f, Formats.Documents)
}

// Hits writes the documents of a search with the passages that show why they are found.
func Hits(w io.Writer, f Format, rows iter.Seq2[index.Hit, error]) error {
	switch f {
	case CSV, JSONL, Parquet:
		return table(w, f, convert(rows, HitRowOf))
	}
	return unknown(f, Formats.Hits)
}

// Batch writes the hits of many queries.
func Batch(w io.Writer, f Format, rows iter.Seq2[BatchRow, error]) error {
	switch f {
	case CSV, JSONL, Parquet:
		return table(w, f, rows)
	}
	return unknown(f, Formats.Hits)
}

// Positions writes positions, holders at a level.
func Positions(w io.Writer, f Format, level Level, rows iter.Seq2[index.PositionHit, error]) error {
	switch f {
	case CSV, JSONL, Parquet:
		return table(w, f, convert(rows, func(h index.PositionHit) PositionRow { return PositionRowOf(h, level) }))
	case DNA:
		return table(w, CSV, convert(rows, func(h index.PositionHit) dnaRow { return dnaRowOf(h, level) }))
	case RIS, BibTeX, CSLJSON:
		return cite(w, f, convert(rows, func(h index.PositionHit) citation { return citePosition(h, level) }))
	}
	return unknown(f, Formats.Positions)
}

// Judgments writes the analysts' estimates.
func Judgments(w io.Writer, f Format, rows iter.Seq2[index.JudgmentHit, error]) error {
	switch f {
	case CSV, JSONL, Parquet:
		return table(w, f, convert(rows, JudgmentRowOf))
	case RIS, BibTeX, CSLJSON:
		return cite(w, f, convert(rows, citeJudgment))
	}
	return unknown(f, Formats.Judgments)
}

// Dates writes expectations; ICS as whole-day events, each over all the days that its date
// covers: a vague date is no first of the month.
func Dates(w io.Writer, f Format, rows iter.Seq2[index.DateHit, error]) error {
	switch f {
	case CSV, JSONL, Parquet:
		return table(w, f, convert(rows, DateRowOf))
	case ICS:
		return calendar(w, rows)
	}
	return unknown(f, Formats.Dates)
}

// Graph writes a network of actors.
func Graph(w io.Writer, f Format, g *network.Graph) error {
	switch f {
	case GraphML:
		return network.GraphML(w, g)
	case GEXF:
		return network.GEXF(w, g)
	case CSV:
		return edges(w, g)
	}
	return unknown(f, Formats.Graphs)
}

// edges writes a graph as the table of its edges, the heaviest first.
func edges(w io.Writer, g *network.Graph) error {
	cw := csv.NewWriter(w)
	cw.Write([]string{"source", "target", "weight", "agree", "disagree"}) // an error stays with cw
	for _, e := range slices.SortedStableFunc(slices.Values(g.Edges), func(a, b network.Edge) int { return cmp.Compare(b.Weight, a.Weight) }) {
		cw.Write([]string{Cell(g.Nodes[e.Source].Label), Cell(g.Nodes[e.Target].Label), strconv.Itoa(e.Weight), strconv.Itoa(e.Agree), strconv.Itoa(e.Disagree)})
	}
	cw.Flush()
	return cw.Error()
}

// Check returns an error that lists the formats of a kind of row unless f is one of them.
func Check(f Format, all []Format) error {
	if slices.Contains(all, f) {
		return nil
	}
	return unknown(f, all)
}

func nothing() error { return nil }

// each calls begin before the first row, or at the end if there is none, row for each, and
// end. Nothing is called if the first row is an error.
func each[T any](rows iter.Seq2[T, error], begin func() error, row func(T) error, end func() error) error {
	begun := false
	for r, err := range rows {
		if err == nil && !begun {
			begun = true
			err = begin()
		}
		if err == nil {
			err = row(r)
		}
		if err != nil {
			return err
		}
	}
	if !begun {
		if err := begin(); err != nil {
			return err
		}
	}
	return end()
}

func convert[A, B any](rows iter.Seq2[A, error], f func(A) B) iter.Seq2[B, error] {
	return func(yield func(B, error) bool) {
		for r, err := range rows {
			var out B
			if err == nil {
				out = f(r)
			}
			if !yield(out, err) {
				return
			}
		}
	}
}
