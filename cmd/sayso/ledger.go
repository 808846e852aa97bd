package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// outputForm is how rows are written; the zero value is for people.
type outputForm struct {
	json, jsonl bool
	csv         string // "plain", or "dna" for the Discourse Network Analyzer
}

func (f *outputForm) add(flags *pflag.FlagSet) {
	flags.BoolVar(&f.json, "json", false, "write one JSON object")
	flags.BoolVar(&f.jsonl, "jsonl", false, "write a JSON object a line")
	flags.StringVar(&f.csv, "csv", "", "write CSV")
	flags.Lookup("csv").NoOptDefVal = "plain"
}

func (a *app) positionsCmd() *cobra.Command {
	var q queryFlags
	var p positionFlags
	var form outputForm
	cmd := &cobra.Command{
		Use:   "positions [QUERY]",
		Short: "The ledger: who holds what, on what, in whose words; a row a position",
		Long: `Positions lists what actors claim, demand, reject or promise, newest first: those that the
query names, or all in the documents that it finds. --csv and --jsonl write all of them, a
table shows a page.`,
		Example: `  sayso positions --holder Russia --act reject
  sayso positions --level state --holder Russia --about sanctions
  sayso positions --csv 'published:2025' > positions.csv
  sayso positions --csv=dna > dna.csv        for the Discourse Network Analyzer`,
		RunE: func(cmd *cobra.Command, args []string) error {
			words, err := p.words(args)
			if err != nil {
				return err
			}
			s, err := q.search(words)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				return a.positions(cmd.Context(), x, s, &q, p.level, form)
			})
		},
	}
	q.add(cmd.Flags(), 25)
	p.add(cmd.Flags())
	form.add(cmd.Flags())
	return cmd
}

func (a *app) positions(ctx context.Context, x *index.Index, s index.Search, q *queryFlags, level string, form outputForm) error {
	switch {
	case form.csv == "plain":
		return writeCSV(a.out, ledgerColumns, x.AllPositions(ctx, s), func(h index.PositionHit) []string { return ledgerRow(h, level) })
	case form.csv == "dna":
		return writeCSV(a.out, dnaColumns, x.AllPositions(ctx, s), func(h index.PositionHit) []string { return dnaRow(h, level) })
	case form.csv != "":
		return usagef("--csv: there is no form %q, want plain or dna", form.csv)
	case form.jsonl:
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		for h, err := range x.AllPositions(ctx, s) {
			if err != nil {
				return err
			}
			if err := enc.Encode(ledgerJSON(h, level)); err != nil {
				return err
			}
		}
		return nil
	}
	r, err := x.Positions(ctx, s)
	if err != nil {
		return err
	}
	a.tellNotes(r.Notes, r.DidYouMean)
	if form.json {
		rows := []jsonPosition{}
		for _, h := range r.Hits {
			rows = append(rows, ledgerJSON(h, level))
		}
		err = writeJSON(a.out, struct {
			Total     int            `json:"total"`
			Documents int            `json:"documents"`
			Next      string         `json:"next,omitempty"`
			Positions []jsonPosition `json:"positions"`
		}{r.Total, r.Documents, r.Next, rows})
	} else {
		a.printLedger(r, level)
	}
	if err != nil {
		return err
	}
	return q.hits(r.Total)
}

func (a *app) printLedger(r *index.PositionResult, level string) {
	p := a.painter()
	fmt.Fprintf(a.out, "%s in %s\n\n", p.paint(bold, plural(r.Total, "position")), plural(r.Documents, "document"))
	for _, h := range r.Hits {
		fmt.Fprintf(a.out, "%s  %s  %s\n", p.paint(faint, dateOr(h.Published, "undated   ")),
			p.paint(bold, printable(holderAt(h.Position, level))), p.paint(stanceStyle(h.Stance), describe(h.Position)))
		fmt.Fprintln(a.out, wrap(passage(p, withoutNumber(h.Passage)), "            ", p.width))
		fmt.Fprintln(a.out, p.paint(faint, fmt.Sprintf("            %s#p%d", printable(h.ID), h.Index+1)))
	}
	if r.Next != "" {
		a.talk("\n%d of %s; the next: --page %d, all: --csv or --jsonl", len(r.Hits), plural(r.Total, "position"), r.Page+1)
	}
}

func withoutNumber(p index.Passage) index.Passage {
	p.Position = -1
	return p
}

// holderAt names the holder as said, or rolled up to its state, with whom it speaks through.
func holderAt(p corpus.Position, level string) string {
	if level != "state" || p.State == "" || p.State == p.Actor {
		return holderOf(p)
	}
	return p.State + " via " + p.Actor
}

// rolled returns holder and relay at a level.
func rolled(p corpus.Position, level string) (holder, via string) {
	if level == "state" && p.State != "" && p.State != p.Actor {
		return p.State, p.Actor
	}
	return p.Actor, p.Via
}

var ledgerColumns = []string{"id", "position", "published", "title", "source_name", "holder", "via", "state", "act", "stance", "modality", "speech", "issue", "source", "cue", "content", "target", "section", "sentence"}

func ledgerRow(h index.PositionHit, level string) []string {
	holder, via := rolled(h.Position, level)
	return []string{h.ID, strconv.Itoa(h.Index + 1), h.Published.String(), h.Title, h.Source, holder, via, h.State,
		string(h.Act), string(h.Stance), string(h.Modality), string(h.Speech), h.Issue,
		h.SourceWords, h.CueWords, h.ContentWords, h.TargetWords, h.Section, h.Passage.Text}
}

// dnaColumns are the variables of a statement in the Discourse Network Analyzer (Leifeld
// 2017): agreement is 1 in favour and 0 against.
var dnaColumns = []string{"date", "document", "person", "organization", "concept", "agreement", "text"}

func dnaRow(h index.PositionHit, level string) []string {
	person, organization := h.Actor, h.State
	if person == organization {
		person = ""
	}
	if level == "state" {
		person = ""
	}
	if organization == "" {
		organization = h.Actor
	}
	agreement := ""
	switch h.Stance {
	case corpus.Favor:
		agreement = "1"
	case corpus.Against:
		agreement = "0"
	}
	concept := h.Issue
	if concept == "" {
		concept = h.TargetWords
	}
	return []string{h.Published.String(), h.ID, person, organization, concept, agreement, h.Passage.Text}
}

type jsonPosition struct {
	ID        string `json:"id"`
	Position  int    `json:"position"`
	Published string `json:"published,omitempty"`
	Title     string `json:"title,omitempty"`
	Holder    string `json:"holder,omitempty"`
	Via       string `json:"via,omitempty"`
	State     string `json:"state,omitempty"`
	Act       string `json:"act"`
	Stance    string `json:"stance"`
	Modality  string `json:"modality,omitempty"`
	Speech    string `json:"speech,omitempty"`
	Issue     string `json:"issue,omitempty"`
	Source    string `json:"source,omitempty"`
	Cue       string `json:"cue"`
	Content   string `json:"content"`
	Target    string `json:"target,omitempty"`
	Section   string `json:"section,omitempty"`
	Sentence  string `json:"sentence"`
	Rule      string `json:"rule,omitempty"`
}

func ledgerJSON(h index.PositionHit, level string) jsonPosition {
	holder, via := rolled(h.Position, level)
	return jsonPosition{h.ID, h.Index + 1, h.Published.String(), h.Title, holder, via, h.State,
		string(h.Act), string(h.Stance), string(h.Modality), string(h.Speech), h.Issue,
		h.SourceWords, h.CueWords, h.ContentWords, h.TargetWords, h.Section, h.Passage.Text, h.Found.Rule}
}

// writeCSV streams rows, however many there are.
func writeCSV[T any](w io.Writer, columns []string, rows iter.Seq2[T, error], row func(T) []string) error {
	cw := csv.NewWriter(w)
	if err := cw.Write(columns); err != nil {
		return err
	}
	for r, err := range rows {
		if err != nil {
			return err
		}
		cells := row(r)
		for i := range cells {
			cells[i] = cell(cells[i])
		}
		if err := cw.Write(cells); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

func (a *app) judgmentsCmd() *cobra.Command {
	var q queryFlags
	var form outputForm
	var bands []string
	var hedges bool
	cmd := &cobra.Command{
		Use:   "judgments [QUERY]",
		Short: "What the analysts judge likely or not, by ICD 203 band",
		Example: `  sayso judgments --band very-likely,almost-certain
  sayso judgments --csv 'actor:Russia' > judgments.csv
  sayso judgments --hedges                 estimates that name no probability`,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, b := range bands {
				if !slices.Contains(corpus.Bands, corpus.Band(b)) {
					return usagef("--band: there is no band %q, want %s", b, names(corpus.Bands))
				}
			}
			s, err := q.search(args)
			if err != nil {
				return err
			}
			return a.withIndex(func(x *index.Index) error {
				return a.judgments(judgmentRows(cmd.Context(), x, s, bands, hedges), &q, form)
			})
		},
	}
	q.add(cmd.Flags(), 25)
	form.add(cmd.Flags())
	cmd.Flags().StringSliceVar(&bands, "band", nil, "bands: "+names(corpus.Bands))
	cmd.Flags().BoolVar(&hedges, "hedges", false, "list the estimates that name no probability instead")
	return cmd
}

// jsonJudgment is a row of the list of judgments.
type jsonJudgment struct {
	ID        string `json:"id"`
	Number    string `json:"judgment"` // j1, h1
	Published string `json:"published,omitempty"`
	Title     string `json:"title,omitempty"`
	Band      string `json:"band,omitempty"`
	Term      string `json:"term"`
	Statement string `json:"statement"`
	Horizon   string `json:"horizon,omitempty"`
}

func judgmentRows(ctx context.Context, x *index.Index, s index.Search, bands []string, hedges bool) iter.Seq2[jsonJudgment, error] {
	return func(yield func(jsonJudgment, error) bool) {
		for doc, err := range x.All(ctx, s) {
			if err != nil {
				yield(jsonJudgment{}, err)
				return
			}
			all, letter := doc.Judgments, "j"
			if hedges {
				all, letter = doc.Hedges, "h"
			}
			for i, j := range all {
				if len(bands) > 0 && !slices.Contains(bands, string(j.Band)) {
					continue
				}
				row := jsonJudgment{doc.ID, letter + strconv.Itoa(i+1), doc.Published.String(), doc.Title, string(j.Band),
					j.Term.In(doc.Text), strings.Join(strings.Fields(j.In(doc.Text)), " "), j.Horizon}
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

func (a *app) judgments(rows iter.Seq2[jsonJudgment, error], q *queryFlags, form outputForm) error {
	if form.csv != "" {
		return writeCSV(a.out, []string{"id", "judgment", "published", "title", "band", "term", "statement", "horizon"}, rows, func(j jsonJudgment) []string {
			return []string{j.ID, j.Number, j.Published, j.Title, j.Band, j.Term, j.Statement, j.Horizon}
		})
	}
	var all []jsonJudgment
	for j, err := range rows {
		if err != nil {
			return err
		}
		all = append(all, j)
	}
	switch {
	case form.jsonl:
		return writeJSONL(a.out, all)
	case form.json:
		return writeJSON(a.out, append([]jsonJudgment{}, all...))
	}
	a.printJudgments(all, q)
	return q.hits(len(all))
}

func (a *app) printJudgments(all []jsonJudgment, q *queryFlags) {
	p := a.painter()
	fmt.Fprintf(a.out, "%s\n\n", p.paint(bold, plural(len(all), "judgment")))
	from := min(len(all), max(q.page-1, 0)*q.limit)
	to := min(len(all), from+q.limit)
	for _, j := range all[from:to] {
		head := j.Term
		if j.Band != "" {
			head = j.Band
		}
		if j.Horizon != "" {
			head += " · by " + j.Horizon
		}
		fmt.Fprintf(a.out, "%s  %s\n", p.paint(faint, orUndated(j.Published)), p.paint(bold, head))
		fmt.Fprintln(a.out, wrap(printable(j.Statement), "            ", p.width))
		fmt.Fprintln(a.out, p.paint(faint, "            "+printable(j.ID)+"#"+j.Number))
	}
	if to < len(all) {
		a.talk("\n%d to %d of %d; the next: --page %d, all: --csv or --jsonl", from+1, to, len(all), q.page+1)
	}
}

func orUndated(published string) string {
	if published == "" {
		return "undated   "
	}
	return published
}
