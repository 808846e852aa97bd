package index

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors"
	"github.com/sayso-nlp/sayso/extractors/actors"
)

var updateDict = flag.Bool("update-dict", false, "make stored.dict anew of the demo's briefs; needs a new engineFormat")

// demoDocs returns the demo's briefs with what the extractors find in them today.
func demoDocs(t testing.TB) (docs []*corpus.Annotated) {
	f, err := os.Open("../cmd/sayso/demo/briefs.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	annotate := extractors.New(actors.Default()).Annotate
	for d, err := range corpus.NewDecoder(f, "briefs.jsonl").All() {
		if err != nil {
			t.Fatal(err)
		}
		d.Annotations = annotate(&d.Document)
		docs = append(docs, &d)
	}
	return docs
}

// TestStoredDict pins the dictionary: with another one no stored document can be read.
func TestStoredDict(t *testing.T) {
	const size, want = 64 << 10, "2c64f2db2a304b75"
	if *updateDict {
		var all []byte
		for _, d := range demoDocs(t) {
			b, err := json.Marshal(storedDocument{make([]byte, 16), extractors.Version, 1, d})
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b...)
		}
		if err := os.WriteFile("stored.dict", all[:size], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sum := sha256.Sum256(storedDict)
	if got := hex.EncodeToString(sum[:8]); got != want {
		t.Errorf("stored.dict has the sum %s, want %s: change engineFormat with it", got, want)
	}
}

func TestPack(t *testing.T) {
	plain, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	packed, without := 0, 0
	for _, d := range demoDocs(t)[20:] { // the first ones are the dictionary
		s := storedDocument{[]byte("0123456789abcdef"), "7", 3, d}
		b, err := pack(s)
		if err != nil {
			t.Fatal(err)
		}
		got, err := unpack(b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s, got); diff != "" {
			t.Fatalf("%s (-packed +unpacked):\n%s", d.ID, diff)
		}
		whole, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		packed += len(b)
		without += len(plain.EncodeAll(whole, nil))
	}
	if packed*10 > without*8 {
		t.Errorf("%d bytes with the dictionary, %d without: it should save a fifth", packed, without)
	}
	for _, bad := range []string{"", "no frame", "\x28\xb5\x2f\xfd"} {
		if d, err := unpack([]byte(bad)); err == nil {
			t.Errorf("%q unpacks to %+v", bad, d)
		}
	}
}

// TestUnpackOddText: the decoder reads what encoding/json made of any text as encoding/json
// does.
func TestUnpackOddText(t *testing.T) {
	for _, text := range []string{"a bad \xff byte", "\x00\x1f\x7f", "line\u2028 <b> & \ufffd", "\xed\xa0\x80 half a pair", "𝄞 “quoted” \\ /"} {
		doc := &corpus.Annotated{Document: corpus.Document{ID: text, Text: text, Notes: []string{}}, Annotations: corpus.Annotations{Entities: []corpus.Entity{}}}
		b, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		want := new(corpus.Annotated)
		if err := json.Unmarshal(b, want); err != nil {
			t.Fatal(err)
		}
		packed, err := pack(storedDocument{Doc: doc})
		if err != nil {
			t.Fatal(err)
		}
		got, err := unpack(packed)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if diff := cmp.Diff(want, got.Doc); diff != "" {
			t.Errorf("%q (-encoding/json +unpacked):\n%s", text, diff)
		}
	}
}

// TestLeaf: a leaf is the document without its layers, also where the text holds the name of
// one between quotation marks.
func TestLeaf(t *testing.T) {
	docs := append(ruritania(t), newBrief(t, "quotes", "2025-12-01", "A title", "Description: It says ,\"Entities\":[1] and }} \\,\"Entities\": too.").done(), &corpus.Annotated{Document: corpus.Document{ID: "bare"}})
	x := stored(t, docs)
	for _, d := range docs {
		got, err := x.leaf(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		want := &corpus.Annotated{Document: corpus.Document{
			ID: d.ID, Title: d.Title, Source: d.Source, Published: d.Published, Text: d.Text, Sections: d.Sections,
		}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", d.ID, diff)
		}
	}
	if _, err := x.leaf("none"); !errors.Is(err, ErrNoDocument) {
		t.Errorf("no such document: %v", err)
	}
}
