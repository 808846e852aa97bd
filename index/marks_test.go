package index

import (
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

func TestMarks(t *testing.T) {
	b := newBrief(t, "doc", "2025-12-01", "Peace", "Ruritania wants peace. Graustark rejects the peace plan.")
	b.position("Graustark | rejects | the peace plan | peace plan", "Graustark", "reject", "against")
	x := stored(t, []*corpus.Annotated{b.done()})
	for query, want := range map[string]string{
		"peace": "peace,peace", `"peace plan"`: "peace plan", "about:peace": "peace", "wants peace": "wants,peace,peace", "xylophone": "", "": "",
	} {
		spans, err := x.Marks(t.Context(), "doc", Search{Query: query})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for i, s := range spans {
			if i > 0 {
				got += ","
			}
			got += s.In("Ruritania wants peace. Graustark rejects the peace plan.")
		}
		if got != want {
			t.Errorf("%s marks %q, want %q", query, got, want)
		}
	}
	if _, err := x.Marks(t.Context(), "nix", Search{}); err == nil {
		t.Error("no error for a document that is not there")
	}
	if _, err := x.Marks(t.Context(), "doc", Search{Query: "(a"}); err == nil {
		t.Error("no error for a query with a mistake")
	}
}
