package positions

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// label returns the issue of a phrase that stands at the end of a sentence, before its stop.
func label(before, phrase string) string {
	s := before + phrase + "."
	t := text.Fast(s)
	d := &corpus.Document{Text: s}
	ents := actors.Default().Resolve(t, d, entities.Find(t))
	g := newTagger(read(t, d, ents, nil), embedded())
	return g.issue([]corpus.Span{{Start: len(before), End: len(before) + len(phrase)}})
}

func TestIssuesGroup(t *testing.T) {
	for _, tt := range []struct {
		want    string
		phrases []string
	}{
		{"NATO membership", []string{"NATO membership", "membership of NATO", "Ukraine’s NATO bid", "Ukraine’s accession to NATO", "the accession of Ukraine to NATO", "to join NATO", "the entry of Ukraine into NATO"}},
		{"Russia sanctions", []string{"sanctions against Russia", "the sanctions on Russia", "Russian sanctions", "the embargo against Russia"}},
		{"ceasefire", []string{"a ceasefire", "the truce", "any cease-fire", "an armistice"}},
		{"Kosovo recognition", []string{"the recognition of Kosovo", "recognition of Kosovo", "to recognise Kosovo"}},
		{"unconditional ceasefire", []string{"an unconditional truce"}},
		{"numbers", []string{"to abide by the numbers"}},
		{"harbour link", []string{"to fund a third of the harbour link", "the harbour link"}},
		{"foreign agents law", []string{"the law on foreign agents", "the foreign agents law"}},
		{"littoral states consent", []string{"the consent of the five littoral states"}},
		{"defence budget", []string{"the defence budget", "the defense budget"}},
		{"elections", []string{"the election", "elections", "the polls"}},
		{"Kosovo recognition", []string{"to recognize Kosovo", "recognizing Kosovo"}},
		{"peace plan", []string{"the peace plan", "peace plans", "peace initiatives"}},
		{"NATO membership", []string{"Georgia’s bid to join NATO", "joining NATO", "to accede to NATO"}},
		{"early elections", []string{"new calls for early elections", "plans for early elections"}},
		{"Sudan fighting", []string{"the fighting in Sudan", "an immediate end to the fighting in Sudan", "a halt of the fighting in Sudan"}},
		{"Russia sanctions", []string{"the eleventh package of sanctions against Russia"}},
		{"rail link", []string{"the plan to build a rail link", "opposition to the rail link", "Oslo’s threat to shut the rail link"}},
		{"Georgia elections", []string{"Georgia’s plan to hold elections", "elections in Georgia"}},
		{"right", []string{"the right to leave"}},
		{"Gaza plan", []string{"the plan for Gaza"}},
		{"mid-sized firms", []string{"mid-sized firms"}},
		{"", []string{"it", "this"}},
	} {
		for _, p := range tt.phrases {
			if diff := cmp.Diff(tt.want, label("Serbia opposes ", p)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", p, diff)
			}
		}
	}
}

// TestIssueExamples runs the example of every line of issues.tsv.
func TestIssueExamples(t *testing.T) {
	for _, row := range tsv.MustParse("issues.tsv", issuesTSV, 3) {
		sentence, match, err := tsv.Example(row.Cols[2])
		if err != nil {
			t.Errorf("issues.tsv:%d: %v", row.Line, err)
			continue
		}
		want := sentence[match[0][0]:match[0][1]]
		found := false
		tt := text.Fast(sentence)
		d := &corpus.Document{Text: sentence}
		ents := actors.Default().Resolve(tt, d, entities.Find(tt))
		for _, p := range Find(tt, d, ents, nil, actors.Default(), nil) {
			found = found || p.Issue == want
		}
		if !found {
			t.Errorf("issues.tsv:%d: no position in %q has the issue %q", row.Line, sentence, want)
		}
	}
}

// TestIssuesPointBack follows a bare noun to what it means in its text.
func TestIssuesPointBack(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Georgia has tabled a bill on foreign agents. Serbia rejects the bill.", "foreign agents bill"},
		{"Georgia’s parliament voted in May. Georgia is divided. Serbia rejects the bill.", "Georgia bill"},
		{"Georgia began to build a border wall. Serbia opposes the wall.", "border wall"},
		{"Georgia has a plan to build a rail link. Serbia opposes the plan.", "rail link"},
		{"Serbia opposes walls.", "walls"},
		{"Oslo has founded a peace prize. Serbia rejects the prize.", "peace prize"},
		{"Serbia rejects the step.", ""},
		{"Serbia rejects the truce in Libya.", "Libya ceasefire"},
	} {
		got := Find(text.Fast(tt.text), &corpus.Document{Text: tt.text}, resolve(tt.text), nil, actors.Default(), nil)
		if len(got) == 0 {
			t.Errorf("%q: no position", tt.text)
			continue
		}
		if p := got[len(got)-1]; p.Issue != tt.want {
			t.Errorf("%q: issue %q, want %q", tt.text, p.Issue, tt.want)
		}
	}
}

// TestUnitsReadNoFurtherThanTheirSpan: a search from the first mention on, for every noun that
// points back, would take time quadratic in the length of the text.
func TestUnitsReadNoFurtherThanTheirSpan(t *testing.T) {
	s := strings.Repeat("Norway rejects the plan of Serbia. ", 50)
	tt := text.Fast(s)
	ents := entities.Find(tt)
	g := newTagger(read(tt, &corpus.Document{Text: s}, ents, nil), embedded())
	ents[0] = corpus.Entity{Span: corpus.Span{End: len(s)}, Actor: "far away"} // would hold every token, were it looked at
	at := strings.LastIndex(s, "the plan")
	want := []unit{{"the", text.DT, false}, {"plan", text.NN, false}, {"of", text.IN, false}, {"Serbia", text.NNP, true}}
	if got := g.units(corpus.Span{Start: at, End: len(s) - len(". ")}); !slices.Equal(got, want) {
		t.Errorf("units %v, want %v", got, want)
	}
}

func resolve(s string) []corpus.Entity {
	t := text.Fast(s)
	return actors.Default().Resolve(t, &corpus.Document{Text: s}, entities.Find(t))
}
