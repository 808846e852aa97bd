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

func (a *app) actorCmd() *cobra.Command {
	var q queryFlags
	var level export.Level
	var asJSON bool
	limit := 5
	cmd := &cobra.Command{
		Use:   "actor NAME",
		Short: "The dossier of an actor: names, roles, positions by issue, shifts, what others say",
		Example: `  sayso actor Russia
  sayso actor Zelensky --from 2025-01-01
  sayso actor --level state Russia         with the positions of all who belong to it`,
		Args:              minArgs(1, "a name"),
		ValidArgsFunction: a.completeActor(0, 0),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := q.search(nil)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				d, err := x.Dossier(cmd.Context(), strings.Join(args, " "), index.DossierOptions{
					From: s.From, To: s.To, AsOf: s.AsOf, Limit: limit, State: level == export.State,
				})
				if err != nil {
					return err
				}
				if asJSON {
					out, err := answers.From{Index: x, State: level == export.State}.Actor(d)
					if err != nil {
						return err
					}
					return writeJSON(a.data(), out)
				}
				dossierView{a.out, a.painter(), d}.print()
				return nil
			})
		},
	}
	q.addDays(cmd.Flags())
	levelFlag(cmd.Flags(), &level, "said: what the actor says; state: and all who belong to it")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON, as /api/v1 answers (docs/api.md)")
	numberFlag(cmd.Flags(), &limit, "limit", 1, index.MaxLimit, "entries of each list")
	return cmd
}

func (a *app) actorsCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "actors",
		Short: "List the actors and the names that one goes by, and correct who is meant",
		Long: `List and show tell who is mentioned, and by which wordings. Merge, split, alias and hide correct it: at
once, in all that is asked of the index, for texts of now and later, and until log --undo takes it
back. What was extracted stays as it is (docs/actors.md).`,
		Example: `  sayso actors list --limit 50
  sayso actors list zelen
  sayso actors show Russia
  sayso actors merge "Vasyl Petrenko" "V. Petrenko"
  sayso actors log`,
		Args: knownCommand,
		RunE: showHelp,
	}
	cmd.AddCommand(a.actorsListCmd(), a.actorsShowCmd())
	cmd.AddCommand(a.correctCmds()...)
	return cmd
}

func (a *app) actorsShowCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "show NAME",
		Short:             "The wordings that stand for an actor, with counts, and what makes them one",
		Args:              minArgs(1, "a name"),
		ValidArgsFunction: a.completeActor(0, 0),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withIndex(func(x *index.Index) error {
				d, err := x.Dossier(cmd.Context(), strings.Join(args, " "), index.DossierOptions{Limit: index.MaxLimit})
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(a.data(), answers.From{Index: x}.Names(d))
				}
				fmt.Fprintln(a.out, a.painter().paint(bold, printable(d.Actor)))
				for _, v := range d.Aliases {
					fmt.Fprintf(a.out, "%8s  %s\n", humanize.Comma(int64(v.Count)), printable(v.Value))
				}
				for _, s := range x.SpellingsOf(d.Actor) {
					fmt.Fprintln(a.out, a.painter().paint(faint, "spelling: "+printable(s.String())))
				}
				for _, k := range x.CorrectionsOf(d.Actor) {
					fmt.Fprintln(a.out, a.painter().paint(faint, correctedLine(k)))
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON (docs/actors.md)")
	return cmd
}

func (a *app) actorsListCmd() *cobra.Command {
	var q queryFlags
	var within string
	var form tableForm
	cmd := &cobra.Command{
		Use:   "list [NAME]",
		Short: "The actors by the number of documents that mention them",
		Long: `List shows who is mentioned: documents, mentions and positions held. With NAME only those with a
word that begins with it, in their name or in a wording that stands for them.`,
		Example: `  sayso actors list --limit 50
  sayso actors list krem
  sayso actors list --query 'published:2025 sanctions'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := form.check(); err != nil {
				return err
			}
			docs, err := q.search([]string{within})
			if err != nil {
				return err
			}
			s := index.ActorSearch{Search: docs, Name: strings.Join(args, " ")}
			return a.withIndex(func(x *index.Index) error {
				return writeList(a, &form, answers.ActorSheet, &q, &s.Search, func() (*answers.ActorResult, overview, error) {
					r, err := x.Actors(cmd.Context(), s)
					if err != nil {
						return nil, overview{}, err
					}
					return answers.Actors(r), overview{
						total: r.Total, notes: r.Notes, print: func() { a.printActors(r, &q) },
						empty: func() {
							a.tellSpellings("actors list", r.DidYouMean)
							a.tellEmpty(cmd.Context(), x, "search", s.Search)
						},
					}, nil
				})
			})
		},
	}
	q.addRange(cmd.Flags())
	q.addPages(cmd.Flags(), 25)
	cmd.Flags().StringVar(&within, "query", "", "only in the documents that this query finds")
	form.add(cmd.Flags(), "actor")
	return cmd
}

func (a *app) printActors(r *index.ActorResult, q *queryFlags) {
	p := a.painter()
	fmt.Fprintln(a.out, p.paint(bold, plural(r.Total, "actor")))
	if len(r.Actors) > 0 {
		fmt.Fprintln(a.out, "\n"+p.paint(faint, pad("", 40)+" documents  mentions  positions"))
	}
	for _, e := range r.Actors {
		line := fmt.Sprintf("%s %9s %9s %10s", pad(clip(printable(e.Actor), 40), 40),
			humanize.Comma(int64(e.Documents)), humanize.Comma(int64(e.Mentions)), humanize.Comma(int64(e.Positions)))
		if e.Wording != "" {
			as, between := "as “"+printable(e.Wording)+"”", "  "
			if columns(line)+2+columns(as) > p.width {
				between = "\n    "
			}
			line += between + p.paint(faint, as)
		}
		fmt.Fprintln(a.out, line)
	}
	a.tellPage(q, len(r.Actors), r.Total, "actor", r.Next)
}

// dossierView prints a dossier.
type dossierView struct {
	w interface{ Write([]byte) (int, error) }
	p painter
	d *index.Dossier
}

func (v dossierView) print() {
	d := v.d
	fmt.Fprintln(v.w, v.p.paint(bold, printable(d.Actor)))
	line := plural(d.Documents, "document")
	if !d.First.IsZero() {
		line += ", " + days(d.First, d.Last)
	}
	fmt.Fprintln(v.w, v.p.paint(faint, line+" · "+plural(d.Held, "position")))
	if len(d.Others) > 0 {
		fmt.Fprintln(v.w, v.p.paint(faint, wrap("the name may also mean "+printable(strings.Join(d.Others, ", ")), "", v.p.width)))
	}
	v.values("Called", d.Aliases)
	v.roles()
	v.months()
	v.issues()
	v.shifts()
	v.hits("Latest positions", d.Held, d.Latest)
	v.hits("What others say", d.SaidBy, d.ByOthers)
	v.upcoming()
	v.judgments()
	v.values("Named together with", d.With)
}

func (v dossierView) heading(s string) { fmt.Fprintf(v.w, "\n%s\n", v.p.paint(bold, s)) }

func (v dossierView) values(title string, values []index.FacetValue) {
	if len(values) == 0 {
		return
	}
	v.heading(title)
	parts := make([]string, len(values))
	for i, x := range values {
		parts[i] = fmt.Sprintf("%s ×%d", printable(x.Value), x.Count)
	}
	fmt.Fprintln(v.w, wrap(strings.Join(parts, ", "), "  ", v.p.width))
}

func (v dossierView) roles() {
	if len(v.d.Roles) == 0 {
		return
	}
	v.heading("Roles")
	for _, r := range v.d.Roles {
		line := fmt.Sprintf("  %s  %s", v.p.paint(faint, between(r.First, r.Last)), printable(r.Role))
		fmt.Fprintln(v.w, hang(line, strings.Repeat(" ", 28), v.p.width))
	}
}

func between(first, last corpus.Date) string {
	if first == last {
		return dateOr(first, "undated   ") + strings.Repeat(" ", 14)
	}
	return days(first, last)
}

func (v dossierView) months() {
	if len(v.d.Months) > 0 {
		v.heading("Documents by month")
		printMonths(v.w, v.p, v.d.Months)
	}
}

func (v dossierView) issues() {
	if len(v.d.Issues) == 0 {
		return
	}
	v.heading(some("By issue", len(v.d.Issues), v.d.SpokenOn))
	for _, i := range v.d.Issues {
		stance := fmt.Sprintf("%d for · %d against", i.Favor, i.Against)
		line := fmt.Sprintf("  %s  %s  %s", clip(printable(i.Issue), 60), v.p.paint(faint, plural(i.Count, "position")+" · "+stance),
			v.p.paint(stanceStyle(i.Latest.Stance), "latest: "+string(i.Latest.Act)))
		fmt.Fprintln(v.w, hang(line, "    ", v.p.width))
	}
}

func (v dossierView) shifts() {
	if len(v.d.Shifts) == 0 {
		return
	}
	v.heading(some("Shifts of stance", len(v.d.Shifts), v.d.Shifted))
	for _, s := range v.d.Shifts {
		fmt.Fprintf(v.w, "  %s, within %s\n", v.p.paint(bold, printable(s.Issue)), plural(s.Days, "day"))
		v.hit(s.Before)
		v.hit(s.After)
	}
}

// some is the title of a list that may be the beginning of a longer one.
func some(title string, shown, all int) string {
	if shown == all {
		return title
	}
	return fmt.Sprintf("%s (%d of %s)", title, shown, humanize.Comma(int64(all)))
}

func (v dossierView) hits(title string, all int, hits []index.PositionHit) {
	if len(hits) == 0 {
		return
	}
	v.heading(fmt.Sprintf("%s (%d of %s)", title, len(hits), humanize.Comma(int64(all))))
	for _, h := range hits {
		v.hit(h)
	}
}

func (v dossierView) hit(h index.PositionHit) {
	head := fmt.Sprintf("  %s  %s  %s  %s", v.p.paint(faint, dateOr(h.Published, "undated   ")), printable(holderOf(h.Position)),
		v.p.paint(stanceStyle(h.Stance), describe(h.Position)), v.p.paint(faint, fmt.Sprintf("%s#p%d", printable(h.ID), h.Index+1)))
	fmt.Fprintln(v.w, hang(head, "              ", v.p.width))
	fmt.Fprintln(v.w, wrap(passage(v.p, withoutNumber(h.Passage)), "              ", v.p.width))
}

func (v dossierView) upcoming() {
	if len(v.d.Upcoming) == 0 {
		return
	}
	v.heading("Ahead of " + v.d.AsOf.String())
	for _, u := range v.d.Upcoming {
		fmt.Fprintf(v.w, "  %-12s %s\n", u.Value, v.p.paint(faint, printable(u.ID)))
		fmt.Fprintln(v.w, wrap(passage(v.p, withoutNumber(u.Passage)), "              ", v.p.width))
	}
}

func (v dossierView) judgments() {
	if len(v.d.Judgments) == 0 {
		return
	}
	v.heading(fmt.Sprintf("Judged by the analysts (%d of %d)", len(v.d.Judgments), v.d.JudgedIn))
	for _, j := range v.d.Judgments {
		fmt.Fprintf(v.w, "  %s  %s\n", v.p.paint(faint, dateOr(j.Published, "undated   ")), v.p.paint(bold, string(j.Band)))
		fmt.Fprintln(v.w, wrap(passage(v.p, withoutNumber(j.Passage)), "              ", v.p.width))
	}
}
