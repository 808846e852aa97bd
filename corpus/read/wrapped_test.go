package read

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
)

// themes print a document as a site would.
var themes = map[string]func(d corpus.Document) string{
	"glued.txt": func(d corpus.Document) string {
		return "Skip to main content\nSearch\nMenu\nAnalysis\n\n" + d.Title + "\n\nBy " + us(d.Published, "January 2, 2006") + us(d.Modified, "January 2, 2006") +
			"No Comments\n\n" + d.Text + "\n\nLove0\nShare Tweet Share Pin\n\nRelated Posts\nThe Long Quay\nSalt and Diesel\n\n© 2024 All rights reserved.\n"
	},
	"plain.txt": func(d corpus.Document) string {
		return "Home » Regions » Briefs\n\n" + d.Title + "\nPublished: " + us(d.Published, "2 January 2006") + " | Last updated: " + us(d.Modified, "2 January 2006") +
			"\nReading time: 4 min\n\n" + d.Text + "\n\nTags: ports, ferries\n\nLeave a Reply\nYour email address will not be published. Required fields are marked *\n\nWe use cookies to improve our pages. Accept Decline\n"
	},
	"wrapped.txt": func(d corpus.Document) string {
		return d.Title + "\n\n" + us(d.Published, "Monday, January 2, 2006") + "\n\n" + wrap(d.Text, 76) + "\n\nPrint this page\nBack to top\n"
	},
	"article.html": func(d corpus.Document) string {
		var b strings.Builder
		fmt.Fprintf(&b, `<!DOCTYPE html><html><head><title>%s | Harbour Notes</title><meta property="article:published_time" content="%sT08:00:00Z"></head><body class="single comments-open"><header><nav><a>Home</a><a>Briefs</a></nav></header><div id="cookie-banner"><p>We use cookies on our pages.</p><button>OK</button></div><main><article><h1>%s</h1><div class="entry-meta">By <a>Mira Olt</a> on %s</div>`,
			html.EscapeString(d.Title), d.Published, html.EscapeString(d.Title), us(d.Published, "January 2, 2006"))
		for p := range strings.SplitSeq(d.Text, "\n\n") {
			fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p))
		}
		b.WriteString(`</article><section class="related-posts"><h3>Related</h3><ul><li>The Long Quay</li></ul></section></main><footer><p>© Harbour Notes. Copying is forbidden.</p></footer></body></html>`)
		return b.String()
	},
}

func us(d corpus.Date, layout string) string { return d.Time().Format(layout) }

func wrap(s string, width int) string {
	var b strings.Builder
	for p := range strings.SplitSeq(s, "\n\n") {
		n := 0
		for w := range strings.FieldsSeq(p) {
			if n > 0 && n+1+len([]rune(w)) > width {
				b.WriteByte('\n')
				n = 0
			} else if n > 0 {
				b.WriteByte(' ')
				n++
			}
			b.WriteString(w)
			n += len([]rune(w))
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// TestSharedArchive prints the articles of the shared sample archive, whose bodies have
// lists, headings and quotations of all shapes, in several themes, and measures how much of
// them comes back.
func TestSharedArchive(t *testing.T) {
	var docs []corpus.Annotated
	for _, name := range []string{"archive/wikinews.jsonl", "archive/state.jsonl"} {
		f, err := os.Open(filepath.Join("..", "..", "..", "shared", name))
		if err != nil {
			t.Skip("no shared archive beside the repository")
		}
		defer f.Close()
		n := 0
		for a, err := range corpus.NewDecoder(f, name).All() {
			if err == nil && n%5 == 0 {
				docs = append(docs, a)
			}
			n++
		}
	}
	for theme, page := range themes {
		n, titles, published, same, got, want := 0, 0, 0, 0, 0, 0
		for _, d := range docs {
			d.Modified = d.Published.AddDays(1)
			read, errs := Read(theme, []byte(page(d.Document)), Options{})
			if len(errs) > 0 {
				t.Errorf("%s: %s: %v", theme, d.ID, errs[0])
				continue
			}
			r := read[0]
			n++
			if r.Title == strings.Join(strings.Fields(d.Title), " ") {
				titles++
			} else {
				t.Logf("%s: %s: title %q, want %q", theme, d.ID, r.Title, d.Title)
			}
			if r.Published == d.Published {
				published++
			} else {
				t.Logf("%s: %s: published %s, want %s", theme, d.ID, r.Published, d.Published)
			}
			a, b := strings.Fields(r.Text), strings.Fields(d.Text)
			c := common(a, b)
			same, got, want = same+c, got+len(a), want+len(b)
			if c < len(b) || c < len(a) {
				t.Logf("%s: %s: %d of %d words, %d too many\n%s", theme, d.ID, c, len(b), len(a)-c, dropped(r.Dropped))
			}
		}
		t.Logf("%s: %d pages, title %d, published %d, words: precision %.2f, recall %.2f", theme, n, titles, published,
			100*float64(same)/float64(got), 100*float64(same)/float64(want))
		if titles*100 < 95*n || published*100 < 98*n || same*1000 < 985*want || same*1000 < 999*got {
			t.Errorf("%s: worse than it was", theme)
		}
	}
}
