package web

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// question is the state of a page of results. Its URL holds all of it, with the parameters
// of /api/v1.
type question struct {
	Path     string // "/search", "/positions", "/judgments", …
	Q        string
	From, To string // days
	Date     string // which dates From and To mean, and the histogram counts: "" (published) or "mentioned"
	AsOf     string // the day that "last month" goes by
	Sort     string
	Page     int    // from 1
	Facet    string // the facet that is shown in full
	Contains string // and which of its values
	Actor    string // of judgments: only those that mention this actor; of the network: only its ties
	Hedges   bool   // of judgments: the estimates that name no probability instead
	Level    string // of a dossier and an issue: "state" counts persons and bodies for what they belong to

	Agreement   bool   // of the network: who agrees with whom, instead of who is named together
	Name        string // of the list of actors: its beginning
	First, Last string // of the calendar: the days that are expected
	Passed      bool   // of the calendar: also what is over
	per         int    // hits a page; 0: perPage
}

// perPage is how many hits a page of results has: enough to skim, and under 200 kB with
// three passages of 600 bytes each.
const perPage = 20

// maxPage bounds how far one can leaf: hits before the page are found anew each time.
const maxPage = 5000

// questionOf reads the state from a request.
func questionOf(r *request) (question, index.Search, error) {
	v := r.URL.Query()
	q := question{
		Path: r.URL.Path, Q: strings.TrimSpace(v.Get("q")), From: v.Get("from"), To: v.Get("to"), Date: v.Get("date"),
		AsOf: v.Get("as_of"), Sort: v.Get("sort"), Page: 1, Facet: v.Get("facet"), Contains: v.Get("contains"),
		Actor: v.Get("actor"), Hedges: v.Get("hedges") == "true",
	}
	s := index.Search{Query: q.Q, Limit: perPage}
	for _, d := range []struct {
		name, value string
		to          *corpus.Date
	}{{"from", q.From, &s.From}, {"to", q.To, &s.To}, {"as_of", q.AsOf, &s.AsOf}} {
		if d.value == "" {
			continue
		}
		day, err := corpus.ParseDate(d.value)
		if err != nil {
			return q, s, badf("%s=%s: %v; want a day such as 2025-12-01", d.name, d.value, err)
		}
		*d.to = day
	}
	if q.From != "" && q.To != "" && s.From.Compare(s.To) > 0 {
		return q, s, badf("from=%s lies after to=%s: swap them", q.From, q.To)
	}
	switch q.Date {
	case "", "published":
		q.Date = ""
	case "mentioned":
		s.By = index.ByMentioned
	default:
		return q, s, badf("date=%s is neither published nor mentioned", q.Date)
	}
	switch q.Sort {
	case "", "relevance":
		q.Sort = ""
	case "newest":
		s.Sort = index.Newest
	case "oldest":
		s.Sort = index.Oldest
	default:
		return q, s, badf("sort=%s is none of relevance, newest, oldest", q.Sort)
	}
	var err error
	q.Page, err = pageOf(v.Get("page"))
	s.Page = q.Page
	return q, s, err
}

func pageOf(s string) (int, error) {
	if s == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > maxPage {
		return 1, badf("page=%s is no page: want a number from 1 to %d; to read further, export all hits or narrow the search", s, maxPage)
	}
	return n, nil
}

// URL returns the address of the state.
func (q question) URL() string {
	v := url.Values{}
	for name, value := range q.params() {
		v.Set(name, value)
	}
	if len(v) == 0 {
		return q.Path
	}
	return q.Path + "?" + v.Encode()
}

// params are the parameters of the state, those that say nothing left out.
func (q question) params() map[string]string {
	out := map[string]string{}
	for name, value := range map[string]string{
		"q": q.Q, "from": q.From, "to": q.To, "date": q.Date, "as_of": q.AsOf, "sort": q.Sort, "facet": q.Facet, "contains": q.Contains, "actor": q.Actor, "name": q.Name, "first": q.First, "last": q.Last, "level": q.Level,
	} {
		if value != "" {
			out[name] = value
		}
	}
	if q.Hedges {
		out["hedges"] = "true"
	}
	if q.Agreement {
		out["agreement"] = "true"
	}
	if q.Passed {
		out["passed"] = "true"
	}
	if q.Page > 1 {
		out["page"] = strconv.Itoa(q.Page)
	}
	return out
}

// asking returns the state with another query, from its first page on.
func (q question) asking(text string) question {
	q.Q, q.Page = strings.TrimSpace(text), 1
	return q
}

// at returns the state on another page.
func (q question) at(page int) question { q.Page = page; return q }

// on returns the same question put to another path, without what only results have.
func (q question) on(path string) question {
	q.Path, q.Page, q.Facet, q.Contains, q.Actor, q.Hedges = path, 1, "", "", "", false
	return q
}

// dated returns the state with other limits.
func (q question) dated(from, to string) question {
	q.From, q.To, q.Page = from, to, 1
	return q
}

// hidden are the fields that a form carries along beside those that it shows.
func (q question) hidden(shown ...string) []field {
	var out []field
	all := q.params()
	delete(all, "page")
	for _, name := range shown {
		delete(all, name)
	}
	for _, name := range []string{"q", "from", "to", "date", "as_of", "sort", "facet", "contains", "actor", "hedges", "agreement", "name", "first", "last", "passed", "level"} {
		if v, ok := all[name]; ok {
			out = append(out, field{name, v})
		}
	}
	return out
}

// Within are the hidden fields of the box that searches within a facet.
func (q question) Within(facet string) []field {
	q.Facet = facet
	return q.hidden("contains")
}

// field is a hidden field of a form.
type field struct{ Name, Value string }

// Addresses of the other screens. Names and ids stand in the path, so that what is linked
// within a document or a dossier is short.
func documentURL(id string) string { return "/documents/" + url.PathEscape(id) }
func actorURL(name string) string  { return "/actors/" + url.PathEscape(name) }
func issueURL(name string) string  { return "/issues/" + url.PathEscape(name) }

// askURL is the address of a query on a tab of results.
func askURL(path, q string) string { return question{Path: path, Q: q}.URL() }

// pager leafs through a list.
type pager struct {
	Page, Pages    int
	Previous, Next string // addresses; empty at the ends
}

func (q question) pager(total int) pager {
	per := cmp.Or(q.per, perPage)
	p := pager{Page: q.Page, Pages: (total + per - 1) / per}
	if q.Page > 1 {
		p.Previous = q.at(min(q.Page-1, max(p.Pages, 1))).URL()
	}
	if q.Page < min(p.Pages, maxPage) {
		p.Next = q.at(q.Page + 1).URL()
	}
	return p
}

// leaf is the pager of a list that has no other state.
func leaf(url, anchor string, at, total int) pager {
	p := pager{Page: at, Pages: (total + listPage - 1) / listPage}
	if at > 1 {
		p.Previous = url + strconv.Itoa(at-1) + anchor
	}
	if at < p.Pages {
		p.Next = url + strconv.Itoa(at+1) + anchor
	}
	return p
}
