package main

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) judgmentsCmd() *cobra.Command {
	var q queryFlags
	var form outputForm
	var bands, facets []string
	var s index.JudgmentSearch
	cmd := &cobra.Command{
		Use:   "judgments [QUERY]",
		Short: "What the analysts judge likely or not, by ICD 203 band",
		Long: `Judgments lists the analysts' own estimates in the documents that the query finds, newest
first. --hedges lists those that name no probability ("could", "cannot be ruled out").`,
		Example: `  sayso judgments --band very-likely,almost-certain
  sayso judgments --actor Russia --facet band
  sayso judgments --csv 'actor:Russia' > judgments.csv
  sayso judgments --hedges`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s.Bands = nil
			for _, b := range bands {
				if !slices.Contains(corpus.Bands, corpus.Band(b)) {
					return usagef("--band: there is no band %q, want %s", b, names(corpus.Bands))
				}
				s.Bands = append(s.Bands, corpus.Band(b))
			}
			var err error
			if s.Search, err = q.search(args); err != nil {
				return err
			}
			if s.Facets, err = facetRequests(facets, index.JudgmentFacetFields); err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error { return a.judgments(cmd.Context(), x, s, &q, form) })
		},
	}
	q.add(cmd.Flags(), 25, "newest", "oldest")
	form.add(cmd.Flags(), export.Formats.Judgments)
	addFacets(cmd.Flags(), &facets)
	cmd.Flags().StringSliceVar(&bands, "band", nil, "bands: "+names(corpus.Bands))
	cmd.Flags().StringVar(&s.Actor, "actor", "", "only judgments that mention this actor")
	cmd.Flags().BoolVar(&s.Hedges, "hedges", false, "list the estimates that name no probability instead")
	return cmd
}

func (a *app) judgments(ctx context.Context, x *index.Index, s index.JudgmentSearch, q *queryFlags, form outputForm) error {
	f, err := form.export(a.out)
	if err != nil {
		return err
	}
	if f != "" {
		return exported(q, x.AllJudgments(ctx, s), func() { a.tellEmpty(ctx, x, "search", s.Search) }, func(rows iter.Seq2[index.JudgmentHit, error]) error { return export.Judgments(a.data(), f, rows) })
	}
	r, err := x.Judgments(ctx, s)
	if err != nil {
		return err
	}
	a.tellNotes(r.Notes)
	a.tellSpellings("judgments", r.DidYouMean)
	if form.json {
		var out *answers.JudgmentResult
		if out, err = (answers.From{Index: x}).Judgments(r); err == nil {
			err = writeJSON(a.data(), out)
		}
	} else {
		a.printJudgments(r, s.Hedges, q)
	}
	if err != nil {
		return err
	}
	return q.hits(r.Total)
}

func (a *app) printJudgments(r *index.JudgmentResult, hedges bool, q *queryFlags) {
	p := a.painter()
	what := "judgment"
	if hedges {
		what = "hedge"
	}
	fmt.Fprintf(a.out, "%s in %s\n", p.paint(bold, plural(r.Total, what)), plural(r.Documents, "document"))
	if len(r.Hits) > 0 {
		fmt.Fprintln(a.out)
	}
	for _, j := range r.Hits {
		head := string(j.Band)
		if hedges {
			head = printable(j.TermWords)
		}
		if j.Horizon != "" {
			head += " · " + printable(wording.Horizon(j.Horizon))
		}
		fmt.Fprintln(a.out, p.dated(j.Published, p.paint(bold, head)))
		fmt.Fprintln(a.out, wrap(passage(p, j.Passage), "            ", p.width))
		fmt.Fprintln(a.out, p.paint(faint, "            "+printable(j.ID)+"#"+j.Number()))
	}
	for _, f := range r.Facets {
		a.printFacet(f)
	}
	a.tellPage(q, len(r.Hits), r.Total, what, r.Next)
}
