package positions

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/text"
)

func readingOf(s string) *reading {
	t := text.Fast(s)
	return read(t, &corpus.Document{Text: s}, entities.Find(t), nil)
}

// TestTemplatesDiffer reads the numbers from the source: that two features are one to the
// models shows nowhere else.
func TestTemplatesDiffer(t *testing.T) {
	f, err := parser.ParseFile(gotoken.NewFileSet(), "emitter.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	names := map[int]string{}
	for n := range ast.Preorder(f) {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) == 0 {
			continue
		}
		lit, ok := spec.Values[0].(*ast.BasicLit)
		if !ok || lit.Kind != gotoken.INT {
			continue
		}
		number, _ := strconv.Atoi(lit.Value)
		if other := names[number]; other != "" {
			t.Errorf("%s and %s are both template %d", other, spec.Names[0].Name, number)
		}
		names[number] = spec.Names[0].Name
	}
	if len(names) < 40 {
		t.Errorf("%d templates in emitter.go, want 40 at least", len(names))
	}
}

func TestJointsTellWhatGoesOn(t *testing.T) {
	for _, tt := range []struct {
		text string
		want joint
	}{
		{"France supports the plan and the map of the valley.", joinsPhrase},
		{"France supports the plan and offered a summit.", joinsPredicate},
		{"Berlin welcomed the plan and the mayor of Oslo urged both sides on.", joinsClause},
	} {
		r := readingOf(tt.text)
		at := slices.Index(r.words, "and")
		if got := r.toks[at].joins; got != tt.want {
			t.Errorf("“and” in %q joins %d, want %d", tt.text, got, tt.want)
		}
	}
}

func TestFirstClauseReadsTheDeed(t *testing.T) {
	for _, tt := range []struct {
		content string
		subject uint32
		negated bool
		verb    string
	}{
		{"it would not pay the fee", 3, true, "pay"},
		{"we have sunk the ship", 2, false, "sunk"},
		{"no town was shelled", 5, true, "shelled"},
		{"the toll is unfair", 7, false, "is"},
		{"it'll pay the fee", 3, false, "pay"},
		{"they don't pay the fee", 3, true, "pay"},
		{"I'm a friend of the fee", 2, false, "’m"},
	} {
		r := readingOf(tt.content)
		c := r.firstClause([2]int{0, len(r.toks)})
		verb := ""
		if c.verb >= 0 {
			verb = r.words[c.verb]
		}
		if c.subject != tt.subject || c.negated != tt.negated || verb != tt.verb {
			t.Errorf("clause of %q: subject %d, negated %t, verb %q, want %d, %t, %q", tt.content, c.subject, c.negated, verb, tt.subject, tt.negated, tt.verb)
		}
	}
}

// Typed apostrophes are read as printed ones; quotation marks are another matter.
func TestApostrophesAreAlike(t *testing.T) {
	const typed = "It'll be five o'clock, they don't say, and the states' plan won't be Iran's."
	a, b := readingOf(typed), readingOf(strings.ReplaceAll(typed, "'", "’"))
	if !slices.Equal(a.words, b.words) {
		t.Errorf("words %q, want %q", a.words, b.words)
	}
	if !slices.Equal(a.toks, b.toks) {
		t.Error("the tokens differ")
	}
	if i := slices.Index(a.words, "’s"); a.isAux(i) || a.isBe(i) {
		t.Error("the possessive is no form of “be”")
	}
	if r := readingOf("Oslo spoke of 'a theft'."); !slices.Contains(r.words, "'") {
		t.Errorf("words %q lack the quotation mark", r.words)
	}
}

func TestComplementTellsWhatACueTakes(t *testing.T) {
	for sentence, want := range map[string]uint8{
		"Lima said “no”.":                   1,
		"Lima said that it rained.":         2,
		"Lima said the mayor was ill.":      3,
		"Lima said to wait.":                4,
		"Lima said a prayer.":               5,
		"Lima said the men to be sent home": 6,
	} {
		r := readingOf(sentence)
		s := r.cueScope(r.t.Sentences[0])
		if got := s.complement(slices.Index(r.words, "said") + 1); got != want {
			t.Errorf("complement in %q is %d, want %d", sentence, got, want)
		}
	}
}

// A word that the lexicon lacks has the act of the lines whose words are used as it is.
func TestKinshipOfUnknownWords(t *testing.T) {
	for _, word := range []string{"berated", "castigated"} {
		if act, strength := kinship(classesOf(word)[wordClasses-1]); strength == 0 {
			t.Errorf("%q has no kin in the lexicon (act %d)", word, act)
		}
	}
	if _, strength := kinship(classesOf("giraffe")[wordClasses-1]); strength != 0 {
		t.Error("“giraffe” has kin in the lexicon")
	}
}
