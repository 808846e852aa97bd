package actors

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var harbour = []Entry{
	{Name: "North Harbour Fund", Aliases: []string{"NHF", "the Fund"}, Kind: "fund", ID: "f1"},
	{Name: "Ada Roe"},
}

func TestParseCSV(t *testing.T) {
	got, err := ParseCSV("actors.csv", strings.NewReader("name, aliases, type, id\n\"North Harbour Fund\", NHF; the Fund, fund, f1\nAda Roe,,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(harbour, got); diff != "" {
		t.Error(diff)
	}
}

func TestParseYAML(t *testing.T) {
	got, err := ParseYAML("actors.yaml", strings.NewReader("- name: North Harbour Fund\n  aliases: [NHF, the Fund]\n  type: fund\n  id: f1\n- name: Ada Roe\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(harbour, got); diff != "" {
		t.Error(diff)
	}
}

func TestParseCSVErrors(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", "actors.csv:1:1: the file is empty; begin it with the line name,aliases,type,id"},
		{"name,colour\n", `actors.csv:1:6: unknown column "colour", want some of name, aliases, type, id`},
		{"name,name\n", `actors.csv:1:6: column "name" comes twice; drop one`},
		{"id\n", "actors.csv:1:1: no column name; begin the file with the line name,aliases,type,id"},
		{"id,name\n1,Ada Roe\n2,\n", "actors.csv:3:3: the name is empty; every actor needs one"},
		{"name\n\"Ada\" Roe\n", "actors.csv:2:5: extraneous or missing \" in quoted-field; put a cell with a quotation mark in it into quotation marks, and double those within"},
		{"name\nAda Roe,x\n", "actors.csv:2:1: wrong number of fields; give each line as many cells as the first has"},
		{"name,aliases\nAda Roe,AR\nAmos Reed,AR\n", `actors.csv:3:1: "AR" means Ada Roe on line 2 already; drop one`},
		{"name,aliases\nAda Roe,AR\nAmos M\xfcller,AM\n", `actors.csv:3:1: "Amos M\xfcller" is not UTF-8; save the file as that`},
		{"\xff\xfen\x00a\x00m\x00e\x00", `actors.csv:1:1: "\xff\xfen\x00a\x00m\x00e\x00" is not UTF-8; save the file as that`},
		{"name\n...\n", `actors.csv:2:1: the name "..." has no letter`},
	} {
		if _, err := ParseCSV("actors.csv", strings.NewReader(tt.in)); err == nil || err.Error() != tt.want {
			t.Errorf("ParseCSV(%q): error %v, want %s", tt.in, err, tt.want)
		}
	}
}

func TestParseYAMLErrors(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", `actors.yaml:1:1: the file is empty; begin it with "- name: …"`},
		{"name: Ada Roe\n", `actors.yaml:1:1: want a list of actors; begin each with "- name: …"`},
		{"- Ada Roe\n", "actors.yaml:1:3: want an actor with the keys name, aliases, type, id"},
		{"- name: Ada Roe\n  colour: red\n", `actors.yaml:2:3: unknown key "colour", want some of name, aliases, type, id`},
		{"- name: Ada Roe\n- name: ''\n", "actors.yaml:2:9: the name is empty; every actor needs one"},
		{"- type: fund\n", "actors.yaml:1:3: the name is empty; every actor needs one"},
		{"- name: [a]\n", "actors.yaml:1:9: name wants one value"},
		{"- name: Ada Roe\n  aliases: {a: b}\n", "actors.yaml:2:12: aliases wants a list of names"},
		{"- name: Ada Roe\n  aliases: [[a]]\n", "actors.yaml:2:13: an alias is one name"},
		{"- name: Ada Roe\n  name: Amos Reed\n", `actors.yaml:2:3: the key name comes twice; drop one, or begin another actor with "- "`},
		{"- name: Ada Roe\n  aliases: []\n  aliases: [AR]\n", `actors.yaml:3:3: the key aliases comes twice; drop one, or begin another actor with "- "`},
		{"- name: Ada Roe\n---\n- name: Amos Reed\n", "actors.yaml:2:1: a second document begins here; make one list of both"},
		{"- name: Ada Roe\n---\n", "actors.yaml:2:1: a second document begins here; make one list of both"},
		{"- name: Ada Roe\n- name: Amos Reed\n  aliases: [AR\n", "actors.yaml:2:1: did not find expected ',' or ']', here or below"},
		{"- name: Ada Roe\n- name: ADA ROE\n", `actors.yaml:2:3: "ADA ROE" means Ada Roe on line 1 already; drop one`},
	} {
		if _, err := ParseYAML("actors.yaml", strings.NewReader(tt.in)); err == nil || err.Error() != tt.want {
			t.Errorf("ParseYAML(%q): error %v, want %s", tt.in, err, tt.want)
		}
	}
	for _, in := range []string{"- name: 'x\n", "- name: Ada Roe\n---\n- name: 'x\n"} {
		if _, err := ParseYAML("a.yaml", strings.NewReader(in)); err == nil || !strings.HasPrefix(err.Error(), "a.yaml:") {
			t.Errorf("the syntax error of %q reads %v", in, err)
		}
	}
}
