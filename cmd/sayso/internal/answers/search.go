package answers

import (
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/index"
)

// Hit is a document that a query finds.
type Hit struct {
	DocumentRef
	Score     float64   `json:"score,omitempty" doc:"Comparable within one answer; absent when sorted by date"`
	Positions int       `json:"positions" doc:"Positions of the document that match, or all"`
	Passages  []Passage `json:"passages"`
}

// SearchResult is a list of documents.
type SearchResult struct {
	Page[Hit]
	Positions int     `json:"positions" doc:"Positions that the query names, or all of the documents"`
	Facets    []Facet `json:"facets,omitempty"`
	Published []Bar   `json:"histogram_published,omitempty"`
	Mentioned []Bar   `json:"histogram_mentioned,omitempty"`
	About
}

// Search spells out a page of documents.
func (f From) Search(r *index.Result) *SearchResult {
	out := &SearchResult{Positions: r.Positions, Facets: facets(r.Facets), About: About{r.AsOf.String(), r.Notes, r.DidYouMean}}
	out.Page = Page[Hit]{r.Total, r.Next, make([]Hit, len(r.Hits))}
	for i, h := range r.Hits {
		out.Items[i] = f.hit(h)
	}
	if len(r.Bars) == 2 {
		out.Published, out.Mentioned = bars(r.Bars[0]), bars(r.Bars[1])
	}
	return out
}

func (f From) hit(h index.Hit) Hit {
	q := quoterOf(&h.Quotable)
	out := Hit{DocumentRef: f.ref(h.ID, h.Title, h.Published, h.Source), Score: h.Score, Positions: h.Positions, Passages: []Passage{}}
	for _, p := range h.Passages {
		out.Passages = append(out.Passages, passageOf(q, p))
	}
	return out
}

// HitSheet is the table of a page of documents.
var HitSheet = &Sheet[Hit]{
	[]string{"id", "published", "title", "source", "positions", "passages"},
	func(h Hit) []string {
		var text []string
		for _, p := range h.Passages {
			text = append(text, p.Text)
		}
		return []string{h.ID, h.Published, h.Title, h.Source, strconv.Itoa(h.Positions), strings.Join(text, " … ")}
	},
}
