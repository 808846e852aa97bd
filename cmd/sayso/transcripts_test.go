package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTranscripts runs the commands that the documents show with what they print, on the bundled
// demo. A line "…" stands for lines that are left out.
func TestTranscripts(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	dir := filepath.Join(t.TempDir(), "ix")
	archive := filepath.Join(t.TempDir(), "briefs.jsonl")
	if err := os.WriteFile(archive, demoBriefs, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone {
		t.Fatalf("index: exit %d, %s", code, errOut)
	}
	ran := 0
	for _, page := range []string{"README.md", "docs/actors.md", "docs/positions.md", "docs/search.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(page)))
		if err != nil {
			t.Fatal(err)
		}
		for line, shown := range transcripts(string(text)) {
			args := shellWords(line)
			switch args[0] {
			case "index", "serve": // of a folder of one's own, and without an end
				continue
			}
			ran++
			_, out, _ := sayso(nil, append([]string{"--index", dir}, args...)...)
			if missing := lacks(out, shown); missing != "" {
				t.Errorf("%s: sayso %s does not print, after what stands before it:\n%s", page, line, missing)
			}
		}
	}
	if ran < 4 {
		t.Errorf("%d commands were found in the documents", ran)
	}
}

// transcripts maps the command lines that a text shows to what it shows below them.
func transcripts(text string) map[string][]string {
	out := map[string][]string{}
	for i, block := range strings.Split(text, "\n```") {
		command := ""
		if i%2 == 0 { // between two blocks
			continue
		}
		for line := range strings.Lines(block) {
			line = strings.TrimRight(line, " ▇\n")
			if rest, ok := strings.CutPrefix(line, "$ sayso "); ok {
				command = rest
			} else if command != "" {
				out[command] = append(out[command], line)
			}
		}
	}
	return out
}

// shellWords splits a command line in which single quotation marks are the only special signs.
func shellWords(line string) (words []string) {
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}

// lacks returns the first of some lines that do not follow each other in a text; behind "…", lines
// of the text may be passed over.
func lacks(text string, lines []string) string {
	rest := strings.Split(text, "\n")
	gap := false
	for _, want := range lines {
		if want == "…" {
			gap = true
			continue
		}
		for gap && len(rest) > 0 && strings.TrimRight(rest[0], " ") != want {
			rest = rest[1:]
		}
		if len(rest) == 0 || strings.TrimRight(rest[0], " ") != want {
			if want == "" { // before the next command
				continue
			}
			return want
		}
		gap, rest = false, rest[1:]
	}
	return ""
}
