package actors

import (
	"bytes"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// mentions makes a mention of every token that begins with a capital, with the types in
// turn, so that a fuzzer reaches every rule without a recogniser.
func mentions(t *text.Text) []corpus.Entity {
	var ents []corpus.Entity
	for i, tok := range t.Tokens {
		if isCapital(t.Word(i)) {
			ents = append(ents, corpus.Entity{Span: tok.Span, Type: corpus.EntityTypes[len(ents)%4]})
		}
	}
	return ents
}

func FuzzResolve(f *testing.F) {
	f.Add("Moscow and Kyiv’s envoys (UN) met Mr Roe, Ada. Congress of Peru.")
	f.Add("A\x00B\xff\xfe İzmir’s ȺȺȺ's ’s 's ( ) , , ,")
	f.Add(strings.Repeat("Roe ", 300))
	f.Fuzz(func(t *testing.T, s string) {
		tx := text.Split(s)
		doc := &corpus.Document{Text: s}
		ents := Default().Resolve(tx, doc, mentions(tx))
		for i, e := range ents {
			if i > 0 && e.Start < ents[i-1].End {
				t.Fatal("mentions overlap")
			}
			Default().Holder(tx, doc, ents, e.Span)
		}
		for _, sent := range tx.Sentences {
			Default().Holder(tx, doc, ents, sent.Span)
		}
	})
}

func FuzzParseCSV(f *testing.F) {
	f.Add([]byte("name,aliases,type,id\nAda Roe,AR;Roe,person,1\n"))
	f.Add([]byte("name\n\"Ada\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if own, err := ParseCSV("a.csv", bytes.NewReader(b)); err == nil {
			Default().With(own[:min(len(own), 3)])
		} else if !strings.HasPrefix(err.Error(), "a.csv:") {
			t.Errorf("error %v names no place", err)
		}
	})
}

func FuzzParseYAML(f *testing.F) {
	f.Add([]byte("- name: Ada Roe\n  aliases: [AR, Roe]\n"))
	f.Add([]byte("- &a {name: *a}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := ParseYAML("a.yaml", bytes.NewReader(b)); err != nil && !strings.HasPrefix(err.Error(), "a.yaml:") {
			t.Errorf("error %v names no place", err)
		}
	})
}

// Ten thousand mentions of one name, of capitals in a row, of shared names and of open brackets:
// the test is that it ends, with every mention.
func TestResolveHugeInput(t *testing.T) {
	for _, word := range []string{"Roe ", "Moscow, ", "Congress ", "Georgia ", "TSB (", "Ada Roe. "} {
		tx := text.Split(strings.Repeat(word, 10_000))
		doc := &corpus.Document{Text: tx.Source}
		ents := Default().Resolve(tx, doc, mentions(tx))
		if len(ents) < 10_000 {
			t.Errorf("%q: %d mentions", word, len(ents))
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	s := strings.Repeat("On Monday Moscow and Kyiv’s envoys met the European Union’s Ada Roe in Vienna. The Russian Foreign Ministry said that "+
		"the plan, which Roe had brought from Brussels, was no basis for talks, whereas the Kremlin kept silent about it.\n\n", 50)
	tx := text.Split(s)
	doc := &corpus.Document{Text: s}
	ents := mentions(tx)
	Default()
	b.ReportAllocs()
	for b.Loop() {
		Default().Resolve(tx, doc, ents)
	}
	b.ReportMetric(float64(len(tx.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load()
	}
}
