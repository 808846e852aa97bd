package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhyInBothForms: why tells of a datum of every layer the same as a text and as JSON.
func TestWhyInBothForms(t *testing.T) {
	dir, archive := filepath.Join(t.TempDir(), "ix"), filepath.Join(t.TempDir(), "briefs.jsonl")
	if err := os.WriteFile(archive, demoBriefs, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone {
		t.Fatalf("index: exit %d, %s", code, errOut)
	}
	for number, layer := range map[string]string{"e2": "entities", "d1": "dates", "p2": "positions", "j1": "judgments", "h1": "hedges"} {
		id := "demo-1-03#" + number
		_, text, _ := sayso(nil, "--index", dir, "why", id)
		code, out, errOut := sayso(nil, "--index", dir, "why", "--json", id)
		var got struct {
			Number, Layer string
			Datum         struct {
				FoundBy struct{ Rule string } `json:"found_by"`
			}
		}
		if err := json.Unmarshal([]byte(out), &got); code != exitDone || err != nil {
			t.Errorf("%s: exit %d, %v, %s", id, code, err, errOut)
		}
		rule := got.Datum.FoundBy.Rule
		if got.Number != number || got.Layer != layer || rule == "" || !strings.Contains(strings.Join(strings.Fields(text), " "), "found by "+rule) { // wrapped, if long
			t.Errorf("%s is %+v as JSON, and as a text:\n%s", id, got, text)
		}
	}
}
