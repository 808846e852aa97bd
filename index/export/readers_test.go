package export_test

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/sayso-nlp/sayso/corpus/quote"
)

type selector = quote.Selector

// readRIS reads RIS by its specification: lines of a tag, two spaces, a hyphen and a space;
// an entry runs from TY to ER.
func readRIS(s string) (entries []map[string][]string, err error) {
	tag := regexp.MustCompile(`^([A-Z][A-Z0-9])  - (.*)$`)
	var entry map[string][]string
	for i, line := range strings.Split(s, "\r\n") {
		if line == "" {
			continue
		}
		m := tag.FindStringSubmatch(line)
		switch {
		case m == nil:
			return nil, fmt.Errorf("line %d is none of RIS: %q", i+1, line)
		case m[1] == "TY" && entry != nil, m[1] != "TY" && entry == nil:
			return nil, fmt.Errorf("line %d: %s within the wrong place", i+1, m[1])
		case m[1] == "TY":
			entry = map[string][]string{"TY": {m[2]}}
		case m[1] == "ER":
			entries = append(entries, entry)
			entry = nil
		default:
			entry[m[1]] = append(entry[m[1]], m[2])
		}
	}
	if entry != nil {
		return nil, fmt.Errorf("the last entry has no ER")
	}
	return entries, nil
}

type bibEntry struct {
	kind, key string
	fields    map[string]string
}

// readBibTeX reads entries of the form @kind{key, name = {value}, …} with balanced braces,
// and undoes TeX's escapes.
func readBibTeX(s string) (entries []bibEntry, err error) {
	head := regexp.MustCompile(`^@([a-z]+)\{([^,\s{}"#%~\\]+),`)
	name := regexp.MustCompile(`^\s*([a-z]+) = \{`)
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		m := head.FindStringSubmatch(s)
		if m == nil {
			return nil, fmt.Errorf("want an entry: %.60q", s)
		}
		e := bibEntry{m[1], m[2], map[string]string{}}
		s = s[len(m[0]):]
		for {
			m := name.FindStringSubmatch(s)
			if m == nil {
				break
			}
			value, rest, ok := braced(s[len(m[0]):])
			if !ok || !strings.HasPrefix(rest, ",") {
				return nil, fmt.Errorf("%s, %s: braces do not match", e.key, m[1])
			}
			e.fields[m[1]], s = untex(value), rest[1:]
		}
		if s = strings.TrimSpace(s); !strings.HasPrefix(s, "}") {
			return nil, fmt.Errorf("%s never ends: %.60q", e.key, s)
		}
		s = s[1:]
		entries = append(entries, e)
	}
	return entries, nil
}

// braced returns what stands before the brace that closes; braces behind a backslash do not
// count, as in TeX.
func braced(s string) (value, rest string, ok bool) {
	depth := 1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[:i], s[i+1:], true
			}
		}
	}
	return "", "", false
}

var tex = strings.NewReplacer(`\textbackslash{}`, `\`, `\textasciicircum{}`, "^", `\textasciitilde{}`, "~",
	`\{`, "{", `\}`, "}", `\%`, "%", `\#`, "#", `\$`, "$", `\&`, "&", `\_`, "_", "{", "", "}", "")

func untex(s string) string { return tex.Replace(s) }
