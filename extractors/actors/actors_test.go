package actors

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

func TestLookup(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"Russia", "Russia"}, {"the Kremlin", "Russia"}, {"Russians", "Russia"}, {"RUSSIA", "Russia"},
		{"Moscow’s", "Russia"}, {"US", "United States"}, {"U.S.", "United States"}, {"us", ""},
		{"Nato", "NATO"}, {"N’Djamena", "Chad"}, {"Congo", ""}, {"Utopia", ""},
	} {
		if got, _, _ := Default().Lookup(tt.name); got != tt.want {
			t.Errorf("Lookup(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestState(t *testing.T) {
	for _, tt := range []struct{ actor, want string }{
		{"Dmitry Peskov", "Russia"}, {"France", "France"}, {"NATO", "NATO"}, {"Jane Roe", ""},
	} {
		if got := Default().State(tt.actor, corpus.Date{}); got != tt.want {
			t.Errorf("State(%q) = %q, want %q", tt.actor, got, tt.want)
		}
	}
}

func TestMedium(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"Reuters", "Reuters"}, {"AFP", "Agence France-Presse"}, {"NATO", ""}, {"Jane Roe", ""},
	} {
		if got, ok := Default().Medium(tt.name); got != tt.want || ok != (tt.want != "") {
			t.Errorf("Medium(%q) = %q, %t, want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestReporter(t *testing.T) {
	for _, tt := range []struct{ in, np, want string }{
		{"The {ORG BBC} said so.", "The BBC", "BBC"},
		{"The {NORP Greek} daily {ORG Kathimerini} said so.", "The Greek daily Kathimerini", "Kathimerini"},
		{"{ORG Kathimerini} came out. The newspaper said so.", "The newspaper", "Kathimerini"},
		{"{NORP Iranian} state media said so.", "Iranian state media", "Iranian state media"},
		{"Two news agencies said so.", "Two news agencies", "two news agencies"},
		{"The nuclear agency said so.", "The nuclear agency", ""},
		{"The press secretary of {GPE Norway} said so.", "The press secretary of Norway", ""},
		{"The editor of {ORG Kathimerini} said so.", "The editor of Kathimerini", ""},
	} {
		tx, ents := mark(t, tt.in)
		doc := &corpus.Document{Text: tx.Source}
		start := strings.Index(tx.Source, tt.np)
		if got := Default().Reporter(tx, doc, Default().Resolve(tx, doc, ents), corpus.Span{Start: start, End: start + len(tt.np)}); got != tt.want {
			t.Errorf("%s: %q is %q, want %q", tx.Source, tt.np, got, tt.want)
		}
	}
}

func TestWith(t *testing.T) {
	c := Default().With([]Entry{{Name: "Blue Harbour Fund", Aliases: []string{"BHF", "Moscow"}, Kind: "fund", ID: "f1"}})
	if got, kind, ok := c.Lookup("Moscow"); got != "Blue Harbour Fund" || kind != "fund" || !ok {
		t.Errorf("Lookup = %q %q %v", got, kind, ok)
	}
}

// An entry with the name of a capital makes that name a shared one, which must not reach the
// catalogue that was copied.
func TestWithLeavesTheOtherCatalogueAlone(t *testing.T) {
	for _, name := range []string{"Moscow", "Kremlin", "Russian", "Putin"} {
		want, _, _ := Default().Lookup(name)
		Default().With([]Entry{{Name: name}, {Name: "Ada " + name, Aliases: []string{name}, Kind: Person}})
		if got, _, _ := Default().Lookup(name); got != want {
			t.Errorf("%s: %q in the default catalogue, was %q", name, got, want)
		}
	}
}

// A user's word for the kind of a known actor changes nothing that depends on it.
func TestWithKeepsTheKindOfKnownActors(t *testing.T) {
	c := Default().With([]Entry{{Name: "Russia", Kind: "rival", ID: "r1"}, {Name: "Vladimir Putin", Kind: "rival"}})
	for _, actor := range []string{"Russia", "Vladimir Putin"} {
		if got := c.State(actor, corpus.Date{}); got != "Russia" {
			t.Errorf("State(%q) = %q, want Russia", actor, got)
		}
	}
	if _, kind, _ := c.Lookup("the Kremlin"); kind != State || c.ID("Russia") != "r1" {
		t.Errorf("Russia is a %s with the identifier %q, want a state with r1", kind, c.ID("Russia"))
	}
}
