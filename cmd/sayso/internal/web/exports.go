package web

import (
	"net/url"

	"github.com/sayso-nlp/sayso/index/export"
)

// formNames are what the forms of an export are called.
var formNames = map[export.Format]string{
	export.CSV: "CSV", export.JSONL: "JSONL", export.Parquet: "Parquet", export.DNA: "DNA", export.RIS: "RIS", export.BibTeX: "BibTeX",
	export.CSLJSON: "CSL-JSON", export.ICS: "iCalendar", export.GraphML: "GraphML", export.GEXF: "GEXF",
}

// exports are the addresses under which all hits can be had, in each form; /api/v1/export
// takes the parameters of the pages.
func (q question) exports(of string, formats []export.Format) (out []link) {
	v := url.Values{"of": {of}}
	q.Page, q.Facet, q.Contains = 1, "", ""
	if of == "dates" || of == "graph" { // which have an order of their own, or none
		q.Sort = ""
	}
	for name, value := range q.params() {
		v.Set(name, value)
	}
	for _, f := range formats {
		v.Set("format", string(f))
		name := formNames[f]
		if of == "graph" && f == export.CSV { // on a page of results beside that of the documents
			name = "edges as CSV"
		}
		out = append(out, link{name, "/api/v1/export?" + v.Encode()})
	}
	return out
}

// exported are the forms of what a tab lists.
func (q question) exported() []link {
	switch q.Path {
	case "/positions":
		return q.exports("positions", export.Formats.Positions)
	case "/judgments":
		return q.exports("judgments", export.Formats.Judgments)
	}
	return append(q.exports("documents", export.Formats.Documents), q.exports("graph", export.Formats.Graphs)...)
}
