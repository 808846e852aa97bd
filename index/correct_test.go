package index

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// petrenko is a small archive in which one person goes by two names, a bank and its
// branch by one, and a heading passes for an actor.
func petrenko(t testing.TB) []*corpus.Annotated {
	return []*corpus.Annotated{
		newBrief(t, "full", "2025-03-01", "Harbour", "Vasyl Petrenko, the harbour master, rejects the toll. He told the Board that the ferry sails. Impact was small.").
			entity("Vasyl Petrenko", corpus.Person, "Vasyl Petrenko").entity("Board", corpus.Org, "Board").entity("Impact", corpus.Org, "Impact").
			position("Vasyl Petrenko | rejects | the toll | the toll", "Vasyl Petrenko", corpus.Reject, corpus.Against, state("Ruritania")).
			position("He | told the Board | the ferry sails | the ferry", "Vasyl Petrenko", corpus.Assert, corpus.NoStance).done(),
		newBrief(t, "short", "2025-03-02", "Harbour", "V. Petrenko supports the toll, the Board heard. Old Pier is where Petrenko spoke of Vasyl Petrenko.").
			entity("V. Petrenko", corpus.Person, "V. Petrenko").entity("Board", corpus.Org, "Board").
			entity("Old Pier", corpus.Facility, "").entity("Vasyl Petrenko", corpus.Person, "Vasyl Petrenko").
			position("V. Petrenko | supports | the toll | the toll", "V. Petrenko", corpus.Support, corpus.Favor, via("Board")).
			position("Petrenko | spoke | Vasyl Petrenko |", "V. Petrenko", corpus.Assert, corpus.NoStance, via("Vasyl Petrenko")).
			judgment("Old Pier is where Petrenko spoke of Vasyl Petrenko", "is", corpus.Likely).done(),
		newBrief(t, "bank", "2025-03-03", "Banks", "The Tidal Bank demands a toll. The board of the Tidal Bank wants none. Then the Kremlin Bank met. It refuses a loan.").
			entity("Tidal Bank", corpus.Org, "Tidal Bank").entity("Kremlin Bank", corpus.Org, "Tidal Bank").
			position("The Tidal Bank | demands | a toll | toll", "Tidal Bank", corpus.Demand, corpus.Favor, state("Tidal Bank")).
			position("The board of the Tidal Bank | wants | none |", "the board", corpus.Reject, corpus.Against, state("Tidal Bank")).
			position("It | refuses | a loan |", "Tidal Bank", corpus.Reject, corpus.Against).done(),
	}
}

// curated is an index in a folder.
func curated(t testing.TB, docs []*corpus.Annotated) (dir string) {
	t.Helper()
	dir = t.TempDir()
	w, err := OpenWriter(dir, Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := w.Done(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

var noon = time.Date(2025, 4, 1, 12, 0, 0, 0, time.UTC)

// do makes a correction: "merge Vasyl Petrenko | V. Petrenko".
func do(dir, command string) error {
	verb, rest, _ := strings.Cut(command, " ")
	args := strings.Split(rest, " | ")
	var err error
	switch Verb(verb) {
	case Merge:
		_, err = MergeActors(dir, noon, args[0], args[1:]...)
	case Alias:
		_, err = AliasActor(dir, noon, args[0], args[1])
	case Split:
		_, err = SplitActor(dir, noon, args[0], args[1])
	case Hide:
		_, err = HideActor(dir, noon, args[0])
	case Undo:
		n := 0
		fmt.Sscan(rest, &n)
		_, err = UndoCorrection(dir, noon, n)
	default:
		panic(command)
	}
	return err
}

// answersOf is what an index answers to many questions, as JSON.
func answersOf(t testing.TB, x *Index) string {
	t.Helper()
	ctx := context.Background()
	var b strings.Builder
	tell := func(v any, err error) {
		j, jerr := json.MarshalIndent(v, "", " ")
		if err != nil || jerr != nil {
			t.Fatal(err, jerr)
		}
		b.Write(j)
		b.WriteByte('\n')
	}
	s := Search{}
	for _, f := range FacetFields {
		s.Facets = append(s.Facets, FacetRequest{Field: f, Limit: -1})
	}
	tell(x.Search(ctx, s))
	tell(x.Positions(ctx, s))
	tell(x.Judgments(ctx, JudgmentSearch{Search: Search{Facets: []FacetRequest{{Field: "actor"}}}}))
	all, err := x.Actors(ctx, ActorSearch{})
	tell(all, err)
	for _, a := range all.Actors {
		tell(x.Dossier(ctx, a.Actor, DossierOptions{}))
		tell(x.Dossier(ctx, a.Actor, DossierOptions{State: true}))
		tell(x.Matrix(ctx, []string{a.Actor}, nil, Search{}, false))
	}
	tell(x.Graph(ctx, Search{}, GraphOptions{}))
	return b.String()
}

func answersIn(t testing.TB, dir string) string {
	t.Helper()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	return answersOf(t, x)
}

// TestCorrectionsAreAsIfExtractedSo: what an index answers under corrections is what one of the
// corrected documents answers without any, in each of its lists; and when they are taken back,
// in any order, it answers what it did before.
func TestCorrectionsAreAsIfExtractedSo(t *testing.T) {
	for _, commands := range [][]string{
		{"merge Vasyl Petrenko | V. Petrenko"},
		{"merge V. Petrenko | Vasyl Petrenko"},
		{"merge Vasyl Petrenko | V. Petrenko | Board"},
		{"merge Vasyl Petrenko | V. Petrenko", "merge Board | Vasyl Petrenko", "hide Board"},
		{"alias Board | Tidal Bank"},
		{"alias Old Pier | Tidal Bank", "hide Vasyl Petrenko"},
		{"alias the board | V. Petrenko", "merge Tidal Bank | V. Petrenko"},
		{"split Kremlin Bank | Tidal Bank"},
		{"split Kremlin Bank | Tidal Bank", "merge Board | Kremlin Bank", "alias Tidal Bank | Board"},
		{"hide Impact", "hide Tidal Bank"},
	} {
		t.Run(strings.Join(commands, ", "), func(t *testing.T) {
			dir := curated(t, petrenko(t))
			before := answersIn(t, dir)
			for _, c := range commands {
				if err := do(dir, c); err != nil {
					t.Fatal(err)
				}
			}
			x := mustOpen(t, dir)
			defer x.Close()
			if diff := cmp.Diff(answersOf(t, stored(t, documents(t, x, Search{Sort: Oldest}))), answersOf(t, x)); diff != "" {
				t.Errorf("(-extracted so +corrected):\n%s", diff)
			}
			log, err := Corrections(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range log {
				if _, err := UndoCorrection(dir, noon, k.Number); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(before, answersIn(t, dir)); diff != "" {
				t.Errorf("taken back (-before +after):\n%s", diff)
			}
		})
	}
}

// TestCorrected: what each correction does, in the lists and in the documents.
func TestCorrected(t *testing.T) {
	for _, c := range []struct {
		commands string
		actors   string // of the most documents first, with documents, mentions and positions
		holders  string // of the positions, oldest first
	}{
		{"", "Vasyl Petrenko 2 2 2, Board 2 2 0, Tidal Bank 1 2 2, V. Petrenko 1 1 2, Impact 1 1 0, the board 0 0 1",
			"Vasyl Petrenko, Vasyl Petrenko, V. Petrenko via Board, V. Petrenko via Vasyl Petrenko, Tidal Bank, the board, Tidal Bank"},
		{"merge Vasyl Petrenko | v. petrenko", "Vasyl Petrenko 2 3 4, Board 2 2 0, Tidal Bank 1 2 2, Impact 1 1 0, the board 0 0 1",
			"Vasyl Petrenko, Vasyl Petrenko, Vasyl Petrenko via Board, Vasyl Petrenko, Tidal Bank, the board, Tidal Bank"},
		{"merge Vasyl Petrenko | V. Petrenko; split v. petrenko | Vasyl Petrenko", "Vasyl Petrenko 2 2 2, Board 2 2 0, Tidal Bank 1 2 2, V. Petrenko 1 1 2, Impact 1 1 0, the board 0 0 1",
			"Vasyl Petrenko, Vasyl Petrenko, V. Petrenko via Board, V. Petrenko via Vasyl Petrenko, Tidal Bank, the board, Tidal Bank"},
		// "It" is what was named last.
		{"split the kremlin bank | Tidal Bank", "Vasyl Petrenko 2 2 2, Board 2 2 0, V. Petrenko 1 1 2, Kremlin Bank 1 1 1, Tidal Bank 1 1 1, Impact 1 1 0, the board 0 0 1",
			"Vasyl Petrenko, Vasyl Petrenko, V. Petrenko via Board, V. Petrenko via Vasyl Petrenko, Tidal Bank, the board, Kremlin Bank"},
		{"alias The Board | Tidal Bank", "Tidal Bank 3 4 3, Vasyl Petrenko 2 2 2, V. Petrenko 1 1 2, Impact 1 1 0",
			"Vasyl Petrenko, Vasyl Petrenko, V. Petrenko via Tidal Bank, V. Petrenko via Vasyl Petrenko, Tidal Bank, Tidal Bank, Tidal Bank"},
		{"alias Old Pier | Board", "Vasyl Petrenko 2 2 2, Board 2 3 0, Tidal Bank 1 2 2, V. Petrenko 1 1 2, Impact 1 1 0, the board 0 0 1",
			"Vasyl Petrenko, Vasyl Petrenko, V. Petrenko via Board, V. Petrenko via Vasyl Petrenko, Tidal Bank, the board, Tidal Bank"},
		{"hide Impact; hide Vasyl Petrenko", "Board 2 2 0, Tidal Bank 1 2 2, V. Petrenko 1 1 2, the board 0 0 1",
			", , V. Petrenko via Board, V. Petrenko, Tidal Bank, the board, Tidal Bank"},
	} {
		t.Run(c.commands, func(t *testing.T) {
			dir := curated(t, petrenko(t))
			for command := range strings.SplitSeq(c.commands, "; ") {
				if command == "" {
					continue
				}
				if err := do(dir, command); err != nil {
					t.Fatal(err)
				}
			}
			x := mustOpen(t, dir)
			defer x.Close()
			r, err := x.Actors(context.Background(), ActorSearch{})
			if err != nil {
				t.Fatal(err)
			}
			var actors, holders []string
			for _, a := range r.Actors {
				actors = append(actors, fmt.Sprintf("%s %d %d %d", a.Actor, a.Documents, a.Mentions, a.Positions))
			}
			for h, err := range x.AllPositions(context.Background(), Search{Sort: Oldest}) {
				if err != nil {
					t.Fatal(err)
				}
				if h.Via != "" {
					h.Actor += " via " + h.Via
				}
				holders = append(holders, h.Actor)
			}
			if diff := cmp.Diff(c.actors, strings.Join(actors, ", ")); diff != "" {
				t.Errorf("actors (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.holders, strings.Join(holders, ", ")); diff != "" {
				t.Errorf("holders (-want +got):\n%s", diff)
			}
		})
	}
}

// TestFormerNames: who asks for a merged actor by the name that it had gets what it counts as,
// also where no text calls it so.
func TestFormerNames(t *testing.T) {
	docs := append(petrenko(t), newBrief(t, "us", "2025-03-04", "Notes", "NHF rejects the toll.").
		entity("NHF", corpus.Org, "North Harbour Fund").
		position("NHF | rejects | the toll | the toll", "North Harbour Fund", corpus.Reject, corpus.Against).done())
	dir := curated(t, docs)
	for _, c := range []string{"merge Tidal Bank | North Harbour Fund", "merge Board | Tidal Bank", "merge Vasyl Petrenko | V. Petrenko"} {
		if err := do(dir, c); err != nil {
			t.Fatal(err)
		}
	}
	x := mustOpen(t, dir)
	defer x.Close()
	for name, want := range map[string]string{
		"North Harbour Fund": "Board", "north harbour fund": "Board", "NHF": "Board", "Tidal Bank": "Board", "V. Petrenko": "Vasyl Petrenko",
	} {
		d, err := x.Dossier(context.Background(), name, DossierOptions{})
		if err != nil || d.Actor != want {
			t.Errorf("%s: %v, %v, want %s", name, d, err, want)
		}
		for _, clause := range []string{"actor", "holder"} {
			was, now := total(t, x, clause+`:"`+name+`"`), total(t, x, clause+`:"`+want+`"`)
			if was != now || was == 0 {
				t.Errorf("%s:%q finds %d, its name of now %d", clause, name, was, now)
			}
		}
	}
	r, err := x.Actors(context.Background(), ActorSearch{Name: "north h"})
	if err != nil || len(r.Actors) != 1 || r.Actors[0].Actor != "Board" || r.Actors[0].Wording != "North Harbour Fund" {
		t.Errorf("actors list: %v, %+v", err, r)
	}
}

// TestCorrectionsRefused: what cannot be is told with the next step, and nothing is noted.
func TestCorrectionsRefused(t *testing.T) {
	dir := curated(t, petrenko(t))
	for _, c := range []struct{ command, want string }{
		{"merge Vasyl Petrenk | V. Petrenko", `"Vasyl Petrenk": no such actor in this index, did you mean Vasyl Petrenko?`},
		{"merge Vasyl Petrenko | Nobody Atall", `"Nobody Atall": no such actor in this index`},
		{"merge Vasyl Petrenko | Vasyl", `"Vasyl" is not the name of an actor, did you mean "Vasyl Petrenko"?`},
		{"merge Vasyl Petrenko | Kremlin Bank", `"Kremlin Bank" is no actor of its own but a wording for Tidal Bank: name that one, or correct the wording with alias or split`},
		{"merge Vasyl Petrenko | Board | vasyl petrenko", `"vasyl petrenko" is Vasyl Petrenko itself: name another actor`},
		{"merge Vasyl Petrenko | ", `"": no such actor`},
		{"alias Old Peer | Tidal Bank", `no name in the texts is worded "Old Peer": did you mean "Old Pier"?`},
		{"alias harbour | Tidal Bank", `no name in the texts is worded "harbour": sayso actors list PART finds wordings`},
		{"alias Board | Nobody Atall", `"Nobody Atall": no such actor`},
		{"split V. Petrenko | Vasyl Petrenko", `"V. Petrenko" is no wording for Vasyl Petrenko: sayso actors show "Vasyl Petrenko" lists those there are`},
		{"split Vasyl Petrenko | Vasyl Petrenko", `is the name of Vasyl Petrenko itself`},
		{"hide harbour", `"harbour": no such actor`},
		{"undo 1", "there is no correction 1: sayso actors log lists them"},
	} {
		if err := do(dir, c.command); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.command, err, c.want)
		}
	}
	if log, err := Corrections(dir); err != nil || len(log) > 0 {
		t.Fatalf("the log has %v, %v", log, err)
	}
	for _, c := range []struct{ command, want string }{
		{"merge Vasyl Petrenko | V. Petrenko", ""}, // 1
		{"merge V. Petrenko | Vasyl Petrenko", `"V. Petrenko" counts as Vasyl Petrenko by correction 1: sayso actors log --undo 1 takes that back`},
		{"merge Vasyl Petrenko | V. Petrenko", `counts as Vasyl Petrenko by correction 1`},
		{"hide Impact", ""}, // 2
		{"hide Impact", `"Impact" is hidden by correction 2: sayso actors log --undo 2 takes that back`},
		{"alias board | Tidal Bank", ""}, // 3
		{"alias The Board | Tidal Bank", `that is what correction 3 says already`},
		{"split V. Petrenko | Vasyl Petrenko", ""}, // 4
		{"undo 1", "correction 1 is taken back already, by 4"},
		{"undo 4", "correction 4 takes back 1: make that one again"},
	} {
		switch err := do(dir, c.command); {
		case c.want == "" && err != nil:
			t.Fatalf("%s: %v", c.command, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want %s", c.command, err, c.want)
		}
	}
}

// TestCorrectionLog: it outlives the index that it is of, and what a killed command leaves
// beside it; a damaged line is named, and nothing is answered that may be wrong.
func TestCorrectionLog(t *testing.T) {
	dir := curated(t, petrenko(t))
	if err := do(dir, "merge Vasyl Petrenko | V. Petrenko"); err != nil {
		t.Fatal(err)
	}
	corrected := answersIn(t, dir)
	path := correctionLog(dir)
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "tmp-123"), []byte(`{"number":2,"at":"20`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, fresh := range []bool{false, true} {
		w := mustWriter(t, dir, Options{Version: "test", Fresh: fresh})
		done(t, w, petrenko(t)...)
		mustClose(t, w)
		if diff := cmp.Diff(corrected, answersIn(t, dir)); diff != "" {
			t.Errorf("after a run, fresh %v (-before +after):\n%s", fresh, diff)
		}
	}
	w, salvage, err := OpenRebuild(dir, Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	finish(t, w, salvage)
	if diff := cmp.Diff(corrected, answersIn(t, dir)); diff != "" {
		t.Errorf("rebuilt (-before +after):\n%s", diff)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		`{"number":2,"verb":"mer`:                                    "corrections.jsonl:2: unexpected end of JSON input: mend the line or remove it",
		`{"number":1,"verb":"hide","name":"Board"}`:                  "corrections.jsonl:2: number 1 does not follow 1",
		`{"number":2,"verb":"merge","name":"Board"}`:                 "corrections.jsonl:2: merge lacks a name",
		`{"number":2,"verb":"marry","name":"Board","actor":"Board"}`: `corrections.jsonl:2: there is no correction "marry"`,
		`{"number":2,"verb":"undo","undoes":7}`:                      "corrections.jsonl:2: there is no correction 7",
	} {
		if err := os.WriteFile(path, append(good, line...), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("open with %s: %v, want %s", line, err, want)
		}
		if v := verify(t, dir); v.Faults() != 1 || !strings.Contains(faults(v)[0], want) || !strings.Contains(v.Advice, "mended or removed") {
			t.Errorf("looked through with %s: %+v, want %s", line, faults(v), want)
		}
		if err := do(dir, "hide Board"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("hide with %s: %v, want %s", line, err, want)
		}
	}
	// The last line without its end, as an editor leaves it, is whole.
	if err := os.WriteFile(path, good[:len(good)-1], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := do(dir, "hide Board"); err != nil {
		t.Error(err)
	}
	if log, err := Corrections(dir); err != nil || len(log) != 2 || log[1].Number != 2 || !log[1].At.Equal(noon) {
		t.Errorf("the log has %v, %v", log, err)
	}
}

// TestCorrectionsTogether: of several at the same time none is lost, and each has its number.
func TestCorrectionsTogether(t *testing.T) {
	dir := curated(t, petrenko(t))
	names := []string{"Board", "Impact", "Tidal Bank", "V. Petrenko"}
	var all sync.WaitGroup
	for _, name := range names {
		all.Go(func() {
			if _, err := HideActor(dir, noon, name); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	log, err := Corrections(dir)
	if err != nil || len(log) != len(names) {
		t.Fatalf("the log has %v, %v", log, err)
	}
	var hidden []string
	for i, k := range log {
		if hidden = append(hidden, k.Name); k.Number != i+1 {
			t.Errorf("correction %d is number %d", i+1, k.Number)
		}
	}
	slices.Sort(hidden)
	if diff := cmp.Diff(names, hidden); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNewerCorrections: an open index stays as it is, and the next one is told.
func TestNewerCorrections(t *testing.T) {
	dir := curated(t, petrenko(t))
	x := mustOpen(t, dir)
	defer x.Close()
	before := answersOf(t, x)
	if y, err := x.Newer(); y != nil || err != nil {
		t.Fatalf("without any: %v, %v", y, err)
	}
	if err := do(dir, "hide Impact"); err != nil {
		t.Fatal(err)
	}
	y, err := x.Newer()
	if err != nil || y == nil || y.Generation() == x.Generation() {
		t.Fatalf("with one: %v, %v", y, err)
	}
	defer y.Close()
	if total(t, y, "actor:Impact") != 0 || answersOf(t, x) != before {
		t.Error("the newer one does not hide it, or the one that is open does")
	}
	if err := do(dir, "undo 1"); err != nil {
		t.Fatal(err)
	}
	z, err := y.Newer()
	if err != nil || z == nil || z.Generation() != x.Generation() || answersOf(t, z) != before {
		t.Errorf("taken back: %v, %v", z, err)
	}
	if z != nil {
		z.Close()
	}
}

// TestCorrectedBy: a corrected datum says so, and what it was; one that corrections leave as it
// was says nothing.
func TestCorrectedBy(t *testing.T) {
	dir := curated(t, petrenko(t))
	for _, c := range []string{"merge Vasyl Petrenko | V. Petrenko", "merge Board | Vasyl Petrenko", "split Kremlin Bank | Tidal Bank"} {
		if err := do(dir, c); err != nil {
			t.Fatal(err)
		}
	}
	x := mustOpen(t, dir)
	defer x.Close()
	a, err := x.Document("short")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		found   corpus.Found
		inputs  string
		numbers []int
	}{
		{a.Entities[0].Found, `corrected=1,2 was="V. Petrenko"`, []int{1, 2}},
		{a.Entities[1].Found, "", nil},
		{a.Positions[1].Found, `corrected=1,2 was="V. Petrenko" corrected=2 was="Vasyl Petrenko"`, []int{1, 2, 2}},
	} {
		if c.found.Inputs != c.inputs {
			t.Errorf("inputs %q, want %q", c.found.Inputs, c.inputs)
		}
		if diff := cmp.Diff(c.numbers, CorrectedBy(c.found)); diff != "" {
			t.Errorf("numbers of %q (-want +got):\n%s", c.inputs, diff)
		}
	}
}
