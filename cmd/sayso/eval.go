package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/score"
	"github.com/sayso-nlp/sayso/extractors"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/pipeline"
)

func (a *app) evalCmd() *cobra.Command {
	var predicted string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "eval GOLD.jsonl",
		Short: "Score the extractors against gold annotations",
		Long: `Eval strips the annotations from gold documents, annotates them anew and prints
precision, recall and F1 of each layer that the gold annotates. An export that a person has
corrected is a gold file. A gold document that --predicted lacks counts as one in which nothing
was found, and the board says how many there are.`,
		Example: `  sayso eval corrected.jsonl
  sayso eval gold.jsonl --predicted other-tool.jsonl
  sayso eval gold.jsonl --json`,
		Args: exactArgs(1, "one gold file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			gold, err := readAll(args[0])
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(gold, annotated) {
				return fmt.Errorf("%s: no document has annotations to score against: correct an export ('sayso export'), or name another file", args[0])
			}
			var pred []corpus.Annotated
			if predicted != "" {
				pred, err = readAll(predicted)
			} else {
				pred, err = annotateAll(cmd.Context(), gold)
			}
			if err != nil {
				return err
			}
			if err := sameTexts(gold, pred); err != nil {
				return err
			}
			return printBoard(a.out, score.Compare(gold, pred), asJSON)
		},
	}
	cmd.Flags().StringVar(&predicted, "predicted", "", "score these annotations instead of sayso's own")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// annotated reports whether a document has any layer, be it an empty one.
func annotated(a corpus.Annotated) bool {
	return a.Entities != nil || a.Dates != nil || a.Positions != nil || a.Judgments != nil || a.Hedges != nil
}

// readAll reads a JSONL file of which every line must be right: scores over a part would
// mislead.
func readAll(path string) ([]corpus.Annotated, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []corpus.Annotated
	for doc, err := range corpus.NewDecoder(f, path).All() {
		if err != nil {
			return nil, err
		}
		// Gold and predictions without ids are paired by their order.
		doc.ID = cmp.Or(doc.ID, fmt.Sprintf("#%d", len(out)+1))
		out = append(out, doc)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no documents", path)
	}
	return out, nil
}

// sameTexts wants predictions for the gold, or some of it, on the same texts.
func sameTexts(gold, pred []corpus.Annotated) error {
	texts := make(map[string]string, len(gold))
	for _, g := range gold {
		texts[g.ID] = g.Text
	}
	paired := 0
	for _, p := range pred {
		text, ok := texts[p.ID]
		if !ok {
			continue
		}
		if text != p.Text {
			return fmt.Errorf("document %q has another text in the predictions than in the gold", p.ID)
		}
		paired++
	}
	if paired == 0 {
		return fmt.Errorf("no document of the gold has a prediction: its ids, such as %q, are none of the predictions, such as %q", gold[0].ID, pred[0].ID)
	}
	return nil
}

// collector is a sink that keeps the documents.
type collector []corpus.Annotated

func (c *collector) Done(a *corpus.Annotated) error                 { *c = append(*c, *a); return nil }
func (c *collector) Reject(e *corpus.RecordError) error             { return e }
func (c *collector) Duplicate(*corpus.Document, string, bool) error { return nil }
func (c *collector) Skip(string, string) error                      { return nil }

func annotateAll(ctx context.Context, gold []corpus.Annotated) ([]corpus.Annotated, error) {
	var out collector
	_, err := pipeline.Run(ctx, bare(gold), extractors.New(actors.Default()).Annotate, &out, pipeline.Options{})
	return out, err
}

// bare yields the documents without their annotations.
func bare(docs []corpus.Annotated) iter.Seq2[pipeline.Record, error] {
	return func(yield func(pipeline.Record, error) bool) {
		for _, d := range docs {
			rec := pipeline.Record{File: d.File, Read: func() (*corpus.Annotated, error) {
				return &corpus.Annotated{Document: d.Document}, nil
			}}
			if !yield(rec, nil) {
				return
			}
		}
	}
}

// measure is a line of the board.
type measure struct {
	Layer   string  `json:"layer"`
	Measure string  `json:"measure"`
	*rates          // nil for an accuracy
	Score   float64 `json:"score"` // F1 or accuracy, in per cent
}

// rates are precision and recall, in per cent.
type rates struct {
	P float64 `json:"p"`
	R float64 `json:"r"`
}

func measures(b score.Board) []measure {
	var out []measure
	prf := func(layer, name string, x score.PRF) {
		out = append(out, measure{layer, name, &rates{x.P(), x.R()}, x.F1()})
	}
	single := func(layer, name string, percent float64) {
		out = append(out, measure{Layer: layer, Measure: name, Score: percent})
	}
	share := func(layer, name string, s score.Share) {
		if s.All > 0 {
			single(layer, name, s.Percent())
		}
	}
	if e := b.Entities; e != nil {
		prf("entities", "coarse", e.Coarse)
		prf("entities", "fine", e.Fine)
		prf("entities", "span", e.FineSpan)
		for _, t := range corpus.EntityTypes {
			if x := e.ByType[t]; x != nil {
				prf("entities", string(t), *x)
			}
		}
	}
	if x := b.Actors; x != nil {
		prf("actors", "named", x.Named)
		share("actors", "resolved", x.Resolved)
		prf("actors", "grouping", x.Grouping())
	}
	if d := b.Dates; d != nil {
		prf("dates", "value", d.Value)
		prf("dates", "strict", d.Strict)
		prf("dates", "relaxed", d.Relaxed)
	}
	if p := b.Positions; p != nil {
		if p.Target.All > 0 {
			share("positions", "target recall", p.Target)
		} else {
			prf("positions", "full", p.Full)
			prf("positions", "cue", p.Cue)
			prf("positions", "source", p.Source)
			prf("positions", "content", p.Content)
		}
		share("positions", "source, given the pair", p.SourcePair)
		share("positions", "act, given the pair", p.Act)
		share("positions", "actor, given the pair", p.Actor)
		share("positions", "via, given the pair", p.Via)
		share("positions", "speech, given the pair", p.Speech)
		if x := p.StanceMacroF1(); p.Stance.All > 0 {
			single("positions", "stance macro-F1", x)
		}
	}
	if j := b.Judgments; j != nil {
		prf("judgments", "band", j.Band)
		prf("judgments", "span", j.Span)
	}
	return out
}

func printBoard(w io.Writer, b score.Board, asJSON bool) error {
	rows := measures(b)
	if asJSON {
		return json.NewEncoder(w).Encode(struct {
			Documents int       `json:"documents"`
			Missing   int       `json:"missing"` // documents without a prediction
			Measures  []measure `json:"measures"`
		}{b.Documents, b.Missing, rows})
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, plural(b.Documents, "document"))
	if b.Missing > 0 {
		fmt.Fprintf(w, "%s without a prediction: all that the gold has in them counts as missed\n", plural(b.Missing, "document"))
	}
	fmt.Fprintln(tw, "layer\tmeasure\tP\tR\tF1\t")
	for _, m := range rows {
		if m.rates == nil {
			fmt.Fprintf(tw, "%s\t%s\t\t\t%.1f\t\n", m.Layer, m.Measure, m.Score)
		} else {
			fmt.Fprintf(tw, "%s\t%s\t%.1f\t%.1f\t%.1f\t\n", m.Layer, m.Measure, m.P, m.R, m.Score)
		}
	}
	return tw.Flush()
}
