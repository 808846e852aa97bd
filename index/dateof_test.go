package index

import (
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/corpus"
)

// TestDateOf compares the arithmetic with package time, day by day over the years that texts
// name.
func TestDateOf(t *testing.T) {
	at := time.Date(-50, 1, 1, 0, 0, 0, 0, time.UTC)
	for ; at.Year() < 3000; at = at.AddDate(0, 0, 1) {
		n := int32(at.Unix() / 86400)
		if got, want := dateOf(n), corpus.DateOf(at); got != want {
			t.Fatalf("dateOf(%d) = %v, want %v", n, got, want)
		}
	}
}
