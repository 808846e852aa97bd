package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/index"
)

// The briefs were written for sayso and are in the public domain (CC0). Their speakers are
// invented.
//
//go:embed demo/briefs.jsonl
var demoBriefs []byte

// demoTour is what the demo runs, each a command line as a user would type it.
var demoTour = [][]string{
	{"search", "ceasefire"},
	{"search", "stance:against about:sanctions"},
	{"positions", "--act", "reject", "--limit", "8"},
	{"judgments", "--limit", "6"},
	{"actor", "Russia", "--limit", "3"},
}

func (a *app) demoCmd() *cobra.Command {
	var keep string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show what sayso does, on bundled briefs",
		Long: `Demo indexes 44 bundled briefs into a temporary folder and runs a few commands over them.
The briefs were written for sayso: states and organisations are real, every speaker is
invented, and so are many events.`,
		Example: `  sayso demo
  sayso demo --keep tour     then: sayso --index tour search 'frozen assets'
                             or:   sayso --index tour serve`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			tmp, err := os.MkdirTemp("", "sayso-demo-")
			if err != nil {
				return err
			}
			defer os.RemoveAll(tmp)
			dir := keep
			if dir == "" {
				dir = filepath.Join(tmp, "index")
			}
			if err := onlyDemo(cmd.Context(), dir); err != nil {
				return err
			}
			return a.tour(cmd.Context(), filepath.Join(tmp, "briefs.jsonl"), dir)
		},
	}
	cmd.Flags().StringVar(&keep, "keep", "", "keep the index in this folder")
	return cmd
}

// onlyDemo refuses an index of other documents: the invented speakers would be among theirs.
func onlyDemo(ctx context.Context, dir string) error {
	if index.Check(dir) != nil {
		return nil // there is none, or the tour tells what is wrong with it
	}
	x, err := index.Open(dir)
	if err != nil {
		return err
	}
	defer x.Close()
	others, _, err := x.Count(ctx, index.Search{Query: "-id:demo-*"})
	if err == nil && others > 0 {
		err = fmt.Errorf("%s holds an index of your own (%s): name another folder", dir, plural(others, "document"))
	}
	return err
}

// tour indexes the briefs, by way of the file archive, into dir and asks.
func (a *app) tour(ctx context.Context, archive, dir string) error {
	fmt.Fprint(a.out, "44 briefs written for sayso: states and organisations are real, every speaker is invented.\n\n")
	if err := os.WriteFile(archive, demoBriefs, 0o600); err != nil {
		return err
	}
	for i, args := range append([][]string{{"index", archive}}, demoTour...) {
		shown := args
		if i == 0 {
			shown = []string{"index", "briefs.jsonl"}
		}
		fmt.Fprintln(a.out, a.painter().paint(bold, "$ sayso "+commandLine(shown)))
		inner := *a
		inner.noPager = true
		root := inner.root()
		root.SetArgs(append([]string{"--index", dir}, args...))
		if err := root.ExecuteContext(ctx); err != nil {
			return err
		}
		fmt.Fprintln(a.out)
	}
	fmt.Fprintln(a.out, "Your own archive:  sayso index FOLDER     then  sayso search QUERY     sayso actor NAME     sayso serve")
	return nil
}

// commandLine quotes args as a shell wants them.
func commandLine(args []string) string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a
		if a == "" || strings.ContainsFunc(a, special) {
			out[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
	}
	return strings.Join(out, " ")
}

// special reports whether a shell may take a character for more than itself.
func special(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.,/+=@%", r)
}
