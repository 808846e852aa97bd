package main

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/network"
)

func (a *app) networkCmd() *cobra.Command {
	var q queryFlags
	var kind, format string
	var opt index.GraphOptions
	cmd := &cobra.Command{
		Use:   "network [QUERY]",
		Short: "Who is named together, or who agrees with whom, as a graph for Gephi",
		Long: `Network writes the actors in the documents that the query finds as a graph: joined by the
documents that mention both, or with --kind agreement by the issues on which both take a side.`,
		Example: `  sayso network 'about:sanctions' > sanctions.graphml
  sayso network --kind agreement --format gexf --nodes 50 > agreement.gexf`,
		RunE: func(cmd *cobra.Command, args []string) error {
			write := network.GraphML
			switch format {
			case "graphml":
			case "gexf":
				write = network.GEXF
			default:
				return usagef("--format: %q is neither graphml nor gexf", format)
			}
			switch kind {
			case "mentions":
			case "agreement":
				opt.Agreement = true
			default:
				return usagef("--kind: %q is neither mentions nor agreement", kind)
			}
			s, err := q.search(args)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				g, err := x.Graph(cmd.Context(), s, opt)
				if err != nil {
					return err
				}
				a.talk("%s, %s", plural(len(g.Nodes), "actor"), plural(len(g.Edges), "edge"))
				return write(a.out, g)
			})
		},
	}
	q.addRange(cmd.Flags())
	cmd.Flags().StringVar(&kind, "kind", "mentions", "mentions or agreement")
	cmd.Flags().StringVar(&format, "format", "graphml", "graphml or gexf")
	cmd.Flags().IntVar(&opt.Nodes, "nodes", 100, "keep the most frequent actors")
	cmd.Flags().IntVar(&opt.MinWeight, "min-weight", 1, "leave out lighter edges")
	return cmd
}

func (a *app) timelineCmd() *cobra.Command {
	var q queryFlags
	var p positionFlags
	var unit string
	cmd := &cobra.Command{
		Use:   "timeline [QUERY]",
		Short: "Positions over time: how many for, against and neither, by month",
		Example: `  sayso timeline --about 'peace plan'
  sayso timeline --holder Russia --unit year`,
		RunE: func(cmd *cobra.Command, args []string) error {
			units := map[string]index.Unit{"month": index.Month, "day": index.Day, "year": index.Year}
			u, ok := units[unit]
			if !ok {
				return usagef("--unit: %q is none of day, month, year", unit)
			}
			words, err := p.words(args)
			if err != nil {
				return err
			}
			s, err := q.search(words)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				stretches, err := x.Timeline(cmd.Context(), s, u)
				if err != nil {
					return err
				}
				a.printTimeline(stretches, unit)
				return nil
			})
		},
	}
	q.addRange(cmd.Flags())
	p.add(cmd.Flags())
	cmd.Flags().StringVar(&unit, "unit", "month", "day, month or year")
	return cmd
}

// printTimeline draws a strip for each stretch: + for, - against, · neither.
func (a *app) printTimeline(all []index.Stretch, unit string) {
	p := a.painter()
	most := 1
	for _, s := range all {
		most = max(most, s.Count)
	}
	const width = 50
	scale := func(n int) int {
		if most <= width {
			return n
		}
		return (n*width + most - 1) / most
	}
	length := map[string]int{"day": 10, "month": 7, "year": 4}[unit]
	for _, s := range all {
		fmt.Fprintf(a.out, "%s %6s  %s%s%s\n", s.First.String()[:length], humanize.Comma(int64(s.Count)),
			p.paint(good, strings.Repeat("+", scale(s.Favor))), p.paint(bad, strings.Repeat("-", scale(s.Against))),
			p.paint(faint, strings.Repeat("·", scale(s.None))))
	}
	if len(all) == 0 {
		fmt.Fprintln(a.out, "no dated position")
	}
}

func (a *app) exportCmd() *cobra.Command {
	var q queryFlags
	cmd := &cobra.Command{
		Use:   "export [QUERY]",
		Short: "Write all documents that a query finds, with their annotations, as JSONL",
		Long: `Export streams every hit, however many there are, in the annotation format (docs/format.md).
'sayso index' reads it again; 'sayso eval' takes it as gold once a person has corrected it. For
rows in a table see 'sayso positions --csv' and 'sayso judgments --csv'.`,
		Example: "  sayso export > archive.jsonl\n  sayso export --from 2025-01-01 'actor:Russia' > russia.jsonl",
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := q.search(args)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				enc := corpus.NewEncoder(a.out)
				for doc, err := range x.All(cmd.Context(), s) {
					if err != nil {
						return err
					}
					if err := enc.Encode(doc); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	q.addRange(cmd.Flags())
	return cmd
}
