package web

import (
	"strings"
	"testing"
)

// TestHedgesBesideTheText: what the layer of judgments counts is listed beside the text, also a
// hedge, which names no probability.
func TestHedgesBesideTheText(t *testing.T) {
	listed := map[byte]int{}
	for _, ul := range demo(t).ok("/documents/demo-2-21").all("ul", "list") {
		for n := range ul.Descendants() {
			if letter, ok := strings.CutPrefix(attr(n, "href"), "?span="); ok {
				listed[letter[0]]++
			}
		}
	}
	if listed['j'] == 0 || listed['h'] == 0 {
		t.Errorf("%d judgments and %d hedges are listed, want some of each", listed['j'], listed['h'])
	}
}

// TestResultsNameTheQuery, also where the search box is not seen: on paper, and to a screen reader.
func TestResultsNameTheQuery(t *testing.T) {
	r := demo(t)
	for url, want := range map[string]string{
		"/positions?q=holder:Russia": "Results of holder:Russia",
		"/judgments":                 "Everything",
	} {
		if got := r.ok(url).text("h1"); got != want {
			t.Errorf("%s has the heading %q, want %q", url, got, want)
		}
	}
}
