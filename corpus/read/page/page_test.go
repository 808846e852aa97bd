package page

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

func TestDays(t *testing.T) {
	for line, want := range map[string]string{
		"By December 1, 2025December 2nd, 2025No Comments": "2025-12-01 2025-12-02",
		"Editorial DeskMarch 3, 2024":                      "2024-03-03",
		"Mon, 25 Nov 2024 18:00:00 GMT":                    "2024-11-25",
		"Wednesday, 1st of May, 2024":                      "2024-05-01",
		"POSTED ON SEPT. 7, 2021 AT 9:05 PM":               "2021-09-07",
		"2024-03-01T08:30:00+01:00":                        "2024-03-01",
		"2024/3/1":                                         "2024-03-01",
		"01.03.2024":                                       "2024-03-01",
		"25/11/2024":                                       "2024-11-25",
		"11/25/2024":                                       "2024-11-25",
		"30 February 2024, 29 February 2024":               "2024-02-29",
		"Resolution 2024/1234 of 12345-01-02":              "",
		"May 2024, March":                                  "",
		"12 Maybe 2024":                                    "",
		"1-Jan-2024":                                       "2024-01-01",
	} {
		var got []string
		for _, f := range days(line) {
			got = append(got, f.day.String())
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", line, s, want)
		}
	}
}

func TestDay(t *testing.T) {
	for in, want := range map[string]corpus.Date{
		"20251201T090000Z":                {Year: 2025, Month: 12, Day: 1},
		"20251201":                        {Year: 2025, Month: 12, Day: 1},
		"2025-12-01T09:00:00Z":            {Year: 2025, Month: 12, Day: 1},
		"Mon, 01 Dec 2025 09:00:00 +0000": {Year: 2025, Month: 12, Day: 1},
		"next week":                       {},
		"":                                {},
	} {
		if got, ok := Day(in); got != want || ok == want.IsZero() {
			t.Errorf("Day(%q) = %v, %v", in, got, ok)
		}
	}
}

// TestDateLine tells lines about the publication from headlines and sentences with a day.
func TestDateLine(t *testing.T) {
	for line, want := range map[string]bool{
		"14 March 2025 · 2 min read":                                 true,
		"Feb 13, 2026 | Arctic":                                      true,
		"Port Ellery, 3 December 2024":                               false, // a dateline of the text, perhaps
		"By Mira Olt, Port Ellery | 3 May 2024":                      true,
		"Published: 3 May 2024, updated: 5 May 2024":                 true,
		"Submitted by desk on 3 May 2024":                            true,
		"Elections in Belovia, 26 January 2025":                      false,
		"The treaty was published on 3 May 2024 and soon forgotten.": false,
		"From 3 May 2024 to 5 May 2024: A Chronology":                false,
	} {
		if got := dateLine(line, days(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

func TestUnshout(t *testing.T) {
	text := []para{{Line: Line{Text: "The TFA spoke for nine harbours of the UNO."}}}
	for in, want := range map[string]string{
		"A TRUCE FOR EL MARJ: THE TFA AFTER THE FLOOD": "A Truce for El Marj: The TFA after the Flood",
		"COAST-TO-COAST TALKS IN PORT ELLERY":          "Coast-To-Coast Talks in Port Ellery",
		"UNO TFA":                                      "UNO TFA",
		"A Truce for El Marj":                          "A Truce for El Marj",
		"2024 2025 2026":                               "2024 2025 2026",
	} {
		if got := unshout(in, text); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	const long = "The harbour master said on Tuesday that the old ship would last two"
	for _, tt := range []struct {
		name, raw string
		want      []string
	}{
		{"wrapped", long + "\nwinters, not three, and that a new one was a question for the Serb-\nmajority north.\n\nNext.", []string{long + " winters, not three, and that a new one was a question for the Serb-majority north.", "Next."}},
		{"a line each", strings.Repeat(long+" ", 4) + "\n" + "Second.\r\nThird.", []string{strings.Repeat(long+" ", 3) + long, "Second.", "Third."}},
		{"menu", "Home\nAbout\nContact", []string{"Home", "About", "Contact"}},
		{"invisible", "\ufeffA\u00adB\u200bC\u00a0\u00a0D", []string{"ABC D"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, l := range split(tt.raw) {
				got = append(got, l.Text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestShortPages reads pages of so few words that neither the width of their lines nor the
// length of their sentences tells what they are.
func TestShortPages(t *testing.T) {
	const body = "On Sunday the assembly of the Tarn Islands rejected the decree."
	for _, tt := range []struct {
		name, raw string
		text      string
		sections  []string
	}{
		{"label on its own line", "Tarn Islands: An Envoy without a Mandate\nMonday, 8 April 2024\n\nDescription:\n" + body + "\n\nImpact:\nPort Ellery will hardly yield.\n",
			"Description:\n\n" + body + "\n\nImpact:\n\nPort Ellery will hardly yield.", []string{"Description", "Impact"}},
		{"dashes", "Tarn Islands: An Envoy without a Mandate\n\n8 April 2024\n\nContext – " + body + "\n\nAssessment – It is unlikely to yield.\n",
			"Context – " + body + "\n\nAssessment – It is unlikely to yield.", []string{"Context", "Assessment"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := Text(tt.raw)
			if diff := cmp.Diff(tt.text, doc.Text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			var sections []string
			for _, s := range doc.Sections {
				sections = append(sections, s.Name)
			}
			if diff := cmp.Diff(tt.sections, sections); diff != "" {
				t.Errorf("sections (-want +got):\n%s", diff)
			}
			if doc.Title != "Tarn Islands: An Envoy without a Mandate" || doc.Published.String() != "2024-04-08" {
				t.Errorf("title %q, published %v", doc.Title, doc.Published)
			}
		})
	}
}

// TestLastSection: what stands below the last heading is text, be it as short as a menu; what a page
// prints below a text under headings of its own is not.
func TestLastSection(t *testing.T) {
	section := func(heading string, level int, text string) []Line {
		return []Line{{Text: heading, Level: level}, {Text: text}}
	}
	begin := slices.Concat(
		section("One Timetable for Nine Harbours", 1, "On Sunday the assembly of the Tarn Islands rejected the decree."),
		section("Who is to pay", 2, "The harbour master said that the old ship would last two winters, not three."))
	for _, tt := range []struct {
		last []Line
		text bool
	}{
		{section("Outlook", 2, "Expect delays."), true},
		{section("The road ahead", 2, "Port Ellery will hardly yield."), true},
		{section("The Long Quay", 3, "Port Ellery will hardly yield."), false},
		{section("The Long Quay", 2, "A Price for Salt."), false},
		{section("Related posts", 2, "Port Ellery will hardly yield."), false},
	} {
		doc := Clean(slices.Concat(begin, tt.last), Meta{})
		if got := strings.HasSuffix(doc.Text, tt.last[0].Text+"\n\n"+tt.last[1].Text); got != tt.text {
			t.Errorf("%+v is text: %t, want %t", tt.last, got, tt.text)
		}
	}
}

// hostile are pages that would take quadratic time where something is searched again and
// again. Each is built to any size.
var hostile = map[string]func(n int) string{
	"one word":    func(n int) string { return strings.Repeat("a", n) },
	"short lines": func(n int) string { return strings.Repeat("Menu\n", n/5) },
	"stars":       func(n int) string { return strings.Repeat("more from more from more from\n", n/30) },
	"heads": func(n int) string {
		return strings.Repeat("Related posts\n\nThe harbour master said that the ship would last two winters.\n\n", n/80)
	},
	"dates":    func(n int) string { return strings.Repeat("May 3, 2024", n/11) },
	"labels":   func(n int) string { return "Impact: " + strings.Repeat("A. Impact: ", n/11) },
	"breaks":   func(n int) string { return strings.Repeat("\n \n", n/3) },
	"capitals": func(n int) string { return strings.Repeat("A TRUCE ", n/8) },
}

// TestLinear compares the work for a page with that for one of eight times its size. The
// bound is generous: a quadratic step would take 64 times as long.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures")
	}
	for name, page := range hostile {
		small, large := page(1<<14), page(1<<17)
		cost := func(s string) float64 {
			return testing.AllocsPerRun(1, func() { Text(s) })
		}
		if a, b := cost(small), cost(large); b > 24*a+1000 {
			t.Errorf("%s: %.0f allocations for 16 kB, %.0f for 128 kB", name, a, b)
		}
	}
}

// FuzzText checks that no line of a page is lost: its words are in the text or among the
// dropped lines.
func FuzzText(f *testing.F) {
	f.Add("Menu\n\nFerry Talks\n\nBy May 3, 2024May 4th, 2024No Comments\n\nDescription: One. Impact: Two.\n\nShare\n")
	f.Add("Title\n=====\n\n- a\n- b\n\nRelated posts\nX\n\nCopying is forbidden.")
	f.Fuzz(func(t *testing.T, raw string) {
		doc := Text(strings.ToValidUTF8(raw, "?"))
		got := map[string]int{}
		for _, d := range doc.Dropped {
			for w := range strings.FieldsSeq(d.Text) {
				got[w]++
			}
		}
		for w := range strings.FieldsSeq(doc.Text) {
			got[w]++
		}
		for _, l := range split(strings.ToValidUTF8(raw, "?")) {
			for _, l := range unglue([]Line{l}) {
				for w := range strings.FieldsSeq(l.Text) {
					if got[w] == 0 {
						t.Fatalf("%q of %q is lost\ntext %q\ndropped %q", w, raw, doc.Text, doc.Dropped)
					}
				}
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	page := "Skip to main content\nBrief\n\nFerry Talks in Port Ellery\n\nBy May 3, 2024May 4th, 2024No Comments\n\n" +
		strings.Repeat("Description: The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three. The opposition rejected the subsidy.\n\n", 10) +
		"Share Tweet Share Pin\n\nRelated posts\nThe Long Quay\n\nCopying our content is forbidden.\n"
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Text(page)
	}
}

// TestWrappedParagraph: a paragraph of twice as many rows takes twice the memory, not four times.
func TestWrappedParagraph(t *testing.T) {
	taken := func(rows int) uint64 {
		raw := strings.Repeat("The envoy of Graustark said that the talks about the ferry would go on until\n", rows)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		doc := Text(raw)
		runtime.ReadMemStats(&after)
		if got := strings.Count(doc.Text, "until"); got != rows {
			t.Errorf("%d rows of %d", got, rows)
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	if few, many := taken(2000), taken(8000); many > 6*few {
		t.Errorf("%d bytes for 2000 rows, %d for 8000", few, many)
	}
}

// TestManyLines: a page of more lines than anybody writes is a text.
func TestManyLines(t *testing.T) {
	doc := Text(strings.Repeat("Share\n\n", maxLines+1))
	want := "200001 lines, more than a page has: none was left out as furniture, and no date was looked for"
	if len(doc.Notes) != 1 || doc.Notes[0] != want || strings.Count(doc.Text, "Share") != maxLines+1 {
		t.Errorf("notes %q, %d lines of text", doc.Notes, strings.Count(doc.Text, "Share"))
	}
}
