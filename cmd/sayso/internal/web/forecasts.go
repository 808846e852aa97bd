package web

import (
	"slices"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/index"
)

// forecastsBody shows what the analysts judged, from the most likely to the least.
type forecastsBody struct {
	Q      question
	Total  int
	Bands  []bandView
	Hedges string // address of the estimates without a probability
	Count  int    // of them
	Notes  []string
}

// bandView is a band of likelihood with its newest judgments.
type bandView struct {
	Band      corpus.Band
	Percent   [2]int
	Count     int
	Share     int // of the most frequent band, in per cent
	URL       string
	Judgments []judgmentView
}

// perBand is how many judgments of a band the page shows.
const perBand = 4

func forecasts(r *request) (*page, error) {
	q, s, err := questionOf(r)
	if err != nil {
		return nil, err
	}
	b := &forecastsBody{Q: q}
	all, err := r.x.Judgments(r.Context(), index.JudgmentSearch{Search: withFacet(s, "band"), Actor: q.Actor})
	if err != nil {
		return nil, err
	}
	b.Total, b.Notes = all.Total, all.Notes
	counts, most := map[string]int{}, 1
	for _, v := range all.Facets[0].Values {
		counts[v.Value] = v.Count
		most = max(most, v.Count)
	}
	for _, band := range slices.Backward(corpus.Bands) {
		v := bandView{Band: band, Percent: percents[band], Count: counts[string(band)], Share: counts[string(band)] * 100 / most}
		v.URL = q.on("/judgments").asking(narrow(q.Q, clauseFor("band", string(band)))).URL()
		if v.Count > 0 {
			s.Limit = perBand
			res, err := r.x.Judgments(r.Context(), index.JudgmentSearch{Search: s, Bands: []corpus.Band{band}, Actor: q.Actor})
			if err != nil {
				return nil, err
			}
			for _, h := range res.Hits {
				v.Judgments = append(v.Judgments, judgmentOf(q, h))
			}
		}
		b.Bands = append(b.Bands, v)
	}
	hedges, err := r.x.Judgments(r.Context(), index.JudgmentSearch{Search: s, Hedges: true})
	if err != nil {
		return nil, err
	}
	b.Count = hedges.Total
	to := q.on("/judgments")
	to.Hedges = true
	b.Hedges = to.URL()
	return &page{Title: "Judgments by band", Query: q.Q, Nav: "/forecasts", Action: "/forecasts", Hidden: q.hidden("q"), Body: b}, nil
}

func withFacet(s index.Search, field string) index.Search {
	s.Limit, s.Page, s.Facets = 1, 1, []index.FacetRequest{{Field: field}}
	return s
}
