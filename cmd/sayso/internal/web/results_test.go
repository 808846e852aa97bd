package web

import "testing"

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
