package main

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) calendarCmd() *cobra.Command {
	var q queryFlags
	var form outputForm
	var since, until string
	var s index.CalendarSearch
	cmd := &cobra.Command{
		Use:   "calendar [QUERY]",
		Short: "What the texts expect, by day: dates that lay ahead when they were published",
		Long: `Calendar lists the days, weeks, months and years that a text names and that lay ahead when it
was published, each with its sentence and who stands in it. Those that are over on the day of
--as-of (default: of the newest document) are left out unless --passed asks for them.`,
		Example: `  sayso calendar
  sayso calendar actor:Russia --until 2026-03-31
  sayso calendar --format ics 'actor:NATO' > nato.ics      for a calendar program
  sayso calendar --passed --since 2025-11-01 --csv > due.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if s.Search, err = q.search(args); err != nil {
				return err
			}
			if s.First, s.Last, err = dayRange(day{"--since", since}, day{"--until", until}); err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error { return a.calendar(cmd.Context(), x, s, &q, form) })
		},
	}
	q.addRange(cmd.Flags())
	q.addPages(cmd.Flags(), 25)
	form.add(cmd.Flags(), export.Formats.Dates)
	cmd.Flags().StringVar(&since, "since", "", "expected on this day or later, YYYY-MM-DD")
	cmd.Flags().StringVar(&until, "until", "", "expected on this day or before")
	cmd.Flags().BoolVar(&s.Passed, "passed", false, "list also what is over on the day of --as-of")
	return cmd
}

func (a *app) calendar(ctx context.Context, x *index.Index, s index.CalendarSearch, q *queryFlags, form outputForm) error {
	f, err := form.export(a.out)
	if err != nil {
		return err
	}
	if f != "" {
		return exported(q, x.AllDates(ctx, s), func() { a.tellEmpty(ctx, x, "search", s.Search) }, func(rows iter.Seq2[index.DateHit, error]) error { return export.Dates(a.data(), f, rows) })
	}
	r, err := x.Calendar(ctx, s)
	if err != nil {
		return err
	}
	a.tellNotes(r.Notes)
	a.tellSpellings("calendar", r.DidYouMean)
	if form.json {
		var out *answers.CalendarResult
		if out, err = (answers.From{Index: x}).Calendar(r); err == nil {
			err = writeJSON(a.data(), out)
		}
	} else {
		a.printCalendar(r, q)
	}
	if err != nil {
		return err
	}
	return q.hits(r.Total)
}

// printCalendar prints a heading for each stretch of days, the narrow ones first.
func (a *app) printCalendar(r *index.CalendarResult, q *queryFlags) {
	p := a.painter()
	fmt.Fprintf(a.out, "%s in %s%s\n", p.paint(bold, plural(r.Total, "expected date")), plural(r.Documents, "document"), asOf(r.AsOf))
	var before string
	for _, h := range r.Hits {
		if head := stretch(h.First, h.Last); head != before {
			fmt.Fprintf(a.out, "\n%s\n", p.paint(bold, head))
			before = head
		}
		fmt.Fprintln(a.out, wrap(passage(p, h.Passage), "  ", p.width))
		line := fmt.Sprintf("  %s#%s", h.ID, h.Number())
		if !h.Published.IsZero() {
			line += " · " + h.Published.String()
		}
		if len(h.Actors) > 0 {
			line += " · " + strings.Join(h.Actors, ", ")
		}
		fmt.Fprintln(a.out, p.paint(faint, clip(printable(line), p.width)))
	}
	a.tellPage(q, len(r.Hits), r.Total, "expected date", r.Next)
}

func asOf(d corpus.Date) string {
	if d.IsZero() {
		return ""
	}
	return ", as of " + d.String()
}

func stretch(first, last corpus.Date) string {
	if first == last {
		return fmt.Sprintf("%v, %v", first, first.Weekday())
	}
	return wording.Between(first, last)
}
