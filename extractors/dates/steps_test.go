package dates

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extractors/text"
)

// perByte bounds how often an item is looked at for each byte of a text: one in prose, 37 in
// the slowest of the pieces below.
const perByte = 60

// steps counts how often Find looks at an item of s.
func steps(s string) int { return parse(text.Split(s)).steps }

// slow are pieces that, repeated, keep the productions, the search for cues or the links
// between dates busy.
var slow = []string{
	"the end of ", "the same period of ", "the last Friday of ", "the first week of ", "the week of ", "the morning of ", "the eve of ",
	"the day after ", "two days before ", "about ", "more than ", "late ", "early to mid-", "earlier in the ", "half a ", "hundred ", "twenty-",
	"1 hour 30 minutes ", "two or three ", "5 May ", "5, ", "5 and ", "on the 14th and ", "Monday to ", "Monday ", "May ", "2020–", "1999, ",
	"10:00 (", "10:00, ", "2 to ", "10.30 at ", "half past ", "today ", "“today ", "will ", "to be ", "was in ", "the ", "a ", "of ", "’", "-", "-year",
	"in the autumn and ", "the second and ", "the 1990s and ", "every ", "the year ", "the quarter ", "a year ago ", "BC ", "AD5 ", "1,000", "5May",
	"known today ", "the future ", "New Year’s Day ", "next ", "this ", "16th and ", "the early ", "$5 5 ", "c. 5 ", "4/5/", "W", "\n\n5 May", "ß5 ",
}

// Each text that is four times as long takes four times as many steps.
func TestStepsAreLinear(t *testing.T) {
	for _, piece := range append(slow, brief) {
		n := max(1, 4_000/len(piece))
		short, long := steps(strings.Repeat(piece, n)), steps(strings.Repeat(piece, 4*n))
		if long > 4*short+short/10 {
			t.Errorf("%q: %d steps become %d where the text is four times as long", piece, short, long)
		}
		if long > perByte*4*n*len(piece) {
			t.Errorf("%q: %d steps for each byte", piece, long/(4*n*len(piece)))
		}
	}
}

func FuzzSteps(f *testing.F) {
	f.Add(brief, "the end of ", uint8(3))
	f.Add("two days before ", "5 and ", uint8(9))
	f.Fuzz(func(t *testing.T, a, b string, n uint8) {
		s := strings.Repeat(a+b, int(n)) + a
		if got := steps(s); got > perByte*(len(s)+10) {
			t.Errorf("%d steps for %d bytes", got, len(s))
		}
	})
}
