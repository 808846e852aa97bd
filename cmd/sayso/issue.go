package main

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) issueCmd() *cobra.Command {
	q := queryFlags{limit: 8}
	var level export.Level
	var unit string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "issue NAME",
		Short: "The record of an issue: who is for it, who against, since when, and who is silent",
		Long: `Issue tells who is for an issue, who against, since when, and who is silent. The name may be
any of its wordings. Where no issue has just the words of the name, the issues that hold them
are overview: who is for sanctions relief is not on the side of who is for EU sanctions.`,
		Example: `  sayso issue 'NATO membership'
  sayso issue --level state sanctions
  sayso issues                             the issues there are`,
		Args: minArgs(1, "an issue"),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := q.search(nil)
			if err != nil {
				return err
			}
			u, err := unitFlag(unit)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				v, err := x.Issue(cmd.Context(), strings.Join(args, " "), index.IssueOptions{Search: s, Unit: u, State: level == export.State})
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(a.data(), answers.From{Index: x, State: level == export.State}.Issue(v))
				}
				issueView{dossierView{w: a.out, p: a.painter()}, v, u}.print()
				return nil
			})
		},
	}
	q.addRange(cmd.Flags())
	numberFlag(cmd.Flags(), &q.limit, "limit", 1, index.MaxLimit, "entries of each list")
	levelFlag(cmd.Flags(), &level, "said: holders as named; state: persons and bodies rolled up to their state")
	cmd.Flags().StringVar(&unit, "unit", "month", "of the timeline: day, month or year")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON, as /api/v1 answers (docs/api.md)")
	return cmd
}

func (a *app) issuesCmd() *cobra.Command {
	var q queryFlags
	var s index.IssueSearch
	var form tableForm
	cmd := &cobra.Command{
		Use:   "issues [QUERY]",
		Short: "What positions are about: the issues by number of positions",
		Example: `  sayso issues
  sayso issues holder:Russia
  sayso issues --contains sanction`,
		RunE: func(cmd *cobra.Command, args []string) error {
			err := form.check()
			if err != nil {
				return err
			}
			if s.Search, err = q.search(args); err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				return writeList(a, &form, answers.IssueSheet, &q, &s.Search, func() (*answers.IssueResult, overview, error) {
					r, err := x.Issues(cmd.Context(), s)
					if err != nil {
						return nil, overview{}, err
					}
					return answers.Issues(r), overview{
						total: r.Total, notes: r.Notes, print: func() { a.printIssues(r, &q) },
						empty: func() { a.tellEmpty(cmd.Context(), x, "issues", s.Search) },
					}, nil
				})
			})
		},
	}
	q.addRange(cmd.Flags())
	q.addPages(cmd.Flags(), 25)
	cmd.Flags().StringVar(&s.Contains, "contains", "", "only issues with this in their wording")
	form.add(cmd.Flags(), "issue")
	return cmd
}

func (a *app) printIssues(r *index.IssueResult, q *queryFlags) {
	p := a.painter()
	fmt.Fprintf(a.out, "%s\n", p.paint(bold, plural(r.Total, "issue")))
	if len(r.Issues) > 0 {
		fmt.Fprintln(a.out)
	}
	bar := min(24, max(8, p.width-64)) // 64 columns stand before it
	for _, e := range r.Issues {
		fmt.Fprintf(a.out, "%7s  %s  %s  %s\n", humanize.Comma(int64(e.Positions)), pad(clip(printable(e.Issue), 40), 40),
			p.paint(faint, pad(plural(e.Holders, "holder"), 11)), stanceStrip(p, e.Favor, e.Against, e.None, e.Positions, bar))
	}
	a.tellPage(q, len(r.Issues), r.Total, "issue", r.Next)
}

// issueView prints the record of an issue.
type issueView struct {
	dossierView
	v    *index.Issue
	unit index.Unit
}

func (i issueView) print() {
	v, p := i.v, i.p
	fmt.Fprintln(i.w, p.paint(bold, printable(v.Issue)))
	line := plural(v.Positions, "position") + " in " + plural(v.Documents, "document")
	if !v.First.IsZero() {
		line += ", " + days(v.First, v.Last)
	}
	fmt.Fprintln(i.w, p.paint(faint, line))
	if !v.Exact {
		i.values("No issue has just these words: which is meant? (positions)", v.Related)
		i.hits("Latest positions with these words", v.Positions, v.Latest)
		return
	}
	if len(v.Wordings) > 1 {
		i.values("Worded", v.Wordings[:min(len(v.Wordings), 12)])
	}
	i.side("For", v.For)
	i.side("Against", v.Against)
	i.side("Neither", v.Neither)
	i.values("Speaking of it under other issues (positions)", v.Elsewhere)
	i.values("Silent on it, though often mentioned (documents)", v.Silent)
	if len(v.Shifts) > 0 {
		i.heading(some("Shifts of stance", len(v.Shifts), v.Shifted))
		for _, s := range v.Shifts {
			fmt.Fprintf(i.w, "  %s, within %s\n", p.paint(bold, printable(s.Holder)), plural(s.Days, "day"))
			i.hit(s.Before)
			i.hit(s.After)
		}
	}
	if len(v.Timeline) > 0 {
		i.heading("Over time (+ for, - against, · neither)")
		printStretches(i.w, p, "  ", v.Timeline, i.unit)
	}
	i.hits("Latest positions", v.Positions, v.Latest)
	i.values("Issues with these words and more", v.Related)
}

func (i issueView) side(title string, s index.Side) {
	if s.Holders == 0 {
		return
	}
	i.heading(fmt.Sprintf("%s (%s)", title, plural(s.Holders, "holder")))
	for _, c := range s.Cells {
		head := fmt.Sprintf("  %s  %s", i.p.paint(bold, printable(c.Actor)),
			i.p.paint(faint, fmt.Sprintf("%s (%d for, %d against), %s", plural(c.Count, "position"), c.Favor, c.Against, sinceWhen(c))))
		fmt.Fprintln(i.w, hang(head, "    ", i.p.width))
		fmt.Fprintln(i.w, wrap(passage(i.p, withoutNumber(c.Latest.Passage)), "    ", i.p.width))
	}
	if more := s.Holders - len(s.Cells); more > 0 {
		fmt.Fprintln(i.w, i.p.paint(faint, "  … and "+plural(more, "other holder")))
	}
}

// sinceWhen tells the days between which somebody spoke.
func sinceWhen(c index.Cell) string {
	if c.First.IsZero() {
		return "undated"
	}
	return days(c.First, c.Last)
}

// days is "2025-12-02 to 2026-01-05", or one day where both are the same.
func days(first, last corpus.Date) string {
	if first == last {
		return first.String()
	}
	return fmt.Sprintf("%v to %v", first, last)
}
