package web

import (
	"strings"

	"github.com/sayso-nlp/sayso/index/query"
)

// fieldOf is the field of the query that a facet is asked by.
var fieldOf = map[string]query.Field{
	"actor": query.Actor, "type": query.Type, "band": query.Band, "source": query.Source,
	"year": query.Published, "month": query.Published, "holder": query.Holder, "state": query.State,
	"via": query.Via, "act": query.Act, "stance": query.Stance, "issue": query.Issue,
	"modality": query.Modality, "speech": query.Speech, "section": query.In,
}

// clauseFor returns the clause that a value of a facet stands for, in the form that a person
// would type: act:reject, but holder:"European Union".
func clauseFor(facet, value string) string {
	f := fieldOf[facet]
	if strings.IndexFunc(value, notPlain) < 0 && value != "" {
		return string(f) + ":" + value
	}
	return query.Quote(f, value)
}

// notPlain reports whether a value with r in it needs quotation marks.
func notPlain(r rune) bool {
	return !(r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}

// narrow adds a clause to a query. A query with alternatives is put in parentheses first, as
// "a OR b c" would mean a OR (b c).
func narrow(q, clause string) string {
	q = strings.TrimSpace(q)
	if q == "" {
		return clause
	}
	if parsed, err := query.Parse(q); err == nil && parsed.Root != nil && parsed.Root.Op == query.Or {
		q = "(" + q + ")"
	}
	return q + " " + clause
}

// holds reports whether the query has the clause, as narrow adds it.
func holds(q, clause string) bool { return place(q, clause) >= 0 }

// place returns where the clause stands in the query as a whole, and not within a longer one.
func place(q, clause string) int {
	for from := 0; ; {
		i := strings.Index(q[from:], clause)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(clause)
		if (i == 0 || q[i-1] == ' ') && (end == len(q) || q[end] == ' ') && strings.Count(q[:i], `"`)%2 == 0 {
			return i
		}
		from = i + 1
	}
}

// without removes a clause from a query.
func without(q, clause string) string {
	i := place(q, clause)
	if i < 0 {
		return q
	}
	rest := strings.TrimSpace(strings.TrimSpace(q[:i]) + " " + strings.TrimSpace(q[i+len(clause):]))
	if inner, ok := strings.CutPrefix(rest, "("); ok && strings.HasSuffix(inner, ")") && !strings.ContainsAny(inner[:len(inner)-1], "()") {
		rest = inner[:len(inner)-1]
	}
	return rest
}

// clausesOf cuts a query at the spaces outside quotation marks and brackets.
func clausesOf(q string) (out []string) {
	depth, quoted, from := 0, false, 0
	for i, c := range q + " " {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '{':
			depth++
		case c == ')' || c == '}':
			depth--
		case c == ' ' && depth == 0:
			if w := strings.TrimSpace(q[from:min(i, len(q))]); w != "" && w != "OR" {
				out = append(out, w)
			}
			from = i + 1
		}
	}
	return out
}
