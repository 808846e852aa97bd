package words

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAll(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "",
		"Ruritania rejects the plan.":    "ruritania:1 reject:2 plan:4",
		"rejected rejects reject":        "reject:1 reject:2 reject:3",
		"Rudolf’s Rudolf's O’Brien":      "rudolf:1 rudolf:2 obrien:3",
		"U.S. troops, US troops":         "us:1 troop:2 us:3 troop:4",
		"the end. A start":               "end:2 start:4",
		"re-election":                    "re:1 elect:2",
		"Erdoğan Zürich Straße İzmir":    "erdogan:1 zurich:2 strass:3 izmir:4",
		"1,000 tons, 3.5 %":              "1000:1 ton:2 3.5:3",
		"not no":                         "not:1 no:2",
		"和平 talks":                       "和:1 平:2 talk:3",
		"\xff bad \xc3 bytes\x00here":    "bad:1 byte:2 here:3",
		"NATO—and":                       "nato:1",
		"Gro\u0308\u00dfe":               "gross:1",
		strings.Repeat("x", 3000) + " y": strings.Repeat("x", 64) + ":1 y:2",
	} {
		var got []string
		for w := range All(in) {
			got = append(got, fmt.Sprintf("%s:%d", w.Term, w.Pos))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%.40q\n got %s\nwant %s", in, s, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"  Jörg   MÜLLER ": "jorg muller", "U.S.": "us", "Côte d’Ivoire": "cote divoire", "neg*": "neg*", "": "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// begins reports whether a word begins with one of the prefixes of its stem.
func begins(word, stem string) bool {
	for w := range Forms(word) {
		for _, p := range Prefixes(stem) {
			if strings.HasPrefix(w.Term, p) {
				return true
			}
		}
	}
	return false
}

func TestPrefixes(t *testing.T) {
	for _, w := range strings.Fields(`happy happily happiness filing filed files file hoping hopping hope relational
		conditional valency hesitancy digitizer conformably radically differently vilely analogously vietnamization
		predication operator feudalism decisiveness hopefulness callousness formality sensitivity sensibility triplicate
		formative formalize electricity electrical hopeful goodness revival allowance inference airliner gyroscopic
		adjustable defensible irritant replacement adjustment dependent adoption homologous communism activate
		angularity effective bowdlerize probate rate cease controlling rolling ponies ties caress cats feed agreed
		plastered bled motoring sing conflated troubled sized tanned falling hissing fizzed failing dying dies used us
		uses using skies generically ably sky flies owed eyed`) {
		if !begins(w, Stem(w)) {
			t.Errorf("%s has the stem %s, and begins with none of %v", w, Stem(w), Prefixes(Stem(w)))
		}
	}
}

func FuzzAll(f *testing.F) {
	for _, s := range []string{"U.S.A. isn't 1,0.5", "\xff’s", "a.b.c.", "ẞſİ", "和ü平"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end, pos := 0, 0
		for w := range All(s) {
			if w.Start < end || w.End <= w.Start || w.End > len(s) || w.Pos <= pos || w.Term == "" {
				t.Fatalf("%q: %+v after byte %d, word %d", s, w, end, pos)
			}
			if !begins(s[w.Start:w.End], w.Term) {
				t.Fatalf("%q: no prefix of %q begins it", s, w.Term)
			}
			if !utf8.RuneStart(s[w.Start]) && utf8.ValidString(s) {
				t.Fatalf("%q: %+v does not begin on a rune", s, w)
			}
			end, pos = w.End, w.Pos
		}
	})
}

// FuzzFormsFrom: the words that begin in a way are those among all words that begin so.
func FuzzFormsFrom(f *testing.F) {
	f.Add("The U.S. envoy’s “Erdoğan” O'Brien 1,000.5 a.b 'tis étude E\u0301", "e")
	f.Add("x", "")
	f.Add("日本 co\xffop, don't.", "don")
	f.Fuzz(func(t *testing.T, text, term string) {
		var starts Starts
		if !starts.Add(term) {
			return
		}
		var want, got []Word
		for w := range Forms(text) {
			if w.Term[0] == term[0] {
				want = append(want, w)
			}
		}
		for w := range FormsFrom(text, &starts) {
			if w.Term[0] == term[0] {
				got = append(got, w)
			}
		}
		if !slices.Equal(want, got) {
			t.Fatalf("%q from %q: want %v, got %v", text, term, want, got)
		}
	})
}

// BenchmarkWords splits a page of text.
func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("Ruritania’s envoy said that the harbour would stay closed, as 1,000 ships had left. ", 40)
	var starts Starts
	starts.Add("harbour")
	b.Run("forms", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for range Forms(text) {
			}
		}
	})
	b.Run("from", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for range FormsFrom(text, &starts) {
			}
		}
	})
}
