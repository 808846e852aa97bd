package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// tellings is an archive of such texts: "d1 2025-03-01 Karvia: Oleksiy Hontar, energy minister of Karvia [Karvia]". Its
// id, its day, a state that it names ("Karvia?" if that is no actor), a person, whose role and the state that it belongs to may be left
// out. More persons stand behind semicolons; "Alexei Gontar = Oleksiy Hontar" is who the first is taken for.
func tellings(t testing.TB, texts ...string) (docs []*corpus.Annotated) {
	for _, text := range texts {
		head, persons, _ := strings.Cut(text, ": ")
		h := strings.Fields(head)
		land, actor := h[2], h[2]
		if s, ok := strings.CutSuffix(land, "?"); ok {
			land, actor = s, ""
		}
		b := newBrief(t, h[0], h[1], "Harbour", "The "+land+" paper. "+persons+" rejects the toll.").entity(land, corpus.GPE, actor)
		for p := range strings.SplitSeq(persons, "; ") {
			p, state, _ := strings.Cut(strings.TrimSuffix(p, "]"), " [")
			p, role, _ := strings.Cut(p, ", ")
			name, actor, ok := strings.Cut(p, " = ")
			if !ok {
				actor = name
			}
			b.entity(name, corpus.Person, actor)
			b.a.Entities[len(b.a.Entities)-1].Role = role
			b.position(name+" | rejects | the toll | the toll", actor, corpus.Reject, corpus.Against)
			b.a.Positions[len(b.a.Positions)-1].State = state
		}
		docs = append(docs, b.done())
	}
	return docs
}

// persons lists who holds positions.
func persons(t testing.TB, x *Index) string {
	t.Helper()
	names := map[string]bool{}
	for a, err := range x.AllPositions(context.Background(), Search{}) {
		if err != nil {
			t.Fatal(err)
		}
		names[a.Actor] = true
	}
	var all []string
	for name := range names {
		all = append(all, name)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func TestRomanisedNames(t *testing.T) {
	for _, c := range []struct {
		name, want string
		texts      []string
	}{
		{"one office of one state", "Alexei Gontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, deputy energy minister of Karvia",
			"b 2025-03-09 Karvia: Alexei Gontar, Karvia’s former deputy minister of energy",
			"c 2025-04-01 Karvia: Alexei Gontar"}},
		{"one office of a state that is no actor", "Alexei Gontar", []string{
			"a 2025-03-01 Karvia?: Oleksiy Hontar, governor of Karvia",
			"b 2025-03-09 Karvia?: Alexei Gontar, Karvia’s governor"}},
		{"one office of two states that are no actors", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia?: Oleksiy Hontar, governor of Karvia",
			"b 2025-03-09 Borduria?: Alexei Gontar, governor of Borduria"}},
		{"one office, in texts that name one state", "Yusuf Karimi", []string{
			"a 2025-03-01 Karvia: Yusuf Karimi, oil minister",
			"b 2025-03-02 Karvia: Yusuf Karimi",
			"c 2025-03-09 Karvia: Youssef Karimi, oil minister"}},
		{"one state", "Alexei Gontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar [Karvia]",
			"b 2025-03-09 Karvia: Alexei Gontar, envoy of Karvia"}},
		{"another office of the state years later", "Alexei Gontar", []string{
			"a 2021-03-01 Karvia: Oleksiy Hontar, spokesman [Karvia]",
			"b 2025-03-09 Karvia: Alexei Gontar, envoy [Karvia]"}},
		{"both names in one text", "Alexei Gontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar = Alexei Gontar",
			"b 2025-03-09 Ruritania: Oleksiy Hontar"}},
		{"three spellings", "Aleksey Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, energy minister of Karvia",
			"b 2025-03-09 Karvia: Alexei Gontar, energy minister of Karvia",
			"c 2025-03-09 Karvia: ALEKSEY HONTAR [Karvia]",
			"d 2025-03-19 Karvia: Aleksey Hontar",
			"e 2025-03-29 Karvia: Aleksey Hontar"}},
		{"a given name that does not show it", "Alexander Gontar", []string{
			"a 2025-03-01 Karvia: Oleksandr Hontar, energy minister of Karvia",
			"b 2025-03-09 Karvia: Alexander Gontar, energy minister of Karvia"}},

		{"no evidence", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar",
			"b 2025-03-09 Karvia: Alexei Gontar"}},
		{"an office that many bear", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, deputy minister",
			"b 2025-03-09 Karvia: Alexei Gontar, deputy minister"}},
		{"one office of two states", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, energy minister [Karvia]",
			"b 2025-03-09 Ruritania: Alexei Gontar, energy minister [Ruritania]"}},
		{"one office, in texts that name nothing alike", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, energy minister",
			"b 2025-03-09 Ruritania: Alexei Gontar, energy minister"}},
		{"two offices at one time", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, navy spokesman [Karvia]",
			"b 2025-03-09 Karvia: Alexei Gontar, trade envoy [Karvia]"}},
		{"envoy to the state of the other", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2021-03-01 Karvia: Oleksiy Hontar, special envoy for the Karvia",
			"b 2025-03-09 Karvia: Alexei Gontar, energy minister of Karvia"}},
		{"envoys to two states", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, envoy to Karvia [Ruritania]",
			"b 2025-03-09 Borduria: Alexei Gontar, envoy to Borduria [Ruritania]"}},
		{"a name that very many bear", "Mohammed Ali, Muhammad Ali", []string{
			"a 2021-03-01 Karvia: Mohammed Ali [Karvia]",
			"b 2025-03-09 Karvia: Muhammad Ali [Karvia]"}},
		{"both beside one another", "Alexei Gontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, energy minister of Karvia",
			"b 2025-03-09 Karvia: Alexei Gontar, energy minister of Karvia",
			"c 2025-03-19 Karvia: Oleksiy Hontar; Alexei Gontar"}},
		{"other initials", "Aleksey B. Hontar, Oleksiy A. Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy A. Hontar, energy minister of Karvia",
			"b 2025-03-09 Karvia: Aleksey B. Hontar, energy minister of Karvia"}},
		{"brother and sister", "Alexander Petrenko, Alexandra Petrenko", []string{
			"a 2025-03-01 Karvia: Alexander Petrenko, energy minister of Karvia",
			"b 2025-03-09 Karvia: Alexandra Petrenko, energy minister of Karvia"}},
		{"names of other traditions", "John Bush, Jon Busch, Lee Wei, Li Wei", []string{
			"a 2025-03-01 Karvia: Jon Busch, energy minister of Karvia",
			"b 2025-03-02 Karvia: John Bush, energy minister of Karvia",
			"c 2025-03-03 Karvia: Li Wei, energy minister of Karvia",
			"d 2025-03-04 Karvia: Lee Wei, energy minister of Karvia"}},
		{"the stronger evidence counts", "Aleksei Hontar, Oleksiy Hontar", []string{
			"a 2025-03-01 Karvia: Oleksiy Hontar, energy minister of Karvia",
			"b 2025-03-02 Karvia: Oleksiy Hontar, energy minister of Karvia",
			"c 2025-03-09 Karvia: Alexei Gontar, energy minister of Karvia",
			"d 2025-03-09 Karvia: Aleksei Hontar, navy spokesman [Karvia]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := tellings(t, c.texts...)
			x := stored(t, docs)
			if got := persons(t, x); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			slices.Reverse(docs)
			y := stored(t, docs)
			for name := range strings.SplitSeq(c.want, ", ") {
				if diff := cmp.Diff(x.SpellingsOf(name), y.SpellingsOf(name)); diff != "" {
					t.Errorf("indexed in another order: %s", diff)
				}
			}
			if got := persons(t, y); got != c.want {
				t.Errorf("indexed in another order: got %s, want %s", got, c.want)
			}
		})
	}
}

// TestRomanisedInAnswers: the answers are those of documents that spell the name alike, and tell what
// makes it one; a person takes it apart.
func TestRomanisedInAnswers(t *testing.T) {
	dir := curated(t, tellings(t,
		"a 2025-03-01 Karvia: Oleksiy Hontar, energy minister of Karvia",
		"b 2025-03-09 Karvia: Alexei Gontar, Karvia’s energy minister",
		"c 2025-03-19 Karvia: Oleksiy Hontar",
		"d 2025-03-20 Karvia: ALEXEI GONTAR"))
	x := mustOpen(t, dir)
	defer x.Close()
	if diff := cmp.Diff(answersOf(t, stored(t, documents(t, x, Search{Sort: Oldest}))), answersOf(t, x)); diff != "" {
		t.Errorf("(-spelled so +found so):\n%s", diff)
	}
	name := persons(t, x)
	for _, q := range []string{`holder:"Alexei Gontar"`, `actor:"Oleksiy Hontar"`, `holder:"ALEXEI GONTAR"`} {
		if n := total(t, x, q); n != 4 {
			t.Errorf("%s finds %d, want 4", q, n)
		}
	}
	var got []string
	for _, s := range x.SpellingsOf(name) {
		got = append(got, s.String())
	}
	why := "“Karvia’s energy minister” in b, as Oleksiy Hontar is “energy minister of Karvia” in a"
	if diff := cmp.Diff([]string{"ALEXEI GONTAR: " + why, "Alexei Gontar: " + why}, got); diff != "" {
		t.Errorf("spellings of %s: %s", name, diff)
	}
	for _, step := range []struct{ command, want string }{
		{"split Alexei Gontar | Oleksiy Hontar", "ALEXEI GONTAR, Alexei Gontar, Oleksiy Hontar"},
		{"undo 1", "Oleksiy Hontar"},
		{"split ALEXEI GONTAR | Oleksiy Hontar", "ALEXEI GONTAR, Alexei Gontar, Oleksiy Hontar"},
		{"merge Alexei Gontar | ALEXEI GONTAR", "Alexei Gontar, Oleksiy Hontar"},
	} {
		if err := do(dir, step.command); err != nil {
			t.Fatalf("%s: %v", step.command, err)
		}
		x := mustOpen(t, dir)
		defer x.Close()
		if got := persons(t, x); got != step.want {
			t.Errorf("%s: %s, want %s", step.command, got, step.want)
		}
	}
}

// TestManyRomanised: a name that is written in very many ways costs no quadratic time, and is nobody's.
func TestManyRomanised(t *testing.T) {
	var texts []string
	for i := range 2 * maxRomanised {
		name := "Oleksiy Hon" + strings.Repeat("n", i+1) + "tar"
		texts = append(texts, fmt.Sprintf("d%d 2025-03-01 Karvia: %s, energy minister of Karvia", i, name))
	}
	x := stored(t, tellings(t, texts...))
	if n := len(strings.Split(persons(t, x), ", ")); n != len(texts) {
		t.Errorf("%d of %d persons", n, len(texts))
	}
}
