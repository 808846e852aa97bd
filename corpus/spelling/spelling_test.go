package spelling

import "testing"

func TestBritish(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"realized", "realised"},
		{"emphasize", "emphasise"},
		{"defense", "defence"},
		{"favored", "favoured"},
		{"seized", "seized"},
		{"citizens", "citizens"},
		{"prize-winning", "prize-winning"},
		{"mid-sized", "mid-sized"},
	} {
		if got := British(tt.word); got != tt.want {
			t.Errorf("British(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}
