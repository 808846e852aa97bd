package corpus

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSpan(t *testing.T) {
	const text = "Über Ankara"
	for _, tt := range []struct {
		s     Span
		valid bool
	}{
		{Span{0, 2}, true}, {Span{0, len(text)}, true}, {Span{6, 12}, true},
		{Span{0, 1}, false},  // within Ü
		{Span{1, 3}, false},  // within Ü
		{Span{3, 3}, false},  // empty
		{Span{4, 2}, false},  // reversed
		{Span{-1, 2}, false}, // before
		{Span{6, 13}, false}, // behind
	} {
		if got := tt.s.Valid(text); got != tt.valid {
			t.Errorf("%v.Valid = %v", tt.s, got)
		}
	}
	a, b, c := Span{0, 4}, Span{3, 6}, Span{4, 5}
	if !a.Overlaps(b) || a.Overlaps(c) || !b.Contains(c) || b.Contains(a) {
		t.Error("Overlaps or Contains")
	}
	if got := Cover([]Span{b, a, c}); got != (Span{0, 6}) || Cover(nil) != (Span{}) {
		t.Errorf("Cover = %v", got)
	}
	if a.Compare(b) >= 0 || a.Compare(a) != 0 || b.Compare(Span{3, 5}) <= 0 {
		t.Error("Compare")
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]Date{
		"2025-12-01":                {2025, 12, 1},
		"2024-02-29":                {2024, 2, 29},
		"2025-12-01T23:59:59-08:00": {2025, 12, 1},
		"2025-12-01 08:30:00 +0100": {2025, 12, 1},
		"2025-02-29":                {},
		"0000-01-01":                {},
		"2025-12-1":                 {},
		"2025-12":                   {},
		"1 December 2025":           {},
		"":                          {},
	} {
		got, err := ParseDate(in)
		if got != want || (err == nil) == want.IsZero() {
			t.Errorf("ParseDate(%q) = %v, %v", in, got, err)
		}
	}
}

func TestDate(t *testing.T) {
	d := Date{2024, time.February, 28}
	if got := d.AddDays(2).String(); got != "2024-03-01" {
		t.Errorf("AddDays = %s", got)
	}
	if d.Weekday() != time.Wednesday || (Date{}).String() != "" || d.Compare(d.AddDays(1)) >= 0 || (Date{}).Compare(d) >= 0 {
		t.Error("Weekday, String or Compare")
	}
}

func TestFindSections(t *testing.T) {
	type section struct{ Name, Text string }
	for _, tt := range []struct {
		name, text string
		want       []section
	}{
		{"two", "Lead.\n\nDescription: One.\n\nMore.\n\nImpact: Two.", []section{{"Description", "Description: One.\n\nMore."}, {"Impact", "Impact: Two."}}},
		{"label alone", "Policy implications:\n\nOne.", []section{{"Policy implications", "Policy implications:\n\nOne."}}},
		{"no label", "The minister of transport said: no.", nil},
		{"clock", "At 10:30 it was over.\n\n12 May: The talks began.", nil},
		{"address", "https://harbour.example is down.", nil},
		{"long", "A sentence that goes on until it meets a colon: here.", nil},
		{"lower case", "impact: none.", nil},
		{"dashes", "Context – One.\n\nAssessment — Two.", []section{{"Context", "Context – One."}, {"Assessment", "Assessment — Two."}}},
		{"one dash", "Port Ellery – The talks began.\n\nThey failed.", nil},
		{"datelines", "PORT ELLERY – The talks began.\n\nMARJ – They failed.", nil},
		{"speakers", "SECRETARY VALE: Good morning.\n\nAnd second: we stay.\n\nQUESTION: Why?\n\nSTAFF: Thank you.", nil},
		{"speaker with a stop", "MR. VALE: Good morning.\n\nA – One.\n\nB – Two.", nil},
		{"questions", "QUESTION: Why?\n\nVALE: No.\n\nQUESTION: And then?", nil},
		{"labels in capitals", "QUESTION: Who pays?\n\nKEY JUDGMENTS: Nobody.", []section{{"QUESTION", "QUESTION: Who pays?"}, {"KEY JUDGMENTS", "KEY JUDGMENTS: Nobody."}}},
		{"frame", "Begin Text:\n\nWe stay.\n\nBackground: Two states.\n\nEnd text:", []section{{"Background", "Background: Two states.\n\nEnd text:"}}},
		{"letters of two bytes", "Überblick: Alles ruhig.", []section{{"Überblick", "Überblick: Alles ruhig."}}},
		{"empty", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []section
			for _, s := range FindSections(tt.text) {
				got = append(got, section{s.Name, s.In(tt.text)})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFindSectionsByHeading(t *testing.T) {
	text := "Lead.\n\nWhat happened\n\nOne.\n\nWhy it matters\n\nTwo."
	want := []Section{{Name: "What happened", Span: Span{7, 26}}, {Name: "Why it matters", Span: Span{28, 48}}}
	if diff := cmp.Diff(want, FindSections(text, 7, 28)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzFindSections(f *testing.F) {
	f.Add("Description: One.\n\nImpact: Two.")
	f.Add("A – One.\n\nB – Two.\n\nÜ – ")
	f.Add("\n\n\n:\n\nA:\n\nÜ: \xff")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, s := range FindSections(text) {
			if s.Start < end || s.End > len(text) || s.Start >= s.End {
				t.Fatalf("section %v after %d in %q", s, end, text)
			}
			end = s.End
		}
	})
}
