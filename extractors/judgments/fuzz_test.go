package judgments_test

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/judgments"
	"github.com/sayso-nlp/sayso/extractors/text"
)

func check(t *testing.T, s string) {
	d := &corpus.Document{Text: s, Sections: corpus.FindSections(s)}
	judged, hedged := judgments.Find(text.Fast(s), d, nil, nil)
	for _, j := range append(judged, hedged...) {
		if j.Start < 0 || j.End > len(s) || !j.Contains(j.Term) || j.Term.Len() <= 0 {
			t.Fatalf("judgment %v with the term %v in %d bytes", j.Span, j.Term, len(s))
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "likely", "that likely that", ", however, likely, however,", "“likely", "and likely and may and",
		"may that , is", "It is likely that, is", "as likely as", "no chance", "\xff likely \xfe",
		"‘likely’ 'likely' ‘states’ likely",
	} {
		f.Add(s)
	}
	f.Fuzz(check)
}

// Long texts that keep every rule busy: the test is that it ends.
func TestLongTextsEnd(t *testing.T) {
	for _, s := range []string{
		"likely ", ", a duke likely ", "and likely ", "It is likely that, ", "the duke and the court likely , ",
		"if , however, may ", "“likely ", "‘likely ", "'likely ", "‘the states’ ", "because of likely , was ", "x ",
	} {
		check(t, strings.Repeat(s, 1+300_000/len(s)))
	}
}
