package main

import "testing"

// TestFileFrom: what is handed on names no folder above those that were given.
func TestFileFrom(t *testing.T) {
	roots := []string{"/home/ann/briefs", "/home/ann/briefs/2025", "/srv/all.jsonl"}
	for file, want := range map[string]string{
		"/home/ann/briefs/2024/a.html":         "briefs/2024/a.html",
		"/home/ann//briefs/a.html":             "briefs/a.html",
		"/home/ann/briefs/2025/a.html":         "2025/a.html",
		"/home/ann/briefs/x.zip!/in/b.html":    "briefs/x.zip!/in/b.html",
		"/home/ann/briefs/x.zip!/y.zip!/b.txt": "briefs/x.zip!/y.zip!/b.txt",
		"/srv/all.jsonl:12":                    "all.jsonl:12",
		"/srv/all.jsonlines:12":                "all.jsonlines:12",
		"/home/ann/briefsecret/a.html":         "a.html",
		"briefs/a.mbox#3":                      "briefs/a.mbox#3",
		"../../briefs/a.html":                  "briefs/a.html",
		"-":                                    "-",
		"":                                     "",
	} {
		if got := fileFrom(roots, file); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}
