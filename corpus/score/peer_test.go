package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// shared is the folder of the independent scorers and of gold, beside the project.
const shared = "../../../shared"

// TestAgreesWithIndependentScorers compares every number with the scripts that others wrote
// for the same measures, over gold that was damaged at random.
func TestAgreesWithIndependentScorers(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no ../shared beside the project: the independent scorers are not here")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the independent scorers")
	}
	for _, name := range []string{"briefs/dev", "train/wn1", "dates/gum-dates-dev", "dates/wikiwars-dev", "entities/gum-dev", "positions/polnear-dev", "positions/gum-attribution-dev"} {
		t.Run(name, func(t *testing.T) {
			goldPath := filepath.Join(shared, "gold", name+".jsonl")
			gold := load(t, goldPath)
			pred := damage(gold)
			predPath := filepath.Join(t.TempDir(), "pred.jsonl")
			save(t, predPath, pred)
			peer := func(script string, args ...string) map[string]any {
				args = append([]string{filepath.Join(shared, "score", script), goldPath, predPath, "--json"}, args...)
				out, err := exec.Command(python, args...).Output()
				if err != nil {
					t.Fatalf("%s: %v", script, err)
				}
				var m map[string]any
				if err := json.Unmarshal(out, &m); err != nil {
					t.Fatal(err)
				}
				return m
			}
			compareWithPeers(t, Compare(gold, pred), peer)
		})
	}
}

func compareWithPeers(t *testing.T, b Board, peer func(string, ...string) map[string]any) {
	t.Helper()
	same := func(what string, ours float64, theirs any) {
		t.Helper()
		want, ok := theirs.(float64)
		if ok && math.Abs(ours-want) > 0.1 || !ok && ours != 0 {
			t.Errorf("%s = %.2f, the independent scorer says %v", what, ours, theirs)
		}
	}
	prf := func(what string, ours PRF, m any, scale float64) {
		t.Helper()
		x, _ := m.(map[string]any)
		same(what+" P", ours.P()/scale, x["p"])
		same(what+" R", ours.R()/scale, x["r"])
		same(what+" F1", ours.F1()/scale, x["f1"])
	}
	if e := b.Entities; e != nil {
		fine, coarse := peer("entities.py"), peer("entities.py", "--coarse", "--titles")
		prf("entities fine", e.Fine, fine["exact"], 1)
		prf("entities span", e.FineSpan, fine["span"], 1)
		prf("entities coarse", e.Coarse, coarse["exact"], 1)
	}
	if a := b.Actors; a != nil {
		m := peer("actors.py")
		prf("actors named", a.Named, m["named"], 1)
		prf("actors grouping", a.Grouping(), m["grouping"], 1)
		same("actors resolved", a.Resolved.Percent(), m["accuracy"])
	}
	if d := b.Dates; d != nil {
		m := peer("dates.py")
		prf("dates strict", d.Strict, m["strict"], 1)
		prf("dates relaxed", d.Relaxed, m["relaxed"], 1)
		prf("dates value", d.Value, m["value"], 1)
	}
	if p := b.Positions; p != nil {
		m := peer("positions.py")
		prf("positions full", p.Full, m["full"], 100)
		prf("positions cue", p.Cue, m["cue"], 100)
		prf("positions source", p.Source, m["source"], 100)
		prf("positions content", p.Content, m["content"], 100)
		same("source_pair", p.SourcePair.Percent()/100, m["source_pair"])
		same("act", p.Act.Percent()/100, m["act_accuracy_on_pairs"])
		same("actor", p.Actor.Percent()/100, m["actor_accuracy_on_pairs"])
		same("stance", p.StanceMacroF1()/100, m["stance_macro_f1"])
	}
	if j := b.Judgments; j != nil {
		m := peer("judgments.py")
		prf("judgments band", j.Band, m["band"], 1)
		prf("judgments span", j.Span, m["span"], 1)
	}
}

// damage makes predictions from gold: some lost, some shifted, some renamed.
func damage(gold []corpus.Annotated) []corpus.Annotated {
	rnd := rand.New(rand.NewPCG(1, 2))
	hit := func(per int) bool { return rnd.IntN(100) < per }
	shift := func(s corpus.Span, text string) corpus.Span {
		moved := corpus.Span{Start: s.Start, End: s.End + rnd.IntN(20)}
		if hit(20) && moved.Valid(text) {
			return moved
		}
		return s
	}
	out := make([]corpus.Annotated, 0, len(gold))
	for _, g := range gold {
		p := corpus.Annotated{Document: g.Document}
		for _, e := range g.Entities {
			e.Span = shift(e.Span, g.Text)
			if hit(10) {
				e.Type = corpus.Org
			}
			if hit(20) {
				e.Actor = fmt.Sprint("The Élan of ", rnd.IntN(5), "’s")
			}
			if !hit(15) {
				p.Entities = append(p.Entities, e)
			}
		}
		for _, d := range g.Dates {
			d.Span = shift(d.Span, g.Text)
			if hit(15) {
				d.Value = "2020-W07-2"
			}
			if !hit(10) {
				p.Dates = append(p.Dates, d)
			}
		}
		for _, s := range g.DatesIgnore {
			p.Dates = append(p.Dates, corpus.Timex{Span: s, Type: corpus.TimexDate, Value: "2001"})
		}
		for _, x := range g.Positions {
			if len(x.Content) > 0 {
				x.Content = []corpus.Span{shift(x.Content[0], g.Text)}
			}
			if hit(20) {
				x.Stance, x.Act, x.Source = corpus.Favor, corpus.Support, nil
			}
			if !hit(20) {
				p.Positions = append(p.Positions, x)
			}
		}
		for _, j := range g.Judgments {
			j.Span, j.Term = shift(j.Span, g.Text), shift(j.Term, g.Text)
			if !hit(20) {
				p.Judgments = append(p.Judgments, j)
			}
		}
		if !hit(3) {
			out = append(out, p)
		}
	}
	return out
}

func load(t *testing.T, path string) (out []corpus.Annotated) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for a, err := range corpus.NewDecoder(f, path).All() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func save(t *testing.T, path string, docs []corpus.Annotated) {
	t.Helper()
	var b bytes.Buffer
	for i := range docs {
		if err := corpus.NewEncoder(&b).Encode(&docs[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
