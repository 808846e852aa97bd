package positions

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/extractors/entities"
	"github.com/sayso-nlp/sayso/extractors/text"
)

const ownIssues = "issue,wordings\nBaltic pipeline,the second pipeline; Lodestar 2\ngrain exports,grain corridor; wheat shipments\n"

func issueIn(t *testing.T, own *Issues, sentence string) string {
	t.Helper()
	tt := text.Fast(sentence)
	doc := &corpus.Document{Text: sentence}
	cat := actors.Default()
	found := Find(tt, doc, cat.Resolve(tt, doc, entities.Find(tt)), nil, cat, own)
	if len(found) == 0 {
		t.Fatalf("no position in %q", sentence)
	}
	return found[0].Issue
}

func TestOwnIssuesNameTheTarget(t *testing.T) {
	own, err := ParseIssuesCSV("issues.csv", strings.NewReader(ownIssues), ',')
	if err != nil {
		t.Fatal(err)
	}
	for sentence, want := range map[string]string{
		"Poland rejects Lodestar 2.":                           "Baltic pipeline",
		"Poland rejects the second pipelines.":                 "Baltic pipeline",
		"Turkey called for a reopening of the grain corridor.": "grain exports",
		"Iceland rejects the sanctions against Russia.":        "Russia sanctions",
		"Turkey refused to close the grain corridor.":          "grain exports closure",
		"Turkey called for an end to the grain corridor.":      "grain exports",
	} {
		if got := issueIn(t, own, sentence); got != want {
			t.Errorf("issue of %q is %q, want %q", sentence, got, want)
		}
	}
}

func TestIssueFilesOfEveryFormAreOne(t *testing.T) {
	tsv := strings.NewReplacer(",", "\t").Replace(ownIssues)
	yaml := "- issue: Baltic pipeline\n  wordings: [the second pipeline, Lodestar 2]\n- issue: grain exports\n  wordings:\n  - grain corridor\n  - wheat shipments\n"
	a, errA := ParseIssuesCSV("issues.tsv", strings.NewReader(tsv), '\t')
	b, errB := ParseIssuesYAML("issues.yaml", strings.NewReader(yaml))
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	for _, x := range []*Issues{a, b} {
		if got, _ := x.of([]string{"wheat", "shipment"}); got.issue != "grain exports" {
			t.Errorf("wheat shipment is %q, want grain exports", got)
		}
	}
}

func TestIssueFileErrors(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", "issues.csv:1:1: the file is empty; begin it with the line issue,wordings"},
		{"issue,colour\n", `issues.csv:1:7: unknown column "colour", want some of issue, wordings`},
		{"issue\n\" \"\n", "issues.csv:2:1: the issue is empty; every issue needs one"},
		{"issue,wordings\ntolls,road price\nfees,road prices\n", `issues.csv:3:1: "road prices" means tolls on line 2 already; drop one`},
	} {
		if _, err := ParseIssuesCSV("issues.csv", strings.NewReader(tt.in), ','); err == nil || err.Error() != tt.want {
			t.Errorf("ParseIssuesCSV(%q): error %v, want %s", tt.in, err, tt.want)
		}
	}
	want := `issues.yaml:1:1: want a list of issues; begin each with "- issue: …"`
	if _, err := ParseIssuesYAML("issues.yaml", strings.NewReader("tolls: road price\n")); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
