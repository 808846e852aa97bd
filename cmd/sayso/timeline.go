package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
)

func (a *app) timelineCmd() *cobra.Command {
	var q queryFlags
	var p positionFlags
	var unit string
	var form tableForm
	cmd := &cobra.Command{
		Use:   "timeline [QUERY]",
		Short: "Positions over time: how many for, against and neither, by month",
		Example: `  sayso timeline --about 'peace plan'
  sayso timeline --holder Russia --unit year
  sayso timeline --csv about:sanctions > sanctions.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := form.check(); err != nil {
				return err
			}
			u, err := unitFlag(unit)
			if err != nil {
				return err
			}
			s, err := q.search(p.words(args))
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				stretches, err := x.Timeline(cmd.Context(), s, u)
				if err != nil {
					return err
				}
				if len(stretches) == 0 {
					a.tellEmpty(cmd.Context(), x, "timeline", s)
				}
				rows := answers.Stretches(stretches)
				if form.rows() {
					return writeRows(a.data(), &form, answers.StretchSheet, rows)
				}
				if form.json {
					return writeJSON(a.data(), answers.Page[answers.Stretch]{Total: len(rows), Items: rows})
				}
				if len(stretches) == 0 {
					fmt.Fprintln(a.out, "no dated position")
				}
				printStretches(a.out, a.painter(), "", stretches, u)
				return nil
			})
		},
	}
	q.addRange(cmd.Flags())
	p.add(cmd.Flags())
	cmd.Flags().StringVar(&unit, "unit", "month", "day, month or year")
	form.add(cmd.Flags(), "stretch")
	return cmd
}

func unitFlag(s string) (index.Unit, error) {
	switch s {
	case "month":
		return index.Month, nil
	case "day", "year":
		return index.Unit(s), nil
	}
	return "", usagef("--unit: %q is none of day, month, year", s)
}
