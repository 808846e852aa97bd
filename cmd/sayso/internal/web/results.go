package web

import (
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/query"
)

// resultsBody is a page of results, on one of three tabs.
type resultsBody struct {
	Q      question
	Tabs   []tab
	Facets []facetView
	Chips  []chip
	Over   overTime

	Total, Documents, Positions int
	Notes                       []string
	DidYouMean                  []link
	Without                     []link // queries with a part less, which find something
	First                       string // address of the first page
	Sorts                       []choice
	Pager                       pager
	Exports                     []link

	Hits      []hitView
	Rows      []row
	Judgments []judgmentView
}

// Lists is what the tab lists. Facets that count something else say so: three documents of a
// year may hold nine positions.
func (b *resultsBody) Lists() index.Counts {
	switch b.Q.Path {
	case "/positions":
		return index.Positions
	case "/judgments":
		return index.Judgments
	}
	return index.Documents
}

// tab is a way to see what a query finds.
type tab struct {
	Text, URL string
	Count     int
	Current   bool
}

// choice is one of several settings.
type choice struct {
	Text, URL string
	Current   bool
}

// chip is a limit of the search that a click takes away.
type chip struct{ Text, URL string }

// hitView is a document that was found.
type hitView struct {
	index.Hit
	Heading  []piece
	URL      string
	Passages []passageView
	Copies   []string // ids of documents of the same text
	Ledger   string   // address of its positions that match
}

type passageView struct {
	Section string
	Pieces  []piece
	URL     string // the place in the document, where the passage is a position
	Number  int    // of the position; 0: the passage is none
}

func results(r *request) (*page, error) {
	q, s, err := questionOf(r)
	if err != nil {
		return nil, err
	}
	b := &resultsBody{Q: q, Exports: q.exported()}
	s.Facets, s.Histograms = q.requests(), histograms(s.By)
	switch q.Path {
	case "/positions":
		err = b.positions(r, s)
	case "/judgments":
		err = b.judgments(r, s)
	default:
		err = b.documents(r, s)
	}
	if err != nil {
		return nil, err
	}
	b.Chips, b.First = q.chips(), q.at(1).URL()
	if b.Total == 0 {
		b.Without = q.without(r, s)
	}
	b.Pager = q.pager(b.Total)
	title := q.Q
	if title == "" {
		title = "Everything"
	}
	return &page{Title: title, Query: q.Q, Nav: "/search", Action: q.Path, Hidden: q.hidden("q", "facet", "contains"), Body: b}, nil
}

func (b *resultsBody) documents(r *request, s index.Search) error {
	res, err := r.x.Search(r.Context(), s)
	if err != nil {
		return err
	}
	b.Total, b.Documents, b.Positions = res.Total, res.Total, res.Positions
	b.shared(res.Notes, res.DidYouMean, res.Facets, res.Bars)
	b.tabs(res.Total, res.Positions, res.Judgments)
	b.Sorts = b.Q.sorts("relevance", "newest", "oldest")
	copies := r.m.copies()
	for _, h := range res.Hits {
		b.Hits = append(b.Hits, hitOf(b.Q, h, copies[h.ID]))
	}
	return nil
}

func hitOf(q question, h index.Hit, copies []string) hitView {
	v := hitView{Hit: h, Heading: marked(h.Title, h.TitleMarks), URL: q.document(h.ID), Copies: copies}
	if len(v.Heading) == 0 {
		v.Heading = []piece{{Text: h.ID}}
	}
	for _, p := range h.Passages {
		pv := passageView{Section: p.Section, Pieces: passage(p), Number: p.Position + 1}
		if p.Position >= 0 {
			pv.URL = spanURL(q.document(h.ID), "p", p.Position)
		}
		v.Passages = append(v.Passages, pv)
	}
	if h.Positions > 0 {
		v.Ledger = q.on("/positions").asking(narrow(q.Q, clauseID(h.ID))).URL()
	}
	return v
}

func (b *resultsBody) positions(r *request, s index.Search) error {
	res, err := r.x.Positions(r.Context(), s)
	if err != nil {
		return err
	}
	b.Total, b.Documents, b.Positions = res.Total, res.Documents, res.Total
	b.shared(res.Notes, res.DidYouMean, res.Facets, res.Bars)
	b.tabs(res.Found, res.Total, res.Judgments)
	b.Sorts = b.Q.sorts("newest", "oldest")
	for _, h := range res.Hits {
		b.Rows = append(b.Rows, rowOf(b.Q, h))
	}
	return nil
}

func (b *resultsBody) judgments(r *request, s index.Search) error {
	res, err := r.x.Judgments(r.Context(), index.JudgmentSearch{Search: s, Actor: b.Q.Actor, Hedges: b.Q.Hedges})
	if err != nil {
		return err
	}
	b.Total, b.Documents = res.Total, res.Documents
	b.shared(res.Notes, res.DidYouMean, res.Facets, res.Bars)
	b.tabs(res.Found, res.Positions, res.Total)
	b.Sorts = b.Q.sorts("newest", "oldest")
	for _, h := range res.Hits {
		b.Judgments = append(b.Judgments, judgmentOf(b.Q, h))
	}
	return nil
}

// shared is what the tabs have in common; the histogram is of the documents on all of them.
func (b *resultsBody) shared(notes, didYouMean []string, facets []index.Facet, bars [][]index.Bar) {
	b.Notes, b.Facets, b.Over = notes, b.Q.facets(facets), b.Q.overTime(bars)
	for _, d := range didYouMean {
		b.DidYouMean = append(b.DidYouMean, link{d, b.Q.asking(d).URL()})
	}
}

func (b *resultsBody) tabs(documents, positions, judgments int) {
	for _, t := range []tab{{"Documents", "/search", documents, false}, {"Positions", "/positions", positions, false}, {"Judgments", "/judgments", judgments, false}} {
		to := b.Q.on(t.URL)
		if t.Current = t.URL == b.Q.Path; t.Current { // the list that is counted
			to.Actor, to.Hedges = b.Q.Actor, b.Q.Hedges
		}
		t.URL = to.URL()
		b.Tabs = append(b.Tabs, t)
	}
}

// sorts are the orders of hits; the first is what one gets without asking.
func (q question) sorts(names ...string) []choice {
	var out []choice
	for i, name := range names {
		value := name
		if i == 0 {
			value = ""
		}
		to := q.at(1)
		to.Sort = value
		out = append(out, choice{name, to.URL(), q.Sort == value || i == 0 && q.Sort == name})
	}
	return out
}

// chips are the limits that do not stand in the query.
func (q question) chips() []chip {
	var out []chip
	if q.From != "" || q.To != "" {
		from, _ := corpus.ParseDate(q.From)
		to, _ := corpus.ParseDate(q.To)
		text := "published "
		if q.Date != "" {
			text = "naming days of "
		}
		switch {
		case q.To == "":
			text += "from " + wording.Day(from)
		case q.From == "":
			text += "up to " + wording.Day(to)
		default:
			text += wording.Between(from, to)
		}
		out = append(out, chip{text, q.dated("", "").URL()})
	}
	if q.Actor != "" {
		to := q.at(1)
		to.Actor = ""
		out = append(out, chip{"mentioning " + q.Actor, to.URL()})
	}
	if q.Hedges {
		to := q.at(1)
		to.Hedges = false
		out = append(out, chip{"hedges, which name no probability", to.URL()})
	}
	if q.AsOf != "" {
		to := q.at(1)
		to.AsOf = ""
		out = append(out, chip{"as of " + q.AsOf, to.URL()})
	}
	return out
}

// document is the address of a hit, which takes the query along so that its words are
// marked.
func (q question) document(id string) string {
	return question{Path: documentURL(id), Q: q.Q}.URL()
}

// without tries the query without each of its limits and parts, and returns those that find
// something to list on the tab.
func (q question) without(r *request, s index.Search) (out []link) {
	s.Facets, s.Histograms, s.Limit, s.Page = nil, nil, 1, 1
	try := func(what string, to question, s index.Search) {
		if n, err := q.count(r, s); err == nil && n > 0 {
			out = append(out, link{what, to.URL()})
		}
	}
	if q.From != "" || q.To != "" {
		undated := s
		undated.From, undated.To = corpus.Date{}, corpus.Date{}
		try("the limits of days", q.dated("", ""), undated)
	}
	for part, others := range query.Fewer(q.Q) {
		fewer := s
		fewer.Query = others
		try(part, q.asking(others), fewer)
	}
	return out
}

// count returns how many things the tab would list.
func (q question) count(r *request, s index.Search) (int, error) {
	if q.Path == "/judgments" {
		res, err := r.x.Judgments(r.Context(), index.JudgmentSearch{Search: s, Actor: q.Actor, Hedges: q.Hedges})
		if err != nil {
			return 0, err
		}
		return res.Total, nil
	}
	documents, positions, err := r.x.Count(r.Context(), s)
	if q.Path == "/positions" {
		return positions, err
	}
	return documents, err
}
