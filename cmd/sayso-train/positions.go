package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/positions"
	"github.com/sayso-nlp/sayso/extractors/text"
)

func positionsCommand(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "positions FILE…",
		Short: "Train the finder of positions",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := readFiles(args)
			if err != nil {
				return err
			}
			for k := range files {
				f := &files[k]
				f.Docs = slices.DeleteFunc(f.Docs, unlicensed)
				for i := range f.Docs {
					if d := &f.Docs[i]; d.Entities == nil { // GUM's attributions come without names
						d.Entities = entities.Find(text.Fast(d.Text))
					}
				}
			}
			trained, err := positions.Train(files, text.Fast, o.training())
			if err != nil {
				return err
			}
			return o.write(trained.Encode())
		},
	}
}

// unlicensed reports whether a text of GUM is of a genre whose licence GUM does not state.
func unlicensed(d corpus.Annotated) bool {
	return strings.HasPrefix(d.ID, "GUM_speech") || strings.HasPrefix(d.ID, "GUM_textbook")
}
