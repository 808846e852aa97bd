package webpage

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus/read/page"
)

const body = `<p>The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three.</p>`

func TestTitle(t *testing.T) {
	for _, tt := range []struct{ name, head, body, want string }{
		{"open graph", `<meta property="og:title" content="The Price of Tin"><title>x</title>`, "", "The Price of Tin"},
		{"headline within the title", `<title>The Price of Tin | Harbour Review</title>`, `<h1>The Price of Tin</h1>`, "The Price of Tin"},
		{"title names the site", `<title>Harbour Review</title>`, `<h1>The Price of Tin</h1>`, "The Price of Tin"},
		{"title names the site, no h1", `<title>Harbour Review</title>`, `<h2>The Price of Tin</h2>`, "The Price of Tin"},
		{"site name cut", `<title>The Price of Tin - Harbour Review</title><meta property="og:site_name" content="Harbour Review">`, "", "The Price of Tin"},
		{"dash of its own", `<title>Tin - and the price of it, as seen from the quay</title>`, "", "Tin - and the price of it, as seen from the quay"},
		{"logo in h1", `<meta property="og:title" content="The Price of Tin">`, `<h1>Harbour Review</h1><h2>The Price of Tin</h2>`, "The Price of Tin"},
		{"JSON-LD", `<script type="application/ld+json">[{"headline":"The Price of Tin"}]</script>`, "", "The Price of Tin"},
		{"broken JSON-LD", `<title>The Price of Tin</title><script type="application/ld+json">{"headline":</script>`, "", "The Price of Tin"},
		{"entities", `<title>Tin &amp; Salt &ndash; a Price</title>`, "", "Tin & Salt – a Price"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Parse([]byte("<html><head>" + tt.head + "</head><body>" + tt.body + body))
			if err != nil || doc.Title != tt.want {
				t.Errorf("got %q, %v, want %q", doc.Title, err, tt.want)
			}
		})
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct{ name, html, published, modified string }{
		{"meta", `<meta property="article:published_time" content="2024-12-03T09:00:00Z"><meta property="article:modified_time" content="2024-12-05">`, "2024-12-03", "2024-12-05"},
		{"JSON-LD graph", `<script type="application/ld+json">{"@graph":[{"@type":["a"]},{"datePublished":"2024-12-03","dateModified":"2024-12-05"}]}</script>`, "2024-12-03", "2024-12-05"},
		{"microdata", `<time itemprop="datePublished" datetime="2024-12-03">x</time><time itemprop="dateModified" datetime="2024-12-05">y</time>`, "2024-12-03", "2024-12-05"},
		{"only time", `<time datetime="2024-12-03T10:00">a while ago</time>`, "2024-12-03", ""},
		{"address", `<link rel="canonical" href="https://harbour.example/2024/12/03/tin/">`, "2024-12-03", ""},
		{"printed date before a new stamp", `<meta property="article:published_time" content="2025-06-01"><p>Published 3 December 2024</p>`, "2024-12-03", ""},
		{"time zones", `<meta property="article:published_time" content="2024-12-02T23:30:00Z"><p>3 December 2024</p>`, "2024-12-03", ""},
		{"none", ``, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Parse([]byte(tt.html + body))
			if err != nil || doc.Published.String() != tt.published || doc.Modified.String() != tt.modified {
				t.Errorf("got %s, %s, %v", doc.Published, doc.Modified, err)
			}
			if !doc.Published.IsZero() && doc.PublishedFrom == "" {
				t.Error("no evidence")
			}
		})
	}
}

// TestMarkup keeps the words of a text whatever stands around them.
func TestMarkup(t *testing.T) {
	const want = "The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three."
	for name, html := range map[string]string{
		"inline":          `<p>The <b>harbour</b> master, <a href="/o">Odd Brandt</a>, said on Tuesday that the old ship would last two win<i>ters</i>, not three.</p>`,
		"entities":        `<p>The harbour master,&nbsp;Odd Brandt, said on Tuesday that the old ship would last two win&shy;ters, not three.</p>`,
		"script within":   `<p>The harbour master, Odd Brandt, <script>track("x")</script>said on Tuesday that the old ship would last two winters, not three.</p>`,
		"comment within":  `<p>The harbour master, Odd Brandt, <!-- ad -->said on Tuesday that the old ship would last two winters, not three.</p>`,
		"line breaks":     "<p>The harbour master, Odd Brandt,\n   said on Tuesday that the old ship would last two winters, not three.</p>",
		"unclosed":        `<div class=content><p>The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three.`,
		"body class":      `<body class="comments sidebar"><p>The harbour master, Odd Brandt, said on Tuesday that the old ship would last two winters, not three.</p>`,
		"hidden elements": `<div hidden>Secret words that nobody sees on the page, whatever they say.</div>` + body,
	} {
		doc, err := ParseWith([]byte(html), page.Meta{Title: "Ferry Talks"})
		if err != nil || strings.ReplaceAll(doc.Text, "\n\n", "¶") != want {
			t.Errorf("%s: got %q, %v", name, doc.Text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("<html><head><title>T</title></head><body><nav>Home</nav><article><h1>T</h1>" + body))
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[{"datePublished":5}]}</script><table><tr><td>a<td>b</table><p><div></p>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Parse(data)
		if err == nil && strings.TrimSpace(doc.Text) == "" {
			t.Error("neither text nor error")
		}
	})
}

func BenchmarkParse(b *testing.B) {
	data := []byte("<html><head><title>T</title></head><body><nav>" + strings.Repeat("<a href=/x>Home</a>", 50) + "</nav><article><h1>T</h1>" + strings.Repeat(body, 40))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Parse(data); err != nil {
			b.Fatal(err)
		}
	}
}
