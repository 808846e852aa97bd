package index

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index/network"
)

// bridge is a quarrel over a bridge: Ruritania comes round, Graustark never spoke of the
// toll, and Evallonia is for the bridge on the day before Ruritania is.
func bridge(t testing.TB) []*corpus.Annotated {
	return []*corpus.Annotated{
		newBrief(t, "b1", "2025-10-01", "The bridge",
			"Ruritania rejects the new bridge. Graustark demands the new bridge by 1 March 2026. King Rudolf wants no bridge toll.").
			entity("Ruritania", corpus.GPE, "Ruritania").entity("Graustark", corpus.GPE, "Graustark").
			entity("King Rudolf", corpus.Person, "Rudolf V").
			date("1 March 2026", "2026-03-01").
			position("Ruritania | rejects | the new bridge | the new bridge", "Ruritania", corpus.Reject, corpus.Against).
			position("Graustark | demands | the new bridge | the new bridge", "Graustark", corpus.Demand, corpus.Favor).
			position("King Rudolf | wants | no bridge toll | bridge toll", "Rudolf V", corpus.Reject, corpus.Against, state("Ruritania")).
			done(),
		newBrief(t, "b2", "2025-10-09", "The bridge again",
			"Evallonia backs the new bridge, which it calls overdue; it accuses Strelsau’s rulers of delay.").
			entity("Evallonia", corpus.GPE, "Evallonia").entity("Strelsau", corpus.GPE, "Ruritania").
			position("Evallonia | backs | the new bridge | the new bridge", "Evallonia", corpus.Support, corpus.Favor).
			position("it | accuses | Strelsau’s rulers of delay | Strelsau’s rulers", "Evallonia", corpus.Accuse, corpus.Against).
			done(),
		newBrief(t, "b3", "2025-10-10", "A turn",
			"Ruritania would accept a new bridge. It is unlikely that Strelsau turns again.").
			entity("Ruritania", corpus.GPE, "Ruritania").entity("Strelsau", corpus.GPE, "Ruritania").
			position("Ruritania | would accept | a new bridge | a new bridge", "Ruritania", corpus.Concede, corpus.Favor).
			judgment("It is unlikely that Strelsau turns again", "unlikely", corpus.Unlikely).
			done(),
	}
}

func brief1(h PositionHit) string {
	return fmt.Sprintf("%s %s %s: %s", h.ID, h.Actor, h.Stance, h.ContentWords)
}

func listed(hits []PositionHit) (out []string) {
	for _, h := range hits {
		out = append(out, brief1(h))
	}
	return out
}

// TestDossierDocuments: the documents of a dossier are those that the list of actors counts and
// that actor: finds. "She rejects the toll" is a position of somebody whom the text never names.
func TestDossierDocuments(t *testing.T) {
	x := stored(t, []*corpus.Annotated{
		newBrief(t, "a", "2025-10-01", "The toll", "Graustark raised the toll.").entity("Graustark", corpus.GPE, "Graustark").done(),
		newBrief(t, "b", "2025-10-02", "The toll again", "She rejects the toll.").
			position("She | rejects | the toll | the toll", "Graustark", corpus.Reject, corpus.Against).done(),
	})
	d, err := x.Dossier(context.Background(), "Graustark", DossierOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found, _, err := x.Count(context.Background(), Search{Query: "actor:Graustark"})
	if d.Documents != 1 || found != 1 || d.Held != 1 || err != nil {
		t.Errorf("%d documents, actor: finds %d, %d positions, %v; want 1 of each", d.Documents, found, d.Held, err)
	}
}

// TestRolesInCapitals: "SECRETARY PENT" is how a transcript writes whom others call Secretary Pent.
func TestRolesInCapitals(t *testing.T) {
	var docs []*corpus.Annotated
	for i, title := range []string{"SECRETARY", "Secretary", "Secretary", "Envoy"} {
		doc := newBrief(t, fmt.Sprint(i), fmt.Sprintf("2025-10-0%d", i+1), "The toll", title+" Pent left. "+title+" Pent came back.").
			entity("Pent", corpus.Person, "Odo Pent").done()
		doc.Entities[0].Role = title
		docs = append(docs, doc)
	}
	d, err := stored(t, docs).Dossier(context.Background(), "Odo Pent", DossierOptions{})
	if err != nil {
		t.Fatal(err)
	}
	on := func(day int) corpus.Date { return corpus.Date{Year: 2025, Month: 10, Day: day} }
	if diff := cmp.Diff([]Role{{"Secretary", on(1), on(3), 3}, {"Envoy", on(4), on(4), 1}}, d.Roles); diff != "" {
		t.Errorf("roles (-want +got):\n%s", diff)
	}
}

func TestDossier(t *testing.T) {
	docs := bridge(t)
	docs[0].Entities[2].Role = "king"
	x := stored(t, docs)
	d, err := x.Dossier(context.Background(), "Strelsau", DossierOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Actor != "Ruritania" || d.Documents != 3 || d.Held != 2 || d.SaidBy != 1 || d.JudgedIn != 1 {
		t.Errorf("%s: %d documents, %d held, %d by others, %d judgments", d.Actor, d.Documents, d.Held, d.SaidBy, d.JudgedIn)
	}
	for _, c := range []struct {
		what      string
		want, got any
	}{
		{"aliases", []FacetValue{{"Ruritania", 2}, {"Strelsau", 2}}, d.Aliases},
		{"with", []FacetValue{{"Evallonia", 1}, {"Graustark", 1}, {"Rudolf V", 1}}, d.With},
		{"latest", []string{"b3 Ruritania favor: a new bridge", "b1 Ruritania against: the new bridge"}, listed(d.Latest)},
		{"by others", []string{"b2 Evallonia against: Strelsau’s rulers of delay"}, listed(d.ByOthers)},
		{"upcoming", 0, len(d.Upcoming)}, // the date stands in Graustark's sentence
		{"judgment", "It is unlikely that Strelsau turns again.", d.Judgments[0].Passage.Text},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
	}
	if len(d.Issues) != 1 || d.Issues[0].Count != 2 || d.Issues[0].Latest.ID != "b3" {
		t.Errorf("issues: %+v", d.Issues)
	}
	g, err := x.Dossier(context.Background(), "graustark", DossierOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Upcoming) != 1 || g.Upcoming[0].First.String() != "2026-03-01" {
		t.Errorf("upcoming: %+v", g.Upcoming)
	}
	k, err := x.Dossier(context.Background(), "Rudolf V", DossierOptions{})
	if err != nil {
		t.Fatal(err)
	}
	oct := corpus.Date{Year: 2025, Month: 10, Day: 1}
	if diff := cmp.Diff([]Role{{"king", oct, oct, 1}}, k.Roles); diff != "" {
		t.Errorf("roles (-want +got):\n%s", diff)
	}
	if _, err := x.Dossier(context.Background(), "Rudolph", DossierOptions{}); err == nil || !strings.Contains(err.Error(), "did you mean Rudolf?") {
		t.Errorf("a word of a name: %v", err)
	}
	if _, err := x.Dossier(context.Background(), "Ruritanya", DossierOptions{}); !errors.Is(err, ErrNoActor) || !strings.Contains(err.Error(), "did you mean Ruritania?") {
		t.Errorf("a misspelt name: %v", err)
	}
}

// TestShift: the two sentences of Ruritania are one shift; Evallonia's support between them
// makes none, and neither does Graustark's demand beside Ruritania's refusal.
func TestShift(t *testing.T) {
	x := stored(t, bridge(t))
	for actor, want := range map[string][]string{
		"Ruritania": {"b1 Ruritania against: the new bridge → b3 Ruritania favor: a new bridge, 9 days"},
		"Graustark": nil, "Evallonia": nil, "Rudolf V": nil,
	} {
		d, err := x.Dossier(context.Background(), actor, DossierOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range d.Shifts {
			got = append(got, fmt.Sprintf("%s → %s, %d days", brief1(s.Before), brief1(s.After), s.Days))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", actor, diff)
		}
	}
}

func TestMatrix(t *testing.T) {
	x := stored(t, bridge(t))
	m, err := x.Matrix(context.Background(), []string{"Ruritania", "Graustark"}, []string{"new bridge", "bridge toll"}, Search{}, false)
	if err != nil {
		t.Fatal(err)
	}
	var got, blind []string
	for _, row := range m.Cells {
		for _, c := range row {
			s := fmt.Sprintf("%s/%s %d", c.Actor, c.Issue, c.Count)
			if c.Latest != nil {
				s += fmt.Sprintf(" %s %s–%s", c.Latest.Stance, c.First, c.Last)
			}
			got = append(got, s)
		}
	}
	for _, c := range m.BlindSpots {
		blind = append(blind, c.Actor+"/"+c.Issue)
	}
	want := []string{
		"Ruritania/new bridge 2 favor 2025-10-01–2025-10-10", "Ruritania/bridge toll 0",
		"Graustark/new bridge 1 favor 2025-10-01–2025-10-01", "Graustark/bridge toll 0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Ruritania/bridge toll", "Graustark/bridge toll"}, blind); diff != "" {
		t.Errorf("blind spots (-want +got):\n%s", diff)
	}
	state, err := x.Matrix(context.Background(), []string{"Ruritania"}, []string{"bridge toll"}, Search{}, true)
	if err != nil || state.Cells[0][0].Count != 1 {
		t.Errorf("with the king's position: %+v, %v", state, err)
	}
}

// TestMatrixIssues: a position counts on its own issue only, whatever words it holds, and the
// matrix says of it what the issue and the comparison say.
func TestMatrixIssues(t *testing.T) {
	ctx := context.Background()
	x := stored(t, []*corpus.Annotated{newBrief(t, "a", "2025-10-01", "Accords",
		"Ruritania rejects the Harbour Accord. Graustark welcomes an accord.").
		position("Ruritania | rejects | the Harbour Accord | the Harbour Accord", "Ruritania", corpus.Reject, corpus.Against).
		position("Graustark | welcomes | an accord | an accord", "Graustark", corpus.Support, corpus.Favor).done()})
	for _, issues := range [][]string{nil, {"the accord", "Harbour Accord", "harvest"}} {
		m, err := x.Matrix(ctx, []string{"Ruritania", "Graustark"}, issues, Search{}, false)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range m.Cells {
			for _, c := range row {
				if c.Count > 0 {
					got = append(got, fmt.Sprintf("%s on %s: %d", c.Actor, c.Issue, c.Count))
				}
			}
		}
		name := "accord"
		if issues != nil {
			name = issues[0]
		}
		if diff := cmp.Diff([]string{"Ruritania on Harbour Accord: 1", "Graustark on " + name + ": 1"}, got); diff != "" {
			t.Errorf("of %v (-want +got):\n%s", issues, diff)
		}
	}
	c, err := x.Compare(ctx, []string{"Ruritania", "Graustark"}, Search{}, 0, false)
	if err != nil || len(c.Issues) > 0 {
		t.Errorf("compared: %v, %+v", err, c.Issues)
	}
	v, err := x.Issue(ctx, "accord", IssueOptions{})
	if err != nil || !slices.Equal(v.Elsewhere, []FacetValue{{"Ruritania", 1}}) || v.Against.Holders > 0 {
		t.Errorf("issue: %v, elsewhere %v, against %+v", err, v.Elsewhere, v.Against)
	}
}

func TestCompareAndTimeline(t *testing.T) {
	x := stored(t, bridge(t))
	c, err := x.Compare(context.Background(), []string{"Ruritania", "Graustark", "Rudolf V"}, Search{Query: "published:..2025-10-05"}, 0, false)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Issues) != 1 || !c.Issues[0].Opposed || c.Issues[0].Issue != "new bridge" {
		t.Errorf("issues: %+v", c.Issues)
	}
	if diff := cmp.Diff([][]string{nil, nil, {"bridge toll"}}, c.Only); diff != "" {
		t.Errorf("only (-want +got):\n%s", diff)
	}
	// A ledger is the beginning of what an actor holds, and how much that is is known.
	short, err := x.Compare(context.Background(), []string{"Ruritania", "Graustark"}, Search{}, 1, false)
	if err != nil {
		t.Fatal(err)
	}
	for i, actor := range short.Actors {
		all, err := x.Dossier(context.Background(), actor, DossierOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if short.Held[i] != all.Held || len(short.Ledgers[i]) != 1 {
			t.Errorf("%s: %d of %d positions compared, the dossier has %d", actor, len(short.Ledgers[i]), short.Held[i], all.Held)
		}
	}
	// Rudolf V belongs to Ruritania, which holds more with him.
	with, err := x.Compare(context.Background(), []string{"Ruritania", "Graustark"}, Search{}, 1, true)
	if err != nil || with.Held[0] <= short.Held[0] || with.Held[1] != short.Held[1] {
		t.Errorf("with all who belong to them %v positions, by themselves %v, %v", with.Held, short.Held, err)
	}
	line, err := x.Timeline(context.Background(), Search{Query: `about:"new bridge"`}, Month)
	if err != nil {
		t.Fatal(err)
	}
	oct := corpus.Date{Year: 2025, Month: 10, Day: 1}
	if diff := cmp.Diff([]Stretch{{First: oct, Last: oct.AddDays(30), Count: 4, Favor: 3, Against: 1}}, line); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
}

// TestIssuesInOrder: those of the most positions first, and of as many the newer.
func TestIssuesInOrder(t *testing.T) {
	x := stored(t, []*corpus.Annotated{
		newBrief(t, "a", "2025-10-01", "Three", "Ruritania backs the bridge. Ruritania backs the ferry. Ruritania rejects the toll.").
			position("Ruritania | backs | the bridge | the bridge", "Ruritania", corpus.Support, corpus.Favor).
			position("Ruritania | backs | the ferry | the ferry", "Ruritania", corpus.Support, corpus.Favor).
			position("Ruritania | rejects | the toll | the toll", "Ruritania", corpus.Reject, corpus.Against).done(),
		newBrief(t, "b", "2025-11-01", "Two", "Ruritania rejects the toll. Ruritania demands the yacht.").
			position("Ruritania | rejects | the toll | the toll", "Ruritania", corpus.Reject, corpus.Against).
			position("Ruritania | demands | the yacht | the yacht", "Ruritania", corpus.Demand, corpus.Favor).done(),
	})
	d, err := x.Dossier(context.Background(), "Ruritania", DossierOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range d.Issues {
		got = append(got, i.Issue)
	}
	if diff := cmp.Diff([]string{"toll", "yacht", "bridge", "ferry"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNewestSide: an undated text may be older than any, so that it turns nobody round; where
// there is no other, what takes a side in it counts.
func TestNewestSide(t *testing.T) {
	x := stored(t, []*corpus.Annotated{
		newBrief(t, "dated", "2025-10-01", "The bridge", "Ruritania backs the new bridge. Evallonia demands the new bridge.").
			position("Ruritania | backs | the new bridge | the new bridge", "Ruritania", corpus.Support, corpus.Favor).
			position("Evallonia | demands | the new bridge | the new bridge", "Evallonia", corpus.Demand, corpus.Favor).done(),
		newBrief(t, "undated", "", "The bridge", "Ruritania rejects the new bridge. Graustark spoke of the new bridge. Graustark opposes the new bridge.").
			position("Ruritania | rejects | the new bridge | the new bridge", "Ruritania", corpus.Reject, corpus.Against).
			position("Graustark | spoke of | the new bridge | the new bridge", "Graustark", corpus.Assert, corpus.NoStance).
			position("Graustark | opposes | the new bridge | the new bridge", "Graustark", corpus.Reject, corpus.Against).done(),
	})
	v, err := x.Issue(context.Background(), "new bridge", IssueOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"Ruritania", "Evallonia"}, {"Graustark"}, nil}, [][]string{holders(v.For), holders(v.Against), holders(v.Neither)}); diff != "" {
		t.Errorf("for, against and neither (-want +got):\n%s", diff)
	}
	c, err := x.Compare(context.Background(), []string{"Ruritania", "Evallonia"}, Search{}, 0, false)
	if err != nil || len(c.Issues) != 1 || c.Issues[0].Opposed {
		t.Errorf("compared: %v, %+v", err, c)
	}
	g, err := x.Graph(context.Background(), Search{}, GraphOptions{Agreement: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range g.Edges {
		got = append(got, fmt.Sprintf("%s–%s %d/%d", g.Nodes[e.Source].Label, g.Nodes[e.Target].Label, e.Agree, e.Disagree))
	}
	if diff := cmp.Diff([]string{"Graustark–Ruritania 0/1", "Graustark–Evallonia 0/1", "Ruritania–Evallonia 1/0"}, got); diff != "" {
		t.Errorf("agreement (-want +got):\n%s", diff)
	}
}

func TestGraph(t *testing.T) {
	x := stored(t, bridge(t))
	g, err := x.Graph(context.Background(), Search{}, GraphOptions{Agreement: true})
	if err != nil {
		t.Fatal(err)
	}
	want := &network.Graph{
		Title: "4 actors",
		Nodes: []network.Node{{Label: "Evallonia", Documents: 1, Positions: 2}, {Label: "Ruritania", Documents: 3, Positions: 2},
			{Label: "Graustark", Documents: 1, Positions: 1}, {Label: "Rudolf V", Documents: 1, Positions: 1}},
		Edges: []network.Edge{{Source: 0, Target: 1, Weight: 1, Agree: 1}, {Source: 0, Target: 2, Weight: 1, Agree: 1}, {Source: 1, Target: 2, Weight: 1, Agree: 1}},
	}
	if diff := cmp.Diff(want, g); diff != "" {
		t.Errorf("agreement (-want +got):\n%s", diff)
	}
	if g, err = x.Graph(context.Background(), Search{}, GraphOptions{}); err != nil {
		t.Fatal(err)
	}
	if len(g.Nodes) != 4 || len(g.Edges) != 4 {
		t.Errorf("together: %d nodes, %d edges", len(g.Nodes), len(g.Edges))
	}
	if g, err = x.Graph(context.Background(), Search{}, GraphOptions{Actor: "King Rudolf", Nodes: 3}); err != nil {
		t.Fatal(err)
	}
	want = &network.Graph{
		Title: "3 actors",
		Nodes: []network.Node{{Label: "Rudolf V", Documents: 1, Positions: 1}, {Label: "Ruritania", Documents: 3, Positions: 2}, {Label: "Evallonia", Documents: 1, Positions: 2}},
		Edges: []network.Edge{{Source: 0, Target: 1, Weight: 1}},
	}
	if diff := cmp.Diff(want, g); diff != "" {
		t.Errorf("around one (-want +got):\n%s", diff)
	}
	if g, err = x.Graph(context.Background(), Search{}, GraphOptions{Actor: "Graustark", Agreement: true}); err != nil || len(g.Edges) != 2 || g.Nodes[0].Label != "Graustark" {
		t.Errorf("agreement around one: %v, %+v", err, g)
	}
	if _, err = x.Graph(context.Background(), Search{}, GraphOptions{Actor: "Nobody"}); !errors.Is(err, ErrNoActor) {
		t.Errorf("around nobody: %v", err)
	}
	if g, err = x.Graph(context.Background(), Search{}, GraphOptions{}); err != nil {
		t.Fatal(err)
	}
	g.Nodes[0].Label = "A & B <\"c\">\x00"
	for name, write := range map[string]func(io.Writer, *network.Graph) error{"graphml": network.GraphML, "gexf": network.GEXF} {
		var b bytes.Buffer
		if err := write(&b, g); err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := strings.Count(b.String(), "<node "); n != 4 {
			t.Errorf("%s: %d nodes", name, n)
		}
	}
}
