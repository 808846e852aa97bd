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
			c, err := o.positionCorpus(args)
			if err != nil {
				return err
			}
			trained, err := positions.Train(c, text.Fast, o.training())
			if err != nil {
				return err
			}
			return o.write(trained.Encode())
		},
	}
	o.corpusFlags(cmd)
	return cmd
}

// corpusFlags adds the flags for files that teach a part only.
func (o *options) corpusFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&o.sentences, "sentences", nil, "learn act and stance, and nothing else, from this `file` too; may be given again")
	cmd.Flags().StringArrayVar(&o.running, "running", nil, "learn all but act and stance from this `file` too; may be given again")
}

// positionCorpus reads the texts of the arguments and the files of the flags.
func (o *options) positionCorpus(args []string) (*positions.Corpus, error) {
	var c positions.Corpus
	for _, part := range []struct {
		to    *[]train.File
		paths []string
	}{{&c.Texts, args}, {&c.Running, o.running}, {&c.Sentences, o.sentences}} {
		var err error
		if *part.to, err = readPositionFiles(part.paths); err != nil {
			return nil, err
		}
	}
	return &c, nil
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
