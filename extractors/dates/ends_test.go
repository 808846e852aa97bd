package dates

import (
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// TestTextEndsAnywhere cuts a text full of dates behind every byte: no production may look
// past the end.
func TestTextEndsAnywhere(t *testing.T) {
	s := "Since the end of the 2010s, on the eve of the third quarter, around the spring of the year two years later, from 5 to 7 May 2021 at 10:30 in the morning of the next day, the envoys met every other week until late the"
	for i := range len(s) + 1 {
		Find(text.Split(s[:i]), corpus.Date{Year: 2025, Month: 12, Day: 1})
	}
}
