package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/dates"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/positions"
	"github.com/sayso-nlp/sayso/extractors/text"
	"github.com/sayso-nlp/sayso/extractors/train"
)

func positionsCommand(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "positions FILE…",
		Short: "Train the finder of positions",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			files, sentences, err := o.positionFiles(args)
			if err != nil {
				return err
			}
			trained, err := positions.Train(files, sentences, text.Fast, o.training())
			if err != nil {
				return err
			}
			return o.write(trained.Encode())
		},
	}
	o.sentencesFlag(cmd)
	return cmd
}

// sentencesFlag adds the flag for files whose sentences are no texts.
func (o *options) sentencesFlag(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&o.sentences, "sentences", nil, "learn act and stance, and nothing else, from this `file` too; may be given again")
}

// positionFiles reads the texts of the arguments and the sentences of the flag.
func (o *options) positionFiles(args []string) (files, sentences []train.File, err error) {
	if files, err = readPositionFiles(args); err != nil {
		return nil, nil, err
	}
	sentences, err = readPositionFiles(o.sentences)
	return files, sentences, err
}

// readPositionFiles reads annotated files as the finder of positions learns from them.
func readPositionFiles(args []string) ([]train.File, error) {
	files, err := readFiles(args)
	for k := range files {
		f := &files[k]
		f.Docs = slices.DeleteFunc(f.Docs, unlicensed)
		for i := range f.Docs {
			d := &f.Docs[i]
			t := text.Fast(d.Text)
			if d.Entities == nil { // GUM's attributions come without names
				d.Entities = entities.Find(t)
			}
			d.Dates = dates.Find(t, d.Published) // as the finder of positions gets them
		}
	}
	return files, err
}

// unlicensed reports whether a text of GUM is of a genre whose licence GUM does not state.
func unlicensed(d corpus.Annotated) bool {
	return strings.HasPrefix(d.ID, "GUM_speech") || strings.HasPrefix(d.ID, "GUM_textbook")
}
