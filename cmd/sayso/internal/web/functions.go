package web

import (
	"html/template"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/web/chart"
	"github.com/sayso-nlp/sayso/corpus"
)

// functions are what templates may call. None of them makes HTML: escaping is the
// templates' work alone.
var functions = template.FuncMap{
	"comma":    func(n int) string { return humanize.Comma(int64(n)) },
	"plural":   plural,
	"day":      dayOf,
	"between":  between,
	"iso":      corpus.Date.String,
	"document": documentURL,
	"actor":    actorURL,
	"issue":    issueURL,
	"ask":      askURL,
	"address":  address,
	"share":    chart.Share,
	"band":     bandName,
	"horizon":  horizon,
	"local":    func(u string) bool { return strings.HasPrefix(u, "?") },
	"width":    func(p [2]int) chart.Percent { return chart.Share(p[1]-p[0], 100) },
	"sign":     sign,
	"verb":     func(a corpus.Act) string { return verbs[a] },
	"ledger":   ledgerRow,
}

// horizon is the time by which something is judged to happen.
func horizon(value string) string {
	if first, last, ok := corpus.Interval(value); ok {
		return "by " + between(first, last)
	}
	if m := duration.FindStringSubmatch(value); m != nil {
		n, _ := strconv.Atoi(m[2])
		return "within " + plural(n, map[string]string{"D": "day", "W": "week", "M": "month", "Y": "year", "TH": "hour", "TM": "minute"}[m[1]+m[3]])
	}
	return "by " + value
}

// duration is a TIMEX3 value such as P3D and PT72H.
var duration = regexp.MustCompile(`^P(T?)(\d+)([DWMYH])$`)

// plural is "1 document", "1,204 documents".
func plural(n int, what string) string {
	switch {
	case n == 1:
		return "1 " + what
	case strings.HasSuffix(what, "y") && !strings.HasSuffix(what, "ay"):
		return humanize.Comma(int64(n)) + " " + strings.TrimSuffix(what, "y") + "ies"
	}
	return humanize.Comma(int64(n)) + " " + what + "s"
}

// dayOf is "2 Dec 2025"; "undated" where there is no day.
func dayOf(d corpus.Date) string {
	switch {
	case d.IsZero():
		return "undated"
	case d.Year < 1:
		return d.String()
	}
	return d.Time().Format("2 Jan 2006")
}

// between is "2 Dec 2025 – 5 Jan 2026", "2 Nov – 5 Dec 2025", "2–5 Dec 2025", the name of a
// month or a year that it is, or one day where both are the same.
func between(first, last corpus.Date) string {
	switch {
	case first == last:
		return dayOf(first)
	case first.Year == last.Year && first.Year > 0 && first.Day == 1 && last == monthEnd(last):
		if first.Month == last.Month {
			return first.Time().Format("January 2006")
		}
		if first.Month == 1 && last.Month == 12 {
			return first.Time().Format("2006")
		}
	case first.Month == 1 && first.Day == 1 && last.Month == 12 && last.Day == 31 && first.Year > 0:
		return first.Time().Format("2006") + "–" + last.Time().Format("2006")
	}
	if first.Year == last.Year && first.Year > 0 {
		if first.Month == last.Month {
			return strconv.Itoa(first.Day) + "–" + dayOf(last)
		}
		return first.Time().Format("2 Jan") + " – " + dayOf(last)
	}
	return dayOf(first) + " – " + dayOf(last)
}

func monthEnd(d corpus.Date) corpus.Date {
	return corpus.DateOf(corpus.Date{Year: d.Year, Month: d.Month, Day: 1}.Time().AddDate(0, 1, -1))
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
