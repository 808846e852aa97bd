package main

import (
	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/index"
)

// completed is how many names a shell is offered: what does not fit on a screen helps nobody.
const completed = 50

// completeActor completes the arguments from the one numbered first to the one numbered last, both
// from 0, by names of actors. Those of the most documents come first, as far as the shell keeps the
// order.
func (a *app) completeActor(first, last int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) < first || len(args) > last {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var names []string
		err := a.withIndex(func(x *index.Index) error {
			r, err := x.Actors(cmd.Context(), index.ActorSearch{Search: index.Search{Limit: completed}, Name: begun})
			if err != nil {
				return err
			}
			for _, e := range r.Actors {
				names = append(names, e.Actor)
			}
			return nil
		})
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// completeFlag completes the values of a flag that takes some only.
func completeFlag(cmd *cobra.Command, flag string, values ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // fails for no flag of this name
}
