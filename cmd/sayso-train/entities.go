package main

import (
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/extractors/entities"
)

func registerCommand(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "register FILE[:COPIES]…",
		Short: "Train the classifier of kinds of text that the recogniser of names uses",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := readFiles(args)
			if err != nil {
				return err
			}
			model, err := entities.TrainRegister(files, o.training())
			if err != nil {
				return err
			}
			return o.write(model)
		},
	}
}

func entitiesCommand(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "entities FILE[:COPIES]…",
		Short: "Train the recogniser of names",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := readFiles(args)
			if err != nil {
				return err
			}
			dev, err := readFiles(o.dev)
			if err != nil {
				return err
			}
			model, err := entities.Train(files, dev, o.training())
			if err != nil {
				return err
			}
			return o.write(model)
		},
	}
}
