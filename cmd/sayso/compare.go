package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) compareCmd() *cobra.Command {
	var q queryFlags
	var about string
	var level export.Level
	var form tableForm
	limit := 10
	cmd := &cobra.Command{
		Use:   "compare A B…",
		Short: "Two or more actors side by side: where they differ, and where only one speaks",
		Example: `  sayso compare Russia Ukraine
  sayso compare 'European Union' China Brazil --about 'climate finance'
  sayso compare --level state Russia Ukraine      with all who belong to them`,
		Args:              minArgs(2, "two actors or more"),
		ValidArgsFunction: a.completeActor(0, math.MaxInt),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := form.check(); err != nil {
				return err
			}
			s, err := q.search(aboutClause(about))
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				if form.rows() {
					limit = index.MaxLimit
				}
				c, err := x.Compare(cmd.Context(), args, s, limit, level == export.State)
				if err != nil {
					return err
				}
				out := answers.From{Index: x, State: level == export.State}
				switch {
				case form.rows():
					return writeRows(a.data(), &form, answers.CellSheet, out.Comparison(c).AllCells())
				case form.json:
					return writeJSON(a.data(), out.Comparison(c))
				}
				a.printComparison(c)
				return nil
			})
		},
	}
	q.addRange(cmd.Flags())
	cmd.Flags().StringVar(&about, "about", "", "only positions about these words")
	numberFlag(cmd.Flags(), &limit, "limit", 1, index.MaxLimit, "issues, and positions of each actor")
	levelFlag(cmd.Flags(), &level, "said: what each actor says; state: and all who belong to it")
	form.add(cmd.Flags(), "actor on every issue")
	return cmd
}

func aboutClause(about string) []string {
	if about == "" {
		return nil
	}
	return []string{"about:" + fieldValue(about)}
}

// maxOnly is how many issues are named on which one actor alone speaks.
const maxOnly = 12

func (a *app) printComparison(c *index.Comparison) {
	p := a.painter()
	view := dossierView{w: a.out, p: p}
	for _, i := range c.Issues {
		head := printable(i.Issue)
		if i.Opposed {
			head += p.paint(bad, "  opposed")
		}
		fmt.Fprintf(a.out, "%s\n", p.paint(bold, head))
		for _, cell := range i.Cells {
			if cell.Latest == nil {
				fmt.Fprintf(a.out, "  %s\n", p.paint(faint, printable(cell.Actor)+" is not quoted on it"))
				continue
			}
			view.hit(*cell.Latest)
		}
		fmt.Fprintln(a.out)
	}
	if len(c.Issues) == 0 {
		fmt.Fprintln(a.out, "There is no issue on which more than one of them speaks.")
		for i, actor := range c.Actors {
			if c.Held[i] == 0 { // with these limits
				view.heading(printable(actor) + " (no position)")
			}
			view.hits(printable(actor), c.Held[i], c.Ledgers[i])
		}
		fmt.Fprintln(a.out)
	}
	for i, actor := range c.Actors {
		if n := len(c.Only[i]); n > 0 {
			line := p.paint(bold, "Only "+printable(actor)+":") + " " + printable(strings.Join(c.Only[i][:min(n, maxOnly)], "; "))
			if n > maxOnly {
				line += p.paint(faint, " … and "+plural(n-maxOnly, "other"))
			}
			fmt.Fprintln(a.out, wrap(line, "", p.width))
		}
	}
}

func (a *app) matrixCmd() *cobra.Command {
	var q queryFlags
	var actors, issues []string
	var level export.Level
	var form tableForm
	cmd := &cobra.Command{
		Use:     "matrix --actors A,B,…",
		Short:   "Actors against issues: the latest stance, how often, since when; blind spots named",
		Example: `  sayso matrix --actors Russia,Ukraine,China --issues 'peace plan,sanctions'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 { // as compare has them
				return usagef("matrix takes no argument: name the actors with --actors %s", commandLine([]string{strings.Join(args, ",")}))
			}
			if len(actors) == 0 {
				return usagef("matrix needs --actors A,B,… (see 'sayso help matrix')")
			}
			if err := form.check(); err != nil {
				return err
			}
			s, err := q.search(nil)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				m, err := x.Matrix(cmd.Context(), actors, issues, s, level == export.State)
				if err != nil {
					return err
				}
				for _, issue := range m.Unknown {
					a.talk("note: no position in this index is about %q ('sayso issues --contains PART' finds issues)", issue)
				}
				out := answers.From{Index: x, State: level == export.State}
				switch {
				case form.rows():
					return writeRows(a.data(), &form, answers.CellSheet, out.Matrix(m).Items)
				case form.json:
					return writeJSON(a.data(), out.Matrix(m))
				}
				a.printMatrix(m)
				return nil
			})
		},
	}
	q.addRange(cmd.Flags())
	cmd.Flags().StringSliceVar(&actors, "actors", nil, "actors, separated by commas")
	cmd.Flags().StringSliceVar(&issues, "issues", nil, "issues (default: the most frequent of these actors)")
	levelFlag(cmd.Flags(), &level, "said or state")
	form.add(cmd.Flags(), "cell")
	return cmd
}

func (a *app) printMatrix(m *index.Matrix) {
	p := a.painter()
	if len(m.Issues) == 0 { // none is named, and they speak on none, with these limits
		fmt.Fprintf(a.out, "no position of %s\n", printable(strings.Join(m.Actors, ", ")))
	}
	width := 0
	for _, actor := range m.Actors {
		width = max(width, min(columns(printable(actor)), 28))
	}
	for j, issue := range m.Issues {
		fmt.Fprintln(a.out, p.paint(bold, printable(issue)))
		for i := range m.Actors {
			c := m.Cells[i][j]
			line := "  " + pad(clip(printable(c.Actor), width), width) + "  "
			if c.Latest == nil {
				fmt.Fprintln(a.out, line+p.paint(faint, "– not quoted on it"))
				continue
			}
			line += p.paint(stanceStyle(c.Latest.Stance), fmt.Sprintf("%-9s %-7s", c.Latest.Act, c.Latest.Stance)) +
				"  " + p.paint(faint, plural(c.Count, "position")+", "+sinceWhen(c))
			fmt.Fprintln(a.out, hang(line, strings.Repeat(" ", width+4), p.width))
		}
		fmt.Fprintln(a.out)
	}
	if n := len(m.BlindSpots); n > 0 {
		fmt.Fprintf(a.out, "%s\n", plural(n, "blind spot"))
	}
}
