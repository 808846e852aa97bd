package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// The exit codes, as `sayso help` lists them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitSetAside    = 3
	exitNews        = 10
	exitNoHit       = 11
	exitInterrupted = 130
)

var (
	errInterrupted = errors.New("interrupted") // report adds how to go on, unless who returns it has
	// errSetAside, errNews and errNoHit change the exit code; there is nothing to say besides.
	errSetAside = errors.New("some documents were set aside")
	errNews     = errors.New("news")
	errNoHit    = errors.New("no hit")
)

// usageError is a mistake in the command line or in a query.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// app is what the verbs share: the streams and the global flags.
type app struct {
	in       io.Reader
	out, err io.Writer
	pager    *pager

	indexDir string
	quiet    bool
	verbose  bool
	noColor  bool
	noPager  bool
}

// run is the program without its process: it returns the exit code.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	screen := &pager{}
	data := &output{Writer: out, pager: screen}
	a := &app{in: in, out: data, err: errOut, pager: screen}
	ctx, stop := interruptible()
	defer stop()
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if cause := context.Cause(ctx); cause != nil && errors.Is(err, context.Canceled) {
		err = cause
	}
	if data.err != nil && (err == nil || errors.Is(err, errSetAside) || errors.Is(err, errNoHit)) {
		err = data.err
	}
	screen.end() // errors are told below what was shown
	return a.report(err)
}

// output is standard output. It keeps the first error, which much of what prints a table or a
// text does not look at: a list that was cut off on a full disk must not pass for whole. While a
// pager runs, it takes all.
type output struct {
	io.Writer
	pager *pager
	err   error
}

func (o *output) Write(p []byte) (int, error) {
	if o.pager.take(p) {
		return len(p), nil
	}
	n, err := o.Writer.Write(p)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// report tells an error in one line and returns its exit code.
func (a *app) report(err error) int {
	code := exitFailed
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errSetAside):
		return exitSetAside
	case errors.Is(err, errNews):
		return exitNews
	case errors.Is(err, errNoHit):
		return exitNoHit
	case errors.Is(err, errInterrupted):
		code = exitInterrupted
		if err == errInterrupted {
			err = fmt.Errorf("%w: run the same command again to go on", err)
		}
	case isUsage(err):
		code = exitUsage
	}
	fmt.Fprintf(a.err, "sayso: %s\n", printableLines(err.Error()))
	return code
}

func isUsage(err error) bool {
	_, ok := errors.AsType[usageError](err)
	return ok
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "sayso",
		Short: "Who said what about what, when, in whose words",
		Long: `sayso reads archives of analytical briefs and answers who said what about what,
when, in whose words.`,
		Example: `  sayso demo                                a tour on bundled briefs
  sayso index ~/briefs                      read a folder into an index
  sayso search 'frozen assets'              find documents
  sayso search 'holder:Russia act:reject'   find positions
  sayso extract page.html                   annotate without an index`,
		SilenceErrors:    true,
		SilenceUsage:     true,
		Args:             knownCommand,
		RunE:             showHelp,
		PersistentPreRun: func(cmd *cobra.Command, _ []string) { a.page(cmd) },
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetUsageTemplate(usageTemplate)
	root.SetFlagErrorFunc(flagError)
	// The defaults are what is set: a tour of demo goes on with the flags that demo was given.
	flags := root.PersistentFlags()
	flags.StringVar(&a.indexDir, "index", a.indexDir, "index folder (default $SAYSO_INDEX, else .sayso here or in a folder above, else ~/.local/share/sayso/index)")
	flags.BoolVarP(&a.quiet, "quiet", "q", a.quiet, "say nothing on stderr but errors")
	flags.BoolVarP(&a.verbose, "verbose", "v", a.verbose, "say more on stderr")
	flags.BoolVar(&a.noColor, "no-color", a.noColor, "no colours (as does $NO_COLOR)")
	flags.BoolVar(&a.noPager, "no-pager", a.noPager, "do not page what is read on a terminal (else by $SAYSO_PAGER, $PAGER or less)")
	root.AddCommand(
		a.indexCmd(), a.searchCmd(), a.positionsCmd(), a.judgmentsCmd(), a.calendarCmd(), a.actorCmd(), a.actorsCmd(),
		a.issueCmd(), a.issuesCmd(), a.compareCmd(), a.matrixCmd(), a.timelineCmd(), a.networkCmd(), a.batchCmd(), a.watchCmd(), a.exportCmd(), a.showCmd(), a.whyCmd(), a.statusCmd(),
		a.extractCmd(), a.evalCmd(), a.serveCmd(), a.mcpCmd(), a.demoCmd(), a.versionCmd(), exitCodesTopic(),
	)
	checkCobras(root)
	return root
}

// checkCobras makes a word that cobra's own commands do not know a usage error: "help nope"
// and "completion foo" would print help, and end with 0.
func checkCobras(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Args = helpTopic
		case "completion":
			c.Args, c.RunE = knownCommand, showHelp
			for _, shell := range c.Commands() {
				shell.Args = noArgs
			}
		}
	}
}

// helpTopic wants the words of a command.
func helpTopic(help *cobra.Command, args []string) error {
	cmd, rest, err := help.Root().Find(args)
	if err != nil {
		return usageError{err}
	}
	return knownCommand(cmd, rest)
}

func showHelp(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// knownCommand answers a word that is no command below parent with the nearest ones.
func knownCommand(parent *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	words := strings.TrimPrefix(parent.CommandPath()+" "+args[0], "sayso ")
	parent.SuggestionsMinimumDistance = 2
	if near := parent.SuggestionsFor(args[0]); len(near) > 0 {
		return usagef("unknown command %q, did you mean %s?", words, strings.Join(near, " or "))
	}
	return usagef("unknown command %q (see '%s')", words, helpOn(parent))
}

// flagError says where help is, and how a query begins with a hyphen: "search -draft" asks
// for the flags -d, -r, …. What was written cannot be repeated: of "-has:date" the -h is taken.
func flagError(cmd *cobra.Command, err error) error {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok && e.GetSpecifiedShortnames() != "" {
		return usagef("%w (if it is no flag, put -- before it: '%s -- -…'; see '%s')", err, cmd.CommandPath(), helpOn(cmd))
	}
	return usagef("%w (see '%s')", err, helpOn(cmd))
}

// helpOn is the command line that explains a command: "sayso help actors list".
func helpOn(cmd *cobra.Command) string {
	return strings.Replace(cmd.CommandPath(), "sayso", "sayso help", 1)
}

// noArgs, exactArgs and minArgs are cobra's checks as usage errors.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no argument (see '%s')", cmd.Name(), helpOn(cmd))
	}
	return nil
}

func exactArgs(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("%s needs %s (see '%s')", cmd.Name(), what, helpOn(cmd))
		}
		return nil
	}
}

func minArgs(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return usagef("%s needs %s (see '%s')", cmd.Name(), what, helpOn(cmd))
		}
		return nil
	}
}

func exitCodesTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: "What the exit codes mean",
		Long: `Exit codes:

    0  done
    1  failed; also where a file, document, actor, issue or watch that was named is missing,
       and where status --check finds damage
    2  usage: the command line or the query is wrong
    3  done, but some documents were set aside (with --strict this is 1)
   10  news (only of watch run)
   11  no hit (only with --exit-code)
  130  interrupted; run the same command again to go on, but without --fresh`,
	}
}

// usageTemplate opens with examples: people read those first.
const usageTemplate = `{{if .HasExample}}Examples:
{{.Example}}

{{end}}Usage:
  {{if .Runnable}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Global flags:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasHelpSubCommands}}

More:{{range .Commands}}{{if .IsAdditionalHelpTopicCommand}}
  sayso help {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
`

// talk tells what a person may want to know, unless --quiet.
func (a *app) talk(format string, args ...any) {
	if !a.quiet {
		a.tell(format, args...)
	}
}

// tell writes a line to stderr. What it names, such as a file, cannot make it two.
func (a *app) tell(format string, args ...any) {
	fmt.Fprintln(a.err, printable(fmt.Sprintf(format, args...)))
}

// file returns the file behind a stream, if there is one.
func file(w io.Writer) (*os.File, bool) {
	if o, ok := w.(*output); ok {
		w = o.Writer
	}
	f, ok := w.(*os.File)
	return f, ok
}

// terminal reports whether w is one.
func terminal(w io.Writer) bool {
	f, ok := file(w)
	return ok && term.IsTerminal(int(f.Fd()))
}

// color reports whether to colour what goes to stdout.
func (a *app) color() bool {
	return !a.noColor && os.Getenv("NO_COLOR") == "" && terminal(a.out)
}
