package web

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/index/query"
)

// TestClauses looks for a clause as a facet adds it, and takes it away: only where the query
// demands it, and so that what is left can be read.
func TestClauses(t *testing.T) {
	for _, c := range []struct{ q, clause, want string }{ // want: without it; "-" where the query does not demand it
		{"act:reject", "act:reject", ""},
		{"talks act:reject", "act:reject", "talks"},
		{"act:reject AND talks", "act:reject", "talks"},
		{"talks AND act:reject AND ferry", "act:reject", "talks ferry"},
		{"(talks OR ferry) act:reject", "act:reject", "talks OR ferry"},
		{"(talks OR ferry) act:reject toll", "act:reject", "(talks OR ferry) toll"},
		{`ärger holder:"European Union" talks`, `holder:"European Union"`, "ärger talks"},
		{"talks  Act:reject", "act:reject", "talks"},
		{"(talks act:reject)", "act:reject", "talks"},
		{"talks OR act:reject", "act:reject", "-"},
		{"NOT act:reject", "act:reject", "-"},
		{"talks -act:reject", "act:reject", "-"},
		{"talks NOT act:reject", "act:reject", "-"},
		{"(talks OR act:reject) ferry", "act:reject", "-"},
		{"{holder:Graustark act:reject} talks", "act:reject", "-"},
		{"act:(reject OR deny)", "act:reject", "-"},
		{"act:(reject deny)", "act:reject", "-"},
		{`"talks act:reject"`, "act:reject", "-"},
		{"holder:Graustarkian", "holder:Graustark", "-"},
		{"(talks", "act:reject", "-"},
		{"", "act:reject", "-"},
	} {
		parts := query.Parts(c.q)
		got := "-"
		if at := place(parts, c.clause); at >= 0 {
			got = query.Without(parts, at)
		}
		if got != c.want {
			t.Errorf("%q without %s is %q, want %q", c.q, c.clause, got, c.want)
		}
		for i := range parts {
			if _, err := query.Parse(query.Without(parts, i)); err != nil {
				t.Errorf("%q without %q: %v", c.q, parts[i].Text, err)
			}
		}
	}
}

// TestFacetsOfAlternatives: a value that is one of the alternatives, or excluded, is not
// chosen, and every link of a facet asks a query that can be read.
func TestFacetsOfAlternatives(t *testing.T) {
	r := demo(t)
	for _, q := range []string{"xylophone OR act:reject", "NOT act:demand", "ceasefire AND act:reject"} {
		a := r.ok(question{Path: "/positions", Q: q}.URL())
		for _, n := range a.all("li", "on") {
			if !strings.Contains(q, "AND") {
				t.Errorf("%s: %q is shown as chosen", q, content(n))
			}
		}
		for _, n := range append(a.all("a", "add"), a.all("a", "not")...) {
			if status := r.status(attr(n, "href")); status != 200 {
				t.Errorf("%s: a facet leads to %s, status %d", q, attr(n, "href"), status)
			}
		}
	}
}

// TestProposalsShowSomething follows what is proposed where a tab is empty: documents match
// without one of the parts, but the tab may list none of what is in them.
func TestProposalsShowSomething(t *testing.T) {
	r := demo(t)
	proposed := 0
	for _, url := range []string{
		"/positions?q=act:reject+xylophone", "/positions?q=holder:Nobody+title:ceasefire", "/judgments?q=xylophone+band:likely",
		"/judgments?q=xylophone+ceasefire&actor=Russia", "/positions?q=xylophone+-has:position", "/judgments?q=xylophone+-has:judgment",
		"/positions?q=ceasefire&from=1999-01-01&to=1999-12-31",
		"/search?q=ceasefire+xylophone",
	} {
		for _, n := range r.ok(url).all("a", "") {
			if !strings.HasPrefix(content(n), "without ") {
				continue
			}
			proposed++
			if a := r.ok(attr(n, "href")); len(a.all("section", "empty")) > 0 {
				t.Errorf("%s: %s leads to %s, which shows nothing", url, content(n), attr(n, "href"))
			}
		}
	}
	if proposed < 5 {
		t.Errorf("only %d links are proposed", proposed)
	}
}
