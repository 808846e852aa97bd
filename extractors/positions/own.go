package positions

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extractors/internal/userlist"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// Issues are the issues that a user follows, under names of the user's own: a position whose
// target, or else its content, has one of the wordings is about that issue, whatever label the
// rules would make.
// Nil and the zero value hold none.
type Issues struct {
	byFirst map[string][]wording // the longest first
}

type wording struct {
	words []string
	issue string
}

// issueShape is a list of issues; without wordings, the name itself is the wording.
var issueShape = userlist.Shape{Entry: "issue", Columns: []string{"issue", "wordings"}, Further: "wording"}

// ParseIssuesCSV reads issues from a table whose first line names its columns, issue and
// wordings (separated by semicolons). Comma separates the columns; name is the file's name
// for messages, whose errors name line and column: "issues.csv:3:1: the issue is empty".
func ParseIssuesCSV(name string, r io.Reader, comma rune) (*Issues, error) {
	rows, err := userlist.CSV(name, r, comma, issueShape)
	return newIssues(rows, err)
}

// ParseIssuesYAML reads issues from YAML: a sequence of mappings with the keys issue and
// wordings. Name and errors are as in [ParseIssuesCSV].
func ParseIssuesYAML(name string, r io.Reader) (*Issues, error) {
	rows, err := userlist.YAML(name, r, issueShape)
	return newIssues(rows, err)
}

func newIssues(rows []userlist.Row, err error) (*Issues, error) {
	if err != nil {
		return nil, err
	}
	x := &Issues{byFirst: map[string][]wording{}}
	seen := map[string]*userlist.Row{}
	for i := range rows {
		row := &rows[i]
		name := row.Name(issueShape)
		for _, s := range append([]string{name}, row.Values["wordings"]...) {
			words := issueForms(folded(text.Split(s)))
			key := strings.Join(words, " ")
			if before := seen[key]; before != nil && before.Name(issueShape) != name {
				return nil, row.Fault(fmt.Errorf("%q means %s on line %d already; drop one", s, before.Name(issueShape), before.Line))
			} else if before != nil || len(words) == 0 {
				continue
			}
			seen[key] = row
			x.byFirst[words[0]] = append(x.byFirst[words[0]], wording{words, name})
		}
	}
	for _, list := range x.byFirst {
		slices.SortStableFunc(list, func(a, b wording) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
	return x, nil
}

// issueForms brings words to what they are compared by: number makes no difference.
func issueForms(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = singular(w)
	}
	return out
}

// singular takes the plural off a noun in lower case, roughly: both sides of a comparison
// are treated alike.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// of returns the longest wording among the words, the first of equals.
func (x *Issues) of(words []string) (longest wording, ok bool) {
	if x == nil || len(x.byFirst) == 0 {
		return wording{}, false
	}
	words = issueForms(words)
	for i, w := range words {
		for _, c := range x.byFirst[w] {
			if len(c.words) > len(longest.words) && len(c.words) <= len(words)-i && slices.Equal(c.words, words[i:i+len(c.words)]) {
				longest = c
			}
		}
	}
	return longest, len(longest.words) > 0
}

// ownIssue returns the user's issue that the target names, or else the content.
func (g *tagger) ownIssue(rel *relation, target [][2]int) (found wording, ok bool) {
	if g.own == nil {
		return wording{}, false
	}
	for _, parts := range [][][2]int{target, rel.content} {
		for _, x := range parts {
			if found, ok = g.own.of(g.words[x[0]:min(x[1], x[0]+reach)]); ok {
				return found, true
			}
		}
	}
	return wording{}, false
}
