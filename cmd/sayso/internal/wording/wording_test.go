package wording

import (
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

func TestPlural(t *testing.T) {
	for want, got := range map[string]string{
		"1 day": Plural(1, "day"), "19 days": Plural(19, "day"), "2 countries": Plural(2, "country"), "1,204 documents": Plural(1204, "document"), "0 hits": Plural(0, "hit"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestBetween(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"2025-12-02", "2025-12-02", "2 Dec 2025"},
		{"2025-12-02", "2025-12-05", "2–5 Dec 2025"},
		{"2025-11-30", "2025-12-05", "30 Nov – 5 Dec 2025"},
		{"2025-12-02", "2026-01-05", "2 Dec 2025 – 5 Jan 2026"},
		{"2024-02-01", "2024-02-29", "February 2024"},
		{"2025-01-01", "2025-12-31", "2025"},
		{"2025-01-01", "2025-03-31", "1 Jan – 31 Mar 2025"},
		{"1990-01-01", "1999-12-31", "1990–1999"},
	} {
		first, err := corpus.ParseDate(c.first)
		if err != nil {
			t.Fatal(err)
		}
		last, err := corpus.ParseDate(c.last)
		if err != nil {
			t.Fatal(err)
		}
		if got := Between(first, last); got != c.want {
			t.Errorf("%s to %s is %q, want %q", c.first, c.last, got, c.want)
		}
	}
}

func TestHorizon(t *testing.T) {
	for value, want := range map[string]string{
		"2026-02-03": "by 3 Feb 2026", "2026-04": "by April 2026", "2026": "by 2026", "202": "by the end of the 2020s",
		"2025-W10": "by 3–9 Mar 2025", "2025-SU": "by summer 2025", "2025-WI": "by winter 2025/26", "1999-WI": "by winter 1999/00",
		"2025-Q4": "by the last quarter of 2025", "2025-H1": "by the first half of 2025",
		"P3M": "within 3 months", "P1W": "within 1 week", "PT72H": "within 72 hours", "FY2026": "by FY2026",
	} {
		if got := Horizon(value); got != want {
			t.Errorf("%s is %q, want %q", value, got, want)
		}
	}
}

func TestPositions(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{Holder("Ada Quill", "", "Ruritania"), "Ada Quill [Ruritania]"},
		{Holder("Ruritania", "Ada Quill", "Ruritania"), "Ruritania via Ada Quill"},
		{Holder("", "Tidal Press", ""), "(unnamed) via Tidal Press"},
		{Label(corpus.Reject, corpus.Against, corpus.Negated, "the toll"), "reject · against · negated · the toll"},
		{Label(corpus.Assert, corpus.NoStance, corpus.Plain, ""), "assert"},
		{Label(corpus.Demand, "", "", "the toll"), "demand · the toll"},
	} {
		if tt.got != tt.want {
			t.Errorf("have %q, want %q", tt.got, tt.want)
		}
	}
}
