package dates

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/internal/tsv"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// monday is when the examples were written.
var monday = corpus.Date{Year: 2025, Month: 3, Day: 10}

// findExample returns the expression that an example brackets.
func findExample(t *testing.T, where, example string) (corpus.Timex, string, bool) {
	t.Helper()
	sentence, matches, err := tsv.Example(example)
	if err != nil || len(matches) != 1 {
		t.Errorf("%s: %q: %v, want one match", where, example, err)
		return corpus.Timex{}, "", false
	}
	want := corpus.Span{Start: matches[0][0], End: matches[0][1]}
	var got []string
	for _, x := range Find(text.Split(sentence), monday) {
		if x.Span == want {
			return x, sentence, true
		}
		got = append(got, x.In(sentence))
	}
	t.Errorf("%s: %q: found %q", where, example, got)
	return corpus.Timex{}, "", false
}

func TestProductionExamples(t *testing.T) {
	for _, p := range productions() {
		x, _, ok := findExample(t, p.name, p.example)
		if ok && x.Found.Rule != p.name {
			t.Errorf("%s: %q was found by %s", p.name, p.example, x.Found.Rule)
		}
	}
}

func TestPhraseExamples(t *testing.T) {
	for _, row := range tsv.MustParse("phrases.tsv", phrasesTSV, 4) {
		x, _, ok := findExample(t, "phrases.tsv:"+row.Cols[0], row.Cols[3])
		if ok && (x.Value == "" || row.Cols[1] == "ref" && x.Value != row.Cols[2]) {
			t.Errorf("phrases.tsv:%d: %q has the value %q", row.Line, row.Cols[0], x.Value)
		}
	}
}

// Each word makes the “today” of its example mean these days, or its date come every year.
func TestPresentExamples(t *testing.T) {
	for _, row := range tsv.MustParse("present.tsv", presentTSV, 3) {
		x, sentence, ok := findExample(t, "present.tsv:"+row.Cols[0], row.Cols[2])
		if !ok {
			continue
		}
		if !strings.Contains(strings.ToLower(sentence), row.Cols[0]) {
			t.Errorf("present.tsv:%d: example lacks %s", row.Line, row.Cols[0])
		}
		switch place := placeNames[row.Cols[1]]; {
		case place == asAState:
			ok = parse(text.Split(sentence)).terms[0].loose
		case place == asARule, place == everyYear:
			ok = strings.HasPrefix(x.Value, "XXXX-")
		default:
			ok = x.Value == "PRESENT_REF"
		}
		if !ok {
			t.Errorf("present.tsv:%d: %q has the value %q", row.Line, row.Cols[2], x.Value)
		}
	}
}

// Each cue turns the Tuesday after it, or before it, the way that its class says.
func TestCueExamples(t *testing.T) {
	for _, row := range tsv.MustParse("cues.tsv", cuesTSV, 3) {
		word, class, example := row.Cols[0], row.Cols[1], row.Cols[2]
		if !strings.Contains(example, "["+word+"]") {
			t.Errorf("cues.tsv:%d: example lacks [%s]", row.Line, word)
		}
		sentence := strings.NewReplacer("[", "", "]", "").Replace(example)
		want := map[string]string{"future": "2025-03-11", "noun": "2025-03-11", "timetable": "2025-03-11", "doing": "2025-03-11", "event": "2025-03-04", "past": "2025-03-04", "preterite": "2025-03-04", "infinitive": "2025-03-04", "clause": "2025-03-04"}[class]
		found := Find(text.Split(sentence), monday)
		if class == "speech" {
			want = "2025-03-04"
		}
		if len(found) == 0 || found[0].Value != want {
			t.Errorf("cues.tsv:%d: %q: got %v, want %s", row.Line, sentence, found, want)
		}
	}
}

func TestUsesAreSorted(t *testing.T) {
	last := ""
	for _, row := range tsv.MustParse("uses.tsv", usesTSV, 2) {
		if word := row.Cols[0]; word <= last || len(word) > longestUse {
			t.Errorf("uses.tsv:%d: %q stands behind %q, or is too long", row.Line, word, last)
		}
		last = row.Cols[0]
	}
}
