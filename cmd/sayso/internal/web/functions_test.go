package web

import (
	"strings"
	"testing"
)

// TestExportsKeepTheOrder: documents come in the order of the page; a graph has none, and the
// interface refuses one for it.
func TestExportsKeepTheOrder(t *testing.T) {
	for _, l := range (question{Path: "/search", Sort: "oldest"}).exported() {
		if sorted, graph := strings.Contains(l.URL, "sort=oldest"), strings.Contains(l.URL, "of=graph"); sorted == graph {
			t.Errorf("%s: %s", l.Text, l.URL)
		}
	}
}
