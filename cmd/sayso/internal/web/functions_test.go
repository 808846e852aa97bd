package web

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

func TestPlural(t *testing.T) {
	for want, got := range map[string]string{
		"1 day": plural(1, "day"), "19 days": plural(19, "day"), "2 countries": plural(2, "country"), "1,204 documents": plural(1204, "document"), "0 hits": plural(0, "hit"),
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
		if got := between(first, last); got != c.want {
			t.Errorf("%s to %s is %q, want %q", c.first, c.last, got, c.want)
		}
	}
}

// TestExportsKeepTheOrder: documents come in the order of the page; a graph has none, and the
// interface refuses one for it.
func TestExportsKeepTheOrder(t *testing.T) {
	for _, l := range (question{Path: "/search", Sort: "oldest"}).exported() {
		if sorted, graph := strings.Contains(l.URL, "sort=oldest"), strings.Contains(l.URL, "of=graph"); sorted == graph {
			t.Errorf("%s: %s", l.Text, l.URL)
		}
	}
}
