package index

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// spelt is an archive in which each document names one person.
func spelt(t testing.TB, names ...string) (docs []*corpus.Annotated) {
	for i, name := range names {
		docs = append(docs, newBrief(t, fmt.Sprintf("d%d", i), "2025-03-01", "Harbour", name+" rejects the toll.").
			entity(name, corpus.Person, name).
			position(name+" | rejects | the toll | the toll", name, corpus.Reject, corpus.Against).done())
	}
	return docs
}

func TestSpellingsAreOneActor(t *testing.T) {
	for _, c := range []struct{ name, texts, want string }{
		{"accents and capitals", "Ana Ruíz; ANA RUIZ; Ana Ruiz; Ana Ruíz", "Ana Ruíz 4"},
		{"hyphens, full stops and apostrophes", "Hawai’i Trust; Hawaii Trust; Jean-Luc Roe; Jean Luc Roe", "Hawaii Trust 2, Jean Luc Roe 2"},
		{"one set of initials", "Ana Ruiz; Ana M. Ruiz; Ana M Ruiz; Ana Maria Ruiz", "Ana M Ruiz 3, Ana Maria Ruiz 1"},
		{"two sets of initials", "Ida Brandt; Ida W. Brandt; Ida H. W. Brandt; IDA W. BRANDT", "IDA W. BRANDT 2, Ida Brandt 1, Ida H. W. Brandt 1"},
		{"acronyms and words", "WHO; Who; IT; It", "IT 1, It 1, WHO 1, Who 1"},
		{"another name", "Ana Ruiz; Ana Ruizova; Eva Ruiz; A. Ruiz", "A. Ruiz 1, Ana Ruiz 1, Ana Ruizova 1, Eva Ruiz 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := stored(t, spelt(t, strings.Split(c.texts, "; ")...))
			r, err := x.Actors(context.Background(), ActorSearch{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range r.Actors {
				if a.Documents != a.Positions || a.Documents != a.Mentions {
					t.Errorf("%+v: not all of it is counted", a)
				}
				got = append(got, fmt.Sprintf("%s %d", a.Actor, a.Documents))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSpellingsInAnswers: the answers are those of documents that spell the name alike, and whoever
// asks by another spelling gets them too.
func TestSpellingsInAnswers(t *testing.T) {
	dir := curated(t, spelt(t, "Ana M. Ruíz", "ANA RUIZ", "Ana M. Ruíz", "Eva Doe"))
	x := mustOpen(t, dir)
	defer x.Close()
	if diff := cmp.Diff(answersOf(t, stored(t, documents(t, x, Search{Sort: Oldest}))), answersOf(t, x)); diff != "" {
		t.Errorf("(-spelled so +found so):\n%s", diff)
	}
	for _, q := range []string{`actor:"Ana Ruiz"`, `holder:"ANA RUIZ"`, `holder:"Ana M. Ruíz"`} {
		if n := total(t, x, q); n != 3 {
			t.Errorf("%s finds %d, want 3", q, n)
		}
	}
	a, err := x.Document("d1")
	if err != nil {
		t.Fatal(err)
	}
	p := a.Positions[0]
	if want := `spelled was="ANA RUIZ"`; p.Actor != "Ana M. Ruíz" || !strings.HasSuffix(p.Found.Inputs, want) {
		t.Errorf("holder %q by %q, want %s", p.Actor, p.Found.Inputs, want)
	}
}

// TestSplitSpelling: a person takes apart what only seemed to be one name, puts it together again, and
// corrections hold whichever spelling they were made with.
func TestSplitSpelling(t *testing.T) {
	dir := curated(t, spelt(t, "Ana M. Ruiz", "Ana Ruiz", "Ana M. Ruiz", "Eva Doe"))
	holders := func() string {
		t.Helper()
		x := mustOpen(t, dir)
		defer x.Close()
		var names []string
		for a, err := range x.AllPositions(context.Background(), Search{Sort: Oldest}) {
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, a.Actor)
		}
		return strings.Join(names, ", ")
	}
	for _, step := range []struct{ command, want string }{
		{"", "Eva Doe, Ana M. Ruiz, Ana M. Ruiz, Ana M. Ruiz"},
		{"split Ana Ruiz | Ana M. Ruiz", "Eva Doe, Ana M. Ruiz, Ana Ruiz, Ana M. Ruiz"},
		{"undo 1", "Eva Doe, Ana M. Ruiz, Ana M. Ruiz, Ana M. Ruiz"},
		{"merge Eva Doe | Ana Ruiz", "Eva Doe, Eva Doe, Eva Doe, Eva Doe"},
	} {
		if step.command != "" {
			if err := do(dir, step.command); err != nil {
				t.Fatalf("%s: %v", step.command, err)
			}
		}
		if diff := cmp.Diff(step.want, holders()); diff != "" {
			t.Errorf("%s: %s", step.command, diff)
		}
	}
}

// TestNameHash: names of one key have one hash, and others another.
func TestNameHash(t *testing.T) {
	names := []string{
		"Ana Ruiz", "ANA RUIZ", "Ana M. Ruiz", "Ana M R. Ruíz", "Ana-Ruiz", "Ana Ruiz’s", "A. Ruiz", "Ana R.", "Ana Maria Ruiz", "Ana O'Ruiz",
		"Ana ORuiz", "Ana O’Ruiz", "Jean-Luc Roe", "Jean Luc Roe", "Jean L. Roe", "Jean Roe", "Łódź Club", "Lodz Club", "M Ruiz", "Ana",
		"Анна Руис", "Анна М. Руис", "Анна Мария Руис",
	}
	for _, a := range names {
		for _, b := range names {
			ka, kb := nameKey(a), nameKey(b)
			if ka != "" && kb != "" && (ka == kb) != (nameHash(a) == nameHash(b)) {
				t.Errorf("%q and %q have the keys %q and %q, and hashes %d and %d", a, b, ka, kb, nameHash(a), nameHash(b))
			}
		}
	}
}
