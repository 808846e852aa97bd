package entities

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/sayso-nlp/sayso/extractors/internal/linear"
	"github.com/sayso-nlp/sayso/extractors/text"
)

// sample is a brief of invented people; three of it are as long as an average brief.
const sample = `Description: The foreign ministers of Norland’s neighbours met in Geneva on Tuesday. Olena Hrytsak, who leads the Ukrainian delegation, said that the European Union and the IAEA (International Atomic Energy Agency) had been told of the plan. Russia’s Foreign Ministry rejected it. The spokesman of the Kremlin, Arkady Belov, called the proposal “a step towards war in the Black Sea”, while Turkey and the United States welcomed it. Hrytsak later told Reuters that the Ministry of Energy in Kyiv would publish the figures before the Munich Security Conference.

Impact: A vote in the UN Security Council remains unlikely, since Moscow can veto it. The talks on the Treaty of Vesna will probably go on in spring, and the parties in Kyiv’s parliament could still block the agreement with the International Monetary Fund.

`

func BenchmarkFind(b *testing.B) {
	t := text.Split(strings.Repeat(sample, 3))
	Find(t)
	b.SetBytes(int64(len(t.Source)))
	b.ReportAllocs()
	for b.Loop() {
		Find(t)
	}
	perToken(b, len(t.Tokens))
}

func BenchmarkFindLong(b *testing.B) {
	t := text.Split(strings.Repeat(sample, 300))
	Find(t)
	b.SetBytes(int64(len(t.Source)))
	b.ReportAllocs()
	for b.Loop() {
		Find(t)
	}
	perToken(b, len(t.Tokens))
}

// BenchmarkProse is the peer: prose's own extraction with its model loaded once, less the
// time of its tokeniser and tagger, which BenchmarkProseTags measures.
func BenchmarkProse(b *testing.B)     { benchmarkProse(b, true) }
func BenchmarkProseTags(b *testing.B) { benchmarkProse(b, false) }

func benchmarkProse(b *testing.B, extract bool) {
	in := strings.Repeat(sample, 3)
	m := prose.ModelFromData("peer")
	n := len(text.Split(in).Tokens)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := prose.NewDocument(in, prose.UsingModel(m), prose.WithSegmentation(false), prose.WithExtraction(extract)); err != nil {
			b.Fatal(err)
		}
	}
	perToken(b, n)
}

// BenchmarkLoad is what the first use costs.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		must(linear.LoadDomain(modelFile, featureVersion, domain(brief)))
		must(linear.Load(registerFile, featureVersion))
		if _, err := newGazetteer(wordsTSV, namesTSV); err != nil {
			b.Fatal(err)
		}
	}
}

func perToken(b *testing.B, tokens int) {
	total := float64(b.N * tokens)
	b.ReportMetric(total/b.Elapsed().Seconds(), "tokens/s")
}
