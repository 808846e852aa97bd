package main

import (
	"fmt"
	"math"
	"time"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/index"
)

// correctCmds are the commands below actors by which a person puts right who is meant.
func (a *app) correctCmds() []*cobra.Command {
	merge := &cobra.Command{
		Use:   "merge ACTOR NAME…",
		Short: "Count other actors as this one",
		Long: `Merge makes all that counts as one of the NAMEs count as ACTOR: mentions, positions, roles. Who asks
for a NAME finds ACTOR. The names are those that 'sayso actors list' shows.`,
		Example: `  sayso actors merge "Vasyl Petrenko" "V. Petrenko"
  sayso actors split "V. Petrenko" "Vasyl Petrenko"     and take it back`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usagef("merge needs the actor that stays and one or more that count as it (see '%s')", helpOn(cmd))
			}
			return nil
		},
		ValidArgsFunction: a.completeActor(0, math.MaxInt),
		RunE: a.correcting(func(dir string, at time.Time, args []string) ([]index.Correction, error) {
			return index.MergeActors(dir, at, args[0], args[1:]...)
		}),
	}
	alias := &cobra.Command{
		Use:   "alias WORDING ACTOR",
		Short: "Say whom a wording means",
		Long: `Alias makes every mention that is worded so mean ACTOR, also one that meant nobody. Case, accents and
a leading "the" do not count. Only what was found as a name, or quoted as a holder, is a mention.`,
		Example:           `  sayso actors alias "the Commission" "European Commission"`,
		Args:              exactArgs(2, "a wording and the actor that it means"),
		ValidArgsFunction: a.completeActor(1, 1),
		RunE: a.correcting(func(dir string, at time.Time, args []string) ([]index.Correction, error) {
			return index.AliasActor(dir, at, args[0], args[1])
		}),
	}
	split := &cobra.Command{
		Use:   "split WORDING ACTOR",
		Short: "Make a wording an actor of its own, or take back a merge",
		Long: `Split takes the mentions that are worded so out of ACTOR: they are an actor of that name. Where the
wording is the name of an actor that was merged into ACTOR, that correction is taken back instead; one
that passed for a spelling of ACTOR, as "Vasyl Petrenko" of "Vasyl I. Petrenko", is an actor of its
own from then on.`,
		Example: `  sayso actors show "Vasyl Petrenko"                  which wordings there are
  sayso actors split "O. Petrenko" "Vasyl Petrenko"`,
		Args:              exactArgs(2, "a wording and the actor that it counts as"),
		ValidArgsFunction: a.completeActor(1, 1),
		RunE: a.correcting(func(dir string, at time.Time, args []string) ([]index.Correction, error) {
			return index.SplitActor(dir, at, args[0], args[1])
		}),
	}
	hide := &cobra.Command{
		Use:   "hide NAME",
		Short: "Say that a name is no actor",
		Long: `Hide makes NAME no actor: it is in no list and no facet, and what it is said to hold has no holder. The
words are found as before.`,
		Example:           `  sayso actors hide "Read More"`,
		Args:              exactArgs(1, "the name of an actor"),
		ValidArgsFunction: a.completeActor(0, 0),
		RunE: a.correcting(func(dir string, at time.Time, args []string) ([]index.Correction, error) {
			return index.HideActor(dir, at, args[0])
		}),
	}
	return []*cobra.Command{merge, split, alias, hide, a.correctionsCmd()}
}

// correcting is the run of a command that makes corrections of its arguments.
func (a *app) correcting(do func(dir string, at time.Time, args []string) ([]index.Correction, error)) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		return a.correct(false, func(dir string, at time.Time) ([]index.Correction, error) { return do(dir, at, args) })
	}
}

// correct makes corrections, and tells what they change and how to take them back.
func (a *app) correct(asJSON bool, do func(dir string, at time.Time) ([]index.Correction, error)) error {
	dir, err := a.existingIndex()
	if err != nil {
		return err
	}
	made, err := do(dir, time.Now().UTC().Truncate(time.Second))
	if err != nil {
		return askedBadly(err)
	}
	if err := a.writeCorrections(asJSON, made); err != nil {
		return err
	}
	for _, k := range made {
		if k.Verb != index.Undo {
			a.talk("sayso actors log --undo %d takes it back", k.Number)
		}
	}
	return nil
}

func (a *app) correctionsCmd() *cobra.Command {
	var undo int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "log",
		Short: "List the corrections, or take one back",
		Long: `Log lists the corrections of merge, split, alias and hide in the order in which they were made: number,
time, what it does, and to how many mentions and positions. Each works on what those before it leave.
--undo takes one back, those behind it stay. They are kept in the folder of the index, also when
'sayso index --fresh' makes it anew.`,
		Example: "  sayso actors log\n  sayso actors log --json\n  sayso actors log --undo 3",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("undo") {
				return a.correct(asJSON, func(dir string, at time.Time) ([]index.Correction, error) {
					return index.UndoCorrection(dir, at, undo)
				})
			}
			dir, err := a.existingIndex()
			if err == nil {
				err = index.Check(dir)
			}
			if err != nil {
				return err
			}
			all, err := index.Corrections(dir)
			if err != nil {
				return err
			}
			if len(all) == 0 {
				a.talk("nothing was corrected yet: 'sayso help actors' tells how")
			}
			return a.writeCorrections(asJSON, all)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON (docs/actors.md)")
	numberFlag(cmd.Flags(), &undo, "undo", 1, 1<<30, "take back the correction of this number")
	return cmd
}

// writeCorrections writes corrections, and how much each changes in the index.
func (a *app) writeCorrections(asJSON bool, all []index.Correction) error {
	return a.withIndex(func(x *index.Index) error {
		inForce := map[int]index.Correction{}
		for _, k := range x.Corrections() {
			inForce[k.Number] = k
		}
		for i, k := range all {
			all[i].Mentions, all[i].Positions = inForce[k.Number].Mentions, inForce[k.Number].Positions
		}
		if asJSON {
			return writeJSON(a.data(), answers.Page[answers.Correction]{Total: len(all), Items: answers.Corrections(all)})
		}
		for _, k := range all {
			_, ok := inForce[k.Number]
			a.printCorrection(k, ok)
		}
		return nil
	})
}

// printCorrection writes a line: number, time, what it does, and how much that is.
func (a *app) printCorrection(k index.Correction, inForce bool) {
	p := a.painter()
	line := fmt.Sprintf("%4d  %s  %s", k.Number, p.paint(faint, k.At.Local().Format("2006-01-02 15:04")), printable(k.String()))
	switch {
	case inForce:
		line += p.paint(faint, " ("+plural(k.Mentions, "mention")+", "+plural(k.Positions, "position")+")")
	case k.UndoneBy > 0:
		line += p.paint(faint, fmt.Sprintf(" (taken back by %d)", k.UndoneBy))
	}
	fmt.Fprintln(a.out, line)
}

// correctedLine says that a correction was applied, and where it stands.
func correctedLine(k index.Correction) string {
	return fmt.Sprintf("corrected: %s (%d of sayso actors log)", printable(k.String()), k.Number)
}
