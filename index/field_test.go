package index

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPackPlaces covers both sides of each limit: what fits into the frequency, and what
// does not because it is too much or too far.
func TestPackPlaces(t *testing.T) {
	many := func(n, step int) (out []place) {
		for i := range n {
			out = append(out, place{0, 1 + i*step})
		}
		return out
	}
	for name, tt := range map[string]struct {
		places []place
		fits   bool
	}{
		"one":                        {many(1, 0), true},
		"eight near ones":            {many(8, 1), true},
		"nine":                       {many(9, 1), false},
		"as many as can be counted":  {many(maxCount, 1), false},
		"more than can be counted":   {many(maxCount+9, 1), false},
		"far":                        {[]place{{0, 1 << 30}}, true},
		"farther than the frequency": {[]place{{0, 1 << 50}}, false},
		"in other elements":          {[]place{{3, 1}, {3, 2}, {900, 7}}, true},
		"element by element":         {[]place{{0, 1}, {1, 1}, {2, 1}, {3, 1}}, true},
	} {
		freq, rest := packPlaces(tt.places)
		if freq <= 0 || freq > 1<<62 {
			t.Errorf("%s: frequency %d", name, freq)
		}
		if tt.fits != (rest == nil) {
			t.Errorf("%s: fits %t, want %t", name, rest == nil, tt.fits)
		}
		if got, want := countOf(uint64(freq)), min(len(tt.places), maxCount); got != want {
			t.Errorf("%s: counts %d, want %d", name, got, want)
		}
		if diff := cmp.Diff(tt.places, unpackPlaces(nil, uint64(freq), rest), cmp.AllowUnexported(place{})); diff != "" {
			t.Errorf("%s (-packed +unpacked):\n%s", name, diff)
		}
	}
}

func TestPackAnyPlaces(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		at, places := place{0, 0}, []place(nil)
		for range 1 + rnd.IntN(12) {
			if rnd.IntN(3) == 0 {
				at = place{at.element + 1 + rnd.IntN(5), 0}
			}
			at.pos += 1 + rnd.IntN(1<<rnd.IntN(14))
			places = append(places, at)
		}
		freq, rest := packPlaces(places)
		if diff := cmp.Diff(places, unpackPlaces(nil, uint64(freq), rest), cmp.AllowUnexported(place{})); diff != "" {
			t.Fatalf("(-packed +unpacked):\n%s", diff)
		}
	}
}
