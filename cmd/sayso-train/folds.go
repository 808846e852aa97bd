package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/score"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/dates"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/positions"
	"github.com/sayso-nlp/sayso/extractors/text"
	"github.com/sayso-nlp/sayso/extractors/train"
)

// foldsCommand is the honest measure of the finder of positions: each file is annotated by a
// model that has not seen it. Files are left out whole, since the texts of one file share
// their wording.
func foldsCommand(o *options) *cobra.Command {
	var folds int
	var keep string
	cmd := &cobra.Command{
		Use:   "positions-folds FILE…",
		Short: "Cross-validate the finder of positions, leaving whole files out",
		Args:  cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := o.positionCorpus(args)
			if err != nil {
				return err
			}
			further, err := readPositionFiles(o.further)
			if err != nil {
				return err
			}
			found, err := heldOut(c, further, min(folds, len(c.Texts)), o)
			if err != nil {
				return err
			}
			if keep != "" {
				if err := writeFound(keep, found); err != nil {
					return err
				}
			}
			return report(o.log, c.Texts, found)
		},
	}
	o.corpusFlags(cmd)
	cmd.Flags().StringArrayVar(&o.further, "further", nil, "learn from this `file` in every fold and leave it out of the measure; may be given again")
	cmd.Flags().IntVar(&folds, "folds", 4, "number of models")
	cmd.Flags().StringVar(&keep, "keep", "", "write what was found to this `file`, for a scorer")
	return cmd
}

// heldOut annotates each text of the corpus by a model of the other files, of the further
// ones, and of those that teach a part only.
func heldOut(c *positions.Corpus, further []train.File, folds int, o *options) ([]corpus.Annotated, error) {
	cat := actors.Default()
	var found []corpus.Annotated
	quiet := o.training()
	quiet.Log = nil
	for k := range folds {
		var test []train.File
		learn := slices.Clone(further)
		for i, f := range c.Texts {
			a, b := f, f
			switch {
			case len(f.Docs) > 60: // a whole register in one file: left out by the document
				a.Docs = every(f.Docs, func(i int) bool { return i%folds != k })
				b.Docs = every(f.Docs, func(i int) bool { return i%folds == k })
			case i%folds == k:
				a.Docs = nil
			default:
				b.Docs = nil
			}
			learn, test = append(learn, a), append(test, b)
		}
		model, err := positions.Train(&positions.Corpus{Texts: learn, Running: c.Running, Sentences: c.Sentences}, text.Fast, quiet)
		if err != nil {
			return nil, err
		}
		for _, f := range test {
			for i := range f.Docs {
				d := f.Docs[i].Document
				t := text.Fast(d.Text)
				claims := model.Find(t, &d, cat.Resolve(t, &d, entities.Find(t)), dates.Find(t, d.Published), cat)
				found = append(found, corpus.Annotated{Document: d, Annotations: corpus.Annotations{Positions: claims}})
			}
		}
	}
	return found, nil
}

func every(docs []corpus.Annotated, keep func(i int) bool) (out []corpus.Annotated) {
	for i := range docs {
		if keep(i) {
			out = append(out, docs[i])
		}
	}
	return out
}

func writeFound(path string, found []corpus.Annotated) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	enc := corpus.NewEncoder(f)
	for i := range found {
		if err := enc.Encode(&found[i]); err != nil {
			return err
		}
	}
	return f.Close()
}

// report prints the scores of each kind of file: the name up to its first digit.
func report(w io.Writer, files []train.File, found []corpus.Annotated) error {
	gold := map[string][]corpus.Annotated{}
	var kinds []string
	for _, f := range files {
		kind := strings.TrimRight(strings.TrimSuffix(f.Name, ".jsonl"), "0123456789")
		if gold[kind] == nil {
			kinds = append(kinds, kind)
		}
		gold[kind] = append(gold[kind], f.Docs...)
	}
	slices.Sort(kinds)
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tab, "\tfull P\tR\tF1\tcue P\tR\tF1\tsource\tcontent\tact\tstance\tactor\t")
	for _, kind := range kinds {
		p := score.Compare(gold[kind], found).Positions
		fmt.Fprintf(tab, "%s\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t\n", kind,
			p.Full.P(), p.Full.R(), p.Full.F1(), p.Cue.P(), p.Cue.R(), p.Cue.F1(), p.SourcePair.Percent(), p.Content.F1(),
			p.Act.Percent(), p.StanceMacroF1(), p.Actor.Percent())
	}
	return tab.Flush()
}
