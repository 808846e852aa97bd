package actors

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// tables are the embedded files with the columns that they are sorted by.
var tables = []struct {
	name, data string
	columns    int
	sortedBy   []int
}{
	{"states.tsv", statesTSV, stateColumns, []int{0}},
	{"orgs.tsv", orgsTSV, orgColumns, []int{0}},
	{"persons.tsv", personsTSV, personColumns, []int{0, 3}},
	{"places.tsv", placesTSV, placeColumns, []int{0, 1}},
	{"bodies.tsv", bodiesTSV, bodyColumns, []int{0}},
	{"shared.tsv", sharedTSV, sharedColumns, []int{0}},
	{"roles.tsv", rolesTSV, roleColumns, []int{0}},
	{"words.tsv", wordsTSV, 2, []int{0}},
}

func TestTables(t *testing.T) {
	for _, tt := range tables {
		for _, want := range []string{"# Source:", "# Licence:", "# Columns:"} {
			if !strings.Contains(tt.data, want) {
				t.Errorf("%s has no header line %q", tt.name, want)
			}
		}
		rows, err := tsv.Parse(tt.name, tt.data, tt.columns)
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		for _, row := range rows {
			for i, c := range row.Cols {
				if c == "" || c != strings.TrimSpace(c) {
					t.Errorf("%s:%d: column %d is %q; write - for nothing", tt.name, row.Line, i+1, c)
				}
			}
			var by []string
			for _, i := range tt.sortedBy {
				by = append(by, row.Cols[i])
			}
			if k := strings.Join(by, "\t"); k < last {
				t.Errorf("%s:%d: %q comes after %q", tt.name, row.Line, k, last)
			} else {
				last = k
			}
		}
	}
}

func TestStateCodes(t *testing.T) {
	iso2, iso3, wikidata := regexp.MustCompile(`^[A-Z]{2}$`), regexp.MustCompile(`^[A-Z]{3}$`), regexp.MustCompile(`^Q[1-9][0-9]*$`)
	seen := map[string]string{}
	for _, row := range tsv.MustParse("states.tsv", statesTSV, stateColumns) {
		name := row.Cols[0]
		if !slices.Contains([]Kind{State, Territory, Former, Organisation}, Kind(row.Cols[1])) {
			t.Errorf("%s is a %s", name, row.Cols[1])
		}
		for i, form := range []*regexp.Regexp{iso2, iso3, wikidata} {
			code := row.Cols[2+i]
			if code == "-" && row.Cols[1] != "state" {
				continue
			}
			if !form.MatchString(code) {
				t.Errorf("%s: %q is no %s", name, code, form)
			}
			if other := seen[code]; other != "" {
				t.Errorf("%s and %s share %s", name, other, code)
			}
			seen[code] = name
		}
	}
}

// A name that several actors bear must be marked with "?" wherever it is an alias, so that
// nobody adds a second meaning unawares.
func TestSharedNamesAreMarked(t *testing.T) {
	owners := map[string][]string{}
	marked := map[string]bool{}
	note := func(owner, column string) {
		if column == "-" {
			return
		}
		for alias := range strings.SplitSeq(column, "|") {
			alias, common := strings.CutSuffix(alias, "?")
			k := key(alias)
			if k == "" {
				t.Errorf("alias %q of %s has no letters", alias, owner)
			}
			if !slices.Contains(owners[k], owner) {
				owners[k] = append(owners[k], owner)
			}
			if !common {
				marked[owner+"\t"+k] = false
			} else if _, ok := marked[owner+"\t"+k]; !ok {
				marked[owner+"\t"+k] = true
			}
		}
	}
	for _, row := range tsv.MustParse("states.tsv", statesTSV, stateColumns) {
		for _, column := range row.Cols[5:] {
			note(row.Cols[0], column)
		}
	}
	for _, row := range tsv.MustParse("orgs.tsv", orgsTSV, orgColumns) {
		note(row.Cols[0], row.Cols[3])
	}
	for k, who := range owners {
		for _, owner := range who {
			if len(who) > 1 && !marked[owner+"\t"+k] {
				t.Errorf("%q means %s; mark it with ? at %s", k, strings.Join(who, " and "), owner)
			}
		}
	}
}

func TestOrgs(t *testing.T) {
	kinds := []Kind{Organisation, Body, Party, Group, Company, Media, Platform, NGO}
	c := Default()
	seen := map[string]bool{}
	for _, row := range tsv.MustParse("orgs.tsv", orgsTSV, orgColumns) {
		if !slices.Contains(kinds, Kind(row.Cols[1])) {
			t.Errorf("orgs.tsv:%d: kind %q", row.Line, row.Cols[1])
		}
		if _, ok := c.offer[row.Cols[2]]; !ok && row.Cols[2] != "-" {
			t.Errorf("orgs.tsv:%d: unknown state %q", row.Line, row.Cols[2])
		}
		if seen[row.Cols[0]] {
			t.Errorf("orgs.tsv:%d: %s comes twice", row.Line, row.Cols[0])
		}
		seen[row.Cols[0]] = true
	}
}

func TestPersons(t *testing.T) {
	day := regexp.MustCompile(`^(-|\d{4}(-\d\d(-\d\d)?)?)$`)
	c := Default()
	for _, row := range tsv.MustParse("persons.tsv", personsTSV, personColumns) {
		from, until := row.Cols[3], row.Cols[4]
		if !day.MatchString(from) || !day.MatchString(until) {
			t.Errorf("persons.tsv:%d: term %s to %s", row.Line, from, until)
		}
		if until != "-" && until < from && !strings.HasPrefix(from, until) {
			t.Errorf("persons.tsv:%d: %s ends before it begins", row.Line, row.Cols[0])
		}
		if _, ok := c.offer[row.Cols[1]]; !ok {
			t.Errorf("persons.tsv:%d: unknown state %q", row.Line, row.Cols[1])
		}
	}
}

// annotate makes mentions of the [bracketed] words of an example.
func annotate(t *testing.T, example string, typ corpus.EntityType) (*text.Text, []corpus.Entity) {
	t.Helper()
	s, matches, err := tsv.Example(example)
	if err != nil {
		t.Fatal(err)
	}
	var ents []corpus.Entity
	for _, m := range matches {
		ents = append(ents, corpus.Entity{Span: corpus.Span{Start: m[0], End: m[1]}, Type: typ})
	}
	return text.Split(s), ents
}

func TestPlaceExamples(t *testing.T) {
	for _, row := range tsv.MustParse("places.tsv", placesTSV, placeColumns) {
		tx, ents := annotate(t, row.Cols[3], corpus.GPE)
		want := "Poland"
		if row.Cols[2] == "place" {
			want = ""
		}
		if got := Default().Resolve(tx, &corpus.Document{}, ents)[0].Actor; got != want {
			t.Errorf("places.tsv:%d: %s: actor %q, want %q", row.Line, row.Cols[3], got, want)
		}
	}
}

func TestBodyExamples(t *testing.T) {
	for _, row := range tsv.MustParse("bodies.tsv", bodiesTSV, bodyColumns) {
		tx, ents := annotate(t, strings.Replace(row.Cols[2], "Norway", "[Norway]", 1), corpus.Org)
		ents[0].Type = corpus.GPE
		got := Default().Resolve(tx, &corpus.Document{}, ents)[1].Actor
		if state := Default().State(got, corpus.Date{}); row.Cols[1] == "state" && got != "Norway" ||
			row.Cols[1] != "state" && !strings.HasSuffix(got, " of Norway") && state != "Norway" {
			t.Errorf("bodies.tsv:%d: %s: actor %q of %q", row.Line, row.Cols[2], got, state)
		}
	}
}

func TestSharedExamples(t *testing.T) {
	for _, row := range tsv.MustParse("shared.tsv", sharedTSV, sharedColumns) {
		s, _, err := tsv.Example(row.Cols[3])
		if err != nil {
			t.Fatal(err)
		}
		// Every capitalised word of the example is a mention.
		tx := text.Split(s)
		var ents []corpus.Entity
		want := -1
		for _, tok := range tx.Tokens {
			if w := tok.In(s); isCapital(w) && w != "The" && w != "In" && w != "From" {
				if w == row.Cols[0] || strings.HasPrefix(row.Cols[0], w+" ") {
					want = len(ents)
					tok.End = tok.Start + len(row.Cols[0])
				} else if strings.HasSuffix(row.Cols[0], " "+w) {
					continue
				}
				ents = append(ents, corpus.Entity{Span: tok.Span, Type: corpus.GPE})
			}
		}
		got := Default().Resolve(tx, &corpus.Document{}, ents)[want].Actor
		if got != filled(row.Cols[1]) {
			t.Errorf("shared.tsv:%d: %s: actor %q, want %q", row.Line, row.Cols[3], got, row.Cols[1])
		}
	}
}

func TestRoleExamples(t *testing.T) {
	for _, row := range tsv.MustParse("roles.tsv", rolesTSV, roleColumns) {
		s, m, err := tsv.Example(row.Cols[2])
		if err != nil {
			t.Fatal(err)
		}
		if s[m[0][0]:m[0][1]] != row.Cols[0] {
			t.Errorf("roles.tsv:%d: the example is about %q", row.Line, s[m[0][0]:m[0][1]])
		}
		tx := text.Split(s)
		last := 0
		for tx.Tokens[last].End < m[0][1] {
			last++
		}
		if got := roleAt(tx.Word, last); got != class(row.Cols[1]) {
			t.Errorf("roles.tsv:%d: %s: class %q", row.Line, row.Cols[2], got)
		}
	}
}
