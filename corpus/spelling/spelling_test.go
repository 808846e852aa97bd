package spelling

import (
	"strings"
	"testing"
)

func TestBritish(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"realized", "realised"},
		{"emphasize", "emphasise"},
		{"defense", "defence"},
		{"favored", "favoured"},
		{"normalization", "normalisation"},
		{"organizational", "organisational"},
		{"recognizable", "recognisable"},
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

// TestBritishLeaves: what is spelled alike on both sides, or is no word of the pattern.
func TestBritishLeaves(t *testing.T) {
	for w := range strings.FieldsSeq(`size sizes sizing sizable outsize midsize undersized supersized downsizing oversized prize prized prizewinning
		seize seizing seizure capsize capsized assizes maize baize citizen citizenship denizens wizened vizier bizarre wizard lizard blizzard
		hazard horizon horizontal azimuth cognizance elizabeth pfizer rise promise exercise advise revise surprise enterprise compromise
		expertise premise franchise supervise precise concise comprise devise disguise televise improvise merchandise normalisation
		organisation organise civilisation visa disability advisable visible promising rising raising`) {
		if got := British(w); got != w {
			t.Errorf("British(%q) = %q", w, got)
		}
	}
}
