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
	return Find(text.Fast(s), d, positions, dates)
}

// TestStatements: a statement is the clause with subject, complement and conditions, without connectives,
// causes and the final stop. <…> is the judged statement.
func TestStatements(t *testing.T) {
	for _, tt := range []string{
		"<A recount is unlikely>.",
		"<It is unlikely that the duke returns before the spring>.",
		"However, <a recount is very likely>.",
		"In short, <a recount is very likely>.",
		"<In short supply, rain money is unlikely to last>.",
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
		"The vote is over, <a recount is unlikely>.",
		"The vote is over, <the duke probably has none>.",
		"The vote is over, however, <a recount is unlikely>, the court has no money.",
		"<There is an even chance, however, that the ferry sails>.",
		"<It is likely that Ruritania, which has no ships, gives way>, the second time this year.",
		"<The duke will probably return> and <almost certainly sell the port>.",
		"The court votes in May and <a recount is likely>.",
		"<A recount is very unlikely> and the duke has no money.",
		"<A closure of the port, as it was tried before, is not likely>.",
		"<A failure of the talks because of the port is likely>, a blow to the court.",
		"<Graustark is the likely next candidate> due to its debts.",
		"<The port has been unlikely to reopen since May>.",
		"<The duke likely plans to return>.",
		"<The chances of a recount are even>, but nobody will pay for it.",
	} {
		t.Run(tt, func(t *testing.T) {
			s, want := marked(tt)
			judged, _ := find(s, nil, nil)
			if diff := cmp.Diff(want, statements(s, judged)); diff != "" {
				t.Errorf("judged statements (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHedgedStatements(t *testing.T) {
	for _, tt := range []string{
		"The court has no money, and <the duke might return>.",
		"The vote is over, <the court could still meet>, because it has no rules.",
		"The court votes in May and <may call a recount>.",
		"<A recount cannot be ruled out>, but nobody wants one.",
		"<The duke will perhaps return>.",
		"<The duke could not only return> but vote.",
		"<The duke could hardly return>.",
		"<A recount has still been possible>.",
	} {
		t.Run(tt, func(t *testing.T) {
			s, want := marked(tt)
			_, hedged := find(s, nil, nil)
			if diff := cmp.Diff(want, statements(s, hedged)); diff != "" {
				t.Errorf("hedged statements (-want +got):\n%s", diff)
			}
		})
	}
}

// marked returns s without its marks, and what stands between < and >.
func marked(s string) (plain string, spans []string) {
	for part := range strings.SplitSeq(s, "<") {
		if in, _, ok := strings.Cut(part, ">"); ok {
			spans = append(spans, in)
		}
	}
	return strings.NewReplacer("<", "", ">", "").Replace(s), spans
}

func statements(s string, found []corpus.Judgment) (out []string) {
	for _, j := range found {
		out = append(out, j.In(s))
	}
	return out
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
		"May elections were fair.",
		"May 5 is the deadline.",
		"Theresa May lost the vote.",
		"“A recount,” she said, “is likely.”",
		"‘A recount is unlikely,’ the envoy said.",
		"'A recount is unlikely,' the envoy said.",
		"The envoy said: ‘The court’s recount is unlikely in the states’ towns.’",
		"The envoy said that ‘’tis likely’, and (‘a recount is unlikely’) left.",
		"They call ‘recounts likely’ what are none.",
		"Is a recount likely? Could the duke return?",
		"There were even more recounts.",
		"The odds are even worse.",
		"The dukes are even.",
		"The envoy was to predict likely targets.",
		"Likely candidates have left.",
		"They found an alternative probable location.",
		"The cause of the fire is virtually impossible to verify.",
		"The island is remote.",
		"The envoy is doubtful about the port.",
		"The draw was settled by a coin toss.",
		"The envoys were all but excluded from the talks.",
		"The might of the army is known.",
		"The port is, if I may say so, as you might know, a ruin.",
		"The court could not meet, it could never agree.",
		"They waited so that the duke could vote.",
		"They did everything possible for the strongest possible ties, as that was not possible before.",
	} {
		judged, hedged := find(s, nil, nil)
		if len(judged)+len(hedged) > 0 {
			t.Errorf("%q: %+v %+v, want none", s, judged, hedged)
		}
	}
}

// An apostrophe quotes nothing.
func TestApostrophesQuoteNothing(t *testing.T) {
	for _, s := range []string{
		"’Tis the states’ vote, so a recount is likely in the towns’ halls.",
		"'Tis the states' vote, so a recount is likely in the towns' halls.",
		"‘Tis the duke’s vote, and a recount is likely in the duchies’ halls.",
		"In the ‘70s the dukes’ recount failed, and another is likely in the towns’ halls.",
		"The ‘states’ have no money, and a recount is likely in the towns’ halls.",
		"The ‘duke has no money, and a recount is likely.",
	} {
		if judged, _ := find(s, nil, nil); len(judged) != 1 {
			t.Errorf("%q: %+v, want one judgment", s, judged)
		}
	}
}

// The month is no hedge where only the dates tell it from the verb.
func TestDatedMayIsNoHedge(t *testing.T) {
	s := "The talks end in may and may fail."
	at := strings.Index(s, "may")
	_, hedged := find(s, nil, []corpus.Timex{{Span: corpus.Span{Start: at, End: at + len("may")}, Type: corpus.TimexDate, Value: "2026-05"}})
	if diff := cmp.Diff([]string{"may fail"}, statements(s, hedged)); diff != "" {
		t.Errorf("hedged statements (-want +got):\n%s", diff)
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

// {…} is a date, with its type and value behind the colon.
func TestHorizon(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"After the vote of {2024:DATE:2024} a recount is unlikely before the end of {2026:DATE:2026}.", "2026"},
		{"A recount is likely within {three months:DURATION:P3M}.", "P3M"},
		{"{Three months:DURATION:P3M} of strikes make a recount likely.", ""},
		{"By {May:DATE:2026-05}, because the court sits, a recount is likely.", "2026-05"},
		{"A recount is likely, because the duke returns in {2024:DATE:2024}.", ""},
		{"A recount is likely. The duke returns in {2026:DATE:2026}.", ""},
	} {
		t.Run(tt.in, func(t *testing.T) {
			var s strings.Builder
			var dates []corpus.Timex
			for part := range strings.SplitSeq(tt.in, "{") {
				mark, rest, ok := strings.Cut(part, "}")
				if !ok {
					s.WriteString(part)
					continue
				}
				f := strings.Split(mark, ":")
				span := corpus.Span{Start: s.Len(), End: s.Len() + len(f[0])}
				dates = append(dates, corpus.Timex{Span: span, Type: corpus.TimexType(f[1]), Value: f[2]})
				s.WriteString(f[0] + rest)
			}
			judged, _ := find(s.String(), nil, dates)
			if len(judged) != 1 || judged[0].Horizon != tt.want {
				t.Errorf("judgments = %+v, want one with the horizon %q", judged, tt.want)
			}
		})
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
	t := text.Fast(s)
	d := &corpus.Document{Text: s}
	b.ReportAllocs()
	for b.Loop() {
		Find(t, d, nil, nil)
	}
	b.ReportMetric(float64(len(t.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
