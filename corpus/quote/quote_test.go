package quote

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/corpus"
)

const brief = "Ruritania’s envoy said on Monday that the harbour “will stay closed” until the talks resume. " +
	"Graustark’s envoy said that the harbour “will stay closed” for good.\n\nImpact: Shipping moves to Évian."

func spanOf(t *testing.T, text, words string, nth int) corpus.Span {
	t.Helper()
	at := -1
	for range nth {
		i := strings.Index(text[at+1:], words)
		if i < 0 {
			t.Fatalf("no %q", words)
		}
		at += 1 + i
	}
	return corpus.Span{Start: at, End: at + len(words)}
}

func TestFindAgain(t *testing.T) {
	const first, second = "the harbour “will stay closed” until", "said that the harbour “will stay closed” for good"
	for _, c := range []struct {
		name, words string
		nth         int
		page, want  string
	}{
		{"the same text", "will stay closed", 2, brief, "will stay closed"},
		{"navigation before and after", second, 1,
			"Home | Briefs | About\nwill stay closed\n\n" + brief + "\n\nShare this: Mail\nAll rights reserved", second},
		{"other whitespace", second, 1, strings.ReplaceAll(brief, " ", "\n\t "), strings.ReplaceAll(second, " ", "\n\t ")},
		{"straight quotation marks", first, 1,
			strings.NewReplacer("“", `"`, "”", `"`, "’", "'").Replace(brief), strings.NewReplacer("“", `"`, "”", `"`).Replace(first)},
		{"soft hyphens and no-break spaces", second, 1,
			strings.NewReplacer("harbour", "har\u00adbour", " will", "\u00a0will").Replace(brief), strings.ReplaceAll(second, "harbour", "har\u00adbour")},
		{"the second of two that read alike", "the harbour “will stay closed”", 2, "Menu " + brief, "the harbour “will stay closed”"},
		{"a corrected word", second, 1, strings.Replace(brief, "closed” for good", "shut” for good", 1), strings.Replace(second, "closed” for", "shut” for", 1)},
		{"a word more", second, 1, strings.Replace(brief, "closed” for good", "closed” now for good", 1), strings.Replace(second, "” for", "” now for", 1)},
	} {
		s := spanOf(t, brief, c.words, c.nth)
		q := Of(brief, s)
		got, ok := q.Find(c.page)
		if !ok || got.In(c.page) != c.want {
			t.Errorf("%s: found %q %v, want %q", c.name, got.In(c.page), ok, c.want)
		}
		if c.name == "the second of two that read alike" && !strings.HasPrefix(c.page[got.End:], " for good") {
			t.Errorf("%s: found the first", c.name)
		}
	}
}

func TestNotThere(t *testing.T) {
	q := Of(brief, spanOf(t, brief, "said on Monday that the harbour “will stay closed” until the talks resume", 1))
	for name, page := range map[string]string{
		"empty": "", "another text": "The ferry sails on Fridays. " + strings.Repeat("Nothing is known of a harbour. ", 20),
		"only a piece of it": "The harbour is closed until Monday.",
	} {
		if s, ok := q.Find(page); ok {
			t.Errorf("%s: found %q", name, s.In(page))
		}
	}
	if _, ok := (Selector{Exact: " "}).Find("a b"); ok {
		t.Error("a selector without words found some")
	}
}

func TestContext(t *testing.T) {
	s := spanOf(t, brief, "will stay closed", 2)
	q := Of(brief, s)
	if q.Exact != "will stay closed" || !strings.HasSuffix(brief[:s.Start], q.Prefix) || !strings.HasPrefix(brief[s.End:], q.Suffix) {
		t.Errorf("%+v", q)
	}
	if n := utf8.RuneCountInString(q.Prefix); n < around || n > around+20 {
		t.Errorf("prefix of %d code points: %q", n, q.Prefix)
	}
}

// FuzzFind: what was anchored is found again in the same text, and in any text nothing
// panics and every span fits.
func FuzzFind(f *testing.F) {
	f.Add(brief, "Menu\n"+brief, 3, 40)
	f.Add("a\xffb c", "\u00ad\u00ad \xff", 0, 2)
	f.Fuzz(func(t *testing.T, text, page string, i, n int) {
		if len(text) == 0 || i < 0 || n <= 0 || i > len(text) || n > len(text)-i {
			return
		}
		s := corpus.Span{Start: i, End: i + n}
		if !s.Valid(text) {
			return
		}
		q := Of(text, s)
		if got, ok := q.Find(text); strings.TrimSpace(fold(q.Exact).text) != "" && utf8.ValidString(text) {
			if !ok || strings.TrimSpace(fold(got.In(text)).text) != strings.TrimSpace(fold(q.Exact).text) {
				t.Fatalf("%q in its own text: %v %v", q, got, ok)
			}
		}
		if got, ok := q.Find(page); ok && (got.Start < 0 || got.Start >= got.End || got.End > len(page)) {
			t.Fatalf("%v does not fit", got)
		}
	})
}
