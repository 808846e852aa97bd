package entities

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// labelled reads a text whose names are written [PERSON Doe], as the model might label them, and
// returns what becomes of them in the same writing.
func labelled(s string) string {
	var plain strings.Builder
	var names []corpus.Entity
	for s != "" {
		before, rest, ok := strings.Cut(s, "[")
		plain.WriteString(before)
		if !ok {
			break
		}
		inner, after, _ := strings.Cut(rest, "]")
		kind, name, _ := strings.Cut(inner, " ")
		start := plain.Len()
		plain.WriteString(name)
		names = append(names, corpus.Entity{Span: corpus.Span{Start: start, End: plain.Len()}, Type: corpus.EntityType(kind)})
		s = after
	}
	p := newPage(text.Split(plain.String()), lists())
	for i := range p.units {
		p.units[i].active = true
	}
	var b strings.Builder
	at := 0
	for _, e := range p.entities(p.gold(names)) {
		b.WriteString(p.text.Source[at:e.Start] + "[" + string(e.Type) + " " + e.In(p.text.Source) + "]")
		at = e.End
	}
	return b.String() + p.text.Source[at:]
}

func TestNamesThatTheModelJoinsOrParts(t *testing.T) {
	for _, tt := range []struct{ rule, in, want string }{
		{"surname first", "[PERSON Varga], [PERSON Emily], spoke.", "[PERSON Varga, Emily], spoke."},
		{"surname that the model missed", "Quillby, [PERSON Emily], spoke.", "[PERSON Quillby, Emily], spoke."},
		{"in a list", "Present: [PERSON Okri], [PERSON Daniel]; [PERSON Varga], [PERSON Emily M.] (Treasury).",
			"Present: [PERSON Okri, Daniel]; [PERSON Varga, Emily M.] (Treasury)."},
		{"two people", "[PERSON Varga], [PERSON Emily] and [PERSON Okri] spoke.", "[PERSON Varga], [PERSON Emily] and [PERSON Okri] spoke."},
		{"three people", "[PERSON Varga], [PERSON Emily], [PERSON Okri] spoke.", "[PERSON Varga], [PERSON Emily], [PERSON Okri] spoke."},
		{"a place before", "In [GPE Lagos], [PERSON Emily] spoke.", "In [GPE Lagos], [PERSON Emily] spoke."},
		{"an adverb before", "Later, [PERSON Emily] spoke; it was later.", "Later, [PERSON Emily] spoke; it was later."},
		{"a state and its party", "[ORG Mozambique’s Frelimo] won.", "[GPE Mozambique]’s [ORG Frelimo] won."},
		{"a town and its club", "[ORG Kyiv's Harbour Club] won.", "[GPE Kyiv]'s [ORG Harbour Club] won."},
		{"an acronym and its head", "The [PERSON WHO’s Emily Varga] spoke.", "The [ORG WHO]’s [PERSON Emily Varga] spoke."},
		{"a possessive of its own", "The [ORG People’s Bank] paid.", "The [ORG People’s Bank] paid."},
		{"an office and whose it is", "The Prime Minister’s [ORG Office] and the Attorney General's [ORG Office] met.",
			"The [ORG Prime Minister’s Office] and the [ORG Attorney General's Office] met."},
		{"an office and whose it is, behind a state", "[GPE Japan]’s Prime Minister’s [ORG Office] met.", "[GPE Japan]’s [ORG Prime Minister’s Office] met."},
		{"an office of nobody", "[GPE Japan]’s [ORG Office] met the minister’s [ORG Office].", "[GPE Japan]’s [ORG Office] met the minister’s [ORG Office]."},
		{"a head and what it is for", "The [ORG Commission] on Harbour Dues sued the [ORG Office] of the [GPE U.S.] [ORG Chief Surveyor] of [GPE Kenya].",
			"The [ORG Commission on Harbour Dues] sued the [ORG Office of the U.S. Chief Surveyor of Kenya]."},
		{"a head and a day", "The [ORG Council] on Friday told the [ORG Court] for a third time of May.",
			"The [ORG Council] on Friday told the [ORG Court] for a third time of May."},
		{"a head and a person", "The [ORG Administration] of President [PERSON Emily Varga] left.", "The [ORG Administration] of President [PERSON Emily Varga] left."},
		{"a head at the end", "They sued the [ORG Office] of", "They sued the [ORG Office] of"},
		{"a given name before an initial", "CHIEF SURVEYOR EMILY [PERSON J. VARGA] met Daniel [PERSON K. Okri] and [GPE Austin] [PERSON T. Varga].",
			"CHIEF SURVEYOR [PERSON EMILY J. VARGA] met [PERSON Daniel K. Okri] and [GPE Austin] [PERSON T. Varga]."},
		{"a nickname", "[PERSON Emily \"Spike]\" Varga met [PERSON Daniel “Dan”] [PERSON Okri] and [PERSON Ada \"Bo\" Okri].",
			"[PERSON Emily \"Spike\" Varga] met [PERSON Daniel “Dan” Okri] and [PERSON Ada \"Bo\" Okri]."},
		{"a name and a quotation", "So [PERSON Emily]: \"Never.\" [PERSON Varga] left.", "So [PERSON Emily]: \"Never.\" [PERSON Varga] left."},
		{"a dash between", "It is [PERSON Emily Varga – Emily], come; [LOC Nagorno–Karabakh].", "It is [PERSON Emily Varga] – [PERSON Emily], come; [LOC Nagorno–Karabakh]."},
		{"a given name that a body took", "Met with [ORG HARBOUR AFFAIRS EMILY] [PERSON J. VARGA].", "Met with [ORG HARBOUR AFFAIRS] [PERSON EMILY J. VARGA]."},
		{"a greeting", "“[PERSON Hi, Emily],” said Dana. Hi, [PERSON Emily].", "“Hi, [PERSON Emily],” said Dana. Hi, [PERSON Emily]."},
		{"a title and an age", "[PERSON Assemblywoman Emily Varga] met [PERSON Fifteen-year-old Daniel] and a [PERSON Councillor].",
			"Assemblywoman [PERSON Emily Varga] met Fifteen-year-old [PERSON Daniel] and a Councillor."},
		{"what minutes note", "Thank you. ([ORG Applause].) [ORG Applause] plc thanked us.", "Thank you. (Applause.) [ORG Applause] plc thanked us."},
		{"addresses", "Write to [PERSON press-desk@example.org] or see [ORG www.example.org/press].", "Write to press-desk@example.org or see www.example.org/press."},
		{"a season", "The [PERSON Fall] 2022 cycle; the [PERSON Fall] cycle.", "The Fall 2022 cycle; the [PERSON Fall] cycle."},
		{"one place with an and", "[GPE Bosnia] and [GPE Herzegovina] met [GPE Trinidad] and Tobago.", "[GPE Bosnia and Herzegovina] met [GPE Trinidad and Tobago]."},
		{"with an article", "[PERSON Saint Vincent] and the [LOC Grenadines]’ envoy.", "[GPE Saint Vincent and the Grenadines]’ envoy."},
		{"with accents", "[GPE São Tomé] and [PERSON Príncipe], [GPE Antigua] & [GPE Barbuda].", "[GPE São Tomé and Príncipe], [GPE Antigua & Barbuda]."},
		{"in a longer name", "The [ORG Parliament of Bosnia] and [GPE Herzegovina] and [GPE Serbia].", "The [ORG Parliament of Bosnia and Herzegovina] and [GPE Serbia]."},
		{"two places with an and", "[GPE Serbia] and [GPE Montenegro] met.", "[GPE Serbia] and [GPE Montenegro] met."},
		{"semicolon", "[GPE Erbil; Baghdad] and Basra.", "[GPE Erbil]; [GPE Baghdad] and Basra."},
	} {
		if got := labelled(tt.in); got != tt.want {
			t.Errorf("%s:\nhave %s\nwant %s", tt.rule, got, tt.want)
		}
	}
}
