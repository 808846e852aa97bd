package tsv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	data := "# Source: ours.\n# Columns: word, class\nferry\tship\n\ntoll\tmoney\r\n"
	got, err := Parse("words.tsv", data, 2)
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{{3, []string{"ferry", "ship"}}, {5, []string{"toll", "money"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestParseNamesTheLine(t *testing.T) {
	_, err := Parse("words.tsv", "# c\na\tb\nc\n", 2)
	if want := "words.tsv:3: want 2 columns, have 1"; err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
}

func TestMustClasses(t *testing.T) {
	names := []string{"ship", "money", "vehicle"}
	got := MustClasses[uint16]("words.tsv", "# c\nferry\tship,vehicle\ntoll\tmoney\nferry\tmoney\n", names)
	if diff := cmp.Diff(map[string]uint16{"ferry": 1 | 2 | 4, "toll": 2}, got); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	defer func() {
		if err, want := recover(), `words.tsv:2: class "boat" is not known`; err == nil || err.(error).Error() != want {
			t.Errorf("panic %v, want %s", err, want)
		}
	}()
	MustClasses[uint16]("words.tsv", "# c\nferry\tboat\n", names)
}

func TestExample(t *testing.T) {
	tests := []struct {
		in, sentence string
		matches      [][2]int
		bad          bool
	}{
		{in: "Serbia [ruled out] talks", sentence: "Serbia ruled out talks", matches: [][2]int{{7, 16}}},
		{in: "[ruled] talks [out]", sentence: "ruled talks out", matches: [][2]int{{0, 5}, {12, 15}}},
		{in: "no match", bad: true},
		{in: "[open", bad: true},
		{in: "[a [b]]", bad: true},
	}
	for _, tt := range tests {
		sentence, matches, err := Example(tt.in)
		if (err != nil) != tt.bad {
			t.Errorf("%q: error %v", tt.in, err)
		}
		if err == nil && (sentence != tt.sentence || !cmp.Equal(matches, tt.matches)) {
			t.Errorf("%q: %q %v, want %q %v", tt.in, sentence, matches, tt.sentence, tt.matches)
		}
	}
}
