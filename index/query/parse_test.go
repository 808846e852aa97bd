package query

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// show writes a tree as (and a b) for tests.
func show(n *Node) string {
	if n == nil {
		return "()"
	}
	if n.Op == Match {
		s := n.Value.Text
		switch n.Value.Form {
		case Phrase:
			s = `"` + s + `"`
		case Near:
			s = fmt.Sprintf(`"%s"~%d`, s, n.Value.N)
		case Wild:
			s = "wild " + s
		case Fuzzy:
			s = fmt.Sprintf("%s~%d", s, n.Value.N)
		}
		if n.Field != Words {
			s = string(n.Field) + ":" + s
		}
		return s
	}
	parts := []string{[]string{"", "and", "or", "not", "same"}[n.Op]}
	for _, k := range n.Kids {
		parts = append(parts, show(k))
	}
	return "(" + strings.Join(parts, " ") + ")"
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"":                        "()",
		"  ":                      "()",
		"peace":                   "peace",
		"peace talks":             "(and peace talks)",
		"peace AND talks":         "(and peace talks)",
		"peace OR talks war":      "(or peace (and talks war))",
		"(peace OR talks) war":    "(and (or peace talks) war)",
		"-peace talks":            "(and (not peace) talks)",
		"NOT peace":               "(not peace)",
		"--peace":                 "(not (not peace))",
		"well-known":              "well-known",
		"peace - talks":           "(and peace - talks)",
		"ORDER NOTE ANDY":         "(and ORDER NOTE ANDY)",
		"or and not":              "(and or and not)",
		`"a b"`:                   `"a b"`,
		"“a b”":                   `"a b"`,
		`"a b"~3 c`:               `(and "a b"~3 c)`,
		"neg*tion":                "wild neg*tion",
		"colour~ colour~2":        "(and colour~1 colour~2)",
		"approx~many":             "approx~many",
		"title:peace":             "title:peace",
		"Title:peace":             "title:peace",
		`holder:"A B" act:reject`: `(and holder:"A B" act:reject)`,
		"act:(reject OR deny)":    "(or act:reject act:deny)",
		`about:("a b" -c)`:        `(and about:"a b" (not about:c))`,
		"{holder:A x} {act:deny}": "(and (same (and holder:A x)) (same act:deny))",
		"-{act:deny}":             "(not (same act:deny))",
		"10:30":                   "10:30",
		"act:REJECT":              "act:reject",
		"published:2025-11..":     "published:2025-11..",
		`on:"last month"`:         `on:"last month"`,
		`source:http://a.b/c`:     "source:http://a.b/c",
	} {
		q, err := Parse(in)
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if got := show(q.Root); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestMistakes(t *testing.T) {
	for in, want := range map[string]string{
		`peace "talks`:                 `7: this quotation mark is never closed`,
		`(peace`:                       `1: this '(' is never closed`,
		`peace)`:                       `6: there is no opening '('`,
		`(peace}`:                      `7: want ')' here`,
		`()`:                           `1: there is nothing between the brackets`,
		`""`:                           `1: there is nothing between the quotation marks`,
		`häuser OR`:                    `8: OR needs something after it`,
		`OR peace`:                     `1: OR needs something before it`,
		`AND peace`:                    `1: AND needs something before it`,
		`peace AND`:                    `7: AND needs something after it`,
		`peace NOT`:                    `7: there is nothing to exclude`,
		`hodler:Ruritania`:             `1: there is no field "hodler", did you mean holder:?`,
		`öäü hodler:Ruritania`:         `5: there is no field "hodler", did you mean holder:?`,
		`zzzzz:x`:                      `1: there is no field "zzzzz": it is one of title`,
		`act:rejct`:                    `5: act: has no value "rejct", did you mean reject?`,
		`is:duplicate`:                 `4: is: has no value "duplicate", it is one of undated dated`,
		`act:xyzzyx`:                   `5: act: has no value "xyzzyx", it is one of assert`,
		`act:rej*`:                     `5: act: takes one of`,
		`holder: Ruritania`:            `1: holder: needs a value right after the colon`,
		`a*`:                           `1: a word with * needs at least 2 letters`,
		`*tion`:                        `1: a word with * needs at least 2 letters`,
		`*`:                            `1: a word with * needs at least 2 letters`,
		`word~5`:                       `5: want 1 or 2 after ~`,
		`it~1`:                         `1: a fuzzy word needs at least 3 letters`,
		strings.Repeat("ab", 33) + `~`: `1: a fuzzy word has at most 64 letters`,
		`"a b"~0`:                      `6: want a number of words`,
		`"a b"~x`:                      `6: want a number of words`,
		`published:soon`:               `11: "soon" is no date`,
		`published:2025-13`:            `11: "2025-13" is no date`,
		`on:2025-12..2025-11`:          `4: the range 2025-12..2025-11 ends before it begins`,
		`on:..`:                        `4: a range needs at least one end`,
		`{actor:A}`:                    `2: actor: cannot stand within braces`,
		`{ {act:deny} }`:               `3: braces cannot stand within braces`,
		`act:{reject}`:                 `5: braces hold whole fields`,
		strings.Repeat("(", 99):        `41: the query is nested too deeply`,
		strings.Repeat("-", 99) + "a":  `41: the query is nested too deeply`,
		strings.Repeat("a ", 300):      `514: the query has too many words`,
		strings.Repeat("a", 5000):      `1: the query has 5000 characters`,
	} {
		_, err := Parse(in)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%.40s: got %v, want an error", in, err)
			continue
		}
		if got := fmt.Sprintf("%d: %s", e.Column, e.Message); !strings.HasPrefix(got, want) {
			t.Errorf("%.40s\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestCaret(t *testing.T) {
	_, err := Parse("müller hodler:A")
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	if diff := cmp.Diff("müller hodler:A\n       ^", e.Caret()); diff != "" {
		t.Error(diff)
	}
}

func TestPeriod(t *testing.T) {
	asOf := corpus.Date{Year: 2026, Month: 1, Day: 7} // a Wednesday
	for in, want := range map[string]string{
		"2025":              "2025-01-01 2025-12-31",
		"2025-12":           "2025-12-01 2025-12-31",
		"2025-12-02":        "2025-12-02 2025-12-02",
		"2026-W01":          "2025-12-29 2026-01-04",
		"2025-q4":           "2025-10-01 2025-12-31",
		"2025-11..2025-12":  "2025-11-01 2025-12-31",
		"2025-11..":         "2025-11-01 ",
		"..2025-11":         " 2025-11-30",
		"today":             "2026-01-07 2026-01-07",
		"yesterday":         "2026-01-06 2026-01-06",
		"tomorrow":          "2026-01-08 2026-01-08",
		"this week":         "2026-01-05 2026-01-11",
		"last week":         "2025-12-29 2026-01-04",
		"next week":         "2026-01-12 2026-01-18",
		"last month":        "2025-12-01 2025-12-31",
		"next month":        "2026-02-01 2026-02-28",
		"last quarter":      "2025-10-01 2025-12-31",
		"this year":         "2026-01-01 2026-12-31",
		"last 30 days":      "2025-12-09 2026-01-07",
		"last 2 months":     "2025-12-01 2026-01-31",
		"next 2 years":      "2027-01-01 2028-12-31",
		"last month..today": "2025-12-01 2026-01-07",
	} {
		p, err := parsePeriod(in)
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		first, last, _ := p.Resolve(asOf)
		if got := first.String() + " " + last.String(); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// TestPlaces cuts the kids of an And out of the text.
func TestPlaces(t *testing.T) {
	for in, want := range map[string]string{
		"peace":                         "peace",
		" ärger  AND act:reject talks ": "ärger|act:reject|talks",
		"peace AND(talks OR war)AND -x": "peace|(talks OR war)|-x",
		`NOT act:reject holder:"A B"`:   `NOT act:reject|holder:"A B"`,
		"act:(reject OR deny) x":        "act:(reject OR deny)|x",
		"{holder:A act:reject} xyz~1":   "{holder:A act:reject}|xyz~1",
		"((peace)) talks":               "((peace))|talks",
		"(peace talks)":                 "peace|talks",
		"act:(reject deny)":             "|",
	} {
		q, err := Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		nodes := []*Node{q.Root}
		if q.Root.Op == And {
			nodes = q.Root.Kids
		}
		var got []string
		for _, n := range nodes {
			got = append(got, string([]rune(in)[n.From:n.To]))
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", in, diff)
		}
	}
}

func TestReplace(t *testing.T) {
	q, err := Parse(`ärger actor:Ruritana harbour`)
	if err != nil {
		t.Fatal(err)
	}
	n := Names(q)[0]
	if got, want := Replace(q, n, "Great Ruritania"), `ärger actor:"Great Ruritania" harbour`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", `a "b c"~3 -d OR (e f*)`, `{holder:A act:(deny OR -reject)} on:2025-W49`, "\xff\"“", "~", "a~", ":", "a:b:c", "OR OR", "-(-{-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		var e *Error
		switch {
		case err == nil:
			for _, n := range Names(q) {
				Replace(q, n, "x y")
			}
		case !errors.As(err, &e):
			t.Fatalf("%q: %v is no *Error", s, err)
		case e.Column < 1 || e.Column > utf8.RuneCountInString(s)+1:
			t.Fatalf("%q: column %d is outside", s, e.Column)
		default:
			e.Caret()
		}
	})
}
