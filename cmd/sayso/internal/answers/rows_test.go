package answers

import "testing"

func TestPublic(t *testing.T) {
	for source, want := range map[string]string{
		"https://briefs.example/a/b": "https://briefs.example/a/b", "Briefs of Ruritania": "Briefs of Ruritania", "": "",
		"/home/a/b.html": "b.html", "file:///home/a/b.html": "b.html", `C:\Users\a\b.html`: "b.html", "~/b.html": "b.html", `\\server\share\b`: "b",
	} {
		if got := Public(source); got != want {
			t.Errorf("Public(%q) = %q, want %q", source, got, want)
		}
	}
}
