package query

import (
	"strings"
	"testing"
)

func TestFewer(t *testing.T) {
	for text, want := range map[string]string{
		"talks":                    "",
		"talks OR act:reject":      "",
		"talks act:reject":         "talks → act:reject; act:reject → talks",
		"(talks OR war) -draft":    "(talks OR war) → -draft; -draft → talks OR war",
		strings.Repeat("word ", 9): "",
		"talks act:":               "",
	} {
		var got []string
		for part, others := range Fewer(text) {
			got = append(got, part+" → "+others)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
	for range Fewer("talks act:reject") {
		break
	}
}
