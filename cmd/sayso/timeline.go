package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
)

func (a *app) timelineCmd() *cobra.Command {
	var q queryFlags
	var p positionFlags
	var unit string
	var asCSV, asJSONL bool
	cmd := &cobra.Command{
		Use:   "timeline [QUERY]",
		Short: "Positions over time: how many for, against and neither, by month",
		Example: `  sayso timeline --about 'peace plan'
  sayso timeline --holder Russia --unit year
  sayso timeline --csv about:sanctions > sanctions.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneForm(cmd.Flags(), "csv", "jsonl"); err != nil {
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
				if asCSV {
					return timelineCSV(a.data(), stretches)
				}
				if asJSONL {
					return writeJSONL(a.data(), answers.Stretches(stretches))
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
	cmd.Flags().BoolVar(&asCSV, "csv", false, "write a row a stretch as CSV")
	cmd.Flags().BoolVar(&asJSONL, "jsonl", false, "write a JSON object a line")
	return cmd
}

// timelineCSV writes the columns that /api/v1/timeline has.
func timelineCSV(w io.Writer, stretches []index.Stretch) error {
	cw := csv.NewWriter(w)
	cw.Write([]string{"first", "last", "count", "favor", "against", "none"})
	for _, s := range answers.Stretches(stretches) {
		cw.Write([]string{s.First, s.Last, strconv.Itoa(s.Count), strconv.Itoa(s.Favor), strconv.Itoa(s.Against), strconv.Itoa(s.None)})
	}
	cw.Flush()
	return cw.Error()
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
