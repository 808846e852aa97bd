package text

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/bench.txt
var teachText string

func TestDecodeProse(t *testing.T) {
	var fixed map[string]string
	if err := decodeProse("tags.gob", &fixed); err != nil || fixed["Thursday"] == "" {
		t.Errorf("%d words, error %v", len(fixed), err)
	}
	for _, part := range []string{"weights.gob", "missing.gob"} { // of another type, of no type
		if err := decodeProse(part, &fixed); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: error %v", part, err)
		}
	}
}

// What the training sees is what prose says, save that prose takes "5.3bn" for an address.
func TestTeacherIsProse(t *testing.T) {
	k, err := newTeacher()
	if err != nil {
		t.Fatal(err)
	}
	taught, want := Split(teachText), Prose(teachText)
	for _, sent := range taught.Sentences {
		k.tag(taught, sent)
	}
	for i := range taught.Tokens {
		if got := taught.Tokens[i].Tag; got != want.Tokens[i].Tag && !strings.Contains(taught.Word(i), ".") {
			t.Errorf("%q: teacher says %v, prose %v", taught.Word(i), got, want.Tokens[i].Tag)
		}
	}
}
