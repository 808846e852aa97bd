package judgments

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

func find(s string, positions []corpus.Position, dates []corpus.Timex) (judged, hedged []corpus.Judgment) {
	d := &corpus.Document{Text: s, Published: corpus.Date{Year: 2025, Month: 12, Day: 1}, Sections: corpus.FindSections(s)}
	return Find(text.Split(s), d, positions, dates)
}

// TestStatements: the clause with subject, complement and conditions, without connectives,
// causes and the final stop. <…> is the judged statement.
func TestStatements(t *testing.T) {
	for _, tt := range []string{
		"<A recount is unlikely>.",
		"<It is unlikely that the duke returns before the spring>.",
		"However, <a recount is very likely>.",
		"Second, <the duke will probably return>, because the court has no money.",
		"With the bridge gone, <a blockade is almost certain>.",
		"The court has no money, and <the duke will very likely return>.",
		"The court has no money and <is unlikely to find any>.",
		"<A clash of Ruritania and Graustark is likely>, as both have sent ships.",
		"<A pact between Ruritania and Graustark, the first since 1870, is improbable>.",
		"<If the bridge falls, a blockade is highly likely>.",
		"<A blockade is likely as long as the bridge stands>.",
		"<A blockade is likely, unless the bridge is mended>.",
		"The duke may return; <a recount is more likely than not>, which would cost money.",
		"This means that <a recount will probably follow>.",
		"<There is an even chance that the ferry sails>, but nobody will pay for it.",
		"<Almost certainly the loan will be delayed>.",
		"<The port has been unlikely to reopen since May>.",
	} {
		t.Run(tt, func(t *testing.T) {
			before, rest, _ := strings.Cut(tt, "<")
			want, after, _ := strings.Cut(rest, ">")
			s := before + want + after
			judged, _ := find(s, nil, nil)
			if len(judged) != 1 {
				t.Fatalf("%d judgments, want 1: %+v", len(judged), judged)
			}
			if diff := cmp.Diff(want, judged[0].In(s)); diff != "" {
				t.Errorf("judged statement (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNoJudgment holds what only looks like an estimate.
func TestNoJudgment(t *testing.T) {
	for _, s := range []string{
		"The likely successor is his niece.",
		"It is more likely to rain in Graustark than elsewhere.",
		"“A recount is unlikely,” the envoy said.",
		"The duke left as soon as possible.",
		"Remote villages were cut off.",
		"The talks take place in May.",
	} {
		judged, hedged := find(s, nil, nil)
		if len(judged)+len(hedged) > 0 {
			t.Errorf("%q: %+v %+v, want none", s, judged, hedged)
		}
	}
}

func TestForecastOfAnActorIsNoJudgment(t *testing.T) {
	s := "The minister said that a recount was unlikely. A recount is likely."
	content := corpus.Span{Start: strings.Index(s, "a recount"), End: strings.Index(s, ". A")}
	judged, _ := find(s, []corpus.Position{{Content: []corpus.Span{content}}}, nil)
	if len(judged) != 1 || judged[0].Band != corpus.Likely {
		t.Errorf("judgments = %+v, want the analyst's own only", judged)
	}
}

func TestHedgesHaveNoBandAndStandInTheAssessment(t *testing.T) {
	s := "Description: Visitors may enter the port.\n\nImpact: The duke could return. A recount cannot be ruled out."
	judged, hedged := find(s, nil, nil)
	if len(judged) != 0 || len(hedged) != 2 {
		t.Fatalf("judgments %+v, hedges %+v; want none and two", judged, hedged)
	}
	for _, h := range hedged {
		if h.Band != "" {
			t.Errorf("hedge %q has band %q", h.In(s), h.Band)
		}
	}
}

func TestHorizon(t *testing.T) {
	s := "After the vote of 2024 a recount is unlikely before the end of 2026."
	year := func(y string) corpus.Timex {
		i := strings.Index(s, y)
		return corpus.Timex{Span: corpus.Span{Start: i, End: i + 4}, Type: corpus.TimexDate, Value: y}
	}
	judged, _ := find(s, nil, []corpus.Timex{year("2024"), year("2026")})
	if len(judged) != 1 || judged[0].Horizon != "2026" {
		t.Errorf("judgments = %+v, want the horizon 2026", judged)
	}
}

func TestUnclosedQuoteEndsWithItsParagraph(t *testing.T) {
	s := "“We are ready, the envoy said.\n\nA recount is unlikely."
	if judged, _ := find(s, nil, nil); len(judged) != 1 {
		t.Errorf("%d judgments, want 1: the quotation mark must not eat the next paragraph", len(judged))
	}
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The court has no money, and the duke will very likely return before spring, because he could not stay. ", 200)
	t := text.Split(s)
	d := &corpus.Document{Text: s}
	b.ReportAllocs()
	for b.Loop() {
		Find(t, d, nil, nil)
	}
	b.ReportMetric(float64(len(t.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
