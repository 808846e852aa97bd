package positions

import "testing"

func TestSpellingFoldsAmericanWords(t *testing.T) {
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
		if got := spelling(tt.word); got != tt.want {
			t.Errorf("spelling(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}
