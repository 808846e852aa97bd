package index

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/corpus"
)

// tableOf has a row for a document with something in every column.
func tableOf(text string) *table {
	at := func(s string) corpus.Span {
		i := strings.Index(text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	a := &corpus.Annotated{Document: corpus.Document{ID: "a", Title: "Talks", Source: "https://harbour.example/a", Text: text, Published: corpus.Date{Year: 2025, Month: 3, Day: 1}}}
	a.Entities = []corpus.Entity{{Span: at("Odd Brandt"), Type: corpus.Person, Actor: "Odd Brandt", Role: "harbour master"}}
	a.Positions = []corpus.Position{{Source: []corpus.Span{at("Odd Brandt")}, Cue: []corpus.Span{at("rejected")}, Content: []corpus.Span{at("the ferry")}, Target: []corpus.Span{at("the ferry")}, Actor: "Odd Brandt"}}
	a.Judgments = []corpus.Judgment{{Span: at("unlikely"), Band: corpus.Bands[0]}}
	t := new(table)
	t.add(recordOf(a, [16]byte{1}, "7"))
	return t
}

const tableText = "Odd Brandt rejected the ferry. It is unlikely to sail."

// TestTableKeepsNoText guards against words that are pieces of a document: a table of them
// held all texts of an archive in memory while it was written.
func TestTableKeepsNoText(t *testing.T) {
	text := strings.Clone(tableText)
	from := uintptr(unsafe.Pointer(unsafe.StringData(text)))
	tab := tableOf(text)
	for _, p := range tab.parts() {
		d, ok := p.(*dict)
		if !ok {
			continue
		}
		for _, w := range d.words {
			if at := uintptr(unsafe.Pointer(unsafe.StringData(w))); w != "" && from <= at && at < from+uintptr(len(text)) {
				t.Errorf("%q is a piece of the text", w)
			}
		}
	}
	if len(tab.wordings.words) != 2 || len(tab.issues.words) != 2 { // with the empty one
		t.Errorf("wordings %q, issues %q: this test checks nothing", tab.wordings.words, tab.issues.words)
	}
}

func TestTableFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.bin")
	want := tableOf(tableText)
	for i := range 9000 { // more than is turned into bytes at a time
		r := want.record(0)
		r.published = int32(i)
		want.add(r)
	}
	if err := want.write(path, 3); err != nil {
		t.Fatal(err)
	}
	got, err := readTable(path, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []int{0, 1, 4096, 9000} {
		if diff := cmp.Diff(want.record(row), got.record(row), cmp.AllowUnexported(record{}, mention{}, sense{}, role{}, position{}, judgment{})); diff != "" {
			t.Errorf("row %d (-written +read):\n%s", row, diff)
		}
	}
	if _, err := readTable(path, 4); !errors.Is(err, errStale) {
		t.Errorf("of another state: %v", err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readTable(path, 3); err == nil {
		t.Error("a table with another byte is read without an error")
	}
}
