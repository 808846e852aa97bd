package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// kind is a kind of question to `sayso serve`: what is asked, and how many of a hundred
// questions are of it.
type kind struct {
	name  string // as docs/speed.md lists it
	share int
	ask   func(*questions) string // the path with its parameters
}

// kinds are what the three kinds of users ask: a researcher who searches and reads, an
// analyst who follows actors and issues, a script that fetches data. The shares are set by
// hand and add up to 100; half are pages, half the API.
var kinds = []kind{
	{"/search words", 10, func(q *questions) string { return "/search?q=" + q.words() }},
	{"/search words, clauses", 4, func(q *questions) string { return "/search?q=" + q.words() + "+" + q.clause() }},
	{"/search actor", 4, func(q *questions) string { return "/search?q=actor:" + quoted(q.actor()) }},
	{"/search everything", 1, func(q *questions) string { return fmt.Sprintf("/search?page=%d", 1+q.IntN(30)) }},
	{"/positions holder", 5, func(q *questions) string { return "/positions?q=holder:" + quoted(q.actor()) }},
	{"/positions about", 2, func(q *questions) string { return "/positions?q=about:" + quoted(q.issue()) + "+stance:against" }},
	{"/judgments", 2, func(q *questions) string { return "/judgments?q=" + q.words() }},
	{"/documents/ID", 8, func(q *questions) string { return "/documents/" + url.PathEscape(q.id()) + "?q=" + q.words() }},
	{"/documents/ID span", 2, func(q *questions) string { return "/documents/" + url.PathEscape(q.id()) + "?span=e1" }},
	{"/actors/NAME", 4, func(q *questions) string { return "/actors/" + url.PathEscape(q.actor()) }},
	{"/actors", 1, func(q *questions) string { return fmt.Sprintf("/actors?page=%d", 1+q.IntN(5)) }},
	{"/actors of a query", 1, func(q *questions) string { return "/actors?q=" + q.words() }},
	{"/issues/NAME", 2, func(q *questions) string { return "/issues/" + url.PathEscape(q.issue()) }},
	{"/issues", 1, func(q *questions) string { return fmt.Sprintf("/issues?page=%d", 1+q.IntN(5)) }},
	{"/compare", 1, func(q *questions) string {
		return "/compare?" + q.pair()
	}},
	{"/calendar", 1, func(q *questions) string { return "/calendar" }},
	{"/calendar passed", 1, func(q *questions) string { return "/calendar?passed=true&q=" + q.words() }},
	{"/forecasts", 1, func(q *questions) string { return "/forecasts" }},
	{"/", 1, func(q *questions) string { return "/" }},

	{"/api/v1/search facets", 7, func(q *questions) string { return "/api/v1/search?facet=actor&facet=month&q=" + q.words() }},
	{"/api/v1/search actor", 5, func(q *questions) string { return "/api/v1/search?limit=50&q=actor:" + quoted(q.actor()) }},
	{"/api/v1/positions holder", 6, func(q *questions) string { return "/api/v1/positions?holder=" + url.QueryEscape(q.actor()) }},
	{"/api/v1/positions csv", 5, func(q *questions) string {
		return "/api/v1/positions?format=csv&limit=100&about=" + url.QueryEscape(q.issue())
	}},
	{"/api/v1/documents/ID", 6, func(q *questions) string { return "/api/v1/documents/" + url.PathEscape(q.id()) }},
	{"/api/v1/facets/FIELD", 4, func(q *questions) string { return "/api/v1/facets/holder?q=" + q.words() }},
	{"/api/v1/timeline", 4, func(q *questions) string { return "/api/v1/timeline?unit=year&holder=" + url.QueryEscape(q.actor()) }},
	{"/api/v1/actors/NAME", 1, func(q *questions) string { return "/api/v1/actors/" + url.PathEscape(q.actor()) }},
	{"/api/v1/actors name", 1, func(q *questions) string { return "/api/v1/actors?name=" + url.QueryEscape(beginning(q.actor())) }},
	{"/api/v1/issues holder", 1, func(q *questions) string { return "/api/v1/issues?limit=10&holder=" + url.QueryEscape(q.actor()) }},
	{"/api/v1/issues/NAME", 1, func(q *questions) string { return "/api/v1/issues/" + url.PathEscape(q.issue()) }},
	{"/api/v1/compare", 1, func(q *questions) string {
		return "/api/v1/compare?limit=5&" + q.pair()
	}},
	{"/api/v1/matrix", 1, func(q *questions) string {
		return "/api/v1/matrix?" + q.pair() + "&issue=" + url.QueryEscape(q.issue())
	}},
	{"/api/v1/judgments", 2, func(q *questions) string { return "/api/v1/judgments?q=" + q.words() }},
	{"/api/v1/calendar passed", 1, func(q *questions) string { return "/api/v1/calendar?passed=true&q=" + q.words() }},
	{"/api/v1/export", 1, func(q *questions) string {
		return "/api/v1/export?of=positions&q=holder:" + quoted(q.actor()) + "+about:" + quoted(q.issue())
	}},
	{"/api/v1/status", 1, func(q *questions) string { return "/api/v1/status" }},
}

// questions draws what questions are about from what the archive holds: well-known actors
// and issues more often than others (by Zipf's law), documents from all over it. The same
// seed asks the same.
type questions struct {
	*rand.Rand
	actors, issues, ids, titles []string
	often                       *rand.Zipf
}

const (
	manyNames = 400  // actors and issues that are asked for
	manyIDs   = 1000 // documents
)

// newQuestions learns from a server what its archive holds.
func newQuestions(t testing.TB, base string) *questions {
	t.Helper()
	q := &questions{
		actors: fieldOf(listed(t, base+fmt.Sprintf("/api/v1/actors?limit=%d", manyNames)), "actor"),
		issues: fieldOf(listed(t, base+fmt.Sprintf("/api/v1/issues?limit=%d", manyNames)), "issue"),
	}
	for page := 1; len(q.ids) < manyIDs; page += 9 { // from all over the archive
		items := listed(t, base+fmt.Sprintf("/api/v1/search?limit=250&page=%d", page))
		q.ids, q.titles = append(q.ids, fieldOf(items, "id")...), append(q.titles, fieldOf(items, "title")...)
		if len(items) < 250 {
			break
		}
	}
	return q
}

// listed returns the items of a list, of which there is at least one.
func listed(t testing.TB, target string) []map[string]any {
	t.Helper()
	_, _, body, err := fetch(target)
	if err != nil {
		t.Fatal(err)
	}
	var page struct{ Items []map[string]any }
	if err := json.Unmarshal([]byte(body), &page); err != nil || len(page.Items) == 0 {
		t.Fatalf("%s: %v in %.200s", target, err, body)
	}
	return page.Items
}

func fieldOf(items []map[string]any, field string) (values []string) {
	for _, item := range items {
		values = append(values, fmt.Sprint(item[field]))
	}
	return values
}

// seeded returns the same source of questions with a seed of its own: one for each client.
func (q *questions) seeded(seed uint64) *questions {
	c := *q
	c.Rand = rand.New(rand.NewPCG(seed, 8))
	c.often = rand.NewZipf(c.Rand, 1.1, 4, manyNames-1)
	return &c
}

// next draws a kind, each as often as its share, and a question of it.
func (q *questions) next() (k *kind, target string) {
	n := q.IntN(100)
	for i := range kinds {
		if n -= kinds[i].share; n < 0 {
			return &kinds[i], kinds[i].ask(q)
		}
	}
	panic("the shares of the kinds of questions add up to less than 100")
}

func (q *questions) actor() string { return q.actors[int(q.often.Uint64())%len(q.actors)] }

// pair names two actors, as parameters.
func (q *questions) pair() string {
	one, other := q.actor(), q.actor()
	for one == other {
		other = q.actor()
	}
	return url.Values{"actor": {one, other}}.Encode()
}

func (q *questions) issue() string { return q.issues[int(q.often.Uint64())%len(q.issues)] }
func (q *questions) id() string    { return q.ids[q.IntN(len(q.ids))] }

// words are queries by the words of texts, escaped: a third of them the same few that all
// ask, with rare words and such as stand in every third text, phrases, beginnings,
// alternatives and limits; the others words of a title, as one remembers it.
func (q *questions) words() string {
	common := []string{
		"sanctions", "ceasefire", `"peace talks"`, "minister talks", "negotiat*", "energy OR grain", "troops -navy",
		"published:2025", "has:judgment election", "government", `"foreign minister"`, "nuclear deal", "refugees",
		"title:election", "president parliament vote", "humanitarian aid",
	}
	if q.IntN(3) == 0 {
		return url.QueryEscape(common[q.IntN(len(common))])
	}
	title := strings.FieldsFunc(q.titles[q.IntN(len(q.titles))], func(r rune) bool { return !unicode.IsLetter(r) })
	title = slices.DeleteFunc(title, func(w string) bool { return len(w) < 4 })
	if len(title) < 2 {
		return "talks"
	}
	i := q.IntN(len(title) - 1)
	switch q.IntN(3) {
	case 0:
		return url.QueryEscape(title[i])
	case 1:
		return url.QueryEscape(title[i] + " " + title[i+1])
	}
	return url.QueryEscape(title[i] + " OR " + title[i+1])
}

// clause is a clause as a facet adds it.
func (q *questions) clause() string {
	switch q.IntN(4) {
	case 0:
		return "actor:" + quoted(q.actor())
	case 1:
		return "holder:" + quoted(q.actor())
	case 2:
		return "act:" + []string{"reject", "demand", "propose", "accuse"}[q.IntN(4)]
	}
	return "stance:against"
}

// quoted is a name as a value of a query, escaped.
func quoted(name string) string {
	return url.QueryEscape(`"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`)
}

// beginning is what somebody types who looks for a name.
func beginning(name string) string {
	runes := []rune(name)
	return string(runes[:min(3, len(runes))])
}
