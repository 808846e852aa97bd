package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
	"github.com/sayso-nlp/sayso/corpus"
)

func TestSameOutputForAnyNumberOfWorkers(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "briefs.jsonl")
	if err := os.WriteFile(archive, demoBriefs, 0o600); err != nil {
		t.Fatal(err)
	}
	code1, one, _ := sayso(nil, "extract", "--jobs", "1", archive)
	code8, eight, _ := sayso(nil, "extract", "--jobs", "8", archive)
	if code1 != 0 || code8 != 0 {
		t.Fatalf("exit codes %d and %d", code1, code8)
	}
	if one != eight {
		t.Error("one worker and eight write different annotations")
	}
}

// TestSharedArchive indexes real pages and releases, and compares what search counts with
// counts over the extracted documents, which no index has seen.
func TestSharedArchive(t *testing.T) {
	const archive, pages = "../../../shared/archive", "../../../shared/gold/briefs/dev-raw"
	if _, err := os.Stat(archive); err != nil {
		t.Skip("no ../shared beside the project: there is no archive to read")
	}
	dir := filepath.Join(t.TempDir(), "ix")
	code, out, errOut := sayso(nil, "--index", dir, "index", archive, pages)
	if code != exitDone || !strings.Contains(out, "529 read → 528 documents · 1 passed over") {
		t.Fatalf("index: exit %d, %q %q; want 528 documents and one README passed over", code, out, errOut)
	}
	_, jsonl, _ := sayso(nil, "extract", archive, pages)
	actors, acts, matches := map[string]int{}, map[string]int{}, 0
	word := regexp.MustCompile(`(?i)\bmoldova(['’]s)?\b`)
	for doc, err := range corpus.NewDecoder(strings.NewReader(jsonl), "extract").All() {
		if err != nil {
			t.Fatal(err)
		}
		if !word.MatchString(doc.Title + "\n" + doc.Text) {
			continue
		}
		matches++
		seen := map[string]bool{}
		for _, e := range doc.Entities {
			if e.Actor != "" && !seen[e.Actor] {
				seen[e.Actor] = true
				actors[e.Actor]++
			}
		}
		for _, p := range doc.Positions {
			acts[string(p.Act)]++
		}
	}
	_, out, _ = sayso(nil, "--index", dir, "search", "--json", "--limit", "1", "--facet", "actor", "--facet", "act", "moldova")
	var r answers.SearchResult
	if err := json.NewDecoder(bytes.NewBufferString(out)).Decode(&r); err != nil {
		t.Fatal(err)
	}
	if r.Total != matches || matches == 0 {
		t.Errorf("search finds %d documents, reading finds %d", r.Total, matches)
	}
	if len(r.Items) != 1 || len(r.Items[0].Passages) == 0 || !slices.ContainsFunc(r.Items[0].Passages[0].Marks, func(q answers.Quote) bool { return word.MatchString(q.Text) }) {
		t.Errorf("the first hit has no passage with the word marked: %+v", r.Items)
	}
	for i, want := range []map[string]int{actors, acts} {
		for _, v := range r.Facets[i].Values {
			if diff := cmp.Diff(want[v.Value], v.Count); diff != "" {
				t.Errorf("facet %s, %s (-reading +search): %s", r.Facets[i].Field, v.Value, diff)
			}
		}
		if len(r.Facets[i].Values) == 0 {
			t.Errorf("facet %s is empty", r.Facets[i].Field)
		}
	}
}
