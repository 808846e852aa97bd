// Package wording says dates, numbers and positions in English, in the same words for every front
// end.
package wording

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/sayso-nlp/sayso/corpus"
)

// Plural is "1 document", "1,204 documents".
func Plural(n int, what string) string {
	switch {
	case n == 1:
		return "1 " + what
	case strings.HasSuffix(what, "y") && !strings.HasSuffix(what, "ay"):
		return humanize.Comma(int64(n)) + " " + strings.TrimSuffix(what, "y") + "ies"
	}
	return humanize.Comma(int64(n)) + " " + what + "s"
}

// Holder is who holds a position: "Ada Quill [Ruritania]", "Iran via Reuters", "(unnamed)".
func Holder(actor, via, state string) string {
	s := actor
	if s == "" {
		s = "(unnamed)"
	}
	if via != "" {
		s += " via " + via
	}
	if state != "" && state != actor {
		s += " [" + state + "]"
	}
	return s
}

// Label is what a position amounts to, without what goes without saying: "reject · against · negated ·
// NATO membership".
func Label(act corpus.Act, stance corpus.Stance, modality corpus.Modality, issue string) string {
	parts := []string{string(act)}
	if stance != corpus.NoStance {
		parts = append(parts, string(stance))
	}
	if modality != corpus.Plain {
		parts = append(parts, string(modality))
	}
	parts = slices.DeleteFunc(append(parts, issue), func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}

// Day is "2 Dec 2025"; "undated" where there is no day.
func Day(d corpus.Date) string {
	switch {
	case d.IsZero():
		return "undated"
	case d.Year < 1:
		return d.String()
	}
	return d.Time().Format("2 Jan 2006")
}

// Between is "2 Dec 2025 – 5 Jan 2026", "2 Nov – 5 Dec 2025", "2–5 Dec 2025", the name of a
// month or a year that it is, or one day where both are the same.
func Between(first, last corpus.Date) string {
	switch {
	case first == last:
		return Day(first)
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
			return strconv.Itoa(first.Day) + "–" + Day(last)
		}
		return first.Time().Format("2 Jan") + " – " + Day(last)
	}
	return Day(first) + " – " + Day(last)
}

func monthEnd(d corpus.Date) corpus.Date {
	return corpus.DateOf(corpus.Date{Year: d.Year, Month: d.Month, Day: 1}.Time().AddDate(0, 1, -1))
}

// Horizon is the time by which something is judged to happen: "by April 2026", "by summer
// 2025", "by the end of the 2020s", "within 3 months".
func Horizon(value string) string {
	if first, last, ok := corpus.Interval(value); ok {
		return "by " + period(value, first, last)
	}
	if m := duration.FindStringSubmatch(value); m != nil {
		n, _ := strconv.Atoi(m[2])
		return "within " + Plural(n, map[string]string{"D": "day", "W": "week", "M": "month", "Y": "year", "TH": "hour", "TM": "minute"}[m[1]+m[3]])
	}
	return "by " + value
}

// period names the days of a TIMEX3 value as a person does, if there is a name for them.
func period(value string, first, last corpus.Date) string {
	year, part, _ := strings.Cut(value, "-")
	switch {
	case decade.MatchString(value):
		return "the end of the " + value + "0s"
	case part == "WI": // it begins in its year
		return fmt.Sprintf("winter %s/%02d", year, last.Year%100)
	case parts[part] != "":
		return parts[part] + " " + year
	}
	return Between(first, last)
}

// parts are those of a year in TIMEX3.
var parts = map[string]string{
	"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn",
	"Q1": "the first quarter of", "Q2": "the second quarter of", "Q3": "the third quarter of", "Q4": "the last quarter of",
	"H1": "the first half of", "H2": "the second half of",
}

var (
	decade   = regexp.MustCompile(`^\d{3}$`)               // 202: from 2020 to 2029
	duration = regexp.MustCompile(`^P(T?)(\d+)([DWMYH])$`) // P3D, PT72H
)
