package entities

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// context makes a sentence a part of a brief, as sentences are: alone, one says little about
// what kind of text it is.
const (
	before = "Description: Ministers from nine states discussed the ceasefire on Tuesday.\n\n"
	after  = "\n\nImpact: A vote before the end of the year is unlikely."
)

// TestTraps are the mistakes that users of other systems met.
func TestTraps(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"us is not the US", "“Us first,” he told them, and then it was the turn of the [GPE US]."},
		{"pronouns are no names", "[PERSON Olena Hrytsak] said that she would leave, and he agreed with her."},
		{"us is not the US", "He told us that the [GPE US] would not let us down."},
		{"European is no town", "[NORP European] diplomats met in [GPE Vienna]."},
		{"NATO is no country", "[ORG NATO] and [GPE Norway] rejected the offer."},
		{"acronyms with full stops", "The [GPE U.S.] and the [ORG U.N.] welcomed the truce."},
		{"titles are no part of names", "President [PERSON Emil Rademaker] met Prime Minister [PERSON Ilse Tammaru]."},
		{"state before a title", "[GPE US] Secretary of State [PERSON Walter Pemberly] arrived."},
		{"role before a name", "The [NORP Iranian] foreign minister, [PERSON Farhad Kermani], refused."},
		{"possessives stay outside", "[GPE Russia]’s envoy criticised [GPE Ukraine]'s reply."},
		{"possessive of a plural", "The [GPE United States]’ position has not changed."},
		{"curly quotes", "[PERSON Marta Lindqvist] called it “a gift to [GPE Moscow]”."},
		{"straight quotes", "[PERSON Marta Lindqvist] called it \"a gift to [GPE Moscow]\"."},
		{"en dash between names", "The [GPE Russia]–[GPE China] rivalry goes on."},
		{"hyphen before an adjective", "The [GPE Iran]-backed militia left."},
		{"hyphen behind a prefix", "The pro-[NORP Russian] candidate lost."},
		{"brackets", "The [ORG International Atomic Energy Agency] ([ORG IAEA]) reported on Monday."},
		{"nested names: the longest", "The [ORG Central Bank of Libya] raised its rates."},
		{"demonym with a capitalised body", "The [ORG Russian Foreign Ministry] denied it."},
		{"demonym before a lower-case noun", "The [NORP Russian] foreign ministry denied it."},
		{"coordination is two names", "[GPE France] and [GPE Germany] agreed."},
		{"name at the very end", "The plan was drafted by [PERSON Olena Hrytsak]"},
		{"name at the very start", "[GPE Ukraine] objected."},
		{"months and weekdays", "On Monday, 5 May, the talks in [GPE Geneva] ended."},
		{"bare surname", "[PERSON Emil Rademaker] left. “Never,” [PERSON Rademaker] said."},
	} {
		t.Run(c.name, func(t *testing.T) {
			plain := plainText(c.want)
			got := marked(before + plain + after)
			got = strings.TrimSuffix(strings.TrimPrefix(got, before), after)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestHeadlineInCapitals: the words of a headline carry no case to go by.
func TestHeadlineInCapitals(t *testing.T) {
	in := "RUSSIA REJECTS CEASEFIRE PLAN OF UNITED NATIONS\n\n" + before + "Russia rejected the plan of the United Nations." + after
	got := marked(in)
	for _, want := range []string{"[GPE RUSSIA]", "[ORG UNITED NATIONS]"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q has no %s", got, want)
		}
	}
	if strings.Contains(got, "REJECTS]") || strings.Contains(got, "PLAN]") {
		t.Errorf("%q marks words that are no names", got)
	}
}

// TestLowerCase: mail and forums are written without a capital; common words must not become
// names there.
func TestLowerCase(t *testing.T) {
	in := "hi all,\n\nwe flew from london to chicago last week and met john and sarah. the hotel was fine.\n\n" +
		"my brother lives in toronto now. he says the winters are long.\n"
	got := marked(in)
	for _, want := range []string{"[GPE london]", "[GPE chicago]", "[GPE toronto]"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q has no %s", got, want)
		}
	}
	for _, common := range []string{"week]", "hotel]", "brother]", "winters]", "all]"} {
		if strings.Contains(got, common) {
			t.Errorf("%q marks a word that is no name: %s", got, common)
		}
	}
}

// plainText takes the marks off.
func plainText(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			break
		}
		b.WriteString(s[:open])
		_, s, _ = strings.Cut(s[open:], " ")
		name, rest, _ := strings.Cut(s, "]")
		b.WriteString(name)
		s = rest
	}
	return b.String() + s
}

// hostile is input that must neither panic nor crawl.
func hostile() map[string]string {
	return map[string]string{
		"empty":             "",
		"one letter":        "A",
		"white space":       " \n\t\u00a0",
		"1 MB, no space":    strings.Repeat("a", 1<<20),
		"1 MB of capitals":  strings.Repeat("A", 1<<20),
		"capital words":     strings.Repeat("ABC DEF ", 20000),
		"name after name":   strings.Repeat("New York ", 20000),
		"mixed scripts":     strings.Repeat("Путин 普京 بوتين Poutine ", 500),
		"emoji":             strings.Repeat("🇺🇦Zelensky🇷🇺 ", 500),
		"zero width, bidi":  "Olena\u200b Hry\u200dtsak \u202eRussia\u202c \u2066NATO\u2069 said.",
		"NUL":               "Rus\x00sia \x00 NATO\x00",
		"invalid":           "Rus\xff\xfesia \xc3 N\x80TO",
		"brackets":          strings.Repeat("(", 10000) + "NATO" + strings.Repeat(")", 10000),
		"quotation marks":   strings.Repeat("“", 10000) + "NATO",
		"hyphens":           "A" + strings.Repeat("-B", 10000),
		"letters that grow": strings.Repeat("ȺȾİŉ ", 1000),
	}
}

func TestHostileInput(t *testing.T) {
	for name, in := range hostile() {
		t.Run(name, func(t *testing.T) { checkSpans(t, in) })
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range hostile() {
		if len(s) < 2000 {
			f.Add(s)
		}
	}
	f.Add(sample)
	f.Fuzz(func(t *testing.T, s string) { checkSpans(t, s) })
}

// checkSpans demands what the package promises of any text.
func checkSpans(t *testing.T, s string) {
	t.Helper()
	found := Find(text.Split(s))
	end := 0
	for _, e := range found {
		if e.Start < end || e.End <= e.Start || e.End > len(s) {
			t.Fatalf("span %v after one that ends at %d, in %d bytes", e.Span, end, len(s))
		}
		if utf8.ValidString(s) && !e.Valid(s) {
			t.Fatalf("span %v cuts a rune", e.Span)
		}
		if name := e.In(s); strings.TrimSpace(name) != name {
			t.Fatalf("%q has white space at its edges", name)
		}
		end = e.End
	}
	if diff := cmp.Diff(found, Find(text.Split(s))); diff != "" {
		t.Fatalf("a second run differs: %s", diff)
	}
}

// TestFindIgnoresTags: the names must not depend on which tokeniser tagged the words.
func TestFindIgnoresTags(t *testing.T) {
	plain := text.Split(sample)
	tagged := text.Split(sample)
	for i := range tagged.Tokens {
		tagged.Tokens[i].Tag = text.NNP
	}
	if diff := cmp.Diff(Find(plain), Find(tagged)); diff != "" {
		t.Errorf("tags changed the names: %s", diff)
	}
}

func TestGoldLabels(t *testing.T) {
	const s = "The Central Bank of Libya met Marta Lindqvist."
	p := newPage(text.Split(s), lists())
	labels := p.gold([]corpus.Entity{
		{Span: corpus.Span{Start: 4, End: 25}, Type: corpus.Org},
		{Span: corpus.Span{Start: 30, End: 45}, Type: corpus.Person},
	})
	var got []string
	for _, l := range labels {
		got = append(got, labelNames()[l])
	}
	want := strings.Fields("O B-ORG I-ORG I-ORG I-ORG O B-PERSON I-PERSON O")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestUnicase: sentences of a script without capitals hold no names.
func TestUnicase(t *testing.T) {
	in := before + "“हम अकेले नहीं हैं, और corona से डर है,” said [PERSON Olena Hrytsak]. 我们从不孤单，他说。" + after
	if got := marked(plainText(in)); got != in {
		t.Errorf("have %s\nwant %s", got, in)
	}
}
