package main

import (
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

func (a *app) showCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "show ID",
		Short:   "Print a document with everything that was found in it",
		Example: "  sayso show briefs/2025-12.html\n  sayso show --json briefs/2025-12.html",
		Args:    exactArgs(1, "the id of a document"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.withIndex(func(x *index.Index) error {
				doc, err := x.Document(args[0])
				if err != nil {
					return err
				}
				if asJSON {
					return corpus.NewEncoder(a.data()).Encode(doc)
				}
				documentView{a.out, a.painter(), doc, x.Corrections()}.print()
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the annotation format")
	return cmd
}
