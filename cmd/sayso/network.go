package main

import (
	"math"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) networkCmd() *cobra.Command {
	var q queryFlags
	var kind, format string
	opt := index.GraphOptions{Nodes: 100, MinWeight: 1}
	cmd := &cobra.Command{
		Use:   "network [QUERY]",
		Short: "Who is named together, or who agrees with whom, as a graph for Gephi or a table",
		Long: `Network writes the actors in the documents that the query finds as a graph: joined by the
documents that mention both, or with --kind agreement by the issues on which both take a side.
With --actor only what joins that one to others is written. --format csv writes the table of
the edges, the heaviest first. 'sayso serve' shows the same at /network.`,
		Example: `  sayso network 'about:sanctions' > sanctions.graphml
  sayso network --kind agreement --format gexf --nodes 50 > agreement.gexf
  sayso network --format csv --actor Iran | head`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkForm(export.Format(format), export.Formats.Graphs, a.out); err != nil {
				return err
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
				if len(g.Nodes) == 0 {
					a.tellEmpty(cmd.Context(), x, "search", s)
				}
				a.talk("%s, %s", plural(len(g.Nodes), "actor"), plural(len(g.Edges), "edge"))
				return export.Graph(a.data(), export.Format(format), g)
			})
		},
	}
	q.addRange(cmd.Flags())
	cmd.Flags().StringVar(&kind, "kind", "mentions", "mentions or agreement")
	cmd.Flags().StringVar(&opt.Actor, "actor", "", "only the edges of this actor, under any of its names")
	cmd.Flags().StringVar(&format, "format", "graphml", "graphml, gexf or csv")
	completeFlag(cmd, "kind", "mentions", "agreement")
	completeFlag(cmd, "format", "graphml", "gexf", "csv")
	_ = cmd.RegisterFlagCompletionFunc("actor", a.completeActor(0, math.MaxInt)) // as in completeFlag
	numberFlag(cmd.Flags(), &opt.Nodes, "nodes", 1, maxNodes, "keep the most frequent actors")
	numberFlag(cmd.Flags(), &opt.MinWeight, "min-weight", 1, math.MaxInt, "leave out lighter edges")
	return cmd
}
