package web

import (
	"slices"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/web/chart"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

// calendarBody lists what the texts expect, by day.
type calendarBody struct {
	Q          question
	First      string
	Last       string
	AllDays    string // address without them
	Passed     bool
	Which      []choice
	Chart      chart.Columns
	Total      int
	Documents  int
	AsOf       corpus.Date
	Months     []calendarMonth
	Notes      []string
	DidYouMean []link
	Pager      pager
	Hidden     []field
	Exports    []link
}

// calendarMonth is the expected dates that begin in one month, or those of a longer stretch:
// what is expected in 2026 is not expected in January.
type calendarMonth struct {
	Name  string
	Dates []dateView
}

func calendar(r *request) (*page, error) {
	q, s, err := questionOf(r)
	if err != nil {
		return nil, err
	}
	v := r.URL.Query()
	b := &calendarBody{First: v.Get("first"), Last: v.Get("last"), Passed: v.Get("passed") == "true"}
	c := index.CalendarSearch{Search: s, Passed: b.Passed}
	c.Limit = 40
	q.per, q.First, q.Last, q.Passed = c.Limit, b.First, b.Last, b.Passed
	b.Q = q
	for _, d := range []struct {
		name, value string
		to          *corpus.Date
	}{{"first", b.First, &c.First}, {"last", b.Last, &c.Last}} {
		if d.value == "" {
			continue
		}
		if *d.to, err = corpus.ParseDate(d.value); err != nil {
			return nil, badf("%s=%s: %v; want a day such as 2025-12-01", d.name, d.value, err)
		}
	}
	if b.First != "" && b.Last != "" && c.First.Compare(c.Last) > 0 {
		return nil, badf("first=%s lies after last=%s: swap them", b.First, b.Last)
	}
	res, err := r.x.Calendar(r.Context(), c)
	if err != nil {
		return nil, err
	}
	b.Total, b.Documents, b.AsOf, b.Notes = res.Total, res.Documents, res.AsOf, res.Notes
	b.Pager = q.pager(res.Total)
	b.Hidden = q.hidden("q", "first", "last")
	b.Exports = q.exports("dates", export.Formats.Dates)
	b.choices(q)
	b.Chart = b.chart(q, res.Months)
	b.group(res.Hits)
	for _, d := range res.DidYouMean {
		b.DidYouMean = append(b.DidYouMean, link{d, q.asking(d).URL()})
	}
	return &page{Title: "Calendar", Query: q.Q, Nav: "/calendar", Action: "/calendar", Hidden: q.hidden("q"), Body: b}, nil
}

func (b *calendarBody) choices(q question) {
	days := q.at(1)
	days.First, days.Last = "", ""
	b.AllDays = days.URL()
	ahead, all := q.at(1), q.at(1)
	ahead.Passed, all.Passed = false, true
	b.Which = []choice{{"still ahead", ahead.URL(), !b.Passed}, {"also what has passed", all.URL(), b.Passed}}
}

func (b *calendarBody) chart(q question, months []index.Bar) chart.Columns {
	return monthsChart(months, 48, "expected date", func(m index.Bar) string {
		to := q.at(1)
		to.First, to.Last = m.First.String(), m.Last.String()
		return to.URL()
	})
}

const longestMonth = 31 // days

func (b *calendarBody) group(hits []index.DateHit) {
	for _, h := range hits {
		name := h.First.Time().Format("January 2006")
		if h.First.AddDays(longestMonth).Compare(h.Last) <= 0 {
			name = wording.Between(h.First, h.Last)
		}
		at := slices.IndexFunc(b.Months, func(m calendarMonth) bool { return m.Name == name })
		if at < 0 {
			at = len(b.Months)
			b.Months = append(b.Months, calendarMonth{Name: name})
		}
		b.Months[at].Dates = append(b.Months[at].Dates, dateOf(h))
	}
}
