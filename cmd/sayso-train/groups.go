package main

import (
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/extractors/positions"
)

func groupsCommand(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "groups FILE…",
		Short: "Cluster the words of open texts for the finder of positions",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := readFiles(args)
			if err != nil {
				return err
			}
			return o.write(positions.Groups(files, o.seed))
		},
	}
}
