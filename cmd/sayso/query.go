package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
	"github.com/sayso-nlp/sayso/index/query"
)

// withIndex opens the index for one command.
func (a *app) withIndex(do func(*index.Index) error) error {
	dir, err := a.existingIndex()
	if err != nil {
		return err
	}
	x, err := index.Open(dir)
	if err != nil {
		return err
	}
	err = do(x)
	if closeErr := x.Close(); err == nil {
		err = closeErr
	}
	return askedBadly(err)
}

// askedBadly turns a mistake in a query into a usage error with a caret below the column, and
// one in a cursor into a usage error. It tells where names are found that an index does not know.
func askedBadly(err error) error {
	if errors.Is(err, index.ErrCursor) {
		return usagef("--cursor: %w", err)
	}
	switch {
	case errors.Is(err, index.ErrSameActor):
		return usagef("%w", err)
	case errors.Is(err, index.ErrNoActor):
		return fmt.Errorf("%w ('sayso actors list PART' finds names)", err)
	case errors.Is(err, index.ErrNoIssue):
		return fmt.Errorf("%w ('sayso issues --contains PART' finds issues)", err)
	}
	if e, ok := errors.AsType[*query.Error](err); ok {
		return usagef("%w\n  %s", e, strings.ReplaceAll(e.Caret(), "\n", "\n  "))
	}
	return err
}

// queryFlags are those of every command that asks the index.
type queryFlags struct {
	from, to, asOf string
	date, sort     string
	sorts          []string // what --sort may be
	limit, page    int
	cursor         string
	exitCode       bool
}

// add adds all of them. A command that has no use for some adds the others by their kinds.
// The first order is what one gets without --sort.
func (q *queryFlags) add(flags *pflag.FlagSet, limit int, sorts ...string) {
	q.addRange(flags)
	q.addPages(flags, limit)
	q.sorts = sorts
	flags.StringVar(&q.sort, "sort", sorts[0], "order: "+strings.Join(sorts[:len(sorts)-1], ", ")+" or "+sorts[len(sorts)-1])
}

func (q *queryFlags) addPages(flags *pflag.FlagSet, limit int) {
	q.limit, q.page = limit, 1
	numberFlag(flags, &q.limit, "limit", 1, index.MaxLimit, "hits a page, up to 1000")
	numberFlag(flags, &q.page, "page", 1, maxPage, "page, from 1")
	flags.StringVar(&q.cursor, "cursor", "", "go on behind a page: its \"next\" in --json")
	flags.BoolVar(&q.exitCode, "exit-code", false, "end with 11 if there is no hit")
}

func (q *queryFlags) addRange(flags *pflag.FlagSet) {
	q.addDays(flags)
	flags.StringVar(&q.date, "date", "published", "which dates --from and --to mean: published or mentioned")
}

func (q *queryFlags) addDays(flags *pflag.FlagSet) {
	flags.StringVar(&q.from, "from", "", "from this day on, YYYY-MM-DD")
	flags.StringVar(&q.to, "to", "", "up to this day")
	flags.StringVar(&q.asOf, "as-of", "", "the day that 'last month' goes by (default: of the newest document)")
}

// search returns the index's question for these flags and words.
func (q *queryFlags) search(words []string) (s index.Search, err error) {
	s = index.Search{Query: strings.Join(words, " "), Limit: q.limit, Page: q.page, Cursor: q.cursor}
	if s.From, s.To, err = dayRange(day{"--from", q.from}, day{"--to", q.to}); err != nil {
		return s, err
	}
	if s.AsOf, err = (day{"--as-of", q.asOf}).parse(); err != nil {
		return s, err
	}
	switch q.date {
	case "", "published":
	case "mentioned":
		s.By = index.ByMentioned
	default:
		return s, usagef("--date: %q is neither published nor mentioned", q.date)
	}
	if len(q.sorts) > 0 && !slices.Contains(q.sorts, q.sort) {
		return s, usagef("--sort: %q is none of %s", q.sort, strings.Join(q.sorts, ", "))
	}
	switch q.sort {
	case "newest":
		s.Sort = index.Newest
	case "oldest":
		s.Sort = index.Oldest
	}
	return s, nil
}

// hits returns what a command ends with that found n hits.
func (q *queryFlags) hits(n int) error {
	if n == 0 && q.exitCode {
		return errNoHit
	}
	return nil
}

// exported writes all rows of an export, and returns what the command ends with. Where there is
// none, as for a name that was mistyped, empty tells of it: a file with no more than its head looks
// like an answer.
func exported[T any](q *queryFlags, all iter.Seq2[T, error], empty func(), write func(iter.Seq2[T, error]) error) error {
	n := 0
	err := write(func(yield func(T, error) bool) {
		for row, err := range all {
			n++
			if !yield(row, err) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	if n == 0 {
		empty()
	}
	return q.hits(n)
}

// tellEmpty says of a search that finds nothing what may have been meant, and without which of its
// parts it finds something: positions, for the verbs that are about these, or else documents.
func (a *app) tellEmpty(ctx context.Context, x *index.Index, verb string, s index.Search) {
	if a.quiet {
		return
	}
	s.Limit, s.Page, s.Cursor, s.Facets = 1, 1, "", nil
	r, err := x.Search(ctx, s)
	if err != nil {
		return // it cannot be asked again, and the answer was given
	}
	a.tellSpellings(verb, r.DidYouMean)
	a.tellFewer(verb, s, func(s index.Search) (int, error) {
		documents, positions, err := x.Count(ctx, s)
		if verb == "search" {
			return documents, err
		}
		return positions, err
	})
}

// tellNotes says what the user should know about a query.
func (a *app) tellNotes(notes []string) {
	for _, n := range notes {
		a.talk("note: %s", n)
	}
}

// tellSpellings names the queries that may be meant.
func (a *app) tellSpellings(verb string, didYouMean []string) {
	for _, q := range didYouMean {
		a.talk("did you mean  sayso %s %s", verb, commandLine([]string{q}))
	}
}

// tellFewer names, where nothing was found, the parts of the query without which something is.
// count tells how many a search finds.
func (a *app) tellFewer(verb string, s index.Search, count func(index.Search) (int, error)) {
	if a.quiet {
		return
	}
	for part, others := range query.Fewer(s.Query) {
		fewer := s
		fewer.Query = others
		if n, err := count(fewer); err == nil && n > 0 {
			a.talk("without %s there are %s:  %s", part, humanize.Comma(int64(n)), searchLine(verb, fewer))
		}
	}
}

// searchLine is the command line of a search in its days.
func searchLine(verb string, s index.Search) string {
	args := []string{"sayso", verb}
	if s.By == index.ByMentioned {
		args = append(args, "--date", "mentioned")
	}
	for _, d := range []struct {
		flag string
		day  corpus.Date
	}{{"--from", s.From}, {"--to", s.To}, {"--as-of", s.AsOf}} {
		if !d.day.IsZero() {
			args = append(args, d.flag, d.day.String())
		}
	}
	if strings.HasPrefix(s.Query, "-") { // "-draft" is no flag
		args = append(args, "--")
	}
	return commandLine(append(args, s.Query))
}

// tellPage says how to see more of a list.
func (a *app) tellPage(q *queryFlags, shown, total int, what, next string) {
	if shown == 0 && total > 0 {
		a.talk("page %d is past the end: %s, %d a page", q.page, plural(total, what), q.limit)
	}
	if next == "" {
		return
	}
	a.talk("")
	if q.cursor != "" { // which page this is, a cursor does not know
		a.talk("%d of %s; the next: --cursor %s", shown, plural(total, what), next)
		return
	}
	before := (q.page - 1) * q.limit
	a.talk("%d to %d of %s; the next: --page %d", before+1, before+shown, plural(total, what), q.page+1)
}

// positionFlags are shorthands for the fields of positions in a query.
type positionFlags struct {
	holder, via, about, act, stance, modality string
	level                                     export.Level
}

func (p *positionFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&p.holder, "holder", "", "whose positions (as holder: in a query)")
	flags.StringVar(&p.via, "via", "", "relayed by")
	flags.StringVar(&p.about, "about", "", "words of what the position is about")
	flags.StringVar(&p.act, "act", "", "acts, separated by commas: "+names(corpus.Acts))
	flags.StringVar(&p.stance, "stance", "", "stances: "+names(corpus.Stances))
	flags.StringVar(&p.modality, "modality", "", "modalities: "+names(corpus.Modalities))
	levelFlag(flags, &p.level, "said: the holder as named; state: persons and bodies rolled up to their state")
}

func names[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return strings.Join(out, ",")
}

// words adds the flags to a query.
func (p *positionFlags) words(args []string) []string {
	holder := "holder"
	if p.level == export.State {
		holder = "state"
	}
	for _, f := range []struct{ field, value string }{
		{holder, p.holder}, {"via", p.via}, {"about", p.about},
		{"act", p.act}, {"stance", p.stance}, {"modality", p.modality},
	} {
		if f.value != "" {
			args = append(args, f.field+":"+fieldValue(f.value))
		}
	}
	return args
}

// fieldValue writes a flag's value as the query language wants it: a list in parentheses,
// several words in quotation marks.
func fieldValue(v string) string {
	if list := strings.Split(v, ","); len(list) > 1 {
		for i := range list {
			list[i] = fieldValue(strings.TrimSpace(list[i]))
		}
		return "(" + strings.Join(list, " OR ") + ")"
	}
	if strings.ContainsAny(v, " :()") && !strings.HasPrefix(v, `"`) {
		return `"` + strings.ReplaceAll(v, `"`, "") + `"`
	}
	return v
}
