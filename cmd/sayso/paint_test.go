package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// TestNothingReadMovesTheCursor runs commands over ids, titles, texts and names of files that
// would change the terminal.
func TestNothingReadMovesTheCursor(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "re\x1b[31md")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	const escape = `\u001b]0;owned\u0007\u009b2J\u202e\u2028`
	files := map[string]string{
		"records.jsonl": strings.ReplaceAll(`{"id":"one!\ttab","title":"Ferry!","published":"2025-12-01","colour":1,"text":"Graustark! rejected the ferry on Friday. It is likely! that it sails."}
{"id":"two!\nline","text":"Graustark! rejected the ferry on Friday. It is likely! that it sails."}
{"id":"three!","text":
`, "!", escape),
		"emp\x1bty.txt": "", ".\x1bhidden": "x",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	queries := filepath.Join(folder, "queries.csv")
	if err := os.WriteFile(queries, []byte("query\nhold\x1b[2J:Russia\nnothing\x1blikethis\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "ix")
	for _, args := range [][]string{
		{"extract", "--tsv", folder}, {"index", "--dry-run", folder}, {"index", folder},
		{"search", "ferry"}, {"search", "--ids", "ferry"}, {"search", "\x1b(ferry"}, {"positions"}, {"judgments"}, {"show", "one\x1b]0;owned\a\u009b2J\u202e\u2028\ttab"},
		{"show", "nothing\x1b"}, {"status", "--problems"}, {"status", "--duplicates"}, {"status", "--notes"}, {"batch", queries},
		{"eval", filepath.Join(folder, "records.jsonl")},
	} {
		_, out, errOut := sayso(nil, append([]string{"--index", dir}, args...)...)
		if out+errOut == "" {
			t.Errorf("%q says nothing", args)
		}
		if args[0] == "batch" { // its rows are data, and hold the queries as they are
			out = ""
		}
		for line := range strings.Lines(out + errOut) {
			line = strings.TrimSuffix(line, "\n")
			if i := strings.IndexFunc(line, func(r rune) bool { return unicode.IsControl(r) && r != '\t' || r == '\u202e' || r == '\u2028' }); i >= 0 {
				t.Errorf("%q writes %q", args, line)
			}
			if args[0] == "extract" && !strings.HasPrefix(line, "set aside ") && strings.Count(line, "\t") != 5 {
				t.Errorf("%q writes a row without six columns: %q", args, line)
			}
		}
	}
}

func TestHang(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"  a bridge toll", "  a bridge toll"},
		{"2025-01-10  Serbia  reject · against", "2025-01-10  Serbia\n    reject · against"},
		{"    thewordthatislongerthanaline  b", "    thewordthatislongerthanaline\n    b"},
		{"a \x1b[31mbridge toll\x1b[0m, a ferry", "a \x1b[31mbridge toll\x1b[0m, a\n    ferry"},
	} {
		if got := hang(tt.in, "    ", 20); got != tt.want {
			t.Errorf("%q hangs as %q, want %q", tt.in, got, tt.want)
		}
	}
	if got, want := wrap("a\n  bridge   toll", "  ", 10), "  a bridge\n  toll"; got != want {
		t.Errorf("wraps as %q, want %q", got, want)
	}
}

// TestDataOnATerminal shows rows without what would change the terminal, however they are
// written piece by piece; what goes elsewhere is as it was.
func TestDataOnATerminal(t *testing.T) {
	const rows = "a,\x1b]0;owned\a,\u009b2J,\u202etxt.exe,\x7f\n\tfür\u200d 中\r\nforged\rtrue\n"
	var b strings.Builder
	w := shown(&b)
	for i := range len(rows) {
		if n, err := w.Write([]byte{rows[i]}); n != 1 || err != nil {
			t.Fatal(n, err)
		}
	}
	if want := "a,\ufffd]0;owned\ufffd,\ufffd2J,\ufffdtxt.exe,\ufffd\n\tfür\u200d 中\nforgedtrue\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	b.Reset()
	io.WriteString((&app{out: &b}).data(), rows)
	if b.String() != rows {
		t.Errorf("elsewhere %q", b.String())
	}
}

// TestPlainText: what a page says does not become markup in a mail, and mostly stands as it is.
func TestPlainText(t *testing.T) {
	for in, want := range map[string]string{
		"Arno Belz [Ruritania] “rejects” 50 % - no!": "Arno Belz [Ruritania] “rejects” 50 % - no!",
		"see [here](https://example.org)":            `see [here\](https://example.org)`,
		"[a][b] and [b]: https://example.org":        `[a\][b] and [b\]: https://example.org`,
		"<img src=x> 3 < 4":                          `\<img src=x> 3 \< 4`,
		"*a* _b_ `c` \\d\x1b[1m":                     "\\*a\\* \\_b\\_ \\`c\\` \\\\d\ufffd[1m",
	} {
		if got := plainText(in); got != want {
			t.Errorf("plainText(%q) = %q, want %q", in, got, want)
		}
	}
}
