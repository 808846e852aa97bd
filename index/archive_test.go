package index

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// brief writes a document for tests; annotations are given by their words, which are looked
// up in the text.
type brief struct {
	corpus.Document
	a corpus.Annotations
	t testing.TB
}

func newBrief(t testing.TB, id, published, title, text string) *brief {
	b := &brief{t: t}
	b.ID, b.Title, b.Text, b.File = id, title, text, id+".txt"
	if published != "" {
		d, err := corpus.ParseDate(published)
		if err != nil {
			t.Fatal(err)
		}
		b.Published = d
	}
	b.Sections = corpus.FindSections(text)
	b.a = corpus.Annotations{Entities: []corpus.Entity{}, Dates: []corpus.Timex{}, Positions: []corpus.Position{}, Judgments: []corpus.Judgment{}}
	return b
}

func (b *brief) span(words string) corpus.Span {
	i := strings.Index(b.Text, words)
	if i < 0 || words == "" {
		b.t.Fatalf("%s: no %q in the text", b.ID, words)
	}
	return corpus.Span{Start: i, End: i + len(words)}
}

func (b *brief) spans(words string) []corpus.Span {
	if words == "" {
		return nil
	}
	return []corpus.Span{b.span(words)}
}

func (b *brief) from(source string) *brief { b.Source = source; return b }

func (b *brief) entity(words string, typ corpus.EntityType, actor string) *brief {
	b.a.Entities = append(b.a.Entities, corpus.Entity{Span: b.span(words), Type: typ, Actor: actor})
	return b
}

func (b *brief) date(words, value string) *brief {
	b.a.Dates = append(b.a.Dates, corpus.Timex{Span: b.span(words), Type: corpus.TimexDate, Value: value})
	return b
}

func (b *brief) judgment(words, term string, band corpus.Band) *brief {
	b.a.Judgments = append(b.a.Judgments, corpus.Judgment{Span: b.span(words), Term: b.span(term), Band: band})
	return b
}

func (b *brief) hedge(words, term string) *brief {
	s := b.span(words)
	i := strings.Index(words, term)
	b.a.Hedges = append(b.a.Hedges, corpus.Judgment{Span: s, Term: corpus.Span{Start: s.Start + i, End: s.Start + i + len(term)}})
	return b
}

// position adds one: "source | cue | content | target", then who and how.
func (b *brief) position(words, actor string, act corpus.Act, stance corpus.Stance, more ...func(*corpus.Position)) *brief {
	part := strings.Split(words, "|")
	for i := range part {
		part[i] = strings.TrimSpace(part[i])
	}
	p := corpus.Position{
		Source: b.spans(part[0]), Cue: b.spans(part[1]), Content: b.spans(part[2]), Target: b.spans(part[3]),
		Actor: actor, Act: act, Stance: stance, Speech: corpus.Indirect, Modality: corpus.Plain,
	}
	for _, f := range more {
		f(&p)
	}
	b.a.Positions = append(b.a.Positions, p)
	return b
}

func via(name string) func(*corpus.Position)   { return func(p *corpus.Position) { p.Via = name } }
func state(name string) func(*corpus.Position) { return func(p *corpus.Position) { p.State = name } }
func issue(name string) func(*corpus.Position) { return func(p *corpus.Position) { p.Issue = name } }

func (b *brief) done() *corpus.Annotated {
	return &corpus.Annotated{Document: b.Document, Annotations: b.a}
}

// ruritania is a small archive about states that do not exist.
func ruritania(t testing.TB) []*corpus.Annotated {
	return []*corpus.Annotated{
		newBrief(t, "decoy", "2025-11-03", "Ruritania and the plan",
			"Ruritania rejects the plan. Graustark spoke of NATO membership.").
			from("https://www.example.org/briefs/1").
			entity("Ruritania", corpus.GPE, "Ruritania").entity("Graustark", corpus.GPE, "Graustark").entity("NATO", corpus.Org, "NATO").
			position("Ruritania | rejects | the plan | the plan", "Ruritania", corpus.Reject, corpus.Against, issue("plan")).
			position("Graustark | spoke of | NATO membership | NATO membership", "Graustark", corpus.Assert, corpus.NoStance, issue("NATO membership")).
			done(),
		newBrief(t, "real", "2025-11-20", "Graustark says no",
			"Graustark rejects NATO membership for Ruritania.").
			from("https://example.org/briefs/2").
			entity("Graustark", corpus.GPE, "Graustark").entity("NATO", corpus.Org, "NATO").entity("Ruritania", corpus.GPE, "Ruritania").
			position("Graustark | rejects | NATO membership for Ruritania | NATO membership", "Graustark", corpus.Reject, corpus.Against, issue("NATO membership")).
			done(),
		newBrief(t, "sections", "2025-12-01", "Harbour talks in Strelsau",
			"Description: Foreign minister Rudolf Rassendyll said on 28 November that the frozen assets would stay where they are. "+
				"The palace, through its spokeswoman Antoinette de Mauban, demanded a ceasefire before the talks in the week of 8 December.\n\n"+
				"Impact: Talks are very likely to fail, as Graustark threatens to close the harbour. A re-election of the king’s party is unlikely.").
			from("Strelsau Gazette").
			entity("Rudolf Rassendyll", corpus.Person, "Rudolf Rassendyll").entity("The palace", corpus.Org, "Ruritania").
			entity("Antoinette de Mauban", corpus.Person, "Antoinette de Mauban").entity("Graustark", corpus.GPE, "Graustark").
			date("28 November", "2025-11-28").date("the week of 8 December", "2025-W50").
			position("Foreign minister Rudolf Rassendyll | said | the frozen assets would stay where they are | the frozen assets", "Rudolf Rassendyll", corpus.Assert, corpus.NoStance, state("Ruritania")).
			position("The palace | demanded | a ceasefire before the talks in the week of 8 December | a ceasefire", "Ruritania", corpus.Demand, corpus.Favor, via("Antoinette de Mauban")).
			position("Graustark | threatens | to close the harbour | the harbour", "Graustark", corpus.Threaten, corpus.NoStance).
			judgment("Talks are very likely to fail, as Graustark threatens to close the harbour", "very likely", corpus.VeryLikely).
			judgment("A re-election of the king’s party is unlikely", "unlikely", corpus.Unlikely).
			done(),
		newBrief(t, "umlaut", "2026-01-05", "Jörg Müller über alles",
			"Jörg Müller of the Zürich bank warned that negotiations could fail. “We shall not rule out sanctions,” he told Graustark’s envoy.").
			entity("Jörg Müller", corpus.Person, "Jörg Müller").entity("Graustark", corpus.Norp, "Graustark").
			position("Jörg Müller of the Zürich bank | warned | negotiations could fail | negotiations", "Jörg Müller", corpus.Expect, corpus.NoStance).
			done(),
		newBrief(t, "undated", "", "", "Nobody knows when this was written. It mentions the year 2025, sanctions and a ceasefire.").
			date("the year 2025", "2025").done(),
	}
}

// stored indexes documents in memory.
func stored(t testing.TB, docs []*corpus.Annotated) *Index {
	t.Helper()
	w, err := OpenWriter("", Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := w.Done(d); err != nil {
			t.Fatal(err)
		}
	}
	x, err := w.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}
