package score

import (
	"regexp"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/corpus"
)

// Dates holds TempEval-3's measures (UzZaman et al. 2013).
type Dates struct {
	Strict  PRF // same span
	Relaxed PRF // at least one shared character
	Value   PRF // relaxed, with the same normalised value: the headline number
}

func (d *Dates) document(g, p *corpus.Annotated) {
	sameValue := func(i, j int) int {
		if normValue(g.Dates[i].Value) == normValue(p.Dates[j].Value) {
			return 0
		}
		return 1
	}
	found := pairs(g.Text, timexSpans(g.Dates), timexSpans(p.Dates), sameValue)
	used := make([]bool, len(p.Dates))
	strict, value := 0, 0
	for _, m := range found {
		used[m.pred] = true
		if g.Dates[m.gold].Span == p.Dates[m.pred].Span {
			strict++
		}
		value += 1 - sameValue(m.gold, m.pred)
	}
	pred := len(p.Dates)
	for j, x := range p.Dates {
		if !used[j] && notCounted(g, x) {
			pred--
		}
	}
	d.Strict.add(strict, pred, len(g.Dates))
	d.Relaxed.add(len(found), pred, len(g.Dates))
	d.Value.add(value, pred, len(g.Dates))
}

// notCounted reports whether a spurious prediction is none: it touches an expression
// without a usable value, or is of a kind that was not annotated.
func notCounted(g *corpus.Annotated, x corpus.Timex) bool {
	if slices.ContainsFunc(g.DatesIgnore, x.Overlaps) {
		return true
	}
	return g.DatesScope != nil && !slices.Contains(g.DatesScope, timexKind(x, x.In(g.Text)))
}

func timexSpans(in []corpus.Timex) []corpus.Span {
	out := make([]corpus.Span, len(in))
	for i, x := range in {
		out[i] = x.Span
	}
	return out
}

type rewrite struct {
	re *regexp.Regexp
	to string
}

// valueRules make equal what TIMEX3 writes in two ways: W7 and W07, a Z, zero seconds,
// 198X and 198.
var valueRules = []rewrite{
	{regexp.MustCompile(`-W(\d)($|-)`), "-W0$1$2"},
	{regexp.MustCompile(`(T\d\d:\d\d):00(\.0+)?`), "$1"},
	{regexp.MustCompile(`(T\d\d(?::\d\d){0,2})Z$`), "$1"},
	{regexp.MustCompile(`(\d\.\d*?)0+(\D|$)`), "$1$2"},
	{regexp.MustCompile(`\.(\D|$)`), "$1"},
	{regexp.MustCompile(`^(BC)?(\d{3})X$`), "$1$2"},
	{regexp.MustCompile(`^(BC)?(\d{2})XX$`), "$1$2"},
}

func normValue(v string) string {
	v = strings.ToUpper(strings.TrimSpace(v))
	for _, r := range valueRules {
		v = r.re.ReplaceAllString(v, r.to)
	}
	return v
}

var (
	weekdayWord = regexp.MustCompile(`(?i)\b(mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?s?\b`)
	monthWord   = regexp.MustCompile(`(?i)\b(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\b`)
	numericDate = regexp.MustCompile(`\d{1,4}[-/.]\d`)
	digits      = regexp.MustCompile(`\d{2,4}`)
	daypart     = regexp.MustCompile(`T(MO|AF|EV|NI|DT|MI|NO|LU)`)
	clock       = regexp.MustCompile(`T[\dX]`)
	weekend     = regexp.MustCompile(`-W[\dX]+-WE$`)
	week        = regexp.MustCompile(`^\d{4}-W\d\d?$`)
	quarter     = regexp.MustCompile(`-Q[\dX]$`)
	half        = regexp.MustCompile(`-H[\dX]$|^FY`)
	season      = regexp.MustCompile(`-(SU|SP|FA|WI)$`)
	day         = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	month       = regexp.MustCompile(`^\d{4}-\d\d$`)
	anyDigit    = regexp.MustCompile(`\d`)
	year        = regexp.MustCompile(`^\d{4}$`)
	decade      = regexp.MustCompile(`^\d{3}$`)
	century     = regexp.MustCompile(`^\d{1,2}$`)
)

// timexKind says what sort of expression x is, in the words of a gold file's dates_scope.
func timexKind(x corpus.Timex, words string) string {
	v := normValue(x.Value)
	b := strings.TrimPrefix(v, "BC")
	pick := func(ok bool, yes, no string) string {
		if ok {
			return yes
		}
		return no
	}
	switch {
	case x.Type == corpus.TimexSet:
		return "set"
	case strings.HasSuffix(v, "_REF"):
		return pick(v == "PRESENT_REF" || v == "PAST_REF" || v == "FUTURE_REF", "ref-"+strings.ToLower(strings.TrimSuffix(v, "_REF")), "vague")
	case strings.HasPrefix(v, "P"):
		return "duration"
	case daypart.MatchString(v):
		return "daypart"
	case clock.MatchString(v):
		return "time"
	case weekend.MatchString(v):
		return "weekend"
	case week.MatchString(b):
		return "week"
	case quarter.MatchString(v):
		return "quarter"
	case half.MatchString(v):
		return "half-fiscal"
	case season.MatchString(v):
		return "season"
	case day.MatchString(b):
		if monthWord.MatchString(words) || numericDate.MatchString(words) {
			return "date-explicit"
		}
		return pick(weekdayWord.MatchString(words), "date-weekday", "date-deictic")
	case month.MatchString(b):
		return pick(digits.MatchString(words), "month-explicit", "month-relative")
	case year.MatchString(b):
		return pick(anyDigit.MatchString(words), "year-explicit", "year-relative")
	case decade.MatchString(b):
		return "decade"
	case century.MatchString(b):
		return "century"
	}
	return "vague"
}
