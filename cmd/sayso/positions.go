package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) positionsCmd() *cobra.Command {
	var q queryFlags
	var p positionFlags
	var form outputForm
	var facets []string
	cmd := &cobra.Command{
		Use:   "positions [QUERY]",
		Short: "The ledger: who holds what, on what, in whose words; a row a position",
		Long: `Positions lists what actors claim, demand, reject or promise, newest first: those that the
query names, or all in the documents that it finds. A table shows a page; --csv, --jsonl and
--format write all of them. Each row of an export carries the quoted words with what stands
around them, by which they are found again in another copy of the page.`,
		Example: `  sayso positions --holder Russia --act reject
  sayso positions --level state --holder Russia --about sanctions
  sayso positions --csv 'published:2025' > positions.csv
  sayso positions --csv=dna > dna.csv        for the Discourse Network Analyzer
  sayso positions --format bibtex --holder Russia > russia.bib`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := q.search(p.words(args))
			if err != nil {
				return err
			}
			if s.Facets, err = facetRequests(facets, index.FacetFields); err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				return a.positions(cmd.Context(), x, s, &q, p.level, form)
			})
		},
	}
	q.add(cmd.Flags(), 25, "newest", "oldest")
	p.add(cmd.Flags())
	form.add(cmd.Flags(), export.Formats.Positions)
	addFacets(cmd.Flags(), &facets)
	return cmd
}

func (a *app) positions(ctx context.Context, x *index.Index, s index.Search, q *queryFlags, level export.Level, form outputForm) error {
	f, err := form.export(a.out)
	if err != nil {
		return err
	}
	if f != "" {
		return exported(q, x.AllPositions(ctx, s), func() { a.tellEmpty(ctx, x, "positions", s) }, func(rows iter.Seq2[index.PositionHit, error]) error {
			return export.Positions(a.data(), f, level, rows)
		})
	}
	r, err := x.Positions(ctx, s)
	if err != nil {
		return err
	}
	a.tellNotes(r.Notes)
	a.tellSpellings("positions", r.DidYouMean)
	if form.json {
		err = writeJSON(a.data(), answers.From{Index: x, State: level == export.State}.Positions(r))
	} else {
		a.printLedger(r, level, q)
	}
	if r.Total == 0 {
		a.tellFewer("positions", s, func(s index.Search) (int, error) {
			_, n, err := x.Count(ctx, s)
			return n, err
		})
	}
	if err != nil {
		return err
	}
	return q.hits(r.Total)
}

func (a *app) printLedger(r *index.PositionResult, level export.Level, q *queryFlags) {
	p := a.painter()
	fmt.Fprintf(a.out, "%s in %s\n", p.paint(bold, plural(r.Total, "position")), plural(r.Documents, "document"))
	if len(r.Hits) > 0 {
		fmt.Fprintln(a.out)
	}
	for _, h := range r.Hits {
		head := fmt.Sprintf("%s  %s  %s", p.paint(faint, dateOr(h.Published, "undated   ")),
			p.paint(bold, printable(holderAt(h.Position, level))), p.paint(stanceStyle(h.Stance), describe(h.Position)))
		fmt.Fprintln(a.out, hang(head, "            ", p.width))
		fmt.Fprintln(a.out, wrap(passage(p, withoutNumber(h.Passage)), "            ", p.width))
		fmt.Fprintln(a.out, p.paint(faint, fmt.Sprintf("            %s#p%d", printable(h.ID), h.Index+1)))
	}
	for _, f := range r.Facets {
		a.printFacet(f)
	}
	a.tellPage(q, len(r.Hits), r.Total, "position", r.Next)
}

func withoutNumber(p index.Passage) index.Passage {
	p.Position = -1
	return p
}

// holderAt names the holder as said, or rolled up to its state, with whom it speaks through.
func holderAt(p corpus.Position, level export.Level) string {
	if level != export.State || p.State == "" || p.State == p.Actor {
		return holderOf(p)
	}
	return p.State + " via " + p.Actor
}
