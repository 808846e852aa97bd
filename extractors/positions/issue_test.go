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
	return g.reader(deed{first: t.TokenAt(len(before)), last: t.TokenAt(len(before) + len(phrase))}).about().String()
}

func TestIssuesGroup(t *testing.T) {
	for _, tt := range []struct {
		want    string
		phrases []string
	}{
		{"NATO membership", []string{"NATO membership", "membership of NATO", "Ukraine’s NATO bid", "Ukraine’s accession to NATO", "the accession of Ukraine to NATO", "to join NATO", "the entry of Ukraine into NATO"}},
		{"Russia sanctions", []string{"sanctions against Russia", "the sanctions on Russia", "Russian sanctions", "the arms embargo against Russia"}},
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
		{"Sudan fighting", []string{"the fighting in Sudan"}},
		{"Sudan fighting end", []string{"an immediate end to the fighting in Sudan", "a halt of the fighting in Sudan", "halting the fighting in Sudan"}},
		{"elections delay", []string{"delaying the election", "to postpone the election", "the postponement of the election", "a delay to the election", "the election delay"}},
		{"NATO withdrawal", []string{"withdrawal from NATO", "to withdraw from NATO", "Georgia’s withdrawal from NATO"}},
		{"dredging ban lifting", []string{"lifting the ban on dredging", "the lifting of the ban on dredging"}},
		{"tax cuts", []string{"tax cuts", "the tax cut"}},
		{"Russia sanctions", []string{"the eleventh package of sanctions against Russia"}},
		{"rail link", []string{"the plan to build a rail link"}},
		{"rail link closure", []string{"Oslo’s threat to shut the rail link", "to close the rail link"}},
		{"rail link opposition", []string{"opposition to the rail link"}},
		{"Georgia elections", []string{"Georgia’s plan to hold elections", "elections in Georgia"}},
		{"right", []string{"the right to leave"}},
		{"Gaza plan", []string{"the plan for Gaza"}},
		{"mid-sized firms", []string{"mid-sized firms"}},
		{"stable prosperous region", []string{"a stable and prosperous region", "a stable, prosperous region"}},
		{"stable dry prosperous region", []string{"a stable, dry, and prosperous region", "a stable, dry and prosperous region"}},
		{"food shortages", []string{"food shortages due to the flood"}},
		{"Chad talks", []string{"the Chad-led talks"}},
		{"Chad Georgia partnership", []string{"the strong Chad-Georgia partnership", "the importance of the Chad–Georgia partnership"}},
		{"divers", []string{"to hand over four divers"}},
		{"cooperation", []string{"our excellent cooperation", "close cooperation", "unwavering cooperation"}},
		{"harbour closure", []string{"to close the harbour"}},
		{"ties", []string{"to close ties"}},
		{"customs union membership", []string{"to join the customs union"}},
		{"talks", []string{"to join the talks"}},
		{"", []string{"to join us"}},
		{"peaceful power transfer", []string{"a peaceful transfer of power"}},
		{"national state of emergency", []string{"a national state of emergency"}},
		{"Georgia sovereignty", []string{"the commitment to Georgia’s sovereignty", "support for Georgia’s sovereignty"}},
		{"Georgia support", []string{"support for Georgia"}},
		{"harbour link", []string{"progress in the harbour link", "the importance of the harbour link", "the question of the harbour link", "many aspects of the harbour link"}},
		{"Ada Roe", []string{"Vice Foreign Minister Ada Roe"}},
		{"", []string{"an educational, and", "to stay neutral", "a regional, prosperous and"}},
		{"Uganda dredging end", []string{"to urge Uganda to stop the dredging"}},
		{"dredging end", []string{"to press Uganda and Chad to stop the dredging"}},
		{"", []string{"to press Uganda"}},
		{"disabled", []string{"the disabled"}},
		{"", []string{"it", "this"}},
	} {
		for _, p := range tt.phrases {
			if diff := cmp.Diff(tt.want, label("Serbia opposes ", p)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", p, diff)
			}
		}
	}
}

// TestIssueExamples runs the example of every line of issues.tsv and undoings.tsv.
func TestIssueExamples(t *testing.T) {
	issueExamples(t, "issues.tsv", tsv.MustParse("issues.tsv", issuesTSV, 3))
	issueExamples(t, "undoings.tsv", tsv.MustParse("undoings.tsv", undoingsTSV, 4))
}

func issueExamples(t *testing.T, name string, rows []tsv.Row) {
	for n, row := range rows {
		sentence, match, err := tsv.Example(row.Cols[len(row.Cols)-1])
		if err != nil {
			t.Errorf("%s:%d: %v", name, row.Line, err)
			continue
		}
		if n > 0 && row.Cols[0] < rows[n-1].Cols[0] {
			t.Errorf("%s:%d: %q is not in order", name, row.Line, row.Cols[0])
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
			t.Errorf("%s:%d: no position in %q has the issue %q", name, row.Line, sentence, want)
		}
	}
}

// TestIssuesPointBack follows a bare noun to what it means in its text.
func TestIssuesPointBack(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Georgia has tabled a bill on foreign agents. Serbia rejects the bill.", "foreign agents bill"},
		{"Georgia’s parliament voted in May. Georgia is divided. Serbia rejects the bill.", "Georgia bill"},
		{"Georgia’s bill was read in May. Serbia rejects the bill.", "Georgia bill"},
		{"Georgia and Libya met in May. Serbia rejects the bill.", "bill"},
		{"Serbia rejects the bill. The Georgian bill was read in May.", "Georgia bill"},
		{"Serbia defends its veto.", "Serbia veto"},
		{"Georgia’s parliament voted in May. Georgia is divided. Serbia supports the government.", "Georgia government"},
		{"Norway and Chad signed the Harbour Accord. It was long in coming. Denmark welcomed the accord.", "Harbour Accord"},
		{"Colombia has begun talks with the ELN. Serbia supports talks.", "National Liberation Army talks"},
		{"Serbia supports talks.", "talks"},
		{"Serbia supports fresh talks. Norway supports talks.", "talks"},
		{"Georgia began talks in May. Serbia supports a deal.", ""},
		{"Norway expects a vote in the Storting. Serbia opposes delaying the vote.", "Storting vote delay"},
		{"Norway prepares for the election. Serbia opposes delaying the vote.", "elections delay"},
		{"Serbia opposes an embargo on grain.", "grain embargo"},
		{"Serbia rejects two others.", ""},
		{"Georgia began to build a border wall. Serbia opposes the wall.", "border wall"},
		{"Georgia has a plan to build a rail link. Serbia opposes the plan.", "rail link"},
		{"Serbia opposes walls.", "walls"},
		{"Oslo has founded a peace prize. Serbia rejects the prize.", "peace prize"},
		{"Chad defends its sovereignty. Serbia raised the question of sovereignty.", "sovereignty"},
		{"Serbia rejects the step.", ""},
		{"Serbia opposes big steps.", ""},
		{"Serbia urged Chad to conduct a regional and independent inquiry.", "regional independent inquiry"},
		{"Serbia welcomes the progress.", ""},
		{"Serbia rejects everything.", ""},
		{"Serbia rejects anything political.", ""},
		{"Serbia opposes the works.", "works"},
		{"Serbia rejects other ways.", ""},
		{"Serbia supports the people of Chad.", "Chad"},
		{"Serbia supports nuclear tests.", "nuclear tests"},
		{"Serbia opposes the first results.", ""},
		{"Serbia rejects the former Prime Minister.", ""},
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

// TestPhrasesReachTheirNoun: a target may end between an adjective and its noun.
func TestPhrasesReachTheirNoun(t *testing.T) {
	for _, tt := range []struct{ target, rest, want string }{
		{"Serbia opposes a regional", " and independent inquiry of the dam.", " and independent inquiry"},
		{"Serbia opposes a regional", ", independent inquiry.", ", independent inquiry"},
		{"Serbia opposes an independent", " inquiry.", " inquiry"},
		{"The inquiry was independent", ", and prices rose.", ""},
		{"Serbia opposes an inquiry", " and independent judges.", ""},
	} {
		tx := text.Fast(tt.target + tt.rest)
		r := read(tx, &corpus.Document{Text: tx.Source}, nil, nil)
		end := r.throughNoun(tx.TokenAt(len(tt.target)))
		if got := tx.Source[len(tt.target):tx.Tokens[end-1].End]; got != tt.want {
			t.Errorf("%s|%s: %q, want %q", tt.target, tt.rest, got, tt.want)
		}
	}
}

// TestStancesFitLabels: a position is on the side that its stance tells of what its label says.
func TestStancesFitLabels(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Norway refused to lift the sanctions on Iran.", "against Iran sanctions lifting"},
		{"Norway opposes delaying the vote.", "against Norway vote delay"},
		{"Norway opposes the delay of the vote.", "against Norway vote delay"},
		{"Germany doubted that the levy would be abolished.", "against levy abolition"},
		{"Kenya wants to postpone the election.", "favor Kenya elections delay"},
		{"Japan agreed to suspend the tests.", "favor tests suspension"},
		{"Brazil called for the abolition of the tariff.", "against tariff"},
		{"Denmark called for an end to the siege.", "against siege"},
		{"Denmark opposes an end to the siege.", "against siege end"},
		{"Lithuania urged Poland to lift the blockade.", "against blockade"},
		{"Chad said it would oppose any extension of the levy.", "against levy extension"},
		{"Chad threatened to block the dam.", "against dam"},
		{"Peru vowed to stop the dredging.", "against dredging"},
		{"Chile called for a ban on dredging.", "against dredging"},
		{"Chile rejected a ban on dredging.", "against dredging ban"},
		{"Kenya demanded that Uganda stop the dredging.", "against dredging"},
		{"The Storting voted to demand that Chad halt its attack on the harbour.", "favor harbour attack end"},
		{"Kenya urged Chad and Libya to respect the truce.", "favor ceasefire"},
		{"Norway insisted that Chad upholds its obligations.", "favor Chad obligations"},
		{"Norway supports Chad.", "favor Chad"},
		{"Chad voted 80 to 40 for the levy.", "favor levy"},
		{"Chad voted 80 to 40 against the loan.", "against loan"},
	} {
		got := Find(text.Fast(tt.text), &corpus.Document{Text: tt.text}, resolve(tt.text), nil, actors.Default(), nil)
		if len(got) != 1 || string(got[0].Stance)+" "+got[0].Issue != tt.want {
			t.Errorf("%q: %+v, want %q", tt.text, got, tt.want)
		}
	}
}

// TestTextEndsInVote: a text may be cut off behind any word.
func TestTextEndsInVote(t *testing.T) {
	const s = "Elections were near. Norway rejected the vote on"
	if got := Find(text.Fast(s), &corpus.Document{Text: s}, resolve(s), nil, actors.Default(), nil); len(got) != 1 {
		t.Errorf("%q: %+v, want one position", s, got)
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
	first := tt.TokenAt(strings.LastIndex(s, "the plan"))
	want := []unit{{"the", text.DT, false, first}, {"plan", text.NN, false, first + 1}, {"of", text.IN, false, first + 2}, {"Serbia", text.NNP, true, first + 3}}
	if got := g.units(first, first+4); !slices.Equal(got, want) {
		t.Errorf("units %v, want %v", got, want)
	}
}

func resolve(s string) []corpus.Entity {
	t := text.Fast(s)
	return actors.Default().Resolve(t, &corpus.Document{Text: s}, entities.Find(t))
}
