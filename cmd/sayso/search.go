package main

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) searchCmd() *cobra.Command {
	var q queryFlags
	var facets []string
	var form outputForm
	var ids bool
	cmd := &cobra.Command{
		Use:   "search [QUERY]",
		Short: "Find documents, or the positions in them",
		Long: `Search finds documents by words and fields. Words and fields beside each other must all
match; OR, NOT and parentheses do what they say.

  frozen assets                 both words, in any form
  "frozen assets"               in this order; "frozen assets"~5 with up to 5 words between
  sanct*  zelenski~1            beginnings, and words with one letter different
  -draft  NOT draft             without

  title: text: in: source: id:  where to look; in: is a section, such as in:impact
  actor:Russia type:law         who or what is mentioned
  band:very-likely              the analyst's judgments
  published:2025-11..2025-12    published:"last month" goes by --as-of
  on:2025-12-02 when:2025-W49   dates that the text mentions
  is:undated has:position       has: position, judgment, date, actor, title, section
  act:(reject OR deny)          any of several values

  holder: state: via: act: stance: about: issue: modality: speech:
                                of positions; those beside each other bind to one and the
                                same position, and {…} groups others

A query that begins with a hyphen is written behind --: sayso search -- -draft.

Facets count all hits, whatever page is shown: ` + strings.Join(index.FacetFields, ", ") + `.`,
		Example: `  sayso search 'frozen assets'
  sayso search 'holder:Russia act:reject about:"NATO membership"'
  sayso search --from 2025-01-01 --facet actor --facet month sanctions
  sayso search --ids is:undated`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := q.search(args)
			if err != nil {
				return err
			}
			if s.Facets, err = facetRequests(facets, index.FacetFields); err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				return a.search(cmd.Context(), x, s, &q, form, ids)
			})
		},
	}
	flags := cmd.Flags()
	q.add(flags, 10, "relevance", "newest", "oldest")
	addFacets(flags, &facets)
	flags.BoolVar(&ids, "ids", false, "write the ids of all hits only")
	form.add(flags, export.Formats.Hits)
	return cmd
}

// addFacets adds --facet.
func addFacets(flags *pflag.FlagSet, facets *[]string) {
	flags.StringArrayVar(facets, "facet", nil, "count the values of a field: FIELD or FIELD=PART")
}

func facetRequests(flags, fields []string) ([]index.FacetRequest, error) {
	var out []index.FacetRequest
	for _, f := range flags {
		field, part, _ := strings.Cut(f, "=")
		if !slices.Contains(fields, field) {
			return nil, usagef("--facet: there is no facet %q, want one of %s", field, strings.Join(fields, ", "))
		}
		out = append(out, index.FacetRequest{Field: field, Contains: part})
	}
	return out, nil
}

func (a *app) search(ctx context.Context, x *index.Index, s index.Search, q *queryFlags, form outputForm, ids bool) error {
	f, err := form.export(a.out)
	if err != nil {
		return err
	}
	if ids {
		n := 0
		for doc, err := range x.All(ctx, s) {
			if err != nil {
				return err
			}
			n++
			fmt.Fprintln(a.out, printable(doc.ID))
		}
		return q.hits(n)
	}
	if f != "" {
		return exported(q, x.AllHits(ctx, s), func() { a.tellEmpty(ctx, x, "search", s) }, func(rows iter.Seq2[index.Hit, error]) error { return export.Hits(a.data(), f, rows) })
	}
	r, err := x.Search(ctx, s)
	if err != nil {
		return err
	}
	a.tellNotes(r.Notes)
	a.tellSpellings("search", r.DidYouMean)
	if form.json {
		err = writeJSON(a.data(), answers.From{Index: x}.Search(r))
	} else {
		a.printHits(r, q)
	}
	if r.Total == 0 {
		a.tellFewer("search", s, func(s index.Search) (int, error) {
			n, _, err := x.Count(ctx, s)
			return n, err
		})
	}
	if err != nil {
		return err
	}
	return q.hits(r.Total)
}

func (a *app) printHits(r *index.Result, q *queryFlags) {
	p := a.painter()
	fmt.Fprintf(a.out, "%s", p.paint(bold, plural(r.Total, "document")))
	if r.Positions > 0 {
		fmt.Fprintf(a.out, " · %s", plural(r.Positions, "position"))
	}
	fmt.Fprintln(a.out)
	for _, h := range r.Hits {
		title := p.highlight(h.Title, h.TitleMarks)
		if h.Title == "" {
			title = printable(h.ID)
		}
		fmt.Fprintf(a.out, "\n%s\n", p.dated(h.Published, p.paint(bold, title)))
		fmt.Fprintln(a.out, p.paint(faint, "            "+printable(h.ID)))
		for _, pass := range h.Passages {
			fmt.Fprintln(a.out, wrap(passage(p, pass), "            ", p.width))
		}
		if more := h.Positions - len(h.Passages); len(h.Passages) > 0 && h.Passages[0].Position >= 0 && more > 0 {
			fmt.Fprintln(a.out, p.paint(faint, "            … and "+plural(more, "position")))
		}
	}
	for _, f := range r.Facets {
		a.printFacet(f)
	}
	a.tellPage(q, len(r.Hits), r.Total, "document", r.Next)
}

func (a *app) printFacet(f index.Facet) {
	p := a.painter()
	fmt.Fprintf(a.out, "\n%s\n", p.paint(bold, fmt.Sprintf("%s (%s)", f.Field, f.Counts)))
	most, width := 1, 1
	for _, v := range f.Values {
		most, width = max(most, v.Count), max(width, min(len([]rune(v.Value)), 40))
	}
	for _, v := range f.Values {
		line := fmt.Sprintf("  %s %8s", pad(clip(printable(v.Value), 40), width), humanize.Comma(int64(v.Count)))
		if p.tty {
			line += "  " + p.paint(faint, strings.Repeat("▇", (20*v.Count+most-1)/most))
		}
		fmt.Fprintln(a.out, line)
	}
	if len(f.Values) == 0 {
		fmt.Fprintln(a.out, p.paint(faint, "  none"))
	}
	if f.More > 0 {
		fmt.Fprintln(a.out, p.paint(faint, "  … and "+plural(f.More, "other value")))
	}
}
