package extractors

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/corpus/score"
	"github.com/sayso-nlp/sayso/extractors/actors"
)

var update = flag.Bool("update", false, "rewrite testdata/scores.txt")

// devSets are the gold files that are for measuring only.
var devSets = []string{
	"briefs/dev",
	"entities/crossner-politics-dev", "entities/gmb-dev", "entities/gum-dev", "entities/uner-ewt-dev",
	"dates/aquaint-dev", "dates/gum-dates-dev", "dates/meantime-dev", "dates/timebank-dev", "dates/wikiwars-dev",
	"positions/gum-attribution-dev", "positions/polnear-dev",
}

// TestScores compares every score with testdata/scores.txt, so that a change of quality
// shows in the diff of the commit that made it.
func TestScores(t *testing.T) {
	const shared, golden = "../../shared/gold", "testdata/scores.txt"
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no ../shared beside the project: there is no gold to score against")
	}
	a := New(actors.Default())
	var b strings.Builder
	b.WriteString("# Scores on gold for measuring only, in per cent: P R F1, or one accuracy. Renew with\n#   go test ./extractors -run Scores -update\n")
	for _, set := range devSets {
		gold := readGold(t, filepath.Join(shared, set+".jsonl"))
		pred := make([]corpus.Annotated, len(gold))
		for i, g := range gold {
			pred[i] = corpus.Annotated{Document: g.Document, Annotations: a.Annotate(&g.Document)}
		}
		writeScores(&b, set, score.Compare(gold, pred))
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("the scores changed; if that is meant, renew them with -update (-want +got):\n%s", diff)
	}
}

func writeScores(b *strings.Builder, set string, s score.Board) {
	fmt.Fprintf(b, "\n%s\n", set)
	prf := func(name string, x score.PRF) {
		fmt.Fprintf(b, "  %-24s %5.1f %5.1f %5.1f\n", name, x.P(), x.R(), x.F1())
	}
	one := func(name string, percent float64) { fmt.Fprintf(b, "  %-24s %17.1f\n", name, percent) }
	if e := s.Entities; e != nil {
		prf("entities coarse", e.Coarse)
		prf("entities fine", e.Fine)
		for _, t := range corpus.EntityTypes {
			if x := e.ByType[t]; x != nil && x.Gold > 0 {
				prf("  "+string(t), *x)
			}
		}
	}
	if x := s.Actors; x != nil {
		prf("actors", x.Named)
		one("actors resolved", x.Resolved.Percent())
		prf("actors grouping", x.Grouping())
	}
	if d := s.Dates; d != nil {
		prf("dates value", d.Value)
		prf("dates strict", d.Strict)
	}
	if p := s.Positions; p != nil {
		prf("positions full", p.Full)
		prf("positions cue", p.Cue)
		prf("positions content", p.Content)
		one("source, given the pair", p.SourcePair.Percent())
		if p.Act.All > 0 {
			one("act, given the pair", p.Act.Percent())
			one("actor, given the pair", p.Actor.Percent())
			one("stance macro-F1", p.StanceMacroF1())
		}
	}
	if j := s.Judgments; j != nil {
		prf("judgments band", j.Band)
		prf("judgments span", j.Span)
	}
}

func readGold(t testing.TB, path string) (out []corpus.Annotated) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for doc, err := range corpus.NewDecoder(f, path).All() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, doc)
	}
	return out
}
