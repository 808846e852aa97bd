package web

import (
	"html/template"
	"net/url"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/web/chart"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/wording"
	"github.com/sayso-nlp/sayso/corpus"
)

// functions are what templates may call. None of them makes HTML: escaping is the
// templates' work alone.
var functions = template.FuncMap{
	"add":      func(a, b int) int { return a + b },
	"comma":    func(n int) string { return humanize.Comma(int64(n)) },
	"plural":   wording.Plural,
	"day":      wording.Day,
	"between":  wording.Between,
	"iso":      corpus.Date.String,
	"document": documentURL,
	"actor":    actorURL,
	"issue":    issueURL,
	"ask":      askURL,
	"address":  address,
	"share":    chart.Share,
	"band":     bandName,
	"horizon":  wording.Horizon,
	"local":    func(u string) bool { return strings.HasPrefix(u, "?") },
	"width":    func(p [2]int) chart.Percent { return chart.Share(p[1]-p[0], 100) },
	"sign":     sign,
	"verb":     func(a corpus.Act) string { return verbs[a] },
	"ledger":   ledgerRow,
}

// address returns a source that may be followed, "" for any other: documents may come from
// "javascript:" as well as from a publisher.
func address(source string) string {
	u, err := url.Parse(source)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// bandName is "very likely".
func bandName(b corpus.Band) string { return strings.ReplaceAll(string(b), "-", " ") }

// percents are the ranges of the bands (ICD 203), in per cent.
var percents = map[corpus.Band][2]int{
	corpus.AlmostNoChance: {1, 5}, corpus.VeryUnlikely: {5, 20}, corpus.Unlikely: {20, 45}, corpus.RoughlyEven: {45, 55},
	corpus.Likely: {55, 80}, corpus.VeryLikely: {80, 95}, corpus.AlmostCertain: {95, 99},
}

// sign shows a stance to those who do not see its colour.
func sign(s corpus.Stance) string {
	switch s {
	case corpus.Favor:
		return "+"
	case corpus.Against:
		return "−"
	}
	return "·"
}

// verbs say what the holder of a position does.
var verbs = map[corpus.Act]string{
	corpus.Assert: "asserts", corpus.Deny: "denies", corpus.Support: "supports", corpus.Reject: "rejects",
	corpus.Demand: "demands", corpus.Propose: "proposes", corpus.Promise: "promises", corpus.Threaten: "threatens",
	corpus.Accuse: "accuses", corpus.Concede: "concedes", corpus.Expect: "expects", corpus.Question: "questions",
}
