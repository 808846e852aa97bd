package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

func (a *app) watchCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Tell only what is new since the last run, for a list of queries",
		Long: `A watch is a query with a name. 'watch run' tells, for each of them, the positions that the
query names, or else the documents that it finds, that no earlier run has told.

What was told decides, not dates: a text that arrives late is news, and of one that changed
the sentences that were not in it before. The watches are kept in the folder of the index,
also when 'sayso index --fresh' makes it anew. 'sayso serve' shows at /watch what is new since,
and tells it to scripts and feed readers (/api/v1/watches/news), without noting it as told.`,
		Example: `  sayso watch add russia-nato 'holder:Russia about:NATO'
  sayso index ~/briefs && sayso watch run          every night
  sayso watch list`,
		Args: knownCommand,
		RunE: showHelp,
	}
	cmd.AddCommand(a.watchAddCmd(), a.watchListCmd(), a.watchRunCmd(), a.watchRemoveCmd())
	return cmd
}

func (a *app) watchAddCmd() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "add NAME QUERY",
		Short: "Add a watch",
		Long: `Add keeps a query under a name. What it finds at present counts as known, unless --all asks
for it to be told by the first run. 'sayso help search' has the query language.`,
		Example: `  sayso watch add russia-nato 'holder:Russia about:NATO'
  sayso watch add --all ceasefire '"ceasefire talks"~5'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 || strings.TrimSpace(strings.Join(args[1:], "")) == "" { // "$QUERY" of a script
				return usagef("watch add needs a name and a query (see 'sayso help watch add')")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withWatches(func(dir string, x *index.Index) error {
				return a.watchAdd(cmd.Context(), dir, x, args[0], strings.Join(args[1:], " "), all)
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "let the first run tell what is there already")
	return cmd
}

// withWatches opens the index, and tells its folder.
func (a *app) withWatches(do func(dir string, x *index.Index) error) error {
	dir, err := a.existingIndex()
	if err != nil {
		return err
	}
	return a.withIndex(func(x *index.Index) error { return do(dir, x) })
}

// watches lists those of the index, which is not opened, and tells its folder.
func (a *app) watches() (all []index.Watch, dir string, err error) {
	if dir, err = a.existingIndex(); err == nil {
		err = index.Check(dir)
	}
	if err == nil {
		all, err = index.Watches(dir)
	}
	return all, dir, err
}

func (a *app) watchAdd(ctx context.Context, dir string, x *index.Index, name, query string, all bool) error {
	n, err := x.News(ctx, index.Watch{Name: name, Query: query}, 0)
	if err != nil {
		return err
	}
	known := n
	if all {
		known = nil
	}
	if err := index.AddWatch(dir, name, query, known); errors.Is(err, index.ErrWatchName) {
		return usageError{err}
	} else if err != nil {
		return err
	}
	a.tellNotes(n.Notes)
	a.tellSpellings("search", n.DidYouMean)
	switch {
	case !n.Found():
		a.talk("watching %q: it finds nothing yet", query)
	case all:
		a.talk("watching %q: the first run tells %s", query, countNews(n))
	default:
		a.talk("watching %q: %s of now count as known (--all would tell them)", query, countNews(n))
	}
	return nil
}

// countNews is "3 positions, 1 document".
func countNews(n *index.News) string {
	var parts []string
	if n.NewPositions > 0 {
		parts = append(parts, plural(n.NewPositions, "position"))
	}
	if n.NewDocuments > 0 {
		parts = append(parts, plural(n.NewDocuments, "document"))
	}
	return strings.Join(parts, ", ")
}

func (a *app) watchListCmd() *cobra.Command {
	var form tableForm
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the watches: the last run, how much was new then, the query",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := form.check(); err != nil {
				return err
			}
			all, _, err := a.watches()
			if err != nil {
				return err
			}
			switch out := answers.Watches(all); {
			case form.rows():
				return writeRows(a.data(), &form, answers.WatchSheet, out.Items)
			case form.json:
				return writeJSON(a.data(), out)
			}
			if len(all) == 0 {
				a.tellNoWatch()
			}
			width := 0
			for _, w := range all {
				width = max(width, columns(w.Name))
			}
			for _, w := range all {
				ran, n := "never", ""
				if !w.Ran.IsZero() {
					ran, n = w.Ran.Local().Format("2006-01-02 15:04"), fmt.Sprintf("%5d new", w.New)
				}
				fmt.Fprintf(a.out, "%s  %-16s  %9s  %s\n", pad(w.Name, width), ran, n, printable(w.Query))
			}
			return nil
		},
	}
	form.add(cmd.Flags(), "watch")
	return cmd
}

func (a *app) tellNoWatch() { a.talk("there is no watch yet: sayso watch add NAME QUERY") }

func (a *app) watchRemoveCmd() *cobra.Command {
	return &cobra.Command{
		Use:               "rm NAME",
		Short:             "Remove a watch, and what is known of what it told",
		Example:           "  sayso watch rm russia-nato",
		Args:              exactArgs(1, "the name of a watch"),
		ValidArgsFunction: a.watchNames,
		RunE: func(_ *cobra.Command, args []string) error {
			_, dir, err := a.watches()
			if err != nil {
				return err
			}
			return index.RemoveWatch(dir, args[0])
		},
	}
}

// watchNames completes the names of watches that are not given yet.
func (a *app) watchNames(cmd *cobra.Command, args []string, _ string) (names []string, _ cobra.ShellCompDirective) {
	if cmd.Name() == "rm" && len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	all, _, err := a.watches()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	for _, w := range all {
		if !slices.Contains(args, w.Name) {
			names = append(names, cobra.CompletionWithDesc(w.Name, w.Query))
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// watchRun is how `watch run` tells.
type watchRun struct {
	format string
	out    string
	dry    bool
}

var newsFormats = []string{"md", "json", "atom"}

func (a *app) watchRunCmd() *cobra.Command {
	var r watchRun
	cmd := &cobra.Command{
		Use:   "run [NAME…]",
		Short: "Tell what is new since the last run",
		Long: `Run tells what is new to the watches that are named, or to all. The exit code is 10 if there
is anything, else 0. What was written to its end is not told again; after an interruption or
on a full disk, the next run tells it.

  md     for reading, on a terminal or in a mail; nothing where nothing is new
  json   the objects of 'sayso search --json' and 'sayso positions --json', by watch
  atom   a feed of what is new, to be fetched before the next run replaces it`,
		Example: `  sayso watch run
  sayso watch run russia-nato --dry-run                       and tell it again next time
  sayso index ~/briefs && sayso watch run -q | mail -E -s news me@example.org
  sayso watch run --format atom -o /var/www/news.xml          for a feed reader`,
		ValidArgsFunction: a.watchNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(newsFormats, r.format) {
				return usagef("--format: there is no form %q here, want one of %s", r.format, strings.Join(newsFormats, ", "))
			}
			if err := checkOut(r.out); err != nil {
				return err
			}
			return a.withWatches(func(dir string, x *index.Index) error { return a.watchRun(cmd.Context(), dir, x, args, r) })
		},
	}
	cmd.Flags().StringVar(&r.format, "format", newsFormats[0], strings.Join(newsFormats, ", "))
	cmd.Flags().StringVarP(&r.out, "out", "o", "", "write to this file, which is replaced when all is written")
	cmd.Flags().BoolVar(&r.dry, "dry-run", false, "tell, but note nothing as told")
	completeFlag(cmd, "format", newsFormats...)
	return cmd
}

func (a *app) watchRun(ctx context.Context, dir string, x *index.Index, names []string, r watchRun) error {
	all, err := index.Watches(dir)
	if err != nil {
		return err
	}
	watches, err := index.ChooseWatches(all, names)
	if err != nil {
		return err
	}
	if len(watches) == 0 {
		a.tellNoWatch()
	}
	// A query that fails, by its time or as the language has changed, costs itself only.
	var news []*index.News
	total := 0
	for _, w := range watches {
		n, err := x.News(ctx, w, math.MaxInt)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			a.tell("watch %s: %v", w.Name, err)
			continue
		}
		news = append(news, n)
		total += n.Total()
	}
	at := time.Now().UTC().Truncate(time.Second)
	err = a.writeOut(r.out, func(w io.Writer) error {
		b := bufio.NewWriter(w)
		return errors.Join(a.writeNews(b, x, dir, names, news, at, r.format), b.Flush(), ctx.Err())
	})
	if err != nil {
		return err
	}
	if !r.dry && len(news) > 0 {
		if err := index.Tell(dir, news, at); err != nil {
			return err
		}
	}
	switch failed := len(watches) - len(news); {
	case failed > 0:
		return fmt.Errorf("%d of %d watches could not be asked", failed, len(watches))
	case total > 0:
		return errNews
	case len(news) > 0:
		a.talk("nothing new")
	}
	return nil
}

func (a *app) writeNews(w io.Writer, x *index.Index, dir string, names []string, news []*index.News, at time.Time, format string) error {
	switch format {
	case "json":
		return writeJSON(w, answers.From{Index: x}.News(news))
	case "atom":
		path, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		return export.Atom(w, append([]string{path}, names...), at, news)
	}
	view := newsView{w, a.painter()}
	for _, n := range news {
		view.print(n)
	}
	return nil
}

// newsView writes news as Markdown that reads well as it stands.
type newsView struct {
	w io.Writer
	p painter
}

func (v newsView) print(n *index.News) {
	if n.Total() == 0 {
		return
	}
	fmt.Fprintf(v.w, "# %s: %s\n\n%s\n\n", plainText(n.Watch.Name), countNews(n), code(n.Watch.Query))
	for _, h := range n.Positions {
		fmt.Fprintf(v.w, "## %s: %s\n\n", plainText(holderOf(h.Position)), plainText(describe(h.Position)))
		v.quote(h.Passage)
		v.where(h.Published, plainText(h.Title), code(fmt.Sprintf("%s#p%d", h.ID, h.Index+1)), place(h.Source))
	}
	for _, h := range n.Documents {
		title := h.Title
		if title == "" {
			title = h.ID
		}
		fmt.Fprintf(v.w, "## %s\n\n", plainText(title))
		for _, p := range h.Passages {
			v.quote(p)
		}
		v.where(h.Published, code(h.ID), place(h.Source))
	}
}

func (v newsView) quote(p index.Passage) {
	fmt.Fprintf(v.w, "%s\n\n", wrap(plainText(p.Text), "> ", v.p.width))
}

func (v newsView) where(published corpus.Date, parts ...string) {
	line := dateOr(published, "undated")
	for _, s := range parts {
		if s != "" {
			line += " · " + s
		}
	}
	fmt.Fprintf(v.w, "%s\n\n", hang(line, "", v.p.width))
}

// plainText keeps what stands in a page from being markup in ours: "[here](https://…)", "<img …>".
func plainText(s string) string { return markup.Replace(printable(s)) }

var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "](", `\](`, "][", `\][`, "]:", `\]:`, "<", `\<`)

func code(s string) string { return "`" + strings.ReplaceAll(printable(s), "`", "'") + "`" }

// place is a source; an address is kept as it is, to be opened from a terminal, too.
func place(source string) string {
	if strings.HasPrefix(source, "http") && !strings.ContainsAny(source, " <>") {
		return "<" + printable(source) + ">"
	}
	return plainText(source)
}
