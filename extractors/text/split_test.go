package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// words returns the tokens of s, a blank between any two.
func words(t *text.Text) string {
	w := make([]string, len(t.Tokens))
	for i := range w {
		w[i] = t.Word(i)
	}
	return strings.Join(w, " ")
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"punctuation", `He (Orlov) left, "alone"; why?`, `He ( Orlov ) left , " alone " ; why ?`},
		{"curly quotes", "“It’s ‘done’,” she said.", "“ It ’s ‘ done ’ , ” she said ."},
		{"possessives", "Iran’s and Wales' and the U.N.'s", "Iran ’s and Wales ' and the U.N. 's"},
		{"clitics", "didn't can’t they'll I'm we’ve", "did n't ca n’t they 'll I 'm we ’ve"},
		{"names with apostrophes", "O'Hara met d’Arcy", "O'Hara met d’Arcy"},
		{"numbers", "3.5% of $5m, €2bn, 1,200 and 26/11", "3.5 % of $ 5m , € 2bn , 1,200 and 26/11"},
		{"dates", "2025-12-01, 2024-25, 12.5.2024, 10:30", "2025-12-01 , 2024-25 , 12.5.2024 , 10:30"},
		{"ranges", "March 12-15, 2019-2021, 2019–21", "March 12 - 15 , 2019 - 2021 , 2019 – 21"},
		{"dashes", "NATO—and EU–China - or--not", "NATO — and EU – China - or -- not"},
		{"addresses", "See https://a.example/x?y=1, a.b@c.example.", "See https://a.example/x?y=1 , a.b@c.example ."},
		{"hosts", "www.a.example/b and example.org.", "www.a.example/b and example.org ."},
		{"acronyms", "the U.S. and AT&T at 5 p.m. sharp", "the U.S. and AT&T at 5 p.m. sharp"},
		{"name and participle", "Iran-backed, US-led, U.S.-led, Sana'a-based", "Iran -backed , US -led , U.S. -led , Sana'a -based"},
		{"longer name and participle", "New York-based al-Shabaab-linked", "New York -based al-Shabaab -linked"},
		{"prefix and name", "pro-Russian, anti-NATO, mid-May", "pro- Russian , anti- NATO , mid-May"},
		{"two actors", "a Riyadh-Tehran deal, U.S.-Russian talks", "a Riyadh - Tehran deal , U.S. - Russian talks"},
		{"names stay whole", "Jean-Luc in Guinea-Bissau, al-Sisi, Jong-un", "Jean-Luc in Guinea-Bissau , al-Sisi , Jong-un"},
		{"codes stay whole", "COVID-19, F-16s, X-ray", "COVID-19 , F-16s , X-ray"},
		{"sentence-initial capital", "Long-delayed talks. State-run media", "Long-delayed talks . State-run media"},
		{"missing space", "the end.Moscow said", "the end . Moscow said"},
		{"glued date line", "By May 1, 2025May 2nd, 2025No Comments", "By May 1 , 2025 May 2nd , 2025 No Comments"},
		{"slashes", "and/or Syria/Iraq", "and / or Syria / Iraq"},
		{"runs", "so..... ----- ok", "so ..... ----- ok"},
		{"marks without width", "a\u200bb \u200dIran\u200d co\u00adop", "a b Iran co\u00adop"},
		{"accents", "Erdoğan’s Élysée, Cafe\u0301", "Erdoğan ’s Élysée , Cafe\u0301"},
		{"invalid UTF-8", "Erdo\xf0an\xe9's", "Erdo \xf0 an \xe9 ' s"},
		{"entity references", "Iran&rsquo;s", "Iran & rsquo ; s"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, words(text.Split(tt.in))); diff != "" {
				t.Errorf("Split(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestTokenAtAndSentenceAt(t *testing.T) {
	tx := text.Split(" Ada Roe left. He\n\nstayed.  ")
	for _, tt := range []struct{ at, token int }{
		{-1, 0}, {0, 0}, {1, 0}, {3, 0}, {4, 1}, {5, 1}, {7, 1}, {8, 2}, {12, 2}, {13, 3}, {14, 4}, {15, 4}, {17, 5}, {25, 6}, {26, 7}, {99, 7},
	} {
		if got := tx.TokenAt(tt.at); got != tt.token {
			t.Errorf("TokenAt(%d) = %d, want %d", tt.at, got, tt.token)
		}
	}
	for token, want := range []int{0, 0, 0, 0, 1, 2, 2, 3} {
		if got := tx.SentenceAt(token); got != want {
			t.Errorf("SentenceAt(%d) = %d, want %d", token, got, want)
		}
	}
	if s := (&text.Text{}); s.TokenAt(0) != 0 || s.SentenceAt(0) != 0 {
		t.Error("a text without tokens has some")
	}
}

// In the table, | stands where one sentence ends and the next begins.
func TestSentences(t *testing.T) {
	for _, tt := range []struct{ name, in string }{
		{"plain", "They met. | They left! | Why? | Nobody knows."},
		{"initials", "J. K. Moss met George W. Lund in Oslo."},
		{"a middle initial that is also a word", "In 1911 Francisco I. Madero came. | So did I. | Oslo saw World War I. | Sweden did not."},
		{"acronym before a name", "The U.S. Steel plant closed."},
		{"the capital of the United States at an end", "They met in Washington, D.C. | Minister Roe spoke of a D.C. Metro line."},
		{"acronym at an end", "He lives in the U.S. | He works there."},
		{"titles", "They met Gen. Kline and Mr. Lund. | Dr. Amsel left."},
		{"number signs", "It broke No. 5. | He said no. | Five left."},
		{"decimals", "It rose 3.5 per cent. | Then 2.1."},
		{"months", "It began on Jan. 5 and Dec. 7. | It ended in May. | Ten died."},
		{"closing marks", "“We will go.” | Orlov left. | (They met.) | It ended."},
		{"quote goes on", "“Enough!” he said. | “Why?” asked Lund."},
		{"opening marks", "It ended. | “We won,” he said. | (So they said.)"},
		{"ellipses", "Well... maybe. | Then… nothing. | So ... | They left."},
		{"missing space", "It ended.| They left."},
		{"times", "It began at 5 p.m. local time. | At 6 a.m. they left."},
		{"firms", "Norden Inc. shares fell. | Lund & Co. | They gained."},
		{"latin", "Oil, gas, etc. are sold, e.g. Brent, i.e. crude."},
		{"list numbers", "1. The ports closed. | 2. The roads too."},
		{"lines", "Serbia rejects plan\n| By Jane Doe\n| Talks failed."},
		{"list", "They want:\n| - an end to it\n| - Peace"},
		{"line goes on", "They met in\nthe city and,\nDoe said, left."},
		{"paragraphs", "They met in\n\n| the city."},
		{"date line", "By May 1, 2025May 2nd, 2025No Comments\n| Talks failed."},
		{"wrapped lines", "The ministers of the two countries agreed in\nGeneva that the plan for the ports, which\nMoscow had opposed, would be dropped."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := strings.NewReplacer("\n| ", "\n", ".| ", ".", "| ", "").Replace(tt.in)
			got := text.Split(in)
			var have []string
			for _, s := range got.Sentences {
				have = append(have, s.In(in))
			}
			var want []string
			for s := range strings.SplitSeq(tt.in, "|") {
				want = append(want, strings.TrimSpace(s))
			}
			if diff := cmp.Diff(want, have); diff != "" {
				t.Errorf("Split(%q) (-want +got):\n%s", in, diff)
			}
		})
	}
}

func TestParagraphNumbers(t *testing.T) {
	got := text.Split("One. Two.\n\n\nThree.\nFour\n \nFive\r\n\r\nSix")
	var numbers []int
	for _, s := range got.Sentences {
		numbers = append(numbers, s.Paragraph)
	}
	if diff := cmp.Diff([]int{0, 0, 1, 1, 2, 3}, numbers); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
}

func TestSentenceIsBounded(t *testing.T) {
	got := text.Split(strings.Repeat("word ", 5000))
	if len(got.Sentences) != 5 {
		t.Errorf("5,000 words without a stop are %d sentences, want 5", len(got.Sentences))
	}
}

// check reports what no Text may violate.
func check(t *testing.T, x *text.Text) {
	t.Helper()
	at, valid := 0, utf8.ValidString(x.Source)
	for i, k := range x.Tokens {
		if k.Start < at || k.End <= k.Start || k.End > len(x.Source) {
			t.Fatalf("token %d is %v, the one before ends at %d of %d", i, k.Span, at, len(x.Source))
		}
		if valid && !k.Valid(x.Source) {
			t.Fatalf("token %d, %v, cuts a rune", i, k.Span)
		}
		at = k.End
	}
	next := 0
	for _, s := range x.Sentences {
		if s.First != next || s.Last <= s.First {
			t.Fatalf("sentence has tokens %d to %d, want it to begin at %d", s.First, s.Last, next)
		}
		if s.Start != x.Tokens[s.First].Start || s.End != x.Tokens[s.Last-1].End {
			t.Fatalf("sentence %v does not span its tokens", s.Span)
		}
		next = s.Last
	}
	if next != len(x.Tokens) {
		t.Fatalf("sentences hold %d of %d tokens", next, len(x.Tokens))
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		"", "\x00", "Erdo\xf0an\xe9's", "ȺȺȺ's İzmir's", "NATO—and “so” it’s", "a.b.c.-d", "U.S.-led.", "1. A\n\nb",
		"www.", "a@b", "http://", "x\u200d’s", "-\n-", "\u200d\u0301", "2025December", "Iran-", "-A-B-", "a'", "No.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, text.Split(s)) })
}
