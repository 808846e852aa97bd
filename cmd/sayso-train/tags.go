package main

import (
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/extractors/text"
)

func tagsCommand(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "tags FILE…",
		Short: "Train the tagger of extractors/text on the texts of annotated files, with prose as the teacher",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := readFiles(args)
			if err != nil {
				return err
			}
			model, err := text.Train(files, o.training())
			if err != nil {
				return err
			}
			return o.write(model)
		},
	}
}
